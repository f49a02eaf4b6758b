"""Composes and runs the Temporal worker: settings, database, registrations; nothing else.

``python -m worker`` runs one; the supervisor of the embedded instance runs it the same way. Workers are stateless: run as many
as you like against one cluster and one PostgreSQL database.
"""

import asyncio
import signal
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta

import structlog
from temporalio.client import Client
from temporalio.worker import UnsandboxedWorkflowRunner, Worker
from temporalio.worker.workflow_sandbox import SandboxedWorkflowRunner, SandboxRestrictions

import config
import log as logging
from activities.instrument import InstrumentActivities
from activities.ledger import LedgerActivities
from domain.time.clock import Clock
from engine import embedded
from engine.connect import connect, prepare
from engine.errors import EngineDown
from engine.instruments import Waker
from engine.intake.watch import Watch
from engine.obligations import Connect, Obligations
from engine.reconcile import Reconciler, keep_reconciled
from engine.series import SeriesKeeper
from engine.starter import Starter
from schema.current import require_current
from schema.engine import Engine, make_engine
from schema.grouped import GroupedLedger
from schema.ledger import Ledger
from workflows.instrument import InstrumentWorkflow
from workflows.obligation import ObligationWorkflow

log = structlog.get_logger(__name__)

PASSED_THROUGH = ("domain", "wire", "workflows.contracts", "workflows.instrument_messages", "msgspec", "structlog")
"""Modules that the workflow sandbox does not import again: pure ones, for speed and so that an enum stays the same enum."""

CACHED_WORKFLOWS = 5000
"""Open workflows kept in memory (about 60 kB each); the others are replayed from their history when something happens to them."""

STICKINESS = timedelta(seconds=25)
"""How long a task waits for the worker that holds its workflow in memory before any other may take it. Longer than a burst of 2,000
takes; shorter than a command's patience, for after a worker's sudden death the commands to its workflows wait that long."""


def make_worker(client: Client, engine: Engine, grouped: GroupedLedger, task_queue: str, *, sandboxed: bool = False) -> Worker:
    """A worker for ``task_queue``, ready to run.

    ``sandboxed`` guards against non-determinism at some cost in speed: the tests run that way, and replay every checked-in history.
    """
    restrictions = SandboxRestrictions.default.with_passthrough_modules(*PASSED_THROUGH)
    activities = LedgerActivities(Ledger(engine), grouped)
    runner = SandboxedWorkflowRunner(restrictions=restrictions) if sandboxed else UnsandboxedWorkflowRunner()
    return Worker(
        client,
        task_queue=task_queue,
        workflows=[ObligationWorkflow, InstrumentWorkflow],
        activities=[*activities.all(), *InstrumentActivities(engine).all()],
        activity_executor=ThreadPoolExecutor(8, thread_name_prefix="activity"),
        workflow_runner=runner,
        max_cached_workflows=CACHED_WORKFLOWS,
        max_concurrent_workflow_tasks=200,
        max_concurrent_local_activities=1000,
        sticky_queue_schedule_to_start_timeout=STICKINESS,
        graceful_shutdown_timeout=timedelta(seconds=5),
    )


async def run(settings: config.Settings, clock: Clock | None = None) -> None:
    """Work until cancelled: obligations' workflows, their records, and the starts that the ledger asks for."""
    address = embedded.address(settings)
    if address is None:
        raise EngineDown("No Temporal server is known. Start `servanda up`, or set SERVANDA_TEMPORAL_ADDRESS.")
    client = await connect(settings, address, patience=60)
    await prepare(client)
    engine = make_engine(settings.database)
    require_current(engine)
    grouped = GroupedLedger(Ledger(engine))
    starter = Starter(client, engine, settings.task_queue, clock, instruments=True)
    waker = Waker(client, engine, settings.task_queue, clock)
    obligations = Obligations(Ledger(engine), _always(client))
    watch, keeper = Watch(settings, engine, obligations), SeriesKeeper(engine, obligations)
    beside = [asyncio.create_task(each.run()) for each in (starter, waker, watch, keeper)]
    if settings.reconcile_minutes:
        reconciler = Reconciler(engine, client, settings.task_queue, clock)
        every = timedelta(minutes=settings.reconcile_minutes)
        beside.append(asyncio.create_task(keep_reconciled(reconciler, engine, every)))
    try:
        async with make_worker(client, engine, grouped, settings.task_queue, sandboxed=settings.sandbox):
            log.info("worker.ready", address=address, namespace=client.namespace, task_queue=settings.task_queue)
            await asyncio.gather(*beside)
    finally:
        for task in beside:
            task.cancel()
        await asyncio.gather(*beside, return_exceptions=True)
        await grouped.close()
        engine.dispose()


def _always(client: Client) -> Connect:
    async def connected() -> Client:
        return client

    return connected


async def main() -> None:
    """Run until SIGINT or SIGTERM, then finish what is under way."""
    settings = config.load()
    logging.configure(settings)
    task = asyncio.create_task(run(settings))
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, task.cancel)
    with suppress(asyncio.CancelledError):
        await task


if __name__ == "__main__":
    asyncio.run(main())
