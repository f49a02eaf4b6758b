"""Which step is legal in which status, and when time itself will next matter. The drawing of the life is made from these tables."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from domain import commands as c
from domain.ladder import next_rung
from domain.milestones import next_mark
from domain.obligation import CLOSED, OPEN, RUNNING, WORKING, Obligation, Status
from domain.series import next_day, opens_at
from domain.status import DONE_WITH, TAKEN
from domain.time.recurrence import plus_months
from domain.time.zones import at, day_of, end_of_day, start_of_day

_OF_ONE = RUNNING - {Status.UNASSIGNED}
"""What a step on one assignment needs of the whole: where several answer, it may stand anywhere between assigned and submitted."""

LEGAL: dict[type[c.Command], frozenset[Status]] = {
    c.Confirm: frozenset({Status.PROPOSED}),
    c.Reject: frozenset({Status.PROPOSED}),
    c.Assign: WORKING | {Status.RECURRING},
    c.FanOut: WORKING | {Status.RECURRING},
    c.Accept: _OF_ONE,
    c.Decline: _OF_ONE,
    c.Delegate: _OF_ONE,
    c.HandBack: _OF_ONE,
    c.Withdraw: RUNNING | {Status.RECURRING},
    c.ReportProgress: _OF_ONE,
    c.Submit: _OF_ONE,
    c.Attach: OPEN,
    c.Approve: _OF_ONE,
    c.Return: _OF_ONE,
    c.ChangeDueDate: WORKING,
    c.AskExtension: WORKING,
    c.GrantExtension: RUNNING,
    c.RefuseExtension: RUNNING,
    c.ScheduleUnit: RUNNING,
    c.Suspend: RUNNING,
    c.Resume: frozenset({Status.SUSPENDED}),
    c.Snooze: _OF_ONE,
    c.SetMilestone: RUNNING,
    c.ReachMilestone: RUNNING,
    c.DropMilestone: RUNNING,
    c.Consult: RUNNING,
    c.RecordAnswer: RUNNING | {Status.SUSPENDED},
    c.OpenOccurrence: frozenset({Status.RECURRING}),
    c.EndSeries: frozenset({Status.RECURRING}),
    c.Amend: OPEN,
    c.Supersede: OPEN,
    c.Link: OPEN | CLOSED | {Status.PROPOSED},
    c.Waive: OPEN,
    c.Reopen: CLOSED - {Status.LAPSED},
    c.Comment: OPEN | CLOSED | {Status.PROPOSED},
    c.RebindSession: OPEN | {Status.PROPOSED},
    c.CloseWithSeries: OPEN - {Status.RECURRING},
    c.Tick: OPEN,
}

LEGAL_OF_ASSIGNMENT: dict[type[c.Command], frozenset[Status]] = {
    c.Accept: frozenset({Status.ASSIGNED}),
    c.Decline: TAKEN,
    c.Delegate: TAKEN,
    c.HandBack: frozenset({Status.ACCEPTED, Status.IN_PROGRESS}),
    c.ReportProgress: TAKEN,
    c.Submit: TAKEN,
    c.Approve: frozenset({Status.SUBMITTED}),
    c.Return: frozenset({Status.SUBMITTED}),
    c.Snooze: TAKEN,
}
"""Where one assignment must stand for a step on it, whatever the whole does."""

VERBS: dict[type[c.Command], str] = {
    c.Confirm: "confirm",
    c.Reject: "reject",
    c.Assign: "assign",
    c.FanOut: "fan-out",
    c.Accept: "accept",
    c.Decline: "decline",
    c.Delegate: "delegate",
    c.HandBack: "hand-back",
    c.Withdraw: "withdraw",
    c.ReportProgress: "progress",
    c.Submit: "submit",
    c.Attach: "attach",
    c.Approve: "approve",
    c.Return: "return",
    c.ChangeDueDate: "change-due",
    c.AskExtension: "ask-extension",
    c.GrantExtension: "grant-extension",
    c.RefuseExtension: "refuse-extension",
    c.ScheduleUnit: "schedule",
    c.Suspend: "suspend",
    c.Resume: "resume",
    c.Snooze: "snooze",
    c.SetMilestone: "milestone",
    c.ReachMilestone: "reach",
    c.DropMilestone: "drop-milestone",
    c.Consult: "consult",
    c.RecordAnswer: "answer",
    c.OpenOccurrence: "open-occurrence",
    c.EndSeries: "end-series",
    c.Amend: "amend",
    c.Supersede: "supersede",
    c.Link: "link",
    c.Waive: "waive",
    c.Reopen: "reopen",
    c.Comment: "comment",
}
"""The steps a person can take, by the words of the command line. The rest come from calendars and from time."""


BESIDE = frozenset(
    {c.FanOut, c.Delegate, c.HandBack, c.Withdraw, c.Attach, c.AskExtension, c.ScheduleUnit, c.Suspend, c.Snooze, c.SetMilestone}
    | {c.ReachMilestone, c.DropMilestone, c.Consult, c.RecordAnswer, c.Amend, c.Supersede, c.Link}
)
"""Steps that do not lead from beginning to end: a refusal does not name them, for there are many and they are seldom what is meant."""


def legal_steps(state: Obligation) -> tuple[str, ...]:
    """What leads on from here, in the words of the command line, in the order of the life."""
    return tuple(verb for command, verb in VERBS.items() if command not in BESIDE and may(state, command))


def steps_beside(state: Obligation) -> tuple[str, ...]:
    """What else a person may do now, in the words of the command line."""
    return tuple(verb for command, verb in VERBS.items() if command in BESIDE and may(state, command))


def may(state: Obligation, command: type[c.Command]) -> bool:
    """Whether a step of this kind is legal now, by somebody and with some particulars."""
    if state.status not in LEGAL[command]:
        return False
    if command in LEGAL_OF_ASSIGNMENT:
        return bool(state.roll.count(LEGAL_OF_ASSIGNMENT[command]))
    return _needs(state, command)


def _needs(state: Obligation, command: type[c.Command]) -> bool:
    """What a step needs beyond a status: something that it is about."""
    if command is c.Withdraw:
        live = len(state.assignments) - state.roll.count(DONE_WITH)
        return live > 1 or bool(live and state.done)
    if command is c.OpenOccurrence:
        return state.series is not None and next_day(state.series) is None
    if command in (c.GrantExtension, c.RefuseExtension):
        return state.extension is not None
    if command is c.AskExtension:
        return state.extension is None and state.deadline is not None
    if command is c.ScheduleUnit:
        return state.terms.required > 1
    if command in (c.ReachMilestone, c.DropMilestone):
        return any(milestone.ahead for milestone in state.milestones)
    if command is c.RecordAnswer:
        return any(asked.answered_at is None for asked in state.consultations)
    return True


def next_alarm(state: Obligation) -> datetime | None:
    """When time will next matter to this obligation (UTC), or ``None`` if it will not unless somebody acts.

    It may lie in the past: then a tick is due at once.
    """
    return min(alarms(state), default=None)


def alarms(state: Obligation) -> Iterator[datetime]:
    """The next instant of every kind at which time matters (UTC), in no order."""
    if state.status is Status.RECURRING and (opening := opens_at(state)):
        yield opening
    if state.suspension and state.suspension.until:
        yield start_of_day(state.suspension.until, state.terms.zone)
    if state.status not in RUNNING:
        return
    if state.roll.count({Status.SUBMITTED}):
        longest = min(held.submission.watched for held in state.waiting if held.submission)
        yield longest + timedelta(days=state.terms.ladder.review_every)
    if state.roll.snoozed and (days := [held.snoozed_until for held in state.assignments if held.snoozed_until and held.taken]):
        yield at_hour(state, min(days))
    if state.status in WORKING and state.deadline:
        yield next_rung(state.deadline, state.terms.zone, state.terms.ladder, state.watched or NEVER).at
    if (review := next_review(state, state.reviewed)) is not None:
        yield review
    yield from _plan_alarms(state)


def _plan_alarms(state: Obligation) -> Iterator[datetime]:
    zone, hour = state.terms.zone, state.terms.ladder.hour
    for milestone in state.milestones:
        if mark := next_mark(milestone, zone, hour):
            yield mark
    for asked in state.consultations:
        if asked.answer_by and asked.answered_at is None and not asked.overdue:
            yield end_of_day(asked.answer_by, zone)


def next_review(state: Obligation, reviewed: int) -> datetime | None:
    """When a duty that goes on without a day is looked at after ``reviewed`` reviews (UTC), in months from its activation."""
    months, began = state.terms.review_months, state.activated_at
    if months is None or began is None or state.deadline is not None or state.status not in WORKING:
        return None
    return at_hour(state, plus_months(day_of(began, state.terms.zone), months * (reviewed + 1)))


def at_hour(state: Obligation, day: date) -> datetime:
    """The ladder's hour of ``day``, in the obligation's zone, as UTC."""
    return at(day, time(state.terms.ladder.hour), state.terms.zone)


NEVER = datetime.min.replace(tzinfo=UTC)
"""Before anything: nothing has been dealt with yet."""
