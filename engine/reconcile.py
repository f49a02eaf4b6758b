"""Ledger, projections and Temporal held against each other, every drift named, and mended from the ledger.

The ledger is the record and is never written here. What follows from it is made again: a workflow is started, told to catch up, or
begun anew; a projection is written from the fold. Where the other side knows of more than the ledger, the ledger may have lost
something, or the wrong database is open: that is named and left, until a person says that the ledger is right.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from uuid import uuid4

import structlog
from temporalio.client import Client, WorkflowExecution, WorkflowUpdateFailedError, WorkflowUpdateRPCTimeoutOrCancelledError
from temporalio.common import WorkflowIDConflictPolicy
from temporalio.service import RPCError

from audit.drift import TRUST_NEEDED, Drift, DriftKind
from audit.engine_view import left_running, open_drifts, running_obligations
from audit.pictures import looked_through
from domain.errors import DomainError
from domain.obligation import Obligation
from domain.time.clock import Clock
from engine.instruments import missing, start_or_wake
from engine.starter import attributes_differ, start_workflow
from schema import pictures, reconciliations, starts
from schema.engine import Engine
from schema.ledger import Ledger
from schema.reconciliations import DriftRow
from workflows import contracts as m
from workflows.instrument_messages import LONGEST_ID

log = structlog.get_logger(__name__)

START_WITHIN = timedelta(minutes=10)
"""How long a start may wait before that is a drift: a worker's starter takes it up within a second."""

VISIBLE_WITHIN = 2.0
"""Seconds within which Temporal's list shows what has happened."""

CATCH_UP_WITHIN = timedelta(seconds=30)

