"""`servanda read`: what a document asks of whom by when. Nothing is kept."""

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from cli.options import Day, plain

if TYPE_CHECKING:
    from domain.instrument import Instrument, Reading

F = TypeVar("F", bound=Callable[..., Any])

STDIN = "-"


def metadata(command: F) -> F:
    """What a person knows about a document that the text may not say."""
    options: tuple[Callable[[Any], Any], ...] = (
        click.option("--symbol", metavar="SYMBOL", help="The document's symbol, such as A/RES/71/244."),
        click.option("--title", metavar="TEXT", help="Its title."),
        click.option("--body", metavar="NAME", help='The organ that adopted it, such as "General Assembly".'),
        click.option("--session", type=click.IntRange(min=1), metavar="N", help="The session in which it was adopted."),
        click.option("--agenda-item", metavar="TEXT", help="The agenda item."),
        click.option("--adopted", type=Day(), metavar="DATE", help="The day of adoption."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def given(
    symbol: str | None, title: str | None, body: str | None, session: int | None, agenda_item: str | None, adopted: date | None
) -> "Instrument":
    """What was given on the command line. Blank values count as not given."""
    from domain.instrument import Instrument

    def kept(text: str | None) -> str | None:
        return text.strip() or None if text else None

    return Instrument(kept(symbol), kept(title), kept(body), session, kept(agenda_item), adopted)


def contents(file: str) -> tuple[bytes, str]:
    """The bytes of ``file`` (``-``: standard input) and the name to call it by."""
    if file == STDIN:
        return sys.stdin.buffer.read(), "standard input"
    return Path(file).read_bytes(), Path(file).name


@click.command(
    "read", help="Read a resolution and show what it asks of whom by when. FILE may be - for standard input, or a folder."
)
@click.argument("file", metavar="FILE")
@metadata
@click.option("--explain", metavar="PARAGRAPH", help="Show one paragraph with the words that each field was read from.")
@click.option("--account", is_flag=True, help="Account for every paragraph: what it asks for, or why it asks for nothing.")
@click.option("--json-lines", "lines", is_flag=True, help="For a folder: one JSON object per document and line.")
@plain
def read(file: str, explain: str | None, account: bool, lines: bool, as_json: bool, **known: Any) -> int:
    if file != STDIN and Path(file).is_dir():
        from cli.read_folder import read_folder

        if any(value is not None for value in known.values()) or explain or account:
            raise click.UsageError("A folder holds many documents: --symbol and the like, --explain and --account are for one.")
        return read_folder(Path(file))
    data, name = contents(file)
    found = reading_of(data, name, given(**known))
    if as_json or lines:
        from cli.output import print_json
        from reading.render import as_json as shape

        print_json(shape(found))
        return 0
    from cli import readings

    if explain:
        readings.explain(found, explain)
    elif account:
        readings.account(found)
    else:
        readings.overview(found)
    return 0


def reading_of(data: bytes, name: str, known: "Instrument") -> "Reading":
    """Read ``data``. Raises :class:`~reading.errors.ReadingError`."""
    from cli.calendar import known_calendar
    from reading.pipeline import read as read_pipeline

    return read_pipeline(data, name, known, known_calendar())
