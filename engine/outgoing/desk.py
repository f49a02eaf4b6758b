"""Where notices become messages: who is meant, whether it can wait, what is said; recorded before anything is sent.

A message and the notices that it carries are recorded in one transaction, under a business key (a person and a day for a digest).
Whoever dies before has done nothing; whoever dies after leaves a message that is sent as it stands.
"""

import uuid
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

import structlog

from domain.notices import Notice, NoticeKind, turns
from domain.obligation import RUNNING
from domain.parties import Told
from domain.time.zones import day_of
from engine.outgoing.deciding import Deciding
from engine.outgoing.identity import ledger_id
from engine.outgoing.matters import matters
from engine.outgoing.readers import Known, Readers
from notify.channels import Form, Message, Part
from notify.digest import AHEAD, FULL, About, Plate, gather, still_holds
from notify.errors import Rejected
from notify.feeds.invitation import Meeting
from notify.feeds.invited import invitations, lets_off, says_nothing
from notify.languages import catalogue
from notify.outbox import Leaving, Reader
from notify.policy import PACE, Urgency, chosen
from notify.render import Rendered, render, render_digest
from schema import messages, outbox
from schema.engine import Engine
from schema.messages import Draft
from schema.outbox import Placement, Unplaced
from schema.standing import Pressing, pressing
from wire.codec import decode, encode

log = structlog.get_logger(__name__)

PEOPLE_A_ROUND = 200
"""Persons written to in one round; between rounds what was written is sent."""

TOGETHER = 50
"""Persons whose messages are recorded in one transaction."""

BATCHES = 40
"""Batches of notices placed in one round."""

IN_ONE_MESSAGE = 5_000
"""Notices that one message carries at most; the others come in the next."""

STANDING_FOR = timedelta(minutes=2)
"""How long a look at all that is overdue serves; each item told in full is looked at anew."""

_LATER = timedelta(minutes=10)
"""When something that could not be written is tried again."""

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)

_REPEATED = "OverdueNoticed"
"""The ledger's name of the event that says again that something is overdue."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What telling needs to know of the instance: who fills roles, the zone of readers nobody knows, and where its pages are."""

    roles: Mapping[str, str] = field(default_factory=dict)
    zone: str = "UTC"
    links: str = ""


@dataclass(frozen=True, slots=True)
class _Standing:
    """All that is overdue or due soon, by the person whose turn it is, at one moment."""

    at: datetime
    of: Mapping[str, Sequence[Pressing]]


@dataclass(frozen=True, slots=True)
class _Matter:
    """What one person is to be told now, sorted."""

    told: tuple[Notice, ...]
    dropped: tuple[str, ...]
    moved: tuple[Placement, ...]
    overdue: tuple[tuple[str, date], ...]
    due: tuple[tuple[str, date], ...]
    about: Mapping[str, About]
    first_digests: Mapping[str, datetime]
    standing_in: Mapping[str, Told]

    def draft(
        self, person: str, key: str, form: Form, now: datetime, content: bytes | None, due: datetime | None = None,
        following: datetime | None = None,
    ) -> Draft:  # fmt: skip
        carried = tuple(notice.key for notice in self.told)
        return Draft(person, key, form.value, now, content, carried, self.dropped, self.moved, self.first_digests, due, following)


