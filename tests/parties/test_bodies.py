"""Bodies and their members, as of a day."""

from datetime import date

import pytest

from domain.parties import Body, Days, Membership, Position, Role
from engine.bodies import Bodies, shipped
from reading import lexicon
from schema.party_store import Parties

ECE = "Economic Commission for Europe"
TODAY = date(2026, 5, 5)


def names(bodies: Bodies, body: str, on: date = TODAY) -> list[str]:
    return [one.membership.member for one in bodies.members(body, on)]


def test_the_regional_commissions_are_five_and_were_fewer() -> None:
    bodies = Bodies(Parties())
    assert len(names(bodies, "regional commissions")) == len(names(bodies, "The Regional Commissions")) == 5
    assert names(bodies, "regional commissions", date(1947, 3, 27)) == []
    assert len(names(bodies, "regional commissions", date(1960, 1, 1))) == 4
    assert len(names(bodies, "principal organs")) == 6
    assert len(names(bodies, "UNDS")) > 30
    assert names(bodies, "Friends of the Chair") == []


def test_every_shipped_row_has_a_source_and_a_certainty_and_stands_once() -> None:
    rows = shipped()
    assert all(row.source and row.certainty for row in rows)
    assert len({(row.body, row.member, row.days.first) for row in rows}) == len(rows)


def test_shipped_names_are_those_of_the_readings_register_where_it_has_them() -> None:
    known = {body.name.casefold(): body.name for body in lexicon.bodies()}
    short = {name.casefold() for body in lexicon.bodies() for name in (*body.short, *body.former)}
    for row in shipped():
        assert known.get(row.member.casefold(), row.member) == row.member
        assert row.member.casefold() not in short


def test_what_is_entered_takes_the_place_of_what_is_shipped() -> None:
    left = Membership("regional commissions", "ECE", Days(None, date(2026, 1, 1)), "a decision")
    new = Membership("the Regional Commissions", "Economic Commission for Antarctica", Days(date(2026, 1, 1)), "a decision")
    bodies = Bodies(Parties(bodies={ECE: Body(ECE, "organ", ("ECE", "UNECE"))}, memberships=(left, new)))
    found = names(bodies, "regional commissions")
    assert ECE not in found and "Economic Commission for Antarctica" in found and len(found) == 5
    assert ECE in names(bodies, "regional commissions", date(2026, 1, 1))


def test_a_member_has_its_focal_point_under_whatever_name() -> None:
    desk = Position("desk", "Desk", "UNECE", role=Role.FOCAL_POINT)
    bodies = Bodies(Parties(positions={"desk": desk}, bodies={ECE: Body(ECE, "organ", ("UNECE",))}))
    found = {one.membership.member: one.focal_point for one in bodies.members("regional commissions", TODAY)}
    assert found.pop(ECE) == desk and set(found.values()) == {None}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("the undp", "United Nations Development Programme"),
        ("United Nations Children's Fund", "United Nations Children’s Fund"),
        ("Commission", "Commission"),  # several are called so
        ("Special Unit for South-South Cooperation", "United Nations Office for South-South Cooperation"),
        ("  Nobody  ", "Nobody"),
    ],
)
def test_names(written: str, meant: str) -> None:
    assert Bodies(Parties()).canonical(written) == meant
