"""Links between obligations in the database: proposed once, decided once, carried out once. Nothing is ever deleted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from domain.instrument import Proposal, Reference
from domain.lineage import Effect, Lineage
from domain.matching import Confidence
from schema.engine import Connection, Engine, reading, writing
from schema.tables import instruments, readings
from schema.tables.lineage_tables import links, references
from wire.codec import convert


class State(StrEnum):
    PROPOSED = "proposed"
    CONFIRMED = "confirmed"  # decided, and being carried out
    DONE = "done"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Changes:
    """What an amendment changes; ``None`` leaves it as it is."""

    due: date | None = None
    addressees: tuple[str, ...] | None = None
    required: int | None = None

    @property
    def none(self) -> bool:
        return self == Changes()


@dataclass(frozen=True, slots=True)
class LinkRow:
    """One link as it stands. ``note`` says why it was rejected, or what came of carrying it out where that went wrong."""

    number: int
    later: str
    earlier: str
    effect: Effect
    confidence: Confidence
    working: str
    state: State
    changes: Changes | None
    note: str
    proposed_at: datetime
    decided_by: str | None
    decided_at: datetime | None


@dataclass(frozen=True, slots=True)
class Pair:
    """A registered instrument that speaks of another registered one: what it says, and what both ask for."""

    later: str
    later_adopted: date | None
    earlier: str
    earlier_adopted: date | None
    references: tuple[Reference, ...]


def filed(symbol: str) -> str:
    """A symbol by which texts are told apart, whatever case and spaces they were printed with."""
    return "".join(symbol.split()).casefold()


def put_references(connection: Connection, symbol: str, found: Sequence[Reference]) -> None:
    """Keep what the instrument ``symbol`` says of other texts, in the transaction that registers it."""
    rows = [
        {"instrument": symbol, "ordinal": number, "filed": filed(one.target), "reference": one}
        for number, one in enumerate(found, start=1)
    ]
    if rows:
        connection.execute(references.insert(), rows)


def references_of(engine: Engine, symbol: str) -> tuple[Reference, ...]:
    """What is on file of what the instrument ``symbol`` says of other texts, in the order of the text."""
    asked = sa.select(references.c.reference).where(references.c.instrument == symbol).order_by(references.c.ordinal)
    with reading(engine) as connection:
        return tuple(convert(row.reference, Reference) for row in connection.execute(asked))


def put_anew(engine: Engine, symbol: str, found: Sequence[Reference]) -> None:
    """Keep ``found`` in place of what was on file of what ``symbol`` says of other texts."""
    with writing(engine) as connection:
        connection.execute(references.delete().where(references.c.instrument == symbol))
        put_references(connection, symbol, found)


def pairs(engine: Engine, symbol: str | None = None) -> list[Pair]:
    """The registered instruments that speak of registered ones; with ``symbol``, those pairs that it is part of."""
    with reading(engine) as connection:
        known = {filed(row.symbol): row for row in connection.execute(sa.select(instruments.c.symbol, instruments.c.adopted))}
        adopted = {row.symbol: row.adopted for row in known.values()}
        asked = sa.select(references).order_by(references.c.instrument, references.c.ordinal)
        if symbol is not None:
            asked = asked.where(sa.or_(references.c.instrument == symbol, references.c.filed == filed(symbol)))
        spoken: dict[tuple[str, str], list[Reference]] = {}
        for row in connection.execute(asked):
            target = known.get(row.filed)
            if target is not None and target.symbol != row.instrument:
                spoken.setdefault((row.instrument, target.symbol), []).append(convert(row.reference, Reference))
    return [Pair(later, adopted[later], of, adopted[of], tuple(found)) for (later, of), found in spoken.items()]


def proposals_of(engine: Engine, symbol: str) -> list[Proposal]:
    """What was read out of an instrument."""
    asked = sa.select(readings.c.proposal).where(readings.c.instrument == symbol).order_by(readings.c.obligation)
    with reading(engine) as connection:
        return [convert(row.proposal, Proposal) for row in connection.execute(asked)]


def propose(engine: Engine, found: Iterable[Lineage], now: datetime) -> int:
    """Enter the links that are not there yet, and answer how many those are. What was decided stays as it is."""
    with writing(engine) as connection:
        known = {(row.later, row.earlier) for row in connection.execute(sa.select(links.c.later, links.c.earlier))}
        last = connection.execute(sa.select(sa.func.max(links.c.number))).scalar() or 0
        fresh = list({(one.later, one.earlier): one for one in found if (one.later, one.earlier) not in known}.values())
        for number, one in enumerate(fresh, start=last + 1):
            connection.execute(links.insert(), _row(number, one, now))
        return len(fresh)


def _row(number: int, one: Lineage, now: datetime) -> dict[str, Any]:
    return {"number": number, "later": one.later, "earlier": one.earlier, "effect": one.effect.value, "confidence": one.confidence.value,
            "working": one.working, "state": State.PROPOSED.value, "changes": None, "note": "", "proposed_at": now}  # fmt: skip


def get(engine: Engine, number: int) -> LinkRow | None:
    """One link, or ``None``."""
    return next(iter(_where(engine, links.c.number == number)), None)


def everything(engine: Engine, states: Iterable[State] | None = None) -> list[LinkRow]:
    """The links that stand in one of ``states`` (``None``: all), by number."""
    return _where(engine, sa.true() if states is None else links.c.state.in_([state.value for state in states]))


def waiting(engine: Engine) -> int:
    """How many links wait for a person."""
    asked = sa.select(sa.func.count()).select_from(links).where(links.c.state == State.PROPOSED.value)
    with reading(engine) as connection:
        return connection.execute(asked).scalar_one()


def of_obligation(engine: Engine, obligation: str) -> list[LinkRow]:
    """The links that ``obligation`` is part of, on either side."""
    return _where(engine, sa.or_(links.c.later == obligation, links.c.earlier == obligation))


def decide(
    engine: Engine,
    number: int,
    state: State,
    by: str,
    at: datetime,
    note: str = "",
    effect: Effect | None = None,
    changes: Changes | None = None,
) -> bool:
    """Put a link into ``state``, as decided by ``by``, where that is a step from where it stands; answer whether it was.

    What is confirmed or done keeps who decided it, and as what.
    """
    values: dict[str, Any] = {"state": state.value, "note": note}
    if state in {State.CONFIRMED, State.REJECTED}:
        values |= {"decided_by": by, "decided_at": at}
    if effect:
        values |= {"effect": effect.value, "changes": changes}
    here = links.c.number == number, links.c.state.in_([each.value for each in _BEFORE[state]])
    with writing(engine) as connection:
        return connection.execute(links.update().where(*here).values(values)).rowcount == 1


_BEFORE = {
    State.CONFIRMED: (State.PROPOSED, State.REJECTED),
    State.REJECTED: (State.PROPOSED,),
    State.DONE: (State.CONFIRMED,),
    State.PROPOSED: (State.CONFIRMED,),  # it was refused, and waits for a person again
}


def _where(engine: Engine, wanted: Any) -> list[LinkRow]:
    with reading(engine) as connection:
        rows = connection.execute(sa.select(links).where(wanted).order_by(links.c.number)).fetchall()
    return [_link(row) for row in rows]


def _link(row: Any) -> LinkRow:
    changes = convert(row.changes, Changes) if row.changes is not None else None
    return LinkRow(row.number, row.later, row.earlier, Effect(row.effect), Confidence(row.confidence), row.working,
                   State(row.state), changes, row.note, row.proposed_at, row.decided_by, row.decided_at)  # fmt: skip
