"""A step for each id or each row of a file: each whole or not at all, and every failure named."""

import csv
import io
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli.exits import Exit, Unclear, exit_of
from engine.exchange.cells import delimiter_of

if TYPE_CHECKING:
    from cli.office import Office
    from domain.commands import Command, Envelope
    from domain.obligation import Obligation

Row = Mapping[str, str]


@dataclass(slots=True)
class Item:
    """One row: what was written, which obligation it means, and what came of it."""

    written: str
    id: str | None = None
    envelope: "Envelope | None" = None
    error: Exception | None = None
    status: str | None = None
    repeated: bool = False
    moved: tuple[date | None, date | None] | None = None
    """The due day it was read with and the one it is confirmed with, where the calendar has moved it."""


def rows_of(file: str, columns: Sequence[str]) -> list[Row]:
    """The rows of a CSV, TSV or JSON-lines file (``-``: standard input), each with an ``id``. Blank lines are skipped.

    Raises :class:`click.UsageError` for columns that mean nothing here, or where there is no ``id``: nothing has been done then.
    """
    return rows_in(text_of(file), file, columns)


def rows_in(text: str, file: str, columns: Sequence[str] | None = None) -> list[Row]:
    """The same of a ``text`` that was read from ``file``; without ``columns``, any may stand beside the ids. Raises the same."""
    rows = _json_rows(text, file) if text.lstrip().startswith("{") else _csv_rows(text, file)
    for number, row in enumerate(rows, start=1):
        if columns is not None and (unknown := sorted(set(row) - {"id", *columns})):
            raise click.UsageError(
                f"{file} has {', '.join(unknown)}, which means nothing here. It may have: id, {', '.join(columns)}."
            )
        if not row.get("id"):
            raise click.UsageError(f"{file}, entry {number}, names no id. Every entry needs one.")
    return rows


def text_of(file: str) -> str:
    """A file's text (``-``: standard input). Raises :class:`click.UsageError` where it is not UTF-8: nothing has been done then."""
    try:
        return (sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise click.UsageError(f"{file} is not UTF-8 text: {error}. Save it as UTF-8.") from error


def _json_rows(text: str, file: str) -> list[Row]:
    rows: list[Row] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
        except ValueError as error:
            raise click.UsageError(f"{file}, line {number}, is not JSON: {error}.") from error
        if not isinstance(found, dict):
            raise click.UsageError(f"{file}, line {number}, is no JSON object.")
        rows.append({key: _text(value) for key, value in found.items() if value is not None})
    return rows


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value).strip()


def _csv_rows(text: str, file: str) -> list[Row]:
    if not text.strip():
        return []
    reader = csv.DictReader(io.StringIO(text.lstrip()), delimiter=delimiter_of(text.lstrip()), strict=True)
    names = [(name or "").strip().lower() for name in reader.fieldnames or ()]
    if "id" not in names:
        raise click.UsageError(f"{file} has no column `id` in its first line. Its first line names the columns: id, ...")
    reader.fieldnames = names
    rows: list[Row] = []
    try:
        for row in reader:
            if None in row:
                raise click.UsageError(f"{file}, line {reader.line_num}, has more cells than columns.")
            kept = {key: value.strip() for key, value in row.items() if value and value.strip()}
            if kept:
                rows.append(kept)
    except csv.Error as error:
        raise click.UsageError(f"{file}, line {reader.line_num}, cannot be read: {error}.") from error
    return rows


def prepare(
    office: "Office", rows: Sequence[Row], make: Callable[[Row, "Obligation"], "Command"], actor: str, command_id: str, on: Any,
    single: bool,
) -> list[Item]:  # fmt: skip
    """The commands of ``rows``. What names no obligation, or holds a bad value, has its error; a second row for one id too."""
    items = []
    seen: set[str] = set()
    for row in rows:
        item = Item(row["id"])
        try:
            item.id = office.find(row["id"])
            if item.id in seen:
                raise Unclear(f"{item.id} stands in the list twice; only its first line counts.")
            seen.add(item.id)
            state = office.state(item.id)
            name = command_id if single else f"{command_id}:{item.id}"
            item.envelope = office.envelope(make(row, state), actor, name, on, state.terms.zone)
            item.moved = _moved(state, item.envelope)
        except Exception as error:
            item.error = error
        items.append(item)
    return items


def _moved(state: "Obligation", envelope: "Envelope") -> tuple[date | None, date | None] | None:
    rebound = getattr(envelope.command, "rebound", None)
    return (state.due.latest if state.due else None, rebound.latest) if rebound else None


def try_out(office: "Office", items: Sequence[Item]) -> None:
    """What would come of each, with nothing recorded."""
    from cli.office import now
    from domain.errors import DomainError
    from domain.transition import step

    for item in items:
        if item.error is None and item.id and item.envelope:
            try:
                after = step(office.state(item.id), item.envelope, now(), item.id).after
                item.status = after.status.value if after else None
            except DomainError as error:
                item.error = error


def finish(verb: str, items: Sequence[Item], *, dry_run: bool, as_json: bool, command_id: str, single: bool) -> int:
    """Tell what came of it and answer the exit code. A single one that failed is an error like any other."""
    failed = [item for item in items if item.error]
    if not as_json:
        _tell_moved(items)
    if single and failed and failed[0].error:
        raise failed[0].error
    if as_json:
        _tell_json(verb, items, dry_run, command_id)
    else:
        _tell(verb, items, dry_run, command_id)
    if not failed:
        return Exit.OK
    codes = {exit_of(item.error) for item in failed if item.error}
    return codes.pop() if len(failed) == len(items) and len(codes) == 1 else Exit.PARTLY


def _tell_moved(items: Sequence[Item]) -> None:
    from cli.output import note

    for item in items:
        if item.moved:
            read, now = (day.isoformat() if day else "no day" for day in item.moved)
            note(f"{item.id} is bound to a session that the calendar gives other days by now: due {now}, read as {read}.")


def _tell_json(verb: str, items: Sequence[Item], dry_run: bool, command_id: str) -> None:
    from cli.output import print_json

    results = []
    for item in items:
        result: dict[str, Any] = {"written": item.written, "id": item.id, "done": item.error is None and not dry_run}
        if item.status:
            result["status"] = item.status
        if item.repeated:
            result["repeated"] = True
        if item.moved:
            result["due"] = {"read": item.moved[0], "now": item.moved[1]}
        if item.error:
            result["error"] = {"kind": type(item.error).__name__, "message": str(item.error), "exit": int(exit_of(item.error))}
        results.append(result)
    failed = sum(1 for item in items if item.error)
    print_json(
        {"verb": verb, "dry_run": dry_run, "command_id": command_id, "asked": len(items), "failed": failed, "results": results}
    )


_DONE = {"confirm": "confirmed", "reject": "rejected", "assign": "assigned"}


def _tell(verb: str, items: Sequence[Item], dry_run: bool, command_id: str) -> None:
    from cli.output import note, say

    good = [item for item in items if not item.error]
    if len(items) == 1 and good:
        would = " would be" if dry_run else " is"
        say(f"{good[0].id}{would} {good[0].status}.{' It had been done before.' if good[0].repeated else ''}")
        return
    say(f"{len(good)} of {len(items)} {'would be' if dry_run else 'were'} {_DONE[verb]}.")
    for item in items:
        if item.error:
            note(f"  {item.written}: {item.error}")
            for candidate in getattr(item.error, "candidates", ()):
                note(f"      {candidate}")
    if len(good) < len(items) and not dry_run:
        note(f"Mend these and run it again with --command-id {command_id}: what is done already is not done twice.")
