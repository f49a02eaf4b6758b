"""What recurs with a body's sessions: the calendar gives the days of each occurrence, and here it is asked for them.

The kernel knows no calendar. When a series' turn has come it says so and waits; whoever has the calendar opens the occurrence. And where a
series was closed, or opened again, and some of its occurrences have not heard of it, they are told.
"""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import structlog

from domain.commands import Envelope, OpenOccurrence
from domain.decide import TIME_ITSELF
from domain.errors import Refused
from domain.instrument import Due, SessionRef
from domain.obligation import Obligation, Status
from domain.series import occurrence_id, rhythm_of
from domain.time.recurrence import plus_months
from domain.time.resolve import rebind
from domain.time.sessions import SessionCalendar
from engine.errors import EngineError
from engine.following import send, unheard
from engine.obligations import Obligations, utc_now
from engine.sessions import calendar_of
from schema import queries
from schema.engine import Engine
from schema.ledger import Ledger

log = structlog.get_logger(__name__)

LOOK_AHEAD = 40
"""Sessions after the last one among which the next is looked for: bodies meet up to three times a year."""

EARLY = timedelta(days=60)
"""A session may open so many days before the day that a rhythm names, and still be the one that is meant."""


@dataclass(frozen=True, slots=True)
class Awaited:
    """A series whose next occurrence nobody has opened, and when that is due; ``None`` where no calendar says."""

    series: Obligation
    number: int
    due: Due | None

    def opening(self, actor: str = TIME_ITSELF) -> Envelope | None:
        """The command that opens it. Its id is the occurrence's: sent twice, it is opened once."""
        if self.due is None or self.due.latest is None:
            return None
        command = OpenOccurrence(self.due.latest, self.due)
        return Envelope(f"open:{occurrence_id(self.series.id, self.number)}", actor, command)


def awaited(engine: Engine, today: date) -> Iterator[Awaited]:
    """Every series that waits for its next occurrence to be opened, with what the calendar of ``today`` says of it."""
    recurring = queries.obligations_where(engine, queries.Filter(statuses=(Status.RECURRING,)))
    asleep = [row.id for row in recurring if row.next_alarm is None]
    if not asleep:
        return
    calendar = calendar_of(engine)
    for state in Ledger(engine).states(asleep).values():
        if state.series and state.series.awaited is not None:
            yield Awaited(state, state.series.awaited, next_due(state, calendar, today))


def next_due(state: Obligation, calendar: SessionCalendar, today: date) -> Due | None:
    """When the next occurrence of ``state``, which recurs with sessions, is due, as known on ``today``; ``None`` where no day is known.

    The next session for ``each-session``; else the first that opens when the rhythm has come round, a session's shifting included.
    """
    series = state.series
    if series is None or series.body is None or series.last is None or series.last.session is None or state.due is None:
        return None
    every, since = rhythm_of(series.recurrence), series.last.opening or series.last.due
    least = plus_months(since, every.months) - EARLY if every else since
    for number in range(series.last.session + 1, series.last.session + 1 + LOOK_AHEAD):
        due = rebind(replace(state.due, session=SessionRef(series.body, number), optional=False), calendar, today)
        if due.latest is None:
            return None
        if (due.earliest or due.latest) >= least:
            return due
    return None


async def open_awaited(engine: Engine, obligations: Obligations, now: datetime) -> int:
    """Open every occurrence that waits and whose days a calendar gives; how many were. What is refused is said and left."""
    opened = 0
    for waiting in await asyncio.to_thread(lambda: list(awaited(engine, now.date()))):
        envelope = waiting.opening()
        if envelope is None:
            continue
        try:
            await obligations.carry_out(waiting.series.id, envelope)
            opened += 1
        except (Refused, EngineError) as error:
            log.warning("occurrence.not_opened", obligation=waiting.series.id, occurrence=waiting.number, reason=str(error))
    return opened


async def keep(engine: Engine, obligations: Obligations, now: datetime) -> int:
    """Open what waits, and tell occurrences what became of their series; how many times something was done."""
    told = await send(await asyncio.to_thread(unheard, engine), obligations.carry_out)
    return told + await open_awaited(engine, obligations, now)


class SeriesKeeper:
    """Opens occurrences, and tells them of their series' end, for one instance while it runs."""

    def __init__(self, engine: Engine, obligations: Obligations, interval: timedelta = timedelta(minutes=1)) -> None:
        self._engine = engine
        self._obligations = obligations
        self._interval = interval

    async def run(self) -> None:
        """Until cancelled: look, open, rest. What cannot be done just now is said and tried again."""
        while True:
            try:
                done = await keep(self._engine, self._obligations, utc_now())
            except Exception as error:
                log.error("series.unavailable", reason=f"{type(error).__name__}: {error}")
                done = 0
            if not done:
                await asyncio.sleep(self._interval.total_seconds())
