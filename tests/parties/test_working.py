"""Whose holidays a person keeps."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from domain.notices import NoticeKind
from domain.parties import Holiday
from domain.time.habits import not_before
from engine import working
from engine.outgoing.readers import Readers
from schema import party_store, people
from schema.engine import Engine
from schema.people import Person


def test_a_duty_stations_own_list() -> None:
    vienna = Person("ann", "Ann", zone="Europe/Vienna", calendar="UN:Vienna")
    habits = working.habits_of(vienna, date(2023, 6, 29))
    assert not habits.works_on(date(2023, 6, 29))  # Eid al-Adha, which Austria does not keep
    assert habits.works_on(date(2023, 6, 8))  # Corpus Christi, which Austria keeps
    assert not_before(habits, datetime(2023, 6, 29, 8, tzinfo=UTC)) == datetime(2023, 6, 30, 7, tzinfo=UTC)
    assert working.habits_of(vienna, date(2031, 5, 1)).works_on(date(2031, 5, 1))  # nobody has given that year


def test_headquarters_by_its_list_and_else_by_rule() -> None:
    new_york = Person("ann", "Ann", zone="America/New_York", calendar="UN:New York")
    habits = working.habits_of(new_york, date(2020, 5, 26))
    assert not habits.works_on(date(2020, 5, 26)) and habits.works_on(date(2020, 2, 17))
    assert not working.habits_of(new_york, date(2031, 7, 4)).works_on(date(2031, 7, 4))


def test_countries_and_their_parts_and_weekends_of_ones_own() -> None:
    geneva = working.habits_of(Person("ann", "Ann", calendar="CH-GE"), date(2026, 9, 10))
    assert not geneva.works_on(date(2026, 9, 10))
    assert working.habits_of(Person("ann", "Ann", calendar="CH"), date(2026, 9, 10)).works_on(date(2026, 9, 10))
    cairo = working.habits_of(Person("ann", "Ann", calendar="EG"), date(2026, 5, 1))
    assert not cairo.works_on(date(2026, 5, 8)) and cairo.works_on(date(2026, 5, 10))  # Friday and Sunday
    own = working.habits_of(Person("ann", "Ann", calendar="EG", weekend="Sun"), date(2026, 5, 1))
    assert own.works_on(date(2026, 5, 8)) and not own.works_on(date(2026, 5, 10))
    assert working.habits_of(Person("ann", "Ann", weekend="none"), date(2026, 5, 1)).works_on(date(2026, 5, 10))


@pytest.mark.parametrize("name", ["XX", "UN:", "UN:Atlantis", "CH-ZZ", "Switzerland", "ch", "UN"])
def test_calendars_that_are_none(name: str) -> None:
    with pytest.raises(ValueError, match=r"ISO 3166"):
        working.check_calendar(name)


def test_what_an_office_enters_takes_the_place_of_a_whole_year() -> None:
    own = [Holiday("UN:Vienna", date(2023, 6, 8), "Corpus Christi"), Holiday("UN:Vienna", date(2026, 1, 1), "New Year")]
    habits = working.habits_of(Person("ann", "Ann", calendar="UN:Vienna"), date(2023, 6, 8), own)
    assert not habits.works_on(date(2023, 6, 8)) and habits.works_on(date(2023, 6, 29))
    assert not working.habits_of(Person("ann", "Ann", calendar="UN:Vienna"), date(2026, 5, 1), own).works_on(date(2026, 1, 1))
    working.check_calendar("the mission", [Holiday("the mission", date(2026, 1, 1), "New Year")])
    assert not working.habits_of(Person("ann", "Ann", calendar="CH"), date(2026, 8, 1), own).works_on(date(2026, 8, 1))


def test_every_day_of_a_duty_station_is_a_working_day_that_is_free() -> None:
    for years in working.duty_stations().values():
        for year, days in years.items():
            assert len(days) in (9, 10) and all(day.year == year and day.weekday() < 5 for day in days)


def test_whoever_keeps_an_offices_calendar_is_not_reached_on_its_holidays(engine: Engine) -> None:
    people.put(engine, Person("ann", "Ann", calendar="UN:Nairobi"))
    madaraka = Holiday("UN:Nairobi", date(2026, 6, 1), "Madaraka Day", "a circular")
    party_store.change(engine, lambda known: replace(known, holidays=(madaraka,)))
    noon = datetime(2026, 6, 1, 12, tzinfo=UTC)
    ann = Readers(engine, {}, "UTC", noon)["ann"]
    assert ann.at_once(NoticeKind.OVERDUE, noon) == datetime(2026, 6, 2, 9, tzinfo=UTC)
    assert ann.digest_today(noon).date() == date(2026, 6, 2)
