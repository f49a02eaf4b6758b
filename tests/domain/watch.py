"""Time's promises, kept a second time: which rungs of which due day have come, been said, been missed or been skipped."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from domain import events as e
from domain.ladder import Ladder, RungKind
from domain.life import next_alarm
from domain.obligation import CLOSED, WORKING, Obligation, Progress, Status
from tests.domain.oracle import Mark, ends, marks

Rung = tuple[RungKind, int]
REMINDING = e.Reminded | e.BecameOverdue | e.OverdueNoticed | e.Escalated


@dataclass
class Watch:
    """What has been heard of one obligation's ladder. ``dealt`` are the rungs of the present set-up that nobody waits for any more."""

    zone: str
    ladder: Ladder
    deadline: date | None = None
    dealt: set[Rung] = field(default_factory=set)
    said: Counter[tuple[date, int]] = field(default_factory=Counter)
    handed_in: list[tuple[int, datetime]] = field(default_factory=list)
    waiting: tuple[int, datetime] | None = None

    def all(self, now: datetime) -> tuple[Mark, ...]:
        assert self.deadline is not None
        return marks(self.deadline, self.zone, self.ladder, max(now.year, self.deadline.year) + 1)

    def took(self, before: Obligation | None, after: Obligation, events: tuple[e.Stamped, ...]) -> None:
        """Hold each event against what it may say, and remember it."""
        reminders = [stamped for stamped in events if isinstance(stamped.event, e.Reminded)]
        assert len(reminders) <= 1, "however late, exactly one reminder"
        for stamped in events:
            match stamped.event:
                case e.Activated(skipped=skipped) | e.DueDateChanged(skipped=skipped) | e.Reopened(skipped=skipped):
                    self.set_up(after, stamped.recorded_at, skipped)
                case e.Reminded() | e.BecameOverdue() | e.OverdueNoticed() | e.Escalated():
                    assert before is not None
                    self.spoke(before, stamped.event, stamped.recorded_at)
                case e.ReviewReminded():
                    assert before is not None
                    assert before.status is Status.SUBMITTED
                case _:
                    self.delivered(stamped, after)

    def set_up(self, after: Obligation, now: datetime, skipped: tuple[int, ...]) -> None:
        """A ladder for this deadline begins. What is past is skipped and its reminders are named; but a day that is over is said."""
        self.deadline, self.dealt = after.deadline, set()
        if self.deadline is None:
            assert skipped == ()
            return
        past = [(kind, days) for at, kind, days in self.all(now) if at <= now]
        assert sorted(days for kind, days in past if kind is RungKind.REMINDER) == sorted(skipped)
        self.dealt = {rung for rung in past if rung[0] is RungKind.REMINDER}

    def spoke(self, before: Obligation, event: REMINDING, now: datetime) -> None:
        assert before.status in WORKING, "nobody is reminded of what is handed in or closed"
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
                assert not before.overdue
                self.deal(RungKind.OVERDUE, 0)
                self.stand_for(RungKind.NOTICE, now)
            case e.OverdueNoticed(days=days):
                self.deal(RungKind.NOTICE, days)
                self.stand_for(RungKind.NOTICE, now)
            case e.Escalated(days=days, level=level):
                assert sorted(set(self.ladder.escalations))[level - 1] == days
                self.deal(RungKind.ESCALATION, days)
                self.stand_for(RungKind.ESCALATION, now)

    def deal(self, kind: RungKind, days: int) -> None:
        assert (kind, days) not in self.dealt
        self.dealt.add((kind, days))

    def stand_for(self, kind: RungKind, now: datetime) -> None:
        """The last of a kind that has come stands for those before it."""
        self.dealt |= {(each, days) for at, each, days in self.all(now) if each is kind and at <= now}

    def delivered(self, stamped: e.Stamped, after: Obligation) -> None:
        match stamped.event:
            case e.Submitted(units=units):
                self.waiting = (units, stamped.effective_at)
            case e.Approved(units=units, delivered=total):
                assert self.waiting is not None
                assert self.waiting[0] == units
                self.handed_in.append(self.waiting)
                assert total == sum(each for each, _ in self.handed_in)
            case e.Discharged(due=due, days_late=late):
                assert sum(each for each, _ in self.handed_in) == after.terms.required
                assert late == self.lateness(due)
                self.handed_in = []  # reopened, it is asked for anew
            case e.Returned() | e.Waived():
                self.waiting = None

    def lateness(self, due: date | None) -> int:
        if due is None:
            return 0
        done = max(instant for _, instant in self.handed_in).astimezone(ZoneInfo(self.zone)).date()
        return max(0, (done - due).days)

    def ticked(self, state: Obligation, now: datetime) -> None:
        """After a tick nothing that has come is left unsaid."""
        alarm = next_alarm(state)
        assert alarm is None or alarm > now
        if state.status in WORKING and state.deadline:
            left = [(kind, days) for at, kind, days in self.all(now) if at <= now and (kind, days) not in self.dealt]
            assert left == []
            assert state.overdue == (now >= ends(state.deadline, self.zone))

    def standing(self, state: Obligation, now: datetime) -> None:
        """No deadline is lost: the alarm is never later than the first rung that nobody has dealt with."""
        alarm = next_alarm(state)
        assert state.deadline == (None if state.due is None or state.due.optional else state.due.latest)
        if state.status in CLOSED or state.status is Status.PROPOSED:
            assert alarm is None
        elif state.status is Status.SUBMITTED:
            assert alarm is not None
        elif state.deadline is None:
            assert alarm is None
            assert not state.overdue
        else:
            assert state.deadline == self.deadline
            assert alarm is not None
            assert alarm <= next(at for at, kind, days in self.all(now) if (kind, days) not in self.dealt)
        if state.overdue:
            assert state.progress is Progress.OVERDUE
            assert state.deadline is not None
            assert now >= ends(state.deadline, self.zone)
