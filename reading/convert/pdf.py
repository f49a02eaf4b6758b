"""PDF as issued: running heads and page numbers dropped, footnotes hung where their marks stand, lines made paragraphs again."""

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence

import pypdfium2 as pdfium

from domain.instrument import Footnote
from reading.convert.pdf_lines import Line, Mark, Page, read_page
from reading.convert.pdf_words import tidied
from reading.errors import DamagedDocument, ScannedDocument
from reading.outline.blocks import Block, Converted, Role
from reading.outline.labels import Style, label_of
from reading.outline.landmarks import names_text
from reading.outline.openings import enacting_formula, opens_operatively, opens_preambularly
from reading.outline.positioned import Positioned
from reading.outline.repair import Vocabulary, join_lines, mend_splits

MEDIA_TYPE = "application/pdf"
_WIDER = 1.15  # lines of two paragraphs stand at least so much further apart than lines of one, where they do at all
_SMALLER = 0.93  # what is set smaller than this share of the running text is a note, a running head or a table
_MARGIN_SHARE = 0.11  # of the page's height, at its top and bottom
_SEPARATOR = re.compile(r"\s*_{5,}\s*")
_PAGE_FURNITURE = re.compile(
    r"\s*(?:\d{1,4}|\d{1,3}/\d{1,3}|[-–—]\s*\d+\s*[-–—]|/?\s*\.\.\.|/…|Page \d+(?: of \d+)?"
    r"|(?:(?:\d{1,3}/\d{1,3}|\d\d-\d{5}(?: ?\([A-Z]\))?|\d{6}|\*\d{5,9}\*|Please recycle\W?)(?:\s+|$))+|Please recycle.*)\s*"
)
_DIGITS = re.compile(r"\d+")
_SECTION_NUMBER = re.compile(r"[IVX]{1,5}\.?")
_ENDED = re.compile(r"[;:.,!?]\W*(?:and|or)?\s*$")


def _ended(text: str) -> bool:
    """Whether a line ends as a paragraph or item does. Most end with a letter of no such word, and need not be looked through."""
    shown = text.rstrip()
    if shown[-1:].isalnum() and not shown.endswith(("and", "or")):
        return False
    return _ENDED.search(text) is not None


def convert(data: bytes, name: str) -> Converted:
    """Blocks of a PDF. Raises ``DamagedDocument`` where it can't be opened and ``ScannedDocument`` where it holds no text at all."""
    pages, text, warnings = _pages(data, name)
    if not any(page.lines for page in pages):
        if any(page.pictures for page in pages):
            raise ScannedDocument(
                f"{name} holds pictures of pages and no text. Install ocrmypdf to have them recognized, or give a PDF with text."
            )
        return Converted(text, MEDIA_TYPE, ())
    body_size = _body_size(pages)
    repeated = _repeated(pages)
    words = Vocabulary(line.text for page in pages for line in page.lines)
    lines: list[Line | tuple[int, str]] = []
    notes: dict[int, list[tuple[str, str]]] = {}
    for page in pages:
        running, foot = _without_furniture(page, body_size, repeated)
        notes[page.number] = _notes(foot, text, words)
        lines.extend(_with_pictures(page, running))
    blocks = tuple(_blocks(lines, notes, text, words, pages))
    return Converted(text, MEDIA_TYPE, blocks, page_starts=tuple(page.start for page in pages), warnings=tuple(warnings))


def _pages(data: bytes, name: str) -> tuple[list[Page], str, list[str]]:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        why = "it is encrypted" if "password" in str(error).lower() else "its structure is broken"
        raise DamagedDocument(
            f"{name} can't be opened as a PDF: {why}. Save it anew, without a password, and try again."
        ) from error
    pages: list[Page] = []
    texts: list[str] = []
    warnings: list[str] = []
    at = 0
    try:
        for i in range(len(document)):
            try:
                page, text = read_page(document, i, at)
            except pdfium.PdfiumError:
                warnings.append(f"Page {i + 1} could not be read: its part of the file is broken. Compare with the original.")
                continue
            pages.append(page)
            texts.append(text + "\n\f")
            at += len(text) + 2
    finally:
        document.close()
    if not pages:
        raise DamagedDocument(f"{name} is a PDF without a page that can be read. Save it anew and try again.")
    return pages, "".join(texts), warnings


