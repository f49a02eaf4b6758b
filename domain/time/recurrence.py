"""What comes round again: the nth occurrence counted from an anchor, month ends right.

Every occurrence is computed from the anchor, never from the one before it: 31 March, 30 September, 31 March. Stepping from one
occurrence to the next would drift to 30 March, and RFC 5545 rules would leave September out.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta


def plus_months(anchor: date, months: int) -> date:
    """``anchor`` moved by ``months``, kept to the end of a shorter month: 31 January + 1 = 28 or 29 February."""
    index = anchor.year * 12 + anchor.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(anchor.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often, as a step of so many months or so many days; exactly one of the two is set."""

    months: int = 0
    days: int = 0

    def __post_init__(self) -> None:
        if min(self.months, self.days) < 0 or bool(self.months) == bool(self.days):
            raise ValueError("a rhythm is a number of months or a number of days, above zero, and not both")


_NAMED = {"annual": 12, "biennial": 24, "quarterly": 3, "monthly": 1}
_EVERY = re.compile(r"every-(\d+)-(year|month|week|day)s?\Z")


def rhythm(recurrence: str) -> Rhythm | None:
    """The rhythm of a recurrence word: ``annual``, ``biennial``, ``quarterly``, ``monthly``, ``every-5-years``, ``every-90-days``.

    ``None`` for ``each-session`` and ``periodic``: their next occurrence hangs on a calendar of sessions, or on nobody's say.
    Raises ValueError for a word that is no recurrence.
    """
    if recurrence in ("each-session", "periodic"):
        return None
    if recurrence in _NAMED:
        return Rhythm(months=_NAMED[recurrence])
    match = _EVERY.match(recurrence)
    if not match or not int(match[1]):
        raise ValueError(
            f"{recurrence!r} is no recurrence: use annual, biennial, every-N-years, quarterly, monthly, each-session or periodic"
        )
    step, unit = int(match[1]), match[2]
    if unit == "year":
        return Rhythm(months=12 * step)
    if unit == "month":
        return Rhythm(months=step)
    return Rhythm(days=step * (7 if unit == "week" else 1))


def occurrence(anchor: date, every: Rhythm, number: int) -> date:
    """The ``number``-th occurrence, 0 being the anchor itself."""
    if every.days:
        return anchor + timedelta(days=every.days * number)
    return plus_months(anchor, every.months * number)
