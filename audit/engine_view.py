"""Does Temporal believe what the ledger says, for every obligation that is to be kept alive?"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from temporalio.client import Client
from temporalio.service import RPCError, RPCStatusCode

from domain.obligation import Obligation
from schema import starts
from schema.engine import Engine
from schema.ledger import Ledger
from schema.queries import Filter, obligations_where
from workflows import contracts as m

AT_ONCE = 32
"""Workflows asked at the same time."""


@dataclass(frozen=True, slots=True)
class Drift:
    """One open obligation of which ledger and Temporal disagree, and how."""

    obligation: str
    what: str


async def verify_engine(client: Client, engine: Engine, progress: Callable[[int, int], None] | None = None) -> list[Drift]:
    """Ask the workflow of every open obligation for its state and hold it against the fold of the ledger.

    An obligation whose start is still pending is no drift. One that moved while it was asked is asked again.
    """
    ledger = Ledger(engine)
    rows = await asyncio.to_thread(obligations_where, engine, Filter(open=True))
    ids = [row.id for row in rows]
    pending = set(await asyncio.to_thread(starts.pending, engine, len(ids) + 1))
    gate = asyncio.Semaphore(AT_ONCE)
    done = 0

    async def one(obligation: str) -> Drift | None:
        nonlocal done
        async with gate:
            found = await _drift(client, ledger, obligation)
        done += 1
        if progress:
            progress(done, len(ids))
        return found

    found = await asyncio.gather(*(one(each) for each in ids if each not in pending))
    return [drift for drift in found if drift]


async def _drift(client: Client, ledger: Ledger, obligation: str, tries: int = 3) -> Drift | None:
    recorded = await asyncio.to_thread(ledger.state, obligation)
    if recorded is None or not recorded.is_open:
        return None
    try:
        believed: Obligation = await client.get_workflow_handle(obligation).query(m.STATE, result_type=Obligation)
    except RPCError as error:
        if error.status is RPCStatusCode.NOT_FOUND:
            return Drift(obligation, "the ledger has it open; Temporal has no workflow for it")
        if error.status is RPCStatusCode.FAILED_PRECONDITION:  # its last task failed, and is tried again with growing pauses
            return Drift(obligation, f"its workflow cannot be asked what it believes: {error}. Ask again in a minute")
        raise
    if believed == recorded:
        return None
    if tries > 1:
        return await _drift(client, ledger, obligation, tries - 1)
    if believed.seq < recorded.seq:
        return Drift(obligation, f"its workflow stands at event {believed.seq}, the ledger at {recorded.seq}")
    if believed.seq > recorded.seq:
        return Drift(obligation, f"its workflow believes in {believed.seq} events, the ledger holds {recorded.seq}")
    return Drift(obligation, "its workflow's state is not the fold of the ledger's events")
