"""The sender's process is killed again and again while it delivers: every event arrives, and none but those under way twice."""

import asyncio
import json
import os
import random
import sys
from datetime import UTC, datetime
from pathlib import Path

from notify.signing import new_secret
from schema import feeds, webhooks
from schema.engine import Engine, make_engine, writing
from schema.feeds import FeedKind
from schema.ledger import Ledger
from schema.migrate import upgrade
from schema.tables.channel_tables import webhooks as table
from tests.channels.conftest import live
from tests.channels.reading_back import check
from tests.channels.receiver import Program, listening

ROOT = Path(__file__).resolve().parents[2]
KILLS, EVENTS = 4, 60


async def test_nothing_is_lost_when_the_sender_is_killed(sqlite_url: str, tmp_path: Path) -> None:
    upgrade(sqlite_url)
    engine = make_engine(sqlite_url)
    ledger = Ledger(engine)
    life = live(ledger)
    ledger.append_many([life.comment(str(number)) for number in range(EVENTS - 4)])
    chance = random.Random(4)
    async with listening(Program()) as program:
        feed = feeds.publish(engine, FeedKind.PERSON, "bob", datetime.now(UTC), "ann")
        webhooks.add(engine, program.url, new_secret(), datetime.now(UTC), "ann", from_beginning=True)
        for kill in range(KILLS + 1):
            sender = await _start(sqlite_url, tmp_path)
            wanted = EVENTS if kill == KILLS else min(len(program.got) + chance.randint(1, 12), EVENTS - 1)
            async with asyncio.timeout(30):
                while len({each.body for each in program.got}) < wanted:  # noqa: ASYNC110 - it is another process that sends
                    await asyncio.sleep(0.002)
                while kill == KILLS and not (tmp_path / "feeds" / f"{feed.token}.ics").exists():  # noqa: ASYNC110
                    await asyncio.sleep(0.01)
            sender.kill()
            await sender.wait()
            _let_the_claim_run_out(engine)
    ids = [json.loads(each.body)["id"] for each in program.got]
    assert list(dict.fromkeys(ids)) == [f"A/RES/71/244:14#{seq}" for seq in range(1, EVENTS + 1)]
    assert len(ids) <= EVENTS + KILLS + 1
    assert len(check((tmp_path / "feeds" / f"{feed.token}.ics").read_bytes())) == 1, "and calendars are kept by the same process"
    engine.dispose()


async def _start(url: str, folder: Path) -> asyncio.subprocess.Process:
    env = {**os.environ, "SERVANDA_DATA": str(folder), "SERVANDA_DATABASE_URL": url, "SERVANDA_WEBHOOK_HOSTS": "localhost"}
    command = (sys.executable, "-m", "engine.outgoing.sender")
    quiet = asyncio.subprocess.DEVNULL
    return await asyncio.create_subprocess_exec(*command, cwd=ROOT, env=env, stdout=quiet, stderr=quiet)


def _let_the_claim_run_out(engine: Engine) -> None:
    """As three minutes would."""
    with writing(engine, ledger=False) as connection:
        connection.execute(table.update().values(leased_until=datetime(2000, 1, 1, tzinfo=UTC)))
