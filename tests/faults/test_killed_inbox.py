"""kill -9 of the worker, then of the whole instance, while events are dropped into its folder, three times each: each is done once."""

import signal
from collections import Counter
from pathlib import Path

import pytest

from audit.verify import verify_ledger
from config import Settings
from schema import inbox
from schema.inbox import State
from schema.ledger import Ledger
from tests.faults.filled import fill
from tests.faults.processes import ended, kill, using
from tests.faults.test_killed_instance import instance, ready
from tests.inbox.conftest import cloud, sent
from tests.stage import eventually

SENT = 3


def dropped(folder: Path, obligation: str, number: int, time: int) -> None:
    """An event about ``obligation``, as a program that knows the convention drops it."""
    data = {
        "symbol": f"A/72/{number}",
        "url": f"https://undocs.org/A/72/{number}",
        "responds_to": [obligation],
        "issued": "2017-08-04",
    }
    path = folder / f"{time}-{number}.json"
    path.with_suffix(".tmp").write_bytes(sent(cloud("document.issued", data, str(number))))
    path.with_suffix(".tmp").rename(path)


@pytest.mark.timeout(300)
async def test_events_sent_three_times_through_kills_are_done_once(tmp_path: Path) -> None:
    settings, log = Settings(data=tmp_path, inbox_acts="* from *", reconcile_minutes=0), tmp_path / "instance.log"
    engine, ids = fill(settings, 20, started=False)
    folder = tmp_path / "inbox"
    folder.mkdir()

    def attached() -> Counter[str]:
        kinds = ((one, row.kind) for one in ids for row in Ledger(engine).history(one))
        return Counter(one for one, kind in kinds if kind == "EvidenceAttached")

    def worker() -> int:
        return next((one.pid for one in using(tmp_path) if "worker" in one.cmdline()), 0)

    try:
        with instance(settings, log) as first:
            await ready(first, settings, log)
            for number, one in enumerate(ids[:10]):
                dropped(folder, one, number, 1)
            await eventually(lambda: len(attached()) >= 3, "some are done")
            was = worker()
            kill(was)
            await eventually(lambda: worker() not in (0, was), "another worker runs", 30)
            for number, one in enumerate(ids):
                dropped(folder, one, number, 2)
            await eventually(lambda: len(attached()) >= 12, "more are done")
            kill(first.pid)  # and the server, the worker and the sender with it
            first.wait()
            await eventually(lambda: not using(tmp_path), "no process is left", 15)
        began = len(log.read_text())
        for number, one in enumerate(ids):
            dropped(folder, one, number, SENT)
        with instance(settings, log) as second:
            await ready(second, settings, log, began)
            await eventually(lambda: {each.state for each in inbox.entries(engine)} == {State.DONE}, "all are done", 60)
            await eventually(lambda: not list(folder.glob("*.json")), "all files are moved away")
            second.send_signal(signal.SIGINT)
            assert await ended(second, 20)
        assert attached() == dict.fromkeys(ids, 1)
        assert len(inbox.entries(engine)) == len(ids)
        assert len(list((folder / "done").iterdir())) == 10 + 2 * len(ids)
        assert verify_ledger(engine).ok
    finally:
        engine.dispose()
