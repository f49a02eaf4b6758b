"""When the day moves: by a person, by a session's calendar, and on reopening."""

from dataclasses import replace
from datetime import date

import pytest

from domain import commands as c
from domain import events as e
from domain.errors import Refused
from domain.instrument import Due, SessionRef
from domain.life import next_alarm
from domain.notices import COORDINATOR, NoticeKind
from domain.obligation import Progress, Status
from domain.terms import Terms
from tests.domain.lives import AT_SESSION, DUE, SESSION, Life, assigned, confirmed, discharged, kinds, submitted, terms, utc


def test_a_changed_day_says_who_why_old_and_new() -> None:
    life = assigned()
    [changed] = life.ask(c.ChangeDueDate(date(2017, 9, 30), " the Committee was put off "), "ann")
    old = Due("by May 2017", latest=DUE)
    new = Due("by May 2017", latest=date(2017, 9, 30), working="changed: the Committee was put off")
    assert changed == e.DueDateChanged(old, new, "the Committee was put off", life.now, (), None)
    assert life.history[-1].actor == "ann"
    assert next_alarm(life.obligation) == utc("2017-07-02 13:00")


def test_a_changed_day_takes_a_reason() -> None:
    with pytest.raises(Refused, match="takes a reason"):
        assigned().ask(c.ChangeDueDate(date(2017, 9, 30), ""))


def test_a_new_day_lies_ahead() -> None:
    life = assigned()
    with pytest.raises(Refused, match="01 January 2017 is past"):
        life.ask(c.ChangeDueDate(date(2017, 1, 1), "x"))
    today = life.ask(c.ChangeDueDate(date(2017, 1, 2), "it is wanted today"))
    assert kinds(today) == ["DueDateChanged"], "today is not over yet"


def test_the_same_day_is_no_change() -> None:
    with pytest.raises(Refused, match="is due on 31 May 2017 already"):
        assigned().ask(c.ChangeDueDate(DUE, "x"))


def test_reminders_that_a_new_day_leaves_behind_are_skipped_and_said_once() -> None:
    life = assigned()
    [changed] = life.ask(c.ChangeDueDate(date(2017, 1, 12), "it is wanted sooner"))
    assert isinstance(changed, e.DueDateChanged)
    assert changed.skipped == (90, 30, 14)
    said = [event.days for _, event in life.wait(days=11) if isinstance(event, e.Reminded)]
    assert said == [7, 1, 0]


def test_there_and_back_again_reminds_of_nothing_twice() -> None:
    life = assigned()
    life.wait(until=utc("2017-05-02 12:00"))  # 90 and 30 days before have been said
    life.ask(c.ChangeDueDate(date(2018, 5, 31), "put off"))
    life.ask(c.ChangeDueDate(DUE, "not put off after all"))
    said = [event.days for _, event in life.wait(until=utc("2017-06-01 00:00")) if isinstance(event, e.Reminded)]
    assert said == [14, 7, 1, 0]


def test_a_new_day_ends_being_overdue_and_escalation_begins_anew() -> None:
    life = assigned()
    life.wait(until=utc("2017-08-15 12:00"))
    assert (life.obligation.progress, life.obligation.level) == (Progress.OVERDUE, 2)
    life.ask(c.ChangeDueDate(date(2017, 12, 31), "agreed with the bureau"))
    assert (life.obligation.progress, life.obligation.level) == (Progress.NOT_STARTED, 0)
    levels = [event.level for _, event in life.wait(days=400) if isinstance(event, e.Escalated)]
    assert levels == [1, 2, 3]


def test_what_waits_for_approval_is_not_redated_by_hand() -> None:
    with pytest.raises(Refused, match=r"it is submitted\. Legal now: approve, return, waive, comment\."):
        submitted().ask(c.ChangeDueDate(date(2018, 1, 1), "x"))


# Sessions ------------------------------------------------------------------------------------------------------------


