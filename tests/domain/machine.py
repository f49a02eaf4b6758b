"""An obligation in random hands: commands of all kinds by anybody in any office, ticks in time, late or never, sessions that move.

After every step the kernel is held against promises reckoned a second time: :class:`~tests.domain.account.Account` for who answers for
what, :class:`~tests.domain.watch.Watch` for time, and the rest here.
"""

from collections import Counter
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
from domain.instrument import Due
from domain.life import LEGAL_OF_ASSIGNMENT, VERBS, legal_steps, may, next_alarm, steps_beside
from domain.obligation import Obligation, Status
from domain.projection import Projection, project
from domain.roll import Roll
from domain.series import rhythm_of
from domain.status import RUNNING
from domain.terms import Terms
from domain.transition import Step, step
from tests.domain.account import Account
from tests.domain.beginnings import Way, beginnings
from tests.domain.fitting import Fitting
from tests.domain.lives import ID, SESSION
from tests.domain.particulars import BODY, LATER_TEXT, PERSONS, Drawn, away, holder, proposals, worn
from tests.domain.promises import STANDS, notices_hold, own_work, with_its_series
from tests.domain.test_ladder import ZONES
from tests.domain.watch import Watch
from wire.codec import command_kind, decode, decode_command, decode_event, encode, encode_lean, event_kind, plain
from wire.records import StoredEvent, store, unstore

SELDOM = {c.Reject, c.Waive, c.Supersede, c.EndSeries}
"""What ends it: asked seldom, so that lives are long."""
BY_THE_DAY = {c.Snooze, c.GrantExtension, c.OpenOccurrence}
"""What is legal by where it stands, and yet refused on some days."""
ON_WITH_IT = (c.Accept, c.Submit, c.Approve)
ASKED = sorted(VERBS, key=VERBS.__getitem__)


@lru_cache(maxsize=1)
def drawn() -> frozenset[Way]:
    """Every transition that the documentation draws."""
    return frozenset((t.before, t.command, t.after) for t in draw_life.transitions())


@lru_cache(maxsize=1)
def ways() -> tuple[Way, ...]:
    """The same in an order that is always the same."""
    return tuple(sorted(drawn(), key=lambda way: (way[0], way[1].__name__, way[2])))


