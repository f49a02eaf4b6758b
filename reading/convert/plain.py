"""Plain text: hard-wrapped or one line a paragraph, with page breaks, footnotes in mid-sentence and the traces of scanning."""

import math
import re
from dataclasses import dataclass, field

from reading.outline.blocks import Block, Converted
from reading.outline.labels import Label, Style, label_of
from reading.outline.landmarks import dates_meeting
from reading.outline.notes import cites, footnotes, hang, marks_in, opens_note, paired
from reading.outline.openings import enacting_formula, opens_operatively, opens_preambularly
from reading.outline.positioned import Positioned
from reading.outline.repair import Vocabulary, composed, join_lines, without_invisible

_WRAP_LIMIT = 125  # columns; a longer line holds a paragraph by itself
_HEADING_LENGTH = 60
_FURNITURE = re.compile(
    r"\s*(?:\d{1,4}|[ivxl]{1,6}|Page \d+(?: of \d+)?|\d{1,3}\s*/\s*\d{1,3}|https?://\S+|[_—–-]{4,}|/\s*\.\.\."
    r"|\d\d[-‑]\d{5}(?: ?\([A-Z]\))?(?:\s+\d{6})?|\*\d{5,9}\*)\s*"
)
_COMPLETE = re.compile(r"[;:.,!?)\]”\"’®°*%^™]\s*$")
_SENTENCE_END = re.compile(r"[;:.!?]\W*(?:and|or)?\s*$|,\W*$")


@dataclass(slots=True)
class _Line:
    body: Positioned
    indent: int
    region: int
    blank_before: bool
    label: Label | None

    @property
    def text(self) -> str:
        return self.body.text


@dataclass(slots=True)
class _Paragraph:
    lines: list[_Line] = field(default_factory=list)

    @property
    def first(self) -> _Line:
        return self.lines[0]

    @property
    def last(self) -> _Line:
        return self.lines[-1]

    @property
    def unfinished(self) -> bool:
        """Whether a long line ends without a mark that could end a paragraph."""
        return len(self.last.text) > _HEADING_LENGTH and not _COMPLETE.search(self.last.text)

    @property
    def running(self) -> bool:
        """Whether this is a paragraph of the text proper, which goes on until its punctuation says that it ends."""
        words = self.first.text
        return self.first.label is not None or opens_preambularly(words) or opens_operatively(words)


def convert(text: str, media_type: str, encoding: str) -> Converted:
    """Blocks of a plain text, footnotes hung where their marks stood."""
    lines = _lines(text)
    words = Vocabulary(line.text for line in lines)
    body, notes = _parted(_paragraphs(lines))
    rejoined = _rejoined(body)
    blocks = _blocks(rejoined, notes, words)
    return Converted(text, media_type, blocks, encoding)


def _lines(text: str) -> list[_Line]:
    """The lines that hold text. A form feed, or a single space in front where the text is flush left, begins a new region of a page."""
    found: list[_Line] = []
    region, blank, at = 0, True, 0
    flush = _is_flush(text)
    for raw in re.split(r"(?<=\n)", text.replace("\r", "\n") if "\n" not in text else text):
        start, at = at, at + len(raw)
        feed = "\f" in raw
        shown = raw.strip()
        if feed or (flush and raw[:1] == " " and raw[1:2].strip()):
            region += 1
        if not shown:
            blank = True
            continue
        if _FURNITURE.fullmatch(raw):
            continue
        lead = len(raw) - len(raw.lstrip())
        body = without_invisible(composed(Positioned.of(text, start + lead, start + lead + len(shown))))
        indent = len(raw[:lead].expandtabs(4).lstrip("\r\n\f"))
        found.append(_Line(body, indent, region, blank, label_of(body.text)))
        blank = False
    return [line for line in found if line.body]


