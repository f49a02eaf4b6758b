"""What every format is converted to: blocks of clean text in reading order, before anybody asks what they mean in law."""

from dataclasses import dataclass, field
from enum import StrEnum

from msgspec import Struct

from domain.instrument import Footnote, Instrument, ProvisionKind
from reading.outline.positioned import Positioned


class Role(StrEnum):
    """What the format itself says a block is. ``TEXT`` means that it says nothing."""

    TEXT = "text"
    TITLE = "title"
    HEADING = "heading"
    TABLE = "table"
    UNREADABLE = "unreadable"


class Block(Struct, frozen=True):
    """One paragraph, item, heading or table row as laid out.

    ``label`` is a number that the format keeps apart from the text (``(a)``, ``3.``); ``indent`` is the distance of the first
    line from the left, in points or columns, and ``depth`` a nesting that the markup states; either may be unknown.
    """

    body: Positioned
    role: Role = Role.TEXT
    label: str | None = None
    indent: float | None = None
    depth: int | None = None
    page: int | None = None
    centered: bool = False
    footnotes: tuple[Footnote, ...] = ()
    kind: ProvisionKind | None = None  # where the format itself says what the block is in law

    @property
    def text(self) -> str:
        return self.body.text


@dataclass(frozen=True, slots=True)
class Converted:
    """A file turned into blocks.

    ``text`` is the source text that offsets point into; ``encoding`` is set where that text is the decoded file itself, so that
    offsets also have byte positions; ``page_starts`` holds the offset at which each page begins (PDF only); ``head`` is what the
    format's own metadata say of the instrument.
    """

    text: str
    media_type: str
    blocks: tuple[Block, ...]
    encoding: str | None = None
    page_starts: tuple[int, ...] = ()
    head: Instrument = field(default_factory=Instrument)
    warnings: tuple[str, ...] = ()