def _body_size(pages: Sequence[Page]) -> float:
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            if not line.bold:
                sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def _key(page: Page, line: Line) -> tuple[str, int]:
    return _DIGITS.sub("#", line.text.strip()), round((page.height - line.y) / 4)


def _repeated(pages: Sequence[Page]) -> set[tuple[str, int]]:
    """What stands at the same place of the margin on several pages: running heads and feet."""
    counts: Counter[tuple[str, int]] = Counter()
    for page in pages:
        counts.update({_key(page, page.lines[i]) for i in _in_margin(page)})
    return {key for key, count in counts.items() if count >= 2 and len(pages) >= 2}


def _in_margin(page: Page) -> set[int]:
    """The lines, by their places on the page, that may be running heads or feet; footnotes stand there too and open with their marks."""
    bottom, top = page.height * _MARGIN_SHARE, page.height * (1 - _MARGIN_SHARE)
    return {i for i, line in enumerate(page.lines) if not bottom < line.y < top and not line.opens_with_mark}


def _is_furniture(text: str) -> bool:
    """Whether a line is a page's number, a document's or a plea to recycle it: nothing of that begins with a letter but "P"."""
    first = text.lstrip()[:1]
    return (first == "P" or not first.isalpha()) and _PAGE_FURNITURE.fullmatch(text) is not None


def _without_furniture(page: Page, body_size: float, repeated: set[tuple[str, int]]) -> tuple[list[Line], list[Line]]:
    """The page's running lines, and those of its footnotes."""
    first_body = max((line.y for line in page.lines if line.size >= body_size * _SMALLER), default=0.0)
    kept: list[Line] = []
    margins = _in_margin(page)
    for i, line in enumerate(page.lines):
        margin = i in margins
        if _is_furniture(line.text) and (margin or not line.text.strip().isdigit()):
            continue
        if margin and _key(page, line) in repeated:
            continue
        if page.number > 1 and margin and line.y > first_body and line.size < body_size * _SMALLER:
            continue
        kept.append(line)
    top = _notes_top(page, kept, body_size)
    kept = [line for line in kept if not _SEPARATOR.fullmatch(line.text)]
    foot = [line for line in kept if line.y <= top]
    running = [line for line in kept if line.y > top]
    if _is_one_column(running, page):
        running.sort(key=lambda line: -round(line.y))
    foot.sort(key=lambda line: -round(line.y))
    return running, foot


def _is_one_column(lines: Sequence[Line], page: Page) -> bool:
    disordered = sum(after.y > before.y + 2 for before, after in itertools.pairwise(lines))
    return page.number > 1 and 0 < disordered <= 3


def _notes_top(page: Page, lines: Sequence[Line], body_size: float) -> float:
    """The height at which the page's footnotes begin; below zero where it has none."""
    separators = [line.y for line in page.lines if _SEPARATOR.fullmatch(line.text)]
    if separators:
        below = [line for line in lines if line.y < min(separators)]
        if below and sum(line.size < body_size * _SMALLER or line.opens_with_mark for line in below) * 2 >= len(below):
            return min(separators)
    for opener in sorted((line for line in lines if line.opens_with_mark), key=lambda line: -line.y):
        below = [line for line in lines if line.y <= opener.y + 1]
        small = all(line.size < body_size * _SMALLER for line in below)
        marked = sum(line.opens_with_mark for line in below) * 3 >= len(below)
        if small or (marked and not any(_numbers_paragraph(line) for line in below)):
            return opener.y + 1
    return -1.0


def _numbers_paragraph(line: Line) -> bool:
    return not line.opens_with_mark and label_of(line.text) is not None


def _notes(lines: Sequence[Line], text: str, words: Vocabulary) -> list[tuple[str, str]]:
    """The footnotes of a page, each with its mark."""
    found: list[tuple[str, list[Line]]] = []
    for line in lines:
        if line.opens_with_mark or not found:
            found.append((line.marks[0].printed if line.opens_with_mark else "", [line]))
        else:
            found[-1][1].append(line)
    return [(mark, join_lines([tidied(line, text) for line in held], words).text) for mark, held in found]


