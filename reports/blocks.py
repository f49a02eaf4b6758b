"""What a document is made of, whoever writes it: headings, paragraphs, facts and tables, with words that may be links."""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one style; ``href`` makes them a link, if it is one that a reader can safely follow (see :func:`link`)."""

    text: str
    href: str = ""
    strong: bool = False


Words = tuple[Run, ...]


class Style(StrEnum):
    PLAIN = "plain"
    QUOTE = "quote"  # the instrument's own words
    NOTE = "note"  # about the report, not of it
    ITEM = "item"  # one of a list
    BANNER = "banner"  # what nobody may overlook


@dataclass(frozen=True, slots=True)
class Heading:
    level: int  # 1 to 3
    text: str


@dataclass(frozen=True, slots=True)
class Text:
    words: Words
    style: Style = Style.PLAIN


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and values, one below the other."""

    rows: tuple[tuple[str, Words], ...]


@dataclass(frozen=True, slots=True)
class Table:
    columns: tuple[str, ...]
    rows: tuple[tuple[Words, ...], ...]


Block = Heading | Text | Facts | Table


@dataclass(frozen=True, slots=True)
class Document:
    """``title`` and ``subtitle`` stand at its head, ``running`` at the head of every page."""

    title: str
    subtitle: str
    running: str
    blocks: tuple[Block, ...]


def words(text: str, href: str = "", *, strong: bool = False) -> Words:
    """``text`` in one style."""
    return (Run(clean(text), link(href), strong),)


def link(href: str) -> str:
    """``href`` if it is a web address with a host; empty for everything else: no script, no file, no address that a page hides."""
    if not href or href != clean(href) or any(character.isspace() for character in href):
        return ""
    try:
        parts = urlsplit(href)
        return href if parts.scheme in ("http", "https") and parts.hostname else ""
    except ValueError:
        return ""


def clean(text: str) -> str:
    """``text`` without the characters that no document may hold; each leaves a mark that it was there.

    That is what XML forbids (NUL and other controls, half a surrogate pair), and the controls that turn the direction of writing
    round, by which a text can be made to read as another.
    """
    return "".join(character if _fit(character) else "\N{REPLACEMENT CHARACTER}" for character in text)


_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def _fit(character: str) -> bool:
    if character in "\t\n":
        return True
    if character in _TURNS or character in "\ufffe\uffff":
        return False
    return unicodedata.category(character) not in ("Cc", "Cs", "Zl", "Zp")


def rightwards(text: str) -> bool:
    """Whether ``text`` is written from the right: its first letter with a direction says so."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in ("R", "AL"):
            return True
        if direction == "L":
            return False
    return False
