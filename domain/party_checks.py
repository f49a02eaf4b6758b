"""What can't be so in a register of parties: each contradiction with the rows that it lies between."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from domain.parties import Days, Holding, Membership
from domain.party_register import Register

Key = tuple[str, ...]

LONGEST = 2000
"""Characters that one text (a name, a title, a reason) may have: a cell of every spreadsheet holds it."""


def require_text(text: str) -> None:
    """Raises ValueError for a text that a line of a table can't hold as it is: padded, too long, with line breaks or control characters."""
    if text != text.strip():
        raise ValueError(f"{text[:60]!r} begins or ends with space.")
    if len(text) > LONGEST:
        raise ValueError(f"{text[:60]!r}... is {len(text)} characters long. It may have {LONGEST}.")
    if wrong := [c for c in text if c < " " or "\x7f" <= c <= "\x9f" or "\ud800" <= c <= "\udfff" or ord(c) & 0xFFFE == 0xFFFE]:
        raise ValueError(f"{text[:60]!r} holds {wrong[0]!r}, which is no character of a line of text.")


@dataclass(frozen=True, slots=True)
class Problem:
    """One contradiction in ``table``. ``keys`` are the rows that it lies between, the one that seems wrong first."""

    table: str
    keys: tuple[Key, ...]
    text: str


def holding_key(one: Holding) -> Key:
    return (one.position, one.person, _day(one.days.first))


def membership_key(one: Membership) -> Key:
    return (one.body, one.member, _day(one.days.first))


def problems(register: Register) -> tuple[Problem, ...]:
    """Every contradiction in ``register``, in a fixed order; none if it can be kept as it is."""
    return (
        *_ids(register),
        *_positions(register),
        *_holdings(register),
        *_deputies(register),
        *_absences(register),
        *_bodies(register),
        *_memberships(register),
    )


def say_days(days: Days) -> str:
    """``days`` in words: ``from 1 May 2026 until 12 May 2026``, ``always``."""
    said = [f"{word} {day.day} {day:%B} {day.year}" for word, day in (("from", days.first), ("until", days.last)) if day]
    return " ".join(said) or "always"


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _twice(table: str, keys: Iterable[Key]) -> Iterator[Problem]:
    for key, times in Counter(keys).items():
        if times > 1:
            yield Problem(table, (key,), f"{', '.join(part for part in key if part)} stands in it {times} times.")


def _ids(register: Register) -> Iterator[Problem]:
    people = {*register.people, *register.erased}
    for one in register.positions:
        if one.id in people:
            text = f"{one.id!r} is a person's id. A position needs an id of its own: a task may be laid on either."
            yield Problem("positions", ((one.id,),), text)
    yield from _twice("positions", ((one.id,) for one in register.positions))


def _positions(register: Register) -> Iterator[Problem]:
    filled: dict[tuple[str, str], str] = {}
    for one in register.positions:
        if one.role is None:
            continue
        if not one.body:
            yield Problem("positions", ((one.id,),), f"{one.id} is {one.role} of no body. Name its body, or no role.")
            continue
        before = filled.setdefault((one.body, one.role), one.id)
        if before != one.id:
            text = f"{one.id} and {before} are both {one.role} of the {one.body}. There is one: take the role from one of them."
            yield Problem("positions", ((one.id,), (before,)), text)


def _holdings(register: Register) -> Iterator[Problem]:
    by_position: dict[str, list[Holding]] = defaultdict(list)
    for one in register.tenures:
        by_position[one.position].append(one)
        if register.position(one.position) is None:
            yield Problem("holdings", (holding_key(one),), f"There is no position {one.position!r}.")
        if one.person not in register.people and one.person not in register.erased:
            yield Problem("holdings", (holding_key(one),), f"Nobody is known by the id {one.person!r}.")
    for held in by_position.values():
        yield from _at_once(sorted(held, key=lambda one: (one.days.first or date.min, one.person)))


