"""The ledger: what was decided, appended in one transaction with all that must stand beside it, and read back.

Whoever writes takes the lock first and only then looks: positions and the chain are assigned inside it, without gaps.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, StatementError

from domain.folding import fold
from domain.obligation import Obligation
from domain.status import Status
from schema.bulk import Bulk, chunks
from schema.chain import GENESIS, link, payload_bytes, payload_text
from schema.check import check
from schema.engine import Connection, Engine, reading, writing
from schema.errors import InvalidAppend, LedgerShort
from schema.follow import write_what_follows
from schema.known import Known, known
from schema.tables import events, obligations
from wire.records import Append, Appended, Outcome, StoredEvent, unstore

Answer = Appended | InvalidAppend | LedgerShort


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the ledger with its place in the chain."""

    position: int
    stream: str
    event: StoredEvent
    prev_hash: bytes
    hash: bytes


@dataclass(frozen=True, slots=True)
class Stand:
    """How many events a stream has, and the status that they lead to."""

    seq: int
    status: Status


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the ledger: the last position and its hash (0 and :data:`~schema.chain.GENESIS` where it is empty)."""

    position: int
    hash: bytes


class Ledger:
    """The ledger in the database of ``engine``. Safe for threads and for several processes; holds nothing in memory."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def append(self, item: Append) -> Appended:
        """Record ``item``, or say why nothing was recorded. On return it is committed.

        Raises :class:`InvalidAppend`, :class:`LedgerShort`, or the database's error; then nothing was written.
        """
        [answer] = self.append_many([item])
        if isinstance(answer, Exception):
            raise answer
        return answer

    def append_many(self, items: Sequence[Append]) -> list[Answer]:
        """Record all of ``items`` in one transaction, in order, each answered for itself: a bad one spoils only its own answer.

        Several may concern one stream; later ones see earlier ones. Raises the database's error where the transaction as a
        whole failed (disk full, lock not granted, connection lost). Asking again is always safe, also where the commit itself
        was cut off: a command recorded once is never recorded again.
        """
        try:
            with writing(self.engine) as connection:
                return record(connection, items)
        except (StatementError, ValueError, OverflowError) as error:
            if not _of_one_value(error):
                raise
            if len(items) > 1:  # rolled back as a whole: one of them is bad in a way that only the database sees
                return [answer for item in items for answer in self.append_many([item])]
            return [
                InvalidAppend(f"Nothing was recorded for {item.stream!r}: the database refused it: {error}") for item in items
            ]

    def history(self, stream: str, after_seq: int = 0) -> list[StoredEvent]:
        """The events of ``stream`` after ``after_seq``, in order; none for a stream that doesn't exist."""
        with reading(self.engine) as connection:
            return history(connection, stream, after_seq)

    def state(self, stream: str) -> Obligation | None:
        """The obligation as its events make it, or ``None`` if there is no such stream.

        Raises :class:`~domain.errors.UnknownEvent` for an event that this code does not know.
        """
        found = self.history(stream)
        return fold(stream, map(unstore, found)) if found else None

    def states(self, streams: Sequence[str]) -> dict[str, Obligation]:
        """As :meth:`state` for many streams with few questions; those that don't exist are left out."""
        with reading(self.engine) as connection:
            found = histories(connection, streams)
        return {stream: fold(stream, map(unstore, history)) for stream, history in found.items()}

    def lengths(self, streams: Sequence[str]) -> dict[str, int]:
        """How many events each of ``streams`` has; those that don't exist are left out."""
        counted = sa.select(events.c.stream, sa.func.max(events.c.seq)).group_by(events.c.stream)
        with reading(self.engine) as connection:
            asked = (counted.where(events.c.stream.in_(some)) for some in chunks(streams))
            return {row[0]: row[1] for each in asked for row in connection.execute(each)}

    def stand(self, stream: str) -> Stand | None:
        """How ``stream`` stands, or ``None`` if there is no such. As :meth:`state`, for whoever needs no more: it reads two rows."""
        with reading(self.engine) as connection:
            length, seq, status = connection.execute(_STAND, {"stream": stream}).one()
        if length is not None and length == seq and status in _STATUSES:
            return Stand(seq, Status(status))
        state = self.state(stream)  # there is no picture of it, or an old one
        return Stand(state.seq, state.status) if state else None

    def since_position(self, position: int, limit: int = 1000) -> list[Entry]:
        """At most ``limit`` rows after ``position``, in the ledger's order."""
        with reading(self.engine) as connection:
            return entries(connection, position, limit)

    def find_command(self, stream: str, command_id: str) -> list[StoredEvent]:
        """The events that ``command_id`` has produced in ``stream``; none if it was never recorded there."""
        asked = _STORED.where(events.c.stream == stream, events.c.command_id == command_id).order_by(events.c.seq)
        with reading(self.engine) as connection:
            return [_event(row) for row in connection.execute(asked)]

    def head(self) -> Head:
        """Where the ledger ends."""
        with reading(self.engine) as connection:
            return head(connection)


_STORED = sa.select(
    events.c.seq,
    events.c.kind,
    events.c.version,
    events.c.actor,
    events.c.command_id,
    events.c.recorded_at,
    events.c.effective_at,
    events.c.payload,
)

