"""Days that move: due dates, extensions, units' own days, sessions, pauses, snoozes."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from domain import commands as c
from domain import events as e
from domain import milestones
from domain.errors import Refused
from domain.instrument import Due
from domain.ladder import carried
from domain.milestones import followed
from domain.obligation import Obligation
from domain.plans import Extension, Milestone, days_between, stood
from domain.revisions import FOLLOWING
from domain.rules.common import (
    ahead,
    assignment,
    given,
    not_by_who_must,
    only_holder,
    reason,
    responsible,
    skipped,
    watched_from,
    with_due,
)
from domain.rules.delivering import called, folded
from domain.status import Status
from domain.time.zones import day_of, days_later, end_of_day


def change_due(state: Obligation, command: c.ChangeDueDate, envelope: c.Envelope, now: datetime) -> list[e.Event]:
    why = reason(command.reason, "change a due date")
    not_by_who_must(state, envelope)
    ahead(state, command.due, now)
    if command.due == state.whole_day:
        raise Refused(f"{state.id} is due on {command.due:%d %B %Y} already.")
    due = given(command.due, state.due, f"changed: {why}")
    return [redated(state, due, why, now, None), *follow_day(state, due, why, envelope)]


def ask_extension(state: Obligation, command: c.AskExtension, envelope: c.Envelope, now: datetime) -> list[e.Event]:
    why = reason(command.reason, "ask for an extension")
    if state.deadline is None:
        raise Refused(f"{state.id} has no due day that could be put off: give it one first.")
    if state.extension is not None:
        raise Refused(
            f"An extension of {state.id} to {state.extension.due:%d %B %Y} has been asked for, and waits for an answer."
        )
    ahead(state, command.due, now)
    if command.due <= state.deadline:
        raise Refused(
            f"{state.id} is due on {state.deadline:%d %B %Y}: an extension is to a later day, not {command.due:%d %B %Y}."
        )
    return [e.ExtensionAsked(command.due, why)]


def grant_extension(state: Obligation, command: c.GrantExtension, envelope: c.Envelope, now: datetime) -> list[e.Event]:
    asked = state.extension
    if asked is None:
        raise Refused(f"Nobody has asked for an extension of {state.id}.")
    if asked.by in envelope.hats or responsible(state, envelope):
        raise Refused(f"{envelope.actor} asked for it or has to do it: somebody else grants an extension.")
    ahead(state, asked.due, now)
    if state.deadline and state.deadline >= asked.due:
        raise Refused(
            f"{state.id} is due on {state.deadline:%d %B %Y} meanwhile, no earlier than was asked for: refuse the extension."
        )
    return [e.ExtensionAnswered(asked.due, True, command.note), *_extended(state, asked, envelope, now)]


def _extended(state: Obligation, asked: Extension, envelope: c.Envelope, now: datetime) -> Iterator[e.Event]:
    """What is next is due later: a unit with a day of its own, and the whole where that would be due before it."""
    why, unit = f"extension granted: {asked.reason}", state.units_done + 1
    whole = state.whole_day
    scheduled: list[e.Event] = []
    if unit <= len(state.unit_dues) and state.unit_dues[unit - 1]:
        scheduled = [e.UnitScheduled(unit, asked.due if whole and asked.due < whole else None, why)]
    if whole is None or asked.due <= whole:
        if not whole:
            scheduled = [e.UnitScheduled(unit, asked.due, why)]
        yield from (*scheduled, *called(state, folded(state, scheduled, envelope, now), now))
        return
    yield from scheduled
    due = given(asked.due, state.due, f"extended: {asked.reason}")
    yield redated(folded(state, scheduled, envelope, now), due, why, now, None)
    yield from follow_day(state, due, why, envelope)


def refuse_extension(state: Obligation, command: c.RefuseExtension, _: c.Envelope, __: datetime) -> list[e.Event]:
    if state.extension is None:
        raise Refused(f"Nobody has asked for an extension of {state.id}.")
    return [e.ExtensionAnswered(state.extension.due, False, reason(command.reason, "refuse an extension"))]


def schedule_unit(state: Obligation, command: c.ScheduleUnit, envelope: c.Envelope, now: datetime) -> list[e.Event]:
    why = reason(command.reason, "give a unit a day")
    not_by_who_must(state, envelope)
    required = state.terms.required
    if required < 2 or not 1 <= command.unit <= required:
        raise Refused(
            f"{state.id} asks for {required}: units are numbered from 1 to {required}, and one alone has the day of the whole."
        )
    if command.due is not None:
        ahead(state, command.due, now)
        whole = state.whole_day
        if whole and command.due > whole:
            raise Refused(
                f"All of {state.id} is due on {whole:%d %B %Y}: a part of it cannot be due later. Change the due day first."
            )
    scheduled = e.UnitScheduled(command.unit, command.due, why)
    return [scheduled, *called(state, folded(state, [scheduled], envelope, now), now)]


def rebind(state: Obligation, command: c.RebindSession, _: c.Envelope, now: datetime) -> list[e.Event]:
    bound = state.due.session if state.due else None
    if bound != command.session:
        raise Refused(f"{state.id} is not bound to session {command.session.number} of the {command.session.body}.")
    if command.due.session != command.session:
        raise Refused(
            f"A moved session gives {state.id} another day, and does not untie it: the new due time names no such session."
        )
    if state.due == command.due:
        return []
    why = f"session {command.session.number} of the {command.session.body} moved"
    if state.status is Status.PROPOSED:  # no duty yet: no reminder is set up, and none is past
        return [e.DueDateChanged(state.due, command.due, why, now, (), command.source)]
    moved = redated(state, command.due, why, now, command.source)
    return [moved, *_milestones_moved(state, command.due, why)]


def follow_day(state: Obligation, due: Due, why: str, envelope: c.Envelope) -> Iterator[e.Event]:
    """A person has given ``due``: milestones that followed from a session, or from a day given before, follow from this one now."""
    if envelope.rules >= FOLLOWING:
        yield from _milestones_moved(state, due, why)


def _milestones_moved(state: Obligation, due: Due, why: str) -> Iterator[e.Event]:
    """Milestones by rule that are still ahead follow what they follow from."""
    for milestone, planned in followed(state, due):
        if planned.due != milestone.due:
            yield e.MilestoneSet(milestone.number, milestone.name, planned.due, planned.rule, why)


def redated(state: Obligation, due: Due, why: str, now: datetime, source: str | None) -> e.DueDateChanged:
    """The event that gives ``state`` another due time, with the ladder set up around it."""
    deadline = with_due(state, due)
    if deadline == state.deadline and state.watched:  # a unit's own day is next, or the session's last day stays
        return e.DueDateChanged(state.due, due, why, state.watched, (), source)
    watched = watched_from(state.terms, deadline, now)
    return e.DueDateChanged(state.due, due, why, watched, skipped(state.terms, deadline, now), source)


def suspend(state: Obligation, command: c.Suspend, _: c.Envelope, now: datetime) -> list[e.Event]:
    why = reason(command.reason, "suspend an obligation")
    if command.until is not None and end_of_day(command.until - timedelta(days=1), state.terms.zone) <= now:
        raise Refused(f"{command.until:%d %B %Y} has come: a suspension ends on a day that lies ahead.")
    return [e.Suspended(why, command.until)]


def resume(state: Obligation, command: c.Resume, envelope: c.Envelope, now: datetime) -> list[e.Event]:
    return resumed(state, now, command.note, envelope.rules)


def resumed(state: Obligation, now: datetime, note: str, rules: int) -> list[e.Event]:
    """The clock goes on at ``now``, and the days that it stood are given back on every day that is the obligation's own.

    The ladder is moved with them, so that no rung is lost and none comes twice. A session's day is the session's: what is bound to
    one keeps it, and what has come of its reminders meanwhile is skipped.
    """
    pause, zone = state.suspension, state.terms.zone
    assert pause is not None  # SUSPENDED always holds one
    since, end = stood(pause, zone, now)
    days = days_between(since, end, zone)
    units = tuple(day and day + timedelta(days=days) for day in state.unit_dues)
    bound = state.due is not None and state.due.session is not None
    back = 0 if bound else max(0, days_between(pause.dated or since, end, zone))
    due = _later(state.due, back)
    deadline = with_due(replace(state, unit_dues=units), due)
    watched, past, before = state.watched, tuple[int, ...](), state.ahead
    if deadline == state.deadline and bound and not state.overdue:
        watched, past, before = watched_from(state.terms, deadline, end), _missed(state, deadline, end), ()
    elif deadline != state.deadline and deadline and state.deadline and state.watched:
        watched, before = carried(state.deadline, deadline, zone, state.terms.ladder, state.watched, before)
    if rules < FOLLOWING:
        return [e.Resumed(back, due, units, watched, past, note), *_milestones_later(state, days)]
    return [
        e.Resumed(back, due, units, watched, past, note, before, _begun_later(state, days)),
        *_milestones_later(state, days),
        *(() if bound or due is None else _slots_later(state, due, back)),
        *_answers_later(state, days),
    ]


def _begun_later(state: Obligation, days: int) -> datetime | None:
    """The instant from which reviews are counted, where ``days`` times 24 hours lead to another day than ``days`` of the calendar."""
    began, zone = state.activated_at, state.terms.zone
    if began is None or day_of(began + timedelta(days=days), zone) == day_of(began, zone) + timedelta(days=days):
        return None
    return days_later(began, days, zone)


def _missed(state: Obligation, deadline: date | None, now: datetime) -> tuple[int, ...]:
    """The reminders that would have come while the clock stood."""
    before = skipped(state.terms, deadline, state.watched) if state.watched else ()
    return tuple(days for days in skipped(state.terms, deadline, now) if days not in before)


def _later(due: Due | None, days: int) -> Due | None:
    if due is None or days == 0:
        return due
    step = timedelta(days=days)
    working = f"{due.working}; {days} days given back after a suspension".lstrip("; ")
    return replace(due, earliest=due.earliest and due.earliest + step, latest=due.latest and due.latest + step, working=working)


def _milestones_later(state: Obligation, days: int) -> Iterator[e.Event]:
    """Milestones with a day of their own are put off as well; those that follow from a session stay with it."""
    for milestone in state.milestones:
        if _is_own(milestone) and milestone.due and days:
            later = milestone.due + timedelta(days=days)
            yield e.MilestoneSet(
                milestone.number, milestone.name, later, reason=_given_back(days), watched=_kept(state, milestone, later)
            )


def _slots_later(state: Obligation, due: Due, days: int) -> Iterator[e.Event]:
    """Milestones that follow from a day that a person gave are put off with that day."""
    for milestone, planned in followed(state, due):
        if not milestone.missed and milestone.due and planned.due and planned.due != milestone.due:
            goes_on = planned.due > milestone.due and not milestones.was_past(milestone, state.terms.zone)
            kept = _kept(state, milestone, planned.due) if goes_on else None
            yield e.MilestoneSet(milestone.number, milestone.name, planned.due, planned.rule, _given_back(days), kept)


def _answers_later(state: Obligation, days: int) -> Iterator[e.Event]:
    """Whoever was asked has as much longer to answer; where that was late before, it stays so."""
    for asked in state.consultations:
        if asked.answer_by and asked.answered_at is None and not asked.overdue and days:
            yield e.AnswerPutOff(asked.number, asked.answer_by + timedelta(days=days), _given_back(days))


def _given_back(days: int) -> str:
    return f"{days} days given back after a suspension"


def _kept(state: Obligation, milestone: Milestone, later: date) -> datetime:
    return milestones.carried(milestone, later, state.terms.zone, state.terms.ladder.hour)


def _is_own(milestone: Milestone) -> bool:
    return milestone.ahead and not milestone.rule and not milestone.missed


def snooze(state: Obligation, command: c.Snooze, envelope: c.Envelope, now: datetime) -> list[e.Event]:
    held = assignment(state, command, envelope, command.assignment)
    only_holder(state, held, envelope, "snooze")
    why = reason(command.reason, "snooze reminders")
    if command.until <= day_of(now, state.terms.zone):
        raise Refused(f"{command.until:%d %B %Y} has come: reminders are put off to a day that lies ahead.")
    if state.deadline and command.until > state.deadline:
        raise Refused(
            f"{state.id} is due on {state.deadline:%d %B %Y}: reminders cannot be put off beyond that. Ask for an extension."
        )
    return [e.Snoozed(held.number, command.until, why)]
