"""Sessions whose days the text itself prints: "the Committee shall hold its next session from 19 to 27 February 2019"."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from domain.time import assembly
from domain.time.numbers import read_number
from domain.time.recurrence import plus_months
from domain.time.sessions import SessionCalendar, SessionRow
from reading.due.certainty import OF_THIS_TEXT
from reading.due.its import NAME
from reading.due.words import MONTH_NAMES, MONTHS

_WHICH = (
    r"(?:its|the|a)\s+(?P<which>next|forthcoming|[12]\d{3}|[a-z]+(?:-[a-z]+)?)"
    r"(?:\s+(?:regular|annual|substantive|organizational))*\s+session"
)
_HELD = r"(?:,?\s+(?:in|at)\s+(?:[A-Z][\w’-]*+\s?){1,4})?(?:,?\s+for\s+[\w\s-]{3,30}?)?,?"
_DAYS = (
    rf"\s+from\s+(?P<first>\d{{1,2}})(?:\s+(?P<month>{MONTH_NAMES}))?(?:\s+(?P<year>\d{{4}}))?\s+to\s+(?P<last>\d{{1,2}}\s+(?:{MONTH_NAMES})\s+\d{{4}})"
    r"(?!\s+and\s+from)"
)
_SHALL = r"(?:shall|will|should|to)"
_ITS_SESSION = re.compile(rf"\b[Tt]he\s+(?P<body>{NAME}){_HELD}\s+{_SHALL}\s+(?:hold|convene|have)\s+{_WHICH}{_HELD}{_DAYS}")
_SESSION_OF = re.compile(
    rf"\b{_WHICH}\s+of\s+the\s+(?P<body>{NAME}),?\s+{_SHALL}\s+(?:be\s+held|take\s+place|be\s+convened){_HELD}{_DAYS}"
)
# the Commission to meet for a period not exceeding three weeks during 2018, namely from 2 to 20 April: its session of that year
_MEETING_IN = re.compile(
    rf"\b[Tt]he\s+(?P<body>{NAME})\s+(?:to\s+(?:continue\s+to\s+)?meet|{_SHALL}\s+meet)\b[^;.]{{0,80}}?\b(?:during|in)\s+(?P<which>[12]\d{{3}}),?\s+"
    rf"(?:namely,?\s+)?from\s+(?P<first>\d{{1,2}})(?:\s+(?P<month>{MONTH_NAMES}))?\s+to\s+(?P<last>\d{{1,2}}\s+(?:{MONTH_NAMES}))\b(?!\s+\d)(?P<year>)"
)
# the Subsidiary Body for Implementation at its sixty-second session (June 2025): somewhen in that month
_IN_MONTH = re.compile(
    rf"\b[Tt]he\s+(?P<body>{NAME}),?\s+(?:for\s+(?:its\s+)?consideration(?:\s+and\s+[a-z]+)?,?\s+)?at\s+its\s+(?P<which>[a-z]+(?:-[a-z]+)?)\s+session\s+\((?P<last>(?:{MONTH_NAMES})\s+\d{{4}})\)"
)


def with_announced(
    calendar: SessionCalendar,
    texts: Sequence[tuple[str, str | None]],
    known: date | None,
    named: Callable[[str, int, int], str],
) -> SessionCalendar:
    """``calendar`` with the sessions whose days ``texts`` (each with its paragraph number) print, known since the day ``known``.

    ``named`` gives the name that a printed one stands for, from the name, the place of its text and the offset in it. What the calendar
    held then stays as it is unless it lies at another time, and so does the General Assembly, whose sessions go by rule.
    """
    known = known or date.min  # what the text itself prints is known with it, whenever that was
    rows = [
        SessionRow(body, number, first, last, known, source=f"paragraph {paragraph} {OF_THIS_TEXT}{how}")
        for position, (text, paragraph) in enumerate(texts)
        if paragraph and ("session" in text or " meet " in text)
        for match, numbers, first, last, how in _sessions(text)
        for body in dict.fromkeys((match["body"], named(match["body"], position, match.start("body"))))
        for number in numbers
        if calendar.canonical(body, assembly.NAME) != assembly.NAME and _says_more(calendar, body, number, (first, last), known)
    ]
    return calendar.with_rows(rows) if rows else calendar


def _says_more(calendar: SessionCalendar, body: str, number: int, printed: tuple[date, date], known: date) -> bool:
    """Whether the printed days are news: the calendar knew none on the day of the text, or such as lie at another time."""
    days = calendar.days(body, number, known)
    return days is None or not (days.opening <= printed[1] and printed[0] <= days.closing)


def _sessions(text: str) -> Iterator[tuple[re.Match[str], tuple[int, ...], date, date, str]]:
    """Each session with printed days: by its year, and by its number where that is printed; and what is to be said of the days."""
    for pattern in (_ITS_SESSION, _SESSION_OF, _MEETING_IN) if " from " in text else ():
        for match in pattern.finditer(text):
            try:
                last = _day(match["last"] if pattern is not _MEETING_IN else f"{match['last']} {match['which']}")
                first = date(
                    int(match["year"] or last.year),
                    MONTHS.index(match["month"].casefold()) + 1 if match["month"] else last.month,
                    int(match["first"]),
                )
            except ValueError:
                continue
            ordinal = read_number(match["which"])
            numbers = (last.year, ordinal.value) if ordinal and ordinal.ordinal else (last.year,)
            if first <= last:
                yield match, numbers, first, last, ""
    for match in _IN_MONTH.finditer(text) if " session (" in text else ():
        ordinal, first = read_number(match["which"]), _day(f"1 {match['last']}")
        if ordinal and ordinal.ordinal:
            yield match, (ordinal.value,), first, plus_months(first, 1) - timedelta(days=1), ", which prints only the month"


def _day(printed: str) -> date:
    day, month, year = printed.split()
    return date(int(year), MONTHS.index(month.casefold()) + 1, int(day))
