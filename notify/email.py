"""A rendered notice as a mail message that is the same each time it is made, and whose headers nobody can break out of."""

import hashlib
import re
from datetime import datetime
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from notify.errors import Unwritable
from notify.render import Rendered

_BREAKS = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")
_ADDRESS = re.compile(r"[^\s@<>()\[\],;:\"\\\x00-\x1f\x7f]+@[^\s@<>()\[\],;:\"\\\x00-\x1f\x7f]+")
_LONGEST_SUBJECT = 200
_LONGEST_NAME = 100


def message_id(key: str) -> str:
    """The Message-ID of the notice with this business key: sent again, a message is recognised as the same."""
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:32]}@servanda>"


def one_line(text: str) -> str:
    """``text`` as it may stand in a header: encoded words decoded, however deep, control characters and line breaks made spaces.

    An encoded line break (``=?utf-8?q?=0D=0A?=``) is a line break once somebody decodes it, so it is decoded here first.
    """
    seen = text.encode("utf-8", "replace").decode()
    for _ in range(8):
        decoded = _decoded(seen)
        if decoded == seen:
            break
        seen = decoded
    flat = " ".join(_BREAKS.sub(" ", seen).split())
    return flat.replace("=?", "= ?")


def _decoded(text: str) -> str:
    if "=?" not in text:
        return text
    try:
        return str(make_header(decode_header(_BREAKS.sub(" ", text)))).encode("utf-8", "replace").decode()
    except (HeaderParseError, LookupError, ValueError):
        return text.replace("=?", "= ?")


def address(name: str, email: str) -> Address:
    """A mailbox. Raises :class:`Unwritable` for an address with line breaks, spaces or characters that end a header's part."""
    if not _ADDRESS.fullmatch(email) or not email.isascii() or len(email) > 254:
        raise Unwritable(f"{email!r} is not a mail address that can be written to. Mend it with `servanda people add`.")
    user, _, domain = email.rpartition("@")
    try:
        return Address(one_line(name)[:_LONGEST_NAME], user, domain)
    except (HeaderParseError, ValueError) as error:
        raise Unwritable(f"{email!r} is not a mail address: {error}. Mend it with `servanda people add`.") from error


def build(rendered: Rendered, key: str, written_at: datetime, sender: str, to: Address, obligation: str) -> EmailMessage:
    """The message. Raises :class:`Unwritable` where ``sender`` is no address.

    Equal arguments give equal messages: the Message-ID comes from ``key``, the Date from ``written_at`` (UTC), the MIME boundary
    from both. All messages on one obligation refer to one common ancestor, so that mail programs show them together.
    """
    message = EmailMessage(policy=SMTP)
    message["Message-ID"] = message_id(key)
    message["Date"] = format_datetime(written_at)
    message["From"] = address("Servanda", sender)
    message["To"] = to
    message["Subject"] = one_line(rendered.subject)[:_LONGEST_SUBJECT]
    message["References"] = message_id(obligation)
    message["List-Id"] = "Servanda notices <notices.servanda>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(rendered.text, cte="quoted-printable")
    message.add_alternative(rendered.html, subtype="html", cte="quoted-printable")
    message.set_boundary(f"=_{hashlib.sha256(f'boundary {key}'.encode()).hexdigest()[:32]}")
    _check(message)
    return message


def _check(message: EmailMessage) -> None:
    """No header may hold a line break once decoded, whoever decodes it."""
    for name, value in message.items():
        if re.search(r"[\r\n]", str(make_header(decode_header(str(value))))):
            raise Unwritable(f"The header {name} would hold a line break. The message was not written.")
