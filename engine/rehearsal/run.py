"""Runs a rehearsal: registers a document as of its adoption, then lets the years pass, step by step, on the time-skipping server.

The virtual clock begins at noon UTC of the day of adoption. Time skips from one alarm or step to the next; every reminder falls at
the minute at which it would have fallen.
"""

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from temporalio.client import Client
from temporalio.testing import WorkflowEnvironment

from domain import commands as c
from domain.errors import Refused
from domain.instrument import Reading
from domain.life import next_alarm
from domain.obligation import Obligation, Status
from domain.time.clock import Clock
from engine.connect import prepare, runtime
from engine.embedded import binary
from engine.errors import EngineError, NotFound
from engine.obligations import Obligations
from engine.policy import Policy
from engine.registration import proposals, require_metadata
from engine.rehearsal import story
from engine.rehearsal.script import MOVE, Script, ScriptError, Step, command, moved
from engine.series import keep
from engine.starter import Starter, start_workflow
from engine.workers import make_worker
from schema import registry
from schema.engine import Engine, make_engine
from schema.grouped import GroupedLedger
from schema.ledger import Ledger
from schema.migrate import upgrade
from schema.registry import Registration, register
from workflows.payloads import DATA_CONVERTER

TASK_QUEUE = "rehearsal"
STRIDE = timedelta(days=30)
"""Virtual time between two looks at the progress."""

LONGEST_RUN = timedelta(days=9 * 365)
"""After how long every open workflow is begun anew from the ledger: the time-skipping server ends a run after ten years."""

