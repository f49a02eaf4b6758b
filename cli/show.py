"""`servanda show`: one obligation beside the paragraph's own words, how it stands, and what may be done now."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from cli.complete import obligation_argument
from cli.options import plain

if TYPE_CHECKING:
    from cli.office import Office
    from domain.instrument import Provision
    from domain.obligation import Obligation
    from domain.projection import Projection
    from schema.queries import Shown

TAIL = 6
"""Events shown at the end of the page; `servanda history` has them all."""

MOST_APPROVED = 3
"""Of what was handed in and approved, the last so many are shown."""


@click.command(
    "show", help="Show one obligation beside the paragraph's own words: who, what, by when and why then, whose turn, what next."
)
@obligation_argument
@plain
def show(obligation: str, as_json: bool) -> None:
    from cli.beside import beside
    from cli.office import Office
    from domain.life import legal_steps
    from schema import queries

    office = Office()
    found = office.find(obligation)
    shown = queries.show(office.engine, found)
    state = office.state(found)
    assert shown is not None  # it has just been found
    occurrences = queries.occurrences(office.engine, found) if state.series else []
    if as_json:
        from cli.output import print_json
        from domain.notices import turn

        print_json({"obligation": state, "picture": shown.picture, "instrument": _head(shown), "paragraph": shown.provision,
                    "proposal": shown.proposal, "turn": turn(state) if state.is_open else None, "legal": legal_steps(state),
                    "occurrences": occurrences})  # fmt: skip
        return
    _words(office, shown)
    _standing(shown, state, occurrences)
    beside(state, occurrences)
    _proposed_relations(office, state)
    _tail(office, found, state)
    _next(state)


def _head(shown: "Shown") -> Any:
    if shown.instrument is None:
        return None
    row = shown.instrument
    return {"symbol": row.symbol, "title": row.title, "body": row.body, "session": row.session, "adopted": row.adopted}


def _words(office: "Office", shown: "Shown") -> None:
    from cli import readings
    from cli.output import say

    row = shown.instrument
    title = f", {row.title}" if row and row.title else ""
    adopted = f" ({row.body or 'adopted'}, {row.adopted})" if row and row.adopted else ""
    say(f"{shown.picture.id}{title}{adopted}")
    say()
    if shown.provision is None:
        say("Its paragraph's words are not on file.")
        return
    provision = _with_offsets(office, shown)
    if provision is not None and shown.proposal is not None:
        readings.quote(provision, [shown.proposal])
    else:
        say("    " + shown.provision.text.replace("\n", "\n    "))
    say()


def _with_offsets(office: "Office", shown: "Shown") -> "Provision | None":
    """The paragraph with where each of its letters stood: the document is taken apart again, and must give the same words."""
    from reading.document import read_document
    from reading.errors import ReadingError
    from schema.registry import document

    assert shown.provision is not None
    source = document(office.engine, shown.picture.instrument)
    if source is None:
        return None
    try:
        again = read_document(source.data, source.name)
    except ReadingError:
        return None
    same = (p for p in again.provisions if p.number == shown.provision.number and p.text == shown.provision.text)
    return next(same, None)


def _standing(shown: "Shown", state: "Obligation", occurrences: "Sequence[Projection]") -> None:
    from cli import words
    from cli.output import pairs

    terms, row = state.terms, shown.picture
    asked = (
        f"{terms.deliverable}, {state.delivered} of {state.required}"
        if terms.deliverable and len(state.assignments) < 2
        else terms.deliverable
    )
    pairs(
        [
            ("Stands", words.standing(row)),
            ("Act", f"{terms.verb} ({terms.force.value})"),
            ("Who", words.whom(terms.addressees)),
            ("What", "; ".join(terms.actions)),
            ("Deliverable", asked or ""),
            ("To whom", "; ".join(terms.recipients)),
            ("To consult", "; ".join(terms.consulted)),
            ("Due", words.due(row) if state.series else words.due_long(state.due, terms.zone)),
            ("First due", words.due_long(state.due, terms.zone) if state.series else ""),
            ("Working", (state.due.working or state.due.reason or "") if state.due else ""),
            ("Again", terms.recurrence or ""),
            ("Of the series", f"{terms.series}, occurrence {terms.occurrence}" if terms.series else ""),
            ("With", state.assignee or "" if len(state.assignments) < 2 else ""),
            ("Turn", _whose(state, occurrences)),
            ("Progress", f"{state.percent} %" if state.percent is not None else ""),
            ("Approved", _approved(state)),
            ("Next alarm", words.instant(row.next_alarm, terms.zone)),
        ]
    )


def _approved(state: "Obligation") -> str:
    """What was handed in and approved, the last first: how much, by whom, when, and what shows it."""
    from cli import words

    zone = state.terms.zone
    kept = sorted((one for held in state.assignments for one in held.deliveries), key=lambda one: one.approved_at, reverse=True)
    told = [
        f"{one.units} handed in by {one.by} on {words.instant(one.handed_in, zone)}, approved by {one.approved_by} on "
        f"{words.instant(one.approved_at, zone)}" + (f" ({', '.join(one.evidence)})" if one.evidence else "")
        for one in kept[:MOST_APPROVED]
    ]
    return "; ".join([*told, f"and {len(kept) - MOST_APPROVED} before"] if kept[MOST_APPROVED:] else told)


def _proposed_relations(office: "Office", state: "Obligation") -> None:
    from cli.output import say
    from engine.lineage.steps import relations

    for line in relations(office.engine, state):
        say(f"Perhaps {line}")


def _whose(state: "Obligation", occurrences: "Sequence[Projection]") -> str:
    from domain.notices import turns
    from domain.obligation import OPEN, Status

    if state.status is Status.PROPOSED:
        return "the coordinator's: confirm or reject it"
    if not state.is_open:
        return "nobody's: it is closed"
    if state.status is Status.SUSPENDED:
        return "nobody's: the clock stands"
    if state.status is Status.RECURRING:
        still = [row.id for row in occurrences if row.status in OPEN]
        what = f"what is to be done now is {', '.join(still[:4])}{', ...' if still[4:] else ''}"
        return f"nobody's: {what}" if still else "nobody's: nothing is to be done before the next occurrence opens"
    holders = [turn.replace("@coordinator", "the coordinator") for turn in turns(state)]
    return (
        holders[0] + "'s"
        if len(holders) == 1
        else f"{len(holders)} parties': {', '.join(holders[:4])}{', ...' if holders[4:] else ''}"
    )


def _tail(office: "Office", obligation: str, state: "Obligation") -> None:
    from cli.history import line
    from cli.output import say, table
    from wire.records import unstore

    rows = office.ledger.history(obligation)
    say()
    if len(rows) > TAIL:
        say(f"The last {TAIL} of {len(rows)} events (servanda history {obligation}):")
    table(
        ("#", f"When ({state.terms.zone})", "What", "Who", "Recorded"),
        [line(unstore(row), state.terms.zone) for row in rows[-TAIL:]],
        fixed=(0, 1),
    )


def _next(state: "Obligation") -> None:
    from cli.output import say
    from domain.life import legal_steps, steps_beside

    say()
    say(f"Possible now: {', '.join(legal_steps(state))}. (servanda STEP --help)")
    if state.is_open and (also := steps_beside(state)):
        say(f"Also: {', '.join(also)}.")
