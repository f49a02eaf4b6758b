"""Which obligations an event from outside may concern, how surely, and why, in words.

A match is a proposal to a person. What is certain was named by the event itself; everything else is inferred, and says from what.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.instrument import Due, SessionRef
from domain.outside import DocumentIssued, MeetingHeld, OutsideEvent, SessionMoved
from domain.symbols import Sort, Symbol, same, symbol
from domain.time.numbers import ordinal
from domain.time.sessions import SessionCalendar

DOCUMENTS = frozenset({"report", "recommendations", "proposal", "plan", "update"})
"""Deliverables that reach a body as a document."""

MEETINGS = frozenset({"briefing", "meeting", "conference"})
"""Deliverables that are themselves meetings."""


class Confidence(StrEnum):
    CERTAIN = "certain"  # the event names the obligation, or the very session it waits for
    LIKELY = "likely"  # body, session and subject fit
    POSSIBLE = "possible"  # some of them fit


_ORDER = {Confidence.CERTAIN: 0, Confidence.LIKELY: 1, Confidence.POSSIBLE: 2}


@dataclass(frozen=True, slots=True)
class Candidate:
    """An obligation as matching sees it. ``title``, ``agenda_item`` and ``session`` are its instrument's, ``words`` the paragraph's.

    ``documents`` are the symbols of documents that were found to answer it before, ``series`` that of which it is an occurrence.
    """

    id: str
    instrument: str
    provision: str
    deliverable: str | None
    recipients: tuple[str, ...]
    addressees: tuple[str, ...]
    due: Due | None
    title: str = ""
    agenda_item: str = ""
    session: int | None = None
    words: str = ""
    documents: tuple[str, ...] = ()
    series: str | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """``obligation`` may be concerned, for the reasons in ``working``."""

    obligation: str
    confidence: Confidence
    working: str


def matches(event: OutsideEvent, candidates: Iterable[Candidate], calendar: SessionCalendar) -> tuple[Match, ...]:
    """The obligations among ``candidates`` that ``event`` may concern, the surest first. Names of bodies are those of ``calendar``."""
    judged: Iterable[Match | None]
    match event.data:
        case DocumentIssued() as issued:
            read = symbol(issued.symbol, calendar.bodies)
            judged = (_document(issued, read, candidate, calendar) for candidate in candidates)
        case MeetingHeld() as meeting:
            judged = (_meeting(meeting, candidate, calendar) for candidate in candidates)
        case SessionMoved() as moved:
            judged = (_moved(moved, candidate, calendar) for candidate in candidates)
        case _:
            judged = ()
    found = [each for each in judged if each]
    return tuple(sorted(found, key=lambda each: (_ORDER[each.confidence], each.obligation)))


MOST_POSSIBLE = 5
"""Obligations that are put before a person as merely possible. Where more wait for a document of the session, nothing tells them
apart, and to list them all would say nothing."""


def told_apart(found: Sequence[Match]) -> tuple[Match, ...]:
    """``found`` without what is merely possible, where that is more than anybody would look through."""
    surer = tuple(each for each in found if each.confidence is not Confidence.POSSIBLE)
    return tuple(found) if len(found) - len(surer) <= MOST_POSSIBLE else surer


def before(event: OutsideEvent, calendar: SessionCalendar) -> SessionRef | None:
    """The session that ``event`` is about, with the body's name as the calendar has it; ``None`` where it says none."""
    match event.data:
        case DocumentIssued(body=body, session=session) as issued:
            read = symbol(issued.symbol, calendar.bodies)
            name, number = body or (read.body if read else None), session or (read.session if read else None)
        case MeetingHeld(body=name, session=number) | SessionMoved(body=name, session=number):
            pass
        case _:
            return None
    return SessionRef(_canonical(name, calendar), number) if name and number else None


def named(event: OutsideEvent) -> tuple[str, ...]:
    """The obligations and instruments that ``event`` names as what it answers."""
    return event.data.responds_to if isinstance(event.data, DocumentIssued | MeetingHeld) else ()


