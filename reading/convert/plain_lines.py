"""The lines of a plain text that hold it: running heads, page numbers and marks of emphasis gone, page breaks and notes told."""

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reading.outline.labels import Label, Style, label_of, lone_label
from reading.outline.landmarks import SYMBOL
from reading.outline.notes import opens_note
from reading.outline.openings import enacting_formula, opens_preambularly
from reading.outline.positioned import Positioned
from reading.outline.repair import composed, without_invisible

WRAP_LIMIT = 125  # columns; a longer line holds a paragraph by itself
_JOB = r"\d\d[-‑]\d{5}"
_PAGE_NUMBER = re.compile(
    rf"\s*(?:\d{{1,4}}|\d{{1,3}}\s*/\s*\d{{1,3}}|[-–—]\s*\d{{1,4}}\s*[-–—]|Page \d+(?: of \d+)?|{_JOB}|"
    rf"{_JOB}\s+\d{{1,3}}\s*/\s*\d{{1,3}}|\d{{1,3}}\s*/\s*\d{{1,3}}\s+{_JOB})\s*"
)
_FURNITURE = re.compile(
    r"\s*(?:[ivxl]{1,6}|https?://\S+|[_—–-]{4,}|/?\s*(?:\.\.\.|…)"
    rf"|{_JOB} ?\([A-Z]\)(?:\s+\d{{6}})?|{_JOB}\s+\d{{6}}|\d{{6}}|\*\d{{5,9}}\*|Please recycle.*)\s*"
)
_RULE = re.compile(r"\s*_{5,}\s*")
_NUMBER = re.compile(r"\d{1,3}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_UNENDED = re.compile(r"[\w-]$")
_EMPHASIS = re.compile(r"(?<![^\s(“\"'])(?P<sign>\*{1,3}|_{1,3})(?=[^\W_])[^*_\n]{0,120}?[^\s*_](?P<end>(?P=sign))(?![\w*])")
_HEAD_LINES = 60  # within so many lines a document names itself
MARK_AT_END = re.compile(r"(?<=[,;.:)”’])\s?(?:\d{1,3}/?|\[\d{1,3}\])\s*$")
_ABBREVIATED = re.compile(r"\b(?:Nos?|paras?|arts?|vols?|chap|sect|pp?|Add|Corr|Rev|cf|Mr|Mrs|Ms|Dr|St)\.$", re.I)
SENTENCE_END = re.compile(r"[;:.!?]\W*(?:and|or)?\s*$|,\W*$")
_FEWEST_GAPS = 10  # between so many lines it shows whether an empty line after each means anything
_SHORTEST_TITLE = 12  # characters; a shorter line is not taken for a running title


@dataclass(slots=True)
class Line:
    """A line with its words, how far it is indented, the page it stands on, and what it begins with.

    ``region`` counts pages as far as they can be told; ``note`` says that the line stands below the rule that footnotes stand under.
    """

    body: Positioned
    indent: int
    region: int
    blank_before: bool
    label: Label | None
    note: bool = False

    @property
    def text(self) -> str:
        return self.body.text

    @property
    def lone(self) -> bool:
        """Whether the line is nothing but a number: the paragraph that it numbers stands below it."""
        return lone_label(self.text) is not None


@dataclass(frozen=True, slots=True)
class _Raw:
    """A line of the source that isn't blank: where it begins, as it stands, and how many blank lines stand before it."""

    start: int
    text: str
    blanks: int
    feed: bool

    @property
    def shown(self) -> str:
        return " ".join(self.text.split())


def ended(text: str) -> bool:
    """Whether a line ends as a paragraph or a clause does, footnote marks set aside."""
    shown = MARK_AT_END.sub("", text)
    return bool(SENTENCE_END.search(shown)) and not _ABBREVIATED.search(shown)


def lines_of(whole: Positioned) -> list[Line]:
    """The lines of a text that hold running text or notes.

    A form feed begins a new page, and so does a line that only counts pages, a running head, or a single space in front where the
    text is flush left.
    """
    text = whole.text
    raw = list(_raw(text))
    flush = _is_flush(text)
    running = _running_heads(raw)
    usual = _usual_blanks(raw)
    found: list[Line] = []
    paged = bool(running) or any(line.feed or _PAGE_NUMBER.fullmatch(line.text) for line in raw[1:])
    region, blank, noting, last = 0, True, False, ""
    for i, line in enumerate(raw):
        turned = line.feed or (flush and line.text[:1] == " " and line.text[1:2].strip() != "")
        blank = blank or line.blanks > usual
        if i in running or _counts_pages(line, noting, last, blank):
            region, noting, turned = region + 1, False, False
            continue
        if turned:
            region, noting = region + 1, False
        if _RULE.fullmatch(line.text):
            noting = _opens_notes(raw[i + 1 : i + 2])
            continue
        if _FURNITURE.fullmatch(line.text):
            continue
        made = _line(whole, line, region, blank)
        if noting and _resumes(made, last, paged):
            noting = False
        if made.body:
            made.note = noting
            found.append(made)
            last, blank = made.text, False
    return found


def _raw(text: str) -> Iterator[_Raw]:
    at, blanks, feed = 0, 0, False
    for raw in re.split(r"(?<=\n)", text.replace("\r", "\n") if "\n" not in text else text):
        begin, at = at, at + len(raw)
        feed = feed or "\f" in raw
        if not raw.strip():
            blanks += 1
            continue
        yield _Raw(begin, raw, blanks, feed)
        blanks, feed = 0, False


def _line(whole: Positioned, line: _Raw, region: int, blank: bool) -> Line:
    lead = len(line.text) - len(line.text.lstrip())
    begin = line.start + lead
    placed = whole.cut(begin, begin + len(line.text.strip()))
    body = without_invisible(composed(_without_emphasis(placed)))
    indent = len(line.text[:lead].expandtabs(4).lstrip("\r\n\f"))
    return Line(body, indent, region, blank, label_of(body.text) or lone_label(body.text))


def _without_emphasis(text: Positioned) -> Positioned:
    """Without the stars and underscores that stand around words for italics: ``*Recalling*``, ``_Requests_``."""
    if "*" not in text.text and "_" not in text.text:
        return text
    found = [match.span(name) for match in _EMPHASIS.finditer(text.text) for name in ("sign", "end")]
    return text.without(found) if found else text


def _is_flush(text: str) -> bool:
    """Whether hardly a line is indented, so that a single leading space must mean something: the place of a page break."""
    shown = [line for line in text.splitlines() if line.strip()]
    wrapped = sum(len(line) <= WRAP_LIMIT for line in shown)
    indented = sum(line[:1].isspace() for line in shown)
    return len(shown) > 20 and indented <= len(shown) * 0.05 and wrapped >= len(shown) * 0.9


def _usual_blanks(lines: Sequence[_Raw]) -> int:
    """How many blank lines stand between two lines of one paragraph: none, but where a copy has put one after every line."""
    gaps = [line.blanks for line in lines[1:]]
    broken = sum(
        bool(_UNENDED.search(before.text.rstrip())) and after.shown[:1].islower() for before, after in itertools.pairwise(lines)
    )
    if len(gaps) < _FEWEST_GAPS or sum(gap > 0 for gap in gaps) < len(gaps) * 0.9 or broken < len(lines) * 0.15:
        return 0
    return min(gap for gap in gaps if gap)


def _counts_pages(line: _Raw, noting: bool, last: str, blank: bool) -> bool:
    shown = line.text.strip()
    if not _PAGE_NUMBER.fullmatch(shown) or (noting and _NUMBER.fullmatch(shown)):
        return False
    return not (_YEAR.fullmatch(shown) and not blank and _UNENDED.search(last))


def _resumes(line: Line, last: str, paged: bool) -> bool:
    """Whether running text goes on below the notes, no page number or running head having said so."""
    if opens_note(line.text) or line.text.isdigit():
        return False
    numbered = line.label is not None and line.label.style is Style.ARABIC
    if numbered or (opens_preambularly(line.text) and not paged):
        return True
    return last.endswith((".", "”")) and (line.text[:1].islower() or not paged)


def _opens_notes(after: Iterable[_Raw]) -> bool:
    """Whether what stands below a rule begins with a mark, as footnotes do."""
    return any(re.match(r"\s*(?:\[?\d{1,3}\]?|[*†‡§¹²³⁴-⁹]{1,3})(?:\s|$|(?=[A-Z]))", line.text) for line in after)


def _running_heads(lines: Sequence[_Raw]) -> set[int]:
    """Which lines repeat the document's own symbol or title at the top of a page."""
    head, own = _own_names(lines)
    if own is None:
        return set()
    beside: Counter[str] = Counter()
    places: dict[int, str] = {}
    for i, line in enumerate(lines):
        shown = line.shown
        if i >= head and len(shown) < 2 * WRAP_LIMIT and (shown.startswith(own) or shown.endswith(own)):
            places[i] = shown.removeprefix(own).removesuffix(own).strip()
            beside[places[i]] += 1
    names = " ".join(line.shown for line in lines[:head])
    found = {i for i, rest in places.items() if not rest or rest.isdigit() or beside[rest] > 1 or _is_title(rest, names)}
    for i in [at for at in found if not places[at]]:
        found.update(_titles_beside(lines, range(i + 1, len(lines)), names))
        found.update(_titles_beside(lines, range(i - 1, head - 1, -1), names))
    return found


def _titles_beside(lines: Sequence[_Raw], order: Iterable[int], names: str) -> set[int]:
    """The lines of the document's title next to its symbol at the top of a page, where the two stand on lines of their own."""
    found: list[int] = []
    for at in order:
        joined = " ".join(lines[i].shown for i in sorted([*found, at]))
        if not _is_title(joined, names):
            break
        found.append(at)
    return set(found)


def _is_title(shown: str, names: str) -> bool:
    return shown[:1].isupper() and len(shown) >= _SHORTEST_TITLE and shown.rstrip("…. ") in names


def _own_names(lines: Sequence[_Raw]) -> tuple[int, str | None]:
    """How many lines the head has, and the symbol that it names the document by."""
    head = next((i for i, line in enumerate(lines[:_HEAD_LINES]) if enacting_formula(line.shown)), 0)
    for line in lines[:head]:
        if not line.shown.startswith(("[", "(")) and (match := SYMBOL.search(line.shown)):
            return head, match[0].rstrip(".")
    return head, None
