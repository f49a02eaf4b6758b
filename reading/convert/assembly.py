"""What the markup formats share: pieces of text with their places, gathered into blocks; footnotes hung on what stands before them."""

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from msgspec import structs

from domain.instrument import Footnote, ProvisionKind
from reading.convert.reflow import divides, is_printed, paragraphs, reflowed, with_breaks
from reading.outline.blocks import Block, Role
from reading.outline.labels import Style, label_of, lone_label
from reading.outline.landmarks import names_text
from reading.outline.openings import enacting_formula, opens_operatively, opens_preambularly
from reading.outline.positioned import Positioned, joined, successive
from reading.outline.repair import Vocabulary, composed, mend_splits, without_invisible

CELL_END = " | "
BLOCK_LIMIT = 200_000  # blocks; a document with more is built to exhaust


@dataclass(slots=True)
class Assembly:
    """Gathers pieces of text until a block ends."""

    blocks: list[Block] = field(default_factory=list)
    label: str | None = None
    _pieces: list[Positioned] = field(default_factory=list)
    _notes: list[tuple[int, str]] = field(default_factory=list)
    _lines: list[int] = field(default_factory=list)
    _length: int = 0

    def add(self, piece: Positioned) -> None:
        """A further piece of the block at hand."""
        self._pieces.append(piece)
        self._length += len(piece)

    def mark(self, printed: str) -> None:
        """A footnote mark hangs here; its text is given later by :func:`with_notes`."""
        self._notes.append((self._length, printed))

    def line(self) -> None:
        """A new line of the block at hand begins here; an item of a list may begin with it, for which no format asks a paragraph."""
        self._lines.append(self._length)

    @property
    def open(self) -> bool:
        """Whether text is gathered that no block holds yet."""
        return any(piece.text.strip() for piece in self._pieces)

    def end(self, role: Role = Role.TEXT, depth: int | None = None, kind: ProvisionKind | None = None) -> None:
        """The block ends; without text in it, only its label is kept for the next."""
        if self.open:
            whole = joined(self._pieces)
            typed = with_breaks(whole, self._lines) if self._lines and role is Role.TEXT and kind is None else None
            if typed and divides(typed.text):
                self._put_typed(typed, whole, depth)
            elif role is Role.TABLE and (cell := _paragraph_in(whole)):
                hung = [(at - cell.start, printed) for at, printed in self._notes if cell.start <= at <= cell.stop]
                self.label = cell.label or self.label
                self._put(whole.cut(cell.start, cell.stop), hung, Role.TEXT, depth, kind)
            else:
                self._put(whole, self._notes, role, depth, kind)
        self._pieces.clear()
        self._notes.clear()
        self._lines.clear()
        self._length = 0

    def end_typed(self) -> None:
        """The block ends, and its own line ends are those of typed text: it is preformatted."""
        if self.open:
            whole = joined(self._pieces)
            self._put_typed(whole, whole, None)
        self._pieces.clear()
        self._notes.clear()
        self._lines.clear()
        self._length = 0

    def _put_typed(self, typed: Positioned, whole: Positioned, depth: int | None) -> None:
        sources = [(whole.offsets[min(at, len(whole)) - 1] if at else -1, printed) for at, printed in self._notes]
        hung = [Footnote(printed, "", bisect_right(typed.offsets, source)) for source, printed in sources]
        for block in paragraphs(typed, hung):
            self.blocks.append(structs.replace(block, label=self.label, depth=depth, indent=None if depth else block.indent))
            self.label = None

    def _put(
        self, whole: Positioned, hung: list[tuple[int, str]], role: Role, depth: int | None, kind: ProvisionKind | None
    ) -> None:
        body, notes = _tidy(whole, hung)
        if body:
            if self.label and (typed := label_of(body.text)) and typed.style is not Style.BULLET:
                given = label_of(f"{self.label} ")
                if given is None or given.style is Style.BULLET or (given.style, given.value) == (typed.style, typed.value):
                    self.label = None  # the number is typed beside the one that the list gives
            footnotes = tuple(Footnote(printed, "", at) for at, printed in notes)
            self.blocks.append(Block(body, role, self.label, depth=depth, footnotes=footnotes, kind=kind))
            self.label = None


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell that holds a paragraph, and the number that stands in the cell before it."""

    start: int
    stop: int
    label: str | None


def _paragraph_in(row: Positioned) -> _Cell | None:
    """The paragraph that a row of a table holds, where a table only sets numbers beside paragraphs; None for a row of data."""
    cells: list[tuple[int, int]] = []
    at = 0
    for piece in row.text.split(CELL_END):
        if piece.strip():
            cells.append((at, at + len(piece)))
        at += len(piece) + len(CELL_END)
    if not cells or len(cells) > 2:
        return None
    start, stop = cells[-1]
    words = row.text[start:stop].strip()
    label = row.text[slice(*cells[0])].strip() if len(cells) == 2 else None
    if label is not None:
        return _Cell(start, stop, label) if lone_label(label) else None
    return _Cell(start, stop, None) if opens_paragraph(words) or names_text(words) else None


def opens_paragraph(text: str) -> bool:
    """Whether the text of a cell is a paragraph of a resolution by the words that it opens with."""
    label = label_of(text)
    return bool(enacting_formula(text)) or opens_preambularly(text) or opens_operatively(text[label.end :] if label else text)


def _tidy(text: Positioned, notes: Iterable[tuple[int, str]]) -> tuple[Positioned, list[tuple[int, str]]]:
    """White space as single spaces, hidden characters gone; footnotes moved along by the source places of what they follow."""
    held = [(text.offsets[min(at, len(text)) - 1] if at else -1, printed) for at, printed in notes]
    body = without_invisible(composed(text)).strip()
    places = []
    for source, printed in held:
        at = next((i for i in range(len(body) - 1, -1, -1) if body.offsets[i] <= source), -1) + 1
        places.append((at, printed))
    return body, places


def with_notes(blocks: Iterable[Block], notes: dict[str, str]) -> tuple[Block, ...]:
    """Blocks whose footnotes have their texts, by mark; words mended."""
    held = list(blocks)
    if is_printed(held):
        held = reflowed(held)
    words = Vocabulary(block.text for block in held)
    found: list[Block] = []
    for block in held:
        footnotes = tuple(Footnote(note.mark, notes.get(note.mark, ""), note.offset) for note in block.footnotes)
        body = mend_splits(block.body, words) if not footnotes else block.body
        found.append(
            Block(body, block.role, block.label, block.indent, block.depth, block.page, block.centered, footnotes, block.kind)
        )
    return tuple(found)


def aligned(words: str, source: str, start: int, end: int) -> Positioned:
    """``words`` with the places in ``source[start:end]`` where each of them stands, for formats whose parser gives text without places.

    A word that can't be found (written as an entity, or broken in the source) points to where the one before it ended.
    """
    text: list[str] = []
    offsets = array("I")
    at = start
    for match in re.finditer(r"\S+|\s+", words):
        piece = match[0]
        if piece.isspace():
            text.append(" ")
            offsets.append(at)
            continue
        found = source.find(piece, at, min(end, at + 2000 + len(piece)))
        text.append(piece)
        if found < 0:
            offsets.extend([at] * len(piece))
        else:
            offsets += successive(found, found + len(piece))
            at = found + len(piece)
    return Positioned("".join(text), offsets)
