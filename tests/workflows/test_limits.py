"""Beyond what a cluster takes of one workflow, commands wait their turn or are put off in words; none is lost, none done twice."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from temporalio.client import Client

from audit.replay import replay
from audit.verify import verify_ledger
from domain import commands as c
from engine import embedded
from engine.errors import EngineDown
from engine.obligations import Obligations
from schema.ledger import Ledger
from tests import stage as stages
from tests.stage import Stage, eventually

ONE = "A/RES/71/244:14"


@contextmanager
def limited(folder: Path, monkeypatch: pytest.MonkeyPatch, at_once: int, *options: str) -> Iterator[str]:
    """A server that takes so many commands of one obligation at once."""
    monkeypatch.setattr(embedded, "UPDATES_AT_ONCE", at_once)
    with stages.server(folder, *options) as address:
        yield address


def stranger(stage: Stage) -> Obligations:
    """A process that knows of no other."""

    async def way() -> Client:
        return stage.client

    return Obligations(Ledger(stage.engine), way)


async def say(by: Obligations, number: int) -> int:
    """A remark, sent again until it is answered; how often it was put off."""
    put_off = 0
    while True:
        try:
            await by.carry_out(ONE, c.Envelope(f"remark {number}", "ann", c.Comment(f"remark {number}")), patience=10)
            return put_off
        except EngineDown as why:
            assert f"Send it again with --command-id remark {number}: it is never carried out twice." in str(why)
            put_off += 1


async def all_said(stage: Stage, strangers: int, remarks: int) -> None:
    """Said by so many processes at once, and each there once."""
    await stage.alive(ONE, due=datetime.now(UTC).date() + timedelta(days=400))
    processes = [stranger(stage) for _ in range(strangers)]
    await asyncio.gather(*(say(processes[number % strangers], number) for number in range(remarks)))
    said = sorted(row.command_id for row in stage.ledger.history(ONE) if row.kind == "Commented")
    assert said == sorted(f"remark {number}" for number in range(remarks))
    assert await stage.believed(ONE) == stage.recorded(ONE)
    assert verify_ledger(stage.engine).findings == ()


async def test_a_run_that_may_take_no_more_commands_makes_way_for_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server suggests a new run when nine tenths are taken, which leaves room for those that are under way."""
    with limited(tmp_path, monkeypatch, 1000, "--dynamic-config-value", "history.maxTotalUpdates=100") as address:
        async with stages.real(address, tmp_path, "in all") as stage:
            await all_said(stage, strangers=1, remarks=210)

            async def several() -> bool:  # the server's list is behind for a moment
                return (await stage.client.count_workflows(f"WorkflowId = '{ONE}'")).count >= 3

            await eventually(several, "all its runs are listed")
            found = await replay(stage.client, stage.ledger, ONE)
            assert found.findings == ()
            assert found.runs >= 3


async def test_several_processes_at_a_cluster_that_takes_ten_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with limited(tmp_path, monkeypatch, 10) as address:
        async with stages.real(address, tmp_path, "at once") as stage:
            await all_said(stage, strangers=3, remarks=60)
