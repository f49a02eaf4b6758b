"""One step of an obligation's life, whole: decide, stamp, evolve, and what follows from it. Pure; shared by all who carry steps out."""

from dataclasses import dataclass
from datetime import UTC, datetime

from domain import commands as c
from domain.decide import decide
from domain.events import Stamped
from domain.notices import Notice, notices
from domain.obligation import Obligation, evolve


@dataclass(frozen=True, slots=True)
class Step:
    """What a command does: the events, the state after them, and the notices that follow. No events: nothing happened."""

    events: tuple[Stamped, ...]
    after: Obligation | None
    notices: tuple[Notice, ...]


def step(state: Obligation | None, envelope: c.Envelope, now: datetime, obligation_id: str) -> Step:
    """Carry out ``envelope`` on ``state`` at ``now`` (UTC, aware). Raises :class:`~domain.errors.Refused`."""
    seq = state.seq if state else 0
    recorded, effective = now.astimezone(UTC), (envelope.effective_at or now).astimezone(UTC)
    told: list[Notice] = []
    stamped = []
    for event in decide(state, envelope, now):
        seq += 1
        mark = Stamped(seq, envelope.actor, envelope.command_id, recorded, effective, event)
        state = evolve(state, mark, obligation_id)
        told += notices(state, mark)
        stamped.append(mark)
    return Step(tuple(stamped), state, tuple(told))
