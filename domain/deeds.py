"""What an event says in a report: who did what, without what only the machinery needs. Pure.

Words stand by the name of the event's class, so that an event of any age can be told; one that has none here is told by its own
name and remarks, never left out in silence.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from domain.events import Confirmed, Stamped

MACHINERY = frozenset(
    {
        "Proposed", "Activated", "Reminded", "OverdueNoticed", "Escalated", "ReviewReminded", "SnoozeEnded", "Snoozed", "UnitCalled",
        "MilestoneReminded", "AnswerPutOff", "ConsultationOverdue", "ReviewCalled",
    }
)  # fmt: skip
"""Kinds that a report passes over: they moved no one's work on."""

IMPERSONAL = frozenset({"Discharged", "BecameOverdue", "Superseded", "Amended", "OccurrenceOpened", "SeriesEnded"})
"""Kinds whose words are whole sentences: they name nobody as the one who did it."""

Name = Callable[[str], str]
"""A party's name by its id; the id itself where nobody knows a name."""


def deed(stamped: Stamped, name: Name) -> str | None:
    """What was done, as the end of a sentence that begins with who did it, unless :func:`impersonal`; ``None`` for what is passed over."""
    event = stamped.event
    kind = type(event).__name__
    if kind in MACHINERY or (isinstance(event, Confirmed) and not (event.note or event.corrected)):
        return None
    words = _WORDS.get(kind, _by_its_own_name)
    return words(event, name)


def impersonal(stamped: Stamped) -> bool:
    """Whether the words of :func:`deed` are a sentence of their own, before which nobody is named."""
    kind = type(stamped.event).__name__
    return kind in IMPERSONAL or kind not in _WORDS


def evidence_of(stamped: Stamped) -> tuple[str, ...]:
    """What the event names as evidence, as it stands in the ledger."""
    return tuple(getattr(stamped.event, "evidence", ()))


def day(value: date | None) -> str:
    """``5 May 2018``."""
    return f"{value.day} {value:%B %Y}" if value else "no day"


def days(number: int) -> str:
    return f"{number} day{'' if number == 1 else 's'}"


def _noted(text: str, remark: str) -> str:
    return f"{text}: {remark}" if remark else text


def _confirmed(event: Any, name: Name) -> str:
    given = f", with {', '.join(event.corrected)} as given then" if event.corrected else ""
    return _noted(f"confirmed it as a duty{given}", event.note)


def _assigned(event: Any, name: Name) -> str:
    instead = f", instead of {name(event.previous)}" if event.previous else ""
    return _noted(f"laid it on {name(event.assignee)}{instead}", event.note)


def _progress(event: Any, name: Name) -> str:
    much = f" ({event.percent} %)" if event.percent is not None else ""
    return f"reported progress{much}: {event.note}"


def _submitted(event: Any, name: Name) -> str:
    units = f" {event.units} of what is asked for" if event.units != 1 else ""
    return _noted(f"handed in{units or ' what is asked for'}", event.note)


def _approved(event: Any, name: Name) -> str:
    return _noted(f"approved it: {event.delivered} of {event.required}", event.note)


def _discharged(event: Any, name: Name) -> str:
    return "with that it was discharged" + (f", {days(event.days_late)} late" if event.days_late else ", in time")


def _redated(event: Any, name: Name) -> str:
    before = event.old.latest if event.old else None
    why = event.session_source or event.reason
    return f"moved the due day from {day(before)} to {day(event.new.latest)}: {why}"


def _delegated(event: Any, name: Name) -> str:
    return _noted(f"passed it on to {name(event.to)}", event.note)


def _handed_back(event: Any, name: Name) -> str:
    return f"handed it back{f' to {name(event.back_to)}' if event.back_to else ''}: {event.reason}"


def _withdrawn(event: Any, name: Name) -> str:
    return f"took it from {name(event.party)}: {event.reason}" if event.party else f"took it back: {event.reason}"


def _fanned_out(event: Any, name: Name) -> str:
    return f"laid it on the {len(event.members)} members of {event.collective}"


def _suspended(event: Any, name: Name) -> str:
    return f"suspended it{f' until {day(event.until)}' if event.until else ''}: {event.reason}"


def _resumed(event: Any, name: Name) -> str:
    return _noted(f"let it go on, {days(event.days)} given back", event.note)


def _extension_asked(event: Any, name: Name) -> str:
    return f"asked for time until {day(event.due)}: {event.reason}"


def _extension_answered(event: Any, name: Name) -> str:
    return _noted(f"{'granted' if event.granted else 'refused'} time until {day(event.due)}", event.reason)


def _consulted(event: Any, name: Name) -> str:
    by = f", with an answer by {day(event.answer_by)}" if event.answer_by else ""
    return f"consulted {name(event.party)}{by}: {event.question}"


_WORDS: Mapping[str, Callable[[Any, Name], str]] = {
    "Confirmed": _confirmed,
    "Rejected": lambda event, name: f"put it aside as no duty: {event.reason}",
    "Reconsidered": lambda event, name: f"took it up again as a proposal: {event.reason}",
    "Assigned": _assigned,
    "FannedOut": _fanned_out,
    "Delegated": _delegated,
    "HandedBack": _handed_back,
    "Withdrawn": _withdrawn,
    "Accepted": lambda event, name: _noted("took it on", event.note),
    "Declined": lambda event, name: f"declined it: {event.reason}",
    "ProgressReported": _progress,
    "Submitted": _submitted,
    "EvidenceAttached": lambda event, name: _noted("added evidence", event.note),
    "Approved": _approved,
    "Returned": lambda event, name: f"sent it back: {event.reason}",
    "Discharged": _discharged,
    "DueDateChanged": _redated,
    "ExtensionAsked": _extension_asked,
    "ExtensionAnswered": _extension_answered,
    "Suspended": _suspended,
    "Resumed": _resumed,
    "Waived": lambda event, name: f"let it go: {event.reason}",
    "Reopened": lambda event, name: f"opened it again: {event.reason}",
    "Commented": lambda event, name: f"remarked: {event.text}",
    "BecameOverdue": lambda event, name: f"it became overdue: it was due on {day(event.due)}",
    "Consulted": _consulted,
    "Answered": lambda event, name: f"recorded the answer: {event.answer}",
    "Superseded": lambda event, name: f"it was superseded by {event.by}: {event.reason}",
    "Amended": lambda event, name: f"it was amended by {event.by}: {event.reason}",
    "OccurrenceOpened": lambda event, name: f"occurrence {event.number} was opened as {event.id}, due on {day(event.due.latest)}",
    "SeriesEnded": lambda event, name: f"the series was ended: {event.reason}",
}


def _by_its_own_name(event: Any, name: Name) -> str:
    kind = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", type(event).__name__).lower()
    remarks = [str(value) for field in ("name", "note", "reason", "text") if (value := getattr(event, field, ""))]
    return ": ".join([kind, *remarks])
