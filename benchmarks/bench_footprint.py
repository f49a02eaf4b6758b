"""What an obligation costs to keep: history events and ledger bytes of an ordinary life, and memory and disk per 1,000 open ones.

An ordinary life: confirmed, assigned, accepted, six reminders, submitted, approved. Memory is resident memory of the server's and the
worker's process, after against before; the worker keeps every open workflow in its cache. No floor: these are sizes, not speeds.
"""

import asyncio
import sys
import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import psutil
from temporalio.client import Client
from temporalio.testing import WorkflowEnvironment

from benchmarks.common import sample_terms, server
from domain import commands as c
from domain.time.clock import Clock
from engine.bulk import decide_many
from engine.connect import prepare, runtime
from engine.embedded import DATABASE, binary
from engine.obligations import Obligations, decided
from engine.starter import Starter
from engine.workers import make_worker
from schema.engine import make_engine
from schema.grouped import GroupedLedger
from schema.ledger import Ledger
from schema.migrate import upgrade
from workflows.payloads import DATA_CONVERTER

OPEN = int(sys.argv[1]) if len(sys.argv) > 1 else 3000
DUE = date(2017, 5, 31)
BEGIN = datetime(2016, 12, 21, 12, tzinfo=UTC)


async def a_life() -> None:
    """Print what an ordinary life leaves behind."""
    with tempfile.TemporaryDirectory() as folder:
        env = await WorkflowEnvironment.start_time_skipping(
            data_converter=DATA_CONVERTER, test_server_existing_path=binary("temporal-test-server"), runtime=runtime()
        )
        async with env:
            await prepare(env.client)
            path = Path(folder) / "servanda.db"
            upgrade(f"sqlite:///{path}")
            engine = make_engine(f"sqlite:///{path}")
            ledger = Ledger(engine)
            clock = Clock(BEGIN, await env.get_current_time())

            async def connect() -> Client:
                return env.client

            obligations = Obligations(ledger, connect, lambda: BEGIN)
            async with GroupedLedger(ledger) as grouped, make_worker(env.client, engine, grouped, "servanda"):
                ledger.append(decided(None, c.Envelope("p", "bench", c.Propose(sample_terms(14, DUE))), BEGIN, "X:14"))
                await obligations.carry_out("X:14", c.Envelope("c", "coordinator", c.Confirm(required=1)))
                await Starter(env.client, engine, "servanda", clock).start_pending()
                await obligations.carry_out("X:14", c.Envelope("a", "coordinator", c.Assign("undp")))
                await obligations.carry_out("X:14", c.Envelope("b", "undp", c.Accept()))
                await env.sleep(timedelta(days=161))
                await obligations.carry_out("X:14", c.Envelope("s", "undp", c.Submit("both held")))
                await obligations.carry_out("X:14", c.Envelope("o", "coordinator", c.Approve()))
                handle = env.client.get_workflow_handle("X:14")
                await handle.result()
                history = await handle.fetch_history()
            rows = ledger.history("X:14")
            payloads = sum(len(row.payload) for row in rows)
            engine.dispose()
            print(f"an ordinary life: {len(history.events)} history events, {len(rows)} ledger events, {payloads} payload bytes")


async def many_open() -> None:
    """Print what 1,000 open obligations take."""
    async with server() as (client, folder, process):
        url = f"sqlite:///{folder / 'servanda.db'}"
        upgrade(url)
        engine = make_engine(url)
        ledger = Ledger(engine)
        async with GroupedLedger(ledger) as grouped, make_worker(client, engine, grouped, "servanda"):
            await _open(client, ledger, "warm", 200)
            before = _sizes(process.pid, folder)
            await _open(client, ledger, "X", OPEN)
            await asyncio.sleep(2)
            after = _sizes(process.pid, folder)
        engine.dispose()
    names = ("server memory", "worker memory", "server's file", "ledger's file")
    for name, old, new in zip(names, before, after, strict=True):
        print(f"1,000 open obligations: {name:14} {(new - old) / OPEN * 1000 / 2**20:8.2f} MiB")


async def _open(client: Client, ledger: Ledger, name: str, count: int) -> None:
    now = datetime.now(UTC)
    ids = [f"{name}:{number}" for number in range(count)]
    terms = sample_terms(1)
    ledger.append_many([decided(None, c.Envelope("p", "bench", c.Propose(terms)), now, one) for one in ids])
    decide_many(ledger, [(one, c.Envelope("c", "coordinator", c.Confirm())) for one in ids], now)
    while await Starter(client, ledger.engine, "servanda").start_pending():
        pass


def _sizes(server_pid: int, folder: Path) -> tuple[int, int, int, int]:
    def files(name: str) -> int:
        return sum(path.stat().st_size for path in folder.glob(f"{name}*"))

    memory = psutil.Process(server_pid).memory_info().rss, psutil.Process().memory_info().rss
    return (*memory, files(DATABASE), files("servanda.db"))


async def main() -> None:
    await a_life()
    await many_open()


if __name__ == "__main__":
    asyncio.run(main())
