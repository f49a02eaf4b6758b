"""Does Temporal believe what the ledger says, for every obligation that is to be kept alive, and keep no other alive?"""

import asyncio
from collections.abc import Callable, Iterable
from datetime import timedelta

from temporalio.client import (
    Client,
    WorkflowExecution,
    WorkflowExecutionStatus,
    WorkflowQueryFailedError,
    WorkflowQueryRejectedError,
)
from temporalio.common import QueryRejectCondition
from temporalio.service import RPCError, RPCStatusCode

from audit.drift import Drift, DriftKind, state_drift
from domain.obligation import Obligation
from schema import starts
from schema.engine import Engine
from schema.ledger import Ledger
from schema.queries import Filter, obligations_where
from wire.records import unstore
from workflows import contracts as m

AT_ONCE = 32
"""Workflows asked at the same time."""

TRIES = 5
"""How often a difference is looked at before it counts: what moves while it is asked differs for a moment."""

PAUSE = 0.3
"""Seconds between two looks."""

PATIENCE = timedelta(seconds=10)
"""How long one workflow has for its answer."""

# Its last task failed, and is tried again with growing pauses; or no worker answers in time.
_SILENT = frozenset({RPCStatusCode.FAILED_PRECONDITION, RPCStatusCode.DEADLINE_EXCEEDED, RPCStatusCode.CANCELLED})

Progress = Callable[[int, int], None]


async def verify_engine(client: Client, engine: Engine, task_queue: str, progress: Progress | None = None) -> list[Drift]:
    """Ask the workflow of every open obligation for its state and hold it against the fold of the ledger; and look for workflows
    of obligations that are not open. ``task_queue`` is where the workflows of this ledger are worked on.

    An obligation whose start is still pending is no drift. One that moved while it was asked is asked again.
    """
    rows = await asyncio.to_thread(obligations_where, engine, Filter(open=True))
    running = await running_obligations(client, task_queue)
    ids = [row.id for row in rows]
    found = await open_drifts(client, engine, ids, progress)
    return found + await left_running(client, engine, set(running) - set(ids))


async def running_obligations(client: Client, task_queue: str) -> dict[str, WorkflowExecution]:
    """The obligations whose workflows run, as Temporal's list has them; the list follows what happens by a moment.
    Another ledger's may be in the same namespace, on another task queue.

    None where the server knows no list, as the time-skipping one does not.
    """
    among = f'WorkflowType = "{m.OBLIGATION_WORKFLOW}" AND ExecutionStatus = "Running"'
    try:
        return {each.id: each async for each in client.list_workflows(among) if each.task_queue == task_queue}
    except RPCError as error:
        if error.status is RPCStatusCode.UNIMPLEMENTED:
            return {}
        raise


async def open_drifts(client: Client, engine: Engine, ids: list[str], progress: Progress | None = None) -> list[Drift]:
    """How the workflows of ``ids`` (open obligations) differ from the ledger. As :func:`verify_engine` otherwise."""
    ledger = Ledger(engine)
    pending = set(await asyncio.to_thread(starts.pending, engine, len(ids) + 1))
    gate = asyncio.Semaphore(AT_ONCE)
    done = 0

    async def one(obligation: str) -> Drift | None:
        nonlocal done
        async with gate:
            found = await _drift(client, ledger, obligation)
        done += 1
        if progress:
            progress(done, len(ids))
        return found

    found = await asyncio.gather(*(one(each) for each in ids if each not in pending))
    return [drift for drift in found if drift]


async def left_running(client: Client, engine: Engine, ids: Iterable[str]) -> list[Drift]:
    """Which of ``ids`` are kept alive although the ledger does not have them open."""
    ledger = Ledger(engine)
    return [drift for each in sorted(ids) if (drift := await _left(client, ledger, each))]


async def _left(client: Client, ledger: Ledger, obligation: str, tries: int = TRIES) -> Drift | None:
    recorded = await asyncio.to_thread(ledger.state, obligation)
    if recorded is not None and recorded.is_open:
        return None
    try:
        described = await client.get_workflow_handle(obligation).describe()
    except RPCError as error:
        if error.status is RPCStatusCode.NOT_FOUND:
            return None
        raise
    if described.status is not WorkflowExecutionStatus.RUNNING:
        return None
    if tries > 1:  # it may be closing this moment
        await asyncio.sleep(PAUSE)
        return await _left(client, ledger, obligation, tries - 1)
    if recorded is None:
        what = "a workflow runs for it, and the ledger holds no event of it: another ledger's, or this one has lost it"
        return Drift(obligation, what, DriftKind.UNKNOWN_WORKFLOW)
    return Drift(obligation, f"the ledger has it {recorded.status}; its workflow still runs", DriftKind.LEFT_RUNNING)


async def _drift(client: Client, ledger: Ledger, obligation: str) -> Drift | None:
    """A run that is behind has ``TRIES`` looks' time to come to where the ledger was at the first: it may be taking a step.

    One that has ended is looked for once more: another may be following it.
    """
    first = await _asked(client, ledger, obligation)
    if first is not None and first.kind is DriftKind.NO_WORKFLOW:
        await asyncio.sleep(PAUSE)
        first = await _asked(client, ledger, obligation)
    if first is None or first.kind is not DriftKind.BEHIND:
        return first
    reach = len(await asyncio.to_thread(ledger.history, obligation))
    for _ in range(TRIES):
        await asyncio.sleep(PAUSE)
        found = await _asked(client, ledger, obligation, reach)
        if found is None or found.kind is not DriftKind.BEHIND:
            return found
    return first


async def _asked(client: Client, ledger: Ledger, of: str, reach: int | None = None) -> Drift | None:
    """What the workflow of an open obligation believes, held against the ledger; up to event ``reach`` only, if it is given."""
    try:
        believed: Obligation = await client.get_workflow_handle(of).query(
            m.STATE, result_type=Obligation, reject_condition=QueryRejectCondition.NOT_OPEN, rpc_timeout=PATIENCE
        )
    except WorkflowQueryRejectedError as closed:  # a history of it is kept, and nothing goes on from there
        how = closed.status.name.lower().replace("_", " ") if closed.status else "closed"
        return await _unless_closed(ledger, Drift(of, f"the ledger has it open; its workflow is {how}", DriftKind.NO_WORKFLOW))
    except RPCError as error:
        if error.status is RPCStatusCode.NOT_FOUND:
            none = Drift(of, "the ledger has it open; Temporal has no workflow for it", DriftKind.NO_WORKFLOW)
            return await _unless_closed(ledger, none)
        if error.status not in _SILENT:
            raise
        return _silent(of, error)
    except WorkflowQueryFailedError as error:
        return _silent(of, error)
    life = [unstore(row) for row in await asyncio.to_thread(ledger.history, of)]
    found = state_drift(believed, life)
    if reach is not None and found and found.kind is DriftKind.BEHIND and believed.seq >= reach:
        return None
    return found


async def _unless_closed(ledger: Ledger, drift: Drift) -> Drift | None:
    state = await asyncio.to_thread(ledger.state, drift.obligation)
    return drift if state is not None and state.is_open else None


def _silent(obligation: str, error: Exception) -> Drift:
    what = f"its workflow cannot be asked what it believes: {error}. Ask again in a minute"
    return Drift(obligation, what, DriftKind.SILENT)
