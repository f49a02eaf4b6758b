"""What recurs: each occurrence an obligation of its own, opened by the rule from the anchor; and duties that go on without a day."""

from datetime import date
from typing import Any

import pytest

from domain import commands as c
from domain import events as e
from domain.errors import Refused
from domain.folding import fold
from domain.instrument import Due
from domain.life import next_alarm
from domain.notices import NoticeKind
from domain.obligation import Status
from domain.projection import project
from domain.rules.recurring import MOST_AT_ONCE
from tests.domain.lives import AT_SESSION, DUE, ID, Life, confirmed, kinds, terms, utc

MARCH = date(2017, 3, 31)


def recurring(recurrence: str = "annual", first: date | Due = DUE, **particulars: Any) -> Life:
    return confirmed(terms(first, recurrence=recurrence), **particulars)


def days(life: Life) -> list[str]:
    """The due days of all occurrences."""
    assert life.obligation.series
    return [f"{each.due:%Y-%m-%d}" for each in life.obligation.series.occurrences]


def test_what_recurs_begins_with_its_first_occurrence() -> None:
    life = recurring()
    assert kinds([stamped.event for stamped in life.history[1:]]) == ["Confirmed", "SeriesBegan", "OccurrenceOpened"]
    assert life.obligation.status is Status.RECURRING
    [born] = life.spawned
    assert born.after is not None
    first = born.after
    assert (first.id, first.status, first.deadline) == (f"{ID}~1", Status.UNASSIGNED, DUE)
    assert (first.terms.series, first.terms.occurrence, first.terms.recurrence) == (ID, 1, None)
    assert fold(first.id, born.events) == first
    assert {stamped.command_id for stamped in born.events} == {f"{ID}#4"}, "one step, recorded once"


def test_month_ends_are_reckoned_from_the_anchor() -> None:
    life = recurring("every-6-months", MARCH)
    life.wait(until=utc("2019-04-01 12:00"))
    assert days(life) == ["2017-03-31", "2017-09-30", "2018-03-31", "2018-09-30", "2019-03-31", "2019-09-30"]


def test_a_leap_day_comes_round_on_the_28th() -> None:
    life = recurring("annual", date(2020, 2, 29))
    life.wait(until=utc("2024-03-01 12:00"))
    assert days(life) == ["2020-02-29", "2021-02-28", "2022-02-28", "2023-02-28", "2024-02-29", "2025-02-28"]


def test_the_next_one_opens_when_the_last_ones_day_is_over_done_or_not() -> None:
    life = recurring()
    assert next_alarm(life.obligation) == utc("2017-06-01 04:00"), "midnight in New York"
    assert life.tick(utc("2017-06-01 03:59")) == []
    [opened] = life.tick(utc("2017-06-01 04:00"))
    assert opened == e.OccurrenceOpened(
        2, f"{ID}~2", Due("by May 2017", latest=date(2018, 5, 31), working="occurrence 2, annual from 31 May 2017")
    )
    assert life.tick() == []


def test_after_an_outage_all_that_have_come_are_opened_for_each_was_owed() -> None:
    life = recurring()
    assert len(life.tick(utc("2027-01-01 12:00"))) == 10
    assert (days(life)[-1], len(life.spawned)) == ("2027-05-31", 11)


def test_what_slept_for_centuries_wakes_step_by_step() -> None:
    life = recurring("monthly", MARCH)
    assert len(life.tick(utc("2050-01-01 12:00"))) == MOST_AT_ONCE
    assert next_alarm(life.obligation) is not None
    assert next_alarm(life.obligation) < life.now  # type: ignore[operator]  # so the next tick is due at once
    life.tick()
    assert days(life)[-1] == "2050-01-31"
    assert len(set(days(life))) == len(days(life)), "and none is opened twice"


