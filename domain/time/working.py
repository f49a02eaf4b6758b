"""Working calendars: which days a body works, and counting in them. The holidays are data, gathered elsewhere."""

from dataclasses import dataclass, field
from datetime import date, timedelta

_LONGEST_CLOSURE = 366


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """A name, the weekdays off (Monday = 0), the holidays with their names, and the years for which holidays are known.

    Days outside ``years`` are not guessed at: asking about them raises LookupError. ``years`` empty means that no holiday
    is meant to count, and every year will do.
    """

    name: str
    weekend: frozenset[int] = frozenset({5, 6})
    holidays: dict[date, str] = field(default_factory=dict)
    years: frozenset[int] = frozenset()

    def is_working(self, day: date) -> bool:
        """Whether ``day`` is worked. Raises LookupError for a year whose holidays nobody has given."""
        if self.years and day.year not in self.years:
            raise LookupError(
                f"The working calendar {self.name!r} holds no holidays for {day.year}, only for {min(self.years)} to "
                f"{max(self.years)}. Extend it before counting working days there."
            )
        return day.weekday() not in self.weekend and day not in self.holidays

    def plus(self, day: date, working_days: int) -> date:
        """The day that is ``working_days`` working days after ``day`` (before it, if negative); ``day`` itself isn't counted."""
        step = timedelta(days=1 if working_days >= 0 else -1)
        left, idle = abs(working_days), 0
        while left:
            day += step
            worked = self.is_working(day)
            left -= worked
            idle = 0 if worked else idle + 1
            if idle > _LONGEST_CLOSURE:
                raise ValueError(f"the working calendar {self.name!r} knows no working day within a year of {day}")
        return day