A_MOMENT = timedelta(minutes=1)
"""What a series has, once its time has come, to record what it opens."""


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What came of it. ``refused`` are steps of the script that the kernel did not allow, with its reason."""

    moments: tuple[story.Moment, ...]
    obligations: tuple[Obligation, ...]
    refused: tuple[tuple[Step, str], ...]
    database: Path
    began: date
    until: date


@dataclass(frozen=True, slots=True)
class Document:
    """What is rehearsed: the reading, and the file that it was read from."""

    reading: Reading
    file: registry.Document


async def rehearse(
    document: Document,
    script: Script,
    until: date,
    database: Path,
    progress: Callable[[date], None] = lambda _: None,
) -> Rehearsed:
    """Live ``document`` through from its adoption to the end of ``until``, in an own ``database`` (a new SQLite file).

    ``progress`` is told how far virtual time has come. Raises :class:`ScriptError` for a script that names what is not there, and
    :class:`~engine.registration.MetadataMissing` without a date of adoption.
    """
    adopted = require_metadata(document.reading.instrument).adopted
    assert adopted is not None  # require_metadata has seen it
    if until <= adopted:
        raise ScriptError(f"The rehearsal would end on {until} before it begins: the document was adopted on {adopted}.")
    if await asyncio.to_thread(database.exists):
        raise EngineError(f"{database} exists already: a rehearsal writes a database of its own. Name another, or move it away.")
    begin = datetime.combine(adopted, time(12), UTC)
    async with AsyncExitStack() as stack:
        env = await stack.enter_async_context(
            await WorkflowEnvironment.start_time_skipping(
                data_converter=DATA_CONVERTER, test_server_existing_path=binary("temporal-test-server"), runtime=runtime()
            )
        )
        await prepare(env.client)
        upgrade(f"sqlite:///{database}")
        engine = make_engine(f"sqlite:///{database}")
        stack.callback(engine.dispose)
        grouped = await stack.enter_async_context(GroupedLedger(Ledger(engine)))
        clock = Clock(base=begin, started=await env.get_current_time())
        await stack.enter_async_context(make_worker(env.client, engine, grouped, TASK_QUEUE))
        stage = _Stage(env, clock, engine, document, script, progress)
        return await stage.play(begin, until, database)


class _Stage:
    """One rehearsal while it runs."""

    def __init__(
        self,
        env: WorkflowEnvironment,
        clock: Clock,
        engine: Engine,
        document: Document,
        script: Script,
        progress: Callable[[date], None],
    ) -> None:
        self._env = env
        self._clock = clock
        self._engine = engine
        self._document = document
        self._script = script
        self._progress = progress
        self._ledger = Ledger(engine)
        self._now = clock.base or datetime.now(UTC)
        self._starter = Starter(env.client, engine, TASK_QUEUE, clock)
        self._obligations = Obligations(self._ledger, self._client, lambda: self._now)
        self._refused: list[tuple[Step, str]] = []
        self._ids: list[str] = []
        self._begun = self._now

    def _states(self) -> dict[str, Obligation]:
        """Every obligation of the document as it stands, each series followed by its occurrences."""
        found = {}
        for one in self._ids:
            if state := self._ledger.state(one):
                found[one] = state
                opened = [each.id for each in state.series.occurrences] if state.series else []
                begun = self._ledger.states(opened)
                found |= {each: begun[each] for each in opened}
        return found

    async def _client(self) -> Client:
        return self._env.client

    async def play(self, begin: datetime, until: date, database: Path) -> Rehearsed:
        self._ids = await self._register(begin)
        for number, step in enumerate(self._script.step, start=1):
            if step.on > until:
                break
            await self._pass_to(datetime.combine(step.on, time(12), UTC))
            await self._take(step, number)
        await self._pass_to(datetime.combine(until, time(23, 59), UTC))
        states = self._states()
        moments = story.tell(self._ledger, states)
        return Rehearsed(tuple(moments), tuple(states.values()), tuple(self._refused), database, begin.date(), until)

    async def _register(self, now: datetime) -> list[str]:
        reading = self._document.reading
        asked = proposals(reading, "servanda", Policy(self._script.zone), now)
        file = self._document.file
        registration = Registration(reading, file.name, file.data, file.media_type, self._script.zone, now, asked)
        await asyncio.to_thread(register, self._engine, registration)
        ids = [append.stream for append in asked]
        if self._script.confirm == "all":
            for one in ids:
                await self._confirm(one)
            await self._starter.start_pending()
        return ids

    async def _confirm(self, obligation: str) -> None:
        envelope = c.Envelope("rehearsal:confirm", "coordinator", c.Confirm(accept_past_due=True))
        state = self._ledger.state(obligation)
        if state and not state.terms.addressees:
            return  # nobody is named: it stays a proposal, as it would for a person who does not say who is to act
        await self._obligations.carry_out(obligation, envelope)

    async def _pass_to(self, moment: datetime) -> None:
        """Let virtual time come to ``moment``, telling the progress on the way. What begins on the way is kept alive at once."""
        while self._now < moment:
            target = min(self._now + STRIDE, moment, *self._openings())
            here = self._clock.virtual(await self._env.get_current_time())
            if target > here:
                await self._env.sleep(target - here)
            self._now = target
            await keep(self._engine, self._obligations, self._now)
            await self._starter.start_pending()
            if self._now - self._begun > LONGEST_RUN:
                await self._begin_anew()
            self._progress(target.date())

    async def _begin_anew(self) -> None:
        """Every workflow from where the ledger stands, as `servanda rebuild` does."""
        for state in self._states().values():
            if state.is_open:
                await self._env.client.get_workflow_handle(state.id).terminate("begun anew from the ledger")
                await start_workflow(self._env.client, state, self._clock, TASK_QUEUE)
        self._begun = self._now

    def _openings(self) -> list[datetime]:
        """When series open their next occurrences: time stops there, lest it run past the first reminders of what is not yet started."""
        alarms = (next_alarm(state) for state in self._ledger.states(self._ids).values() if state.status is Status.RECURRING)
        return [alarm + A_MOMENT for alarm in alarms if alarm and alarm + A_MOMENT > self._now]

    async def _take(self, step: Step, number: int) -> None:
        try:
            if step.do == MOVE:
                await self._move(step, number)
                return
            obligation = _find(step, list(self._states()))
            envelope = c.Envelope(f"script:{number}", step.actor, command(step))
            await self._obligations.carry_out(obligation, envelope)
            await self._starter.start_pending()
        except Refused as refused:
            self._refused.append((step, str(refused)))

    async def _move(self, step: Step, number: int) -> None:
        """A session has new days: all that is bound to it is re-dated, proposals too."""
        for one, state in self._states().items():
            bound = state.due.session if state.due else None
            if not state.due or not bound or not (state.is_open or state.status is Status.PROPOSED):
                continue
            session, due = moved(step, state.due.expression)
            if bound == session:
                rebind = c.RebindSession(session, due, f"{step.source}. {step.note}".strip())
                await self._obligations.carry_out(one, c.Envelope(f"script:{number}", "servanda", rebind))


def _find(step: Step, ids: list[str]) -> str:
    wanted = [one for one in ids if one == step.obligation or one.endswith(f":{step.obligation}")]
    if len(wanted) != 1:
        known = ", ".join(one.rsplit(":", 1)[-1] for one in ids)
        raise NotFound(f"On {step.on} the script names obligation {step.obligation!r}. This document has: {known}.")
    return wanted[0]
