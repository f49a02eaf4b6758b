"""The whole register of parties out of the database and into it: every change is checked as a whole and kept as a whole."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

import sqlalchemy as sa

from domain.parties import Absence, Body, Holding, Holiday, Membership, Position
from domain.party_checks import Problem, problems
from domain.party_register import Register
from schema import party_rows as rows
from schema.engine import Connection, Engine, reading
from schema.people import Person, changing, write
from schema.tables import people
from schema.tables.party_tables import absences, bodies, deputies, holdings, holidays, memberships, party_ids, positions


@dataclass(frozen=True)
class Parties:
    """Everything that is known of parties. ``erased`` are the ids of people who were; ``deputies`` are the standing ones."""

    people: Mapping[str, Person] = field(default_factory=dict)
    erased: frozenset[str] = frozenset()
    positions: Mapping[str, Position] = field(default_factory=dict)
    holdings: Sequence[Holding] = ()
    deputies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    absences: Sequence[Absence] = ()
    bodies: Mapping[str, Body] = field(default_factory=dict)
    memberships: Sequence[Membership] = ()
    holidays: Sequence[Holiday] = ()

    def register(self) -> Register:
        """The same as the rules look it up."""
        return Register(
            {one.id: one.zone for one in self.people.values()}, self.erased, tuple(self.positions.values()), self.holdings,
            self.deputies, self.absences, tuple(self.bodies.values()), self.memberships,
        )  # fmt: skip


class Contradiction(ValueError):
    """A change that can't be kept, with every reason. Nothing was changed."""

    def __init__(self, found: Sequence[Problem]) -> None:
        self.problems = tuple(found)
        super().__init__(" ".join(one.text for one in found))


def load(engine: Engine) -> Parties:
    """Everything, from one unchanging picture."""
    with reading(engine) as connection:
        return loaded(connection)


def change(engine: Engine, made: Callable[[Parties], Parties]) -> Parties:
    """Keep what ``made`` makes of everything, and answer it. No other change comes in between.

    Raises :class:`Contradiction` for what can't be so and wasn't so before; whatever ``made`` raises is raised. Nothing is changed then.
    People are added and changed by it, never taken away: :func:`schema.people.erase` does that.
    """
    with changing(engine) as connection:
        before = loaded(connection)
        after = made(before)
        require_sound(before, after)
        _store(connection, before, after)
    return after


def require_sound(before: Parties, after: Parties) -> None:
    """Raises :class:`Contradiction` for what can't be so in ``after`` and wasn't so ``before``."""
    known = {problem.text for problem in problems(before.register())}
    if found := [problem for problem in problems(after.register()) if problem.text not in known]:
        raise Contradiction(found)


def loaded(connection: Connection) -> Parties:
    """:func:`load` within a transaction that is under way."""

    def every(table: sa.Table, *order: sa.Column[Any]) -> Iterable[sa.RowMapping]:
        return (row._mapping for row in connection.execute(sa.select(table).order_by(*order)))

    known = {row["id"]: Person(**row) for row in every(people)}
    registered = {row["id"] for row in every(party_ids) if row["kind"] == "person"}
    standing: dict[str, list[str]] = defaultdict(list)
    for row in every(deputies, deputies.c.party, deputies.c.rank):
        standing[row["party"]].append(row["deputy"])
    return Parties(
        {one: known[one] for one in sorted(known)},
        frozenset(registered - known.keys()),
        {one.id: one for one in sorted(map(rows.position, every(positions)), key=lambda one: one.id)},
        tuple(sorted(map(rows.holding, every(holdings)), key=lambda one: (one.position, _first(one), one.person))),
        {party: tuple(standing[party]) for party in sorted(standing)},
        tuple(sorted(map(rows.absence, every(absences)), key=lambda one: (one.person, _first(one)))),
        {one.name: one for one in sorted(map(rows.body, every(bodies)), key=lambda one: one.name)},
        tuple(sorted(map(rows.membership, every(memberships)), key=lambda one: (one.body, one.member, _first(one)))),
        tuple(sorted(map(rows.holiday, every(holidays)), key=lambda one: (one.calendar, one.day))),
    )


