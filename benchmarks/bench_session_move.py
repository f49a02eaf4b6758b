"""A session moves: every obligation bound to it is found, its day reckoned anew, and the step carried out by its workflow.

Floors, in the same run and in turn: reading the same obligations' events without looking into them; and as many updates of bare
workflows, each answered after one no-op local activity. Each at a tenth of the obligations and at all: what one costs must not grow.

``python benchmarks/bench_session_move.py [most] [rounds]``: the most obligations (default 10,000). Wanted: finding and reckoning in
at most 12 times the bare reading; carrying out at 0.5 of the bare updates' rate or better; cost per obligation at most 1.3 of a tenth's.
"""

import asyncio
import sys
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count, islice
from time import process_time

import sqlalchemy as sa
from temporalio.client import Client

from benchmarks.bare import BareUpdate, bare_worker
from benchmarks.common import alternate, report, sample_terms, server
from domain import commands as c
from domain.instrument import Due, SessionRef
from domain.time.sessions import SessionRow
from engine.bulk import decide_many
from engine.obligations import Obligations, decided
from engine.sessions import bound_to, rebinding
from engine.starter import AT_ONCE, Starter
from engine.workers import make_worker
from schema import sessions
from schema.engine import Engine, make_engine, reading
from schema.grouped import GroupedLedger
from schema.ledger import Ledger
from schema.migrate import upgrade
from schema.tables import events

MOST = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
ROUNDS = int(sys.argv[2]) if len(sys.argv) > 2 else 3
SESSIONS = {SessionRef("Committee of the benchmark", 1): MOST // 10, SessionRef("Committee of the benchmark", 2): MOST}
"""Each with how many obligations are bound to it."""

SENT_AT_ONCE = 32
TODAY = date.today()
_later = count(400)


def move(engine: Engine, session: SessionRef) -> str:
    """Give ``session`` other days than it had; where they are from."""
    opens = TODAY + timedelta(days=next(_later))
    source = f"decision of {opens}"
    row = SessionRow(session.body, session.number, opens, opens + timedelta(days=4), TODAY, "", "", False, source, "given", "")
    sessions.put(engine, row)
    return source


def lay(ledger: Ledger, session: SessionRef, number: int) -> None:
    """So many confirmed obligations that are bound to ``session``."""
    now = datetime.now(UTC)
    due = Due(f"at its session {session.number}", TODAY, TODAY + timedelta(days=300), "planned", session=session)
    terms = replace(sample_terms(1), due=due)
    ids = iter([f"X/{session.number}:{each}" for each in range(number)])
    while some := list(islice(ids, 1000)):
        ledger.append_many([decided(None, c.Envelope("p", "bench", c.Propose(terms)), now, one) for one in some])
        decide_many(ledger, [(one, c.Envelope("c", "coordinator", c.Confirm())) for one in some], now)


async def found(ledger: Ledger, session: SessionRef, number: int) -> float:
    """How long finding them and reckoning their days keeps the processor busy, in microseconds each."""

    async def ours(_: int) -> float:
        began = process_time()
        assert sum(1 for _ in bound_to(ledger.engine, session, TODAY)) == number
        return (process_time() - began) / number * 1e6

    async def floor(_: int) -> float:
        began = process_time()
        asked = sa.select(events).where(events.c.stream.like(f"X/{session.number}:%"))
        with reading(ledger.engine) as connection:
            assert len(connection.execute(asked).fetchall()) == 3 * number
        return (process_time() - began) / number * 1e6

    mine, base, ratio = await alternate(ROUNDS, ours, floor)
    report(f"{number} found, days reckoned", mine, base, ratio, "us each", "12.00 or less")
    return mine


async def carried_out(client: Client, ledger: Ledger, session: SessionRef, number: int) -> float:
    """How many of them are re-dated a second, each by its workflow."""
    loop = asyncio.get_running_loop()

    async def way() -> Client:
        return client

    obligations = Obligations(ledger, way)

    async def ours(_: int) -> float:
        source = move(ledger.engine, session)
        bound = list(bound_to(ledger.engine, session, TODAY))
        began = loop.time()
        asked = (rebinding(each, session, source, "coordinator", source) for each in bound)
        await _sent((obligations.carry_out, (each.state.id, one)) for each, one in zip(bound, asked, strict=True))
        taken = loop.time() - began
        assert all(each.due == each.state.due for each in bound_to(ledger.engine, session, TODAY))
        return number / taken

    async def floor(turn: int) -> float:
        handles = [client.get_workflow_handle(f"bare:{each}") for each in range(number)]
        began = loop.time()
        await _sent((handle.execute_update, ("bare",)) for handle in handles)
        return number / (loop.time() - began)

    mine, base, ratio = await alternate(ROUNDS, ours, floor)
    report(f"{number} re-dated", mine, base, ratio, "a second", "0.50 or more")
    return mine


async def _sent(calls: Iterable[tuple[Callable[..., Awaitable[object]], tuple[object, ...]]]) -> None:
    """Make the calls, some at a time."""
    gate = asyncio.Semaphore(SENT_AT_ONCE)

    async def one(call: Callable[..., Awaitable[object]], given: tuple[object, ...]) -> None:
        async with gate:
            await call(*given)

    await asyncio.gather(*(one(*each) for each in calls))


async def bare_ones(client: Client) -> None:
    """As many bare workflows as there are obligations at most."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(number: int) -> None:
        async with gate:
            await client.start_workflow("BareUpdate", id=f"bare:{number}", task_queue="bare")

    await asyncio.gather(*(one(number) for number in range(MOST)))


async def main() -> None:
    async with server() as (client, folder, _):
        url = f"sqlite:///{folder / 'servanda.db'}"
        upgrade(url)
        engine = make_engine(url)
        ledger = Ledger(engine)
        for session, number in SESSIONS.items():
            move(engine, session)
            lay(ledger, session, number)
        few, many = [await found(ledger, session, number) for session, number in SESSIONS.items()]
        print(
            f"an obligation found among {MOST} costs {many / few:.2f} of one among {MOST // 10}   wanted: 1.30 or less",
            flush=True,
        )
        async with GroupedLedger(ledger) as grouped, make_worker(client, engine, grouped, "servanda") as real:
            async with bare_worker(client, real, BareUpdate):
                while await Starter(client, engine, "servanda").start_pending():
                    pass
                await bare_ones(client)
                few, many = [await carried_out(client, ledger, session, number) for session, number in SESSIONS.items()]
        print(
            f"an obligation re-dated among {MOST} costs {few / many:.2f} of one among {MOST // 10}   wanted: 1.30 or less",
            flush=True,
        )
        engine.dispose()


if __name__ == "__main__":
    asyncio.run(main())
