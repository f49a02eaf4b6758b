"""How instruments stand and stood: rolled up from the projections, kept when it changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

import sqlalchemy as sa

from domain.obligation import OPEN
from domain.rollup import COUNTED, Standing, roll_up
from schema.engine import Connection, Engine, reading, writing
from schema.tables import events, obligations
from schema.tables.instrument_tables import standings
from wire.codec import convert, encode


@dataclass(frozen=True, slots=True)
class StandingRow:
    """How an instrument came to stand at ``at`` (UTC). ``hash`` is of the standing's canonical JSON."""

    number: int
    at: datetime
    standing: Standing
    hash: bytes


def standing_of(engine: Engine, symbol: str, at: datetime) -> Standing:
    """How the instrument stands at ``at`` (UTC), which is now."""
    with reading(engine) as connection:
        return _rolled_up(connection, symbol, at)


def record(engine: Engine, symbol: str, at: datetime) -> Standing:
    """How the instrument stands now; recorded as of ``at`` (UTC) if that is another standing than the last one recorded."""
    now = standing_of(engine, symbol, at)
    digest = _digest(now)
    if (last := _last(engine, symbol)) and last[1] == digest:  # the common case takes no lock
        return now
    with writing(engine) as connection:  # the lock makes the look and the entry one
        now = _rolled_up(connection, symbol, at)
        number, held = _last_in(connection, symbol) or (0, b"")
        if held != _digest(now):
            status = now.status.value if now.status else None
            row = {"instrument": symbol, "number": number + 1, "at": at, "status": status, "percent": now.percent}
            connection.execute(standings.insert(), row | {"standing": now, "hash": _digest(now)})
    return now


def course(engine: Engine, symbol: str) -> list[StandingRow]:
    """How the instrument stood over time, the first standing first."""
    asked = sa.select(standings).where(standings.c.instrument == symbol).order_by(standings.c.number)
    with reading(engine) as connection:
        return [StandingRow(row.number, row.at, convert(row.standing, Standing), row.hash) for row in connection.execute(asked)]


def with_open_obligations(engine: Engine, among: Sequence[str] | None = None) -> list[str]:
    """The instruments (or those of ``among``) of which an obligation is open, by symbol."""
    opened = obligations.c.status.in_([status.value for status in OPEN])
    asked = sa.select(obligations.c.instrument).where(opened).distinct().order_by(obligations.c.instrument)
    if among is not None:
        asked = asked.where(obligations.c.instrument.in_(among))
    with reading(engine) as connection:
        return list(connection.execute(asked).scalars())


def unrecorded(engine: Engine, at: datetime) -> list[str]:
    """The instruments with an open obligation that stand otherwise than was last recorded of them."""
    symbols = with_open_obligations(engine)
    return [symbol for symbol in symbols if (_last(engine, symbol) or (0, b""))[1] != _digest(standing_of(engine, symbol, at))]


def touched(engine: Engine, after: int) -> tuple[int, Sequence[str]]:
    """The ledger's last position, and the instruments of which something was recorded after position ``after``."""
    with reading(engine) as connection:
        last = connection.execute(sa.select(sa.func.coalesce(sa.func.max(events.c.position), 0))).scalar_one()
        if last <= after:
            return last, ()
        since = sa.select(events.c.stream).where(events.c.position > after).distinct()
        asked = sa.select(obligations.c.instrument).where(obligations.c.id.in_(since)).distinct()
        return last, list(connection.execute(asked.order_by(obligations.c.instrument)).scalars())


def _rolled_up(connection: Connection, symbol: str, at: datetime) -> Standing:
    rows: Any = connection.execute(sa.select(*_COUNTED).where(obligations.c.instrument == symbol))
    return roll_up(symbol, rows, at.date() - timedelta(days=1))  # no day that ended in UTC goes on for longer elsewhere


_COUNTED = [obligations.c[name] for name in COUNTED]


def _last(engine: Engine, symbol: str) -> tuple[int, bytes] | None:
    with reading(engine) as connection:
        return _last_in(connection, symbol)


def _last_in(connection: Connection, symbol: str) -> tuple[int, bytes] | None:
    asked = sa.select(standings.c.number, standings.c.hash).where(standings.c.instrument == symbol)
    row = connection.execute(asked.order_by(standings.c.number.desc()).limit(1)).first()
    return (row.number, row.hash) if row else None


def _digest(standing: Standing) -> bytes:
    return sha256(encode(standing)).digest()
