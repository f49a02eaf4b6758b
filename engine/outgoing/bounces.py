"""Reports of mail servers, held against what was sent: a message that came back is marked, an address that is dead is not tried again.

Anybody can write such a report. One is believed only about a message that was sent under that very Message-ID, and only about the
address of the person it was sent to.
"""

import mailbox
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from notify.bounces import LARGEST, NoReport, Report, read
from schema import bounces, messages, people
from schema.bounces import Bounce
from schema.engine import Engine

ELSEWHERE = ""
"""Recorded in place of an address that is none of the person's (any more, or of wherever they have it forwarded to): not ours to keep."""


class Verdict(StrEnum):
    PERMANENT = "permanent"  # it will not arrive there: the address is not tried again
    TEMPORARY = "temporary"  # it has not arrived, and may the next time
    PASSING = "passing"  # delayed, or even delivered: nothing has failed
    UNKNOWN = "unknown"  # no message of ours has this Message-ID
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Taken:
    """What one report came to. ``repeated`` means that it was known; ``person`` is who did not get the message."""

    source: str
    verdict: Verdict
    message_id: str | None = None
    person: str | None = None
    reason: str = ""
    repeated: bool = False


def sources(path: Path) -> Iterator[tuple[str, bytes]]:
    """The messages at ``path``, each with where it stands: a file, an mbox, or a folder of files (a maildir's ``new`` and ``cur`` too).

    Raises the system's error for what cannot be read.
    """
    if path.is_dir():
        for each in sorted(path.rglob("*")):
            if each.is_file():
                yield from sources(each)
        return
    with path.open("rb") as file:
        content = file.read(LARGEST + 1)
    if not content.startswith(b"From "):
        yield str(path), content
        return
    box = mailbox.mbox(path, create=False)
    try:
        for number, key in enumerate(box.keys(), start=1):
            yield f"{path}, message {number}", box.get_bytes(key)
    finally:
        box.close()


def take(engine: Engine, source: str, content: bytes, at: datetime) -> list[Taken]:
    """Record what the report ``content`` says, ``at`` (UTC). The same report taken twice changes nothing the second time."""
    try:
        reports = read(content)
    except NoReport as error:
        return [Taken(source, Verdict.UNREADABLE, reason=str(error))]
    return [_take(engine, source, report, at) for report in reports]


def _take(engine: Engine, source: str, report: Report, at: datetime) -> Taken:
    persons = bounces.whose(engine, report.message_id)
    if not persons:
        return Taken(source, Verdict.UNKNOWN, report.message_id, reason="no message of ours has this Message-ID")
    if not report.failed:
        return Taken(source, Verdict.PASSING, report.message_id, persons[0], report.reason)
    found = [person for each in persons if (person := people.get(engine, each)) and person.email]
    known = {person.email.lower(): person for person in found if person.email}
    matched = next((known[each.lower()] for each in report.addresses if each.lower() in known), None)
    address = matched.email if matched and matched.email else ELSEWHERE
    bounce = Bounce(report.message_id, address, report.permanent, report.status, report.reason, at)
    fresh = bounces.record(engine, bounce, report.written_at)
    if fresh:
        messages.mark_bounced(engine, report.message_id, at, report.reason)
    verdict = Verdict.PERMANENT if report.permanent else Verdict.TEMPORARY
    who = matched.id if matched else persons[0]
    return Taken(source, verdict, report.message_id, who, report.reason, repeated=not fresh)


def mend(engine: Engine, person: str, address: str, at: datetime) -> tuple[int, int]:
    """Mail may go to ``person`` at ``address`` again, as somebody says ``at`` (UTC).

    What waited for that is tried at once, and what had come back is sent once more: how many messages, and of how many the words are
    not kept any more.
    """
    again = gone = 0
    for message_id in bounces.mend(engine, address, at):
        for key in bounces.came_back_as(engine, message_id):
            try:
                again += len(messages.resend(engine, key, at))
            except LookupError:
                gone += 1
    bounces.hurry(engine, person, at)
    return again, gone
