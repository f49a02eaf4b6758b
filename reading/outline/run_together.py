"""Paragraphs, items, footnotes and annexes that a conversion from print has run together in one block.

"9 that the Sectors should act; 10 that the Union should report" is two paragraphs, and "i) updating its plans; ii) providing input" two
items, where the numbers run on; "1.1 that" and "1.2 that" below paragraph 1 are its items. A line of underscores sets a footnote off.
What begins with "ANNEX 1 TO RESOLUTION 167" belongs to the paragraph before it no more.
"""

import re
from collections.abc import Iterator
from itertools import count, pairwise

from msgspec import structs

from domain.instrument import Footnote
from reading.outline.blocks import Block, Role
from reading.outline.labels import roman

# ____________________ 3 See requests the Council 3 below. | 10 that: up to the next number, or the end
_NOTE = re.compile(r"\s*_{8,} (?P<mark>\d{1,2}) (?P<words>[^_]*?)(?=\s\d{1,2} (?:to|that)\b|$)")
_ANNEX = re.compile(r"(?<=[.;,]) (?=ANNEX(?: \d{1,2}| [IVX]{1,4})? TO (?:DECISION|RESOLUTION|RECOMMENDATION)\b)")
_ANNEX_NAME = re.compile(r"ANNEX(?: \d{1,2}| [IVX]{1,4})?")
_ASKING = r"(?=(?:to [a-z]|that\b))"
_FIRST_ROMAN = re.compile(r"\(?i\) ")


def divided(block: Block) -> Iterator[Block]:
    """The block, or the blocks that it should have been: only where the numbers in it run on from the block's own."""
    if block.role is not Role.TEXT:
        yield block
        return
    first, *annex = _apart_at_annex(block)
    first = _without_notes(first)
    cuts = _cuts(first)
    bounds = [(0, first.label), *cuts, (len(first.text), None)]
    for (start, label), (end, _) in pairwise(bounds):
        yield _part(first, start, end, label) if cuts else first
    yield from annex


def _apart_at_annex(block: Block) -> Iterator[Block]:
    mark = _ANNEX.search(block.text) if " ANNEX" in block.text else None
    if mark is None:
        yield block
        return
    yield _part(block, 0, mark.start(), block.label)
    name = _ANNEX_NAME.match(block.text, mark.end())
    end = name.end() if name else len(block.text)
    yield _part(block, mark.end(), end, None)
    yield _part(block, end, len(block.text), None)


def _without_notes(block: Block) -> Block:
    found = list(_NOTE.finditer(block.text)) if "________" in block.text else []
    if not found:
        return block
    body = block.body.without((note.start(), note.end()) for note in found)
    taken = 0
    notes = list(block.footnotes)
    for note in found:
        notes.append(Footnote(note["mark"], note["words"].strip(), note.start() - taken))
        taken += note.end() - note.start()
    return structs.replace(block, body=body, footnotes=tuple(notes))


def _cuts(block: Block) -> list[tuple[int, str]]:
    """Where further paragraphs or items begin, each with its number."""
    printed = (block.label or "").strip()
    if printed.strip("()") == "i" or (block.label is None and _FIRST_ROMAN.match(block.text)):
        return _running(block.text, ((r"; (?:and )?", f"{roman(n)})", " ") for n in count(2)))
    if not printed.isdigit():
        return []
    inner = _running(block.text, ((r"[:;] (?:and )?", f"{printed}.{n}", f" {_ASKING}") for n in count(1)))
    if len(inner) > 1:
        return inner
    return _running(block.text, ((r"[;.,] ", str(n), f" {_ASKING}") for n in count(int(printed) + 1)))


def _running(text: str, numbers: Iterator[tuple[str, str, str]]) -> list[tuple[int, str]]:
    """The numbers that follow one another in ``text``, from the first on, each behind what may stand before it."""
    found: list[tuple[int, str]] = []
    at = 0
    for before, printed, behind in numbers:
        if printed not in text:
            return found
        mark = re.compile(rf"{before}(?P<number>\(?{re.escape(printed)}){behind}").search(text, at)
        if mark is None:
            return found
        found.append((mark.start("number"), printed))
        at = mark.end("number")
    return found


def _part(block: Block, start: int, end: int, label: str | None) -> Block:
    """A part of a block with a number of its own, which stands in the text unless it is the block's."""
    shift = block.text.index(label, start) + len(label) if label and start else start
    body = block.body.cut(shift, end)
    shift += len(body.text) - len(body.text.lstrip())
    notes = tuple(
        Footnote(note.mark, note.text, max(0, note.offset - shift))
        for note in block.footnotes
        if start <= note.offset < max(end, 1)
    )
    return structs.replace(block, body=body.strip(), label=label, footnotes=notes)
