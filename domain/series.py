"""What recurs: when the next occurrence opens, when it is due, and with what terms it begins."""

from dataclasses import replace
from datetime import date, datetime

from domain.instrument import Due
from domain.obligation import Obligation
from domain.plans import Series
from domain.terms import Terms
from domain.time.recurrence import Rhythm, occurrence, rhythm
from domain.time.zones import end_of_day


def is_series(terms: Terms, deadline: date | None) -> bool:
    """Whether what ``terms`` ask for comes round again by a rule, from a first day that is known."""
    if terms.recurrence is None or deadline is None or terms.series is not None:
        return False
    return terms.recurrence == "each-session" or rhythm_of(terms.recurrence) is not None


def rhythm_of(recurrence: str) -> Rhythm | None:
    """The rhythm of a recurrence word, or ``None`` where none can be reckoned from it."""
    try:
        return rhythm(recurrence)
    except ValueError:
        return None


def occurrence_id(series_id: str, number: int) -> str:
    """The id of the ``number``-th occurrence: the series' own id, a tilde and the number."""
    return f"{series_id}~{number}"


def next_day(series: Series) -> date | None:
    """The due day of the occurrence after the last one, by the rule, or ``None`` where none gives it, or no calendar holds it."""
    every = rhythm_of(series.recurrence)
    try:
        return occurrence(series.anchor, every, len(series.occurrences)) if every else None
    except (ValueError, OverflowError):
        return None


def is_over(series: Series, day: date | None) -> bool:
    """Whether no occurrence follows the last one; ``day`` is the day that the next one would be due."""
    counted_out = series.ends_after is not None and len(series.occurrences) >= series.ends_after
    return counted_out or bool(series.ends_on and day and day > series.ends_on)


def opens_at(state: Obligation) -> datetime | None:
    """When the next occurrence opens, or the series ends (UTC): as soon as the last one's day is over, done or not."""
    series = state.series
    if series is None or series.last is None or series.awaited is not None:
        return None
    return end_of_day(series.last.due, state.terms.zone)


def due_of(state: Obligation, number: int, day: date) -> Due:
    """When the ``number``-th occurrence is due, with the working."""
    assert state.series is not None  # only a series has occurrences
    expression = state.due.expression if state.due else ""
    if number == 1 and state.due:
        return replace(state.due, working=state.due.working or "the first occurrence")
    working = f"occurrence {number}, {state.series.recurrence} from {state.series.anchor:%d %B %Y}"
    return Due(expression, latest=day, working=working)


def terms_of(state: Obligation, number: int, due: Due) -> Terms:
    """The terms of the ``number``-th occurrence: the series' own, for this once."""
    return replace(state.terms, due=due, recurrence=None, series=state.id, occurrence=number)
