"""What every way to a person has in common: a message in words, and a channel that takes it to an address.

Mail and chat are channels. Each implements :class:`Channel` and raises what stands in :mod:`notify.errors`.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from domain.notices import NoticeKind
from notify.feeds.invitation import Meeting


class Form(StrEnum):
    """How a message came to be: at once, because something could not wait, or as the one message of a person's day."""

    IMMEDIATE = "immediate"
    DIGEST = "digest"


@dataclass(frozen=True, slots=True)
class Part:
    """One notice that a message carries, by the notice's business key."""

    notice: str
    obligation: str
    kind: NoticeKind


@dataclass(frozen=True, slots=True)
class Message:
    """A message as recorded: what is sent again is this very message, word for word.

    ``key`` is its business key; whatever id a channel gives it must follow from the key, so that the other side can tell a
    repetition. ``person`` is the id of whom it is for, ``language`` a BCP 47 tag, ``written_at`` UTC. ``subject`` may hold anything
    that stood in a document: a channel makes it safe for its own headers. ``parts`` may be empty in a digest that only says what
    is overdue. ``meetings`` are those that it invites to or takes back; a channel that knows no invitations leaves them out. ``name``
    is what the person is called, filled in when it is sent: names are not kept with messages.
    """

    key: str
    person: str
    form: Form
    language: str
    subject: str
    text: str
    html: str
    written_at: datetime
    parts: tuple[Part, ...] = ()
    name: str = ""
    meetings: tuple[Meeting, ...] = ()

    @property
    def obligations(self) -> tuple[str, ...]:
        """What it is about, each obligation once."""
        return tuple(dict.fromkeys(part.obligation for part in self.parts))


class Channel(Protocol):
    """One way to people. Safe to be called again with the same message, also after it was taken."""

    async def send(self, message: Message, address: str) -> str:
        """Bring ``message`` to ``address``; returns, once it is taken, the id under which the other side knows it.

        Raises :class:`~notify.errors.NotDelivered`: ``Unreachable`` and ``ServerAway`` for what may pass, ``Rejected`` and
        ``Unwritable`` for what will not without a person's help (the next channel in the person's order is tried then).
        """
        ...

    async def rest(self) -> None:
        """Nothing more to send for now: let go of connections."""
        ...
