"""Gatherings that are told by a number or a year: "the third Conference", "the 2022 Review Conference"."""

from typing import Any

from lark import Token as Terminal
from lark import Transformer, v_args

from domain.time.numbers import ordinal
from domain.time.phrases import Event, Time, Year
from reading.due.construct.parts import body_of, maybe_time, token


@v_args(inline=True)
class Events(Transformer[Terminal, Any]):
    """The rules of what takes place and is in no calendar."""

    def numbered_event(self, *parts: Any) -> Time:
        """ "at the third Conference", "at the third Conference in 2024"."""
        return _event(ordinal(int(token(parts, "ORD") or 0)), parts, maybe_time(parts))

    def event_of_year(self, *parts: Any) -> Time:
        """ "at the 2022 Review Conference"."""
        year = int(token(parts, "YEAR") or 0)
        return _event(str(year), parts, Year(year))

    def next_event(self, *parts: Any) -> Time:
        """ "at the next Conference of the Parties"."""
        return _event("next", parts, maybe_time(parts))


def _event(which: str, parts: Any, printed: Time | None) -> Event:
    name, of = f"the {which} {token(parts, 'EVENTNOUN')}", body_of(parts)
    return Event(f"{name} of the {of}" if of else name, printed)
