"""The loop that tells people: notices become messages, messages are claimed, sent, marked; what fails is tried again, for ever.

A message may arrive twice when the sender dies between sending and marking. It is then the same message under the same id, by which
mail programs know it for the same; it is recorded as sent once.
"""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import structlog

from notify.channels import Channel
from notify.errors import NotDelivered, Rejected, ServerAway, Unwritable
from notify.outbox import Desk, Leaving, Reader

log = structlog.get_logger(__name__)

BATCH = 50

LEASE = timedelta(minutes=3)
"""How long a claimed message is left to its sender before another one takes it up."""

PATIENCE = 3
"""Tries by one channel that does not answer before the next one in the person's order is tried too."""

_LAST_START = 90.0
"""Seconds into a lease after which no message is begun any more: a slow server must not outlast the lease."""

PLACELESS = "servanda.invalid"
"""The domain of addresses that stand for a role or for a person without an address (RFC 2606: it never resolves)."""

KEPT = "folder"
"""The name under which it is recorded that a message was kept in the local folder, because nobody can be reached."""


@dataclass(frozen=True, slots=True)
class Post:
    """How messages leave: ``channels`` by the names that people choose among, ``kept`` for those who cannot be reached."""

    channels: Mapping[str, Channel]
    kept: Channel


@dataclass(slots=True)
class _Round:
    """One round of sending. ``away`` is why a channel as a whole could not be reached a moment ago."""

    desk: Desk
    post: Post
    now: Callable[[], datetime]
    away: dict[str, ServerAway] = field(default_factory=dict)


async def send_forever(desk: Desk, post: Post, now: Callable[[], datetime], interval: float = 1.0) -> None:
    """Until cancelled: write and send what is waiting, then rest ``interval`` seconds. ``now`` gives UTC, aware.

    What the desk itself cannot do just now (a database that is away) is said and tried again.
    """
    while True:
        try:
            done = await send_waiting(desk, post, now)
        except Exception as error:
            log.error("outbox.unavailable", reason=f"{type(error).__name__}: {error}")
            done = 0
        if not done:
            await asyncio.sleep(interval)


async def send_waiting(desk: Desk, post: Post, now: Callable[[], datetime], limit: int = BATCH) -> int:
    """Write what is due and send up to ``limit`` messages; how much was done, sent or not. Cancelled, it finishes the one under way."""
    began = asyncio.get_running_loop().time()
    written = await asyncio.to_thread(desk.write, now())
    waiting = await asyncio.to_thread(desk.claim, now(), limit, LEASE)
    this = _Round(desk, post, now)
    try:
        for one in waiting:
            if asyncio.get_running_loop().time() - began > _LAST_START:
                break  # the rest is taken up again when its lease ends
            with structlog.contextvars.bound_contextvars(message=one.message.key):
                sending = asyncio.ensure_future(_send(this, one))
                try:
                    await asyncio.shield(sending)
                except asyncio.CancelledError:  # told to stop: what is under way is finished and recorded first
                    await sending
                    raise
    finally:
        for channel in {id(each): each for each in (*post.channels.values(), post.kept)}.values():
            await channel.rest()
    return written + len(waiting)


async def _send(this: _Round, leaving: Leaving) -> None:
    message = leaving.message
    try:
        reader = await asyncio.to_thread(this.desk.reader, message.person)
        channel, its_id = await _by_some_way(this, leaving, reader)
    except Exception as error:  # whatever it is, this message waits for its next try and the others go out
        reason = str(error) if isinstance(error, NotDelivered) else f"{type(error).__name__}: {error}"
        again = await asyncio.to_thread(this.desk.failed, leaving, reason, this.now())
        log.warning("message.not_sent", attempt=leaving.attempt, again=again and again.isoformat(), reason=reason)
        return
    await asyncio.to_thread(this.desk.sent, message.key, channel, its_id, this.now())
    log.info(
        "message.sent", form=message.form.value, notices=len(message.parts), person=message.person, channel=channel, id=its_id
    )


async def _by_some_way(this: _Round, leaving: Leaving, reader: Reader) -> tuple[str, str]:
    """The channel that took it, and the id it has there. Raises :class:`NotDelivered` where none did."""
    message, failures = replace(leaving.message, name=reader.name), []
    for name, channel, address in _ways(this.post, reader):
        try:
            if name in this.away:
                raise this.away[name]
            return name, await channel.send(message, address)
        except NotDelivered as error:
            failures.append(error)
            if isinstance(error, ServerAway):
                this.away[name] = error
            if not isinstance(error, Rejected | Unwritable) and leaving.attempt < PATIENCE:
                break  # it may have arrived, or will soon: another way would tell the person twice
    if not failures:
        return KEPT, await this.post.kept.send(message, placeless(reader.id))
    raise failures[0] if len(failures) == 1 else NotDelivered(" ".join(str(each) for each in failures))


def _ways(post: Post, reader: Reader) -> Iterator[tuple[str, Channel, str]]:
    for name in reader.channels:
        if name in post.channels and (address := reader.addresses.get(name)):
            yield name, post.channels[name], address


def placeless(party: str) -> str:
    """An address for a party that has none. It is only ever written into a file."""
    allowed = (c if c.isascii() and (c.isalnum() or c in "-_") else "-" for c in party.lstrip("@"))
    return f"{''.join(allowed).strip('-')[:60].strip('-') or 'unknown'}@{PLACELESS}"
