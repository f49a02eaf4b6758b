"""Events from outside: taken once, held against the obligations, decided by a person or by policy, and carried out once.

Each of the four may be cut off and done again. What was stored is named by its source and id; what was decided is in the database
before it is carried out; the commands' ids are made from the event's, so that the ledger knows a repetition.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fnmatch import fnmatchcase

from config import Settings, SettingsError
from domain.matching import Confidence, Match, matches, told_apart
from domain.outside import TYPES, OutsideEvent, ResolutionAdopted, SessionMoved
from engine.errors import NotFound
from engine.intake.candidates import candidates
from engine.intake.cloud_events import Arrived, NotAnEvent, of_stored, read
from engine.sessions import calendar_of
from schema import inbox as table
from schema import queries
from schema.engine import Engine
from schema.inbox import Acting, Entry, OtherContent, Sent, State

MATCHABLE = (State.NEW, State.UNMATCHED, State.PROPOSED)
"""Entries that are held against the obligations (again)."""


class NotNow(Exception):
    """What was asked of an entry does not fit how it stands. Nothing was changed."""


@dataclass(frozen=True, slots=True)
class Policy:
    """Which types of event from which sources act by themselves, where the event names what it concerns: patterns of each."""

    rules: tuple[tuple[str, str], ...] = ()

    def acts(self, event_type: str, source: str) -> bool:
        return any(fnmatchcase(event_type, kind) and fnmatchcase(source, origin) for kind, origin in self.rules)


def policy(settings: Settings) -> Policy:
    """The policy that ``settings.inbox_acts`` writes: ``TYPE from SOURCE``, parted by commas; ``*`` stands for anything.

    Raises :class:`~config.SettingsError` for what is no such rule.
    """
    rules = []
    for written in filter(None, (each.strip() for each in settings.inbox_acts.split(","))):
        kind, found, source = (part.strip() for part in written.partition(" from "))
        if not (kind and found and source):
            raise SettingsError(
                f"inbox_acts holds {written!r}. Write TYPE from SOURCE, such as {next(iter(TYPES))} from https://*."
            )
        rules.append((kind, source))
    return Policy(tuple(rules))


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of one event that was sent."""

    number: int
    repeated: bool
    state: State


class Inbox:
    """The inbox of one instance. ``settings`` hold the policy."""

    def __init__(self, engine: Engine, settings: Settings) -> None:
        self.engine = engine
        self.policy = policy(settings)

    def take(self, sent: bytes, by: str, now: datetime) -> list[Receipt]:
        """Store every event in ``sent``, as received from ``by`` at ``now``, and hold it against the obligations.

        Raises :class:`NotAnEvent`; then nothing was stored. Sent again, the same events are answered and not stored again.
        """
        arrived = read(sent)
        try:
            stored = table.store(self.engine, [_sent(each) for each in arrived], by, now)
        except OtherContent as error:
            raise NotAnEvent(str(error)) from error
        for one in stored:
            self.settle(one.number, now)
        return [Receipt(one.number, one.repeated, self.entry(one.number).state) for one in stored]

    def entry(self, number: int) -> Entry:
        """Raises :class:`~engine.errors.NotFound`."""
        found = table.get(self.engine, number)
        if found is None:
            raise NotFound(f"There is no entry {number} in the inbox. `servanda inbox list --all` shows those there are.")
        return found

    def settle(self, number: int, now: datetime) -> int:
        """Hold one entry that waits against the obligations as they are now, and answer how many matches are new.

        Where policy lets the event act by itself, what it names for certain is confirmed, by its source.
        """
        entry = self.entry(number)
        if entry.state not in MATCHABLE:
            return 0
        event = of_stored(entry.whole)
        if event.data is None and entry.state is State.UNMATCHED:
            return 0
        if isinstance(event.data, ResolutionAdopted):
            return self._to_be_read(entry, event.data, now)
        calendar = calendar_of(self.engine)
        found = matches(event, candidates(self.engine, event, calendar), calendar)
        acting = Acting(speaker(entry.source), now) if self.policy.acts(entry.type, entry.source) else None
        if isinstance(event.data, SessionMoved):  # concerns the calendar, whether or not anything is bound to the session
            state = State.CONFIRMED if acting and entry.state is State.NEW else State.PROPOSED
            table.put_matches(self.engine, number, (), state, _bound(found), acting)
            return 0
        kept, note = told_apart(found), _why_unmatched(event, len(found))
        if entry.state is not State.NEW and not _news(entry, kept, note):
            return 0
        return table.put_matches(self.engine, number, kept, State.UNMATCHED, note, acting)

    def _to_be_read(self, entry: Entry, data: ResolutionAdopted, now: datetime) -> int:
        known = next((row for row in queries.instruments_where(self.engine) if _same(row.symbol, data.symbol)), None)
        if known:
            table.decide(self.engine, entry.number, State.DONE, "servanda", now, f"{known.symbol} is registered.")
            return 0
        where = f" It is at {data.url}." if data.url else ""
        note = f"To be read: servanda register FILE --symbol {data.symbol!r}.{where} Once it is registered, this is done."
        table.put_matches(self.engine, entry.number, (), State.PROPOSED, note)
        return 0

    def rematch(self, now: datetime) -> int:
        """Hold all that waits against the obligations again, and answer how many matches are new: for when an instrument was
        registered since."""
        return sum(self.settle(number, now) for number in table.numbers(self.engine, MATCHABLE))

    def confirm(self, number: int, by: str, now: datetime, obligations: Sequence[str] = (), every: bool = False) -> Entry:
        """Decide that what is proposed is so; it is then still to be carried out. Confirmed again, the first decision stands.

        Without ``obligations`` the only proposed one is meant, with ``every`` all of them. An obligation that was not proposed may
        be named: a person knows better. Raises :class:`NotNow`, :class:`~engine.errors.NotFound`.
        """
        entry = self.entry(number)
        event = of_stored(entry.whole)
        if isinstance(event.data, SessionMoved):
            if entry.state is not State.CONFIRMED and entry.state is not State.DONE:
                table.decide(self.engine, number, State.CONFIRMED, by, now)
        else:
            meant = _meant(entry, event, obligations, every)
            unheard = [each for each in meant if each not in {m.obligation for m in entry.matches}]
            if unheard:
                table.add_matches(self.engine, number, [Match(each, Confidence.CERTAIN, f"Named by {by}.") for each in unheard])
            table.decide_match(self.engine, number, meant, State.CONFIRMED, by, now)
        return self.entry(number)

    def dismiss(self, number: int, by: str, now: datetime, reason: str) -> Entry:
        """Put aside what is still proposed of an entry, or an unmatched one. What was confirmed stays so. Raises :class:`NotNow`."""
        entry = self.entry(number)
        proposed = [each.obligation for each in entry.matches if each.state is State.PROPOSED]
        if proposed:
            table.decide_match(self.engine, number, proposed, State.DISMISSED, by, now, reason)
        elif entry.state in MATCHABLE:
            table.decide(self.engine, number, State.DISMISSED, by, now, reason)
        elif entry.state is not State.DISMISSED:
            raise NotNow(f"Entry {number} is {entry.state}: there is nothing in it that could be put aside.")
        return self.entry(number)


