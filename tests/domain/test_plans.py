"""Steps on the way: milestones by rule and by hand, and whoever is asked."""

from dataclasses import replace
from datetime import date

import pytest

from domain import commands as c
from domain import events as e
from domain.decide import decide
from domain.errors import Refused
from domain.instrument import Due, SessionRef
from domain.notices import NoticeKind
from domain.projection import project
from domain.revisions import FIRST, TODAY
from domain.telling import sentence
from tests.domain.lives import Life, assigned, confirmed, kinds, terms, utc

SEVENTY_TWO = SessionRef("General Assembly", 72)
AT_72 = Due("at its seventy-second session", date(2017, 9, 12), date(2018, 9, 17), session=SEVENTY_TWO)
REPORT = terms(AT_72, deliverable="report")


def moved(life: Life, opens: date | None, closes: date | None) -> list[e.Event]:
    due = replace(AT_72, earliest=opens, latest=closes, reason=None if opens else "put off")
    return life.ask(c.RebindSession(SEVENTY_TWO, due, "the bureau"), "calendar")


def test_a_report_to_a_session_is_due_for_processing_ten_weeks_and_issued_six_weeks_before_it_opens() -> None:
    life = confirmed(REPORT)
    assert [(milestone.name, milestone.due) for milestone in life.obligation.milestones] == [
        ("submission for processing", date(2017, 7, 4)),
        ("issuance", date(2017, 8, 1)),
        ("consideration", date(2018, 9, 17)),
    ]
    assert life.obligation.milestones[0].rule == "ten weeks before the session opens: session 72 of the General Assembly"
    assert project(life.obligation).milestone_due == date(2017, 7, 4)


@pytest.mark.parametrize("other", [terms(AT_72, deliverable="briefing"), terms(deliverable="report"), terms(AT_72)])
def test_what_is_no_document_or_goes_to_no_session_has_none(other: object) -> None:
    assert confirmed(other).obligation.milestones == ()  # type: ignore[arg-type]


def test_what_is_due_by_a_sessions_end_is_not_said_to_be_considered_there() -> None:
    by_the_end = Due(
        "by the end of the seventy-second session", latest=date(2018, 9, 17), session=SEVENTY_TWO, session_relation="by:end"
    )
    assert confirmed(terms(by_the_end, deliverable="report")).obligation.milestones == ()
    at = replace(AT_72, session_relation="within")
    assert len(confirmed(terms(at, deliverable="report")).obligation.milestones) == 3


def test_they_move_with_the_session_but_for_those_that_a_person_has_set_or_reached() -> None:
    life = assigned(REPORT)
    life.ask(c.SetMilestone("submission for processing", date(2017, 6, 1), "before the summer", 1))
    life.ask(c.ReachMilestone(2))
    assert kinds(moved(life, date(2017, 10, 12), date(2018, 10, 17))) == ["DueDateChanged", "MilestoneSet"]
    assert [milestone.due for milestone in life.obligation.milestones] == [date(2017, 6, 1), date(2017, 8, 1), date(2018, 10, 17)]


def test_without_the_sessions_days_they_have_none_and_get_them_again() -> None:
    life = assigned(REPORT)
    moved(life, None, None)
    assert {milestone.due for milestone in life.obligation.milestones} == {None}
    moved(life, date(2017, 9, 12), date(2018, 9, 17))
    assert life.obligation.milestones[1].due == date(2017, 8, 1)


def test_each_is_reminded_of_and_missed_once_after_an_outage_too() -> None:
    life = assigned(REPORT)
    life.wait(until=utc("2017-07-06 12:00"))
    assert life.recipients(NoticeKind.MILESTONE) == ["bob", "bob"], "two weeks before, and three days"
    assert life.recipients(NoticeKind.MILESTONE_MISSED) == ["bob", "@coordinator"]
    other = assigned(REPORT)
    missed = [
        event for event in other.tick(utc("2017-08-10 12:00")) if isinstance(event, e.MilestoneReminded | e.MilestoneMissed)
    ]
    assert [(type(event), event.milestone) for event in missed] == [(e.MilestoneMissed, 1), (e.MilestoneMissed, 2)]


def test_of_what_was_reached_by_a_day_only_that_is_known() -> None:
    life = assigned()
    life.ask(c.SetMilestone("draft", date(2017, 3, 1)))
    [reached] = life.ask(c.ReachMilestone(1, "A/72/1 is out", by_then=True))
    assert reached == e.MilestoneReached(1, "A/72/1 is out", by_then=True)
    [milestone] = life.obligation.milestones
    assert (milestone.reached_at, milestone.reached_by, milestone.ahead) == (life.now, True, False)
    told = sentence(reached)
    assert told
    assert told[1] == "milestone 1 reached by then, on a day that is not known: A/72/1 is out"


