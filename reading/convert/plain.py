"""Plain text: hard-wrapped or one line a paragraph, with page breaks, footnotes in mid-sentence and the traces of scanning."""

import math
import re
from dataclasses import dataclass, field

from reading.convert.plain_lines import MARK_AT_END, SENTENCE_END, WRAP_LIMIT, Line, ended, lines_of
from reading.outline.blocks import Block, Converted
from reading.outline.labels import Label, Style, label_of
from reading.outline.landmarks import dates_meeting, names_annex, names_text
from reading.outline.notes import Mark, cites, footnotes, hang, loose_mark, marks_in, opens_note, paired
from reading.outline.openings import enacting_formula, opens_operatively, opens_preambularly
from reading.outline.positioned import Positioned
from reading.outline.repair import Vocabulary, join_lines, mend_splits

_HEADING_LENGTH = 60
_HEADING_LINES = 5  # headings of several levels take no more together
_COMPLETE = re.compile(r"[;:.,!?)\]”\"’®°*%^™]\s*$")


@dataclass(slots=True)
class _Paragraph:
    lines: list[Line] = field(default_factory=list)

    @property
    def first(self) -> Line:
        return self.lines[0]

    @property
    def last(self) -> Line:
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
    return Converted(text, media_type, blocks(Positioned.of(text, 0, len(text))), encoding)


def blocks(whole: Positioned) -> tuple[Block, ...]:
    """Blocks of typed text that stands anywhere in a source."""
    lines = lines_of(whole)
    words = Vocabulary(line.text for line in lines)
    body, notes = _parted(_paragraphs(lines))
    return _blocks(_rejoined(body), notes, words)


def _paragraphs(lines: list[Line]) -> list[_Paragraph]:
    found: list[_Paragraph] = []
    number = 0
    width = _width(lines)
    headings = _headings(lines)
    for i, line in enumerate(lines):
        if found and i not in headings and not _begins(line, found[-1], number, width):
            found[-1].lines.append(line)
            continue
        found.append(_Paragraph([line]))
        if line.label and line.label.style is Style.ARABIC:
            number = line.label.value
    return found


def _headings(lines: list[Line]) -> set[int]:
    """Lines that begin a heading although no empty line says so, and numbered lines below one.

    A heading ends without a point and stands between a paragraph's end and a number, or a recital of the section that it heads.
    """
    found: set[int] = set()
    numbered = False
    for i, line in enumerate(lines):
        numbered = numbered or (line.label is not None and line.label.style is Style.ARABIC)
        before = MARK_AT_END.sub("", lines[i - 1].text) if i else ""
        if (
            line.label
            or line.note
            or (i and lines[i - 1].lone)
            or not before.endswith((";", ".") if numbered else (";", ".", ","))
            or not _may_head(line.text)
        ):
            continue
        after = next((j for j in range(i + 1, min(i + 1 + _HEADING_LINES, len(lines))) if _ends_heading(lines[j])), None)
        if after is not None and (lines[after].label or (numbered and opens_preambularly(lines[after].text))):
            found.update((i, after) if lines[after].label else (i,))
    return found


def _may_head(text: str) -> bool:
    return (text[:1].isupper() or text[:1] in '“"') and not ended(text) and not enacting_formula(text)


def _ends_heading(line: Line) -> bool:
    arabic = line.label is not None and line.label.style is Style.ARABIC
    return arabic or line.note or ended(line.text)


def _width(lines: list[Line]) -> float:
    """The column at which lines are wrapped; without end where paragraphs are one line each."""
    lengths = sorted(len(line.text) for line in lines if not line.text.startswith("|"))
    if not lengths or sum(length > WRAP_LIMIT for length in lengths) > len(lengths) * 0.1:
        return math.inf
    wrapped = [length for length in lengths if length <= WRAP_LIMIT]
    return float(wrapped[int(len(wrapped) * 0.9)])


def _begins(line: Line, before: _Paragraph, number: int, width: float) -> bool:
    """Whether ``line`` begins a paragraph rather than going on with ``before``."""
    last = before.last
    if line.note != last.note:
        return True
    if line.note:
        return opens_note(line.text) is not None or line.text.strip("[]").isdigit()
    if _cites_numbered(line.text) or (_cites_numbered(before.first.text) and last.text.endswith(".") and line.text[:1].islower()):
        return True  # a footnote below the page's last line, or the sentence that goes on below the footnotes
    if last.lone and len(before.lines) == 1 and not line.label:
        return names_annex(line.text)  # else it is the paragraph that the number stands over
    closed = ended(last.text)
    full = len(last.text) >= width * 0.6 and len(last.text) <= WRAP_LIMIT
    if line.label and _is_label_here(line.label, line, last, closed or not (full or before.unfinished), number):
        return True
    if line.blank_before or line.region != last.region or line.text.startswith("|"):
        return True
    if number == 0 and names_text(line.text):
        return True
    if closed and dates_meeting(line.text):
        return True  # "69th plenary meeting": the text is at its end, however full its last line was
    if dates_meeting(last.text) and len(before.lines) == 1:
        return True
    if enacting_formula(line.text) or (enacting_formula(last.text) and len(before.lines) == 1):
        return True
    if closed and opens_preambularly(line.text) and line.text[:1].isupper() and MARK_AT_END.sub("", last.text)[-1:] in ",;":
        return True
    if opens_note(line.text) and opens_note(before.first.text) and cites_mark(line.text):
        return True
    if line.text[:1].isdigit() and last.text.endswith(",") and opens_preambularly(before.first.text):
        return False  # a line of a recital may break off early, at a footnote mark
    if before.running:
        return closed and not (full or (line.text[:1].islower() and len(last.text) <= WRAP_LIMIT))
    return not (full or line.text[:1].islower())


