"""The ports of this room: what rendering and sending need from whoever keeps notices, obligations and people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from domain.events import Stamped
from domain.obligation import Obligation
from notify.channels import Message
from notify.policy import EMAIL


@dataclass(frozen=True, slots=True)
class Matter:
    """What a notice is about: the event, the obligation right after it, and the paragraph's own words."""

    event: Stamped
    obligation: Obligation
    words: str
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """Whom a message is for. ``zone`` is the IANA zone they read times in, ``language`` a BCP 47 tag.

    ``note`` is what a message must say if nobody can be reached: a phrase of the catalogues with its places.
    """

    id: str
    name: str
    zone: str = "UTC"
    language: str = "en"
    addresses: Mapping[str, str] = field(default_factory=dict)
    channels: tuple[str, ...] = (EMAIL,)
    note: tuple[str, Mapping[str, str]] | None = None


@dataclass(frozen=True, slots=True)
class Leaving:
    """A recorded message, claimed for sending. ``attempt`` counts from 1 and tells this claim from every other one."""

    message: Message
    attempt: int


class Desk(Protocol):
    """Where notices become messages and messages wait. Every method is called from a thread and may block."""

    def write(self, now: datetime) -> int:
        """Make messages of all notices that are to be told by ``now`` (UTC), each recorded whole; how much was done."""
        ...

    def claim(self, now: datetime, limit: int, lease: timedelta) -> Sequence[Leaving]:
        """Up to ``limit`` messages that are to be sent by ``now``, oldest first; nobody else gets them for ``lease``."""
        ...

    def reader(self, person: str) -> Reader:
        """Who reads what is for ``person``, now: an address that was mended is used at the next try."""
        ...

    def sent(self, key: str, channel: str, message_id: str, at: datetime) -> None:
        """Record, once, that the message has gone out."""
        ...

    def failed(self, leaving: Leaving, error: str, at: datetime) -> datetime | None:
        """Record why it has not gone out; when it is tried again, later each time. ``None``: it went out otherwise meanwhile."""
        ...
