"""Bodies and their members, as of a day."""

from datetime import date

import pytest

from domain.parties import Body, Days, Membership, Position, Role
from domain.party_checks import membership_key, problems
from domain.party_register import Register
from engine.bodies import Bodies, MembersInCircle, shipped
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


SYSTEM, COMMISSIONS = "the whole system", "regional commissions"
FRIENDS, EARLY = "Friends", date(2020, 6, 1)


def nested(*more: Membership) -> Bodies:
    """A collective that has the regional commissions and, from 2020 on, the Friends, who have had the UNDP since 2021 and ECE."""
    return Bodies(
        Parties(
            memberships=(
                Membership(SYSTEM, COMMISSIONS, Days(), "a decision"),
                Membership(SYSTEM, FRIENDS, Days(date(2020, 1, 1)), "a decision"),
                Membership(SYSTEM, "UNICEF", Days(), "a decision"),
                Membership(FRIENDS, "UNDP", Days(date(2021, 1, 1)), "a letter"),
                Membership(FRIENDS, ECE, Days(), "a letter"),
                *more,
            )
        )
    )


def test_a_collective_within_a_collective_means_its_members_on_that_day() -> None:
    bodies = nested()
    commissions, undp, unicef = (
        names(bodies, COMMISSIONS),
        "United Nations Development Programme",
        "United Nations Children’s Fund",
    )
    assert names(bodies, SYSTEM) == [*commissions, undp, unicef], "who belongs in two ways stands once"
    assert names(bodies, SYSTEM, EARLY) == [*commissions, unicef], "the UNDP was no Friend yet"
    assert names(bodies, SYSTEM, date(2019, 1, 1)) == [*commissions, unicef]
    assert [one.through for one in bodies.members(SYSTEM, TODAY)] == [(COMMISSIONS,)] * 5 + [(FRIENDS,), ()]


def test_a_collective_of_which_no_member_is_known_stands_for_itself() -> None:
    assert names(nested(Membership(SYSTEM, "Foes", Days(), "x")), SYSTEM)[-1] == "Foes"
    before_any = Bodies(Parties(memberships=(Membership("All", COMMISSIONS, Days(), "x"),)))
    assert names(before_any, "All", date(1946, 1, 1)) == [COMMISSIONS]


def test_an_organ_acts_for_itself_whoever_its_members_are() -> None:
    council = "Economic and Social Council"
    bodies = Bodies(Parties(memberships=(Membership(council, "Norway", Days(), "an election"),)))
    assert names(bodies, council) == ["Norway"]
    assert council in names(bodies, "principal organs")
    assert "Norway" not in names(bodies, "principal organs")


def test_a_circle_is_named_whatever_names_it_was_entered_under() -> None:
    bodies = nested(Membership("friends", "The Whole System", Days(date(2022, 1, 1)), "a slip"))
    assert len(names(bodies, SYSTEM, EARLY)) == 6, "no circle yet"
    with pytest.raises(MembersInCircle, match="a member of itself: the whole system > Friends > the whole system"):
        bodies.members(SYSTEM, TODAY)


@pytest.mark.parametrize(
    ("days", "circle"), [((None, None), True), ((date(2025, 1, 1), None), True), ((None, date(2019, 12, 31)), False)]
)
def test_a_register_with_a_circle_on_any_day_cannot_be_kept(days: tuple[date | None, date | None], circle: bool) -> None:
    rows = (
        Membership("A", "B", Days(date(2020, 1, 1)), "x"),
        Membership("B", "C", Days(), "x"),
        Membership("C", "A", Days(*days), "x"),
        Membership("C", "D", Days(), "x"),
    )
    found = problems(Register(memberships=rows))
    assert [problem.table for problem in found] == ["memberships"] * circle
    if circle:
        assert set(found[0].keys) == {membership_key(one) for one in rows[:3]}
        assert "would be a member of itself: it has the" in found[0].text


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
