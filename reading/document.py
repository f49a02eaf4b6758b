"""The public face of reading's first half: a file in, its provisions out, each word traceable to where it stood."""

import msgspec

from reading.contents import Document, source_span
from reading.isolate import ReaderPool, shared_pool
from reading.limits import DEFAULT_LIMITS, Limits

__all__ = ["Document", "read_document", "source_span"]

_decoder = msgspec.msgpack.Decoder(Document)


def read_document(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS, pool: ReaderPool | None = None) -> Document:
    """The document in ``data``, read in a separate process; ``name`` tells the format where the bytes don't, and stands in messages.

    Raises a ``ReadingError`` with a sentence on what happened, why, and what to do.
    """
    return _decoder.decode((pool or shared_pool()).read(data, name, limits))
