"""The rules: given an obligation, a command and the time, what happens. Pure; it answers with events or refuses.

``decide`` is the only place that judges. Whoever calls it (a workflow, the command line, an auditor) passes the time in.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from domain import commands as c
from domain import events as e
from domain.errors import Refused
from domain.instrument import Due
from domain.ladder import RungKind, rungs_between
from domain.life import LEGAL, VERBS, legal_steps, next_alarm
from domain.obligation import Obligation, Status, delivered_at
from domain.terms import Terms
from domain.time.zones import at, day_of, end_of_day

MOST_UNITS = 1_000_000
"""More of one deliverable than anybody asks for, and few enough for every database to count."""


TIME_ITSELF = "servanda"
"""The actor of what nobody did: reminders, overdue, escalation."""


def decide(state: Obligation | None, envelope: c.Envelope, now: datetime) -> list[e.Event]:
    """What ``envelope`` does to ``state`` at ``now`` (UTC, aware): one event or more, or none where a tick comes early.

    Raises :class:`Refused` where the step is not legal now, not by this actor, or not with these particulars; nothing has happened then.
    """
    command = envelope.command
    _sound(envelope, now)
    if state is None:
        if not isinstance(command, c.Propose):
            raise Refused("There is no such obligation yet. Register its document first.")
        return _propose(command.terms)
    if isinstance(command, c.Propose):
        raise Refused(f"{state.id} has been proposed before.")
    if state.status not in LEGAL[type(command)]:
        if isinstance(command, c.Tick):
            return []
        step = VERBS.get(type(command), "re-date")
        raise Refused(f"Cannot {step} {state.id}: it is {state.status}.", legal_steps(state))
    try:
        return _RULES[type(command)](state, command, envelope, now)
    except OverflowError as error:
        raise Refused("That day lies beyond what a calendar can hold: give one that can be lived to see.") from error


def _sound(envelope: c.Envelope, now: datetime) -> None:
    """Refuse what no command may have on it, whatever it asks for."""
    if not _is_name(envelope.actor):
        raise Refused(f"Every step is somebody's: {envelope.actor!r} names nobody. Say who takes it.")
    if (effective := envelope.effective_at) is None:
        return
    if effective.tzinfo is None:
        raise Refused(f"{effective:%d %B %Y, %H:%M} is no instant without its zone: say in which zone it happened.")
    if effective > now:
        raise Refused(f"It cannot have happened on {effective:%d %B %Y, %H:%M %Z}: that is in the future.")


def _is_name(text: str) -> bool:
    return bool(text) and text == text.strip()


def _propose(terms: Terms) -> list[e.Event]:
    _countable(terms.required)
    try:
        ZoneInfo(terms.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise Refused(f"There is no time zone {terms.zone!r}. Give an IANA name, such as America/New_York.") from error
    return [e.Proposed(terms)]


def _countable(required: int) -> None:
    if not 1 <= required <= MOST_UNITS:
        raise Refused(f"From one unit to {MOST_UNITS:,} can be asked for, not {required}.")


def _confirm(state: Obligation, command: c.Confirm, _: c.Envelope, now: datetime) -> list[e.Event]:
    terms, corrected = _corrected(state.terms, command)
    if not terms.addressees:
        raise Refused(f"{state.id} names no addressee. Confirm it with one: who is to act?")
    deadline = replace(state, due=terms.due).deadline
    if deadline and end_of_day(deadline, terms.zone) <= now and not command.accept_past_due:
        raise Refused(
            f"{state.id} was due on {deadline:%d %B %Y}, which is past. Give it a new day, or say that it is to be followed as overdue."
        )
    watched = _watched_from(terms, deadline, now)
    return [e.Confirmed(terms, corrected, command.note), e.Activated(watched, _skipped(terms, deadline, now))]


def _corrected(terms: Terms, command: c.Confirm) -> tuple[Terms, tuple[str, ...]]:
    new = terms
    if command.addressees is not None:
        new = replace(new, addressees=tuple(name.strip() for name in command.addressees if name.strip()))
    if command.required is not None:
        _countable(command.required)
        new = replace(new, required=command.required)
    if command.due is not None:
        new = replace(new, due=_given(command.due, terms.due, "given on confirmation"))
    fields = ("addressees", "required", "due")
    return new, tuple(name for name in fields if getattr(new, name) != getattr(terms, name))


def _given(day: date, old: Due | None, how: str) -> Due:
    """A due day that a person gave. It is bound to no session any more."""
    return Due(old.expression if old else "", latest=day, working=how)


def _skipped(terms: Terms, deadline: date | None, now: datetime) -> tuple[int, ...]:
    if deadline is None:
        return ()
    past = rungs_between(deadline, terms.zone, terms.ladder, None, now)
    return tuple(rung.days for rung in past if rung.kind is RungKind.REMINDER)


def _watched_from(terms: Terms, deadline: date | None, now: datetime) -> datetime:
    """From where the ladder is climbed when it is set up at ``now``: what is past is skipped, except that the day itself is over."""
    if deadline is None:
        return now
    return min(now, at(deadline, time(terms.ladder.hour), terms.zone)) if end_of_day(deadline, terms.zone) <= now else now


def _reject(_: Obligation, command: c.Reject, __: c.Envelope, ___: datetime) -> list[e.Event]:
    return [e.Rejected(_reason(command.reason, "reject a proposal"))]


def _assign(state: Obligation, command: c.Assign, _: c.Envelope, __: datetime) -> list[e.Event]:
    assignee = command.assignee.strip()
    if not (_is_name(assignee) and assignee.isprintable()):
        raise Refused("Nobody was named to assign to: give a focal point's id in plain characters.")
    if assignee == state.assignee:
        raise Refused(f"{state.id} is assigned to {assignee} already.", legal_steps(state))
    return [e.Assigned(assignee, state.assignee, command.note)]


def _accept(state: Obligation, command: c.Accept, envelope: c.Envelope, _: datetime) -> list[e.Event]:
    _only_assignee(state, envelope, "accept")
    return [e.Accepted(command.note)]


def _decline(state: Obligation, command: c.Decline, envelope: c.Envelope, _: datetime) -> list[e.Event]:
    _only_assignee(state, envelope, "decline")
    return [e.Declined(state.assignee or "", _reason(command.reason, "decline"))]


def _progress(_: Obligation, command: c.ReportProgress, __: c.Envelope, ___: datetime) -> list[e.Event]:
    if command.percent is not None and not 0 <= command.percent <= 100:
        raise Refused(f"Progress is a percentage from 0 to 100, not {command.percent}.")
    return [e.ProgressReported(_reason(command.note, "report progress"), command.percent)]


def _submit(state: Obligation, command: c.Submit, _: c.Envelope, __: datetime) -> list[e.Event]:
    missing = state.terms.required - state.delivered
    if not 1 <= command.units <= missing:
        raise Refused(
            f"{state.delivered} of {state.terms.required} stand approved: submit from 1 to {missing}, not {command.units}."
        )
    return [e.Submitted(command.units, command.note, command.evidence)]


def _approve(state: Obligation, command: c.Approve, envelope: c.Envelope, _: datetime) -> list[e.Event]:
    waiting = state.submission
    assert waiting is not None  # SUBMITTED always holds one
    if envelope.actor == waiting.by:
        raise Refused(f"{envelope.actor} submitted this and cannot approve it: nobody approves their own submission.")
    if envelope.actor == state.assignee:  # who may not approve it by having somebody else hand it in
        raise Refused(f"{state.id} is assigned to {envelope.actor}, who cannot approve it: nobody approves their own work.")
    required, delivered = state.terms.required, state.delivered + waiting.units
    approved = e.Approved(waiting.units, delivered, required, command.note)
    if delivered < required:
        return [approved]
    return [approved, e.Discharged(state.deadline, _days_late(state))]


def _days_late(state: Obligation) -> int:
    """Days of the calendar in the obligation's zone: some have 23 hours, some 25."""
    done = delivered_at(state)
    if state.deadline is None or done is None:
        return 0
    return max(0, (day_of(done, state.terms.zone) - state.deadline).days)