class Obliged(RuleBasedStateMachine):
    """One obligation. ``now`` only ever grows; what is asked of it is recorded if it is granted."""

    steps = 0
    """Steps taken over all runs, refused ones included."""
    seen: ClassVar[set[Way]] = set()
    """Transitions that have come about over all runs."""
    heard: ClassVar[Counter[str]] = Counter()
    """Events of every kind over all runs."""

    def __init__(self) -> None:
        super().__init__()
        self.history: list[e.Stamped] = []
        self.born: list[Step] = []
        self.id = ID
        self.state: Obligation
        self.now: datetime
        self.watch: Watch
        self.favoured: frozenset[type[c.Command]] = frozenset()

    @initialize(
        start=st.integers(0, 30 * 365 * 24 * 3600).map(lambda s: datetime(1999, 1, 1, tzinfo=UTC) + timedelta(seconds=s)),
        zone=st.sampled_from(ZONES),
        data=st.data(),
        aimless=st.integers(0, 3).map(lambda number: number == 0),
    )
    def proposed(self, start: datetime, zone: str, data: st.DataObject, aimless: bool) -> None:
        self.now = start
        terms = data.draw(proposals(zone, self.day(zone, 0)))
        if not aimless:
            self.led(data, terms)
            return
        self.born_with(terms)
        for _ in range(data.draw(st.integers(0, 7))):
            self.go_on()

    def born_with(self, terms: Terms) -> None:
        self.lives(step(None, c.Envelope("p", "reader", c.Propose(terms)), self.now, ID), ID)

    def led(self, data: st.DataObject, terms: Terms) -> None:
        """To where a way may be gone that is drawn; then that step is taken, and some others that are drawn from there."""
        way = status, kind, _ = data.draw(st.sampled_from(ways()))
        others = st.lists(st.sampled_from([each for before, each, _ in ways() if before is status]), max_size=4, unique=True)
        kinds = dict.fromkeys((kind, *data.draw(others)))
        begun = data.draw(beginnings(way, kinds))
        if begun.recurs:
            every = terms.recurrence if rhythm_of(terms.recurrence or "") else "annual"
            terms = replace(terms, recurrence=every, series=None, occurrence=None)
        if c.CloseWithSeries in kinds:
            terms = replace(terms, series="A/RES/70/1:1", occurrence=1)
        if c.RebindSession in kinds:
            terms = replace(terms, due=Due(BODY, None, self.day(terms.zone, 90), session=SESSION))
        self.born_with(terms)
        self.favoured = frozenset(kinds)
        if status is Status.REJECTED:
            self.ask(c.Reject("no duty"), "coordinator", None)
        elif status is not Status.PROPOSED:
            for command, actor in begun.led(self.day(terms.zone, 0)):
                self.ask(command, actor, None)
        for kind in sorted(kinds, key=lambda kind: (status, kind, status) not in drawn()):  # what leads on comes last
            if kind is c.Tick:
                self.alarms_as_they_come(1)
            elif kind is c.RebindSession:
                self.session_moves(60, 20, 3)
            elif kind is c.CloseWithSeries:
                self.its_series_is_closed(data.draw(st.integers(0, 5)), data.draw(st.sampled_from(LATER_TEXT)), 0)
            elif may(self.state, kind):
                self.one_of_its_kind(data, kind, "zoe", well_made=True)

    def lives(self, taken: Step, name: str) -> None:
        """From here on the life of ``taken`` is lived."""
        assert taken.after is not None
        self.id, self.state, self.history, self.born = name, taken.after, [], []
        terms = taken.after.terms
        self.watch = Watch(Account(terms.zone, terms.ladder, terms, terms.due))
        state: Obligation | None = None
        for one in taken.events:
            after = evolve(state, one, name)
            self.watch.took(state, after, (one,))
            state = after
        self.history = list(taken.events)

    def day(self, zone: str, days: int) -> date:
        return self.now.astimezone(ZoneInfo(zone)).date() + timedelta(days=days)

    # What is asked -----------------------------------------------------------------------------------------------

    @rule(data=st.data(), actor=st.sampled_from(sorted(PERSONS)), ago=st.none() | st.integers(-1, 40 * 24 * 3600))
    def ask_anything(self, data: st.DataObject, actor: str, ago: int | None) -> None:
        command = data.draw(st.sampled_from(ASKED))
        self.ask(data.draw(Drawn(self.state, self.now).of(command)), actor, ago)

    @rule(data=st.data(), actor=st.sampled_from(sorted(PERSONS)), often=st.integers(0, 5), steps=st.integers(1, 6))
    def ask_what_is_legal(self, data: st.DataObject, actor: str, often: int, steps: int) -> None:
        for number in range(steps):
            self.one_that_is_legal(data, actor if number % 2 else "zoe", often + number)

    def one_that_is_legal(self, data: st.DataObject, actor: str, often: int) -> None:
        mine = [command for command in VERBS if may(self.state, command) and (command not in SELDOM or not often)]
        favoured = [command for command in mine if command in self.favoured]
        kind = data.draw(st.sampled_from(favoured if favoured and data.draw(st.booleans()) else mine or [c.Comment]))
        self.one_of_its_kind(data, kind, actor, well_made=data.draw(st.integers(0, 3)) > 0)
        self.it_stands_as_promised()

    def one_of_its_kind(self, data: st.DataObject, kind: type[c.Command], actor: str, *, well_made: bool) -> None:
        """One that is legal; if it is about an assignment, then about one for which it is legal, and by its holder."""
        anything, fitting = Drawn(self.state, self.now), Fitting(self.state, self.now)
        command = data.draw((fitting if well_made else anything).of(kind))
        if kind in LEGAL_OF_ASSIGNMENT:
            number, who = data.draw(anything.fitting(kind, LEGAL_OF_ASSIGNMENT[kind]))
            command = replace(command, assignment=number)  # type: ignore[call-arg]
            actor = actor if kind in (c.Approve, c.Return) else who
        self.ask(command, actor, None)

    @rule()
    def go_on(self) -> None:
        """The way most obligations go, so that every room of the house is visited often."""
        state = self.state
        onward: dict[Status, c.Command] = {
            Status.PROPOSED: c.Confirm(addressees=state.terms.addressees or ("UNDP",), accept_past_due=True),
            Status.UNASSIGNED: c.Assign("bob", addressee=next(iter(state.uncovered), None), also=bool(state.uncovered)),
            Status.SUSPENDED: c.Resume(),
        }
        command = onward.get(state.status)
        if command:
            self.ask(command, "coordinator", None)
            return
        for held in state.assignments:
            for kind in ON_WITH_IT:
                if state.status in RUNNING and held.status in LEGAL_OF_ASSIGNMENT[kind]:
                    self.ask(kind(assignment=held.number), "zoe" if kind is c.Approve else holder(held.party), None)  # type: ignore[call-arg]
                    return

    @rule(often=st.integers(0, 3))
    @precondition(lambda self: hasattr(self, "born") and self.born)
    def an_occurrence_is_followed_from_here(self, often: int) -> None:
        taken = self.born[-1]
        if often == 0 and taken.after and taken.events[0].recorded_at == self.now:
            self.lives(taken, taken.after.id)

    @rule(ago=st.integers(0, 60), by=st.sampled_from(LATER_TEXT), often=st.integers(0, 2))
    @precondition(lambda self: hasattr(self, "state") and self.state.terms.series)
    def its_series_is_closed(self, ago: int, by: str, often: int) -> None:
        if not often:
            self.ask(c.CloseWithSeries("it is asked for no more", self.now - timedelta(days=ago), by), "coordinator", None)

    @rule(days=st.none() | away, number=st.sampled_from((20, 20, 20, 21)), lasts=st.integers(0, 60))
    @precondition(lambda self: hasattr(self, "state") and self.state.due is not None and self.state.due.session is not None)
    def session_moves(self, days: int | None, number: int, lasts: int) -> None:
        session = replace(SESSION, number=number)
        latest = None if days is None else self.day(self.state.terms.zone, days)
        opens = latest and latest - timedelta(days=lasts)
        due = Due(BODY, opens, latest, reason=None if latest else "put off", session=session)
        self.ask(c.RebindSession(session, due, "the bureau"), "calendar", None)

    # Time --------------------------------------------------------------------------------------------------------

    @rule(seconds=st.integers(1, 3 * 24 * 3600))
    def time_passes_unheard(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)

    @rule(days=st.integers(1, 30) | st.integers(1, 30) | st.integers(1, 700))
    def an_outage(self, days: int) -> None:
        self.now += timedelta(days=days)
        self.ask(c.Tick(), TIME_ITSELF, None)

    @rule(times=st.integers(1, 4))
    @precondition(lambda self: hasattr(self, "state") and next_alarm(self.state) is not None)
    def alarms_as_they_come(self, times: int) -> None:
        for _ in range(times):
            if (alarm := next_alarm(self.state)) is None:
                return
            self.now = max(self.now, alarm)
            self.ask(c.Tick(), TIME_ITSELF, None)
            self.it_stands_as_promised()

    # What must hold ----------------------------------------------------------------------------------------------

    def ask(self, command: c.Command, actor: str, ago: int | None) -> None:
        type(self).steps += 1
        since = None if ago is None else self.now - timedelta(seconds=ago)
        envelope = c.Envelope(f"c{self.steps}", actor, command, since, worn(actor))
        before = self.state
        try:
            taken = step(before, envelope, self.now, self.id)
        except Refused as refused:
            assert not isinstance(command, c.Tick), "time itself is never refused"
            assert refused.legal in ((), legal_steps(before))
            assert len(str(refused)) > 20, "a refusal says what, and why"
            return
        assert taken.after is not None
        self.check_step(before, envelope, taken.events, taken.after)
        if isinstance(command, c.CloseWithSeries):
            with_its_series(self.watch, before, command, taken.events)
        for stamped in taken.events:
            own_work(self.watch.account, stamped, envelope.hats)
        self.check_spawned(taken)
        self.state, self.born = taken.after, [*self.born, *taken.spawned][-3:]
        self.history += taken.events
        self.watch.took(before, self.state, taken.events)
        notices_hold(self.watch.account, before, taken, actor)
        if isinstance(command, c.Tick):
            if any(isinstance(stamped.event, e.Resumed) for stamped in taken.events):
                self.ask(c.Tick(), TIME_ITSELF, None)  # what has come since the pause was over is said at once
            self.watch.ticked(self.state, self.now)

    def check_step(self, before: Obligation, envelope: c.Envelope, events: tuple[e.Stamped, ...], after: Obligation) -> None:
        assert [stamped.seq for stamped in events] == list(range(before.seq + 1, after.seq + 1))
        self.heard.update(type(stamped.event).__name__ for stamped in events)
        if events:
            transition = (before.status, type(envelope.command), after.status)
            assert transition in drawn(), f"the documentation does not draw {transition}"
            self.seen.add(transition)
        else:
            assert isinstance(envelope.command, c.Tick | c.RebindSession)
            assert after == before
        state = before
        for stamped in events:
            assert stamped.effective_at <= stamped.recorded_at == self.now
            assert stamped.effective_at == (envelope.effective_at or self.now)
            self.check_written(stamped)
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

    def check_spawned(self, taken: Step) -> None:
        """Every occurrence is opened once, by the rule from the anchor, none after the end, and laid on all who hold the series."""
        account, series = self.watch.account, taken.after
        opened = [stamped.event for stamped in taken.events if isinstance(stamped.event, e.OccurrenceOpened)]
        assert len(opened) == len(taken.spawned)
        for event, born in zip(opened, taken.spawned, strict=True):
            assert series is not None
            assert series.series is not None
            state = fold(event.id, born.events)
            assert born.after == state
            assert (state.id, state.terms.series, state.terms.occurrence) == (f"{self.id}~{event.number}", self.id, event.number)
            assert state.due == event.due
            began = next((s.event for s in taken.events if isinstance(s.event, e.SeriesBegan)), None)
            number = len(account.opened) + opened.index(event)
            assert event.number == number + 1
            by_rule = began.anchor if began else account.occurrence(number)
            assert by_rule is None or event.due.latest == by_rule
            assert series.series.ends_on is None or (event.due.latest and event.due.latest <= series.series.ends_on)
            assert series.series.ends_after is None or event.number <= series.series.ends_after
            laid = Counter((held.party, held.addressee) for held in series.live if held.party or held.addressee)
            holders = Counter((held.party, held.addressee) for held in state.live)
            assert {pair for pair in laid if pair[0]} <= set(holders)
            assert state.status in (Status.ASSIGNED, Status.UNASSIGNED)

    @invariant()
    def it_stands_as_promised(self) -> None:
        if not self.history:
            return
        state, account = self.state, self.watch.account
        assert state.seq == len(self.history)
        assert [(held.number, held.party, held.addressee, list(held.chain), held.delivered, held.snoozed_until)
                for held in state.assignments] == [(n, part.party, part.addressee, part.chain, part.delivered, part.quiet)
                                                   for n, part in enumerate(account.parts, start=1)]  # fmt: skip
        assert [STANDS[held.status] for held in state.assignments] == [part.stands for part in account.parts]
        assert [held.submission is not None for held in state.assignments] == [bool(part.waiting) for part in account.parts]
        assert not (state.status in RUNNING and account.enough), "what is done is discharged"
        account.days_follow()
        assert 0 <= state.delivered <= state.required
        if state.status in RUNNING:
            assert (state.status is Status.SUBMITTED) == (bool(state.live) and all(held.submission for held in state.live)
                                                          and not state.uncovered)  # fmt: skip
        kept, counted = state.roll, Roll(tuple(state.assignments))
        assert {status: number for status, number in kept.tally.items() if number} == counted.tally
        assert (kept.covered, kept.for_all, kept.snoozed) == (counted.covered, counted.for_all, counted.snoozed)
        assert kept.parties == counted.parties
        self.watch.standing(state, self.now)

    @invariant()
    def it_is_read_back_as_it_was(self) -> None:
        if not self.history or len(self.history) % 3:
            return
        for kind, value in ((Obligation, self.state), (Projection, project(self.state))):
            for write in (encode, encode_lean):
                written = write(value)
                assert decode(written, kind) == value
                assert write(decode(written, kind)) == written

    @invariant()
    def what_is_called_legal_is(self) -> None:
        if self.history and len(self.history) % 5 == 0:
            called = {*legal_steps(self.state), *steps_beside(self.state)}
            well_made = well_made_commands(self.state, self.now)
            for command in VERBS:
                granted = any(map(self.granted, probes(command, well_made.get(command, ()), self.state)))
                if command in BY_THE_DAY and not granted:
                    continue
                assert granted == (VERBS[command] in called), f"{VERBS[command]} is granted: {granted}"

    @invariant()
    def nobody_could_approve_their_own_work(self) -> None:
        """Everybody tries, in every office, and whoever may is let."""
        if not self.history or self.state.status not in RUNNING:
            return
        for number, part in enumerate(self.watch.account.parts, start=1):
            for person in PERSONS if part.waiting else ():
                probe = c.Envelope("probe", person, c.Approve(assignment=number), None, worn(person))
                assert part.waiting
                assert self.granted(probe) == probe.hats.isdisjoint({part.waiting.actor, *part.answering})

    def granted(self, probe: c.Envelope) -> bool:
        try:
            return bool(decide(self.state, probe, self.now))
        except Refused:
            return False

    def teardown(self) -> None:
        if self.history:
            assert fold(self.id, self.history) == self.state
            assert project(fold(self.id, self.history)) == project(self.state)


