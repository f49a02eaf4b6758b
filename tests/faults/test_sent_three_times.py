"""Every kind of command sent three times under its id, while the worker is killed again and again, mostly right after a commit.

Whatever is answered is answered alike, stands in the ledger once, and what it brings into being begins once.
"""

import asyncio
import random
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from temporalio.client import Client

from audit.drift import DriftKind
from audit.engine_view import verify_engine
from audit.replay import replay
from audit.verify import verify_ledger
from config import Settings
from domain import commands as c
from domain.series import occurrence_id
from engine.connect import connect, prepare
from engine.errors import EngineDown
from engine.obligations import Obligations, decided
from engine.reconcile import Reconciler
from schema.engine import Engine, make_engine
from schema.ledger import Ledger
from schema.migrate import upgrade
from tests.faults.processes import ended, kill, process
from tests.stage import eventually, server, terms
from workflows import contracts as m

WORKER = "tests.faults.dying_worker"
LIVES_AT_ONCE = 48

Script = Iterator[tuple[str, c.Envelope]]


def alone(one: str, due: date) -> Script:
    """The life of one obligation, step by step, with as many kinds of step as go into it."""
    steps: tuple[tuple[c.Command, str, tuple[str, ...]], ...] = (
        (c.Assign("desk"), "coordinator", ()),
        (c.Accept(), "anna", ("desk",)),
        (c.Delegate("field"), "anna", ("desk",)),
        (c.Accept(), "ben", ("field",)),
        (c.Suspend("a dispute"), "coordinator", ()),
        (c.Resume("settled"), "coordinator", ()),
        (c.SetMilestone("outline", due - timedelta(days=90)), "coordinator", ()),
        (c.ReachMilestone(1), "ben", ()),
        (c.AskExtension(due + timedelta(days=30), "the elections"), "ben", ("field",)),
        (c.GrantExtension("until the recess"), "coordinator", ()),
        (c.ReportProgress("half of it", 50), "ben", ("field",)),
        (c.Submit("all of it"), "ben", ("field",)),
        (c.Approve(), "coordinator", ()),
    )
    for number, (command, by, hats) in enumerate(steps):
        yield one, c.Envelope(f"c{number}", by, command, acting_as=hats)


def series(one: str, due: date) -> Script:
    """The life of a series whose occurrences are opened by hand, and of its second occurrence."""
    yield one, c.Envelope("c0", "coordinator", c.Assign("desk"))
    for number in range(1, 5):
        yield one, c.Envelope(f"c{number}", "coordinator", c.OpenOccurrence(due + timedelta(days=100 * number)))
    second = occurrence_id(one, 2)
    yield second, c.Envelope("c5", "anna", c.Accept(), acting_as=("desk",))
    yield second, c.Envelope("c6", "anna", c.Submit("the second"), acting_as=("desk",))
    yield second, c.Envelope("c7", "coordinator", c.Approve())
    yield one, c.Envelope("c8", "coordinator", c.EndSeries("the mandate has ended"))


@dataclass
class Senders:
    """Three who do not know of each other."""

    three: tuple[Obligations, Obligations, Obligations]
    answers: dict[tuple[str, str], list[m.Answer]] = field(default_factory=dict)
    again: int = 0
    gate: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(LIVES_AT_ONCE))

    async def lead(self, script: Script) -> None:
        """Every step of ``script``: twice at once, and a third time when it has been answered."""
        first, second, third = self.three
        async with self.gate:
            for one, envelope in script:
                both = await asyncio.gather(self._send(first, one, envelope), self._send(second, one, envelope))
                self.answers[one, envelope.command_id] = [*both, await self._send(third, one, envelope)]

    async def _send(self, by: Obligations, one: str, envelope: c.Envelope) -> m.Answer:
        while True:
            try:
                return await by.carry_out(one, envelope, patience=5)
            except EngineDown:
                self.again += 1


def begin(ledger: Ledger, singles: int, recurring: int) -> list[Script]:
    """So many obligations and series in the ledger, confirmed, their starts asked for; the lives that they are to lead."""
    now = datetime.now(UTC)
    due = now.date() + timedelta(days=400)
    found = []
    for number in range(singles + recurring):
        one = f"A/RES/71/{number}:1"
        recurrence = "each-session" if number >= singles else None
        for command in (c.Propose(terms("1", due, recurrence=recurrence)), c.Confirm()):
            ledger.append(decided(ledger.state(one), c.Envelope(type(command).__name__, "coordinator", command), now, one))
        found.append((series if recurrence else alone)(one, due))
    random.Random(singles).shuffle(found)
    return found


@pytest.mark.timeout(240)
async def test_three_hundred_commands(tmp_path: Path) -> None:
    await sent_three_times(tmp_path, singles=16, recurring=10, dies_after=(50, 90))


@pytest.mark.soak
@pytest.mark.timeout(3600)
async def test_ten_thousand_commands(tmp_path: Path) -> None:
    await sent_three_times(tmp_path, singles=550, recurring=320, dies_after=(150, 500))


