"""Recurrence, zones, the clock and working days: arithmetic that has to be right at every end of a month, a year and an hour."""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.time import zones
from domain.time.clock import Clock
from domain.time.recurrence import Rhythm, occurrence, plus_months, rhythm
from domain.time.working import WorkingCalendar
from reading.holidays_source import country, united_nations

DAYS = st.dates(date(1945, 1, 1), date(2150, 12, 31))


def test_half_years_from_the_end_of_march() -> None:
    half_yearly = Rhythm(months=6)
    found = [occurrence(date(2024, 3, 31), half_yearly, number) for number in range(5)]
    assert found == [date(2024, 3, 31), date(2024, 9, 30), date(2025, 3, 31), date(2025, 9, 30), date(2026, 3, 31)]


def test_leap_days() -> None:
    assert plus_months(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert plus_months(date(2024, 2, 29), 48) == date(2028, 2, 29)
    assert plus_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert plus_months(date(2023, 1, 31), 1) == date(2023, 2, 28)
    assert plus_months(date(2023, 3, 31), -1) == date(2023, 2, 28)


@given(DAYS, st.integers(-600, 600))
def test_months_keep_the_day_or_end_with_the_month(day: date, months: int) -> None:
    moved = plus_months(day, months)
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months
    assert moved.day == min(day.day, monthrange(moved.year, moved.month)[1])


@given(
    DAYS, st.one_of(st.builds(Rhythm, months=st.integers(1, 60)), st.builds(Rhythm, days=st.integers(1, 400))), st.integers(0, 80)
)
def test_each_occurrence_is_later_than_the_one_before(anchor: date, every: Rhythm, number: int) -> None:
    assert occurrence(anchor, every, number) < occurrence(anchor, every, number + 1)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("annual", Rhythm(months=12)),
        ("biennial", Rhythm(months=24)),
        ("every-5-years", Rhythm(months=60)),
        ("quarterly", Rhythm(months=3)),
        ("monthly", Rhythm(months=1)),
        ("every-6-months", Rhythm(months=6)),
        ("every-90-days", Rhythm(days=90)),
        ("every-2-weeks", Rhythm(days=14)),
        ("each-session", None),
        ("periodic", None),
    ],
)
def test_rhythms(word: str, expected: Rhythm | None) -> None:
    assert rhythm(word) == expected


@pytest.mark.parametrize("word", ["often", "every-0-years", "every-x-years", ""])
def test_what_is_no_recurrence(word: str) -> None:
    with pytest.raises(ValueError, match="is no recurrence"):
        rhythm(word)


@pytest.mark.parametrize(("months", "days"), [(0, 0), (1, 1), (-1, 0)])
def test_a_rhythm_is_one_step(months: int, days: int) -> None:
    with pytest.raises(ValueError, match="rhythm"):
        Rhythm(months=months, days=days)


# Zones


@pytest.mark.parametrize(
    ("day", "zone", "expected"),
    [
        (date(2024, 3, 31), "Europe/Zurich", datetime(2024, 3, 31, 22, tzinfo=UTC)),  # the day has 23 hours
        (date(2024, 10, 27), "Europe/Zurich", datetime(2024, 10, 27, 23, tzinfo=UTC)),
        (date(2024, 2, 29), "America/New_York", datetime(2024, 3, 1, 5, tzinfo=UTC)),
        (date(2024, 6, 30), "Pacific/Kiritimati", datetime(2024, 6, 30, 10, tzinfo=UTC)),
        (date(2018, 11, 3), "America/Sao_Paulo", datetime(2018, 11, 4, 3, tzinfo=UTC)),  # the clocks jump at midnight
    ],
)
def test_the_end_of_a_day(day: date, zone: str, expected: datetime) -> None:
    assert zones.end_of_day(day, zone) == expected


@given(
    st.dates(date(1970, 1, 2), date(2037, 12, 30)),
    st.sampled_from(
        ["UTC", "Europe/Zurich", "America/New_York", "America/Sao_Paulo", "Asia/Kathmandu", "Australia/Lord_Howe", "Africa/Cairo"]
    ),
)
def test_days_meet_without_gap_or_overlap(day: date, zone: str) -> None:
    start, end = zones.start_of_day(day, zone), zones.end_of_day(day, zone)
    assert timedelta(hours=22) < end - start < timedelta(hours=26)
    assert zones.day_of(start, zone) == day
    assert zones.day_of(end - timedelta(seconds=1), zone) == day
    assert zones.day_of(end, zone) == day + timedelta(days=1)


