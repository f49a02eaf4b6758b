"""The work itself: progress, submission, approval, return, evidence."""

from collections.abc import Sequence
from datetime import date, datetime

from domain import commands as c
from domain import events as e
from domain.errors import Refused
from domain.folding import evolve
from domain.obligation import Obligation
from domain.rules.common import assignment, reason, skipped, watched_from
from domain.status import Status
from domain.time.zones import day_of

MOST_EVIDENCE = 1_000
"""Pieces of evidence that one step puts on file at most."""


def progress(state: Obligation, command: c.ReportProgress, envelope: c.Envelope, _: datetime) -> list[e.Event]:
    held = assignment(state, command, envelope, command.assignment)
    if command.percent is not None and not 0 <= command.percent <= 100:
        raise Refused(f"Progress is a percentage from 0 to 100, not {command.percent}.")
    return [e.ProgressReported(reason(command.note, "report progress"), command.percent, held.number)]


def submit(state: Obligation, command: c.Submit, envelope: c.Envelope, _: datetime) -> list[e.Event]:
    held = assignment(state, command, envelope, command.assignment)
    missing = state.terms.required - held.delivered
    if not 1 <= command.units <= missing:
        raise Refused(
            f"{held.delivered} of {state.terms.required} stand approved: submit from 1 to {missing}, not {command.units}."
        )
    return [e.Submitted(command.units, command.note, _evidence(command.evidence), held.number)]


def attach(_: Obligation, command: c.Attach, __: c.Envelope, ___: datetime) -> list[e.Event]:
    if not command.evidence:
        raise Refused("There is nothing to attach: give a file or an address.")
    return [e.EvidenceAttached(_evidence(command.evidence), command.note)]


def _evidence(given: tuple[str, ...]) -> tuple[str, ...]:
    if not all(each.strip() for each in given):
        raise Refused("A piece of evidence is empty: give a symbol, an address or a file's hash.")
    if len(given) > MOST_EVIDENCE:
        raise Refused(f"That is more than {MOST_EVIDENCE:,} pieces of evidence in one step: put them into one file.")
    return given


def approve(state: Obligation, command: c.Approve, envelope: c.Envelope, now: datetime) -> list[e.Event]:
    held = assignment(state, command, envelope, command.assignment)
    waiting = held.submission
    assert waiting is not None  # SUBMITTED always holds one
    if waiting.by in envelope.hats:
        raise Refused(f"{envelope.actor} submitted this and cannot approve it: nobody approves their own submission.")
    if held.party in envelope.hats:  # who may not approve it by having somebody else hand it in
        raise Refused(f"{state.id} is assigned to {envelope.actor}, who cannot approve it: nobody approves their own work.")
    if envelope.hats & set(held.chain):
        raise Refused(
            f"{envelope.actor} delegated this and answers for it, and so cannot approve it: nobody approves their own work."
        )
    delivered = held.delivered + waiting.units
    approved = e.Approved(waiting.units, delivered, state.terms.required, command.note, held.number)
    return [approved, *discharged(state, [approved], envelope, now)]


def discharged(state: Obligation, events: Sequence[e.Event], envelope: c.Envelope, now: datetime) -> list[e.Event]:
    """What follows once ``events`` have happened: all is done, or the next unit has another day; else nothing."""
    after = folded(state, events, envelope, now)
    return done_with(after) or called(state, after, now)


def done_with(after: Obligation) -> list[e.Event]:
    """That all is done, if it is."""
    if after.done < after.needed:
        return []
    due = after.day_of_unit(after.terms.required)
    return [e.Discharged(due, _days_late(after, due))]


def called(before: Obligation, after: Obligation, now: datetime) -> list[e.Event]:
    """The ladder set up around another day, where the day of what is next has changed: where units have days of their own."""
    if after.deadline == before.deadline:
        return []
    day, terms = after.deadline, after.terms
    return [e.UnitCalled(day, watched_from(terms, day, now), skipped(terms, day, now))]


def folded(state: Obligation, events: Sequence[e.Event], envelope: c.Envelope, now: datetime) -> Obligation:
    """``state`` after ``events``, which are about to be recorded."""
    effective = envelope.effective_at or now
    for seq, event in enumerate(events, start=state.seq + 1):
        state = evolve(state, e.Stamped(seq, envelope.actor, envelope.command_id, now, effective, event))
    return state


def _days_late(after: Obligation, due: date | None) -> int:
    """Days of the calendar in the obligation's zone: some have 23 hours, some 25. Its last day is that of its last unit.

    Who has not done all, and is not waited for, makes nobody late.
    """
    done = [held.delivered_at for held in after.assignments if held.status is Status.DISCHARGED and held.delivered_at]
    if due is None or not done:
        return 0
    return max(0, (day_of(max(done), after.terms.zone) - due).days)


def return_(state: Obligation, command: c.Return, envelope: c.Envelope, _: datetime) -> list[e.Event]:
    held = assignment(state, command, envelope, command.assignment)
    return [e.Returned(reason(command.reason, "return a submission"), held.number)]