def _document(issued: DocumentIssued, read: Symbol | None, candidate: Candidate, calendar: SessionCalendar) -> Match | None:
    if found := _named(issued.responds_to, candidate, f"{issued.symbol} says that it answers"):
        return found
    if read and read.tail and any(same(read.base, each) for each in candidate.documents):
        why = f"{read.text} goes with {read.base}, which was found to answer {candidate.id}."
        return Match(candidate.id, Confidence.LIKELY, why)
    if read is None or read.sort is not Sort.DOCUMENT or candidate.deliverable not in DOCUMENTS:
        return None
    where = before(OutsideEvent("", "", "", data=issued), calendar)
    fits = _awaited(where, candidate, calendar)
    if fits is None or where is None:
        return None
    subject = _subject(issued.agenda_item, issued.title, candidate, where)
    working = f"{issued.symbol} is a document of the {_session(where)}. {fits}"
    if subject:
        return Match(candidate.id, Confidence.LIKELY, f"{working} {subject}")
    return Match(candidate.id, Confidence.POSSIBLE, f"{working} Nothing in its title or agenda item says that it is this one.")


def _meeting(meeting: MeetingHeld, candidate: Candidate, calendar: SessionCalendar) -> Match | None:
    if found := _named(meeting.responds_to, candidate, "The meeting is said to answer"):
        return found
    body = _canonical(meeting.body, calendar)
    if considered := _shared(meeting.documents, candidate.documents):
        why = f"The {body} had {considered} before it, which was found to answer {candidate.id}."
        return Match(candidate.id, Confidence.CERTAIN, why)
    where = SessionRef(body, meeting.session) if meeting.session else None
    if candidate.deliverable in MEETINGS:
        return _asked_to_meet(meeting, body, candidate, calendar)
    fits = _awaited(where, candidate, calendar)
    subject = _subject(meeting.agenda_item, meeting.title, candidate, where) if where else ""
    if not fits or not where or not subject or candidate.deliverable not in DOCUMENTS:
        return None
    return Match(candidate.id, Confidence.LIKELY, f"The {body} met at its {_ordinal(where)}. {fits} {subject}")


def _asked_to_meet(meeting: MeetingHeld, body: str, candidate: Candidate, calendar: SessionCalendar) -> Match | None:
    """Whether ``meeting`` may be the meeting, briefing or conference that is asked for."""
    concerned = {_canonical(name, calendar) for name in (*candidate.recipients, *candidate.addressees)}
    subject = _subject(meeting.agenda_item, meeting.title, candidate, None)
    if body not in concerned and not subject:
        return None
    due = candidate.due
    if due is not None and due.latest is not None and meeting.held > due.latest and not due.optional and not subject:
        return None
    who = f"{candidate.id} asks for a {candidate.deliverable}" + (f" of or for the {body}." if body in concerned else ".")
    working = f"The {body} met on {_day(meeting.held)}. {who}"
    if body in concerned and subject:
        return Match(candidate.id, Confidence.LIKELY, f"{working} {subject}")
    return Match(candidate.id, Confidence.POSSIBLE, f"{working} {subject}".strip())


def _moved(moved: SessionMoved, candidate: Candidate, calendar: SessionCalendar) -> Match | None:
    session = candidate.due.session if candidate.due else None
    if session is None or session != SessionRef(_canonical(moved.body, calendar), moved.session):
        return None
    why = f"{candidate.id} is bound to the {_session(session)}: its days move with it."
    return Match(candidate.id, Confidence.CERTAIN, why)