@pytest.mark.parametrize(
    ("particulars", "expected", "why"),
    [
        ({"ends_after": 2}, ["2017-05-31", "2018-05-31"], "all 2 occurrences have come"),
        ({"ends_on": date(2018, 5, 31)}, ["2017-05-31", "2018-05-31"], "it was to end on 31 May 2018"),
        ({"ends_on": date(2018, 5, 30)}, ["2017-05-31"], "it was to end on 30 May 2018"),
        ({"ends_after": 1, "ends_on": date(2030, 1, 1)}, ["2017-05-31"], "all 1 occurrences have come"),
    ],
)
def test_a_series_ends_by_date_or_by_count(particulars: dict[str, Any], expected: list[str], why: str) -> None:
    life = recurring(**particulars)
    heard = life.wait(until=utc("2030-01-01 12:00"))
    assert (days(life), heard[-1][1], life.obligation.status) == (expected, e.SeriesEnded(why), Status.LAPSED)
    assert next_alarm(life.obligation) is None


def test_a_series_ends_by_hand_and_what_is_open_of_it_stays_so() -> None:
    life = recurring()
    life.ask(c.EndSeries("A/RES/72/1 no longer asks for it"))
    assert (life.obligation.status, life.wait(until=utc("2030-01-01 12:00"))) == (Status.LAPSED, [])
    with pytest.raises(Refused, match="it is lapsed"):
        life.ask(c.Reopen("it does"))


@pytest.mark.parametrize(
    ("particulars", "why"),
    [
        ({"ends_after": 0}, "one occurrence at least, not 0"),
        ({"ends_on": date(2017, 1, 31)}, "before its first day, 31 May 2017"),
    ],
)
def test_a_series_without_an_occurrence_is_refused(particulars: dict[str, Any], why: str) -> None:
    with pytest.raises(Refused, match=why):
        recurring(**particulars)


def test_what_is_no_series_has_no_end() -> None:
    with pytest.raises(Refused, match="is no series: it recurs by no rule that is known"):
        recurring("periodic", ends_after=3)


def test_of_what_recurs_the_first_alone_can_be_followed() -> None:
    life = recurring(once=True)
    assert (life.obligation.status, life.obligation.series, life.obligation.deadline) == (Status.UNASSIGNED, None, DUE)


def test_where_no_rule_gives_the_day_it_is_waited_for_and_given_by_hand() -> None:
    life = recurring("each-session", AT_SESSION)
    assert [event for _, event in life.wait(until=utc("2018-01-01 12:00"))] == [e.OccurrenceAwaited(2)]
    assert life.recipients(NoticeKind.OCCURRENCE_OPENED) == ["@coordinator", "@coordinator"]
    with pytest.raises(Refused, match="the next one is later"):
        life.ask(c.OpenOccurrence(DUE))
    life.ask(c.OpenOccurrence(date(2018, 6, 30)))
    assert days(life) == ["2017-05-31", "2018-06-30"]


def test_where_a_rule_gives_the_day_nobody_opens_one_by_hand() -> None:
    with pytest.raises(Refused, match="open by themselves, annual from 31 May 2017"):
        recurring().ask(c.OpenOccurrence(date(2018, 6, 30)))


def test_the_picture_of_a_series_has_the_day_of_what_is_opened_next() -> None:
    life = recurring(ends_after=2)
    assert project(life.obligation).due_latest == date(2018, 5, 31)
    life.wait(until=utc("2017-06-02 12:00"))
    assert project(life.obligation).due_latest == date(2018, 5, 31), "nothing follows the second"
    life.wait(until=utc("2018-06-02 12:00"))
    assert (life.obligation.status, project(life.obligation).due_latest) == (Status.LAPSED, date(2018, 5, 31))


