"""The embedded Temporal server: the real one, on loopback, keeping its file in the data folder.

Its pragmas are those that lost nothing in simulated power cuts (``journal_mode=wal`` with ``synchronous=full``); the defaults did.
"""

import ctypes
import json
import shutil
import signal
import socket
import sys
from dataclasses import dataclass
from pathlib import Path

import psutil

from config import Settings
from engine.connect import SEARCH_ATTRIBUTES
from engine.errors import EngineError

DATABASE = "temporal.db"
ADDRESS_FILE = "temporal.json"

_PR_SET_PDEATHSIG = 1


def binary(name: str = "temporal") -> str:
    """The path of a Temporal program, first beside this Python, then on the PATH. Raises :class:`EngineError`."""
    beside = Path(sys.executable).parent / name
    found = str(beside) if beside.exists() else shutil.which(name)
    if not found:
        raise EngineError(
            f"The program `{name}` is not installed here. Run `make install`, or set SERVANDA_TEMPORAL_ADDRESS to use a cluster."
        )
    return found


def free_port() -> int:
    """A TCP port on loopback that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def die_with_parent() -> None:
    """Run in a child before it becomes its program: on Linux it is then killed when its parent dies, even by kill -9."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


@dataclass(frozen=True, slots=True)
class Ports:
    """Where the server listens on loopback. Chosen once per supervisor, so that a restarted server is found again."""

    grpc: int
    ui: int

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.grpc}"


UPDATES_AT_ONCE = 1000
"""Commands to one obligation that the server holds at a time. With its own limit of ten the eleventh is not merely refused: the ten
before it are dropped with it, and under a crowd none is ever finished."""


def command_line(settings: Settings, ports: Ports) -> list[str]:
    """How the server is run on the data folder's file."""
    command = [
        binary(), "server", "start-dev",
        "--ip", "127.0.0.1", "--port", str(ports.grpc),
        "--namespace", settings.temporal_namespace,
        "--db-filename", str(settings.data / DATABASE),
        "--sqlite-pragma", "journal_mode=wal",
        "--sqlite-pragma", "synchronous=full",
        "--log-level", "warn", "--log-format", "json",
        "--dynamic-config-value", f"history.maxInFlightUpdates={UPDATES_AT_ONCE}",
        *(["--ui-port", str(ports.ui)] if settings.temporal_ui else ["--headless"]),
    ]  # fmt: skip
    for name, kind in SEARCH_ATTRIBUTES.items():
        command += ["--search-attribute", f"{name}={_CLI_KINDS[kind]}"]
    return command


_CLI_KINDS = {2: "Keyword", 6: "Datetime", 7: "KeywordList"}
"""Temporal's numbers of the kinds of search attribute, in the words of its command line."""


def write_address(settings: Settings, ports: Ports, pid: int) -> None:
    """Write down where the server is, for the commands of this folder."""
    ui = f"http://127.0.0.1:{ports.ui}" if settings.temporal_ui else None
    path = settings.data / ADDRESS_FILE
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps({"address": ports.address, "pid": pid, "ui": ui}))
    fresh.replace(path)


def address(settings: Settings) -> str | None:
    """Where this instance's Temporal is: as configured, or as its running supervisor wrote it down. ``None``: nowhere known."""
    if settings.temporal_address:
        return settings.temporal_address
    try:
        return str(json.loads((settings.data / ADDRESS_FILE).read_text())["address"])
    except (OSError, ValueError, KeyError):
        return None


def forget_address(data: Path) -> None:
    """Say that no server of this folder runs any more."""
    (data / ADDRESS_FILE).unlink(missing_ok=True)


def end_leftover(data: Path) -> None:
    """End a Temporal server that still uses this folder's file though nobody supervises it."""
    try:
        pid = int(json.loads((data / ADDRESS_FILE).read_text())["pid"])
        process = psutil.Process(pid)
        if str(data / DATABASE) in process.cmdline():
            process.kill()
            process.wait(10)
    except (OSError, ValueError, KeyError, psutil.Error):
        return
