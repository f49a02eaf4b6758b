"""`servanda show`: one obligation beside the paragraph's own words, how it stands, and what may be done now."""

from typing import TYPE_CHECKING, Any

import click

from cli.complete import obligation_argument
from cli.options import plain

if TYPE_CHECKING:
    from cli.office import Office
    from domain.instrument import Provision
    from domain.obligation import Obligation
    from schema.queries import Shown

TAIL = 6
"""Events shown at the end of the page; `servanda history` has them all."""


@click.command(
    "show", help="Show one obligation beside the paragraph's own words: who, what, by when and why then, whose turn, what next."
)
@obligation_argument
@plain
def show(obligation: str, as_json: bool) -> None:
    from cli.office import Office
    from domain.life import legal_steps
    from schema import queries

    office = Office()
    found = office.find(obligation)
    shown = queries.show(office.engine, found)
    state = office.state(found)
    assert shown is not None  # it has just been found
    if as_json:
        from cli.output import print_json
        from domain.notices import turn

        print_json({"obligation": state, "picture": shown.picture, "instrument": _head(shown), "paragraph": shown.provision,
                    "proposal": shown.proposal, "turn": turn(state) if state.is_open else None, "legal": legal_steps(state)})  # fmt: skip
        return
    _words(office, shown)
    _standing(shown, state)
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


def _standing(shown: "Shown", state: "Obligation") -> None:
    from cli import words
    from cli.output import pairs
    from domain.notices import turn
    from domain.obligation import Status

    terms, row = state.terms, shown.picture
    asked = f"{terms.deliverable}, {state.delivered} of {terms.required}" if terms.deliverable else ""
    if state.status is Status.PROPOSED:
        whose = "the coordinator's: confirm or reject it"
    else:
        whose = turn(state).replace("@coordinator", "the coordinator") + "'s" if state.is_open else "nobody's: it is closed"
    pairs(
        [
            ("Stands", words.standing(row)),
            ("Act", f"{terms.verb} ({terms.force.value})"),
            ("Who", words.whom(terms.addressees)),
            ("What", "; ".join(terms.actions)),
            ("Deliverable", asked),
            ("To whom", "; ".join(terms.recipients)),
            ("Due", words.due_long(state.due, terms.zone)),
            ("Working", (state.due.working or state.due.reason or "") if state.due else ""),
            ("Again", terms.recurrence or ""),
            ("With", state.assignee or ""),
            ("Turn", whose),
            ("Progress", f"{state.percent} %" if state.percent is not None else ""),
            ("Next alarm", words.instant(row.next_alarm, terms.zone)),
        ]
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
    from domain.life import legal_steps

    say()
    say(f"Possible now: {', '.join(legal_steps(state))}. (servanda STEP --help)")
