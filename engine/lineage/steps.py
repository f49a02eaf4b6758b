"""Carrying out a confirmed link: the earlier obligation first, then the later one, each under an id made from the two.

Cut off between them and asked again, the first is known to be done and the second follows.
"""

from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256

from domain.commands import Amend, Command, Envelope, Link, Supersede
from domain.errors import DomainError
from domain.instrument import Due
from domain.lineage import Effect
from domain.obligation import Obligation
from engine.intake.steps import Done
from engine.lineage.proposing import NotNow, link
from engine.obligations import Obligations
from schema import lineage as table
from schema import parties
from schema.engine import Engine
from schema.ledger import Ledger
from schema.lineage import Changes, LinkRow, State

BACK = {
    Effect.REITERATES: "reiterated by",
    Effect.AMENDS: "amended by",
    Effect.SUPERSEDES: "superseded by",
    Effect.ENDS: "ended by",
}
"""How the later one stands to the earlier one, seen from there."""


def confirm(
    engine: Engine, number: int, by: str, now: datetime, effect: Effect | None = None, changes: Changes | None = None
) -> LinkRow:
    """Decide that a link is so (as ``effect``, if that is not what was read); it is then still to be carried out.

    An amendment changes what ``changes`` says, else the due day and the number asked for where the later obligation has others.
    Confirmed again, the first decision stands. Raises :class:`NotNow`, :class:`~engine.errors.NotFound`.
    """
    found = link(engine, number)
    if found.state in {State.CONFIRMED, State.DONE}:
        return found
    meant = effect or found.effect
    given = changes if changes and not changes.none else None
    if given and meant is not Effect.AMENDS:
        raise NotNow(f"Link {number} is confirmed as {meant}: only an amendment changes a due day, addressees or a number.")
    if meant is Effect.AMENDS:
        given = given or _read_changes(engine, found)
        if given.none:
            raise NotNow(
                f"Nothing that {found.later} says is known to change {found.earlier}. Say what it changes (--due, --addressee, "
                "--required), or that it only repeats it (--effect reiterates)."
            )
    table.decide(engine, number, State.CONFIRMED, by, now, effect=meant, changes=given)
    return link(engine, number)


def _read_changes(engine: Engine, found: LinkRow) -> Changes:
    """What the later obligation asks for otherwise, as far as its terms say."""
    ledger = Ledger(engine)
    later, earlier = ledger.state(found.later), ledger.state(found.earlier)
    if later is None or earlier is None:
        return Changes()
    day = later.due.latest if later.due and not later.due.optional else None
    required = later.terms.required if later.terms.required != earlier.terms.required and later.terms.deliverable else None
    return Changes(day if day and day != _latest(earlier.due) else None, None, required)


def _latest(due: Due | None) -> object:
    return due.latest if due else None


async def carry_out(engine: Engine, obligations: Obligations, number: int) -> list[Done]:
    """Carry a confirmed link out on both sides. Asked again, nothing is done twice.

    What the earlier obligation refuses puts the link before a person again, with the refusal. Raises
    :class:`~engine.errors.EngineDown` where the engine is away: the link then stays confirmed.
    """
    found = link(engine, number)
    if found.state is not State.CONFIRMED:
        return []
    assert found.decided_by is not None and found.decided_at is not None  # it is confirmed
    done: list[Done] = []
    hats = tuple(told.party for told in parties.hats(engine, found.decided_by, found.decided_at))
    try:
        for obligation, side, command in _steps(engine, found):
            envelope = Envelope(step_id(found, side), found.decided_by, command, None, hats)
            done.append(Done(obligation, (await obligations.carry_out(obligation, envelope)).last))
    except DomainError as error:
        table.decide(engine, number, State.PROPOSED, found.decided_by, found.decided_at, str(error))
        return [*done, Done(obligation, refused=str(error))]
    table.decide(engine, number, State.DONE, found.decided_by, found.decided_at)
    return done


def step_id(found: LinkRow, side: str) -> str:
    """The command id of one side of a link: always the same, and no other link's or effect's."""
    key = sha256(f"{found.later}\n{found.earlier}\n{found.effect}".encode()).hexdigest()[:24]
    return f"lineage:{key}:{side}"


def _steps(engine: Engine, found: LinkRow) -> Iterator[tuple[str, str, Command]]:
    """What is sent to which side under which name: the change itself, then on both sides how they stand to each other."""
    match found.effect:
        case Effect.AMENDS:
            changes = found.changes or Changes()
            amend = Amend(found.later, found.working, changes.due, changes.addressees, changes.required)
            yield found.earlier, "change", amend
        case Effect.SUPERSEDES:
            yield found.earlier, "change", Supersede(found.later, found.working)
        case Effect.ENDS:
            yield found.earlier, "change", Supersede(found.later, f"It is ended: {found.working}")
    for obligation, side, relation, other in (
        (found.earlier, "earlier", BACK[found.effect], found.later),
        (found.later, "later", found.effect.value, found.earlier),
    ):
        state = Ledger(engine).state(obligation)  # none where a paragraph lays nothing on anybody
        if state and not any((one.relation, one.other) == (relation, other) for one in state.relations):
            yield obligation, side, Link(relation, other, found.working)


def relations(engine: Engine, state: Obligation) -> list[str]:
    """What is proposed about an obligation's earlier and later ones, and not on record yet, a line each."""
    lines = []
    for found in table.of_obligation(engine, state.id):
        if found.state not in {State.PROPOSED, State.CONFIRMED}:
            continue
        how = f"{found.effect} {found.earlier}" if found.later == state.id else f"{BACK[found.effect]} {found.later}"
        lines.append(f"{how}? ({found.confidence}, {found.state}: servanda lineage show {found.number})")
    return lines
