"""What the benchmarks share: a server of their own, sample obligations, alternating rounds, and ratios against a floor."""

import asyncio
import statistics
import subprocess
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import date, timedelta
from pathlib import Path

from temporalio.client import Client

import log
from config import Settings
from domain.force import Force
from domain.instrument import Due
from domain.terms import Terms
from engine import embedded
from engine.connect import connect, prepare


@asynccontextmanager
async def server() -> AsyncIterator[tuple[Client, Path, subprocess.Popen[bytes]]]:
    """The embedded server with the product's own settings, on a folder that goes away afterwards."""
    log.configure(Settings(log_level="warning"))
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data=Path(folder))
        ports = embedded.Ports(embedded.free_port(), embedded.free_port())
        with (settings.data / "temporal.log").open("wb") as out:
            process = subprocess.Popen(embedded.command_line(settings, ports), stdout=out, stderr=out)
        try:
            client = await connect(settings, ports.address, patience=30)
            await prepare(client)
            yield client, settings.data, process
        finally:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(10)


def sample_terms(number: int, due: date | None = None) -> Terms:
    """Terms as the example document has them."""
    return Terms(
        instrument="A/RES/71/244",
        provision=str(number),
        force=Force.REQUEST,
        verb="Requests",
        addressees=("Administrator of the United Nations Development Programme",),
        actions=("organize two in-depth briefings",),
        due=Due("by May 2017", latest=due or date.today() + timedelta(days=365), working="the last day of the month"),
        required=2,
        deliverable="briefing",
        zone="America/New_York",
    )


async def alternate(
    rounds: int, ours: Callable[[int], Awaitable[float]], floor: Callable[[int], Awaitable[float]]
) -> tuple[float, float, float]:
    """Medians of ``rounds`` of each, taken in turn, and the median of the ratios ours/floor of each pair."""
    pairs = []
    for number in range(rounds):
        first, second = (ours, floor) if number % 2 else (floor, ours)
        one = await first(number)
        other = await second(number)
        pairs.append((one, other) if first is ours else (other, one))
    mine, base = zip(*pairs, strict=True)
    return statistics.median(mine), statistics.median(base), statistics.median(a / b for a, b in pairs)


def report(name: str, ours: float, floor: float, ratio: float, unit: str, wanted: str) -> None:
    """One line of the result."""
    print(f"{name:28} {ours:10.2f} {unit:8} floor {floor:10.2f}   ratio {ratio:5.2f}   wanted: {wanted}", flush=True)


async def until(done: Callable[[], Awaitable[bool]], pause: float = 0.02, patience: float = 300.0) -> None:
    """Wait until ``done``. Raises :class:`TimeoutError`."""
    async with asyncio.timeout(patience):
        while not await done():
            await asyncio.sleep(pause)
