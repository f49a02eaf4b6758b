"""A time expression that was found, and what it comes to."""

from dataclasses import dataclass

from domain.instrument import Due
from domain.time.phrases import Phrase


@dataclass(frozen=True, slots=True)
class FoundDue:
    """A time expression at ``[start, end)``. ``due`` is ``None`` where the text says only how often (``recurrence``).
    ``aside`` says why it is not the limit of a duty: a fact of the past, a part of a name. ``in_doubt`` marks days that rest on
    something that may be wrong, as on a calendar written down from memory."""

    start: int
    end: int
    phrase: Phrase
    due: Due | None
    recurrence: str | None
    aside: str | None = None
    in_doubt: bool = False