async def sent_three_times(folder: Path, singles: int, recurring: int, dies_after: tuple[int, int]) -> None:
    url, naive = f"sqlite:///{folder / 'servanda.db'}", folder / "naive.db"
    upgrade(url)
    with closing(sqlite3.connect(naive)) as control, control:
        control.execute("CREATE TABLE naive (stream TEXT, command_id TEXT)")
    engines = [make_engine(url) for _ in range(3)]
    ledger = Ledger(engines[0])
    try:
        with server(folder) as address:
            settings = Settings(data=folder, temporal_address=address, log_level="warning", reconcile_minutes=0)
            client = await connect(settings, address, patience=60)
            await prepare(client)
            first, second, third = (_sender(engine, client) for engine in engines)
            senders = Senders((first, second, third))
            lives = begin(ledger, singles, recurring)
            led = asyncio.gather(*(senders.lead(script) for script in lives))
            deaths = await _die_until(led, settings, folder, naive, dies_after)
            await led
            _once_each(ledger, senders, singles * 13 + recurring * 9)
            _begun_once(ledger, singles, recurring)
            assert verify_ledger(ledger.engine).findings == ()
            behind = await _agreed(client, ledger, settings, folder, naive)
        doubled = _doubled(naive)
        assert doubled > 0, "the control has doubled nothing: nobody was killed where it matters"
        print(
            f"{len(senders.answers)} commands, each sent three times, over {deaths} deaths of the worker: no double effect; "
            f"{senders.again} sent again after the patience was over; {behind} workflows told of what a dead worker had recorded. "
            f"The naive insert doubled {doubled}."
        )
    finally:
        for engine in engines:
            engine.dispose()


def _sender(engine: Engine, client: Client) -> Obligations:
    async def way() -> Client:
        return client

    return Obligations(Ledger(engine), way)


async def _die_until(
    led: "asyncio.Future[list[None]]", settings: Settings, folder: Path, naive: Path, dies_after: tuple[int, int]
) -> int:
    """Workers that die after so many recorded steps, one after the other, until all lives are led; how many died of it."""
    chance, deaths = random.Random(7), 0
    while not led.done():
        after = str(chance.randrange(*dies_after))
        with process(WORKER, settings, folder / "worker.log", DYING_AFTER=after, DYING_NAIVE=str(naive)) as running:
            died = asyncio.create_task(ended(running, 600))
            await asyncio.wait({died, led}, return_when=asyncio.FIRST_COMPLETED)
            if running.poll() is None:
                kill(running.pid)
            else:
                deaths += 1
            await died
    assert deaths >= 3
    return deaths


async def _agreed(client: Client, ledger: Ledger, settings: Settings, folder: Path, naive: Path) -> int:
    """Engine and ledger come to agree, and what was led replays; how many workflows had to be told.

    What a worker recorded right before its death was answered out of the ledger. Nobody sends it again, so its workflow hears of it
    when it is next told anything, from a worker that starts and looks back, or from the check that runs every hour, as here.
    """
    with process(WORKER, settings, folder / "worker.log", DYING_AFTER="0", DYING_NAIVE=str(naive)):
        checked = await Reconciler(ledger.engine, client, settings.task_queue, instruments=False).reconcile()
        assert {row.kind for row in checked.drifts} <= {DriftKind.BEHIND, DriftKind.LEFT_RUNNING, DriftKind.START_WAITS}

        async def same() -> bool:
            return await verify_engine(client, ledger.engine, settings.task_queue) == []

        await eventually(same, "ledger and engine agree", 180)
        for one in ("A/RES/71/0:1", "A/RES/71/1:1", *_series(ledger)[:2]):
            assert (await replay(client, ledger, one)).findings == ()
    return checked.mended


def _series(ledger: Ledger) -> list[str]:
    found = {entry.stream for entry in ledger.since_position(0, 10**6) if entry.event.kind == "SeriesBegan"}
    return sorted(found)


def _once_each(ledger: Ledger, senders: Senders, number: int) -> None:
    """All three answers name the same events, and they are all that the command has brought about."""
    assert len(senders.answers) == number
    by_command: dict[tuple[str, str], list[int]] = {}
    for entry in ledger.since_position(0, 10**6):
        by_command.setdefault((entry.stream, entry.event.command_id), []).append(entry.event.seq)
    for key, three in senders.answers.items():
        [span] = {(answer.first, answer.last) for answer in three}
        assert span[0] is not None
        assert span[1] is not None
        assert by_command[key] == list(range(span[0], span[1] + 1)), f"{key} was answered {three}"


def _begun_once(ledger: Ledger, singles: int, recurring: int) -> None:
    """Every occurrence begins once, beside the event that opened it, and no other obligation has come into being."""
    entries = ledger.since_position(0, 10**6)
    begun = Counter(entry.stream for entry in entries if entry.event.kind == "Proposed")
    assert set(begun.values()) == {1}
    opened = {occurrence_id(one, number) for one in _series(ledger) for number in range(1, 6)}
    assert len(opened) == 5 * recurring
    assert len(begun) == singles + recurring + len(opened)
    assert opened <= begun.keys()


def _doubled(naive: Path) -> int:
    with closing(sqlite3.connect(naive)) as control:
        counted = Counter(control.execute("SELECT stream, command_id FROM naive").fetchall())
    return sum(each > 1 for each in counted.values())
