"""What crosses the ledger's door: events as stored, what is asked to be appended, and what the ledger answers."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.added import added
from domain.events import Event, Stamped
from domain.notices import Notice
from domain.projection import Projection, project
from domain.transition import Step
from wire.codec import decode_event, encode_event, event_kind


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
    event; ``start`` asks that a workflow be started for the stream once this is recorded. ``spawned`` are the beginnings of other
    streams that come into being with it: recorded together with it, or not at all.
    """

    stream: str
    after_seq: int
    command_id: str
    events: tuple[StoredEvent, ...]
    projection: Projection | None = None
    notices: tuple[Notice, ...] = ()
    start: bool = False
    spawned: "tuple[Append, ...]" = added(())


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
    payload = encode_event(stamped.event)
    return StoredEvent(
        stamped.seq, kind, version, stamped.actor, stamped.command_id, stamped.recorded_at, stamped.effective_at, payload
    )


def unstore(row: StoredEvent) -> Stamped:
    """The event that ``row`` holds. Raises :class:`~domain.errors.UnknownEvent` for one this code does not know."""
    event: Event = decode_event(row.kind, row.version, row.payload)
    return Stamped(row.seq, row.actor, row.command_id, row.recorded_at, row.effective_at, event)


def append_of(taken: Step, stream: str, after_seq: int, *, start: bool = False) -> Append:
    """What the ledger is asked to record of ``taken``, a step with events of ``stream``, whatever it has brought into being included."""
    after = taken.after
    assert after is not None  # a step with events has a state after it
    return Append(
        stream=stream,
        after_seq=after_seq,
        command_id=taken.events[0].command_id,
        events=tuple(store(stamped) for stamped in taken.events),
        projection=project(after),
        notices=taken.notices,
        start=start,
        spawned=tuple(append_of(born, born.after.id, 0, start=born.after.is_open) for born in taken.spawned if born.after),
    )
