"""Days in a zone as instants. Stored instants are UTC; a day begins and ends where the addressee is.

Midnights are found by the wall clock, so a day that loses or gains an hour is 23 or 25 hours long, and a midnight that a change
of clocks skips is the first moment that exists after it.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def at(day: date, hour: time, zone: str) -> datetime:
    """The UTC instant of wall-clock ``hour`` on ``day`` in the IANA ``zone``.

    An hour that the clocks skip is read as the moment they jump to; of one that comes twice, the first is meant.
    Raises ``zoneinfo.ZoneInfoNotFoundError`` for an unknown zone.
    """
    wall = datetime.combine(day, hour.replace(tzinfo=None))
    place = ZoneInfo(zone)
    before, after = _offset(wall, place, 0), _offset(wall, place, 1)
    if after > before:  # the clocks jump over it
        return _end_of_gap(wall, place)
    return (wall - before).replace(tzinfo=UTC)


def _offset(wall: datetime, place: ZoneInfo, fold: int) -> timedelta:
    return wall.replace(tzinfo=place, fold=fold).utcoffset() or timedelta()


def _end_of_gap(wall: datetime, place: ZoneInfo) -> datetime:
    """The moment at which the clocks jump over ``wall``: before it the offset is the old one (fold 0), after it the new."""
    before, after = _offset(wall, place, 0), _offset(wall, place, 1)
    low, high = (wall - max(before, after)).replace(tzinfo=UTC), (wall - min(before, after)).replace(tzinfo=UTC)
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) / 2
        if middle.astimezone(place).utcoffset() == before:
            low = middle
        else:
            high = middle
    return high.replace(microsecond=0)


def start_of_day(day: date, zone: str) -> datetime:
    """The first instant of ``day`` in ``zone``, in UTC."""
    return at(day, time.min, zone)


def end_of_day(day: date, zone: str) -> datetime:
    """The instant at which ``day`` is over in ``zone``: the next day's first, in UTC. The day itself no longer holds it."""
    return start_of_day(day + timedelta(days=1), zone)


def days_later(instant: datetime, days: int, zone: str) -> datetime:
    """The same hour by the wall clock in ``zone`` so many ``days`` of the calendar after ``instant``, in UTC.

    So many times 24 hours later it may be another day's, where the clocks have changed meanwhile.
    """
    local = instant.astimezone(ZoneInfo(zone))
    return at(local.date() + timedelta(days=days), local.time(), zone)


def day_of(instant: datetime, zone: str) -> date:
    """The calendar day that ``instant`` (aware) falls on in ``zone``. Raises ValueError for a naive instant."""
    if instant.tzinfo is None:
        raise ValueError("an instant without a zone falls on no day in particular: give it in UTC")
    return instant.astimezone(ZoneInfo(zone)).date()
