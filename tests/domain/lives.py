"""An obligation lived through by hand: who does what when, and what came of it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from domain import commands as c
from domain import events as e
from domain.decide import TIME_ITSELF
from domain.force import Force
from domain.instrument import Due, SessionRef
from domain.ladder import Ladder
from domain.life import next_alarm
from domain.notices import Notice, NoticeKind
from domain.obligation import Obligation
from domain.terms import Terms
from domain.transition import Step, step

ID = "A/RES/71/244:14"
NOON = datetime(2017, 1, 2, 12, tzinfo=UTC)
DUE = date(2017, 5, 31)
SESSION = SessionRef("High-level Committee on South-South Cooperation", 20)
AT_SESSION = Due("at its twentieth session", latest=DUE, session=SESSION)


def terms(due: date | Due | None = DUE, **changes: object) -> Terms:
    """A request in New York's days, due on ``due``."""
    given = Due("by May 2017", latest=due) if isinstance(due, date) else due
    plain = Terms(
        instrument="A/RES/71/244",
        provision="14",
        force=Force.REQUEST,
        verb="requests",
        addressees=("Secretary-General",),
        actions=("organize a briefing",),
        due=given,
        zone="America/New_York",
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def utc(text: str) -> datetime:
    """``2017-05-31 13:00`` in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


class Life:
    """One obligation. A command comes at ``now``, which stands still until somebody lets it pass."""

    def __init__(self, proposed: Terms | None = None, now: datetime = NOON) -> None:
        self.now = now
        self.state: Obligation | None = None
        self.history: list[e.Stamped] = []
        self.told: list[Notice] = []
        self.spawned: list[Step] = []
        self.ask(c.Propose(proposed or terms()), by="reader")

    @property
    def obligation(self) -> Obligation:
        assert self.state is not None
        return self.state

    def ask(
        self, command: c.Command, by: str = "coordinator", on: datetime | None = None, hats: tuple[str, ...] = ()
    ) -> list[e.Event]:
        """What comes of it, asked ``by`` somebody who wears ``hats``. Raises :class:`~domain.errors.Refused`."""
        envelope = c.Envelope(f"c{len(self.history)}", by, command, on, hats)
        return self._become(step(self.state, envelope, self.now, ID))

    def _become(self, taken: Step) -> list[e.Event]:
        self.state = taken.after
        self.history += taken.events
        self.told += taken.notices
        self.spawned += taken.spawned
        return [stamped.event for stamped in taken.events]

    def tick(self, at: datetime | None = None) -> list[e.Event]:
        """What time itself says, at ``at`` or now. Nothing in between was heard: an outage, if there was anything."""
        self.now = at or self.now
        return self.ask(c.Tick(), TIME_ITSELF)

    def wait(self, until: datetime | None = None, **span: float) -> list[tuple[str, e.Event]]:
        """Let time pass, with every alarm heard: when (UTC) each event came, and the event."""
        end = until or self.now + timedelta(**span)
        heard: list[tuple[str, e.Event]] = []
        while (alarm := next_alarm(self.obligation)) and alarm <= end:
            heard += [(f"{max(alarm, self.now):%Y-%m-%d %H:%M}", event) for event in self.tick(max(alarm, self.now))]
        self.now = end
        return heard

    def recipients(self, kind: NoticeKind) -> list[str]:
        """Who has been told so, in order."""
        return [notice.recipient for notice in self.told if notice.kind is kind]

    def moved_to(self, day: date | None) -> list[e.Event]:
        """The session it is bound to is given another day, or has none any more."""
        due = replace(AT_SESSION, latest=day, reason=None if day else "put off")
        return self.ask(c.RebindSession(SESSION, due, "the bureau"), "calendar")


def confirmed(proposed: Terms | None = None, now: datetime = NOON, **particulars: object) -> Life:
    """A duty, not yet laid on anybody."""
    life = Life(proposed, now)
    life.ask(c.Confirm(**particulars))  # type: ignore[arg-type]
    return life


def assigned(proposed: Terms | None = None, now: datetime = NOON, **particulars: object) -> Life:
    """A duty that bob has to do."""
    life = confirmed(proposed, now, **particulars)
    life.ask(c.Assign("bob"))
    return life


def laid_on(*parties: str, now: datetime = NOON, quorum: int | None = None, proposed: Terms | None = None) -> Life:
    """A duty of several addressees, whose names are those of the parties that hold it for them, in capitals."""
    life = Life(replace(proposed or terms(), addressees=tuple(party.upper() for party in parties)), now)
    life.ask(c.Confirm(quorum=quorum))
    for party in parties:
        life.ask(c.Assign(party, addressee=party.upper()))
    return life


def submitted(proposed: Terms | None = None, now: datetime = NOON) -> Life:
    """What bob has handed in, and nobody has approved."""
    life = assigned(proposed, now)
    life.ask(c.Submit(), "bob")
    return life


def discharged(proposed: Terms | None = None, now: datetime = NOON) -> Life:
    life = submitted(proposed, now)
    life.ask(c.Approve())
    return life


def kinds(events: list[e.Event]) -> list[str]:
    return [type(event).__name__ for event in events]


FEW = Ladder(reminders=(7, 1), notices=(3,), notice_every=10, escalations=(5,), review_every=7, hour=9)
"""A short ladder, for lives that are easily followed."""
