"""Projections held against the events they follow from, in pieces, and written anew from them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
import sqlalchemy as sa

from domain.errors import DomainError
from domain.folding import fold
from domain.obligation import Obligation
from domain.projection import Projection, project
from schema.engine import Connection, Engine, reading, writing
from schema.follow import write_picture
from schema.ledger import histories, history
from schema.queries import picture
from schema.tables import events, obligations
from wire.records import StoredEvent, unstore

PIECE = 200
"""Obligations looked at in one unchanging picture of the database."""


@dataclass(frozen=True, slots=True)
class Folded:
    """One obligation: the fold of its events (or why they cannot be folded), and the projection that stands beside them."""

    stream: str
    state: Obligation | None
    held: Projection | None
    unreadable: str = ""


def folded(engine: Engine) -> Iterator[list[Folded]]:
    """Every obligation that has events, some at a time, by id."""
    after = ""
    while piece := _piece(engine, after):
        yield piece
        after = piece[-1].stream


def some(engine: Engine, streams: Sequence[str]) -> list[Folded]:
    """As :func:`folded`, of ``streams`` only."""
    pieces = (streams[start : start + PIECE] for start in range(0, len(streams), PIECE))
    with reading(engine) as connection:
        return [each for piece in pieces for each in _some(connection, piece)]


def alone(engine: Engine) -> list[str]:
    """Ids of projections of which the ledger holds no event."""
    has_events = sa.exists().where(events.c.stream == obligations.c.id)
    with reading(engine) as connection:
        return list(connection.execute(sa.select(obligations.c.id).where(~has_events).order_by(obligations.c.id)).scalars())


def rewrite(engine: Engine, obligation: str) -> bool:
    """Write the projection of ``obligation`` from the fold of its events, under the ledger's lock; whether it had been another.

    Where there is no event the projection is taken away. Raises :class:`~domain.errors.DomainError` where they cannot be folded.
    """
    with writing(engine) as connection:
        stored = history(connection, obligation)
        held = _held(connection, [obligation]).get(obligation)
        made = project(fold(obligation, map(unstore, stored))) if stored else None
        if made == held:
            return False
        if made:
            write_picture(connection, made)
        else:
            connection.execute(obligations.delete().where(obligations.c.id == obligation))
        return True


def _piece(engine: Engine, after: str) -> list[Folded]:
    asked = sa.select(events.c.stream).where(events.c.stream > after, events.c.seq == 1).order_by(events.c.stream).limit(PIECE)
    with reading(engine) as connection:
        return _some(connection, list(connection.execute(asked).scalars()))


def _some(connection: Connection, streams: Sequence[str]) -> list[Folded]:
    stored, held = histories(connection, streams), _held(connection, streams)
    return [_folded(stream, stored.get(stream, []), held.get(stream)) for stream in streams]


def _folded(stream: str, stored: Sequence[StoredEvent], held: Projection | None) -> Folded:
    try:
        return Folded(stream, fold(stream, map(unstore, stored)), held)
    except (DomainError, msgspec.MsgspecError, ValueError) as error:
        return Folded(stream, None, held, str(error))


def _held(connection: Connection, streams: Sequence[str]) -> dict[str, Projection]:
    rows: Any = connection.execute(sa.select(obligations).where(obligations.c.id.in_(streams)))
    return {row.id: picture(row) for row in rows}
