"""The report on an instrument's implementation, from what the database had on record at the end of a day."""

from dataclasses import dataclass
from datetime import date

from domain.report import Head, Paragraph, Report, compile_report
from domain.time.zones import end_of_day
from schema import evidence, party_store
from schema.as_of import on_record
from schema.engine import Engine
from schema.queries import instruments_where


@dataclass(frozen=True, slots=True)
class Compiled:
    """The report, with what is known of the files that its evidence names: a line each, by reference."""

    report: Report
    files: dict[str, str]


def compiled(engine: Engine, symbol: str, as_of: date) -> Compiled | None:
    """The report on the instrument of this very symbol as of the end of the day ``as_of`` in its zone; ``None`` if it isn't registered.

    Raises :class:`~domain.errors.DomainError` where the ledger holds what this code cannot fold.
    """
    zone = _zone(engine, symbol)
    found = on_record(engine, symbol, end_of_day(as_of, zone)) if zone else None
    if found is None:
        return None
    row = found.instrument
    head = Head(row.symbol, row.title, row.body, row.session, row.adopted, row.zone)
    paragraphs = [Paragraph(p.kind, p.number, p.text, p.part, p.heading, p.no_obligation) for p in found.provisions]
    names = _names(engine)
    end = found.head
    made = compile_report(
        head, paragraphs, found.lives, as_of, end.position, end.hash.hex(), lambda party: names.get(party, party)
    )
    return Compiled(made, _files(engine, made))


def _zone(engine: Engine, symbol: str) -> str | None:
    return next((row.zone for row in instruments_where(engine, symbol)), None)


def _names(engine: Engine) -> dict[str, str]:
    """Names of people and positions by id. Whoever was erased is told by the id alone."""
    known = party_store.load(engine)
    names = {each.id: each.name for each in known.people.values()}
    names |= {each.id: each.title for each in known.positions.values()}
    return {party: name for party, name in names.items() if name.strip() and name != party}


def _files(engine: Engine, made: Report) -> dict[str, str]:
    named = {ref for section in made.sections for asked in section.asked for deed in asked.deeds for ref in deed.evidence}
    found = {}
    for reference in sorted(each for each in named if each.startswith(evidence.SCHEME)):
        if entries := evidence.of(engine, reference.removeprefix(evidence.SCHEME)):
            first = entries[0]
            found[reference] = f"{first.name} ({first.media_type}, {first.size} bytes)"
    return found