class DatabaseDesk:
    """The desk of one database, as :class:`notify.outbox.Desk` asks for it. Several may work on one database at once."""

    def __init__(self, engine: Engine, settings: Settings) -> None:
        self._engine = engine
        self._settings = settings
        self._standing = _Standing(_NEVER, {})
        self._deciding = Deciding(engine)
        self._id: uuid.UUID | None = None
        self._swept = self._now = _NEVER

    def write(self, now: datetime) -> int:
        self._now = now
        readers = Readers(self._engine, self._settings.roles, self._settings.zone, now)
        self._deciding.expect(now, readers)
        done = self._place(now, readers) + self._write_at_once(now, readers) + self._write_digests(now, readers)
        if now - self._swept > timedelta(hours=1):
            self._swept = now
            messages.forget_words(self._engine, now)
        return done

    # Placing: which persons a notice is for, and how each is told.

    def _place(self, now: datetime, readers: Readers) -> int:
        done = 0
        for _ in range(BATCHES):
            found = outbox.unplaced(self._engine, now)
            if not found:
                break
            done += self._place_some(found, now, readers)
        return done

    def _place_some(self, found: Sequence[Unplaced], now: datetime, readers: Readers) -> int:
        try:
            told = readers.told(one.notice.recipient for one in found)
            readers.load(person for persons in told.values() for person in persons)
            placements = [each for one in found for each in _placements(one.notice, one.event, one.actor, told, now, readers)]
        except Exception as error:
            if len(found) > 1:  # one of them is to blame: each for itself
                return sum(self._place_some([one], now, readers) for one in found)
            again = outbox.misplaced(self._engine, found[0], now, f"{type(error).__name__}: {error}")
            log.warning("notice.not_placed", notice=found[0].notice.key, again=again.isoformat(), reason=str(error))
            return 0
        first = self._first_digests((each.person for each in placements), now, readers)
        return outbox.place(self._engine, [one.notice.key for one in found], placements, first, now)

    def _first_digests(self, persons: Iterable[str], now: datetime, readers: Readers) -> dict[str, datetime]:
        missing = messages.without_digest(self._engine, dict.fromkeys(persons))
        return {person: readers[person].digest_next(now) for person in missing}

    # What cannot wait.

    def _write_at_once(self, now: datetime, readers: Readers) -> int:
        persons = messages.ready(self._engine, now, PACE, PEOPLE_A_ROUND)
        return self._write(persons, False, now, readers, lambda person, matter: self._at_once(person, matter, now, readers))

    def _at_once(self, person: str, matter: _Matter, now: datetime, readers: Readers) -> Draft:
        key = f"now:{person}:{matter.told[0].key}" if matter.told else ""
        if not matter.told:
            return matter.draft(person, key, Form.IMMEDIATE, now, None)
        reader = readers[person].reader
        events = {(notice.obligation, notice.seq) for notice in matter.told}
        if len(events) == 1:
            notice = matter.told[0]
            why = matter.standing_in.get(notice.obligation)
            key = f"{notice.obligation}#{notice.seq}>{person}"
            rendered = render(notice, matter.about[notice.obligation].matters[notice.seq], reader, self._settings.links, why)
        else:
            plate = Plate(news=matter.told, told=matter.standing_in)
            gathered = gather(plate, matter.about, now, reader.zone, catalogue(reader.language))
            rendered = render_digest(gathered, reader, None, (len(plate.obligations), 0), self._settings.links)
        content = _content(rendered, reader, key, Form.IMMEDIATE, now, matter.told, self._meetings(matter, now))
        return matter.draft(person, key, Form.IMMEDIATE, now, content)

    def _meetings(self, matter: _Matter, now: datetime) -> tuple[Meeting, ...]:
        """What a message that cannot wait invites to, or takes back: of the obligations that it tells in full."""
        told: dict[str, list[Notice]] = {}
        for notice in matter.told:
            told.setdefault(notice.obligation, []).append(notice)
        asked = [(matter.about[one], some) for one, some in list(told.items())[:FULL] if matter.about[one].history]
        if not asked:
            return ()
        found: list[Meeting] = []
        for about, some in asked:
            found += invitations(self._ledger(), about.history, some, day_of(now, about.obligation.terms.zone))
        return tuple(found)

    def _says_nothing(self, notice: Notice, about: About, now: datetime) -> bool:
        if notice.kind is not NoticeKind.WITHDRAWN or not about.history:
            return False
        return says_nothing(self._ledger(), about.history, notice, day_of(now, about.obligation.terms.zone))

    def _ledger(self) -> uuid.UUID:
        self._id = self._id or ledger_id(self._engine)
        return self._id

    # Digests.

    def _write_digests(self, now: datetime, readers: Readers) -> int:
        due = messages.digests_due(self._engine, now, PEOPLE_A_ROUND)
        if not due:
            return 0
        readers.load(due)
        early = {person: at for person in due if (at := readers[person].digest_today(now)) > now}
        messages.record(
            self._engine, [Draft(person, "", Form.DIGEST, now, None, due=due[person], next=at) for person, at in early.items()]
        )
        standing = self._standing_at(now, readers)
        persons = [person for person in due if person not in early]

        def draft(person: str, matter: _Matter) -> Draft:
            return self._digest(person, matter, due[person], now, readers)

        return self._write(persons, True, now, readers, draft, standing)

    def _digest(self, person: str, matter: _Matter, due: datetime, now: datetime, readers: Readers) -> Draft:
        known = readers[person]
        reader, following = known.reader, known.digest_tomorrow(now)
        day = day_of(now, reader.zone)
        key = f"digest:{person}:{day.isoformat()}"
        plate = Plate(matter.overdue, matter.due, matter.told, matter.standing_in, self._deciding.of(person, readers))
        content = None
        if not plate.empty:
            gathered = gather(plate, matter.about, now, reader.zone, catalogue(reader.language))
            counts = len(plate.obligations) + len(plate.decisions), len(plate.overdue)
            rendered = render_digest(gathered, reader, day, counts, self._settings.links)
            content = _content(rendered, reader, key, Form.DIGEST, now, matter.told)
        asked = tuple((one.what, one.stands) for one in plate.decisions)
        return replace(matter.draft(person, key, Form.DIGEST, now, content, due, following), decisions=asked)

    def _standing_at(self, now: datetime, readers: Readers) -> Mapping[str, Sequence[Pressing]]:
        if timedelta() <= now - self._standing.at < STANDING_FOR:
            return self._standing.of
        rows = pressing(self._engine, (now + AHEAD + timedelta(days=1)).date())
        told = readers.told(party for row in rows for party in row.turns)
        found: dict[str, list[Pressing]] = {}
        for row in rows:
            if row.overdue or timedelta() <= row.due - day_of(now, row.zone) <= AHEAD:
                theirs: dict[str, list[str]] = {}
                for party in row.turns:
                    for person in told[party]:
                        theirs.setdefault(person, []).append(party)
                for person, by in theirs.items():
                    found.setdefault(person, []).append(replace(row, turns=tuple(by)))
        missing = messages.without_digest(self._engine, found)
        readers.load(missing)
        messages.expect_digests(self._engine, {person: readers[person].digest_today(now) for person in missing})
        self._standing = _Standing(now, found)
        return found

    # Both.

    def _write(
        self, persons: Sequence[str], digest: bool, now: datetime, readers: Readers, draft: Callable[[str, _Matter], Draft],
        standing: Mapping[str, Sequence[Pressing]] | None = None,
    ) -> int:  # fmt: skip
        done = 0
        for start in range(0, len(persons), TOGETHER):
            some = persons[start : start + TOGETHER]
            news = messages.waiting(self._engine, some, now, digest=digest)
            news = {person: held[:IN_ONE_MESSAGE] for person, held in news.items()}
            readers.load(some)
            told = readers.told(notice.recipient for held in news.values() for notice in held)
            about = self._about(news.values(), (standing or {}).get, some)
            drafts = []
            for person in some:
                try:
                    matter = self._sorted(
                        person, news.get(person, []), (standing or {}).get(person, ()), about, told, now, readers
                    )
                    drafts.append(draft(person, matter))
                except Exception as error:  # this person waits, the others are told
                    self._put_off(person, [notice.key for notice in news.get(person, [])], error, now)
            done += messages.record(self._engine, drafts) if drafts else 0
        return done

    def _about(
        self, news: Iterable[Sequence[Notice]], standing: Callable[[str], Sequence[Pressing] | None], persons: Sequence[str]
    ) -> dict[str, About]:
        wanted: dict[str, set[int]] = {}
        for held in news:
            for notice in held:
                wanted.setdefault(notice.obligation, set()).add(notice.seq)
        for person in persons:
            for row in (standing(person) or ())[:FULL]:
                wanted.setdefault(row.obligation, set())
        return matters(self._engine, wanted)

    def _sorted(
        self, person: str, held: Sequence[Notice], standing: Sequence[Pressing], about: Mapping[str, About],
        told: Mapping[str, tuple[str, ...]], now: datetime, readers: Readers,
    ) -> _Matter:  # fmt: skip
        """What of ``held`` is still to be told to this person, what others are told instead, and what nobody need be told any more."""
        mine: list[Notice] = []
        dropped: list[str] = []
        moved: list[Placement] = []
        for notice in held:
            of = about.get(notice.obligation)
            if of is None:
                lost = f"Event {notice.seq} of {notice.obligation} cannot be read out of the ledger. Run `servanda verify`."
                self._put_off(person, [notice.key], LookupError(lost), now)
            elif not still_holds(notice, of.matters[notice.seq].event.event, of.obligation) or self._says_nothing(
                notice, of, now
            ):
                dropped.append(notice.key)
            elif person in told[notice.recipient]:
                mine.append(notice)
            else:
                dropped.append(notice.key)
                stamped = of.matters[notice.seq].event
                moved += _placements(notice, type(stamped.event).__name__, stamped.actor, told, now, readers)
        rows = [row for row in standing if _still(row, about.get(row.obligation))]
        overdue = tuple((row.obligation, row.due) for row in rows if row.overdue)
        due = tuple((row.obligation, row.due) for row in rows if not row.overdue)
        first = self._first_digests((each.person for each in moved), now, readers) if moved else {}
        return _Matter(
            tuple(mine),
            tuple(dropped),
            tuple(moved),
            overdue,
            due,
            about,
            first,
            _standing_in(person, mine, rows, about, readers),
        )

    def _put_off(self, person: str, notices: Sequence[str], error: Exception, now: datetime) -> None:
        reason = f"{type(error).__name__}: {error}"
        log.error("message.not_written", person=person, notices=len(notices), reason=reason)
        messages.put_off(self._engine, person, notices, now + _LATER, reason)

    # Sending.

    def claim(self, now: datetime, limit: int, lease: timedelta) -> Sequence[Leaving]:
        return [
            Leaving(decode(zlib.decompress(one.content), Message), one.attempt)
            for one in messages.claim(self._engine, now, limit, lease)
        ]

    def reader(self, person: str) -> Reader:
        readers = Readers(self._engine, self._settings.roles, self._settings.zone, self._now)
        known = readers[person]
        if known.came_back:  # it waits, and goes out by itself once the address is mended or another one is given
            raise Rejected(
                f"Mail to {person} has come back ({known.came_back.reason}), and no other way to them is known. When the address works "
                f"again: servanda bounces --mended {person}. Another one: servanda people add {person} --email ..."
            )
        return known.reader

    def sent(self, key: str, channel: str, message_id: str, at: datetime) -> None:
        messages.mark_sent(self._engine, key, at, channel, message_id)

    def failed(self, leaving: Leaving, error: str, at: datetime) -> datetime | None:
        return messages.mark_failed(self._engine, leaving.message.key, leaving.attempt, at, error)