def _with_pictures(page: Page, lines: Sequence[Line]) -> Iterable[Line | tuple[int, str]]:
    """The lines with a notice where a picture stands that no text lies over."""
    pending = sorted(
        (
            box
            for box in page.pictures
            if sum(box[1] <= line.y <= box[3] and box[0] <= line.x <= box[2] for line in page.lines) < 3
        ),
        key=lambda box: -box[3],
    )
    for line in lines:
        while pending and line.y < pending[0][1]:
            pending.pop(0)
            yield (page.number, "A picture stands here and can't be read. Look at the original.")
        yield line
    for _ in pending:
        whole = "This page is only a picture and can't be read." if not lines else "A picture stands here and can't be read."
        yield (page.number, f"{whole} Look at the original.")


def _blocks(
    lines: Sequence[Line | tuple[int, str]],
    notes: dict[int, list[tuple[str, str]]],
    text: str,
    words: Vocabulary,
    pages: Sequence[Page],
) -> Iterable[Block]:
    starts = {page.number: page.start for page in pages}
    layout = _Layout([line for line in lines if isinstance(line, Line)])
    held: list[Line] = []
    left = {number: list(found) for number, found in notes.items()}
    for line in lines:
        if not isinstance(line, Line):
            yield from _block(held, text, words, left, layout)
            held = []
            at = starts[line[0]]
            yield Block(Positioned.at_place(line[1], at), Role.UNREADABLE, page=line[0])
            continue
        if held and layout.begins(line, held):
            yield from _block(held, text, words, left, layout)
            held = []
        held.append(line)
    yield from _block(held, text, words, left, layout)


def _block(
    lines: Sequence[Line], text: str, words: Vocabulary, notes: dict[int, list[tuple[str, str]]], layout: "_Layout"
) -> Iterable[Block]:
    if not lines:
        return
    body = mend_splits(join_lines([tidied(line, text) for line in lines], words), words)
    if not body:
        return
    hung = tuple(_hung(line, mark, body, notes) for line in lines for mark in line.marks)
    body, hung = _without_flat_marks(body, hung, notes.get(lines[0].page, []))
    first = lines[0]
    yield Block(body, indent=first.x - layout.margin, page=first.page, centered=layout.centered(lines), footnotes=hung)


# looked for by the sign that it touches, and from there to both sides: signs are few, and quickly found
_FLAT_MARK = re.compile(r"[,;:](?<=[a-z)”’].)(\d{1,2})(?=\s|$)")


def _without_flat_marks(
    body: Positioned, hung: tuple[Footnote, ...], notes: Sequence[tuple[str, str]]
) -> tuple[Positioned, tuple[Footnote, ...]]:
    """Marks that lost their raised setting: numbers that touch a comma or semicolon."""
    found = list(_FLAT_MARK.finditer(body.text))
    for match in reversed(found):
        words = next((text for printed, text in notes if printed == match[1]), "")
        body = body.without([match.span(1)])
        gone = len(match[1])
        moved = [Footnote(n.mark, n.text, n.offset - gone if n.offset >= match.end() else n.offset) for n in hung]
        hung = tuple(sorted([*moved, Footnote(match[1], words, match.start(1))], key=lambda note: note.offset))
    return body, hung


def _hung(line: Line, mark: Mark, body: Positioned, notes: dict[int, list[tuple[str, str]]]) -> Footnote:
    words = next((text for printed, text in notes.get(line.page, []) if printed == mark.printed), "")
    offset = next((i for i, at in enumerate(body.offsets) if at >= mark.start), len(body))
    while offset and body.text[offset - 1] == " ":
        offset -= 1
    return Footnote(mark.printed, words, offset)