def _cites_numbered(text: str) -> bool:
    """Whether a line begins with a footnote's number and reads like a footnote, wherever it stands."""
    match = opens_note(text)
    return match is not None and (match[1] or "").isdigit() and cites(text[match.end() :])


def cites_mark(text: str) -> bool:
    """Whether a line within a block of footnotes begins the next one."""
    match = opens_note(text)
    return bool(match) and not label_of(text)


def _is_label_here(label: Label, line: Line, last: Line, ended: bool, number: int) -> bool:
    if not line.text.startswith("(") and label.printed.startswith("(") and last.text.count("(") > last.text.count(")"):
        return False  # "(No. | 29)": what closes here was opened in the line before
    if line.lone and not (ended or line.blank_before):
        return False  # "in paragraph | 7."
    if label.style is Style.ARABIC:
        return label.value == number + 1 or (ended and (label.value > number or label.value == 1)) or line.blank_before
    if label.style is Style.BULLET:
        return ended or line.blank_before or len(line.text) > WRAP_LIMIT
    return ended or line.blank_before


def _parted(paragraphs: list[_Paragraph]) -> tuple[list[_Paragraph], dict[int, list[tuple[str, str]]]]:
    """Running text apart from footnotes; the footnotes by the region of the page that they closed."""
    body: list[_Paragraph] = []
    notes: dict[int, list[tuple[str, str]]] = {}
    in_notes: int | None = None
    open_mark = ""
    for paragraph in paragraphs:
        first = paragraph.first
        if in_notes is not None and first.region != in_notes and not first.note:
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
    if body and paragraph.first.note:
        match = opens_note(text)
        return text.strip("[]") if text.strip("[]").isdigit() else (match[1] or match[2] or match[3]) if match else None
    if not body or (paragraph.first.label and paragraph.first.label.style is not Style.BULLET):
        return None
    match = opens_note(text)
    if not match:
        return None
    mark = match[1] or match[2] or match[3]
    if mark in "”’\"'" and not cites(text[match.end() :]):
        return None
    if mark.isdigit() and not cites(text[match.end() :]) and not text.rstrip().endswith("."):
        return None
    return mark


def _stays_in_notes(paragraph: _Paragraph, body: list[_Paragraph]) -> bool:
    first = paragraph.first
    if first.note:
        return True
    if first.label and first.label.style is not Style.BULLET:
        return False
    unfinished = bool(body) and not SENTENCE_END.search(body[-1].last.text)
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
    bodies = [mend_splits(join_lines([line.body for line in paragraph.lines], words), words) for paragraph in paragraphs]
    marks = [marks_in(body.text) for body in bodies]
    for region, held in notes.items():
        _find_loose(paragraphs, bodies, marks, region, [mark for mark, _ in held if mark.isdigit()])
    by_region: dict[int, list[tuple[int, int]]] = {}
    for i, paragraph in enumerate(paragraphs):
        for j, mark in enumerate(marks[i]):
            by_region.setdefault(_region_at(paragraph, bodies[i].offsets[mark.start]), []).append((i, j))
    texts: dict[tuple[int, int], str] = {}
    for region, keys in by_region.items():
        found = paired([marks[i][j].printed for i, j in keys], notes.get(region, []))
        texts.update(zip(keys, found, strict=True))
    made: list[Block] = []
    for i, paragraph in enumerate(paragraphs):
        clean, places = hang(bodies[i], marks[i])
        hung = footnotes(places, [texts[i, j] for j in range(len(marks[i]))])
        made.append(Block(clean, indent=float(paragraph.first.indent), footnotes=hung))
    return tuple(made)


def _find_loose(
    paragraphs: list[_Paragraph], bodies: list[Positioned], marks: list[list[Mark]], region: int, numbers: list[str]
) -> None:
    """Add the marks of a page's notes that stand apart from the words they hang on, in the order of the notes."""
    places = [i for i, paragraph in enumerate(paragraphs) if any(line.region == region for line in paragraph.lines)]
    at = (places[0], 0) if places else (0, 0)
    for number in numbers:
        held = next(((i, mark) for i in places for mark in marks[i] if mark.printed == number and (i, mark.start) >= at), None)
        if held is None:
            held = next(
                ((i, mark) for i in places if i >= at[0] if (mark := _loose_in(paragraphs[i], bodies[i], region, number, i, at))),
                None,
            )
            if held is not None:
                marks[held[0]] = sorted([*marks[held[0]], held[1]], key=lambda mark: mark.start)
        if held is not None:
            at = (held[0], held[1].end)


def _loose_in(paragraph: _Paragraph, body: Positioned, region: int, number: str, i: int, at: tuple[int, int]) -> Mark | None:
    found = loose_mark(body.text, number, at[1] if i == at[0] else 0)
    while found is not None and _region_at(paragraph, body.offsets[found.start]) != region:
        found = loose_mark(body.text, number, found.end)
    return found


def _region_at(paragraph: _Paragraph, offset: int) -> int:
    region = paragraph.first.region
    for line in paragraph.lines:
        if line.body.offsets[0] <= offset:
            region = line.region
    return region
