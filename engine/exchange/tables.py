"""What each table of parties is in a file: its columns, and its rows as cells and back."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from domain.parties import Absence, Body, Days, Holding, Holiday, Membership, Position, Role
from domain.party_checks import require_text
from engine.exchange.cells import yes
from schema import people
from schema.party_store import Parties
from schema.people import Person

Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """``columns`` in order, of which the first ``keys`` tell a row from others and the first ``needed`` are never empty.

    ``defaults`` stand in for empty cells; ``rows`` are the cells of everything known; ``parse`` makes the value of one row's cells and
    raises ValueError for what can't be one.
    """

    columns: tuple[str, ...]
    keys: int
    needed: int
    defaults: Cells
    rows: Callable[[Parties], Iterable[Sequence[str]]]
    parse: Callable[[Cells], Any]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise ValueError(f"{text!r} is no day. Write it as 2026-05-01.") from None


def _days(cells: Cells) -> Days:
    return Days(_day(cells["first"]), _day(cells["last"]))


def _listed(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part for each in text.split(";") if (part := each.strip())))


def _said(day: date | None) -> str:
    return day.isoformat() if day else ""


def _person(cells: Cells) -> Person | None:
    """``None`` where it is the id of somebody who was erased."""
    if yes(cells["erased"]):
        if cells["email"] or cells["name"] not in ("", cells["id"]):
            raise ValueError(f"{cells['id']} is marked as erased, and yet has a name or an address.")
        people.check_id(cells["id"], "person")
        return None
    fields = {name: cells[name] for name in _PEOPLE if name not in ("email", "erased")}
    made = Person(email=cells["email"] or None, **{**fields, "name": cells["name"] or cells["id"]})
    people.check(made)
    return made


def _position(cells: Cells) -> Position:
    people.check_id(cells["id"], "position")
    role = cells["role"].lower()
    if role not in ("", *Role):
        raise ValueError(f"{cells['role']!r} is no role of a position. Write {' or '.join(Role)}, or nothing.")
    title = cells["title"] or cells["id"]
    return Position(cells["id"], title, cells["body"], people.zone(cells["zone"]), Role(role) if role else None)


def _body(cells: Cells) -> Body:
    if ";" in cells["name"]:
        raise ValueError(f"{cells['name']!r} holds a semicolon, which parts the names of a list.")
    if cells["kind"] not in KINDS:
        raise ValueError(f"{cells['kind']!r} is no kind of body. There are: {', '.join(KINDS)}.")
    return Body(cells["name"], cells["kind"], _listed(cells["aliases"]))


def _rank(cells: Cells) -> tuple[str, int, str]:
    if not (cells["rank"].isascii() and cells["rank"].isdecimal() and 0 < int(cells["rank"][:9]) < 1000):
        raise ValueError(f"{cells['rank']!r} is no rank. Write 1 for the first deputy, 2 for the next.")
    return cells["party"], int(cells["rank"]), cells["deputy"]


def _holiday(cells: Cells) -> Holiday:
    day = _day(cells["day"])
    assert day is not None  # it is needed
    if day.year < 1900:
        raise ValueError(f"{cells['day']!r} is long past. Write it as 2026-05-01.")
    return Holiday(cells["calendar"], day, cells["name"] or "holiday", cells["source"])


KINDS = ("collective", "organ", "office", "officer")

_PEOPLE = ("id", "name", "email", "zone", "language", "calendar", "weekend", "hours", "quiet", "erased")


def _people_rows(known: Parties) -> Iterable[Sequence[str]]:
    for one in known.people.values():
        yield [getattr(one, name) or "" for name in _PEOPLE[:-1]] + [""]
    blank = Person("", "")
    for gone in sorted(known.erased):
        yield [gone, "", "", blank.zone, blank.language, "", "", blank.hours, "", "yes"]


TABLES: dict[str, Table] = {
    "people": Table(
        _PEOPLE, 1, 1, {"zone": "UTC", "language": "en", "hours": "09:00-17:00"}, _people_rows, _person
    ),
    "positions": Table(
        ("id", "title", "body", "role", "zone"), 1, 1, {"zone": "UTC"},
        lambda known: ([p.id, p.title, p.body, p.role or "", p.zone] for p in known.positions.values()), _position,
    ),
    "holdings": Table(
        ("position", "person", "first", "last", "jointly"), 3, 2, {},
        lambda known: sorted(
            [h.position, h.person, _said(h.days.first), _said(h.days.last), "yes" if h.jointly else ""] for h in known.holdings
        ),
        lambda cells: Holding(cells["position"], cells["person"], _days(cells), yes(cells["jointly"])),
    ),
    "deputies": Table(
        ("party", "rank", "deputy"), 2, 3, {},
        lambda known: ([p, str(rank), d] for p, named in known.deputies.items() for rank, d in enumerate(named, start=1)), _rank,
    ),
    "absences": Table(
        ("person", "first", "last", "reason", "deputies"), 2, 1, {},
        lambda known: sorted(
            [a.person, _said(a.days.first), _said(a.days.last), a.reason, "; ".join(a.deputies)] for a in known.absences
        ),
        lambda cells: Absence(cells["person"], _days(cells), cells["reason"], _listed(cells["deputies"])),
    ),
    "bodies": Table(
        ("name", "kind", "aliases"), 1, 1, {"kind": "collective"},
        lambda known: ([b.name, b.kind, "; ".join(b.aliases)] for b in known.bodies.values()), _body,
    ),
    "memberships": Table(
        ("body", "member", "first", "last", "source", "certainty"), 3, 2, {"certainty": "given"},
        lambda known: sorted(
            [m.body, m.member, _said(m.days.first), _said(m.days.last), m.source, m.certainty] for m in known.memberships
        ),
        lambda cells: Membership(cells["body"], cells["member"], _days(cells), cells["source"], cells["certainty"]),
    ),
    "holidays": Table(
        ("calendar", "day", "name", "source"), 2, 2, {},
        lambda known: ([h.calendar, h.day.isoformat(), h.name, h.source] for h in known.holidays), _holiday,
    ),
}  # fmt: skip


def parse(table: str, cells: Cells) -> Any:
    """The value of one row. Raises ValueError with what is wrong."""
    made = TABLES[table]
    for name in made.columns[: made.needed]:
        if not cells[name]:
            raise ValueError(f"its {name} is empty.")
    for text in cells.values():
        require_text(text)
    return made.parse({name: cells[name] or made.defaults.get(name, "") for name in made.columns})
