"""Import from files and export to them: one workbook, or a folder with one CSV file for each table."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from engine.exchange.cells import Line, Unreadable, read, to_csv, to_xlsx
from engine.exchange.merge import Count, merge
from engine.exchange.tables import TABLES
from schema import party_store
from schema.engine import Engine


def export(engine: Engine, to: Path, tables: Sequence[str] = ()) -> dict[str, int]:
    """Write ``tables`` (default: all) to ``to``: an ``.xlsx`` workbook, or a folder of CSV files. Answers the number of rows of each.

    A file appears whole or not at all. Raises OSError where it can't be written.
    """
    known = party_store.load(engine)
    wanted = {name: (table.columns, list(table.rows(known))) for name, table in TABLES.items() if not tables or name in tables}
    if to.suffix.lower() == ".xlsx":
        _write(to, to_xlsx(wanted))
    else:
        to.mkdir(parents=True, exist_ok=True)
        for name, (columns, rows) in wanted.items():
            _write(to / f"{name}.csv", to_csv(columns, rows))
    return {name: len(rows) for name, (_, rows) in wanted.items()}


def _write(path: Path, content: bytes) -> None:
    partly = path.with_name(f".{path.name}.part")
    descriptor = os.open(partly, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)  # it holds names and addresses
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
    partly.replace(path)


def import_(engine: Engine, paths: Iterable[Path], dry_run: bool = False) -> dict[str, Count]:
    """Take in everything that the files (or folders of CSV files) at ``paths`` hold, or nothing. Answers what each table came to.

    Raises :class:`~engine.exchange.cells.Unreadable`, :class:`~engine.exchange.merge.NotImported` with every bad row, or OSError.
    """
    given = gather(paths)
    counts: dict[str, Count] = {}

    def made(known: party_store.Parties) -> party_store.Parties:
        nonlocal counts
        after, counts = merge(known, given)
        return after

    if dry_run:
        made(party_store.load(engine))
    else:
        party_store.change(engine, made)
    return counts


def gather(paths: Iterable[Path]) -> dict[str, list[Line]]:
    """The lines of each table in the files at ``paths``. Raises :class:`Unreadable` for a file or sheet that names no table."""
    found: dict[str, list[Line]] = {}
    for path in paths:
        files = sorted(path.glob("*.csv")) if path.is_dir() else [path]
        if not files:
            raise Unreadable(f"There is no .csv file in {path}. Its files are named {_names()}.")
        for file in files:
            for name, lines in read(file):
                if name not in TABLES and lines:
                    raise Unreadable(f"{name!r}, in {file.name}, is no table. A file or sheet is named {_names()}.")
                if found.get(name):
                    raise Unreadable(f"The table {name} stands in two files. Give one of them.")
                found[name] = lines
    return {name: lines for name, lines in found.items() if name in TABLES}


def _names() -> str:
    return ", ".join(TABLES)
