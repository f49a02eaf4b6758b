"""What mail servers report about messages that had gone out: delivery status notifications (RFC 3464), read with suspicion."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import Message
from email.policy import compat32
from email.utils import parsedate_to_datetime

LARGEST = 20_000_000
"""Bytes of one report. What is larger is no report that a mail server writes."""

_ID = re.compile(r"<[^<>\s]{1,250}>")
_STATUS = re.compile(r"\b([245])\.\d{1,3}\.\d{1,3}\b")
_REPLY = re.compile(r"^\s*(?:smtp\s*;\s*)?([245])\d\d\b", re.IGNORECASE)
_HEADERS = frozenset({"message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers"})
_STATUSES = frozenset({"message/delivery-status", "message/global-delivery-status"})
_LONGEST_REASON = 500
_ADDRESS = re.compile(r"<?[^\s<>;,:]+@[^\s<>;,:]+>?")


class NoReport(Exception):
    """These bytes are no delivery status notification, or one that says of no message which it was."""


@dataclass(frozen=True, slots=True)
class Report:
    """What became of one message for one recipient. ``addresses`` are the one that failed and, where it was forwarded, ours.

    ``status`` is the enhanced code (RFC 3463), such as ``5.1.1``; perhaps empty. ``failed`` means that it has not arrived and the
    server has given up; ``permanent``, that it will not arrive there later either. ``written_at`` is the report's own date (UTC).
    """

    message_id: str
    addresses: tuple[str, ...]
    failed: bool
    permanent: bool
    status: str
    reason: str
    written_at: datetime | None = None


def read(content: bytes) -> list[Report]:
    """The reports in ``content``, one message in its wire form. Raises :class:`NoReport`."""
    if len(content) > LARGEST:
        raise NoReport(f"It is larger than {LARGEST // 1_000_000} MB: no mail server's report is.")
    try:
        message = message_from_bytes(content, policy=compat32)
        found = list(_reports(message))
    except (
        RecursionError,
        ValueError,
        LookupError,
        AttributeError,
        TypeError,
    ) as error:  # the parser's own troubles with what is broken
        raise NoReport(f"It cannot be read as mail: {type(error).__name__}.") from error
    if not found:
        raise NoReport("It is no delivery status notification (RFC 3464), or names no message or no recipient.")
    return found


def _reports(message: Message) -> Iterator[Report]:
    if message.get_content_type() != "multipart/report" and not any(p.get_content_type() in _STATUSES for p in message.walk()):
        return
    about = _original(message)
    if about is None:
        return
    written = _written(message)
    for part in message.walk():
        if part.get_content_type() not in _STATUSES:
            continue
        blocks = part.get_payload()
        for block in blocks if isinstance(blocks, list) else ():
            if isinstance(block, Message) and (report := _of_recipient(block, about)):
                yield replace(report, written_at=written)


def _of_recipient(block: Message, about: str) -> Report | None:
    """One group of per-recipient fields (section 2.3). The group of per-message fields has no recipient and is passed over."""
    addresses = tuple(
        dict.fromkeys(filter(None, (_address(_text(block, name)) for name in ("Final-Recipient", "Original-Recipient"))))
    )
    if not addresses:
        return None
    code, diagnostic = _text(block, "Status"), _text(block, "Diagnostic-Code")
    status = found[0] if (found := _STATUS.search(code) or _STATUS.search(diagnostic)) else ""
    action = _text(block, "Action").strip().lower()
    reply = _REPLY.search(diagnostic)
    kind = status[:1] or (reply[1] if reply else "")
    said = " ".join(_text(block, "Diagnostic-Code").partition(";")[2].split() or diagnostic.split())
    said = _ADDRESS.sub("(an address)", said)  # reasons are kept longer than people's addresses may be
    reason = "; ".join(each for each in (action, status, said) if each)[:_LONGEST_REASON]
    failed = action == "failed" or (not action and kind in ("4", "5"))
    return Report(about, addresses, failed, failed and kind == "5", status, reason or "no reason was given")


def _address(field: str) -> str:
    """The address of a field such as ``rfc822; ann@example.org``; empty where it is none."""
    found = (field.partition(";")[2] if ";" in field else field).strip().strip("<>")
    return found if "@" in found and found.isprintable() and " " not in found and len(found) <= 320 else ""


def _original(message: Message) -> str | None:
    """The Message-ID of what was reported on: in its returned headers (section 2, third part), else in what the report answers."""
    for part in message.walk():
        if part.get_content_type() not in _HEADERS:
            continue
        payload = part.get_payload()
        inner = payload[0] if isinstance(payload, list) and payload else None
        if not isinstance(inner, Message):
            raw = part.get_payload(decode=True)
            inner = message_from_bytes(raw, policy=compat32) if isinstance(raw, bytes) else None
        if inner is not None and (found := _ID.search(_text(inner, "Message-ID"))):
            return found[0]
    for name in ("In-Reply-To", "References", "X-Failed-Message-ID"):
        if found := _ID.search(_text(message, name)):
            return found[0]
    return None


def _written(message: Message) -> datetime | None:
    """When the report was written (UTC), as it says itself."""
    try:
        found = parsedate_to_datetime(_text(message, "Date"))
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _text(message: Message, name: str) -> str:
    """A header's value as text on one line, whatever bytes it holds."""
    value = message.get(name)
    return " ".join(str(value).encode("utf-8", "replace").decode("utf-8", "replace").replace("\0", " ").split()) if value else ""
