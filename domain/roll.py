"""The roll of all who answer for an obligation, with what it comes to kept at hand.

Where thousands answer, one of them changes at a time. What the others come to is then not counted again: a fold over the events of
5,000 members would otherwise look at all of them for each.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from domain.assignment import Assignment
from domain.status import DONE_WITH, Status


class Roll(tuple[Assignment, ...]):
    """The assignments in the order of their numbers: a tuple, equal to any other of the same assignments.

    ``tally`` is how many stand where; ``covered`` the addressees for whom there is one, withdrawn ones included; ``for_all`` how many
    count and stand for no addressee in particular; ``snoozed`` how many have asked for quiet.
    """

    tally: Mapping[Status, int]
    covered: frozenset[str]
    for_all: int
    snoozed: int
    _held: Mapping[str, tuple[int, ...]] | None
    _parties: tuple[str, ...] | None

    def __new__(cls, assignments: Iterable[Assignment] = ()) -> "Roll":
        roll = super().__new__(cls, assignments)
        roll.tally = Counter(held.status for held in roll)
        roll.covered = frozenset(held.addressee for held in roll if held.addressee)
        roll.for_all = sum(map(_for_all, roll))
        roll.snoozed = sum(held.snoozed_until is not None for held in roll)
        roll._held = roll._parties = None
        return roll

    def with_one(self, held: Assignment) -> "Roll":
        """The roll with ``held`` in its place, or at its end."""
        every = list(self)
        before = every[held.number - 1] if held.number <= len(every) else None
        every[held.number - 1 : held.number] = [held]
        roll = tuple.__new__(Roll, every)
        tally = {**self.tally, held.status: self.tally.get(held.status, 0) + 1}
        roll.for_all = self.for_all + _for_all(held)
        roll.snoozed = self.snoozed + (held.snoozed_until is not None)
        if before is not None:
            tally[before.status] -= 1
            roll.for_all -= _for_all(before)
            roll.snoozed -= before.snoozed_until is not None
        same_name = before is not None and before.addressee == held.addressee
        roll.covered = self.covered if same_name else frozenset(each.addressee for each in every if each.addressee)
        roll.tally = tally
        same_party = before is not None and before.party == held.party
        roll._held = self._held if same_party else None
        same_part = same_party and before is not None and _counts(before) == _counts(held)
        roll._parties = self._parties if same_part else None
        return roll

    def count(self, statuses: Collection[Status]) -> int:
        """How many stand in any of ``statuses``."""
        return sum(self.tally.get(status, 0) for status in statuses)

    @property
    def standing(self) -> set[Status]:
        """Where those of whom something is still expected stand."""
        return {status for status, number in self.tally.items() if number and status not in DONE_WITH}

    @property
    def parties(self) -> tuple[str, ...]:
        """All who hold an assignment that counts, each once, in the order of their numbers."""
        if self._parties is None:
            self._parties = tuple(dict.fromkeys(held.party for held in self if held.party and _counts(held)))
        return self._parties

    def of(self, parties: Iterable[str]) -> list[Assignment]:
        """The assignments that any of ``parties`` holds, in the order of their numbers."""
        if self._held is None:
            held: dict[str, tuple[int, ...]] = {}
            for each in self:
                if each.party:
                    held[each.party] = (*held.get(each.party, ()), each.number)
            self._held = held
        return [self[number - 1] for number in sorted({n for party in parties for n in self._held.get(party, ())})]


def _counts(held: Assignment) -> bool:
    return held.status is not Status.WAIVED


def _for_all(held: Assignment) -> bool:
    return held.addressee is None and _counts(held)
