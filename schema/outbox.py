"""The outbox: notices wait here, recorded with their events, until a sender says that they went out.

A sender claims a few, sends, and reports. One that dies in between leaves its claim to run out, and the next claim takes the
notice again: a notice may go out twice in that case (under one Message-ID), but is never lost, and is recorded as sent once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from domain.notices import NoticeKind
from schema.engine import Engine, reading, writing
from schema.tables import notices

LEASE = timedelta(minutes=2)
"""For how long a claim keeps other senders away: longer than any mail server takes to answer."""

FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Claimed:
    """A notice to be sent now. ``attempt`` counts from 1 and tells this claim from every other one of the same notice."""

    key: str
    recipient: str
    kind: NoticeKind
    obligation: str
    seq: int
    created_at: datetime
    attempt: int
    last_error: str | None


@dataclass(frozen=True, slots=True)
class Backlog:
    """How the outbox stands. ``next_try_at`` is when the next unsent notice may be claimed; ``failing`` have failed at least once."""

    unsent: int
    failing: int
    next_try_at: datetime | None


def claim(engine: Engine, now: datetime, limit: int = 50, lease: timedelta = LEASE) -> list[Claimed]:
    """Take at most ``limit`` notices that are due at ``now`` (UTC), oldest first; nobody else gets them before ``now + lease``."""
    due = (
        sa.select(notices)
        .where(notices.c.sent_at.is_(None), notices.c.next_try_at <= now)
        .order_by(notices.c.next_try_at, notices.c.created_at, notices.c.obligation, notices.c.seq, notices.c.key)
        .limit(limit)
        .with_for_update(skip_locked=True)  # SQLite has no such words and needs none: its transaction is the only writer
    )
    taken = notices.update().where(notices.c.key == sa.bindparam("claimed"))
    with writing(engine, ledger=False) as connection:
        rows = connection.execute(due).fetchall()
        if rows:
            connection.execute(
                taken.values(next_try_at=now + lease, attempts=notices.c.attempts + 1), [{"claimed": row.key} for row in rows]
            )
    return [
        Claimed(
            row.key,
            row.recipient,
            NoticeKind(row.kind),
            row.obligation,
            row.seq,
            row.created_at,
            row.attempts + 1,
            row.last_error,
        )
        for row in rows
    ]


def mark_sent(engine: Engine, key: str, at: datetime, message_id: str | None = None) -> bool:
    """Record that ``key`` went out at ``at`` (UTC). ``False`` if that was recorded before: then nothing is changed."""
    sent = notices.update().where(notices.c.key == key, notices.c.sent_at.is_(None))
    with writing(engine, ledger=False) as connection:
        done = connection.execute(sent.values(sent_at=at, message_id=message_id, last_error=None))
    return done.rowcount == 1


def mark_failed(engine: Engine, claimed: Claimed, at: datetime, error: str) -> datetime | None:
    """Record that sending ``claimed`` failed at ``at`` (UTC), and return when it may be tried again.

    ``None`` if it was sent meanwhile, or claimed anew because this claim had run out: then nothing is changed. It is tried for ever,
    at growing distances: only a person can say that a notice need not arrive.
    """
    again = at + pause(claimed.attempt)
    ours = notices.update().where(
        notices.c.key == claimed.key, notices.c.sent_at.is_(None), notices.c.attempts == claimed.attempt
    )
    with writing(engine, ledger=False) as connection:
        done = connection.execute(ours.values(next_try_at=again, last_error=error.replace("\0", " ")))
    return again if done.rowcount == 1 else None


def pause(attempt: int) -> timedelta:
    """How long to wait after the ``attempt``-th failure: doubled each time, up to :data:`LONGEST_PAUSE`."""
    return min(FIRST_PAUSE * (1 << min(attempt - 1, 20)), LONGEST_PAUSE)


def backlog(engine: Engine) -> Backlog:
    """How many notices wait, how many of them in trouble, and when the next one is due."""
    asked = sa.select(
        sa.func.count(),
        sa.func.count(notices.c.last_error),
        sa.func.min(notices.c.next_try_at, type_=notices.c.next_try_at.type),
    ).where(notices.c.sent_at.is_(None))
    with reading(engine) as connection:
        row = connection.execute(asked).one()
    return Backlog(row[0], row[1], row[2])


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A notice as it stands in the outbox, sent or not."""

    key: str
    recipient: str
    kind: NoticeKind
    obligation: str
    seq: int
    created_at: datetime
    attempts: int
    next_try_at: datetime
    sent_at: datetime | None
    message_id: str | None
    last_error: str | None


def notices_of(engine: Engine, obligations: Sequence[str] | None = None) -> list[NoticeRow]:
    """The notices about ``obligations`` (``None``: about all), in the order in which they came to be."""
    asked = sa.select(notices).order_by(notices.c.created_at, notices.c.obligation, notices.c.seq, notices.c.key)
    if obligations is not None:
        asked = asked.where(notices.c.obligation.in_(obligations))
    with reading(engine) as connection:
        return [
            NoticeRow(
                row.key,
                row.recipient,
                NoticeKind(row.kind),
                row.obligation,
                row.seq,
                row.created_at,
                row.attempts,
                row.next_try_at,
                row.sent_at,
                row.message_id,
                row.last_error,
            )
            for row in connection.execute(asked)
        ]
