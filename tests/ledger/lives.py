"""Appends as the engine makes them: real commands decided by the real rules."""

from datetime import UTC, date, datetime, timedelta

from domain import commands as c
from domain.folding import evolve
from domain.force import Force
from domain.instrument import Due, SessionRef
from domain.obligation import Obligation
from domain.terms import Terms
from domain.transition import step
from wire.records import Append, Appended, append_of, unstore

NOON = datetime(2017, 3, 1, 12, 0, 0, 123456, tzinfo=UTC)


def terms(provision: str = "14", due: date | None = date(2018, 5, 1), **changes: object) -> Terms:
    known = {
        "instrument": "A/RES/71/244",
        "provision": provision,
        "force": Force.REQUEST,
        "verb": "requests",
        "addressees": ("Secretary-General",),
        "actions": ("submit a report",),
        "due": Due("by 1 May 2018", latest=due, session=SessionRef("General Assembly", 72)) if due else None,
        "required": 2,
    }
    return Terms(**(known | changes))  # type: ignore[arg-type]


class Life:
    """One obligation as one caller knows it. Each command goes from the state the caller has, at a time that moves on."""

    def __init__(self, stream: str = "A/RES/71/244:14", now: datetime = NOON) -> None:
        self.stream = stream
        self.now = now
        self.state: Obligation | None = None
        self.sent = 0

    def ask(
        self, command: c.Command, actor: str = "ann", command_id: str | None = None, start: bool = False, keep: bool = True
    ) -> Append:
        """The append that ``command`` leads to. ``keep=False`` does not take it for recorded."""
        self.sent += 1
        self.now += timedelta(minutes=1)
        envelope = c.Envelope(command_id or f"{self.stream}/{self.sent}", actor, command)
        after = self.state.seq if self.state else 0
        done = step(self.state, envelope, self.now, self.stream)
        assert done.after
        if keep:
            self.state = done.after
        return append_of(done, self.stream, after, start=start)

    def propose(self, **changes: object) -> Append:
        return self.ask(c.Propose(terms(**changes)), "reader")  # type: ignore[arg-type]

    def comment(self, text: str, command_id: str | None = None, keep: bool = True) -> Append:
        return self.ask(c.Comment(text), command_id=command_id, keep=keep)

    def catch_up(self, answer: Appended) -> None:
        """Take over what the ledger holds after what this caller knew."""
        for row in answer.since:
            self.state = evolve(self.state, unstore(row), self.stream)

    def whole(self) -> list[Append]:
        """From proposal to discharge, with notices of several kinds on the way."""
        return [
            self.propose(),
            self.ask(c.Confirm(), start=True),
            self.ask(c.Assign("bob")),
            self.ask(c.Accept(), "bob"),
            self.ask(c.Submit(units=1), "bob"),
            self.ask(c.Approve()),
            self.ask(c.ChangeDueDate(date(2018, 6, 1), "the briefing was put off")),
            self.ask(c.Submit(units=1), "bob"),
            self.ask(c.Approve()),
        ]