_STATUSES = frozenset(Status)

_STAND = sa.select(
    sa.select(sa.func.max(events.c.seq)).where(events.c.stream == sa.bindparam("stream")).scalar_subquery(),
    sa.select(obligations.c.seq).where(obligations.c.id == sa.bindparam("stream")).scalar_subquery(),
    sa.select(obligations.c.status).where(obligations.c.id == sa.bindparam("stream")).scalar_subquery(),
)

_LAST = "SELECT position, hash FROM events ORDER BY position DESC LIMIT 1"


def record(connection: Connection, items: Sequence[Append]) -> list[Answer]:
    """As :meth:`Ledger.append_many`, inside the writing transaction ``connection`` (:func:`schema.engine.writing`)."""
    answers: list[Answer] = []
    wrong = [check(item) for item in items]
    before = known(connection, (item for item, bad in zip(items, wrong, strict=True) if not bad))
    for item, bad in zip(items, wrong, strict=True):
        answers.append(bad or _judge(before, item))
    fresh = [each for item, answer in zip(items, answers, strict=True) if _recorded(answer) for each in (item, *item.spawned)]
    _write(connection, fresh)
    write_what_follows(connection, fresh)
    return [_with_since(connection, item, answer) for item, answer in zip(items, answers, strict=True)]


def _judge(before: Known, item: Append) -> Appended | LedgerShort:
    length = before.heads[item.stream]
    if length < item.after_seq:
        return LedgerShort(
            f"The ledger holds {length} events of {item.stream}, but {item.after_seq} were seen there before: it has lost "
            "events, or this is another database. Stop here, check the database URL, and run `servanda verify`."
        )
    if produced := before.commands.get((item.stream, item.command_id)):
        return Appended(Outcome.REPEATED, *produced)
    if length > item.after_seq:
        return Appended(Outcome.BEHIND)
    before.note(item)
    return Appended(Outcome.RECORDED, item.events[0].seq, item.events[-1].seq)


def _recorded(answer: Answer) -> bool:
    return isinstance(answer, Appended) and answer.outcome is Outcome.RECORDED


def _with_since(connection: Connection, item: Append, answer: Answer) -> Answer:
    if not isinstance(answer, Appended) or answer.outcome is Outcome.RECORDED:
        return answer
    return Appended(answer.outcome, answer.first, answer.last, tuple(history(connection, item.stream, item.after_seq)))


_EVENTS = Bulk(events, [column.name for column in events.columns])


def _write(connection: Connection, items: Iterable[Append]) -> None:
    end = head(connection)
    position, previous = end.position, end.hash
    rows = []
    for item in items:
        for event in item.events:
            position += 1
            digest = link(previous, position, item.stream, event)
            place, times = (position, item.stream, event.seq), (event.recorded_at, event.effective_at)
            what = (event.kind, event.version, event.actor, event.command_id)
            rows.append((*place, *what, *times, payload_bytes(event), previous, digest))
            previous = digest
    _EVENTS.execute(connection, rows)


def head(connection: Connection) -> Head:
    """As :meth:`Ledger.head`, inside a transaction."""
    last = connection.exec_driver_sql(_LAST).first()
    return Head(last.position, last.hash) if last else Head(0, GENESIS)


def history(connection: Connection, stream: str, after_seq: int = 0) -> list[StoredEvent]:
    """As :meth:`Ledger.history`, inside a transaction."""
    asked = _STORED.where(events.c.stream == stream, events.c.seq > after_seq).order_by(events.c.seq)
    return [_event(row) for row in connection.execute(asked)]


def histories(connection: Connection, streams: Sequence[str]) -> dict[str, list[StoredEvent]]:
    """The events of each of ``streams``, in order, inside a transaction; those that don't exist are left out."""
    found: dict[str, list[StoredEvent]] = {}
    asked = sa.select(events.c.stream, *_STORED.selected_columns)
    for some in chunks(streams):
        for row in connection.execute(asked.where(events.c.stream.in_(some)).order_by(events.c.stream, events.c.seq)):
            found.setdefault(row.stream, []).append(_event(row))
    return found


def entries(connection: Connection, position: int, limit: int) -> list[Entry]:
    """As :meth:`Ledger.since_position`, inside a transaction."""
    place = (events.c.position, events.c.stream, events.c.prev_hash, events.c.hash)
    asked = _STORED.add_columns(*place).where(events.c.position > position).order_by(events.c.position).limit(limit)
    return [Entry(row.position, row.stream, _event(row), row.prev_hash, row.hash) for row in connection.execute(asked)]


def _event(row: Any) -> StoredEvent:
    return StoredEvent(
        row.seq, row.kind, row.version, row.actor, row.command_id, row.recorded_at, row.effective_at, payload_text(row.payload)
    )


def _of_one_value(error: Exception) -> bool:
    """Whether a value that no database can store is to blame, so that the rest of the batch can be tried again without it.

    Everything else (no disk, no lock, no connection, no table) concerns all.
    """
    return isinstance(error, DataError | IntegrityError) or not isinstance(error, DBAPIError)
