"""Webhooks: who is told of events by HTTP, and how far in the ledger each has come.

A subscription is a place in the ledger. It moves on only after the receiver has taken an event (or the event was not asked for), so
whatever dies, the next one goes on there: every event arrives at least once, in order, and none before it is recorded.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from schema.columns import storable
from schema.engine import Engine, reading, writing
from schema.tables import events, obligations
from schema.tables.channel_tables import webhooks


@dataclass(frozen=True, slots=True)
class Webhook:
    """One subscription. ``kinds`` are event types as :func:`notify.cloudevents.kind_of` writes them; none means all.

    ``instrument`` and ``body`` narrow it further. Instants are UTC. The secrets are in no repr, so that no log shows them.
    """

    id: str
    url: str = field(repr=False)  # its path or query often is a secret too
    secret: str = field(repr=False)
    previous_secret: str | None = field(repr=False)
    previous_until: datetime | None
    kinds: tuple[str, ...]
    instrument: str | None
    body: str | None
    position: int
    created_at: datetime
    created_by: str
    next_try_at: datetime
    attempts: int
    failing_since: datetime | None
    last_error: str | None
    delivered_at: datetime | None
    disabled_at: datetime | None
    told_at: datetime | None
    lease: str | None


@dataclass(frozen=True, slots=True)
class Subject:
    """What an event's obligation is about. ``session_body`` is the body at whose session it is due."""

    instrument: str
    provision: str
    addressees: tuple[str, ...]
    session_body: str | None


_FIELDS = tuple(each.name for each in fields(Webhook))


def add(
    engine: Engine,
    url: str,
    secret: str,
    now: datetime,
    by: str,
    kinds: Sequence[str] = (),
    instrument: str | None = None,
    body: str | None = None,
    from_beginning: bool = False,
) -> Webhook:
    """Subscribe ``url`` from now on, or to all that the ledger holds. ``now`` is UTC, aware."""
    made = f"wh_{secrets.token_hex(6)}"
    last = sa.select(sa.func.coalesce(sa.func.max(events.c.position), 0))
    with writing(engine, ledger=False) as connection:
        position = 0 if from_beginning else connection.execute(last).scalar_one()
        connection.execute(
            webhooks.insert(),
            {
                "id": made, "url": url, "secret": secret, "kinds": tuple(kinds), "instrument": instrument, "body": body,
                "position": position, "created_at": now, "created_by": by, "next_try_at": now,
            },
        )  # fmt: skip
    found = get(engine, made)
    assert found is not None
    return found


def get(engine: Engine, webhook: str) -> Webhook | None:
    """The subscription of this id."""
    with reading(engine) as connection:
        row = connection.execute(sa.select(webhooks).where(webhooks.c.id == webhook)).first()
    return _webhook(row) if row else None


def all_of_them(engine: Engine) -> list[Webhook]:
    """Every subscription, the oldest first."""
    with reading(engine) as connection:
        return [_webhook(row) for row in connection.execute(sa.select(webhooks).order_by(webhooks.c.created_at, webhooks.c.id))]


@dataclass(frozen=True, slots=True)
class Standing:
    """How many subscriptions there are, how many of them fail just now, and how many were given up."""

    all: int
    failing: int
    disabled: int


def standing(engine: Engine) -> Standing:
    """How the subscriptions stand."""
    failing = sa.case((webhooks.c.disabled_at.is_(None), webhooks.c.failing_since))
    asked = sa.select(sa.func.count(), sa.func.count(failing), sa.func.count(webhooks.c.disabled_at)).select_from(webhooks)
    with reading(engine) as connection:
        return Standing(*connection.execute(asked).one())


def remove(engine: Engine, webhook: str) -> bool:
    """Forget the subscription with its secrets. ``False`` if there is none of this id."""
    with writing(engine, ledger=False) as connection:
        return connection.execute(webhooks.delete().where(webhooks.c.id == webhook)).rowcount == 1


def rotate(engine: Engine, webhook: str, secret: str, previous_until: datetime) -> bool:
    """Give it another secret; both sign until ``previous_until`` (UTC), so that the receiver can change over in peace."""
    changed = webhooks.update().where(webhooks.c.id == webhook)
    with writing(engine, ledger=False) as connection:
        done = connection.execute(changed.values(previous_secret=webhooks.c.secret, previous_until=previous_until, secret=secret))
    return done.rowcount == 1


