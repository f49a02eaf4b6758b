"""What a notice says, in the words of one language: a subject, an opening, and what to do next. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain import events as e
from domain.life import legal_steps
from domain.notices import COORDINATOR, Notice, NoticeKind, turns
from domain.obligation import Obligation, Status
from domain.parties import Standing, Told
from domain.time.zones import day_of, end_of_day
from notify.feeds.entries import brief
from notify.languages import Catalogue, Foreign, Words
from notify.outbox import Matter

_LEVEL = "@level-"

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
    "grant-extension": "servanda grant-extension {id}",
    "refuse-extension": 'servanda refuse-extension {id} --reason "..."',
    "resume": "servanda resume {id}",
    "answer": 'servanda answer {id} --answer "..."',
}
"""How each step is taken on the command line."""

_BRIEF = 60
"""Letters of what is to be done that a subject has room for."""

_FOR_COORDINATOR = ("assign", "approve", "return", "grant-extension", "refuse-extension", "resume", "change-due", "waive")
_FOR_ASSIGNEE = ("accept", "decline", "progress", "submit")

_NAMED = 5
"""Whose turn it is, where it is that of many: so many are named."""

_STANDING_IN = {
    Standing.DEPUTY: "deputy",
    Standing.BODY_COORDINATOR: "body",
    Standing.COORDINATOR: "coordinator",
    Standing.ABSENT: "absent",
}
"""By what somebody is told who was not meant, or is away, and the phrase that says so."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The parts of a message that differ from kind to kind."""

    subject: Words
    opening: Words
    since: Words
    turn: Words
    by_when: Words
    commands: tuple[str, ...]


def say_party(party: str, speaks: Catalogue) -> Words:
    """A role in words; a party's id as it is."""
    if party.startswith(_LEVEL):
        return speaks.say("role.level", level=party.removeprefix(_LEVEL))
    return speaks.say("role.coordinator") if party == COORDINATOR else (Foreign(party),)


def say_why(told: Told | None, speaks: Catalogue) -> Words:
    """Why somebody is told what is for another party: who is missing, and by what they are told. Nothing where they were meant."""
    if told is None or told.standing not in _STANDING_IN:
        return ()
    because = speaks.say(f"why.{_STANDING_IN[told.standing]}")
    if told.standing is Standing.ABSENT:
        return because
    if told.instead_of and told.until:
        missing = speaks.say("why.away_until", who=Foreign(told.instead_of), day=speaks.day(told.until))
    elif told.instead_of:
        missing = speaks.say("why.away", who=Foreign(told.instead_of))
    else:
        missing = speaks.say("why.vacant", party=Foreign(told.party))
    return speaks.sentences([missing, because])


def say_waiting(state: Obligation, speaks: Catalogue) -> Words:
    """How many submissions wait for approval, and since when the longest."""
    since = min(held.submission.recorded_at for held in state.waiting if held.submission)
    return speaks.say("said.reviews.opening", len(state.waiting), day=speaks.day(day_of(since, state.terms.zone)))


def phrase_key(kind: NoticeKind) -> str:
    """The name under which catalogues keep what they say of ``kind``."""
    return kind.value.replace(" ", "_").replace("-", "_")


def word(notice: Notice, matter: Matter, zone: str, speaks: Catalogue) -> Wording:
    """The wording of ``notice`` for a reader in ``zone`` (IANA)."""
    state = matter.obligation
    subject, opening = said(notice, matter, speaks)
    what = brief(state, _BRIEF)
    return Wording(
        subject=(*subject, " (", Foreign(what, "en"), ")") if what else subject,
        opening=opening,
        since=speaks.instant(matter.event.effective_at, zone),
        turn=say_turn(state, speaks),
        by_when=say_by_when(state, speaks),
        commands=commands(state, notice.recipient),
    )


