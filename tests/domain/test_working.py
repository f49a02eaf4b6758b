"""From assignment to discharge: whose turn it is, who may do what, and what counts as done in time."""

from datetime import date, datetime, timedelta

import pytest

from domain import commands as c
from domain import events as e
from domain.errors import Refused
from domain.life import legal_steps, next_alarm
from domain.obligation import Obligation, Progress, Status
from tests.domain.lives import DUE, Life, assigned, confirmed, discharged, kinds, submitted, terms, utc


def test_a_focal_point_accepts_and_begins() -> None:
    life = assigned()
    assert life.obligation.progress is Progress.NOT_STARTED
    assert life.ask(c.Accept("gladly"), "bob") == [e.Accepted("gladly")]
    assert life.obligation.progress is Progress.NOT_STARTED
    assert life.ask(c.ReportProgress("outline agreed", 20), "bob") == [e.ProgressReported("outline agreed", 20)]
    assert (life.obligation.progress, life.obligation.percent) == (Progress.IN_PROGRESS, 20)


def test_only_the_assignee_accepts_or_declines() -> None:
    life = assigned()
    for command in (c.Accept(), c.Decline("not ours")):
        with pytest.raises(Refused, match=r"is assigned to bob; ann cannot (accept|decline) it"):
            life.ask(command, "ann")


def test_declining_takes_a_reason_and_leaves_it_with_nobody() -> None:
    life = assigned()
    with pytest.raises(Refused, match="takes a reason"):
        life.ask(c.Decline("\n"), "bob")
    assert life.ask(c.Decline("not our mandate"), "bob") == [e.Declined("bob", "not our mandate")]
    assert (life.obligation.status, life.obligation.assignee) == (Status.UNASSIGNED, None)


def test_declining_what_is_overdue_leaves_it_overdue_and_the_notices_go_on() -> None:
    life = assigned()
    life.wait(until=utc("2017-06-05 12:00"))
    life.ask(c.Decline("too late for us"), "bob")
    assert life.obligation.progress is Progress.OVERDUE
    assert [(when, type(event)) for when, event in life.wait(days=4)] == [("2017-06-07 13:00", e.OverdueNoticed)]
    assert life.told[-1].recipient == "@coordinator"


def test_assigning_again_reassigns_and_keeps_what_was_begun() -> None:
    life = assigned()
    life.ask(c.ReportProgress("half done", 50), "bob")
    assert life.ask(c.Assign("ann", "bob has left")) == [e.Assigned("ann", "bob", "bob has left")]
    assert (life.obligation.status, life.obligation.percent) == (Status.ASSIGNED, 50)
    assert life.obligation.progress is Progress.IN_PROGRESS


def test_the_old_focal_point_can_do_nothing_any_more() -> None:
    life = assigned()
    life.ask(c.Assign("ann"))
    with pytest.raises(Refused, match="is assigned to ann"):
        life.ask(c.Accept(), "bob")


@pytest.mark.parametrize("same", ["bob", " bob "])
def test_assigning_to_the_same_is_refused(same: str) -> None:
    with pytest.raises(Refused, match="is assigned to bob already"):
        assigned().ask(c.Assign(same))


@pytest.mark.parametrize("nobody", ["", "  ", "b\nob"])
def test_assigning_to_nobody_is_refused(nobody: str) -> None:
    with pytest.raises(Refused, match="Nobody was named"):
        confirmed().ask(c.Assign(nobody))


@pytest.mark.parametrize("percent", [-1, 101])
def test_progress_is_a_percentage(percent: int) -> None:
    with pytest.raises(Refused, match="from 0 to 100"):
        assigned().ask(c.ReportProgress("x", percent))


def test_progress_without_a_percentage_keeps_the_last() -> None:
    life = assigned()
    life.ask(c.ReportProgress("a third", 33))
    life.ask(c.ReportProgress("still at it"))
    assert life.obligation.percent == 33


def test_progress_takes_words() -> None:
    with pytest.raises(Refused, match="takes a reason"):
        assigned().ask(c.ReportProgress("", 50))