def _return(_: Obligation, command: c.Return, __: c.Envelope, ___: datetime) -> list[e.Event]:
    return [e.Returned(_reason(command.reason, "return a submission"))]


def _change_due(state: Obligation, command: c.ChangeDueDate, _: c.Envelope, now: datetime) -> list[e.Event]:
    reason = _reason(command.reason, "change a due date")
    if end_of_day(command.due, state.terms.zone) <= now:
        raise Refused(f"{command.due:%d %B %Y} is past: a new due day lies ahead.")
    if command.due == state.deadline:
        raise Refused(f"{state.id} is due on {command.due:%d %B %Y} already.")
    return [_redated(state, _given(command.due, state.due, f"changed: {reason}"), reason, now, None)]


def _rebind(state: Obligation, command: c.RebindSession, _: c.Envelope, now: datetime) -> list[e.Event]:
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
    return [_redated(state, command.due, why, now, command.source)]


def _redated(state: Obligation, due: Due, reason: str, now: datetime, source: str | None) -> e.DueDateChanged:
    deadline = replace(state, due=due).deadline
    watched = _watched_from(state.terms, deadline, now)
    return e.DueDateChanged(state.due, due, reason, watched, _skipped(state.terms, deadline, now), source)


def _waive(_: Obligation, command: c.Waive, __: c.Envelope, ___: datetime) -> list[e.Event]:
    return [e.Waived(_reason(command.reason, "waive an obligation"))]


