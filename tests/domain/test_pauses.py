"""Suspension stops the clock and gives the days back; a snooze only keeps quiet."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain import commands as c
from domain import events as e
from domain.errors import Refused
from domain.ladder import Ladder
from domain.life import next_alarm
from domain.notices import NoticeKind
from domain.obligation import Status
from tests.domain.lives import AT_SESSION, DUE, FEW, assigned, confirmed, kinds, laid_on, submitted, terms, utc

JUNE = date(2017, 6, 1)


def test_while_it_is_suspended_the_clock_stands() -> None:
    life = assigned(terms(ladder=FEW))
    life.ask(c.Suspend("a strike"))
    assert life.recipients(NoticeKind.SUSPENDED) == ["bob"]
    assert next_alarm(life.obligation) is None
    assert life.wait(until=utc("2019-01-01 12:00")) == []
    with pytest.raises(Refused, match="it is suspended"):
        life.ask(c.Submit(), "bob")
    life.ask(c.Attach(("A/72/1",)))
    life.ask(c.Comment("still waiting"))


def test_the_days_that_it_stood_are_given_back() -> None:
    life = assigned(terms(ladder=FEW))
    life.wait(until=utc("2017-05-25 12:00"))
    life.ask(c.Suspend("a strike"))
    life.now = utc("2017-06-14 12:00")
    [resumed] = life.ask(c.Resume("it is over"))
    assert isinstance(resumed, e.Resumed)
    assert (resumed.days, life.obligation.deadline) == (20, date(2017, 6, 20))
    assert life.obligation.due is not None
    assert "20 days given back after a suspension" in life.obligation.due.working
    assert life.obligation.status is Status.ASSIGNED
    heard = life.wait(until=utc("2017-06-22 12:00"))
    assert [when for when, _ in heard] == ["2017-06-19 13:00", "2017-06-21 04:00"], "the week's reminder had come before"


def test_it_goes_on_by_itself_on_its_day_and_not_later_though_nobody_heard_the_alarm() -> None:
    life = assigned(terms(ladder=FEW))
    life.ask(c.Suspend("until the elections", date(2017, 3, 1)))
    alarm = utc("2017-03-01 05:00")
    assert next_alarm(life.obligation) == alarm
    [resumed] = life.tick(alarm + timedelta(days=100))
    assert isinstance(resumed, e.Resumed)
    assert resumed.days == 58, "from 2 January to 1 March"
    assert life.obligation.deadline == date(2017, 7, 28)


@pytest.mark.parametrize("until", [date(2017, 1, 2), date(2016, 1, 1)])
def test_a_suspension_ends_ahead(until: date) -> None:
    with pytest.raises(Refused, match="a suspension ends on a day that lies ahead"):
        assigned().ask(c.Suspend("x", until))


def test_what_does_not_stand_is_not_resumed_and_a_reason_is_asked_for() -> None:
    with pytest.raises(Refused, match=r"Cannot resume .*: it is assigned"):
        assigned().ask(c.Resume())
    with pytest.raises(Refused, match="takes a reason"):
        assigned().ask(c.Suspend(""))


def test_a_reminder_that_has_come_does_not_come_again_because_the_pause_was_short() -> None:
    life = assigned(terms(ladder=FEW))
    life.wait(until=utc("2017-05-24 13:00"))  # the reminder of a week before
    life.now = utc("2017-05-25 03:50")
    life.ask(c.Suspend("late in the evening"))
    life.now = utc("2017-05-25 04:10")  # past midnight in New York: a day is given back
    life.ask(c.Resume())
    assert life.obligation.deadline == JUNE
    heard = [event for _, event in life.wait(until=utc("2017-06-01 12:00"))]
    assert heard == [e.Reminded(JUNE, 1, utc("2017-05-31 13:00"))]


def test_a_reminder_does_not_come_twice_because_the_clocks_went_back() -> None:
    due = date(2017, 11, 10)
    life = assigned(terms(due, ladder=FEW), now=utc("2017-10-01 12:00"))
    life.wait(until=utc("2017-11-03 13:30"))  # reminded at 9 on 3 November, before the change of clocks on the 5th
    life.ask(c.Suspend("x"))
    life.now = utc("2017-11-06 15:00")
    life.ask(c.Resume())
    heard = life.wait(until=utc("2017-11-13 12:00"))
    assert [type(event) for _, event in heard] == [e.Reminded]
    assert heard[0][1] == e.Reminded(date(2017, 11, 13), 1, utc("2017-11-12 14:00"))


WEEKENDS = Ladder(reminders=(7, 1), notices=(3,), notice_every=10, escalations=(5,), review_every=7, hour=9, weekend=(5, 6))


def test_a_reminder_that_came_before_a_weekend_does_not_come_again_after_it() -> None:
    due = date(2017, 6, 11)  # a Sunday: the reminder of a week before comes on Friday, 2 June
    life = assigned(terms(due, ladder=WEEKENDS))
    life.wait(until=utc("2017-06-02 13:30"))
    life.ask(c.Suspend("x"))
    life.now = utc("2017-06-03 14:00")
    life.ask(c.Resume())
    assert life.obligation.deadline == date(2017, 6, 12)
    heard = [event for _, event in life.wait(until=utc("2017-06-11 12:00"))]
    assert heard == [e.Reminded(date(2017, 6, 12), 1, utc("2017-06-09 13:00"))], "and not the week's again, on Monday the 5th"


CLOSE = replace(WEEKENDS, reminders=(4, 3), notices=(4,), escalations=(3,))


def test_what_has_been_said_is_not_said_again_with_what_a_day_off_has_brought_together_with_it() -> None:
    life = assigned(terms(date(2017, 5, 29), ladder=CLOSE))  # a Monday: brought before somebody on Thursday, a notice on Friday
    life.wait(until=utc("2017-06-01 14:00"))
    assert life.recipients(NoticeKind.ESCALATION)
    life.ask(c.Suspend("x"))
    life.now = utc("2017-06-03 14:00")
    life.ask(c.Resume())
    assert life.obligation.deadline == date(2017, 5, 31), "and now both fall on a weekend, and so on Monday the 5th"
    heard = [event for _, event in life.wait(until=utc("2017-06-12 12:00"))]
    assert heard == [e.OverdueNoticed(date(2017, 5, 31), 4, utc("2017-06-05 13:00"))]


def test_nor_after_another_pause_that_has_parted_them_again() -> None:
    life = assigned(terms(date(2017, 5, 29), ladder=CLOSE))
    life.wait(until=utc("2017-06-01 14:00"))
    for day in (3, 5):
        life.ask(c.Suspend("x"))
        life.now = utc(f"2017-06-0{day} 12:00")
        life.ask(c.Resume())
    assert life.obligation.deadline == date(2017, 6, 2)
    heard = [event for _, event in life.wait(until=utc("2017-06-12 12:00"))]
    assert heard == [e.OverdueNoticed(date(2017, 6, 2), 4, utc("2017-06-06 13:00"))]


def test_a_reminder_is_not_said_again_with_the_next_one() -> None:
    life = assigned(terms(date(2017, 6, 12), ladder=CLOSE))  # a Monday: reminders on Thursday and Friday
    life.wait(until=utc("2017-06-08 14:00"))
    assert len(life.recipients(NoticeKind.REMINDER)) == 1
    life.ask(c.Suspend("x"))
    life.now = utc("2017-06-09 12:00")
    life.ask(c.Resume())
    life.ask(c.Suspend("x"))
    life.now = utc("2017-06-11 12:00")
    life.ask(c.Resume())
    assert life.obligation.deadline == date(2017, 6, 15)
    heard = [event for _, event in life.wait(until=utc("2017-06-14 12:00"))]
    assert heard == [e.Reminded(date(2017, 6, 15), 3, utc("2017-06-12 13:00"))]


def test_what_is_bound_to_a_session_keeps_its_day() -> None:
    life = assigned(terms(AT_SESSION, ladder=FEW))
    life.ask(c.Suspend("x"))
    life.now = utc("2017-05-26 12:00")
    assert life.ask(c.Resume()) == [e.Resumed(0, AT_SESSION, (), utc("2017-05-26 12:00"), (7,))]
    assert life.obligation.deadline == DUE


def test_what_was_overdue_and_bound_to_a_session_is_so_still_and_its_notices_go_on() -> None:
    life = assigned(terms(AT_SESSION, ladder=FEW))
    life.wait(until=utc("2017-06-02 12:00"))
    life.ask(c.Suspend("x"))
    life.now = utc("2017-06-10 12:00")
    life.ask(c.Resume())
    assert life.obligation.overdue
    assert kinds(life.tick()) == ["OverdueNoticed", "Escalated"], "once each, and not that it has become overdue"


def test_a_units_own_day_is_given_back_though_the_whole_is_bound_to_a_session() -> None:
    life = assigned(terms(AT_SESSION, ladder=FEW, required=2))
    life.ask(c.ScheduleUnit(1, date(2017, 2, 1), "x"))
    life.wait(until=utc("2017-02-03 12:00"))
    assert life.obligation.overdue
    life.ask(c.Suspend("x"))
    life.now = utc("2017-02-13 12:00")
    life.ask(c.Resume())
    assert (life.obligation.deadline, life.obligation.overdue) == (date(2017, 2, 11), True)
    heard = life.wait(until=utc("2017-02-20 12:00"))
    assert [type(event) for _, event in heard] == [e.OverdueNoticed, e.Escalated], "it has become overdue once"


def test_a_day_that_a_later_provision_gives_meanwhile_is_put_off_by_what_is_left_of_the_pause() -> None:
    life = assigned()
    life.ask(c.Suspend("x"))
    life.now = utc("2017-02-01 12:00")
    life.ask(c.Amend("A/RES/72/1:2", "by the end of June", due=date(2017, 6, 30)))
    life.now = utc("2017-02-11 12:00")
    life.ask(c.Resume())
    assert life.obligation.deadline == date(2017, 7, 10)


def test_whoever_must_approve_has_as_much_longer() -> None:
    life = submitted()
    life.now += timedelta(days=5)
    life.ask(c.Suspend("x"))
    life.now += timedelta(days=30)
    life.ask(c.Resume())
    assert life.obligation.status is Status.SUBMITTED
    assert next_alarm(life.obligation) == life.now + timedelta(days=2)


def test_the_next_look_at_a_duty_without_a_day_is_as_much_later() -> None:
    life = confirmed(terms(None, continuing=True, review_months=12))
    life.ask(c.Suspend("x"))
    life.now += timedelta(days=10)
    life.ask(c.Resume())
    assert next_alarm(life.obligation) == utc("2018-01-12 14:00")


def test_it_is_looked_at_on_the_day_that_the_pause_puts_it_off_to_though_the_clocks_have_changed() -> None:
    life = confirmed(terms(None, continuing=True, review_months=12), now=utc("2017-01-03 04:30"))  # 23:30 of the 2nd in New York
    life.ask(c.Suspend("x"))
    life.now = utc("2017-06-02 12:00")  # summer time: 151 times 24 hours later it is past midnight there
    life.ask(c.Resume())
    assert next_alarm(life.obligation) == utc("2018-06-02 13:00"), "a year after 2 June, to which 151 days lead from 2 January"


def test_milestones_of_their_own_day_are_put_off_too_with_the_reminders_that_are_left() -> None:
    life = assigned()
    life.ask(c.SetMilestone("draft", date(2017, 3, 1)))
    life.wait(until=utc("2017-02-16 12:00"))
    assert len(life.recipients(NoticeKind.MILESTONE)) == 1, "two weeks before"
    life.ask(c.Suspend("x"))
    life.now = utc("2017-02-26 12:00")
    life.ask(c.Resume())
    assert life.obligation.milestones[0].due == date(2017, 3, 11)
    heard = [
        event
        for _, event in life.wait(until=utc("2017-03-12 12:00"))
        if isinstance(event, e.MilestoneReminded | e.MilestoneMissed)
    ]
    assert [type(event) for event in heard] == [e.MilestoneReminded, e.MilestoneMissed], "three days before, and missed"


def test_a_snoozed_holder_hears_nothing_until_the_day() -> None:
    life = assigned(now=utc("2017-05-16 12:00"))
    life.ask(c.SetMilestone("draft", date(2017, 5, 20)))
    life.ask(c.Snooze(date(2017, 5, 25), "on mission"), "bob")
    life.wait(until=utc("2017-05-25 12:00"))
    assert life.recipients(NoticeKind.REMINDER) == life.recipients(NoticeKind.MILESTONE) == []
    assert life.recipients(NoticeKind.MILESTONE_MISSED) == ["bob", "@coordinator"], "what is missed is said"
    life.wait(until=utc("2017-05-25 14:00"))
    assert life.recipients(NoticeKind.SNOOZE_OVER) == ["bob"]
    life.wait(until=utc("2017-06-01 12:00"))
    assert len(life.recipients(NoticeKind.REMINDER)) == 2


def test_others_hear_of_it_meanwhile() -> None:
    life = laid_on("ann", "bob", now=utc("2017-05-28 12:00"))
    life.ask(c.Snooze(date(2017, 5, 31), "on mission"), "ann")
    life.wait(until=utc("2017-05-30 14:00"))
    assert life.recipients(NoticeKind.REMINDER) == ["bob"]


def test_the_day_itself_is_not_snoozed() -> None:
    life = assigned(now=utc("2017-05-16 12:00"))
    with pytest.raises(Refused, match=r"reminders cannot be put off beyond that. Ask for an extension"):
        life.ask(c.Snooze(JUNE, "x"), "bob")
    with pytest.raises(Refused, match="reminders are put off to a day that lies ahead"):
        life.ask(c.Snooze(date(2017, 5, 16), "x"), "bob")
    life.ask(c.Snooze(DUE, "x"), "bob")
    life.ask(c.ChangeDueDate(date(2017, 5, 20), "sooner"))
    life.wait(until=utc("2017-05-22 12:00"))
    assert life.recipients(NoticeKind.OVERDUE) == ["bob", "@coordinator"]


@pytest.mark.parametrize("command", [c.Assign("ann"), c.Delegate("ann")])
def test_quiet_is_for_whoever_asked_for_it_alone(command: c.Command) -> None:
    life = assigned(now=utc("2017-05-16 12:00"))
    life.ask(c.Snooze(DUE, "x"), "bob")
    life.ask(command, "bob")
    life.wait(until=utc("2017-05-18 12:00"))
    assert life.recipients(NoticeKind.REMINDER) == ["ann"]


def test_whoever_was_asked_has_as_much_longer_to_answer_but_for_what_was_late_before() -> None:
    life = assigned()
    life.ask(c.Consult("legal", "may it be held in camera?", date(2017, 1, 5)))
    life.ask(c.Consult("budget", "can we pay for it?", date(2017, 1, 20)))
    life.ask(c.Consult("protocol", "who sits where?"))
    life.ask(c.Consult("security", "how many guards?", date(2017, 1, 20)))
    life.ask(c.RecordAnswer(4, "two"))
    life.wait(until=utc("2017-01-10 12:00"))
    life.ask(c.Suspend("a strike"))
    life.wait(days=30)
    _, *rest = life.ask(c.Resume())
    assert rest == [e.AnswerPutOff(2, date(2017, 2, 19), "30 days given back after a suspension")]
    assert [asked.answer_by for asked in life.obligation.consultations] == [
        date(2017, 1, 5), date(2017, 2, 19), None, date(2017, 1, 20),
    ]  # fmt: skip
    late = [(when, event) for when, event in life.wait(days=30) if isinstance(event, e.ConsultationOverdue)]
    assert late == [("2017-02-20 05:00", e.ConsultationOverdue(2, date(2017, 2, 19)))]


def test_an_answer_whose_day_came_while_the_clock_stood_is_not_late_when_it_goes_on_by_itself() -> None:
    life = assigned()
    life.ask(c.Consult("legal", "may it be held in camera?", date(2017, 1, 20)))
    life.ask(c.Suspend("a strike", date(2017, 2, 1)))
    resumed, put_off = life.tick(utc("2017-02-10 12:00"))
    assert isinstance(resumed, e.Resumed)
    assert put_off == e.AnswerPutOff(1, date(2017, 2, 19), "30 days given back after a suspension"), (
        "to 1 February, and no further"
    )
    assert not [event for event in life.tick() if isinstance(event, e.ConsultationOverdue)]
