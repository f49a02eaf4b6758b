"""Steps on the way: milestones and consultations."""

from datetime import datetime

from domain import commands as c
from domain import events as e
from domain.errors import Refused
from domain.obligation import Obligation
from domain.plans import Milestone
from domain.rules.common import ahead, party, reason

MOST = 1_000
"""Milestones, and consultations, of one obligation at most."""


def set_milestone(state: Obligation, command: c.SetMilestone, _: c.Envelope, now: datetime) -> list[e.Event]:
    name = command.name.strip()
    if not name:
        raise Refused("A milestone has a name: say what is to be reached.")
    ahead(state, command.due, now)
    if command.milestone is None:
        if len(state.milestones) >= MOST:
            raise Refused(f"{state.id} has {MOST:,} milestones: that is as many as one obligation can have.")
        return [e.MilestoneSet(len(state.milestones) + 1, name, command.due, reason=command.reason)]
    found = _ahead(state, command.milestone, "move")
    if (found.name, found.due) == (name, command.due):
        raise Refused(f"Milestone {found.number} of {state.id}, {name}, is on {command.due:%d %B %Y} already.")
    return [e.MilestoneSet(found.number, name, command.due, reason=reason(command.reason, "move a milestone"))]


def reach_milestone(state: Obligation, command: c.ReachMilestone, _: c.Envelope, __: datetime) -> list[e.Event]:
    return [e.MilestoneReached(_ahead(state, command.milestone, "reach").number, command.note, command.by_then)]


def drop_milestone(state: Obligation, command: c.DropMilestone, _: c.Envelope, __: datetime) -> list[e.Event]:
    found = _ahead(state, command.milestone, "drop")
    return [e.MilestoneDropped(found.number, reason(command.reason, "drop a milestone"))]


def _ahead(state: Obligation, number: int, step: str) -> Milestone:
    if not 1 <= number <= len(state.milestones):
        raise Refused(f"{state.id} has no milestone {number}: it has {len(state.milestones)}.")
    found = state.milestones[number - 1]
    if not found.ahead:
        how = "dropped" if found.dropped else "reached"
        raise Refused(f"Cannot {step} milestone {number} of {state.id}, {found.name}: it has been {how}.")
    return found


def consult(state: Obligation, command: c.Consult, _: c.Envelope, now: datetime) -> list[e.Event]:
    asked = party(command.party, "consult")
    question = reason(command.question, "consult somebody")
    if command.answer_by is not None:
        ahead(state, command.answer_by, now)
    if len(state.consultations) >= MOST:
        raise Refused(f"{state.id} has {MOST:,} consultations: that is as many as one obligation can have.")
    return [e.Consulted(len(state.consultations) + 1, asked, question, command.answer_by)]


def record_answer(state: Obligation, command: c.RecordAnswer, _: c.Envelope, __: datetime) -> list[e.Event]:
    number = command.consultation
    if not 1 <= number <= len(state.consultations):
        raise Refused(f"{state.id} has no consultation {number}: it has {len(state.consultations)}.")
    if state.consultations[number - 1].answered_at is not None:
        raise Refused(f"{state.consultations[number - 1].party} has answered consultation {number} of {state.id}.")
    return [e.Answered(number, reason(command.answer, "record an answer"))]
