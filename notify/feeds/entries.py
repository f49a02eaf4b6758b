"""What stands in a calendar, and how often it has changed: from an obligation's events, and from what was known of a session when.

Everything here follows from its arguments alone: equal events give equal entries, whenever and wherever they are made.
"""

import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from domain.events import Stamped
from domain.folding import evolve
from domain.milestones import REMINDERS
from domain.obligation import RUNNING, Obligation, Status
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

_UNSEEN = frozenset({Status.PROPOSED, Status.REJECTED, Status.RECURRING, Status.LAPSED})
"""No duty, or (a series) one whose days stand in obligations of their own."""

CALLED_OFF = frozenset({Status.WAIVED, Status.SUPERSEDED})
"""Nobody has to do it any more, though it was not done."""

_NAMED = 5
"""Parties that are named in an entry; of more it says how many there are."""

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


@dataclass(frozen=True, slots=True)
class _Look:
    """How an obligation looks in a calendar: the word before it, its standing, and whether alarms still ring."""

    label: str
    standing: Standing
    rings: bool


def _look(state: Obligation) -> _Look:
    if state.status in RUNNING:
        return _Look("Due", Standing.CONFIRMED, rings=True)
    standing = Standing.CANCELLED if state.status in CALLED_OFF else Standing.CONFIRMED
    if state.status is Status.SUSPENDED:
        standing = Standing.TENTATIVE
    return _Look(state.status.value.capitalize(), standing, rings=False)


def _shown(ledger: uuid.UUID, state: Obligation) -> Iterator[Entry]:
    if state.status in _UNSEEN:
        return
    look, ladder = _look(state), state.terms.ladder
    hour = timedelta(hours=ladder.hour)
    near = _alarms((days for days in ladder.reminders if timedelta(days=days) <= NEAREST), hour)
    whole = state.due.latest if state.due and not state.due.optional else None
    if whole is not None:
        yield _day(uid(ledger, "due", state.id), whole, look, state, brief(state), "Due", near)
    for number, day in enumerate(state.unit_dues, start=1):
        if day is not None:
            done = look.rings and state.delivered >= number
            each = replace(look, label="Delivered", rings=False) if done else look
            what = f"{number} of {state.required}, {brief(state)}"
            yield _day(uid(ledger, "unit", state.id, number), day, each, state, what, "Due", near)
    for milestone in state.milestones:
        if milestone.due is not None and not milestone.dropped:
            label = "Reached" if milestone.reached_at else "Milestone" if look.rings else look.label
            each = replace(look, label=label, rings=look.rings and milestone.ahead)
            name, what = uid(ledger, "milestone", state.id, milestone.number), f"{milestone.name} of {brief(state)}"
            yield _day(name, milestone.due, each, state, what, "Milestone", _alarms(REMINDERS, hour), milestone.rule)


def _day(
    name: str, day: date, look: _Look, state: Obligation, what: str, category: str, alarms: tuple[timedelta, ...], rule: str = ""
) -> Entry:
    summary = f"{look.label}: {what} ({state.id})"
    return Entry(name, day, day, summary, _description(state, rule), category, look.standing, alarms if look.rings else ())


def _alarms(days_before: Iterable[int], hour: timedelta) -> tuple[timedelta, ...]:
    """At the ladder's hour, so many days before; as the zone of whoever reads the calendar has it, as the days themselves are."""
    return tuple(hour - timedelta(days=days) for days in sorted(set(days_before), reverse=True))


def brief(state: Obligation) -> str:
    """What is to be done, in a line."""
    said = state.terms.actions[0] if state.terms.actions else state.terms.deliverable or state.terms.verb
    flat = " ".join(said.split())
    return flat if len(flat) <= _LONGEST_BRIEF else flat[: _LONGEST_BRIEF - 4].rsplit(" ", 1)[0] + " ..."


def _parties(parties: tuple[str, ...]) -> str:
    others = f" and {len(parties) - _NAMED} others" if len(parties) > _NAMED else ""
    return ("; ".join(parties[:_NAMED]) or "nobody yet") + others


def _description(state: Obligation, rule: str = "") -> str:
    terms = state.terms
    facts: Mapping[str, str] = {
        "Obligation": state.id,
        "Who acts": "; ".join(terms.addressees),
        "To do": "; ".join(terms.actions) or terms.verb,
        "By when": f"the end of {say(state.deadline)} ({terms.zone})" if state.deadline else "",
        "In the text's words": state.due.expression if state.due else "",
        "Rule": rule,
        "Status": state.status.value + (f", {state.delivered} of {state.required} delivered" if state.required > 1 else ""),
        "Focal point": _parties(state.parties),
    }
    return "\n".join(f"{key}: {value}" for key, value in facts.items() if value)
