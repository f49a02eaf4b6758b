"""The inbox in the database: each event once, with what it may concern and what was decided about it. Nothing is ever deleted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from domain.matching import Confidence, Match
from schema.engine import Connection, Engine, reading, writing
from schema.tables import obligations
from schema.tables.inbox_tables import inbox, inbox_matches
from wire.codec import encode


class State(StrEnum):
    """Of an entry, or of one match of it."""

    NEW = "new"  # stored, and not yet held against the obligations
    UNMATCHED = "unmatched"  # concerns nothing that is known here, so far
    PROPOSED = "proposed"  # waits for a person
    CONFIRMED = "confirmed"  # decided, and being carried out
    DONE = "done"
    DISMISSED = "dismissed"


WAITING = (State.NEW, State.UNMATCHED, State.PROPOSED, State.CONFIRMED)
"""What is not dealt with yet."""


_BEFORE = {
    State.CONFIRMED: (State.PROPOSED, State.DISMISSED),
    State.DISMISSED: (State.PROPOSED,),
    State.DONE: (State.CONFIRMED,),
    State.PROPOSED: (State.CONFIRMED,),  # it was refused, and waits for a person again
}
"""From where a match may come into a state."""


class OtherContent(Exception):
    """An event came under the source and id of another one. Nothing was stored."""


@dataclass(frozen=True, slots=True)
class Matched:
    """One obligation that an entry may concern. ``note`` says what came of carrying it out, where that went wrong."""

    obligation: str
    confidence: Confidence
    working: str
    state: State
    note: str
    decided_by: str | None
    decided_at: datetime | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One event as it was received. ``whole`` is all that was sent of it, instants are UTC."""

    number: int
    source: str
    id: str
    type: str
    happened_at: datetime | None
    received_at: datetime
    received_by: str
    whole: dict[str, Any]
    state: State
    note: str
    decided_by: str | None
    decided_at: datetime | None
    matches: tuple[Matched, ...] = ()


@dataclass(frozen=True, slots=True)
class Sent:
    """What is to be stored of one event."""

    source: str
    id: str
    type: str
    happened_at: datetime | None
    whole: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Stored:
    """Where an event stands now; ``repeated`` if it stood there before."""

    number: int
    repeated: bool


@dataclass(frozen=True, slots=True)
class Acting:
    """Who decides where an event acts by itself, and when."""

    by: str
    at: datetime


def store(engine: Engine, sent: Sequence[Sent], received_by: str, now: datetime) -> list[Stored]:
    """Store each of ``sent`` once, all in one transaction, and answer where each stands.

    Raises :class:`OtherContent`, naming every event whose source and id belong to one that says something else.
    """
    with writing(engine) as connection:
        found: list[Stored] = []
        wrong = []
        last = connection.execute(sa.select(sa.func.max(inbox.c.number))).scalar() or 0
        for one in sent:
            same = sa.select(inbox.c.number, inbox.c.event).where(inbox.c.source == one.source, inbox.c.id == one.id)
            if before := connection.execute(same).first():
                if encode(before.event) != encode(one.whole):
                    wrong.append(f"{one.source} {one.id} is entry {before.number} here, and says something else")
                found.append(Stored(before.number, repeated=True))
                continue
            last += 1
            connection.execute(inbox.insert(), _row(last, one, received_by, now))
            found.append(Stored(last, repeated=False))
        if wrong:
            raise OtherContent(
                f"{'; '.join(wrong)}. Whoever sends a changed event gives it an id of its own. Nothing was stored."
            )
        return found


def _row(number: int, sent: Sent, received_by: str, now: datetime) -> dict[str, Any]:
    return {"number": number, "source": sent.source, "id": sent.id, "type": sent.type, "happened_at": sent.happened_at,
            "received_at": now, "received_by": received_by, "event": sent.whole, "state": State.NEW, "note": ""}  # fmt: skip


