"""Working calendars from the ``holidays`` library: of a country, and the United Nations' own list of holidays at Headquarters."""

import csv
from collections.abc import Iterable, Mapping
from datetime import date
from importlib.resources import files

import holidays

from domain.time.working import WorkingCalendar

_UN = "United Nations Headquarters"


def country(code: str, years: Iterable[int], subdivision: str | None = None) -> WorkingCalendar:
    """The working calendar of the country with the ISO 3166 ``code`` (and one of its parts) for ``years``.

    Raises ValueError for a country or part that the library doesn't know.
    """
    kept = frozenset(years)
    try:
        known = holidays.country_holidays(code, subdiv=subdivision, years=sorted(kept))
    except NotImplementedError as unknown:
        place = f"{code}/{subdivision}" if subdivision else code
        raise ValueError(
            f"The holidays of {place!r} are not known: give a country by its ISO 3166 code (such as CH or US), and a part of it "
            f"as that country's own code has it."
        ) from unknown
    off = {day: str(name) for day, name in known.items() if day.year in kept}
    name = f"{code}/{subdivision}" if subdivision else code
    return WorkingCalendar(name, frozenset(known.weekend), off, kept)


def united_nations(years: Iterable[int], extra: Mapping[date, str] | None = None) -> WorkingCalendar:
    """The working calendar of United Nations Headquarters for ``years``; ``extra`` adds days (a duty station's own, for one)."""
    kept = frozenset(years)
    rows = (files("reading") / "lexicon" / "calendars" / "un-holidays.tsv").read_text(encoding="utf-8").splitlines()
    lines = csv.DictReader((row for row in rows if not row.startswith("#")), delimiter="\t")
    off: dict[date, str] = {}
    for line in lines:
        known = holidays.country_holidays(line["country"], years=range(min(kept), max(kept) + 2))
        off |= {day: line["holiday"] for day, names in known.items() if day.year in kept and _named(names, line["name"])}
    return WorkingCalendar(_UN, frozenset({5, 6}), {**off, **(extra or {})}, kept)


def _named(names: str, name: str) -> bool:
    """Whether a day is that holiday, or the weekday on which it is kept. Two holidays on one day are parted by semicolons."""
    return any(one.strip().removesuffix(" (observed)") == name for one in names.split(";"))
