"""What the markup formats share: pieces of text with their places, gathered into blocks; footnotes hung on what stands before them."""

import re
from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field

from domain.instrument import Footnote, ProvisionKind
from reading.outline.blocks import Block, Role
from reading.outline.labels import Style, label_of
from reading.outline.positioned import Positioned, joined, successive
from reading.outline.repair import Vocabulary, composed, mend_splits, without_invisible

BLOCK_LIMIT = 200_000  # blocks; a document with more is built to exhaust
_ENDED = re.compile(r"(?:[;:.]|[;,] (?:and|or)),?\s*$")
_ITEMS = frozenset({Style.LOWER, Style.UPPER, Style.ROMAN, Style.ARABIC_PAREN})


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
            cuts = [at for at in self._lines if role is Role.TEXT and kind is None and _begins_item(whole.text, at)]
            for start, stop in zip([0, *cuts], [*cuts, len(whole)], strict=True):
                hung = [(at - start, printed) for at, printed in self._notes if start < at <= stop or at == start == 0]
                self._put(whole.cut(start, stop), hung, role, depth, kind)
        self._pieces.clear()
        self._notes.clear()
        self._lines.clear()
        self._length = 0

    def _put(
        self, whole: Positioned, hung: list[tuple[int, str]], role: Role, depth: int | None, kind: ProvisionKind | None
    ) -> None:
        body, notes = _tidy(whole, hung)
        if body:
            footnotes = tuple(Footnote(printed, "", at) for at, printed in notes)
            self.blocks.append(Block(body, role, self.label, depth=depth, footnotes=footnotes, kind=kind))
            self.label = None


def _begins_item(text: str, at: int) -> bool:
    """Whether the line that begins at ``at`` is an item of a list: "Invites States:" and below it "(a) To ratify the Convention"."""
    shown = text[at : at + 16].lstrip()
    if not shown.startswith("(") or not _ENDED.search(text, max(0, at - 12), at):
        return False
    label = label_of(shown)
    return label is not None and label.style in _ITEMS


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
