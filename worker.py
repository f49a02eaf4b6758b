"""Composes and runs the Temporal worker: settings, database, what works beside it; nothing else.

``python -m worker`` runs one; the supervisor of the embedded instance runs it the same way. Workers are stateless: run as many
as you like against one cluster and one PostgreSQL database.
"""

import asyncio
from datetime import timedelta

import structlog
from temporalio.client import Client

import config
from domain.time.clock import Clock
from engine import embedded
from engine.connect import connect, prepare
from engine.errors import EngineDown
from engine.instruments import Waker
from engine.intake.watch import Watch
from engine.obligations import Connect, Obligations
from engine.process import serve
from engine.reconcile import Reconciler, keep_reconciled
from engine.series import SeriesKeeper
from engine.starter import Starter
from engine.workers import make_worker
from schema.current import require_current
from schema.engine import make_engine
from schema.grouped import GroupedLedger
from schema.ledger import Ledger

log = structlog.get_logger(__name__)


async def run(settings: config.Settings, clock: Clock | None = None) -> None:
    """Work until cancelled: obligations' workflows, their records, and the starts that the ledger asks for."""
    engine = make_engine(settings.database)
    require_current(engine)
    address = embedded.address(settings)
    if address is None:
        raise EngineDown("No Temporal server is known. Start `servanda up`, or set SERVANDA_TEMPORAL_ADDRESS.")
    client = await connect(settings, address, patience=60)
    await prepare(client)
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


def main() -> None:
    """Run until SIGINT or SIGTERM, then finish what is under way."""
    serve(run)


if __name__ == "__main__":
    main()
