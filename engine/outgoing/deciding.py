"""What waits for a decision, for whoever coordinates: entries of the inbox and links between obligations that are proposed.

They are no steps of an obligation, so there is no notice of them in the ledger. A digest tells each person of each of them once, and
again only if it has changed: another obligation came into question, or what was confirmed was refused.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from domain.notices import COORDINATOR
from domain.outside import DocumentIssued, MeetingHeld, OutsideEvent, ResolutionAdopted, SessionMoved
from engine.intake.cloud_events import of_stored
from engine.outgoing.readers import Readers
from notify.digest import Decision
from schema import decisions as table
from schema import inbox, lineage, messages
from schema.engine import Engine
from schema.inbox import Entry
from schema.lineage import LinkRow

_LOOKED_FOR = timedelta(minutes=2)
"""How long it may take until somebody who was never told anything has a digest coming."""


class Deciding:
    """The decisions that wait in one database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._looked: datetime | None = None

    def of(self, person: str, readers: Readers) -> tuple[Decision, ...]:
        """What waits for ``person`` to decide and was not told to them yet, the oldest first."""
        if person not in readers.told([COORDINATOR])[COORDINATOR]:
            return ()
        found = waiting(self._engine)
        told = table.told(self._engine, person)
        return tuple(one for one in found if told.get(one.what) != one.stands)

    def expect(self, now: datetime, readers: Readers) -> None:
        """Let whoever has something to decide have a digest coming, unless one is coming anyway."""
        if self._looked and timedelta() <= now - self._looked < _LOOKED_FOR:
            return
        self._looked = now
        persons = readers.told([COORDINATOR])[COORDINATOR]
        asked = [person for person in messages.without_digest(self._engine, persons) if self.of(person, readers)]
        readers.load(asked)
        messages.expect_digests(self._engine, {person: readers[person].digest_next(now) for person in asked})


def waiting(engine: Engine) -> list[Decision]:
    """All that waits for somebody's decision, the oldest of either kind first."""
    return [
        *(_of_entry(entry) for entry in inbox.entries(engine, (inbox.State.PROPOSED,))),
        *(_of_link(link) for link in lineage.everything(engine, (lineage.State.PROPOSED,))),
    ]


def _of_entry(entry: Entry) -> Decision:
    open_ones = [match for match in entry.matches if match.state is inbox.State.PROPOSED]
    concerned = tuple(match.obligation for match in open_ones)
    stands = _stands((*concerned, *(match.decided_at for match in open_ones), entry.decided_at))
    command = f"servanda inbox show {entry.number}"
    return Decision(f"inbox:{entry.number}", stands, "inbox", command, _about(of_stored(entry.whole)), concerned)


def _about(event: OutsideEvent) -> str:
    match event.data:
        case DocumentIssued(symbol=what, title=title) | ResolutionAdopted(symbol=what, title=title):
            return f"{what}, {title}" if title else what
        case MeetingHeld(body=body, title=title, held=day):
            return f"{body}, {day.isoformat()}" + (f", {title}" if title else "")
        case SessionMoved(body=body, session=number):
            return f"{body}, {number}"
    return f"{event.type}, {event.id}"


def _of_link(link: LinkRow) -> Decision:
    command = f"servanda lineage show {link.number}"
    stands = _stands((link.effect.value, link.decided_at))
    return Decision(f"lineage:{link.number}", stands, link.effect.value, command, link.later, (link.earlier,))


def _stands(parts: Iterable[object]) -> str:
    """What makes one proposal another than it was."""
    return " ".join(part.isoformat() if isinstance(part, datetime) else str(part) for part in parts if part)