class _Layout:
    """How a document is set: its left margin, the distance of its lines, and whether paragraphs stand apart."""

    def __init__(self, lines: Sequence[Line]) -> None:
        rights: Counter[int] = Counter(round(line.right) for line in lines)
        lefts: Counter[int] = Counter(round(line.x) for line in lines)
        self.margin = float(min((x for x, n in lefts.items() if n >= max(2, len(lines) * 0.1)), default=min(lefts, default=0)))
        self.right = float(max(rights, default=0))
        steps = Counter(
            round(before.y - after.y)
            for before, after in itertools.pairwise(lines)
            if before.page == after.page and 4 < before.y - after.y < 40
        )
        usual = max(steps.values(), default=0) * 0.3
        self.pitch = float(min((step for step, count in steps.items() if count >= usual), default=12))
        self.indented = sum(line.x > self.margin + 8 for line in lines) > len(lines) * 0.08

    def begins(self, line: Line, held: Sequence[Line]) -> bool:
        """Whether ``line`` begins a paragraph after the lines held so far."""
        last = held[-1]
        if abs(line.size - last.size) > 0.08 * last.size or (line.bold != last.bold and line.page == last.page):
            return True
        shown = line.text.strip()
        label = label_of(shown)
        if label and label.style is Style.DECIMAL and last.text.rstrip().endswith((",", "and")):
            label = None
        ended = _ended(last.text) or (bool(last.marks) and _ended(last.text.rstrip("0123456789* ")))
        first = held[0].text
        if names_text(shown) and not (label_of(first) or opens_preambularly(first) or opens_operatively(first)):
            return True
        if enacting_formula(shown) or (ended and _SECTION_NUMBER.fullmatch(shown)):
            return True
        indent = line.x - self.margin > 8
        if line.page != last.page:
            return self._begins_page(line, held, label is not None, ended, indent)
        step = last.y - line.y
        if step > self.pitch * 1.4 or step < -self.pitch:
            return not self._runs_on(line, last, step, ended)
        if label and label.style is Style.ARABIC and step > self.pitch * _WIDER:
            return True
        if ended and self._opens(line, last, held, step):
            return True
        if (
            label
            and label.style is not Style.BULLET
            and (ended or indent)
            and (label.style is not Style.ARABIC or indent or ended)
        ):
            return line.x > last.x + 2 or ended
        if label and label.style is Style.BULLET:
            return ended or indent
        return indent and ended and line.x > last.x + 8

    def _opens(self, line: Line, last: Line, held: Sequence[Line], step: float) -> bool:
        """Whether a line that stands close below a sentence's end opens a paragraph by its words, its distance or its indent."""
        text = line.text.lstrip()
        if not text[:1].isupper():
            return False
        if enacting_formula(last.text) or (opens_preambularly(text) and opens_preambularly(held[0].text)):
            return True
        short = not self._full(last)
        if step > self.pitch * _WIDER and not last.text.rstrip().endswith(":") and (short or len(held) > 1):
            return True
        first = len(held) == 1 and abs(line.x - last.x) < 2 and line.x - self.margin > 8
        return first and short and self.indented

    def _full(self, line: Line) -> bool:
        """Whether a line reaches the right margin, so that the next may go on with its sentence."""
        return line.right > self.right - (self.right - self.margin) * 0.12

    def _runs_on(self, line: Line, last: Line, step: float, ended: bool) -> bool:
        """Whether a wider step, as a superscript makes it, still leads on within a sentence."""
        return (
            0 < step < self.pitch * 2.2
            and self._full(last)
            and not ended
            and line.x <= self.margin + 2
            and line.size >= last.size * _SMALLER
        )

    def _begins_page(self, line: Line, held: Sequence[Line], labelled: bool, ended: bool, indent: bool) -> bool:
        if (labelled and (indent or ended)) or (line.bold and not held[-1].bold):
            return True
        text = line.text.lstrip()
        if ended and text[:1].isupper():
            if opens_preambularly(text) and opens_preambularly(held[0].text):
                return True
            if held[-1].text.rstrip().endswith((";", ".")) and not self._full(line) and not _ENDED.search(text):
                return True  # a heading at the top of a page
        if self.indented:
            return (indent and (ended or line.text.lstrip()[:1].isupper()) and abs(line.x - held[-1].x) > 8) or (indent and ended)
        opens = opens_preambularly(line.text) or opens_operatively(line.text)
        return ended and (opens or not held[-1].text.rstrip().endswith(","))

    def centered(self, lines: Sequence[Line]) -> bool:
        """Whether lines stand in the middle rather than at the margin."""
        return all(line.x - self.margin > 30 and abs((line.x - self.margin) - (self.right - line.right)) < 30 for line in lines)
