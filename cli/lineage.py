"""`servanda lineage`: what later provisions do to earlier obligations, and the decision about it."""

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from cli.complete import symbols as known_symbols
from cli.exits import Exit
from cli.options import Day, acting, plain

if TYPE_CHECKING:
    from schema.lineage import LinkRow

_EFFECTS = ("reiterates", "amends", "supersedes", "ends")


@click.group("lineage", help="Links between obligations: what a later provision reiterates, amends, supersedes or ends.")
def lineage() -> None:
    pass


@lineage.command("list", help="List the links that are proposed, or confirmed and being carried out.")
@click.option("--all", "everything", is_flag=True, help="What is done or rejected too.")
@plain
def list_(everything: bool, as_json: bool) -> None:
    from cli.office import Office
    from cli.output import print_json, table
    from schema.lineage import State
    from schema.lineage import everything as links

    found = links(Office().engine, None if everything else (State.PROPOSED, State.CONFIRMED))
    if as_json:
        print_json(found)
        return
    rows = [(str(f.number), f.state.value, f.later, f.effect.value, f.earlier, f.confidence.value) for f in found]
    table(("No", "Stands", "Later", "Does", "Earlier", "Surety"), rows, fixed=(0, 2, 4), empty="No link waits.")


@lineage.command(
    "reread", help="Look again for what registered resolutions say of each other: those registered by an earlier version too."
)
@click.argument("symbols", metavar="[SYMBOL]...", nargs=-1, shell_complete=known_symbols)
@plain
def reread(symbols: tuple[str, ...], as_json: bool) -> None:
    from cli.office import Office, now
    from cli.output import print_json, say
    from engine.lineage.proposing import propose, read_again
    from schema.queries import instruments_where

    office = Office()
    meant = [office.find_instrument(each) for each in symbols] or [row.symbol for row in instruments_where(office.engine)]
    changed = [symbol for symbol in meant if read_again(office.engine, symbol)]
    fresh = sum(propose(office.engine, now(), symbol) for symbol in meant)
    if as_json:
        print_json({"read": meant, "changed": changed, "proposed": fresh})
        return
    say(f"{len(meant)} instruments were looked at again; {len(changed)} say more or other than was on file.")
    say(f"New links: {fresh}.{' See them: servanda lineage list' if fresh else ''}")


@lineage.command("show", help="Show one link, with the words of both paragraphs.")
@click.argument("number", type=click.IntRange(min=1), metavar="N")
@plain
def show(number: int, as_json: bool) -> None:
    from cli.office import Office
    from cli.output import pairs, print_json, say
    from engine.lineage.proposing import link

    office = Office()
    found = link(office.engine, number)
    if as_json:
        print_json(found)
        return
    say(f"Link {number}: {found.later} {found.effect} {found.earlier}")
    changes = found.changes
    pairs(
        [
            ("Stands", found.state.value + (f", by {found.decided_by}" if found.decided_by else "")),
            ("Surety", found.confidence.value),
            ("Working", found.working),
            ("Changes", f"due {changes.due}" if changes and changes.due else ""),
            ("Note", found.note),
        ]
    )
    for obligation in (found.earlier, found.later):
        _words(office.engine, obligation)
    if found.state == "proposed":
        say(f"\nNext: servanda lineage confirm {number}   or: servanda lineage reject {number} --reason ...")


def _words(engine: Any, name: str) -> None:
    from cli.output import say
    from schema.queries import provisions_of
    from schema.queries import show as of_obligation

    shown = of_obligation(engine, name)
    symbol, _, number = name.partition(":")
    text = shown.provision.text if shown and shown.provision else None
    text = text or next((row.text for row in provisions_of(engine, symbol) if row.number == number), None)
    if text:
        say(f"\n{name}{f' ({shown.picture.status})' if shown else ''}")
        say(f"    {text}")


@lineage.command(
    "confirm",
    help="Say that a link is so: it is carried out on the earlier obligation and recorded on both. Repeating it does no harm.",
)
@click.argument("number", type=click.IntRange(min=1), metavar="N")
@click.option("--effect", type=click.Choice(_EFFECTS), help="As what, if not as it was read.")
@click.option(
    "--due", type=Day(), metavar="DATE", help="Of an amendment: the earlier one's new due day (default: the later one's)."
)
@click.option(
    "--addressee", "addressees", multiple=True, metavar="NAME", help="Of an amendment: who is to act now. May be repeated."
)
@click.option("--required", type=click.IntRange(min=1), metavar="N", help="Of an amendment: how many are asked for now.")
@acting
@plain
def confirm(
    number: int,
    effect: str | None,
    due: date | None,
    addressees: tuple[str, ...],
    required: int | None,
    actor: str,
    as_json: bool,
) -> int:
    import asyncio

    from cli.office import Office, now
    from cli.output import print_json, say
    from domain.lineage import Effect
    from engine.errors import EngineDown
    from engine.lineage.proposing import link
    from engine.lineage.steps import carry_out
    from engine.lineage.steps import confirm as decide
    from schema.lineage import Changes

    office = Office()
    changes = Changes(due, addressees or None, required)
    decide(office.engine, number, actor, now(), Effect(effect) if effect else None, changes)
    try:
        done = asyncio.run(carry_out(office.engine, office.obligations, number))
    except EngineDown as error:
        raise EngineDown(
            f"{error} Link {number} stays confirmed: the running instance carries it out, and so does this again."
        ) from error
    found = link(office.engine, number)
    if as_json:
        print_json({"number": number, "state": found.state, "effect": found.effect, "done": done})
    else:
        for each in done:
            say(f"{each.obligation}: {f'refused: {each.refused}' if each.refused else f'recorded as event {each.seq}'}")
        say(f"Link {number}: {_said(found)}")
    return Exit.PARTLY if any(each.refused for each in done) else Exit.OK


def _said(found: "LinkRow") -> str:
    return f"{found.later} {found.effect} {found.earlier} is {found.state}."


@lineage.command("reject", help="Put a proposed link aside. It stays on file, and can be confirmed later.")
@click.argument("number", type=click.IntRange(min=1), metavar="N")
@click.option("--reason", required=True, help="Why, in words.")
@acting
@plain
def reject(number: int, reason: str, actor: str, as_json: bool) -> None:
    from cli.office import Office, now
    from cli.output import print_json, say
    from engine.lineage.proposing import reject as put_aside

    if not reason.strip():
        raise click.UsageError("--reason is blank: say why.")
    found = put_aside(Office().engine, number, actor, now(), reason.strip())
    if as_json:
        print_json({"number": number, "state": found.state})
    else:
        say(f"Link {number}: {_said(found)}")
