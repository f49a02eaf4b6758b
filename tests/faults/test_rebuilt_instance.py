"""An instance whose Temporal has lost its file: rebuilt from the ledger by the command, also when everything is killed in the middle."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from config import Settings
from domain import commands as c
from engine import embedded
from engine.bulk import decide_many
from engine.connect import connect
from engine.obligations import decided
from schema import starts
from schema.engine import Engine, make_engine
from schema.ledger import Ledger
from schema.migrate import upgrade
from tests.faults.processes import ROOT, ended, kill, using
from tests.faults.test_killed_instance import instance, ready
from tests.stage import eventually, terms


def fill(settings: Settings, number: int) -> tuple[Engine, list[str]]:
    """``number`` confirmed obligations in the ledger, as if Temporal had kept them alive and lost them."""
    upgrade(settings.database)
    engine = make_engine(settings.database)
    ledger = Ledger(engine)
    now = datetime.now(UTC)
    due = now.date() + timedelta(days=400)
    ids = [f"A/RES/71/244:{n}" for n in range(1, number + 1)]
    propose = [
        decided(None, c.Envelope("register", "servanda", c.Propose(terms(str(n), due))), now, one)
        for n, one in enumerate(ids, start=1)
    ]
    ledger.append_many(propose)
    decide_many(ledger, [(one, c.Envelope("confirm", "ann", c.Confirm())) for one in ids], now)
    starts.mark_done(engine, ids)
    return engine, ids


@contextmanager
def command(settings: Settings, *args: str) -> Iterator["subprocess.Popen[str]"]:
    env = {**os.environ, **settings.as_environment()}
    running = subprocess.Popen(
        [sys.executable, "-m", "cli.main", *args], cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        yield running
    finally:
        if running.poll() is None:
            running.kill()
        running.communicate()


def said(settings: Settings, *args: str, code: int = 0) -> dict[str, object]:
    with command(settings, *args, "--json") as running:
        out, err = running.communicate(timeout=90)
        assert running.returncode == code, (out, err)
    found: dict[str, object] = json.loads(out)
    return found


def forget(settings: Settings) -> None:
    """What Temporal knows is gone."""
    for path in settings.data.glob(f"{embedded.DATABASE}*"):
        path.unlink()


@pytest.mark.timeout(240)
async def test_killed_in_the_middle_and_run_again(tmp_path: Path) -> None:
    await rebuilt(tmp_path, 120)


@pytest.mark.soak
@pytest.mark.timeout(1800)
async def test_three_thousand(tmp_path: Path) -> None:
    await rebuilt(tmp_path, 3000)


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
            second.send_signal(signal.SIGINT)
            assert await ended(second, 20)
        forget(settings)
        began = len(log.read_text())
        with instance(settings, log) as third:
            await ready(third, settings, log, began)
            looked = said(settings, "rebuild", "--dry-run")
            assert (looked["missing"], looked["started"]) == (number, 0)
            drifts = said(settings, "reconcile", "--dry-run", code=7)
            assert (drifts["found"], drifts["mended"]) == (number, 0)
            mended = said(settings, "reconcile")  # the check that runs every hour does the same
            assert (mended["found"], mended["mended"], mended["ok"]) == (number, number, True)
            await eventually(lambda: starts.pending(engine) == [], "all are started", 60)
            assert said(settings, "verify")["ok"] is True
            assert said(settings, "status")["reconciled"]["mended"] == number  # type: ignore[index]
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
    assert (running.returncode, out) == (0, "1 obligations: lists agree with the ledger.\n")
    assert "The engine was not asked" in err
