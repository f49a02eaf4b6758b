"""Is each series whole? Its occurrences and what it says it has opened are held against each other, slot by slot. Pure.

The fold of each stream alone cannot tell: an occurrence is a stream of its own, and would fold as well without its series.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date

from domain.events import OccurrenceOpened, Proposed, SeriesBegan, Stamped
from domain.instrument import Due
from domain.series import occurrence_id, rhythm_of
from domain.time.recurrence import occurrence


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong, and with the stream in which it shows."""

    what: str
    stream: str


@dataclass
class Slots:
    """What is remembered of series and occurrences while the ledger is gone through, in the order of its events."""

    began: dict[str, SeriesBegan] = field(default_factory=dict)
    opened: dict[str, list[OccurrenceOpened]] = field(default_factory=dict)
    born: dict[str, tuple[str, int | None, Due | None]] = field(default_factory=dict)

    def note(self, stream: str, stamped: Stamped) -> None:
        """Take one more event of ``stream``."""
        match stamped.event:
            case SeriesBegan():
                self.began[stream] = stamped.event
            case OccurrenceOpened():
                self.opened.setdefault(stream, []).append(stamped.event)
            case Proposed(terms=terms) if terms.series is not None:
                self.born[stream] = terms.series, terms.occurrence, terms.due

    def flaws(self, unread: Collection[str] = ()) -> Iterator[Flaw]:
        """All that is wrong. Of the streams in ``unread``, which could not be read to their end, nothing is said, nor concluded."""
        for series, events in self.opened.items():
            if series not in unread:
                yield from self._slots(series, events)
        for series, events in self.opened.items():
            yield from (flaw for event in events if (flaw := self._unlike(series, event, unread)))
        for stream, (series, number, _) in self.born.items():
            if series not in unread and stream not in {event.id for event in self.opened.get(series, ())}:
                yield Flaw(f"it says that it is occurrence {number} of {series}, which has opened none of this id", stream)

    def _slots(self, series: str, events: list[OccurrenceOpened]) -> Iterator[Flaw]:
        """Each slot once, none left out, each later than the one before, and on its day where a rule gives one."""
        last: date | None = None
        for number, event in enumerate(events, start=1):
            if event.number != number:
                yield Flaw(f"it opens occurrence {event.number} where occurrence {number} should follow", series)
                return
            if event.id != occurrence_id(series, number):
                yield Flaw(f"it opens occurrence {number} as {event.id}, and not as {occurrence_id(series, number)}", series)
            day, ruled = event.due.latest, self._day(series, number)
            if day and last and day <= last:
                yield Flaw(f"occurrence {number} is due on {day}, no later than the one before it, on {last}", series)
            elif ruled and day != ruled:
                yield Flaw(f"occurrence {number} is due on {day or 'no day'}, and by the rule on {ruled}", series)
            last = day or last

    def _day(self, series: str, number: int) -> date | None:
        """The day of an occurrence where the rhythm alone gives it; ``None`` where a body's sessions or a person do."""
        began = self.began.get(series)
        every = rhythm_of(began.recurrence) if began and began.body is None else None
        try:
            return occurrence(began.anchor, every, number - 1) if began and every else None
        except (ValueError, OverflowError):
            return None

    def _unlike(self, series: str, event: OccurrenceOpened, unread: Collection[str]) -> Flaw | None:
        """How the occurrence that was opened is not the one that there is."""
        if event.id in unread:
            return None
        found = self.born.get(event.id)
        if found is None:
            return Flaw(f"it has opened {event.id}, which has no events, or is no occurrence", series)
        if found[:2] != (series, event.number):
            says = f"occurrence {found[1]} of {found[0]}"
            return Flaw(f"it was opened as occurrence {event.number} of {series}, and says that it is {says}", event.id)
        if found[2] != event.due:
            return Flaw(f"it does not begin with the due time with which {series} opened it", event.id)
        return None
