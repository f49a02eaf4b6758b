"""Who answers for it: assign, fan out, accept, decline, delegate, hand back, withdraw."""

from datetime import datetime

from domain import commands as c
from domain import events as e
from domain.assignment import Assignment
from domain.errors import Refused
from domain.life import legal_steps, may
from domain.obligation import Obligation
from domain.rules.common import assignment, numbered, only_holder, party, reason
from domain.rules.delivering import called, discharged, folded
from domain.status import Status

MOST_MEMBERS = 20_000
"""Assignments of one obligation at most: more than any collective has members."""


def assign(state: Obligation, command: c.Assign, envelope: c.Envelope, now: datetime) -> list[e.Event]:
    assignee = party(command.assignee, "assign to")
    name = None if command.addressee is None else _addressee(command.addressee)
    held = _assigned_again(state, command, name)
    if held is None:
        _room(state, 1)
        laid = e.Assigned(assignee, None, command.note, len(state.assignments) + 1, name)
        return [laid, *_called(state, laid, envelope, now)]
    if held.status in (Status.SUBMITTED, Status.DISCHARGED, Status.WAIVED):
        raise Refused(f"Cannot assign {held.name} of {state.id}: it is {held.status}.", legal_steps(state))
    if assignee == held.party:
        raise Refused(f"{state.id} is assigned to {assignee} already.", legal_steps(state))
    laid = e.Assigned(assignee, held.party, command.note, held.number, name)
    return [laid, *_called(state, laid, envelope, now)]


def _called(state: Obligation, laid: e.Event, envelope: c.Envelope, now: datetime) -> list[e.Event]:
    """Whoever comes late, or is not there yet, begins with the first unit, and the day of that may be another."""
    return called(state, folded(state, [laid], envelope, now), now) if state.unit_dues else []


def _addressee(text: str) -> str:
    """A name as a text has it, in whatever characters."""
    if not text.strip():
        raise Refused("Nobody was named whom it is laid on: give the name of an addressee, or of each member.")
    return text.strip()


def _room(state: Obligation, more: int) -> None:
    if len(state.assignments) + more > MOST_MEMBERS:
        raise Refused(
            f"{state.id} would have more than {MOST_MEMBERS:,} assignments. Lay it on a body that answers for its members."
        )


def _assigned_again(state: Obligation, command: c.Assign, name: str | None) -> Assignment | None:
    """The assignment that is given to somebody else, or ``None`` where another one is laid beside those there are."""
    if command.assignment is not None:
        return numbered(state, command.assignment)
    if command.also:
        return None
    if name is not None:
        found = [held for held in state.assignments if held.addressee == name and held.status is not Status.WAIVED]
        return found[0] if found else None
    live = [held for held in state.assignments if held.live]
    if not live:
        return None
    if len(live) == 1:
        return live[0]
    raise Refused(
        f"{state.id} has {len(live)} assignments. Say which is given to somebody else, by its number or its addressee, "
        "or that another one is laid beside them."
    )


def fan_out(state: Obligation, command: c.FanOut, envelope: c.Envelope, now: datetime) -> list[e.Event]:
    name = _addressee(command.collective)
    covered = {held.addressee for held in state.assignments if held.status is not Status.WAIVED}
    fresh: dict[str, e.Member] = {}
    for member in command.members:
        addressee = _addressee(member.addressee)
        holder = None if member.party is None else party(member.party, f"lay it on for {addressee}")
        if addressee not in covered:
            fresh.setdefault(addressee, e.Member(addressee, holder))
    if not fresh:
        raise Refused(f"Every member of {name} that was given has an assignment of {state.id} already, or none was given.")
    _room(state, len(fresh))
    laid = e.FannedOut(name, tuple(fresh.values()), len(state.assignments) + 1)
    return [laid, *_called(state, laid, envelope, now)]


def accept(state: Obligation, command: c.Accept, envelope: c.Envelope, _: datetime) -> list[e.Event]:
    held = assignment(state, command, envelope, command.assignment)
    only_holder(state, held, envelope, "accept")
    return [e.Accepted(command.note, held.number)]


def decline(state: Obligation, command: c.Decline, envelope: c.Envelope, _: datetime) -> list[e.Event]:
    held = assignment(state, command, envelope, command.assignment)
    only_holder(state, held, envelope, "decline")
    return [e.Declined(held.party or "", reason(command.reason, "decline"), held.number, _delegator(held))]


def delegate(state: Obligation, command: c.Delegate, envelope: c.Envelope, _: datetime) -> list[e.Event]:
    held = assignment(state, command, envelope, command.assignment)
    only_holder(state, held, envelope, "delegate")
    to = party(command.to, "delegate to")
    if to in held.answerable:
        raise Refused(f"{to} answers for {held.name} of {state.id} already: it cannot be delegated in a circle.")
    return [e.Delegated(held.number, held.party or "", to, command.note)]


def hand_back(state: Obligation, command: c.HandBack, envelope: c.Envelope, _: datetime) -> list[e.Event]:
    held = assignment(state, command, envelope, command.assignment)
    only_holder(state, held, envelope, "hand back")
    return [e.HandedBack(held.number, held.party or "", _delegator(held), reason(command.reason, "hand back"))]


def _delegator(held: Assignment) -> str | None:
    return held.chain[-1] if held.chain else None


def withdraw(state: Obligation, command: c.Withdraw, envelope: c.Envelope, now: datetime) -> list[e.Event]:
    held = numbered(state, command.assignment)
    if not held.live:
        raise Refused(f"Cannot withdraw {held.name} of {state.id}: it is {held.status}.", legal_steps(state))
    if not may(state, c.Withdraw):
        raise Refused(f"{held.name} is the only one left of {state.id}: waive the obligation, or assign it to somebody else.")
    withdrawn = e.Withdrawn(held.number, held.party, reason(command.reason, "withdraw an assignment"))
    return [withdrawn, *discharged(state, [withdrawn], envelope, now)]
