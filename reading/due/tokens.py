"""The words of time expressions as the grammar's terminals. A text is cut only where an anchor (a session, a month, a year,
a unit, a recurrence) promises an expression; most paragraphs hold none and cost one search."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from domain.time.numbers import read_number
from domain.time.sessions import SessionCalendar
from reading.due.words import ADVERBS, MONTHS, TERMINALS

_HYPHENS = "-\u2010\u2011\u2012\u2013\u2014\ufffe\u00ad\ufffd"
_TOKEN = re.compile(
    rf"(?P<number>(?:19|20)\d\d(?=,\d{{1,2}}(?!\d))|\d+(?!\d|[.,]\d|/))"
    rf"|(?P<word>[^\W\d_]+(?:[{_HYPHENS}][^\W\d_]+)*)|(?P<mark>[(){_HYPHENS}/,])"
)
_ANCHOR = re.compile(
    rf"sessions?\b|\b(?:{'|'.join(MONTHS)})\b|\b(?:19|20)\d\d\b|\b(?:days?|weeks?|months?|years?)\b|\bbasis\b|\bintervals\b"
    rf"|\b(?:{'|'.join(sorted(ADVERBS, key=len, reverse=True))})\b"
    r"|\b(?:Congress|Assembly|Conference|Summit|Forum|Meeting)\b"
    r"|\b(?:SBI?|SBSTA|COP|CMA|CMP|EB|WHA|PP)[-\s]?\d",
    re.I,
)
_NAME = re.compile(
    r"(?:[A-Z][\w’'-]*|[A-Z]{2,})(?:[ ](?:(?:of|on|for|the|and|to|in|against|with|serving|as|meeting|ad|hoc)[ ])*[A-Z][\w’'-]*)*"
)
_GATHERING = re.compile(
    rf"(?:{_NAME.pattern}[ ])?(?:Congress|Conference|Summit|Forum|Meeting)\b(?:[ ](?:of|on|for)(?:[ ]the)?[ ]{_NAME.pattern})?"
)
_COURSE = re.compile(r"in\s+the\s+course\s+of\b", re.I)
_BEHIND, _AHEAD = 110, 150


@dataclass(frozen=True, slots=True)
class Token:
    """One terminal with what it carries and where it stands, ``end`` excluded."""

    type: str
    value: str
    start: int
    end: int


def cut(text: str, calendar: SessionCalendar) -> Iterator[list[Token]]:
    """The stretches of ``text`` around its anchors, cut into terminals."""
    for start, end in _stretches(text):
        yield list(_tokens(text, start, end, calendar))


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    start = end = -1
    for anchor in _ANCHOR.finditer(text):
        if anchor.start() - _BEHIND > end:
            if end >= 0:
                yield start, end
            start = _word_start(text, max(0, anchor.start() - _BEHIND))
        end = min(len(text), anchor.end() + _AHEAD)
    if end >= 0:
        yield start, end


def _word_start(text: str, at: int) -> int:
    while at and text[at - 1].isalnum():
        at -= 1
    return at


def _tokens(text: str, start: int, end: int, calendar: SessionCalendar) -> Iterator[Token]:
    at, before = start, ("", "")
    while match := _TOKEN.search(text, at, end):
        if text[at : match.start()].strip() and at > start:
            yield Token("OTHER", "", at, match.start())
        token = _token(text, match, before, calendar)
        at = token.end
        if token.type == "SKIP":
            continue
        yield token
        before = (before[1], token.type)


def _token(text: str, match: re.Match[str], before: tuple[str, str], calendar: SessionCalendar) -> Token:
    start, end = match.span()
    if match["number"]:
        return _number(text, start, end)
    if match["mark"]:
        mark = {"(": "LPAR", ")": "RPAR", ",": "SKIP"}.get(match["mark"], "DASH")
        return Token(mark, match["mark"], start, end)
    if (text[start].isupper() or before[-1] in ("NEXT", "THE")) and (named := _body(text, start, before, calendar)):
        return named
    if course := _COURSE.match(text, start):
        return Token("DURING", "", start, course.end())
    whole = _plain(match["word"])
    if kind := TERMINALS.get(whole):
        return Token(kind, whole, start, end)
    if number := read_number(text, start):
        return Token("ORD" if number.ordinal else "CARD", str(number.value), start, number.end)
    return _compound(match, start, end)


def _compound(match: re.Match[str], start: int, end: int) -> Token:
    """A word that means nothing here as a whole; of "mid-May" its first half does, of "follow-up" none may."""
    head = re.split(f"[{_HYPHENS}]", match["word"])[0]
    if len(head) < end - start and (kind := TERMINALS.get(head.casefold())) in ("MIDDLE", "LATE", "EARLY", "END", "MONTH"):
        return Token(kind, head.casefold(), start, start + len(head))
    return Token("OTHER", "", start, end)


@lru_cache(maxsize=4096)
def _plain(word: str) -> str:
    return re.sub(f"[{_HYPHENS}]", "-", word).casefold()


def _number(text: str, start: int, end: int) -> Token:
    value = int(text[start:end])
    if number := read_number(text, start):
        return Token("ORD", str(number.value), start, number.end)
    if end - start == 4 and 1900 <= value <= 2100:
        return Token("YEAR", str(value), start, end)
    return Token("CARD" if value < 1000 else "OTHER", str(value), start, end)


def _body(text: str, start: int, before: tuple[str, str], calendar: SessionCalendar) -> Token | None:
    """A body's name, where one may stand: known by its alias anywhere, any capitalised name after "session of the"."""
    if known := calendar.name_pattern.match(text, start):
        return Token("BODY", " ".join(known[0].split()), start, known.end())
    if before[-1] == "ORD" and (gathering := _GATHERING.match(text, start)):
        return Token("EVENTNOUN", " ".join(gathering[0].split()), start, gathering.end())
    if before in (("SESSION", "OF"), ("OF", "THE"), ("PART", "OF")) and (name := _NAME.match(text, start)):
        return Token("BODY", " ".join(name[0].split()), start, name.end())
    return None
