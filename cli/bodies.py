"""`servanda bodies`: bodies and collectives, and who belongs to them as of a day."""

from datetime import date
from typing import TYPE_CHECKING

import click

from cli.options import Day, plain
from cli.party_options import change, known_parties, require_text

if TYPE_CHECKING:
    from schema.party_store import Parties

KINDS = ("collective", "organ", "office", "officer")


@click.group("bodies", help="Bodies and collectives, and who belongs to them as of a day.")
def bodies() -> None:
    pass


@bodies.command("list", help="List the bodies that are known: those that come with Servanda, and those that were entered.")
@click.argument("text", metavar="[TEXT]", default="")
@click.option("--kind", type=click.Choice(KINDS), help="Only of this kind.")
@plain
def list_(text: str, kind: str | None, as_json: bool) -> None:
    from cli.output import print_json, table
    from engine.bodies import Bodies

    known = Bodies(_known())
    found = [
        body for body in known.all()
        if kind in (None, body.kind) and any(text.casefold() in name.casefold() for name in (body.name, *body.aliases))
    ]  # fmt: skip
    if as_json:
        print_json(found)
        return
    points = {body.name: known.focal_point(body.name) for body in found}
    rows = [(body.name, body.kind, "; ".join(body.aliases), point.id if (point := points[body.name]) else "") for body in found]
    table(
        ("Name", "Kind", "Also called", "Focal point"),
        rows,
        fixed=(),
        empty="No such body is known. Add it: servanda bodies add NAME",
    )


def _known() -> "Parties":
    """What was entered here; without a ledger, nothing was."""
    from cli.calendar import has_ledger
    from schema.party_store import Parties

    return known_parties() if has_ledger() else Parties()


@bodies.command("members", help="List whom a collective means as of a day: its members, and theirs where they are collectives.")
@click.argument("body", metavar="BODY")
@click.option("--on", "on", type=Day(), metavar="DATE", help="As of a day (default: today).")
@plain
def members(body: str, on: date | None, as_json: bool) -> None:
    from cli.office import now
    from cli.output import print_json, table
    from engine.bodies import Bodies

    day = on or now().date()
    known = Bodies(_known())
    found = known.members(body, day)
    if as_json:
        print_json({"body": known.canonical(body), "on": day, "members": found})
        return
    rows = [
        (m.member, "; ".join(one.through), str(m.days.first or ""), str(m.days.last or ""),
         one.focal_point.id if one.focal_point else "none", f"{m.source} ({m.certainty})")
        for one in found if (m := one.membership)
    ]  # fmt: skip
    empty = (
        f"No members of {known.canonical(body)!r} are known on {day}. Enter one: servanda bodies join BODY MEMBER --source TEXT"
    )
    table(("Member", "Through", "From", "Until", "Focal point", "Source"), rows, fixed=(2, 3, 4), empty=empty)


@bodies.command("add", help="Add a body or a collective, or change its kind and its other names.")
@click.argument("name", metavar="NAME")
@click.option("--kind", type=click.Choice(KINDS), help="What it is (default for a new one: collective).")
@click.option("--alias", "aliases", multiple=True, metavar="NAME", help="Another name for it. May be repeated.")
@plain
def add(name: str, kind: str | None, aliases: tuple[str, ...], as_json: bool) -> None:
    from dataclasses import replace

    from cli.output import print_json, say
    from domain.parties import Body
    from engine.bodies import Bodies

    full: list[str] = []
    for each in (name, *aliases):
        if not require_text(each, "name") or ";" in each:
            raise click.UsageError(f"{each!r} is no name: it is empty, or holds a semicolon, which parts the names of a list.")

    def put(known: "Parties") -> "Parties":
        full[:] = [Bodies(known).canonical(name)]
        before = known.bodies.get(full[0]) or Body(full[0])
        named = tuple(dict.fromkeys((*before.aliases, *(alias.strip() for alias in aliases))))
        made = replace(before, kind=kind or before.kind, aliases=named)
        return replace(known, bodies={**known.bodies, made.name: made})

    made = change(put).bodies[full[0]]
    if as_json:
        print_json(made)
    else:
        also = f", also called {'; '.join(made.aliases)}" if made.aliases else ""
        say(f"{made.name}: {made.kind}{also}.")


@bodies.command("join", help="Say that a body belongs to another, from when until when. It outweighs what comes with Servanda.")
@click.argument("body", metavar="BODY")
@click.argument("member", metavar="MEMBER")
@click.option("--from", "first", type=Day(), metavar="DATE", help="The first day, where it is known.")
@click.option("--until", "last", type=Day(), metavar="DATE", help="The last day, where it has ended or will.")
@click.option("--source", required=True, metavar="TEXT", help="Where this is from: a resolution, a page, a letter.")
@plain
def join(body: str, member: str, first: date | None, last: date | None, source: str, as_json: bool) -> None:
    from dataclasses import replace

    from cli.output import print_json, say
    from domain.parties import Days, Membership
    from domain.party_checks import membership_key, say_days
    from engine.bodies import Bodies

    if first and last and last < first:
        raise click.UsageError(f"The last day, {last}, comes before the first, {first}.")
    made: list[Membership] = []

    def put(known: "Parties") -> "Parties":
        names = Bodies(known)
        whole, part = names.canonical(require_text(body, "body")), names.canonical(require_text(member, "member"))
        made[:] = [Membership(whole, part, Days(first, last), require_text(source, "source"))]
        others = (one for one in known.memberships if membership_key(one) != membership_key(made[0]))
        return replace(known, memberships=(*others, *made))

    change(put)
    if as_json:
        print_json(made[0])
    else:
        say(f"The {made[0].member} belongs to the {made[0].body} {say_days(made[0].days)} ({made[0].source}).")
