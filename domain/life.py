"""Which step is legal in which status, and when time itself will next matter. The drawing of the life is made from this table."""

from datetime import UTC, datetime, timedelta

from domain import commands as c
from domain.ladder import next_rung
from domain.obligation import CLOSED, OPEN, WORKING, Obligation, Status

LEGAL: dict[type[c.Command], frozenset[Status]] = {
    c.Confirm: frozenset({Status.PROPOSED}),
    c.Reject: frozenset({Status.PROPOSED}),
    c.Assign: WORKING,
    c.Accept: frozenset({Status.ASSIGNED}),
    c.Decline: frozenset({Status.ASSIGNED, Status.ACCEPTED, Status.IN_PROGRESS}),
    c.ReportProgress: frozenset({Status.ASSIGNED, Status.ACCEPTED, Status.IN_PROGRESS}),
    c.Submit: frozenset({Status.ASSIGNED, Status.ACCEPTED, Status.IN_PROGRESS}),
    c.Approve: frozenset({Status.SUBMITTED}),
    c.Return: frozenset({Status.SUBMITTED}),
    c.ChangeDueDate: WORKING,
    c.Waive: OPEN,
    c.Reopen: frozenset({Status.DISCHARGED, Status.WAIVED}),
    c.Comment: OPEN | CLOSED | {Status.PROPOSED},
    c.RebindSession: OPEN,
    c.Tick: OPEN,
}

VERBS: dict[type[c.Command], str] = {
    c.Confirm: "confirm",
    c.Reject: "reject",
    c.Assign: "assign",
    c.Accept: "accept",
    c.Decline: "decline",
    c.ReportProgress: "progress",
    c.Submit: "submit",
    c.Approve: "approve",
    c.Return: "return",
    c.ChangeDueDate: "change-due",
    c.Waive: "waive",
    c.Reopen: "reopen",
    c.Comment: "comment",
}
"""The steps a person can take, by the words of the command line. The rest come from calendars and from time."""


def legal_steps(state: Obligation) -> tuple[str, ...]:
    """What a person may do now, in the words of the command line, in the order of the life."""
    return tuple(verb for command, verb in VERBS.items() if state.status in LEGAL[command])


def next_alarm(state: Obligation) -> datetime | None:
    """When time will next matter to this obligation (UTC), or ``None`` if it will not unless somebody acts.

    It may lie in the past: then a tick is due at once.
    """
    if state.status is Status.SUBMITTED and state.submission:
        return state.submission.watched + timedelta(days=state.terms.ladder.review_every)
    if state.status not in WORKING or state.deadline is None:
        return None
    watched = state.watched or datetime.min.replace(tzinfo=UTC)
    return next_rung(state.deadline, state.terms.zone, state.terms.ladder, watched).at
