"""How a whole instrument stands, rolled up from how its obligations stand. Pure.

In the words of the United Nations' mandate reviews. Only duties count: what is proposed is none yet, and what was rejected never was.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from domain.obligation import OPEN, Progress, Status

NOT_DUTIES = frozenset({Status.PROPOSED.value, Status.REJECTED.value})


class Counted(Protocol):
    """What counts of an obligation: these fields of its :class:`~domain.projection.Projection`, whatever else it holds."""

    @property
    def id(self) -> str: ...
    @property
    def status(self) -> str: ...
    @property
    def progress(self) -> str: ...
    @property
    def due_latest(self) -> date | None: ...
    @property
    def required(self) -> int: ...
    @property
    def delivered(self) -> int: ...
    @property
    def overdue(self) -> bool: ...


COUNTED = ("id", "status", "progress", "due_latest", "required", "delivered", "overdue")


@dataclass(frozen=True, slots=True)
class Standing:
    """How an instrument stands.

    ``counts`` says how many duties stand at each word, in the words' order, without zeros; ``proposed`` how many are not confirmed yet.
    ``status`` is the one word for all, ``None`` without a duty. ``percent`` (0 to 100) is the share done of the duties that still apply,
    a part of one counted as a part; 100 only when all are. ``next_due`` is the earliest last day of an open duty that is not
    overdue; ``overdue`` are the ids of those that are, the longest overdue first.
    """

    instrument: str
    counts: tuple[tuple[Progress, int], ...]
    proposed: int
    status: Progress | None
    percent: int
    open: int
    next_due: date | None = None
    next_due_of: str | None = None
    overdue: tuple[str, ...] = ()

    @property
    def duties(self) -> int:
        return sum(number for _, number in self.counts)

    def count(self, progress: Progress) -> int:
        return dict(self.counts).get(progress, 0)


def roll_up(instrument: str, rows: Iterable[Counted], today: date) -> Standing:
    """The standing of ``instrument``, whose obligations are ``rows``, in any order.

    What lies before ``today`` and is not overdue was no deadline, only a day that the text suggests: it does not come next.
    """
    every = sorted(rows, key=lambda row: row.id)
    duties = [row for row in every if row.status not in NOT_DUTIES]
    counts = Counter(Progress(row.progress) for row in duties)
    opened = [row for row in duties if row.status in OPEN]
    overdue = sorted((row for row in opened if row.overdue), key=lambda row: (row.due_latest or date.max, row.id))
    coming = [(row.due_latest, row.id) for row in opened if row.due_latest and row.due_latest >= today and not row.overdue]
    day, whose = min(coming, default=(None, None))
    return Standing(
        instrument=instrument,
        counts=tuple((word, counts[word]) for word in Progress if counts[word]),
        proposed=sum(1 for row in every if row.status == Status.PROPOSED.value),
        status=_one_word(counts),
        percent=_percent(duties),
        open=len(opened),
        next_due=day,
        next_due_of=whose,
        overdue=tuple(row.id for row in overdue),
    )


def _one_word(counts: Counter[Progress]) -> Progress | None:
    """Overdue if anything is; completed or no longer applicable only if nothing else is left."""
    if not counts:
        return None
    if counts[Progress.OVERDUE]:
        return Progress.OVERDUE
    if counts[Progress.NO_LONGER_APPLICABLE] == counts.total():
        return Progress.NO_LONGER_APPLICABLE
    if counts[Progress.COMPLETED] + counts[Progress.NO_LONGER_APPLICABLE] == counts.total():
        return Progress.COMPLETED
    begun = counts[Progress.IN_PROGRESS] + counts[Progress.COMPLETED]
    return Progress.IN_PROGRESS if begun else Progress.NOT_STARTED


def _percent(duties: list[Counted]) -> int:
    """Rounded down in whole numbers, so that neither a machine's fractions nor good will make a hundred of it."""
    shares = [_share(row) for row in duties if row.progress != Progress.NO_LONGER_APPLICABLE]
    if not shares:
        return 0
    return sum(100 * done // asked for done, asked in shares) // len(shares)


def _share(row: Counted) -> tuple[int, int]:
    if row.progress == Progress.COMPLETED:
        return 1, 1
    return min(row.delivered, max(row.required - 1, 0)), max(row.required, 1)
