"""When something may reach a person."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.time.habits import (
    Habits,
    Hours,
    check,
    is_quiet,
    is_working,
    not_before,
    parse_hours,
    parse_weekend,
    working_hours,
)
from domain.time.working import WorkingCalendar

MAY_DAY = date(2026, 5, 1)  # a Friday
swiss = WorkingCalendar("CH", holidays={MAY_DAY: "1er mai"}, years=frozenset({2026}))
zurich = Habits("Europe/Zurich", swiss, quiet=Hours(time(20), time(7)))


def local(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+02:00")


@pytest.mark.parametrize(
    ("instant", "reached", "urgent"),
    [
        ("2026-04-30T10:00", "2026-04-30T10:00", "2026-04-30T10:00"),
        ("2026-04-30T06:59", "2026-04-30T09:00", "2026-04-30T07:00"),
        ("2026-04-30T17:00", "2026-05-04T09:00", "2026-04-30T17:00"),  # over the holiday and the weekend
        ("2026-04-30T23:00", "2026-05-04T09:00", "2026-05-01T07:00"),
        ("2026-05-03T00:00", "2026-05-04T09:00", "2026-05-03T07:00"),
    ],
)
def test_it_waits_for_working_hours_or_at_least_for_the_morning(instant: str, reached: str, urgent: str) -> None:
    assert not_before(zurich, local(instant)) == local(reached)
    assert not_before(zurich, local(instant), urgent=True) == local(urgent)


def test_other_weekends_nights_and_short_days() -> None:
    cairo = Habits("Africa/Cairo", WorkingCalendar("EG", frozenset({4, 5})))
    assert not_before(cairo, datetime(2026, 1, 2, 12, tzinfo=UTC)) == datetime(2026, 1, 4, 7, tzinfo=UTC)  # Sunday
    night = Habits("UTC", WorkingCalendar("x"), parse_hours("22:00-06:00"))
    assert working_hours(night, MAY_DAY) == (datetime(2026, 5, 1, 22, tzinfo=UTC), datetime(2026, 5, 2, 6, tzinfo=UTC))
    assert is_working(night, datetime(2026, 5, 2, 5, tzinfo=UTC))  # Friday's night, though Saturday is free
    assert not is_working(night, datetime(2026, 5, 3, 5, tzinfo=UTC))
    assert working_hours(zurich, MAY_DAY) is None


def test_of_an_unknown_year_only_weekends_are_free() -> None:
    assert not_before(zurich, datetime(2031, 5, 1, 8, tzinfo=UTC)) == datetime(2031, 5, 1, 8, tzinfo=UTC)
    assert zurich.works_on(date(2031, 5, 2)) and not zurich.works_on(date(2031, 5, 3))


def test_what_no_moment_suits_is_not_lost() -> None:
    closed = Habits("UTC", WorkingCalendar("never", frozenset(range(7))))
    assert not_before(closed, datetime(2026, 5, 1, tzinfo=UTC)) == datetime(2026, 5, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "text", ["", "9-17", "09:00-25:00", "09:00–17:00", "09:60-10:00", "10:00-10:00", "09:00-24:30", "٠٩:٠٠-١٧:٠٠"]
)
def test_hours_that_are_none(text: str) -> None:
    with pytest.raises(ValueError, match=r"09:00-17:00|begin and end at once"):
        parse_hours(text)


def test_what_leaves_no_time_is_refused() -> None:
    assert parse_weekend("") is None and parse_weekend("none") == frozenset() and parse_weekend("Fri Sat") == {4, 5}
    for weekend in ("Friday", "Mon Tue Wed Thu Fri Sat Sun"):
        with pytest.raises(ValueError, match=r"no day of the week|leaves none"):
            check("09:00-17:00", "", weekend)
    with pytest.raises(ValueError, match="leave no moment"):
        check("09:00-17:00", "08:00-18:00", "")
    check("22:00-06:00", "00:00-06:00", "")


hours = st.builds(lambda a, b: Hours(time(a), time(b)), st.integers(0, 23), st.integers(0, 23))
quiet_hours = hours.filter(lambda h: h.start != h.end)
instants = st.integers(0, 250 * 24 * 60).map(lambda minutes: datetime(2026, 3, 1, tzinfo=UTC) + timedelta(minutes=minutes))
zones = st.sampled_from(["UTC", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"])


@given(zones, hours, st.none() | quiet_hours, instants)
def test_no_earlier_moment_would_do(zone: str, work: Hours, quiet: Hours | None, instant: datetime) -> None:
    habits = Habits(zone, WorkingCalendar("x", holidays={date(2026, 4, 6): "Monday"}), work, quiet)

    def suits(moment: datetime, urgent: bool) -> bool:
        return not is_quiet(habits, moment) and (urgent or is_working(habits, moment))

    for urgent in (False, True):
        found = not_before(habits, instant, urgent)
        assert found >= instant
        quarters = int((min(found, instant + timedelta(days=5)) - instant) / timedelta(minutes=15))
        assert not any(suits(instant + timedelta(minutes=15 * n), urgent) for n in range(quarters))
        assert suits(found, urgent) or found == instant
