"""When a regular session of the General Assembly opens and closes, by rule 1 of its rules of procedure.

Resolution 57/301 (13 March 2003) has the Assembly meet from "the Tuesday of the third week in September, counting from the first
week that contains at least one working day". Before it, resolution 55/14 (3 November 2000) had it meet from "the Tuesday following
the second Monday in September", which held for the fifty-sixth and the fifty-seventh session. From the seventy-eighth session (2023)
on it has opened on the Tuesday of the second week by the later count: observed at every opening since; the amending text has not
been found.
"""

from dataclasses import dataclass
from datetime import date, timedelta

NAME = "General Assembly"
FIRST_BY_RULE = 56
FIRST_IN_THIRD_WEEK = 58
FIRST_IN_SECOND_WEEK = 78
FIRST_YEAR = 1900
"""From this number on a session's number is its year."""
_FOUNDED = 1945
_TUESDAY = 1


@dataclass(frozen=True, slots=True)
class Opening:
    """The day a session opens, and the week of September (2 or 3) whose Tuesday that is; 0 where it follows the second Monday."""

    day: date
    week: int


def opening(number: int) -> Opening | None:
    """The opening of the ``number``-th regular session, which is held in the year 1945 + ``number``.

    ``None`` before the fifty-sixth: other rules held, and they were not kept to. ``None`` also for what is a year and no number:
    the Assembly calls no session by its year.
    """
    if not FIRST_BY_RULE <= number < FIRST_YEAR:
        return None
    if number < FIRST_IN_THIRD_WEEK:
        september = date(_FOUNDED + number, 9, 1)
        monday = september + timedelta(days=-september.weekday() % 7)
        return Opening(monday + timedelta(days=8), 0)
    week = 2 if number >= FIRST_IN_SECOND_WEEK else 3
    first = date(_FOUNDED + number, 9, 1)
    while first.weekday() > 4:  # a week counts when one of its working days lies in September
        first += timedelta(days=1)
    tuesday = first + timedelta(days=_TUESDAY - first.weekday())
    return Opening(tuesday + timedelta(weeks=week - 1), week)


def closing(number: int) -> date | None:
    """The day before the next session opens, or ``None`` where the rule gives no opening for this session."""
    following = opening(number + 1)
    return following.day - timedelta(days=1) if opening(number) and following else None


def session_on(day: date) -> int | None:
    """The number of the regular session that is open on ``day``, or ``None`` before the fifty-sixth."""
    number = day.year - _FOUNDED
    this = opening(number)
    if this is None:
        return None
    if day >= this.day:
        return number
    return number - 1 if opening(number - 1) else None
