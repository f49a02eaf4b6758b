"""Days, instants and due times in words, with their zone."""

from datetime import date, datetime

from domain.instrument import Due
from domain.projection import Projection


def day(value: date | None) -> str:
    """``2017-09-11``, or nothing."""
    return value.isoformat() if value else ""


def instant(value: datetime | None, zone: str) -> str:
    """``2017-09-11 09:00 Europe/Geneva``, or nothing."""
    if value is None:
        return ""
    from zoneinfo import ZoneInfo

    return f"{value.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M} {zone}"


def due(row: Projection) -> str:
    """The last day, with its zone where that is not UTC; else why there is none."""
    if row.due_latest:
        return day(row.due_latest) if row.zone == "UTC" else f"{day(row.due_latest)} {row.zone}"
    if row.status == "recurring":
        return "next: no day yet"
    if row.unresolved is not None or row.due_expression:
        return f"unresolved: {row.due_expression}"
    return "no day"


def due_long(found: Due | None, zone: str) -> str:
    """A due time in full: the days, and the words they come from."""
    if found is None:
        return "no time is named"
    if not found.resolved:
        return f"unresolved ({found.expression})" if found.expression else "unresolved"
    span = (
        f"{day(found.earliest)} to {day(found.latest)}"
        if found.earliest and found.latest
        else day(found.latest or found.earliest)
    )
    ends = f"the end of {span}" if not found.earliest else span
    return f"{ends} ({zone})" + (f", from “{found.expression}”" if found.expression else "")


def standing(row: Projection) -> str:
    """Status, with what an onlooker must know: overdue, escalated, how many of how many."""
    parts = [f"overdue, {row.status}" if row.overdue else row.status]
    if row.required > 1:
        parts.append(f"{row.delivered}/{row.required}")
    if row.level and row.overdue:
        parts.append(f"level {row.level}")
    return ", ".join(parts)


def whom(addressees: tuple[str, ...]) -> str:
    """Who is to act."""
    return "; ".join(addressees) or "(nobody named)"


def with_whom(row: Projection) -> str:
    """Who holds it; of several the first, and how many more."""
    if len(row.parties) > 1:
        return f"{row.parties[0]} and {len(row.parties) - 1} more"
    return row.assignee or ""
