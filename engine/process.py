"""A long-lived process of the instance: worker or sender, from its settings to its last breath."""

import asyncio
import signal
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any

import config
import log
from engine.errors import EngineDown
from schema.errors import DatabaseNewer, DatabaseOlder, DatabaseUnsupported


def serve(work: Callable[[config.Settings], Coroutine[Any, Any, None]]) -> None:
    """Run ``work`` until SIGINT or SIGTERM cancels it; what is under way is finished first.

    Raises SystemExit with one sentence where settings, database or engine don't let it begin.
    """
    try:
        settings = config.load()
        log.configure(settings)
        asyncio.run(_until_told(work(settings)))
    except (config.SettingsError, DatabaseOlder, DatabaseNewer, DatabaseUnsupported, EngineDown) as refused:
        raise SystemExit(str(refused)) from None


async def _until_told(work: Coroutine[Any, Any, None]) -> None:
    task = asyncio.create_task(work)
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, task.cancel)
    with suppress(asyncio.CancelledError):
        await task
