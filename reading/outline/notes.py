"""Footnotes in plain text: the blocks that hold them, the marks that hang on words, and which mark belongs to which note."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from domain.instrument import Footnote
from reading.outline.positioned import Positioned

# What a superscript number becomes in a scan or a careless copy.
_NOISE = r"*^%°®™†‡§?¹²³⁴⁵⁶⁷⁸⁹⁰"
_QUOTE_NOISE = "”’\"'"
_OPENING_MARK = re.compile(
    rf"\s*(?:([{_NOISE}{_QUOTE_NOISE}$#]{{1,2}}|\d{{1,3}}(?=/? ?[A-Z$“\s]))/?(?:\s+|(?=[A-Z]))(?=[A-Z$“]|No\b)|([{_NOISE}]{{1,2}})\s*$"
    r"|\[(\d{1,3})\]\s*)"
)
_MARKS = re.compile(
    r"(?<=[\w)”’,;.:\"])(?P<bracket>\[\d{1,3}\])"
    rf"|(?<=[\w)\]”’,;.:])(?P<noise>[{_NOISE}]{{1,3}})(?=[\s,;.:)]|$)"
    r"|(?<=[^\W\d_)\]”])(?P<quote>[”’\"'])(?=[\s,;.]|$)"
    r"|(?<=[,;.])(?P<after>[”’\"'])(?=\s|$)"
    r"|(?<=[12]\d{3}[,;.:])(?P<year>\d{1,2})(?=\s|$)"
    r"|(?<=[a-z)”’][,;.:])(?P<digits>\d{1,3})(?=\s|$)"
    r"|(?<=[a-z]{3})(?P<hung>\d{1,2})(?=[\s,;.:]|$)"
)
_CITATION = re.compile(
    r"(?:See|Ibid\.|Official Records|Resolution|Resolutions|United Nations,|A/|E/|S/|Available|Report of|On behalf of|Adopted|As defined)\b"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A footnote mark found in running text, by positions in that text."""

    start: int
    end: int
    printed: str


def opens_note(line: str) -> re.Match[str] | None:
    """The mark that ``line`` opens with as a footnote does: ``2 See ...``, ``® See A/66/717.``; a numbered paragraph has a dot."""
    return _OPENING_MARK.match(line)


def cites(line: str) -> bool:
    """Whether ``line`` reads like a footnote even without its mark."""
    return bool(_CITATION.match(line.strip()))


def marks_in(text: str) -> list[Mark]:
    """Marks of footnotes in running text, told from quotation marks by what is open where they stand."""
    found: list[Mark] = []
    open_quotes = _OpenQuotes(text)
    for match in _MARKS.finditer(text):
        kind = match.lastgroup
        if kind in ("quote", "after") and not open_quotes.is_stray(match.start()):
            continue
        if kind in ("digits", "hung") and _is_reference(text, match.start()):
            continue
        found.append(Mark(match.start(), match.end(), match[0].strip("[]")))
        open_quotes.skip(match.start(), match.end())
    return found


# What a number stands after or before when it counts or cites something and is no mark.
_COUNTED = re.compile(
    r"(?:\b(?:[Nn]os?|[Pp]ara(?:graph)?s?|[Aa]rt(?:icle)?s?|[Ss]ections?|[Ss]ect|[Cc]hap(?:ter)?s?|[Rr]esolutions?|[Dd]ecisions?|[Aa]nnex(?:es)?"
    r"|[Ii]tems?|[Gg]oals?|[Tt]argets?|[Pp]arts?|[Pp]hase|[Tt]ables?|[Rr]ules?|[Pp]ages?|vol|of|to|in|on|at|by|and|or|than|from|with|the|for"
    r"|its|all|about|over|under|between|until|since|some|those|these|least|most|every|within|further|additional|another|only|January|February"
    r"|March|April|May|June|July|August|September|October|November|December|COVID)\.?|-)$"
)
_UNIT = re.compile(
    r"\s(?:per\b|(?:m|b)illion|years?|months?|weeks?|days?|hours?|dollars|posts?|States|countries|members|January|February|March|April|May\b|June"
    r"|July|August|September|October|November|December|of\b)"
)


