"""The words of a printed line: without its superscript marks, ligatures and stray spaces, each character with its place in the source."""

import re
from array import array

from reading.convert.pdf_lines import Line
from reading.outline.positioned import Positioned, successive
from reading.outline.repair import composed, without_invisible


def tidied(line: Line, text: str) -> Positioned:
    """The words of ``line``, which stands in the source ``text``, tidied, without its marks."""
    if line.marks or len(line.ranges) > 1:
        whole = _without_marks(line, text)
    elif _is_tidy(line.text):  # as most lines are
        start, _ = line.ranges[0]
        kept = line.text.strip()
        start += line.text.index(kept)
        return Positioned.from_place(kept, start)
    else:
        whole = Positioned.from_place(_with_hyphen(line.text), line.ranges[0][0])
    return without_invisible(composed(_without_spaces_before_points(whole))).strip() if whole else whole


def _is_tidy(text: str) -> bool:
    """Whether there is nothing to mend in a line but the spaces at its ends."""
    return text.isascii() and text.isprintable() and "  " not in text and not _spaced_points(text)


def _without_marks(line: Line, text: str) -> Positioned:
    """The line's words without its marks, each mark leaving a space where words would run together."""
    pieces: list[str] = []
    offsets = array("I")
    marks = iter(line.marks)
    mark = next(marks, None)
    for start, end in line.ranges:
        at = start
        while mark is not None and start <= mark.start < end:
            _append(pieces, offsets, text, at, mark.start)
            at = mark.end
            mark = next(marks, None)
        _append(pieces, offsets, text, at, end)
    return Positioned("".join(pieces), offsets, line.ranges == sorted(line.ranges))


def _append(pieces: list[str], offsets: "array[int]", text: str, start: int, end: int) -> None:
    if end <= start:
        return
    if pieces and offsets and offsets[-1] + 1 < start and pieces[-1][-1:].strip() and text[start].isalnum():
        pieces.append(" ")
        offsets.append(offsets[-1])
    pieces.append(_with_hyphen(text[start:end]))
    offsets += successive(start, end)


def _with_hyphen(text: str) -> str:
    """The text with a soft hyphen for each that pdfium tells of in its own way."""
    return text.replace("\ufffe", "\xad").replace("\x02", "\xad")


_SPACED_POINT = re.compile(r"(?<=\w) (?=[,;.](?:\s|$))")


def _spaced_points(text: str) -> bool:
    return " ," in text or " ;" in text or " ." in text


def _without_spaces_before_points(text: Positioned) -> Positioned:
    if not _spaced_points(text.text):
        return text
    found = [match.span() for match in _SPACED_POINT.finditer(text.text)]
    return text.without(found) if found else text
