"""`servanda instrument`: how a whole resolution stands, and stood; `servanda report`: the draft of the report that it asks for."""

import sys
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from cli.complete import symbols
from cli.options import Day, plain

if TYPE_CHECKING:
    from cli.office import Office
    from domain.report import Asked, Report
    from domain.rollup import Standing

FORMATS = ("docx", "html", "pdf")

symbol_argument = click.argument("symbol", metavar="SYMBOL", shell_complete=symbols)


@click.group("instrument", help="A whole resolution: how it stands, paragraph by paragraph, and how it stood.")
def instrument() -> None:
    pass


@instrument.command("show", help="Show how a resolution stands: overall, and paragraph by paragraph.")
@symbol_argument
@plain
def show(symbol: str, as_json: bool) -> None:
    from cli.office import Office
    from cli.output import print_json, say, table

    office = Office()
    made = _compiled(office, symbol, None).report
    if as_json:
        print_json({"instrument": made.head, "as_of": made.as_of, "standing": _shape(made.standing), "own": [a.id for a in made.own],
                    "paragraphs": [_paragraph(section) for section in made.sections]})  # fmt: skip
        return
    head = made.head
    say(f"{head.symbol}{f', {head.title}' if head.title else ''}")
    say()
    _tell_standing(made)
    say()
    rows = [
        (
            section.paragraph.number or section.paragraph.kind.value,
            _stands(asked),
            _due(asked),
            "; ".join(asked.holders[:3]),
            asked.id,
            _who(asked),
        )
        for section in made.sections
        for asked in section.asked
    ]
    table(("Paragraph", "Stands", "Due", "With", "Obligation", "Who"), rows, fixed=(0, 4), empty="It asks for nothing.")
    silent = sum(1 for section in made.sections if not section.asked)
    say()
    say(f"{silent} paragraphs ask for nothing. `servanda report {head.symbol}` says why, paragraph by paragraph.")


def _tell_standing(made: "Report") -> None:
    from cli.output import pairs

    standing = made.standing
    counts = ", ".join(f"{number} {progress.value}" for progress, number in standing.counts)
    pairs(
        [
            ("Stands", f"{standing.status.value}, {standing.percent} % done" if standing.status else "nothing is confirmed yet"),
            ("Obligations", counts),
            ("Proposed", str(standing.proposed) if standing.proposed else ""),
            ("Overdue", ", ".join(standing.overdue)),
            ("Next due", f"{standing.next_due} ({standing.next_due_of})" if standing.next_due else ""),
            ("Its own report", ", ".join(f"{asked.id} ({_due(asked)})" for asked in made.own)),
        ]
    )


def _shape(standing: "Standing") -> dict[str, Any]:
    return {
        "counts": {progress.value: number for progress, number in standing.counts}, "duties": standing.duties,
        "proposed": standing.proposed, "status": standing.status, "percent": standing.percent, "open": standing.open,
        "next_due": standing.next_due, "next_due_of": standing.next_due_of, "overdue": standing.overdue,
    }  # fmt: skip


def _paragraph(section: Any) -> dict[str, Any]:
    asked = [
        {"id": a.id, "status": a.status, "progress": a.progress, "due": a.deadline, "holders": a.holders,
         "addressees": a.terms.addressees, "standing": a.standing}
        for a in section.asked
    ]  # fmt: skip
    where = section.paragraph
    return {"number": where.number, "kind": where.kind, "text": where.text, "asked": asked, "unasked": section.unasked or None}


def _stands(asked: "Asked") -> str:
    return asked.status.value if asked.status.value in ("proposed", "rejected") else asked.progress.value


def _due(asked: "Asked") -> str:
    return asked.deadline.isoformat() if asked.deadline else "no day"


def _who(asked: "Asked") -> str:
    from cli.words import whom

    return whom(asked.terms.addressees)