def _is_flush(text: str) -> bool:
    """Whether hardly a line is indented, so that a single leading space must mean something: the place of a page break."""
    shown = [line for line in text.splitlines() if line.strip()]
    wrapped = sum(len(line) <= _WRAP_LIMIT for line in shown)
    indented = sum(line[:1].isspace() for line in shown)
    return len(shown) > 20 and indented <= len(shown) * 0.05 and wrapped >= len(shown) * 0.9


def _paragraphs(lines: list[_Line]) -> list[_Paragraph]:
    found: list[_Paragraph] = []
    number = 0
    width = _width(lines)
    for line in lines:
        if found and not _begins(line, found[-1], number, width):
            found[-1].lines.append(line)
            continue
        found.append(_Paragraph([line]))
        if line.label and line.label.style is Style.ARABIC:
            number = line.label.value
    return found


def _width(lines: list[_Line]) -> float:
    """The column at which lines are wrapped; without end where paragraphs are one line each."""
    lengths = sorted(len(line.text) for line in lines if not line.text.startswith("|"))
    if not lengths or sum(length > _WRAP_LIMIT for length in lengths) > len(lengths) * 0.1:
        return math.inf
    wrapped = [length for length in lengths if length <= _WRAP_LIMIT]
    return float(wrapped[int(len(wrapped) * 0.9)])


def _begins(line: _Line, before: _Paragraph, number: int, width: float) -> bool:
    """Whether ``line`` begins a paragraph rather than going on with ``before``."""
    last = before.last
    ended = bool(_SENTENCE_END.search(last.text))
    full = len(last.text) >= width * 0.6 and len(last.text) <= _WRAP_LIMIT
    if line.label and _is_label_here(line.label, line, ended or not (full or before.unfinished), number):
        return True
    if line.blank_before or line.region != last.region or line.text.startswith("|"):
        return True
    if ended and dates_meeting(line.text):
        return True  # "69th plenary meeting": the text is at its end, however full its last line was
    if dates_meeting(last.text) and len(before.lines) == 1:
        return True
    if enacting_formula(line.text) or (enacting_formula(last.text) and len(before.lines) == 1):
        return True
    if ended and opens_preambularly(line.text) and line.text[:1].isupper() and last.text.endswith((",", ";")):
        return True
    if opens_note(line.text) and opens_note(before.first.text) and cites_mark(line.text):
        return True
    if before.running:
        return ended and not (full or (line.text[:1].islower() and len(last.text) <= _WRAP_LIMIT))
    return not (full or line.text[:1].islower())


def cites_mark(text: str) -> bool:
    """Whether a line within a block of footnotes begins the next one."""
    match = opens_note(text)
    return bool(match) and not label_of(text)


def _is_label_here(label: Label, line: _Line, ended: bool, number: int) -> bool:
    if label.style is Style.ARABIC:
        return label.value == number + 1 or (ended and (label.value > number or label.value == 1)) or line.blank_before
    if label.style is Style.BULLET:
        return ended or line.blank_before or len(line.text) > _WRAP_LIMIT
    return ended or line.blank_before


def _parted(paragraphs: list[_Paragraph]) -> tuple[list[_Paragraph], dict[int, list[tuple[str, str]]]]:
    """Running text apart from footnotes; the footnotes by the region of the page that they closed."""
    body: list[_Paragraph] = []
    notes: dict[int, list[tuple[str, str]]] = {}
    in_notes: int | None = None
    open_mark = ""
    for paragraph in paragraphs:
        first = paragraph.first
        if in_notes is not None and first.region != in_notes:
            in_notes = None
        mark = _note_mark(paragraph, body)
        if mark is None and not (in_notes is not None and _stays_in_notes(paragraph, body)):
            in_notes = None
            body.append(paragraph)
            continue
        in_notes = first.region
        held = notes.setdefault(first.region, [])
        words = _note_text(paragraph, mark)
        if not words:
            open_mark = mark or ""
        elif mark is None and held and not open_mark and not _ends_note(held[-1][1]):
            held[-1] = (held[-1][0], f"{held[-1][1]} {words}")
        else:
            held.append((mark or open_mark, words))
            open_mark = ""
    return body, _at_body_regions(notes, {line.region for paragraph in body for line in paragraph.lines})


