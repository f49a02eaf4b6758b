"""Many decisions at once, outside workflows: each obligation whole or not at all, all recorded in few commits."""

from collections.abc import Sequence
from datetime import datetime

from domain.commands import Envelope
from domain.errors import DomainError, Refused
from domain.obligation import Obligation
from engine.errors import EngineError, NotFound
from engine.obligations import decided
from schema.ledger import Ledger
from wire.records import Append, Appended

CHUNK = 100
"""Obligations in one commit."""

Asked = tuple[str, Envelope]
Outcome = Appended | DomainError | EngineError | Exception


def decide_many(ledger: Ledger, asked: Sequence[Asked], now: datetime, *, dry_run: bool = False) -> list[Outcome | None]:
    """Decide each of ``asked`` against the ledger at ``now`` and record what is legal; one answer each, in order.

    For obligations that no workflow keeps alive (proposals to confirm or reject, closed ones to reopen); an open one is refused here.
    A refused one spoils only itself. With ``dry_run`` nothing is recorded, and what would be is answered with ``None``.
    """
    answers: list[Outcome | None] = []
    for start in range(0, len(asked), CHUNK):
        answers += _chunk(ledger, asked[start : start + CHUNK], now, dry_run)
    return answers


def _chunk(ledger: Ledger, asked: Sequence[Asked], now: datetime, dry_run: bool) -> list[Outcome | None]:
    answers: dict[int, Outcome | None] = {}
    appends: dict[int, Append] = {}
    states = ledger.states([obligation for obligation, _ in asked])
    for number, (obligation, envelope) in enumerate(asked):
        try:
            appends[number] = _decide(states.get(obligation), obligation, envelope, now)
        except (DomainError, EngineError) as refused:
            answers[number] = refused
    if dry_run:
        answers |= dict.fromkeys(appends)
    elif appends:
        answers |= dict(zip(appends, ledger.append_many(list(appends.values())), strict=True))
    return [answers[number] for number in range(len(asked))]


def _decide(state: Obligation | None, obligation: str, envelope: Envelope, now: datetime) -> Append:
    if state is None:
        raise NotFound(f"There is no obligation {obligation}.")
    if state.is_open:
        raise Refused(f"{obligation} is {state.status}: its workflow decides, one command at a time.")
    return decided(state, envelope, now)
