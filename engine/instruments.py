"""Instruments' workflows: started with their first open obligation, woken when something is recorded of one of theirs."""

import asyncio
from collections.abc import Iterable
from datetime import UTC, datetime

import structlog
from temporalio.client import Client
from temporalio.common import (
    SearchAttributeKey,
    SearchAttributePair,
    TypedSearchAttributes,
    WorkflowIDConflictPolicy,
    WorkflowIDReusePolicy,
)
from temporalio.service import RPCError, RPCStatusCode

from domain.time.clock import Clock
from engine.connect import PASSING
from schema import standings
from schema.engine import Engine
from workflows import contracts as m
from workflows import instrument_messages as im

log = structlog.get_logger(__name__)

AT_ONCE = 16
"""Instruments woken at the same time."""

LOOK_EVERY = 2.0
"""Seconds between two looks at the ledger's end: however much happens, an instrument is woken once in each."""


async def start_or_wake(client: Client, symbols: Iterable[str], clock: Clock, task_queue: str) -> None:
    """Wake the workflow of each instrument, started first where it does not run.

    Raises :class:`RPCError` where the server is away. One that it will never take (a symbol too long for it, say) is passed over with
    a word in the log: no obligation waits for that.
    """
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(symbol: str) -> None:
        async with gate:
            try:
                await start(symbol)
            except RPCError as error:
                if error.status in PASSING:
                    raise
                log.warning("instrument.not_followed", instrument=symbol, reason=str(error))

    async def start(symbol: str) -> None:
        await client.start_workflow(
            im.INSTRUMENT_WORKFLOW,
            im.InstrumentLife(symbol, clock),
            id=im.workflow_id(symbol),
            task_queue=task_queue,
            id_reuse_policy=WorkflowIDReusePolicy.ALLOW_DUPLICATE,
            id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
            start_signal=im.WAKE,
            search_attributes=_attributes(symbol),
            static_summary=f"{symbol}: how its obligations stand"[:200],
        )

    await asyncio.gather(*map(one, dict.fromkeys(symbols)))


def _attributes(symbol: str) -> TypedSearchAttributes:
    return TypedSearchAttributes([SearchAttributePair(SearchAttributeKey.for_keyword(m.INSTRUMENT_ATTRIBUTE), symbol)])


class Waker:
    """Follows the end of one ledger, and wakes the instruments of which something was recorded.

    Nothing depends on it but how soon a standing is known: a run that was not woken looks once a day, and reconciling finds one
    that is missing. So it keeps its place in memory only, and begins with what is not as it was last recorded.
    """

    def __init__(self, client: Client, engine: Engine, task_queue: str, clock: Clock | None = None) -> None:
        self._client = client
        self._engine = engine
        self._task_queue = task_queue
        self._clock = clock or Clock()
        self._position: int | None = None

    async def run(self, interval: float = LOOK_EVERY) -> None:
        """Until cancelled."""
        while True:
            try:
                await self.wake()
            except RPCError as error:
                log.warning("instruments.waiting", reason=str(error))
            await asyncio.sleep(interval)

    async def wake(self) -> int:
        """Wake those of which something was recorded since the last time (the first time: those whose standing is old); how many were."""
        if self._position is None:
            last, _ = await asyncio.to_thread(standings.touched, self._engine, 2**62)
            old = await asyncio.to_thread(standings.unrecorded, self._engine, self._clock.virtual(datetime.now(UTC)))
            await start_or_wake(self._client, old, self._clock, self._task_queue)
            self._position = last
            return len(old)
        last, touched = await asyncio.to_thread(standings.touched, self._engine, self._position)
        alive = set(await asyncio.to_thread(standings.with_open_obligations, self._engine, touched))
        await start_or_wake(self._client, (each for each in touched if each in alive), self._clock, self._task_queue)
        for symbol in touched:
            if symbol not in alive:
                await self._tell_the_last(symbol)
        self._position = last
        return len(touched)

    async def _tell_the_last(self, symbol: str) -> None:
        """Nothing of it is open: a run that is still there looks once more and ends; none is started for that."""
        try:
            await self._client.get_workflow_handle(im.workflow_id(symbol)).signal(im.WAKE)
        except RPCError as error:
            if error.status is not RPCStatusCode.NOT_FOUND:
                raise


async def missing(client: Client, engine: Engine, task_queue: str) -> list[str]:
    """The instruments with an open obligation whose workflow does not run. None where the server knows no list."""
    among = f'WorkflowType = "{im.INSTRUMENT_WORKFLOW}" AND ExecutionStatus = "Running"'
    alive = await asyncio.to_thread(standings.with_open_obligations, engine)
    try:
        running = {each.id async for each in client.list_workflows(among) if each.task_queue == task_queue}
    except RPCError as error:
        if error.status is RPCStatusCode.UNIMPLEMENTED:
            return []
        raise
    return [symbol for symbol in alive if im.workflow_id(symbol) not in running]
