"""When a person works and when they rest: the moment from which something may reach them, as pure arithmetic.

``hours`` and ``quiet`` are written ``09:00-17:00``, wall-clock times in the person's zone; an end that is not after the beginning is
on the next day (``20:00-07:00``). A weekend is written as days, ``Fri Sat``, or ``none``; nothing means the calendar's own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from domain.time.working import WorkingCalendar
from domain.time.zones import at, day_of

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_HOURS = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)", re.ASCII)
_FARTHEST = 400
"""Days after which the search for a working moment is given up; no office is closed for longer."""


@dataclass(frozen=True, slots=True)
class Hours:
    """A stretch of every day by the wall clock, over midnight where ``end`` is not after ``start``."""

    start: time
    end: time

    def on(self, day: date, zone: str) -> tuple[datetime, datetime]:
        """The first instant of the stretch that begins on ``day``, and the one at which it is over (UTC)."""
        over = day if self.end > self.start else day + timedelta(days=1)
        return at(day, self.start, zone), at(over, self.end, zone)


@dataclass(frozen=True, slots=True)
class Habits:
    """A person's time: ``calendar`` with their weekend and holidays, ``hours`` of work, ``quiet`` hours if any, in ``zone``."""

    zone: str
    calendar: WorkingCalendar
    hours: Hours = Hours(time(9), time(17))
    quiet: Hours | None = None

    def works_on(self, day: date) -> bool:
        """Whether ``day`` is worked. Of a year whose holidays nobody has given, only the weekends are known to be free."""
        try:
            return self.calendar.is_working(day)
        except LookupError:
            return day.weekday() not in self.calendar.weekend


def parse_hours(text: str) -> Hours:
    """The hours in ``text`` (``09:00-17:00``; ``24:00`` ends a day). Raises ValueError."""
    found = _HOURS.fullmatch(text)
    if found is None or (found[3] == "24" and found[4] != "00"):
        raise ValueError(f"{text!r} are no hours. Write them as 09:00-17:00.")
    start = time(int(found[1]), int(found[2]))
    end = time(int(found[3]) % 24, int(found[4]))
    if start == end and found[3] != "24":
        raise ValueError(f"{text!r} begin and end at once. For a whole day write 00:00-24:00.")
    return Hours(start, end)


def parse_weekend(text: str) -> frozenset[int] | None:
    """The weekdays off (Monday = 0) in ``text``, or ``None`` where it names none and leaves it to the calendar. Raises ValueError."""
    if not text:
        return None
    if text == "none":
        return frozenset()
    words = text.split()
    if unknown := [word for word in words if word not in _DAYS]:
        raise ValueError(f"{' '.join(unknown)} is no day of the week. Write {' '.join(_DAYS)}, or none.")
    if len(set(words)) == len(_DAYS):
        raise ValueError("A weekend of seven days leaves none to work on.")
    return frozenset(_DAYS.index(word) for word in words)


def check(hours: str, quiet: str, weekend: str) -> None:
    """Raises ValueError where one of these can't be read, or where ``quiet`` leaves no working moment."""
    work, rest = parse_hours(hours), parse_hours(quiet) if quiet else None
    parse_weekend(weekend)
    if rest is not None and not _leaves_some(work, rest):
        raise ValueError(f"The quiet hours {quiet} leave no moment of the working hours {hours}.")


def _leaves_some(work: Hours, rest: Hours) -> bool:
    """Whether a minute of ``work`` lies outside ``rest``, on days without a change of clocks."""

    def covered(hours: Hours) -> set[int]:
        start, end = hours.start.hour * 60 + hours.start.minute, hours.end.hour * 60 + hours.end.minute
        return {minute % 1440 for minute in range(start, end if end > start else end + 1440)}

    return not covered(work) <= covered(rest)


def working_hours(habits: Habits, day: date) -> tuple[datetime, datetime] | None:
    """From when until when (UTC; the last not among them) work goes on that begins on ``day``, or ``None`` if it isn't worked."""
    return habits.hours.on(day, habits.zone) if habits.works_on(day) else None


def is_quiet(habits: Habits, instant: datetime) -> bool:
    """Whether ``instant`` (aware) falls into the quiet hours."""
    return _quiet_until(habits, instant) is not None


def is_working(habits: Habits, instant: datetime) -> bool:
    """Whether ``instant`` (aware) falls into the working hours of a working day."""
    return any(start <= instant < end for start, end in _work_around(habits, instant, 0))


def not_before(habits: Habits, instant: datetime, urgent: bool = False) -> datetime:
    """The first moment from ``instant`` (aware) on at which something may reach the person: in their working hours, and not quiet.

    What is ``urgent`` waits for the end of quiet hours only. Where no such moment comes for more than a year, ``instant`` itself:
    whatever it is must not be lost.
    """
    if urgent:
        return _quiet_until(habits, instant) or instant
    for start, end in _work_around(habits, instant, _FARTHEST):
        moment = max(start, instant)
        moment = _quiet_until(habits, moment) or moment
        if moment < end:
            return moment
    return instant


def _work_around(habits: Habits, instant: datetime, days: int) -> Iterator[tuple[datetime, datetime]]:
    """The stretches of work that are not over at ``instant`` and begin at most ``days`` days after its day."""
    today = day_of(instant, habits.zone)
    for number in range(-1, days + 1):
        if (found := working_hours(habits, today + timedelta(days=number))) and found[1] > instant:
            yield found


def _quiet_until(habits: Habits, instant: datetime) -> datetime | None:
    """When the quiet hours that hold ``instant`` are over, or ``None`` if none do."""
    if habits.quiet is None:
        return None
    until, today = instant, day_of(instant, habits.zone)
    for day in (today - timedelta(days=1), today):
        start, end = habits.quiet.on(day, habits.zone)
        if start <= until < end:  # a day shortened by the clocks may let one night begin before the last is over
            until = end
    return until if until > instant else None
