"""A burst: reminders of many obligations due at one moment, each recorded in the ledger and put into the outbox.

Floor: as many bare timers at one moment, each followed by one no-op local activity; same server, same worker, in turn.
Wanted: 0.7 of the floor's rate or better.
"""

import asyncio
import sys
from datetime import UTC, date, datetime, time, timedelta
from itertools import count

from benchmarks import bare
from benchmarks.common import alternate, report, sample_terms, server, until
from domain import commands as c
from domain.time.clock import Clock
from domain.time.zones import at
from engine.bulk import decide_many
from engine.obligations import decided
from engine.starter import AT_ONCE, Starter
from engine.workers import make_worker
from schema.engine import make_engine
from schema.grouped import GroupedLedger
from schema.ledger import Ledger
from schema.migrate import upgrade

EACH = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
ROUNDS = int(sys.argv[2]) if len(sys.argv) > 2 else 3
LEAD = timedelta(seconds=EACH / 40 + 5)
"""Time to start them all before the moment comes."""
DUE = date(2030, 6, 3)


async def main() -> None:
    numbers = count(1)
    async with server() as (client, folder, _):
        url = f"sqlite:///{folder / 'servanda.db'}"
        upgrade(url)
        engine = make_engine(url)
        ledger = Ledger(engine)
        loop = asyncio.get_running_loop()
        rung = at(DUE - timedelta(days=30), time(9), "America/New_York")

        async def ours(_: int) -> float:
            started = datetime.now(UTC)
            clock = Clock(base=rung - LEAD, started=started)
            ids = [f"X:{next(numbers)}" for _ in range(EACH)]
            terms = sample_terms(1, DUE)
            now = clock.virtual(datetime.now(UTC))
            ledger.append_many([decided(None, c.Envelope("p", "bench", c.Propose(terms)), now, one) for one in ids])
            decide_many(ledger, [(one, c.Envelope("c", "coordinator", c.Confirm())) for one in ids], now)
            while await Starter(client, engine, "servanda", clock).start_pending():
                pass
            first = ledger.head().position
            moment = loop.time() + (started + LEAD - datetime.now(UTC)).total_seconds()
            assert moment > loop.time(), "the starts took longer than the lead: raise LEAD"

            async def recorded() -> bool:
                return ledger.head().position >= first + EACH

            await until(recorded)
            return EACH / (loop.time() - moment)

        async def floor(_: int) -> float:
            bare.ran = 0
            gate = asyncio.Semaphore(AT_ONCE)
            moment = loop.time() + LEAD.total_seconds()

            async def one(workflow_id: str) -> None:
                async with gate:
                    left = moment - loop.time()
                    await client.start_workflow("BareBurst", left, id=workflow_id, task_queue="bare", request_eager_start=True)

            await asyncio.gather(*(one(f"bare:{next(numbers)}") for _ in range(EACH)))
            assert moment > loop.time(), "the starts took longer than the lead: raise LEAD"

            async def done() -> bool:
                return bare.ran >= EACH

            await until(done)
            return EACH / (loop.time() - moment)

        async with GroupedLedger(ledger) as grouped, make_worker(client, engine, grouped, "servanda") as real:
            async with bare.bare_worker(client, real, bare.BareBurst):
                report(f"burst of {EACH}", *await alternate(ROUNDS, ours, floor), "a second", "0.70 or more")


if __name__ == "__main__":
    asyncio.run(main())
