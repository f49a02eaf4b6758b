"""Word documents: paragraphs with the numbers that Word prints, insertions kept, deletions dropped, footnotes hung on their places.

Numbers of automatic lists stand nowhere in the text: they are counted here by the document's own numbering, as Word counts them.
"""

import io
import re
import zipfile
import zlib
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from lxml import etree
from msgspec import structs

from domain.instrument import Footnote
from reading.convert.assembly import opens_paragraph
from reading.convert.reflow import divides, is_printed, paragraphs, reflowed
from reading.errors import DamagedDocument, TooLarge, UnknownFormat
from reading.outline.blocks import Block, Converted, Role
from reading.outline.labels import letters, lone_label, roman
from reading.outline.positioned import Positioned
from reading.outline.repair import composed, without_invisible

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PART_LIMIT = 48 * 1024 * 1024  # bytes of one part, unpacked
_DROPPED = frozenset(f"{_W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "fldData"))
_TYPED_MARK = re.compile(r"\s*\[?(\d{1,3}|\*{1,3})\]?\s*")
_PICTURES = ("drawing", "pict", "object")
_COUNTED: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "lowerLetter": letters,
    "upperLetter": lambda number: letters(number).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
}


def convert(data: bytes, name: str) -> Converted:
    """Blocks of a .docx file. Raises ``UnknownFormat`` for other zip files, ``DamagedDocument`` and ``TooLarge`` for hostile ones."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "word/document.xml" not in names:
                raise UnknownFormat(
                    f"{name} is an archive or an office file other than .docx. Save its text as .docx or PDF, or unpack it."
                )
            body = _part(archive, "word/document.xml", name)
            numbering = _Numbering(_part(archive, "word/numbering.xml", name) if "word/numbering.xml" in names else None)
            notes = _notes(_part(archive, "word/footnotes.xml", name)) if "word/footnotes.xml" in names else {}
            styles = _style_numbering(_part(archive, "word/styles.xml", name)) if "word/styles.xml" in names else {}
    except (
        zlib.error,
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        NotImplementedError,
        RuntimeError,
        EOFError,
        OSError,
        ValueError,
    ) as error:
        raise DamagedDocument(
            f"{name} is no sound .docx file: {error}. Open it in an office program and save it anew."
        ) from error
    writer = _Writer(numbering, notes, styles)
    for element in body.iter(f"{_W}p"):
        writer.paragraph(element)
    return Converted("".join(writer.source), MEDIA_TYPE, writer.finished())


def _part(archive: zipfile.ZipFile, part: str, name: str) -> etree._Element:
    """One part as XML. What its header claims to be its size isn't trusted: reading stops at the limit."""
    with archive.open(part) as file:
        held = file.read(_PART_LIMIT + 1)
    if len(held) > _PART_LIMIT:
        raise TooLarge(f"{name} unpacks to more than {_PART_LIMIT // 1048576} MB, as no resolution does. Give its text alone.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(held, parser)
    except etree.XMLSyntaxError as error:
        if error.msg in (None, "unknown error"):
            raise MemoryError from error  # so libxml2 says that it got none
        raise DamagedDocument(
            f"{name} holds broken XML in {part}: {error.msg}. Open it in an office program and save it anew."
        ) from error
    if getattr(root.getroottree().docinfo, "doctype", ""):
        raise DamagedDocument(f"{name} declares a document type in {part}, as office programs never do. Save it anew.")
    return root


def _notes(root: etree._Element) -> dict[str, str]:
    found = {}
    for note in root.iter(f"{_W}footnote"):
        found[note.get(f"{_W}id", "")] = " ".join("".join(text.text or "" for text in note.iter(f"{_W}t")).split())
    return found


def _style_numbering(root: etree._Element) -> dict[str, tuple[str, int]]:
    """Numbering that paragraph styles carry: style, then list and level."""
    found = {}
    for style in root.iter(f"{_W}style"):
        number = style.find(f"{_W}pPr/{_W}numPr")
        if number is not None:
            found[style.get(f"{_W}styleId", "")] = _reference(number)
    return found


def _reference(element: etree._Element) -> tuple[str, int]:
    list_id, level = element.find(f"{_W}numId"), element.find(f"{_W}ilvl")
    value = level.get(f"{_W}val", "0") if level is not None else "0"
    return (list_id.get(f"{_W}val", "") if list_id is not None else ""), int(value) if value.isdigit() else 0


@dataclass(frozen=True, slots=True)
class _Level:
    style: str
    pattern: str
    start: int


class _Numbering:
    """The document's lists, counted as Word does: a level begins anew whenever a level above it moves on."""

    def __init__(self, root: etree._Element | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        if root is None:
            return
        for abstract in root.iter(f"{_W}abstractNum"):
            self._levels[abstract.get(f"{_W}abstractNumId", "")] = dict(_levels(abstract))
        for number in root.iter(f"{_W}num"):
            held = number.find(f"{_W}abstractNumId")
            if held is not None:
                self._lists[number.get(f"{_W}numId", "")] = held.get(f"{_W}val", "")
                self._restarts[number.get(f"{_W}numId", "")] = dict(_restarts(number))

    def next(self, list_id: str, level: int) -> str | None:
        """The printed number of the next paragraph of a list; None where the list prints none."""
        abstract = self._lists.get(list_id)
        levels = self._levels.get(abstract or "", {})
        here = levels.get(level)
        if abstract is None or here is None:
            return None
        counts = self._counts.setdefault(abstract, {})
        anew = self._restarts[list_id].pop(level, None)  # where this list begins, it counts from here whatever came before
        counts[level] = anew if anew is not None else counts.get(level, here.start - 1) + 1
        for below in [other for other in counts if other > level]:
            del counts[below]
        if here.style == "bullet":
            return "•"

        def printed(match: re.Match[str]) -> str:
            other = int(match[1]) - 1
            style = levels.get(other, here).style
            return _COUNTED.get(style, str)(counts.get(other, levels[other].start if other in levels else 1))

        return re.sub(r"%(\d)", printed, here.pattern).strip() or None


def _restarts(number: etree._Element) -> Iterator[tuple[int, int]]:
    for override in number.iter(f"{_W}lvlOverride"):
        level, start = override.get(f"{_W}ilvl", "0"), _value(override, "startOverride") or ""
        if level.isdigit() and start.isdigit():
            yield int(level), int(start)


def _levels(abstract: etree._Element) -> Iterator[tuple[int, _Level]]:
    for level in abstract.iter(f"{_W}lvl"):
        values = {key: _value(level, key) for key in ("numFmt", "lvlText", "start")}
        index, start = level.get(f"{_W}ilvl", "0"), values["start"] or "1"
        if index.isdigit():
            yield int(index), _Level(values["numFmt"] or "decimal", values["lvlText"] or "", int(start) if start.isdigit() else 1)


def _value(element: etree._Element, key: str) -> str | None:
    found = element.find(f"{_W}{key}")
    return found.get(f"{_W}val") if found is not None else None


@dataclass(slots=True)
class _Writer:
    """Paragraphs one after another, the text they make being the source that offsets point into."""

    numbering: _Numbering
    notes: dict[str, str]
    styles: dict[str, tuple[str, int]]
    source: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    typed_notes: dict[str, Positioned] = field(default_factory=dict)
    at: int = 0

    def paragraph(self, element: etree._Element) -> None:
        """One paragraph of the body, or of a table's cell."""
        pieces: list[str] = []
        hung: list[tuple[int, str]] = []
        raised: list[tuple[int, str]] = []
        pictures = 0
        for node in _shown(element):
            tag = etree.QName(node).localname
            if tag == "t" and _is_raised(node) and (typed := _TYPED_MARK.fullmatch(node.text or "")):
                raised.append((sum(map(len, pieces)), typed[1]))
            elif tag == "t":
                pieces.append(node.text or "")
            elif tag in ("tab", "br", "cr"):
                pieces.append(" " if tag == "tab" else "\n")
            elif tag == "noBreakHyphen":
                pieces.append("-")
            elif tag == "footnoteReference":
                hung.append((sum(map(len, pieces)), node.get(f"{_W}id", "")))
            elif tag in _PICTURES:
                pictures += 1
        text = "".join(pieces)
        if raised and text.strip() and not text[: raised[0][0]].strip():
            self.typed_notes[raised[0][1]] = Positioned.from_place(text, self.at)  # a paragraph that a mark opens is the note
            self.source.append(text + "\n")
            self.at += len(text) + 1
            return
        self._close(text, hung, raised, element, pictures)

    def _close(
        self, text: str, hung: list[tuple[int, str]], raised: list[tuple[int, str]], element: etree._Element, pictures: int
    ) -> None:
        start = self.at
        self.source.append(text + "\n")
        self.at += len(text) + 1
        label = self._label(element)
        if not text.strip():
            if pictures:
                words = "A picture stands here and can't be read. Look at the original."
                self.blocks.append(Block(Positioned.at_place(words, start), Role.UNREADABLE))
            return
        whole, role = Positioned.from_place(text, start), _role(element)
        notes = [Footnote(str(i + 1), self.notes.get(key, ""), at) for i, (at, key) in enumerate(hung)]
        notes += [Footnote(mark, "", at) for at, mark in raised]
        notes.sort(key=lambda note: note.offset)
        if "\n" in text and role is Role.TEXT and divides(text):
            first, *further = paragraphs(whole, notes)
            self.blocks += [structs.replace(first, label=label), *further]
            return
        body = without_invisible(composed(whole)).strip()
        placed = tuple(replace(note, offset=bisect_left(body.offsets, start + note.offset)) for note in notes)
        self.blocks.append(Block(body, role, label, footnotes=placed))

    def finished(self) -> tuple[Block, ...]:
        """All blocks, typed notes hung where their marks stand, lines of a printed page made paragraphs again."""
        notes = {mark: without_invisible(composed(whole)).strip() for mark, whole in self.typed_notes.items()}
        blocks: list[Block] = []
        for block in self.blocks:
            hung = [replace(n, text=n.text or (notes[n.mark].text if n.mark in notes else "")) for n in block.footnotes]
            blocks.append(structs.replace(block, footnotes=tuple(hung)))
        marks = {note.mark for block in blocks for note in block.footnotes}
        blocks += [Block(whole) for mark, whole in notes.items() if mark not in marks]  # so that nothing is lost
        return tuple(reflowed(blocks)) if is_printed(blocks) else tuple(blocks)

    def _label(self, element: etree._Element) -> str | None:
        reference = element.find(f"{_W}pPr/{_W}numPr")
        if reference is not None:
            return self.numbering.next(*_reference(reference))
        style = element.find(f"{_W}pPr/{_W}pStyle")
        held = self.styles.get(style.get(f"{_W}val", "")) if style is not None else None
        return self.numbering.next(*held) if held else None


def _shown(element: etree._Element) -> Iterator[etree._Element]:
    """The nodes of a paragraph that a reader sees, paragraphs within it (text boxes) left to themselves."""
    waiting = [iter(element)]
    while waiting:
        node = next(waiting[-1], None)
        if node is None:
            waiting.pop()
        elif isinstance(node.tag, str) and node.tag not in _DROPPED and node.tag != f"{_W}p":
            yield node
            waiting.append(iter(node))


def _role(element: etree._Element) -> Role:
    style = element.find(f"{_W}pPr/{_W}pStyle")
    name = style.get(f"{_W}val", "") if style is not None else ""
    if re.match(r"(?:heading|title|h\d|hch|_ ?h_)", name, re.I):
        return Role.HEADING
    cell = element.getparent()
    return Role.TABLE if cell is not None and cell.tag == f"{_W}tc" and not _is_set_in_table(element, cell) else Role.TEXT


def _is_set_in_table(element: etree._Element, cell: etree._Element) -> bool:
    """Whether a table only sets numbers beside paragraphs: then a paragraph in a cell is one of the text, and so is its number."""
    row = cell.getparent()
    words = [_words(one) for one in row.iterchildren(f"{_W}tc")] if row is not None else []
    shown = [word for word in words if word]
    if len(shown) == 2:
        return lone_label(shown[0]) is not None
    return len(shown) == 1 and opens_paragraph(_words(element))


def _words(element: etree._Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{_W}t")).strip()


def _is_raised(node: etree._Element) -> bool:
    run = node.getparent()
    raised = run.find(f"{_W}rPr/{_W}vertAlign") if run is not None else None
    return raised is not None and raised.get(f"{_W}val") == "superscript"
