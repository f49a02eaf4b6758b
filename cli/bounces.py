"""`servanda bounces`: reports of mail servers about messages that did not arrive."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.options import plain

if TYPE_CHECKING:
    from cli.office import Office
    from engine.outgoing.bounces import Taken


@click.command(
    "bounces",
    help="Take in mail servers' reports (RFC 3464): files, folders, or - for standard input. What came back is marked as failed, and an "
    "address that is dead is not tried again until it is mended. Without a report, list what came back.",
)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--mended", metavar="PERSON", help="Their address works again: what had come back is sent once more.")
@plain
def bounces(paths: tuple[str, ...], mended: str | None, as_json: bool) -> None:
    from cli.office import Office

    office = Office()
    if mended is not None and paths:
        raise click.UsageError("Give reports or --mended PERSON, not both.")
    if mended is not None:
        _mend(office, mended, as_json)
    elif paths:
        _take(office, paths, as_json)
    else:
        _list(office, as_json)


def _take(office: "Office", paths: tuple[str, ...], as_json: bool) -> None:
    from cli.exits import Failed
    from cli.office import now
    from cli.output import print_json, table
    from engine.outgoing.bounces import Verdict, sources, take
    from notify.bounces import LARGEST

    if missing := [each for each in paths if each != "-" and not Path(each).exists()]:
        raise FileNotFoundError(f"There is no {missing[0]}. Nothing was taken in.")
    found: list[Taken] = []
    for each in paths:
        read = [("standard input", sys.stdin.buffer.read(LARGEST + 1))] if each == "-" else sources(Path(each))
        for source, content in read:
            found += take(office.engine, source, content, now())
    if as_json:
        print_json(found)
    else:
        rows = [
            (one.verdict.value + (" (known)" if one.repeated else ""), one.person or "", one.reason, one.source) for one in found
        ]
        table(("Verdict", "For", "Reason", "Report"), rows, empty="There is no report there.")
    strange = sum(one.verdict in (Verdict.UNREADABLE, Verdict.UNKNOWN) for one in found)
    if strange:
        raise Failed(f"{strange} of {len(found)} were no reports about messages of ours. The others are taken in.")


def _list(office: "Office", as_json: bool) -> None:
    from cli.output import print_json, table
    from schema.bounces import all_of_them, whose

    found = [(each, next(iter(whose(office.engine, each.message_id)), "")) for each in all_of_them(office.engine)]
    if as_json:
        print_json([{"person": person, "bounce": each} for each, person in found])
        return
    rows = [
        (
            person,
            each.address,
            "not tried again" if each.permanent else "tried again",
            f"{each.reported_at:%Y-%m-%d}",
            each.reason,
        )
        for each, person in found
    ]
    table(("Person", "Address", "Address is", "Reported", "Reason"), rows, fixed=(0, 3), empty="No mail has come back.")


def _mend(office: "Office", person: str, as_json: bool) -> None:
    from cli.exits import Unclear
    from cli.office import now
    from cli.output import print_json, say
    from engine.outgoing.bounces import mend
    from schema.people import get

    known = get(office.engine, person)
    if known is None or not known.email:
        raise Unclear(f"No address is known of {person!r}. `servanda bounces` lists what came back.")
    again, gone = mend(office.engine, person, known.email, now())
    if as_json:
        print_json({"person": person, "sent_again": again, "words_gone": gone})
        return
    say(f"Mail goes to {person} again. Sent once more, of what had come back: {again}.")
    if gone:
        say(
            f"{gone} more came back so long ago that their words are not kept; `servanda list --assignee {person}` says how things stand."
        )
