"""`servanda inbox`: events from outside, what they may concern, and the decision about it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli.exits import Exit
from cli.options import acting, plain

if TYPE_CHECKING:
    from cli.office import Office
    from schema.inbox import Entry


@click.group(
    "inbox", help="Events from outside (CloudEvents): documents issued, meetings held, sessions moved, resolutions adopted."
)
def inbox() -> None:
    pass


@inbox.command(
    "add",
    help="Take events from a file (-: standard input): one CloudEvent as JSON, or a batch in an array, whole or not at all.",
)
@click.argument("file", metavar="FILE")
@acting
@plain
def add(file: str, actor: str, as_json: bool) -> None:
    from cli.office import Office, now
    from cli.output import print_json, say
    from engine.intake.cloud_events import MOST_BYTES, NotAnEvent
    from engine.intake.taking import Inbox
    from engine.keeping.files import Unreadable, opened

    office = Office(founding=True)
    try:
        if file == "-":
            sent = sys.stdin.buffer.read(MOST_BYTES + 1)
        else:
            with opened(Path(file)) as source:
                sent = source.read(MOST_BYTES + 1)
    except Unreadable as error:
        raise NotAnEvent(str(error)) from error
    receipts = Inbox(office.engine, office.settings).take(sent, actor, now())
    if as_json:
        print_json(receipts)
        return
    for each in receipts:
        again = " (it had been taken before)" if each.repeated else ""
        say(f"Entry {each.number} is {each.state}.{again}")
    if waiting := [each.number for each in receipts if each.state == "proposed"]:
        say(f"Look: servanda inbox show {waiting[0]}")


@inbox.command("list", help="List what waits: proposed to you, unmatched, or confirmed and being carried out.")
@click.option("--all", "everything", is_flag=True, help="What is done or dismissed too.")
@click.option("--unmatched", is_flag=True, help="Only what concerns nothing that is known here.")
@plain
def list_(everything: bool, unmatched: bool, as_json: bool) -> None:
    from cli.office import Office
    from cli.output import print_json, table
    from schema.inbox import WAITING, State, entries

    states = (State.UNMATCHED,) if unmatched else None if everything else WAITING
    found = entries(Office().engine, states)
    if as_json:
        print_json(found)
        return
    rows = [
        (str(e.number), e.state.value, str(e.received_at.date()), _what(e), ", ".join(m.obligation for m in e.matches))
        for e in found
    ]
    table(("No", "Stands", "Received", "What", "May concern"), rows, fixed=(0, 1, 2), empty="Nothing waits in the inbox.")


def _what(entry: "Entry") -> str:
    """The event in a line."""
    data = entry.whole.get("data")
    said = data if isinstance(data, dict) else {}
    names = (said.get("symbol") or said.get("body") or entry.whole.get("subject"), said.get("title"))
    kind = entry.type.removeprefix("org.servanda.").replace(".", " ")
    session = f", session {said['session']}" if said.get("body") and said.get("session") else ""
    return _shown(f"{kind}: {', '.join(str(name) for name in names if name) or entry.id}{session}")


def _written(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _shown(text: str) -> str:
    """What somebody else wrote, without what would steer a terminal."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in " ".join(text.split()))


@inbox.command("show", help="Show one entry: what was sent, what it may concern, and why.")
@click.argument("number", type=click.IntRange(min=1), metavar="N")
@plain
def show(number: int, as_json: bool) -> None:
    from cli.office import Office
    from cli.output import pairs, print_json, say
    from engine.intake.taking import Inbox

    office = Office()
    entry = Inbox(office.engine, office.settings).entry(number)
    if as_json:
        print_json(entry)
        return
    say(f"Entry {entry.number}: {_what(entry)}")
    data = entry.whole.get("data")
    pairs(
        [
            ("Stands", entry.state.value + (f", by {entry.decided_by}" if entry.decided_by else "")),
            ("Type", entry.type),
            ("From", f"{entry.source}, id {entry.id}"),
            ("Happened", f"{entry.happened_at:%Y-%m-%d %H:%M} UTC" if entry.happened_at else ""),
            ("Received", f"{entry.received_at:%Y-%m-%d %H:%M} UTC from {entry.received_by}"),
            *(
                (_shown(name), _shown(_written(value)))
                for name, value in (data.items() if isinstance(data, dict) else ())
                if value
            ),
            ("Note", _shown(entry.note)),
        ]
    )
    for match in entry.matches:
        by = f" by {match.decided_by}" if match.decided_by else ""
        say(f"\n{match.obligation}: {match.confidence}, {match.state}{by}")
        say(f"    {_shown(match.working)}")
        if match.note:
            say(f"    {_shown(match.note)}")
    _next(entry)


