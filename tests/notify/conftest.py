"""Matters to be told about, and an outbox in memory with the very rules of the real one."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from domain import commands as c
from domain.commands import Envelope
from domain.force import Force
from domain.instrument import Due
from domain.notices import Notice
from domain.obligation import Obligation
from domain.terms import Terms
from domain.transition import step
from notify.outbox import Matter, Person, Waiting

NOON = datetime(2017, 1, 2, 12, tzinfo=UTC)

WORDS = (
    "Requests, in this regard, the Administrator of the United Nations Development Programme to organize two in-depth briefings "
    "by May 2017 on how this more formalized and strengthened inter-agency mechanism is being structured;"
)

TERMS = Terms(
    instrument="A/RES/71/244",
    provision="14",
    force=Force.REQUEST,
    verb="Requests",
    addressees=("Administrator of the United Nations Development Programme",),
    actions=("organize two in-depth briefings",),
    due=Due("by May 2017", latest=date(2017, 5, 31), working="the last day of the month"),
    required=2,
    deliverable="briefing",
    zone="America/New_York",
)

LIFE: tuple[tuple[str, c.Command, datetime], ...] = (
    ("coord", c.Propose(TERMS), NOON),
    ("coord", c.Confirm(), NOON),
    ("coord", c.Assign("anna", "please"), NOON),
    ("coord", c.Assign("bert"), NOON),
    ("bert", c.Decline("on leave"), NOON),
    ("coord", c.Assign("carla"), NOON),
    ("servanda", c.Tick(), datetime(2017, 3, 2, 14, 0, 1, tzinfo=UTC)),
    ("servanda", c.Tick(), datetime(2017, 5, 31, 14, tzinfo=UTC)),
    ("servanda", c.Tick(), datetime(2017, 6, 1, 4, tzinfo=UTC)),
    ("servanda", c.Tick(), datetime(2017, 6, 7, 13, tzinfo=UTC)),
    ("servanda", c.Tick(), datetime(2017, 6, 14, 13, tzinfo=UTC)),
    ("carla", c.Submit("first briefing"), datetime(2017, 6, 15, 9, tzinfo=UTC)),
    ("servanda", c.Tick(), datetime(2017, 6, 22, 9, tzinfo=UTC)),
    ("coord", c.Return("no minutes"), datetime(2017, 6, 23, 9, tzinfo=UTC)),
    ("coord", c.ChangeDueDate(date(2017, 9, 30), "agreed"), datetime(2017, 6, 24, 9, tzinfo=UTC)),
    ("carla", c.Submit("both", 2), datetime(2017, 8, 1, 9, tzinfo=UTC)),
    ("coord", c.Approve(), datetime(2017, 8, 2, 9, tzinfo=UTC)),
    ("coord", c.Reopen("minutes were wrong"), datetime(2017, 8, 3, 9, tzinfo=UTC)),
    ("coord", c.Waive("overtaken"), datetime(2017, 8, 4, 9, tzinfo=UTC)),
)
"""One life in which every kind of notice is sent at least once."""


def lived(obligation: str = "A/RES/71/244:14", title: str = "South-South cooperation") -> list[tuple[Notice, Matter]]:
    """Every notice of :data:`LIFE` with what it is about."""
    state: Obligation | None = None
    found = []
    for number, (actor, command, now) in enumerate(LIFE):
        taken = step(state, Envelope(f"c{number}", actor, command), now, obligation)
        assert taken.events, command
        by_seq = {stamped.seq: stamped for stamped in taken.events}
        state = taken.after
        assert state is not None
        found += [(notice, Matter(by_seq[notice.seq], state, WORDS, title)) for notice in taken.notices]
    return found


@dataclass
class MemoryOutbox:
    """Keeps its promises as the database's outbox does: leases, growing pauses, sent once."""

    matters: dict[str, tuple[Notice, Matter]]
    people: dict[str, Person] = field(default_factory=dict)
    free_at: dict[str, datetime] = field(default_factory=dict)
    attempts: dict[str, int] = field(default_factory=dict)
    sent_at: dict[str, list[str]] = field(default_factory=dict)
    errors: dict[str, list[str]] = field(default_factory=dict)

    def claim(self, now: datetime, limit: int, lease: timedelta) -> Sequence[Waiting]:
        ready = [key for key in self.matters if key not in self.sent_at and self.free_at.get(key, now) <= now][:limit]
        found = []
        for key in ready:
            self.free_at[key] = now + lease
            self.attempts[key] = self.attempts.get(key, 0) + 1
            notice, matter = self.matters[key]
            found.append(Waiting(notice, matter.event.recorded_at, self.attempts[key]))
        return found

    def matter(self, notice: Notice) -> Matter:
        return self.matters[notice.key][1]

    def person(self, party: str) -> Person | None:
        return self.people.get(party)

    def sent(self, key: str, message_id: str, at: datetime) -> None:
        self.sent_at.setdefault(key, []).append(message_id)

    def failed(self, waiting: Waiting, error: str, at: datetime) -> datetime | None:
        key = waiting.notice.key
        self.errors.setdefault(key, []).append(error)
        self.free_at[key] = at + timedelta(seconds=30 * 2 ** (waiting.attempt - 1))
        return self.free_at[key]
