"""Bodies as this instance knows them: those that reading knows, the collectives that are shipped, and what was entered."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from importlib.resources import files

from domain.parties import Body, Days, Membership, Position, Role, members_on
from engine.errors import EngineError
from reading import lexicon
from schema import party_store
from schema.engine import Engine
from schema.party_store import Parties

COLLECTIVE = "collective"
"""The kind of body that is nothing but its members."""


@dataclass(frozen=True, slots=True)
class Member:
    """One member of a collective, with the position that is its focal point, if it has one.

    ``through`` are the collectives within the collective by which it belongs, from the outermost on; none where it does so itself.
    """

    membership: Membership
    focal_point: Position | None
    through: tuple[str, ...] = ()


class MembersInCircle(EngineError):
    """A collective is, by way of its members, a member of itself. Nobody can be told whom it means."""


class Bodies:
    """The bodies of one instance. A name is looked up in any case, with or without its article, in full or in any known short form."""

    def __init__(self, known: Parties) -> None:
        self._known = known
        self._entered = {body.name: body for body in known.bodies.values()}
        self._names: dict[str, set[str]] = {}
        for body in (*_read_bodies(), *_shipped_bodies(), *self._entered.values()):
            for name in (body.name, *body.aliases):
                self._names.setdefault(_key(name), set()).add(body.name)
        for row in (*shipped(), *known.memberships):
            for name in (row.body, row.member):
                self._names.setdefault(_key(name), {name})

    def canonical(self, name: str) -> str:
        """The full name of the body that ``name`` means; ``name`` itself where none is known or several are."""
        found = self._names.get(_key(name), set())
        full = {one for one in found if _key(one) == _key(name)}
        if len(full or found) != 1:
            return name.strip()
        return next(iter(full or found))

    def all(self) -> list[Body]:
        """Every body by name: as entered, else as shipped or as reading knows it."""
        found = {body.name: body for body in (*_read_bodies(), *_shipped_bodies())}
        found |= {row.body: Body(row.body) for row in (*shipped(), *self._known.memberships) if row.body not in found}
        return sorted({**found, **self._entered}.values(), key=lambda body: body.name.casefold())

    def members(self, body: str, on: date) -> list[Member]:
        """The members of ``body`` on a day, in the order of the table, each once, with its focal point.

        A member that is a collective itself stands for its own members on that day; one of which none are known stands for itself, as
        an organ or office does. Raises :class:`MembersInCircle`.
        """
        found: dict[str, Member] = {}
        for row, through in self._within(self.canonical(body), on, ()):
            found.setdefault(row.member, Member(row, self.focal_point(row.member), through))
        return list(found.values())

    def _within(self, name: str, on: date, outer: tuple[str, ...]) -> Iterator[tuple[Membership, tuple[str, ...]]]:
        """Who belongs to ``name``, at whatever depth, with the collectives in between; ``outer`` are those that ``name`` stands in."""
        around = (*outer, name)
        for row in self._direct(name, on):
            if row.member in around:
                circle = " > ".join((*around[around.index(row.member) :], row.member))
                raise MembersInCircle(
                    f"On {on:%d %B %Y} a collective is a member of itself: {circle}. So nobody can say whom it means. End one of these "
                    f'memberships: servanda bodies join "{name}" "{row.member}" --until DATE --source TEXT.'
                )
            if self._is_collective(row.member) and self._direct(row.member, on):
                yield from self._within(row.member, on, around)
            else:
                yield row, around[1:]

    def _direct(self, name: str, on: date) -> Sequence[Membership]:
        return members_on(self._rows.get(name, ()), name, on)

    def _is_collective(self, name: str) -> bool:
        return self._kinds.get(name, COLLECTIVE) == COLLECTIVE

    @cached_property
    def _kinds(self) -> dict[str, str]:
        return {body.name: body.kind for body in self.all()}

    @cached_property
    def _rows(self) -> dict[str, list[Membership]]:
        """The memberships of each body, under full names: what is entered about a member outweighs what is shipped about it."""
        entered = [
            Membership(self.canonical(row.body), self.canonical(row.member), row.days, row.source, row.certainty)
            for row in self._known.memberships
        ]
        about = {(row.body, row.member) for row in entered}
        rows: dict[str, list[Membership]] = {}
        for row in (*(row for row in shipped() if (row.body, row.member) not in about), *entered):
            rows.setdefault(row.body, []).append(row)
        return rows

    def focal_point(self, body: str) -> Position | None:
        """The position that is the focal point of ``body``, if there is one."""
        return self._focal_points.get(self.canonical(body))

    @cached_property
    def _focal_points(self) -> dict[str, Position]:
        posts = (one for one in reversed(tuple(self._known.positions.values())) if one.role is Role.FOCAL_POINT)
        return {self.canonical(one.body): one for one in posts}


def of(engine: Engine) -> Bodies:
    """The bodies of the instance whose database this is."""
    return Bodies(party_store.load(engine))


@cache
def shipped() -> tuple[Membership, ...]:
    """The memberships that come with the project, in the order of their table."""
    return tuple(
        Membership(row["body"], row["member"], Days(_day(row["first"]), _day(row["last"])), row["source"], row["certainty"])
        for row in _table("members.tsv")
    )


@cache
def _shipped_bodies() -> Sequence[Body]:
    return [Body(row["name"], row["kind"], tuple(row["aliases"].split(" | "))) for row in _table("bodies.tsv")]


@cache
def _read_bodies() -> Sequence[Body]:
    """Those of the reading's register. A short form that several share ("Commission") means none of them."""
    return [Body(body.name, body.kind, (*body.short, *body.former)) for body in sorted(lexicon.bodies(), key=lambda b: b.name)]


def _table(name: str) -> Iterator[dict[str, str]]:
    lines = (files("engine") / "data" / name).read_text(encoding="utf-8").splitlines()
    return iter(csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t"))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _key(name: str) -> str:
    key = " ".join(name.replace("'", "’").casefold().split())
    return key.removeprefix("the ")
