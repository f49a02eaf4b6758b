"""Parties as the database knows them: who is told, and who may act for whom, at an instant; and holidays.

The rules are :mod:`domain.parties`; here stand the look-ups that they ask for. Everything is read from one unchanging picture.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

import sqlalchemy as sa

from domain import parties as rules
from domain.parties import Absence, Holding, Holiday, Position, Role, Told
from schema import party_rows as rows
from schema import party_store
from schema.engine import Connection, Engine, reading
from schema.tables import people
from schema.tables.party_tables import absences, deputies, holdings, party_ids, positions
from schema.tables.party_tables import holidays as holiday_table
from wire.codec import encode


def told(engine: Engine, party_id: str, at: datetime, roles: Mapping[str, str] | None = None) -> list[Told]:
    """Who is told at ``at`` (aware) what is for ``party_id``, and why it is they: see :func:`domain.parties.told`. Never empty.

    ``roles`` says who fills a role (``@coordinator``), by a person's or a position's id. Without it a role is answered as itself.
    """
    with reading(engine) as connection:
        return list(rules.told(DatabaseDirectory(connection), party_id, at, roles))


def hats(engine: Engine, person_id: str, at: datetime) -> list[Told]:
    """What ``person_id`` may act for at ``at`` (aware): the ``party`` of each, held or stood in for. By party; see the rules' own."""
    with reading(engine) as connection:
        found = rules.hats(DatabaseDirectory(connection), person_id, at, lambda: party_store.loaded(connection).register())
        return list(found)


def holidays(engine: Engine, calendar: str) -> list[Holiday]:
    """The official holidays that were entered for ``calendar``, by day."""
    if not calendar:
        return []
    with reading(engine) as connection:
        found = connection.execute(sa.select(holiday_table).where(holiday_table.c.calendar == calendar)).mappings()
        return sorted(map(rows.holiday, found), key=lambda one: one.day)


class DatabaseDirectory:
    """:class:`domain.parties.Directory` over one transaction; what was looked up once is remembered as long as it lives."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        for name in ("zone_of", "gone", "position", "coordinator_of", "holdings", "held_by", "absences", "deputies"):
            setattr(self, name, cache(getattr(self, name)))

    def _rows(self, asked: sa.Select[Any]) -> Sequence[sa.RowMapping]:
        return [row._mapping for row in self._connection.execute(asked)]

    def zone_of(self, person: str) -> str | None:
        return self._connection.execute(sa.select(people.c.zone).where(people.c.id == person)).scalar()

    def gone(self, person: str) -> bool:
        registered = sa.select(party_ids.c.id).where(party_ids.c.id == person, party_ids.c.kind == "person")
        return self.zone_of(person) is None and self._connection.execute(registered).first() is not None

    def position(self, position: str) -> Position | None:
        found = self._rows(sa.select(positions).where(positions.c.id == position))
        return rows.position(found[0]) if found else None

    def positions_of(self, body: str) -> Sequence[Position]:
        if not body:
            return ()
        found = [rows.position(row) for row in self._rows(sa.select(positions).where(positions.c.body == body))]
        return sorted(found, key=lambda one: one.id)  # here, not there: databases differ in how they sort text

    def coordinator_of(self, body: str) -> Position | None:
        asked = sa.select(positions).where(positions.c.body == body, positions.c.role == Role.COORDINATOR.value)
        found = sorted(map(rows.position, self._rows(asked)), key=lambda one: one.id) if body else []
        return found[0] if found else None

    def people_of(self, body: str) -> Sequence[str]:
        asked = (
            sa.select(holdings.c.person).join(positions, positions.c.id == holdings.c.position).where(positions.c.body == body)
        )
        return sorted(self._connection.execute(asked.distinct()).scalars()) if body else []

    def holdings(self, position: str) -> Sequence[Holding]:
        found = [rows.holding(row) for row in self._rows(sa.select(holdings).where(holdings.c.position == position))]
        return sorted(found, key=lambda one: (one.days.first or date.min, one.person))

    def held_by(self, person: str) -> Sequence[Holding]:
        found = [rows.holding(row) for row in self._rows(sa.select(holdings).where(holdings.c.person == person))]
        return sorted(found, key=lambda one: (one.position, one.days.first or date.min))

    def absences(self, person: str) -> Sequence[Absence]:
        asked = sa.select(absences).where(absences.c.person == person).order_by(absences.c.number)
        return [rows.absence(row) for row in self._rows(asked)]

    def absences_naming(self, party: str, day: date) -> Sequence[Absence]:
        begun = sa.or_(absences.c.first.is_(None), absences.c.first <= day + timedelta(days=1))
        lasting = sa.or_(absences.c.last.is_(None), absences.c.last >= day - timedelta(days=1))
        named = sa.type_coerce(absences.c.deputies, sa.Text).contains(encode(party).decode(), autoescape=True)  # or nearly
        found = map(rows.absence, self._rows(sa.select(absences).where(begun, lasting, named).order_by(absences.c.number)))
        return [one for one in found if party in one.deputies]

    def deputies(self, party: str) -> Sequence[str]:
        asked = sa.select(deputies.c.deputy).where(deputies.c.party == party).order_by(deputies.c.rank)
        return list(self._connection.execute(asked).scalars())

    def deputy_of(self, party: str) -> Sequence[str]:
        asked = sa.select(deputies.c.party).where(deputies.c.deputy == party).distinct()
        return sorted(self._connection.execute(asked).scalars())
