"""Folding what was recorded: gaps, unknown events, the flat picture, and who is told."""

from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime, timedelta

import pytest

from domain import commands as c
from domain import events as e
from domain.errors import DomainError, UnknownEvent
from domain.folding import evolve, fold
from domain.instrument import Due
from domain.notices import COORDINATOR, NoticeKind, escalation_role, turn
from domain.obligation import Obligation, Status
from domain.projection import Projection, project
from tests.domain.lives import AT_SESSION, ID, NOON, SESSION, Life, assigned, confirmed, discharged, submitted, terms


@dataclass(frozen=True, slots=True)
class Blessed:
    """No event of an obligation."""


def test_the_fold_of_a_life_is_where_it_stands() -> None:
    life = discharged()
    assert fold(ID, life.history) == life.obligation
    assert fold(ID, life.history[:4]).status is Status.ASSIGNED


def test_an_empty_history_folds_into_nothing() -> None:
    with pytest.raises(DomainError, match="has no events"):
        fold(ID, [])


def test_a_gap_is_never_folded_over() -> None:
    history = discharged().history
    for hole in range(len(history) - 1):
        with pytest.raises(DomainError, match=r"there is a gap|is a proposal"):
            fold(ID, history[:hole] + history[hole + 1 :])
    with pytest.raises(DomainError, match="there is a gap"):
        fold(ID, [history[0], history[0]])


def test_a_life_begins_with_a_proposal() -> None:
    with pytest.raises(DomainError, match="is a proposal, not Commented"):
        evolve(None, stamp(1, e.Commented("x")), ID)


def test_an_unknown_event_raises_instead_of_being_skipped() -> None:
    life = confirmed()
    with pytest.raises(UnknownEvent, match="No rule folds Blessed"):
        evolve(life.obligation, stamp(4, Blessed()))  # type: ignore[arg-type]


def test_a_second_proposal_and_a_review_of_nothing_are_no_history() -> None:
    life = confirmed()
    for event in (e.Proposed(terms()), e.ReviewReminded(7, NOON)):
        with pytest.raises(UnknownEvent):
            evolve(life.obligation, stamp(4, event))


def stamp(seq: int, event: e.Event) -> e.Stamped:
    return e.Stamped(seq, "ann", "c", NOON, NOON, event)


# The flat picture ----------------------------------------------------------------------------------------------------


def test_the_picture_of_a_session_bound_duty() -> None:
    life = assigned(terms(AT_SESSION, required=2))
    assert project(life.obligation) == Projection(
        id=ID,
        seq=4,
        instrument="A/RES/71/244",
        provision="14",
        status="assigned",
        progress="not started",
        force="request",
        addressees=("Secretary-General",),
        assignee="bob",
        due_expression="at its twentieth session",
        due_earliest=None,
        due_latest=date(2017, 5, 31),
        unresolved=None,
        session_body=SESSION.body,
        session_number=20,
        zone="America/New_York",
        required=2,
        delivered=0,
        overdue=False,
        level=0,
        next_alarm=datetime(2017, 3, 2, 14, tzinfo=UTC),
        parties=("bob",),
    )


def test_the_picture_says_why_a_day_is_not_known() -> None:
    life = assigned(terms(AT_SESSION))
    life.moved_to(None)
    shown = project(life.obligation)
    assert (shown.due_latest, shown.unresolved, shown.session_number, shown.next_alarm) == (None, "put off", 20, None)


def test_the_picture_without_any_due_time() -> None:
    shown = project(confirmed(terms(None)).obligation)
    assert {getattr(shown, field.name) for field in fields(shown) if field.name.startswith(("due_", "session_"))} == {None}
    assert shown.unresolved is None


# Who is told ---------------------------------------------------------------------------------------------------------


def told(life: Life) -> list[tuple[NoticeKind, str]]:
    """The notices of the last event."""
    return [(notice.kind, notice.recipient) for notice in life.told if notice.seq == life.obligation.seq]


def test_a_new_focal_point_and_the_old_one_hear_of_it() -> None:
    life = assigned()
    assert told(life) == [(NoticeKind.ASSIGNED, "bob")]
    life.ask(c.Assign("ann"))
    assert told(life) == [(NoticeKind.ASSIGNED, "ann"), (NoticeKind.ASSIGNED, "bob")]


def test_nobody_is_told_what_they_did_themselves() -> None:
    life = confirmed()
    life.ask(c.Assign("ann"), "ann")
    assert told(life) == []


def test_reminders_go_to_whose_turn_it_is() -> None:
    nobodys, bobs = confirmed(), assigned()
    for life, who in ((nobodys, COORDINATOR), (bobs, "bob")):
        life.wait(days=60)
        assert told(life) == [(NoticeKind.REMINDER, who)]
        assert turn(life.obligation) == who


def test_what_is_overdue_is_told_to_both_and_escalation_goes_upward() -> None:
    life = assigned()
    life.wait(until=datetime(2017, 6, 1, 5, tzinfo=UTC))
    assert told(life) == [(NoticeKind.OVERDUE, "bob"), (NoticeKind.OVERDUE, COORDINATOR)]
    life.wait(until=datetime(2017, 6, 15, tzinfo=UTC))
    assert told(life) == [(NoticeKind.ESCALATION, escalation_role(1)), (NoticeKind.ESCALATION, COORDINATOR)]


def test_a_submission_is_the_coordinators_turn_and_its_return_the_focal_points() -> None:
    life = submitted()
    assert told(life) == [(NoticeKind.SUBMITTED, COORDINATOR)]
    assert turn(life.obligation) == COORDINATOR
    life.wait(days=7)
    assert told(life) == [(NoticeKind.REVIEW, COORDINATOR)]
    life.ask(c.Return("x"))
    assert told(life) == [(NoticeKind.RETURNED, "bob")]


CLOSING: list[tuple[c.Command, str, list[tuple[NoticeKind, str]]]] = [
    (c.Decline("x"), "bob", [(NoticeKind.DECLINED, COORDINATOR)]),
    (c.Waive("x"), "ann", [(NoticeKind.WAIVED, "bob")]),
    (c.ChangeDueDate(date(2018, 1, 1), "x"), "ann", [(NoticeKind.REDATED, "bob")]),
    (c.Comment("x"), "ann", []),
    (c.Accept(), "bob", []),
]


@pytest.mark.parametrize(("command", "by", "expected"), CLOSING)
def test_each_step_tells_those_it_concerns(command: c.Command, by: str, expected: list[tuple[NoticeKind, str]]) -> None:
    life = assigned()
    life.ask(command, by)
    assert told(life) == expected


def test_the_end_is_told_to_both_and_its_undoing_to_the_focal_point() -> None:
    life = discharged()
    assert told(life) == [(NoticeKind.DISCHARGED, "bob"), (NoticeKind.DISCHARGED, COORDINATOR)]
    life.now += timedelta(days=1)
    life.ask(c.Reopen("x"))
    assert told(life) == [(NoticeKind.REOPENED, "bob")]


def test_a_notices_key_names_its_event_and_its_recipient() -> None:
    life = assigned()
    assert [notice.key for notice in life.told] == [f"{ID}#4>bob"]


def test_an_obligation_is_a_value() -> None:
    state: Obligation = confirmed().obligation
    assert replace(state) == state
    assert hash(Due("x")) == hash(Due("x"))
