"""`servanda rehearse`: a resolution lived through on a virtual clock, years in a minute."""

import asyncio
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import click

from cli.options import Day, plain
from cli.read import contents, given, metadata

if TYPE_CHECKING:
    from engine.rehearsal.run import Document, Rehearsed
    from engine.rehearsal.script import Script


@click.command(
    "rehearse", help="Live a resolution through, from its adoption on, with the very same workflows, ledger and reminders."
)
@click.argument("file", metavar="FILE")
@metadata
@click.option("--until", type=Day(), required=True, metavar="DATE", help="The last day to be lived through.")
@click.option("--script", metavar="STEPS", help="A TOML file of what people did when. Without it nobody does anything.")
@click.option("--svg", metavar="FILE", help="Draw the timeline into this file.")
@click.option("--keep", metavar="FILE", help="Keep the rehearsal's database under this name.")
@plain
def rehearse(file: str, until: date, script: str | None, svg: str | None, keep: str | None, as_json: bool, **known: Any) -> None:
    from cli.output import only_warnings
    from engine.rehearsal.run import rehearse as live
    from engine.rehearsal.script import EMPTY, load

    only_warnings()
    steps = load(Path(script)) if script else EMPTY
    data, name = contents(file)
    document = document_of(data, name, known, quiet=as_json)
    adopted = document.reading.instrument.adopted
    assert adopted is not None  # required above
    with database(keep) as path, progress(adopted, until) as tick:
        found = asyncio.run(live(document, steps, until, path, tick))
    if svg:
        from engine.rehearsal.timeline import picture

        title = steps.title or document.reading.instrument.title or document.reading.instrument.symbol or name
        Path(svg).write_text(picture(found, title), encoding="utf-8")
    if as_json:
        _json(found, steps, svg)
    else:
        _tell(found, steps, svg, keep)


def document_of(data: bytes, name: str, known: dict[str, Any], quiet: bool = False) -> "Document":
    """The reading to be rehearsed. A document without a symbol goes by its file's name here: nothing of it leaves the rehearsal."""
    from cli.calendar import known_calendar
    from cli.output import note
    from engine.registration import require_metadata
    from engine.rehearsal.run import Document
    from reading.document import read_document
    from reading.pipeline import read
    from schema import registry

    instrument, calendar = given(**known), known_calendar()
    document = read_document(data, name)
    reading = read(document, given=instrument, calendar=calendar)
    if reading.instrument.symbol is None:
        label = Path(name).name.split(".")[0]
        reading = read(document, given=replace(instrument, symbol=label), calendar=calendar)
        if not quiet:
            note(f"The document states no symbol; it is called {label} here. Say it with --symbol.")
    require_metadata(reading.instrument)
    return Document(reading, registry.Document(name, document.media_type, data))


@contextmanager
def database(keep: str | None) -> Iterator[Path]:
    if keep:
        yield Path(keep).resolve()
        return
    with TemporaryDirectory(prefix="servanda-rehearsal-") as folder:
        yield Path(folder) / "rehearsal.db"


@contextmanager
def progress(begin: date, until: date) -> Iterator[Callable[[date], None]]:
    """A bar on the terminal that is told the day reached; silent where there is no terminal."""
    if not sys.stderr.isatty():
        yield lambda day: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f} %"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(f"{begin:%B %Y}", total=max((until - begin).days, 1))
        yield lambda day: bar.update(task, completed=(day - begin).days, description=f"{day:%B %Y}")


def _json(found: "Rehearsed", script: "Script", svg: str | None) -> None:
    from cli.output import print_json
    from engine.rehearsal.script import unverified

    print_json(
        {
            "began": found.began,
            "until": found.until,
            "story": found.moments,
            "obligations": found.obligations,
            "people": {person.id: person.name for person in script.person},
            "unverified": [
                {"on": step.on, "do": step.do, "obligation": step.obligation, "source": step.source}
                for step in unverified(script, found.until)
            ],
            "refused": [{"on": step.on, "do": step.do, "obligation": step.obligation, "why": why} for step, why in found.refused],
            "svg": svg,
        }
    )


def _tell(found: "Rehearsed", script: "Script", svg: str | None, keep: str | None) -> None:
    from cli.output import note, say, table
    from engine.rehearsal.script import unverified

    rows = [
        (str(m.day), m.obligation.rpartition(":")[2], m.text, "" if m.actor == "servanda" else m.actor) for m in found.moments
    ]
    say(f"From {found.began} to {found.until}:")
    table(("Day", "No", "What happened", "Who"), rows, fixed=(0, 1), empty="Nothing happened.")
    say()
    named = {one for step in script.step if step.on <= found.until for one in (step.actor, step.to)}
    if people := [(person.id, person.name) for person in script.person if person.id in named]:
        say("Who that is:")
        table(("Id", "Name"), people, fixed=(0,))
        say()
    say("How it stands at the end:")
    table(("Id", "Due", "Stands", "Who"), ends(found), fixed=(0, 1))
    for step in unverified(script, found.until):
        what = step.obligation or f"session {step.session} of the {step.body}"
        note(f"Not verified: {step.do} {what} on {step.on}. Its source ({step.source}) does not state both day and fact.")
    for step, why in found.refused:
        note(f"On {step.on}, {step.do} {step.obligation} was refused: {why}")
    for path in (svg, keep):
        if path:
            note(f"Written: {path}")


def ends(found: "Rehearsed") -> list[tuple[str, str, str, str]]:
    """How every obligation stands at the end: its id, its due day, its standing (and how late it was discharged), whose it is."""
    from cli import words
    from domain.projection import project

    discharged = {m.obligation: m.text.removeprefix("DISCHARGED").strip(", ") for m in found.moments if m.kind == "discharged"}
    rows = []
    for row in map(project, found.obligations):
        how = f", {discharged[row.id]}" if row.status == "discharged" and row.id in discharged else ""
        rows.append((row.id, words.day(row.due_latest) or "no day", words.standing(row) + how, words.whom(row.addressees)))
    return rows
