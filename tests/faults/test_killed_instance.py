"""kill -9 of the Temporal server, then of the whole supervisor, with timers open; and two instances on one folder."""

import asyncio
import json
import os
import signal
import subprocess
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import psutil
import pytest
from temporalio.client import Client

from audit.engine_view import verify_engine
from audit.verify import verify_ledger
from config import Settings
from domain import commands as c
from domain.time.clock import Clock
from engine import embedded
from engine.connect import connect
from engine.lock import holder
from engine.obligations import Obligations
from schema.engine import make_engine
from schema.ledger import Ledger
from tests.faults.crowd import BEGIN, Crowd, enlist, held_against
from tests.faults.processes import ended, kill, process, using
from tests.stage import eventually

INSTANCE = "tests.faults.instance"


@contextmanager
def instance(settings: Settings, log: Path) -> Iterator["subprocess.Popen[bytes]"]:
    with process(INSTANCE, settings, log) as running:
        yield running


async def ready(running: "subprocess.Popen[bytes]", settings: Settings, log: Path, since: int = 0) -> str:
    """Where the instance's server is, once the instance has said so."""
    found: list[str] = []

    def told() -> bool:
        assert running.poll() is None, log.read_text()
        found[:] = [line for line in log.read_text()[since:].splitlines() if line.startswith('{"temporal"')]
        return bool(found)

    await eventually(told, "the instance is ready", 90)
    return str(json.loads(found[-1])["temporal"])


@asynccontextmanager
async def crowd_of(settings: Settings, address: str, number: int, days_a_second: float) -> AsyncIterator[tuple[Crowd, Ledger]]:
    """Obligations on a fast clock in a running instance, and a crowd that finds the instance again wherever it comes up."""
    engine = make_engine(settings.database)
    ledger = Ledger(engine)
    clock = Clock(BEGIN, datetime.now(UTC), 86_400 * days_a_second)
    clients: dict[str, Client] = {}

    async def way() -> Client:
        where = embedded.address(settings) or address
        if where not in clients:
            clients[where] = await connect(settings, where, patience=2)
        return clients[where]

    try:
        ids = await enlist(await way(), ledger, settings.task_queue, number, clock, days=(20, 45))
        yield Crowd(Obligations(ledger, way, lambda: clock.virtual(datetime.now(UTC))), ids), ledger
    finally:
        engine.dispose()


def server_of(settings: Settings) -> int:
    return int(json.loads((settings.data / embedded.ADDRESS_FILE).read_text())["pid"])


@pytest.mark.timeout(300)
async def test_server_and_supervisor_killed_with_timers_open(tmp_path: Path) -> None:
    settings, log = Settings(data=tmp_path, reconcile_minutes=0), tmp_path / "instance.log"
    with instance(settings, log) as first:
        address = await ready(first, settings, log)
        async with crowd_of(settings, address, 20, days_a_second=1.5) as (crowd, ledger):
            senders = [asyncio.create_task(crowd.member(number)) for number in range(3)]
            await eventually(lambda: len(crowd.answered) >= 5, "the crowd is answered")

            server = server_of(settings)
            kill(server)
            await eventually(lambda: server_of(settings) != server, "the supervisor has started another server", 30)
            before = len(crowd.answered)
            await eventually(lambda: len(crowd.answered) > before + 5, "the crowd is answered by the new server", 60)

            parts = {one.pid for one in using(tmp_path)}
            assert len(parts) >= 4  # the supervisor, the server, the worker, the sender
            kill(first.pid)
            first.wait()
            await eventually(lambda: not using(tmp_path), "no process is left without its supervisor", 15)
            assert holder(tmp_path / "servanda.lock") == str(first.pid)  # what it left is no obstacle
            sent = len(log.read_text())
            with instance(settings, log) as second:
                address = await ready(second, settings, log, sent)
                before = len(crowd.answered)
                await eventually(lambda: len(crowd.answered) > before + 5, "the crowd is answered by the new instance", 90)
                await _lived_to_the_end(await connect(settings, address), crowd, ledger, senders)
                second.send_signal(signal.SIGINT)
                assert await ended(second, 15)
                assert second.returncode == 0
    assert using(tmp_path) == []


