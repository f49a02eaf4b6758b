"""Delivers the ledger's events to those who subscribed to them: each at least once, in order, and never before it is recorded.

An event that a receiver does not take holds up those behind it; it is tried again, later and later. After days without success the
subscription is disabled, and the coordinator is told.
"""

import asyncio
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import structlog

import config
from engine.outgoing.announce import Tell, coordinator
from engine.outgoing.concern import concerns
from engine.outgoing.identity import ledger_id
from engine.outgoing.ways import utc_now
from notify import signing
from notify.cloudevents import cloud_event, event_id, kind_of, message_id, ping
from notify.errors import NotDelivered
from notify.public_only import allowed_hosts
from notify.webhook import WHOLE, Gone, Later, Receiver, host_of, target
from schema import webhooks
from schema.engine import Engine, make_engine
from schema.ledger import Entry, Ledger
from schema.webhooks import Subject, Webhook

log = structlog.get_logger(__name__)

LEASE = timedelta(minutes=3)
_BUSY = 60.0
"""Seconds after which one goes to the back of the queue, whatever is left: far inside the lease."""

_BATCH = 200

OVERLAP = timedelta(days=1)
"""How long the old secret signs beside the new one."""

_PAUSES = tuple(timedelta(seconds=each) for each in (5, 30, 120, 600, 1800, 7200, 21600))
_LONGEST = timedelta(days=1)
_BETWEEN_TRIES = timedelta(minutes=1)
"""Between tries to tell the coordinator, where the mail server is away."""


def pause(attempt: int) -> timedelta:
    """How long to wait after the ``attempt``-th failure in a row: from five seconds to six hours."""
    return _PAUSES[min(max(attempt, 1), len(_PAUSES)) - 1]


async def run(settings: config.Settings, now: Callable[[], datetime] = utc_now, interval: float = 1.0) -> None:
    """Until cancelled: deliver what there is, tell of what was disabled, rest ``interval`` seconds."""
    engine = make_engine(settings.database)
    delivery = Delivery(engine, settings, now, coordinator(settings, engine))
    try:
        while True:
            try:
                busy = await delivery.round()
            except Exception as error:  # a database that is away: said, and tried again
                log.error("webhooks.unavailable", reason=f"{type(error).__name__}: {error}")
                busy = 0
            if not busy:
                await asyncio.sleep(interval)
    finally:
        engine.dispose()