def test_what_is_submitted_waits_for_approval_and_reminds_nobody_of_the_due_day() -> None:
    life = submitted()
    assert life.obligation.progress is Progress.IN_PROGRESS
    heard = life.wait(until=utc("2018-01-01 00:00"))
    assert {type(event) for _, event in heard} == {e.ReviewReminded}
    assert [event for _, event in heard][:2] == [
        e.ReviewReminded(7, life.history[4].recorded_at + timedelta(days=7)),
        e.ReviewReminded(14, life.history[4].recorded_at + timedelta(days=14)),
    ]
    assert not life.obligation.overdue, "it was handed in before the day ended"


def test_review_is_counted_from_when_the_approver_could_know() -> None:
    life = assigned(now=utc("2017-05-20 12:00"))
    life.ask(c.Submit(), "bob", on=utc("2017-03-01 12:00"))
    [(when, reminded)] = life.wait(days=7)
    assert when == "2017-05-27 12:00"
    assert isinstance(reminded, e.ReviewReminded)
    assert reminded.days == 7


def test_nobody_approves_their_own_submission() -> None:
    life = submitted()
    with pytest.raises(Refused, match="bob submitted this and cannot approve it"):
        life.ask(c.Approve(), "bob")
    assert kinds(life.ask(c.Approve(), "ann")) == ["Approved", "Discharged"]


def test_nobody_approves_their_own_work_that_another_has_handed_in() -> None:
    life = assigned()
    life.ask(c.Submit(), "ann")
    for own in ("ann", "bob"):
        with pytest.raises(Refused, match="nobody approves their own"):
            life.ask(c.Approve(), own)
    assert life.obligation.status is Status.SUBMITTED


def test_two_units_are_delivered_one_by_one() -> None:
    life = assigned(terms(required=2))
    assert standing(life) == "0/2"
    life.ask(c.Submit("the first"), "bob")
    assert life.ask(c.Approve()) == [e.Approved(1, 1, 2)]
    assert (standing(life), life.obligation.status) == ("1/2", Status.IN_PROGRESS)
    with pytest.raises(Refused, match="1 of 2 stand approved: submit from 1 to 1, not 2"):
        life.ask(c.Submit(units=2), "bob")
    life.ask(c.Submit("the second"), "bob")
    assert life.ask(c.Approve("good")) == [e.Approved(1, 2, 2, "good"), e.Discharged(DUE, 0)]
    assert (standing(life), life.obligation.status) == ("2/2", Status.DISCHARGED)


def standing(life: Life) -> str:
    return f"{life.obligation.delivered}/{life.obligation.terms.required}"


def test_two_units_may_come_at_once() -> None:
    life = assigned(terms(required=2))
    life.ask(c.Submit(units=2), "bob")
    assert kinds(life.ask(c.Approve())) == ["Approved", "Discharged"]


@pytest.mark.parametrize("units", [0, -1, 2])
def test_no_more_and_no_less_is_submitted_than_is_missing(units: int) -> None:
    with pytest.raises(Refused, match="submit from 1 to 1"):
        assigned().ask(c.Submit(units=units), "bob")


def test_the_second_unit_is_still_reminded_of_after_the_first() -> None:
    life = assigned(terms(required=2))
    life.ask(c.Submit(), "bob")
    life.ask(c.Approve())
    assert [type(event) for _, event in life.wait(until=utc("2017-06-01 04:00"))] == [e.Reminded] * 6 + [e.BecameOverdue]


def test_what_is_returned_counts_for_nothing_and_the_ladder_goes_on() -> None:
    life = submitted()
    life.wait(until=utc("2017-05-20 12:00"))
    assert life.ask(c.Return(" the annex is missing ")) == [e.Returned("the annex is missing")]
    assert (life.obligation.delivered, life.obligation.submission) == (0, None)
    [reminded] = life.tick()
    assert reminded == e.Reminded(DUE, 14, utc("2017-05-17 13:00"), missed=(90, 30)), "one stands for what came meanwhile"


def test_returned_after_the_due_day_it_is_overdue_at_once() -> None:
    life = submitted()
    life.wait(until=utc("2017-06-20 12:00"))
    life.ask(c.Return("not what was asked for"))
    heard = life.tick()
    assert kinds(heard) == ["BecameOverdue", "Escalated"]
    assert heard[0] == e.BecameOverdue(DUE, utc("2017-06-14 13:00"), missed=(90, 30, 14, 7, 1, 0))
    assert life.obligation.progress is Progress.OVERDUE


