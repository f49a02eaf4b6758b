"""What else stands in an obligation beside its assignments: milestones, consultations, a pause, a series, relations to other texts."""

from dataclasses import dataclass
from datetime import date, datetime

from domain.added import added
from domain.time.zones import day_of, start_of_day


@dataclass(frozen=True, slots=True)
class Milestone:
    """A step on the way to what is due. ``rule`` says from what its day follows; a person's own day has none.

    ``due`` is ``None`` while no calendar gives the day. ``watched`` is the instant up to which its reminders have been dealt with.
    ``reached_by``: ``reached_at`` is the latest that it can have been, and on which day it was is not known.
    """

    number: int
    name: str
    due: date | None
    rule: str = added("")
    watched: datetime | None = added(None)
    reached_at: datetime | None = added(None)
    dropped: bool = added(False)
    missed: bool = added(False)
    reached_by: bool = added(False)

    @property
    def ahead(self) -> bool:
        """It is still to be reached."""
        return self.reached_at is None and not self.dropped


@dataclass(frozen=True, slots=True)
class Consultation:
    """Who was asked, what, when, by when an answer is wanted, and what it was."""

    number: int
    party: str
    question: str
    asked_at: datetime
    answer_by: date | None = added(None)
    answered_at: datetime | None = added(None)
    answer: str = added("")
    overdue: bool = added(False)


@dataclass(frozen=True, slots=True)
class Suspension:
    """Since when the clock stands (UTC), why, and the day at whose beginning it goes on by itself.

    ``dated`` is when the due day was given anew meanwhile: only the days since then are given back on that one.
    """

    since: datetime
    reason: str
    until: date | None = None
    dated: datetime | None = None


def stood(pause: Suspension, zone: str, now: datetime) -> tuple[datetime, datetime]:
    """From when to when (UTC) the clock stands, where it goes on at ``now``: not beyond the day on which it was to go on by itself."""
    end = now if pause.until is None else min(now, start_of_day(pause.until, zone))
    return pause.since, max(end, pause.since)


def days_between(since: datetime, until: datetime, zone: str) -> int:
    """The days of the calendar in ``zone`` from one instant to another."""
    return (day_of(until, zone) - day_of(since, zone)).days


@dataclass(frozen=True, slots=True)
class Extension:
    """A later day that has been asked for, and not yet answered."""

    due: date
    reason: str
    by: str
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One occurrence of a series: an obligation of its own, ``id``, due on ``due``.

    Of one that is bound to a session, ``session`` is the session's number and ``opening`` its first day.
    """

    number: int
    id: str
    due: date
    session: int | None = added(None)
    opening: date | None = added(None)


@dataclass(frozen=True, slots=True)
class Series:
    """What recurs. ``awaited`` is the number of the occurrence that nobody has opened yet though its turn has come.

    ``body`` is set where it recurs with that body's sessions: then their calendar gives the days, and not the rhythm alone.
    """

    anchor: date
    recurrence: str
    ends_on: date | None = None
    ends_after: int | None = None
    occurrences: tuple[Occurrence, ...] = ()
    awaited: int | None = None
    body: str | None = added(None)

    @property
    def last(self) -> Occurrence | None:
        return self.occurrences[-1] if self.occurrences else None


@dataclass(frozen=True, slots=True)
class Relation:
    """Another provision or obligation, and how it stands to this one."""

    relation: str
    other: str
    note: str = ""
