"""The words of time expressions as the grammar's terminals. A text is cut only where an anchor (a session, a month, a year,
a unit, a recurrence) promises an expression; most paragraphs hold none and cost one search."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from domain.time.numbers import NUMBER_WORDS, read_number
from domain.time.sessions import SessionCalendar
from reading.due.signs import LETTERS, holds_one, word_starts
from reading.due.words import ADVERBS, MONTH_NAMES, MONTHS, TERMINALS

_HYPHENS = "-\u2010\u2011\u2012\u2013\u2014\ufffe\u00ad\ufffd"
_TOKEN = re.compile(
    rf"(?P<number>(?:19|20)\d\d(?=,\d{{1,2}}(?!\d))|\d+(?!\d|[.,]\d|/))"
    rf"|(?P<word>[^\W\d_]+(?:[{_HYPHENS}][^\W\d_]+)*)|(?P<mark>[(){_HYPHENS}/,])"
)
# the letters that an anchor can begin with, looked at first: most words go no further
_BEGUN = "".join(sorted({*"12SDdWwMmYybiCcAFEP", *(month[0].upper() for month in MONTHS), *(adverb[0] for adverb in ADVERBS)}))
_ANCHOR = re.compile(
    rf"\b(?=[{_BEGUN}])(?:[Ss](?:ession|ESSION)|(?:19|20)\d\d\b|(?:{MONTH_NAMES})\b"
    r"|(?:[Dd]ay|[Ww]eek|[Mm]onth|[Yy]ear)s?\b|(?:basis|intervals)\b"
    rf"|(?:{'|'.join(sorted(ADVERBS, key=len, reverse=True))})\b|(?:Congress|Assembly|[Cc]onference|Summit|Forum|[Mm]eetings?)\b"
    r"|(?:SBI?|SBSTA|COP|CMA|CMP|EB|WHA|PP)[-\s]?\d)"
)
_NAME = re.compile(
    r"[A-Z][\w’'-]*(?:[ ](?:(?:of|on|for|the|and|to|in|against|with|serving|as|meeting|ad|hoc)[ ])*"
    rf"(?!(?:{MONTH_NAMES})\b)[A-Z][\w’'-]*)*"
)
_GATHERING = re.compile(
    rf"(?:{_NAME.pattern}[ ])?(?:Congress|Conference|Summit|Forum|Meeting)\b(?:[ ](?:of|on|for)(?:[ ]the)?[ ]{_NAME.pattern})?"
)
# the 2022 | high-level political forum
_SMALL_GATHERING = re.compile(
    r"(?:(?!(?:and|of|the|for|in|on|to|at|by|budget|report|session)\b)[a-z-]+\s+){1,4}(?:forum|segment|conference|summit|meeting|"
    r"congress|dialogue)\b"
)
# to be held in | Bridgetown, Barbados, | from 25 to 30 April
_PLACE = re.compile(r"(?:the\s+)?[A-Z][\w’.-]*(?:,?\s+(?:(?:of|and|the|de)\s+)*[A-Z][\w’.-]*)*")
# in the course of | in conjunction with | in the margins of a session: during it
_COURSE = re.compile(
    r"(?:in|over|during|throughout)\s+the\s+course\s+of\b|in\s+conjunction\s+with(?=\s+(?:(?:the|its|their|that|"
    r"each)\s+)[\w\s-]{0,40}sessions?\b)"
    r"|in\s+the\s+(?:margins|sidelines)\s+of(?=\s+(?:(?:the|its|their|that|each)\s+)[\w\s-]{0,40}sessions?\b)",
    re.I,
)
# in the period leading up to | during the months preceding | its session: before it
_LEADING_UP = re.compile(
    r"\w+\s+the\s+(?:(?:months|weeks|days|period|time)\s+(?:leading\s+up\s+to|preceding|before|prior\s+to)|(?:lead|run)-?\s?up\s+to)\b"
)
# over | the next two years
_AHEAD_OF_US = re.compile(r"\w+(?=\s+the\s+(?:next|coming|forthcoming)\s+[a-z]+\s+(?:years|months|weeks|days)\b)")
# during the remainder of | its seventy-fifth session: by its end
_REMAINDER = re.compile(r"\w+\s+the\s+(?:remainder|rest)\s+of\b")
# its sixty-fifth | and all subsequent | sessions: the first of them is the time, the others come round again
_ONWARD = re.compile(
    r"and\s+(?:(?:at|all|its|their|each\s+of\s+its)\s+)*(?:subsequent|future|following|later|succeeding)(?=\s+(?:\w+\s+)?sessions?\b)"
)
# by the target | date of | 30 June 2022
_DATE_OF = r"(?:the|its|their)\s+(?:(?!day\b|end\b)[a-z]+\s+){0,2}(?:deadline|date)\s+of(?=\s+(?:\d|[A-Z][a-z]+\s+\d))"
# on or before 31 March | at the latest at its session; on or after 1 May; not earlier than | not before | at the earliest in 2023
_TOGETHER = re.compile(
    r"(?P<by>(?:on|by|at)\s+or\s+(?:before|by)\b|by\s+(?:the\s+)?(?:close\s+of\s+business|noon|midnight|"
    r"\d{1,2}(?:[.:]\d\d)?\s*[ap]\.?m\.?(?:\s+\([\w ]+\)|\s+[A-Z]\w+\s+time)?)\s+on\b|at\s+the\s+latest,?\s+(?:at|by|in|on|"
    r"during)\b(?!\s+or\b)"
    rf"|not\s+(?:after|beyond)\b|by\s+{_DATE_OF})|(?P<before>between\s+now\s+and\b|in\s+(?:good|sufficient|due)\s+time\s+for\b|before\s+{_DATE_OF})"
    r"|(?P<day>(?:in|on)\s+the\s+(?:morning|afternoon|evening)(?:\s+(?:session|meeting))?\s+of(?=\s+(?:the\s+)?\d))"
    r"|(?P<open>(?:not|no)\s+(?:earlier|sooner)\s+than(?:\s+(?:in|on|at|during))?|not\s+before|at\s+the\s+earliest,?\s+(?:in|on|"
    r"during))\b|(?:on|at)\s+or\s+after\b"
)
_BOUNDS = {"by": "BY", "open": "NOT_BEFORE", "before": "BEFORE", "day": "ON"}
"""What the words of each group of ``_TOGETHER`` come to."""
_FIRST_OF_SEVERAL = frozenset({"on", "by", "at", "not", "no", "between", "before", "in"})
# 2021-06-30
_ISO = re.compile(r"(?P<year>(?:19|20)\d\d)-(?P<month>0[1-9]|1[0-2])-(?P<day>[0-3]\d)(?![\d-])")
_BEHIND, _AHEAD = 110, 150


class Token(NamedTuple):
    """One terminal with what it carries and where it stands, ``end`` excluded."""

    type: str
    value: str
    start: int
    end: int


def cut(text: str, calendar: SessionCalendar) -> Iterator[list[Token]]:
    """The stretches of ``text`` around its anchors, cut into terminals."""
    for start, end in _stretches(text):
        yield list(_tokens(text, start, end, calendar))


# the first letters of every anchor but years and "intervals", in small letters: half of all texts have no word that begins so
_ANCHOR_STARTS = frozenset(
    word[:LETTERS]
    for word in (
        *("session", "day", "days", "week", "month", "year", "basis"),
        *("congress", "assembly", "conference", "summit", "forum", "meeting"),
        *("sb", "sbi", "sbsta", "cop", "cma", "cmp", "eb", "wha", "pp"),
        *MONTHS,
        *(adverb.partition("-")[0] for adverb in ADVERBS),
    )
)
_ANCHOR_SIGNS = ("19", "20", "intervals")


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    if _ANCHOR_STARTS.isdisjoint(word_starts(text)) and not holds_one(text, _ANCHOR_SIGNS):
        return
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
        if before[1] == "OTHER" and _means_nothing(match[0]):
            at = match.end()  # of words that mean nothing here one says it all
            continue
        if text[at : match.start()].strip(" \n'’") and at > start:  # "in two years’ time"
            yield Token("OTHER", "", at, match.start())
        if match.lastgroup == "number" and (iso := _ISO.match(text, match.start())):
            yield from _iso(iso)
            at, before = iso.end(), ("MONTH", "YEAR")
            continue
        token = _token(text, match, before, calendar)
        at = token.end
        if token.type == "SKIP":
            continue
        yield token
        before = (before[1], token.type)


def _iso(day: re.Match[str]) -> Iterator[Token]:
    """ "2021-06-30" as the words that a day is printed in."""
    yield Token("CARD", str(int(day["day"])), day.start(), day.end())
    yield Token("MONTH", MONTHS[int(day["month"]) - 1], day.start(), day.end())
    yield Token("YEAR", day["year"], day.start(), day.end())


def _token(text: str, match: re.Match[str], before: tuple[str, str], calendar: SessionCalendar) -> Token:
    start, end = match.span()
    if match.lastgroup == "number":
        return _number(text, start, end)
    word = match[0]
    if match.lastgroup == "mark":
        return Token(_MARKS.get(word, "DASH"), word, start, end)
    if before in _BEFORE_PLACES and (place := _PLACE.match(text, start)) and word.casefold() not in MONTHS:
        return Token("SKIP", "", start, place.end())
    if word in _FIRST_OF_SEVERAL and (together := _TOGETHER.match(text, start)):
        bound = _BOUNDS.get(together.lastgroup or "", "FROM")
        return Token(bound, bound.casefold(), start, together.end())
    if word in _COURSES:
        if course := _COURSE.match(text, start) or _AHEAD_OF_US.match(text, start):
            return Token("DURING", "", start, course.end())
        if leading := _LEADING_UP.match(text, start):
            return Token("BEFORE", "before", start, leading.end())
        if remainder := _REMAINDER.match(text, start):
            return Token("BY", "by", start, remainder.end())
    if word == "or" and before[-1] in ("MONTH", "YEAR"):
        return Token("TO", "to", start, end)  # in April or May: between the one and the other
    if kind := TERMINALS.get(word):  # printed small: it can't begin a name
        if word == "and" and before[-1] == "ORD" and (onward := _ONWARD.match(text, start)):
            return Token("SKIP", "", start, onward.end())
        if before[-1] not in _BEFORE_NAMES:
            return Token(kind, word, start, end)
    if (text[start].isupper() or before[-1] in _BEFORE_NAMES) and (named := _body(text, start, before, calendar)):
        return named
    if before[-1] == "YEAR" and before[0] in _BEFORE_YEARS and (gathering := _SMALL_GATHERING.match(text, start)):
        return Token("EVENTNOUN", " ".join(gathering[0].split()), start, gathering.end())
    whole, first = _plain(word)
    if kind := TERMINALS.get(whole):
        return Token(kind, whole, start, end)
    if first in NUMBER_WORDS and (number := read_number(text, start)):
        return Token("ORD" if number.ordinal else "CARD", str(number.value), start, number.end)
    if whole != first and (kind := TERMINALS.get(first)) in _HALF_WORDS:
        return Token(kind, first, start, start + len(first))
    return Token("OTHER", "", start, end)


_MARKS = {"(": "LPAR", ")": "RPAR", ",": "SKIP"}
_COURSES = frozenset({"in", "over", "during", "throughout", "for"})
_BEFORE_PLACES = frozenset({("HELD", "IN"), ("HELD", "AT"), ("SESSION", "IN")})
_BEFORE_NAMES = frozenset({"NEXT", "THE"})
_BEFORE_YEARS = ("THE", "ITS")
_HALF_WORDS = ("MIDDLE", "LATE", "EARLY", "END", "MONTH")
"""Of "mid-May" the first half means something here; of "follow-up" nothing may."""


@lru_cache(maxsize=16384)
def _means_nothing(word: str) -> bool:
    """Whether a word printed small makes no terminal behind another one that makes none, whatever follows."""
    whole, first = _plain(word)
    return (
        word[0].isalpha()
        and word[0].islower()
        and word not in _FIRST_OF_SEVERAL
        and word not in _COURSES
        and word not in TERMINALS
        and whole not in TERMINALS
        and first not in NUMBER_WORDS
        and (whole == first or TERMINALS.get(first) not in _HALF_WORDS)
    )


@lru_cache(maxsize=16384)
def _plain(word: str) -> tuple[str, str]:
    """A word in small letters with plain hyphens, and the part of it before the first hyphen."""
    whole = re.sub(f"[{_HYPHENS}]", "-", word).casefold()
    return whole, whole.partition("-")[0]


def _number(text: str, start: int, end: int) -> Token:
    if end - start > 4:
        return Token("OTHER", "", start, end)
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
    if before[-1] in ("ORD", "YEAR") and (gathering := _GATHERING.match(text, start)):
        return Token("EVENTNOUN", " ".join(gathering[0].split()), start, gathering.end())
    if before in (("SESSION", "OF"), ("OF", "THE"), ("PART", "OF")) and (name := _NAME.match(text, start)):
        return Token("BODY", " ".join(name[0].split()), start, name.end())
    return None
