"""Activation: confirm -> ledger written, workflow started and waiting on its first timer, search attributes set; all settled.

Floor: a bare workflow that only starts and waits on one long timer; same server, same worker, same eager starts, in turn.
Wanted: 0.9 of the floor's rate or better.
"""

import asyncio
import sys
from datetime import UTC, datetime
from itertools import count

from temporalio.api.enums.v1 import EventType
from temporalio.client import Client

from benchmarks.bare import BareTimer, bare_worker
from benchmarks.common import alternate, report, sample_terms, server, until
from domain import commands as c
from engine.bulk import decide_many
from engine.obligations import decided
from engine.starter import AT_ONCE, Starter
from engine.workers import make_worker
from schema import starts
from schema.engine import make_engine
from schema.grouped import GroupedLedger
from schema.ledger import Ledger
from schema.migrate import upgrade

EACH = int(sys.argv[1]) if len(sys.argv) > 1 else 400
ROUNDS = int(sys.argv[2]) if len(sys.argv) > 2 else 5
_numbers = count(1)


async def settled(client: Client, ids: list[str], query: str) -> None:
    """All of ``ids`` wait on a timer and are to be found by their attributes."""

    async def seen() -> bool:
        return (await client.count_workflows(query)).count >= len(ids)

    await until(seen)
    for one in ids[-AT_ONCE:]:

        async def waits(one: str = one) -> bool:
            history = await client.get_workflow_handle(one).fetch_history()
            return history.events[-1].event_type == EventType.EVENT_TYPE_TIMER_STARTED

        await until(waits)


async def main() -> None:
    async with server() as (client, folder, _):
        url = f"sqlite:///{folder / 'servanda.db'}"
        upgrade(url)
        engine = make_engine(url)
        ledger = Ledger(engine)
        loop = asyncio.get_running_loop()

        async def ours(number: int) -> float:
            now = datetime.now(UTC)
            ids = [f"X/{number}:{next(_numbers)}" for _ in range(EACH)]
            for one in ids:
                one_terms = sample_terms(1)
                ledger.append(decided(None, c.Envelope("p", "bench", c.Propose(one_terms)), now, one))
            began = loop.time()
            asked = [(one, c.Envelope("c", "coordinator", c.Confirm())) for one in ids]
            starter = asyncio.create_task(Starter(client, engine, "servanda").run(0.02))  # beside it, as in a worker
            await asyncio.to_thread(decide_many, ledger, asked, datetime.now(UTC))
            while await asyncio.to_thread(starts.pending, engine, 1):  # ask our own database, not the server that is at work
                await asyncio.sleep(0.1)  # and seldom: each look takes the processor as long as an obligation's own decision
            await settled(client, ids, f"ServandaStatus = 'not started' AND WorkflowId STARTS_WITH 'X/{number}:'")
            taken = loop.time() - began
            starter.cancel()
            return EACH / taken

        async def floor(number: int) -> float:
            ids = [f"bare/{number}:{next(_numbers)}" for _ in range(EACH)]
            gate = asyncio.Semaphore(AT_ONCE)

            async def one(workflow_id: str) -> None:
                async with gate:
                    await client.start_workflow("BareTimer", id=workflow_id, task_queue="bare", request_eager_start=True)

            began = loop.time()
            await asyncio.gather(*(one(i) for i in ids))
            await settled(client, ids, f"WorkflowId STARTS_WITH 'bare/{number}:'")
            return EACH / (loop.time() - began)

        async with GroupedLedger(ledger) as grouped, make_worker(client, engine, grouped, "servanda") as real:
            async with bare_worker(client, real, BareTimer):
                await ours(1000), await floor(1000)  # warm up
                report("activation", *await alternate(ROUNDS, ours, floor), "a second", "0.90 or more")


if __name__ == "__main__":
    asyncio.run(main())
