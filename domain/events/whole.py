"""What happens to an obligation as a whole: its terms, its ends, its ways back, its relations to other texts."""

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
class Reconsidered:
    """What had been rejected is a proposal again."""

    reason: str


@dataclass(frozen=True, slots=True)
class Activated:
    """The obligation is being watched from now on. ``skipped`` are the reminders (days before) that were past by then."""

    watched: datetime
    skipped: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Discharged:
    """What was asked for is done. ``days_late`` counts the days of the calendar, in the obligation's zone, from the due day
    to the one on which the last unit was handed in; 0 is in time."""

    due: date | None
    days_late: int = 0


@dataclass(frozen=True, slots=True)
class Waived:
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
class Reopened:
    reason: str
    due: Due | None
    watched: datetime
    skipped: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Commented:
    text: str
