"""Sessions of a body: "its eightieth session", "the resumed part of its 2022 session"."""

from typing import Any

from lark import Token as Terminal
from lark import Transformer, Tree, v_args

from domain.time.numbers import ordinal
from domain.time.phrases import Event, Session, Time, Which, Year
from domain.time.sessions import MAIN, RESUMED
from reading.due.construct.parts import body_of, time_of, token


@v_args(inline=True)
class Sessions(Transformer[Terminal, Any]):
    """The rules of sessions, for which a calendar of sessions has the days."""

    def session(self, whole: Session, printed: Time | None = None) -> Time:
        return Session(whole.body, whole.numbers, whole.which, whole.part, printed or whole.printed)

    def printed(self, *parts: Any) -> Time:
        return time_of(parts)

    def numbered(self, *parts: Any) -> Session:
        return Session(body_of(parts), _numbers(parts))

    def resumed(self, *parts: Any) -> Session:
        return Session(body_of(parts), _numbers(parts), part=RESUMED)

    def special(self, *parts: Any) -> Session:
        return Session(body_of(parts), _numbers(parts), part="special")

    def next_session(self, *parts: Any) -> Session:
        return Session(body_of(parts), which=Which.NEXT)

    def current_session(self, *parts: Any) -> Session:
        return Session(body_of(parts), which=Which.CURRENT)

    def that_session(self, *parts: Any) -> Session:
        return Session(body_of(parts), which=Which.THAT)

    def session_of_year(self, *parts: Any) -> Session:
        return Session(body_of(parts), (int(token(parts, "YEAR") or 0),))

    def session_of_years(self, *parts: Any) -> Session:
        """ "its 2019 and 2021 ordinary sessions"."""
        years = tuple(int(part) for part in parts if isinstance(part, Terminal) and part.type == "YEAR")
        return Session(body_of(parts), years)

    def numbered_of_year(self, *parts: Any) -> Session:
        """ "at its second regular session of 2021": one of those of that year."""
        return Session(body_of(parts), _numbers(parts), printed=Year(int(token(parts, "YEAR") or 0)))

    def held_session(self, *parts: Any) -> Time:
        """ "at its session in 2019" is the session of that year; "at its session in June 2019" is held in that month."""
        time = time_of(parts)
        return Session(body_of(parts), (time.year,)) if isinstance(time, Year) and time.year else Event("the session", time)

    the_session = that_session

    def ordinal_body(self, *parts: Any) -> Session:
        return Session(token(parts, "BODY"), (int(token(parts, "ORD") or 0),))

    def next_body(self, *parts: Any) -> Session:
        return Session(token(parts, "BODY"), which=Which.NEXT)

    def body_number(self, *parts: Any) -> Session:
        number = int(token(parts, "CARD") or 0)
        return Session(token(parts, "BODY"), (number + 2000 if token(parts, "BODY") == "PP" else number,))

    def main_part(self, *parts: Any) -> Session:
        return _with_part(parts, MAIN)

    def resumed_part(self, *parts: Any) -> Session:
        """The resumed part; of "the second resumed part" no calendar knows where it lies in it."""
        numbers = next((part for part in parts if isinstance(part, tuple)), None)
        return _with_part(parts, f"{ordinal(numbers[0])} resumed part" if numbers else RESUMED)

    def numbered_part(self, *parts: Any) -> Session:
        resumed = "resumed " if _whole(parts).part == RESUMED else ""
        return _with_part(parts, f"{ordinal(int(token(parts, 'ORD') or 0))} {resumed}part")

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
        return Tree("body", [token(parts, "BODY")])


def _whole(parts: Any) -> Session:
    return next(part for part in parts if isinstance(part, Session))


def _numbers(parts: Any) -> tuple[int, ...]:
    return next(part for part in parts if isinstance(part, tuple))


def _with_part(parts: Any, part: str) -> Session:
    whole = _whole(parts)
    return Session(whole.body, whole.numbers, whole.which, part)
