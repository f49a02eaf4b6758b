"""What a time expression says, before any calendar is asked: values only, resolved by ``domain.time.resolve``."""

from dataclasses import dataclass
from enum import StrEnum


class Relation(StrEnum):
    """How a duty hangs on a time."""

    BY = "by"  # by, no later than, until, at the latest: the time's last day is the last
    BEFORE = "before"  # before, prior to, in advance of: the day before the time's first
    WITHIN = "within"  # at, in, on, during: the time's first and last days
    FROM = "from"  # beginning at, starting in, as from: the first occasion falls in the time
    AFTER = "after"  # after, following: the day after the time's last is the first


class Which(StrEnum):
    """Which session, where it isn't told by its number."""

    NUMBERED = "numbered"
    NEXT = "next"
    THAT = "that"
    CURRENT = "current"


class Portion(StrEnum):
    """A part of a period that is named by where it lies in it."""

    BEGINNING = "beginning"
    EARLY = "early"
    MIDDLE = "middle"
    LATE = "late"
    END = "end"


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar day; ``year`` is ``None`` where it isn't printed."""

    day: int
    month: int
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Month:
    month: int
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Year:
    """A calendar year; ``None`` for "the year", the one in which the text was adopted."""

    year: int | None


@dataclass(frozen=True, slots=True)
class Slice:
    """The ``number``-th of ``of`` equal parts of a year: the first half is (1, 2), the third quarter (3, 4)."""

    number: int
    of: int
    year: Year


@dataclass(frozen=True, slots=True)
class Part:
    """The beginning, middle or end of a period."""

    portion: Portion
    of: "Time"


@dataclass(frozen=True, slots=True)
class Range:
    """From the first day of one period to the last of another."""

    first: "Time"
    last: "Time"


@dataclass(frozen=True, slots=True)
class Session:
    """One session, or several together ("its eightieth and eighty-first sessions"), of a body.

    ``body`` is as printed, ``None`` for "its". ``part`` is ``""``, ``main``, ``resumed`` or an ordinal part ("second part").
    ``printed`` is a time that the text itself gives for it: "at its twenty-sixth session (November 2020)".
    """

    body: str | None
    numbers: tuple[int, ...] = ()
    which: Which = Which.NUMBERED
    part: str = ""
    printed: "Time | None" = None


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens: a congress, a meeting, an anniversary. It has no day of its own unless one is ``printed``."""

    name: str
    printed: "Time | None" = None


@dataclass(frozen=True, slots=True)
class Anniversary:
    """The ``number``-th anniversary of something that happened in ``year`` (``None``: not printed)."""

    number: int
    year: int | None


Time = Day | Month | Year | Slice | Part | Range | Session | Event | Anniversary


@dataclass(frozen=True, slots=True)
class Duration:
    """``count`` of ``unit``: days, working days, weeks, months or years."""

    count: int
    unit: str


@dataclass(frozen=True, slots=True)
class Bound:
    """A time and how the duty hangs on it."""

    relation: Relation
    time: Time


@dataclass(frozen=True, slots=True)
class Delay:
    """A duration counted from something: "within 30 days", "six months after", "for a period of 12 months".

    ``after`` is ``None`` for the adoption; else what it is counted from, as printed or as a time. ``relation`` BY means that the
    duty ends then, AFTER that it begins then, BEFORE that the count runs backwards ("two months before").
    """

    duration: Duration
    after: Time | None = None
    relation: Relation = Relation.BY


@dataclass(frozen=True, slots=True)
class Recurring:
    """Again and again: the recurrence word of the annotation guide, and the first occasion where it is named."""

    recurrence: str
    start: "Bound | Delay | None" = None


@dataclass(frozen=True, slots=True)
class Vague:
    """A time that no calendar will ever tell: "as soon as possible". ``event``: it hangs on something that happens, and so is a limit all
    the same: "before the conclusion of the negotiations"."""

    words: str
    event: bool = False


Phrase = Bound | Delay | Recurring | Vague
