"""The public face of reading's first half: a file in, its provisions out, each word traceable to where it stood."""

import hashlib
from dataclasses import replace

from reading.confined import recognize
from reading.confined.isolate import ReaderPool, shared_pool
from reading.confined.limits import DEFAULT_LIMITS, Limits
from reading.contents import Document, decoded, source_span
from reading.errors import ScannedDocument

__all__ = ["Document", "read_document", "source_span"]


def read_document(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS, pool: ReaderPool | None = None) -> Document:
    """The document in ``data``, read in a separate process; ``name`` tells the format where the bytes don't, and stands in messages.

    Raises a ``ReadingError`` with a sentence on what happened, why, and what to do.
    """
    pool = pool or shared_pool()
    try:
        return decoded(pool.read(data, name, limits))
    except ScannedDocument:
        if not recognize.available():
            raise
    read = decoded(pool.read(recognize.recognized(data, name), name, limits))
    warning = (
        f"{name} is a scan: its text was recognized by {recognize.PROGRAM} and may hold mistakes. Compare it with the original."
    )
    return replace(read, source_bytes_sha256=hashlib.sha256(data).hexdigest(), warnings=(warning, *read.warnings))
