"""Every open workflow started again from the ledger alone: on a new cluster, or on one that has lost its memory.

What is to be started is written down first and carried out by the worker's starter, so this may be killed at any point and run again.
A workflow begins with the fold of its obligation's events, which holds up to where its reminders are dealt with: none is sent twice.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from temporalio.client import Client

from audit.engine_view import running_obligations
from audit.pictures import looked_through
from schema import starts
from schema.engine import Engine

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """``open``: how many obligations are to be kept alive; ``running``: of how many Temporal had a workflow; ``asked``: the others."""

    open: int
    running: int
    asked: tuple[str, ...]
    waiting: tuple[str, ...] = ()


async def missing(client: Client, engine: Engine, task_queue: str, progress: Progress | None = None) -> Rebuilt:
    """Which open obligations Temporal keeps no workflow for. Asked of the ledger's events, not of the projections."""
    opened: list[str] = []
    looked = 0
    looking = looked_through(engine)
    while piece := await asyncio.to_thread(next, looking, None):
        looked += len(piece[0])
        opened += [state.id for state in piece[0] if state.is_open]
        if progress:
            progress("Ledger", looked, looked)
    running = await running_obligations(client, task_queue)
    return Rebuilt(
        len(opened), sum(1 for each in opened if each in running), tuple(each for each in opened if each not in running)
    )


async def rebuild(
    client: Client, engine: Engine, task_queue: str, *, wait: float = 0.0, progress: Progress | None = None
) -> Rebuilt:
    """Have every missing workflow started, and wait up to ``wait`` seconds without a start until all are; what still waits is said."""
    found = await missing(client, engine, task_queue, progress)
    await asyncio.to_thread(starts.ask_again, engine, found.asked, datetime.now(UTC))
    waiting = await _started(engine, found.asked, wait, progress)
    return Rebuilt(found.open, found.running, found.asked, waiting)


async def _started(engine: Engine, asked: tuple[str, ...], patience: float, progress: Progress | None) -> tuple[str, ...]:
    loop = asyncio.get_running_loop()
    left, until = set(asked), loop.time() + patience
    while left:
        now_waiting = left & set(await asyncio.to_thread(starts.pending, engine, 1_000_000))
        if len(now_waiting) < len(left):
            until = loop.time() + patience
        left = now_waiting
        if progress:
            progress("Starting", len(asked) - len(left), len(asked))
        if loop.time() >= until:
            break
        await asyncio.sleep(0.5)
    return tuple(sorted(left))