def test_what_is_reached_or_dropped_is_left_in_peace() -> None:
    life = assigned()
    for name in ("draft", "review"):
        life.ask(c.SetMilestone(name, date(2017, 3, 1)))
    life.ask(c.ReachMilestone(1, "A/72/1"))
    life.ask(c.DropMilestone(2, "no need"))
    life.wait(until=utc("2017-04-01 12:00"))
    assert life.recipients(NoticeKind.MILESTONE) == life.recipients(NoticeKind.MILESTONE_MISSED) == []
    with pytest.raises(Refused, match=r"Cannot reach milestone 2 of .*, review: it has been dropped"):
        life.ask(c.ReachMilestone(2))
    with pytest.raises(Refused, match=r"Cannot drop milestone 1 of .*, draft: it has been reached"):
        life.ask(c.DropMilestone(1, "x"))


def test_a_milestone_is_moved_with_a_reason_and_reminded_of_anew() -> None:
    life = assigned()
    life.ask(c.SetMilestone("draft", date(2017, 3, 1)))
    life.wait(until=utc("2017-03-03 12:00"))
    with pytest.raises(Refused, match="takes a reason"):
        life.ask(c.SetMilestone("draft", date(2017, 4, 1), milestone=1))
    with pytest.raises(Refused, match=r"is on 01 March 2017 already|is past"):
        life.ask(c.SetMilestone("draft", date(2017, 3, 1), "x", 1))
    life.ask(c.SetMilestone("draft", date(2017, 4, 1), "the data come late", 1))
    life.wait(until=utc("2017-04-03 12:00"))
    assert len(life.recipients(NoticeKind.MILESTONE)) == 4
    assert life.recipients(NoticeKind.MILESTONE_MISSED) == ["bob", "@coordinator"] * 2


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (c.SetMilestone(" ", date(2017, 3, 1)), "has a name: say what is to be reached"),
        (c.SetMilestone("draft", date(2016, 3, 1)), "01 March 2016 is past"),
        (c.ReachMilestone(1), "has no milestone 1: it has 0"),
        (c.DropMilestone(0, "x"), "has no milestone 0"),
        (c.Consult("", "what of it?"), "Nobody was named to consult"),
        (c.Consult("UNEP", ""), "takes a reason in words"),
        (c.Consult("UNEP", "what of it?", date(2016, 1, 1)), "is past"),
        (c.RecordAnswer(1, "x"), "has no consultation 1: it has 0"),
    ],
)
def test_what_cannot_be_planned_is_refused(command: c.Command, why: str) -> None:
    with pytest.raises(Refused, match=why):
        assigned().ask(command)


def test_whoever_is_consulted_is_told_and_their_answer_kept() -> None:
    life = assigned()
    life.ask(c.Consult("UNEP", "what of the budget?", date(2017, 2, 1)))
    assert life.recipients(NoticeKind.CONSULTATION) == ["UNEP"]
    life.ask(c.RecordAnswer(1, "it will do"), on=utc("2017-01-02 11:00"))
    asked = life.obligation.consultations[0]
    assert (asked.answer, asked.answered_at) == ("it will do", utc("2017-01-02 11:00"))
    with pytest.raises(Refused, match="UNEP has answered consultation 1"):
        life.ask(c.RecordAnswer(1, "it will not"))
    assert not [event for _, event in life.wait(until=utc("2017-02-03 12:00")) if isinstance(event, e.ConsultationOverdue)]


def test_an_answer_that_does_not_come_is_said_once_to_who_was_asked_and_who_waits() -> None:
    life = assigned()
    life.ask(c.Consult("UNEP", "what of the budget?", date(2017, 2, 1)))
    heard = [
        (when, event) for when, event in life.wait(until=utc("2017-02-03 12:00")) if isinstance(event, e.ConsultationOverdue)
    ]
    assert heard == [("2017-02-02 05:00", e.ConsultationOverdue(1, date(2017, 2, 1)))]
    assert life.recipients(NoticeKind.CONSULTATION) == ["UNEP", "UNEP", "bob"]
    life.ask(c.RecordAnswer(1, "late, but it will do"))


# A day that a person gives -------------------------------------------------------------------------------------------


def milestone_days(life: Life) -> list[date | None]:
    return [milestone.due for milestone in life.obligation.milestones]