def _at_body_regions(notes: dict[int, list[tuple[str, str]]], held: set[int]) -> dict[int, list[tuple[str, str]]]:
    """Footnotes that fill a region of their own belong to the running text before them."""
    moved: dict[int, list[tuple[str, str]]] = {}
    for region, texts in notes.items():
        home = max((other for other in held if other <= region), default=region)
        moved.setdefault(home, []).extend(texts)
    return moved


def _ends_note(text: str) -> bool:
    return text.rstrip().endswith((".", "”"))


def _note_mark(paragraph: _Paragraph, body: list[_Paragraph]) -> str | None:
    """The mark under which ``paragraph`` stands as a footnote; None if it is none."""
    text = paragraph.first.text
    if not body or (paragraph.first.label and paragraph.first.label.style is not Style.BULLET):
        return None
    match = opens_note(text)
    if not match:
        return None
    mark = match[1] or match[2]
    if mark in "”’\"'" and not cites(text[match.end() :]):
        return None
    if mark.isdigit() and not cites(text[match.end() :]) and not text.rstrip().endswith("."):
        return None
    return mark


def _stays_in_notes(paragraph: _Paragraph, body: list[_Paragraph]) -> bool:
    first = paragraph.first
    if first.label and first.label.style is not Style.BULLET:
        return False
    unfinished = bool(body) and not _SENTENCE_END.search(body[-1].last.text)
    return not (unfinished and first.text[:1].islower()) and not opens_preambularly(first.text)


def _note_text(paragraph: _Paragraph, mark: str | None) -> str:
    whole = " ".join(line.text for line in paragraph.lines)
    match = opens_note(whole) if mark is not None else None
    return whole[match.end() :].strip() if match else whole.strip() if mark is None else ""


def _rejoined(paragraphs: list[_Paragraph]) -> list[_Paragraph]:
    """Paragraphs that a page break had cut, whole again."""
    found: list[_Paragraph] = []
    for paragraph in paragraphs:
        before = found[-1] if found else None
        if before and _goes_on(before, paragraph):
            before.lines.extend(paragraph.lines)
        else:
            found.append(paragraph)
    return found


def _goes_on(before: _Paragraph, after: _Paragraph) -> bool:
    if after.first.label or enacting_formula(before.first.text):
        return False
    unfinished = not _COMPLETE.search(before.last.text)
    if unfinished and after.first.text[:1].islower():
        return True
    running = before.first.label is not None or opens_preambularly(before.first.text)
    return unfinished and running and after.first.region != before.last.region


def _blocks(paragraphs: list[_Paragraph], notes: dict[int, list[tuple[str, str]]], words: Vocabulary) -> tuple[Block, ...]:
    bodies = [join_lines([line.body for line in paragraph.lines], words) for paragraph in paragraphs]
    marks = [marks_in(body.text) for body in bodies]
    by_region: dict[int, list[tuple[int, int]]] = {}
    for i, paragraph in enumerate(paragraphs):
        for j, mark in enumerate(marks[i]):
            by_region.setdefault(_region_at(paragraph, bodies[i].offsets[mark.start]), []).append((i, j))
    texts: dict[tuple[int, int], str] = {}
    for region, keys in by_region.items():
        found = paired([marks[i][j].printed for i, j in keys], notes.get(region, []))
        texts.update(zip(keys, found, strict=True))
    blocks: list[Block] = []
    for i, paragraph in enumerate(paragraphs):
        clean, places = hang(bodies[i], marks[i])
        hung = footnotes(places, [texts[i, j] for j in range(len(marks[i]))])
        blocks.append(Block(clean, indent=float(paragraph.first.indent), footnotes=hung))
    return tuple(blocks)


def _region_at(paragraph: _Paragraph, offset: int) -> int:
    region = paragraph.first.region
    for line in paragraph.lines:
        if line.body.offsets[0] <= offset:
            region = line.region
    return region
