"""Sends what stands in the outbox: the wiring of :mod:`notify` to this database and these settings. Its process delivers webhooks
and keeps published calendars current too.

``python -m engine.sender`` runs one; the supervisor runs it the same way. Several may run at once: a notice is claimed by one.
"""

import asyncio
import signal
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import structlog

import config
import log
from domain.folding import evolve
from domain.notices import COORDINATOR, Notice, escalation_role
from domain.obligation import Obligation
from engine import feeds, webhooks
from notify.outbox import Matter, Person, Waiting
from notify.sender import Post, send_forever
from notify.transports import LocalFolder, Smtp, Transport
from schema import outbox, people, queries
from schema.engine import Engine, make_engine
from schema.ledger import Ledger
from wire.records import unstore

OUTBOX_FOLDER = "outbox"


class DatabaseOutbox:
    """The outbox of one database, as :class:`notify.outbox.Outbox` asks for it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._ledger = Ledger(engine)

    def claim(self, now: datetime, limit: int, lease: timedelta) -> Sequence[Waiting]:
        claimed = outbox.claim(self._engine, now, limit, lease)
        return [
            Waiting(Notice(one.key, one.recipient, one.kind, one.obligation, one.seq), one.created_at, one.attempt)
            for one in claimed
        ]

    def matter(self, notice: Notice) -> Matter:
        """Raises LookupError where the ledger does not hold the notice's event, which ``servanda verify`` would say too."""
        state: Obligation | None = None
        for row in self._ledger.history(notice.obligation):
            stamped = unstore(row)
            state = evolve(state, stamped, notice.obligation)
            if stamped.seq == notice.seq:
                words, title = self._words(notice.obligation)
                return Matter(stamped, state, words, title)
        raise LookupError(f"The ledger holds no event {notice.seq} of {notice.obligation}. Run `servanda verify`.")

    def _words(self, obligation: str) -> tuple[str, str | None]:
        shown = queries.show(self._engine, obligation)
        words = shown.provision.text if shown and shown.provision else "(not on file)"
        return words, shown.instrument.title if shown and shown.instrument else None

    def person(self, party: str) -> Person | None:
        found = people.get(self._engine, party)
        return Person(found.id, found.name, found.email, found.zone) if found else None

    def sent(self, key: str, message_id: str, at: datetime) -> None:
        outbox.mark_sent(self._engine, key, at, message_id)

    def failed(self, waiting: Waiting, error: str, at: datetime) -> datetime | None:
        one = waiting.notice
        claimed = outbox.Claimed(
            one.key, one.recipient, one.kind, one.obligation, one.seq, waiting.created_at, waiting.attempt, None
        )
        return outbox.mark_failed(self._engine, claimed, at, error)


def post(settings: config.Settings, announce: Callable[[str], None] = lambda line: None) -> Post:
    """How this instance's messages leave. Raises :class:`config.SettingsError` for a mail server URL that names none."""
    local = LocalFolder(folder(settings), announce)
    mail: Transport = local
    if settings.smtp_url:
        try:
            mail = Smtp(settings.smtp_url)
        except ValueError as error:
            raise config.SettingsError(str(error)) from error
    return Post(mail, local, settings.mail_from, roles(settings), settings.zone)


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
        logger.info(
            "sender.ready", smtp=leaving.mail.where if isinstance(leaving.mail, Smtp) else None, folder=str(folder(settings))
        )
        await send_forever(DatabaseOutbox(engine), leaving, now)
    finally:
        engine.dispose()


async def main() -> None:
    """Run until SIGINT or SIGTERM; a message under way is finished first."""
    settings = config.load()
    log.configure(settings)
    task = asyncio.gather(run(settings), webhooks.run(settings), feeds.run(settings))
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, task.cancel)
    with suppress(asyncio.CancelledError):
        await task


if __name__ == "__main__":
    asyncio.run(main())
