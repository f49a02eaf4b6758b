"""What has happened in an obligation's life. Past tense; the only thing that is ever recorded.

Every class here is version 1 of its kind. A changed meaning gets a new class and version; the old one is kept, because old ledgers
are read for ever. A field that was added later is made with :func:`~domain.added.added`: at its default it is not written.
"""

from dataclasses import dataclass
from datetime import date, datetime

from domain.added import added
from domain.instrument import Due
from domain.terms import Terms


@dataclass(frozen=True, slots=True)
class Member:
    """One member of a collective addressee, and the party that holds the task for it (``None``: nobody yet)."""

    addressee: str
    party: str | None = None


@dataclass(frozen=True, slots=True)
class Proposed:
    terms: Terms


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A person made the proposal a duty, on these terms. ``corrected`` names the fields that differ from what was read."""

    terms: Terms
    corrected: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Rejected:
    reason: str


@dataclass(frozen=True, slots=True)
class Activated:
    """The obligation is being watched from now on. ``skipped`` are the reminders (days before) that were past by then."""

    watched: datetime
    skipped: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Assigned:
    assignee: str
    previous: str | None = None
    note: str = ""
    assignment: int = added(1)
    addressee: str | None = added(None)


@dataclass(frozen=True, slots=True)
class Accepted:
    note: str = ""
    assignment: int = added(1)


@dataclass(frozen=True, slots=True)
class Declined:
    assignee: str
    reason: str
    assignment: int = added(1)
    back_to: str | None = added(None)


@dataclass(frozen=True, slots=True)
class ProgressReported:
    note: str
    percent: int | None = None
    assignment: int = added(1)


@dataclass(frozen=True, slots=True)
class Submitted:
    units: int
    note: str = ""
    evidence: tuple[str, ...] = ()
    assignment: int = added(1)


@dataclass(frozen=True, slots=True)
class Approved:
    """``delivered`` of ``required`` units stand approved after this."""

    units: int
    delivered: int
    required: int
    note: str = ""
    assignment: int = added(1)


@dataclass(frozen=True, slots=True)
class Returned:
    reason: str
    assignment: int = added(1)


@dataclass(frozen=True, slots=True)
class Discharged:
    """What was asked for is done. ``days_late`` counts the days of the calendar, in the obligation's zone, from the due day
    to the one on which the last unit was handed in; 0 is in time."""

    due: date | None
    days_late: int = 0


@dataclass(frozen=True, slots=True)
class DueDateChanged:
    """``session_source`` is set where a moved session, not a person, changed the day."""

    old: Due | None
    new: Due
    reason: str
    watched: datetime
    skipped: tuple[int, ...] = ()
    session_source: str | None = None


@dataclass(frozen=True, slots=True)
class Waived:
    reason: str


@dataclass(frozen=True, slots=True)
class Reopened:
    reason: str
    due: Due | None
    watched: datetime
    skipped: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Commented:
    text: str


@dataclass(frozen=True, slots=True)
class Reminded:
    """A reminder was due ``days`` before the due day. ``missed`` are earlier ones that this one stands for."""

    due: date
    days: int
    watched: datetime
    missed: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class BecameOverdue:
    due: date
    watched: datetime
    missed: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class OverdueNoticed:
    due: date
    days: int
    watched: datetime


@dataclass(frozen=True, slots=True)
class Escalated:
    due: date
    level: int
    days: int
    watched: datetime


@dataclass(frozen=True, slots=True)
class ReviewReminded:
    """A submission has waited ``days`` days for approval. ``assignments`` names whose, where several wait; empty: the only one."""

    days: int
    watched: datetime
    assignments: tuple[int, ...] = added(())


@dataclass(frozen=True, slots=True)
class FannedOut:
    """Laid on every one of ``members``: their assignments are numbered from ``first`` on, in this order."""

    collective: str
    members: tuple[Member, ...]
    first: int


@dataclass(frozen=True, slots=True)
class Delegated:
    assignment: int
    by: str
    to: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class HandedBack:
    """``back_to`` is whoever had delegated it; ``None``: nobody holds it now."""

    assignment: int
    by: str
    back_to: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Withdrawn:
    assignment: int
    party: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class EvidenceAttached:
    evidence: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class ExtensionAsked:
    due: date
    reason: str


@dataclass(frozen=True, slots=True)
class ExtensionAnswered:
    """What was asked for is granted (the due date changes with it) or refused, with the reason."""

    due: date
    granted: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class UnitScheduled:
    """``due`` is the unit's own day now; ``None``: it has none of its own any more."""

    unit: int
    due: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class UnitCalled:
    """Another unit is the next one: the ladder stands around its day from now on."""

    due: date | None
    watched: datetime
    skipped: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Suspended:
    """The clock stands. ``until`` is the day at whose beginning it goes on by itself."""

    reason: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Resumed:
    """The clock goes on. ``days`` are the days that it stood, given back on every day that is the obligation's own.

    What is bound to a session keeps the session's day.
    """

    days: int
    due: Due | None
    unit_dues: tuple[date | None, ...]
    watched: datetime | None
    skipped: tuple[int, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Snoozed:
    assignment: int
    until: date
    reason: str


@dataclass(frozen=True, slots=True)
class SnoozeEnded:
    assignments: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MilestoneSet:
    """A step on the way is planned, or planned anew. ``rule`` says from what it follows; a person's own day has none.

    ``due`` is ``None`` while no calendar gives the day that it follows from. Its reminders up to ``watched`` (UTC) have been dealt with;
    ``None``: up to now.
    """

    milestone: int
    name: str
    due: date | None
    rule: str = ""
    reason: str = ""
    watched: datetime | None = None


@dataclass(frozen=True, slots=True)
class MilestoneReached:
    milestone: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class MilestoneDropped:
    milestone: int
    reason: str


@dataclass(frozen=True, slots=True)
class MilestoneReminded:
    """A milestone lies ``days`` days ahead."""

    milestone: int
    due: date
    days: int
    watched: datetime


@dataclass(frozen=True, slots=True)
class MilestoneMissed:
    """The milestone's day is over, and nobody has said that it was reached."""

    milestone: int
    due: date
    watched: datetime


@dataclass(frozen=True, slots=True)
class Consulted:
    consultation: int
    party: str
    question: str
    answer_by: date | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    consultation: int
    answer: str


@dataclass(frozen=True, slots=True)
class ConsultationOverdue:
    """The day by which an answer was wanted is over without one."""

    consultation: int
    answer_by: date


@dataclass(frozen=True, slots=True)
class ReviewCalled:
    """A duty without a day has gone on for another period: it is to be looked at and reported on."""

    number: int
    watched: datetime


@dataclass(frozen=True, slots=True)
class SeriesBegan:
    """It recurs from ``anchor`` on, in the words of ``recurrence``, to the end that is given, if any.

    ``body`` is set where it recurs with that body's sessions.
    """

    anchor: date
    recurrence: str
    ends_on: date | None = None
    ends_after: int | None = None
    body: str | None = added(None)


@dataclass(frozen=True, slots=True)
class OccurrenceOpened:
    """The occurrence ``number`` begins as the obligation ``id``, due on ``due``."""

    number: int
    id: str
    due: Due


@dataclass(frozen=True, slots=True)
class OccurrenceAwaited:
    """The last occurrence's day is over, and no rule gives the next one's: somebody has to."""

    number: int


@dataclass(frozen=True, slots=True)
class SeriesEnded:
    reason: str


@dataclass(frozen=True, slots=True)
class Amended:
    """A later provision has changed the terms; ``corrected`` names the fields. Without ``watched`` the ladder stays as it stands."""

    by: str
    reason: str
    terms: Terms
    corrected: tuple[str, ...]
    due: Due | None
    watched: datetime | None = None
    skipped: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Superseded:
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Linked:
    relation: str
    other: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Reconsidered:
    """What had been rejected is a proposal again."""

    reason: str


Event = (
    Proposed
    | Confirmed
    | Rejected
    | Activated
    | Assigned
    | Accepted
    | Declined
    | ProgressReported
    | Submitted
    | Approved
    | Returned
    | Discharged
    | DueDateChanged
    | Waived
    | Reopened
    | Commented
    | Reminded
    | BecameOverdue
    | OverdueNoticed
    | Escalated
    | ReviewReminded
    | FannedOut
    | Delegated
    | HandedBack
    | Withdrawn
    | EvidenceAttached
    | ExtensionAsked
    | ExtensionAnswered
    | UnitScheduled
    | UnitCalled
    | Suspended
    | Resumed
    | Snoozed
    | SnoozeEnded
    | MilestoneSet
    | MilestoneReached
    | MilestoneDropped
    | MilestoneReminded
    | MilestoneMissed
    | Consulted
    | Answered
    | ConsultationOverdue
    | ReviewCalled
    | SeriesBegan
    | OccurrenceOpened
    | OccurrenceAwaited
    | SeriesEnded
    | Amended
    | Superseded
    | Linked
    | Reconsidered
)


@dataclass(frozen=True, slots=True)
class Stamped:
    """An event as the ledger holds it: its place in the obligation's life, who, and its two times (UTC, aware).

    ``recorded_at`` is when it was written down, ``effective_at`` when it was so.
    """

    seq: int
    actor: str
    command_id: str
    recorded_at: datetime
    effective_at: datetime
    event: Event
