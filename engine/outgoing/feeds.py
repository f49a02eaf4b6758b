"""Calendars of this instance, made when they are asked for: one person's, one body's or one instrument's."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from domain.instrument import SessionRef
from domain.obligation import OPEN, Status
from domain.projection import Projection
from domain.time.sessions import SessionCalendar
from engine.outgoing.concern import concerns
from engine.outgoing.identity import ledger_id
from engine.sessions import calendar_of
from notify.feeds.calendar import calendar
from notify.feeds.entries import Entry, of_obligation, of_session
from notify.feeds.words import words
from schema import parties, people, queries
from schema.engine import Engine, reading
from schema.feeds import FeedKind
from schema.ledger import histories
from wire.records import unstore

_AT_ONCE = 200
"""Obligations whose histories are in memory together."""


@dataclass(frozen=True, slots=True)
class Made:
    """A calendar, and the obligations that stand in it."""

    content: bytes
    streams: frozenset[str]
    entries: int


def make(
    engine: Engine, kind: FeedKind, subject: str, at: datetime, since: date | None = None, language: str | None = None
) -> Made:
    """The calendar of ``subject``: a person's (or position's) id, a body's name, or an instrument's symbol.

    It speaks ``language`` (BCP 47), by default the person's own, else English. ``at`` (aware) says whose positions a person holds or
    stands in for. What was closed and due before ``since`` is left out. The same state gives the same bytes.
    """
    known = calendar_of(engine)
    person = people.get(engine, subject) if kind is FeedKind.PERSON and language is None else None
    spoken = words(language or (person.language if person else "en"))
    rows = [row for row in _rows(engine, kind, subject, at, known) if _fresh(row, since)]
    ledger, found = ledger_id(engine), list[Entry]()
    for start in range(0, len(rows), _AT_ONCE):
        ids = [row.id for row in rows[start : start + _AT_ONCE]]
        with reading(engine) as connection:
            told = histories(connection, ids)
        for stream, history in told.items():
            found += of_obligation(ledger, stream, map(unstore, history), spoken)
    for session in sorted(_sessions(rows, kind, subject, known), key=lambda each: (each.body, each.number)):
        entry = of_session(ledger, known, session.body, session.number, spoken)
        if entry is not None and (since is None or entry.last >= since):
            found.append(entry)
    return Made(calendar(f"Servanda: {subject}", found), frozenset(row.id for row in rows), len(found))


def concerned(engine: Engine, kind: FeedKind, subject: str, at: datetime) -> list[Projection]:
    """The obligations that stand in the calendar of ``subject``: no mere proposals."""
    return _rows(engine, kind, subject, at, calendar_of(engine))


def belongs(engine: Engine, kind: FeedKind, subject: str, at: datetime, known: SessionCalendar) -> Callable[[Projection], bool]:
    """Whether an obligation stands in the calendar of ``subject``, as things are at ``at``."""
    mine = {subject, *(told.party for told in parties.hats(engine, subject, at))} if kind is FeedKind.PERSON else set()
    names = {subject, known.canonical(subject) or subject} if kind is FeedKind.BODY else set()

    def holds(row: Projection) -> bool:
        if row.status in (Status.PROPOSED.value, Status.REJECTED.value):
            return False
        if kind is FeedKind.PERSON:
            return not mine.isdisjoint(row.parties)
        if kind is FeedKind.BODY:
            return any(concerns(name, row.addressees, row.session_body) for name in names)
        return row.instrument == subject

    return holds


def _rows(engine: Engine, kind: FeedKind, subject: str, at: datetime, known: SessionCalendar) -> list[Projection]:
    wanted = queries.Filter(instrument=subject) if kind is FeedKind.INSTRUMENT else queries.Filter()
    return list(filter(belongs(engine, kind, subject, at, known), queries.obligations_where(engine, wanted)))


def _fresh(row: Projection, since: date | None) -> bool:
    return since is None or row.status in {each.value for each in OPEN} or row.due_latest is None or row.due_latest >= since


def _sessions(rows: Iterable[Projection], kind: FeedKind, subject: str, known: SessionCalendar) -> set[SessionRef]:
    """The sessions at which something is due; for a body all of its own that are in the calendar too."""
    found = {SessionRef(row.session_body, row.session_number) for row in rows if row.session_body and row.session_number}
    if kind is FeedKind.BODY and (body := known.canonical(subject)):
        found |= {SessionRef(body, row.number) for row in known.rows if row.body == body}
    return found
