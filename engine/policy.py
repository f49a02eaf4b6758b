"""How an office follows what it confirms, where the text says nothing: zone, days off, reviews, who may move a day."""

from dataclasses import dataclass, field
from datetime import date

from config import Settings, SettingsError
from domain.ladder import Ladder
from engine.working import calendar_of

YEARS_AHEAD = 3
"""Years beyond the present one whose holidays a ladder is told, as far as they are known; after that only weekends are free."""


@dataclass(frozen=True, slots=True)
class Policy:
    """What proposals are given when they are registered. ``zone`` (IANA) is where their addressees' days begin and end.

    ``review_months``: how often a duty without a day is looked at (``None``: never). ``extension_approval``: whoever holds it may
    only ask for another day.
    """

    zone: str = "UTC"
    ladder: Ladder = field(default_factory=Ladder)
    review_months: int | None = None
    extension_approval: bool = False


def policy(settings: Settings, zone: str | None, today: date) -> Policy:
    """The policy of ``settings``, in ``zone`` or the settings' own. Raises :class:`~config.SettingsError` for a calendar that is none."""
    return Policy(
        zone or settings.zone, _ladder(settings.calendar, today), settings.review_months or None, settings.extension_approval
    )


def _ladder(calendar: str, today: date) -> Ladder:
    """The usual rungs, moved off the days that ``calendar`` has off; without one every day will do."""
    if not calendar:
        return Ladder()
    weekend: frozenset[int] = frozenset()
    off: set[date] = set()
    for year in range(today.year, today.year + YEARS_AHEAD + 1):
        try:
            known = calendar_of(calendar, year)
        except ValueError as error:
            raise SettingsError(f"calendar = {calendar!r}: {error}") from error
        weekend = known.weekend
        off |= {day for day in known.holidays if day.year == year and day.weekday() not in weekend}
    return Ladder(weekend=tuple(sorted(weekend)), holidays=tuple(sorted(off)))
