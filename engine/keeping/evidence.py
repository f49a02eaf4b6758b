"""Taking evidence: files into a folder of their own, links as they are; and holding what the ledger names against what is there.

The ledger holds ``sha256:<hex>`` for a file. The file is on disk and was read back before any event names it, so whoever is killed
in between leaves a file that nothing names (it is listed, never deleted), and never an event that names no file.
"""

import re
from codecs import IncrementalDecoder, getincrementaldecoder
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from fnmatch import fnmatchcase
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

import filetype

from config import Settings
from engine.keeping.files import Files, Kept, NotAsKept, Unreadable, opened, plain_name
from schema import evidence as table
from schema.engine import Engine
from schema.evidence import SCHEME, Mention, Taken

FOLDER = "evidence"

_HEAD = 8192
"""Bytes from a file's beginning by which its type is told."""

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
"""How the documents of older office programs begin, and messages saved by a mail program; their content is told apart no further."""

_UNMISTAKABLE = {"application/pdf", "application/rtf", "application/postscript"}
"""Formats that may be written in letters only; of the others, a text may begin as they do by chance ("BM", "MZ")."""


class NotEvidence(Exception):
    """What was handed in cannot be taken as evidence. The message says why; nothing was kept and nothing recorded."""


def files_of(settings: Settings) -> Files:
    """Where this instance keeps its evidence."""
    return Files(settings.data / FOLDER, settings.evidence_max_mb * 1_000_000)


def take_file(engine: Engine, settings: Settings, path: Path, actor: str, now: datetime) -> Taken:
    """Keep the file at ``path`` as handed in by ``actor`` at ``now``. Raises :class:`NotEvidence`, ``OSError``."""
    try:
        with opened(path) as source:
            return take_stream(engine, settings, source, path.name, actor, now)
    except Unreadable as error:
        raise NotEvidence(str(error)) from error


def take_stream(engine: Engine, settings: Settings, source: BinaryIO, name: str, actor: str, now: datetime) -> Taken:
    """As :func:`take_file`, for what comes without a file; ``name`` is what whoever sends it calls it."""
    try:
        kept, media_type = _keep(settings, source, plain_name(name))
    except Unreadable as error:
        raise NotEvidence(str(error)) from error
    return _entered(engine, Taken(kept.sha256, plain_name(name), actor, media_type, kept.size, now))


def take_link(settings: Settings, written: str) -> str:
    """``written`` if it is a whole http or https address, which is not fetched, or names a file that is kept and as it was.

    Raises :class:`NotEvidence`, and :class:`~engine.keeping.files.NotAsKept` for a file that is not there or not as it was.
    """
    link = written.strip()
    return _kept_before(settings, link) if link.startswith(SCHEME) else whole_address(link)


def whole_address(link: str) -> str:
    """``link`` if it is a whole http or https address. Raises :class:`NotEvidence`."""
    shown = repr(link[:100])
    try:
        parts = urlsplit(link)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise NotEvidence(f"{shown} is no address: {error}.") from error
    if parts.scheme.lower() not in {"http", "https"} or not host:
        raise NotEvidence(f"{shown} is no address that can be looked at. Write it whole: https://undocs.org/A/72/297.")
    if len(link) > 2000 or any(c.isspace() or not c.isprintable() or c in '<>"\\^`{|}' for c in link):
        raise NotEvidence(f"{shown} holds what no address holds, or is longer than 2,000 characters. Copy it from the browser.")
    if parts.username is not None or parts.password is not None:
        raise NotEvidence("An address with a name or password in it is not kept: the ledger would hold it for ever.")
    if not re.fullmatch(r"[\w.:-]+", host) or ".." in host or host.startswith((".", "-")):
        raise NotEvidence(f"{shown} names no host that there can be.")
    return link


def _kept_before(settings: Settings, reference: str) -> str:
    try:
        files_of(settings).check(reference.removeprefix(SCHEME))
    except ValueError as error:
        raise NotEvidence(str(error)) from error
    return reference