RECENT = 2000
"""Events, the ledger's last, that a starting worker looks back on: more than any can have had under way when it died."""

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What a check came to: how many obligations were looked at, whether Temporal was asked, what was found and done."""

    obligations: int
    engine: bool
    drifts: tuple[DriftRow, ...]

    @property
    def mended(self) -> int:
        return sum(1 for each in self.drifts if each.mended)


@dataclass(slots=True)
class Seen:
    """What one look through everything has found."""

    obligations: int = 0
    open: dict[str, Obligation] = field(default_factory=dict)
    drifts: list[Drift] = field(default_factory=list)


class Reconciler:
    """One ledger, its projections, and the cluster of ``client`` (``None``: no engine answers, and it is left out)."""

    def __init__(
        self, engine: Engine, client: Client | None, task_queue: str, clock: Clock | None = None, *, instruments: bool = True
    ) -> None:
        self._engine = engine
        self._ledger = Ledger(engine)
        self._client = client
        self._task_queue = task_queue
        self._clock = clock or Clock()
        self._of_instruments = instruments

    async def reconcile(
        self, *, dry_run: bool = False, trust_ledger: bool = False, progress: Progress | None = None
    ) -> Reconciled:
        """Look, name, and (unless ``dry_run``) mend. Safe to repeat, to break off, and to run twice at once."""
        seen = await self.look(progress)
        found = await self._deal_with(seen.drifts, dry_run, trust_ledger, progress)
        return Reconciled(seen.obligations, self._client is not None, found)

    async def look_back(self) -> Reconciled:
        """As :meth:`reconcile`, of the workflows only, and of those only of which something was recorded since the last check: for a
        worker that has just started.

        What the one before it recorded right before its sudden death was answered to nobody. Whoever asks again is answered out of
        the ledger, and the workflow would not hear of it until it is told something else, or until the next check of all.
        """
        if self._client is None:
            return Reconciled(0, False, ())
        states = await asyncio.to_thread(self._lately)
        opened = [each for each, state in states.items() if state.is_open]
        drifts = await open_drifts(self._client, self._engine, opened)
        drifts += await left_running(self._client, self._engine, states.keys() - set(opened))
        return Reconciled(len(states), True, await self._deal_with(drifts))

    def _lately(self) -> dict[str, Obligation]:
        """What was moved by the ledger's last events, back to when Temporal was last asked about everything. What cannot be read is
        named by the next check of all."""
        last = reconciliations.latest(self._engine)
        since = last.started_at if last and last.engine else None
        entries = self._ledger.since_position(max(0, self._ledger.head().position - RECENT), RECENT)
        moved = dict.fromkeys(each.stream for each in entries if since is None or each.event.recorded_at >= since)
        return {each.stream: each.state for each in pictures.some(self._engine, list(moved)) if each.state}

    async def _deal_with(
        self, drifts: list[Drift], dry_run: bool = False, trust_ledger: bool = False, progress: Progress | None = None
    ) -> tuple[DriftRow, ...]:
        found: list[DriftRow] = []
        # One obligation may drift in several ways. The first mends the rest, or the next check finds what is left.
        ordered = sorted(drifts, key=lambda drift: (drift.obligation, list(DriftKind).index(drift.kind)))
        for number, drift in enumerate(ordered, start=1):
            found.append(await self._dealt_with(drift, dry_run, trust_ledger))
            if progress:
                progress("Mending", number, len(ordered))
        return tuple(found)

    async def look(self, progress: Progress | None = None) -> Seen:
        """Everything that disagrees, with nothing changed."""
        seen = Seen()
        looking = looked_through(self._engine)
        while piece := await asyncio.to_thread(next, looking, None):
            states, drifts = piece
            seen.obligations += len(states)
            seen.open |= {state.id: state for state in states if state.is_open}
            seen.drifts += drifts
            if progress:
                progress("Ledger", seen.obligations, seen.obligations)
        seen.drifts += await self._waiting_starts()
        if self._client is not None:
            seen.drifts += await self._workflows(self._client, seen.open, progress)
        return seen

    async def _waiting_starts(self) -> list[Drift]:
        late = self._clock.virtual(datetime.now(UTC)) - START_WITHIN
        waiting = await asyncio.to_thread(starts.waiting, self._engine)
        what = "its workflow was asked for at {:%Y-%m-%d %H:%M} UTC, and nobody has started it"
        return [Drift(each, what.format(at), DriftKind.START_WAITS) for each, at in waiting.items() if at < late]

    async def _workflows(self, client: Client, opened: Mapping[str, Obligation], progress: Progress | None) -> list[Drift]:
        def told(done: int, total: int) -> None:
            if progress:
                progress("Engine", done, total)

        running = await running_obligations(client, self._task_queue)
        found = await open_drifts(client, self._engine, list(opened), told)
        found += await left_running(client, self._engine, running.keys() - opened.keys())
        drifted = {drift.obligation for drift in found}
        stale = [each for each, state in opened.items() if each not in drifted and _stale(running.get(each), state)]
        return found + await self._stale(client, stale) + await self._instruments(client)

    async def _instruments(self, client: Client) -> list[Drift]:
        """An instrument is named by its symbol, where an obligation's id stands otherwise."""
        if not self._of_instruments or not await missing(client, self._engine, self._task_queue):
            return []
        await asyncio.sleep(VISIBLE_WITHIN)
        what = "obligations of it are open; no workflow looks after how it stands"
        found = await missing(client, self._engine, self._task_queue)
        return [Drift(symbol, what, DriftKind.NO_INSTRUMENT) for symbol in found]

    async def _stale(self, client: Client, ids: list[str]) -> list[Drift]:
        """Those of ``ids`` whose search attributes are still not the ledger's after the list has had time to follow."""
        if not ids:
            return []
        await asyncio.sleep(VISIBLE_WITHIN)
        found = []
        states = await asyncio.to_thread(self._ledger.states, ids)
        for each, state in states.items():
            differ = attributes_differ((await client.get_workflow_handle(each).describe()).typed_search_attributes, state)
            if state.is_open and differ:
                found.append(
                    Drift(each, f"Temporal's lists have another {', '.join(differ)} than the ledger", DriftKind.ATTRIBUTES)
                )
        return found

    async def _dealt_with(self, drift: Drift, dry_run: bool, trust_ledger: bool) -> DriftRow:
        def row(mended: str = "", why_not: str = "") -> DriftRow:
            return DriftRow(drift.obligation, drift.kind.value, drift.what, mended, why_not)

        if why := _leave(drift, trust_ledger):
            return row(why_not=why)
        if dry_run:
            return row(why_not="only looked at")
        try:
            return row(mended=await self._mend(drift))
        except (
            RPCError,
            WorkflowUpdateFailedError,
            WorkflowUpdateRPCTimeoutOrCancelledError,
            DomainError,
            TimeoutError,
        ) as error:
            asked = asyncio.current_task()
            if asked and asked.cancelling():  # the client library would keep that from whoever cancelled
                raise asyncio.CancelledError from error
            return row(why_not=f"it could not be mended: {error}")

    async def _mend(self, drift: Drift) -> str:
        """Mend it; what was done, in words."""
        actions: dict[DriftKind, Callable[[str], Awaitable[str]]] = {
            DriftKind.NO_WORKFLOW: self._start,
            DriftKind.BEHIND: self._catch_up,
            DriftKind.LEFT_RUNNING: self._catch_up,
            DriftKind.ANOTHER_STATE: self._begin_anew,
            DriftKind.AHEAD: self._begin_anew,
            DriftKind.ATTRIBUTES: self._begin_anew,
            DriftKind.UNKNOWN_WORKFLOW: self._terminate,
            DriftKind.NO_INSTRUMENT: self._start_instrument,
            DriftKind.PICTURE: self._rewrite,
            DriftKind.PICTURE_AHEAD: self._rewrite,
            DriftKind.PICTURE_ALONE: self._rewrite,
        }
        return await actions[drift.kind](drift.obligation)

    async def _start(self, obligation: str) -> str:
        now = self._clock.virtual(datetime.now(UTC))
        await asyncio.to_thread(starts.ask_again, self._engine, [obligation], now)
        return "a start was asked for"

    async def _start_instrument(self, symbol: str) -> str:
        assert self._client
        await start_or_wake(self._client, [symbol], self._clock, self._task_queue)
        return "its workflow was started"

    async def _catch_up(self, obligation: str) -> str:
        assert self._client
        await self._client.get_workflow_handle(obligation).execute_update(m.CATCH_UP, rpc_timeout=CATCH_UP_WITHIN)
        return "its workflow has caught up with the ledger"

    async def _begin_anew(self, obligation: str) -> str:
        """Another run from what the ledger holds now, in the place of the one that goes wrong, in one step."""
        assert self._client
        state = await asyncio.to_thread(self._ledger.state, obligation)
        if state is None or not state.is_open:
            return await self._terminate(obligation)
        replace = WorkflowIDConflictPolicy.TERMINATE_EXISTING
        await start_workflow(self._client, state, self._clock, self._task_queue, conflict=replace)
        return "its workflow was begun anew from the ledger"

    async def _terminate(self, obligation: str) -> str:
        assert self._client
        await self._client.get_workflow_handle(obligation).terminate("the ledger does not have it open")
        return "its workflow was ended"

    async def _rewrite(self, obligation: str) -> str:
        again = await asyncio.to_thread(pictures.rewrite, self._engine, obligation)
        return "its projection was written from the ledger" if again else "its projection had been mended meanwhile"


