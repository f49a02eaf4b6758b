"""Ways out and back: waive, amend, supersede, link, reopen, comment."""

from dataclasses import replace
from datetime import datetime

from domain import commands as c
from domain import events as e
from domain.errors import Refused
from domain.obligation import Obligation
from domain.rules.common import ahead, countable, given, not_by_who_must, reason, skipped, watched_from
from domain.rules.dating import follow_day
from domain.rules.delivering import done_with, folded
from domain.status import Status
from domain.terms import Terms
from domain.time.zones import end_of_day


def waive(_: Obligation, command: c.Waive, __: c.Envelope, ___: datetime) -> list[e.Event]:
    return [e.Waived(reason(command.reason, "waive an obligation"))]


def supersede(state: Obligation, command: c.Supersede, _: c.Envelope, __: datetime) -> list[e.Event]:
    return [e.Superseded(_by(state, command.by), reason(command.reason, "supersede an obligation"))]


OF_SERIES = "series superseded by"
"""The relation that tells why an occurrence is still asked for though its series is not."""


def close_with_series(state: Obligation, command: c.CloseWithSeries, _: c.Envelope, __: datetime) -> list[e.Event]:
    """What its series' end means for an occurrence: it is waived with it, or superseded, unless it was owed or handed in before."""
    why = reason(command.reason, "close an occurrence with its series")
    if state.terms.series is None:
        raise Refused(f"{state.id} is no occurrence of a series: it is closed by itself.")
    if not command.by:
        return [e.Waived(why)]
    if kept := _still_owed(state, command.at):
        return [e.Linked(OF_SERIES, command.by, f"{kept}: it is still asked for. {why}")]
    return [e.Superseded(command.by, why)]


def _still_owed(state: Obligation, at: datetime) -> str:
    """Why an occurrence outlasts its series, which was superseded at ``at``; empty where it does not.

    One whose clock stood on its day is not owed: the days are given back.
    """
    if state.live and not state.uncovered and all(held.submission for held in state.live):
        return "It has been handed in, and waits for approval"
    stood = state.status is Status.SUSPENDED and not state.overdue
    if state.deadline and not stood and end_of_day(state.deadline, state.terms.zone) <= at:
        return f"It was due on {state.deadline:%d %B %Y}, before that"
    return ""


def link(state: Obligation, command: c.Link, _: c.Envelope, __: datetime) -> list[e.Event]:
    relation, other = command.relation.strip(), _by(state, command.other)
    if not relation:
        raise Refused("Say how the other provision stands to this one.")
    if any((found.relation, found.other) == (relation, other) for found in state.relations):
        raise Refused(f"That {other} {relation} {state.id} is on record already.")
    return [e.Linked(relation, other, command.note)]


def _by(state: Obligation, other: str) -> str:
    name = other.strip()
    if not name:
        raise Refused("Say which provision it is: an obligation's id, or a symbol and a paragraph.")
    if name == state.id:
        raise Refused(f"{state.id} cannot stand in a relation to itself.")
    return name


def amend(state: Obligation, command: c.Amend, envelope: c.Envelope, now: datetime) -> list[e.Event]:
    why, by = reason(command.reason, "amend an obligation"), _by(state, command.by)
    terms, due = _amended(state, command), state.due
    if command.due is not None:
        not_by_who_must(state, envelope)
        if state.series is not None:
            raise Refused(f"{state.id} recurs: amend the day of an occurrence, or end the series and confirm another one.")
        due = given(ahead(state, command.due, now), state.due, f"amended by {by}: {why}")
        terms = replace(terms, due=due)
    fields = ("addressees", "required", "due")
    changed = tuple(name for name in fields if getattr(terms, name) != getattr(state.terms, name))
    if not changed:
        raise Refused(f"Nothing of {state.id} would change: say what the later provision asks for instead.")
    amended = e.Amended(by, why, terms, changed, due)
    after = folded(state, [amended], envelope, now)
    if (day := after.deadline) != state.deadline:
        amended = replace(amended, watched=watched_from(terms, day, now), skipped=skipped(terms, day, now))
    moved = follow_day(state, due, why, envelope) if due and command.due is not None else ()
    return [amended, *moved, *done_with(after)]


def _amended(state: Obligation, command: c.Amend) -> Terms:
    """The terms with whom and how much a later provision asks for."""
    terms = state.terms
    if command.addressees is not None:
        named = tuple(name.strip() for name in command.addressees if name.strip())
        if not named:
            raise Refused(f"{state.id} would name no addressee: who is to act?")
        terms = replace(terms, addressees=named)
    if command.required is not None:
        countable(command.required)
        delivered = max((held.delivered for held in state.live), default=0)
        if command.required <= delivered:
            raise Refused(f"{delivered} units of {state.id} stand approved: more than that are asked for, or it is done.")
        waiting = max((held.delivered + held.submission.units for held in state.waiting if held.submission), default=0)
        if command.required < waiting:
            raise Refused(f"{waiting} units of {state.id} are handed in or approved: return the submission first.")
        terms = replace(terms, required=command.required)
    return terms


def reopen(state: Obligation, command: c.Reopen, envelope: c.Envelope, now: datetime) -> list[e.Event]:
    why = reason(command.reason, "reopen an obligation")
    if state.status is Status.REJECTED:
        if command.due is not None:
            raise Refused(f"{state.id} becomes a proposal again: a due day is given when it is confirmed.")
        return [e.Reconsidered(why)]
    due = state.due
    if command.due is not None:
        due = given(ahead(state, command.due, now), state.due, f"reopened: {why}")
    day = folded(state, [e.Reopened(why, due, now)], envelope, now).deadline  # a unit's own, if it is asked for anew
    moved = follow_day(state, due, why, envelope) if due and command.due is not None else ()
    return [e.Reopened(why, due, watched_from(state.terms, day, now), skipped(state.terms, day, now)), *moved]


def comment(_: Obligation, command: c.Comment, __: c.Envelope, ___: datetime) -> list[e.Event]:
    return [e.Commented(reason(command.text, "comment"))]
