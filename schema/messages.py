"""Messages: what people are sent, recorded whole together with the notices it carries, then claimed, sent and marked.

A sender claims a few, sends, and reports. One that dies in between leaves its claim to run out, and the next claim takes the message
again: it may go out twice in that case, word for word and under one id, but is never lost, and is recorded as sent once.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import sqlalchemy as sa

from domain.notices import Notice
from schema import decisions
from schema.bulk import Bulk, chunks
from schema.columns import storable
from schema.engine import Connection, Engine, reading, writing
from schema.outbox import Placement, notice_of, pause, write_placements
from schema.tables import notices
from schema.tables.notice_tables import deliveries, digests, messages, preferences

LEASE = timedelta(minutes=2)
"""For how long a claim keeps other senders away: longer than any mail server takes to answer."""

KEPT_FOR = timedelta(days=7)
"""How long the words of a message that was sent are kept, so that it can be sent again."""

IMMEDIATE, DIGEST, DROPPED = "immediate", "digest", "dropped"


@dataclass(frozen=True, slots=True)
class Draft:
    """What becomes of one person's waiting notices, recorded together or not at all.

    ``content`` ``None`` means: there is nothing to say. ``carried`` and ``dropped`` are keys of notices that wait for ``person``;
    ``moved`` are notices that others are to be told instead. ``decisions`` are what the message tells of that waits for a decision, each
    with how it stands (:mod:`schema.decisions`). A digest names the instant at which it was ``due`` and its ``next`` one.
    """

    person: str
    key: str
    form: str
    created_at: datetime
    content: bytes | None
    carried: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    moved: tuple[Placement, ...] = ()
    first_digests: Mapping[str, datetime] = field(default_factory=dict)
    due: datetime | None = None
    next: datetime | None = None
    decisions: tuple[tuple[str, str], ...] = ()


def ready(engine: Engine, now: datetime, pace: timedelta, limit: int) -> list[str]:
    """Persons who are to be told something at once by ``now`` (UTC), and were not written to within the last ``pace``."""
    lately = sa.exists().where(
        messages.c.person == deliveries.c.person, messages.c.form == IMMEDIATE, messages.c.created_at > now - pace
    )
    asked = (
        sa.select(deliveries.c.person)
        .where(deliveries.c.how == IMMEDIATE, deliveries.c.waits.is_not(None), deliveries.c.waits <= now, ~lately)
        .distinct()
        .limit(limit)
    )
    with reading(engine) as connection:
        return list(connection.execute(asked).scalars())


def digests_due(engine: Engine, now: datetime, limit: int) -> dict[str, datetime]:
    """Persons whose digest is to be looked at by ``now`` (UTC), with when it fell due, the longest waiting first."""
    asked = sa.select(digests).where(digests.c.next_at <= now).order_by(digests.c.next_at, digests.c.person).limit(limit)
    with reading(engine) as connection:
        return {row.person: row.next_at for row in connection.execute(asked)}


def without_digest(engine: Engine, persons: Iterable[str]) -> list[str]:
    """Those among ``persons`` who have no digest coming, because they were never told anything."""
    wanted, held = list(persons), set()
    with reading(engine) as connection:
        for some in chunks(wanted):
            held |= set(connection.execute(sa.select(digests.c.person).where(digests.c.person.in_(some))).scalars())
    return [person for person in wanted if person not in held]


_FIRST = Bulk(digests, ("person", "next_at"), "person")


def expect_digests(engine: Engine, first: Mapping[str, datetime]) -> None:
    """Let persons have their digest looked at at the given instants (UTC), unless one is coming anyway."""
    if first:
        with writing(engine, ledger=False) as connection:
            _FIRST.execute(connection, first.items())


def waiting(engine: Engine, persons: Sequence[str], now: datetime, *, digest: bool) -> dict[str, list[Notice]]:
    """The notices that wait for each of ``persons`` and may be told by ``now``, oldest first; with ``digest``, the patient ones too."""
    found: dict[str, list[Notice]] = {}
    asked = (
        sa.select(notices, deliveries.c.person)
        .join_from(deliveries, notices, deliveries.c.notice == notices.c.key)
        .where(deliveries.c.waits.is_not(None), deliveries.c.waits <= now)
        .order_by(notices.c.created_at, notices.c.obligation, notices.c.seq, notices.c.key)
    )
    if not digest:
        asked = asked.where(deliveries.c.how == IMMEDIATE)
    with reading(engine) as connection:
        for some in chunks(persons):
            for row in connection.execute(asked.where(deliveries.c.person.in_(some))):
                found.setdefault(row.person, []).append(notice_of(row))
    return found


def put_off(engine: Engine, person: str, keys: Sequence[str], until: datetime, reason: str) -> None:
    """Let the notices ``keys``, and the person's digest if it is due, wait until ``until`` (UTC), and record why."""
    waiting = sa.and_(deliveries.c.person == person, deliveries.c.waits.is_not(None))
    with writing(engine, ledger=False) as connection:
        for some in chunks(keys):
            connection.execute(deliveries.update().where(waiting, deliveries.c.notice.in_(some)).values(waits=until))
            connection.execute(notices.update().where(notices.c.key.in_(some)).values(last_error=storable(reason)))
        if len(keys) != 1:
            connection.execute(
                digests.update().where(digests.c.person == person, digests.c.next_at < until).values(next_at=until)
            )


