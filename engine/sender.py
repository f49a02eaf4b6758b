"""Sends what stands in the outbox: the wiring of :mod:`notify` to this database and these settings. Its process delivers webhooks
and keeps published calendars current too.

``python -m engine.sender`` runs one; the supervisor runs it the same way. Several may run at once: a message is claimed by one.
"""

import asyncio
import signal
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import structlog

import config
import log
from domain.notices import COORDINATOR, escalation_role
from engine import publishing, webhooks
from engine.desk import DatabaseDesk, Settings
from notify.chat import Chat
from notify.email import Email
from notify.policy import CHAT, EMAIL
from notify.sender import Post, send_forever
from notify.transports import LocalFolder, Smtp, Transport
from schema.engine import Engine, make_engine

OUTBOX_FOLDER = "outbox"


def transports(settings: config.Settings, announce: Callable[[str], None] = lambda line: None) -> tuple[Transport, LocalFolder]:
    """The way of mail (without a mail server, the folder too), and the folder for whoever has no address.

    Raises :class:`config.SettingsError` for a mail server URL that names none.
    """
    local = LocalFolder(folder(settings), announce)
    if not settings.smtp_url:
        return local, local
    try:
        return Smtp(settings.smtp_url), local
    except ValueError as error:
        raise config.SettingsError(str(error)) from error


def post(settings: config.Settings, announce: Callable[[str], None] = lambda line: None) -> Post:
    """How this instance's messages leave. Raises as :func:`transports` does."""
    mail, local = transports(settings, announce)
    return Post({EMAIL: Email(mail, settings.mail_from), CHAT: Chat()}, Email(local, settings.mail_from))


def desk(settings: config.Settings, engine: Engine) -> DatabaseDesk:
    """Where this instance's notices become messages."""
    return DatabaseDesk(engine, Settings(roles(settings), settings.zone, settings.link_base))


def roles(settings: config.Settings) -> dict[str, str]:
    """Who fills which role, by person's id. A role that nobody fills is not in it."""
    filled = {COORDINATOR: settings.coordinator.strip()}
    filled |= {escalation_role(level): who.strip() for level, who in enumerate(settings.escalation.split(","), start=1)}
    return {role: who for role, who in filled.items() if who}


def folder(settings: config.Settings) -> Path:
    """Where messages are kept that no mail server takes away."""
    return settings.data / OUTBOX_FOLDER


def utc_now() -> datetime:
    """The machine's time, read here at the edge."""
    return datetime.now(UTC)


async def run(settings: config.Settings, now: Callable[[], datetime] = utc_now) -> None:
    """Send until cancelled."""
    logger = structlog.get_logger(__name__)
    engine = make_engine(settings.database)
    leaving = post(settings, announce=lambda line: logger.info("notice.kept", message=line))
    try:
        logger.info("sender.ready", channels=sorted(leaving.channels), folder=str(folder(settings)))
        await send_forever(desk(settings, engine), leaving, now)
    finally:
        engine.dispose()


async def main() -> None:
    """Run until SIGINT or SIGTERM; a message under way is finished first."""
    settings = config.load()
    log.configure(settings)
    task = asyncio.gather(run(settings), webhooks.run(settings), publishing.run(settings))
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, task.cancel)
    with suppress(asyncio.CancelledError):
        await task


if __name__ == "__main__":
    asyncio.run(main())
