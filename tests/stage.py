"""An instance on a stage: the real ledger, workflows, activities and starter, on the time-skipping server or on the embedded one.

Here time is told and commands are sent as in production; a test says what is proposed and what happens.
"""

import asyncio
import subprocess
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path

from temporalio.api.enums.v1 import EventType
from temporalio.client import Client, WorkflowHandle
from temporalio.testing import WorkflowEnvironment

from config import Settings
from domain import commands as c
from domain.force import Force
from domain.instrument import Due, SessionRef
from domain.obligation import Obligation
from domain.terms import Terms
from domain.time.clock import Clock
from engine import embedded
from engine.connect import connect, prepare, runtime
from engine.obligations import Obligations, decided
from engine.starter import Starter
from engine.workers import make_worker
from schema.engine import make_engine
from schema.grouped import GroupedLedger
from schema.ledger import Ledger
from schema.migrate import upgrade
from wire.records import unstore
from workflows import contracts as m
from workflows.payloads import DATA_CONVERTER

ADOPTED = datetime(2016, 12, 21, 12, tzinfo=UTC)
DUE = date(2017, 5, 31)
TASK_QUEUE = "servanda"
SYMBOL = "A/RES/71/244"
SESSION = SessionRef("High-level Committee on South-South Cooperation", 20)


