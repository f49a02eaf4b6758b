"""What moves days, and what time itself says."""

from dataclasses import dataclass
from datetime import date, datetime

from domain.added import added
from domain.instrument import Due
from domain.ladder import Mark


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

    What is bound to a session keeps the session's day. ``ahead`` are rungs later than ``watched`` that have been dealt with nevertheless:
    a day off has brought them together with one that has not. ``began`` is the instant (UTC) from which the reviews of a duty without a
    day are counted now, where it is not so many times 24 hours later: the clocks have changed meanwhile.
    """

    days: int
    due: Due | None
    unit_dues: tuple[date | None, ...]
    watched: datetime | None
    skipped: tuple[int, ...] = ()
    note: str = ""
    ahead: tuple[Mark, ...] = added(())
    began: datetime | None = added(None)


@dataclass(frozen=True, slots=True)
class Snoozed:
    assignment: int
    until: date
    reason: str


@dataclass(frozen=True, slots=True)
class SnoozeEnded:
    assignments: tuple[int, ...]


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
    """It is still overdue, told again. ``days`` is the ladder's rung, counted from ``due``; days off or an outage may have moved it."""

    due: date
    days: int
    watched: datetime


@dataclass(frozen=True, slots=True)
class Escalated:
    """It was taken to a further level. ``days`` is the ladder's rung, counted from ``due``; days off or an outage may have moved it."""

    due: date
    level: int
    days: int
    watched: datetime


@dataclass(frozen=True, slots=True)
class ReviewReminded:
    """What waits for approval has done so for ``days`` days, the longest of it. ``assignments`` names whose; empty: all that wait."""

    days: int
    watched: datetime
    assignments: tuple[int, ...] = added(())


@dataclass(frozen=True, slots=True)
class ReviewCalled:
    """A duty without a day has gone on for another period: it is to be looked at and reported on."""

    number: int
    watched: datetime
