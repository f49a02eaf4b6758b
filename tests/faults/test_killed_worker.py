"""kill -9 of the worker, at random and right after a commit, while obligations are reminded and commanded."""

import asyncio
import random
import sqlite3
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from temporalio.client import Client

from audit.engine_view import verify_engine
from audit.replay import replay
from audit.verify import verify_ledger
from config import Settings
from domain.time.clock import Clock
from engine.connect import connect, prepare
from engine.obligations import Obligations
from schema.engine import make_engine
from schema.ledger import Ledger
from schema.migrate import upgrade
from tests.faults.crowd import BEGIN, Crowd, enlist, held_against
from tests.faults.processes import ended, kill, process
from tests.stage import eventually, server

WORKER = "tests.faults.dying_worker"


@pytest.mark.timeout(240)
async def test_nothing_is_lost_and_nothing_doubled(tmp_path: Path) -> None:
    await live_through(tmp_path, obligations=30, members=4, kills=4, days_a_second=3.0)


@pytest.mark.soak
@pytest.mark.timeout(1800)
async def test_two_hundred_obligations_and_twenty_kills(tmp_path: Path) -> None:
    await live_through(tmp_path, obligations=200, members=60, kills=20, days_a_second=0.6)


async def live_through(folder: Path, obligations: int, members: int, kills: int, days_a_second: float) -> None:
    url = f"sqlite:///{folder / 'servanda.db'}"
    upgrade(url)
    naive = folder / "naive.db"
    with closing(sqlite3.connect(naive)) as control, control:
        control.execute("CREATE TABLE naive (stream TEXT, command_id TEXT)")
    engine = make_engine(url)
    ledger = Ledger(engine)
    try:
        with server(folder) as address:
            settings = Settings(data=folder, temporal_address=address, log_level="warning", reconcile_minutes=0)
            client = await connect(settings, address, patience=60)
            await prepare(client)
            clock = Clock(BEGIN, datetime.now(UTC), 86_400 * days_a_second)
            ids = await enlist(client, ledger, settings.task_queue, obligations, clock, days=(20, 60))

            async def way() -> Client:
                return client

            crowd = Crowd(Obligations(ledger, way, lambda: clock.virtual(datetime.now(UTC))), ids)
            senders = [asyncio.create_task(crowd.member(number)) for number in range(members)]
            after_commit = await _kill_again_and_again(settings, folder, naive, ledger, kills)
            with process(WORKER, settings, folder / "worker.log", DYING_AFTER="0", DYING_NAIVE=str(naive)) as last:
                await _settle(client, ledger, crowd, senders, ids)
                assert await verify_engine(client, engine, settings.task_queue) == []
                findings = [(await replay(client, ledger, one)).findings for one in ids[:10]]
                assert findings == [()] * 10
                last.terminate()
                assert await ended(last, 20)
        held_against(ledger, crowd)
        report = verify_ledger(engine)
        assert report.findings == ()
        doubled = _doubled(naive)
        assert doubled > 0, "the control has doubled nothing: nobody was killed where it matters"
        print(
            f"{obligations} obligations, {kills} kills ({after_commit} right after a commit): {report.events} events, "
            f"{len(crowd.answered)} commands answered, {len(crowd.refused)} refused, {crowd.again} sent again, the slowest "
            f"answered after {crowd.slowest:.1f} s; none lost, none doubled. The naive insert doubled {doubled}."
        )
    finally:
        engine.dispose()


async def _kill_again_and_again(settings: Settings, folder: Path, naive: Path, ledger: Ledger, kills: int) -> int:
    """Kill the worker ``kills`` times, every other one right after a commit; how often that came about."""
    chance = random.Random(kills)
    after_commit = 0
    for number in range(kills):
        dies = number % 2 == 1
        before = ledger.head().position
        after = str(chance.randrange(1, 30) if dies else 0)
        with process(WORKER, settings, folder / "worker.log", DYING_AFTER=after, DYING_NAIVE=str(naive)) as running:
            await eventually(lambda b=before: ledger.head().position > b, "the new worker has recorded something", 120)  # type: ignore[misc]
            if await ended(running, 20 if dies else chance.random() * 2):
                after_commit += 1
            else:
                kill(running.pid)
    assert after_commit >= kills // 4
    return after_commit


async def _settle(client: Client, ledger: Ledger, crowd: Crowd, senders: list["asyncio.Task[None]"], ids: list[str]) -> None:
    """All is answered, and every obligation has been through its ladder until it was overdue."""
    crowd.stop.set()
    await asyncio.gather(*senders)

    def all_overdue() -> bool:
        return all(state.overdue for state in ledger.states(ids).values())

    await eventually(all_overdue, "every obligation is overdue", 400)

    async def agreed() -> bool:
        return await verify_engine(client, ledger.engine, Settings().task_queue) == []

    await eventually(agreed, "ledger and engine agree", 120)


def _doubled(naive: Path) -> int:
    with closing(sqlite3.connect(naive)) as control:
        counted = Counter(control.execute("SELECT stream, command_id FROM naive").fetchall())
    return sum(each > 1 for each in counted.values())
