"""What waits for a person, at work in a running instance: the inbox's folder watched, what waits looked at again, what is confirmed
carried out, of the inbox and of links between obligations."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import structlog

from config import Settings
from engine.errors import EngineDown
from engine.intake.folder import Folder
from engine.intake.steps import Done, carry_out
from engine.intake.taking import MATCHABLE, Inbox
from engine.lineage import proposing as lineage
from engine.lineage import steps as lineage_steps
from engine.obligations import Obligations
from schema import inbox as table
from schema import lineage as links
from schema import queries
from schema.engine import Engine

log = structlog.get_logger(__name__)

FOLDER = "inbox"
EVERY = 2.0
"""Seconds between two looks."""

_SOME, _SOME_TEXTS = 200, 10
"""Entries, and instruments, that are looked at again in one look, so that nothing that is confirmed waits for long."""


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
        self._again: list[int] = []
        self._unread: list[str] = []
        self._read: set[str] = set()

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
        await asyncio.to_thread(self._look_again)
        for number in await asyncio.to_thread(table.to_carry_out, self._engine):
            await _carried("inbox", number, carry_out(self._engine, self._obligations, number, self._now()))
        for link in await asyncio.to_thread(links.everything, self._engine, (links.State.CONFIRMED,)):
            await _carried("lineage", link.number, lineage_steps.carry_out(self._engine, self._obligations, link.number))

    def _look_again(self) -> None:
        """What waits may concern what has come meanwhile, and new texts may speak of old ones: some of it each time."""
        known = table.fingerprint(self._engine)
        if known != self._known:
            self._known = known
            self._again = list(
                dict.fromkeys([*self._again, *table.numbers(self._engine, MATCHABLE)])
            )  # who waited first comes first
            self._unread = [row.symbol for row in queries.instruments_where(self._engine) if row.symbol not in self._read]
        some, self._again = self._again[:_SOME], self._again[_SOME:]
        for number in some:
            self.inbox.settle(number, self._now())
        texts, self._unread = self._unread[:_SOME_TEXTS], self._unread[_SOME_TEXTS:]
        for symbol in texts:
            lineage.read_again(self._engine, symbol)  # once in a worker's life: it may be newer than what is on file
            lineage.propose(self._engine, self._now(), symbol)
            self._read.add(symbol)


async def _carried(what: str, number: int, carrying: Awaitable[list[Done]]) -> None:
    """Carry something confirmed out, and log what came of it; while the engine is away it waits for the next look."""
    try:
        for done in await carrying:
            log.info(f"{what}.carried_out", number=number, obligation=done.obligation, seq=done.seq, refused=done.refused)
    except EngineDown as error:
        log.warning(f"{what}.waits", number=number, reason=str(error))
