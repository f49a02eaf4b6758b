"""The database answers as the register in memory does."""

from dataclasses import asdict, replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings

from domain import parties as rules
from domain.parties import Absence, Days
from domain.party_register import Register
from schema import parties, party_store, people
from schema.engine import Connection, Engine
from schema.people import Person
from schema.tables import party_tables as t
from schema.tables import people as people_table
from tests.parties.registers import NOON, PARTIES, PEOPLE, registers


def store(connection: Connection, register: Register) -> None:
    """Put ``register`` in the place of whatever there was."""
    for table in (t.holdings, t.deputies, t.absences, t.positions, people_table, t.party_ids):
        connection.execute(table.delete())
    for person in (*register.people, *register.erased):
        connection.execute(t.party_ids.insert(), {"id": person, "kind": "person"})
    for person, zone in register.people.items():
        connection.execute(people_table.insert(), asdict(Person(person, person, None, zone)))
    for one in register.positions:
        connection.execute(t.party_ids.insert(), {"id": one.id, "kind": "position"})
        connection.execute(t.positions.insert(), asdict(one))
    for held in register.tenures:
        row = {"position": held.position, "person": held.person, "jointly": held.jointly, **asdict(held.days)}
        connection.execute(t.holdings.insert(), row)
    for party, named in register.standing.items():
        for rank, deputy in enumerate(named):
            connection.execute(t.deputies.insert(), {"party": party, "rank": rank, "deputy": deputy})
    for one_away in register.away:
        row = {"person": one_away.person, "reason": one_away.reason, "deputies": one_away.deputies, **asdict(one_away.days)}
        connection.execute(t.absences.insert(), row)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(register=registers())
def test_it_answers_as_the_register_does(engine: Engine, register: Register) -> None:
    with people.changing(engine) as connection:
        store(connection, register)
    for party in PARTIES:
        assert parties.told(engine, party, NOON, {}) == list(rules.told(register, party, NOON, {}))
    for person in PEOPLE:
        expected = list(rules.hats(register, person, NOON))
        assert parties.hats(engine, person, NOON) == expected
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(rules, "MANY", -1)  # as where so much is to be looked up that everything is loaded
            assert parties.hats(engine, person, NOON) == expected


def test_an_id_is_a_persons_or_a_positions_and_never_given_again(engine: Engine) -> None:
    people.put(engine, Person("ann", "Ann"))
    people.put(engine, Person("ann", "Ann B."))
    people.erase(engine, "ann")
    with pytest.raises(ValueError, match="was the id of somebody who was erased"):
        people.put(engine, Person("ann", "Another Ann"))
    with people.changing(engine) as connection:
        connection.execute(t.party_ids.insert(), {"id": "desk", "kind": "position"})
    with pytest.raises(ValueError, match="is a position's id"):
        people.put(engine, Person("desk", "Desk"))


@pytest.mark.parametrize("deputy", ["100%", "a_b", '"quoted"', "back\\slash", "أمينة", "Ann"])
def test_whoever_is_named_for_an_absence_is_found_by_exactly_their_id(engine: Engine, deputy: str) -> None:
    for person in ("bob", deputy, deputy + "x", deputy.lower() + "y"):
        people.put(engine, Person(person, person))
    away = Absence("bob", Days(NOON.date(), NOON.date()), "", (deputy,))
    party_store.change(engine, lambda known: replace(known, absences=(away,)))
    assert [hat.party for hat in parties.hats(engine, deputy, NOON)] == ["bob"]
    assert parties.hats(engine, deputy + "x", NOON) == parties.hats(engine, deputy.lower() + "y", NOON) == []
    assert parties.hats(engine, deputy, NOON + timedelta(days=2)) == []
