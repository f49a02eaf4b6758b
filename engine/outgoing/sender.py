"""Sends what stands in the outbox: the wiring of :mod:`notify` to this database and these settings. Its process delivers webhooks
and keeps published calendars current too.

``python -m engine.outgoing.sender`` runs one; the supervisor runs it the same way. Several may run at once: a message is claimed by one.
"""

import asyncio
from collections.abc import Callable
from datetime import datetime

import structlog

import config
from engine.outgoing import publishing, webhooks
from engine.outgoing.ways import desk, folder, post, utc_now
from engine.process import serve
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


async def everything(settings: config.Settings) -> None:
    """Messages, webhooks and published calendars, until cancelled. Raises what ``require_current`` raises."""
    require_current(make_engine(settings.database))
    await asyncio.gather(run(settings), webhooks.run(settings), publishing.run(settings))


if __name__ == "__main__":
    serve(everything)