async def _lived_to_the_end(client: Client, crowd: Crowd, ledger: Ledger, senders: list["asyncio.Task[None]"]) -> None:
    crowd.stop.set()
    await asyncio.gather(*senders)
    await eventually(lambda: all(s.overdue for s in ledger.states(crowd.ids).values()), "every ladder is climbed", 120)

    async def agreed() -> bool:
        return await verify_engine(client, ledger.engine, Settings().task_queue) == []

    await eventually(agreed, "ledger and engine agree", 90)
    held_against(ledger, crowd)
    assert verify_ledger(ledger.engine).findings == ()


async def test_an_instance_comes_up_whole_serves_and_is_stopped_by_ctrl_c(tmp_path: Path) -> None:
    settings, log = Settings(data=tmp_path, reconcile_minutes=0), tmp_path / "instance.log"
    with instance(settings, log) as running:
        address = await ready(running, settings, log)
        told = [" ".join(one.cmdline()) for one in using(tmp_path)]
        for part in ("start-dev", "-m worker", "-m engine.outgoing.sender", INSTANCE):
            assert sum(part in each for each in told) == 1, told
        async with crowd_of(settings, address, 1, days_a_second=0.001) as (crowd, _):
            answer = await crowd.obligations.carry_out(crowd.ids[0], c.Envelope("c1", "coordinator", c.Assign("undp")))
            assert answer.status == "assigned"
        with instance(settings, tmp_path / "second.log") as other:
            assert await ended(other, 30)
            assert other.returncode == 1
            assert f"in use by process {running.pid}" in (tmp_path / "second.log").read_text()
        assert running.poll() is None  # and the first goes on
        began = time.monotonic()
        running.send_signal(signal.SIGINT)
        assert await ended(running, 15)
        assert running.returncode == 0
        assert time.monotonic() - began < 12
    assert using(tmp_path) == []
    assert embedded.address(settings) is None
    assert "Traceback" not in log.read_text()
    for name in ("worker", "sender"):
        assert "Traceback" not in (tmp_path / "logs" / f"{name}.log").read_text()


@pytest.mark.parametrize("nobody_answers", [False, True])
async def test_ctrl_c_while_it_comes_up_stops_it_too(tmp_path: Path, nobody_answers: bool) -> None:
    """Also where it would wait in vain: for a cluster that does not answer."""
    elsewhere = f"127.0.0.1:{embedded.free_port()}" if nobody_answers else ""
    settings, log = Settings(data=tmp_path, temporal_address=elsewhere), tmp_path / "instance.log"
    with instance(settings, log) as running:
        sign = tmp_path / ("logs" if nobody_answers else embedded.ADDRESS_FILE)
        await eventually(sign.exists, "it is coming up", 60)
        running.send_signal(signal.SIGINT)
        assert await ended(running, 15)
        assert running.returncode == 0
    assert using(tmp_path) == []


async def test_a_server_left_over_is_ended_before_another_uses_its_file(tmp_path: Path) -> None:
    """Two servers on one file both start, and neither says so: only one may be there."""
    settings, log = Settings(data=tmp_path, reconcile_minutes=0), tmp_path / "instance.log"
    ports = embedded.Ports(embedded.free_port(), embedded.free_port())
    with (tmp_path / "left.log").open("wb") as out:
        left = await asyncio.create_subprocess_exec(*embedded.command_line(settings, ports), stdout=out, stderr=out)
    try:
        embedded.write_address(settings, ports, left.pid)
        with instance(settings, log) as running:
            await ready(running, settings, log)
            assert await asyncio.wait_for(left.wait(), 5) == -signal.SIGKILL
            servers = [one.pid for one in using(tmp_path) if "start-dev" in one.cmdline()]
            assert servers == [server_of(settings)]
    finally:
        if left.returncode is None:
            left.kill()
            await left.wait()


def test_a_stranger_with_the_old_pid_is_left_alone(tmp_path: Path) -> None:
    """Process ids are used again: whoever has it now is not our server."""
    settings = Settings(data=tmp_path, reconcile_minutes=0)
    stranger = subprocess.Popen(["sleep", "60"])
    try:
        embedded.write_address(settings, embedded.Ports(1, 2), stranger.pid)
        embedded.end_leftover(tmp_path)
        assert stranger.poll() is None
        assert psutil.pid_exists(os.getpid())
    finally:
        stranger.kill()
        stranger.wait()