def get(engine: Engine, number: int) -> Entry | None:
    """One entry, or ``None``."""
    with reading(engine) as connection:
        return next(iter(_entries(connection, inbox.c.number == number)), None)


def entries(engine: Engine, states: Iterable[State] | None = None) -> list[Entry]:
    """The entries that stand in one of ``states`` (``None``: all), the oldest first."""
    wanted = sa.true() if states is None else inbox.c.state.in_([state.value for state in states])
    with reading(engine) as connection:
        return _entries(connection, wanted)


def numbers(engine: Engine, states: Iterable[State]) -> list[int]:
    """The numbers of the entries that stand in one of ``states``, in order."""
    asked = sa.select(inbox.c.number).where(inbox.c.state.in_([state.value for state in states])).order_by(inbox.c.number)
    with reading(engine) as connection:
        return list(connection.execute(asked).scalars())


def waiting(engine: Engine) -> dict[str, int]:
    """How many entries are not dealt with yet, by their state."""
    asked = sa.select(inbox.c.state, sa.func.count()).where(inbox.c.state.in_([state.value for state in WAITING]))
    with reading(engine) as connection:
        found: dict[str, int] = dict(connection.execute(asked.group_by(inbox.c.state)).fetchall())
    return {state.value: found[state.value] for state in WAITING if state.value in found}


def to_carry_out(engine: Engine) -> list[int]:
    """The numbers of the entries of which something is confirmed and not known to be done."""
    by_match = sa.select(inbox_matches.c.number).where(inbox_matches.c.state == State.CONFIRMED.value)
    by_entry = sa.select(inbox.c.number).where(inbox.c.state == State.CONFIRMED.value)
    with reading(engine) as connection:
        return sorted(set(connection.execute(sa.union(by_match, by_entry)).scalars()))


def fingerprint(engine: Engine) -> tuple[int, int]:
    """Something that changes when what waits may concern more than before: another obligation, another document that answers one."""
    done = sa.select(sa.func.count()).select_from(inbox_matches).where(inbox_matches.c.state == State.DONE.value)
    with reading(engine) as connection:
        held = connection.execute(sa.select(sa.func.count()).select_from(obligations)).scalar_one()
        return held, connection.execute(done).scalar_one()


def documents_of(engine: Engine) -> dict[str, tuple[str, ...]]:
    """For each obligation, the symbols of the documents that were found to answer it."""
    asked = (
        sa.select(inbox_matches.c.obligation, inbox.c.event)
        .join(inbox, inbox.c.number == inbox_matches.c.number)
        .where(inbox_matches.c.state.in_([State.CONFIRMED.value, State.DONE.value]))
    )
    found: dict[str, tuple[str, ...]] = {}
    with reading(engine) as connection:
        for obligation, event in connection.execute(asked):
            data = event.get("data")
            if isinstance(data, dict) and isinstance(data.get("symbol"), str):
                found[obligation] = (*found.get(obligation, ()), data["symbol"])
    return found


def put_matches(
    engine: Engine,
    number: int,
    matches: Iterable[Match],
    otherwise: State = State.UNMATCHED,
    note: str = "",
    acting: Acting | None = None,
) -> int:
    """Add to an entry that waits what it may concern, and answer how much of it is new. What stands there stays as it is.

    An entry without any match is put into the state ``otherwise``, with ``note``. One that was decided meanwhile is left alone.
    ``acting`` confirms what is new and certain in the same moment, and an entry that comes to ``otherwise`` as confirmed.
    """
    with writing(engine) as connection:
        entry = _one(connection, number)
        if entry.state not in {State.NEW, State.UNMATCHED, State.PROPOSED}:
            return 0
        fresh = _insert(connection, entry, matches, acting)
        if fresh or entry.matches:
            _follow(connection, number)
            return fresh
        values: dict[str, Any] = {"state": otherwise.value, "note": note}
        if acting and otherwise is State.CONFIRMED:
            values |= {"decided_by": acting.by, "decided_at": acting.at}
        connection.execute(inbox.update().where(inbox.c.number == number).values(values))
        return 0


