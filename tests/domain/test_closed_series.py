"""What the end of a series means for its occurrences: each is sent word, and decides for itself."""

from datetime import UTC, date, datetime, timedelta

import pytest

from domain import commands as c
from domain import events as e
from domain.errors import Refused
from domain.notices import NoticeKind
from domain.obligation import Status
from domain.plans import Relation
from tests.domain.lives import DUE, Life, assigned, confirmed, discharged, submitted, terms

LATER = "A/RES/72/237:9"
OCCURRENCE = terms(series="A/RES/71/244:14", occurrence=1)
BEFORE, AFTER = datetime(2017, 5, 31, 12, tzinfo=UTC), datetime(2017, 6, 1, 4, tzinfo=UTC)
"""Around the end of its day, which is midnight in New York."""


def ended(life: Life, at: datetime, by: str = LATER) -> list[e.Event]:
    return life.ask(c.CloseWithSeries("replaced by paragraph 9", at, by))


def test_what_was_not_yet_due_is_superseded_with_its_series() -> None:
    life = assigned(OCCURRENCE)
    assert ended(life, BEFORE) == [e.Superseded(LATER, "replaced by paragraph 9")]
    assert life.obligation.status is Status.SUPERSEDED
    assert life.recipients(NoticeKind.SUPERSEDED) == ["bob", "@coordinator"]


def test_what_was_owed_before_stays_and_says_so() -> None:
    life = assigned(OCCURRENCE)
    life.wait(until=AFTER)
    [linked] = ended(life, AFTER)
    why = "It was due on 31 May 2017, before that: it is still asked for. replaced by paragraph 9"
    assert linked == e.Linked("series superseded by", LATER, why)
    assert (life.obligation.status, life.obligation.overdue) == (Status.ASSIGNED, True)
    assert life.obligation.relations == (Relation("series superseded by", LATER, why),)


def test_it_is_the_day_of_the_end_that_counts_and_not_the_day_of_its_entry() -> None:
    life = assigned(OCCURRENCE)
    life.wait(days=300)
    assert life.obligation.overdue
    ended(life, BEFORE)
    assert life.obligation.status is Status.SUPERSEDED


def test_what_has_been_handed_in_stays_so_that_it_can_be_approved() -> None:
    life = submitted(OCCURRENCE)
    [linked] = ended(life, BEFORE)
    assert isinstance(linked, e.Linked) and linked.note.startswith("It has been handed in, and waits for approval")
    life.ask(c.Approve())
    assert life.obligation.status is Status.DISCHARGED


@pytest.mark.parametrize(("suspended_after", "expected"), [(1, Status.SUPERSEDED), (200, Status.SUSPENDED)])
def test_while_its_clock_stands_a_day_is_not_over(suspended_after: int, expected: Status) -> None:
    life = assigned(OCCURRENCE)
    life.wait(days=suspended_after)
    life.ask(c.Suspend("a strike"))
    life.wait(days=300)
    ended(life, life.now - timedelta(days=1))
    assert life.obligation.status is expected, "only what was overdue before it was suspended is owed"


def test_with_a_series_that_is_waived_all_is_waived_that_is_open() -> None:
    for life in (assigned(OCCURRENCE), submitted(OCCURRENCE)):
        life.wait(days=300)
        assert ended(life, life.now, "") == [e.Waived("replaced by paragraph 9")]


def test_what_has_no_day_any_more_was_not_owed() -> None:
    life = assigned(terms(None, series="A/RES/71/244:14", occurrence=1))
    life.wait(days=300)
    ended(life, life.now)
    assert life.obligation.status is Status.SUPERSEDED


def test_only_an_occurrence_that_is_open_goes_with_its_series() -> None:
    with pytest.raises(Refused, match="is no occurrence of a series"):
        ended(assigned(), BEFORE)
    with pytest.raises(Refused, match="it is discharged"):
        ended(discharged(OCCURRENCE), BEFORE)
    series = confirmed(terms(DUE, recurrence="annual"))
    with pytest.raises(Refused, match="it recurs"):
        ended(series, BEFORE)
    with pytest.raises(Refused, match="takes a reason"):
        assigned(OCCURRENCE).ask(c.CloseWithSeries(" ", BEFORE))
    assert date(2017, 5, 31) == DUE
