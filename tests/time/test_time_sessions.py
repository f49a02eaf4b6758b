"""Sessions: the Assembly's rule, what was known when, and sessions that move."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.instrument import SessionRef
from domain.time import assembly, tables
from domain.time.phrases import Bound, Part, Portion, Relation, Session, Which
from domain.time.resolve import Context, rebind, resolve
from domain.time.sessions import MAIN, RESUMED, SessionCalendar
from reading.calendars import extended, shipped

COMMITTEE = "High-level Committee on South-South Cooperation"
ADOPTED = date(2016, 12, 21)


@pytest.mark.parametrize(
    ("number", "day"),
    [
        (58, date(2003, 9, 16)),
        (62, date(2007, 9, 18)),
        (67, date(2012, 9, 18)),
        (68, date(2013, 9, 17)),
        (71, date(2016, 9, 13)),
        (72, date(2017, 9, 12)),
        (73, date(2018, 9, 18)),
        (77, date(2022, 9, 13)),
        (78, date(2023, 9, 5)),
        (79, date(2024, 9, 10)),
        (80, date(2025, 9, 9)),
        (81, date(2026, 9, 8)),
    ],
)
def test_openings_that_are_on_record(number: int, day: date) -> None:
    found = assembly.opening(number)
    assert found is not None
    assert found.day == day


def test_every_shipped_assembly_row_opens_by_the_rule() -> None:
    rows = [row for row in shipped().rows if row.body == assembly.NAME and not row.part]
    assert len(rows) >= 23
    for row in rows:
        found = assembly.opening(row.number)
        assert found is not None
        if row.number == 56:  # put off by a day, from 11 September 2001
            assert row.opening == found.day + timedelta(days=1)
            continue
        assert found.day == row.opening


@pytest.mark.parametrize("number", range(56, 121))
def test_sessions_follow_each_other_on_tuesdays(number: int) -> None:
    days = shipped().days(assembly.NAME, number, date(1990, 1, 1))
    following = shipped().days(assembly.NAME, number + 1, date(1990, 1, 1))
    assert days is not None
    assert following is not None
    assert days.opening.weekday() == 1
    assert days.opening.year == 1945 + number
    assert days.opening.month == 9
    assert 2 <= days.opening.day <= 21
    assert days.closing == following.opening - timedelta(days=1)
    assert 357 <= (days.closing - days.opening).days + 1 <= 371
    assert days.working.startswith("the ")
    assert "Tuesday of the" in days.working or "Tuesday following" in days.working
    assert assembly.session_on(days.opening) == assembly.session_on(days.closing) == number


def test_nothing_is_made_up_before_the_rule() -> None:
    assert assembly.opening(55) is None
    assert shipped().days(assembly.NAME, 55) is None


def test_main_and_resumed_part_make_up_the_session() -> None:
    assert shipped().days("the Assembly", 79, ADOPTED) is None, "the Assembly alone may be another one"
    whole, main, resumed = (shipped().days("General Assembly", 79, ADOPTED, part) for part in ("", MAIN, RESUMED))
    assert whole and main and resumed
    assert (main.opening, main.closing) == (date(2024, 9, 10), date(2024, 12, 31))
    assert (resumed.opening, resumed.closing) == (date(2025, 1, 1), date(2025, 9, 8))
    assert (whole.opening, whole.closing) == (main.opening, resumed.closing)


def test_hindsight_is_kept_apart() -> None:
    calendar = shipped()
    planned = calendar.days("GA", 74, date(2019, 12, 1))
    held = calendar.days("GA", 74)
    assert planned and held
    assert planned.closing == date(2020, 9, 14)
    assert held.closing == date(2020, 9, 15)


@pytest.mark.parametrize(
    ("known_on", "opening", "expected"),
    [
        (date(2016, 12, 21), None, "2018"),
        (date(2018, 3, 1), None, "2019"),
        (date(2019, 12, 1), None, "May 2020"),
        (date(2021, 1, 1), None, "a later date"),
        (date(2021, 6, 1), date(2021, 6, 1), ""),
    ],
)
def test_the_committees_twentieth_session_moves_three_times(known_on: date, opening: date | None, expected: str) -> None:
    standing = shipped().standing(COMMITTEE, 20, known_on)
    assert (standing.days.opening if standing.days else None) == opening
    if standing.undated:
        assert standing.undated.expected == expected


def test_paragraph_30_stays_unresolved_and_says_why() -> None:
    context = Context(ADOPTED, assembly.NAME, 71, shipped(), its=COMMITTEE)
    due = resolve(Bound(Relation.WITHIN, Session(None, (20,))), context, "at its twentieth session")
    assert not due.resolved
    assert due.session == SessionRef(COMMITTEE, 20)
    assert due.reason is not None
    for words in ("on 21 December 2016", "1 June 2021 to 4 June 2021", "servanda sessions add", "expected in 2018"):
        assert words in due.reason
    later = resolve(
        Bound(Relation.WITHIN, Session(None, (20,))), Context(ADOPTED, assembly.NAME, 71, shipped(), COMMITTEE, date(2021, 6, 2))
    )
    assert (later.earliest, later.latest) == (date(2021, 6, 1), date(2021, 6, 4))


def test_a_bound_due_moves_with_its_session() -> None:
    context = Context(ADOPTED, assembly.NAME, 71, shipped(), its=COMMITTEE)
    due = resolve(Bound(Relation.WITHIN, Session(None, (20,))), context, "at its twentieth session")
    moved = shipped().moved(COMMITTEE, 20, date(2019, 5, 27), date(2019, 5, 30), date(2018, 11, 1), "by hand")
    rebound = rebind(due, moved, date(2018, 11, 2))
    assert (rebound.earliest, rebound.latest, rebound.expression) == (date(2019, 5, 27), date(2019, 5, 30), due.expression)
    put_off = moved.moved(COMMITTEE, 20, None, None, date(2019, 2, 1), expected="May 2020")
    lost = rebind(rebound, put_off, date(2019, 2, 2))
    assert not lost.resolved
    assert lost.session == due.session
    assert shipped().days(COMMITTEE, 20, date(2019, 2, 2)) is None, "moving makes a new calendar and leaves the old one"


@pytest.mark.parametrize(
    ("bound", "expected"),
    [
        (Bound(Relation.BEFORE, Session(None, (72,))), (None, date(2017, 9, 19))),
        (Bound(Relation.BY, Part(Portion.END, Session(None, (72,)))), (None, date(2018, 9, 9))),
        (Bound(Relation.BEFORE, Part(Portion.END, Session(None, (72,)))), (None, date(2018, 9, 9))),
        (Bound(Relation.WITHIN, Session(None, (72,))), (date(2017, 9, 20), date(2018, 9, 9))),
        (Bound(Relation.AFTER, Session(None, (72,))), (date(2018, 9, 10), None)),
    ],
)
def test_every_relation_survives_rebinding(bound: Bound, expected: tuple[date | None, date | None]) -> None:
    due = resolve(bound, Context(ADOPTED, assembly.NAME, 71, shipped()), "as printed")
    moved = shipped().moved("General Assembly", 72, date(2017, 9, 20), date(2018, 9, 9), date(2017, 1, 1))
    rebound = rebind(due, moved, date(2017, 1, 2))
    assert (rebound.earliest, rebound.latest) == expected


def test_a_due_without_session_is_not_rebound() -> None:
    due = resolve(Bound(Relation.WITHIN, Session(None, which=Which.THAT)), Context())
    with pytest.raises(ValueError, match="bound to no session"):
        rebind(due, shipped())


@pytest.mark.parametrize(("opening", "closing"), [(date(2020, 1, 2), date(2020, 1, 1)), (date(2020, 1, 2), None)])
def test_impossible_days_are_refused(opening: date, closing: date | None) -> None:
    with pytest.raises(ValueError, match="needs an opening and a closing day"):
        shipped().moved(COMMITTEE, 20, opening, closing, date(2019, 1, 1))


@given(st.integers(58, 120), st.integers(-30, 30), st.integers(0, 60))
def test_moving_there_and_back_gives_the_same_days(number: int, shift: int, length: int) -> None:
    calendar = shipped()
    before = calendar.days("GA", number, date(2000, 1, 1))
    assert before
    opening = before.opening + timedelta(days=shift)
    moved = calendar.moved("GA", number, opening, opening + timedelta(days=length), date(2001, 1, 1))
    back = moved.moved("GA", number, before.opening, before.closing, date(2002, 1, 1))
    found = back.days("GA", number, date(2002, 6, 1))
    assert found
    assert (found.opening, found.closing) == (before.opening, before.closing)
    still = back.days("GA", number, date(2001, 6, 1))
    assert still
    assert still.opening == opening


@pytest.mark.parametrize(
    ("name", "home", "expected"),
    [
        ("the General Assembly", None, "General Assembly"),
        ("the Assembly", "General Assembly", "General Assembly"),
        ("the Assembly", "World Health Assembly", "World Health Assembly"),
        ("the Assembly", None, None),
        ("Executive Board", "World Health Assembly", "Executive Board of the World Health Organization"),
        ("Executive Board", "General Assembly", None),
        ("Conference of the Parties", "General Assembly", None),
        ("SBI", None, "Subsidiary Body for Implementation"),
        ("High-level Committee", "General Assembly", COMMITTEE),
    ],
)
def test_short_names_mean_what_they_mean_at_home(name: str, home: str | None, expected: str | None) -> None:
    assert shipped().canonical(name, home) == expected


def test_a_session_in_parts_runs_from_the_first_to_the_last() -> None:
    days = shipped().days("SBI", 48)
    assert days
    assert (days.opening, days.closing) == (date(2018, 4, 30), date(2018, 9, 9))


def test_a_moved_conference_is_known_from_its_decision() -> None:
    conference = "Conference of the Parties to the United Nations Framework Convention on Climate Change"
    before, after = (shipped().days(conference, 28, day) for day in (date(2022, 11, 16), date(2022, 11, 17)))
    assert before and after
    assert (before.opening, after.opening) == (date(2023, 11, 6), date(2023, 11, 30))


@pytest.mark.parametrize(
    ("principle", "opening", "expected"),
    [
        ("biennial-calendar", date(2018, 5, 1), date(2017, 10, 1)),
        ("biennial-calendar", date(2019, 5, 1), date(2017, 10, 1)),
        ("ahead-24", date(2023, 6, 5), date(2021, 6, 5)),
        ("opening", date(2023, 6, 5), date(2023, 6, 5)),
    ],
)
def test_principles_of_knowing(principle: str, opening: date, expected: date) -> None:
    assert tables.known_since(principle, opening) == expected


HEADER = "body\tsession\tpart\topening\tclosing\texpected\tstatus\tknown_since\tcertainty\tsource\tnote"


def test_a_users_table_extends_the_shipped_one(tmp_path: Path) -> None:
    more = tmp_path / "more.tsv"
    more.write_text(f"{HEADER}\n# a remark\n{COMMITTEE}\t24\t\t2029-05-28\t2029-05-31\t\tplanned\t2028-01-15\tgiven\tletter\t\n")
    days = extended(more).days(COMMITTEE, 24, date(2028, 2, 1))
    assert days
    assert days.opening == date(2029, 5, 28)
    assert shipped().days(COMMITTEE, 24) is None


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("X\tnine\t\t2020-01-01\t2020-01-02\t\theld\t\t\t\t", "line 2"),
        ("X\t9\t\t2020-01-03\t2020-01-02\t\theld\t\t\t\t", "before it opens"),
        ("X\t9\t\t2020-02-30\t2020-03-02\t\theld\t\t\t\t", "line 2"),
        ("X\t9\t\t\t\t2019\tplanned\t\t\t\t", "known_since"),
        ("X\t9\t\t2020-01-01\t2020-01-02\t\tdone\t\t\t\t", "planned or held"),
    ],
)
def test_a_wrong_row_is_named(tmp_path: Path, row: str, message: str) -> None:
    table = tmp_path / "wrong.tsv"
    table.write_text(f"{HEADER}\n{row}\n")
    with pytest.raises(ValueError, match=message) as wrong:
        extended(table)
    assert "wrong.tsv" in str(wrong.value)


def test_an_empty_calendar_knows_only_the_rule() -> None:
    assert SessionCalendar().days("General Assembly", 72)
    assert SessionCalendar().days(COMMITTEE, 20) is None
