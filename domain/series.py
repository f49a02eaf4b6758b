"""What recurs: when the next occurrence opens, when it is due, and with what terms it begins."""

from dataclasses import replace
from datetime import date, datetime

from domain.instrument import Due
from domain.obligation import Obligation
from domain.plans import Occurrence, Series
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


def occurrence_of(number: int, name: str, due: Due, day: date) -> Occurrence:
    """The occurrence that is due at ``due``, whose last day is ``day``."""
    if due.session is None:
        return Occurrence(number, name, day)
    return Occurrence(number, name, day, due.session.number, due.earliest)


def next_day(series: Series) -> date | None:
    """The due day of the occurrence after the last one, by the rule, or ``None`` where none gives it, or no calendar holds it.

    What recurs with a body's sessions has its days from their calendar: a year after one session's last day is no other's.
    """
    every = rhythm_of(series.recurrence) if series.body is None else None
    try:
        return occurrence(series.anchor, every, len(series.occurrences)) if every else None
    except (ValueError, OverflowError):
        return None


def upcoming(series: Series) -> date | None:
    """The due day of what is opened next; the last one's where nothing follows it; ``None`` where no rule gives the next one's."""
    day = next_day(series)
    return series.last.due if series.last and is_over(series, day) else day


def is_over(series: Series, day: date | None) -> bool:
    """Whether no occurrence follows the last one; ``day`` is the day that the next one would be due."""
    counted_out = series.ends_after is not None and len(series.occurrences) >= series.ends_after
    return counted_out or bool(series.ends_on and day and day > series.ends_on)


def opens_at(state: Obligation) -> datetime | None:
    """When the next occurrence opens, or the series ends (UTC): as soon as the last one's day is over, done or not.

    With sessions, as soon as the last one's has opened: what the next is to consider must be in long before it opens.
    """
    series = state.series
    if series is None or series.last is None or series.awaited is not None:
        return None
    return end_of_day(turns_on(series.last), state.terms.zone)


def turns_on(last: Occurrence) -> date:
    """The day whose end is the turn of the next occurrence."""
    return last.opening or last.due


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
