"""Workflows to be started. Asked for in the transaction that makes them necessary, crossed off once they are seen to run.

Starting is idempotent (the workflow's id is the obligation's), so whoever starts may die at any point and be followed by another.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

import sqlalchemy as sa

from schema.engine import Engine, reading, writing
from schema.tables import starts


def pending(engine: Engine, limit: int = 1000) -> list[str]:
    """Obligations whose workflow is asked for and not yet seen to run, oldest first."""
    return list(waiting(engine, limit))


def waiting(engine: Engine, limit: int = 1000) -> dict[str, datetime]:
    """As :func:`pending`, each with the instant (UTC) at which it was asked for."""
    asked = (
        sa.select(starts.c.obligation, starts.c.requested_at)
        .where(starts.c.done_at.is_(None))
        .order_by(starts.c.requested_at, starts.c.obligation)
        .limit(limit)
    )
    with reading(engine) as connection:
        return {row.obligation: row.requested_at for row in connection.execute(asked)}


def cross_off(engine: Engine, done: Mapping[str, datetime], at: datetime) -> None:
    """Record that each of ``done`` runs since ``at`` (UTC), unless it was asked for anew after the given instant: then it waits again."""
    if not done:
        return
    one = starts.update().where(
        starts.c.obligation == sa.bindparam("which"),
        starts.c.requested_at == sa.bindparam("asked_for", type_=starts.c.requested_at.type),
        starts.c.done_at.is_(None),
    )
    with writing(engine, ledger=False) as connection:
        connection.execute(one.values(done_at=at), [{"which": which, "asked_for": when} for which, when in done.items()])


def ask_again(engine: Engine, obligations: Iterable[str], at: datetime) -> None:
    """Ask for the workflows of ``obligations`` anew, though they ran before: for a new or emptied Temporal server."""
    rows = [{"obligation": each, "requested_at": at, "done_at": None} for each in dict.fromkeys(obligations)]
    if not rows:
        return
    with writing(engine, ledger=False) as connection:
        connection.execute(starts.delete().where(starts.c.obligation == sa.bindparam("obligation")), rows)
        connection.execute(starts.insert(), rows)
