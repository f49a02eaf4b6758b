"""A document taken apart, in the process that reads: format, blocks, provisions, head. Callers use ``read_document`` instead."""

import hashlib

from reading.contents import Document
from reading.errors import EmptyDocument, NoOperativeText
from reading.formats import convert
from reading.outline.head import read_head
from reading.outline.provisions import arrange
from reading.outline.repair import BIDIRECTIONAL


def take_apart(data: bytes, name: str) -> Document:
    """The document in ``data``. Raises a ``ReadingError`` where it can't be read or holds no resolution."""
    if not data or data.isspace():
        raise EmptyDocument(f"{name} is empty. Check that the right file was given, and that it was saved or sent completely.")
    converted = convert(data, name)
    if not converted.blocks:
        raise EmptyDocument(f"{name} holds no text. Check that the right file was given.")
    arranged = arrange(converted.blocks)
    if not any(provision.number for provision in arranged.provisions):
        raise NoOperativeText(
            f"{name} holds no operative paragraph: nothing in it is numbered or begins with a verb such as Requests or Decides. "
            "Check that it is a resolution or decision."
        )
    return Document(
        instrument=read_head(arranged.head, arranged.close, arranged.provisions, converted.head),
        provisions=arranged.provisions,
        source_text=converted.text,
        source_bytes_sha256=hashlib.sha256(data).hexdigest(),
        media_type=converted.media_type,
        warnings=(*_hidden(converted.text), *converted.warnings, *arranged.warnings),
        encoding=converted.encoding,
        page_starts=converted.page_starts,
    )


def _hidden(text: str) -> tuple[str, ...]:
    found = BIDIRECTIONAL.findall(text)
    if not found:
        return ()
    return (
        f"The text holds {len(found)} hidden characters that turn the direction of writing, so that it can look otherwise than it reads. "
        "They were left out; compare with the original.",
    )