def _next(entry: "Entry") -> None:
    from cli.output import say
    from schema.inbox import State

    proposed = [each.obligation for each in entry.matches if each.state is State.PROPOSED]
    if entry.state not in {State.PROPOSED, State.UNMATCHED} or "servanda register" in entry.note:
        return
    which = f" --obligation {proposed[0]}" if len(proposed) > 1 else " --obligation ID" if entry.state is State.UNMATCHED else ""
    say(f"\nNext: servanda inbox confirm {entry.number}{which}   or: servanda inbox dismiss {entry.number} --reason ...")


@inbox.command(
    "confirm",
    help="Say that it is so: what follows is recorded in the obligations, or the session is moved. Repeating it does no harm.",
)
@click.argument("number", type=click.IntRange(min=1), metavar="N")
@click.option(
    "--obligation",
    "obligations",
    multiple=True,
    metavar="ID",
    help="Which it concerns, where there are several or none. May be repeated.",
)
@click.option("--all", "every", is_flag=True, help="All that are proposed.")
@acting
@plain
def confirm(number: int, obligations: tuple[str, ...], every: bool, actor: str, as_json: bool) -> int:
    import asyncio

    from cli.office import Office, now
    from engine.intake.steps import carry_out
    from engine.intake.taking import Inbox

    office = Office()
    box = Inbox(office.engine, office.settings)
    box.confirm(number, actor, now(), [office.find(each) for each in obligations], every)
    with _still_confirmed(number):
        done = asyncio.run(carry_out(office.engine, office.obligations, number, now()))
    return _tell(office, number, done, as_json)


@contextmanager
def _still_confirmed(number: int) -> Iterator[None]:
    from engine.errors import EngineDown

    try:
        yield
    except EngineDown as error:
        raise EngineDown(
            f"{error} Entry {number} stays confirmed: the running instance carries it out, and so does this again."
        ) from error


def _tell(office: "Office", number: int, done: list[Any], as_json: bool) -> int:
    from cli.output import print_json, say
    from schema.inbox import get

    entry = get(office.engine, number)
    assert entry is not None  # it has just been carried out
    refused = [each for each in done if each.refused]
    if as_json:
        print_json({"number": number, "state": entry.state, "done": done})
    else:
        for each in done:
            what = f"refused: {each.refused}" if each.refused else f"recorded as event {each.seq}" if each.seq else "nothing new"
            say(f"{each.obligation}: {what}")
        say(f"Entry {number} is {entry.state}.")
    return Exit.PARTLY if refused else Exit.OK


@inbox.command("dismiss", help="Put aside what is proposed. It stays on file, and can be confirmed later with --obligation.")
@click.argument("number", type=click.IntRange(min=1), metavar="N")
@click.option("--reason", required=True, help="Why, in words.")
@acting
@plain
def dismiss(number: int, reason: str, actor: str, as_json: bool) -> None:
    from cli.office import Office, now
    from cli.output import print_json, say
    from engine.intake.taking import Inbox

    if not reason.strip():
        raise click.UsageError("--reason is blank: say why.")
    office = Office()
    entry = Inbox(office.engine, office.settings).dismiss(number, actor, now(), reason.strip())
    if as_json:
        print_json({"number": number, "state": entry.state})
    else:
        say(f"Entry {number} is {entry.state}.")
