"""What an obligation's life shows in a calendar: milestones, units, pauses, many hands; and promises over any life."""

import uuid
from dataclasses import replace
from datetime import date
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from domain import commands as c
from domain.errors import Refused
from domain.instrument import Due, SessionRef
from domain.obligation import Status
from notify.feeds.calendar import calendar
from notify.feeds.entries import Entry, Standing, of_obligation
from notify.feeds.invitation import meetings_of
from tests.channels.reading_back import by_others, check
from tests.ledger.lives import Life, terms
from wire.records import Append, unstore

LEDGER = uuid.UUID("5e54a9da-0000-4000-8000-000000000000")
AT_SESSION = Due(
    "at its seventy-second session", date(2018, 9, 18), date(2018, 12, 31), session=SessionRef("General Assembly", 72)
)


def entries(life: Life, done: list[Append]) -> dict[str, Entry]:
    """By what stands before the id in the summary."""
    found = of_obligation(LEDGER, life.stream, [unstore(row) for each in done for row in each.events])
    return {entry.summary.rpartition(" (")[0]: entry for entry in found}


def begun(due: Due | None = None, **changes: object) -> tuple[Life, list[Append]]:
    life = Life()
    wanted = terms(**changes)  # type: ignore[arg-type]
    first = life.ask(c.Propose(replace(wanted, due=due) if due else wanted))
    return life, [first, life.ask(c.Confirm(), start=True), life.ask(c.Assign("bob"))]


def test_milestones_stand_on_their_days_and_leave_when_dropped() -> None:
    life, done = begun(deliverable="report", required=1, due=AT_SESSION)
    found = entries(life, done)
    assert {name: entry.first for name, entry in found.items()} == {
        "Due: submit a report": date(2018, 12, 31),
        "Milestone: submission for processing of submit a report": date(2018, 7, 10),
        "Milestone: issuance of submit a report": date(2018, 8, 7),
        "Milestone: consideration of submit a report": date(2018, 12, 31),
    }
    assert len({entry.uid for entry in found.values()}) == 4
    assert "six weeks before" in found["Milestone: issuance of submit a report"].description
    done += [life.ask(c.ReachMilestone(1), "bob"), life.ask(c.DropMilestone(2, "not needed"))]
    found = entries(life, done)
    reached = found["Reached: submission for processing of submit a report"]
    assert not reached.alarms and reached.standing is Standing.CONFIRMED
    assert found["Milestone: issuance of submit a report"].standing is Standing.CANCELLED


def test_units_with_days_of_their_own() -> None:
    life, done = begun(deliverable="briefing", required=2)
    done += [life.ask(c.ScheduleUnit(1, date(2018, 2, 1), "agreed")), life.ask(c.ScheduleUnit(2, date(2018, 4, 1), "agreed"))]
    found = entries(life, done)
    assert set(found) == {"Due: submit a report", "Due: 1 of 2, submit a report", "Due: 2 of 2, submit a report"}
    first, second = meetings_of(LEDGER, life.stream, [unstore(row) for each in done for row in each.events])
    assert (first.day, second.day) == (date(2018, 2, 1), date(2018, 4, 1)) and first.summary.startswith("Briefing 1 of 2: ")
    done += [life.ask(c.Submit(units=1), "bob"), life.ask(c.Approve())]
    assert "Delivered: 1 of 2, submit a report" in entries(life, done)
    done.append(life.ask(c.ScheduleUnit(2, None, "after all not")))
    assert entries(life, done)["Due: 2 of 2, submit a report"].standing is Standing.CANCELLED
    again = meetings_of(LEDGER, life.stream, [unstore(row) for each in done for row in each.events])
    assert [(each.uid, each.cancelled, each.sequence) for each in again] == [(first.uid, False, 0), (second.uid, True, 1)]


def test_what_is_suspended_is_tentative_and_rings_nobody() -> None:
    life, done = begun(required=1)
    done.append(life.ask(c.Suspend("a strike")))
    [(name, entry)] = entries(life, done).items()
    assert name == "Suspended: submit a report" and entry.standing is Standing.TENTATIVE and not entry.alarms
    [event] = check(calendar("x", [entry]))
    assert event["STATUS"][0][1] == "TENTATIVE"
    done.append(life.ask(c.Resume()))
    [(name, entry)] = entries(life, done).items()
    assert name == "Due: submit a report" and entry.alarms


def test_what_is_superseded_is_cancelled() -> None:
    life, done = begun()
    done.append(life.ask(c.Supersede("A/RES/72/1:4", "taken over")))
    [(name, entry)] = entries(life, done).items()
    assert name == "Superseded: submit a report" and entry.standing is Standing.CANCELLED


def test_of_many_hands_a_few_are_named() -> None:
    life, done = begun()
    members = tuple(c.Member(f"office-{number}", f"Office {number}") for number in range(40))
    done.append(life.ask(c.FanOut("the offices", members)))
    [(_, entry)] = entries(life, done).items()
    assert "others" in entry.description and len(entry.description) < 2000


STEPS: tuple[st.SearchStrategy[c.Command], ...] = (
    st.builds(c.ChangeDueDate, st.dates(date(2018, 1, 1), date(2019, 12, 31)), st.just("because")),
    st.builds(c.ScheduleUnit, st.integers(1, 2), st.none() | st.dates(date(2018, 1, 1), date(2019, 12, 31)), st.just("because")),
    st.builds(c.SetMilestone, st.just("draft"), st.dates(date(2018, 1, 1), date(2018, 12, 31)), st.just("because")),
    st.builds(c.DropMilestone, st.integers(1, 3), st.just("because")),
    st.builds(c.ReachMilestone, st.integers(1, 3)),
    st.just(c.Suspend("because")),
    st.just(c.Resume()),
    st.just(c.Waive("because")),
    st.just(c.Reopen("because")),
    st.just(c.Submit(units=1)),
    st.just(c.Approve()),
    st.builds(c.Assign, st.sampled_from(("ann", "bob"))),
)


@settings(max_examples=60)
@given(st.lists(st.one_of(STEPS), max_size=12))
def test_whatever_happens_nothing_goes_back_and_others_can_read_it(steps: list[c.Command]) -> None:
    life, done = begun(deliverable="report", due=AT_SESSION)
    seen = [entries_by_uid(life, done)]
    for command in steps:
        try:
            done.append(life.ask(command, "bob" if isinstance(command, c.Submit) else "coord"))
        except Refused:
            continue
        seen.append(entries_by_uid(life, done))
    for before, after in pairwise(seen):
        assert set(before) <= set(after), "nothing vanishes that a program may hold"
        for name, old in before.items():
            new = after[name]
            moved = (old.first, old.last, old.standing) != (new.first, new.last, new.standing)
            assert new.modified >= old.modified and new.sequence >= old.sequence
            if moved:
                assert new.sequence > old.sequence and new.modified > old.modified
    last = list(seen[-1].values())
    assert all(not entry.alarms for entry in last if entry.standing is not Standing.CONFIRMED)
    content = calendar("x", last)
    assert len(check(content)) == len(by_others(content).events) == len(last)
    assert calendar("x", entries_by_uid(life, done).values()) == content
    assert life.state and life.state.status is not Status.PROPOSED


def entries_by_uid(life: Life, done: list[Append]) -> dict[str, Entry]:
    found = of_obligation(LEDGER, life.stream, [unstore(row) for each in done for row in each.events])
    return {entry.uid: entry for entry in found}
