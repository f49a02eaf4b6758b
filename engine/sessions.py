"""Sessions of bodies as this instance knows them, and what follows for obligations when one is given other days."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from domain.commands import Confirm, Envelope, RebindSession
from domain.instrument import Due, SessionRef
from domain.obligation import OPEN, Obligation, Status
from domain.time.resolve import rebind
from domain.time.sessions import SessionCalendar, SessionRow
from domain.time.zones import day_of, start_of_day
from reading import calendars
from schema import queries, sessions
from schema.engine import Engine
from schema.ledger import Ledger

SLICE = 250
"""Obligations whose states are read at once."""


def calendar_of(engine: Engine) -> SessionCalendar:
    """The shipped calendar with all that was ever entered here, each entry known since its own day."""
    return calendars.shipped().with_rows(sessions.entered(engine))


@dataclass(frozen=True, slots=True)
class Bound:
    """An obligation that is bound to a session, or a proposal, and what is due there now."""

    state: Obligation
    due: Due

    @property
    def moves(self) -> bool:
        """Whether the calendar gives it other days than it has. The same days known from elsewhere move nothing."""
        return self.state.due is None or _days(self.state.due) != _days(self.due)


def _days(due: Due) -> tuple[date | None, date | None]:
    return due.earliest, due.latest


def bound_to(engine: Engine, session: SessionRef | None, today: date) -> Iterator[Bound]:
    """Everything open or proposed that is bound to ``session`` (``None``: to any), with its due time as the calendar has it ``today``."""
    calendar = calendar_of(engine)
    ledger = Ledger(engine)
    place = (session.body, session.number) if session else None
    wanted = queries.Filter(statuses=(Status.PROPOSED, *OPEN), session=place)
    ids = [row.id for row in queries.obligations_where(engine, wanted) if row.session_body is not None]
    for begin in range(0, len(ids), SLICE):
        states = ledger.states(ids[begin : begin + SLICE])
        for one in ids[begin : begin + SLICE]:
            state = states.get(one)
            tied = state.due.session if state is not None and state.due is not None else None
            if state is not None and state.due is not None and tied is not None and session in (tied, None):
                yield Bound(state, rebind(state.due, calendar, today))


def rebinding(
    bound: Bound, session: SessionRef, source: str, actor: str, command_id: str, on: datetime | None = None
) -> Envelope:
    """The command that gives one obligation its new due time. Its id is the move's and the obligation's: sent twice, done once."""
    return Envelope(f"{command_id}:{bound.state.id}", actor, RebindSession(session, bound.due, source), on)


def so_since(row: SessionRow, zone: str, now: datetime) -> datetime | None:
    """Since when what ``row`` says has been so (UTC), where that was before today: what moved with it moved then."""
    return start_of_day(row.known_since, zone) if row.known_since < day_of(now, zone) else None


def with_todays_days(command: Confirm, state: Obligation, calendar: SessionCalendar, today: date) -> Confirm:
    """``command`` with what the calendar has ``today`` for a proposal that is bound to a session, where those are other days than it
    has: it was read with what was known on its adoption. A day that a person gives counts before any calendar's."""
    if state.status is not Status.PROPOSED or state.due is None or state.due.session is None or command.due:
        return command
    found = Bound(state, rebind(state.due, calendar, today))
    return replace(command, rebound=found.due) if found.moves else command
