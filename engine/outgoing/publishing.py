"""Published calendars: files under names that nobody can guess, kept current while the instance runs."""

import asyncio
import os
import re
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import structlog

import config
from domain.projection import Projection
from engine.outgoing.feeds import belongs, make
from engine.outgoing.ways import utc_now
from engine.sessions import calendar_of
from schema import feeds
from schema.engine import Engine, make_engine
from schema.feeds import Feed
from schema.ledger import Ledger

log = structlog.get_logger(__name__)

FOLDER = "feeds"
_OURS = re.compile(r"[A-Za-z0-9_-]{43}\.ics")
_HALF_WRITTEN = re.compile(r"[A-Za-z0-9_-]{43}\.\d+\.new")

_ANEW = 600.0
"""Seconds after which every calendar is made anew: sessions, positions and languages change without an event of an obligation."""

_CHEAP = 0.5
_RESTS = 20
"""A calendar that takes longer than :data:`_CHEAP` seconds to make is left alone for so many times as long: a busy morning on a body
with thousands of duties must not keep the machine at nothing else."""


def folder(settings: config.Settings) -> Path:
    """Where published calendars are kept."""
    return settings.data / FOLDER


def path(settings: config.Settings, feed: Feed) -> Path:
    """The file of one."""
    return folder(settings) / f"{feed.token}.ics"


@dataclass
class _Kept:
    """What this process has written. ``due`` says that it has to be made again, not before ``rested`` (of the monotonic clock)."""

    content: bytes
    streams: frozenset[str]
    rested: float
    due: bool = False


class Publisher:
    """Keeps the files of one instance's published calendars current. Several may run at once: they write the same.

    ``now`` gives UTC; ``ticks`` gives seconds that only ever go forward, to see how long a calendar takes.
    """

    def __init__(
        self, engine: Engine, settings: config.Settings, now: Callable[[], datetime], ticks: Callable[[], float] = time.monotonic
    ) -> None:
        self._engine = engine
        self._ticks = ticks
        self._settings = settings
        self._now = now
        self._kept: dict[str, _Kept] = {}
        self._position = 0
        self._since = date.min

    def round(self, anew: bool = False) -> int:
        """Write what has changed since the last round, or (``anew``) all that differs; remove what was revoked. How many were written.

        One that cannot be made is said and left as it is; the others are written.
        """
        active = {feed.token: feed for feed in feeds.published(self._engine)}
        self._remove_others(active)
        head = Ledger(self._engine).head().position
        since = date(self._now().year - 1, 1, 1)
        if active:
            self._mark(active.values(), self._changed(head), anew or since != self._since)
        self._position, self._since = head, since
        written = 0
        for feed in active.values():
            kept = self._kept.get(feed.token)
            if kept is None or (kept.due and self._ticks() >= kept.rested):
                try:
                    written += self._write(feed, since)
                except Exception as error:
                    log.error("feed.not_written", feed=feed.token[:8], reason=f"{type(error).__name__}: {error}")
        return written

    def _changed(self, head: int) -> list[Projection]:
        """The obligations of which something was recorded since the last round."""
        found: set[str] = set()
        position = self._position
        while position < head and self._kept:
            entries = Ledger(self._engine).since_position(position)
            found |= {entry.stream for entry in entries}
            position = entries[-1].position if entries else head
        return feeds.pictures(self._engine, found)

    def _mark(self, active: Iterable[Feed], changed: list[Projection], anew: bool) -> None:
        """Say which calendars have to be made again: those that hold, or now are to hold, something that changed."""
        known = calendar_of(self._engine) if changed else None
        for feed in active:
            kept = self._kept.get(feed.token)
            if kept is None or kept.due:
                continue
            kept.due = anew or any(row.id in kept.streams for row in changed)
            if known and not kept.due:
                kept.due = any(map(belongs(self._engine, feed.kind, feed.subject, self._now(), known), changed))

    def _write(self, feed: Feed, since: date) -> int:
        began = self._ticks()
        made = make(self._engine, feed.kind, feed.subject, self._now(), since)
        took = self._ticks() - began
        before, file = self._kept.get(feed.token), path(self._settings, feed)
        rested = began + took + (took * _RESTS if took > _CHEAP else 0)
        fresh = before is None or before.content != made.content or not file.is_file()
        if fresh:
            self._put(file, made.content)
            log.info("feed.written", kind=feed.kind.value, subject=feed.subject, entries=made.entries)
        self._kept[feed.token] = _Kept(made.content, made.streams, rested)
        return int(fresh)

    def _put(self, file: Path, content: bytes) -> None:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = file.with_suffix(f".{os.getpid()}.new")
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            out.write(content)
        fresh.replace(file)

    def _remove_others(self, active: Iterable[str]) -> None:
        """What was revoked, and what somebody who was killed left half written an hour ago."""
        names = {f"{token}.ics" for token in active}
        place = folder(self._settings)
        if not place.is_dir():
            return
        for file in place.iterdir():
            with suppress(FileNotFoundError):
                old = _HALF_WRITTEN.fullmatch(file.name) and time.time() - file.stat().st_mtime > 3600
                if old or (_OURS.fullmatch(file.name) and file.name not in names):
                    file.unlink()
                    self._kept.pop(file.stem, None)
                    log.info("feed.removed")


async def run(settings: config.Settings, now: Callable[[], datetime] = utc_now, interval: float = 5.0) -> None:
    """Until cancelled: keep the published calendars current, looking every ``interval`` seconds."""
    engine = make_engine(settings.database)
    publisher = Publisher(engine, settings, now)
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
