"""How a time is hung on the duty: "by", "before", "during", "from"."""

from typing import Any

from lark import Token as Terminal
from lark import Transformer, v_args

from domain.time.periods import with_year
from domain.time.phrases import Bound, Part, Phrase, Portion, Range, Relation, Time, Vague, Year
from reading.due.construct.parts import time_of, token
from reading.due.values import first_day, range_of


@v_args(inline=True)
class Relations(Transformer[Terminal, Any]):
    """The rules ``bound_...``: a preposition and a time."""

    def bound_by(self, *parts: Any) -> Phrase:
        return Bound(Relation.BY, time_of(parts))

    def bound_before(self, *parts: Any) -> Phrase:
        return Bound(Relation.BEFORE, time_of(parts))

    def bound_within(self, *parts: Any) -> Phrase:
        return Bound(Relation.WITHIN, time_of(parts))

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
        return Bound(Relation.WITHIN, Part(Portion.EARLY if token(parts, "EARLY") else Portion.LATE, time_of(parts)))

    def bound_from(self, *parts: Any) -> Phrase:
        time = time_of(parts)
        return Bound(Relation.WITHIN if isinstance(time, Range) else Relation.FROM, time)

    def bound_after(self, *parts: Any) -> Phrase:
        return Bound(Relation.AFTER, time_of(parts))

    def bound_not_before(self, *parts: Any) -> Phrase:
        """ "no earlier than 2023": from its first day on, and nothing is said of its last."""
        return Bound(Relation.FROM, first_day(time_of(parts)))
