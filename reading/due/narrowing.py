"""What two times that stand together say of each other: "at its eightieth session, but not later than June 2026" and "no earlier than
1 March and no later than 30 June 2022" are one time; of "by March and by May 2021" the first has the year of the second."""

import re
from dataclasses import replace
from datetime import timedelta
from itertools import zip_longest

from domain.instrument import Due
from domain.time.phrases import Bound, Day, Month, Relation
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


_A_YEAR = timedelta(days=366)


def confirmed(found: list[FoundDue]) -> list[FoundDue]:
    """``found``, where a day or month without a year that is followed by one of the same year has it for certain."""
    return [
        replace(one, due=replace(one.due, optional=False)) if one.due is not None and _has_the_year_of(one, behind) else one
        for one, behind in zip_longest(found, found[1:])
    ]


def _has_the_year_of(one: FoundDue, behind: FoundDue | None) -> bool:
    time, next_time = (other.phrase.time if other and isinstance(other.phrase, Bound) else None for other in (one, behind))
    if not (
        isinstance(time, Day | Month) and time.year is None and isinstance(next_time, Day | Month) and next_time.year is not None
    ):
        return False
    assert behind is not None
    if one.due is None or behind.due is None or one.due.latest is None or behind.due.latest is None:
        return False
    return one.aside is None and one.due.latest <= behind.due.latest < one.due.latest + _A_YEAR
