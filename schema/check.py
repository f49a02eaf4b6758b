"""What is wrong with an append before any database sees it, so that one bad item never fails its batch."""

from itertools import count

import msgspec

from domain.errors import DomainError
from schema.columns import instant
from schema.errors import InvalidAppend
from wire.codec import decode_event, encode
from wire.records import Append


def check(item: Append) -> InvalidAppend | None:
    """Why ``item`` can't be written, or ``None``. Whether it fits its stream is another question, asked inside the lock."""
    try:
        wrong = _shape(item) or _companions(item) or _text(item)
        for event in item.events:
            instant(event.recorded_at), instant(event.effective_at)
            decode_event(event.kind, event.version, event.payload)
        wrong = wrong or next((str(bad) for born in item.spawned if (bad := check(born))), None)
    except (ValueError, TypeError, DomainError, msgspec.MsgspecError) as error:
        wrong = str(error)
    return InvalidAppend(f"Nothing was recorded for {item.stream!r}: {wrong}") if wrong else None


def _shape(item: Append) -> str | None:
    if not item.stream or not item.command_id:
        return "a stream and a command id are needed."
    if not item.events:
        return "there are no events in it."
    if item.after_seq < 0:
        return f"it cannot follow event {item.after_seq}."
    for seq, event in zip(count(item.after_seq + 1), item.events, strict=False):
        if event.seq != seq:
            return f"event {event.seq} stands where {seq} should follow."
        if event.command_id != item.command_id:
            return f"event {seq} carries the command id {event.command_id!r}, not {item.command_id!r}."
    return None


def _companions(item: Append) -> str | None:
    last = item.events[-1].seq
    if item.projection and (item.projection.id, item.projection.seq) != (item.stream, last):
        return f"its projection is of {item.projection.id!r} after event {item.projection.seq}, not after {last}."
    for notice in item.notices:
        if notice.obligation != item.stream or not item.after_seq < notice.seq <= last:
            return f"the notice {notice.key!r} is not about one of its events."
    if len({notice.key for notice in item.notices}) < len(item.notices):
        return "one of its notices stands in it twice."
    return None


def _text(item: Append) -> str | None:
    """PostgreSQL takes no NUL in text; neither database takes half a surrogate pair."""
    texts = [item.stream, item.command_id]
    for event in item.events:
        texts += event.kind, event.actor
        event.payload.encode()
    for notice in item.notices:
        texts += notice.key, notice.recipient, notice.kind
    if p := item.projection:
        texts += (
            p.instrument,
            p.provision,
            p.assignee or "",
            p.due_expression or "",
            p.unresolved or "",
            p.session_body or "",
            p.zone,
            p.series or "",
        )
        encode(p.addressees), encode(p.parties)
    joined = "".join(texts)
    joined.encode()
    return "its text holds a NUL character." if "\0" in joined else None
