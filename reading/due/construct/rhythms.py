"""What comes round again: "every two years", "each 14 December"."""

from dataclasses import replace
from typing import Any

from lark import Token as Terminal
from lark import Transformer, v_args

from domain.time.phrases import Bound, Day, Month, Phrase, Range, Recurring, Relation, Time, Year
from reading.due.construct.parts import maybe_time, token
from reading.due.values import rhythm_of
from reading.due.words import RECURRENCE


@v_args(inline=True)
class Rhythms(Transformer[Terminal, Any]):
    """The rules ``rec...``: a rhythm in the annotation guide's words, with its first day where one is printed."""

    def recurring(self, word: str, *parts: Any) -> Phrase:
        time = maybe_time(parts)
        if time is None:
            return Recurring(word)
        return Recurring(word, Bound(Relation.WITHIN if isinstance(time, Range) else Relation.FROM, time))

    def rec_word(self, *parts: Any) -> str:
        return RECURRENCE[next(str(part) for part in parts if part.type in ("REC_ADV", "REC_ADJ"))]

    def rec_every(self, *parts: Any) -> str:
        return rhythm_of(int(token(parts, "CARD") or 0), parts[-1])

    def rec_each(self, *parts: Any) -> str:
        return rhythm_of(1, parts[-1])

    def rec_day(self, *parts: Any) -> Phrase:
        """ "each 14 December", "on 14 December each year": the first is the first after the adoption."""
        times = [part for part in parts if isinstance(part, Time)]
        year = next((part.year for part in times if isinstance(part, Year)), None)
        if not isinstance(times[0], Day | Month) or times[0].year is not None:
            raise ValueError("a day of every year has no year of its own")
        word = next((part for part in parts if isinstance(part, str) and part in ("annual", "biennial")), None)
        if word is None and not token(parts, "EVERY"):
            raise ValueError("only what comes round every year or every second one has a day of its own")
        word = word or "annual"
        return Recurring(word, Bound(Relation.WITHIN, replace(times[0], year=year)))

    def yearly(self, *parts: Any) -> str:
        return RECURRENCE[token(parts, "REC_ADV") or "annually"]

    def rec_other(self, *parts: Any) -> str:
        return rhythm_of(2, parts[-1])

    def rec_ordinal(self, *parts: Any) -> str:
        return rhythm_of(int(token(parts, "ORD") or 0), parts[-1])

    def rec_twice(self, *parts: Any) -> str:
        if parts[-1] != "years":
            raise ValueError("only twice a year is a recurrence that can be told")
        return "every-6-months"

    def rec_session(self, *_: Any) -> str:
        return "each-session"

    def rec_regular(self, *_: Any) -> str:
        return "periodic"
