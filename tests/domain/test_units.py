"""Counted deliverables, each with a day of its own: 0/2, 1/2, 2/2."""

from datetime import date

import pytest

from domain import commands as c
from domain import events as e
from domain.errors import Refused
from domain.notices import NoticeKind
from domain.obligation import Status
from tests.domain.lives import DUE, FEW, Life, assigned, discharged, kinds, laid_on, terms, utc

MARCH = date(2017, 3, 1)
TWO = terms(required=2, ladder=FEW)


def two_briefings() -> Life:
    """Two briefings by 31 May, the first of them by 1 March."""
    life = assigned(TWO)
    life.ask(c.ScheduleUnit(1, MARCH, "before the spring session"))
    return life


def test_the_ladder_stands_around_the_day_of_the_next_unit() -> None:
    life = assigned(TWO)
    assert life.ask(c.ScheduleUnit(1, MARCH, "before the spring session")) == [
        e.UnitScheduled(1, MARCH, "before the spring session"),
        e.UnitCalled(MARCH, life.now),
    ]
    assert life.recipients(NoticeKind.REDATED) == ["bob"]
    heard = life.wait(until=utc("2017-03-03 12:00"))
    assert heard == [
        ("2017-02-22 14:00", e.Reminded(MARCH, 7, utc("2017-02-22 14:00"))),
        ("2017-02-28 14:00", e.Reminded(MARCH, 1, utc("2017-02-28 14:00"))),
        ("2017-03-02 05:00", e.BecameOverdue(MARCH, utc("2017-03-02 05:00"))),
    ]
    life.ask(c.Submit(), "bob")
    assert life.ask(c.Approve()) == [e.Approved(1, 1, 2), e.UnitCalled(DUE, life.now)]
    state = life.obligation
    assert (state.delivered, state.required, state.overdue, state.deadline) == (1, 2, False, DUE)
    assert [type(event) for _, event in life.wait(until=utc("2017-06-02 12:00"))] == [e.Reminded, e.Reminded, e.BecameOverdue]


def test_what_is_handed_in_at_once_is_late_by_the_day_of_the_last_unit() -> None:
    life = two_briefings()
    life.now = utc("2017-05-20 12:00")
    life.ask(c.Submit(units=2), "bob")
    assert life.ask(c.Approve())[-1] == e.Discharged(DUE, 0)


def test_a_unit_that_comes_late_by_its_own_day_is_late() -> None:
    life = assigned(TWO)
    life.ask(c.ScheduleUnit(2, date(2017, 4, 30), "as announced"))
    life.now = utc("2017-05-02 12:00")
    life.ask(c.Submit(units=2), "bob")
    assert life.ask(c.Approve())[-1] == e.Discharged(date(2017, 4, 30), 2)


def test_a_unit_can_have_the_day_of_the_whole_again() -> None:
    life = two_briefings()
    assert life.ask(c.ScheduleUnit(1, None, "no hurry"))[-1] == e.UnitCalled(DUE, life.now)
    assert (life.obligation.unit_dues, life.obligation.deadline) == ((), DUE)


@pytest.mark.parametrize(
    ("unit", "due", "why"),
    [
        (0, MARCH, "units are numbered from 1 to 2"),
        (3, MARCH, "units are numbered from 1 to 2"),
        (1, date(2017, 1, 1), "is past"),
        (1, date(2017, 6, 1), "a part of it cannot be due later"),
    ],
)
def test_a_day_that_a_unit_cannot_have_is_refused(unit: int, due: date, why: str) -> None:
    with pytest.raises(Refused, match=why):
        assigned(TWO).ask(c.ScheduleUnit(unit, due, "x"))


def test_where_one_thing_is_asked_for_it_has_the_day_of_the_whole() -> None:
    with pytest.raises(Refused, match="one alone has the day of the whole"):
        assigned().ask(c.ScheduleUnit(1, MARCH, "x"))


def test_the_whole_can_be_put_off_to_the_day_that_a_unit_has() -> None:
    life = two_briefings()
    [changed] = life.ask(c.ChangeDueDate(MARCH, "all of it in spring"))
    assert isinstance(changed, e.DueDateChanged)
    assert (life.obligation.whole_day, life.obligation.deadline) == (MARCH, MARCH)


