"""A plain message of the program itself, with the headers that a notice has."""

from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from notify.email import address, message_id, subject_of


def build(subject: str, text: str, key: str, written_at: datetime, sender: str, to: Address) -> EmailMessage:
    """The message; equal arguments give equal messages. Raises :class:`~notify.errors.Unwritable` where ``sender`` is no address."""
    message = EmailMessage(policy=SMTP)
    message["Message-ID"] = message_id(key)
    message["Date"] = format_datetime(written_at)
    message["From"] = address("Servanda", sender)
    message["To"] = to
    message["Subject"] = subject_of(f"[Servanda] {subject}")
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text, cte="quoted-printable")
    return message
