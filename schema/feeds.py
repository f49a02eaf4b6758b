"""Published calendars: who made which one, under which name, and whether it still counts."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa

from domain.projection import Projection
from schema.bulk import chunks
from schema.engine import Engine, reading, writing
from schema.queries import picture
from schema.tables import obligations as table
from schema.tables.channel_tables import feeds


class FeedKind(StrEnum):
    PERSON = "person"
    BODY = "body"
    INSTRUMENT = "instrument"


@dataclass(frozen=True, slots=True)
class Feed:
    """A published calendar. Whoever knows ``token`` may read it: 256 random bits, written as a file's name may be."""

    token: str
    kind: FeedKind
    subject: str
    created_at: datetime
    created_by: str
    revoked_at: datetime | None = None


def publish(engine: Engine, kind: FeedKind, subject: str, now: datetime, by: str) -> Feed:
    """A calendar under a fresh name. ``now`` is UTC, aware."""
    made = Feed(secrets.token_urlsafe(32), kind, subject, now, by)
    with writing(engine, ledger=False) as connection:
        connection.execute(
            feeds.insert(),
            {"token": made.token, "kind": kind.value, "subject": subject, "created_at": now, "created_by": by},
        )
    return made


def published(engine: Engine, revoked: bool = False) -> list[Feed]:
    """The calendars that count, or (``revoked``) all there ever were; the oldest first."""
    asked = sa.select(feeds).order_by(feeds.c.created_at, feeds.c.token)
    if not revoked:
        asked = asked.where(feeds.c.revoked_at.is_(None))
    with reading(engine) as connection:
        rows = connection.execute(asked).fetchall()
    return [Feed(row.token, FeedKind(row.kind), row.subject, row.created_at, row.created_by, row.revoked_at) for row in rows]


def pictures(engine: Engine, obligations: Iterable[str]) -> list[Projection]:
    """The pictures of ``obligations``, in no order."""
    found: list[Projection] = []
    with reading(engine) as connection:
        for some in chunks(obligations):
            found += map(picture, connection.execute(sa.select(table).where(table.c.id.in_(some))))
    return found


def revoke(engine: Engine, token: str, at: datetime) -> bool:
    """The calendar of this name is read by nobody any more. ``False`` if there is none, or it was revoked before."""
    ours = feeds.update().where(feeds.c.token == token, feeds.c.revoked_at.is_(None))
    with writing(engine, ledger=False) as connection:
        return connection.execute(ours.values(revoked_at=at)).rowcount == 1