def test_returning_takes_a_reason() -> None:
    with pytest.raises(Refused, match="takes a reason"):
        submitted().ask(c.Return(""))


LATENESS = [
    ("2017-05-31 12:00", 0, "on the day"),
    ("2017-06-01 03:59", 0, "the last minute of the day in New York"),
    ("2017-06-01 04:00", 1, "its midnight is over"),
    ("2017-06-02 03:59", 1, "the day after, to its end"),
    ("2017-06-02 04:00", 2, "two days after"),
    ("2018-05-31 12:00", 365, "a year after"),
]


@pytest.mark.parametrize(("handed_in", "late", "why"), LATENESS)
def test_lateness_is_counted_in_days_of_the_obligations_zone(handed_in: str, late: int, why: str) -> None:
    life = assigned()
    life.now = utc(handed_in)
    life.ask(c.Submit(), "bob")
    life.now += timedelta(days=40)
    assert life.ask(c.Approve())[-1] == e.Discharged(DUE, late), why


def test_a_day_of_25_hours_is_one_day_late() -> None:
    life = assigned(terms(date(2018, 11, 3)))  # the clocks go back in the night to 5 November
    life.now = datetime.fromisoformat("2018-11-04T23:30:00-05:00")
    life.ask(c.Submit(), "bob")
    assert life.ask(c.Approve())[-1] == e.Discharged(date(2018, 11, 3), 1)


def test_what_was_handed_in_in_time_is_in_time_whenever_it_is_entered_and_approved() -> None:
    life = assigned()
    life.wait(until=utc("2017-08-01 12:00"))
    assert life.obligation.overdue
    life.ask(c.Submit("held in March"), "bob", on=utc("2017-03-14 15:00"))
    assert life.ask(c.Approve())[-1] == e.Discharged(DUE, 0)
    assert (life.obligation.overdue, life.obligation.progress) == (False, Progress.COMPLETED)


def test_the_last_unit_counts_in_whatever_order_they_are_entered() -> None:
    life = assigned(terms(required=2), now=utc("2017-01-02 12:00"))
    life.now = utc("2017-07-01 12:00")
    life.ask(c.Submit("the second"), "bob", on=utc("2017-06-10 12:00"))
    life.ask(c.Approve())
    life.ask(c.Submit("the first"), "bob", on=utc("2017-03-10 12:00"))
    assert life.ask(c.Approve())[-1] == e.Discharged(DUE, 10)


def test_what_was_returned_does_not_make_it_late() -> None:
    life = assigned(now=utc("2017-07-01 12:00"), due=date(2017, 7, 31))
    life.ask(c.Submit("the wrong paper"), "bob", on=utc("2017-06-30 12:00"))
    life.ask(c.Return("another one"))
    life.ask(c.Submit("the right one"), "bob", on=utc("2017-05-30 12:00"))
    assert life.ask(c.Approve())[-1] == e.Discharged(date(2017, 7, 31), 0)


def test_without_a_deadline_nothing_is_late() -> None:
    life = assigned(terms(None))
    life.now = utc("2030-01-01 00:00")
    life.ask(c.Submit(), "bob")
    assert life.ask(c.Approve())[-1] == e.Discharged(None, 0)


def test_the_discharged_and_the_waived_are_left_in_peace() -> None:
    waived = submitted()
    waived.ask(c.Waive("the mandate has ended"))
    for life in (discharged(), waived):
        assert next_alarm(life.obligation) is None
        assert life.tick(utc("2040-01-01 00:00")) == []
        assert legal_steps(life.obligation) == ("reopen", "comment")
        assert life.obligation.submission is None


def test_waiving_takes_a_reason() -> None:
    with pytest.raises(Refused, match="takes a reason"):
        assigned().ask(c.Waive(" "))


def test_a_refusal_changes_nothing() -> None:
    life = submitted()
    before: Obligation = life.obligation
    for command, by in ((c.Approve(), "bob"), (c.Accept(), "bob"), (c.Comment(" "), "ann"), (c.Reopen("x"), "ann")):
        with pytest.raises(Refused):
            life.ask(command, by)
    assert life.obligation is before
    assert len(life.history) == before.seq