def test_what_is_overdue_for_one_unit_is_not_said_again_when_the_whole_is_put_off() -> None:
    life = two_briefings()
    life.wait(until=utc("2017-03-08 12:00"))
    assert (life.obligation.overdue, life.obligation.level) == (True, 1)
    life.ask(c.ChangeDueDate(date(2017, 7, 31), "the second one later"))
    assert (life.obligation.overdue, life.obligation.level) == (True, 1), "the first one still is"
    assert life.tick() == []


def test_whoever_comes_late_begins_with_the_first_unit() -> None:
    life = two_briefings()
    life.ask(c.Submit(), "bob")
    life.ask(c.Approve())
    life.wait(until=utc("2017-03-10 12:00"))
    assert life.obligation.deadline == DUE
    assert kinds(life.ask(c.Assign("ann", also=True))) == ["Assigned", "UnitCalled"]
    assert kinds(life.tick()) == ["BecameOverdue", "Escalated"], "the first is wanted of ann as well, and its day is over"


def test_an_addressee_for_whom_nobody_answers_any_more_has_still_the_first_unit_to_deliver() -> None:
    life = assigned(terms(required=2, ladder=FEW, addressees=("UNDP", "UNEP")))
    life.ask(c.ScheduleUnit(1, MARCH, "x"))
    life.ask(c.Submit(), "bob")
    life.ask(c.Approve())
    assert life.obligation.deadline == DUE
    assert kinds(life.ask(c.Assign("ann", addressee="UNDP", assignment=1))) == ["Assigned", "UnitCalled"], (
        "for UNDP alone, not for both as bob had it"
    )
    assert (life.obligation.uncovered, life.obligation.deadline) == (("UNEP",), MARCH)


def test_the_day_of_the_first_unit_counts_until_the_last_has_delivered_it() -> None:
    life = laid_on("ann", "bob", proposed=TWO)
    life.ask(c.ScheduleUnit(1, MARCH, "x"))
    life.ask(c.Submit(), "ann")
    assert kinds(life.ask(c.Approve())) == ["Approved"]
    assert life.obligation.deadline == MARCH
    life.ask(c.Submit(), "bob")
    assert kinds(life.ask(c.Approve())) == ["Approved", "UnitCalled"]


def test_what_is_reopened_begins_with_the_first_unit_and_its_day() -> None:
    life = two_briefings()
    life.ask(c.Submit(units=2), "bob")
    life.ask(c.Approve())
    life.now = utc("2017-04-01 12:00")
    [reopened] = life.ask(c.Reopen("they were not held after all"))
    assert isinstance(reopened, e.Reopened)
    assert (life.obligation.delivered, life.obligation.deadline) == (0, MARCH)
    assert "BecameOverdue" in kinds(life.tick())


def test_more_is_asked_for_and_whoever_had_done_all_is_at_it_again() -> None:
    life = laid_on("ann", "bob", proposed=TWO)
    life.ask(c.Submit(units=2), "ann")
    life.ask(c.Approve())
    life.ask(c.Amend("A/RES/72/1:2", "three of them", required=3))
    assert [held.status for held in life.obligation.assignments] == [Status.IN_PROGRESS, Status.ASSIGNED]
    life.ask(c.Submit(units=1), "ann")
    life.ask(c.Approve())
    assert life.obligation.done == 1


def test_less_is_asked_for_as_long_as_that_is_not_done_already() -> None:
    life = assigned(terms(required=3))
    life.ask(c.ScheduleUnit(1, MARCH, "x"))
    life.ask(c.Submit(units=2), "bob")
    with pytest.raises(Refused, match=r"2 units of .* are handed in or approved: return the submission first"):
        life.ask(c.Amend("A/RES/72/1:2", "one will do", required=1))
    life.ask(c.Return("too much"))
    amended, *_ = life.ask(c.Amend("A/RES/72/1:2", "one will do", required=1))
    assert isinstance(amended, e.Amended)
    assert (life.obligation.unit_dues, life.obligation.deadline) == ((), DUE), "the only one has the day of the whole"
    assert amended.watched is not None


def test_one_of_several_that_has_more_than_is_asked_for_now_stays_done() -> None:
    life = laid_on("ann", "bob", proposed=TWO)
    life.ask(c.Submit(units=2), "ann")
    life.ask(c.Approve())
    life.ask(c.Amend("A/RES/72/1:2", "one will do", required=1))
    life.ask(c.Submit(), "bob")
    assert kinds(life.ask(c.Approve())) == ["Approved", "Discharged"]


def test_the_closed_has_no_units_to_schedule() -> None:
    with pytest.raises(Refused, match="it is discharged"):
        discharged().ask(c.ScheduleUnit(1, MARCH, "x"))
