"""Reads for whoever checks the whole: in pieces, so that memory stays flat however long the ledger is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from domain.notices import Notice
from domain.projection import Projection
from schema.engine import Connection
from schema.ledger import Entry, entries
from schema.outbox import notice_of
from schema.queries import picture
from schema.tables import events, notices, obligations

PIECE = 2000
"""Rows read at a time."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A row of the ledger that holds what no ledger ever wrote, such as a time that is none."""

    position: int
    stream: str
    reason: str


def pieces(connection: Connection) -> Iterator[list[Entry | Unreadable]]:
    """The whole ledger in its order, some rows at a time."""
    position = 0
    while piece := _piece(connection, position):
        yield piece
        position = piece[-1].position


def _piece(connection: Connection, position: int) -> list[Entry | Unreadable]:
    try:
        return list(entries(connection, position, PIECE))
    except (ValueError, TypeError, AttributeError):
        return _one_by_one(connection, position)


def _one_by_one(connection: Connection, position: int) -> list[Entry | Unreadable]:
    places = sa.select(events.c.position, events.c.stream).where(events.c.position > position)
    found: list[Entry | Unreadable] = []
    for at, stream in connection.execute(places.order_by(events.c.position).limit(PIECE)).fetchall():
        try:
            found += entries(connection, at - 1, 1)
        except (ValueError, TypeError, AttributeError) as error:
            found.append(Unreadable(at, stream, str(error)))
    return found


def notices_between(connection: Connection, first: int, last: int) -> list[tuple[Notice, datetime]]:
    """The notices about the events at positions ``first`` to ``last``, with when they were created."""
    about = sa.and_(notices.c.obligation == events.c.stream, notices.c.seq == events.c.seq)
    asked = sa.select(notices).join_from(events, notices, about).where(events.c.position.between(first, last))
    return [(notice_of(row), row.created_at) for row in connection.execute(asked)]


def stray_notices(connection: Connection) -> Iterator[Notice]:
    """Notices about events that the ledger does not hold."""
    about = sa.exists().where(events.c.stream == notices.c.obligation, events.c.seq == notices.c.seq)
    for row in connection.execute(sa.select(notices).where(~about).order_by(notices.c.key)):
        yield notice_of(row)


def pictures(connection: Connection) -> Iterator[Projection]:
    """All projections by id, some rows at a time."""
    after = ""
    while rows := connection.execute(
        sa.select(obligations).where(obligations.c.id > after).order_by(obligations.c.id).limit(PIECE)
    ).fetchall():
        yield from map(picture, rows)
        after = rows[-1].id
