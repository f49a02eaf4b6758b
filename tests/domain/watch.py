"""Time's promises, kept a second time: which rungs of which due day have come, been said, been missed or been skipped."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from domain import events as e
from domain.ladder import RungKind
from domain.life import next_alarm
from domain.obligation import CLOSED, WORKING, Obligation, Progress, Status
from domain.status import RUNNING
from tests.domain.account import BEFORE_MILESTONE, Account
from tests.domain.oracle import Mark, ends, first_instant, marks

Rung = tuple[RungKind, int]
REMINDING = e.Reminded | e.BecameOverdue | e.OverdueNoticed | e.Escalated
SET_UP = e.Activated | e.DueDateChanged | e.Reopened | e.UnitCalled | e.Amended


@dataclass
class Watch:
    """What has been heard of one obligation. ``dealt`` are the rungs around ``deadline`` that nobody waits for any more."""

    account: Account
    deadline: date | None = None
    dealt: set[Rung] = field(default_factory=set)
    said: Counter[tuple[date, int]] = field(default_factory=Counter)
    overdue: bool = False

    @property
    def zone(self) -> str:
        return self.account.zone

    def all(self, now: datetime) -> tuple[Mark, ...]:
        assert self.deadline is not None
        return marks(self.deadline, self.zone, self.account.ladder, max(now.year, self.deadline.year) + 1)

    def took(self, before: Obligation | None, after: Obligation, events: tuple[e.Stamped, ...]) -> None:
        """Hold each event against what it may say, and remember it."""
        assert sum(isinstance(stamped.event, e.Reminded) for stamped in events) <= 1, "however late, exactly one reminder"
        for stamped in events:
            if isinstance(stamped.event, REMINDING):
                assert before is not None
                self.spoke(before, stamped.event, stamped.recorded_at)
            if isinstance(stamped.event, e.Resumed):
                self.resumed(stamped.event, stamped.recorded_at)
            elif isinstance(stamped.event, e.Discharged):
                self.discharged(stamped.event)
                self.account.take(stamped)
            else:
                self.account.take(stamped)
            redated_proposal = isinstance(stamped.event, e.DueDateChanged) and after.status is Status.PROPOSED
            if isinstance(stamped.event, SET_UP) and not redated_proposal:
                self.set_up(stamped.event, stamped.recorded_at)
        if after.status in RUNNING:
            assert self.deadline == self.account.deadline == after.deadline, "the ladder stands around what is next"

    def set_up(self, event: SET_UP, now: datetime) -> None:
        """A ladder for this deadline begins. What is past is skipped and its reminders are named; but a day that is over is said."""
        same = self.deadline == self.account.deadline
        if isinstance(event, e.Amended) and event.watched is None:
            assert same or self.account.anchor, "only a series, whose occurrences have ladders, has none of its own"
            return
        if isinstance(event, e.DueDateChanged) and same:
            assert event.skipped == ()
            return
        self.deadline, self.dealt, self.overdue = self.account.deadline, set(), False
        if self.deadline is None:
            assert event.skipped == ()
            return
        past = [(kind, days) for at, kind, days in self.all(now) if at <= now]
        assert sorted(days for kind, days in past if kind is RungKind.REMINDER) == sorted(event.skipped)
        self.dealt = {rung for rung in past if rung[0] is RungKind.REMINDER}

    def resumed(self, event: e.Resumed, now: datetime) -> None:
        """The ladder moves with the day; what is bound to a session keeps it, and what would have come meanwhile is skipped."""
        stays, end = self.account.bound, max(self.account.pause_ends(now), self.account.paused or now)
        before = self.deadline
        self.account.take(e.Stamped(0, "", "", now, now, event))
        self.deadline = self.account.deadline
        expected: list[int] = []
        if stays and before == self.deadline and self.deadline and not self.overdue:
            come = [(kind, days) for at, kind, days in self.all(now) if at <= end and kind is RungKind.REMINDER]
            expected = [days for kind, days in come if (kind, days) not in self.dealt]
        assert sorted(event.skipped) == sorted(expected)
        self.dealt |= {(RungKind.REMINDER, days) for days in expected}

    def spoke(self, before: Obligation, event: REMINDING, now: datetime) -> None:
        assert before.status in WORKING, "nobody is reminded of what is handed in, suspended or closed"
        assert event.due == self.deadline
        missed = event.missed if isinstance(event, e.Reminded | e.BecameOverdue) else ()
        for days in (*missed, *([event.days] if isinstance(event, e.Reminded) else [])):
            assert (RungKind.REMINDER, days) not in self.dealt, "each reminder comes once, or is named once"
            self.said[event.due, days] += 1
            assert self.said[event.due, days] == 1
            self.dealt.add((RungKind.REMINDER, days))
        match event:
            case e.Reminded(due=due):
                assert now < ends(due, self.zone), "after the day nobody is reminded of it"
            case e.BecameOverdue(due=due):
                assert now >= ends(due, self.zone)
                assert not self.overdue
                self.overdue = True
                self.deal(RungKind.OVERDUE, 0)
                self.stand_for(RungKind.NOTICE, now)
            case e.OverdueNoticed(days=days):
                self.deal(RungKind.NOTICE, days)
                self.stand_for(RungKind.NOTICE, now)
            case e.Escalated(days=days, level=level):
                assert sorted(set(self.account.ladder.escalations))[level - 1] == days
                self.deal(RungKind.ESCALATION, days)
                self.stand_for(RungKind.ESCALATION, now)

    def deal(self, kind: RungKind, days: int) -> None:
        assert (kind, days) not in self.dealt
        self.dealt.add((kind, days))

    def stand_for(self, kind: RungKind, now: datetime) -> None:
        """The last of a kind that has come stands for those before it."""
        self.dealt |= {(each, days) for at, each, days in self.all(now) if each is kind and at <= now}

    def discharged(self, event: e.Discharged) -> None:
        """Done in time or late: by the last unit of all who have done all, and by its own day."""
        account = self.account
        assert account.enough, "nothing is discharged before all, any or so many are done"
        due = account.day_of(account.terms.required)
        handed_in = [instant for part in account.parts if part.stands == "done" for _, instant in part.units]
        done = max(handed_in).astimezone(ZoneInfo(self.zone)).date()
        assert (event.due, event.days_late) == (due, max(0, (done - due).days) if due else 0)

    # What is owed ------------------------------------------------------------------------------------------------

    def owed(self, state: Obligation, now: datetime) -> Iterator[datetime]:
        """When time has next to speak, of every kind: no deadline is lost, and nothing wakes for nothing."""
        account = self.account
        if state.status is Status.RECURRING and not account.awaited:
            assert account.turn
            yield ends(account.turn, self.zone)
        if state.status is Status.SUSPENDED and account.until:
            yield first_instant(account.until, 0, self.zone)
        if state.status not in RUNNING:
            return
        for part in account.parts:
            if part.waiting and part.watched:
                yield part.watched + timedelta(days=account.ladder.review_every)
            if part.to_do and part.quiet:
                yield first_instant(part.quiet, account.ladder.hour, self.zone)
        if state.status in WORKING and self.deadline:
            yield next(at for at, kind, days in self.all(now) if (kind, days) not in self.dealt)
        if state.status in WORKING and not self.deadline and account.terms.review_months:
            yield account.review(account.reviews + 1)
        for step in account.steps.values():
            if step.due and not (step.over or step.missed or step.silent):
                left = [account.reminder(step.due, days) for days in BEFORE_MILESTONE if days not in step.dealt]
                yield min([*left, ends(step.due, self.zone)])
        yield from (ends(by, self.zone) for by, how in account.asked.values() if by and how == "waits")

    def ticked(self, state: Obligation, now: datetime) -> None:
        """After a tick nothing that has come is left unsaid."""
        alarm = next_alarm(state)
        assert alarm is None or alarm > now
        if state.status in WORKING and state.deadline:
            left = [(kind, days) for at, kind, days in self.all(now) if at <= now and (kind, days) not in self.dealt]
            assert left == []
            assert state.overdue == (now >= ends(state.deadline, self.zone))

    def standing(self, state: Obligation, now: datetime) -> None:
        """The alarm is exactly the first thing owed."""
        assert next_alarm(state) == min(self.owed(state, now), default=None)
        assert state.status not in CLOSED or not state.overdue
        if state.status in RUNNING:
            assert state.overdue == self.overdue
        if state.overdue and state.status is not Status.SUSPENDED:
            assert state.progress is Progress.OVERDUE
            assert state.deadline is not None
            assert now >= ends(state.deadline, self.zone)
