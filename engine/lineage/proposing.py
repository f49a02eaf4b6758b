"""Links between obligations: proposed from what later texts say of earlier ones, decided by a person."""

from datetime import datetime

from domain.lineage import lineages
from engine.errors import NotFound
from schema import lineage as table
from schema.engine import Engine
from schema.lineage import LinkRow, Pair, State


def propose(engine: Engine, now: datetime, symbol: str | None = None) -> int:
    """Propose the links that follow from what registered instruments say of each other, and answer how many are new.

    With ``symbol`` only those of that instrument, in both directions: what it says of earlier ones, and what later ones that were
    registered before it say of it. Asked again, nothing is proposed twice.
    """
    fresh = 0
    for pair in table.pairs(engine, symbol):
        if _comes_after(pair):
            asked, before = table.proposals_of(engine, pair.later), table.proposals_of(engine, pair.earlier)
            fresh += table.propose(engine, lineages(pair.later, asked, pair.references, pair.earlier, before), now)
    return fresh


def _comes_after(pair: Pair) -> bool:
    """Nothing is changed by what was adopted before it; texts of one day may speak of each other."""
    return pair.later_adopted is None or pair.earlier_adopted is None or pair.later_adopted >= pair.earlier_adopted


class NotNow(Exception):
    """What was asked of a link does not fit how it stands. Nothing was changed."""


def link(engine: Engine, number: int) -> LinkRow:
    """Raises :class:`~engine.errors.NotFound`."""
    found = table.get(engine, number)
    if found is None:
        raise NotFound(f"There is no link {number}. `servanda lineage list --all` shows those there are.")
    return found


def reject(engine: Engine, number: int, by: str, now: datetime, reason: str) -> LinkRow:
    """Put a proposed link aside. Raises :class:`NotNow` for one that was confirmed."""
    found = link(engine, number)
    if found.state in {State.CONFIRMED, State.DONE}:
        raise NotNow(f"Link {number} was confirmed by {found.decided_by}: it stands in the ledger, and is not taken back here.")
    table.decide(engine, number, State.REJECTED, by, now, reason)
    return link(engine, number)
