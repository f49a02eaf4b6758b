"""The rules: given an obligation, a command and the time, what happens. Pure; it answers with events or refuses.

``decide`` is the only place that judges. Whoever calls it (a workflow, the command line, an auditor) passes the time in. The rule for
each kind of command stands in :mod:`domain.rules`.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from domain import commands as c
from domain import events as e
from domain.errors import Refused
from domain.life import LEGAL, VERBS, legal_steps
from domain.obligation import Obligation
from domain.rules import assigning, dating, delivering, ending, planning, proposing, recurring, ticking
from domain.rules.common import MOST_UNITS, is_name
from domain.status import Status

__all__ = ["MOST_UNITS", "REVISED", "TIME_ITSELF", "decide"]

REVISED = frozenset({c.ChangeDueDate, c.GrantExtension, c.Amend, c.Resume, c.Tick})
"""Commands to running obligations that earlier revisions of the rules may have decided otherwise."""

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
        return proposing.propose(command.terms)
    if isinstance(command, c.Propose):
        raise Refused(f"{state.id} has been proposed before.")
    if state.status not in LEGAL[type(command)]:
        if isinstance(command, c.Tick):
            return []
        raise Refused(_why_not(state, command), legal_steps(state))
    try:
        return _RULES[type(command)](state, command, envelope, now)
    except OverflowError as error:
        raise Refused("That day lies beyond what a calendar can hold: give one that can be lived to see.") from error


def _why_not(state: Obligation, command: c.Command) -> str:
    step = VERBS.get(type(command)) or ("close" if isinstance(command, c.CloseWithSeries) else "re-date")
    if state.status is Status.RECURRING and state.series and state.series.last:
        return f"Cannot {step} {state.id}: it recurs, and what is to be done now is {state.series.last.id}."
    return f"Cannot {step} {state.id}: it is {state.status}."


def _sound(envelope: c.Envelope, now: datetime) -> None:
    """Refuse what no command may have on it, whatever it asks for."""
    if not is_name(envelope.actor):
        raise Refused(f"Every step is somebody's: {envelope.actor!r} names nobody. Say who takes it.")
    if (effective := envelope.effective_at) is None:
        return
    if effective.tzinfo is None:
        raise Refused(f"{effective:%d %B %Y, %H:%M} is no instant without its zone: say in which zone it happened.")
    if effective > now:
        raise Refused(f"It cannot have happened on {effective:%d %B %Y, %H:%M %Z}: that is in the future.")


_RULES: dict[type[c.Command], Callable[[Obligation, Any, c.Envelope, datetime], list[e.Event]]] = {
    c.Confirm: proposing.confirm,
    c.Reject: proposing.reject,
    c.Assign: assigning.assign,
    c.FanOut: assigning.fan_out,
    c.Accept: assigning.accept,
    c.Decline: assigning.decline,
    c.Delegate: assigning.delegate,
    c.HandBack: assigning.hand_back,
    c.Withdraw: assigning.withdraw,
    c.ReportProgress: delivering.progress,
    c.Submit: delivering.submit,
    c.Attach: delivering.attach,
    c.Approve: delivering.approve,
    c.Return: delivering.return_,
    c.ChangeDueDate: dating.change_due,
    c.AskExtension: dating.ask_extension,
    c.GrantExtension: dating.grant_extension,
    c.RefuseExtension: dating.refuse_extension,
    c.ScheduleUnit: dating.schedule_unit,
    c.Suspend: dating.suspend,
    c.Resume: dating.resume,
    c.Snooze: dating.snooze,
    c.SetMilestone: planning.set_milestone,
    c.ReachMilestone: planning.reach_milestone,
    c.DropMilestone: planning.drop_milestone,
    c.Consult: planning.consult,
    c.RecordAnswer: planning.record_answer,
    c.OpenOccurrence: recurring.open_occurrence,
    c.EndSeries: recurring.end_series,
    c.RebindSession: dating.rebind,
    c.CloseWithSeries: ending.close_with_series,
    c.Amend: ending.amend,
    c.Supersede: ending.supersede,
    c.Link: ending.link,
    c.Waive: ending.waive,
    c.Reopen: ending.reopen,
    c.Comment: ending.comment,
    c.Tick: ticking.tick,
}
