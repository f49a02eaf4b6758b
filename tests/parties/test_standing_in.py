"""Who is told, and who may act for whom, at an instant."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.notices import COORDINATOR
from domain.parties import Absence, Days, Holding, Standing, Told, hats, holders, told
from domain.party_register import Register
from tests.parties.registers import NOON, PARTIES, PEOPLE, UNTIL, office, registers

AWAY = Days(date(2026, 5, 4), UNTIL)
instants = st.integers(-72, 72).map(lambda hours: NOON + timedelta(hours=hours))


def says(register: Register, party: str, at: datetime = NOON, roles: dict[str, str] | None = None) -> list[tuple[str, str]]:
    return [(one.person, one.why) for one in told(register, party, at, roles)]


def away(*people: str, deputies: tuple[str, ...] = ()) -> Register:
    return replace(office, away=tuple(Absence(person, AWAY, "", deputies) for person in people))


def test_the_holder_is_told_and_a_person_for_themselves() -> None:
    assert says(office, "desk") == [("ann", "holding desk")]
    assert says(office, "ann") == [("ann", "")]


def test_one_holder_follows_the_other_at_midnight_where_the_position_is() -> None:
    midnight = datetime(2026, 4, 30, 22, tzinfo=UTC)  # in Zurich
    assert holders(office, "desk", midnight - timedelta(seconds=1)) == ("bob",)
    assert holders(office, "desk", midnight) == ("ann",)


@pytest.mark.parametrize(
    ("register", "expected"),
    [
        (away("ann"), ("bob", "standing in for ann until 12 May 2026")),
        (away("ann", deputies=("cho",)), ("cho", "standing in for ann until 12 May 2026")),
        (away("ann", deputies=("chief",)), ("dia", "standing in for ann until 12 May 2026")),
        (away("ann", "bob"), ("cho", "standing in for ann until 12 May 2026")),
        (
            away("ann", "bob", "cho"),
            ("dia", "coordinating its body, as ann is away until 12 May 2026 and no deputy is there"),
        ),
        (
            away("ann", "bob", "cho", "dia"),
            (COORDINATOR, "as coordinator, because ann is away until 12 May 2026 and nobody stands in"),
        ),
    ],
)
def test_the_order_of_those_who_stand_in(register: Register, expected: tuple[str, str]) -> None:
    assert says(register, "desk") == [expected]
    assert says(register, "ann") == [expected]


def test_an_absence_ends_at_midnight_where_the_absent_person_is() -> None:
    back = datetime(2026, 5, 12, 22, tzinfo=UTC)  # Zurich's midnight after 12 May
    assert says(away("ann"), "desk", back - timedelta(seconds=1))[0][0] == "bob"
    assert says(away("ann"), "desk", back)[0][0] == "ann"


def test_a_vacant_position_is_seen_and_somebody_is_told() -> None:
    vacant = replace(office, tenures=(Holding("chief", "dia"),))
    assert holders(vacant, "desk", NOON) == ()
    assert says(vacant, "desk") == [("dia", "coordinating its body, as nobody holds desk and no deputy is there")]
    assert says(replace(vacant, standing={"desk": ("cho",)}), "desk") == [("cho", "standing in, as nobody holds desk")]
    empty = replace(vacant, tenures=())
    assert says(empty, "desk") == [(COORDINATOR, "as coordinator, because nobody holds desk and nobody stands in")]


def test_who_was_erased_holds_nothing_and_is_not_told() -> None:
    erased = replace(office, people={"dia": "UTC"}, erased=frozenset({"ann", "bob", "cho"}))
    assert says(erased, "desk")[0][0] == "dia"
    assert says(erased, "ann")[0][0] == "dia"
    assert says(replace(erased, people={}), "ann")[0][0] == COORDINATOR


def test_the_last_resort_is_told_even_while_away() -> None:
    gone = away("ann", "bob", "cho", "dia")
    assert says(gone, "desk", NOON, {COORDINATOR: "cho"}) == [
        ("cho", "as coordinator, because ann is away until 12 May 2026 and nobody stands in")
    ]
    assert says(gone, "desk", NOON, {}) == [("ann", "although away until 12 May 2026: nobody stands in")]
    assert says(gone, COORDINATOR, NOON, {COORDINATOR: "cho"})[0][0] == "cho"


def test_roles_and_strangers() -> None:
    assert told(office, "@level-1", NOON) == (Told("@level-1", Standing.UNKNOWN, "@level-1"),)
    assert says(office, "@level-1", NOON, {"@level-1": "chief"}) == [("dia", "holding chief")]
    assert says(office, "eve") == [("eve", "nobody is known by the id eve")]
    assert hats(office, "eve", NOON) == ()


def test_hats_are_what_one_holds_and_whom_one_stands_in_for() -> None:
    def worn(register: Register, person: str) -> list[str]:
        return [one.party for one in hats(register, person, NOON)]

    assert worn(office, "ann") == ["desk"]
    assert worn(office, "bob") == []
    assert worn(away("ann"), "bob") == ["ann", "desk"]
    assert worn(away("ann"), "ann") == ["desk"]  # she may act on her own, wherever she is
    assert worn(away("ann"), "cho") == []
    assert worn(away("ann", "bob", "cho"), "dia") == ["ann", "chief", "desk"]


@given(registers(), instants)
def test_whoever_is_told_may_act_and_nobody_else(register: Register, at: datetime) -> None:
    for person in PEOPLE:
        worn = {one.party: one for one in hats(register, person, at)}
        for party in PARTIES:
            found = [one for one in told(register, party, at) if one.person == person and one.party != person]
            holds = party not in PEOPLE and person in holders(register, party, at)
            if found and found[0].standing is not Standing.HOLDER:
                assert worn[party] == found[0]
            else:
                assert (party in worn) == holds


@given(registers(), instants)
def test_somebody_is_always_told_and_they_are_there(register: Register, at: datetime) -> None:
    for party in PARTIES:
        found = told(register, party, at)
        assert found and len({one.person for one in found}) == len(found)
        for one in found:
            if one.person != COORDINATOR:
                assert one.person in register.people
                assert told(register, one.person, at) == (Told(one.person, Standing.SELF, one.person),)  # not away
            for who in told(register, party, at, {COORDINATOR: "ann"}) if "ann" in register.people else ():
                assert not who.person.startswith("@")
