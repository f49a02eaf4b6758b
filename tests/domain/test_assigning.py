"""Who answers for it: by which hat, handed on, handed back, taken away; and who is told."""

import pytest

from domain import commands as c
from domain import events as e
from domain.errors import Refused
from domain.notices import NoticeKind
from domain.obligation import Status
from tests.domain.lives import DUE, Life, assigned, confirmed, laid_on, terms, utc


def at_the_desk() -> Life:
    """A duty of a position. Whoever holds it, or stands in, acts as it."""
    life = confirmed()
    life.ask(c.Assign("desk"))
    return life


def test_a_task_is_laid_on_a_position_and_whoever_holds_it_takes_the_step_in_person() -> None:
    life = at_the_desk()
    life.ask(c.Accept(), "ann", hats=("desk",))
    assert life.obligation.status is Status.ACCEPTED
    assert life.history[-1].actor == "ann", "the ledger names the person"
    assert life.obligation.assignee == "desk"


def test_who_does_not_hold_the_position_is_told_who_does() -> None:
    with pytest.raises(Refused, match="is assigned to desk; bob cannot accept it"):
        at_the_desk().ask(c.Accept(), "bob", hats=("another-desk",))


def test_a_deputy_cannot_approve_the_work_of_the_position_that_they_stand_in_for() -> None:
    life = at_the_desk()
    life.ask(c.Submit(), "ann", hats=("desk",))
    with pytest.raises(Refused, match="nobody approves their own work"):
        life.ask(c.Approve(), "deputy", hats=("desk",))
    with pytest.raises(Refused, match="nobody approves their own submission"):
        life.ask(c.Approve(), "ann")  # who has left the position meanwhile
    life.ask(c.Approve(), "deputy", hats=("another-desk",))
    assert life.obligation.status is Status.DISCHARGED


def test_whoever_delegates_still_answers_for_it() -> None:
    life = assigned()
    life.ask(c.Delegate("carl", "you know the file"), "bob")
    [held] = life.obligation.assignments
    assert (held.party, held.chain, held.answerable) == ("carl", ("bob",), ("carl", "bob"))
    assert life.recipients(NoticeKind.DELEGATED) == ["carl", "@coordinator"]
    life.wait(until=utc("2017-06-02 12:00"))
    assert life.recipients(NoticeKind.REMINDER) == ["carl"] * 6, "reminders go to whoever has to do it"
    assert life.recipients(NoticeKind.OVERDUE) == ["carl", "bob", "@coordinator"], "being late is told to all who answer"
    life.ask(c.Submit(), "carl")
    with pytest.raises(Refused, match="bob delegated this and answers for it"):
        life.ask(c.Approve(), "bob")


def test_it_cannot_be_delegated_in_a_circle() -> None:
    life = assigned()
    life.ask(c.Delegate("carl"), "bob")
    for to in ("bob", "carl"):
        with pytest.raises(Refused, match=f"{to} answers for assignment 1 of .* already"):
            life.ask(c.Delegate(to), "carl")


def test_what_is_handed_back_goes_the_way_it_came() -> None:
    life = assigned()
    for by, to in (("bob", "carl"), ("carl", "dora")):
        life.ask(c.Delegate(to), by)
    life.ask(c.Accept(), "dora")
    life.ask(c.HandBack("no time"), "dora")
    assert life.recipients(NoticeKind.HANDED_BACK) == ["carl"]
    life.ask(c.Decline("nor have I"), "carl")
    assert life.recipients(NoticeKind.DECLINED) == ["bob"]
    [held] = life.obligation.assignments
    assert (held.party, held.chain) == ("bob", ())
    life.ask(c.Decline("nor I"), "bob")
    assert life.recipients(NoticeKind.DECLINED) == ["bob", "@coordinator"]
    assert life.obligation.status is Status.UNASSIGNED


def test_reassigning_ends_the_chain_and_the_reminders_of_the_old_and_begins_those_of_the_new_at_once() -> None:
    life = assigned(now=utc("2017-05-23 12:00"))
    life.ask(c.Delegate("carl"), "bob")
    life.ask(c.Assign("ann"))
    assert life.recipients(NoticeKind.ASSIGNED) == ["bob", "ann", "carl"]
    assert life.obligation.assignments[0].chain == ()
    life.wait(until=utc("2017-06-02 12:00"))
    assert life.recipients(NoticeKind.REMINDER) == ["ann"] * 3
    assert life.recipients(NoticeKind.OVERDUE) == ["ann", "@coordinator"]


def test_nobody_is_told_of_their_own_act() -> None:
    life = confirmed()
    life.ask(c.Assign("bob"), "bob")
    life.ask(c.Suspend("a strike"), "bob")
    assert life.told == []


