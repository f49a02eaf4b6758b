"""An obligation in random hands: commands of all kinds by anybody, ticks in time, late or never, sessions that move.

After every step the kernel is held against promises reckoned a second time: see :class:`Watch` for time, the rest is here.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import ClassVar
from zoneinfo import ZoneInfo

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from docs import draw_life
from domain import commands as c
from domain import events as e
from domain.decide import TIME_ITSELF, decide
from domain.errors import Refused
from domain.folding import evolve, fold
from domain.force import Force
from domain.instrument import Due
from domain.ladder import Ladder
from domain.life import BESIDE, VERBS, legal_steps, may, next_alarm
from domain.obligation import CLOSED, Obligation, Status
from domain.projection import Projection, project
from domain.terms import Terms
from domain.transition import step
from tests.domain.lives import ID, SESSION
from tests.domain.test_ladder import ZONES
from tests.domain.watch import Watch
from wire.codec import command_kind, decode, decode_command, decode_event, encode, event_kind, plain
from wire.records import StoredEvent, store, unstore

ACTORS = ("ann", "bob", "coordinator", "eve")
BODY = "at its twentieth session"

few = st.lists(st.integers(1, 60), max_size=3).map(tuple)
ladders = st.just(Ladder()) | st.builds(
    Ladder,
    reminders=st.lists(st.integers(0, 120), max_size=5).map(tuple),
    notices=few,
    notice_every=st.integers(5, 120),
    escalations=few,
    review_every=st.integers(1, 20),
    hour=st.integers(0, 23),
)
LATER = {c.Resume, c.GrantExtension, c.RefuseExtension, c.OpenOccurrence, c.EndSeries}
words = st.sampled_from(("because", " it was so ", "because", "")) | st.text(max_size=8)
away = st.integers(-60, 500) | st.integers(-1, 8)
"""Days from today to a due day."""


@lru_cache(maxsize=1)
def drawn() -> frozenset[tuple[Status, type[c.Command], Status]]:
    """Every transition that the documentation draws."""
    return frozenset((t.before, t.command, t.after) for t in draw_life.transitions())


class Obliged(RuleBasedStateMachine):
    """One obligation. ``now`` only ever grows; what is asked of it is recorded if it is granted."""

    steps = 0
    """Steps taken over all runs, refused ones included."""
    seen: ClassVar[set[tuple[Status, type[c.Command], Status]]] = set()
    """Transitions that have come about over all runs."""

    def __init__(self) -> None:
        super().__init__()
        self.history: list[e.Stamped] = []
        self.state: Obligation
        self.now: datetime
        self.watch: Watch

    @initialize(
        start=st.integers(0, 30 * 365 * 24 * 3600).map(lambda s: datetime(1999, 1, 1, tzinfo=UTC) + timedelta(seconds=s)),
        zone=st.sampled_from(ZONES),
        ladder=ladders,
        required=st.integers(1, 3),
        days=st.none() | away,
        kind=st.sampled_from(("bound", "bound", "plain", "optional")),
        named=st.sampled_from((True, True, True, False)),
        begun=st.integers(0, 5),
    )
    def proposed(
        self, start: datetime, zone: str, ladder: Ladder, required: int, days: int | None, kind: str, named: bool, begun: int
    ) -> None:
        self.now = start
        session = SESSION if kind == "bound" else None
        due = None if days is None else Due(BODY, latest=self.day(zone, days), session=session, optional=kind == "optional")
        addressees = ("Secretary-General",) if named else ()
        terms = Terms(
            "A/RES/71/244", "14", Force.REQUEST, "requests", addressees, ("report",), due, required, zone=zone, ladder=ladder
        )
        taken = step(None, c.Envelope("p", "reader", c.Propose(terms)), self.now, ID)
        assert taken.after is not None
        self.state, self.history = taken.after, list(taken.events)
        self.watch = Watch(zone, ladder)
        self.watch.took(None, self.state, taken.events)
        for _ in range(begun):
            self.go_on()

    def day(self, zone: str, days: int) -> date:
        return self.now.astimezone(ZoneInfo(zone)).date() + timedelta(days=days)

    # What is asked -----------------------------------------------------------------------------------------------

    @rule(data=st.data(), actor=st.sampled_from(ACTORS), ago=st.none() | st.integers(-1, 40 * 24 * 3600))
    def ask_anything(self, data: st.DataObject, actor: str, ago: int | None) -> None:
        self.ask(
            data.draw(st.sampled_from(sorted(set(VERBS) - BESIDE - LATER, key=VERBS.__getitem__)).flatmap(self.particulars)),
            actor,
            ago,
        )

    @rule(data=st.data(), actor=st.sampled_from(ACTORS))
    def ask_what_is_legal(self, data: st.DataObject, actor: str) -> None:
        mine = [
            command for command in VERBS if may(self.state, command) and command not in BESIDE | LATER | {c.Comment, c.Reject}
        ]
        command = data.draw(st.sampled_from(mine or [c.Comment]).flatmap(self.particulars))
        self.ask(command, self.state.assignee or actor if isinstance(command, c.Accept | c.Decline) else actor, None)

    @rule()
    def go_on(self) -> None:
        """The way most obligations go, so that every room of the house is visited often."""
        onward: dict[Status, tuple[c.Command, str]] = {
            Status.PROPOSED: (c.Confirm(addressees=("UNDP",), accept_past_due=True), "coordinator"),
            Status.UNASSIGNED: (c.Assign("bob"), "coordinator"),
            Status.ASSIGNED: (c.Accept(), self.state.assignee or ""),
            Status.ACCEPTED: (c.Submit(), "bob"),
            Status.IN_PROGRESS: (c.Submit(), "bob"),
            Status.SUBMITTED: (c.Approve(), "eve"),
            Status.DISCHARGED: (c.Reopen("again"), "ann"),
            Status.WAIVED: (c.Reopen("again"), "ann"),
        }
        if self.state.status in onward:
            self.ask(*onward[self.state.status], None)

    def particulars(self, command: type[c.Command]) -> st.SearchStrategy[c.Command]:
        """Commands of one kind, with particulars of every sort."""
        day = away.map(lambda days: self.day(self.state.terms.zone, days))
        made: dict[type[c.Command], st.SearchStrategy[c.Command]] = {
            c.Confirm: st.builds(
                c.Confirm,
                due=st.none() | day,
                addressees=st.none() | st.just(("UNDP",)) | st.just(()),
                required=st.none() | st.integers(0, 3),
                accept_past_due=st.booleans(),
            ),
            c.Assign: st.builds(c.Assign, st.sampled_from((*ACTORS, ""))),
            c.Accept: st.just(c.Accept()),
            c.ReportProgress: st.builds(c.ReportProgress, words, st.none() | st.integers(-5, 105)),
            c.Submit: st.builds(c.Submit, words, st.integers(0, 3)),
            c.Approve: st.just(c.Approve()),
            c.ChangeDueDate: st.builds(c.ChangeDueDate, day, words),
            c.Reopen: st.builds(c.Reopen, words, st.none() | day),
        }
        return made[command] if command in made else st.builds(command, words)

    @rule(days=st.none() | away, number=st.sampled_from((20, 20, 20, 21)))
    def session_moves(self, days: int | None, number: int) -> None:
        session = replace(SESSION, number=number)
        latest = None if days is None else self.day(self.state.terms.zone, days)
        due = Due(BODY, latest=latest, reason=None if latest else "put off", session=session)
        self.ask(c.RebindSession(session, due, "the bureau"), "calendar", None)

    # Time --------------------------------------------------------------------------------------------------------

    @rule(seconds=st.integers(1, 3 * 24 * 3600))
    def time_passes_unheard(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)

    @rule(days=st.integers(1, 30) | st.integers(1, 30) | st.integers(1, 700))
    def an_outage(self, days: int) -> None:
        self.now += timedelta(days=days)
        self.ask(c.Tick(), TIME_ITSELF, None)

    @rule()
    def tick(self) -> None:
        self.ask(c.Tick(), TIME_ITSELF, None)

    @rule(times=st.integers(1, 4))
    @precondition(lambda self: hasattr(self, "state") and next_alarm(self.state) is not None)
    def alarms_as_they_come(self, times: int) -> None:
        for _ in range(times):
            alarm = next_alarm(self.state)
            assert alarm is not None
            self.now = max(self.now, alarm)
            self.ask(c.Tick(), TIME_ITSELF, None)
            self.it_stands_as_promised()

    # What must hold ----------------------------------------------------------------------------------------------

    def ask(self, command: c.Command, actor: str, ago: int | None) -> None:
        type(self).steps += 1
        since = None if ago is None else self.now - timedelta(seconds=ago)
        envelope = c.Envelope(f"c{self.steps}", actor, command, since)
        before = self.state
        try:
            taken = step(before, envelope, self.now, ID)
        except Refused as refused:
            assert not isinstance(command, c.Tick), "time itself is never refused"
            assert refused.legal in ((), legal_steps(before))
            assert self.state == fold(ID, self.history)
            return
        assert taken.after is not None
        self.check_step(before, envelope, taken.events, taken.after)
        told = [(notice.recipient, notice.kind) for notice in taken.notices]
        assert len(told) == len(set(told)), "nobody is told the same thing twice at once"
        assert actor not in {recipient for recipient, _ in told}
        self.state = taken.after
        self.history += taken.events
        self.watch.took(before, self.state, taken.events)
        if isinstance(command, c.Tick):
            self.watch.ticked(self.state, self.now)

    def check_step(self, before: Obligation, envelope: c.Envelope, events: tuple[e.Stamped, ...], after: Obligation) -> None:
        assert [stamped.seq for stamped in events] == list(range(before.seq + 1, after.seq + 1))
        if events:
            transition = (before.status, type(envelope.command), after.status)
            assert transition in drawn(), "the documentation does not draw this"
            self.seen.add(transition)
        else:
            assert isinstance(envelope.command, c.Tick | c.RebindSession)
            assert after == before
        state = before
        for stamped in events:
            assert stamped.effective_at <= stamped.recorded_at == self.now
            assert stamped.effective_at == (envelope.effective_at or self.now)
            self.check_written(stamped)
            if isinstance(stamped.event, e.Approved):
                waiting = before.submission
                assert waiting is not None
                assert stamped.actor not in (waiting.by, before.assignee), "nobody approves their own work"
            state = evolve(state, stamped)
        assert state == after
        command = envelope.command
        assert decode_command(command_kind(command), plain(command)) == command

    def check_written(self, stamped: e.Stamped) -> None:
        row = store(stamped)
        assert unstore(row) == stamped
        assert decode_event(*event_kind(stamped.event), row.payload) == stamped.event
        assert store(unstore(row)) == row, "canonical bytes are stable"
        assert decode(encode(row), StoredEvent) == row

    @invariant()
    def it_stands_as_promised(self) -> None:
        if not self.history:
            return
        state = self.state
        assert state.seq == len(self.history)
        assert 0 <= state.delivered <= state.terms.required
        assert (state.submission is not None) == (state.status is Status.SUBMITTED)
        assert not (state.status in CLOSED and state.overdue)
        self.watch.standing(state, self.now)
        for kind, value in ((Obligation, state), (Projection, project(state))):
            written = encode(value)
            assert decode(written, kind) == value
            assert encode(decode(written, kind)) == written

    @invariant()
    def what_is_called_legal_is(self) -> None:
        if self.history:
            main = [command for command in VERBS if command not in BESIDE]
            possible = {command for command in main if any(map(self.granted, probes(command, self.state, self.now)))}
            assert {VERBS[command] for command in possible} == set(legal_steps(self.state))

    def granted(self, envelope: c.Envelope) -> bool:
        try:
            return bool(decide(self.state, envelope, self.now))
        except Refused:
            return False

    def teardown(self) -> None:
        if self.history:
            assert fold(ID, self.history) == self.state
            assert project(fold(ID, self.history)) == project(self.state)


def probes(command: type[c.Command], state: Obligation, now: datetime) -> Iterator[c.Envelope]:
    """Commands of one kind as well made as can be: if none of these is granted, none would be."""
    ahead = now.date() + timedelta(days=1000)
    made: dict[type[c.Command], c.Command] = {
        c.Confirm: c.Confirm(due=ahead, addressees=("UNDP",)),
        c.Assign: c.Assign("zoe" if state.assignee != "zoe" else "yan"),
        c.ChangeDueDate: c.ChangeDueDate(ahead, "x"),
        c.Accept: c.Accept(),
        c.Approve: c.Approve(),
        c.Submit: c.Submit(),
        c.Reopen: c.Reopen("x", ahead),
    }
    for actor in dict.fromkeys((state.assignee or "zoe", "zoe")):
        yield c.Envelope("probe", actor, made.get(command) or command("x"))  # type: ignore[arg-type]