def said(notice: Notice, matter: Matter, speaks: Catalogue) -> tuple[Words, Words]:
    """The subject, without what is to be done, and the opening."""
    key, number, places = _phrase(notice, matter, speaks)
    everywhere = {"name": Foreign(matter.obligation.id, "en"), "who": Foreign(matter.event.actor)} | places
    prefix = f"said.{key}."
    opening = places.get("opening", "opening")
    subject = speaks.say(prefix + "subject", _number(speaks, prefix + "subject", number), **everywhere)
    words = speaks.say(f"{prefix}{opening}", _number(speaks, f"{prefix}{opening}", number), **everywhere)
    return subject, speaks.sentences([words, *_added(matter, speaks)])


def _number(speaks: Catalogue, key: str, number: int | None) -> int | None:
    return number if isinstance(speaks.phrases[key], dict) else None


Places = dict[str, "str | int | Foreign | Words"]


def _phrase(notice: Notice, matter: Matter, speaks: Catalogue) -> tuple[str, int | None, Places]:
    """Which phrase, the number that it counts, and what its places hold. A place ``opening`` chooses another opening."""
    state, event, day = matter.obligation, matter.event.event, speaks.day
    match event:
        case e.Assigned(assignee=assignee, previous=previous):
            return ("reassigned", None, {"to": Foreign(assignee)}) if notice.recipient == previous else ("assigned", None, {})
        case e.Declined() | e.HandedBack() if notice.kind is NoticeKind.WITHDRAWN:
            return "let_off", None, {}
        case e.Declined(assignee=assignee):
            return "declined", None, {"who": Foreign(assignee)}
        case e.Reminded(due=due):
            return "reminder", None, {"day": day(due), "when": say_in_days(max(0, -_days_since(due, matter)), speaks)}
        case e.BecameOverdue(due=due):
            return "overdue", None, {"day": day(due)}
        case e.OverdueNoticed(due=due):
            return "still_overdue", _days_since(due, matter), {"day": day(due)}
        case e.Escalated(due=due, level=level):
            office = say_party(f"@level-{level}", speaks)
            return "escalation", _days_since(due, matter), {"day": day(due), "level": level, "office": office}
        case e.Submitted(units=units) if state.required > 1:
            some: Places = {"units": units, "required": state.required, "delivered": state.delivered}
            return "submitted", None, some | {"opening": "some"}
        case e.ReviewReminded(days=days, assignments=numbers):
            waiting, since = len(numbers or state.waiting), matter.event.recorded_at - timedelta(days=days)
            return ("reviews", waiting, {"day": day(day_of(since, state.terms.zone))}) if waiting > 1 else ("review", days, {})
        case e.Discharged(days_late=late):
            return "discharged", late, {"opening": "late" if late else "opening"}
        case e.DueDateChanged(old=old, new=new):
            return "re_dated", None, _moved(old.latest if old else None, new.latest, speaks)
        case e.UnitScheduled(unit=unit, due=due):
            own: Places = {"opening": "unit", "new": day(due)} if due else {"opening": "unit_none"}
            return "re_dated", None, own | {"unit": unit}
        case _:
            return phrase_key(notice.kind), None, _later(event, speaks)


def _days_since(due: date, matter: Matter) -> int:
    """By the calendar, when the event was. A rung's own number is another one after an outage, or where days off have moved it."""
    return days_since(due, matter.event.effective_at, matter.obligation)


def days_since(due: date, instant: datetime, state: Obligation) -> int:
    """Days since ``due``, by the calendar of the obligation's zone; negative before it."""
    return (day_of(instant, state.terms.zone) - due).days


def _later(event: e.Event, speaks: Catalogue) -> Places:
    """The places of what came with delegation, consultations, series and lineage."""
    match event:
        case e.Delegated(by=by, to=to):
            return {"who": Foreign(by), "to": Foreign(to)}
        case e.HandedBack(by=by):
            return {"who": Foreign(by)}
        case e.ConsultationOverdue(answer_by=answer_by):
            return {"opening": "late", "day": speaks.day(answer_by)}
        case e.OccurrenceOpened(id=other, due=due) if due.latest:
            return {"opening": "dated", "other": Foreign(other, "en"), "day": speaks.day(due.latest)}
        case e.OccurrenceOpened(id=other):
            return {"other": Foreign(other, "en")}
        case e.OccurrenceAwaited():
            return {"opening": "awaited"}
        case e.Amended(by=by) | e.Superseded(by=by):
            return {"by": Foreign(by, "en")}
    return {}


