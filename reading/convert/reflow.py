"""Text that a markup format holds line by line, as if typed: broken by line breaks, preformatted, or a paragraph for every printed line."""

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from msgspec import structs

from domain.instrument import Footnote
from reading.convert import plain
from reading.convert.plain_lines import WRAP_LIMIT, ended
from reading.outline.blocks import Block, Role
from reading.outline.labels import Style, label_of, lone_label
from reading.outline.openings import enacting_formula, opens_operatively, opens_preambularly
from reading.outline.positioned import Positioned, joined

_BLANK = re.compile(r"\n[^\S\n]*\n")
_UNENDED = re.compile(r"[\w,-]$")
_FEWEST_LINES = 20  # with fewer paragraphs than that no document shows that it is broken line by line


def with_breaks(whole: Positioned, breaks: Iterable[int]) -> Positioned:
    """``whole`` with a line end before each of the positions ``breaks``, any other line end in it being but a space."""
    text = list(whole.text.replace("\n", " ").replace("\r", " "))
    for at in breaks:
        if at:
            text[at - 1] = "\n"
    made = Positioned("".join(text), whole.offsets)
    return made.without(match.span(1) for match in re.finditer(r"\n( +)", made.text))


def divides(text: str) -> bool:
    """Whether the line ends in ``text`` divide paragraphs, rather than lines of one."""
    if _BLANK.search(text.strip()):
        return True
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return any(_begins(before, line) for before, line in itertools.pairwise(lines))


def _begins(before: str, line: str) -> bool:
    if enacting_formula(line) or enacting_formula(before):
        return True
    if not ended(before):
        return False
    label = label_of(line) or lone_label(line)
    if label is not None:
        numbered = label.style is Style.ARABIC and opens_operatively(line[label.end :])
        return numbered or lone_label(line) is not None or (line.startswith("(") and label.style is not Style.BULLET)
    return line[:1].isupper() and opens_preambularly(line) and before.endswith(",")


def paragraphs(whole: Positioned, footnotes: Sequence[Footnote] = ()) -> list[Block]:
    """The blocks of typed text, with the ``footnotes`` that hang in it, by positions in ``whole``."""
    blocks = list(plain.blocks(whole))
    for note in footnotes:
        source = whole.offsets[min(note.offset, len(whole)) - 1] if note.offset and whole else -1
        place = max((i for i, block in enumerate(blocks) if block.body.offsets[0] <= source), default=0 if blocks else -1)
        if place >= 0:
            body = blocks[place].body
            at = next((i for i in range(len(body) - 1, -1, -1) if body.offsets[i] <= source), -1) + 1
            hung = (*blocks[place].footnotes, replace(note, offset=at))
            blocks[place] = structs.replace(blocks[place], footnotes=tuple(sorted(hung, key=lambda one: one.offset)))
    return blocks


def is_printed(blocks: Sequence[Block]) -> bool:
    """Whether the blocks are the lines of a printed page each, as some converters make them, rather than paragraphs."""
    plainly = [block for block in blocks if block.role is Role.TEXT and block.label is None and block.kind is None]
    if len(plainly) < _FEWEST_LINES or len(plainly) < len(blocks) * 0.9:
        return False
    broken = sum(bool(_UNENDED.search(block.text)) and not ended(block.text) for block in plainly)
    return broken > len(plainly) * 0.4 and sum(len(block.text) <= WRAP_LIMIT for block in plainly) > len(plainly) * 0.95


def reflowed(blocks: Iterable[Block]) -> list[Block]:
    """Paragraphs made of blocks that are lines."""
    pieces: list[Positioned] = []
    notes: list[Footnote] = []
    length = 0
    for block in blocks:
        notes.extend(replace(note, offset=note.offset + length) for note in block.footnotes)
        line = block.body + block.body.glue("\n")
        pieces.append(line)
        length += len(line)
    return paragraphs(joined(pieces), notes)
