"""When an obligation speaks up: reminders before the due day, notices and escalation after it, all as pure arithmetic.

Days are calendar days in the obligation's zone. A rung before or on the due day falls at the ladder's hour of that day; the due day
ends at midnight in that zone, and with it the time to act.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from heapq import merge
from itertools import count

from domain.added import added
from domain.time.zones import at


class RungKind(StrEnum):
    REMINDER = "reminder"
    OVERDUE = "overdue"
    NOTICE = "notice"  # a repeated overdue notice
    ESCALATION = "escalation"


Mark = tuple[RungKind, int]
"""Which rung of a ladder it is, on whatever day it comes: its kind and its days before or after the due day."""


@dataclass(frozen=True, slots=True)
class Ladder:
    """The policy of reminding. All numbers are days, before the due day for ``reminders`` and after its end for the rest.

    On a day off (``weekend``: Monday is 0; ``holidays``) nobody is told anything: what is to come before the due day comes on the
    working day before, what comes after it on the next one. The due day itself, and its end, stay where they are.
    """

    reminders: tuple[int, ...] = (90, 30, 14, 7, 1, 0)
    notices: tuple[int, ...] = (7, 30)
    notice_every: int = 90  # after the last of ``notices``
    escalations: tuple[int, ...] = (14, 60, 180)
    review_every: int = 7  # between reminders to whoever must approve a submission
    hour: int = 9
    weekend: tuple[int, ...] = added(())
    holidays: tuple[date, ...] = added(())

    def __post_init__(self) -> None:
        after = (*self.notices, *self.escalations, self.notice_every, self.review_every)
        if min(self.reminders, default=0) < 0 or min(after) < 1 or not 0 <= self.hour <= 23:
            raise ValueError(
                "a ladder's reminders are 0 days or more before, all else 1 day or more after, its hour from 0 to 23"
            )
        if len(set(self.weekend)) > 6 or not set(self.weekend) <= set(range(7)):
            raise ValueError("a week's days off are numbered from 0 (Monday) to 6, and one day at least is worked")

    def worked(self, day: date, step: int) -> date:
        """``day`` if it is worked, else the nearest one that is, looked for in the direction of ``step`` (1 or -1)."""
        for _ in range(LONGEST_CLOSURE):
            if day.weekday() not in self.weekend and day not in self.holidays:
                return day
            day += timedelta(days=step)
        return day


LIGHT = Ladder(reminders=(30, 7, 0), notices=(30,), notice_every=365, escalations=(), review_every=14)
"""For what is only followed lightly: few reminders, and nobody further up is told."""

LONGEST_CLOSURE = 60
"""Days off in a row beyond which a calendar is taken to be wrong, and the day itself is used."""


@dataclass(frozen=True, slots=True)
class Rung:
    """One moment at which time itself matters. ``days`` counts before (reminder) or after (the rest) the due day."""

    at: datetime
    kind: RungKind
    days: int
    level: int = 0

    @property
    def mark(self) -> Mark:
        return self.kind, self.days


def rungs(due: date, zone: str, ladder: Ladder) -> Iterator[Rung]:
    """All rungs around a due day in the order of time, without end: the overdue notices repeat until somebody acts."""
    return _rungs(due, zone, ladder, date.min)


def _rungs(due: date, zone: str, ladder: Ladder, since: date) -> Iterator[Rung]:
    """The rungs from the day ``since`` on; earlier ones are not reckoned at all, for a zone's clock is what costs."""
    for day, hour, kind, days, level in _marks(due, ladder, since):
        if day >= since:
            yield Rung(at(day, time(hour), zone), kind, days, level)


def _marks(due: date, ladder: Ladder, since: date) -> Iterator[tuple[date, int, RungKind, int, int]]:
    for days in sorted(set(ladder.reminders), reverse=True):
        yield ladder.worked(due - timedelta(days=days), -1), ladder.hour, RungKind.REMINDER, days, 0
    yield due + timedelta(days=1), 0, RungKind.OVERDUE, 0, 0
    levels = ((days, RungKind.ESCALATION, level) for level, days in enumerate(sorted(set(ladder.escalations)), start=1))
    off = LONGEST_CLOSURE if ladder.weekend or ladder.holidays else 0  # a notice may come that much later than its day
    notices = ((days, RungKind.NOTICE, 0) for days in _notice_days(ladder, (since - due).days - off))
    for days, kind, level in merge(levels, notices):
        yield ladder.worked(due + timedelta(days=days), 1), ladder.hour, kind, days, level


def _notice_days(ladder: Ladder, least: int) -> Iterator[int]:
    """The days of the notices, of the repeated ones only those from ``least`` on: a duty may stay overdue for decades."""
    fixed = sorted(set(ladder.notices))
    yield from fixed
    first, every = max(fixed, default=0) + ladder.notice_every, ladder.notice_every
    yield from count(first + max(0, -((first - least) // every)) * every, every)


def rungs_between(due: date, zone: str, ladder: Ladder, after: datetime | None, until: datetime) -> list[Rung]:
    """The rungs with ``after < at <= until``, in order."""
    found = []
    for rung in _rungs(due, zone, ladder, _day_before(after) if after else date.min):
        if rung.at > until:
            break
        if after is None or rung.at > after:
            found.append(rung)
    return found


def next_rung(due: date, zone: str, ladder: Ladder, after: datetime) -> Rung:
    """The first rung later than ``after``. There always is one."""
    return next(rung for rung in _rungs(due, zone, ladder, _day_before(after)) if rung.at > after)


def carried(
    old: date, new: date, zone: str, ladder: Ladder, watched: datetime, ahead: Collection[Mark] = ()
) -> tuple[datetime, tuple[Mark, ...]]:
    """Up to where a ladder around ``new`` has been dealt with, where one around ``old`` had been up to ``watched``: the same rungs.

    Adding days to ``watched`` would not do: days off and changes of clocks shift some rungs and not others. Where the last rung that was
    dealt with and the first that was not fall together now, what was dealt with lies ``ahead``, and is named with the instant.
    """
    last: list[Rung] = []  # all that come at the last instant that has been dealt with
    for before, after in zip(rungs(old, zone, ladder), rungs(new, zone, ladder), strict=False):
        if before.at > watched and before.mark not in ahead:
            if last and last[-1].at < after.at:
                return last[-1].at, ()
            return after.at - timedelta(microseconds=1), tuple(rung.mark for rung in last)
        last = [*last, after] if last and last[-1].at == after.at else [after]
    raise AssertionError("a ladder has no end")


def _day_before(instant: datetime) -> date:
    """A day that is over everywhere at ``instant``: no zone is two days from UTC."""
    return instant.date() - timedelta(days=2) if instant.year > 1 else date.min
