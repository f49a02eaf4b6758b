"""The text layer of a PDF as lines that know their place, size and weight; superscript marks told from numbers.

The extraction asks pypdfium2's raw interface for few characters only (the first and last of a run, and each number), for asking of
every character costs more than extracting the text.
"""

import ctypes
import math
import re
from collections.abc import Callable, Sequence
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from msgspec import Struct, field

_RUN = re.compile(r"[^\r\n\ufffe\x02]+[\ufffe\x02]?|[\ufffe\x02]")  # a line, with the hyphen that breaks a word at its end
# 1 to 3 digits or asterisks that stand alone, or 1 or 2 digits behind a year. It begins with what a mark is made of and looks back from
# there: most of a text is no such thing, and a search for one of a few characters passes over it quickly.
_NUMBER = re.compile(
    r"[\d*†‡§](?:(?:(?<![\d/.-].)|(?<=[a-z)”’]\..))(?:(?<=\d)\d{0,2}|(?<=\*)\*{0,2}|(?<=[†‡§]))(?![\d/])|(?<=[12]\d{3}\d)\d?(?!\d))"
)
_MADE_OF = re.compile(r"[0-9*]")  # what of it can stand in a line of ASCII characters: most have nothing of it
_NEXT_SIGN = re.compile(r"\s*\S")
_ONLY_MARK = re.compile(r"\s*(?:\d{1,3}(?:, ?\d{1,3})*|\*{1,3}|[†‡§a-z])\s*,?\s*")
_SUPERSCRIPT = 0.8  # a mark's size as a share of its line's
_RAISED = 0.25  # how far above the line a mark stands, as a share of the line's size
_BOLD = 600  # of a font's weight
_PICTURE_WIDTH, _PICTURE_HEIGHT = 180.0, 60.0  # points; smaller images are emblems, bar codes and rules


class Mark(Struct, gc=False):
    """A superscript mark: where it stands in the source text, and the printed number or sign."""

    start: int
    end: int
    printed: str


class Line(Struct):
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


class Page(Struct):
    """A page's lines in the order of its content, its size, and its larger pictures as (left, bottom, right, top)."""

    number: int
    width: float
    height: float
    start: int
    lines: list[Line]
    pictures: list[tuple[float, float, float, float]]


def read_page(document: pdfium.PdfDocument, index: int, start: int) -> tuple[Page, str]:
    """Page ``index`` and its text, which begins at ``start`` in the source text. Raises ``PdfiumError`` where it can't be loaded.

    pypdfium2's own objects for pages look after being forgotten, which a page that is closed at once has no need of.
    """
    page = raw.FPDF_LoadPage(document, index)
    if not page:
        raise pdfium.PdfiumError("Failed to load page.")
    try:
        width, height = raw.FPDF_GetPageWidthF(page), raw.FPDF_GetPageHeightF(page)
        textpage = raw.FPDFText_LoadPage(page)
        if not textpage:
            raise pdfium.PdfiumError("Failed to load text page.")
        try:
            text = _text(textpage)
            lines = _lines(textpage, text, index + 1, start)
        finally:
            raw.FPDFText_ClosePage(textpage)
        pictures = _pictures(page)
    finally:
        raw.FPDF_ClosePage(page)
    return Page(index + 1, width, height, start, lines, pictures), text


def _text(textpage: Any) -> str:
    """All text of a page. Characters that pdfium leaves out of it may not stand at either end of what it is asked for."""
    first, last = 0, raw.FPDFText_CountChars(textpage) - 1
    if last < -1:
        raise pdfium.PdfiumError("Failed to get character count.")
    place = raw.FPDFText_GetTextIndexFromCharIndex
    while first <= last and place(textpage, first) < 0:
        first += 1
    while first <= last and place(textpage, last) < 0:
        last -= 1
    if first > last:
        return ""
    room = place(textpage, last) - place(textpage, first) + 2  # the last place is within, and a zero ends it
    held = ctypes.create_string_buffer(2 * room)
    written = raw.FPDFText_GetText(textpage, first, last - first + 1, ctypes.cast(held, ctypes.POINTER(ctypes.c_ushort)))
    return held.raw[: 2 * (written - 1)].decode("utf-16-le", "ignore")


