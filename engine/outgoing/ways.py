"""The ways by which messages leave this instance, and who fills its roles: the wiring of :mod:`notify` to the settings."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import config
from domain.notices import COORDINATOR, escalation_role
from engine.outgoing.desk import DatabaseDesk, Settings
from notify.chat import Chat
from notify.email import Email
from notify.policy import CHAT, EMAIL
from notify.sender import Post
from notify.transports import LocalFolder, Smtp, Transport
from schema.engine import Engine

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
