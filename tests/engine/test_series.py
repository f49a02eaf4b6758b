"""What recurs with a body's sessions follows their calendar, not a day copied out of it."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from domain import commands as c
from domain.errors import Refused
from domain.force import Force
from domain.instrument import Due, SessionRef
from domain.life import next_alarm
from domain.obligation import Obligation
from domain.terms import Terms
from domain.time.resolve import rebind
from domain.transition import Step, step
from engine.series import Awaited, next_due
from reading import calendars

GA = "General Assembly"
ADOPTED = datetime(2016, 12, 21, 12, tzinfo=UTC)
LATER = date(2030, 1, 1)


def series(recurrence: str, body: str = GA, number: int = 72, relation: str = "within", now: datetime = ADOPTED) -> Step:
    unbound = Due(f"at session {number}", session=SessionRef(body, number), session_relation=relation)
    due = rebind(unbound, calendars.shipped(), now.date())
    terms = Terms("A/RES/71/1", "3", Force.REQUEST, "requests", ("Secretary-General",), ("report",), due, 1, "report",
                  recurrence=recurrence)  # fmt: skip
    proposed = step(None, c.Envelope("p", "reader", c.Propose(terms)), now, "A/RES/71/1:3")
    return step(proposed.after, c.Envelope("c", "coord", c.Confirm()), now, "A/RES/71/1:3")


def after(taken: Step) -> Obligation:
    assert taken.after is not None
    return taken.after


def come_round(state: Obligation) -> Obligation:
    """Its turn has come, and the calendar opens the next occurrence."""
    alarm = next_alarm(state)
    assert alarm is not None
    waiting = after(step(state, c.Envelope("t", "servanda", c.Tick()), alarm, state.id))
    assert waiting.series is not None and waiting.series.awaited is not None
    assert next_alarm(waiting) is None, "it waits for the calendar"
    found = Awaited(waiting, waiting.series.awaited, next_due(waiting, calendars.shipped(), LATER)).opening()
    assert found is not None
    return after(step(waiting, found, alarm, state.id))


def test_the_next_one_opens_when_the_session_of_the_last_one_has_begun_and_has_the_next_sessions_days() -> None:
    begun = series("annual")
    state = after(begun)
    [first] = begun.spawned
    assert first.after is not None and first.after.milestones[0].due == date(2017, 7, 4), "ten weeks before 12 September 2017"
    assert next_alarm(state) == datetime(2017, 9, 13, tzinfo=UTC)
    state = come_round(come_round(state))
    assert state.series is not None
    assert [(each.session, each.opening, each.due) for each in state.series.occurrences] == [
        (72, date(2017, 9, 12), date(2018, 9, 17)),
        (73, date(2018, 9, 18), date(2019, 9, 16)),
        (74, date(2019, 9, 17), date(2020, 9, 15)),  # as held
    ]


@pytest.mark.parametrize(("recurrence", "sessions"), [("biennial", [72, 74, 76]), ("each-session", [72, 73, 74])])
def test_the_rhythm_says_which_session(recurrence: str, sessions: list[int]) -> None:
    state = after(series(recurrence))
    for _ in range(2):
        state = come_round(state)
    assert state.series is not None
    assert [each.session for each in state.series.occurrences] == sessions


def test_an_occurrence_is_bound_to_its_session_and_moves_with_it() -> None:
    state = come_round(after(series("annual")))
    assert state.series is not None and state.series.last is not None
    opened = step(after(series("annual")), c.Envelope("t", "servanda", c.Tick()), datetime(2017, 9, 13, tzinfo=UTC), state.id)
    found = Awaited(after(opened), 2, next_due(after(opened), calendars.shipped(), LATER)).opening()
    assert found is not None
    [second] = step(opened.after, found, datetime(2017, 9, 13, 1, tzinfo=UTC), state.id).spawned
    assert second.after is not None and second.after.due is not None
    assert second.after.due.session == SessionRef(GA, 73)
    assert second.after.milestones[0].due == date(2018, 7, 10)


def test_where_no_calendar_says_it_waits_and_nothing_is_guessed() -> None:
    state = after(series("annual"))
    assert state.series is not None
    nowhere = replace(state, series=replace(state.series, body="Committee of Nowhere"))
    assert next_due(nowhere, calendars.shipped(), LATER) is None
    assert Awaited(state, 2, None).opening() is None
    with pytest.raises(Refused, match="the next one is later"):
        step(state, c.Envelope("o", "coord", c.OpenOccurrence(date(2018, 1, 1))), ADOPTED, state.id)


def test_a_session_whose_days_are_not_those_that_are_given_is_refused() -> None:
    state = after(series("annual"))
    due = Due("at its seventy-third session", date(2018, 9, 18), date(2019, 9, 16), session=SessionRef(GA, 73))
    with pytest.raises(Refused, match="and not on"):
        step(state, c.Envelope("o", "coord", c.OpenOccurrence(date(2019, 9, 17), due)), ADOPTED, state.id)
