"""Days, months, years, their ranges and their parts: "16 to 19 May 2016", "the second quarter of 2021", "the end of June"."""

from typing import Any

from lark import Token as Terminal
from lark import Transformer, v_args

from domain.time.numbers import ordinal
from domain.time.phrases import Day, Month, Part, Portion, Range, Slice, Time, Year
from reading.due.construct.parts import time_of, token
from reading.due.values import WeekOfMonth, day_of, range_of
from reading.due.words import MONTHS


@v_args(inline=True)
class Periods(Transformer[Terminal, Any]):
    """The rules of what the calendar of days alone resolves."""

    def day(self, *parts: Any) -> Time:
        return day_of(token(parts, "CARD"), token(parts, "MONTH"), token(parts, "YEAR"))

    day_after_month = day

    def ordinal_day(self, *parts: Any) -> Time:
        """ "the 15th of April 2021"."""
        return day_of(token(parts, "ORD"), token(parts, "MONTH"), token(parts, "YEAR"))

    def bare_day(self, number: Terminal) -> Time:
        return day_of(number, None, None)

    def month_of(self, *parts: Any) -> Month:
        """ "the month of March 2021"."""
        if str(token(parts, "UNIT")) != "month":
            raise ValueError("only a month is a month's")
        year = token(parts, "YEAR")
        return Month(MONTHS.index(str(token(parts, "MONTH"))) + 1, int(year) if year else None)

    def month(self, month: Terminal, year: Terminal | None = None) -> Time:
        return Month(MONTHS.index(month) + 1, int(year) if year else None)

    def year(self, *parts: Any) -> Time:
        return Year(int(token(parts, "YEAR") or 0))

    def that_year(self, *_: Any) -> Time:
        return Year(None)

    def slice(self, *parts: Any) -> Time:
        of = 2 if token(parts, "HALF") else 4
        number = of if token(parts, "LAST") else int(token(parts, "ORD") or 0)
        year = time_of(parts)
        if number > of or not isinstance(year, Year):
            raise ValueError("there is no such part of a year")
        return Slice(number, of, year)

    def range(self, *parts: Any) -> Time:
        first, last = (part for part in parts if isinstance(part, Time))
        if (
            token(parts, "AND")
            and isinstance(first, Year)
            and isinstance(last, Year)
            and (last.year or 0) > (first.year or 0) + 1
        ):
            return first  # "in 2023 and 2026": in the first of them for the first time
        return range_of(first, last)

    def bare_days(self, *days: Terminal) -> Time:
        return day_of(days[0], None, None)

    def range_of_days(self, first: Time, _: Terminal, last: Time) -> Time:
        """ "3, 4 and 6 October": from the first to the last."""
        return range_of(first, last)

    def first_units(self, *parts: Any) -> Time:
        """ "the first six months of 2022", "the last two weeks of March 2022"."""
        whole, count, unit = time_of(parts), int(token(parts, "CARD") or 0), str(token(parts, "UNIT")).removesuffix("s")
        first = token(parts, "ORD") == "1"
        if not first and not token(parts, "LAST"):
            raise ValueError("only the first or the last of them are a stretch of time")
        if isinstance(whole, Year) and unit == "month" and whole.year and 1 <= count <= 12:
            ends = (1, count) if first else (13 - count, 12)
            return Range(Month(ends[0], whole.year), Month(ends[1], whole.year))
        if (
            isinstance(whole, Month)
            and whole.year
            and first
            and unit in ("day", "week")
            and 1 <= (days := count * (7 if unit == "week" else 1)) <= 28
        ):
            return Range(Day(1, whole.month, whole.year), Day(days, whole.month, whole.year))
        raise ValueError("that stretch has no days of its own")

    def numbered_week(self, *parts: Any) -> Time:
        """ "the second week of October 2021"."""
        month, unit = time_of(parts), token(parts, "UNIT")
        if unit != "week" or not isinstance(month, Month):
            raise ValueError("only a week is told by its number in a month")
        which = "last" if token(parts, "LAST") else ordinal(int(token(parts, "ORD") or 0))
        return WeekOfMonth(f"the {which} week of {MONTHS[month.month - 1].title()}{f' {month.year}' if month.year else ''}")

    def range_of_three(self, first: Time, _: Time, *parts: Any) -> Time:
        last = time_of(parts)
        if isinstance(first, Year) and isinstance(last, Year) and (last.year or 0) > (first.year or 0) + 2:
            return first  # "in 2021, 2023 and 2025"
        if isinstance(first, Month) and isinstance(last, Month):
            return (
                first if first.year else Month(first.month, last.year)
            )  # "in January, May and September 2022": in the first of them for the first time
        return Range(first, last)

    def span_of_years(self, first: Terminal, _: Terminal, last: Terminal) -> Time:
        return Range(Year(int(first)), Year(int(last)))

    def same(self, *parts: Any) -> Time:
        return time_of(parts)

    def part_end(self, *parts: Any) -> Time:
        return Part(Portion.END, time_of(parts))

    def part_beginning(self, *parts: Any) -> Time:
        return Part(Portion.BEGINNING, time_of(parts))

    def part_middle(self, *parts: Any) -> Time:
        return Part(Portion.MIDDLE, time_of(parts))

    def part_early(self, *parts: Any) -> Time:
        return Part(Portion.EARLY, time_of(parts))

    def part_late(self, *parts: Any) -> Time:
        return Part(Portion.LATE, time_of(parts))
