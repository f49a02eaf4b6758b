"""Several answer for one obligation: all, any or k of them, and thousands of members of one collective."""

from datetime import timedelta

import pytest

from domain import commands as c
from domain import events as e
from domain.errors import Refused
from domain.folding import fold
from domain.notices import NoticeKind
from domain.obligation import Obligation, Progress, Status
from domain.roll import Roll
from tests.domain.lives import DUE, ID, Life, confirmed, kinds, laid_on, terms, utc
from wire.codec import decode, encode


def done_by(life: Life, *parties: str) -> list[str]:
    """What comes of it when these hand in and are approved, one after the other: the last one's events."""
    heard: list[e.Event] = []
    for party in parties:
        [held] = life.obligation.roll.of([party])
        life.ask(c.Submit(), party)
        heard = life.ask(c.Approve(assignment=held.number))
    return kinds(heard)


def test_all_of_them_must_be_done_where_nothing_else_is_said() -> None:
    life = laid_on("ann", "bob", "carl")
    assert done_by(life, "ann", "bob") == ["Approved"]
    assert (life.obligation.delivered, life.obligation.required, life.obligation.percent) == (2, 3, 66)
    assert done_by(life, "carl") == ["Approved", "Discharged"]
    assert life.recipients(NoticeKind.DISCHARGED) == ["ann", "bob", "carl", "@coordinator"]


@pytest.mark.parametrize(("quorum", "doing"), [(1, ["ann"]), (2, ["ann", "bob"]), (9, ["ann", "bob", "carl"])])
def test_any_or_so_many_of_them_are_enough_where_it_is_said(quorum: int, doing: list[str]) -> None:
    life = laid_on("ann", "bob", "carl", quorum=quorum)
    assert done_by(life, *doing) == ["Approved", "Discharged"]
    assert life.obligation.progress is Progress.COMPLETED


def test_nobody_and_less_are_no_quorum() -> None:
    with pytest.raises(Refused, match="One assignment at least must be done before the whole is, not 0"):
        confirmed(quorum=0)
    with pytest.raises(Refused, match="one assignment at least"):
        Life(terms(quorum=0))


def test_it_is_not_done_before_there_is_somebody_for_every_addressee() -> None:
    life = confirmed(terms(addressees=("UNDP", "UNEP")))
    life.ask(c.Assign("ann", addressee="UNDP"))
    assert done_by(life, "ann") == ["Approved"]
    assert (life.obligation.status, life.obligation.uncovered) == (Status.IN_PROGRESS, ("UNEP",))
    life.wait(until=utc("2017-06-02 12:00"))
    assert life.recipients(NoticeKind.REMINDER) == ["@coordinator"] * 6, "whose turn it is to assign somebody"
    assert life.recipients(NoticeKind.OVERDUE) == ["@coordinator"], "and not of whoever has done it"


def test_where_the_whole_stands_follows_from_all_who_are_left() -> None:
    life = laid_on("ann", "bob")
    assert life.obligation.status is Status.ASSIGNED
    life.ask(c.Accept(), "ann")
    assert life.obligation.status is Status.IN_PROGRESS, "somebody has begun"
    life.ask(c.Accept(), "bob")
    assert life.obligation.status is Status.ACCEPTED
    life.ask(c.Submit(), "ann")
    assert life.obligation.status is Status.IN_PROGRESS, "bob has still to hand in"
    life.ask(c.Submit(), "bob")
    assert life.obligation.status is Status.SUBMITTED


def test_only_those_who_have_not_handed_in_are_reminded() -> None:
    life = laid_on("ann", "bob", now=utc("2017-05-28 12:00"))
    life.ask(c.Submit(), "ann")
    life.wait(until=utc("2017-06-02 12:00"))
    assert life.recipients(NoticeKind.REMINDER) == ["bob", "bob"]
    assert life.recipients(NoticeKind.OVERDUE) == ["bob", "@coordinator"]


def test_whoever_approves_is_reminded_once_of_all_that_waits() -> None:
    life = laid_on("ann", "bob", now=utc("2017-01-02 12:00"))
    life.ask(c.Submit(), "ann")
    life.now = utc("2017-01-05 12:00")
    life.ask(c.Submit(), "bob")
    heard = life.wait(until=utc("2017-01-12 12:00"))
    assert heard == [
        ("2017-01-09 12:00", e.ReviewReminded(7, utc("2017-01-09 12:00"))),
    ]
    [both] = life.tick(utc("2017-02-01 12:00"))
    assert both == e.ReviewReminded(30, utc("2017-02-01 12:00")), "after an outage, the longest wait stands for all"