class Delivery:
    """The delivering of one database's events. Several may run at once, in several processes. ``now`` gives UTC, aware."""

    def __init__(self, engine: Engine, settings: config.Settings, now: Callable[[], datetime], tell: Tell) -> None:
        self._engine = engine
        self._ledger = Ledger(engine)
        self._allowed = allowed_hosts(settings.webhook_hosts)
        self._give_up = timedelta(days=settings.webhook_give_up_days)
        self._now = now
        self._tell = tell
        self._quiet_until = datetime.min.replace(tzinfo=UTC)

    async def round(self) -> int:
        """Serve every subscription that is behind and due; how many were served, successfully or not."""
        claimed = await asyncio.to_thread(webhooks.claim, self._engine, self._now(), LEASE)
        done = await asyncio.gather(*(self._serve(each) for each in claimed), return_exceptions=True)
        await self._tell_of_disabled()
        for error in done:
            if error is not None:  # ours, and nobody's receiver's: it is said, and the claim runs out
                raise error
        return len(claimed)

    async def _serve(self, webhook: Webhook) -> None:
        with structlog.contextvars.bound_contextvars(webhook=webhook.id):
            try:
                async with Receiver(target(webhook.url, self._allowed)) as receiver:
                    await self._deliver(webhook, receiver)
                await asyncio.to_thread(webhooks.release, self._engine, webhook)
            except (NotDelivered, ValueError) as error:
                await self._failed(webhook, error)
            except asyncio.CancelledError:  # told to stop: what is under way may arrive again, and the next one need not wait
                webhooks.release(self._engine, webhook)
                raise

    async def _deliver(self, webhook: Webhook, receiver: Receiver) -> None:
        loop = asyncio.get_running_loop()
        began, position = loop.time(), webhook.position
        origin = (await asyncio.to_thread(ledger_id, self._engine)).urn
        while loop.time() - began < _BUSY:
            entries = await asyncio.to_thread(self._ledger.since_position, position, _BATCH)
            about = await asyncio.to_thread(webhooks.subjects, self._engine, [each.stream for each in entries])
            for entry in entries:
                found = about.get(entry.stream) or Subject(entry.stream.rpartition(":")[0], "", (), None)
                if wanted(webhook, entry, found):
                    body = cloud_event(
                        origin, entry.stream, entry.position, entry.hash, entry.event, found.instrument, found.provision
                    )
                    message = message_id(origin, event_id(entry.stream, entry.event.seq))
                    if position != webhook.position:  # what was passed over is not looked at again, should this one fail
                        webhook = await self._advance(webhook, position, None)
                    await receiver.post(message, body, self._now(), keys(webhook, self._now()))
                    webhook = await self._advance(webhook, entry.position, self._now())
                    log.info("webhook.delivered", event_id=event_id(entry.stream, entry.event.seq))
                position = entry.position
                if loop.time() - began > _BUSY:
                    break
            if position != webhook.position:
                webhook = await self._advance(webhook, position, None)
            if len(entries) < _BATCH:
                return

    async def _advance(self, webhook: Webhook, position: int, delivered: datetime | None) -> Webhook:
        if not await asyncio.to_thread(webhooks.advance, self._engine, webhook, position, delivered):
            raise _Lost("The claim has run out, or the subscription is gone.")
        attempts = webhook.attempts if delivered is None else 0
        since = webhook.failing_since if delivered is None else None
        return replace(webhook, position=position, attempts=attempts, failing_since=since)

    async def _failed(self, webhook: Webhook, error: Exception) -> None:
        if isinstance(error, _Lost):
            return
        known = await asyncio.to_thread(webhooks.get, self._engine, webhook.id)
        if known is None:
            return
        at = self._now()
        wait = pause(known.attempts + 1)
        if isinstance(error, Later) and error.seconds is not None:
            wait = min(max(wait, timedelta(seconds=error.seconds)), _LONGEST)
        since = known.failing_since or at
        disable = isinstance(error, Gone) or at - since >= self._give_up
        await asyncio.to_thread(webhooks.failed, self._engine, webhook, str(error), at, at + wait, disable=disable)
        await asyncio.to_thread(webhooks.release, self._engine, webhook)
        log.warning("webhook.not_delivered", reason=str(error), attempt=known.attempts + 1, disabled=disable)

    async def _tell_of_disabled(self) -> None:
        if self._now() < self._quiet_until:
            return
        for webhook in await asyncio.to_thread(webhooks.untold, self._engine):
            text = (
                f"Events were sent to {host_of(webhook.url)} for the subscription {webhook.id} since {webhook.created_at:%d %B %Y}. "
                f"It has taken none since {webhook.failing_since or webhook.disabled_at:%d %B %Y, %H:%M} UTC, so it is disabled: "
                "no more is sent.\n\n"
                f"The last answer: {webhook.last_error}\n\n"
                f"Nothing is lost. `servanda webhooks enable {webhook.id}` goes on where it stopped; "
                f"`servanda webhooks remove {webhook.id}` ends it for good.\n"
            )
            key = f"webhook:{webhook.id}:disabled:{webhook.disabled_at}"
            try:
                await self._tell(f"The webhook {webhook.id} is disabled", text, key, webhook.disabled_at or self._now())
            except NotDelivered as error:
                log.warning("webhook.disabled_not_told", webhook=webhook.id, reason=str(error))
                self._quiet_until = self._now() + _BETWEEN_TRIES
                return
            await asyncio.to_thread(webhooks.told, self._engine, webhook.id, self._now())


class _Lost(NotDelivered):
    """Somebody else delivers now, or nobody is to."""


async def try_out(webhook: Webhook, settings: config.Settings, engine: Engine, at: datetime) -> None:
    """Send a ping to ``webhook`` now. Raises :class:`~notify.errors.NotDelivered` or :class:`ValueError` with what went wrong."""
    number = uuid.uuid4().hex[:12]
    origin = ledger_id(engine).urn
    async with Receiver(target(webhook.url, allowed_hosts(settings.webhook_hosts))) as receiver:
        name = message_id(origin, f"{webhook.id}#ping-{number}")
        await receiver.post(name, ping(origin, webhook.id, number, at), at, keys(webhook, at))


def wanted(webhook: Webhook, entry: Entry, about: Subject) -> bool:
    """Whether the subscription asks for this event."""
    return (
        (not webhook.kinds or kind_of(entry.event.kind) in webhook.kinds)
        and webhook.instrument in (None, about.instrument)
        and (webhook.body is None or concerns(webhook.body, about.addressees, about.session_body))
    )


def keys(webhook: Webhook, now: datetime) -> list[bytes]:
    """What signs an event at ``now`` (UTC): the secret, and the one before it while both count."""
    found = [signing.key(webhook.secret)]
    if webhook.previous_secret and webhook.previous_until and now < webhook.previous_until:
        found.append(signing.key(webhook.previous_secret))
    return found


assert timedelta(seconds=_BUSY + 2 * WHOLE) < LEASE
