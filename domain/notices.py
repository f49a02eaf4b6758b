"""Who is told what, as a consequence of an event. Pure: roles and ids of parties; their names and addresses live elsewhere."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from domain import events as e
from domain.obligation import Obligation, Status
from domain.time.zones import day_of

COORDINATOR = "@coordinator"
"""Whoever assigns the tasks and answers for them. A role, told from a party's id by its ``@``."""


def escalation_role(level: int) -> str:
    """The role that hears of an escalation: level 1 is the coordinator's own chief, and so upward."""
    return f"@level-{level}"


MEETINGS = frozenset({"briefing", "meeting"})
"""Kinds of deliverables to which people come together, and are invited."""


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
    DELEGATED = "delegated"
    HANDED_BACK = "handed back"
    WITHDRAWN = "withdrawn"
    MILESTONE = "milestone"
    MILESTONE_MISSED = "milestone missed"
    CONSULTATION = "consultation"
    EXTENSION_ASKED = "extension asked"
    EXTENSION_ANSWERED = "extension answered"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    REVIEW_DUE = "review due"
    OCCURRENCE_OPENED = "occurrence opened"
    SUPERSEDED = "superseded"
    AMENDED = "amended"
    SNOOZE_OVER = "snooze over"


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


Told = tuple[NoticeKind, Iterable[str | None]]


def notices(state: Obligation, stamped: e.Stamped) -> tuple[Notice, ...]:
    """The notices that follow from ``stamped``, given the state *after* it. In a fixed order, each recipient once."""
    found = _steps(state, stamped) or _time(state, stamped) or _plans(state, stamped)
    if found is None:
        return ()
    kind, recipients = found
    told = dict.fromkeys((r, kind) for r in recipients if r and r != stamped.actor)
    told |= dict.fromkeys((party, NoticeKind.WITHDRAWN) for party in _let_off(state, stamped))
    return tuple(Notice(f"{state.id}#{stamped.seq}>{who}", who, what, state.id, stamped.seq) for who, what in told)


def _let_off(state: Obligation, stamped: e.Stamped) -> Iterator[str]:
    """Whoever gives up a meeting was invited to it, and is told, though by their own step, that they need not come any more."""
    match stamped.event:
        case e.Declined(assignee=party) | e.HandedBack(by=party) if state.terms.deliverable in MEETINGS and party:
            yield party


def turn(state: Obligation) -> str:
    """Whose turn it is: the first of those who hold it and have not handed in, otherwise the coordinator's."""
    return turns(state)[0]


def turns(state: Obligation) -> tuple[str, ...]:
    """All whose turn it is: each who holds an assignment and has not handed in; nobody like that, then the coordinator."""
    holders = dict.fromkeys(held.party for held in state.assignments if held.taken and held.party)
    return tuple(holders) if holders and state.status is not Status.SUBMITTED else (COORDINATOR,)


def _party(state: Obligation, number: int) -> str | None:
    return state.assignments[number - 1].party


def _all(state: Obligation) -> tuple[str | None, ...]:
    return state.parties or (state.assignee,)


def _steps(state: Obligation, stamped: e.Stamped) -> Told | None:
    """What somebody has done."""
    match stamped.event:
        case e.Assigned(assignee=assignee, previous=previous):
            return NoticeKind.ASSIGNED, (assignee, previous)
        case e.FannedOut(members=members):
            return NoticeKind.ASSIGNED, (member.party for member in members)
        case e.Declined(back_to=back):
            return NoticeKind.DECLINED, (back or COORDINATOR,)
        case e.Delegated(to=to):
            return NoticeKind.DELEGATED, (to, COORDINATOR)
        case e.HandedBack(back_to=back):
            return NoticeKind.HANDED_BACK, (back or COORDINATOR,)
        case e.Withdrawn(party=party):
            return NoticeKind.WITHDRAWN, (party,)
        case e.Submitted():
            return NoticeKind.SUBMITTED, (COORDINATOR,)
        case e.Returned(assignment=number):
            return NoticeKind.RETURNED, (_party(state, number),)
        case e.Discharged():
            return NoticeKind.DISCHARGED, (*_all(state), COORDINATOR)
        case e.Waived():
            return NoticeKind.WAIVED, _all(state)
        case e.Superseded():
            return NoticeKind.SUPERSEDED, (*_all(state), COORDINATOR)
        case e.Amended():
            return NoticeKind.AMENDED, (*_all(state), COORDINATOR)
        case e.Reopened():
            return NoticeKind.REOPENED, turns(state)
    return None


def _time(state: Obligation, stamped: e.Stamped) -> Told | None:
    """What time has said, and what moves days."""
    match stamped.event:
        case e.Reminded():
            return NoticeKind.REMINDER, _awake(state, stamped)
        case e.BecameOverdue() | e.OverdueNoticed():
            return NoticeKind.OVERDUE, (*_behind(state), COORDINATOR)
        case e.Escalated(level=level):
            return NoticeKind.ESCALATION, (escalation_role(level), COORDINATOR)
        case e.ReviewReminded():
            return NoticeKind.REVIEW, (COORDINATOR,)
        case e.DueDateChanged():
            return NoticeKind.REDATED, turns(state)
        case e.ExtensionAsked():
            return NoticeKind.EXTENSION_ASKED, (COORDINATOR,)
        case e.ExtensionAnswered(granted=False):  # what is granted comes with another day, and is told as that
            return NoticeKind.EXTENSION_ANSWERED, turns(state)
        case e.UnitScheduled():
            return NoticeKind.REDATED, turns(state)
        case e.Suspended():
            return NoticeKind.SUSPENDED, _all(state)
        case e.Resumed():
            return NoticeKind.RESUMED, turns(state)
        case e.SnoozeEnded(assignments=numbers):
            return NoticeKind.SNOOZE_OVER, (_party(state, number) for number in numbers)
        case e.ReviewCalled():
            return NoticeKind.REVIEW_DUE, (*turns(state), COORDINATOR)
    return None


def _plans(state: Obligation, stamped: e.Stamped) -> Told | None:
    """Milestones, consultations, occurrences."""
    match stamped.event:
        case e.MilestoneReminded():
            return NoticeKind.MILESTONE, _awake(state, stamped)
        case e.MilestoneMissed():
            return NoticeKind.MILESTONE_MISSED, (*turns(state), COORDINATOR)
        case e.Consulted(party=party):
            return NoticeKind.CONSULTATION, (party,)
        case e.ConsultationOverdue(consultation=number):
            return NoticeKind.CONSULTATION, (state.consultations[number - 1].party, *turns(state))
        case e.OccurrenceOpened():  # whoever has to do it hears of it from the occurrence itself
            return NoticeKind.OCCURRENCE_OPENED, (COORDINATOR,)
        case e.OccurrenceAwaited():
            return NoticeKind.OCCURRENCE_OPENED, (*_all(state), COORDINATOR)
    return None


def _awake(state: Obligation, stamped: e.Stamped) -> tuple[str, ...]:
    """Whose turn it is, but for those who asked for quiet until another day."""
    if not state.roll.snoozed:
        return turns(state)
    today = day_of(stamped.recorded_at, state.terms.zone)
    taken = [held for held in state.assignments if held.taken and held.party]
    awake = dict.fromkeys(held.party for held in taken if held.party and (not held.snoozed_until or held.snoozed_until <= today))
    return tuple(awake) if taken else turns(state)


def _behind(state: Obligation) -> tuple[str, ...]:
    """Those who have not handed in, and those who delegated it to them."""
    return tuple(dict.fromkeys(party for held in state.assignments if held.taken for party in held.answerable))
