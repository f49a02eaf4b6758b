"""The public face of reading's first half: a file in, its provisions out, each word traceable to where it stood."""

import hashlib
from dataclasses import dataclass

from domain.instrument import Instrument, Provision, Span
from reading.blocks import Converted
from reading.convert.pdf import convert as convert_pdf
from reading.convert.plain import convert as convert_plain
from reading.errors import EmptyDocument, NoOperativeText
from reading.head import read_head
from reading.provisions import arrange


@dataclass(frozen=True, slots=True)
class Document:
    """A document taken apart. ``instrument`` holds what its own head states; ``source_text`` is what spans point into."""

    instrument: Instrument
    provisions: tuple[Provision, ...]
    source_text: str
    source_bytes_sha256: str
    media_type: str
    warnings: tuple[str, ...] = ()


def source_span(provision: Provision, start: int, end: int) -> Span:
    """The source span of ``provision.text[start:end]``; the range must not be empty."""
    held = provision.offsets[start:end]
    return Span(min(held), max(held) + 1, page=provision.span.page)


def read_document(data: bytes, name: str) -> Document:
    if data[:5] == b"%PDF-":
        converted: Converted = convert_pdf(data, name)
    else:
        converted = convert_plain(data.decode("utf-8"), "text/plain", "utf-8")
    if not converted.blocks:
        raise EmptyDocument(f"{name} holds no text. Check that the right file was given.")
    arranged = arrange(converted.blocks)
    if not any(p.number for p in arranged.provisions):
        raise NoOperativeText(f"{name} holds no operative paragraph. Check that it is a resolution or decision.")
    return Document(
        read_head(arranged.head, arranged.close, arranged.provisions, converted.head), arranged.provisions, converted.text, hashlib.sha256(data).hexdigest(), converted.media_type,
        converted.warnings + arranged.warnings,
    )