def _moved(old: date | None, new: date | None, speaks: Catalogue) -> Places:
    if new is None:
        return {"opening": "none"}
    if old is None:
        return {"opening": "first", "new": speaks.day(new)}
    return {"old": speaks.day(old), "new": speaks.day(new)}


def _added(matter: Matter, speaks: Catalogue) -> Iterator[Words]:
    """What else the event holds for a reader: days, reasons and notes as they were written."""
    event = matter.event.event
    if isinstance(event, e.ExtensionAsked):
        yield speaks.say("added.wanted", day=speaks.day(event.due))
    if isinstance(event, e.MilestoneReminded | e.MilestoneMissed):
        name = matter.obligation.milestones[event.milestone - 1].name
        yield speaks.say("added.milestone", milestone=Foreign(name), day=speaks.day(event.due))
    if isinstance(event, e.Reminded) and event.missed:
        yield speaks.say("added.missed", len(event.missed))
    for name in ("note", "question", "answer"):
        if text := getattr(event, name, ""):
            yield speaks.say(f"added.{name}", None, **{name: Foreign(text)})
    for name in ("until", "answer_by") if not isinstance(event, e.ConsultationOverdue) else ():
        if isinstance(until := getattr(event, name, None), date):
            yield speaks.say(f"added.{name}", day=speaks.day(until))
    if reason := getattr(event, "reason", ""):
        words = speaks.say("added.reason", reason=Foreign(reason))
        yield words if reason.endswith((".", "!", "?")) else (*words, "。" if speaks.tag == "zh" else ".")


def say_in_days(days: int, speaks: Catalogue) -> Words:
    """Today, tomorrow, in so many days."""
    return speaks.say({0: "when.today", 1: "when.tomorrow"}.get(days, "when.later"), days if days > 1 else None)


def say_turn(state: Obligation, speaks: Catalogue) -> Words:
    """Whose turn it is: by their ids, where it is that of many the first of them and how many there are."""
    if not state.is_open:
        return speaks.say("standing.closed")
    if state.status is Status.SUSPENDED:
        return speaks.say("standing.paused")
    whose = turns(state)
    named = speaks.enumerated(say_party(party, speaks) for party in whose[:_NAMED])
    return (*named, f" (+{len(whose) - _NAMED})") if len(whose) > _NAMED else named


def say_by_when(state: Obligation, speaks: Catalogue) -> Words:
    """The end of the due day, there and in UTC."""
    if state.deadline is None:
        return speaks.say("standing.no_day")
    zone = state.terms.zone
    utc = Foreign(f"{end_of_day(state.deadline, zone):%Y-%m-%d %H:%M} UTC", "en")
    return speaks.say("standing.end_of_day", day=speaks.day(state.deadline), zone=Foreign(zone, "en"), utc=utc)


def quoted(obligation: str) -> str:
    """An id as a shell takes it."""
    return f"'{obligation}'" if set(obligation) & set("() ") else obligation


def commands(state: Obligation, recipient: str) -> tuple[str, ...]:
    """The steps that this recipient can take now, and always a way to look."""
    legal = set(legal_steps(state))
    own = recipient in state.parties
    verbs = _FOR_ASSIGNEE if own else _FOR_COORDINATOR if recipient.startswith("@") else ()
    if state.status is Status.SUBMITTED and own:
        verbs = ()
    steps = [_EXAMPLES[verb].format(id=quoted(state.id)) for verb in verbs if verb in legal]
    return (f"servanda show {quoted(state.id)}", *steps)
