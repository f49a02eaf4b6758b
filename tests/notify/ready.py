"""A desk in memory whose messages are written already, with the very rules of the real one: leases, growing pauses, sent once."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from notify.channels import Form, Message, Part
from notify.outbox import Leaving, Reader
from notify.policy import EMAIL
from notify.render import render
from tests.notify.conftest import lived

PEOPLE = {
    name: Reader(name, name.title(), addresses={EMAIL: f"{name}@example.org"}) for name in ("anna", "bert", "carla", "chief")
}


def written() -> list[Message]:
    """A message for every notice of a whole life."""
    found = []
    for notice, matter in lived():
        made = render(notice, matter, Reader(notice.recipient, notice.recipient))
        parts = (Part(notice.key, notice.obligation, notice.kind),)
        found.append(
            Message(
                notice.key,
                notice.recipient,
                Form.IMMEDIATE,
                "en",
                made.subject,
                made.text,
                made.html,
                matter.event.recorded_at,
                parts,
            )
        )
    return found


@dataclass
class ReadyDesk:
    messages: dict[str, Message]
    readers: dict[str, Reader] = field(default_factory=dict)
    free_at: dict[str, datetime] = field(default_factory=dict)
    attempts: dict[str, int] = field(default_factory=dict)
    sent_by: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    errors: dict[str, list[str]] = field(default_factory=dict)

    def write(self, now: datetime) -> int:
        return 0

    def claim(self, now: datetime, limit: int, lease: timedelta) -> Sequence[Leaving]:
        ready = [key for key in self.messages if key not in self.sent_by and self.free_at.get(key, now) <= now][:limit]
        for key in ready:
            self.free_at[key] = now + lease
            self.attempts[key] = self.attempts.get(key, 0) + 1
        return [Leaving(self.messages[key], self.attempts[key]) for key in ready]

    def reader(self, person: str) -> Reader:
        return self.readers.get(person, Reader(person, person))

    def sent(self, key: str, channel: str, message_id: str, at: datetime) -> None:
        self.sent_by.setdefault(key, []).append((channel, message_id))

    def failed(self, leaving: Leaving, error: str, at: datetime) -> datetime | None:
        key = leaving.message.key
        self.errors.setdefault(key, []).append(error)
        self.free_at[key] = at + timedelta(seconds=30 * 2 ** (leaving.attempt - 1))
        return self.free_at[key]


def desk(count: int | None = None) -> ReadyDesk:
    return ReadyDesk({message.key: message for message in written()[:count]}, dict(PEOPLE))
