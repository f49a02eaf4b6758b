"""A message as a mail that is the same each time it is made, and whose headers nobody can break out of."""

import asyncio
import hashlib
import re
from email.errors import HeaderParseError
from email.header import Header, decode_header, make_header
from email.headerregistry import Address, BaseHeader, HeaderRegistry, UniqueUnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, Policy
from email.utils import format_datetime

from notify.channels import Form, Message
from notify.errors import Unwritable
from notify.feeds.invitation import attach, attach_each, invitation
from notify.transports import Transport

_BREAKS = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")
_ADDRESS = re.compile(r"[^\s@<>()\[\],;:\"\\\x00-\x1f\x7f]+@[^\s@<>()\[\],;:\"\\\x00-\x1f\x7f]+")
_LONGEST_SUBJECT = 200
_LONGEST_NAME = 100
_UNFOLDED = 66
"""Letters of name and address together that fit on a header's first line."""

_SPECIAL = re.compile(r'[()<>\[\]:;@\\"]')
_QUOTED = re.compile(r'[()<>\[\]:;@\\",.]')
_ENCODED = re.compile(r"=\?[^?\s]*\?[A-Za-z]\?[^?]*\?=")


class _Subject(UniqueUnstructuredHeader, BaseHeader):  # type: ignore[misc]  # as the registry itself puts them together
    """A subject whose letters are encoded all or not at all.

    Python encodes word by word where it folds, and now and then leaves no space between an encoded word and the next letter: other
    programs then show the code in place of the word.
    """

    def fold(self, *, policy: Policy) -> str:
        text = str(self)
        if text.isascii():
            return super().fold(policy=policy)
        written = Header(text, "utf-8", header_name="Subject").encode(linesep=policy.linesep)
        return f"Subject: {written}{policy.linesep}"


_REGISTRY = HeaderRegistry()
_REGISTRY.map_to_type("subject", _Subject)
_POLICY = SMTP.clone(header_factory=_REGISTRY)


def message_id(key: str) -> str:
    """The Message-ID of the message with this business key: sent again, it is recognised as the same."""
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


def subject_of(text: str) -> str:
    """``text`` as a subject: on one line (:func:`one_line`), and not endless."""
    return one_line(text)[:_LONGEST_SUBJECT]


def _decoded(text: str) -> str:
    """``text`` with each encoded word in it decoded, one by one: what stands between them must not pass through a codec."""
    return _ENCODED.sub(_word, text)


def _word(found: re.Match[str]) -> str:
    try:
        return str(make_header(decode_header(_BREAKS.sub(" ", found[0])))).encode("utf-8", "replace").decode()
    except (HeaderParseError, LookupError, ValueError):
        return found[0].replace("=?", "= ?")


def _name(name: str, email: str) -> str:
    """``name`` as it may stand before an address, however the line is folded.

    Python forgets the quotes around a long name when it folds, and then a colon, a comma or an @ in it is no letter any more but
    another recipient. So what needs quotes is taken out, but for the dots and commas of a name that needs no folding.
    """
    flat = one_line(name)[:_LONGEST_NAME]
    short = flat.isascii() and len(flat) + len(email) < _UNFOLDED
    return " ".join((_SPECIAL if short else _QUOTED).sub(" ", flat).split())


def address(name: str, email: str) -> Address:
    """A mailbox. Raises :class:`Unwritable` for an address with line breaks, spaces or characters that end a header's part."""
    if not _ADDRESS.fullmatch(email) or not email.isascii() or len(email) > 254:
        raise Unwritable(f"{email!r} is not a mail address that can be written to. Mend it with `servanda people add`.")
    user, _, domain = email.rpartition("@")
    try:
        return Address(_name(name, email), user, domain)
    except (HeaderParseError, ValueError) as error:
        raise Unwritable(f"{email!r} is not a mail address: {error}. Mend it with `servanda people add`.") from error


def build(message: Message, sender: str, to: Address) -> EmailMessage:
    """The mail. Raises :class:`Unwritable` where ``sender`` is no address.

    Equal arguments give equal mails: the Message-ID comes from the message's key, the Date from when it was written, the MIME
    boundaries from the key. All mails on one obligation refer to one common ancestor, so that mail programs show them together.
    """
    mail = EmailMessage(policy=_POLICY)
    mail["Message-ID"] = message_id(message.key)
    mail["Date"] = format_datetime(message.written_at)
    mail["From"] = address("Servanda", sender)
    mail["To"] = to
    mail["Subject"] = subject_of(message.subject)
    if len(message.obligations) == 1 and message.form is Form.IMMEDIATE:
        mail["References"] = message_id(message.obligations[0])
    mail["List-Id"] = "Servanda notices <notices.servanda>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(message.text, cte="quoted-printable")
    mail.add_alternative(message.html, subtype="html", cte="quoted-printable")
    _invite(mail, message, address("Servanda", sender), to)
    mail["Content-Language"] = message.language
    for number, part in enumerate(each for each in mail.walk() if each.is_multipart()):
        seed = f"boundary {message.key}" + (f" {number}" if number else "")
        part.set_boundary(f"=_{hashlib.sha256(seed.encode()).hexdigest()[:32]}")
    _check(mail)
    return mail


def _invite(mail: EmailMessage, message: Message, sender: Address, to: Address) -> None:
    """Put in what the message invites to. Only here is it known to which address: none is kept with the message."""
    made = [(invitation(each, sender, [to]), each.method) for each in message.meetings]
    if len(made) == 1:
        attach(mail, *made[0])
    elif made:
        attach_each(mail, made)


def _check(message: EmailMessage) -> None:
    """No header may hold a line break once decoded, whoever decodes it."""
    for name, value in message.items():
        if re.search(r"[\r\n]", str(make_header(decode_header(str(value))))):
            raise Unwritable(f"The header {name} would hold a line break. The message was not written.")


class Email:
    """The channel of mail: by a server, or into a folder where each mail stands as a file. ``sender`` is the From address."""

    def __init__(self, transport: Transport, sender: str) -> None:
        self.transport = transport
        self._sender = sender

    async def send(self, message: Message, address: str) -> str:
        """Raises :class:`~notify.errors.NotDelivered`. The id is the Message-ID, which follows from the message's key."""
        mail = await asyncio.to_thread(self._written, message, address)
        await self.transport.send(mail)
        return message_id(message.key)

    def _written(self, message: Message, to: str) -> EmailMessage:
        return build(message, self._sender, address(message.name, to))

    async def rest(self) -> None:
        await self.transport.rest()