def speaker(source: str) -> str:
    """Who acts where an event acts by itself: its source, which is no person's id."""
    return f"event:{source}"


def _meant(entry: Entry, event: OutsideEvent, obligations: Sequence[str], every: bool) -> list[str]:
    if isinstance(event.data, ResolutionAdopted):
        raise NotNow(f"Entry {entry.number} asks for a resolution to be read: {entry.note or 'it is registered'}")
    if event.data is None:
        raise NotNow(
            f"Entry {entry.number} is of the type {entry.type}, of which nothing is known here. Dismiss it, or leave it."
        )
    if obligations:
        return list(dict.fromkeys(obligations))
    proposed = [each.obligation for each in entry.matches if each.state is State.PROPOSED]
    if every or len(proposed) == 1:
        return proposed
    if proposed:
        raise NotNow(f"Entry {entry.number} may concern {', '.join(proposed)}. Say which: --obligation ID, or --all.")
    if any(each.state in {State.CONFIRMED, State.DONE} for each in entry.matches):
        return []
    raise NotNow(f"Entry {entry.number} concerns nothing that is known here. Say what it concerns: --obligation ID.")


def _sent(arrived: Arrived) -> Sent:
    event = arrived.event
    return Sent(event.source, event.id, event.type, event.time, arrived.whole)


def _same(one: str, other: str) -> bool:
    return "".join(one.split()).casefold() == "".join(other.split()).casefold()


def _bound(found: Sequence[Match]) -> str:
    bound = ", ".join(each.obligation for each in found)
    return f"Bound to this session, and moving with it: {bound}." if bound else "Nothing is bound to this session so far."


def _news(entry: Entry, kept: Sequence[Match], note: str) -> bool:
    """Whether holding ``entry`` against the obligations again has told anything that is not on file."""
    known = {each.obligation for each in entry.matches}
    return any(each.obligation not in known for each in kept) or (not known and note != entry.note)


def _why_unmatched(event: OutsideEvent, possible: int) -> str:
    if possible:
        return f"{possible} obligations wait for something of that session, and nothing tells them apart. Say which: --obligation ID."
    if event.data is None:
        return f"Nothing is known here of the type {event.type}. Known are: {', '.join(TYPES)}."
    return "No obligation here waits for it. It is looked at again when an instrument is registered or a proposal confirmed."
