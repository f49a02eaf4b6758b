"""Ways out and back, and what a later provision does to an earlier obligation."""

from datetime import date

import pytest

from domain import commands as c
from domain import events as e
from domain.errors import Refused
from domain.life import next_alarm
from domain.notices import NoticeKind
from domain.obligation import Progress, Status
from domain.plans import Relation
from tests.domain.lives import DUE, ID, Life, assigned, confirmed, discharged, kinds, laid_on, submitted, terms, utc

LATER = "A/RES/72/237:9"


def test_a_later_provision_takes_its_place() -> None:
    life = submitted()
    assert life.ask(c.Supersede(LATER, "replaced by paragraph 9")) == [e.Superseded(LATER, "replaced by paragraph 9")]
    state = life.obligation
    assert (state.status, state.progress, state.submission) == (Status.SUPERSEDED, Progress.NO_LONGER_APPLICABLE, None)
    assert life.recipients(NoticeKind.SUPERSEDED) == ["bob", "@coordinator"]
    assert next_alarm(state) is None
    life.ask(c.Reopen("paragraph 9 was about another report"))
    assert life.obligation.status is Status.ASSIGNED


def test_a_later_provision_changes_when_it_is_due() -> None:
    life = assigned()
    [amended] = life.ask(c.Amend(LATER, "by July instead", due=date(2017, 7, 31)))
    assert isinstance(amended, e.Amended)
    assert (amended.corrected, life.obligation.deadline) == (("due",), date(2017, 7, 31))
    assert life.obligation.terms.due == life.obligation.due, "it is what is asked for now, not a day put off"
    assert life.recipients(NoticeKind.AMENDED) == ["bob", "@coordinator"]


def test_what_stays_as_it_was_is_no_amendment_and_the_ladder_stands() -> None:
    life = assigned()
    [amended] = life.ask(c.Amend(LATER, "two of them", required=2, addressees=("Secretary-General",)))
    assert isinstance(amended, e.Amended)
    assert (amended.corrected, amended.watched) == (("required",), None)


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (c.Amend(LATER, "x"), "Nothing of .* would change"),
        (c.Amend(LATER, "x", required=1), "Nothing of .* would change"),
        (c.Amend(LATER, "x", required=0), "From one unit"),
        (c.Amend(LATER, "x", addressees=(" ",)), "would name no addressee: who is to act"),
        (c.Amend(LATER, "x", due=date(2016, 1, 1)), "is past"),
        (c.Amend(" ", "x", required=2), "Say which provision it is"),
        (c.Amend(LATER, " ", required=2), "takes a reason"),
        (c.Supersede(ID, "x"), "cannot stand in a relation to itself"),
        (c.Link(" ", LATER), "Say how the other provision stands"),
    ],
)
def test_an_amendment_says_by_what_and_what(command: c.Command, why: str) -> None:
    with pytest.raises(Refused, match=why):
        assigned().ask(command)


def test_who_is_no_longer_addressed_need_not_be_waited_for() -> None:
    life = confirmed(terms(addressees=("UNDP", "UNEP")))
    life.ask(c.Assign("ann", addressee="UNDP"))
    life.ask(c.Submit(), "ann")
    life.ask(c.Approve())
    assert life.obligation.status is Status.IN_PROGRESS
    assert kinds(life.ask(c.Amend(LATER, "UNDP alone", addressees=("UNDP",)))) == ["Amended", "Discharged"]


def test_relations_to_other_provisions_are_kept_and_change_nothing() -> None:
    life = discharged()
    life.ask(c.Link("reiterated by", f" {LATER} ", "almost word for word"))
    assert life.obligation.relations == (Relation("reiterated by", LATER, "almost word for word"),)
    assert life.obligation.status is Status.DISCHARGED
    with pytest.raises(Refused, match="is on record already"):
        life.ask(c.Link("reiterated by", LATER))


def test_what_was_rejected_becomes_a_proposal_again_and_is_confirmed_then() -> None:
    life = Life()
    life.ask(c.Reject("no duty"))
    with pytest.raises(Refused, match="a due day is given when it is confirmed"):
        life.ask(c.Reopen("it is one", DUE))
    assert life.ask(c.Reopen("it is one")) == [e.Reconsidered("it is one")]
    assert life.obligation.status is Status.PROPOSED
    life.ask(c.Confirm())
    assert life.obligation.status is Status.UNASSIGNED


def test_closing_ends_a_pause_and_a_wish_for_more_time() -> None:
    life = assigned()
    life.ask(c.AskExtension(date(2017, 7, 31), "x"), "bob")
    life.ask(c.Suspend("x", date(2017, 3, 1)))
    life.ask(c.Waive("the mandate has ended"))
    assert (life.obligation.suspension, life.obligation.extension, next_alarm(life.obligation)) == (None, None, None)
    life.ask(c.Reopen("it has not"))
    assert life.obligation.status is Status.ASSIGNED


def test_quiet_is_not_kept_over_the_end() -> None:
    life = assigned(now=utc("2017-05-16 12:00"))
    life.ask(c.Snooze(DUE, "x"), "bob")
    life.ask(c.Waive("x"))
    life.ask(c.Reopen("x"))
    assert life.obligation.assignments[0].snoozed_until is None


def test_a_withdrawn_party_stays_out_when_it_is_reopened() -> None:
    life = laid_on("ann", "bob")
    life.ask(c.Withdraw(1, "not theirs"))
    life.ask(c.Waive("x"))
    life.ask(c.Reopen("x"))
    assert [held.status for held in life.obligation.assignments] == [Status.WAIVED, Status.ASSIGNED]


def test_evidence_is_put_on_file_as_long_as_it_is_open() -> None:
    life = submitted()
    life.ask(c.Attach(("sha256:00ff", "https://undocs.org/A/72/1")))
    assert life.obligation.evidence == ("sha256:00ff", "https://undocs.org/A/72/1")
    for nothing, why in (((), "nothing to attach"), (("",), "is empty"), (("x",) * 1_001, "more than 1,000 pieces")):
        with pytest.raises(Refused, match=why):
            life.ask(c.Attach(nothing))
    with pytest.raises(Refused, match="it is discharged"):
        discharged().ask(c.Attach(("x",)))
