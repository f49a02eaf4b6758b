"""Sessions of bodies as this instance knows them, and what follows for obligations when one is given other days."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from domain.commands import Envelope, RebindSession
from domain.instrument import Due, SessionRef
from domain.obligation import Obligation
from domain.time.sessions import SessionCalendar
from reading import calendars
from reading.due import DueContext, find_times
from schema import queries, sessions
from schema.engine import Engine
from schema.ledger import Ledger


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
    for row in queries.obligations_where(engine, queries.Filter(open=True, session=(session.body, session.number))):
        state = ledger.state(row.id)
        if state is not None and state.is_open and state.due is not None:
            yield Bound(state, due_now(engine, state, session, calendar, today))


def due_now(engine: Engine, state: Obligation, session: SessionRef, calendar: SessionCalendar, today: date) -> Due:
    """What ``state`` is due by, now that ``session`` has the days that ``calendar`` knows.

    The paragraph's own expression is read again. Where it cannot be found there again, the session's days themselves are taken.
    """
    old = state.due
    assert old is not None  # whoever is bound to a session has a due time
    shown = queries.show(engine, state.id)
    if shown is not None and shown.provision is not None and shown.instrument is not None:
        about = shown.instrument
        context = DueContext(about.adopted, about.body, about.session, session.body, calendar, today)
        for found in find_times(shown.provision.text, context):
            if found.due and found.due.expression == old.expression and found.due.session == session:
                return found.due
    return _by_session(old, session, calendar, today)


def _by_session(old: Due, session: SessionRef, calendar: SessionCalendar, today: date) -> Due:
    standing = calendar.standing(session.body, session.number, today)
    if standing.days is None:
        why = f"session {session.number} of the {session.body} has no day just now"
        return Due(old.expression, reason=f"{why}. Give it one: servanda sessions move.", session=session, optional=old.optional)
    days = standing.days
    earliest = days.opening if old.earliest else None
    return replace(old, earliest=earliest, latest=days.closing, working=days.working, reason=None, session=session)


def rebinding(
    bound: Bound, session: SessionRef, source: str, actor: str, command_id: str, on: datetime | None = None
) -> Envelope:
    """The command that gives one obligation its new due time. Its id is the move's and the obligation's: sent twice, done once."""
    assert bound.due is not None
    return Envelope(f"{command_id}:{bound.state.id}", actor, RebindSession(session, bound.due, source), on)
