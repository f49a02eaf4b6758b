"""What reading makes of a file: its provisions and head, and the way from each word back to where it stood."""

from bisect import bisect_right
from dataclasses import dataclass
from typing import Any

import msgspec

from domain.instrument import Instrument, Provision, Span
from domain.offsets import Offsets


@dataclass(frozen=True, slots=True)
class Document:
    """A document taken apart.

    ``instrument`` holds what its own head states. Spans point into ``source_text``: the decoded file itself where ``encoding`` is set
    (text formats), the text as extracted otherwise; ``page_starts`` then holds the offsets at which pages begin (PDF).
    """

    instrument: Instrument
    provisions: tuple[Provision, ...]
    source_text: str
    source_bytes_sha256: str
    media_type: str
    warnings: tuple[str, ...] = ()
    encoding: str | None = None
    page_starts: tuple[int, ...] = ()

    def located(self, span: Span) -> Span:
        """``span`` with its bytes in the file (text formats) or its page (PDF)."""
        page = bisect_right(self.page_starts, span.start) or span.page if self.page_starts else span.page
        if self.encoding is None:
            return Span(span.start, span.end, page=page)
        before = len(self.source_text[: span.start].encode(self.encoding, "surrogateescape"))
        length = len(self.source_text[span.start : span.end].encode(self.encoding, "surrogateescape"))
        return Span(span.start, span.end, before, before + length, page)


def source_span(provision: Provision, start: int, end: int) -> Span:
    """The source span of ``provision.text[start:end]``; the range must not be empty."""
    first, last = provision.offsets.extent(start, end)
    return Span(first, last, page=provision.span.page)


def encoded(document: Document) -> bytes:
    """The document on its way to another process of this machine."""
    return _encoder.encode(document)


def decoded(payload: bytes) -> Document:
    """The document that :func:`encoded` wrote. Raises ``msgspec.DecodeError`` where it is none."""
    return _decoder.decode(payload)


def _written(value: Any) -> bytes:
    if isinstance(value, Offsets):
        return bytes(value)
    raise NotImplementedError(f"{type(value).__name__} has no form between processes")


def _read(kind: type, value: Any) -> Offsets:
    if kind is Offsets and isinstance(value, bytes):
        return Offsets.from_bytes(value)
    raise NotImplementedError(f"{kind.__name__} has no form between processes")


_encoder = msgspec.msgpack.Encoder(enc_hook=_written)
_decoder = msgspec.msgpack.Decoder(Document, dec_hook=_read)