def record(engine: Engine, drafts: Sequence[Draft]) -> int:
    """Record ``drafts`` (one a person) in one transaction; how many. One that somebody else has forestalled is left out, whole."""
    with writing(engine, ledger=False) as connection:
        persons = [draft.person for draft in drafts]
        due = {draft.person: draft.due for draft in drafts if draft.due}
        still = _locked(connection, persons)
        told = _existing(connection, [draft.key for draft in drafts if draft.content is not None])
        standing = _next_digests(connection, due)
        done = [
            draft
            for draft in drafts
            if {*draft.carried, *draft.dropped} <= still.get(draft.person, set())
            and (draft.due is None or standing.get(draft.person) == draft.due)
            and not (draft.form == DIGEST and draft.key in told)
        ]
        _write(connection, done, told)
        for draft in drafts:
            if draft.form == DIGEST and draft.key in told and standing.get(draft.person) == draft.due:
                _next(connection, draft)  # its day has had its digest: what waits goes into the next one
    return len(done)


def _locked(connection: Connection, persons: Sequence[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    asked = sa.select(deliveries.c.person, deliveries.c.notice).where(deliveries.c.waits.is_not(None)).with_for_update()
    for some in chunks(persons):
        for row in connection.execute(asked.where(deliveries.c.person.in_(some))):
            found.setdefault(row.person, set()).add(row.notice)
    return found


def _existing(connection: Connection, keys: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for some in chunks(keys):
        found |= set(connection.execute(sa.select(messages.c.key).where(messages.c.key.in_(some))).scalars())
    return found


def _next_digests(connection: Connection, due: Mapping[str, datetime]) -> dict[str, datetime]:
    found: dict[str, datetime] = {}
    for some in chunks(due):
        asked = sa.select(digests).where(digests.c.person.in_(some)).with_for_update()
        found |= {row.person: row.next_at for row in connection.execute(asked)}
    return found


def _write(connection: Connection, done: Sequence[Draft], told: set[str]) -> None:
    fresh = [draft for draft in done if draft.content is not None and draft.key not in told]
    if fresh:
        connection.execute(
            messages.insert(),
            [
                {"key": each.key, "person": each.person, "form": each.form, "created_at": each.created_at, "content": each.content,
                 "next_try_at": each.created_at}
                for each in fresh
            ],
        )  # fmt: skip
    for draft in done:
        write_placements(connection, draft.moved, draft.first_digests)
        if draft.content is not None:
            decisions.put(connection, draft.person, draft.key, draft.decisions)
        if draft.due:
            _next(connection, draft)
    ours = deliveries.update().where(deliveries.c.person == sa.bindparam("who"), deliveries.c.notice == sa.bindparam("which"))
    carried = [{"who": each.person, "which": key, "by": each.key} for each in done for key in each.carried]
    dropped = [{"who": each.person, "which": key} for each in done for key in each.dropped]
    if carried:
        connection.execute(ours.values(waits=None, message=sa.bindparam("by")), carried)
    if dropped:
        connection.execute(ours.values(waits=None, how=DROPPED), dropped)


def _next(connection: Connection, draft: Draft) -> None:
    connection.execute(digests.update().where(digests.c.person == draft.person).values(next_at=draft.next))


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message to be sent now. ``attempt`` counts from 1 and tells this claim from every other one of the same message."""

    key: str
    content: bytes
    attempt: int


def claim(engine: Engine, now: datetime, limit: int = 50, lease: timedelta = LEASE) -> list[Claimed]:
    """Take at most ``limit`` messages that are due at ``now`` (UTC), oldest first; nobody else gets them before ``now + lease``."""
    due = (
        sa.select(messages.c.key, messages.c.content, messages.c.attempts)
        .where(messages.c.sent_at.is_(None), messages.c.next_try_at <= now)
        .order_by(messages.c.next_try_at, messages.c.created_at, messages.c.key)
        .limit(limit)
    )
    taken = messages.update().where(messages.c.key == sa.bindparam("claimed"))
    with reading(engine) as connection:  # an idle sender asks every second: it need not take the writers' lock for that
        if not connection.execute(due.limit(1)).first():
            return []
    with writing(engine, ledger=False) as connection:
        # SQLite has no such words as these and needs none: its transaction is the only writer.
        rows = connection.execute(due.with_for_update(skip_locked=True)).fetchall()
        if rows:
            values = taken.values(next_try_at=now + lease, attempts=messages.c.attempts + 1)
            connection.execute(values, [{"claimed": row.key} for row in rows])
    return [Claimed(row.key, row.content, row.attempts + 1) for row in rows]


def mark_sent(engine: Engine, key: str, at: datetime, channel: str, message_id: str) -> bool:
    """Record that ``key`` went out at ``at`` (UTC). ``False`` if that was recorded before: then nothing is changed."""
    sent = messages.update().where(messages.c.key == key, messages.c.sent_at.is_(None))
    with writing(engine, ledger=False) as connection:
        done = connection.execute(sent.values(sent_at=at, channel=channel, message_id=message_id, last_error=None))
    return done.rowcount == 1


def mark_failed(engine: Engine, key: str, attempt: int, at: datetime, error: str) -> datetime | None:
    """Record that sending failed at ``at`` (UTC), and return when it may be tried again.

    ``None`` if it was sent meanwhile, or claimed anew because this claim had run out: then nothing is changed. It is tried for ever,
    at growing distances: only a person can say that a message need not arrive.
    """
    again = at + pause(attempt)
    ours = messages.update().where(messages.c.key == key, messages.c.sent_at.is_(None), messages.c.attempts == attempt)
    with writing(engine, ledger=False) as connection:
        done = connection.execute(ours.values(next_try_at=again, last_error=storable(error)))
    return again if done.rowcount == 1 else None


def mark_bounced(engine: Engine, message_id: str, at: datetime, reason: str) -> list[str]:
    """Record that what a channel had taken under ``message_id`` came back at ``at`` (UTC); the keys of the messages meant.

    A bounced message counts as failing until somebody has it sent again (:func:`resend`).
    """
    asked = sa.select(messages.c.key).where(messages.c.message_id == message_id, messages.c.sent_at.is_not(None))
    with writing(engine, ledger=False) as connection:
        keys = list(connection.execute(asked).scalars())
        for key in keys:
            connection.execute(messages.update().where(messages.c.key == key).values(bounced_at=at, last_error=storable(reason)))
    return keys


def resend(engine: Engine, key: str, at: datetime) -> list[str]:
    """Have the message ``key``, or those that carried the notice ``key``, sent (again) at once; the keys of the messages meant.

    None where there is no such message. Raises :class:`LookupError` where its words are not kept any more.
    """
    carrying = sa.select(deliveries.c.message).where(deliveries.c.notice == key, deliveries.c.message.is_not(None))
    asked = sa.select(messages.c.key, messages.c.content).where(sa.or_(messages.c.key == key, messages.c.key.in_(carrying)))
    with writing(engine, ledger=False) as connection:
        rows = connection.execute(asked.order_by(messages.c.key)).fetchall()
        if gone := [row.key for row in rows if row.content is None]:
            raise LookupError(
                f"The words of {gone[0]} are not kept any more: what was sent is kept for {KEPT_FOR.days} days. "
                "`servanda show` says how its obligations stand."
            )
        for row in rows:
            anew = {"sent_at": None, "bounced_at": None, "next_try_at": at, "last_error": None, "attempts": 0}
            connection.execute(messages.update().where(messages.c.key == row.key).values(anew))
    return [row.key for row in rows]


def forget_words(engine: Engine, now: datetime) -> int:
    """Let go of the words of messages that were sent more than :data:`KEPT_FOR` ago; how many."""
    old = messages.update().where(messages.c.content.is_not(None), messages.c.sent_at < now - KEPT_FOR)
    with writing(engine, ledger=False) as connection:
        return connection.execute(old.values(content=None)).rowcount


def forget(connection: Connection, person: str) -> None:
    """Erase what ``person`` preferred, their addresses, and the words of what they were sent, within a writing transaction."""
    connection.execute(preferences.delete().where(preferences.c.person == person))
    sent = messages.c.sent_at.is_not(None)
    connection.execute(messages.update().where(messages.c.person == person, sent).values(content=None))
