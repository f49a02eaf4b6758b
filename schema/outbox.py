"""The outbox: notices wait here, recorded with their events, until they are placed with the persons they are for.

A notice is to a party or a role. Placing finds out which persons that means today, and whether each is told at once, in a digest or
not at all. What then becomes of it stands in ``deliveries`` and ``messages`` (:mod:`schema.messages`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from domain.notices import Notice, NoticeKind
from schema.bulk import IN_ONE_QUESTION, Bulk, chunks
from schema.columns import storable
from schema.engine import Connection, Engine, reading, writing
from schema.tables import events, notices
from schema.tables.notice_tables import deliveries, digests, messages

FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A notice that nobody has been found for yet. ``event`` is the kind of event it is about and ``actor`` who made it happen; both
    are empty if the ledger lacks it."""

    notice: Notice
    created_at: datetime
    event: str
    actor: str
    attempts: int


@dataclass(frozen=True, slots=True)
class Placement:
    """One person who is to be told a notice: ``how`` is ``immediate`` or ``digest``, from ``waits`` (UTC) on, or ``off`` and never."""

    notice: str
    person: str
    how: str
    waits: datetime | None


@dataclass(frozen=True, slots=True)
class Backlog:
    """How telling people stands. ``unsent`` are notices not placed, not written or not sent yet, ``failing`` those among them, and
    messages, that have failed or bounced; ``later`` wait for a person's hour. ``next_try_at`` is when the next is taken up."""

    unsent: int
    failing: int
    next_try_at: datetime | None
    later: int = 0


def unplaced(engine: Engine, now: datetime, limit: int = IN_ONE_QUESTION) -> list[Unplaced]:
    """At most ``limit`` notices that are to be placed by ``now`` (UTC), oldest first. Nothing is claimed: placing twice is harmless."""
    about = sa.and_(events.c.stream == notices.c.obligation, events.c.seq == notices.c.seq)
    asked = (
        sa.select(notices, events.c.kind.label("event"), events.c.actor)
        .join_from(notices, events, about, isouter=True)
        .where(notices.c.placed_at.is_(None), notices.c.next_try_at <= now)
        .order_by(notices.c.next_try_at, notices.c.created_at, notices.c.obligation, notices.c.seq, notices.c.key)
        .limit(limit)
    )
    with reading(engine) as connection:
        rows = connection.execute(asked).fetchall()
    return [Unplaced(notice_of(row), row.created_at, row.event or "", row.actor or "", row.attempts) for row in rows]


_PLACED = Bulk(deliveries, ("notice", "person", "how", "waits"), "notice, person")
_DIGESTS = Bulk(digests, ("person", "next_at"), "person")


def place(
    engine: Engine, keys: Sequence[str], placements: Iterable[Placement], first_digests: Mapping[str, datetime], at: datetime
) -> int:
    """Record, in one transaction, for whom the notices ``keys`` are; how many of them nobody had placed meanwhile.

    ``first_digests`` says when the next digest of each person would be, for those who have none coming.
    """
    with writing(engine, ledger=False) as connection:
        fresh = set()
        for some in chunks(keys):
            asked = sa.select(notices.c.key).where(notices.c.key.in_(some), notices.c.placed_at.is_(None)).with_for_update()
            fresh |= set(connection.execute(asked).scalars())
        write_placements(connection, (each for each in placements if each.notice in fresh), first_digests)
        if fresh:
            placed = notices.update().where(notices.c.key == sa.bindparam("placed"))
            connection.execute(placed.values(placed_at=at, last_error=None), [{"placed": key} for key in fresh])
    return len(fresh)


def write_placements(connection: Connection, placements: Iterable[Placement], first_digests: Mapping[str, datetime]) -> None:
    """As :func:`place`, for notices that are locked, inside its transaction."""
    rows = [(one.notice, one.person, one.how, one.waits) for one in placements]
    _PLACED.execute(connection, rows)
    told = {person for _, person, _, _ in rows}
    _DIGESTS.execute(connection, ((person, next_at) for person, next_at in first_digests.items() if person in told))


def misplaced(engine: Engine, one: Unplaced, at: datetime, error: str) -> datetime:
    """Record that nobody could be found for a notice at ``at`` (UTC), and why; when it is tried again."""
    again = at + pause(one.attempts + 1)
    update = notices.update().where(notices.c.key == one.notice.key, notices.c.placed_at.is_(None))
    with writing(engine, ledger=False) as connection:
        connection.execute(update.values(next_try_at=again, attempts=notices.c.attempts + 1, last_error=storable(error)))
    return again


def pause(attempt: int) -> timedelta:
    """How long to wait after the ``attempt``-th failure: doubled each time, up to :data:`LONGEST_PAUSE`."""
    return min(FIRST_PAUSE * (1 << min(attempt - 1, 20)), LONGEST_PAUSE)


def backlog(engine: Engine) -> Backlog:
    """How much waits, how much of it is in trouble, and when the next of it is taken up."""
    count, least = sa.func.count(), sa.func.min
    asked = (
        sa.select(
            count, sa.func.count(notices.c.last_error), least(notices.c.next_try_at, type_=notices.c.next_try_at.type)
        ).where(notices.c.placed_at.is_(None)),
        sa.select(count, sa.literal(0), least(deliveries.c.waits, type_=deliveries.c.waits.type)).where(
            deliveries.c.waits.is_not(None)
        ),
        sa.select(
            count, sa.func.count(messages.c.last_error), least(messages.c.next_try_at, type_=messages.c.next_try_at.type)
        ).where(messages.c.sent_at.is_(None)),
        sa.select(sa.literal(0), count, sa.null()).where(messages.c.bounced_at.is_not(None)),
    )
    with reading(engine) as connection:
        rows = [connection.execute(each).one() for each in asked]
    unsent, failing = sum(row[0] for row in rows), sum(row[1] for row in rows)
    return Backlog(unsent, failing, min((row[2] for row in rows if row[2]), default=None), rows[1][0])


def notice_of(row: sa.Row[tuple[object, ...]]) -> Notice:
    """A row with the columns of ``notices`` as the notice it was written from."""
    return Notice(row.key, row.recipient, NoticeKind(row.kind), row.obligation, row.seq)
