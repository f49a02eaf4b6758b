"""What waits for a person, at work in a running instance: the inbox's folder watched, what waits looked at again, what is confirmed
carried out, of the inbox and of links between obligations."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import structlog

from config import Settings
from engine import lineage, lineage_steps
from engine.errors import EngineDown
from engine.inbox import Inbox
from engine.inbox_folder import Folder
from engine.inbox_steps import Done, carry_out
from engine.obligations import Obligations
from schema import inbox as table
from schema import lineage as links
from schema.engine import Engine

log = structlog.get_logger(__name__)

FOLDER = "inbox"
EVERY = 2.0
"""Seconds between two looks."""


def utc_now() -> datetime:
    """The machine's time, read here at the edge."""
    return datetime.now(UTC)


class Watch:
    """Looks every few seconds until cancelled. What goes wrong in one look is logged, and the next look comes all the same."""

    def __init__(
        self, settings: Settings, engine: Engine, obligations: Obligations, now: Callable[[], datetime] = utc_now
    ) -> None:
        self.inbox = Inbox(engine, settings)
        self.folder = Folder(settings.data / FOLDER, self.inbox.take)
        self._engine = engine
        self._obligations = obligations
        self._now = now
        self._known = (-1, -1)

    async def run(self, every: float = EVERY) -> None:
        """Watch until cancelled."""
        await asyncio.to_thread(self.folder.path.mkdir, parents=True, exist_ok=True)
        while True:
            try:
                await self.look()
            except Exception:  # the database is locked, the disk is full: whatever it is, it must not end the watch
                log.exception("inbox.failed")
            await asyncio.sleep(every)

    async def look(self) -> None:
        """One look at everything."""
        await asyncio.to_thread(self.folder.look, self._now())
        known = await asyncio.to_thread(table.fingerprint, self._engine)
        if known != self._known:  # what waits may concern what has come meanwhile
            await asyncio.to_thread(self.inbox.rematch, self._now())
            await asyncio.to_thread(lineage.propose, self._engine, self._now())
            self._known = known
        for number in await asyncio.to_thread(table.to_carry_out, self._engine):
            await _carried("inbox", number, carry_out(self._engine, self._obligations, number, self._now()))
        for link in await asyncio.to_thread(links.everything, self._engine, (links.State.CONFIRMED,)):
            await _carried("lineage", link.number, lineage_steps.carry_out(self._engine, self._obligations, link.number))


async def _carried(what: str, number: int, carrying: Awaitable[list[Done]]) -> None:
    """Carry something confirmed out, and log what came of it; while the engine is away it waits for the next look."""
    try:
        for done in await carrying:
            log.info(f"{what}.carried_out", number=number, obligation=done.obligation, seq=done.seq, refused=done.refused)
    except EngineDown as error:
        log.warning(f"{what}.waits", number=number, reason=str(error))
