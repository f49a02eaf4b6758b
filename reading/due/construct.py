"""Each rule of the grammar of time expressions as the phrase it stands for."""

from dataclasses import replace
from typing import Any

from lark import Token as Terminal
from lark import Transformer, Tree, v_args

from domain.time.numbers import ordinal
from domain.time.periods import with_year
from domain.time.phrases import (
    Bound,
    Day,
    Delay,
    Duration,
    Event,
    Month,
    Part,
    Phrase,
    Portion,
    Range,
    Recurring,
    Relation,
    Session,
    Slice,
    Time,
    Vague,
    Which,
    Year,
)
from domain.time.sessions import MAIN, RESUMED
from reading.due.values import day_of, range_of, rhythm_of
from reading.due.words import MONTHS, RECURRENCE


@v_args(inline=True)
class Phrases(Transformer[Terminal, Any]):
    """Each rule of the grammar as the value it stands for. Words that only hold a rule together are passed over."""

    def _ambig(self, *_: Any) -> Any:  # pragma: no cover - the parser is deterministic
        raise AssertionError

    # Relations
    def bound_by(self, *parts: Any) -> Phrase:
        return Bound(Relation.BY, _time(parts))

    def bound_before(self, *parts: Any) -> Phrase:
        return Bound(Relation.BEFORE, _time(parts))

    def bound_within(self, *parts: Any) -> Phrase:
        return Bound(Relation.WITHIN, _time(parts))

    def bound_vague(self, *_: Any) -> Phrase:
        return Vague("at the earliest")

    def bound_between(self, _: Terminal, first: Time, __: Terminal, last: Time) -> Phrase:
        return Bound(Relation.WITHIN, range_of(first, last))

    def bound_in_its_year(self, *parts: Any) -> Phrase:
        """ "during 2018, namely from 2 to 20 April": the days are those of the year named before them."""
        year, days = (part for part in parts if isinstance(part, Year | Range))
        if not isinstance(year, Year) or not isinstance(days, Range) or year.year is None:
            raise ValueError("a year comes before its days")
        return Bound(Relation.WITHIN, Range(with_year(days.first, year.year), with_year(days.last, year.year)))

    def bound_early(self, *parts: Any) -> Phrase:
        return Bound(Relation.WITHIN, Part(Portion.EARLY if _token(parts, "EARLY") else Portion.LATE, _time(parts)))

    def bound_from(self, *parts: Any) -> Phrase:
        time = _time(parts)
        return Bound(Relation.WITHIN if isinstance(time, Range) else Relation.FROM, time)

    def bound_after(self, *parts: Any) -> Phrase:
        return Bound(Relation.AFTER, _time(parts))

    # Periods
    def day(self, *parts: Any) -> Time:
        return day_of(_token(parts, "CARD"), _token(parts, "MONTH"), _token(parts, "YEAR"))

    day_after_month = day

    def ordinal_day(self, *parts: Any) -> Time:
        """ "the 15th of April 2021"."""
        return day_of(_token(parts, "ORD"), _token(parts, "MONTH"), _token(parts, "YEAR"))

    def bare_day(self, number: Terminal) -> Time:
        return day_of(number, None, None)

    def month(self, month: Terminal, year: Terminal | None = None) -> Time:
        return Month(MONTHS.index(month) + 1, int(year) if year else None)

    def year(self, *parts: Any) -> Time:
        return Year(int(_token(parts, "YEAR") or 0))

    def that_year(self, *_: Any) -> Time:
        return Year(None)

    def slice(self, *parts: Any) -> Time:
        of = 2 if _token(parts, "HALF") else 4
        number = of if _token(parts, "LAST") else int(_token(parts, "ORD") or 0)
        year = _time(parts)
        if number > of or not isinstance(year, Year):
            raise ValueError("there is no such part of a year")
        return Slice(number, of, year)

    def range(self, *parts: Any) -> Time:
        first, last = (part for part in parts if isinstance(part, Time))
        if (
            _token(parts, "AND")
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
        whole, count, unit = _time(parts), int(_token(parts, "CARD") or 0), str(_token(parts, "UNIT")).removesuffix("s")
        first = _token(parts, "ORD") == "1"
        if not first and not _token(parts, "LAST"):
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
        """ "the second week of October 2021": where a month's weeks begin is no rule's matter, so it has no days."""
        month, unit = _time(parts), _token(parts, "UNIT")
        if unit != "week" or not isinstance(month, Month):
            raise ValueError("only a week is told by its number in a month")
        which = "last" if _token(parts, "LAST") else ordinal(int(_token(parts, "ORD") or 0))
        return Event(f"the {which} week of {MONTHS[month.month - 1].title()}{f' {month.year}' if month.year else ''}")

    def range_of_three(self, first: Time, _: Time, *parts: Any) -> Time:
        last = _time(parts)
        if isinstance(first, Year) and isinstance(last, Year) and (last.year or 0) > (first.year or 0) + 2:
            return first  # "in 2021, 2023 and 2025"
        return Range(first, last)

    def span_of_years(self, first: Terminal, _: Terminal, last: Terminal) -> Time:
        return Range(Year(int(first)), Year(int(last)))

    def same(self, *parts: Any) -> Time:
        return _time(parts)

    # Parts
    def part_end(self, *parts: Any) -> Time:
        return Part(Portion.END, _time(parts))

    def part_beginning(self, *parts: Any) -> Time:
        return Part(Portion.BEGINNING, _time(parts))

    def part_middle(self, *parts: Any) -> Time:
        return Part(Portion.MIDDLE, _time(parts))

    def part_early(self, *parts: Any) -> Time:
        return Part(Portion.EARLY, _time(parts))

    def part_late(self, *parts: Any) -> Time:
        return Part(Portion.LATE, _time(parts))

    # Sessions
    def session(self, whole: Session, printed: Time | None = None) -> Time:
        return Session(whole.body, whole.numbers, whole.which, whole.part, printed or whole.printed)

    def printed(self, *parts: Any) -> Time:
        return _time(parts)

    def numbered(self, *parts: Any) -> Session:
        return Session(_named(parts), _numbers(parts))

    def resumed(self, *parts: Any) -> Session:
        return Session(_named(parts), _numbers(parts), part=RESUMED)

    def special(self, *parts: Any) -> Session:
        return Session(_named(parts), _numbers(parts), part="special")

    def next_session(self, *parts: Any) -> Session:
        return Session(_named(parts), which=Which.NEXT)

    def current_session(self, *parts: Any) -> Session:
        return Session(_named(parts), which=Which.CURRENT)

    def that_session(self, *parts: Any) -> Session:
        return Session(_named(parts), which=Which.THAT)

    def session_of_year(self, *parts: Any) -> Session:
        return Session(_named(parts), (int(_token(parts, "YEAR") or 0),))

    def session_of_years(self, *parts: Any) -> Session:
        """ "its 2019 and 2021 ordinary sessions"."""
        years = tuple(int(part) for part in parts if isinstance(part, Terminal) and part.type == "YEAR")
        return Session(_named(parts), years)

    def numbered_of_year(self, *parts: Any) -> Session:
        """ "at its second regular session of 2021": one of those of that year."""
        return Session(_named(parts), _numbers(parts), printed=Year(int(_token(parts, "YEAR") or 0)))

    def held_session(self, *parts: Any) -> Time:
        """ "at its session in 2019" is the session of that year; "at its session in June 2019" is held in that month."""
        time = _time(parts)
        return Session(_named(parts), (time.year,)) if isinstance(time, Year) and time.year else Event("the session", time)

    the_session = that_session

    def ordinal_body(self, *parts: Any) -> Session:
        return Session(_token(parts, "BODY"), (int(_token(parts, "ORD") or 0),))

    def next_body(self, *parts: Any) -> Session:
        return Session(_token(parts, "BODY"), which=Which.NEXT)

    def body_number(self, *parts: Any) -> Session:
        number = int(_token(parts, "CARD") or 0)
        return Session(_token(parts, "BODY"), (number + 2000 if _token(parts, "BODY") == "PP" else number,))

    def main_part(self, *parts: Any) -> Session:
        return _with_part(parts, MAIN)

    def resumed_part(self, *parts: Any) -> Session:
        """The resumed part; of "the second resumed part" no calendar knows where it lies in it."""
        numbers = next((part for part in parts if isinstance(part, tuple)), None)
        return _with_part(parts, f"{ordinal(numbers[0])} resumed part" if numbers else RESUMED)

    def numbered_part(self, *parts: Any) -> Session:
        resumed = "resumed " if _whole(parts).part == RESUMED else ""
        return _with_part(parts, f"{ordinal(int(_token(parts, 'ORD') or 0))} {resumed}part")

    def one_ordinal(self, number: Terminal) -> tuple[int, ...]:
        return (int(number),)

    def two_ordinals(self, *parts: Terminal) -> tuple[int, ...]:
        return tuple(int(part) for part in parts if part.type == "ORD")

    three_ordinals = two_ordinals

    def ordinal_range(self, first: Terminal, _: Terminal, last: Terminal) -> tuple[int, ...]:
        if not 0 <= int(last) - int(first) <= 20:
            raise ValueError("that is no run of sessions")
        return tuple(range(int(first), int(last) + 1))

    def of_body(self, *parts: Any) -> Any:
        return Tree("body", [_token(parts, "BODY")])

    def numbered_event(self, *parts: Any) -> Time:
        name = f"the {ordinal(int(_token(parts, 'ORD') or 0))} {_token(parts, 'EVENTNOUN')}"
        of = _named(parts)
        return Event(f"{name} of the {of}" if of else name, _maybe_time(parts))

    def event_of_year(self, *parts: Any) -> Time:
        """ "at the 2022 Review Conference"."""
        year, of = int(_token(parts, "YEAR") or 0), _named(parts)
        name = f"the {year} {_token(parts, 'EVENTNOUN')}"
        return Event(f"{name} of the {of}" if of else name, Year(year))

    def next_event(self, *parts: Any) -> Time:
        name, of = f"the next {_token(parts, 'EVENTNOUN')}", _named(parts)
        return Event(f"{name} of the {of}" if of else name, _maybe_time(parts))

    # Durations
    def delay(self, *parts: Any) -> Phrase:
        return Delay(_duration(parts), _since(parts))

    def delay_within(self, *parts: Any) -> Phrase:
        if not _opens(parts, "WITHIN", "FOR", "DURING"):
            raise ValueError("a duration follows within, for or during")
        return Delay(_duration(parts), _since(parts) or _period_before(parts))

    def delay_in_time(self, *parts: Any) -> Phrase:
        """ "in five years’ time"."""
        if not _opens(parts, "IN"):
            raise ValueError("only in so many years is a time")
        return Delay(_duration(parts))

    def delay_of_period(self, *parts: Any) -> Phrase:
        unit = next(part for part in parts if isinstance(part, str) and not isinstance(part, Terminal))
        return Delay(Duration(int(_token(parts, "CARD") or 0), unit), _since(parts) or _period_before(parts))

    def delay_before(self, *parts: Any) -> Phrase:
        return Delay(_duration(parts), _since(parts), Relation.BEFORE)

    def duration(self, number: Terminal, unit: str) -> Duration:
        return Duration(int(number), unit)

    def duration_twice(self, first: Terminal, _: Terminal, second: Terminal, __: Terminal, unit: str) -> Duration:
        if int(first) != int(second):
            raise ValueError("the number in words and the number in figures differ")
        return Duration(int(first), unit)

    def duration_one(self, _: Terminal, unit: str) -> Duration:
        return Duration(1, unit)

    def duration_next(self, *parts: Any) -> Duration:
        return Duration(int(_token(parts, "CARD") or 0), parts[-1])

    def unit(self, *parts: Terminal) -> str:
        word = str(parts[-1]).removesuffix("s") + "s"
        return "working days" if _token(parts, "WORKING") and word == "days" else word

    def since_adoption(self, *_: Any) -> Any:
        return Tree("since", [None])

    def since_time(self, *parts: Any) -> Any:
        if _token(parts, "OF") and isinstance(_maybe_time(parts), Year | Month):
            raise ValueError("a part of a year isn't counted from its end")  # "six months of 2022"
        if isinstance(_maybe_time(parts), Range):
            raise ValueError("a range of days is no day to count from")
        if _token(parts, "FROM") and isinstance(year := _maybe_time(parts), Year) and year.year:
            return Tree("since", [Day(31, 12, year.year - 1)])  # "for three years, from 2021": that year is the first of them
        return Tree("since", [_maybe_time(parts)])

    def adoption(self, *_: Any) -> Any:
        return Tree("adoption", [])

    # What comes round again
    def recurring(self, word: str, *parts: Any) -> Phrase:
        time = _maybe_time(parts)
        if time is None:
            return Recurring(word)
        return Recurring(word, Bound(Relation.WITHIN if isinstance(time, Range) else Relation.FROM, time))

    def rec_word(self, *parts: Any) -> str:
        return RECURRENCE[next(str(part) for part in parts if part.type in ("REC_ADV", "REC_ADJ"))]

    def rec_every(self, *parts: Any) -> str:
        return rhythm_of(int(_token(parts, "CARD") or 0), parts[-1])

    def rec_each(self, *parts: Any) -> str:
        return rhythm_of(1, parts[-1])

    def rec_day(self, *parts: Any) -> Phrase:
        """ "each 14 December", "on 14 December each year": the first is the first after the adoption."""
        times = [part for part in parts if isinstance(part, Time)]
        year = next((part.year for part in times if isinstance(part, Year)), None)
        if not isinstance(times[0], Day | Month) or times[0].year is not None:
            raise ValueError("a day of every year has no year of its own")
        word = next((part for part in parts if isinstance(part, str) and part in ("annual", "biennial")), None)
        if word is None and not _token(parts, "EVERY"):
            raise ValueError("only what comes round every year or every second one has a day of its own")
        word = word or "annual"
        return Recurring(word, Bound(Relation.WITHIN, replace(times[0], year=year)))

    def yearly(self, *parts: Any) -> str:
        return RECURRENCE[_token(parts, "REC_ADV") or "annually"]

    def rec_other(self, *parts: Any) -> str:
        return rhythm_of(2, parts[-1])

    def rec_ordinal(self, *parts: Any) -> str:
        return rhythm_of(int(_token(parts, "ORD") or 0), parts[-1])

    def rec_twice(self, *parts: Any) -> str:
        if parts[-1] != "years":
            raise ValueError("only twice a year is a recurrence that can be told")
        return "every-6-months"

    def rec_session(self, *_: Any) -> str:
        return "each-session"

    def rec_regular(self, *_: Any) -> str:
        return "periodic"


def _token(parts: Any, kind: str) -> str | None:
    return next((str(part) for part in parts if isinstance(part, Terminal) and part.type == kind), None)


def _maybe_time(parts: Any) -> Time | None:
    return next((part for part in reversed(parts) if isinstance(part, Time)), None)


def _time(parts: Any) -> Time:
    time = _maybe_time(parts)
    if time is None:
        raise ValueError("no time is named")
    return time


def _whole(parts: Any) -> Session:
    return next(part for part in parts if isinstance(part, Session))


def _numbers(parts: Any) -> tuple[int, ...]:
    return next(part for part in parts if isinstance(part, tuple))


def _with_part(parts: Any, part: str) -> Session:
    whole = _whole(parts)
    return Session(whole.body, whole.numbers, whole.which, part)


def _named(parts: Any) -> str | None:
    return next((str(part.children[0]) for part in parts if isinstance(part, Tree) and part.data == "body"), None)


def _since(parts: Any) -> Time | None:
    """What a duration is counted from; ``None`` for the adoption, said or not."""
    since = next((part.children[0] for part in parts if isinstance(part, Tree) and part.data == "since"), None)
    return since if isinstance(since, Time) else None


def _period_before(parts: Any) -> Time | None:
    """Of "for a further period of three years" what it is counted from: the end of the one before, which isn't printed."""
    counted = any(isinstance(part, Tree) and part.data == "since" for part in parts)
    return Event("the end of the period before") if not counted and _token(parts, "FURTHER") in _ADDED else None


_ADDED = ("further", "additional", "another")


def _opens(parts: Any, *kinds: str) -> bool:
    opening = next(part for part in parts if isinstance(part, Tree) and part.data == "within")
    first = opening.children[0]
    return isinstance(first, Terminal) and first.type in kinds


def _duration(parts: Any) -> Duration:
    return next(part for part in parts if isinstance(part, Duration))