def _reopen(state: Obligation, command: c.Reopen, _: c.Envelope, now: datetime) -> list[e.Event]:
    reason = _reason(command.reason, "reopen an obligation")
    due = state.due
    if command.due is not None:
        if end_of_day(command.due, state.terms.zone) <= now:
            raise Refused(f"{command.due:%d %B %Y} is past: a new due day lies ahead.")
        due = _given(command.due, state.due, f"reopened: {reason}")
    deadline = replace(state, due=due).deadline
    return [e.Reopened(reason, due, _watched_from(state.terms, deadline, now), _skipped(state.terms, deadline, now))]


def _comment(_: Obligation, command: c.Comment, __: c.Envelope, ___: datetime) -> list[e.Event]:
    return [e.Commented(_reason(command.text, "comment"))]


def _tick(state: Obligation, _: c.Tick, __: c.Envelope, now: datetime) -> list[e.Event]:
    alarm = next_alarm(state)
    if alarm is None or alarm > now:
        return []
    if state.status is Status.SUBMITTED and state.submission:
        waited = now - state.submission.recorded_at
        return [e.ReviewReminded(waited.days, now)]
    assert state.deadline is not None  # WORKING with an alarm has a deadline
    return _climb(state, state.deadline, now)


def _climb(state: Obligation, due: date, now: datetime) -> list[e.Event]:
    """The rungs that have come, each kind once: after an outage the last of a kind stands for the ones before it.

    Becoming overdue stands for the notices of being so that have come with it.
    """
    passed = rungs_between(due, state.terms.zone, state.terms.ladder, state.watched, now)
    watched = passed[-1].at
    by_kind = {kind: [rung for rung in passed if rung.kind is kind] for kind in RungKind}
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


def _only_assignee(state: Obligation, envelope: c.Envelope, step: str) -> None:
    if envelope.actor != state.assignee:
        raise Refused(f"{state.id} is assigned to {state.assignee}; {envelope.actor} cannot {step} it.")


def _reason(text: str, step: str) -> str:
    if not text.strip():
        raise Refused(f"To {step} takes a reason in words.")
    return text.strip()


_RULES: dict[type[c.Command], Callable[[Obligation, Any, c.Envelope, datetime], list[e.Event]]] = {
    c.Confirm: _confirm,
    c.Reject: _reject,
    c.Assign: _assign,
    c.Accept: _accept,
    c.Decline: _decline,
    c.ReportProgress: _progress,
    c.Submit: _submit,
    c.Approve: _approve,
    c.Return: _return,
    c.ChangeDueDate: _change_due,
    c.RebindSession: _rebind,
    c.Waive: _waive,
    c.Reopen: _reopen,
    c.Comment: _comment,
    c.Tick: _tick,
}