def enable(engine: Engine, webhook: str, now: datetime) -> bool:
    """Try it again from where it stopped, with a clean record."""
    changed = webhooks.update().where(webhooks.c.id == webhook)
    fresh = {"disabled_at": None, "told_at": None, "failing_since": None, "attempts": 0, "last_error": None, "next_try_at": now}
    with writing(engine, ledger=False) as connection:
        return connection.execute(changed.values(**fresh)).rowcount == 1


def claim(engine: Engine, now: datetime, lease: timedelta, limit: int = 20) -> list[Webhook]:
    """The subscriptions that are behind the ledger and may be served now; nobody else gets them for ``lease``."""
    last = sa.select(sa.func.coalesce(sa.func.max(events.c.position), 0)).scalar_subquery()
    free = sa.or_(webhooks.c.leased_until.is_(None), webhooks.c.leased_until <= now)
    due = (
        sa.select(webhooks)
        .where(webhooks.c.disabled_at.is_(None), webhooks.c.next_try_at <= now, free, webhooks.c.position < last)
        .order_by(webhooks.c.next_try_at, webhooks.c.id)
        .limit(limit)
    )
    with reading(engine) as connection:  # looked at first without a lock: most of the time there is nothing to do
        if connection.execute(due).first() is None:
            return []
    mark = secrets.token_hex(8)
    with writing(engine, ledger=False) as connection:
        found = connection.execute(due.with_for_update(skip_locked=True, of=webhooks)).fetchall()
        taken = webhooks.update().where(webhooks.c.id.in_([row.id for row in found]))
        connection.execute(taken.values(lease=mark, leased_until=now + lease))
    return [_webhook(row, lease=mark) for row in found]


def advance(engine: Engine, webhook: Webhook, position: int, delivered_at: datetime | None) -> bool:
    """Everything up to ``position`` is dealt with; ``delivered_at`` (UTC) where the last of it was taken by the receiver.

    ``False`` where the claim is no longer ours, or the subscription is gone: then nothing is changed, and it is time to stop.
    """
    values: dict[str, Any] = {"position": position}
    if delivered_at is not None:
        values |= {"delivered_at": delivered_at, "attempts": 0, "failing_since": None, "last_error": None}
    return _change(engine, webhook, values)


def failed(engine: Engine, webhook: Webhook, error: str, at: datetime, again: datetime, *, disable: bool) -> bool:
    """Record that the next event was not taken ``at``, and that it is tried ``again`` (UTC), or not any more."""
    since = sa.func.coalesce(webhooks.c.failing_since, sa.literal(at, webhooks.c.failing_since.type))
    values = {"attempts": webhooks.c.attempts + 1, "failing_since": since, "last_error": storable(error)}
    values |= {"next_try_at": again, "disabled_at": at if disable else None}
    return _change(engine, webhook, values)


def release(engine: Engine, webhook: Webhook) -> None:
    """Let others have it before the claim runs out."""
    _change(engine, webhook, {"lease": None, "leased_until": None})


def untold(engine: Engine) -> list[Webhook]:
    """Those that are disabled and nobody has been told of."""
    asked = sa.select(webhooks).where(webhooks.c.disabled_at.is_not(None), webhooks.c.told_at.is_(None)).order_by(webhooks.c.id)
    with reading(engine) as connection:
        return [_webhook(row) for row in connection.execute(asked)]


def told(engine: Engine, webhook: str, at: datetime) -> None:
    """Record that somebody was told ``at`` (UTC)."""
    with writing(engine, ledger=False) as connection:
        connection.execute(webhooks.update().where(webhooks.c.id == webhook).values(told_at=at))


def subjects(engine: Engine, streams: Sequence[str]) -> dict[str, Subject]:
    """What each obligation is about, by its id."""
    c = obligations.c
    asked = sa.select(c.id, c.instrument, c.provision, c.addressees, c.session_body).where(c.id.in_(set(streams)))
    with reading(engine) as connection:
        rows = connection.execute(asked).fetchall()
    return {row.id: Subject(row.instrument, row.provision, tuple(row.addressees), row.session_body) for row in rows}


def _change(engine: Engine, webhook: Webhook, values: dict[str, Any]) -> bool:
    ours = webhooks.update().where(webhooks.c.id == webhook.id, webhooks.c.lease == webhook.lease)
    with writing(engine, ledger=False) as connection:
        return connection.execute(ours.values(**values)).rowcount == 1


def _webhook(row: Any, **changes: Any) -> Webhook:
    values = {name: getattr(row, name) for name in _FIELDS} | changes
    return Webhook(**values | {"kinds": tuple(row.kinds)})
