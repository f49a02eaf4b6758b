"""Links between obligations: proposed from what later texts say of earlier ones, decided by a person."""

from datetime import datetime

from domain.instrument import Provision, Reference
from domain.lineage import lineages
from domain.offsets import Offsets
from engine.errors import NotFound
from reading.pipeline import references_of
from schema import lineage as table
from schema import queries
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


def read_again(engine: Engine, symbol: str) -> bool:
    """Look once more for what a registered instrument says of other texts, and answer whether that is other than what was on file.

    An instrument that was registered before references were kept has none on file, and what reads them learns. Where nothing but
    their place in the source differs, what is on file stays. Raises :class:`~engine.errors.NotFound`.
    """
    row = next((each for each in queries.instruments_where(engine, symbol)), None)
    if row is None:
        raise NotFound(f"No instrument {symbol!r} is registered.")
    provisions = [
        Provision(each.kind, each.number, each.text, each.span, Offsets(), each.parent, each.part, each.heading, each.footnotes)
        for each in queries.provisions_of(engine, symbol)
    ]
    found = references_of(provisions, row.body)
    if [_said(one) for one in found] == [_said(one) for one in table.references_of(engine, symbol)]:
        return False
    table.put_anew(engine, symbol, found)
    return True


def _said(reference: Reference) -> tuple[object, ...]:
    return reference.target, reference.kind, reference.effect, reference.provision, reference.paragraphs


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
