"""An instance whose Temporal has lost its file: rebuilt from the ledger by the command, also when everything is killed in the middle."""

import signal
from pathlib import Path

import pytest
from temporalio.client import Client

from config import Settings
from engine import embedded
from engine.connect import connect
from schema import starts
from schema.ledger import Ledger
from tests.faults.filled import command, fill, said
from tests.faults.processes import ended, kill, using
from tests.faults.test_killed_instance import instance, ready
from tests.stage import eventually


def forget(settings: Settings) -> None:
    """What Temporal knows is gone."""
    for path in settings.data.glob(f"{embedded.DATABASE}*"):
        path.unlink()


@pytest.mark.timeout(240)
async def test_killed_in_the_middle_and_run_again(tmp_path: Path) -> None:
    await rebuilt(tmp_path, 70)


@pytest.mark.soak
@pytest.mark.timeout(1800)
async def test_three_thousand(tmp_path: Path) -> None:
    await rebuilt(tmp_path, 3000)


async def _counted(client: Client, among: str, number: int) -> bool:
    return (await client.count_workflows(among)).count == number


async def rebuilt(folder: Path, number: int) -> None:
    settings, log = Settings(data=folder, reconcile_minutes=0), folder / "instance.log"
    engine, ids = fill(settings, number)
    head = Ledger(engine).head()
    try:
        with instance(settings, log) as first:
            client = await connect(settings, await ready(first, settings, log))

            async def some_started() -> bool:
                return (await client.count_workflows("WorkflowType = 'Obligation'")).count > 20

            with command(settings, "rebuild") as rebuilding:
                await eventually(some_started, "some have been started", 60)
                kill(rebuilding.pid)
                kill(first.pid)  # and the supervisor, the server, the worker with it
                first.wait()
            await eventually(lambda: not using(folder), "no process is left", 15)
        assert len(starts.pending(engine, 9999)) > 0
        began = len(log.read_text())
        with instance(settings, log) as second:
            address = await ready(second, settings, log, began)
            done = said(settings, "rebuild")
            assert (done["open"], done["waiting"]) == (number, [])
            assert said(settings, "rebuild")["missing"] == 0
            assert said(settings, "verify")["ok"] is True
            assert Ledger(engine).head() == head
            client = await connect(settings, address)
            runs = [run.id async for run in client.list_workflows("WorkflowType = 'Obligation'")]
            assert sorted(runs) == sorted(ids)  # one run each, none twice
            among = "WorkflowType = 'Instrument' AND ExecutionStatus = 'Running'"
            await eventually(lambda: _counted(client, among, 1), "the instrument's own workflow runs too")
            await eventually(lambda: starts.pending(engine) == [], "what was asked for before the kill is crossed off", 60)
            second.send_signal(signal.SIGINT)
            assert await ended(second, 20)
        forget(settings)
        began = len(log.read_text())
        with instance(settings, log) as third:
            await ready(third, settings, log, began)
            looked = said(settings, "rebuild", "--dry-run")
            assert (looked["missing"], looked["started"]) == (number, 0)
            drifts = said(settings, "reconcile", "--dry-run", code=7)
            assert (drifts["found"], drifts["mended"]) == (number + 1, 0)  # the instrument's own workflow too
            mended = said(settings, "reconcile")  # the check that runs every hour does the same
            assert (mended["found"], mended["mended"], mended["ok"]) == (number + 1, number + 1, True)
            await eventually(lambda: starts.pending(engine) == [], "all are started", 600)
            assert said(settings, "verify")["ok"] is True
            assert said(settings, "status")["reconciled"]["mended"] == number + 1  # type: ignore[index]
            assert Ledger(engine).head() == head
    finally:
        engine.dispose()


def test_without_an_engine_it_says_what_to_do(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    engine, _ = fill(settings, 1)
    engine.dispose()
    with command(settings, "rebuild") as running:
        _, err = running.communicate(timeout=30)
    assert running.returncode == 6
    assert "Start it with `servanda up`" in err
    with command(settings, "reconcile") as running:
        out, err = running.communicate(timeout=30)
    assert (running.returncode, out) == (0, "1 obligation: lists agree with the ledger.\n")
    assert "The engine was not asked" in err
