"""What crosses the ledger's door: events as stored, what is asked to be appended, and what the ledger answers."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.events import Event, Stamped
from domain.notices import Notice
from domain.projection import Projection
from wire.codec import decode_event, encode, event_kind


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """One row of the ledger without its place in the chain. ``payload`` is the exact canonical JSON; instants are UTC."""

    seq: int
    kind: str
    version: int
    actor: str
    command_id: str
    recorded_at: datetime
    effective_at: datetime
    payload: str


@dataclass(frozen=True, slots=True)
class Append:
    """Events to be recorded in one stream right after ``after_seq``, with what must stand in the same transaction.

    ``command_id`` is the business key: a command recorded once is never recorded again. ``projection`` is the picture after the last
    event; ``start`` asks that a workflow be started for the stream once this is recorded.
    """

    stream: str
    after_seq: int
    command_id: str
    events: tuple[StoredEvent, ...]
    projection: Projection | None = None
    notices: tuple[Notice, ...] = ()
    start: bool = False


class Outcome(StrEnum):
    RECORDED = "recorded"
    REPEATED = "repeated"  # the command id was recorded before; nothing was written
    BEHIND = "behind"  # the stream is longer than ``after_seq``; nothing was written


@dataclass(frozen=True, slots=True)
class Appended:
    """The ledger's answer. ``since`` holds every event after the asked ``after_seq`` unless all was plainly recorded (then empty).

    ``first`` and ``last`` are the seqs that the command has produced, now or the first time; ``None`` where it has not.
    """

    outcome: Outcome
    first: int | None = None
    last: int | None = None
    since: tuple[StoredEvent, ...] = ()


def store(stamped: Stamped) -> StoredEvent:
    """``stamped`` as a row."""
    kind, version = event_kind(stamped.event)
    payload = encode(stamped.event).decode()
    return StoredEvent(
        stamped.seq, kind, version, stamped.actor, stamped.command_id, stamped.recorded_at, stamped.effective_at, payload
    )


def unstore(row: StoredEvent) -> Stamped:
    """The event that ``row`` holds. Raises :class:`~domain.errors.UnknownEvent` for one this code does not know."""
    event: Event = decode_event(row.kind, row.version, row.payload)
    return Stamped(row.seq, row.actor, row.command_id, row.recorded_at, row.effective_at, event)