@pytest.mark.parametrize("command", [c.Delegate("carl"), c.Snooze(DUE, "on mission"), c.Decline("no")])
def test_only_the_holder_hands_it_on_or_puts_it_off(command: c.Command) -> None:
    with pytest.raises(Refused, match="is assigned to bob; ann cannot"):
        assigned().ask(command, "ann")


def test_what_nobody_has_begun_is_declined_and_not_handed_back() -> None:
    with pytest.raises(Refused, match=r"Cannot hand-back .*: it is assigned"):
        assigned().ask(c.HandBack("no"), "bob")


def test_a_withdrawn_assignment_is_no_longer_expected() -> None:
    life = laid_on("ann", "bob")
    life.ask(c.Withdraw(1, "not theirs to do"))
    assert life.recipients(NoticeKind.WITHDRAWN) == ["ann"]
    assert (life.obligation.parties, life.obligation.required, life.obligation.uncovered) == (("bob",), 1, ())
    life.ask(c.Submit(), "bob")
    life.ask(c.Approve())
    assert life.obligation.status is Status.DISCHARGED
    assert life.recipients(NoticeKind.DISCHARGED) == ["bob", "@coordinator"]


def test_the_last_one_left_is_not_withdrawn_unless_others_are_done() -> None:
    with pytest.raises(Refused, match=r"the only one left .*: waive the obligation"):
        assigned().ask(c.Withdraw(1, "no"))
    life = laid_on("ann", "bob")
    life.ask(c.Submit(), "ann")
    life.ask(c.Approve())
    assert life.ask(c.Withdraw(2, "ann has done it for both")) == [
        e.Withdrawn(2, "bob", "ann has done it for both"),
        e.Discharged(DUE, 0),
    ]


def test_who_is_withdrawn_with_a_part_handed_in_late_makes_nobody_late() -> None:
    life = laid_on("ann", "bob", proposed=terms(required=2))
    life.ask(c.Submit(units=2), "ann")
    life.ask(c.Approve())
    life.wait(until=utc("2017-07-01 12:00"))
    life.ask(c.Submit(), "bob")
    life.ask(c.Approve())
    assert life.ask(c.Withdraw(2, "enough"))[-1] == e.Discharged(DUE, 0)


def test_which_one_is_meant_is_asked_where_several_could_be() -> None:
    life = laid_on("ann", "bob")
    with pytest.raises(Refused, match=r"has 2 assignments\. Say which is given to somebody else"):
        life.ask(c.Assign("carl"))
    with pytest.raises(Refused, match=r"could be meant: assignment 1 \(ANN\), assignment 2 \(BOB\)\. Say which, by its number"):
        life.ask(c.ReportProgress("half done"), "carl")
    with pytest.raises(Refused, match="has no assignment 3: it has 2"):
        life.ask(c.ReportProgress("half done", assignment=3))
    assert life.ask(c.ReportProgress("half done"), "bob") == [e.ProgressReported("half done", None, 2)]


def test_who_approves_means_what_others_have_handed_in() -> None:
    life = laid_on("ann", "bob")
    life.ask(c.Submit(), "ann")
    life.ask(c.Submit(), "bob")
    [approved] = life.ask(c.Approve(), "ann")
    assert isinstance(approved, e.Approved)
    assert approved.assignment == 2
    with pytest.raises(Refused, match="nobody approves their own"):
        life.ask(c.Approve(), "ann")


def test_an_addressee_is_found_by_its_name_whatever_space_is_around_it() -> None:
    life = confirmed(terms(addressees=("UNDP", "UNEP")))
    life.ask(c.Assign("ann", addressee=" UNDP "))
    assert (life.obligation.assignments[0].addressee, life.obligation.uncovered) == ("UNDP", ("UNEP",))
    life.ask(c.Assign("bob", addressee="UNDP"))
    assert life.obligation.parties == ("bob",), "given to somebody else"
    life.ask(c.Assign("ann", addressee="UNDP", also=True))
    assert life.obligation.parties == ("bob", "ann"), "and laid on another beside"
    for nobody in ("", "  "):
        with pytest.raises(Refused, match="Nobody was named"):
            life.ask(c.Assign("ann", addressee=nobody))


def test_who_answers_for_all_leaves_nobody_uncovered() -> None:
    life = confirmed(terms(addressees=("UNDP", "UNEP")))
    life.ask(c.Assign("bob"))
    life.ask(c.Assign("ann", addressee="UNDP", also=True))
    assert life.obligation.uncovered == ()
    for party, number in (("bob", 1), ("ann", 2)):
        life.ask(c.Submit(), party)
        life.ask(c.Approve(assignment=number))
    assert life.obligation.status is Status.DISCHARGED
