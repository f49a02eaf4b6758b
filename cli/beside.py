"""What stands beside an obligation's own facts: assignments, milestones, consultations, occurrences, relations, pauses."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from domain.assignment import Assignment
    from domain.obligation import Obligation
    from domain.plans import Consultation, Milestone
    from domain.projection import Projection

MOST = 20
"""Rows of one table at most; ``--json`` has them all."""

Row = tuple[str, ...]


def beside(state: "Obligation", occurrences: "Sequence[Projection]" = ()) -> None:
    """Tables of what there is, and nothing of what there is not. ``occurrences`` are those of a series, as they stand."""
    from cli import words

    _paused(state)
    if len(state.assignments) > 1:
        rows = [_assignment(state, held) for held in state.assignments]
        _table(f"Assignments: {state.done} of {state.needed} done", ("N", "For", "With", "Stands", "Delivered"), rows)
    if state.unit_dues:
        rows = [(str(unit), words.day(day) or "with the whole") for unit, day in enumerate(state.unit_dues, start=1)]
        _table("Units", ("Unit", "Due"), rows)
    rows = [
        (str(m.number), m.name, words.day(m.due) or "no day yet", _reached(state, m), m.rule)
        for m in state.milestones
        if not m.dropped
    ]
    _table("Milestones", ("N", "Name", "Day", "Stands", "By rule"), rows)
    rows = [(str(c.number), c.party, c.question, words.day(c.answer_by), _answered(c)) for c in state.consultations]
    _table("Consultations", ("N", "Asked", "What", "By", "Answer"), rows)
    rows = [(str(row.occurrence or ""), row.id, words.due(row), words.standing(row)) for row in _latest(occurrences)]
    _table("Occurrences", ("N", "Obligation", "Due", "Stands"), rows, len(occurrences))
    _table("Other provisions", ("Relation", "Provision", "Note"), [(r.relation, r.other, r.note) for r in state.relations])


def _paused(state: "Obligation") -> None:
    from cli import words
    from cli.output import say

    if state.suspension:
        until = f" until {words.day(state.suspension.until)}" if state.suspension.until else ""
        say(f"Suspended since {words.instant(state.suspension.since, state.terms.zone)}{until}: {state.suspension.reason}")
    if asked := state.extension:
        say(f"An extension to {words.day(asked.due)} is asked for by {asked.by}: {asked.reason}")


def _assignment(state: "Obligation", held: "Assignment") -> Row:
    stands = "withdrawn" if held.status.value == "waived" else held.status.value
    by = f"{held.party} (from {', '.join(held.chain)})" if held.chain else held.party or "nobody yet"
    snoozed = f", quiet until {held.snoozed_until}" if held.snoozed_until else ""
    return str(held.number), held.addressee or "", by, stands + snoozed, f"{held.delivered}/{state.terms.required}"


def _reached(state: "Obligation", milestone: "Milestone") -> str:
    from domain.milestones import was_past

    if milestone.reached_at:
        return f"reached {'by ' if milestone.reached_by else ''}{milestone.reached_at:%Y-%m-%d}"
    if milestone.missed:
        return "MISSED"
    return "past when planned" if was_past(milestone, state.terms.zone) else "ahead"


def _answered(asked: "Consultation") -> str:
    if asked.answered_at:
        return f"{asked.answered_at:%Y-%m-%d}: {asked.answer}"
    return "OVERDUE" if asked.overdue else "waiting"


def _latest(occurrences: "Sequence[Projection]") -> "list[Projection]":
    """Those that are still open, and the latest of the others, as many as a table holds."""
    from domain.status import OPEN

    still = [row for row in occurrences if row.status in OPEN]
    others = [row for row in occurrences if row.status not in OPEN]
    room = max(0, MOST - len(still))
    return sorted([*still[:MOST], *(others[-room:] if room else [])], key=lambda row: row.occurrence or 0)


def _table(title: str, columns: Row, rows: "list[Row]", all_there_are: int | None = None) -> None:
    from cli.output import say, table

    if not rows:
        return
    say()
    every = all_there_are or len(rows)
    say(title + (f" ({MOST} of {every}; --json has them all)" if every > MOST else ""))
    table(columns, rows[:MOST], fixed=(0,))
