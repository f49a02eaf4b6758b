"""What is asked for, as the rules of deliverables hand it on, and the lists that they share."""

from dataclasses import dataclass

from domain.instrument import Deliverable, DeliverableKind
from reading.lexicon import SMALL_NUMBERS, table

NOUNS: dict[str, str] = table("slots")["deliverables"]["nouns"]
"""The kind that each head noun stands for."""
COUNTS = {"a": 1, "an": 1, "one": 1} | SMALL_NUMBERS
"""How many the words before a noun count."""
GATHERED = frozenset({DeliverableKind.MEETING, DeliverableKind.CONFERENCE, DeliverableKind.BRIEFING})
"""What people meet for."""
DEFINITE = frozenset({"the", "these", "those", "its", "his", "her", "their", "any", "each", "such"})
"""What stands before a noun that is known, or is one of several; "an" and "two" open a new one."""
NAME_WORD = r"[A-Z][\w’'-]*(?: (?:and|of|on|for|in)(?: the)?(?= [A-Z]))?"
"""A word of a printed name, with what joins it to the next one: "Conference of the | Parties"."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A deliverable and where it stands in the text it was looked for in."""

    deliverable: Deliverable
    start: int
    end: int
    rule: str
    sure: bool = True


def unsure(kind: DeliverableKind, span: tuple[int, int], rule: str, count: int = 1) -> Asked:
    """What a rule finds that may well be wrong, to be looked at."""
    return Asked(Deliverable(kind, count), *span, rule, sure=False)
