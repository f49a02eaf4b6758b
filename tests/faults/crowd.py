"""Many obligations that are reminded on a fast clock, a crowd that commands them, and what the ledger must hold of it afterwards."""

import asyncio
import random
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from itertools import count

from temporalio.client import Client

from domain import commands as c
from domain import events as e
from domain.errors import Refused
from domain.ladder import RungKind, rungs_between
from domain.time.clock import Clock
from engine.errors import EngineDown
from engine.obligations import Obligations, decided
from engine.starter import start_workflow
from schema.ledger import Ledger
from tests.stage import terms
from wire.records import unstore
from workflows import contracts as m

BEGIN = datetime(2017, 1, 2, 12, tzinfo=UTC)


async def enlist(client: Client, ledger: Ledger, queue: str, number: int, clock: Clock, days: tuple[int, int]) -> list[str]:
    """``number`` confirmed obligations, due from ``days[0]`` to ``days[1]`` days after the clock's beginning, each with its workflow.

    Their starts are not asked for of the worker's own starter: it keeps the real time.
    """
    ids = [f"A/RES/71/{n}:1" for n in range(number)]
    for n, one in enumerate(ids):
        due = BEGIN.date() + timedelta(days=days[0] + n * (days[1] - days[0]) // max(1, number - 1))
        for command in (c.Propose(terms("1", due)), c.Confirm()):
            envelope = c.Envelope(type(command).__name__, "coordinator", command)
            asked = decided(ledger.state(one), envelope, clock.base, one)
            ledger.append(replace(asked, start=False))
    gate = asyncio.Semaphore(32)

    async def start(one: str) -> None:
        state = ledger.state(one)
        assert state
        async with gate:
            await start_workflow(client, state, clock, queue)

    await asyncio.gather(*map(start, ids))
    return ids


@dataclass
class Crowd:
    """Sends commands until told to stop, each again under its own id until it is answered."""

    obligations: Obligations
    ids: list[str]
    answered: dict[tuple[str, str], m.Answer] = field(default_factory=dict)
    refused: set[tuple[str, str]] = field(default_factory=set)
    again: int = 0
    slowest: float = 0.0
    stop: asyncio.Event = field(default_factory=asyncio.Event)
    _numbers: "count[int]" = field(default_factory=count)

    async def member(self, seed: int) -> None:
        chance = random.Random(seed)
        loop = asyncio.get_running_loop()
        while not self.stop.is_set():
            number = next(self._numbers)
            one = chance.choice(self.ids)
            command = chance.choice(
                (c.Comment(f"remark {number}"), c.Assign(f"p{number}"), c.ReportProgress(f"step {number}"), c.Accept())
            )
            envelope = c.Envelope(f"command {number}", "coordinator", command)
            began = loop.time()
            await self._send(one, envelope)
            self.slowest = max(self.slowest, loop.time() - began)
            await asyncio.sleep(chance.random() * 0.2)

    async def _send(self, one: str, envelope: c.Envelope) -> None:
        while True:
            try:
                self.answered[one, envelope.command_id] = await self.obligations.carry_out(one, envelope, patience=5)
                return
            except Refused:
                self.refused.add((one, envelope.command_id))
                return
            except EngineDown:
                self.again += 1


def held_against(ledger: Ledger, crowd: Crowd) -> None:
    """Nothing lost, nothing doubled."""
    lives = {one: [unstore(row) for row in ledger.history(one)] for one in crowd.ids}
    by_command: dict[tuple[str, str], list[e.Stamped]] = {}
    for one, life in lives.items():
        for stamped in life:
            by_command.setdefault((one, stamped.command_id), []).append(stamped)
    for key, answer in crowd.answered.items():
        assert answer.first is not None
        assert [stamped.seq for stamped in by_command.get(key, [])] == [answer.first], f"{key} was answered {answer}"
    assert not crowd.refused & by_command.keys()
    doubled = {key: found for key, found in by_command.items() if max(Counter(type(s.event) for s in found).values()) > 1}
    assert doubled == {}
    for one, life in lives.items():
        _every_rung_once(one, life)


def _every_rung_once(one: str, life: list[e.Stamped]) -> None:
    """Each reminder before the due day is sent, stood for by a later one, or skipped at the start: exactly one of these."""
    days: Counter[tuple[date, int]] = Counter()
    others: Counter[tuple[object, ...]] = Counter()
    due = next(
        stamped.event.terms.due.latest for stamped in life if isinstance(stamped.event, e.Confirmed) and stamped.event.terms.due
    )
    assert due
    watched = None
    for stamped in life:
        match stamped.event:
            case e.Activated(watched=at, skipped=skipped):
                days.update((due, each) for each in skipped)
                watched = at
            case e.Reminded(due=on, days=each, missed=missed, watched=at):
                days.update((on, day) for day in (each, *missed))
                watched = at
            case e.BecameOverdue(due=on, missed=missed, watched=at):
                days.update((on, day) for day in missed)
                others[on, "overdue"] += 1
                watched = at
            case e.OverdueNoticed(due=on, days=each, watched=at):
                others[on, "notice", each] += 1
                watched = at
            case e.Escalated(due=on, level=level, watched=at):
                others[on, "level", level] += 1
                watched = at
    assert set(others.values()) <= {1}, f"{one}: {others}"
    assert watched
    passed = rungs_between(due, "America/New_York", terms().ladder, None, watched)
    expected = {(due, rung.days) for rung in passed if rung.kind is RungKind.REMINDER}
    assert days == dict.fromkeys(expected, 1), f"{one}: {days}"