def add_matches(engine: Engine, number: int, matches: Iterable[Match]) -> int:
    """Add to an entry, however it stands, what a person says that it concerns."""
    with writing(engine) as connection:
        fresh = _insert(connection, _one(connection, number), matches)
        _follow(connection, number)
        return fresh


def _insert(connection: Connection, entry: Entry, matches: Iterable[Match], acting: Acting | None = None) -> int:
    known = {each.obligation for each in entry.matches}
    fresh = [each for each in matches if each.obligation not in known]
    for each in fresh:
        row: dict[str, Any] = {"number": entry.number, "obligation": each.obligation, "confidence": each.confidence.value}
        row |= {"working": each.working, "state": State.PROPOSED.value, "note": ""}
        if acting and each.confidence is Confidence.CERTAIN:
            row |= {"state": State.CONFIRMED.value, "decided_by": acting.by, "decided_at": acting.at}
        connection.execute(inbox_matches.insert(), row)
    return len(fresh)


def decide(engine: Engine, number: int, state: State, by: str, at: datetime, note: str = "") -> None:
    """Put the entry itself into ``state``, as decided by ``by``."""
    values = {"state": state.value, "decided_by": by, "decided_at": at, "note": note}
    with writing(engine) as connection:
        connection.execute(inbox.update().where(inbox.c.number == number).values(values))


def decide_match(
    engine: Engine, number: int, obligations: Sequence[str], state: State, by: str, at: datetime, note: str = ""
) -> None:
    """Put the matches with ``obligations`` into ``state``, as decided by ``by``, where that is a step from where they stand.

    What is confirmed or done keeps who decided it. The entry follows: it waits while one of its matches does, and is done when one is
    and none waits.
    """
    values: dict[str, Any] = {"state": state.value, "note": note}
    if state in {State.CONFIRMED, State.DISMISSED}:
        values |= {"decided_by": by, "decided_at": at}
    with writing(engine) as connection:
        concerned = inbox_matches.c.number == number, inbox_matches.c.obligation.in_(obligations)
        since = inbox_matches.c.state.in_([each.value for each in _BEFORE[state]])
        connection.execute(inbox_matches.update().where(*concerned, since).values(values))
        _follow(connection, number)


def _follow(connection: Connection, number: int) -> None:
    states = {each.state for each in _one(connection, number).matches}
    order = (State.CONFIRMED, State.PROPOSED, State.DONE, State.DISMISSED)
    state = next((state for state in order if state in states), State.UNMATCHED)
    connection.execute(inbox.update().where(inbox.c.number == number).values(state=state.value))


def _one(connection: Connection, number: int) -> Entry:
    found = _entries(connection, inbox.c.number == number)
    if not found:
        raise LookupError(f"There is no entry {number} in the inbox.")
    return found[0]


def _entries(connection: Connection, wanted: Any) -> list[Entry]:
    rows = connection.execute(sa.select(inbox).where(wanted).order_by(inbox.c.number)).fetchall()
    matched: dict[int, list[Matched]] = {}
    asked = sa.select(inbox_matches).where(inbox_matches.c.number.in_(sa.select(inbox.c.number).where(wanted)))
    for row in connection.execute(asked.order_by(inbox_matches.c.obligation)):
        matched.setdefault(row.number, []).append(
            Matched(
                row.obligation,
                Confidence(row.confidence),
                row.working,
                State(row.state),
                row.note,
                row.decided_by,
                row.decided_at,
            )
        )
    return [_entry(row, matched.get(row.number, [])) for row in rows]


def _entry(row: Any, matched: Sequence[Matched]) -> Entry:
    order = list(Confidence)
    surest = sorted(matched, key=lambda each: order.index(each.confidence))
    return Entry(row.number, row.source, row.id, row.type, row.happened_at, row.received_at, row.received_by, row.event,
                 State(row.state), row.note, row.decided_by, row.decided_at, tuple(surest))  # fmt: skip
