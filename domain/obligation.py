"""The state of an obligation, and how each event changes it: ``evolve`` folds what happened, and never judges it.

The life: proposed -> (rejected | unassigned) -> assigned -> accepted -> in progress -> submitted -> discharged, with ways back
(declined, returned, reopened) and out (waived). *Overdue* is a fact about an open obligation, not a status.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from domain import events as e
from domain.errors import DomainError, UnknownEvent
from domain.instrument import Due
from domain.terms import Terms


class Status(StrEnum):
    PROPOSED = "proposed"
    REJECTED = "rejected"
    UNASSIGNED = "unassigned"
    ASSIGNED = "assigned"
    ACCEPTED = "accepted"
    IN_PROGRESS = "in progress"
    SUBMITTED = "submitted"
    DISCHARGED = "discharged"
    WAIVED = "waived"


WORKING = frozenset({Status.UNASSIGNED, Status.ASSIGNED, Status.ACCEPTED, Status.IN_PROGRESS})
"""Somebody still has to do something: the ladder runs."""

OPEN = WORKING | {Status.SUBMITTED}
"""A workflow keeps it alive."""

CLOSED = frozenset({Status.REJECTED, Status.DISCHARGED, Status.WAIVED})


class Progress(StrEnum):
    """The words of the United Nations' own mandate reviews, for the outside."""

    NOT_STARTED = "not started"
    IN_PROGRESS = "in progress"
    COMPLETED = "completed"
    OVERDUE = "overdue"
    NO_LONGER_APPLICABLE = "no longer applicable"


@dataclass(frozen=True, slots=True)
class Submission:
    """What waits for approval. ``effective_at`` is when it was handed in; ``recorded_at``, when whoever approves could first know."""

    by: str
    units: int
    effective_at: datetime
    recorded_at: datetime
    watched: datetime


@dataclass(frozen=True, slots=True)
class Obligation:
    """An obligation at one moment. ``seq`` is the number of events it was folded from.

    ``watched`` (UTC) is the instant up to which the ladder has been dealt with: rungs up to it are sent, stood for or skipped.
    ``delivered_at`` is when the last of the ``delivered`` units was handed in, in whatever order they were recorded.
    """

    id: str
    seq: int
    status: Status
    terms: Terms
    due: Due | None = None
    assignee: str | None = None
    delivered: int = 0
    percent: int | None = None
    submission: Submission | None = None
    delivered_at: datetime | None = None
    watched: datetime | None = None
    overdue: bool = False
    level: int = 0

    @property
    def deadline(self) -> date | None:
        """The last day on which this can be done in time, if any day is known.

        A day that is merely suggested by the text (an anniversary's year, say) is none until a person gives one.
        """
        return self.due.latest if self.due and not self.due.optional else None

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
        started = self.status in {Status.IN_PROGRESS, Status.SUBMITTED} or self.delivered > 0 or bool(self.percent)
        return Progress.IN_PROGRESS if started else Progress.NOT_STARTED


def fold(obligation_id: str, history: Iterable[e.Stamped]) -> Obligation:
    """The state after all of ``history``, which begins with :class:`~domain.events.Proposed` and has no gap.

    Raises :class:`DomainError` for a gap or an empty history, :class:`UnknownEvent` for an event this code does not know.
    """
    state: Obligation | None = None
    for stamped in history:
        state = evolve(state, stamped, obligation_id)
    if state is None:
        raise DomainError(f"Obligation {obligation_id} has no events: there is nothing to fold.")
    return state


def evolve(state: Obligation | None, stamped: e.Stamped, obligation_id: str = "") -> Obligation:
    """The state after one more event. ``state`` is ``None`` before the first."""
    expected = state.seq + 1 if state else 1
    if stamped.seq != expected:
        raise DomainError(
            f"Event {stamped.seq} of {obligation_id or (state and state.id)} came where {expected} was expected: there is a gap."
        )
    if state is None:
        if not isinstance(stamped.event, e.Proposed):
            raise DomainError(f"The first event of an obligation is a proposal, not {type(stamped.event).__name__}.")
        return Obligation(obligation_id, 1, Status.PROPOSED, stamped.event.terms, due=stamped.event.terms.due)
    return replace(_apply(state, stamped), seq=stamped.seq)


def _apply(state: Obligation, stamped: e.Stamped) -> Obligation:
    match stamped.event:
        case e.Confirmed(terms=terms):
            return replace(state, terms=terms, due=terms.due)
        case e.Rejected():
            return replace(state, status=Status.REJECTED)
        case e.Activated(watched=watched):
            return replace(state, status=Status.UNASSIGNED, watched=watched)
        case e.Assigned(assignee=assignee):
            return replace(state, status=Status.ASSIGNED, assignee=assignee)
        case e.Accepted():
            return replace(state, status=Status.ACCEPTED)
        case e.Declined():
            return replace(state, status=Status.UNASSIGNED, assignee=None)
        case e.ProgressReported(percent=percent):
            return replace(state, status=Status.IN_PROGRESS, percent=percent if percent is not None else state.percent)
        case e.Submitted(units=units):
            waiting = Submission(stamped.actor, units, stamped.effective_at, stamped.recorded_at, stamped.recorded_at)
            return replace(state, status=Status.SUBMITTED, submission=waiting)
        case e.Approved(delivered=delivered):
            done = delivered_at(state)
            return replace(state, status=Status.IN_PROGRESS, submission=None, delivered=delivered, delivered_at=done)
        case e.Returned():
            return replace(state, status=Status.IN_PROGRESS, submission=None)
        case e.Discharged():
            return replace(state, status=Status.DISCHARGED, overdue=False, submission=None)
        case e.DueDateChanged(new=due, watched=watched):
            return replace(state, due=due, watched=watched, overdue=False, level=0)
        case e.Waived():
            return replace(state, status=Status.WAIVED, overdue=False, submission=None)
        case e.Reopened(due=due, watched=watched):
            return replace(_begun_again(state), due=due, watched=watched, overdue=False, level=0)
        case e.Commented():
            return state
        case e.Reminded(watched=watched) | e.OverdueNoticed(watched=watched):
            return replace(state, watched=watched)
        case e.BecameOverdue(watched=watched):
            return replace(state, watched=watched, overdue=True)
        case e.Escalated(watched=watched, level=level):
            return replace(state, watched=watched, level=level)
        case e.ReviewReminded(watched=watched) if state.submission:
            return replace(state, submission=replace(state.submission, watched=watched))
    raise UnknownEvent(f"No rule folds {type(stamped.event).__name__} into an obligation that is {state.status}.")


def delivered_at(state: Obligation) -> datetime | None:
    """When the last unit was handed in, if what waits for approval is counted with what stands approved."""
    known = (state.delivered_at, state.submission.effective_at if state.submission else None)
    return max((instant for instant in known if instant), default=None)


def _begun_again(state: Obligation) -> Obligation:
    """What is reopened goes back to its focal point. What was delivered in full is asked for anew; a part stands."""
    back = replace(state, status=Status.ASSIGNED if state.assignee else Status.UNASSIGNED)
    if state.delivered < state.terms.required:
        return back
    return replace(back, delivered=0, delivered_at=None, percent=None)
