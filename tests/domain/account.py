"""Who answers for what, reckoned a second time from the events alone: holders, delegators, units, days, pauses, milestones, reviews.

Written without the kernel's folding, to hold it against. Only what an event says is used, and the calendar.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from domain import events as e
from domain.instrument import Due
from domain.ladder import Ladder
from domain.terms import Terms
from tests.domain.oracle import ends, first_instant

MILESTONES = {"submission for processing": 70, "issuance": 42, "consideration": 0}
"""Days before the session opens, or before the day that a person has given instead."""
BEFORE_MILESTONE = (14, 3)


@dataclass
class Part:
    """One assignment. ``stands`` is ``open``, ``laid``, ``taken``, ``begun``, ``handed in``, ``done`` or ``withdrawn``."""

    stands: str = "open"
    party: str | None = None
    addressee: str | None = None
    chain: list[str] = field(default_factory=list)
    delivered: int = 0
    waiting: e.Stamped | None = None
    watched: datetime | None = None
    quiet: date | None = None
    units: list[tuple[int, datetime]] = field(default_factory=list)

    @property
    def to_do(self) -> bool:
        """Somebody holds it and has not handed in."""
        return self.stands in ("laid", "taken", "begun")

    @property
    def answering(self) -> set[str]:
        return {*self.chain, *([self.party] if self.party else [])}


@dataclass
class Step:
    """A milestone. ``dealt`` are the reminders that nobody waits for any more."""

    due: date | None
    rule: str
    dealt: set[int]
    silent: bool = False
    missed: bool = False
    over: bool = False
    name: str = ""


@dataclass
class Account:
    """Everything that has been said of one obligation, added up."""

    zone: str
    ladder: Ladder
    terms: Terms
    due: Due | None = None
    parts: list[Part] = field(default_factory=list)
    unit_days: dict[int, date] = field(default_factory=dict)
    steps: dict[int, Step] = field(default_factory=dict)
    asked: dict[int, tuple[date | None, str]] = field(default_factory=dict)
    extension: tuple[date, str] | None = None
    paused: datetime | None = None
    until: date | None = None
    redated: datetime | None = None
    began: date | None = None
    reviews: int = 0
    anchor: date | None = None
    by_sessions: bool = False
    opened: list[date] = field(default_factory=list)
    turn: date | None = None
    awaited: bool = False
    closed: bool = False
    put_off: dict[int, date] = field(default_factory=dict)

    # What it comes to ----------------------------------------------------------------------------------------------

    def local(self, instant: datetime) -> date:
        return instant.astimezone(ZoneInfo(self.zone)).date()

    @property
    def whole(self) -> date | None:
        return self.due.latest if self.due is not None and not self.due.optional else None

    @property
    def counted(self) -> list[Part]:
        return [part for part in self.parts if part.stands != "withdrawn"]

    @property
    def uncovered(self) -> int:
        """Addressees that nobody answers for, once somebody answers for another of them alone and nobody for all."""
        alone = {part.addressee for part in self.parts if part.addressee} & set(self.terms.addressees)
        if not alone or any(part.addressee is None for part in self.counted):
            return 0
        return len(set(self.terms.addressees) - alone)

    @property
    def enough(self) -> bool:
        """Whether as many are done as must be."""
        done = sum(part.stands == "done" for part in self.parts)
        every = max(1, len(self.counted) + self.uncovered)
        return done >= min(self.terms.quorum or every, every)

    def day_of(self, unit: int) -> date | None:
        return min((day for day in (self.unit_days.get(unit), self.whole) if day), default=None)

    @property
    def deadline(self) -> date | None:
        behind = 0 if self.uncovered else min((part.delivered for part in self.counted), default=0)
        return self.day_of(behind + 1)

    @property
    def bound(self) -> bool:
        return self.due is not None and self.due.session is not None

    def pause_ends(self, now: datetime) -> datetime:
        return now if self.until is None else min(now, first_instant(self.until, 0, self.zone))

    # What is said --------------------------------------------------------------------------------------------------

    def take(self, one: e.Stamped) -> None:
        self._parts(one)
        self._days(one)
        self._others(one)

    def _part(self, number: int) -> Part:
        assert 1 <= number <= len(self.parts) + 1, "numbers are given one after the other"
        if number > len(self.parts):
            self.parts.append(Part())
        return self.parts[number - 1]

    def _parts(self, one: e.Stamped) -> None:
        match one.event:
            case e.Assigned(assignee=party, assignment=number, addressee=addressee):
                part = self._part(number)
                part.party, part.stands, part.chain, part.quiet = party, "laid", [], None
                part.addressee = addressee or part.addressee
            case e.FannedOut(members=members, first=first):
                assert first == len(self.parts) + 1
                for member in members:
                    stands = "laid" if member.party else "open"
                    self.parts.append(Part(stands, member.party, member.addressee))
            case e.Accepted(assignment=number):
                self._part(number).stands = "taken"
            case e.Declined(assignment=number, back_to=back) | e.HandedBack(assignment=number, back_to=back):
                part = self._part(number)
                assert back == (part.chain[-1] if part.chain else None), "it goes back the way it came"
                part.party, part.quiet, part.stands = back, None, "laid" if back else "open"
                part.chain = part.chain[:-1]
            case e.Delegated(assignment=number, by=by, to=to):
                part = self._part(number)
                assert by == part.party
                assert to not in part.answering
                part.chain.append(by)
                part.party, part.stands, part.quiet = to, "laid", None
            case e.Withdrawn(assignment=number):
                part = self._part(number)
                part.stands, part.waiting = "withdrawn", None
            case e.ProgressReported(assignment=number):
                self._part(number).stands = "begun"
            case e.Submitted(assignment=number):
                part = self._part(number)
                part.stands, part.waiting, part.watched = "handed in", one, one.recorded_at
            case e.Returned(assignment=number):
                part = self._part(number)
                part.stands, part.waiting = "begun", None
            case e.Approved(assignment=number, units=units, delivered=delivered):
                self._approved(self._part(number), units, delivered)
            case e.Snoozed(assignment=number, until=until):
                self._part(number).quiet = until
            case e.SnoozeEnded(assignments=numbers):
                for number in numbers:
                    assert self._part(number).quiet, "a snooze is over once"
                    self._part(number).quiet = None
            case e.ReviewReminded(assignments=numbers):
                for part in [self._part(number) for number in numbers] or self.parts:
                    part.watched = one.recorded_at
            case _:
                pass

    def _approved(self, part: Part, units: int, delivered: int) -> None:
        assert part.waiting is not None
        assert isinstance(part.waiting.event, e.Submitted)
        assert part.waiting.event.units == units
        part.delivered += units
        part.units.append((units, part.waiting.effective_at))
        assert part.delivered == delivered <= self.terms.required
        part.stands, part.waiting = "done" if delivered == self.terms.required else "begun", None

    def _days(self, one: e.Stamped) -> None:
        match one.event:
            case e.Confirmed(terms=terms):
                self.terms, self.due, self.ladder = terms, terms.due, terms.ladder
            case e.Activated():
                self.began = self.local(one.recorded_at)
            case e.DueDateChanged(new=due):
                self.due = due
            case e.UnitScheduled(unit=unit, due=day):
                self.unit_days.pop(unit, None)
                if day:
                    self.unit_days[unit] = day
            case e.Suspended(until=until):
                self.paused, self.until, self.redated = one.recorded_at, until, None
            case e.Resumed():
                self._resumed(one)
            case e.Amended(terms=terms, due=due, corrected=corrected):
                self.terms, self.due = terms, due
                if "due" in corrected:
                    self.redated = one.recorded_at
                if terms.required == 1:
                    self.unit_days = {}
                self.unit_days = {unit: day for unit, day in self.unit_days.items() if unit <= terms.required}
                for part in self.parts:
                    if part.stands == "done" and part.delivered < terms.required:
                        part.stands = "begun"
            case e.ExtensionAsked(due=day):
                self.extension = (day, one.actor)
            case e.ExtensionAnswered(due=day):
                assert self.extension is not None
                assert self.extension[0] == day
                self.extension = None
            case e.Reopened(due=due):
                self.due, self.closed = due, False
                self._asked_anew()
            case e.Discharged() | e.Waived() | e.Superseded() | e.SeriesEnded() | e.Rejected():
                self.closed, self.extension, self.paused, self.until = True, None, None, None
                for part in self.parts:
                    part.waiting = None
            case e.Reconsidered():
                self.closed = False
            case _:
                pass

    def _resumed(self, one: e.Stamped) -> None:
        """The days of the calendar that it stood are given back, of each day that is its own."""
        assert self.paused is not None
        end = max(self.pause_ends(one.recorded_at), self.paused)
        stood = self.local(end) - self.local(self.paused)
        given = self.local(end) - self.local(self.redated) if self.redated else stood
        given = max(given, timedelta())
        self.unit_days = {unit: day + stood for unit, day in self.unit_days.items()}
        if self.due is not None and not self.bound and given:
            assert isinstance(one.event, e.Resumed)
            latest = self.due.latest and self.due.latest + given
            assert one.event.due is not None
            assert (one.event.due.latest, one.event.days) == (latest, given.days)
            self.due = one.event.due
        for part in self.parts:
            if part.waiting and part.watched:
                part.watched += end - self.paused
        if self.began:
            self.began += stood
        self.put_off = {n: by + stood for n, (by, how) in self.asked.items() if by and how == "waits" and stood}
        self.paused = self.until = self.redated = None

    def days_follow(self) -> None:
        """Whatever else moved, nobody has less time to answer, and what follows by rule from a given day does."""
        assert not self.put_off, "the days that it stood are given back to whoever was asked"
        if self.due is None or self.bound or self.due.latest is None:
            return
        for step in self.steps.values():
            if step.rule and not (step.over or step.missed):
                assert step.due == self.due.latest - timedelta(days=MILESTONES[step.name])

    def _asked_anew(self) -> None:
        for part in self.parts:
            if part.stands == "withdrawn":
                continue
            if part.delivered >= self.terms.required:
                part.delivered, part.units = 0, []
            part.stands, part.quiet = "laid" if part.party else "open", None

    def _others(self, one: e.Stamped) -> None:
        match one.event:
            case e.MilestoneSet(milestone=number, name=name, due=due, rule=rule, watched=watched):
                old = self.steps.get(number)
                silent = bool(due and ends(due, self.zone) <= one.recorded_at)
                if watched is None:
                    dealt = {days for days in BEFORE_MILESTONE if due and self.reminder(due, days) <= one.recorded_at}
                else:
                    assert old is not None
                    dealt, silent = old.dealt, old.silent
                self.steps[number] = Step(due, rule, dealt, silent, name=name)
            case e.MilestoneReached(milestone=number) | e.MilestoneDropped(milestone=number):
                assert not self.steps[number].over
                self.steps[number].over = True
            case e.MilestoneReminded(milestone=number, due=due, days=days):
                step = self.steps[number]
                assert step.due == due
                assert days not in step.dealt, "a milestone is reminded of once"
                assert not step.over
                assert self.reminder(due, days) <= one.recorded_at < ends(due, self.zone)
                step.dealt |= {each for each in BEFORE_MILESTONE if each >= days}
            case e.MilestoneMissed(milestone=number, due=due):
                step = self.steps[number]
                assert step.due == due
                assert not (step.missed or step.over or step.silent)
                assert ends(due, self.zone) <= one.recorded_at
                step.missed = True
            case e.Consulted(consultation=number, answer_by=by):
                assert number == len(self.asked) + 1
                self.asked[number] = (by, "waits")
            case e.Answered(consultation=number):
                self.asked[number] = (self.asked[number][0], "answered")
            case e.AnswerPutOff(consultation=number, answer_by=by):
                assert self.put_off.pop(number) == by, "as many days later as it stood"
                self.asked[number] = (by, "waits")
            case e.ConsultationOverdue(consultation=number, answer_by=by):
                assert self.asked[number] == (by, "waits"), "it is said once that an answer is late"
                assert ends(by, self.zone) <= one.recorded_at
                self.asked[number] = (by, "late")
            case e.ReviewCalled(number=number):
                assert number > self.reviews, "each review is called once"
                assert self.review(number) <= one.recorded_at < self.review(number + 1), "and stands for those before it"
                self.reviews = number
            case e.SeriesBegan(anchor=anchor, body=body):
                self.anchor, self.by_sessions = anchor, body is not None
                assert self.by_sessions == self.bound
            case e.OccurrenceOpened(due=due):
                assert due.latest
                self.opened.append(due.latest)
                self.turn = due.earliest if due.session and due.earliest else due.latest
                self.awaited = False
            case e.OccurrenceAwaited():
                assert not self.awaited
                self.awaited = True
            case _:
                pass

    def reminder(self, due: date, days: int) -> datetime:
        return first_instant(due - timedelta(days=days), self.ladder.hour, self.zone)

    def review(self, number: int) -> datetime:
        assert self.began is not None
        assert self.terms.review_months is not None
        day = self.began + relativedelta(months=self.terms.review_months * number)
        return first_instant(day, self.ladder.hour, self.zone)

    def occurrence(self, number: int) -> date | None:
        """The day of the occurrence after ``number`` of them, from the anchor, or ``None`` where no rule gives it."""
        steps = {
            "annual": relativedelta(months=12),
            "every-6-months": relativedelta(months=6),
            "every-90-days": relativedelta(days=90),
        }
        every = None if self.by_sessions else steps.get(self.terms.recurrence or "")
        return self.anchor + every * number if every and self.anchor else None