def _keep(settings: Settings, source: BinaryIO, name: str) -> tuple[Kept, str]:
    kind = _Kind(name, [each.strip().lower() for each in settings.evidence_types.split(",") if each.strip()])
    return files_of(settings).keep(source, name, kind.look), kind.found


@dataclass
class _Kind:
    """Sees a file go by and tells its media type by its content, whatever it is called."""

    name: str
    allowed: list[str]
    head: bytes = b""
    found: str = ""
    _text: bool = True
    _decoder: IncrementalDecoder = field(default_factory=lambda: getincrementaldecoder("utf-8")())

    def look(self, piece: bytes) -> None:
        """See one piece; at the empty one that ends the file, raise :class:`NotEvidence` for a type that is not taken."""
        if len(self.head) < _HEAD:
            self.head += piece[: _HEAD - len(self.head)]
        if self._text:
            self._text = self._is_text(piece)
        if not piece:
            self.found = self._type()
            if not any(fnmatchcase(self.found, pattern) for pattern in self.allowed):
                raise NotEvidence(
                    f"{self.name} is {self.found} by its content, which is not taken as evidence. Taken are: "
                    f"{', '.join(self.allowed)} (the setting SERVANDA_EVIDENCE_TYPES)."
                )

    def _is_text(self, piece: bytes) -> bool:
        try:
            letters = self._decoder.decode(piece, final=not piece)
        except UnicodeDecodeError:
            return False
        return not _CONTROL.search(letters)

    def _type(self) -> str:
        guessed = "application/x-ole-storage" if self.head.startswith(_OLE) else filetype.guess_mime(self.head)
        if not self._text or guessed in _UNMISTAKABLE:
            return str(guessed or "application/octet-stream")
        start = self.head.decode("utf-8", "ignore").lstrip("\N{BYTE ORDER MARK} \t\r\n").lower()
        return next((kind for beginning, kind in _TEXTS.items() if start.startswith(beginning)), "text/plain")


_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
"""What no text holds. Line ends, tabs, form feeds and escape sequences of terminals occur in text files."""

_TEXTS = {"<!doctype html": "text/html", "<html": "text/html", "<?xml": "text/xml"}


def _entered(engine: Engine, taken: Taken) -> Taken:
    table.put(engine, taken)
    return taken


@dataclass(frozen=True, slots=True)
class Missing:
    """Evidence that the ledger names and that cannot be shown: why, and where it is named."""

    reference: str
    what: str
    named_in: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What stands behind the evidence that the ledger names. ``unnamed`` are files that no event names: handed in by whoever was
    interrupted or refused afterwards. ``strays`` are no kept files at all. Neither is ever deleted here."""

    files: int
    links: int
    missing: tuple[Missing, ...]
    unnamed: tuple[str, ...] = ()
    strays: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        return not self.missing


def verify(engine: Engine, settings: Settings) -> Report:
    """Read every file that the ledger names and hold it against its hash."""
    files = files_of(settings)
    named: dict[str, list[Mention]] = {}
    for mention in table.mentions(engine):
        named.setdefault(mention.reference, []).append(mention)
    stored = {reference.removeprefix(SCHEME): where for reference, where in named.items() if reference.startswith(SCHEME)}
    missing = tuple(each for digest, where in stored.items() if (each := _missing(files, digest, where)))
    known = {*files.all(), *(taken.sha256 for taken in table.everything(engine))}
    return Report(
        len(stored),
        len(named) - len(stored),
        missing,
        tuple(SCHEME + digest for digest in sorted(known - stored.keys())),
        tuple(str(path) for path in files.strays()),
    )


def _missing(files: Files, digest: str, where: Iterable[Mention]) -> Missing | None:
    try:
        files.check(digest)
    except (NotAsKept, ValueError) as error:
        return Missing(SCHEME + digest, str(error), tuple(f"{each.stream}, event {each.seq}" for each in where))
    return None
