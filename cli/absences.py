"""`servanda absences`: who is away when, and who stands in for them meanwhile."""

from datetime import date
from typing import TYPE_CHECKING

import click

from cli.options import Day, plain
from cli.party_options import change, known_parties, require_party, require_text

if TYPE_CHECKING:
    from domain.parties import Absence
    from schema.party_store import Parties


@click.group("absences", help="Who is away when, and who stands in for them meanwhile.")
def absences() -> None:
    pass


@absences.command("list", help="List who is away now or will be.")
@click.option("--person", metavar="ID", help="Only of this person.")
@click.option("--all", "everything", is_flag=True, help="Also what is over.")
@plain
def list_(person: str | None, everything: bool, as_json: bool) -> None:
    from cli.office import now
    from cli.output import print_json, table
    from domain.time.zones import day_of

    known, at = known_parties(), now()
    found = [one for one in known.absences if person in (None, one.person)]
    if not everything:
        found = [
            one for one in found
            if one.days.last is None or one.person not in known.people or one.days.last >= day_of(at, known.people[one.person].zone)
        ]  # fmt: skip
    found.sort(key=lambda one: (one.days.first or date.min, one.person))
    if as_json:
        print_json(found)
        return
    rows = [
        (one.person, str(one.days.first or ""), str(one.days.last or "open"), ", then ".join(_deputies(known, one)), one.reason)
        for one in found
    ]
    table(("Person", "From", "Until", "Deputies", "Reason"), rows, fixed=(0, 1, 2), empty="Nobody is away, as far as is known.")


def _deputies(known: "Parties", absence: "Absence") -> list[str]:
    return list(dict.fromkeys((*absence.deputies, *known.deputies.get(absence.person, ()))))


@absences.command("add", help="Say that a person is away. Whoever stands in is told, and may act, in their place.")
@click.argument("person", metavar="PERSON")
@click.option("--from", "first", type=Day(), metavar="DATE", help="The first day away (default: today, in their zone).")
@click.option("--until", "last", type=Day(), metavar="DATE", help="The last day away, where it is known.")
@click.option("--deputy", "deputies", multiple=True, metavar="ID", help="Who stands in this time, in order. May be repeated.")
@click.option("--reason", default="", metavar="TEXT", help="Why, if it need be said. Erased with the person.")
@plain
def add(person: str, first: date | None, last: date | None, deputies: tuple[str, ...], reason: str, as_json: bool) -> None:
    from dataclasses import replace

    from cli.office import now
    from cli.output import note, print_json, say
    from domain.parties import Absence, Days
    from domain.party_checks import say_days
    from domain.time.zones import day_of

    made: list[Absence] = []

    def put(known: "Parties") -> "Parties":
        start = first or day_of(now(), _zone(known, person))
        for deputy in deputies:
            require_party(known, deputy)
        if last and last < start:
            raise click.UsageError(f"Their last day away, {last}, comes before the first, {start}.")
        made[:] = [Absence(person, Days(start, last), require_text(reason, "reason"), deputies)]
        return replace(known, absences=(*known.absences, *made))

    known = change(put)
    if as_json:
        print_json(made[0])
        return
    named = _deputies(known, made[0])
    say(f"{person} is away {say_days(made[0].days)}.")
    if named:
        say(f"{', then '.join(named)} {'stands' if len(named) == 1 else 'stand'} in.")
    else:
        note(f"Nobody is named to stand in. Name them: servanda people deputies {person} ID")


def _zone(known: "Parties", person: str) -> str:
    from cli.exits import Unclear

    if person not in known.people:
        raise Unclear(f"Nobody is known by {person!r}. `servanda people list` shows everybody.")
    return known.people[person].zone


@absences.command("end", help="Say that a person is back, or give another last day.")
@click.argument("person", metavar="PERSON")
@click.option("--last", type=Day(), metavar="DATE", help="Their last day away (default: yesterday, in their zone).")
@plain
def end(person: str, last: date | None, as_json: bool) -> None:
    from dataclasses import replace
    from datetime import timedelta

    from cli.exits import Unclear
    from cli.office import now
    from cli.output import print_json, say
    from domain.parties import Days
    from domain.time.zones import day_of

    ended: list[Absence] = []

    def put(known: "Parties") -> "Parties":
        today = day_of(now(), _zone(known, person))
        day = last or today - timedelta(days=1)
        there = [one for one in known.absences if one.person == person and (today in one.days or (last and last in one.days))]
        if len(there) != 1:
            raise Unclear(
                f"{person} is away {'several times over' if there else 'at no time that is known'} now. "
                f"`servanda absences list --person {person}` shows them all."
            )
        one = there[0]
        over = one.days.first is not None and one.days.first > day  # it had not begun on that day: there was none
        ended[:] = [] if over else [replace(one, days=Days(one.days.first, day))]
        return replace(known, absences=(*(each for each in known.absences if each != one), *ended))

    change(put)
    if as_json:
        print_json({"person": person, "last": ended[0].days.last if ended else None})
    else:
        say(f"{person} was away until {ended[0].days.last}." if ended else f"{person} was not away.")