def test_of_hundreds_that_came_in_one_after_the_other_there_is_one_reminder_a_week() -> None:
    life = laid_on(*(f"p{number}" for number in range(300)), now=utc("2017-01-02 12:00"))
    for number in range(300):
        life.now += timedelta(minutes=1)
        life.ask(c.Submit(), f"p{number}")
    heard = [(when, event) for when, event in life.wait(days=22) if isinstance(event, e.ReviewReminded)]
    assert [(when, event.days) for when, event in heard] == [
        ("2017-01-09 12:01", 7),
        ("2017-01-16 12:01", 14),
        ("2017-01-23 12:01", 21),
    ]
    assert life.recipients(NoticeKind.REVIEW) == ["@coordinator"] * 3


def test_what_is_reopened_is_asked_anew_of_all_but_those_withdrawn() -> None:
    life = laid_on("ann", "bob", "carl")
    life.ask(c.Withdraw(3, "not theirs"))
    done_by(life, "ann", "bob")
    life.ask(c.Reopen("the figures were wrong"))
    assert [held.status for held in life.obligation.assignments] == [Status.ASSIGNED, Status.ASSIGNED, Status.WAIVED]
    assert life.recipients(NoticeKind.REOPENED) == ["ann", "bob"]


def members(number: int) -> tuple[c.Member, ...]:
    return tuple(c.Member(f"Member State {n}", f"focal-{n}") for n in range(1, number + 1))


def test_a_collective_fans_out_over_its_members() -> None:
    life = confirmed()
    [fanned] = life.ask(c.FanOut("regional commissions", (c.Member("ECA", "ann"), c.Member("ECE"), c.Member("ECA", "eve"))))
    assert fanned == e.FannedOut("regional commissions", (c.Member("ECA", "ann"), c.Member("ECE")), 1), "each once"
    assert [held.status for held in life.obligation.assignments] == [Status.ASSIGNED, Status.UNASSIGNED]
    assert life.recipients(NoticeKind.ASSIGNED) == ["ann"]
    [again] = life.ask(c.FanOut("regional commissions", (c.Member("ECE", "bob"), c.Member("ECLAC", "carl"))))
    assert again == e.FannedOut("regional commissions", (c.Member("ECLAC", "carl"),), 3), "members that have one keep it"
    assert life.ask(c.Assign("bob", addressee="ECE")) == [e.Assigned("bob", None, "", 2, "ECE")]


@pytest.mark.parametrize(
    ("members", "why"),
    [
        ((), "or none was given"),
        ((c.Member(" "),), "Nobody was named"),
        ((c.Member("ECA", "x\ny"),), "Nobody was named to lay it on for ECA: give a focal point's id in plain characters"),
    ],
)
def test_members_without_a_name_are_refused(members: tuple[c.Member, ...], why: str) -> None:
    with pytest.raises(Refused, match=why):
        confirmed().ask(c.FanOut("regional commissions", members))


def test_there_is_an_end_to_members() -> None:
    with pytest.raises(Refused, match="would have more than 20,000 assignments"):
        confirmed().ask(c.FanOut("all", members(20_001)))


def lived_by(number: int) -> Life:
    """All members accept, hand in and are approved."""
    life = confirmed()
    life.ask(c.FanOut("Member States", members(number)))
    for n in range(1, number + 1):
        life.ask(c.Accept(), f"focal-{n}")
        life.ask(c.Submit(), f"focal-{n}")
        life.ask(c.Approve(assignment=n))
    return life


def test_thousands_of_members_are_folded_as_one_state() -> None:
    life = confirmed()
    life.ask(c.FanOut("Member States", members(5_000)))
    for n in (1, 2_500, 5_000):
        life.ask(c.Submit(), f"focal-{n}")
        life.ask(c.Approve(assignment=n))
    state = life.obligation
    assert (state.delivered, state.required, state.status) == (3, 5_000, Status.IN_PROGRESS)
    assert fold(ID, life.history) == state
    assert decode(encode(state), Obligation) == state
    life.wait(until=utc("2017-06-02 12:00"))
    assert len(life.recipients(NoticeKind.OVERDUE)) == 4_997 + 1


def test_the_roll_keeps_its_count_as_assignments_change() -> None:
    life = lived_by(20)
    life.ask(c.Reopen("again"))
    life.ask(c.Snooze(DUE, "on mission"), "focal-3")
    life.ask(c.Delegate("zoe"), "focal-4")
    life.ask(c.Withdraw(5, "no"))
    kept, counted = life.obligation.roll, Roll(tuple(life.obligation.assignments))
    assert {status: n for status, n in kept.tally.items() if n} == counted.tally
    assert (
        (kept.covered, kept.for_all, kept.snoozed) == (counted.covered, counted.for_all, counted.snoozed) == (kept.covered, 0, 1)
    )
    assert [held.number for held in kept.of(["zoe", "focal-1"])] == [1, 4]
    assert kept.of(["focal-4"]) == []
