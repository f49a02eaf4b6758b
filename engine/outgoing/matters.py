"""What messages are about, out of the ledger: obligations as they stand, and as they stood right after each event that is told."""

from collections.abc import Iterable, Mapping
from contextlib import suppress

from domain.errors import DomainError
from domain.folding import evolve
from domain.notices import MEETINGS
from domain.obligation import Obligation
from notify.digest import About
from notify.outbox import Matter
from schema import ledger
from schema.engine import Engine, reading
from schema.standing import words_of
from wire.records import StoredEvent, unstore

NOT_ON_FILE = "(not on file)"
"""Stands in place of a paragraph's words where the document was never registered."""


def matters(engine: Engine, wanted: Mapping[str, Iterable[int]]) -> dict[str, About]:
    """The obligations ``wanted``, each with the matters of the events (by seq) that are asked for.

    Those whose history lacks such an event, or holds one that this code cannot read, are left out: ``servanda verify`` names them.
    """
    with reading(engine) as connection:
        histories = ledger.histories(connection, list(wanted))
    words = words_of(engine, wanted)
    found: dict[str, About] = {}
    for obligation, seqs in wanted.items():
        text, title = words.get(obligation, (None, None))
        with suppress(DomainError):
            about = _about(obligation, histories.get(obligation, []), set(seqs), text or NOT_ON_FILE, title)
            if about:
                found[obligation] = about
    return found


def _about(obligation: str, history: Iterable[StoredEvent], seqs: set[int], words: str, title: str | None) -> About | None:
    state: Obligation | None = None
    told: dict[int, Matter] = {}
    events = tuple(map(unstore, history))
    for stamped in events:
        state = evolve(state, stamped, obligation)
        if stamped.seq in seqs:
            told[stamped.seq] = Matter(stamped, state, words, title)
    if state is None or not seqs <= told.keys():
        return None
    return About(state, words, title, told, events if state.terms.deliverable in MEETINGS else ())
