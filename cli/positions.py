"""`servanda positions`: the posts that tasks are laid on, and who holds them from when until when."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import click

from cli.options import Day, Zone, plain
from cli.party_options import change, deputies_verb, known_parties, require_text

if TYPE_CHECKING:
    from domain.parties import Holding, Position
    from schema.party_store import Parties

ROLES = ("focal point", "coordinator", "none")


@click.group("positions", help="Posts that tasks are laid on, and who holds them from when until when.")
def positions() -> None:
    pass


@positions.command("list", help="List positions with whoever holds them. What nobody holds is seen.")
@click.option("--body", metavar="NAME", help="Only of this body.")
@click.option("--vacant", is_flag=True, help="Only those that nobody holds.")
@click.option("--on", "on", type=Day(), metavar="DATE", help="As of a day (default: today).")
@plain
def list_(body: str | None, vacant: bool, on: date | None, as_json: bool) -> None:
    from cli.output import print_json, table
    from engine.bodies import Bodies

    known = known_parties()
    bodies = Bodies(known)
    wanted = bodies.canonical(body) if body else None
    found = []
    for one in known.positions.values():
        held = _held(known, one, on)
        if (wanted is None or bodies.canonical(one.body) == wanted) and not (vacant and held):
            found.append((one, held))
    if as_json:
        print_json([{"position": one, "holders": [h.person for h in held], "vacant": not held} for one, held in found])
        return
    shown = [(one.id, one.title, one.body, one.role or "", ", ".join(h.person for h in held) or "vacant") for one, held in found]
    empty = "No such position is known. Add one: servanda positions add ID --title TEXT --body NAME"
    if vacant and known.positions:
        empty = "No such position is vacant."
    table(("Id", "Title", "Body", "Role", "Holder"), shown, empty=empty)


def _held(known: "Parties", position: "Position", on: date | None) -> "list[Holding]":
    day = on or _today(position)
    return [h for h in known.holdings if h.position == position.id and day in h.days and h.person in known.people]


def _today(position: "Position") -> date:
    from cli.office import now
    from domain.time.zones import day_of

    return day_of(now(), position.zone)


@positions.command("show", help="One position: who holds and held it, who stands in, and who is told now.")
@click.argument("position", metavar="ID")
@plain
def show(position: str, as_json: bool) -> None:
    from cli.office import Office, now
    from cli.output import pairs, print_json, say, table
    from cli.party_options import roles
    from domain.party_checks import say_days
    from schema import parties

    office, known = Office(), known_parties()
    one = _position(known, position)
    told = parties.told(office.engine, position, now(), roles(office.settings))
    history = sorted((h for h in known.holdings if h.position == position), key=lambda h: (h.days.first or date.min, h.person))
    deputies = known.deputies.get(position, ())
    if as_json:
        print_json({"position": one, "holdings": history, "deputies": deputies, "told": told})
        return
    pairs(
        (
            ("Id", one.id),
            ("Title", one.title),
            ("Body", one.body),
            ("Role", one.role or ""),
            ("Zone", one.zone),
            ("Deputies", ", ".join(deputies)),
            ("Told now", "; ".join(f"{each.person} ({each.why})" for each in told)),
        )
    )
    say()
    rows = [(h.person, _name(known, h.person), f"{say_days(h.days)}{', jointly' if h.jointly else ''}") for h in history]
    table(("Holder", "Name", "Days"), rows, empty=f"Nobody holds or held it. servanda positions hold {position} PERSON")


def _name(known: "Parties", person: str) -> str:
    return known.people[person].name if person in known.people else "(erased)"


def _position(known: "Parties", position: str) -> "Position":
    from cli.exits import Unclear

    if position not in known.positions:
        raise Unclear(f"There is no position {position!r}. `servanda positions list` shows those there are.")
    return known.positions[position]


@positions.command("add", help="Add a position, or change what is known of it. What is not given stays as it is.")
@click.argument("position", metavar="ID")
@click.option("--title", metavar="TEXT", help="What it is called (default for a new one: the id).")
@click.option("--body", metavar="NAME", help="The body that it belongs to; empty: none.")
@click.option("--zone", type=Zone(), metavar="ZONE", help="Where its days begin and end (default for a new one: the setting).")
@click.option(
    "--role",
    type=click.Choice(ROLES),
    help="The focal point is addressed for its body; the coordinator sees to what nobody else is there for.",
)
@plain
def add(position: str, title: str | None, body: str | None, zone: str | None, role: str | None, as_json: bool) -> None:
    from dataclasses import replace

    from cli.office import Office
    from cli.output import print_json, say
    from domain.parties import Position, Role
    from engine.bodies import Bodies
    from schema.people import check_id

    settings = Office(founding=True).settings
    given: dict[str, Any] = {} if role is None else {"role": None if role == "none" else Role(role)}
    given |= {"title": require_text(title, "title")} if title else {}
    given |= {"zone": zone} if zone else {}
    try:
        check_id(position, "position")
    except ValueError as error:
        raise click.UsageError(str(error)) from error

    def put(known: "Parties") -> "Parties":
        before = known.positions.get(position) or Position(position, position, "", settings.zone)
        named: dict[str, Any] = {} if body is None else {"body": Bodies(known).canonical(require_text(body, "body"))}
        return replace(known, positions={**known.positions, position: replace(before, **given, **named)})

    made = change(put).positions[position]
    if as_json:
        print_json(made)
    else:
        of = f", {made.role or 'a position'} of the {made.body}" if made.body else ""
        say(f"{made.id}: {made.title}{of}, days in {made.zone}.")


@positions.command("hold", help="Say who holds a position, from when until when.")
@click.argument("position", metavar="ID")
@click.argument("person", metavar="PERSON")
@click.option("--from", "first", type=Day(), metavar="DATE", help="Their first day (default: today, in the position's zone).")
@click.option("--until", "last", type=Day(), metavar="DATE", help="Their last day, where it is known.")
@click.option("--jointly", is_flag=True, help="Others hold it at the same time, and that is meant.")
@click.option("--succeeding", is_flag=True, help="Whoever holds it then holds it until the day before.")
@plain
def hold(
    position: str, person: str, first: date | None, last: date | None, jointly: bool, succeeding: bool, as_json: bool
) -> None:
    from dataclasses import replace

    from cli.exits import Unclear
    from cli.output import print_json, say
    from domain.parties import Days, Holding
    from domain.party_checks import say_days

    made: list[Holding] = []

    def put(known: "Parties") -> "Parties":
        start = first or _today(_position(known, position))
        if person not in known.people:
            raise Unclear(f"Nobody is known by {person!r}. Add them: servanda people add {person} --name NAME --email ADDRESS")
        if last and last < start:
            raise click.UsageError(f"Their last day, {last}, comes before their first, {start}.")
        made[:] = [Holding(position, person, Days(start, last), jointly)]
        before = [_ended(h, start) if succeeding and h.position == position else h for h in known.holdings]
        return replace(known, holdings=(*before, *made))

    change(put)
    if as_json:
        print_json(made[0])
    else:
        say(f"{person} holds {position} {say_days(made[0].days)}{', jointly' if jointly else ''}.")


def _ended(holding: "Holding", start: date) -> "Holding":
    """``holding`` until the day before ``start``, where it would go on then. One that begins later stays, and is seen to contradict."""
    from dataclasses import replace

    from domain.parties import Days

    day = start - timedelta(days=1)
    if start not in holding.days or (holding.days.first is not None and holding.days.first > day):
        return holding
    return replace(holding, days=Days(holding.days.first, day))


@positions.command("vacate", help="Say that whoever holds a position holds it no longer. What was, stays on record.")
@click.argument("position", metavar="ID")
@click.option("--person", metavar="PERSON", help="Who, where several hold it jointly.")
@click.option("--last", type=Day(), metavar="DATE", help="Their last day (default: today, in the position's zone).")
@plain
def vacate(position: str, person: str | None, last: date | None, as_json: bool) -> None:
    from dataclasses import replace

    from cli.exits import Unclear
    from cli.output import print_json, say
    from domain.parties import Days
    from domain.party_checks import say_days

    ended: list[Holding] = []

    def put(known: "Parties") -> "Parties":
        day = last or _today(_position(known, position))
        there = [h for h in known.holdings if h.position == position and day in h.days and person in (None, h.person)]
        if not there:
            raise Unclear(f"Nobody{f' by the id {person}' if person else ''} holds {position} on {day}.")
        if len(there) > 1 and person is None:
            raise Unclear(f"Several hold {position} on {day}; say who with --person.", tuple(h.person for h in there))
        ended[:] = [replace(h, days=Days(h.days.first, day)) for h in there]
        return replace(known, holdings=(*(h for h in known.holdings if h not in there), *ended))

    change(put)
    if as_json:
        print_json(ended[0])
    else:
        say(f"{ended[0].person} held {position} {say_days(ended[0].days)}.")


deputies_verb(positions, "position", "POSITION")
