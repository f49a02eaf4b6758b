"""What time itself says: every kind of rung that has come, each once; the last of a kind stands for those before it."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from domain import commands as c
from domain import events as e
from domain.ladder import RungKind, rungs_between
from domain.life import NEVER, at_hour, next_alarm, next_review
from domain.milestones import marks
from domain.obligation import Obligation
from domain.plans import Milestone
from domain.revisions import FOLLOWING
from domain.rules.dating import resumed
from domain.rules.recurring import come_round
from domain.status import WORKING, Status
from domain.time.zones import end_of_day


def tick(state: Obligation, _: c.Tick, envelope: c.Envelope, now: datetime) -> list[e.Event]:
    """Nothing where the tick comes early."""
    alarm = next_alarm(state)
    if alarm is None or alarm > now:
        return []
    if state.status is Status.SUSPENDED:
        return resumed(state, now, "its suspension was to end on this day", envelope.rules)
    if state.status is Status.RECURRING:
        return come_round(state, now)
    found = [*_reviews(state, now, envelope.rules)]
    if state.status in WORKING and state.deadline:
        found += _climb(state, state.deadline, now)
    return [*found, *_snoozes(state, now), *_continuing(state, now), *_milestones(state, now), *_consultations(state, now)]


def _reviews(state: Obligation, now: datetime, rules: int) -> Iterator[e.Event]:
    """Where something has waited long enough, whoever must approve is reminded of all that waits, at once: of hundreds that came in
    one after the other once, and not hundreds of times."""
    every = timedelta(days=state.terms.ladder.review_every)
    late = [held for held in state.waiting if held.submission and held.submission.watched + every <= now]
    if late:
        oldest = min(held.submission.recorded_at for held in late if held.submission)
        if rules >= FOLLOWING:
            yield e.ReviewReminded((now - oldest).days, now)
            return
        numbers = () if len(state.assignments) == 1 else tuple(held.number for held in late)
        yield e.ReviewReminded((now - oldest).days, now, numbers)


def _climb(state: Obligation, due: date, now: datetime) -> list[e.Event]:
    """The rungs that have come, each kind once: after an outage the last of a kind stands for the ones before it.

    Becoming overdue stands for the notices of being so that have come with it.
    """
    passed = rungs_between(due, state.terms.zone, state.terms.ladder, state.watched or NEVER, now)
    if not passed:
        return []
    watched = passed[-1].at
    by_kind = {kind: [rung for rung in passed if rung.kind is kind and rung.mark not in state.ahead] for kind in RungKind}
    reminders = tuple(rung.days for rung in by_kind[RungKind.REMINDER])
    if not by_kind[RungKind.OVERDUE] and reminders:
        return [e.Reminded(due, reminders[-1], watched, reminders[:-1])]
    found: list[e.Event] = []
    if by_kind[RungKind.OVERDUE]:
        found.append(e.BecameOverdue(due, watched, reminders))
    elif notices := by_kind[RungKind.NOTICE]:
        found.append(e.OverdueNoticed(due, notices[-1].days, watched))
    if levels := by_kind[RungKind.ESCALATION]:
        found.append(e.Escalated(due, levels[-1].level, levels[-1].days, watched))
    return found


def _snoozes(state: Obligation, now: datetime) -> Iterator[e.Event]:
    over = [held.number for held in state.assignments
            if held.taken and held.snoozed_until and at_hour(state, held.snoozed_until) <= now]  # fmt: skip
    if over:
        yield e.SnoozeEnded(tuple(over))


def _continuing(state: Obligation, now: datetime) -> Iterator[e.Event]:
    """A duty without a day is looked at again. One review stands for all that were missed."""
    called: datetime | None = None
    number = state.reviewed
    while (due := next_review(state, number)) is not None and due <= now:
        called, number = due, number + 1
    if called is not None:
        yield e.ReviewCalled(number, called)


def _milestones(state: Obligation, now: datetime) -> Iterator[e.Event]:
    for milestone in state.milestones:
        yield from _milestone(state, milestone, now)


def _milestone(state: Obligation, milestone: Milestone, now: datetime) -> Iterator[e.Event]:
    come = [mark for mark in marks(milestone, state.terms.zone, state.terms.ladder.hour) if mark[0] <= now]
    if not come or milestone.due is None:
        return
    instant, days = come[-1]
    if days is None:
        yield e.MilestoneMissed(milestone.number, milestone.due, instant)
    else:
        yield e.MilestoneReminded(milestone.number, milestone.due, days, instant)


def _consultations(state: Obligation, now: datetime) -> Iterator[e.Event]:
    for asked in state.consultations:
        waits = asked.answered_at is None and not asked.overdue
        if waits and asked.answer_by and end_of_day(asked.answer_by, state.terms.zone) <= now:
            yield e.ConsultationOverdue(asked.number, asked.answer_by)