def _plainly(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    """A function of pdfium that takes and gives the numbers that pointers are. To make an object of each takes longer than the call, and
    a page has hundreds of things to ask for."""
    return ctypes.CFUNCTYPE(result, *arguments)(_number_of(function))


def _number_of(pointer: Any) -> int:
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0


_POINTER, _INT = ctypes.c_void_p, ctypes.c_int
_object = _plainly(raw.FPDFPage_GetObject, _POINTER, _POINTER, _INT)
_IMAGE: int = raw.FPDF_PAGEOBJ_IMAGE
_kind = _plainly(raw.FPDFPageObj_GetType, _INT, _POINTER)
_origin = _plainly(raw.FPDFText_GetCharOrigin, _INT, _POINTER, _INT, _POINTER, _POINTER)
_size = _plainly(raw.FPDFText_GetFontSize, ctypes.c_double, _POINTER, _INT)
_matrix = _plainly(raw.FPDFText_GetMatrix, _INT, _POINTER, _INT, _POINTER)
_weight = _plainly(raw.FPDFText_GetFontWeight, _INT, _POINTER, _INT)
_font = _plainly(raw.FPDFText_GetFontInfo, ctypes.c_ulong, _POINTER, _INT, _POINTER, ctypes.c_ulong, _POINTER)


def _pictures(page: Any) -> list[tuple[float, float, float, float]]:
    found: list[tuple[float, float, float, float]] = []
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    held = _number_of(page)
    for i in range(min(raw.FPDFPage_CountObjects(page), 20_000)):
        thing = _object(held, i)
        if _kind(thing) != _IMAGE:
            continue
        raw.FPDFPageObj_GetBounds(ctypes.cast(thing, raw.FPDF_PAGEOBJECT), left, bottom, right, top)
        if right.value - left.value >= _PICTURE_WIDTH and top.value - bottom.value >= _PICTURE_HEIGHT:
            found.append((left.value, bottom.value, right.value, top.value))
    return found


class _Characters:
    """What pdfium knows of the single characters of a page. They are asked for by their places in the page's text."""

    def __init__(self, textpage: Any, text: str) -> None:
        self._textpage, self._held = textpage, _number_of(textpage)
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._at_x, self._at_y = ctypes.addressof(self._x), ctypes.addressof(self._y)
        self._drawn = raw.FS_MATRIX()
        self._at_drawn = ctypes.addressof(self._drawn)
        self._name = ctypes.create_string_buffer(128)
        self._at_name = ctypes.addressof(self._name)
        self._aligned = raw.FPDFText_CountChars(textpage) == len(text)

    def index(self, place: int) -> int:
        """The number by which pdfium itself calls a character; all other questions take it."""
        if self._aligned:
            return place
        found: int = raw.FPDFText_GetCharIndexFromTextIndex(self._textpage, place)
        return found if found >= 0 else place

    def run(self, first: int, last: int) -> tuple[float, float, float, float]:
        """Of a run of characters: where it begins, how high it stands, its size, and where its last character begins."""
        _origin(self._held, last, self._at_x, self._at_y)
        right = self._x.value
        _origin(self._held, first, self._at_x, self._at_y)
        return self._x.value, self._y.value, self.size(first), right

    def origin(self, index: int) -> tuple[float, float]:
        _origin(self._held, index, self._at_x, self._at_y)
        return self._x.value, self._y.value

    def size(self, index: int) -> float:
        """The size as printed, in points: that of the font by the scale at which it is drawn, for some programs draw size 1 ten-fold."""
        size = float(_size(self._held, index))
        if not _matrix(self._held, index, self._at_drawn):
            return size
        return size * (math.hypot(self._drawn.b, self._drawn.d) or 1.0)

    def bold(self, index: int) -> bool:
        """Whether a character is set bold: by its font's weight or, where the file keeps none, by the font's name."""
        if _weight(self._held, index) >= _BOLD:
            return True
        length = _font(self._held, index, self._at_name, len(self._name), 0)
        return 0 < length <= len(self._name) and b"bold" in self._name.raw[:length].lower()


def _lines(textpage: Any, text: str, number: int, start: int) -> list[Line]:
    lines: list[Line] = []
    characters = _Characters(textpage, text)
    before: Line | None = None
    for match in _RUN.finditer(text):
        run = match[0]
        if run.isspace():
            continue
        begin, end = match.span()
        first = characters.index(end - len(run.lstrip()))
        x, y, size, right = characters.run(first, characters.index(begin + len(run.rstrip()) - 1))
        line = Line(number, x, right, y, size, False, [(start + begin, start + end)], [], run)
        if (not run.isascii() or _MADE_OF.search(run)) and (numbers := list(_NUMBER.finditer(run))):
            line.marks = _marks(characters, line, numbers, begin, start)
        if before and _same_line(before, line):
            _merge(before, line)
            continue
        line.bold = characters.bold(first)
        lines.append(line)
        before = line
    return lines


def _marks(characters: _Characters, line: Line, numbers: Sequence[re.Match[str]], offset: int, start: int) -> list[Mark]:
    """Those of the ``numbers`` in ``line`` that are set smaller than what surrounds them. Where the line opens with one, its size and
    height become those of the words after."""
    opening = numbers[0].start() <= len(line.text) - len(line.text.lstrip())
    after = _NEXT_SIGN.match(line.text, numbers[0].end()) if opening else None
    if after:
        at = characters.index(offset + after.end() - 1)
        line.size = max(line.size, characters.size(at))
        _, line.y = characters.origin(at)
    found: list[Mark] = []
    for number in numbers:
        at = characters.index(offset + number.start())
        if characters.size(at) < line.size * _SUPERSCRIPT or characters.origin(at)[1] > line.y + line.size * _RAISED:
            found.append(Mark(start + offset + number.start(), start + offset + number.end(), number[0]))
    return found


def _same_line(before: Line, after: Line) -> bool:
    """Whether pdfium broke one printed line in two, as it does at a superscript."""
    if after.x < before.right - 1:
        return False
    size = max(before.size, after.size)
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
