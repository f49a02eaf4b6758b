"""A rehearsal told: every reminder, overdue notice, escalation and step with its date, out of the ledger and nothing else."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from domain.folding import evolve
from domain.obligation import Obligation
from domain.telling import sentence
from schema.ledger import Ledger
from wire.records import unstore


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of the story. ``at`` is UTC; ``day`` is the day in the obligation's zone. ``kind`` groups lines for tables and pictures."""

    at: datetime
    day: date
    obligation: str
    kind: str
    text: str
    actor: str


def tell(ledger: Ledger, obligations: Iterable[str]) -> list[Moment]:
    """The story of ``obligations`` in the order of time. Being proposed is not told: it happened to all of them at once."""
    moments = [moment for one in obligations for moment in _of_one(ledger, one)]
    return sorted(moments, key=lambda moment: (moment.at, moment.obligation))


def _of_one(ledger: Ledger, obligation: str) -> Iterator[Moment]:
    state: Obligation | None = None
    for row in ledger.history(obligation):
        stamped = unstore(row)
        state = evolve(state, stamped, obligation)
        told = sentence(stamped.event)
        if told:
            kind, text = told
            day = stamped.effective_at.astimezone(ZoneInfo(state.terms.zone)).date()
            yield Moment(stamped.effective_at, day, obligation, kind, text, stamped.actor)
