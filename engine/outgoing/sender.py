"""Sends what stands in the outbox: the wiring of :mod:`notify` to this database and these settings. Its process delivers webhooks
and keeps published calendars current too.

``python -m engine.outgoing.sender`` runs one; the supervisor runs it the same way. Several may run at once: a message is claimed by one.
"""

import asyncio
import signal
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

import structlog

import config
import log
from engine.outgoing import publishing, webhooks
from engine.outgoing.ways import desk, folder, post, utc_now
from notify.sender import send_forever
from schema.current import require_current
from schema.engine import make_engine


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
    require_current(make_engine(settings.database))
    task = asyncio.gather(run(settings), webhooks.run(settings), publishing.run(settings))
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, task.cancel)
    with suppress(asyncio.CancelledError):
        await task


if __name__ == "__main__":
    asyncio.run(main())