def test_an_hour_that_the_clocks_skip_or_repeat() -> None:
    assert zones.at(date(2024, 3, 31), time(2, 30), "Europe/Zurich") == datetime(2024, 3, 31, 1, tzinfo=UTC)
    assert zones.at(date(2024, 10, 27), time(2, 30), "Europe/Zurich") == datetime(2024, 10, 27, 0, 30, tzinfo=UTC)


def test_an_instant_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        zones.day_of(datetime(2024, 1, 1), "UTC")  # noqa: DTZ001 - that is the point


# The clock


def test_the_clock_is_the_identity_until_it_is_set() -> None:
    real = datetime(2026, 11, 23, 20, 44, tzinfo=UTC)
    assert Clock().virtual(real) == real
    assert Clock().real(real) == real


def test_years_in_a_minute() -> None:
    started = datetime(2026, 1, 1, tzinfo=UTC)
    clock = Clock(datetime(2016, 12, 21, tzinfo=UTC), started, speed=5 * 365 * 24 * 60)
    assert clock.virtual(started + timedelta(minutes=1)) == datetime(2016, 12, 21, tzinfo=UTC) + timedelta(days=5 * 365)
    assert clock.wait(timedelta(days=5 * 365)) == timedelta(minutes=1)


SINCE_2016 = st.integers(0, 14 * 365 * 86400).map(lambda seconds: datetime(2016, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds))


@given(SINCE_2016, st.integers(0, 30 * 86400), st.floats(0.01, 2000))
def test_virtual_and_real_undo_each_other(base: datetime, seconds: int, speed: float) -> None:
    started = datetime(2029, 1, 1, tzinfo=UTC)
    clock = Clock(base, started, speed)
    instant = started + timedelta(seconds=seconds)
    assert abs(clock.real(clock.virtual(instant)) - instant) < timedelta(milliseconds=1)


@pytest.mark.parametrize("speed", [0, -1, float("inf"), float("nan")])
def test_time_runs_forward(speed: float) -> None:
    with pytest.raises(ValueError, match="speed"):
        Clock(speed=speed)


def test_a_clock_is_set_in_utc() -> None:
    with pytest.raises(ValueError, match="UTC"):
        Clock(base=datetime(2016, 1, 1))  # noqa: DTZ001 - that is the point


# Working days


def test_working_days_over_christmas() -> None:
    calendar = united_nations(range(2024, 2026))
    assert calendar.holidays[date(2024, 6, 17)] == "Eid al-Adha"
    assert calendar.plus(date(2024, 12, 23), 3) == date(2024, 12, 27)
    assert calendar.plus(date(2024, 12, 27), -3) == date(2024, 12, 23)


def test_a_year_nobody_gave_is_not_guessed() -> None:
    with pytest.raises(LookupError, match="holds no holidays for 2026"):
        united_nations([2025]).plus(date(2025, 12, 30), 5)


def test_countries_and_their_parts() -> None:
    assert not country("CH", [2024], "GE").is_working(date(2024, 12, 31))
    assert country("AE", [2024]).weekend != frozenset()
    with pytest.raises(ValueError, match="ISO 3166"):
        country("XX", [2024])


def test_extra_holidays_of_a_duty_station() -> None:
    calendar = united_nations([2024], extra={date(2024, 8, 1): "Swiss National Day"})
    assert not calendar.is_working(date(2024, 8, 1))


@given(
    st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    st.integers(-60, 60),
    st.sets(st.dates(date(1999, 1, 1), date(2101, 1, 1)), max_size=20),
)
def test_counting_forth_and_back(day: date, count: int, off: set[date]) -> None:
    calendar = WorkingCalendar("any", holidays=dict.fromkeys(off, "off"))
    start = day if calendar.is_working(day) else calendar.plus(day, 1)
    assert calendar.plus(calendar.plus(start, count), -count) == start


def test_a_calendar_without_working_days_ends() -> None:
    with pytest.raises(ValueError, match="no working day"):
        WorkingCalendar("never", weekend=frozenset(range(7))).plus(date(2024, 1, 1), 1)
