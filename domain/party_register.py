"""The whole register of parties as one value: looked things up in as :mod:`domain.parties` asks, and checked for what can't be so."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from domain.parties import Absence, Body, Holding, Membership, Position, Role

T = TypeVar("T")


@dataclass(frozen=True)
class Register:
    """Every party. ``people`` maps ids to zones, ``erased`` are ids of people who were; ``standing`` maps parties to their deputies."""

    people: Mapping[str, str] = field(default_factory=dict)
    erased: frozenset[str] = frozenset()
    positions: Sequence[Position] = ()
    tenures: Sequence[Holding] = ()
    standing: Mapping[str, Sequence[str]] = field(default_factory=dict)
    away: Sequence[Absence] = ()
    bodies: Sequence[Body] = ()
    memberships: Sequence[Membership] = ()

    def __post_init__(self) -> None:
        by_id = sorted(self.positions, key=lambda one: one.id)
        index = {
            "_position": {one.id: one for one in self.positions},
            "_coordinator": {one.body: one for one in reversed(by_id) if one.role is Role.COORDINATOR and one.body},
            "_of_body": _grouped((one.body, one) for one in by_id),
            "_holdings": _grouped((h.position, h) for h in sorted(self.tenures, key=_by_time)),
            "_held": _grouped((h.person, h) for h in sorted(self.tenures, key=lambda h: (h.position, *_by_time(h)))),
            "_absences": _grouped((one.person, one) for one in self.away),
            "_naming": _grouped((deputy, one) for one in self.away for deputy in one.deputies),
            "_counting": _grouped((deputy, party) for party in sorted(self.standing) for deputy in set(self.standing[party])),
        }
        for name, value in index.items():
            object.__setattr__(self, name, value)

    _position: Mapping[str, Position] = field(init=False, repr=False, compare=False)
    _coordinator: Mapping[str, Position] = field(init=False, repr=False, compare=False)
    _of_body: Mapping[str, Sequence[Position]] = field(init=False, repr=False, compare=False)
    _holdings: Mapping[str, Sequence[Holding]] = field(init=False, repr=False, compare=False)
    _held: Mapping[str, Sequence[Holding]] = field(init=False, repr=False, compare=False)
    _absences: Mapping[str, Sequence[Absence]] = field(init=False, repr=False, compare=False)
    _naming: Mapping[str, Sequence[Absence]] = field(init=False, repr=False, compare=False)
    _counting: Mapping[str, Sequence[str]] = field(init=False, repr=False, compare=False)

    def zone_of(self, person: str) -> str | None:
        return self.people.get(person)

    def gone(self, person: str) -> bool:
        return person in self.erased

    def position(self, position: str) -> Position | None:
        return self._position.get(position)

    def positions_of(self, body: str) -> Sequence[Position]:
        return self._of_body.get(body, ()) if body else ()

    def coordinator_of(self, body: str) -> Position | None:
        return self._coordinator.get(body)

    def people_of(self, body: str) -> Sequence[str]:
        return sorted({h.person for one in self.positions_of(body) for h in self.holdings(one.id)})

    def holdings(self, position: str) -> Sequence[Holding]:
        return self._holdings.get(position, ())

    def held_by(self, person: str) -> Sequence[Holding]:
        return self._held.get(person, ())

    def absences(self, person: str) -> Sequence[Absence]:
        return self._absences.get(person, ())

    def absences_naming(self, party: str, day: date) -> Sequence[Absence]:
        return self._naming.get(party, ())

    def deputies(self, party: str) -> Sequence[str]:
        return self.standing.get(party, ())

    def deputy_of(self, party: str) -> Sequence[str]:
        return self._counting.get(party, ())


def _by_time(holding: Holding) -> tuple[date, str]:
    return holding.days.first or date.min, holding.person


def _grouped(pairs: Iterable[tuple[str, T]]) -> Mapping[str, Sequence[T]]:
    found: dict[str, list[T]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return dict(found)