def _at_once(held: Sequence[Holding]) -> Iterator[Problem]:
    """Holdings of one position, by their first days, that overlap by mistake: not both said to be joint, or of one person twice."""
    longest: dict[str, Holding] = {}  # of all, of those not joint, and of each person

    def clash(name: str, one: Holding) -> Holding | None:
        found = longest.get(name)
        return found if found is not None and found.days.meet(one.days) else None

    for one in held:
        other = clash(f"person {one.person}", one) or (clash("single", one) if one.jointly else clash("any", one))
        if other is not None:
            text = (
                f"{one.position} would be held by {other.person} ({say_days(other.days)}) and {one.person} ({say_days(one.days)}) at "
                "once. End the one before the other begins, or say of both that they hold it jointly."
            )
            yield Problem("holdings", (holding_key(one), holding_key(other)), text)
        for name in ("any", f"person {one.person}", *(() if one.jointly else ("single",))):
            known = longest.get(name)
            if known is None or _end(known.days) < _end(one.days):
                longest[name] = one


def _end(days: Days) -> date:
    return days.last or date.max


def _deputies(register: Register) -> Iterator[Problem]:
    for party, named in register.standing.items():
        if not _known(register, party):
            yield Problem("deputies", ((party, ""),), f"{party!r} is neither a person's id nor a position's.")
        for rank, deputy in enumerate(named, start=1):
            key = ((party, str(rank)),)
            if not _known(register, deputy):
                yield Problem("deputies", key, f"{deputy!r} is neither a person's id nor a position's.")
            elif deputy == party:
                yield Problem("deputies", key, f"{party} would be their own deputy.")
            elif deputy in named[: rank - 1]:
                yield Problem("deputies", key, f"{deputy} is named twice as a deputy of {party}.")


def _absences(register: Register) -> Iterator[Problem]:
    for one in register.away:
        key = ((one.person, _day(one.days.first)),)
        if one.person not in register.people:
            yield Problem("absences", key, f"Nobody is known by the id {one.person!r}.")
        for deputy in one.deputies:
            if not _known(register, deputy) or deputy == one.person:
                wrong = "would be their own deputy" if deputy == one.person else "is neither a person's id nor a position's"
                yield Problem("absences", key, f"{deputy!r} {wrong}.")
    yield from _twice("absences", ((one.person, _day(one.days.first)) for one in register.away))


def _known(register: Register, party: str) -> bool:
    return party in register.people or register.position(party) is not None


def _bodies(register: Register) -> Iterator[Problem]:
    yield from _twice("bodies", ((one.name,) for one in register.bodies))
    names: dict[str, str] = {}
    for one in register.bodies:
        for name in (one.name, *one.aliases):
            before = names.setdefault(name.casefold(), one.name)
            if before != one.name:
                text = f"{name!r} is a name of the {before} and of the {one.name}. One name means one body."
                yield Problem("bodies", ((one.name,), (before,)), text)


def _memberships(register: Register) -> Iterator[Problem]:
    grouped: Mapping[tuple[str, str], list[Membership]] = defaultdict(list)
    for one in register.memberships:
        grouped[one.body, one.member].append(one)
        if one.body == one.member:
            yield Problem("memberships", (membership_key(one),), f"The {one.body} would be a member of itself.")
    for rows in grouped.values():
        rows.sort(key=lambda one: one.days.first or date.min)
        for before, one in pairwise(rows):
            if before.days.meet(one.days):
                text = f"The {one.member} would belong to the {one.body} twice at once ({say_days(before.days)}; {say_days(one.days)})."
                yield Problem("memberships", (membership_key(one), membership_key(before)), text)
    yield from _circles(register.memberships)


def _circles(memberships: Sequence[Membership]) -> Iterator[Problem]:
    """A body that is, by way of its members, a member of itself on some day. One circle is named at a time.

    Where there is one on any day, there is one on the day on which the last of its memberships began.
    """
    rows = [one for one in memberships if one.body != one.member]  # that one is named by itself
    if not _circle(rows):
        return
    for day in sorted({one.days.first or date.min for one in rows}):
        if circle := _circle([one for one in rows if day in one.days]):
            links = list(pairwise(circle))
            keys = [membership_key(one) for one in rows if (one.body, one.member) in links and day in one.days]
            by = ", which has the ".join(circle[1:])
            yield Problem(
                "memberships", tuple(reversed(keys)), f"The {circle[0]} would be a member of itself: it has the {by} as a member."
            )
            return


def _circle(rows: Sequence[Membership]) -> tuple[str, ...]:
    """Bodies of which each has the next as a member, the first of them again at the end; none where there is no such circle."""
    graph: Mapping[str, set[str]] = defaultdict(set)
    for one in rows:
        graph[one.member].add(one.body)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as found:
        return tuple(found.args[1])
    return ()
