"""`servanda parties`: people, positions, deputies, absences and bodies all together, out into files and back."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.options import plain

if TYPE_CHECKING:
    from engine.exchange.merge import Count

TABLES = ("people", "positions", "holdings", "deputies", "absences", "bodies", "memberships", "holidays")


@click.group("parties", help="People, positions, deputies, absences and bodies all together, out into files and back.")
def parties() -> None:
    pass


@parties.command("export", help="Write everything into an .xlsx workbook, or into a folder as CSV files.")
@click.argument("to", metavar="PATH", type=click.Path(path_type=Path))
@click.option("--table", "tables", multiple=True, type=click.Choice(TABLES), help="Only this table. May be repeated.")
@plain
def export(to: Path, tables: tuple[str, ...], as_json: bool) -> None:
    from cli.office import Office
    from cli.output import note, print_json, say
    from engine.exchange.files import export

    if to.suffix and to.suffix.lower() != ".xlsx":
        raise click.UsageError(
            f"{to} is neither a workbook (.xlsx) nor a folder. For CSV files name a folder: each table is a file."
        )
    counts = export(Office().engine, to, tables)
    if as_json:
        print_json({"path": str(to), "rows": counts})
        return
    say(f"{to} holds {', '.join(f'{number} {name}' for name, number in counts.items())}.")
    if "people" in counts:
        note("It holds names and addresses. What is erased here later is not erased there.")


@parties.command("import", help="Take in a workbook, CSV files or a folder of them: everything in them, or nothing.")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would happen, and change nothing.")
@plain
def import_(paths: tuple[Path, ...], dry_run: bool, as_json: bool) -> None:
    """What a file names is added or changed; what it does not name stays."""
    from cli.office import Office
    from cli.output import print_json, say
    from engine.exchange.files import import_

    counts = import_(Office(founding=True).engine, paths, dry_run)
    if as_json:
        print_json({"dry_run": dry_run, "tables": counts})
        return
    for name, count in counts.items():
        say(f"{name}: {_said(count, dry_run)}")
    if not counts:
        say("There was nothing in it.")


def _said(count: "Count", dry_run: bool) -> str:
    would = "would be " if dry_run else ""
    return f"{count.added} {would}added, {count.changed} {would}changed, {count.same} as they were."
