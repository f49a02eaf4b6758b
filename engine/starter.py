"""Starts a workflow for every obligation that the ledger says is to have one.

A start is asked for in the same transaction as the event that makes the obligation a duty, so none is lost; it is carried out here,
as often as it takes, and always from what the ledger holds at that moment, so none is doubled and none begins from the past.
"""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import structlog
from temporalio.client import Client, WorkflowUpdateFailedError, WorkflowUpdateRPCTimeoutOrCancelledError
from temporalio.common import (
    SearchAttributeKey,
    SearchAttributePair,
    TypedSearchAttributes,
    WorkflowIDConflictPolicy,
    WorkflowIDReusePolicy,
)
from temporalio.exceptions import WorkflowAlreadyStartedError
from temporalio.service import RPCError, RPCStatusCode

from domain.obligation import Obligation
from domain.time.clock import Clock
from domain.time.zones import end_of_day
from engine.connect import PASSING
from engine.instruments import start_or_wake
from schema import starts
from schema.engine import Engine
from schema.ledger import Ledger
from workflows import contracts as m

log = structlog.get_logger(__name__)

AT_ONCE = 64
"""Starts under way at the same time."""

SLICE = 64
"""Obligations whose states are read at once."""

CATCH_UP_WITHIN = 30.0
"""Seconds that a run has for catching up before the other starts go on."""


class Starter:
    """Carries out the starts of one database on one cluster. Several may run at once."""

    def __init__(
        self, client: Client, engine: Engine, task_queue: str, clock: Clock | None = None, *, instruments: bool = False
    ) -> None:
        """``instruments``: also start the workflow of each instrument, which looks at its obligations once a day. Not for rehearsals."""
        self._client = client
        self._engine = engine
        self._ledger = Ledger(engine)
        self._task_queue = task_queue
        self._clock = clock or Clock()
        self._instruments = instruments
        self._never: set[str] = set()

    async def run(self, interval: float = 0.25) -> None:
        """Until cancelled: look, start, rest ``interval`` seconds where there was nothing to do."""
        while True:
            try:
                started = await self.start_pending()
            except RPCError as error:
                log.warning("starts.waiting", reason=str(error))
                started = 0
            if not started:
                await asyncio.sleep(interval)

    async def start_pending(self, limit: int = 1000) -> int:
        """Start what is waiting, ``limit`` at most; how many were. A start that fails stays pending."""
        waiting = await asyncio.to_thread(starts.waiting, self._engine, limit)
        if not waiting:
            return 0
        gate = asyncio.Semaphore(AT_ONCE)

        async def one(state: Obligation) -> str | None:
            async with gate:
                return await self._start(state)

        under_way: list[asyncio.Task[str | None]] = []
        ids, symbols, seqs = list(waiting), dict[str, None](), dict[str, int]()
        for begin in range(0, len(ids), SLICE):  # the next states are read while the last ones are started
            states = await asyncio.to_thread(self._ledger.states, ids[begin : begin + SLICE])
            under_way += [asyncio.create_task(one(state)) for state in states.values()]
            symbols |= dict.fromkeys(state.terms.instrument for state in states.values() if state.is_open)
            seqs |= {state.id: state.seq for state in states.values() if state.is_open}
        done = [obligation for obligation in await asyncio.gather(*under_way) if obligation]
        overtaken = await self._overtaken({one: seqs[one] for one in done if one in seqs})
        done = [one for one in done if one not in overtaken]
        if self._instruments:  # before they are crossed off: cut off here, both are done again
            await start_or_wake(self._client, symbols, self._clock, self._task_queue)
        now = self._clock.virtual(datetime.now(UTC))
        await asyncio.to_thread(starts.cross_off, self._engine, {one: waiting[one] for one in done}, now)
        return len(done)

    async def _start(self, state: Obligation) -> str | None:
        if not state.is_open:  # closed before its workflow was started; or one was, late, by a worker that died then
            return state.id if await self._wake(state.id, gone=True) else None
        try:
            await start_workflow(self._client, state, self._clock, self._task_queue)
        except WorkflowAlreadyStartedError:
            return state.id if await self._wake(state.id) else None
        except RPCError as error:
            if error.status is RPCStatusCode.INVALID_ARGUMENT:
                self._refused(state.id, error)
                return None
            if error.status not in PASSING:
                raise
            log.warning("start.postponed", obligation=state.id, reason=str(error))
            return None
        return state.id

    def _refused(self, obligation: str, error: RPCError) -> None:
        """The engine will never take this one. It stays pending, which a check names, is told once, and keeps nobody else waiting."""
        if obligation not in self._never:
            self._never.add(obligation)
            log.error("start.refused", obligation=obligation, reason=str(error))

    async def _overtaken(self, begun: Mapping[str, int]) -> set[str]:
        """Which of ``begun``, each started from its first so many events, must be started again.

        Between reading a state and starting it lies a moment. A run that an earlier worker started may have gone on and closed in it,
        and the new one then lives on from what is past: it is told. One that has simply been put a command meanwhile takes no harm.
        """
        held = await asyncio.to_thread(self._ledger.lengths, list(begun))
        late = [one for one, seq in begun.items() if held[one] > seq]
        told = await asyncio.gather(*map(self._wake, late))
        return {one for one, looked in zip(late, told, strict=True) if not looked}

    async def _wake(self, obligation: str, gone: bool = False) -> bool:
        """A run of this id may still be there: closing while the ledger has the obligation reopened, or begun from what is past.

        Let it look. Whether it has (``gone``: what is answered where there is none); if not, the start is tried again.
        """
        try:
            async with asyncio.timeout(CATCH_UP_WITHIN):
                await self._client.get_workflow_handle(obligation).execute_update(m.CATCH_UP)
        except (WorkflowUpdateRPCTimeoutOrCancelledError, WorkflowUpdateFailedError, TimeoutError) as error:
            asked = asyncio.current_task()
            if asked and asked.cancelling():  # the client library would keep that from whoever cancelled
                raise asyncio.CancelledError from error
            return False
        except RPCError as error:
            if error.status is RPCStatusCode.NOT_FOUND:  # it has closed meanwhile; the next round starts a new run
                return gone
            if error.status not in PASSING:
                raise
            return False
        return True


