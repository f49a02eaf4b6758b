"""Parties: people, the positions that they hold, and the bodies that both belong to; who is meant by one of them at an instant.

A task is laid on a position and outlives whoever holds it. People and positions share one namespace, so that either can be an
assignment's party. Who stands in for whom is looked up in one order and in no other: the deputies named for the absence, the absent
person's own, the position's own, whoever coordinates the position's body, and at last the office's coordinator (a role). A deputy who
is away hands nothing on, so no substitution can run in a circle.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from domain.notices import COORDINATOR
from domain.time.zones import day_of


@dataclass(frozen=True, slots=True)
class Days:
    """Days from ``first`` to ``last``, both among them. ``None`` leaves that side open."""

    first: date | None = None
    last: date | None = None

    def __post_init__(self) -> None:
        if self.first and self.last and self.last < self.first:
            raise ValueError(f"they end on {self.last}, before they begin on {self.first}")

    def __contains__(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def meet(self, other: "Days") -> bool:
        """Whether any day is in both."""
        before = self.last is not None and other.first is not None and self.last < other.first
        after = other.last is not None and self.first is not None and other.last < self.first
        return not before and not after


class Role(StrEnum):
    """What a position is to its body: who is addressed for it, and who sees to what nobody else is there for. One of each, if any."""

    FOCAL_POINT = "focal point"
    COORDINATOR = "coordinator"


@dataclass(frozen=True, slots=True)
class Position:
    """A post that people hold one after another. Days of holding it begin and end in its ``zone``, so that no handover has a gap."""

    id: str
    title: str
    body: str = ""
    zone: str = "UTC"
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class Holding:
    """That ``person`` holds ``position`` on ``days``. Two at once is a mistake, unless each is said to hold it ``jointly``."""

    position: str
    person: str
    days: Days = Days()
    jointly: bool = False


@dataclass(frozen=True, slots=True)
class Absence:
    """That ``person`` is away on ``days``, in their own zone. ``deputies`` (parties) stand in for this once, before the standing ones."""

    person: str
    days: Days
    reason: str = ""
    deputies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Body:
    """A body or a collective as entered here, with other names under which it is known."""

    name: str
    kind: str = "collective"
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Membership:
    """That ``member`` belongs to ``body`` on ``days``, by ``source``; ``certainty`` says how far that was looked up."""

    body: str
    member: str
    days: Days = Days()
    source: str = ""
    certainty: str = "given"


@dataclass(frozen=True, slots=True)
class Holiday:
    """That ``day`` is free by the calendar named ``calendar`` (``UN:Geneva``), as ``name``, by ``source``."""

    calendar: str
    day: date
    name: str
    source: str = ""


def members_on(memberships: Sequence[Membership], body: str, day: date) -> tuple[Membership, ...]:
    """Who belongs to ``body`` on ``day``, each member once, in the order given."""
    return tuple({m.member: m for m in memberships if m.body == body and day in m.days}.values())


class Directory(Protocol):
    """What the rules look up. Everything is by id; lists are in a fixed order."""

    def zone_of(self, person: str) -> str | None:
        """The zone of a person who is known, else ``None``."""

    def gone(self, person: str) -> bool:
        """Whether ``person`` was known once and has been erased."""

    def position(self, position: str) -> Position | None: ...

    def positions_of(self, body: str) -> Sequence[Position]: ...

    def coordinator_of(self, body: str) -> Position | None: ...

    def people_of(self, body: str) -> Sequence[str]:
        """Who holds or held a position of ``body``."""

    def holdings(self, position: str) -> Sequence[Holding]: ...

    def held_by(self, person: str) -> Sequence[Holding]: ...

    def absences(self, person: str) -> Sequence[Absence]: ...

    def absences_naming(self, party: str, day: date) -> Sequence[Absence]:
        """Absences that name ``party`` as a deputy and may hold an instant of ``day`` in UTC, whatever the zone."""

    def deputies(self, party: str) -> Sequence[str]:
        """The standing deputies of a person or position, in order: people or positions."""

    def deputy_of(self, party: str) -> Sequence[str]:
        """Whose standing deputy ``party`` is."""


class Standing(StrEnum):
    """By what somebody is told something, or may act, for a party."""

    SELF = "self"
    HOLDER = "holder"
    DEPUTY = "deputy"
    BODY_COORDINATOR = "coordinator of the body"
    COORDINATOR = "coordinator"  # nobody else was found
    ABSENT = "absent"  # away, and nobody at all was found instead
    UNKNOWN = "unknown"  # nobody is known by this id


@dataclass(frozen=True, slots=True)
class Told:
    """Who is told for ``party``: ``person``'s id, or a role where nobody fills it; by which ``standing``.

    ``instead_of`` is whoever is away, ``until`` their last day away in their zone, where it is known. A position's stand-in without
    an ``instead_of`` stands in because nobody holds it.
    """

    person: str
    standing: Standing
    party: str
    instead_of: str | None = None
    until: date | None = None

    @property
    def why(self) -> str:
        """In a few words, by ids; empty where whoever was meant is told."""
        until = f" until {self.until.day} {self.until:%B %Y}" if self.until else ""
        missing = f"{self.instead_of} is away{until}" if self.instead_of else f"nobody holds {self.party}"
        match self.standing:
            case Standing.SELF:
                return ""
            case Standing.HOLDER:
                return f"holding {self.party}"
            case Standing.DEPUTY if self.instead_of:
                return f"standing in for {self.instead_of}{until}"
            case Standing.DEPUTY:
                return f"standing in, as {missing}"
            case Standing.BODY_COORDINATOR:
                return f"coordinating its body, as {missing} and no deputy is there"
            case Standing.COORDINATOR:
                return f"as coordinator, because {missing} and nobody stands in"
            case Standing.ABSENT:
                return f"although away{until}: nobody stands in"
            case Standing.UNKNOWN:
                return f"nobody is known by the id {self.party}"


def told(directory: Directory, party: str, at: datetime, roles: Mapping[str, str] | None = None) -> tuple[Told, ...]:
    """Who is told at ``at`` (aware) what is for ``party``: a person, a position, or a role that ``roles`` fills with one of these.

    Never empty. Where nobody is found it is ``@coordinator``, or whoever ``roles`` names for it: where they are away too, they are
    told all the same, and where it names nobody, whoever is away is. A role that nobody fills is answered as itself.
    """
    asked = (roles or {}).get(party, party)
    if asked.startswith("@"):
        return (Told(asked, Standing.UNKNOWN, party),)
    if directory.position(asked) is None and directory.zone_of(asked) is None and not directory.gone(asked):
        return (Told(asked, Standing.UNKNOWN, asked),)
    found = _reach(directory, asked, at) or _body_coordinators(directory, asked, at)
    return found or _last_resort(directory, asked, at, roles)


MANY = 50
"""Parties to look at one by one, beyond which a directory that holds everything is faster."""


def hats(directory: Directory, person: str, at: datetime, whole: Callable[[], Directory] | None = None) -> tuple[Told, ...]:
    """Each party that ``person`` may act for at ``at``: positions held (also while away), and whoever they stand in for.

    The very ones for which :func:`told` names them, but for the last resort: the office's coordinator stands in for nobody, and
    reassigns. Ordered by party. ``whole`` gives the same directory with everything at hand; it is asked for where much must be
    looked up, as for the coordinator of a large body.
    """
    if directory.zone_of(person) is None:
        return ()
    held = [h.position for h in directory.held_by(person) if _holds(directory, h, at)]
    worn = {position: Told(person, Standing.HOLDER, position) for position in held}
    if _absence(directory, person, at) is None:
        parties = _may_count_on(directory, person, held, at)
        if whole is not None and len(parties) > MANY:
            directory = whole()
        for party in parties:
            for one in _reach(directory, party, at) or _body_coordinators(directory, party, at):
                if one.person == person and one.party != person:
                    worn.setdefault(party, one)
    return tuple(worn[party] for party in sorted(worn))


def holders(directory: Directory, position: str, at: datetime) -> tuple[str, ...]:
    """Who holds ``position`` at ``at``, away or not; none where it is vacant, or where whoever held it has been erased."""
    on = [h.person for h in directory.holdings(position) if _holds(directory, h, at)]
    return tuple(person for person in dict.fromkeys(on) if directory.zone_of(person) is not None)


def _holds(directory: Directory, holding: Holding, at: datetime) -> bool:
    position = directory.position(holding.position)
    return position is not None and day_of(at, position.zone) in holding.days


def _absence(directory: Directory, person: str, at: datetime) -> Absence | None:
    """The absence that ``person`` is on; of several the one that lasts longest, and of these the one that began last.

    The rest of the order says nothing, but it is the same whoever asks and however they are stored.
    """
    zone = directory.zone_of(person)
    if zone is None:
        return None
    today = day_of(at, zone)
    on = [absence for absence in directory.absences(person) if today in absence.days]
    return max(on, key=lambda a: (a.days.last or date.max, a.days.first or date.min, a.deputies, a.reason), default=None)


def _reach(directory: Directory, party: str, at: datetime) -> tuple[Told, ...]:
    """Whoever is there for ``party``, or else its first deputies who are."""
    if directory.position(party) is None:
        there = _present(directory, party, at)
        return tuple(Told(one, Standing.SELF, party) for one in there) or _stand_ins(directory, party, party, at)
    holding = holders(directory, party, at)
    there = tuple(person for person in holding if _absence(directory, person, at) is None)
    if there:
        return tuple(Told(one, Standing.HOLDER, party) for one in there)
    for person in holding:
        if found := _stand_ins(directory, party, person, at):
            return found
    return _first_there(directory, directory.deputies(party), party, holding[0] if holding else None, at)


def _stand_ins(directory: Directory, party: str, person: str, at: datetime) -> tuple[Told, ...]:
    """The first deputies of an absent ``person`` who are there."""
    absence = _absence(directory, person, at)
    named = (*(absence.deputies if absence else ()), *directory.deputies(person))
    return _first_there(directory, named, party, person, at)


def _first_there(directory: Directory, deputies: Sequence[str], party: str, absent: str | None, at: datetime) -> tuple[Told, ...]:
    for deputy in deputies:
        if there := [one for one in _present(directory, deputy, at) if one != absent]:
            return tuple(Told(one, Standing.DEPUTY, party, absent, _until(directory, absent, at)) for one in there)
    return ()


def _present(directory: Directory, party: str, at: datetime) -> tuple[str, ...]:
    """The people that ``party`` itself is at ``at``, without those who are away."""
    meant = holders(directory, party, at) if directory.position(party) else (party,)
    return tuple(p for p in meant if directory.zone_of(p) is not None and _absence(directory, p, at) is None)


def _until(directory: Directory, person: str | None, at: datetime) -> date | None:
    absence = _absence(directory, person, at) if person else None
    return absence.days.last if absence else None


def _body_coordinators(directory: Directory, party: str, at: datetime) -> tuple[Told, ...]:
    """Whoever is there for the coordinator of ``party``'s body. A person's body is that of all positions they hold, if it is one."""
    body = _body(directory, party, at)
    if not body:
        return ()
    coordinator = directory.coordinator_of(body)
    if coordinator is None or coordinator.id == party:
        return ()
    absent = _missed(directory, party, at)
    until = _until(directory, absent, at)
    reached = [one.person for one in _reach(directory, coordinator.id, at) if one.person != absent]
    return tuple(Told(one, Standing.BODY_COORDINATOR, party, absent, until) for one in reached)


def _body(directory: Directory, party: str, at: datetime) -> str:
    if position := directory.position(party):
        return position.body
    held = {p.body for h in directory.held_by(party) if _holds(directory, h, at) and (p := directory.position(h.position))}
    return held.pop() if len(held) == 1 else ""


def _missed(directory: Directory, party: str, at: datetime) -> str | None:
    """Whoever would be told if they were not away."""
    if directory.position(party) is None:
        return party
    return next(iter(holders(directory, party, at)), None)


def _last_resort(directory: Directory, party: str, at: datetime, roles: Mapping[str, str] | None) -> tuple[Told, ...]:
    absent = _missed(directory, party, at)
    until = _until(directory, absent, at)
    coordinator = roles.get(COORDINATOR) if roles is not None else None
    if coordinator is not None and coordinator != party:
        reached = _reach(directory, coordinator, at)
        people = [one.person for one in reached] or [_missed(directory, coordinator, at) or COORDINATOR]
        return tuple(Told(one, Standing.COORDINATOR, party, absent, until) for one in people)
    if (
        roles is not None and absent and directory.zone_of(absent) is not None
    ):  # there is nobody to turn to: better they than no one
        return (Told(absent, Standing.ABSENT, party, absent, until),)
    return (Told(COORDINATOR, Standing.COORDINATOR, party, absent, until),)


def _may_count_on(directory: Directory, person: str, held: Sequence[str], at: datetime) -> list[str]:
    """Every party that may turn to ``person`` or to a position they hold; whether it does now, is another question."""
    found: dict[str, None] = {}
    counting = [party for one in (person, *held) for party in directory.deputy_of(one)]
    counting += [away.person for one in (person, *held) for away in directory.absences_naming(one, day_of(at, "UTC"))]
    for party in counting:
        found |= dict.fromkeys((party, *(h.position for h in directory.held_by(party))))
    for own in (*held, *found):  # who stands in for a coordinator's position stands in for what that one stands in for
        position = directory.position(own)
        if position is not None and position.role is Role.COORDINATOR:
            found |= dict.fromkeys(one.id for one in directory.positions_of(position.body))
            found |= dict.fromkeys(directory.people_of(position.body))
    return [party for party in found if party != person]