def _first(one: Holding | Absence | Membership) -> date:
    return one.days.first or date.min


def _store(connection: Connection, before: Parties, after: Parties) -> None:
    """Write the difference; what was the same stays untouched."""
    _store_people(connection, before, after)
    fresh = [{"id": one, "kind": "position"} for one in after.positions if one not in before.positions]
    _insert(connection, party_ids, fresh)
    _insert(connection, positions, [asdict(after.positions[one["id"]]) for one in fresh])
    for one in after.positions.values():
        if one.id in before.positions and before.positions[one.id] != one:
            connection.execute(positions.update().where(positions.c.id == one.id).values(asdict(one)))
    for party in {*before.deputies, *after.deputies}:
        named = after.deputies.get(party, ())
        if named != before.deputies.get(party, ()):
            connection.execute(deputies.delete().where(deputies.c.party == party))
            _insert(connection, deputies, [{"party": party, "rank": n, "deputy": d} for n, d in enumerate(named, start=1)])
    for name in {*before.bodies, *after.bodies}:
        if before.bodies.get(name) != after.bodies.get(name):
            connection.execute(bodies.delete().where(bodies.c.name == name))
            _insert(connection, bodies, [asdict(after.bodies[name])] if name in after.bodies else [])
    for gone in set(before.holidays) - set(after.holidays):
        same = (holidays.c.calendar == gone.calendar, holidays.c.day == gone.day)
        connection.execute(holidays.delete().where(*same))
    _insert(connection, holidays, [asdict(one) for one in after.holidays if one not in set(before.holidays)])
    _store_numbered(connection, holdings, rows.holding, rows.flat, after.holdings)
    _store_numbered(connection, absences, rows.absence, rows.flat, after.absences)
    _store_numbered(connection, memberships, rows.membership, rows.flat, after.memberships)


def _store_people(connection: Connection, before: Parties, after: Parties) -> None:
    assert before.people.keys() <= after.people.keys()  # nobody is forgotten by the way
    gone = after.erased - before.erased - before.people.keys()
    _insert(connection, party_ids, [{"id": one, "kind": "person"} for one in sorted(gone)])
    changed = [one for one in after.people.values() if before.people.get(one.id) != one]
    fresh = [one for one in changed if one.id not in before.people]
    if set(before.erased).isdisjoint(one.id for one in fresh):
        _insert(connection, party_ids, [{"id": one.id, "kind": "person"} for one in fresh])
        _insert(connection, people, [asdict(one) for one in fresh])
    for one in changed:
        if one.id in before.people or one.id in before.erased:
            write(connection, one)  # which refuses an erased person's id


def _store_numbered(
    connection: Connection,
    table: sa.Table,
    value: Callable[[sa.RowMapping], Hashable],
    row: Callable[[Any], dict[str, Any]],
    wanted: Sequence[Hashable],
) -> None:
    """Make the rows of ``table`` be ``wanted``, in that order where they are new; those that already are stay."""
    left: dict[Hashable, int] = defaultdict(int)
    for one in wanted:
        left[one] += 1
    unwanted = []
    for found in connection.execute(sa.select(table).order_by(table.c.number)).mappings():
        if left[value(found)]:
            left[value(found)] -= 1
        else:
            unwanted.append({"unwanted": found["number"]})
    if unwanted:
        connection.execute(table.delete().where(table.c.number == sa.bindparam("unwanted")), unwanted)
    fresh = []
    for one in wanted:
        if left[one]:
            left[one] -= 1
            fresh.append(row(one))
    _insert(connection, table, fresh)


def _insert(connection: Connection, table: sa.Table, found: Sequence[dict[str, Any]]) -> None:
    if found:
        connection.execute(table.insert(), found)
