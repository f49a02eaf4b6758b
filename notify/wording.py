"""What a notice says, in words: a subject, an opening, and what to do next. Pure; English."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from domain import events as e
from domain.life import legal_steps
from domain.notices import COORDINATOR, Notice, turn
from domain.obligation import Obligation, Status
from domain.time.zones import end_of_day
from notify.outbox import Matter

_LEVEL = "@level-"

ROLES = {COORDINATOR: "the coordinator"}

_EXAMPLES = {
    "assign": "servanda assign {id} PERSON",
    "accept": "servanda accept {id}",
    "decline": 'servanda decline {id} --reason "..."',
    "progress": 'servanda progress {id} --note "..."',
    "submit": 'servanda submit {id} --note "..."',
    "approve": "servanda approve {id}",
    "return": 'servanda return {id} --reason "..."',
    "change-due": 'servanda change-due {id} DATE --reason "..."',
    "waive": 'servanda waive {id} --reason "..."',
}
"""How each step is taken on the command line."""

_BRIEF = 60

_FOR_COORDINATOR = ("assign", "approve", "return", "change-due", "waive")
_FOR_ASSIGNEE = ("accept", "decline", "progress", "submit")


@dataclass(frozen=True, slots=True)
class Wording:
    """The parts of a message that differ from kind to kind."""

    subject: str
    opening: str
    since: str
    turn: str
    by_when: str
    commands: tuple[str, ...]


def say_day(day: date) -> str:
    """``11 September 2017``."""
    return f"{day.day} {day:%B %Y}"


def say_instant(instant: datetime, zone: str) -> str:
    """``11 September 2017, 09:00 (Europe/Geneva)``."""
    there = instant.astimezone(ZoneInfo(zone))
    return f"{say_day(there.date())}, {there:%H:%M} ({zone})"


def say_party(party: str) -> str:
    """A role in words; a party's id as it is."""
    if party.startswith(_LEVEL):
        return f"the office at escalation level {party.removeprefix(_LEVEL)}"
    return ROLES.get(party, party)


def word(notice: Notice, matter: Matter, zone: str) -> Wording:
    """The wording of ``notice`` for a reader in ``zone`` (IANA)."""
    state = matter.obligation
    subject, opening = _said(notice, matter)
    return Wording(
        subject=f"{subject} ({_brief(state)})",
        opening=opening,
        since=say_instant(matter.event.effective_at, zone),
        turn=_turn(state),
        by_when=_by_when(state),
        commands=_commands(state, notice.recipient),
    )


def _said(notice: Notice, matter: Matter) -> tuple[str, str]:
    state, event = matter.obligation, matter.event.event
    name, who = state.id, matter.event.actor
    match event:
        case e.Assigned(assignee=assignee, previous=previous, note=note):
            if notice.recipient == previous:
                return f"{name} is no longer yours", f"{who} has assigned it to {assignee} instead of you.{_quoted(note)}"
            return f"{name} is assigned to you", f"{who} has assigned it to you. Please accept or decline it.{_quoted(note)}"
        case e.Declined(assignee=assignee, reason=reason):
            return f"{name} was declined by {assignee}", f"{assignee} has declined it; it needs somebody else.{_why(reason)}"
        case e.Reminded(due=due, days=days, missed=missed):
            stands = f" This stands for {len(missed)} earlier reminder{'s' * (len(missed) > 1)} too." if missed else ""
            return f"{name} is due {_in_days(days)}", f"It is due on {say_day(due)}, {_in_days(days)}.{stands}"
        case e.BecameOverdue(due=due):
            return f"{name} is overdue", f"It was due on {say_day(due)}, and is overdue since the end of that day."
        case e.OverdueNoticed(due=due, days=days):
            return f"{name} is {days} days overdue", f"It was due on {say_day(due)}, {days} days ago, and still stands open."
        case e.Escalated(due=due, level=level, days=days):
            return (
                f"{name} is {days} days overdue: escalation level {level}",
                f"It was due on {say_day(due)}, {days} days ago. It is now brought before {say_party(f'@level-{level}')}.",
            )
        case e.Submitted(units=units, note=note):
            return f"{name}: submitted, please review", f"{who} has submitted {_units(units, state)}.{_quoted(note)}"
        case e.ReviewReminded(days=days):
            return f"{name}: waiting {days} days for review", f"A submission has been waiting for approval for {days} days."
        case e.Returned(reason=reason):
            return f"{name} was returned to you", f"{who} has returned the submission.{_why(reason)}"
        case e.Discharged(days_late=late):
            how = "in time" if not late else f"{late} day{'s' * (late > 1)} late"
            return f"{name} is discharged", f"What was asked for is done, {how}. Nothing more is to be done."
        case e.DueDateChanged(old=old, new=new, reason=reason):
            was = f"from {say_day(old.latest)} " if old and old.latest else ""
            to = f"to {say_day(new.latest)}" if new.latest else "and has no day just now"
            return f"{name}: due day changed", f"Its due day has moved {was}{to}.{_why(reason)}"
        case e.Waived(reason=reason):
            return f"{name} is waived", f"{who} has waived it: nothing more is to be done.{_why(reason)}"
        case e.Reopened(reason=reason):
            return f"{name} is open again", f"{who} has reopened it.{_why(reason)}"
    return f"{name}: {notice.kind}", f"Something happened to it: {notice.kind}."


def _in_days(days: int) -> str:
    return {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")


def _units(units: int, state: Obligation) -> str:
    if state.terms.required == 1:
        return "what was asked for"
    return f"{units} of {state.terms.required} ({state.delivered} approved so far)"


def _quoted(note: str) -> str:
    return f' Their words: "{note}"' if note else ""


def _why(reason: str) -> str:
    return f" The reason: {reason}" + ("" if reason.endswith((".", "!", "?")) else ".") if reason else ""


def _brief(state: Obligation) -> str:
    """What is to be done, short enough for a subject."""
    action = state.terms.actions[0] if state.terms.actions else state.terms.deliverable or state.terms.verb
    flat = " ".join(action.split())
    return flat if len(flat) <= _BRIEF else flat[: _BRIEF - 4].rsplit(" ", 1)[0] + " ..."


def _turn(state: Obligation) -> str:
    return say_party(turn(state)) if state.is_open else "nobody's: it is closed"


def _by_when(state: Obligation) -> str:
    if state.deadline is None:
        return "no day is known"
    ends = end_of_day(state.deadline, state.terms.zone)
    return f"the end of {say_day(state.deadline)} ({state.terms.zone}; {ends:%Y-%m-%d %H:%M} UTC)"


def _commands(state: Obligation, recipient: str) -> tuple[str, ...]:
    """The steps that this recipient can take now, and always a way to look."""
    legal = set(legal_steps(state))
    own = recipient == state.assignee
    verbs = _FOR_ASSIGNEE if own else _FOR_COORDINATOR if recipient.startswith("@") else ()
    if state.status is Status.SUBMITTED and own:
        verbs = ()
    quoted = f"'{state.id}'" if set(state.id) & set("() ") else state.id
    steps = [_EXAMPLES[verb].format(id=quoted) for verb in verbs if verb in legal]
    return (f"servanda show {quoted}", *steps)
