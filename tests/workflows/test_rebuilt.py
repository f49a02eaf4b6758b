"""Temporal has lost everything: from the ledger alone every open workflow goes on where it stood, and says nothing twice."""

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from audit.engine_view import verify_engine
from audit.verify import verify_ledger
from domain import commands as c
from domain import events as e
from domain.decide import TIME_ITSELF
from domain.ladder import RungKind, rungs_between
from domain.life import next_alarm
from domain.obligation import Obligation, Status
from domain.time.clock import Clock
from engine.obligations import decided
from engine.rebuild import missing, rebuild
from schema.ledger import Ledger
from schema.queries import Filter, obligations_where
from tests import stage as stages
from tests.stage import ADOPTED, Stage, eventually, terms
from wire.records import unstore

LOST = datetime(2017, 8, 1, 12, tzinfo=UTC)
"""When Temporal loses everything, on the obligations' clock."""

DAYS_A_SECOND = 4.0

Steps = tuple[tuple[int, str, c.Command], ...]
"""Days after the adoption, who, what."""

BEGUN: Steps = ((1, "coordinator", c.Confirm()), (2, "coordinator", c.Assign("undp")))
HANDED_IN: Steps = (*BEGUN, (3, "undp", c.Submit("the briefing")))

PLACES: dict[str, tuple[date | None, Steps]] = {
    "proposed": (date(2017, 12, 1), ()),
    "rejected": (date(2017, 12, 1), ((1, "coordinator", c.Reject("no duty")),)),
    "unassigned": (date(2017, 9, 1), BEGUN[:1]),
    "reminded": (date(2017, 8, 20), BEGUN),
    "accepted": (date(2017, 8, 9), (*BEGUN, (3, "undp", c.Accept()))),
    "begun": (date(2017, 10, 30), (*BEGUN, (4, "undp", c.ReportProgress("begun", 30)))),
    "declined": (date(2017, 8, 30), (*BEGUN, (4, "undp", c.Decline("not ours")))),
    "overdue": (date(2017, 7, 28), BEGUN),
    "escalated": (date(2017, 7, 10), BEGUN),
    "escalated twice": (date(2017, 5, 20), BEGUN),
    "submitted": (date(2017, 12, 1), HANDED_IN),
    "submitted late": (date(2016, 12, 23), HANDED_IN),
    "returned": (date(2017, 9, 20), (*HANDED_IN, (5, "coordinator", c.Return("half of it")))),
    "in part": (date(2017, 9, 3), (*HANDED_IN, (5, "coordinator", c.Approve()))),
    "discharged": (date(2017, 12, 1), (*HANDED_IN, (5, "coordinator", c.Approve()))),
    "waived": (date(2017, 12, 1), (*BEGUN, (5, "coordinator", c.Waive("ended")))),
    "reopened": (date(2017, 8, 28), (*BEGUN, (5, "coordinator", c.Waive("ended")), (6, "coordinator", c.Reopen("not yet")))),
    "re-dated": (date(2017, 6, 1), (*BEGUN, (7, "coordinator", c.ChangeDueDate(date(2017, 8, 22), "agreed")))),
    "without a day": (None, BEGUN),
    "suspended": (date(2017, 8, 20), (*BEGUN, (20, "coordinator", c.Suspend("an election")))),
    "suspended for a time": (date(2017, 9, 20), (*BEGUN, (200, "coordinator", c.Suspend("an election", date(2017, 8, 10))))),
    "delegated": (date(2017, 8, 20), (*BEGUN, (3, "undp", c.Accept()), (4, "undp", c.Delegate("unesco")))),
    "snoozed": (date(2017, 9, 3), (*BEGUN, (210, "undp", c.Snooze(date(2017, 8, 14), "on mission")))),
    "consulting": (date(2017, 12, 1), (*BEGUN, (30, "undp", c.Consult("board", "what of it?", date(2017, 8, 11))))),
    "with a milestone": (date(2017, 12, 1), (*BEGUN, (30, "undp", c.SetMilestone("draft", date(2017, 8, 12), "our plan")))),
    "with units' days": (date(2017, 12, 1), (*BEGUN, (30, "coordinator", c.ScheduleUnit(1, date(2017, 8, 9), "the first")))),
    "laid on two": (date(2017, 8, 20), (*BEGUN, (3, "coordinator", c.Assign("fao", also=True)))),
    "an extension asked": (date(2017, 8, 20), (*BEGUN, (9, "undp", c.AskExtension(date(2017, 9, 30), "more time")))),
    "recurring": (date(2017, 7, 15), BEGUN),
    "lapsed": (date(2017, 7, 15), (*BEGUN, (9, "coordinator", c.EndSeries("enough")))),
    "superseded": (date(2017, 8, 20), (*BEGUN, (9, "coordinator", c.Supersede("A/RES/72/237:3", "a later text")))),
}

