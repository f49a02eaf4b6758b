"""What stands in a calendar, and how often it has changed: from an obligation's events, and from what was known of a session when.

Everything here follows from its arguments alone: equal events give equal entries, whenever and wherever they are made.
"""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from domain.events import Stamped
from domain.folding import evolve
from domain.obligation import Obligation
from domain.time.sessions import SessionCalendar, name, say


class Standing(StrEnum):
    """The values of STATUS that an event may have (RFC 5545, section 3.8.1.11)."""

    CONFIRMED = "CONFIRMED"
    TENTATIVE = "TENTATIVE"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in a calendar, on whole days from ``first`` to ``last`` (inclusive).

    ``sequence`` counts the changes of its days and of its being cancelled; ``modified`` (UTC) is when anything of it last changed.
    ``alarms`` are spans from the first moment of the first day.
    """

    uid: str
    first: date
    last: date
    summary: str
    description: str
    category: str
    standing: Standing = Standing.CONFIRMED
    alarms: tuple[timedelta, ...] = ()
    sequence: int = 0
    modified: datetime = datetime(1970, 1, 1, tzinfo=UTC)


NEAREST = timedelta(days=14)
"""Reminders that are further ahead than this come as notices only: an alarm three months before says nothing."""

_UNSEEN = frozenset({"proposed", "rejected", "recurring", "lapsed"})
"""No duty, or (a series) one whose days stand in obligations of their own."""

_CANCELLED = frozenset({"waived", "superseded"})
_MILESTONE_ALARMS = (14, 3)
_LONGEST_BRIEF = 120


def uid(ledger: uuid.UUID, kind: str, *what: object) -> str:
    """The UID of one thing of one ledger, the same for ever; no two ledgers share one (RFC 7986, section 5.3, asks for a UUID)."""
    return str(uuid.uuid5(ledger, "\0".join((kind, *map(str, what)))))


def of_obligation(ledger: uuid.UUID, obligation: str, history: Iterable[Stamped]) -> list[Entry]:
    """The due day and the milestones of ``obligation``, as all of ``history`` made them. What lost its day is cancelled, not gone.

    Raises what :func:`domain.obligation.evolve` raises.
    """
    state: Obligation | None = None
    entries: dict[str, Entry] = {}
    for stamped in history:
        state = evolve(state, stamped, obligation)
        shown = {entry.uid: entry for entry in _shown(ledger, state)}
        gone = {old.uid: _cancelled(old) for old in entries.values() if old.uid not in shown}
        for each in (shown | gone).values():
            entries[each.uid] = _revised(entries.get(each.uid), each, stamped.recorded_at)
    return list(entries.values())


def of_session(ledger: uuid.UUID, calendar: SessionCalendar, body: str, number: int) -> Entry | None:
    """A session, with its days as known now; ``None`` where it never had any. One that was put off is cancelled."""
    changes = sorted({row.known_since for row in calendar.rows if (row.body, row.number) == (body, number)})
    entry: Entry | None = None
    for day in changes or (None,):  # without a row it is known by rule, as it ever was
        known = calendar.days(body, number, day)
        at = datetime.combine(day, time(), UTC) if day else datetime(1970, 1, 1, tzinfo=UTC)
        if known is not None:
            title = f"{name(number).capitalize()} of the {body}"
            made = Entry(uid(ledger, "session", body, number), known.opening, known.closing, title, known.working, "Session")
            entry = _revised(entry, made, at)
        elif entry is not None:
            entry = _revised(
                entry, replace(_cancelled(entry), description=f"Put off, as known since {say(day or at.date())}."), at
            )
    return entry


def _revised(before: Entry | None, now: Entry, at: datetime) -> Entry:
    if before is None:
        return replace(now, modified=at)
    same = replace(now, sequence=before.sequence, modified=before.modified)
    if same == before:
        return before
    moved = (before.first, before.last, before.standing) != (now.first, now.last, now.standing)
    return replace(now, sequence=before.sequence + moved, modified=max(at, before.modified))


def _cancelled(entry: Entry) -> Entry:
    return replace(entry, standing=Standing.CANCELLED, alarms=())


def _shown(ledger: uuid.UUID, state: Obligation) -> Iterable[Entry]:
    if state.status.value in _UNSEEN:
        return
    standing = Standing.CANCELLED if state.status.value in _CANCELLED else Standing.CONFIRMED
    if state.status.value == "suspended":
        standing = Standing.TENTATIVE
    running = state.is_open and standing is Standing.CONFIRMED
    label = "Due" if running else state.status.value.capitalize()
    hour = timedelta(hours=state.terms.ladder.hour)
    if state.deadline is not None:
        days = [days for days in state.terms.ladder.reminders if timedelta(days=days) <= NEAREST]
        yield Entry(
            uid=uid(ledger, "due", state.id),
            first=state.deadline,
            last=state.deadline,
            summary=f"{label}: {brief(state)} ({state.id})",
            description=_description(state),
            category="Due",
            standing=standing,
            alarms=_alarms(days, hour) if running else (),
        )
    milestones: Iterable[Any] = getattr(state, "milestones", ())
    for milestone in milestones:
        if milestone.due is None or milestone.dropped:
            continue
        ahead = running and milestone.reached_at is None
        done = "Reached" if milestone.reached_at else label if not running else "Milestone"
        yield Entry(
            uid=uid(ledger, "milestone", state.id, milestone.number),
            first=milestone.due,
            last=milestone.due,
            summary=f"{done}: {milestone.name} of {brief(state)} ({state.id})",
            description=_description(state, milestone.rule),
            category="Milestone",
            standing=standing,
            alarms=_alarms(_MILESTONE_ALARMS, hour) if ahead else (),
        )


def _alarms(days_before: Iterable[int], hour: timedelta) -> tuple[timedelta, ...]:
    """At the ladder's hour, so many days before; as the zone of whoever reads the calendar has it, as the days themselves are."""
    return tuple(hour - timedelta(days=days) for days in sorted(set(days_before), reverse=True))


def brief(state: Obligation) -> str:
    """What is to be done, in a line."""
    said = state.terms.actions[0] if state.terms.actions else state.terms.deliverable or state.terms.verb
    flat = " ".join(said.split())
    return flat if len(flat) <= _LONGEST_BRIEF else flat[: _LONGEST_BRIEF - 4].rsplit(" ", 1)[0] + " ..."


def _description(state: Obligation, rule: str = "") -> str:
    terms = state.terms
    facts: Mapping[str, str] = {
        "Obligation": state.id,
        "Who acts": "; ".join(terms.addressees),
        "To do": "; ".join(terms.actions) or terms.verb,
        "By when": f"the end of {say(state.deadline)} ({terms.zone})" if state.deadline else "",
        "In the text's words": state.due.expression if state.due else "",
        "Rule": rule,
        "Status": state.status.value + (f", {state.delivered} of {terms.required} delivered" if terms.required > 1 else ""),
        "Focal point": state.assignee or "nobody yet",
    }
    return "\n".join(f"{key}: {value}" for key, value in facts.items() if value)
