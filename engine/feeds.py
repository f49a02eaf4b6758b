"""Calendars of this instance: one person's, one body's or one instrument's, made when asked for, and published ones kept current."""

import asyncio
import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import structlog

import config
from domain.instrument import SessionRef
from domain.obligation import OPEN, Status
from domain.projection import Projection
from domain.time.sessions import SessionCalendar
from engine.concern import concerns
from engine.identity import ledger_id
from engine.sessions import calendar_of
from notify.feeds.calendar import calendar
from notify.feeds.entries import Entry, of_obligation, of_session
from notify.feeds.words import words
from schema import feeds, parties, people, queries
from schema.engine import Engine, make_engine, reading
from schema.feeds import Feed, FeedKind
from schema.ledger import Ledger, histories
from wire.records import unstore

log = structlog.get_logger(__name__)

FOLDER = "feeds"
_OURS = re.compile(r"[A-Za-z0-9_-]{43}\.ics")
_AT_ONCE = 200
"""Obligations whose histories are in memory together."""

_ANEW = 600.0
"""Seconds after which every calendar is made anew: sessions and positions change without an event of an obligation."""


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
    return list(_rows(engine, kind, subject, at, calendar_of(engine)))


def _rows(engine: Engine, kind: FeedKind, subject: str, at: datetime, known: SessionCalendar) -> Iterator[Projection]:
    wanted = queries.Filter(instrument=subject) if kind is FeedKind.INSTRUMENT else queries.Filter()
    mine = {subject, *(told.party for told in parties.hats(engine, subject, at))} if kind is FeedKind.PERSON else set()
    body = known.canonical(subject) or subject
    for row in queries.obligations_where(engine, wanted):
        if row.status in (Status.PROPOSED.value, Status.REJECTED.value):
            continue
        if kind is FeedKind.PERSON and mine.isdisjoint(row.parties):
            continue
        if kind is FeedKind.BODY and not (
            concerns(body, row.addressees, row.session_body) or concerns(subject, row.addressees, row.session_body)
        ):
            continue
        yield row


def _fresh(row: Projection, since: date | None) -> bool:
    return since is None or row.status in {each.value for each in OPEN} or row.due_latest is None or row.due_latest >= since


def _sessions(rows: Iterable[Projection], kind: FeedKind, subject: str, known: SessionCalendar) -> set[SessionRef]:
    """The sessions at which something is due; for a body all of its own that are in the calendar too."""
    found = {SessionRef(row.session_body, row.session_number) for row in rows if row.session_body and row.session_number}
    if kind is FeedKind.BODY and (body := known.canonical(subject)):
        found |= {SessionRef(body, row.number) for row in known.rows if row.body == body}
    return found


def folder(settings: config.Settings) -> Path:
    """Where published calendars are kept."""
    return settings.data / FOLDER


def path(settings: config.Settings, feed: Feed) -> Path:
    """The file of one."""
    return folder(settings) / f"{feed.token}.ics"


@dataclass
class _Kept:
    """What this process has written."""

    content: bytes
    streams: frozenset[str] = field(default_factory=frozenset)


class Publisher:
    """Keeps the files of one instance's published calendars current. Several may run at once: they write the same."""

    def __init__(self, engine: Engine, settings: config.Settings, now: Callable[[], datetime]) -> None:
        self._engine = engine
        self._settings = settings
        self._now = now
        self._kept: dict[str, _Kept] = {}
        self._position = 0
        self._since = date.min

    def round(self, anew: bool = False) -> int:
        """Write what has changed since the last round, or (``anew``) all that differs; remove what was revoked. How many were written."""
        active = {feed.token: feed for feed in feeds.published(self._engine)}
        self._remove_others(active)
        head = Ledger(self._engine).head().position
        since = date(self._now().year - 1, 1, 1)
        changed = self._changed(head) if active else set()
        anew = anew or since != self._since
        written = 0
        for feed in active.values():
            kept = self._kept.get(feed.token)
            if anew or kept is None or self._touches(feed, kept, changed):
                written += self._write(feed, since)
        self._position, self._since = head, since
        return written

    def _changed(self, head: int) -> set[str]:
        found: set[str] = set()
        position = self._position
        while position < head and self._kept:
            entries = Ledger(self._engine).since_position(position)
            found |= {entry.stream for entry in entries}
            position = entries[-1].position if entries else head
        return found

    def _touches(self, feed: Feed, kept: _Kept, changed: set[str]) -> bool:
        if not changed:
            return False
        if kept.streams & changed:
            return True
        return any(row.id in changed for row in concerned(self._engine, feed.kind, feed.subject, self._now()))

    def _write(self, feed: Feed, since: date) -> int:
        made = make(self._engine, feed.kind, feed.subject, self._now(), since)
        kept = self._kept.get(feed.token)
        file = path(self._settings, feed)
        self._kept[feed.token] = _Kept(made.content, made.streams)
        if kept and kept.content == made.content and file.is_file():
            return 0
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = file.with_suffix(f".{os.getpid()}.new")
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            out.write(made.content)
        fresh.replace(file)
        log.info("feed.written", kind=feed.kind.value, subject=feed.subject, entries=made.entries)
        return 1

    def _remove_others(self, active: Iterable[str]) -> None:
        names = {f"{token}.ics" for token in active}
        place = folder(self._settings)
        if not place.is_dir():
            return
        for file in place.iterdir():
            if _OURS.fullmatch(file.name) and file.name not in names:
                with suppress(FileNotFoundError):
                    file.unlink()
                self._kept.pop(file.stem, None)
                log.info("feed.removed")


async def run(settings: config.Settings, now: Callable[[], datetime] | None = None, interval: float = 5.0) -> None:
    """Until cancelled: keep the published calendars current, looking every ``interval`` seconds."""
    engine = make_engine(settings.database)
    publisher = Publisher(engine, settings, now or _now)
    loop = asyncio.get_running_loop()
    last = loop.time()
    try:
        while True:
            anew = loop.time() - last > _ANEW
            try:
                await asyncio.to_thread(publisher.round, anew)
                last = loop.time() if anew else last
            except Exception as error:  # a database or a disk that is away: said, and tried again
                log.error("feeds.unavailable", reason=f"{type(error).__name__}: {error}")
            await asyncio.sleep(interval)
    finally:
        engine.dispose()


def _now() -> datetime:
    return datetime.now(UTC)
