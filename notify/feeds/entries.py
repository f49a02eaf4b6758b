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
from notify.feeds.words import ENGLISH
from notify.languages import Catalogue, Foreign, Words


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


def uid(ledger: uuid.UUID, kind: str, *what: object) -> str:
    """The UID of one thing of one ledger, the same for ever; no two ledgers share one (RFC 7986, section 5.3, asks for a UUID)."""
    return str(uuid.uuid5(ledger, "\0".join((kind, *map(str, what)))))


def of_obligation(ledger: uuid.UUID, obligation: str, history: Iterable[Stamped], words: Catalogue = ENGLISH) -> list[Entry]:
    """The due day and the milestones of ``obligation``, as all of ``history`` made them, in ``words``.

    What lost its day is cancelled, not gone. UIDs and sequences are the same in every language.

    Raises what :func:`domain.folding.evolve` raises.
    """
    state: Obligation | None = None
    entries: dict[str, Entry] = {}
    for stamped in history:
        state = evolve(state, stamped, obligation)
        shown = {entry.uid: entry for entry in _shown(ledger, state, words)}
        gone = {old.uid: _cancelled(old) for old in entries.values() if old.uid not in shown}
        for each in (shown | gone).values():
            entries[each.uid] = _revised(entries.get(each.uid), each, stamped.recorded_at)
    return list(entries.values())


def of_session(ledger: uuid.UUID, calendar: SessionCalendar, body: str, number: int, words: Catalogue = ENGLISH) -> Entry | None:
    """A session, with its days as known now; ``None`` where it never had any. One that was put off is cancelled."""
    changes = sorted({row.known_since for row in calendar.rows if (row.body, row.number) == (body, number)})
    category = words.text(words.say("label.session"))
    entry: Entry | None = None
    for day in changes or (None,):  # without a row it is known by rule, as it ever was
        known = calendar.days(body, number, day)
        at = datetime.combine(day, time(), UTC) if day else datetime(1970, 1, 1, tzinfo=UTC)
        if known is not None:
            title = f"{name(number).capitalize()} of the {body}"
            made = Entry(uid(ledger, "session", body, number), known.opening, known.closing, title, known.working, category)
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
    """How an obligation looks in a calendar: the phrase before it, its standing, and whether alarms still ring."""

    label: str
    standing: Standing
    rings: bool


def _look(state: Obligation) -> _Look:
    if state.status in RUNNING:
        return _Look("label.due", Standing.CONFIRMED, rings=True)
    standing = Standing.CANCELLED if state.status in CALLED_OFF else Standing.CONFIRMED
    if state.status is Status.SUSPENDED:
        standing = Standing.TENTATIVE
    return _Look(_status(state.status), standing, rings=False)


def _shown(ledger: uuid.UUID, state: Obligation, words: Catalogue) -> Iterator[Entry]:
    if state.status in _UNSEEN:
        return
    look, ladder = _look(state), state.terms.ladder
    hour, task = timedelta(hours=ladder.hour), (Foreign(brief(state), "en"),)
    near = _alarms((days for days in ladder.reminders if timedelta(days=days) <= NEAREST), hour)
    day = _Day(state, words, "label.due", near)
    whole = state.due.latest if state.due and not state.due.optional else None
    if whole is not None:
        yield day.entry(uid(ledger, "due", state.id), whole, look, task)
    for number, own in enumerate(state.unit_dues, start=1):
        if own is not None:
            done = look.rings and state.delivered >= number
            each = replace(look, label="label.delivered", rings=False) if done else look
            which = words.say("say.unit", number=number, required=state.required, what=task)
            yield day.entry(uid(ledger, "unit", state.id, number), own, each, which)
    steps = _Day(state, words, "label.milestone", _alarms(REMINDERS, hour))
    for milestone in state.milestones:
        if milestone.due is not None and not milestone.dropped:
            label = "label.reached" if milestone.reached_at else "label.milestone" if look.rings else look.label
            each = replace(look, label=label, rings=look.rings and milestone.ahead)
            what = words.say("say.milestone", milestone=Foreign(milestone.name), what=task)
            yield steps.entry(uid(ledger, "milestone", state.id, milestone.number), milestone.due, each, what, milestone.rule)


@dataclass(frozen=True, slots=True)
class _Day:
    """What all entries of one kind of one obligation share."""

    state: Obligation
    words: Catalogue
    category: str
    alarms: tuple[timedelta, ...]

    def entry(self, name: str, day: date, look: _Look, what: Words, rule: str = "") -> Entry:
        label = self.words.text(self.words.say(look.label))
        summary = self.words.say("say.titled", label=label[:1].upper() + label[1:], what=what, id=Foreign(self.state.id))
        said = (
            self.words.text(summary),
            _description(self.state, self.words, rule),
            self.words.text(self.words.say(self.category)),
        )
        return Entry(name, day, day, *said, look.standing, self.alarms if look.rings else ())


def _alarms(days_before: Iterable[int], hour: timedelta) -> tuple[timedelta, ...]:
    """At the ladder's hour, so many days before; as the zone of whoever reads the calendar has it, as the days themselves are."""
    return tuple(hour - timedelta(days=days) for days in sorted(set(days_before), reverse=True))


def brief(state: Obligation, longest: int = 120) -> str:
    """What is to be done, in the document's words, on one line of ``longest`` letters."""
    said = state.terms.actions[0] if state.terms.actions else state.terms.deliverable or state.terms.verb
    flat = " ".join(said.split())
    return flat if len(flat) <= longest else flat[: longest - 4].rsplit(" ", 1)[0] + " ..."


def _status(status: Status) -> str:
    return f"status.{status.value.replace(' ', '_')}"


def _parties(parties: tuple[str, ...], words: Catalogue) -> Words:
    if not parties:
        return words.say("say.nobody")
    some = words.enumerated((Foreign(party),) for party in parties[:_NAMED])
    return words.say("say.others", n=len(parties) - _NAMED, some=some) if len(parties) > _NAMED else some


def _description(state: Obligation, words: Catalogue, rule: str) -> str:
    terms = state.terms
    standing = words.say(_status(state.status))
    if state.required > 1:
        standing = words.say("say.delivered", status=standing, delivered=state.delivered, required=state.required)
    facts: Mapping[str, Words] = {
        "obligation": (Foreign(state.id),),
        "who_acts": words.enumerated((Foreign(each, "en"),) for each in terms.addressees),
        "to_do": words.enumerated((Foreign(each, "en"),) for each in terms.actions) or (Foreign(terms.verb, "en"),),
        "by_when": words.say("say.end_of_day", day=words.day(state.deadline), zone=Foreign(terms.zone)) if state.deadline else (),
        "own_words": (Foreign(state.due.expression, "en"),) if state.due and state.due.expression else (),
        "rule": (Foreign(rule, "en"),) if rule else (),
        "status": standing,
        "focal_point": _parties(state.parties, words),
    }
    told = (words.say("say.fact", field=words.say(f"field.{name}"), value=value) for name, value in facts.items() if value)
    return "\n".join(words.text(each) for each in told)