@instrument.command("course", help="List how a resolution stood over time: a line each time that changed.")
@symbol_argument
@plain
def course(symbol: str, as_json: bool) -> None:
    from cli.office import Office
    from cli.output import print_json, table
    from schema.standings import course as standings

    office = Office()
    rows = standings(office.engine, office.find_instrument(symbol))
    if as_json:
        print_json([{"number": r.number, "at": r.at, "hash": r.hash.hex(), **_shape(r.standing)} for r in rows])
        return
    lines = []
    for row in rows:
        counts = ", ".join(f"{number} {progress.value}" for progress, number in row.standing.counts)
        word = row.standing.status.value if row.standing.status else ""
        lines.append((f"{row.at:%Y-%m-%d %H:%M}", word, f"{row.standing.percent} %", counts))
    table(("From (UTC)", "Stands", "Done", "Obligations"), lines, empty="Nothing is on record yet: `servanda up` keeps it.")


@click.command(
    "report",
    help="Draft the report on a resolution's implementation: paragraph by paragraph, what was asked and done, and what is open.",
)
@symbol_argument
@click.option("--format", "format_", type=click.Choice(FORMATS), help="As what (default: as the file's name ends, or html).")
@click.option(
    "-o", "--output", "file", metavar="FILE", help="Where to (- for standard output). Default: named after the symbol, here."
)
@click.option("--as-of", type=Day(), metavar="DATE", help="What was on record at the end of this day (default: today).")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@plain
def report(symbol: str, format_: str | None, file: str | None, as_of: date | None, force: bool, as_json: bool) -> None:
    from pathlib import Path

    from cli.office import Office
    from cli.output import print_json, say

    chosen = format_ or _by_name(file) or "html"
    office = Office()
    compiled = _compiled(office, symbol, as_of)
    made = compiled.report
    if file == "-" and as_json:
        raise click.UsageError("With --json, standard output is the JSON's: give the report a file with -o FILE.")
    if file is None:
        file = "".join(c if c.isalnum() or c in ".-" else "-" for c in f"{made.head.symbol}-report-{made.as_of}") + f".{chosen}"
    path = None if file == "-" else Path(file)
    if path and path.exists() and not force:
        raise click.UsageError(f"{path} is there already. Say --force to write over it, or give another name with -o.")
    data = _written(compiled, chosen)
    if path is None:
        sys.stdout.buffer.write(data)
        return
    _put(path, data)
    if as_json:
        print_json({"file": str(path), "format": chosen, "bytes": len(data), "as_of": made.as_of, "position": made.position,
                    "head": made.hash, "own": [asked.id for asked in made.own], "standing": _shape(made.standing)})  # fmt: skip
        return
    say(f"{path}: the draft as of {made.as_of}, ledger position {made.position}.")
    if made.own:
        say(
            f"{made.own[0].id} asks for it, due {_due(made.own[0])}. When it is issued: servanda submit {made.own[0].id} --evidence ..."
        )
    else:
        say("No paragraph of this resolution asks for a report on its own implementation.")


def _by_name(file: str | None) -> str | None:
    if file is None or "." not in file:
        return None
    ending = file.rsplit(".", 1)[-1].lower()
    return "html" if ending == "htm" else ending if ending in FORMATS else None


def _compiled(office: "Office", symbol: str, as_of: date | None) -> Any:
    from audit.report import compiled
    from cli.exits import Unclear
    from cli.office import now
    from domain.time.zones import day_of
    from schema.queries import instruments_where

    found = office.find_instrument(symbol)
    [row] = instruments_where(office.engine, found)
    today = day_of(now(), row.zone)
    if as_of and as_of > today:
        raise click.UsageError(f"{as_of} is in the future: nothing is on record of it yet.")
    if as_of and as_of < (registered := day_of(row.registered_at, row.zone)):
        raise click.UsageError(f"{found} was registered on {registered}: at the end of {as_of} nothing of it was on record.")
    made = compiled(office.engine, found, as_of or today)
    if made is None:
        raise Unclear(f"No instrument {symbol!r} is registered.")
    return made


def _written(compiled: Any, chosen: str) -> bytes:
    from reports.layout import lay_out

    document = lay_out(compiled.report, compiled.files)
    if chosen == "html":
        from reports.html import html

        return html(document)
    if chosen == "docx":
        from reports.docx import docx

        return docx(document, compiled.report.as_of)
    from reports.pdf import pdf

    return pdf(document, compiled.report.as_of)


def _put(path: Any, data: bytes) -> None:
    """All of it or nothing: a file that was there stays until the new one is whole."""
    fresh = path.with_name(path.name + ".new")
    fresh.write_bytes(data)
    fresh.replace(path)
