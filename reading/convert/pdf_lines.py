"""The text layer of a PDF as lines that know their place, size and weight; superscript marks told from numbers.

The extraction asks pypdfium2's raw interface for few characters only (the first and last of a run, and each number), for asking of
every character costs more than extracting the text.
"""

import ctypes
import re
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as raw

_RUN = re.compile(r"[^\r\n\ufffe\x02]*[^\r\n\ufffe\x02\s][^\r\n\ufffe\x02]*[\ufffe\x02]?|[^\r\n\ufffe\x02]*[\ufffe\x02]")
_MARK_SIGN = re.compile(r"[\d*†‡§]")  # what a mark is made of: most lines hold none, and are told by one quick search
_NUMBER = re.compile(r"(?<![\d/.-])(?:\d{1,3}|\*{1,3}|[†‡§])(?![\d/])|(?<=[12]\d{3})\d{1,2}(?!\d)")
_ONLY_MARK = re.compile(r"\s*(?:\d{1,3}(?:, ?\d{1,3})*|\*{1,3}|[†‡§a-z])\s*,?\s*")
_SUPERSCRIPT = 0.8  # a mark's size as a share of its line's
_RAISED = 0.25  # how far above the line a mark stands, as a share of the line's size
_PICTURE_WIDTH, _PICTURE_HEIGHT = 180.0, 60.0  # points; smaller images are emblems, bar codes and rules


@dataclass(slots=True)
class Mark:
    """A superscript mark: where it stands in the source text, and the printed number or sign."""

    start: int
    end: int
    printed: str


@dataclass(slots=True)
class Line:
    """One printed line: ranges of the source text, its box in points (origin at the page's lower left), size and weight."""

    page: int
    x: float
    right: float
    y: float
    size: float
    bold: bool
    ranges: list[tuple[int, int]]
    marks: list[Mark] = field(default_factory=list)
    text: str = ""

    @property
    def opens_with_mark(self) -> bool:
        return bool(self.marks) and self.marks[0].start <= self.ranges[0][0]


@dataclass(slots=True)
class Page:
    """A page's lines in the order of its content, its size, and its larger pictures as (left, bottom, right, top)."""

    number: int
    width: float
    height: float
    start: int
    lines: list[Line]
    pictures: list[tuple[float, float, float, float]]


def read_page(document: pdfium.PdfDocument, index: int, start: int) -> tuple[Page, str]:
    """Page ``index`` and its text, which begins at ``start`` in the source text."""
    page = document[index]
    try:
        width, height = page.get_size()
        textpage = page.get_textpage()
        try:
            text = textpage.get_text_range()
            lines = _lines(textpage, text, index + 1, start)
        finally:
            textpage.close()
        pictures = _pictures(page)
    finally:
        page.close()
    return Page(index + 1, width, height, start, lines, pictures), text


def _pictures(page: pdfium.PdfPage) -> list[tuple[float, float, float, float]]:
    found: list[tuple[float, float, float, float]] = []
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    held, get, kind, image = page.raw, raw.FPDFPage_GetObject, raw.FPDFPageObj_GetType, raw.FPDF_PAGEOBJ_IMAGE
    for i in range(min(raw.FPDFPage_CountObjects(held), 20_000)):
        thing = get(held, i)
        if kind(thing) != image:
            continue
        raw.FPDFPageObj_GetBounds(thing, left, bottom, right, top)
        if right.value - left.value >= _PICTURE_WIDTH and top.value - bottom.value >= _PICTURE_HEIGHT:
            found.append((left.value, bottom.value, right.value, top.value))
    return found