AFTERWARDS: dict[str, dict[str, int]] = {
    "suspended": {},
    "suspended for a time": {"Resumed": 1},
    "snoozed": {"SnoozeEnded": 1},
    "consulting": {"ConsultationOverdue": 1},
    "with a milestone": {"MilestoneMissed": 1},
    "with units' days": {"BecameOverdue": 1},
    "recurring": {"OccurrenceOpened": 2},  # what was due in July went on in August; then come September and October
}
"""What must be said within the days that pass after the loss, at least, and how often; of each kind of event exactly so much."""


def live(ledger: Ledger, place: str) -> Obligation:
    """An obligation at ``place`` as its life would have it by the time of the loss, every alarm at its own instant."""
    due, steps = PLACES[place]
    one = f"A/RES/71/244:{place}"
    given = terms("14", due, required=2 if place in ("in part", "with units' days") else 1)
    given = replace(given, recurrence="monthly" if place in ("recurring", "lapsed") else None)
    state = _step(ledger, one, c.Envelope("register", "servanda", c.Propose(given)), ADOPTED)
    for number, (days, who, command) in enumerate(steps):
        if isinstance(command, c.Confirm):
            command = c.Confirm(accept_past_due=True)
        at = ADOPTED + timedelta(days=days)
        state = _until(ledger, state, at)
        state = _step(ledger, one, c.Envelope(f"step {number}", who, command), at)
    state = _until(ledger, state, LOST)
    for each in state.series.occurrences if state.series else ():
        _until(ledger, _held(ledger, each.id), LOST)
    return state


def _held(ledger: Ledger, one: str) -> Obligation:
    state = ledger.state(one)
    assert state
    return state


def _until(ledger: Ledger, state: Obligation, moment: datetime) -> Obligation:
    while state.is_open and (alarm := next_alarm(state)) and alarm <= moment:
        state = _step(ledger, state.id, c.Envelope(f"tick:{state.seq}", TIME_ITSELF, c.Tick()), alarm)
    return state


def _step(ledger: Ledger, one: str, envelope: c.Envelope, at: datetime) -> Obligation:
    ledger.append(decided(ledger.state(one), envelope, at, one))
    state = ledger.state(one)
    assert state
    return state


async def agreed(stage: Stage) -> None:
    async def agree() -> bool:
        return await verify_engine(stage.client, stage.engine, stage.queue) == []

    await eventually(agree, "ledger and engine agree", 30)