def _placements(
    notice: Notice, event: str, actor: str, told: Mapping[str, tuple[str, ...]], now: datetime, readers: Readers
) -> Iterable[Placement]:
    """How each person is told. Whoever did it, perhaps in another role, need not be told of it, unless an invitation is taken back."""
    off = lets_off(notice, event)
    for person in told[notice.recipient]:
        known: Known = readers[person]
        how = Urgency.OFF if person == actor and not off else chosen(notice.kind, known.preferences, repeated=event == _REPEATED)
        waits = {Urgency.IMMEDIATE: known.at_once(notice.kind, now), Urgency.DIGEST: now, Urgency.OFF: None}[how]
        yield Placement(notice.key, person, how.value, waits)


def _standing_in(
    person: str, held: Iterable[Notice], rows: Iterable[Pressing], about: Mapping[str, About], readers: Readers
) -> dict[str, Told]:
    """Of which obligations that are told in full ``person`` is told in somebody's place, and why."""
    parties: dict[str, list[str]] = {}
    for row in rows:
        if row.obligation in about:
            parties.setdefault(row.obligation, []).extend(row.turns)
    for notice in held:
        parties.setdefault(notice.obligation, []).append(notice.recipient)
    found = {one: readers.standing_in(person, meant) for one, meant in parties.items()}
    return {one: told for one, told in found.items() if told}


def _still(row: Pressing, about: About | None) -> bool:
    """Whether it still stands as it did a moment ago, where it was looked at again."""
    if about is None:
        return True
    state = about.obligation
    theirs = not set(row.turns).isdisjoint(turns(state))
    return state.status in RUNNING and state.deadline == row.due and state.overdue == row.overdue and theirs


def _content(
    rendered: Rendered, reader: Reader, key: str, form: Form, now: datetime, told: Sequence[Notice],
    meetings: tuple[Meeting, ...] = (),
) -> bytes:  # fmt: skip
    parts = tuple(Part(notice.key, notice.obligation, notice.kind) for notice in told)
    subject, text, html = (_storable(each) for each in (rendered.subject, rendered.text, rendered.html))
    message = Message(key, reader.id, form, reader.language, subject, text, html, now, parts, meetings=meetings)
    return zlib.compress(encode(message))


def _storable(text: str) -> str:
    """``text`` without what is no character at all (half of a surrogate pair)."""
    return text.encode("utf-8", "replace").decode()