def test_a_moved_session_moves_the_day_and_says_its_source() -> None:
    life = assigned(terms(AT_SESSION))
    [changed] = life.moved_to(date(2018, 5, 31))
    assert isinstance(changed, e.DueDateChanged)
    assert changed.session_source == "the bureau"
    assert changed.reason == "session 20 of the High-level Committee on South-South Cooperation moved"
    assert (life.obligation.deadline, life.obligation.due and life.obligation.due.session) == (date(2018, 5, 31), SESSION)


def test_a_session_that_has_lost_its_days_stops_the_clock_until_it_has_new_ones() -> None:
    life = assigned(terms(AT_SESSION))
    life.moved_to(None)
    assert (life.obligation.deadline, next_alarm(life.obligation)) == (None, None)
    assert life.tick(utc("2020-01-01 00:00")) == []
    life.moved_to(date(2021, 6, 4))
    assert next_alarm(life.obligation) == utc("2021-03-06 14:00")


def test_the_same_days_again_are_no_event() -> None:
    life = assigned(terms(AT_SESSION))
    assert life.moved_to(DUE) == []


def test_only_its_own_session_moves_it() -> None:
    for life in (assigned(terms(AT_SESSION)), assigned()):
        with pytest.raises(Refused, match="is not bound to session 21"):
            life.ask(c.RebindSession(replace(SESSION, number=21), AT_SESSION, "x"))


@pytest.mark.parametrize("other", [None, SessionRef("General Assembly", 72)])
def test_a_moved_session_does_not_untie_it(other: SessionRef | None) -> None:
    life = assigned(terms(AT_SESSION))
    with pytest.raises(Refused, match="does not untie it"):
        life.ask(c.RebindSession(SESSION, replace(AT_SESSION, latest=date(2018, 1, 1), session=other), "x"))


def test_a_day_that_a_person_gave_moves_with_no_session() -> None:
    life = assigned(terms(AT_SESSION))
    life.ask(c.ChangeDueDate(date(2017, 9, 30), "agreed"))
    with pytest.raises(Refused, match="is not bound to session 20"):
        life.moved_to(date(2018, 5, 31))


def test_a_session_moves_while_a_submission_waits_and_that_is_remembered_on_return() -> None:
    life = submitted(terms(AT_SESSION))
    life.moved_to(date(2017, 1, 12))
    assert [type(event) for _, event in life.wait(days=7)] == [e.ReviewReminded]
    life.ask(c.Return("not yet"))
    [reminded] = life.tick()
    assert isinstance(reminded, e.Reminded)
    assert (reminded.days, reminded.missed) == (7, ())


def test_a_session_that_turns_out_to_be_over_makes_it_overdue_at_the_first_tick() -> None:
    life = assigned(terms(AT_SESSION))
    [changed] = life.moved_to(date(2016, 12, 30))
    assert isinstance(changed, e.DueDateChanged)
    assert changed.skipped == (90, 30, 14, 7, 1, 0)
    assert kinds(life.tick()) == ["BecameOverdue"]


# Reopening -----------------------------------------------------------------------------------------------------------


def test_what_is_reopened_before_its_day_is_reminded_again_from_there() -> None:
    life = discharged()
    life.now = utc("2017-05-20 12:00")
    with pytest.raises(Refused, match="takes a reason"):
        life.ask(c.Reopen(" "))
    [reopened] = life.ask(c.Reopen("the minutes were never issued"))
    assert reopened == e.Reopened("the minutes were never issued", Due("by May 2017", latest=DUE), life.now, (90, 30, 14))
    assert (life.obligation.status, life.obligation.assignee) == (Status.ASSIGNED, "bob")
    said = [event.days for _, event in life.wait(until=utc("2017-06-01 00:00")) if isinstance(event, e.Reminded)]
    assert said == [7, 1, 0]


def test_what_is_reopened_after_its_day_is_overdue_at_the_first_tick() -> None:
    life = discharged()
    life.now = utc("2017-06-08 12:00")
    life.ask(c.Reopen("the minutes were never issued"))
    alarm = next_alarm(life.obligation)
    assert alarm is not None
    assert alarm <= life.now
    assert kinds(life.tick()) == ["BecameOverdue"]
    assert [when for when, _ in life.wait(days=7)] == ["2017-06-14 13:00"]


