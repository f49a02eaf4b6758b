"""Days, ranges and rhythms from what stands printed of them: the last step of the grammar's rules."""

from dataclasses import dataclass

from domain.time.phrases import Day, Event, Month, Range, Slice, Time, Year
from reading.due.words import MONTHS

BARE = 0
"""The month of a day whose month stands at the other end of its range."""


@dataclass(frozen=True, slots=True)
class PrintedGathering(Event):
    """A conference or meeting whose days another place of the same text prints."""


@dataclass(frozen=True, slots=True)
class WeekOfMonth(Event):
    """ "the second week of October 2021": where a month's weeks begin is no rule's matter, so it has no days."""


def day_of(number: str | None, month: str | None, year: str | None) -> Day:
    """The day, its parts as printed. Raises ValueError for a number that no month has."""
    day = int(number or 0)
    if not 1 <= day <= 31:
        raise ValueError("no month has such a day")
    return Day(day, MONTHS.index(month) + 1 if month else BARE, int(year) if year else None)


def range_of(first: Time, last: Time) -> Range:
    """ "16 to 19 May 2016": what the first end leaves out is taken from the last. Raises ValueError for ends that don't go together."""
    if isinstance(first, Day) and first.month == BARE:
        if not isinstance(last, Day):
            raise ValueError("a day needs a day at the other end of its range")
        first = Day(first.day, last.month, first.year)
    if isinstance(first, Year) != isinstance(last, Year):
        raise ValueError("a year needs a year at the other end of its range")
    return Range(first, last)


def first_day(time: Time) -> Day:
    """The day on which a period begins. Raises ValueError for one whose first day no calendar of days holds, or with no year."""
    if isinstance(time, Range):
        return first_day(time.first)
    if isinstance(time, Slice):
        return first_day(Month((time.number - 1) * 12 // time.of + 1, time.year.year))
    if isinstance(time, Year):
        return first_day(Month(1, time.year))
    if isinstance(time, Month) and time.year:
        return Day(1, time.month, time.year)
    if not isinstance(time, Day):
        raise ValueError("only of days, months and years the first day is known")
    return time


def rhythm_of(count: int, unit: str) -> str:
    """The recurrence of "every two years", in the annotation guide's words. Raises ValueError for what recurs in no such unit."""
    if count < 1 or unit == "working days":
        raise ValueError("that is no recurrence")
    months = {"years": 12, "months": 1}.get(unit, 0) * count
    named = {12: "annual", 24: "biennial", 3: "quarterly", 1: "monthly"}.get(months)
    if named:
        return named
    return f"every-{months // 12}-years" if months and months % 12 == 0 else f"every-{count}-{unit}"
