"""Registers to test with: one that people would recognise, and any that hypothesis comes upon."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from domain.parties import Absence, Days, Holding, Position, Role
from domain.party_register import Register

NOON = datetime(2026, 5, 5, 12, tzinfo=UTC)
TODAY = NOON.date()
UNTIL = date(2026, 5, 12)

PEOPLE = ("ann", "bob", "cho", "dia")
POSITIONS = ("chief", "desk", "front")
PARTIES = (*PEOPLE, *POSITIONS)
ZONES = ("UTC", "Pacific/Auckland", "America/Los_Angeles")

office = Register(
    people={"ann": "Europe/Zurich", "bob": "America/New_York", "cho": "Asia/Bangkok", "dia": "UTC"},
    positions=(
        Position("chief", "Chief of Section", "ECE", "Europe/Zurich", Role.COORDINATOR),
        Position("desk", "Desk officer", "ECE", "Europe/Zurich", Role.FOCAL_POINT),
    ),
    tenures=(
        Holding("chief", "dia"),
        Holding("desk", "bob", Days(None, date(2026, 4, 30))),
        Holding("desk", "ann", Days(date(2026, 5, 1), None)),
    ),
    standing={"ann": ("bob", "cho")},
)


@st.composite
def days(draw: st.DrawFn) -> Days:
    near = st.integers(-2, 2).map(lambda n: TODAY + timedelta(days=n))
    first, last = draw(st.none() | near), draw(st.none() | near)
    return Days(last, first) if first and last and last < first else Days(first, last)


@st.composite
def registers(draw: st.DrawFn) -> Register:
    """Small and crowded: everybody deputizes for everybody, in circles too; people are away, erased, posts vacant or shared."""
    parties = st.sampled_from(PARTIES)
    several = st.lists(parties, max_size=3).map(tuple)
    known = draw(st.sets(st.sampled_from(PEOPLE), min_size=2))
    roles = draw(st.permutations([Role.COORDINATOR, Role.FOCAL_POINT, None]))
    return Register(
        people={person: draw(st.sampled_from(ZONES)) for person in sorted(known)},
        erased=frozenset(PEOPLE) - known,
        positions=tuple(
            Position(name, name, draw(st.sampled_from(["", "ECE", "ECA"])), draw(st.sampled_from(ZONES)), role)
            for name, role in zip(POSITIONS, roles, strict=True)
        ),
        tenures=tuple(
            draw(st.lists(st.builds(Holding, st.sampled_from(POSITIONS), st.sampled_from(PEOPLE), days()), max_size=5))
        ),
        standing=draw(st.dictionaries(parties, several, max_size=4)),
        away=tuple(draw(st.lists(st.builds(Absence, st.sampled_from(sorted(known)), days(), st.just(""), several), max_size=4))),
    )
