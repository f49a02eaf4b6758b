"""One instance, started and stopped together: the embedded Temporal server, the worker and the notice sender.

Each is a process of its own, so each can be killed and comes back; together they hold one data folder. What is acknowledged is on
disk before that, so a new supervisor goes on where the last one was, however it ended.
"""

import asyncio
import os
import signal
import sys
from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import structlog
from temporalio.api.enums.v1 import TaskQueueType
from temporalio.api.taskqueue.v1 import TaskQueue
from temporalio.api.workflowservice.v1 import DescribeTaskQueueRequest
from temporalio.client import Client
from temporalio.service import RPCError

from config import Settings
from engine import embedded
from engine.connect import connect, prepare
from engine.errors import EngineDown
from engine.intake.taking import policy
from engine.lock import DataLock
from schema.migrate import upgrade

log = structlog.get_logger(__name__)

READY_WITHIN = 60.0
"""Seconds within which the worker must have come up at the first start."""

_GRACE = 10.0
"""Seconds that a child has to finish what is under way before it is killed."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the parts of a running instance are."""

    data: Path
    database: str
    temporal: str
    ui: str | None
    notices: str
    logs: Path


class Child:
    """A process that is started again when it ends, with a growing pause, until it is told to stop."""

    def __init__(self, name: str, command: Sequence[str], log_file: Path, env: dict[str, str]) -> None:
        self.name = name
        self._command = list(command)
        self._log_file = log_file
        self._env = env
        self._stopping = False
        self.process: asyncio.subprocess.Process | None = None
        self.started = asyncio.Event()

    async def keep_alive(self, on_start: Callable[[int], None] | None = None) -> None:
        """Run it until :meth:`stop`."""
        pause = 0.2
        loop = asyncio.get_running_loop()
        while not self._stopping:
            began = loop.time()
            with self._log_file.open("ab") as out:
                self.process = await asyncio.create_subprocess_exec(
                    *self._command,
                    stdout=out,
                    stderr=out,
                    stdin=asyncio.subprocess.DEVNULL,
                    env=self._env,
                    start_new_session=True,
                    preexec_fn=embedded.die_with_parent,
                )
            if on_start:
                on_start(self.process.pid)
            self.started.set()
            code = await self.process.wait()
            if self._stopping:
                return
            pause = 0.2 if loop.time() - began > 30 else min(pause * 2, 10.0)
            log.warning("child.restarting", child=self.name, exit_code=code, pause=pause, log=str(self._log_file))
            await asyncio.sleep(pause)

    async def stop(self) -> None:
        """Ask it to end; kill it if it has not after a grace."""
        self._stopping = True
        if self.process is None or self.process.returncode is not None:
            return
        with suppress(ProcessLookupError):
            self.process.send_signal(signal.SIGTERM)
        try:
            await asyncio.wait_for(self.process.wait(), _GRACE)
        except TimeoutError:
            with suppress(ProcessLookupError):
                self.process.kill()
            await self.process.wait()


async def up(settings: Settings, announce: Callable[[Place], None], stop: asyncio.Event | None = None) -> None:
    """Run the instance until ``stop`` is set, or SIGINT or SIGTERM comes. ``announce`` is told once, when all is ready.

    Raises :class:`~engine.errors.AlreadyRunning` where another process holds the data folder, :class:`EngineDown` where a part does
    not come up, :class:`~config.SettingsError` for a policy that cannot be read.
    """
    policy(settings)  # a setting that the worker could not live with is named here
    stop = stop or _stop_on_signals()
    settings.data.mkdir(parents=True, exist_ok=True)
    with DataLock(settings.data):
        await asyncio.to_thread(upgrade, settings.database)
        logs = settings.data / "logs"
        logs.mkdir(exist_ok=True)
        await _run(settings, logs, announce, stop)


def _stop_on_signals() -> asyncio.Event:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)
    return stop


async def _run(settings: Settings, logs: Path, announce: Callable[[Place], None], stop: asyncio.Event) -> None:
    env = {**os.environ, **settings.as_environment()}
    tasks: list[asyncio.Task[None]] = []
    children: list[Child] = []

    def keep(child: Child, on_start: Callable[[int], None] | None = None) -> None:
        children.append(child)
        tasks.append(asyncio.create_task(child.keep_alive(on_start)))

    async def start() -> Place:
        address, ui = settings.temporal_address, None
        if not address:
            ports = embedded.Ports(embedded.free_port(), embedded.free_port())
            address, ui = ports.address, f"http://127.0.0.1:{ports.ui}" if settings.temporal_ui else None
            await asyncio.to_thread(embedded.end_leftover, settings.data)
            server = Child("temporal", embedded.command_line(settings, ports), logs / "temporal.log", env)
            keep(server, lambda pid: embedded.write_address(settings, ports, pid))
        client = await connect(settings, address, patience=READY_WITHIN)
        await prepare(client)
        keep(Child("worker", [sys.executable, "-m", "worker"], logs / "worker.log", env))
        keep(Child("sender", [sys.executable, "-m", "engine.outgoing.sender"], logs / "sender.log", env))
        await _until_worked(client, settings.task_queue, logs)
        return Place(settings.data, settings.database, address, ui, settings.smtp_url or str(settings.data / "outbox"), logs)

    try:
        if place := await _unless(stop, start()):
            announce(place)
            await stop.wait()
    finally:
        for child in reversed(children):  # the sender, the worker, then the server they talk to
            await child.stop()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if not settings.temporal_address:
            embedded.forget_address(settings.data)


async def _unless(stop: asyncio.Event, starting: Coroutine[Any, Any, Place]) -> Place | None:
    """What ``starting`` comes to, or ``None`` where it was told to stop before."""
    started, stopped = asyncio.create_task(starting), asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({started, stopped}, return_when=asyncio.FIRST_COMPLETED)
        return started.result() if started.done() else None
    finally:
        for task in (started, stopped):
            task.cancel()
        await asyncio.gather(started, stopped, return_exceptions=True)


async def _until_worked(client: Client, task_queue: str, logs: Path) -> None:
    deadline = asyncio.get_running_loop().time() + READY_WITHIN
    request = DescribeTaskQueueRequest(
        namespace=client.namespace,
        task_queue=TaskQueue(name=task_queue),
        task_queue_type=TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW,
    )
    while asyncio.get_running_loop().time() < deadline:
        with suppress(RPCError):
            if (await client.workflow_service.describe_task_queue(request)).pollers:
                return
        await asyncio.sleep(0.1)
    raise EngineDown(f"The worker did not come up within {READY_WITHIN:g} s. Its log is {logs / 'worker.log'}.")
