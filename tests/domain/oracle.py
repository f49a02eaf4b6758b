"""The ladder reckoned a second time, slowly and from its definition alone, to hold the kernel's arithmetic against."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from domain.ladder import Ladder, RungKind

Mark = tuple[datetime, RungKind, int]
"""When, what, and how many days before or after the due day."""


@lru_cache(maxsize=100_000)
def first_instant(day: date, hour: int, zone: str) -> datetime:
    """The first instant at which the wall clock in ``zone`` shows ``hour`` o'clock of ``day`` or later, looked for step by step."""
    place, wall = ZoneInfo(zone), datetime.combine(day, time(hour))
    around = (wall.replace(tzinfo=UTC) + timedelta(hours=hours) for hours in range(-28, 29, 8))
    furthest = max(instant.astimezone(place).utcoffset() or timedelta() for instant in around)
    instant = wall.replace(tzinfo=UTC) - furthest  # no clock there shows it any earlier
    while instant.astimezone(place).replace(tzinfo=None) < wall:
        instant += timedelta(minutes=15)  # every change of clocks since 1972 falls on one
    return instant


def ends(day: date, zone: str) -> datetime:
    """The first instant after ``day``."""
    return first_instant(day + timedelta(days=1), 0, zone)


def moved(day: date, ladder: Ladder, way: int) -> date:
    """The first working day from ``day`` on, forward (1) or backward (-1)."""
    while day.weekday() in ladder.weekend or day in ladder.holidays:
        day += timedelta(days=way)
    return day


@lru_cache(maxsize=20_000)
def marks(due: date, zone: str, ladder: Ladder, year: int) -> tuple[Mark, ...]:
    """All rungs up to the end of ``year`` at least, in the order of time."""
    return tuple(sorted(_marks(due, zone, ladder, date(year + 1, 1, 1))))


def _marks(due: date, zone: str, ladder: Ladder, last: date) -> Iterator[Mark]:
    for days in set(ladder.reminders):
        yield first_instant(moved(due - timedelta(days=days), ladder, -1), ladder.hour, zone), RungKind.REMINDER, days
    yield ends(due, zone), RungKind.OVERDUE, 0
    for days in set(ladder.escalations):
        yield first_instant(moved(due + timedelta(days=days), ladder, 1), ladder.hour, zone), RungKind.ESCALATION, days
    days, repeated = 0, False
    listed = sorted(set(ladder.notices))
    while due + timedelta(days=days) <= last:
        repeated = repeated or not listed
        days = days + ladder.notice_every if repeated else listed.pop(0)
        yield first_instant(moved(due + timedelta(days=days), ladder, 1), ladder.hour, zone), RungKind.NOTICE, days
