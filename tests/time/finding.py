"""What the tests of finding times share: the settings of five adopting bodies, and how a found time is looked at."""

from datetime import date

from reading.calendars import shipped
from reading.due import DueContext, FoundDue, find_dues

SEED = DueContext(date(2016, 12, 21), "General Assembly", 71, calendar=shipped())
HEALTH = DueContext(date(2013, 5, 27), "World Health Assembly", 66, calendar=shipped())
CLIMATE = DueContext(date(2015, 12, 12), "Conference of the Parties", 21, calendar=shipped(), symbol="FCCC/CP/2015/10/Add.1")
COUNCIL = DueContext(date(2019, 5, 30), "Security Council", calendar=shipped())


def only(text: str, context: DueContext = SEED) -> FoundDue:
    found = find_dues(text, context)
    assert len(found) == 1, [text[one.start : one.end] for one in found]
    return found[0]


def days(found: FoundDue) -> tuple[str | None, str | None]:
    assert found.due is not None
    return tuple(day.isoformat() if day else None for day in (found.due.earliest, found.due.latest))  # type: ignore[return-value]
