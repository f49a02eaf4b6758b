"""Steps on the way: milestones by rule and by hand, and whoever is asked."""

from dataclasses import replace
from datetime import date

import pytest

from domain import commands as c
from domain import events as e
from domain.errors import Refused
from domain.instrument import Due, SessionRef
from domain.notices import NoticeKind
from domain.projection import project
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
