"""One step of an obligation's life, whole: decide, stamp, evolve, and what follows from it. Pure; shared by all who carry steps out."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from domain import commands as c
from domain.decide import decide
from domain.events import Member, OccurrenceOpened, Stamped
from domain.folding import evolve
from domain.notices import Notice, notices
from domain.obligation import Obligation
from domain.series import terms_of


@dataclass(frozen=True, slots=True)
class Step:
    """What a command does: the events, the state after them, and the notices that follow. No events: nothing happened.

    ``spawned`` are the first steps of obligations that come into being with it: the occurrences of a series. They are recorded with
    it or not at all.
    """

    events: tuple[Stamped, ...]
    after: Obligation | None
    notices: tuple[Notice, ...]
    spawned: tuple["Step", ...] = ()


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
    spawned = tuple(_occurrence(state, mark, now) for mark in stamped if isinstance(mark.event, OccurrenceOpened) and state)
    return Step(tuple(stamped), state, tuple(told), spawned)


def _occurrence(series: Obligation, opened: Stamped, now: datetime) -> Step:
    """The beginning of an occurrence: proposed, confirmed and laid on whoever holds the series, all as one step."""
    event = opened.event
    assert isinstance(event, OccurrenceOpened)
    command_id = f"{series.id}#{opened.seq}"
    born = Step((), None, ())
    for command in _beginning(series, event):
        envelope = c.Envelope(command_id, opened.actor, command)
        taken = step(born.after, envelope, now, event.id)
        born = replace(taken, events=(*born.events, *taken.events), notices=(*born.notices, *taken.notices))
    return born


def _beginning(series: Obligation, event: OccurrenceOpened) -> Iterator[c.Command]:
    yield c.Propose(terms_of(series, event.number, event.due))
    yield c.Confirm(accept_past_due=True, once=True)
    named = {held.addressee: Member(held.addressee, held.party) for held in series.live if held.addressee}
    if len(named) > 1:
        yield c.FanOut(", ".join(series.terms.addressees), tuple(named.values()))
    for held in series.live:
        fanned = len(named) > 1 and held.addressee is not None and named[held.addressee].party == held.party
        if held.party and not fanned:
            yield c.Assign(held.party, addressee=held.addressee, also=True)