def well_made_commands(state: Obligation, now: datetime) -> dict[type[c.Command], tuple[c.Command, ...]]:
    """Commands of every kind as well made as can be: if none of these is granted, none would be."""
    last = state.series.last.due if state.series and state.series.last else now.date()
    ahead = max(now.date(), state.deadline or last, last) + timedelta(days=1000)
    soon = now.date() + timedelta(days=2)
    plain_ones = (
        c.Reject,
        c.Decline,
        c.HandBack,
        c.ReportProgress,
        c.Return,
        c.RefuseExtension,
        c.Suspend,
        c.EndSeries,
        c.Waive,
        c.Comment,
    )
    return {
        **{kind: (kind("x"),) for kind in plain_ones},
        c.Confirm: (c.Confirm(due=ahead, addressees=("UNDP",)),),
        c.Assign: (c.Assign("zoe", also=True),),
        c.FanOut: (c.FanOut("all", (c.Member(f"new {state.seq}", "zoe"),)),),
        c.Accept: (c.Accept(),),
        c.Delegate: (c.Delegate("zoe"),),
        c.Withdraw: tuple(c.Withdraw(held.number, "x") for held in state.assignments),
        c.Attach: (c.Attach(("A/72/1",)),),
        c.Approve: (c.Approve(),),
        c.Submit: (c.Submit(),),
        c.ChangeDueDate: (c.ChangeDueDate(ahead, "x"),),
        c.AskExtension: (c.AskExtension(ahead, "x"),),
        c.GrantExtension: (c.GrantExtension(),),
        c.ScheduleUnit: (c.ScheduleUnit(1, None, "x"),),
        c.Snooze: (c.Snooze(soon, "x"),),
        c.SetMilestone: (c.SetMilestone("draft", ahead),),
        c.ReachMilestone: tuple(c.ReachMilestone(each.number) for each in state.milestones),
        c.DropMilestone: tuple(c.DropMilestone(each.number, "x") for each in state.milestones),
        c.Consult: (c.Consult("zoe", "what of it?"),),
        c.RecordAnswer: tuple(c.RecordAnswer(each.number, "x") for each in state.consultations),
        c.OpenOccurrence: (c.OpenOccurrence(ahead),),
        c.Amend: (c.Amend("A/RES/99/1:1", "x", required=1000 + state.seq),),
        c.Supersede: (c.Supersede("A/RES/99/1:1", "x"),),
        c.Link: (c.Link(f"recalled {state.seq} times by", "A/RES/99/1:1"),),
        c.Reopen: (c.Reopen("x"),),
        c.Resume: (c.Resume(),),
    }


def probes(command: type[c.Command], made: tuple[c.Command, ...], state: Obligation) -> Iterator[c.Envelope]:
    """Each by whoever holds what it is about, and by somebody else."""
    fitting = [held for held in state.assignments if held.status in LEGAL_OF_ASSIGNMENT.get(command, frozenset())]
    for well in made:
        for held in fitting[:1]:
            yield c.Envelope("probe", held.party or "zoe", replace(well, assignment=held.number))  # type: ignore[call-arg]
            yield c.Envelope("probe", "zoe", replace(well, assignment=held.number))  # type: ignore[call-arg]
        if not fitting:
            yield c.Envelope("probe", "zoe", well)