def loose_mark(text: str, number: str, start: int = 0) -> Mark | None:
    """The mark of the note ``number`` in ``text`` from ``start`` on, where the copy set it apart by a space ("the Convention, 2 and")
    or wrote it as typewriters did ("the Convention, 2/ and").

    Only asked for where the page has a note of this number for which no other mark was found.
    """
    for match in re.compile(rf"(?<=[^\W\d_]|[,;.:)”’\"])(?: ?){number}(/?)(?=[\s,;.:)]|$)").finditer(text, start):
        before = text[max(0, match.start() - 20) : match.start()]
        listed = re.search(r"\d[,;:]$", before) and not re.search(r"(?<!\d)[12]\d{3}[,;:]$", before)
        counted = not before.endswith((",", ";", ":", ")", "”", "’", '"')) and _COUNTED.search(before)
        if match[1] or (not listed and not counted and not _UNIT.match(text, match.end())):
            return Mark(match.start(), match.end(), number)
    return None


class _OpenQuotes:
    """Which quotation marks are open at a place of a text, the text being gone through once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._counts = dict.fromkeys('“”‘"', 0)

    def _count_to(self, at: int) -> None:
        for char in self._counts:
            self._counts[char] += self._text.count(char, self._at, at)
        self._at = at

    def skip(self, start: int, end: int) -> None:
        """What stands between is a footnote mark and closes nothing."""
        self._count_to(start)
        self._at = end

    def is_stray(self, at: int) -> bool:
        """Whether the quotation mark at ``at`` closes nothing: then it is what a scan made of a superscript number."""
        self._count_to(at)
        char, counts = self._text[at], self._counts
        curly = counts["“"] <= counts["”"]
        if char == "”":
            return curly
        if char == '"':
            return curly and counts['"'] % 2 == 0
        # An apostrophe is a possessive plural after s, and part of a word before a letter.
        possessive = self._text[at - 1 : at] == "s" or self._text[at + 1 : at + 2].isalpha()
        return not possessive and counts["‘"] == 0


def _is_reference(text: str, at: int) -> bool:
    """Whether the number at ``at`` belongs to a symbol or an abbreviation: ``FCCC/CP/2015/10/Add.1``, ``No.7``, ``para.3``."""
    word = text[max(0, at - 60) : at].rsplit(None, 1)[-1]
    return "/" in word or bool(re.search(r"(?:^|\W)(?:Add|Rev|Corr|No|Nos|paras?|chap|art|vol|p|pp|Sect|sect)\.$", word))


def hang(body: Positioned, marks: Sequence[Mark]) -> tuple[Positioned, list[tuple[int, Mark]]]:
    """``body`` without its marks, and where in the remaining text each of them hung."""
    clean = body.without((mark.start, mark.end) for mark in marks)
    places: list[tuple[int, Mark]] = []
    removed = 0
    for mark in marks:
        places.append((mark.start - removed, mark))
        removed += mark.end - mark.start
    return clean, places


def paired(marks: Sequence[str], notes: Sequence[tuple[str, str]]) -> list[str]:
    """The text of the note for each of a page's marks, both in reading order.

    Printed numbers decide where they agree. Otherwise order does: notes left over stand first, for they belong to the title.
    """
    by_number = {mark: text for mark, text in notes if mark.isdigit()}
    surplus = max(0, len(notes) - len(marks))
    in_order = [text for _, text in notes[surplus:]]
    clear = bool(marks) and all(mark in by_number for mark in marks)
    return [by_number[mark] if clear else in_order[i] if i < len(in_order) else "" for i, mark in enumerate(marks)]


def footnotes(places: Iterable[tuple[int, Mark]], texts: Iterable[str]) -> tuple[Footnote, ...]:
    """Footnotes from the places where marks hung and the texts found for them."""
    return tuple(Footnote(mark.printed, text, at) for (at, mark), text in zip(places, texts, strict=True))