def test_reopening_with_a_new_day_sets_the_ladder_up_anew() -> None:
    life = discharged()
    life.now = utc("2017-07-01 12:00")
    with pytest.raises(Refused, match="30 June 2017 is past"):
        life.ask(c.Reopen("x", date(2017, 6, 30)))
    life.ask(c.Reopen("x", date(2017, 12, 31)))
    assert next_alarm(life.obligation) == utc("2017-10-02 13:00")


def test_what_was_delivered_in_full_is_asked_for_anew() -> None:
    life = assigned(terms(required=2))
    life.ask(c.ReportProgress("done", 100))
    life.ask(c.Submit(units=2), "bob")
    life.ask(c.Approve())
    life.ask(c.Reopen("neither was held"))
    state = life.obligation
    assert (state.delivered, state.delivered_at, state.percent, state.progress) == (0, None, None, Progress.NOT_STARTED)


def test_a_part_that_was_delivered_stands_when_the_waived_is_reopened() -> None:
    life = assigned(terms(required=2))
    life.ask(c.Submit(), "bob", on=utc("2017-01-01 12:00"))
    life.ask(c.Approve())
    life.ask(c.Waive("no money"))
    life.ask(c.Reopen("there is money"))
    assert (life.obligation.delivered, life.obligation.delivered_at) == (1, utc("2017-01-01 12:00"))


def test_reopened_work_is_late_by_its_own_delivery() -> None:
    life = discharged()
    life.now = utc("2017-07-01 12:00")
    life.ask(c.Reopen("the wrong paper"))
    life.ask(c.Submit("the right one, of March"), "bob", on=utc("2017-03-01 12:00"))
    assert life.ask(c.Approve())[-1] == e.Discharged(DUE, 0)


def test_what_was_with_nobody_is_with_nobody_again() -> None:
    life = confirmed()
    life.ask(c.Waive("x"))
    life.ask(c.Reopen("y"))
    assert life.obligation.status is Status.UNASSIGNED


def test_a_proposal_moves_with_its_session_and_is_confirmed_with_the_days_it_has_then() -> None:
    life = Life(terms(AT_SESSION))
    [moved] = life.moved_to(date(2018, 5, 31))
    assert isinstance(moved, e.DueDateChanged)
    assert (moved.old, moved.skipped, moved.session_source) == (AT_SESSION, (), "the bureau")
    assert (life.obligation.status, next_alarm(life.obligation)) == (Status.PROPOSED, None)
    assert life.recipients(NoticeKind.REDATED) == [COORDINATOR]
    [as_it_stands, _] = life.ask(c.Confirm())
    assert isinstance(as_it_stands, e.Confirmed)
    assert as_it_stands.corrected == (), "nobody corrected anything: the session moved"
    assert (life.obligation.deadline, next_alarm(life.obligation)) == (date(2018, 5, 31), utc("2018-03-02 14:00"))


def test_what_the_calendar_has_on_confirmation_counts_and_is_named() -> None:
    life = Life(terms(AT_SESSION))
    later = replace(AT_SESSION, latest=date(2021, 6, 4), working="as the calendar has it")
    [given, _] = life.ask(c.Confirm(rebound=later))
    assert isinstance(given, e.Confirmed)
    assert (given.terms.due, given.corrected) == (later, ("due",))
    assert next_alarm(life.obligation) == utc("2021-03-06 14:00")


@pytest.mark.parametrize("bound", [terms(), terms(replace(AT_SESSION, session=SessionRef("General Assembly", 72)))])
def test_it_is_confirmed_with_the_days_of_its_own_session_only(bound: Terms) -> None:
    life = Life(bound)
    with pytest.raises(Refused, match="bound to no such session"):
        life.ask(c.Confirm(rebound=AT_SESSION))
    assert life.obligation.status is Status.PROPOSED
