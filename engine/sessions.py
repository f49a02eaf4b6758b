"""Sessions of bodies as this instance knows them, and what follows for obligations when one is given other days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from domain.commands import Envelope, RebindSession
from domain.instrument import Due, SessionRef
from domain.obligation import Obligation
from domain.time.resolve import rebind
from domain.time.sessions import SessionCalendar
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
    """An obligation that is bound to a session, and what is due there now."""

    state: Obligation
    due: Due


def bound_to(engine: Engine, session: SessionRef, today: date) -> Iterator[Bound]:
    """Every open obligation that is bound to ``session``, with its due time as the calendar has it ``today``."""
    calendar = calendar_of(engine)
    ledger = Ledger(engine)
    rows = queries.obligations_where(engine, queries.Filter(open=True, session=(session.body, session.number)))
    ids = [row.id for row in rows]
    for begin in range(0, len(ids), SLICE):
        states = ledger.states(ids[begin : begin + SLICE])
        for one in ids[begin : begin + SLICE]:
            state = states.get(one)
            if state is not None and state.is_open and state.due is not None:
                yield Bound(state, rebind(state.due, calendar, today))


def rebinding(
    bound: Bound, session: SessionRef, source: str, actor: str, command_id: str, on: datetime | None = None
) -> Envelope:
    """The command that gives one obligation its new due time. Its id is the move's and the obligation's: sent twice, done once."""
    return Envelope(f"{command_id}:{bound.state.id}", actor, RebindSession(session, bound.due, source), on)
