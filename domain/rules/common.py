"""What several rules ask: a reason in words, a day that lies ahead, who the actor is to the obligation, how a ladder is set up."""

from dataclasses import replace
from datetime import date, datetime, time

from domain import commands as c
from domain.assignment import Assignment
from domain.errors import Refused
from domain.instrument import Due
from domain.ladder import RungKind, rungs_between
from domain.life import LEGAL_OF_ASSIGNMENT, VERBS, legal_steps
from domain.obligation import Obligation
from domain.terms import Terms
from domain.time.zones import at, end_of_day

MOST_UNITS = 1_000_000
"""More of one deliverable than anybody asks for, and few enough for every database to count."""


def is_name(text: str) -> bool:
    """Whether ``text`` can name somebody: it is not empty, and has no space around it."""
    return bool(text) and text == text.strip()


def party(text: str, step: str) -> str:
    """The id in ``text``. Raises :class:`Refused` where it names nobody."""
    name = text.strip()
    if not (is_name(name) and name.isprintable()):
        raise Refused(f"Nobody was named to {step}: give a focal point's id in plain characters.")
    return name


def reason(text: str, step: str) -> str:
    """``text`` without the space around it. Raises :class:`Refused` where nothing is left."""
    if not text.strip():
        raise Refused(f"To {step} takes a reason in words.")
    return text.strip()


def ahead(state: Obligation, day: date, now: datetime) -> date:
    """``day`` if it is not over. Raises :class:`Refused`."""
    if end_of_day(day, state.terms.zone) <= now:
        raise Refused(f"{day:%d %B %Y} is past: a new due day lies ahead.")
    return day


def countable(required: int) -> None:
    """Raises :class:`Refused` for a number of units that nobody asks for."""
    if not 1 <= required <= MOST_UNITS:
        raise Refused(f"From one unit to {MOST_UNITS:,} can be asked for, not {required}.")


def given(day: date, old: Due | None, how: str) -> Due:
    """A due day that a person gave. It is bound to no session any more."""
    return Due(old.expression if old else "", latest=day, working=how)


def skipped(terms: Terms, deadline: date | None, now: datetime) -> tuple[int, ...]:
    """The reminders that are past when the ladder is set up at ``now``."""
    if deadline is None:
        return ()
    past = rungs_between(deadline, terms.zone, terms.ladder, None, now)
    return tuple(rung.days for rung in past if rung.kind is RungKind.REMINDER)


def watched_from(terms: Terms, deadline: date | None, now: datetime) -> datetime:
    """From where the ladder is climbed when it is set up at ``now``: what is past is skipped, except that the day itself is over."""
    if deadline is None:
        return now
    return min(now, at(deadline, time(terms.ladder.hour), terms.zone)) if end_of_day(deadline, terms.zone) <= now else now


def with_due(state: Obligation, due: Due | None) -> date | None:
    """The deadline that ``state`` would have with another due time."""
    return replace(state, due=due).deadline


def assignment(state: Obligation, command: c.Command, envelope: c.Envelope, number: int | None) -> Assignment:
    """The assignment that ``command`` is about, standing where the step is legal.

    Named by its ``number``; else the one that the actor holds (whoever approves: of those that are another's); else the only one for
    which the step is legal. Raises :class:`Refused` where none or several would fit.
    """
    verb, legal = VERBS[type(command)], LEGAL_OF_ASSIGNMENT[type(command)]
    if number is not None:
        held = numbered(state, number)
        if held.status not in legal:
            raise Refused(f"Cannot {verb} {held.name} of {state.id}: it is {held.status}.", legal_steps(state))
        return held
    if not state.roll.count(legal):
        raise Refused(f"Cannot {verb} {state.id}: it is {state.status}.", legal_steps(state))
    if isinstance(command, c.Approve):
        fitting = [held for held in state.assignments if held.status in legal]
        mine = [held for held in fitting if not answers(held, envelope)]
    else:
        mine = [held for held in state.roll.of(envelope.hats) if held.status in legal]
        fitting = mine or [held for held in state.assignments if held.status in legal]
    for found in (mine, fitting):
        if len(found) == 1:
            return found[0]
    names = ", ".join(held.name for held in (mine or fitting)[:6]) + (", ..." if len(mine or fitting) > 6 else "")
    raise Refused(f"Several assignments of {state.id} could be meant: {names}. Say which, by its number.")


def answers(held: Assignment, envelope: c.Envelope) -> bool:
    """Whether the actor holds ``held``, delegated it, or handed it in, by whatever hat."""
    by = held.submission.by if held.submission else None
    return by in envelope.hats or not envelope.hats.isdisjoint(held.answerable)


def responsible(state: Obligation, envelope: c.Envelope) -> bool:
    """Whether the actor answers for any part of it that is still to be done: whoever holds it, and whoever delegated it."""
    return any(held.live for held in state.roll.of(envelope.hats)) or any(
        held.live and not envelope.hats.isdisjoint(held.chain) for held in state.assignments if held.chain
    )


def not_by_who_must(state: Obligation, envelope: c.Envelope) -> None:
    """Raises :class:`Refused` where the policy has somebody else set the days, and the actor has to do it."""
    if state.terms.extension_approval and responsible(state, envelope):
        raise Refused(f"{state.id} is yours to do, and its due day is another's to change: ask for an extension.")


def numbered(state: Obligation, number: int) -> Assignment:
    """The assignment of that number. Raises :class:`Refused` where there is none."""
    if not 1 <= number <= len(state.assignments):
        raise Refused(f"{state.id} has no assignment {number}: it has {len(state.assignments)}.")
    return state.assignments[number - 1]


def only_holder(state: Obligation, held: Assignment, envelope: c.Envelope, step: str) -> None:
    """Raises :class:`Refused` unless the actor holds ``held``, in person or by a position."""
    if held.party not in envelope.hats:
        raise Refused(f"{state.id} is assigned to {held.party}; {envelope.actor} cannot {step} it.")
