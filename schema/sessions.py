"""What has been entered about the sessions of bodies. It adds to the calendar that is shipped, and outweighs it where it is later."""

from dataclasses import asdict

import sqlalchemy as sa

from domain.time.sessions import SessionRow
from schema.engine import Engine, reading, writing
from schema.tables import sessions


def put(engine: Engine, row: SessionRow) -> None:
    """Enter ``row``; one about the same session, part and day of knowing is replaced.

    Raises :class:`ValueError` if it contradicts itself or has no source.
    """
    if not row.body.strip() or row.number < 1:
        raise ValueError("A session has a body and a number from 1.")
    if (row.opening is None) != (row.closing is None) or (row.opening and row.closing and row.closing < row.opening):
        raise ValueError(
            f"Session {row.number} of the {row.body} takes an opening and a closing day in that order, or neither: "
            f"it was given {row.opening} and {row.closing}."
        )
    if not row.source.strip():
        raise ValueError("Say where the session's days are from: a document, a page, a letter.")
    key = (sessions.c.body, sessions.c.number, sessions.c.part, sessions.c.known_since)
    same = sa.tuple_(*key) == (row.body, row.number, row.part, row.known_since)
    with writing(engine, ledger=False) as connection:
        connection.execute(sessions.delete().where(same))
        connection.execute(sessions.insert(), asdict(row))


def entered(engine: Engine) -> tuple[SessionRow, ...]:
    """All that was ever entered, in the order of knowing: for :meth:`~domain.time.sessions.SessionCalendar.with_rows`."""
    asked = sa.select(sessions).order_by(sessions.c.known_since, sessions.c.body, sessions.c.number, sessions.c.part)
    with reading(engine) as connection:
        return tuple(SessionRow(**row._mapping) for row in connection.execute(asked))
