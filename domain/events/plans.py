"""Steps on the way, and what recurs: milestones, consultations, series."""

from dataclasses import dataclass
from datetime import date, datetime

from domain.added import added
from domain.instrument import Due


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
    """``by_then``: by the effective day at the latest; on which day is not known."""

    milestone: int
    note: str = ""
    by_then: bool = added(False)


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
class AnswerPutOff:
    """An answer is wanted by a later day than before."""

    consultation: int
    answer_by: date
    reason: str


@dataclass(frozen=True, slots=True)
class ConsultationOverdue:
    """The day by which an answer was wanted is over without one."""

    consultation: int
    answer_by: date


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
