"""Rows of files into what is known: what a file names is added or changed, what it doesn't name stays, and one bad row stops all."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from domain.parties import Absence, Holding, Holiday, Membership
from domain.party_checks import Key
from engine.exchange.cells import Line
from engine.exchange.tables import TABLES, Cells, parse
from engine.working import check_calendar
from schema.party_store import Contradiction, Parties, require_sound
from schema.people import Person

MOST_NAMED = 100
"""Bad rows that are spelt out in an error's message; it holds all of them."""


@dataclass(frozen=True, slots=True)
class Bad:
    """One row that can't be taken, and why. ``line`` is that of the file, or the sheet's row."""

    table: str
    line: int | None
    text: str

    def __str__(self) -> str:
        return f"{self.table}, line {self.line}: {self.text}" if self.line else f"{self.table}: {self.text}"


class NotImported(ValueError):
    """Some rows can't be taken, so none was."""

    def __init__(self, bad: Sequence[Bad]) -> None:
        self.bad = tuple(bad)
        self.rows = tuple(map(str, bad))
        shown = "\n".join(f"  {one}" for one in self.bad[:MOST_NAMED])
        more = f"\n  and {len(self.bad) - MOST_NAMED} more." if len(self.bad) > MOST_NAMED else ""
        rows = "1 row is" if len(self.bad) == 1 else f"{len(self.bad)} rows are"
        super().__init__(f"Nothing was imported: {rows} not right. Mend them and import again.\n{shown}{more}")


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows of a table were new, changed, or as they were."""

    added: int = 0
    changed: int = 0
    same: int = 0


def merge(known: Parties, files: Mapping[str, Sequence[Line]]) -> tuple[Parties, dict[str, Count]]:
    """``known`` with the rows of ``files`` (by table) in it, and what they came to. Raises :class:`NotImported`."""
    bad: list[Bad] = []
    lines: dict[tuple[str, Key], int] = {}
    taken = {table: _take(table, known, files[table], bad, lines) for table in TABLES if table in files}
    bad += _calendars(known, taken, lines)
    if bad:
        raise NotImported(sorted(bad, key=lambda one: (list(TABLES).index(one.table), one.line or 0)))
    made = known
    for table, found in taken.items():
        made = _PUT[table](made, found)
    try:
        require_sound(known, made)
    except Contradiction as wrong:
        raise NotImported([_placed(problem, lines) for problem in wrong.problems]) from wrong
    return made, {table: _count(found) for table, found in taken.items()}


def _placed(problem: Any, lines: Mapping[tuple[str, Key], int]) -> Bad:
    line = next((lines[problem.table, key] for key in problem.keys if (problem.table, key) in lines), None)
    return Bad(problem.table, line, problem.text)


@dataclass(frozen=True, slots=True)
class Taken:
    """One row as it will be: its key, its value, and whether it was there (and the same) before."""

    key: Key
    value: Any
    known: bool
    same: bool


def _take(table: str, known: Parties, rows: Sequence[Line], bad: list[Bad], lines: dict[tuple[str, Key], int]) -> list[Taken]:
    made = TABLES[table]
    there = {tuple(row[: made.keys]): dict(zip(made.columns, row, strict=True)) for row in made.rows(known)}
    blank = dict.fromkeys(made.columns, "")
    found = []
    for row in rows:
        try:
            if unknown := [name for name in row.cells if name not in made.columns]:
                raise ValueError(f"{', '.join(unknown)} is no column of {table}. It may have: {', '.join(made.columns)}.")
            key = tuple(row.cells.get(name, "") for name in made.columns[: made.keys])
            if (first := lines.get((table, key))) is not None:
                raise ValueError(f"it is about the same as line {first}: {', '.join(part for part in key if part)}.")
            lines[table, key] = row.number
            before = there.get(key)
            cells: Cells = {**(before or blank), **row.cells}
            value = parse(table, cells)
            _require_own_id(table, known, key[0], value)
            found.append(Taken(key, value, before is not None, _same(table, before, value)))
        except ValueError as error:
            bad.append(Bad(table, row.number, str(error)))
            if "is no column of" in str(error):
                break  # every row says the same
    return found


def _same(table: str, before: Cells | None, value: Any) -> bool:
    try:
        return before is not None and parse(table, before) == value
    except ValueError:  # it was entered when less was asked of it
        return False


def _calendars(known: Parties, taken: Mapping[str, Sequence[Taken]], lines: Mapping[tuple[str, Key], int]) -> list[Bad]:
    """People who keep a calendar that nothing is known of, not even in the very files that name it."""
    entered: dict[str, list[Holiday]] = defaultdict(list)
    for holiday in (*known.holidays, *(one.value for one in taken.get("holidays", ()))):
        entered[holiday.calendar].append(holiday)
    found = []
    for one in taken.get("people", ()):
        if one.value is not None:
            try:
                check_calendar(one.value.calendar, entered[one.value.calendar])
            except ValueError as error:
                found.append(Bad("people", lines["people", one.key], str(error)))
    return found


def _require_own_id(table: str, known: Parties, party: str, value: Any) -> None:
    if table == "people" and value is None and party in known.people:
        raise ValueError(f"{party} is known here. Erase them with `servanda people erase {party}`, which can't be undone.")
    if table == "people" and value is not None and party in known.erased:
        raise ValueError(f"{party!r} was the id of somebody who was erased; the ledger still holds it. Take another id.")


def _count(taken: Iterable[Taken]) -> Count:
    rows = list(taken)
    new, same = sum(not one.known for one in rows), sum(one.same for one in rows)
    return Count(new, len(rows) - new - same, same)


def _people(made: Parties, taken: Sequence[Taken]) -> Parties:
    named: dict[str, Person] = {one.value.id: one.value for one in taken if one.value is not None}
    return replace(made, people={**made.people, **named}, erased=made.erased | {one.key[0] for one in taken if one.value is None})


def _positions(made: Parties, taken: Sequence[Taken]) -> Parties:
    return replace(made, positions={**made.positions, **{one.value.id: one.value for one in taken}})


def _deputies(made: Parties, taken: Sequence[Taken]) -> Parties:
    """Who is named at all is named whole: a file's deputies of a party take the place of all that it had."""
    named: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for one in taken:
        party, rank, deputy = one.value
        named[party].append((rank, deputy))
    return replace(made, deputies={**made.deputies, **{p: tuple(d for _, d in sorted(found)) for p, found in named.items()}})


def _bodies(made: Parties, taken: Sequence[Taken]) -> Parties:
    return replace(made, bodies={**made.bodies, **{one.value.name: one.value for one in taken}})


def _keyed(field: str, key: Callable[[Any], Key]) -> Callable[[Parties, Sequence[Taken]], Parties]:
    def put(made: Parties, taken: Sequence[Taken]) -> Parties:
        rows = {key(one): one for one in getattr(made, field)}
        rows |= {key(one.value): one.value for one in taken}
        changed: Any = {field: tuple(rows.values())}
        return replace(made, **changed)

    return put


def _first(one: Holding | Absence | Membership) -> str:
    return one.days.first.isoformat() if one.days.first else ""


_PUT: dict[str, Callable[[Parties, Sequence[Taken]], Parties]] = {
    "people": _people,
    "positions": _positions,
    "holdings": _keyed("holdings", lambda one: (one.position, one.person, _first(one))),
    "deputies": _deputies,
    "absences": _keyed("absences", lambda one: (one.person, _first(one))),
    "bodies": _bodies,
    "memberships": _keyed("memberships", lambda one: (one.body, one.member, _first(one))),
    "holidays": _keyed("holidays", lambda one: (one.calendar, one.day.isoformat())),
}