def test_they_follow_a_day_that_a_person_gives_but_for_those_that_a_person_has_set() -> None:
    life = assigned(REPORT)
    life.ask(c.SetMilestone("issuance", date(2017, 8, 15), "the printers", 2))
    changed, *rest = life.ask(c.ChangeDueDate(date(2018, 12, 31), "the session does not wait"))
    assert isinstance(changed, e.DueDateChanged)
    why = "the session does not wait"
    assert rest == [
        e.MilestoneSet(1, "submission for processing", date(2018, 10, 22), "ten weeks before 31 December 2018", why),
        e.MilestoneSet(3, "consideration", date(2018, 12, 31), "on 31 December 2018", why),
    ]
    assert milestone_days(life) == [date(2018, 10, 22), date(2017, 8, 15), date(2018, 12, 31)]
    life.ask(c.ChangeDueDate(date(2019, 1, 31), "and again"))
    assert milestone_days(life) == [date(2018, 11, 22), date(2017, 8, 15), date(2019, 1, 31)]


def test_what_was_reached_or_dropped_stays_and_what_was_missed_is_asked_anew() -> None:
    life = assigned(REPORT)
    life.ask(c.DropMilestone(3, "no need"))
    life.wait(until=utc("2017-07-10 12:00"))
    assert life.obligation.milestones[0].missed
    life.ask(c.ReachMilestone(2))
    life.ask(c.ChangeDueDate(date(2018, 12, 31), "put off"))
    first, second, third = life.obligation.milestones
    assert (first.due, first.missed) == (date(2018, 10, 22), False)
    assert (second.due, third.due) == (date(2017, 8, 1), date(2018, 9, 17))


def test_a_slot_that_is_past_with_the_new_day_was_not_missed_on_our_watch() -> None:
    life = assigned(REPORT)
    life.ask(c.ChangeDueDate(date(2017, 2, 28), "at once"))
    assert milestone_days(life)[0] == date(2016, 12, 20)
    heard = [event for _, event in life.wait(until=utc("2017-03-02 12:00"))]
    assert [event.milestone for event in heard if isinstance(event, e.MilestoneMissed)] == [2, 3]


def test_they_follow_an_extension_an_amendment_and_a_new_day_on_reopening() -> None:
    life = assigned(REPORT)
    life.ask(c.AskExtension(date(2018, 10, 31), "the elections"), "bob")
    life.ask(c.GrantExtension())
    assert milestone_days(life) == [date(2018, 8, 22), date(2018, 9, 19), date(2018, 10, 31)]
    life.ask(c.Amend("A/RES/72/1:2", "by the end of the year", due=date(2018, 12, 31)))
    assert milestone_days(life)[2] == date(2018, 12, 31)
    life.ask(c.Waive("x"))
    life.ask(c.Reopen("y", date(2019, 6, 30)))
    assert milestone_days(life) == [date(2019, 4, 21), date(2019, 5, 19), date(2019, 6, 30)]


def test_what_is_put_off_by_a_pause_takes_the_slots_of_a_given_day_along_and_their_reminders_go_on() -> None:
    life = assigned(REPORT)
    life.ask(c.ChangeDueDate(date(2017, 5, 31), "in spring"))
    life.wait(until=utc("2017-03-10 12:00"))
    assert (life.recipients(NoticeKind.MILESTONE), milestone_days(life)[0]) == (["bob"], date(2017, 3, 22)), "14 days before"
    life.ask(c.Suspend("a strike"))
    life.wait(days=10)
    life.ask(c.Resume())
    assert milestone_days(life) == [date(2017, 4, 1), date(2017, 4, 29), date(2017, 6, 10)]
    assert life.obligation.milestones[0].rule == "ten weeks before 10 June 2017"
    heard = [(event.milestone, event.days) for _, event in life.wait(days=10) if isinstance(event, e.MilestoneReminded)]
    assert heard == [(1, 3)], "what was said before the pause is not said again"


def test_by_the_first_rules_milestones_and_consultations_stayed_where_they_were() -> None:
    life = assigned(REPORT)
    life.ask(c.Consult("legal", "may we?", date(2017, 3, 1)))
    changed = c.Envelope("x", "coordinator", c.ChangeDueDate(date(2018, 12, 31), "put off"), rules=FIRST)
    assert kinds(decide(life.obligation, changed, life.now)) == ["DueDateChanged"]
    life.ask(c.Suspend("a strike"))
    life.wait(days=10)
    resumed = c.Envelope("y", "coordinator", c.Resume(), rules=FIRST)
    assert kinds(decide(life.obligation, resumed, life.now)) == ["Resumed"]
    assert kinds(decide(life.obligation, replace(resumed, rules=TODAY), life.now)) == ["Resumed", "AnswerPutOff"]
