"""Who reads what is told: people with what they prefer and when they may be reached, and who is meant by a party or a role."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from domain.notices import NoticeKind
from domain.parties import Holiday, Standing, Told, told
from domain.time.habits import Habits, not_before
from domain.time.zones import day_of
from engine.working import habits_of
from notify.outbox import Reader
from notify.policy import CHAT, DIGEST_HOUR, EMAIL, NO_PREFERENCES, Preferences, Urgency, digest_on, next_digest
from schema import bounces, chat, people
from schema import preferences as kept
from schema.bounces import Bounce
from schema.engine import Engine, reading
from schema.parties import DatabaseDirectory, holidays
from schema.people import Person

log = structlog.get_logger(__name__)

ANY = (EMAIL, CHAT)
"""Where people are told who have given no order: by mail, and by chat if they have no address."""

_MEANT = frozenset({Standing.SELF, Standing.HOLDER, Standing.UNKNOWN})

WITHIN_WORK = frozenset({NoticeKind.OVERDUE, NoticeKind.ESCALATION})
"""What is told at once but within working hours: it came with the calendar, at midnight perhaps, and not from a colleague at work."""


@dataclass(frozen=True, slots=True)
class Known:
    """A reader, what they prefer, and their hours; ``habits`` is ``None`` for a role or an id that nobody is known by.

    ``came_back`` is set where the only way to them is an address that mail has come back from.
    """

    reader: Reader
    preferences: Preferences
    habits: Habits | None
    came_back: Bounce | None = None

    @property
    def hour(self) -> int:
        return DIGEST_HOUR if self.preferences.hour is None else self.preferences.hour

    def at_once(self, kind: NoticeKind, now: datetime) -> datetime:
        """When something that cannot wait may reach them (UTC)."""
        return not_before(self.habits, now, urgent=kind not in WITHIN_WORK) if self.habits else now

    def digest_today(self, now: datetime) -> datetime:
        """When the digest of today, or of the first working day from today on, is due (UTC)."""
        return digest_on(day_of(now, self.reader.zone), self.hour, self.reader.zone, self._may_read)

    def digest_tomorrow(self, now: datetime) -> datetime:
        """As :meth:`digest_today`, from tomorrow on."""
        return digest_on(day_of(now, self.reader.zone) + timedelta(days=1), self.hour, self.reader.zone, self._may_read)

    def digest_next(self, now: datetime) -> datetime:
        """The next digest after ``now`` (UTC)."""
        return next_digest(now, self.hour, self.reader.zone, self._may_read)

    def _may_read(self, instant: datetime) -> datetime:
        """Digests come on working days, at the hour that was chosen, whatever the working hours; never in quiet hours."""
        if self.habits is None:
            return instant
        works = self.habits.works_on(day_of(instant, self.habits.zone))
        return not_before(self.habits, instant, urgent=works)


class Readers:
    """Everybody who is asked about in one round, looked up together and remembered as long as it lives.

    ``roles`` says who fills a role (``@coordinator``), by an id; ``zone`` is that of readers whom nobody knows.
    """

    def __init__(self, engine: Engine, roles: Mapping[str, str], zone: str, now: datetime) -> None:
        self._engine = engine
        self._roles = roles
        self._zone = zone
        self._now = now
        self._known: dict[str, Known] = {}
        self._told: dict[str, tuple[Told, ...]] = {}
        self._holidays: dict[str, list[Holiday]] = {}

    def told(self, parties: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """The ids of the persons who are told now what is for each of ``parties``; a role that nobody fills is its own."""
        wanted = dict.fromkeys(parties)
        if missing := [party for party in wanted if party not in self._told]:
            with reading(self._engine) as connection:
                directory = DatabaseDirectory(connection)
                for party in missing:
                    self._told[party] = told(directory, party, self._now, self._roles)
        return {party: tuple(one.person for one in self._told[party]) for party in wanted}

    def standing_in(self, person: str, parties: Iterable[str]) -> Told | None:
        """By which of ``parties`` ``person`` is told as somebody who stands in; ``None`` where one of them is, or means, that person."""
        wanted = dict.fromkeys(parties)
        if person in wanted:
            return None
        self.told(wanted)
        theirs = [one for party in wanted for one in self._told[party] if one.person == person]
        if any(one.standing in _MEANT for one in theirs):
            return None
        return next(iter(theirs), None)

    def load(self, persons: Iterable[str]) -> None:
        """Look up those who are not yet known."""
        if not (missing := [person for person in dict.fromkeys(persons) if person not in self._known]):
            return
        known, chosen, rooms = people.known(self._engine, missing), kept.of(self._engine, missing), chat.of(self._engine, missing)
        dead = bounces.undeliverable(self._engine, [each.email for each in known.values() if each.email])
        for person in missing:
            reached = {CHAT: rooms[person]} if person in rooms else {}
            self._known[person] = self._as_known(person, known.get(person), chosen.get(person), reached, dead)

    def _entered(self, calendar: str) -> list[Holiday]:
        if calendar not in self._holidays:
            self._holidays[calendar] = holidays(self._engine, calendar)
        return self._holidays[calendar]

    def __getitem__(self, person: str) -> Known:
        if person not in self._known:
            self.load([person])
        return self._known[person]

    def _as_known(
        self,
        id: str,
        person: Person | None,
        chosen: kept.Preference | None,
        addresses: dict[str, str],
        dead: Mapping[str, Bounce],
    ) -> Known:
        preferences = preferences_of(chosen) if chosen else NO_PREFERENCES
        if person is None:
            role = id.startswith("@")
            note = (
                ("page.unfilled", {"who": id}) if role else ("page.unknown", {"who": id, "command": f"servanda people add {id}"})
            )
            language = preferences.language or "en"
            return Known(Reader(id, id, self._zone, language, addresses, ANY, None if addresses else note), preferences, None)
        email = person.email or ""
        came_back = email in dead
        addresses |= {EMAIL: email} if email and not came_back else {}
        channels = preferences.channels or ANY
        reached = any(name in addresses for name in channels)
        no_address = ("page.no_address", {"who": id, "command": f"servanda people add {id} --email ..."})
        reader = Reader(
            id,
            person.name,
            person.zone,
            preferences.language or person.language,
            addresses,
            channels,
            None if reached else no_address,
        )
        habits = _habits(person, self._now, self._entered(person.calendar))
        return Known(reader, preferences, habits, dead[email] if came_back and not reached else None)


def preferences_of(chosen: kept.Preference) -> Preferences:
    """Stored choices as the policy reads them. A kind of notice that this code does not know is left alone."""
    known = {kind.value for kind in NoticeKind}
    kinds = {NoticeKind(kind): Urgency(how) for kind, how in chosen.kinds.items() if kind in known}
    return Preferences(chosen.language, chosen.hour, chosen.channels, kinds)


def _habits(person: Person, now: datetime, entered: list[Holiday]) -> Habits | None:
    """When they may be reached; at any time where that cannot be read: nothing must be lost for it."""
    try:
        return habits_of(person, day_of(now, person.zone), entered)
    except ValueError as error:
        log.warning("reader.habits_unreadable", person=person.id, reason=str(error))
        return None
