"""The rungs around a due day: their order, their days, and the hours of zones whose clocks change."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice, pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from domain import events as e
from domain.ladder import Ladder, RungKind, next_rung, rungs, rungs_between
from tests.domain.lives import DUE, FEW, assigned, confirmed, kinds, terms, utc
from tests.domain.oracle import ends, marks

ZONES = (
    "UTC", "America/New_York", "America/Sao_Paulo", "Europe/Zurich", "Africa/Cairo", "Asia/Kathmandu", "Asia/Beirut", "Asia/Gaza",
    "Australia/Lord_Howe", "Pacific/Apia", "Pacific/Kiritimati", "Etc/GMT+12",
)  # fmt: skip
SKIPPED_DAY = date(2011, 12, 30)
"""There was none in Samoa: it went from the 29th to the 31st."""

zones = st.sampled_from(ZONES)
days_after = st.lists(st.integers(1, 400), max_size=5).map(tuple)
ladders = st.builds(
    Ladder,
    reminders=st.lists(st.integers(0, 400), max_size=8).map(tuple),
    notices=days_after,
    notice_every=st.integers(1, 200),
    escalations=days_after,
    review_every=st.integers(1, 30),
    hour=st.integers(0, 23),
)
dues = st.dates(date(1975, 1, 1), date(2036, 12, 31))


@given(dues, zones, ladders)
@example(SKIPPED_DAY, "Pacific/Apia", Ladder())
@example(date(2018, 11, 3), "America/Sao_Paulo", Ladder(hour=0))
def test_the_first_rungs_of_any_ladder_are_those_of_its_definition_in_order(due: date, zone: str, ladder: Ladder) -> None:
    ours = list(islice(rungs(due, zone, ladder), 40))
    assert all(first.at <= second.at for first, second in pairwise(ours))
    known = [mark for mark in marks(due, zone, ladder, ours[-1].at.year) if mark[0] <= ours[-1].at]
    theirs = sorted((rung.at, rung.kind, rung.days) for rung in ours)
    assert theirs == known[: len(theirs)]


@given(dues, zones, ladders, st.timedeltas(timedelta(days=-500), timedelta(days=1000)))
@example(SKIPPED_DAY, "Pacific/Apia", Ladder(), timedelta(days=-1))
def test_the_next_rung_is_the_first_that_has_not_come(due: date, zone: str, ladder: Ladder, away: timedelta) -> None:
    now = datetime.combine(due, datetime.min.time(), UTC) + away
    found = next_rung(due, zone, ladder, now)
    assert found.at == next(mark[0] for mark in marks(due, zone, ladder, max(now.year, due.year) + 2) if mark[0] > now)


@given(dues, zones, ladders, st.integers(-500, 1500), st.integers(0, 900))
@example(SKIPPED_DAY, "Pacific/Apia", Ladder(), -8, 10)
def test_the_rungs_between_two_instants_are_all_of_them(due: date, zone: str, ladder: Ladder, start: int, length: int) -> None:
    after = datetime.combine(due, datetime.min.time(), UTC) + timedelta(days=start)
    until = after + timedelta(days=length)
    found = [(rung.at, rung.kind, rung.days) for rung in rungs_between(due, zone, ladder, after, until)]
    assert sorted(found) == [mark for mark in marks(due, zone, ladder, until.year) if after < mark[0] <= until]


def test_the_usual_ladder_around_a_day() -> None:
    life = confirmed()
    heard = [(when, kinds([event])[0], getattr(event, "days", None)) for when, event in life.wait(until=utc("2018-01-01 00:00"))]
    assert heard == [
        ("2017-03-02 14:00", "Reminded", 90),
        ("2017-05-01 13:00", "Reminded", 30),  # nine o'clock is an hour earlier: summer time since 12 March
        ("2017-05-17 13:00", "Reminded", 14),
        ("2017-05-24 13:00", "Reminded", 7),
        ("2017-05-30 13:00", "Reminded", 1),
        ("2017-05-31 13:00", "Reminded", 0),
        ("2017-06-01 04:00", "BecameOverdue", None),
        ("2017-06-07 13:00", "OverdueNoticed", 7),
        ("2017-06-14 13:00", "Escalated", 14),
        ("2017-06-30 13:00", "OverdueNoticed", 30),
        ("2017-07-30 13:00", "Escalated", 60),
        ("2017-09-28 13:00", "OverdueNoticed", 120),
        ("2017-11-27 14:00", "Escalated", 180),
        ("2017-12-27 14:00", "OverdueNoticed", 210),
    ]


CHANGES = [
    ("America/New_York", date(2018, 3, 11), "2018-03-11 13:00", "2018-03-12 04:00"),  # a day of 23 hours
    ("America/New_York", date(2018, 11, 4), "2018-11-04 14:00", "2018-11-05 05:00"),  # of 25
    ("Europe/Zurich", date(2018, 10, 28), "2018-10-28 08:00", "2018-10-28 23:00"),
    ("America/Sao_Paulo", date(2018, 11, 3), "2018-11-03 12:00", "2018-11-04 03:00"),  # the next day begins at one o'clock
    ("Asia/Kathmandu", date(2018, 5, 1), "2018-05-01 03:15", "2018-05-01 18:15"),
    ("Pacific/Kiritimati", date(2018, 5, 1), "2018-04-30 19:00", "2018-05-01 10:00"),
    ("Pacific/Apia", SKIPPED_DAY, "2011-12-30 10:00", "2011-12-30 10:00"),  # both as soon as it would have begun
]


@pytest.mark.parametrize(("zone", "due", "nine", "over"), CHANGES)
def test_nine_o_clock_and_the_days_end_are_those_of_the_place(zone: str, due: date, nine: str, over: str) -> None:
    ladder = Ladder(reminders=(0,))
    reminder, overdue = islice(rungs(due, zone, ladder), 2)
    assert (reminder.at, overdue.at) == (utc(nine), utc(over))
    assert ends(due, zone) == overdue.at


def test_a_day_that_never_was_is_still_reminded_of_and_overdue() -> None:
    life = confirmed(terms(SKIPPED_DAY, zone="Pacific/Apia"), now=utc("2011-12-28 00:00"))
    assert [(when, kinds([event])[0]) for when, event in life.wait(days=4)] == [
        ("2011-12-29 19:00", "Reminded"),
        ("2011-12-30 10:00", "BecameOverdue"),  # it stands for the day's own reminder, which falls on the same moment
    ]


def test_after_an_outage_before_the_day_exactly_one_reminder_stands_for_all() -> None:
    life = assigned()
    assert life.tick(utc("2017-05-25 00:00")) == [e.Reminded(DUE, 7, utc("2017-05-24 13:00"), missed=(90, 30, 14))]
    assert life.tick() == [], "and the next tick says nothing more"


def test_after_an_outage_over_the_day_it_is_overdue_and_names_what_was_missed() -> None:
    life = assigned()
    life.wait(until=utc("2017-05-20 00:00"))
    assert life.tick(utc("2017-06-02 00:00")) == [e.BecameOverdue(DUE, utc("2017-06-01 04:00"), missed=(7, 1, 0))]


def test_after_an_outage_of_years_the_last_of_each_kind_stands_for_the_rest() -> None:
    life = assigned()
    heard = life.tick(utc("2019-01-01 00:00"))
    last = utc("2018-12-22 14:00")  # the notice of 570 days after
    assert heard == [e.BecameOverdue(DUE, last, missed=(90, 30, 14, 7, 1, 0)), e.Escalated(DUE, 3, 180, last)]
    told = [(notice.kind, notice.recipient) for notice in life.told]
    assert len(told) == len(set(told)), "nobody is told the same twice"
    assert [when for when, _ in life.wait(days=90)] == ["2019-03-22 13:00"]  # 660 days after


def test_while_overdue_an_outage_gives_one_notice_and_one_escalation() -> None:
    life = assigned()
    life.wait(until=utc("2017-06-02 00:00"))
    last = utc("2017-10-01 00:00")
    assert life.tick(last) == [
        e.OverdueNoticed(DUE, 120, utc("2017-09-28 13:00")),
        e.Escalated(DUE, 2, 60, utc("2017-09-28 13:00")),
    ]


def test_a_tick_that_comes_early_says_nothing() -> None:
    life = confirmed()
    assert life.tick(utc("2017-03-02 13:59")) == []
    assert kinds(life.tick(utc("2017-03-02 14:00"))) == ["Reminded"]


def test_a_ladder_without_rungs_still_says_when_the_day_is_over() -> None:
    life = confirmed(terms(ladder=Ladder(reminders=(), notices=(), notice_every=100, escalations=())))
    assert [(when, kinds([event])[0]) for when, event in life.wait(until=utc("2018-01-01 00:00"))] == [
        ("2017-06-01 04:00", "BecameOverdue"),
        ("2017-09-08 13:00", "OverdueNoticed"),
        ("2017-12-17 14:00", "OverdueNoticed"),
    ]


def test_rungs_of_one_day_come_together() -> None:
    life = confirmed(terms(ladder=Ladder(reminders=(), notices=(10,), escalations=(10,))))
    assert [(when, kinds([event])[0]) for when, event in life.wait(until=utc("2017-06-11 00:00"))][1:] == [
        ("2017-06-10 13:00", "OverdueNoticed"),
        ("2017-06-10 13:00", "Escalated"),
    ]


def test_a_rung_written_twice_is_one() -> None:
    twice = Ladder(reminders=(7, 7, 1), notices=(3, 3), escalations=(5, 5), notice_every=10)
    plain = list(islice(rungs(DUE, "UTC", FEW), 12))
    assert list(islice(rungs(DUE, "UTC", twice), 12)) == plain
    assert [rung.level for rung in plain if rung.kind is RungKind.ESCALATION] == [1]


BAD: list[dict[str, object]] = [
    {"reminders": (-1,)},
    {"notices": (0,)},
    {"escalations": (0,)},
    {"notice_every": 0},
    {"review_every": 0},
    {"hour": 24},
    {"hour": -1},
]


@pytest.mark.parametrize("policy", BAD)
def test_a_ladder_that_could_not_stand_is_refused(policy: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="a ladder's reminders"):
        replace(Ladder(), **policy)  # type: ignore[arg-type]
