"""What has happened in an obligation's life. Past tense; the only thing that is ever recorded.

Every class here is version 1 of its kind. A changed meaning gets a new class and version; the old one is kept, because old ledgers
are read for ever. A field that was added later is made with :func:`~domain.added.added`: at its default it is not written.
"""

from dataclasses import dataclass
from datetime import datetime

from domain.events.days import (
    BecameOverdue,
    DueDateChanged,
    Escalated,
    ExtensionAnswered,
    ExtensionAsked,
    OverdueNoticed,
    Reminded,
    Resumed,
    ReviewCalled,
    ReviewReminded,
    Snoozed,
    SnoozeEnded,
    Suspended,
    UnitCalled,
    UnitScheduled,
)
from domain.events.plans import (
    Answered,
    AnswerPutOff,
    ConsultationOverdue,
    Consulted,
    MilestoneDropped,
    MilestoneMissed,
    MilestoneReached,
    MilestoneReminded,
    MilestoneSet,
    OccurrenceAwaited,
    OccurrenceOpened,
    SeriesBegan,
    SeriesEnded,
)
from domain.events.whole import (
    Activated,
    Amended,
    Commented,
    Confirmed,
    Discharged,
    Linked,
    Proposed,
    Reconsidered,
    Rejected,
    Reopened,
    Superseded,
    Waived,
)
from domain.events.work import (
    Accepted,
    Approved,
    Assigned,
    Declined,
    Delegated,
    EvidenceAttached,
    FannedOut,
    HandedBack,
    Member,
    ProgressReported,
    Returned,
    Submitted,
    Withdrawn,
)

__all__ = [
    "Accepted",
    "Activated",
    "Amended",
    "AnswerPutOff",
    "Answered",
    "Approved",
    "Assigned",
    "BecameOverdue",
    "Commented",
    "Confirmed",
    "ConsultationOverdue",
    "Consulted",
    "Declined",
    "Delegated",
    "Discharged",
    "DueDateChanged",
    "Escalated",
    "Event",
    "EvidenceAttached",
    "ExtensionAnswered",
    "ExtensionAsked",
    "FannedOut",
    "HandedBack",
    "Linked",
    "Member",
    "MilestoneDropped",
    "MilestoneMissed",
    "MilestoneReached",
    "MilestoneReminded",
    "MilestoneSet",
    "OccurrenceAwaited",
    "OccurrenceOpened",
    "OverdueNoticed",
    "ProgressReported",
    "Proposed",
    "Reconsidered",
    "Rejected",
    "Reminded",
    "Reopened",
    "Resumed",
    "Returned",
    "ReviewCalled",
    "ReviewReminded",
    "SeriesBegan",
    "SeriesEnded",
    "SnoozeEnded",
    "Snoozed",
    "Stamped",
    "Submitted",
    "Superseded",
    "Suspended",
    "UnitCalled",
    "UnitScheduled",
    "Waived",
    "Withdrawn",
]

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
    | AnswerPutOff
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