def _lines(textpage: pdfium.PdfTextPage, text: str, number: int, start: int) -> list[Line]:
    lines: list[Line] = []
    x, y = ctypes.c_double(), ctypes.c_double()
    aligned = raw.FPDFText_CountChars(textpage) == len(text)
    for match in _RUN.finditer(text):
        run = match[0]
        lead = len(run) - len(run.lstrip())
        first, last = match.start() + lead, match.start() + max(lead, len(run.rstrip()) - 1)
        at, to = (first, last) if aligned else (_char(textpage, first), _char(textpage, last))
        raw.FPDFText_GetCharOrigin(textpage, to, x, y)
        right = x.value
        raw.FPDFText_GetCharOrigin(textpage, at, x, y)
        size = raw.FPDFText_GetFontSize(textpage, at)
        held = Line(number, x.value, right, y.value, size, False, [(start + match.start(), start + match.end())], text=run)
        if _MARK_SIGN.search(run):
            _find_marks(textpage, held, text, match.start(), start, aligned)
        before = lines[-1] if lines else None
        if before and _same_line(before, held):
            _merge(before, held)
            continue
        held.bold = raw.FPDFText_GetFontWeight(textpage, at) >= 600
        lines.append(held)
    return lines


def _char(textpage: pdfium.PdfTextPage, index: int) -> int:
    found = raw.FPDFText_GetCharIndexFromTextIndex(textpage, index)
    return found if found >= 0 else index


def _height(textpage: pdfium.PdfTextPage, index: int) -> float:
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(textpage, index, x, y)
    return y.value


def _find_marks(textpage: pdfium.PdfTextPage, line: Line, text: str, offset: int, start: int, aligned: bool) -> None:
    """Numbers in ``line`` set smaller than what surrounds them. Where the line opens with one, its size is that of the words after."""
    runs = [(m.start(), m.end(), m[0]) for m in _NUMBER.finditer(line.text)]
    if not runs:
        return
    index = [offset + a if aligned else _char(textpage, offset + a) for a, _, _ in runs]
    sizes = [raw.FPDFText_GetFontSize(textpage, at) for at in index]
    heights = [_height(textpage, at) for at in index]
    opening = runs[0][0] <= len(line.text) - len(line.text.lstrip())
    if opening:
        after = re.compile(r"\s*\S").match(line.text, runs[0][1])
        if after:
            at = offset + after.end() - 1
            size = raw.FPDFText_GetFontSize(textpage, at if aligned else _char(textpage, at))
            line.size = max(line.size, size)
            line.y = _height(textpage, at if aligned else _char(textpage, at))
    for (a, b, printed), size, height in zip(runs, sizes, heights, strict=True):
        if size < line.size * _SUPERSCRIPT or height > line.y + line.size * _RAISED:
            line.marks.append(Mark(start + offset + a, start + offset + b, printed))


def _same_line(before: Line, after: Line) -> bool:
    """Whether pdfium broke one printed line in two, as it does at a superscript."""
    size = max(before.size, after.size)
    if after.x < before.right - 1:
        return False
    if _is_mark(after.text):
        return _RAISED * size < after.y - before.y < 1.1 * size and after.x - before.right < size * 2
    if _is_mark(before.text):
        return _RAISED * size < before.y - after.y < 1.1 * size and after.x - before.right < size * 2
    return abs(before.y - after.y) < size * 0.2 and after.x - before.right < size * 2.2


def _is_mark(text: str) -> bool:
    return bool(_ONLY_MARK.fullmatch(text))


def _merge(before: Line, after: Line) -> None:
    """Make one line of two. Where one of them is nothing but a mark, the other has the line's height and size."""
    if _is_mark(after.text):
        after.marks = [_whole(after)]
    elif _is_mark(before.text):
        before.marks = [_whole(before)]
        before.size, before.y = after.size, after.y
    before.ranges.extend(after.ranges)
    before.marks.extend(after.marks)
    before.text += after.text
    before.right = max(before.right, after.right)


def _whole(line: Line) -> Mark:
    shown = line.text.strip()
    at = line.ranges[0][0] + len(line.text) - len(line.text.lstrip())
    return Mark(at, at + len(shown), shown)
