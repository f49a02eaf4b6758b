"""What is kept of parties is whole: under many hands at once, over a migration, and when somebody is erased."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from domain.parties import Absence, Days, Holding, Position
from schema import party_store, people
from schema.engine import Engine, make_engine, reading, writing
from schema.migrate import downgrade, upgrade
from schema.party_store import Contradiction, Parties
from schema.people import Person
from schema.tables import people as people_table


def test_of_many_who_take_one_position_at_once_one_holds_it(engine: Engine) -> None:
    everyone = [f"p{number}" for number in range(8)]
    for person in everyone:
        people.put(engine, Person(person, person))
    party_store.change(engine, lambda known: replace(known, positions={"desk": Position("desk", "Desk")}))

    def take(person: str) -> str | None:
        def hold(known: Parties) -> Parties:
            return replace(known, holdings=(*known.holdings, Holding("desk", person, Days(date(2026, 5, 1)))))

        try:
            party_store.change(engine, hold)
        except Contradiction:
            return None
        return person

    with ThreadPoolExecutor(8) as pool:
        took = [person for person in pool.map(take, everyone) if person]
    assert [one.person for one in party_store.load(engine).holdings] == took
    assert len(took) == 1


def test_what_contradicted_itself_before_hinders_no_other_change(engine: Engine) -> None:
    people.put(engine, Person("ann", "Ann"))
    party_store.change(
        engine, lambda known: replace(known, positions={"desk": Position("desk", "Desk")}, holdings=(Holding("desk", "ann"),))
    )
    with people.changing(engine) as connection:  # as an older version may have left it
        connection.exec_driver_sql("INSERT INTO holdings (position, person, jointly) VALUES ('desk', 'ann', FALSE)")
    party_store.change(engine, lambda known: replace(known, deputies={"desk": ("ann",)}))
    with pytest.raises(Contradiction, match="their own deputy"):
        party_store.change(engine, lambda known: replace(known, deputies={"ann": ("ann",)}))
    assert party_store.load(engine).deputies == {"desk": ("ann",)}


def test_people_from_before_have_their_ids_kept(database_url: str) -> None:
    upgrade(database_url, "0001")
    engine = make_engine(database_url)
    with writing(engine) as connection:
        connection.exec_driver_sql("INSERT INTO people (id, name, zone, language) VALUES ('ann', 'Ann', 'UTC', 'fr')")
    upgrade(database_url)
    assert people.get(engine, "ann") == Person("ann", "Ann", None, "UTC", "fr")
    people.erase(engine, "ann")
    assert party_store.load(engine).erased == {"ann"}
    people.put(engine, Person("bob", "Bob"))
    downgrade(database_url, "0001")
    with reading(engine) as connection:
        assert connection.execute(sa.select(people_table.c.id)).scalars().all() == ["bob"]
    engine.dispose()


def test_why_somebody_was_away_is_erased_with_them(sqlite_url: str) -> None:
    upgrade(sqlite_url)
    engine = make_engine(sqlite_url)
    for person in ("ann", "bob"):
        people.put(engine, Person(person, person.title()))
    away = (Absence("ann", Days(), "Convalescence"), Absence("bob", Days(), "", ("ann",)))
    party_store.change(engine, lambda known: replace(known, absences=away, deputies={"bob": ("ann",), "ann": ("bob",)}))
    folder = Path(str(engine.url.database)).parent
    assert any(b"Convalescence" in path.read_bytes() for path in folder.iterdir())
    people.erase(engine, "ann")
    engine.dispose()
    assert not any(b"Convalescence" in path.read_bytes() for path in folder.iterdir())
    left = party_store.load(engine)
    assert left.absences == (Absence("bob", Days()),) and left.deputies == {}
