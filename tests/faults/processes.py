"""Processes of the product, started by tests and always ended by them."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from config import Settings

ROOT = Path(__file__).parents[2]


@contextmanager
def process(module: str, settings: Settings, log: Path, **more: str) -> Iterator["subprocess.Popen[bytes]"]:
    """``python -m module`` with ``settings``, in a session of its own; killed at the end if it still runs."""
    with log.open("ab") as out:
        running = subprocess.Popen(
            [sys.executable, "-m", module],
            cwd=ROOT,
            env={**os.environ, **settings.as_environment(), **more},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            start_new_session=True,
        )
    try:
        yield running
    finally:
        if running.poll() is None:
            running.kill()
        running.wait()


async def ended(running: "subprocess.Popen[bytes]", patience: float) -> bool:
    """Whether it ends within ``patience`` seconds."""
    deadline = asyncio.get_running_loop().time() + patience
    while running.poll() is None:
        if asyncio.get_running_loop().time() > deadline:
            return False
        await asyncio.sleep(0.02)
    return True


def using(folder: Path) -> list[psutil.Process]:
    """Every process that works on ``folder``: it stands in its command line or its environment."""
    found = []
    for one in psutil.process_iter():
        try:
            told = one.cmdline(), one.environ().get("SERVANDA_DATA")
        except psutil.Error:
            continue
        if one.pid != os.getpid() and (told[1] == str(folder) or any(str(folder) in word for word in told[0])):
            found.append(one)
    return [one for one in found if one.is_running() and one.status() != psutil.STATUS_ZOMBIE]


def kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
