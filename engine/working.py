"""Whose holidays a person keeps: a country's, from the ``holidays`` library, or those of a United Nations duty station.

A calendar is named ``CH`` or ``CH-GE`` (ISO 3166), or ``UN:Vienna``. A duty station's days are data with their source
(``engine/data/duty-stations.tsv``). For a year that it does not hold, only Headquarters has holidays, by rule and from memory; elsewhere
they stay unknown, and then only weekends are free. What an office enters for itself outweighs all this, year by year.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files

from domain.parties import Holiday
from domain.time.habits import Habits, parse_hours, parse_weekend
from domain.time.working import WorkingCalendar
from reading import holidays_source
from schema import parties
from schema.engine import Engine
from schema.people import Person

HEADQUARTERS = "New York"
_UN = "UN:"
_COUNTRY = re.compile(r"[A-Z]{2}(-\w{1,3})?", re.ASCII)


@cache
def duty_stations() -> dict[str, dict[int, dict[date, str]]]:
    """The official holidays of each duty station, by year."""
    found: dict[str, dict[int, dict[date, str]]] = defaultdict(lambda: defaultdict(dict))
    text = (files("engine") / "data" / "duty-stations.tsv").read_text(encoding="utf-8").splitlines()
    for row in csv.DictReader((line for line in text if not line.startswith("#")), delimiter="\t"):
        day = date.fromisoformat(row["day"])
        found[row["station"]][day.year][day] = row["holiday"]
    return {station: {year: dict(days) for year, days in years.items()} for station, years in found.items()}


def check_calendar(name: str, entered: Iterable[Holiday] = ()) -> None:
    """Raises ValueError for a calendar that nothing is known of. ``entered`` are the holidays that were entered here, of any."""
    if name:
        calendar_of(name, 2026, entered)


def calendar_of(name: str, year: int, entered: Iterable[Holiday] = ()) -> WorkingCalendar:
    """The working calendar ``name`` around ``year``: that year, the one before and the one after, as far as they are known.

    The empty name is a calendar without holidays. A year of which a holiday was ``entered`` has those and no others. Raises ValueError
    for a calendar that nothing is known of.
    """
    if not name:
        return WorkingCalendar("no holidays")
    own = [one for one in entered if one.calendar == name]
    if not own:
        return _calendar(name, year)
    try:
        known = _calendar(name, year)
    except ValueError:  # an office of which only this instance knows
        known = WorkingCalendar(name, years=frozenset({own[0].day.year}))
    years = {one.day.year for one in own}
    off = {day: holiday for day, holiday in known.holidays.items() if day.year not in years}
    return WorkingCalendar(name, known.weekend, {**off, **{one.day: one.name for one in own}}, known.years | years)


@lru_cache(maxsize=256)
def _calendar(name: str, year: int) -> WorkingCalendar:
    years = (year - 1, year, year + 1)
    if not name.startswith(_UN):
        if not _COUNTRY.fullmatch(name):
            raise ValueError(
                f"{name!r} is no calendar. Write a country's ISO 3166 code (CH), a part of it (CH-GE), or UN:Vienna."
            )
        code, _, part = name.partition("-")
        return holidays_source.country(code, years, part or None)
    station = name.removeprefix(_UN)
    known = duty_stations()
    if station not in known:
        raise ValueError(
            f"No holidays of a duty station {station!r} are known. There are: {', '.join(_UN + one for one in sorted(known))}. Give a "
            "country by its ISO 3166 code, such as CH; or import the station's own list (table holidays) together with it or before."
        )
    given = {each: known[station][each] for each in years if each in known[station]}
    off = {day: holiday for days in given.values() for day, holiday in days.items()}
    if station == HEADQUARTERS and (by_rule := [each for each in years if each not in given]):
        off |= holidays_source.united_nations(by_rule).holidays
        return WorkingCalendar(name, holidays=off, years=frozenset(years))
    return WorkingCalendar(name, holidays=off, years=frozenset(given) or frozenset({min(known[station])}))


def habits_of(person: Person, around: date, entered: Iterable[Holiday] = ()) -> Habits:
    """When ``person`` works and rests around a day, as :mod:`domain.time.habits` asks.

    ``entered`` are the holidays of their calendar that were entered here. Raises ValueError for a calendar that is none.
    """
    calendar = calendar_of(person.calendar, around.year, entered)
    weekend = parse_weekend(person.weekend)
    if weekend is not None:
        calendar = WorkingCalendar(calendar.name, weekend, calendar.holidays, calendar.years)
    return Habits(person.zone, calendar, parse_hours(person.hours), parse_hours(person.quiet) if person.quiet else None)


def habits_here(engine: Engine, person: Person, around: date) -> Habits:
    """:func:`habits_of`, with the holidays that were entered in this instance."""
    return habits_of(person, around, parties.holidays(engine, person.calendar))
