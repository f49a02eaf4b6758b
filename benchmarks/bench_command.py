"""A command's latency: update sent -> decided, recorded in the ledger (committed, FULL) and answered.

Floor: a bare update with one no-op local activity; same server, same worker, in turn. Wanted: at most 1.5 times at the median.
"""

import asyncio
import statistics
import sys
from datetime import UTC, datetime

from temporalio.client import Client

from benchmarks.bare import BareUpdate, bare_worker
from benchmarks.common import alternate, report, sample_terms, server
from domain import commands as c
from engine.obligations import Obligations, decided
from engine.starter import Starter
from engine.workers import make_worker
from schema.engine import make_engine
from schema.grouped import GroupedLedger
from schema.ledger import Ledger
from schema.migrate import upgrade
from workflows import contracts as m

EACH = int(sys.argv[1]) if len(sys.argv) > 1 else 100
ROUNDS = int(sys.argv[2]) if len(sys.argv) > 2 else 5


async def main() -> None:
    async with server() as (client, folder, _):
        url = f"sqlite:///{folder / 'servanda.db'}"
        upgrade(url)
        engine = make_engine(url)
        ledger = Ledger(engine)
        loop = asyncio.get_running_loop()

        async def connect() -> Client:
            return client

        obligations = Obligations(ledger, connect)

        async def ours(number: int) -> float:
            one = f"X:{number}"
            ledger.append(decided(None, c.Envelope("p", "bench", c.Propose(sample_terms(1))), datetime.now(UTC), one))
            await obligations.carry_out(one, c.Envelope("c", "coordinator", c.Confirm()))
            await Starter(client, engine, "servanda").start_pending()
            handle = client.get_workflow_handle(one)
            taken = []
            for step in range(EACH):
                message = m.pack(c.Envelope(f"n{step}", "someone", c.Comment("How is it going?")))
                began = loop.time()
                await handle.execute_update(m.COMMAND, message, id=message.command_id, result_type=m.Answer)
                taken.append(loop.time() - began)
            return statistics.median(taken) * 1000

        async def floor(number: int) -> float:
            handle = await client.start_workflow("BareUpdate", id=f"bare:{number}", task_queue="bare")
            taken = []
            for step in range(EACH):
                began = loop.time()
                await handle.execute_update("bare", id=f"n{step}")
                taken.append(loop.time() - began)
            return statistics.median(taken) * 1000

        async with GroupedLedger(ledger) as grouped, make_worker(client, engine, grouped, "servanda") as real:
            async with bare_worker(client, real, BareUpdate):
                await ours(1000), await floor(1000)  # warm up
                report("a command, median", *await alternate(ROUNDS, ours, floor), "ms", "1.50 or less")


if __name__ == "__main__":
    asyncio.run(main())
