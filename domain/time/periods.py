"""Periods of the calendar year, by the annotation guide: what "the first half of 2019" or "late 2025" covers."""

from calendar import month_name, monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

from domain.instrument import SessionRef
from domain.time.numbers import ordinal
from domain.time.phrases import Anniversary, Day, Month, Part, Portion, Slice, Time, Year
from domain.time.sessions import say


@dataclass(frozen=True, slots=True)
class Found:
    """Days with the working that leads to them. One of ``first`` and ``last`` may be open."""

    first: date | None
    last: date | None
    working: str
    session: SessionRef | None = None
    optional: bool = False
    relation: str | None = None


@dataclass(frozen=True, slots=True)
class Missing:
    """No days, and why."""

    reason: str
    session: SessionRef | None = None
    optional: bool = False
    relation: str | None = None


def of(time: Day | Month | Year | Slice, adopted: date | None) -> Found | Missing:
    """The first and last day of a period. Where the year isn't printed, the first such period that ends on or after the adoption.

    Raises ValueError for a day that doesn't exist (30 February).
    """
    if isinstance(time, Slice):
        return _slice(time, adopted)
    if isinstance(time, Year):
        return _year(time, adopted)
    if time.year is None:
        return _without_year(time, adopted)
    if isinstance(time, Day):
        day = date(time.year, time.month, time.day)
        return Found(day, day, say(day))
    last = date(time.year, time.month, monthrange(time.year, time.month)[1])
    name = f"{month_name[time.month]} {time.year}"
    return Found(last.replace(day=1), last, f"{name} runs from 1 to {say(last)}")


def _without_year(time: Day | Month, adopted: date | None) -> Found | Missing:
    if adopted is None:
        return Missing("The year isn't printed, and the adoption day isn't known: give one or the other, or a date.")
    for year in range(adopted.year, adopted.year + 9):  # 29 February comes round within eight years
        if isinstance(time, Day) and time.day == 29 and time.month == 2 and monthrange(year, 2)[1] < 29:
            continue
        found = of(replace(time, year=year), adopted)
        if isinstance(found, Found) and found.last and found.last >= adopted:
            working = f"{found.working} (the year isn't printed: the first after the adoption on {say(adopted)})"
            return replace(found, working=working, optional=True)
    return Missing("No such day comes within eight years: give a date.")


def _year(time: Year, adopted: date | None) -> Found | Missing:
    year = time.year or (adopted.year if adopted else None)
    if year is None:
        return Missing("“The year” is the year of adoption, which isn't known: give the adoption day, or a date.")
    how = "" if time.year else " (the year of adoption)"
    return Found(date(year, 1, 1), date(year, 12, 31), f"the year {year}{how} runs from 1 January to 31 December")


def _slice(time: Slice, adopted: date | None) -> Found | Missing:
    whole = _year(time.year, adopted)
    if isinstance(whole, Missing) or whole.first is None:
        return whole
    year, months = whole.first.year, 12 // time.of
    first, last = (time.number - 1) * months + 1, time.number * months
    end = date(year, last, monthrange(year, last)[1])
    name = {2: "half", 4: "quarter", 3: "third"}.get(time.of, "part")
    working = f"the {ordinal(time.number)} {name} of {year} runs from 1 {month_name[first]} to {say(end)}"
    return Found(date(year, first, 1), end, working)


def portion(which: Portion, whole: Found) -> Found:
    """The beginning, middle or last part of a period, by convention a third of it each (a year's middle is its middle four
    months, whose own middle "by" means: half the period)."""
    assert whole.first and whole.last
    length = (whole.last - whole.first).days + 1
    third = timedelta(days=length // 3)
    if which in (Portion.BEGINNING, Portion.EARLY):
        first, last = whole.first, whole.first + third - timedelta(days=1)
    elif which is Portion.MIDDLE:
        first, last = whole.first + third, whole.last - third
    else:
        first, last = whole.last - third + timedelta(days=1), whole.last
    if length in (365, 366):
        first, last = _four_months(which, whole.first.year)
    return replace(whole, first=first, last=last, working=f"{whole.working}; {which} by convention {say(first)} to {say(last)}")


def _four_months(which: Portion, year: int) -> tuple[date, date]:
    if which in (Portion.BEGINNING, Portion.EARLY):
        return date(year, 1, 1), date(year, 4, 30)
    if which is Portion.MIDDLE:
        return date(year, 5, 1), date(year, 8, 31)
    return date(year, 9, 1), date(year, 12, 31)


def half(middle: Found) -> Found:
    """What "by the middle of" means: the first half of the period whose middle part ``middle`` is."""
    assert middle.first and middle.last
    day = middle.first + (middle.last - middle.first) // 2
    if (middle.first.month, middle.first.day, middle.last.month) == (5, 1, 8):
        day = date(middle.first.year, 6, 30)
    return replace(middle, first=day, last=day, working=f"{middle.working}, half of it over on {say(day)}")


def anniversary(time: Anniversary) -> Found | Missing:
    """The calendar year of an anniversary; optional, because a commemoration is rarely the duty's own limit."""
    if time.year is None:
        reason = f"The year of what has its {ordinal(time.number)} anniversary isn't printed: give a date."
        return Missing(reason, optional=True)
    year = time.year + time.number
    working = f"the {ordinal(time.number)} anniversary of {time.year} falls in {year}"
    return Found(date(year, 1, 1), date(year, 12, 31), working, optional=True)


def with_year(time: Time, year: int) -> Time:
    """The same time in ``year`` where it names none: "15 April" in "from 15 April to 31 May 2024"."""
    if isinstance(time, Day | Month) and time.year is None:
        return replace(time, year=year)
    if isinstance(time, Part):
        return replace(time, of=with_year(time.of, year))
    return time