@pytest.mark.timeout(180)
async def test_at_every_place_of_life_it_goes_on_where_it_stood(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    second.mkdir()
    with stages.server(first) as address:
        still = Clock(LOST, datetime.now(UTC))
        async with stages.real(address, tmp_path, "queue", still) as stage:
            states = {place: live(stage.ledger, place) for place in PLACES}
            assert {states[each].level for each in ("overdue", "escalated", "escalated twice")} == {0, 1, 2}
            assert {state.status for state in states.values()} == set(Status)
            states |= {one: _held(stage.ledger, one) for one in occurrences(states)}
            opened = [state.id for state in states.values() if state.is_open]
            assert len(opened) == len({row.id for row in obligations_where(stage.engine, Filter(open=True))})
            await stage.starter.start_pending()
            await agreed(stage)
            head = stage.ledger.head()

    with stages.server(second) as address:  # an empty one
        fast = Clock(LOST, datetime.now(UTC), 86_400 * DAYS_A_SECOND)
        async with stages.real(address, tmp_path, "queue", fast) as stage:
            assert verify_ledger(stage.engine).head == head.hash.hex()
            found = await missing(stage.client, stage.engine, stage.queue)
            assert (found.open, found.running, sorted(found.asked)) == (len(opened), 0, sorted(opened))
            assert stage.ledger.head() == head
            done = await rebuild(stage.client, stage.engine, stage.queue)
            assert sorted(done.waiting) == sorted(opened)  # nobody has started them yet
            assert stage.ledger.head() == head
            assert await stage.starter.start_pending() == len(opened)
            starting = asyncio.create_task(stage.starter.run())  # what is opened from now on

            async def time_has_passed() -> bool:
                return await stage.now() > LOST + timedelta(days=58)

            await eventually(time_has_passed, "the days pass", 60)
            later = occurrences({"": _held(stage.ledger, states["recurring"].id)})
            assert len(later) == 4
            await agreed_but_for_time(stage, [*opened, *later])
            starting.cancel()
            for place, state in states.items():
                _goes_on(place, state, stage.ledger)
            assert verify_ledger(stage.engine).findings == ()


def occurrences(states: dict[str, Obligation]) -> list[str]:
    return [each.id for state in states.values() if state.series for each in state.series.occurrences]


async def agreed_but_for_time(stage: Stage, opened: list[str]) -> None:
    """Each workflow believes in a fold of the ledger's events, as far as it has come while time runs."""

    async def agree() -> bool:
        return all([await stage.believed(one) == stage.recorded(one) for one in opened])

    await eventually(agree, "every workflow stands where the ledger does", 30)


def _goes_on(place: str, before: Obligation, ledger: Ledger) -> None:
    """After the loss nothing is said but what falls due after it, and each of that once."""
    life = [unstore(row) for row in ledger.history(before.id)]
    said, fresh = [s.event for s in life[: before.seq]], [s.event for s in life[before.seq :]]
    assert not {_what(event) for event in said if _by_time(event)} & {_what(event) for event in fresh}, place
    assert max(Counter(map(_what, fresh)).values(), default=1) == 1, (place, fresh)
    if place in AFTERWARDS:
        kinds = Counter(type(event).__name__ for event in fresh)
        assert {kind: kinds[kind] for kind in AFTERWARDS[place]} == AFTERWARDS[place], (place, kinds)
        assert fresh or not AFTERWARDS[place]
        return
    if not before.is_open or (before.deadline is None and before.status is not Status.SUBMITTED):
        assert fresh == [], place
        return
    assert fresh, place
    if before.status is Status.SUBMITTED:
        assert {type(event) for event in fresh} == {e.ReviewReminded}
        return
    assert before.deadline and before.watched
    until = fresh[-1].watched  # type: ignore[union-attr]
    rungs = rungs_between(before.deadline, before.terms.zone, before.terms.ladder, before.watched, until)
    expected = {(RUNGS[rung.kind], rung.days, rung.level) for rung in rungs}
    told = {(type(event), getattr(event, "days", 0), getattr(event, "level", 0)) for event in fresh}
    assert told <= expected, (place, told, expected)  # what fell due together while the clock ran ahead is told as one


RUNGS = {
    RungKind.REMINDER: e.Reminded,
    RungKind.OVERDUE: e.BecameOverdue,
    RungKind.NOTICE: e.OverdueNoticed,
    RungKind.ESCALATION: e.Escalated,
}


def _what(event: object) -> tuple[object, ...]:
    """What an event says: no two of one life may say the same."""
    told = ("due", "days", "level", "number", "milestone", "consultation", "unit", "until")
    return (type(event), *(getattr(event, field, None) for field in told))


def _by_time(event: object) -> bool:
    return isinstance(
        event, e.Reminded | e.BecameOverdue | e.OverdueNoticed | e.Escalated | e.MilestoneMissed | e.MilestoneReminded
    )
