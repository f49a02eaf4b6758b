"""One step for many obligations, killed in the middle and gone on with: each is done once, whole, and none is left out."""

import signal
from collections import Counter
from pathlib import Path

import pytest

from audit.verify import verify_ledger
from config import Settings
from schema import starts
from schema.engine import Engine
from schema.ledger import Ledger
from tests.faults.filled import command, fill, said
from tests.faults.processes import ended, kill
from tests.faults.test_killed_instance import instance, ready
from tests.stage import eventually


@pytest.mark.timeout(240)
async def test_a_hundred_and_fifty_killed_once(tmp_path: Path) -> None:
    await assigned(tmp_path, 150, kills=1)


@pytest.mark.soak
@pytest.mark.timeout(1800)
async def test_two_thousand_killed_four_times(tmp_path: Path) -> None:
    await assigned(tmp_path, 2000, kills=4)


async def assigned(folder: Path, number: int, kills: int) -> None:
    settings, log = Settings(data=folder, reconcile_minutes=0), folder / "instance.log"
    engine, ids = fill(settings, number, started=False)
    try:
        with instance(settings, log) as running:
            await ready(running, settings, log)
            await eventually(lambda: starts.pending(engine) == [], "all are started", 300)
            tried = said(settings, "bulk", "assign", "undp", "--all", "--dry-run")
            assert (tried["asked"], tried["refused"]) == (number, 0)
            assert done(engine, ids) == 0
            for kill_number in range(kills):
                args = ["assign", "undp", "--all", "--job", "the job"] if kill_number == 0 else ["resume", "the job"]
                until = number * (kill_number + 1) // (kills + 1)
                with command(settings, "bulk", *args) as sending:
                    await eventually(lambda until=until: done(engine, ids) >= until, "some are done", 300)  # type: ignore[misc]
                    kill(sending.pid)
                assert done(engine, ids) < number
            found = said(settings, "bulk", "resume", "the job")
            assert (found["asked"], found["counts"]) == (number, {"done": number})
            assert done(engine, ids) == number
            kinds = Counter(row.kind for one in ids for row in Ledger(engine).history(one))
            assert kinds["Assigned"] == number  # each once
            again = said(settings, "bulk", "resume", "the job")
            assert again["counts"] == {"done": number}
            assert said(settings, "verify")["ok"] is True
            await closed_and_open_together(settings, engine, ids)
            running.send_signal(signal.SIGINT)
            assert await ended(running, 20)
        assert verify_ledger(engine).findings == ()
    finally:
        engine.dispose()


async def closed_and_open_together(settings: Settings, engine: Engine, ids: list[str]) -> None:
    """What is refused spoils only itself: a waived one among those that are waived."""
    some = ids[:12]
    (settings.data / "ids.txt").write_text("\n".join(some))
    first = said(settings, "bulk", "waive", "--reason", "ended", "--ids", str(settings.data / "ids.txt"))
    assert first["counts"] == {"done": 12}
    (settings.data / "ids.csv").write_text("id\n" + "\n".join(ids[10:14]))
    second = said(settings, "bulk", "waive", "--reason", "ended", "--ids", str(settings.data / "ids.csv"), code=10)
    assert second["counts"] == {"done": 2, "refused": 2}
    states = Ledger(engine).states(ids[:15])
    assert [str(states[one].status) for one in ids[:15]] == ["waived"] * 14 + ["assigned"]


def done(engine: Engine, ids: list[str]) -> int:
    return sum(state.assignee == "undp" for state in Ledger(engine).states(ids).values())
