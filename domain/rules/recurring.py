"""A series: its next occurrence by rule, by hand, and its end."""

from dataclasses import replace
from datetime import datetime

from domain import commands as c
from domain import events as e
from domain.errors import Refused
from domain.instrument import Due
from domain.obligation import Obligation
from domain.plans import Occurrence, Series
from domain.rules.common import ahead, reason
from domain.series import due_of, is_over, next_day, occurrence_id, turns_on
from domain.time.zones import end_of_day

MOST_AT_ONCE = 200
"""Occurrences that one tick opens at most: what slept for centuries wakes step by step."""


def open_occurrence(state: Obligation, command: c.OpenOccurrence, _: c.Envelope, now: datetime) -> list[e.Event]:
    series = _series(state)
    if next_day(series) is not None:
        raise Refused(f"The occurrences of {state.id} open by themselves, {series.recurrence} from {series.anchor:%d %B %Y}.")
    if series.last and command.due <= series.last.due:
        raise Refused(f"The last occurrence of {state.id} is due on {series.last.due:%d %B %Y}: the next one is later.")
    if command.at is None:
        ahead(state, command.due, now)
    elif command.at.latest != command.due:
        raise Refused(f"The session's days end on {command.at.latest}, and not on {command.due}.")
    if is_over(series, command.due):
        raise Refused(f"{state.id} ends before {command.due:%d %B %Y}.")
    number = len(series.occurrences) + 1
    by_hand = Due(state.due.expression if state.due else "", latest=command.due, working=f"occurrence {number}, given by hand")
    due = command.at or by_hand
    return [e.OccurrenceOpened(number, occurrence_id(state.id, number), due)]


def end_series(_: Obligation, command: c.EndSeries, __: c.Envelope, ___: datetime) -> list[e.Event]:
    return [e.SeriesEnded(reason(command.reason, "end a series"))]


def come_round(state: Obligation, now: datetime) -> list[e.Event]:
    """What a series says when its last occurrence's day is over: the next ones that have come, or that it has ended."""
    series = _series(state)
    found: list[e.Event] = []
    while series.last and end_of_day(turns_on(series.last), state.terms.zone) <= now and len(found) < MOST_AT_ONCE:
        day, number = next_day(series), len(series.occurrences) + 1
        if is_over(series, day):
            return [*found, e.SeriesEnded(_why(series))]
        if day is None:
            return [*found, e.OccurrenceAwaited(number)]
        opened = e.OccurrenceOpened(number, occurrence_id(state.id, number), due_of(state, number, day))
        found.append(opened)
        series = _after(series, Occurrence(number, opened.id, day))
    return found


def _after(series: Series, opened: Occurrence) -> Series:
    return replace(series, occurrences=(*series.occurrences, opened))


def _why(series: Series) -> str:
    if series.ends_after is not None and len(series.occurrences) >= series.ends_after:
        return f"all {series.ends_after} occurrences have come"
    return f"it was to end on {series.ends_on:%d %B %Y}"


def _series(state: Obligation) -> Series:
    assert state.series is not None  # RECURRING always holds one
    return state.series