def test_the_picture_of_a_series_whose_next_day_nobody_can_say_says_why() -> None:
    life = recurring("each-session", AT_SESSION)
    shown = project(life.obligation)
    assert (shown.due_latest, shown.unresolved) == (None, None), "its turn has not come"
    life.wait(until=utc("2018-01-01 12:00"))
    assert project(life.obligation).unresolved == "occurrence 2 has come round, and no calendar gives its day yet"
    life.ask(c.OpenOccurrence(date(2018, 6, 30)))
    assert project(life.obligation).unresolved is None
    life.ask(c.Waive("enough"))
    assert project(life.obligation).due_latest == date(2018, 6, 30)


def test_what_is_to_be_done_is_done_on_the_occurrence() -> None:
    with pytest.raises(Refused, match=f"it recurs, and what is to be done now is {ID}~1"):
        recurring().ask(c.Submit(), "bob")


def test_whoever_holds_the_series_holds_its_occurrences_and_is_told_once() -> None:
    life = recurring()
    life.ask(c.Assign("bob"))
    life.wait(until=utc("2017-06-02 12:00"))
    born = life.spawned[-1]
    assert born.after
    assert (born.after.assignee, born.after.status) == ("bob", Status.ASSIGNED)
    assert life.recipients(NoticeKind.OCCURRENCE_OPENED) == ["@coordinator"] * 2
    assert [(notice.recipient, notice.kind) for notice in born.notices] == [("bob", NoticeKind.ASSIGNED)]


def test_all_members_hold_an_occurrence_those_without_a_focal_point_too() -> None:
    life = recurring()
    life.ask(c.FanOut("regional commissions", (c.Member("ECA", "ann"), c.Member("ECE"), c.Member("ECLAC", "ann"))))
    life.ask(c.Assign("bob", also=True))
    life.ask(c.Assign("eve", addressee="ECA", also=True))
    life.ask(c.Withdraw(3, "not theirs"))
    life.wait(until=utc("2017-06-02 12:00"))
    born = life.spawned[-1].after
    assert born
    assert {(held.party, held.addressee) for held in born.assignments} == {
        ("ann", "ECA"), ("eve", "ECA"), (None, "ECE"), ("bob", None),
    }  # fmt: skip


def test_the_day_of_a_series_is_its_rules_and_not_amended() -> None:
    life = recurring()
    with pytest.raises(Refused, match="amend the day of an occurrence, or end the series"):
        life.ask(c.Amend("A/RES/72/1:2", "later in the year", due=date(2017, 9, 30)))
    life.ask(c.Amend("A/RES/72/1:2", "two of them", required=2))
    life.wait(until=utc("2017-06-02 12:00"))
    assert life.spawned[-1].after
    assert life.spawned[-1].after.terms.required == 2


def test_a_rhythm_that_leaves_the_calendar_is_waited_for() -> None:
    life = recurring("every-9000-years")
    assert life.tick(utc("2017-06-02 12:00")) == [e.OccurrenceAwaited(2)]


def test_a_duty_without_a_day_is_looked_at_again_and_one_look_stands_for_those_missed() -> None:
    life = confirmed(terms(None, continuing=True, review_months=6))
    life.ask(c.Assign("bob"))
    assert [when for when, _ in life.wait(until=utc("2018-01-03 12:00"))] == ["2017-07-02 13:00", "2018-01-02 14:00"]
    assert life.recipients(NoticeKind.REVIEW_DUE) == ["bob", "@coordinator"] * 2
    assert life.tick(utc("2020-02-01 12:00")) == [e.ReviewCalled(6, utc("2020-01-02 14:00"))]


@pytest.mark.parametrize("months", [0, -1])
def test_a_review_takes_a_month_at_least(months: int) -> None:
    with pytest.raises(Refused, match="after one month at least"):
        Life(terms(None, review_months=months))


def test_what_is_followed_lightly_is_not_escalated() -> None:
    life = confirmed(lightly=True)
    heard = {type(event) for _, event in life.wait(until=utc("2020-01-01 12:00"))}
    assert heard == {e.Reminded, e.BecameOverdue, e.OverdueNoticed}
    assert life.recipients(NoticeKind.ESCALATION) == []
