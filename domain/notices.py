"""Who is told what, as a consequence of an event. Pure: roles and ids of parties; their names and addresses live elsewhere."""

from dataclasses import dataclass
from enum import StrEnum

from domain import events as e
from domain.obligation import Obligation, Status

COORDINATOR = "@coordinator"
"""Whoever assigns the tasks and answers for them. A role, told from a party's id by its ``@``."""


def escalation_role(level: int) -> str:
    """The role that hears of an escalation: level 1 is the coordinator's own chief, and so upward."""
    return f"@level-{level}"


class NoticeKind(StrEnum):
    ASSIGNED = "assigned"
    DECLINED = "declined"
    REMINDER = "reminder"
    OVERDUE = "overdue"
    ESCALATION = "escalation"
    SUBMITTED = "submitted"
    REVIEW = "review"
    RETURNED = "returned"
    DISCHARGED = "discharged"
    REDATED = "re-dated"
    WAIVED = "waived"
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True)
class Notice:
    """One message to one recipient (a party's id, or a role that begins with ``@``) about the event ``seq`` of its obligation.

    ``key`` is its business key: the same notice is never recorded twice, however often its event is.
    """

    key: str
    recipient: str
    kind: NoticeKind
    obligation: str
    seq: int


def notices(state: Obligation, stamped: e.Stamped) -> tuple[Notice, ...]:
    """The notices that follow from ``stamped``, given the state *after* it. In a fixed order, each recipient once."""
    found = _kind_and_recipients(state, stamped.event)
    if found is None:
        return ()
    kind, recipients = found
    told = dict.fromkeys(r for r in recipients if r and r != stamped.actor)
    return tuple(Notice(f"{state.id}#{stamped.seq}>{who}", who, kind, state.id, stamped.seq) for who in told)


def turn(state: Obligation) -> str:
    """Whose turn it is: the focal point's while there is one and nothing is submitted, otherwise the coordinator's."""
    return state.assignee if state.assignee and state.status is not Status.SUBMITTED else COORDINATOR


def _kind_and_recipients(state: Obligation, event: e.Event) -> tuple[NoticeKind, tuple[str | None, ...]] | None:
    match event:
        case e.Assigned(assignee=assignee, previous=previous):
            return NoticeKind.ASSIGNED, (assignee, previous)
        case e.Declined():
            return NoticeKind.DECLINED, (COORDINATOR,)
        case e.Reminded():
            return NoticeKind.REMINDER, (turn(state),)
        case e.BecameOverdue() | e.OverdueNoticed():
            return NoticeKind.OVERDUE, (state.assignee, COORDINATOR)
        case e.Escalated(level=level):
            return NoticeKind.ESCALATION, (escalation_role(level), COORDINATOR)
        case e.Submitted():
            return NoticeKind.SUBMITTED, (COORDINATOR,)
        case e.ReviewReminded():
            return NoticeKind.REVIEW, (COORDINATOR,)
        case e.Returned():
            return NoticeKind.RETURNED, (state.assignee,)
        case e.Discharged():
            return NoticeKind.DISCHARGED, (state.assignee, COORDINATOR)
        case e.DueDateChanged():
            return NoticeKind.REDATED, (turn(state),)
        case e.Waived():
            return NoticeKind.WAIVED, (state.assignee,)
        case e.Reopened():
            return NoticeKind.REOPENED, (turn(state),)
        case _:
            return None