async def start_workflow(
    client: Client,
    state: Obligation,
    clock: Clock,
    task_queue: str,
    conflict: WorkflowIDConflictPolicy = WorkflowIDConflictPolicy.UNSPECIFIED,
) -> None:
    """Start the workflow of ``state``. Raises :class:`WorkflowAlreadyStartedError` while one is running, unless ``conflict`` says
    what becomes of that one."""
    await client.start_workflow(
        m.OBLIGATION_WORKFLOW,
        m.Life(state, clock),
        id=state.id,
        task_queue=task_queue,
        id_reuse_policy=WorkflowIDReusePolicy.ALLOW_DUPLICATE,
        id_conflict_policy=conflict,
        search_attributes=search_attributes(state),
        static_summary=f"{state.terms.force.value} · {', '.join(state.terms.addressees)}"[:200],
        request_eager_start=True,
    )


_INSTRUMENT = SearchAttributeKey.for_keyword(m.INSTRUMENT_ATTRIBUTE)
_ADDRESSEE = SearchAttributeKey.for_keyword_list(m.ADDRESSEE_ATTRIBUTE)
_STATUS = SearchAttributeKey.for_keyword(m.STATUS_ATTRIBUTE)
_DUE = SearchAttributeKey.for_datetime(m.DUE_ATTRIBUTE)


def search_attributes(state: Obligation) -> TypedSearchAttributes:
    """What Temporal's own lists can be searched by. No personal data: addressees are bodies and offices, not people."""
    pairs: list[SearchAttributePair[Any]] = [
        SearchAttributePair(_INSTRUMENT, state.terms.instrument),
        SearchAttributePair(_ADDRESSEE, list(state.terms.addressees)),
        SearchAttributePair(_STATUS, state.progress.value),
    ]
    if state.deadline:
        pairs.append(SearchAttributePair(_DUE, end_of_day(state.deadline, state.terms.zone)))
    return TypedSearchAttributes(pairs)


def attributes_differ(held: TypedSearchAttributes, state: Obligation) -> list[str]:
    """Which search attributes are not those of ``state``, by name. An addressee's place among several does not matter."""
    made = search_attributes(state)
    names = (m.INSTRUMENT_ATTRIBUTE, m.ADDRESSEE_ATTRIBUTE, m.STATUS_ATTRIBUTE, m.DUE_ATTRIBUTE)
    return [name for name in names if _value(held, name) != _value(made, name)]


def _value(attributes: TypedSearchAttributes, name: str) -> Any:
    found = next((pair.value for pair in attributes if pair.key.name == name), None)
    return (sorted(found) or None) if isinstance(found, list | tuple) else found  # Temporal keeps no empty list
