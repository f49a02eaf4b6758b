"""The hash chain of the ledger. Its format is laid down in ``docs/ledger-format.md``; a change here needs a new tag there."""

from hashlib import sha256

from schema.columns import instant
from wire.records import StoredEvent

TAG = "servanda-event-1"
"""First field of every hashed header: the format, so that two formats can never give one hash."""

GENESIS = bytes(32)
"""What the first event of a ledger takes as the hash before it."""


def header(position: int, stream: str, event: StoredEvent) -> bytes:
    """What is hashed of an event beside its payload: ten fields as netstrings, in the order of the columns.

    A field is its length in bytes in decimal, a colon, its UTF-8 text and a comma, so no two headers are the same bytes.
    Raises :class:`UnicodeEncodeError` for text that is not Unicode, :class:`ValueError` for a naive time.
    """
    fields = (
        TAG,
        str(position),
        stream,
        str(event.seq),
        event.kind,
        str(event.version),
        event.actor,
        event.command_id,
        instant(event.recorded_at),
        instant(event.effective_at),
    )
    parts = [field.encode() for field in fields]
    return b"".join(b"%d:%b," % (len(part), part) for part in parts)


def link(previous: bytes, position: int, stream: str, event: StoredEvent) -> bytes:
    """The hash of ``event`` at ``position``: SHA-256 over the previous hash, the header and the exact bytes of the payload."""
    return sha256(previous + header(position, stream, event) + payload_bytes(event)).digest()


def payload_bytes(event: StoredEvent) -> bytes:
    """The payload as it stands in the database. Bytes that are no UTF-8 come back as they were read (:func:`payload_text`)."""
    return event.payload.encode("utf-8", "surrogateescape")


def payload_text(stored: bytes) -> str:
    """The payload of a row. What is no UTF-8, and so was never written by us, stays recognizable for whoever checks the hash."""
    return stored.decode("utf-8", "surrogateescape")
