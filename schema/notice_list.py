"""What has become of notices, one line for each person who is told: waiting, sent, failing, or not to be told."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from domain.notices import NoticeKind
from schema.engine import Engine, reading
from schema.tables import notices
from schema.tables.notice_tables import deliveries, messages


class Standing(StrEnum):
    WAITING = "waiting"
    SENT = "sent"
    FAILING = "failing"  # tried and not taken yet, or come back
    OFF = "off"  # the person prefers not to be told, or did it themselves
    DROPPED = "dropped"  # it was not so any more when it could have been told


@dataclass(frozen=True, slots=True)
class Telling:
    """One notice and one person. ``at`` (UTC) is when it was sent, or when it is (next) to be told; ``person`` is empty until it is
    known who that is; ``message`` is the key of the message that carries it."""

    notice: str
    kind: NoticeKind
    obligation: str
    recipient: str
    person: str
    standing: Standing
    how: str
    at: datetime | None
    message: str | None
    channel: str | None
    error: str | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which notices; all that is given must hold."""

    standing: Standing | None = None
    person: str | None = None
    obligation: str | None = None


_FAILING = sa.or_(
    sa.and_(notices.c.placed_at.is_(None), notices.c.last_error.is_not(None)),
    sa.and_(deliveries.c.waits.is_not(None), notices.c.last_error.is_not(None)),
    sa.and_(messages.c.sent_at.is_(None), messages.c.last_error.is_not(None)),
    messages.c.bounced_at.is_not(None),
)
_UNTOLD = sa.or_(
    notices.c.placed_at.is_(None), deliveries.c.waits.is_not(None), messages.c.sent_at.is_(None) & messages.c.key.is_not(None)
)

_CONDITIONS = {
    Standing.FAILING: _FAILING,
    Standing.WAITING: sa.and_(_UNTOLD, ~sa.func.coalesce(_FAILING, sa.false())),
    Standing.SENT: sa.and_(messages.c.sent_at.is_not(None), messages.c.bounced_at.is_(None)),
    Standing.OFF: deliveries.c.how == "off",
    Standing.DROPPED: deliveries.c.how == "dropped",
}


def tellings(engine: Engine, wanted: Wanted, limit: int = 50) -> list[Telling]:
    """At most ``limit``, the latest first."""
    asked = (
        sa.select(
            notices, deliveries.c.person, deliveries.c.how, deliveries.c.waits, messages.c.key.label("message"), messages.c.channel,
            messages.c.sent_at, messages.c.bounced_at, messages.c.next_try_at.label("again"), messages.c.last_error.label("failure"),
        )
        .join_from(notices, deliveries, deliveries.c.notice == notices.c.key, isouter=True)
        .join(messages, messages.c.key == deliveries.c.message, isouter=True)
        .order_by(notices.c.created_at.desc(), notices.c.key, deliveries.c.person)
        .limit(limit)
    )  # fmt: skip
    if wanted.standing:
        asked = asked.where(_CONDITIONS[wanted.standing])
    if wanted.person:
        asked = asked.where(sa.or_(deliveries.c.person == wanted.person, notices.c.recipient == wanted.person))
    if wanted.obligation:
        asked = asked.where(notices.c.obligation == wanted.obligation)
    with reading(engine) as connection:
        return [_telling(row) for row in connection.execute(asked)]


def _telling(row: Any) -> Telling:
    error = row.failure or (None if row.message else row.last_error)
    if row.how in (Standing.OFF, Standing.DROPPED):
        standing, at, error = Standing(row.how), None, None
    elif row.sent_at and not row.bounced_at:
        standing, at, error = Standing.SENT, row.sent_at, None
    else:
        standing = Standing.FAILING if error or row.bounced_at else Standing.WAITING
        at = row.bounced_at or row.again or row.waits or row.next_try_at
    return Telling(
        row.key, NoticeKind(row.kind), row.obligation, row.recipient, row.person or "", standing, row.how or "", at, row.message,
        row.channel, error,
    )  # fmt: skip
