"""Times that point back to one printed before: "on that date", "by the end of that year", "during the same period"."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from domain.instrument import Due
from domain.time.periods import Found
from domain.time.periods import of as period_of
from domain.time.phrases import Bound, Day, Event, Month, Range, Relation, Time, Year
from reading.due.found import FoundDue

_POINTING = re.compile(
    r"\b(?:(?P<how>on|by|before|until|after|in|during|within|throughout|at)\s+(?P<part>(?:the\s+)?end\s+of\s+)?(?:(?:the\s+)?course\s+of\s+)?)?"
    r"(?P<which>that|those|the\s+same)\s+(?:calendar\s+)?(?P<what>days?|dates?|month|year|period|meeting|[Cc]onference|[Ss]ummit|[Ff]orum|[Cc]ongress)\b"
    r"(?!\s+of\b|-)"
)
# the words of it that it never goes without, looked for first: they begin with letters that a search finds quickly
_POINTED = re.compile(r"th(?:at|ose|e\s+same)\s+(?:calendar\s+)?(?:da|month|year|period|meeting|[Cc]on|[Ss]ummit|[Ff]orum)")
_OF_DAYS = ("days", "dates", "period")


def pointing_back(text: str, found: list[FoundDue]) -> Iterator[FoundDue]:
    """Each time of ``text`` that points to one of those ``found`` before it."""
    if _POINTED.search(text) is None:
        return
    for match in _POINTING.finditer(text):
        if not match["how"] and match["which"] in ("that", "those"):
            continue  # that year is the one in which; those days
        before = [one for one in found if one.end <= match.start() and one.due is not None]
        if before and (time := _meant(text, before[-1], match["what"].casefold())) is not None:
            relation = _RELATIONS.get(match["how"] or "in", Relation.WITHIN)
            yield _pointed(match, time, Relation.BY if match["part"] and relation is not Relation.AFTER else relation, before[-1])


_RELATIONS = {"by": Relation.BY, "until": Relation.BY, "before": Relation.BEFORE, "after": Relation.AFTER}
# the meeting to be held in Geneva | from 3 to 7 May
_TAKES_PLACE = re.compile(r"\b(?:held|convened|take place|organized|scheduled|open)\b[^;.]{0,80}$")


def _meant(text: str, one: FoundDue, what: str) -> Time | None:
    """The time that ``what`` points to, where the one printed last before it is of that kind."""
    time = one.phrase.time if isinstance(one.phrase, Bound) else None
    if isinstance(time, Event):
        time = time.printed
    if what == "year":
        latest = one.due.latest if one.due else None
        return Year(latest.year) if latest and isinstance(time, Day | Month | Year) and time.year else None
    if what == "month":
        return Month(time.month, time.year) if isinstance(time, Day | Month) else None
    if not isinstance(time, Day | Range) or one.due is None or not (one.due.earliest and one.due.latest):
        return None
    if what in ("day", "date"):
        return time if isinstance(time, Day) else None
    days = isinstance(time, Day) or isinstance(time.first, Day)
    if what in _OF_DAYS:
        return time if days or what == "period" else None
    return time if days and _TAKES_PLACE.search(text, max(0, one.start - 120), one.start) else None


def _pointed(match: re.Match[str], time: Time, relation: Relation, to: FoundDue) -> FoundDue:
    assert to.due is not None
    opens, closes = _days(time, to.due)
    first: date | None = None if relation in (Relation.BEFORE, Relation.BY) else opens
    last: date | None = closes
    if relation is Relation.BEFORE and opens:
        last = opens - timedelta(days=1)
    elif relation is Relation.AFTER:
        first, last = closes + timedelta(days=1), None
    printed = " ".join(match[0].split())
    working = f"{printed.capitalize()}: {to.due.expression}, as printed before. {to.due.working}"
    return FoundDue(
        match.start(), match.end(), Bound(relation, time), Due(printed, first, last, working), None, in_doubt=to.in_doubt
    )


def _days(time: Time, due: Due) -> tuple[date | None, date]:
    found = period_of(time, None) if isinstance(time, Month | Year) else None
    if isinstance(found, Found) and found.first and found.last:
        return found.first, found.last
    assert due.latest is not None
    return due.earliest, due.latest