def _stale(listed: WorkflowExecution | None, state: Obligation) -> bool:
    return listed is not None and bool(attributes_differ(listed.typed_search_attributes, state))


_BY_HAND = {
    DriftKind.SILENT: "its worker's log says why its task fails; it is tried again until that is mended",
    DriftKind.START_WAITS: "no worker takes it up: is `servanda up` (or `python -m worker`) running?",
    DriftKind.UNREADABLE: "a newer Servanda wrote it, or it was damaged: update, and run `servanda verify`",
}


_TOO_LONG = (
    "Temporal takes no id of more than {:,} bytes, so nothing will ever remind of it: "
    "register its document again under a shorter symbol"
)


def _leave(drift: Drift, trust_ledger: bool) -> str:
    """Why nothing is done about a drift; empty where something is."""
    kind = drift.kind
    if kind in (DriftKind.START_WAITS, DriftKind.NO_WORKFLOW) and len(drift.obligation.encode()) > LONGEST_ID:
        return _TOO_LONG.format(LONGEST_ID)
    if kind in TRUST_NEEDED and not trust_ledger:
        return (
            "the ledger may have lost events, or this is another database: look at the database URL and the backups first. "
            "If the ledger is right: servanda reconcile --trust-ledger"
        )
    return _BY_HAND.get(kind, "")


async def scheduled(reconciler: Reconciler, engine: Engine, every: timedelta) -> Reconciled | None:
    """The check that is due every ``every``, unless another worker has begun it: then ``None``. What it found is recorded."""
    check, now = str(uuid4()), datetime.now(UTC)
    if not await asyncio.to_thread(reconciliations.claim, engine, check, now, every):
        return None
    return await recorded(reconciler, engine, check)


async def asked_for(
    reconciler: Reconciler, engine: Engine, *, trust_ledger: bool = False, progress: Progress | None = None
) -> Reconciled:
    """A check that somebody asked for now. What it found is recorded."""
    check = str(uuid4())
    await asyncio.to_thread(reconciliations.enter, engine, check, datetime.now(UTC))
    return await recorded(reconciler, engine, check, trust_ledger=trust_ledger, progress=progress)


async def recorded(
    reconciler: Reconciler, engine: Engine, check: str, *, trust_ledger: bool = False, progress: Progress | None = None
) -> Reconciled:
    """Carry out the entered ``check`` and record what it came to."""
    done = await reconciler.reconcile(trust_ledger=trust_ledger, progress=progress)
    finish = partial(reconciliations.finish, engine, check, datetime.now(UTC), found=done.drifts)
    await asyncio.to_thread(partial(finish, asked_engine=done.engine, obligations=done.obligations))
    return done


async def keep_reconciled(reconciler: Reconciler, engine: Engine, every: timedelta, look: float = 30.0) -> None:
    """Until cancelled: a check every ``every``, by whichever worker is first to find it due. It looks every ``look`` seconds.

    Where none is due at the first look, the worker looks back on what was recorded last: it may have started because another died.
    A loop beside the worker and no Temporal Schedule: what must notice that Temporal has lost something cannot be kept by Temporal.
    """
    looked_back = False
    while True:
        await asyncio.sleep(look)  # first of all: what has just come up is left to find its feet
        try:
            done = await scheduled(reconciler, engine, every)
            if done is None and not looked_back:
                done = await reconciler.look_back()
            looked_back = True
            if done:
                say = log.warning if done.drifts else log.info
                say("reconciled", obligations=done.obligations, found=len(done.drifts), mended=done.mended)
        except Exception as error:  # whatever it is, the next check is tried: it must not take the worker along
            log.warning("reconcile.failed", reason=f"{type(error).__name__}: {error}")
