"""What has happened in an obligation's life. Past tense; the only thing that is ever recorded.

Every class here is version 1 of its kind. A changed meaning gets a new class and version; the old one is kept, because old ledgers
are read for ever.
"""

from dataclasses import dataclass
from datetime import date, datetime

from domain.instrument import Due
from domain.terms import Terms


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


@dataclass(frozen=True, slots=True)
class Accepted:
    note: str = ""


@dataclass(frozen=True, slots=True)
class Declined:
    assignee: str
    reason: str


@dataclass(frozen=True, slots=True)
class ProgressReported:
    note: str
    percent: int | None = None


@dataclass(frozen=True, slots=True)
class Submitted:
    units: int
    note: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Approved:
    """``delivered`` of ``required`` units stand approved after this."""

    units: int
    delivered: int
    required: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Returned:
    reason: str


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
    """A submission has waited ``days`` days for approval."""

    days: int
    watched: datetime


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
