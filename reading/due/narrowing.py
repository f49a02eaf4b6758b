"""What two times that stand together say of each other: "at its eightieth session, but not later than June 2026" and "no earlier than
1 March and no later than 30 June 2022" are one time; of "by March and by May 2021" the first has the year of the second."""

import re
from dataclasses import replace
from datetime import timedelta
from itertools import zip_longest

from domain.instrument import Due
from domain.time.periods import with_year
from domain.time.phrases import Bound, Day, Month, Phrase, Range, Recurring, Relation, Time, Year
from reading.due.found import FoundDue

# at its eightieth session|, but | not later than; |, after the general debate, but | no later than; | and preferably | before
_BUT = re.compile(
    r",?(?:\s+(?:before|after|during|preferably|if\s+possible|ideally)(?:\s+the)?(?:\s+[a-z-]+){0,4},)?"
    r"(?:\s+(?:but|and|or|though|preferably|if\s+possible|ideally|however|in\s+any\s+(?:case|event)|at\s+any\s+rate|in\s+principle),?){0,3}\s+"
)
_TO_DO = re.compile(r",?\s+(?:to\s+[a-z]+\b|and\s+to\s+)")
_OPEN = (Relation.WITHIN, Relation.FROM, Relation.AFTER)
_CLOSE = (Relation.BY, Relation.BEFORE)


def of_one_year(text: str, places: list[tuple[int, int, Phrase]]) -> list[tuple[int, int, Phrase]]:
    """``places``, where of "from 18 April to 3 June and from 4 July to 5 August 2022" the first has the year of the second."""
    places = _of_the_first_year(text, places)
    dated = list(places)
    for i in range(len(places) - 1):
        (_, end, phrase), (start, _, behind) = places[i], places[i + 1]
        if isinstance(phrase, Bound) and isinstance(behind, Bound) and _AND.fullmatch(text, end, start):
            dated[i] = (places[i][0], end, replace(phrase, time=_in_the_year_of(phrase.time, behind.time)))
    return dated


# by 31 March | of each year, starting in 2022; annually by 30 June, | beginning in 2023
_STARTING = re.compile(r",?\s+(?:of\s+)?(?:and\s+)?")


def _of_the_first_year(text: str, places: list[tuple[int, int, Phrase]]) -> list[tuple[int, int, Phrase]]:
    """``places``, where a day of every year and the year in which it comes for the first time are one time."""
    joined: list[tuple[int, int, Phrase]] = []
    for start, end, phrase in places:
        first = _first_of(joined[-1][2], phrase) if joined and _STARTING.fullmatch(text, joined[-1][1], start) else None
        if first is None:
            joined.append((start, end, phrase))
        else:
            joined[-1] = (joined[-1][0], end, first)
    return joined


def _first_of(phrase: Phrase, behind: Phrase) -> Phrase | None:
    """The first of the days that ``phrase`` says without a year, where ``behind`` says from which year on they come."""
    start = behind.start if isinstance(behind, Recurring) else behind
    if not (isinstance(phrase, Bound) and isinstance(phrase.time, Day | Month) and phrase.time.year is None):
        return None
    if not (isinstance(start, Bound) and start.relation is Relation.FROM and isinstance(start.time, Year) and start.time.year):
        return None
    first = Bound(phrase.relation, with_year(phrase.time, start.time.year))
    return Recurring(behind.recurrence, first) if isinstance(behind, Recurring) else first


_AND = re.compile(r",?\s+(?:and|or)\s+|,\s+")


def _in_the_year_of(time: Time, behind: Time) -> Time:
    last, next_last = (whole.last if isinstance(whole, Range) else whole for whole in (time, behind))
    if not (isinstance(last, Day | Month) and last.year is None and isinstance(next_last, Day | Month) and next_last.year):
        return time
    year = next_last.year if last.month <= next_last.month else next_last.year - 1
    return Range(time.first, with_year(last, year)) if isinstance(time, Range) else with_year(time, year)


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
