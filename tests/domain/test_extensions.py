"""More time: asked for by whoever has to do it, answered by somebody else."""

from datetime import date

import pytest

from domain import commands as c
from domain import events as e
from domain.errors import Refused
from domain.notices import NoticeKind
from domain.plans import Extension
from tests.domain.lives import DUE, Life, assigned, confirmed, kinds, terms, utc

JULY = date(2017, 7, 31)
BY_POLICY = terms(extension_approval=True)


def asked(proposed: object = None, due: date = JULY) -> Life:
    life = assigned(proposed)  # type: ignore[arg-type]
    life.ask(c.AskExtension(due, "the data come in June"), "bob")
    return life


def test_an_extension_is_asked_for_and_granted_by_somebody_else() -> None:
    life = asked()
    assert life.obligation.extension == Extension(JULY, "the data come in June", "bob", life.now)
    assert life.obligation.deadline == DUE, "asking alone changes nothing"
    assert life.recipients(NoticeKind.EXTENSION_ASKED) == ["@coordinator"]
    answered, changed = life.ask(c.GrantExtension("this once"))
    assert answered == e.ExtensionAnswered(JULY, True, "this once")
    assert isinstance(changed, e.DueDateChanged)
    assert (life.obligation.deadline, life.obligation.extension) == (JULY, None)
    assert life.recipients(NoticeKind.REDATED) == ["bob"]
    assert life.recipients(NoticeKind.EXTENSION_ANSWERED) == [], "the new day is the answer: nobody is told twice"


def test_a_refusal_says_why_and_leaves_the_day() -> None:
    life = asked()
    with pytest.raises(Refused, match="takes a reason"):
        life.ask(c.RefuseExtension(" "))
    assert life.ask(c.RefuseExtension("the session cannot wait")) == [e.ExtensionAnswered(JULY, False, "the session cannot wait")]
    assert (life.obligation.deadline, life.obligation.extension) == (DUE, None)
    assert life.recipients(NoticeKind.EXTENSION_ANSWERED) == ["bob"]


@pytest.mark.parametrize("hats", [("bob",), ("desk", "bob")])
def test_nobody_grants_what_they_have_to_do(hats: tuple[str, ...]) -> None:
    with pytest.raises(Refused, match="somebody else grants an extension"):
        asked().ask(c.GrantExtension(), "eve", hats=hats)


def test_nobody_grants_what_they_asked_for_or_answer_for() -> None:
    life = assigned()
    life.ask(c.AskExtension(JULY, "as bob wishes"), "ann")
    life.ask(c.Delegate("carl"), "bob")
    for who in ("ann", "bob", "carl"):
        with pytest.raises(Refused, match=f"{who} asked for it or has to do it"):
            life.ask(c.GrantExtension(), who)


@pytest.mark.parametrize(
    ("due", "why"), [(DUE, "an extension is to a later day"), (date(2016, 1, 1), "is past"), (date(2017, 4, 1), "to a later day")]
)
def test_an_extension_is_to_a_later_day(due: date, why: str) -> None:
    with pytest.raises(Refused, match=why):
        asked(due=due)


def test_one_extension_is_asked_for_at_a_time() -> None:
    with pytest.raises(Refused, match="to 31 July 2017 has been asked for, and waits for an answer"):
        asked().ask(c.AskExtension(date(2017, 8, 31), "x"), "bob")
    for answer in (c.GrantExtension(), c.RefuseExtension("no")):
        with pytest.raises(Refused, match="Nobody has asked"):
            assigned().ask(answer)


def test_without_a_due_day_there_is_nothing_to_extend() -> None:
    with pytest.raises(Refused, match="has no due day that could be put off: give it one first"):
        asked(terms(None))


def test_what_is_due_later_by_now_is_not_granted_to_an_earlier_day() -> None:
    life = asked()
    life.ask(c.ChangeDueDate(date(2017, 9, 30), "by decision of the board"))
    with pytest.raises(Refused, match=r"is due on 30 September 2017 meanwhile.*refuse the extension"):
        life.ask(c.GrantExtension())


def test_what_is_granted_too_late_is_refused() -> None:
    life = asked()
    life.wait(until=utc("2017-08-02 12:00"))
    with pytest.raises(Refused, match="31 July 2017 is past"):
        life.ask(c.GrantExtension())


def test_where_the_policy_asks_for_approval_nobody_sets_their_own_day() -> None:
    life = assigned(BY_POLICY)
    life.ask(c.Delegate("carl"), "bob")
    ways = (c.ChangeDueDate(JULY, "x"), c.Amend("A/RES/72/1:2", "x", due=JULY), c.ScheduleUnit(1, DUE, "x"))
    for command in ways:
        for who in ("carl", "bob"):
            with pytest.raises(Refused, match="its due day is another's to change: ask for an extension"):
                life.ask(command, who)
    life.ask(c.ChangeDueDate(JULY, "granted by telephone"), "coordinator")
    assert life.obligation.deadline == JULY


def test_elsewhere_whoever_holds_it_may() -> None:
    life = assigned()
    life.ask(c.ChangeDueDate(JULY, "agreed with the secretariat"), "bob")
    assert life.obligation.deadline == JULY
    assert confirmed(BY_POLICY).ask(c.ChangeDueDate(JULY, "nobody holds it yet"), "bob")


def units(first: date, whole: date = DUE) -> Life:
    life = assigned(terms(whole, required=2))
    life.ask(c.ScheduleUnit(1, first, "before the spring session"))
    return life


def test_an_extension_of_a_units_day_is_of_that_unit_and_leaves_the_whole() -> None:
    life = units(date(2017, 3, 1))
    life.ask(c.AskExtension(date(2017, 4, 1), "the hall is taken"), "bob")
    assert kinds(life.ask(c.GrantExtension())) == ["ExtensionAnswered", "UnitScheduled", "UnitCalled"]
    assert (life.obligation.deadline, life.obligation.whole_day) == (date(2017, 4, 1), DUE)


def test_an_extension_of_a_units_day_beyond_the_whole_takes_the_whole_with_it() -> None:
    life = units(date(2017, 3, 1))
    life.ask(c.AskExtension(JULY, "the hall is taken"), "bob")
    assert kinds(life.ask(c.GrantExtension())) == ["ExtensionAnswered", "UnitScheduled", "DueDateChanged"]
    assert (life.obligation.deadline, life.obligation.whole_day) == (JULY, JULY)
    assert (life.obligation.unit_dues, life.recipients(NoticeKind.EXTENSION_ANSWERED)) == ((), [])


def test_an_extension_of_a_unit_to_the_day_of_the_whole() -> None:
    life = units(date(2017, 3, 1))
    life.ask(c.AskExtension(DUE, "both together"), "bob")
    life.ask(c.GrantExtension())
    assert (life.obligation.deadline, life.obligation.unit_dues) == (DUE, ())
