"""The state of an obligation at one moment.

The life: proposed -> (rejected | unassigned) -> assigned -> accepted -> in progress -> submitted -> discharged, with ways back
(declined, handed back, returned, reopened), pauses (suspended) and ways out (waived, superseded). Where several answer for it, each
has an assignment with such a life of its own, and the status of the whole follows from theirs. *Overdue* is a fact, not a status.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.added import added
from domain.assignment import Assignment, Submission
from domain.instrument import Due
from domain.ladder import Mark
from domain.plans import Consultation, Extension, Milestone, Relation, Series, Suspension
from domain.roll import Roll
from domain.status import CLOSED, OPEN, RUNNING, WORKING, Status
from domain.terms import Terms

__all__ = ["CLOSED", "OPEN", "RUNNING", "WORKING", "Obligation", "Progress", "Status", "Submission"]


class Progress(StrEnum):
    """The words of the United Nations' own mandate reviews, for the outside."""

    NOT_STARTED = "not started"
    IN_PROGRESS = "in progress"
    COMPLETED = "completed"
    OVERDUE = "overdue"
    NO_LONGER_APPLICABLE = "no longer applicable"


@dataclass(frozen=True, slots=True)
class Obligation:
    """An obligation at one moment. ``seq`` is the number of events it was folded from.

    ``watched`` (UTC) is the instant up to which the ladder has been dealt with: rungs up to it are sent, stood for or skipped.
    ``unit_dues`` are the units' own due days, the first unit's first. ``reviewed`` counts the reviews of a duty without a day.
    ``ahead`` are rungs later than ``watched`` that have been dealt with nevertheless.
    """

    id: str
    seq: int
    status: Status
    terms: Terms
    due: Due | None = None
    assignments: tuple[Assignment, ...] = added(())
    watched: datetime | None = None
    overdue: bool = False
    level: int = 0
    unit_dues: tuple[date | None, ...] = added(())
    suspension: Suspension | None = added(None)
    extension: Extension | None = added(None)
    milestones: tuple[Milestone, ...] = added(())
    consultations: tuple[Consultation, ...] = added(())
    series: Series | None = added(None)
    relations: tuple[Relation, ...] = added(())
    evidence: tuple[str, ...] = added(())
    activated_at: datetime | None = added(None)
    reviewed: int = added(0)
    ahead: tuple[Mark, ...] = added(())

    def __post_init__(self) -> None:
        if not isinstance(self.assignments, Roll):
            object.__setattr__(self, "assignments", Roll(self.assignments))

    @property
    def roll(self) -> Roll:
        """The assignments, with what they come to."""
        assert isinstance(self.assignments, Roll)  # made one by __post_init__
        return self.assignments

    @property
    def deadline(self) -> date | None:
        """The last day on which what is next can be done in time, if any day is known.

        A day that is merely suggested by the text (an anniversary's year, say) is none until a person gives one. A unit with a day
        of its own is next when those before it are approved.
        """
        if not self.unit_dues:
            return self.whole_day
        return self.day_of_unit(self.units_done + 1)

    @property
    def whole_day(self) -> date | None:
        """The day by which all of it is due, if any day is known."""
        return self.due.latest if self.due and not self.due.optional else None

    def day_of_unit(self, unit: int) -> date | None:
        """The day by which ``unit`` (from 1) is due: its own, and never later than the whole's."""
        own = self.unit_dues[unit - 1] if unit <= len(self.unit_dues) else None
        return min((day for day in (own, self.whole_day) if day), default=None)

    @property
    def units_done(self) -> int:
        """Units that all who answer for it have delivered."""
        return 0 if self.uncovered else min((held.delivered for held in self.counted), default=0)

    @property
    def live(self) -> tuple[Assignment, ...]:
        """The assignments of which something is still expected."""
        return tuple(held for held in self.assignments if held.live)

    @property
    def counted(self) -> tuple[Assignment, ...]:
        """The assignments that count towards discharge: all but those withdrawn."""
        return tuple(held for held in self.assignments if held.status is not Status.WAIVED)

    @property
    def uncovered(self) -> tuple[str, ...]:
        """Addressees named by the terms for whom nobody answers yet, where others already have an assignment for them alone.

        None where somebody answers for no addressee in particular, and so for all of them.
        """
        covered, named = self.roll.covered, self.terms.addressees
        if len(named) < 2 or self.roll.for_all or covered.isdisjoint(named):
            return ()
        return tuple(name for name in named if name not in covered)

    @property
    def needed(self) -> int:
        """How many assignments must be done for the whole to be discharged."""
        every = max(1, len(self.assignments) - self.roll.count({Status.WAIVED}) + len(self.uncovered))
        return min(self.terms.quorum or every, every)

    @property
    def done(self) -> int:
        """How many assignments are done."""
        return self.roll.count({Status.DISCHARGED})

    @property
    def assignee(self) -> str | None:
        """Who holds it: the first party of whom something is still expected, else the first that held it."""
        held = next((each.party for each in self.assignments if each.live and each.party), None)
        return held or next((each.party for each in self.assignments if each.party), None)

    @property
    def parties(self) -> tuple[str, ...]:
        """All who hold an assignment that counts, each once."""
        return self.roll.parties

    @property
    def waiting(self) -> tuple[Assignment, ...]:
        """The assignments with a submission that waits for approval."""
        return tuple(held for held in self.assignments if held.submission)

    @property
    def submission(self) -> Submission | None:
        """The first submission that waits for approval."""
        return next((held.submission for held in self.assignments if held.submission), None)

    @property
    def required(self) -> int:
        """How many are asked for: units where one answers for all, otherwise assignments."""
        return self.terms.required if self._counts_units else self.needed

    @property
    def delivered(self) -> int:
        """How many of :attr:`required` stand approved."""
        if self._counts_units:
            return self.assignments[0].delivered if self.assignments else 0
        return min(self.done, self.needed)

    @property
    def _counts_units(self) -> bool:
        return len(self.assignments) < 2 and not self.uncovered

    @property
    def percent(self) -> int | None:
        """How far it has come by the last reports; of several, their mean, where those who have not reported count as 0."""
        reported = any(held.percent is not None for held in self.assignments)
        if not reported and (self._counts_units or not self.done):
            return None
        counted = self.counted or self.assignments
        return sum(100 if held.status is Status.DISCHARGED else held.percent or 0 for held in counted) // len(counted)

    @property
    def delivered_at(self) -> datetime | None:
        """When the last of what stands approved was handed in, in whatever order it was recorded."""
        return max((held.delivered_at for held in self.assignments if held.delivered_at), default=None)

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    @property
    def progress(self) -> Progress:
        if self.status is Status.DISCHARGED:
            return Progress.COMPLETED
        if self.status in CLOSED:
            return Progress.NO_LONGER_APPLICABLE
        if self.overdue:
            return Progress.OVERDUE
        started = self.status in {Status.IN_PROGRESS, Status.SUBMITTED, Status.RECURRING} or bool(self.percent)
        started = started or any(held.delivered or held.submission for held in self.assignments)
        return Progress.IN_PROGRESS if started else Progress.NOT_STARTED


def rolled_up(state: Obligation) -> Status:
    """Where the whole stands, by its assignments: as the one, or as all who are left, or in progress once anybody has begun."""
    left = state.roll.standing
    left |= {Status.UNASSIGNED} if state.uncovered or not (left or state.done) else set()
    if not left:  # all is done, and about to be discharged
        return Status.IN_PROGRESS
    if len(left) == 1 and (not state.done or Status.SUBMITTED in left):
        return left.pop()
    begun = state.done or not left <= {Status.UNASSIGNED, Status.ASSIGNED}
    return Status.IN_PROGRESS if begun else Status.ASSIGNED