def terms(provision: str = "14", due: date | Due | None = DUE, **changes: object) -> Terms:
    """Terms as the example document has them; the days end in New York."""
    given = Due("by May 2017", latest=due, working="the last day of the month") if isinstance(due, date) else due
    plain = Terms(
        instrument=SYMBOL,
        provision=provision,
        force=Force.REQUEST,
        verb="requests",
        addressees=("Administrator of the United Nations Development Programme",),
        actions=("organize an in-depth briefing",),
        due=given,
        zone="America/New_York",
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


class Stage:
    """One ledger, one cluster, one worker, one clock."""

    def __init__(self, client: Client, ledger: Ledger, clock: Clock, env: WorkflowEnvironment | None, queue: str) -> None:
        self.client = client
        self.ledger = ledger
        self.engine = ledger.engine
        self.clock = clock
        self.env = env
        self.queue = queue
        self.starter = Starter(client, self.engine, queue, clock)
        self.obligations = Obligations(ledger, self._client, lambda: self._told)
        self._told = clock.base
        self._numbers = count(1)

    async def _client(self) -> Client:
        return self.client

    async def now(self) -> datetime:
        """What time it is for the obligations (UTC)."""
        real = await self.env.get_current_time() if self.env else datetime.now(UTC)
        self._told = self.clock.virtual(real)
        return self._told

    async def until(self, moment: datetime) -> None:
        """Let time come to ``moment`` (virtual, UTC), on the time-skipping server."""
        assert self.env
        await self.env.sleep(self.clock.wait(moment - await self.now()))
        await self.now()

    async def sleep(self, **span: float) -> None:
        """Let time pass, on the time-skipping server."""
        await self.until(await self.now() + timedelta(**span))

    async def propose(self, obligation: str, given: Terms) -> None:
        envelope = c.Envelope(f"register:{obligation}", "servanda", c.Propose(given))
        self.ledger.append(decided(None, envelope, await self.now(), obligation))

    async def send(
        self,
        obligation: str,
        command: c.Command,
        by: str = "coordinator",
        command_id: str = "",
        on: datetime | None = None,
        hats: tuple[str, ...] = (),
    ) -> m.Answer:
        """Put a command to the obligation as every client does; without a ``command_id`` it gets a new one. ``hats`` are positions."""
        await self.now()
        envelope = c.Envelope(command_id or f"step {next(self._numbers)}", by, command, on, hats)
        return await self.obligations.carry_out(obligation, envelope)

    async def update(self, obligation: str, envelope: c.Envelope, update_id: str | None = None) -> m.Answer:
        """Put a command straight to the workflow, past every look into the ledger."""
        message = m.pack(envelope)
        answer: m.Answer = await self.handle(obligation).execute_update(m.COMMAND, message, id=update_id, result_type=m.Answer)
        return answer

    async def confirm(self, obligation: str, **given: object) -> None:
        """Confirm, and see its workflow started; a series' first occurrence's too."""
        await self.send(obligation, c.Confirm(**given))  # type: ignore[arg-type]
        assert await self.starter.start_pending() == (2 if self.recorded(obligation).series else 1)

    async def alive(self, obligation: str, given: Terms | None = None, **changes: object) -> str:
        """A confirmed obligation whose workflow runs."""
        await self.propose(obligation, given or terms(obligation.rsplit(":", 1)[-1], **changes))  # type: ignore[arg-type]
        await self.confirm(obligation)
        return obligation

    def handle(self, obligation: str) -> WorkflowHandle[object, object]:
        return self.client.get_workflow_handle(obligation)

    async def believed(self, obligation: str) -> Obligation:
        """The state that the workflow believes in."""
        state: Obligation = await self.handle(obligation).query(m.STATE, result_type=Obligation)
        return state

    def recorded(self, obligation: str) -> Obligation:
        """The state that the ledger holds."""
        state = self.ledger.state(obligation)
        assert state is not None
        return state

    def kinds(self, obligation: str) -> list[str]:
        """The kinds of the obligation's events, in order."""
        return [row.kind for row in self.ledger.history(obligation)]

    def told(self, obligation: str, *kinds: str) -> list[tuple[str, str]]:
        """When (virtual, UTC, to the minute) what of the given kinds was recorded."""
        rows = [unstore(row) for row in self.ledger.history(obligation) if row.kind in kinds]
        return [(f"{one.recorded_at:%Y-%m-%d %H:%M}", type(one.event).__name__) for one in rows]

    async def in_history(self, obligation: str, kind: EventType.ValueType | None = None) -> int:
        """How many events (of one kind) the engine's own history of the obligation has."""
        events = (await self.handle(obligation).fetch_history()).events
        return sum(kind in (None, event.event_type) for event in events)


@asynccontextmanager
async def working(
    client: Client, database: str, clock: Clock, env: WorkflowEnvironment | None, queue: str
) -> AsyncIterator[Stage]:
    """A stage on ``client``'s cluster and the migrated ``database``, with a worker in Temporal's strict sandbox."""
    engine = make_engine(database)
    try:
        async with GroupedLedger(Ledger(engine)) as grouped, make_worker(client, engine, grouped, queue, sandboxed=True):
            yield Stage(client, Ledger(engine), clock, env, queue)
    finally:
        engine.dispose()


@asynccontextmanager
async def skipping(folder: Path, begin: datetime = ADOPTED, speed: float = 1.0) -> AsyncIterator[Stage]:
    """A stage on which time is skipped. It is ``begin`` there at first."""
    env = await WorkflowEnvironment.start_time_skipping(
        data_converter=DATA_CONVERTER, test_server_existing_path=embedded.binary("temporal-test-server"), runtime=runtime()
    )
    async with env:
        await prepare(env.client)
        url = f"sqlite:///{folder / 'servanda.db'}"
        upgrade(url)
        clock = Clock(begin, await env.get_current_time(), speed)
        async with working(env.client, url, clock, env, TASK_QUEUE) as stage:
            yield stage


@contextmanager
def server(folder: Path, *options: str) -> Iterator[str]:
    """The embedded server as the product runs it, on a folder of its own; its address."""
    settings = Settings(data=folder)
    ports = embedded.Ports(embedded.free_port(), embedded.free_port())
    with (folder / "temporal.log").open("wb") as log:
        process = subprocess.Popen([*embedded.command_line(settings, ports), *options], stdout=log, stderr=log)
    try:
        yield ports.address
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@asynccontextmanager
async def real(address: str, folder: Path, queue: str, clock: Clock | None = None) -> AsyncIterator[Stage]:
    """A stage on the real server at ``address``."""
    client = await connect(Settings(), address, patience=60)
    await prepare(client)
    url = f"sqlite:///{folder / 'servanda.db'}"
    upgrade(url)
    now = datetime.now(UTC)
    async with working(client, url, clock or Clock(now, now), None, queue) as stage:
        yield stage


async def eventually(done: Callable[[], Awaitable[bool]] | Callable[[], bool], what: str, patience: float = 60.0) -> None:
    """Wait until ``done``. Raises :class:`TimeoutError`, saying what never came."""
    deadline = asyncio.get_running_loop().time() + patience
    while True:
        answer = done()
        if answer if isinstance(answer, bool) else await answer:
            return
        if asyncio.get_running_loop().time() > deadline:
            raise TimeoutError(f"After {patience:g} s still not: {what}")
        await asyncio.sleep(0.03)
