"""So much time from something on: "within six months of the adoption", "in five years’ time"."""

from datetime import date, timedelta
from typing import Any

from lark import Token as Terminal
from lark import Transformer, Tree, v_args

from domain.time.phrases import Bound, Day, Delay, Duration, Event, Month, Phrase, Range, Relation, Session, Time, Year
from reading.due.construct.parts import maybe_time, token


@v_args(inline=True)
class Durations(Transformer[Terminal, Any]):
    """The rules of durations, and of what they are counted from."""

    def delay(self, *parts: Any) -> Phrase:
        return Delay(_duration(parts), _since(parts))

    def delay_within(self, *parts: Any) -> Phrase:
        if not _opens(parts, "WITHIN", "FOR", "DURING"):
            raise ValueError("a duration follows within, for or during")
        if _opens(parts, "FOR") and (stretch := _stretch(parts)) is not None:
            return Bound(Relation.WITHIN, stretch)
        return Delay(_duration(parts), _since(parts) or _period_before(parts))

    def delay_in_time(self, *parts: Any) -> Phrase:
        """ "in five years’ time"."""
        if not _opens(parts, "IN"):
            raise ValueError("only in so many years is a time")
        return Delay(_duration(parts))

    def delay_of_period(self, *parts: Any) -> Phrase:
        unit = next(part for part in parts if isinstance(part, str) and not isinstance(part, Terminal))
        return Delay(Duration(int(token(parts, "CARD") or 0), unit), _since(parts) or _period_before(parts))

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
        return Duration(int(token(parts, "CARD") or 0), parts[-1])

    def unit(self, *parts: Terminal) -> str:
        word = str(parts[-1]).removesuffix("s") + "s"
        return "working days" if token(parts, "WORKING") and word == "days" else word

    def since_adoption(self, *_: Any) -> Any:
        return Tree("since", [None])

    def since_time(self, *parts: Any) -> Any:
        if token(parts, "OF") and isinstance(maybe_time(parts), Year | Month | Session):
            raise ValueError("a part of a year isn't counted from its end")  # "six months of 2022", "one day of its session"
        if isinstance(maybe_time(parts), Range) and not token(parts, "FROM"):
            raise ValueError("a range of days is no day to count from")
        if token(parts, "FROM") and isinstance(year := maybe_time(parts), Year) and year.year:
            return Tree("since", [Day(31, 12, year.year - 1)])  # "for three years, from 2021": that year is the first of them
        return Tree("since", [maybe_time(parts)])

    def adoption(self, *_: Any) -> Any:
        return Tree("adoption", [])


def _since(parts: Any) -> Time | None:
    """What a duration is counted from; ``None`` for the adoption, said or not."""
    since = _counted_from(parts)
    if isinstance(since, Range):
        raise ValueError("a range of days is no day to count from")
    return since


def _counted_from(parts: Any) -> Time | None:
    since = next((part.children[0] for part in parts if isinstance(part, Tree) and part.data == "since"), None)
    return since if isinstance(since, Time) else None


def _stretch(parts: Any) -> Range | None:
    """Of "for three weeks from 25 January to 12 February 2027" and "for five days from 3 May 2021" the first and the last day."""
    since, lasting = _counted_from(parts), _duration(parts)
    if isinstance(since, Range):
        return since
    if not isinstance(since, Day) or not since.year or lasting.unit not in _DAYS:
        return None
    first = date(since.year, since.month, since.day)
    last = first + timedelta(days=lasting.count * _DAYS[lasting.unit] - 1)
    return Range(since, Day(last.day, last.month, last.year))


_DAYS = {"days": 1, "weeks": 7}


def _period_before(parts: Any) -> Time | None:
    """Of "for a further period of three years" what it is counted from: the end of the one before, which isn't printed."""
    counted = any(isinstance(part, Tree) and part.data == "since" for part in parts)
    return Event("the end of the period before") if not counted and token(parts, "FURTHER") in _ADDED else None


_ADDED = ("further", "additional", "another")


def _opens(parts: Any, *kinds: str) -> bool:
    opening = next(part for part in parts if isinstance(part, Tree) and part.data == "within")
    first = opening.children[0]
    return isinstance(first, Terminal) and first.type in kinds


def _duration(parts: Any) -> Duration:
    return next(part for part in parts if isinstance(part, Duration))