def _named(responds_to: Sequence[str], candidate: Candidate, says: str) -> Match | None:
    for each in responds_to:
        if same(each, candidate.id):
            return Match(candidate.id, Confidence.CERTAIN, f"{says} {each}.")
        if same(each, f"{candidate.instrument}:{candidate.provision}"):
            if candidate.series:
                return Match(candidate.id, Confidence.LIKELY, f"{says} {each}. {candidate.id} is one occurrence of it.")
            return Match(candidate.id, Confidence.CERTAIN, f"{says} {each}.")
    for each in responds_to:
        if same(each, candidate.instrument):
            awaited = f"{candidate.id} asks for a {candidate.deliverable}" if candidate.deliverable else f"{candidate.id} is one"
            sure = Confidence.LIKELY if candidate.deliverable in DOCUMENTS | MEETINGS else Confidence.POSSIBLE
            return Match(candidate.id, sure, f"{says} {each}, without naming a paragraph. {awaited} of what it asks for.")
    return None


def _awaited(where: SessionRef | None, candidate: Candidate, calendar: SessionCalendar) -> str | None:
    """The sentence that says why ``candidate`` waits for something before that session; ``None`` if it doesn't."""
    if where is None or candidate.due is None:
        return None
    what = f"{candidate.id} asks for a {candidate.deliverable}"
    if candidate.due.session is not None:
        bound = SessionRef(_canonical(candidate.due.session.body, calendar), candidate.due.session.number)
        return f"{what} for that session." if bound == where else None
    receivers = {_canonical(name, calendar) for name in candidate.recipients}
    if where.body not in receivers:
        return None
    days = calendar.days(where.body, where.number)
    opening, closing = (days.opening, days.closing) if days else _year(where.number)
    if opening is None or closing is None or not _overlap(candidate.due, opening, closing):
        return None
    return f"{what} to the {where.body}, due in the days of that session ({candidate.due.expression})."


def _year(number: int) -> tuple[date | None, date | None]:
    return (date(number, 1, 1), date(number, 12, 31)) if 1900 < number < 2200 else (None, None)


def _overlap(due: Due, opening: date, closing: date) -> bool:
    first, last = due.earliest or due.latest, due.latest or due.earliest
    return first is not None and last is not None and first <= closing and last >= opening


def _subject(agenda_item: str, title: str, candidate: Candidate, where: SessionRef | None) -> str:
    """The sentence that says by which words event and obligation are about the same; empty where none do."""
    item = _folded(agenda_item)
    if item and re.fullmatch(r"[\d() a-z]{1,10}", item):  # a number means something within one session only
        here = where is not None and where.number == candidate.session and item == _folded(candidate.agenda_item)
        return f"Both stand under agenda item {agenda_item} of that session." if here else ""
    if item and (item == _folded(candidate.agenda_item) or _holds(candidate.title, item) or _holds(candidate.words, item)):
        return f"Both are about {agenda_item!r}."
    own = _folded(candidate.title)
    if len(own) >= _SHORTEST and _holds(title, own):
        return f"Its title, {title!r}, holds that of {candidate.instrument}, {candidate.title!r}."
    head = re.split(r"\s*[:;]\s", title)[0]
    if len(_folded(head)) >= _SHORTEST and _holds(candidate.words, _folded(head)):
        return f"The paragraph speaks of {head!r}, which is its title."
    return ""


_SHORTEST = 8
"""Letters below which a title is found in too many texts to say anything."""


def _holds(text: str, folded: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(folded)}(?!\w)", _folded(text)))


def _folded(text: str) -> str:
    return " ".join(re.sub(r"[‐‑‒–—-]", "-", text).casefold().split())


def _shared(some: Sequence[str], others: Sequence[str]) -> str | None:
    return next((one for one in some for other in others if same(one, other)), None)


def _canonical(name: str, calendar: SessionCalendar) -> str:
    plain = re.sub(r"^the\s+", "", " ".join(name.split()), flags=re.IGNORECASE)
    return calendar.canonical(plain) or plain


def _session(where: SessionRef) -> str:
    return f"{_ordinal(where)} of the {where.body}"


def _ordinal(where: SessionRef) -> str:
    """``seventy-second session``, or ``2024 session`` where a body's sessions go by the year."""
    return f"{ordinal(where.number)} session" if 1 <= where.number <= 999 else f"{where.number} session"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
