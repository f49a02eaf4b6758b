"""Two times that together are one: "at its eightieth session, but not later than June 2026", "no earlier than 1 March and no later than
30 June 2022". The second closes what the first leaves open."""

import re
from dataclasses import replace

from domain.instrument import Due
from domain.time.phrases import Bound, Relation
from reading.due.found import FoundDue

# at its eightieth session|, but | not later than; |, after the general debate, but | no later than; | and preferably | before
_BUT = re.compile(
    r",?(?:\s+(?:before|after|during|preferably|if\s+possible|ideally)(?:\s+the)?(?:\s+[a-z-]+){0,4},)?"
    r"(?:\s+(?:but|and|or|though|preferably|if\s+possible|ideally|however|in\s+any\s+(?:case|event)|at\s+any\s+rate|in\s+principle),?){0,3}\s+"
)
_TO_DO = re.compile(r",?\s+(?:to\s+[a-z]+\b|and\s+to\s+)")
_OPEN = (Relation.WITHIN, Relation.FROM, Relation.AFTER)
_CLOSE = (Relation.BY, Relation.BEFORE)


def narrowed(text: str, found: list[FoundDue]) -> list[FoundDue]:
    """``found``, where two that stand side by side limit the same thing as one."""
    together: list[FoundDue] = []
    for one in found:
        both = _both(text, together[-1], one) if together else None
        if both is None:
            together.append(one)
        else:
            together[-1] = both
    return together


def _both(text: str, first: FoundDue, second: FoundDue) -> FoundDue | None:
    if first.aside or second.aside or first.due is None or second.due is None:
        return None
    if not (isinstance(first.phrase, Bound) and first.phrase.relation in _OPEN):
        return None
    if not (isinstance(second.phrase, Bound) and second.phrase.relation in _CLOSE):
        return None
    opens, closes = first.due.earliest, second.due.latest
    if opens is None or closes is None or not opens <= closes or (first.due.latest and closes >= first.due.latest):
        return None
    between = text[first.end : second.start]
    if _BUT.fullmatch(between) is None or (between.split()[-1:] == ["and"] and _TO_DO.match(text, second.end)):
        return None
    expression = " ".join(text[first.start : second.end].split())
    due = Due(expression, opens, closes, f"{first.due.working} {second.due.working}")
    return replace(first, end=second.end, due=due, in_doubt=first.in_doubt or second.in_doubt)
