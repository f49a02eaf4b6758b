"""Many appends, few commits: what callers of an event loop ask for at once goes into one transaction, with no delay added.

A commit costs a flush to the disk, and while one is under way the next callers arrive; they are the next commit.
"""

import asyncio
import contextlib
import threading
from collections import deque
from types import TracebackType
from typing import Self

from schema.errors import LedgerClosed
from schema.ledger import Ledger
from wire.records import Append, Appended

LARGEST_BATCH = 1000
"""Appends in one transaction at most, so that no caller waits for an endless one."""

_Waiting = tuple[Append, "asyncio.Future[Appended]", asyncio.AbstractEventLoop]


class GroupedLedger:
    """``ledger`` for asyncio: one thread writes; every caller is answered after the commit that holds their events, never before.

    Callers may live in several event loops. A caller that is cancelled while its append is under way may find it recorded: asking
    again with the same command id answers REPEATED.
    """

    def __init__(self, ledger: Ledger, largest_batch: int = LARGEST_BATCH) -> None:
        self.ledger = ledger
        self._largest = largest_batch
        self._waiting: deque[_Waiting] = deque()
        self._changed = threading.Condition()
        self._closed = False
        # A daemon, so that a process whose loop is gone can end: what is not committed then was answered to nobody.
        self._writer = threading.Thread(target=self._write, name="ledger-writer", daemon=True)
        self._writer.start()

    async def append(self, item: Append) -> Appended:
        """As :meth:`Ledger.append`. An error of the whole transaction reaches every caller that was in it.

        Raises :class:`LedgerClosed` after :meth:`close`.
        """
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[Appended] = loop.create_future()
        with self._changed:
            if self._closed:
                raise LedgerClosed("The ledger's writer has been closed: nothing more is recorded by this process.")
            self._waiting.append((item, answer, loop))
            self._changed.notify()
        return await answer

    async def close(self) -> None:
        """Write what is waiting, then end. Asking twice does nothing."""
        await asyncio.to_thread(self.stop)

    def stop(self) -> None:
        """As :meth:`close`, for callers without an event loop: blocks until it is done."""
        with self._changed:
            self._closed = True
            self._changed.notify()
        if threading.current_thread() is not self._writer:
            self._writer.join()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self.close()

    def _write(self) -> None:
        while batch := self._next_batch():
            answers: list[Appended | Exception]
            try:
                answers = list(self.ledger.append_many([item for item, _, _ in batch]))
            except Exception as error:
                answers = [error] * len(batch)
            self._answer(batch, answers)

    def _next_batch(self) -> list[_Waiting]:
        """All that waits, up to the largest batch. Empty only when closed and nothing is left."""
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._closed)
            return [self._waiting.popleft() for _ in range(min(len(self._waiting), self._largest))]

    @staticmethod
    def _answer(batch: list[_Waiting], answers: list[Appended | Exception]) -> None:
        by_loop: dict[asyncio.AbstractEventLoop, list[tuple[asyncio.Future[Appended], Appended | Exception]]] = {}
        for (_, future, loop), answer in zip(batch, answers, strict=True):
            by_loop.setdefault(loop, []).append((future, answer))
        for loop, pairs in by_loop.items():
            with contextlib.suppress(RuntimeError):  # that loop is closed: its callers are gone, their events are recorded
                loop.call_soon_threadsafe(_settle, pairs)


def _settle(pairs: list[tuple["asyncio.Future[Appended]", Appended | Exception]]) -> None:
    for future, answer in pairs:
        if future.done():  # cancelled while it waited
            continue
        if isinstance(answer, Exception):
            future.set_exception(answer)
        else:
            future.set_result(answer)
