"""The words of time expressions as the grammar's terminals. A text is cut only where an anchor (a session, a month, a year, a unit,
a recurrence) promises an expression; most paragraphs hold none and cost one search."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from domain.time.numbers import read_number
from domain.time.sessions import SessionCalendar

MONTHS = "january february march april may june july august september october november december".split()
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_UNITS = {"day": "days", "week": "weeks", "month": "months"}

RECURRENCE = {
    "annually": "annual", "annual": "annual", "yearly": "annual", "biennially": "biennial", "biennial": "biennial",
    "biannually": "every-6-months", "biannual": "every-6-months", "semi-annually": "every-6-months", "semi-annual": "every-6-months",
    "semiannually": "every-6-months", "semiannual": "every-6-months", "bi-annually": "every-6-months", "bi-annual": "every-6-months",
    "six-monthly": "every-6-months", "triennially": "every-3-years", "triennial": "every-3-years",
    "quadrennially": "every-4-years", "quadrennial": "every-4-years", "four-yearly": "every-4-years", "five-yearly": "every-5-years",
    "quinquennially": "every-5-years", "quinquennial": "every-5-years", "two-yearly": "biennial", "three-monthly": "quarterly",
    "quarterly": "quarterly", "monthly": "monthly", "weekly": "every-1-weeks",
    "regularly": "periodic", "periodically": "periodic", "regular": "periodic", "periodic": "periodic", "ongoing": "periodic",
}  # fmt: skip
"""The recurrence that an adverb or adjective stands for, in the words of the annotation guide."""

_ADVERBS = frozenset(word for word in RECURRENCE if word.endswith("ly")) - {"six-monthly", "three-monthly", "two-yearly"}

_WORDS = {
    **{word: word.upper() for word in (
        "by no not later than up before prior in advance of ahead at on during throughout within the course from as with effect "
        "after following calendar half quarter and period end middle early late anniversary adoption resumed special next same its "
        "be held scheduled main part for a date thereafter basis every other once twice to current this that between until"
    ).split()},
    **dict.fromkeys(("till", "through"), "UNTIL"),
    **dict.fromkeys(("their", "his", "her"), "ITS"),
    **dict.fromkeys(("starting", "commencing"), "STARTING"),
    **dict.fromkeys(("start", "opening", "commencement", "outset"), "START"),
    **dict.fromkeys(("close", "conclusion", "closing"), "END"),
    **dict.fromkeys(("ending", "expiring", "concluding"), "ENDING"),
    **dict.fromkeys(("forthcoming", "upcoming", "coming"), "NEXT"),
    **dict.fromkeys(("ordinary", "substantive", "organizational", "formal", "intersessional"), "PLENARY"),
    **dict.fromkeys(("session", "sessions"), "SESSION"),
    **dict.fromkeys(("meeting", "meetings", "congress", "conference", "summit", "forum"), "EVENTNOUN"),
    **dict.fromkeys(("halves",), "HALF"),
    **dict.fromkeys(("further", "additional", "another", "initial", "new", "subsequent"), "FURTHER"),
    **dict.fromkeys(("business", "working"), "WORKING"),
    **dict.fromkeys(("onwards", "onward"), "THEREAFTER"),
    **dict.fromkeys(("resolution", "decision"), "RESOLUTION"),
    "beginning": "BEGINNING", "beginnings": "BEGINNING", "mid": "MIDDLE", "an": "A", "each": "EVERY", "per": "EVERY",
    "present": "CURRENT", "plenary": "PLENARY", "regular": "REC_ADJ", "intervals": "INTERVALS", "latest": "LATEST",
    "earliest": "EARLIEST", "year": "YEARWORD", "years": "UNIT", "parts": "PART", "these": "THIS", "second-last": "OTHER",
}  # fmt: skip

_HYPHENS = "-\u2010\u2011\u2012\u2013\u2014\ufffe\u00ad\ufffd"
_TOKEN = re.compile(rf"(?P<number>\d+(?!\d|[.,]\d|/))|(?P<word>[^\W\d_]+(?:[{_HYPHENS}][^\W\d_]+)*)|(?P<mark>[(){_HYPHENS}/,])")
_ANCHOR = re.compile(
    rf"sessions?\b|\b(?:{'|'.join(MONTHS)})\b|\b(?:19|20)\d\d\b|\b(?:days?|weeks?|months?|years?)\b|\bbasis\b|\bintervals\b"
    rf"|\b(?:{'|'.join(sorted(_ADVERBS, key=len, reverse=True))})\b|\b(?:Congress|Assembly|Conference|Summit|Forum|Meeting|meeting)\b"
    r"|\b(?:SBI?|SBSTA|COP|CMA|CMP|EB|WHA|PP)[-\s]?\d",
    re.I,
)
_NAME = re.compile(
    r"(?:[A-Z][\w’'-]*|[A-Z]{2,})(?:[ ](?:(?:of|on|for|the|and|to|in|against|with|serving|as|meeting|ad|hoc)[ ])*[A-Z][\w’'-]*)*"
)
_GATHERING = re.compile(
    rf"(?:{_NAME.pattern}[ ])?(?:Congress|Conference|Summit|Forum|Meeting)\b(?:[ ](?:of|on|for)(?:[ ]the)?[ ]{_NAME.pattern})?"
)
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
        kind = {"(": "LPAR", ")": "RPAR", ",": "SKIP"}.get(match["mark"], "DASH")
        return Token(kind, match["mark"], start, end)
    if (text[start].isupper() or before[-1] == "NEXT") and (named := _body(text, start, before, calendar)):
        return named
    whole = _plain(match["word"])
    if kind := _kind(whole):
        return Token(kind, whole, start, end)
    if number := read_number(text, start):
        return Token("ORD" if number.ordinal else "CARD", str(number.value), start, number.end)
    head = re.match(r"[^\W\d_]+", match["word"])
    assert head
    word = head[0].casefold()
    return Token(_kind(word) or "OTHER", word, start, start + head.end())


@lru_cache(maxsize=4096)
def _plain(word: str) -> str:
    return re.sub(f"[{_HYPHENS}]", "-", word).casefold()


def _kind(word: str) -> str | None:
    if word in _WORDS:
        return _WORDS[word]
    if word in MONTHS:
        return "MONTH"
    if word in _WEEKDAYS:
        return "SKIP"
    if word in _ADVERBS:
        return "REC_ADV"
    if word in RECURRENCE:
        return "REC_ADJ"
    return "UNIT" if word.removesuffix("s") in _UNITS else None


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
