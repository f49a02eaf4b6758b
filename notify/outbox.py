"""The port to the outbox: what a sender needs from whoever keeps the notices, the obligations and the people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from domain.events import Stamped
from domain.notices import Notice
from domain.obligation import Obligation


@dataclass(frozen=True, slots=True)
class Waiting:
    """A notice taken from the outbox for sending. ``attempt`` counts from 1; ``created_at`` is UTC."""

    notice: Notice
    created_at: datetime
    attempt: int


@dataclass(frozen=True, slots=True)
class Matter:
    """What a notice is about: the event, the obligation right after it, and the paragraph's own words.

    Taken as of the event, so that a message sent again says the same again.
    """

    event: Stamped
    obligation: Obligation
    words: str
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """A party with a name and, perhaps, an address. ``zone`` is the IANA zone they read times in."""

    id: str
    name: str
    email: str | None
    zone: str


class Outbox(Protocol):
    """Where notices wait. Every method is called from a thread and may block."""

    def claim(self, now: datetime, limit: int, lease: timedelta) -> Sequence[Waiting]:
        """Up to ``limit`` notices that are to be sent by ``now`` (UTC), oldest first; nobody else gets them for ``lease``."""
        ...

    def matter(self, notice: Notice) -> Matter:
        """What ``notice`` is about."""
        ...

    def person(self, party: str) -> Person | None:
        """The person behind a party's id, or ``None`` if nobody of that id is known."""
        ...

    def sent(self, key: str, message_id: str, at: datetime) -> None:
        """Record, once, that the notice has gone out."""
        ...

    def failed(self, waiting: Waiting, error: str, at: datetime) -> datetime | None:
        """Record why it has not gone out; when it is tried again, later each time. ``None``: it went out otherwise meanwhile."""
        ...
