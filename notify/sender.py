"""The loop that empties the outbox: claim, send, mark; what fails is tried again, later and later, and is never given up.

A message may arrive twice when the sender dies between sending and marking; it then has the same Message-ID, by which mail
programs know it for the same. It is recorded as sent once.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.headerregistry import Address
from email.message import EmailMessage

import structlog

from domain.notices import COORDINATOR, Notice
from notify import email
from notify.errors import NotDelivered, ServerAway
from notify.outbox import Outbox, Person, Waiting
from notify.render import render
from notify.transports import LocalFolder, Transport
from notify.wording import say_party

log = structlog.get_logger(__name__)

BATCH = 50

LEASE = timedelta(minutes=3)
"""How long a claimed notice is left to its sender before another one takes it up."""

_LAST_START = 90.0
"""Seconds into a lease after which no message is begun any more: a slow server must not outlast the lease."""

PLACELESS = "servanda.invalid"
"""The domain of addresses that stand for a role or for a person without an address (RFC 2606: it never resolves)."""


@dataclass(frozen=True, slots=True)
class Post:
    """How messages leave: ``mail`` is the way to people with addresses, ``local`` the folder for all others.

    ``roles`` says who fills a role (``@coordinator``), by a person's id; a role nobody fills is written to the local folder.
    """

    mail: Transport
    local: LocalFolder
    sender: str
    roles: dict[str, str]
    zone: str = "UTC"


async def send_forever(outbox: Outbox, post: Post, now: Callable[[], datetime], interval: float = 1.0) -> None:
    """Until cancelled: send what is waiting, then rest ``interval`` seconds. ``now`` gives UTC, aware.

    What the outbox itself cannot do just now (a database that is away) is said and tried again.
    """
    while True:
        try:
            taken = await send_waiting(outbox, post, now)
        except Exception as error:
            log.error("outbox.unavailable", reason=f"{type(error).__name__}: {error}")
            taken = 0
        if not taken:
            await asyncio.sleep(interval)


async def send_waiting(outbox: Outbox, post: Post, now: Callable[[], datetime], limit: int = BATCH) -> int:
    """Send up to ``limit`` notices that are due; how many were taken up, sent or not. Cancelled, it finishes the one under way."""
    began = asyncio.get_running_loop().time()
    waiting = await asyncio.to_thread(outbox.claim, now(), limit, LEASE)
    away: ServerAway | None = None
    try:
        for one in waiting:
            if asyncio.get_running_loop().time() - began > _LAST_START:
                break  # the rest is taken up again when its lease ends
            with structlog.contextvars.bound_contextvars(obligation=one.notice.obligation, notice=one.notice.key):
                sending = asyncio.ensure_future(_send(outbox, post, now, one, away))
                try:
                    away = await asyncio.shield(sending)
                except asyncio.CancelledError:  # told to stop: what is under way is finished and recorded first
                    await sending
                    raise
    finally:
        await post.mail.rest()
    return len(waiting)


async def _send(
    outbox: Outbox, post: Post, now: Callable[[], datetime], waiting: Waiting, away: ServerAway | None
) -> ServerAway | None:
    """Send one. ``away`` is why the mail server could not be reached a moment ago; answers likewise for the next one."""
    notice = waiting.notice
    try:
        transport, message = await asyncio.to_thread(_message, outbox, post, waiting)
        if away is not None and transport is post.mail:
            raise away
        await transport.send(message)
    except Exception as error:  # whatever it is, this notice waits for its next try and the others go out
        reason = str(error) if isinstance(error, NotDelivered) else f"{type(error).__name__}: {error}"
        again = await asyncio.to_thread(outbox.failed, waiting, reason, now())
        log.warning(
            "notice.not_sent", kind=notice.kind.value, attempt=waiting.attempt, again=again and again.isoformat(), reason=reason
        )
        return error if isinstance(error, ServerAway) else away
    await asyncio.to_thread(outbox.sent, notice.key, str(message["Message-ID"]), now())
    log.info("notice.sent", kind=notice.kind.value, recipient=notice.recipient, message_id=str(message["Message-ID"]))
    return away


def _message(outbox: Outbox, post: Post, waiting: Waiting) -> tuple[Transport, EmailMessage]:
    notice = waiting.notice
    person, note = _addressee(outbox, post, notice)
    matter = outbox.matter(notice)
    rendered = render(notice, matter, person.zone if person else post.zone, note)
    if person and person.email:
        transport: Transport = post.mail
        to = email.address(person.name, person.email)
    else:
        transport = post.local
        to = _placeless(notice.recipient)
    return transport, email.build(rendered, notice.key, waiting.created_at, post.sender, to, notice.obligation)


def _addressee(outbox: Outbox, post: Post, notice: Notice) -> tuple[Person | None, str]:
    """Who gets it, and what must be said where that is not plainly the person meant."""
    role = notice.recipient if notice.recipient.startswith("@") else None
    party = post.roles.get(role, "") if role else notice.recipient
    if not party:
        how = " Set SERVANDA_COORDINATOR to a person's id." if role == COORDINATOR else ""
        who = say_party(notice.recipient)
        return None, f"This is for {who}, but nobody has been named for that role, so it was kept here.{how}"
    person = outbox.person(party)
    if person is None:
        return None, f"Nobody with the id {party!r} is known, so this was kept here. Add them: servanda people add {party}"
    if not person.email:
        add = f"servanda people add {party} --email ..."
        return person, f"No mail address is known for {party!r}, so this was kept here. Give one: {add}"
    return person, ""


def _placeless(recipient: str) -> Address:
    allowed = (c if c.isascii() and (c.isalnum() or c in "-_") else "-" for c in recipient.lstrip("@"))
    return Address(email.one_line(say_party(recipient)), "".join(allowed).strip("-") or "unknown", PLACELESS)
