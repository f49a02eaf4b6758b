"""Where ledger, projection and engine disagree: the kinds of disagreement, and how they are told from what each of them holds.

Pure. The ledger is the record, so a disagreement is always a drift of the other side; only where that side knows of *more* events than
the ledger may it be the ledger that has lost something, and then nothing is mended without a person saying so.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from enum import StrEnum

from domain.events import Stamped
from domain.folding import fold
from domain.obligation import Obligation
from domain.projection import Projection, project


class DriftKind(StrEnum):
    NO_WORKFLOW = "no workflow"  # the ledger has it open, and nothing keeps it alive
    BEHIND = "workflow behind"
    AHEAD = "workflow ahead"  # it believes in events that the ledger does not hold
    ANOTHER_STATE = "another state"  # as many events, another state: an older fold, or a foreign ledger
    SILENT = "workflow silent"  # it cannot be asked what it believes
    LEFT_RUNNING = "left running"  # the ledger has it closed
    UNKNOWN_WORKFLOW = "unknown workflow"  # the ledger holds no event of it
    ATTRIBUTES = "search attributes"
    NO_INSTRUMENT = "no instrument workflow"
    START_WAITS = "start waits"
    PICTURE = "projection"
    PICTURE_AHEAD = "projection ahead"
    PICTURE_ALONE = "projection alone"  # of what the ledger holds no event of
    UNREADABLE = "unreadable"  # events that this code cannot fold


TRUST_NEEDED = frozenset({DriftKind.AHEAD, DriftKind.UNKNOWN_WORKFLOW, DriftKind.PICTURE_AHEAD, DriftKind.PICTURE_ALONE})
"""Kinds where the ledger may be the one that lost something. Mended only when a person says that the ledger is right."""


@dataclass(frozen=True, slots=True)
class Drift:
    """One obligation of which the ledger and something that should follow from it disagree, and how."""

    obligation: str
    what: str
    kind: DriftKind


def state_drift(believed: Obligation, life: Sequence[Stamped]) -> Drift | None:
    """How a workflow's state differs from what the events of its obligation (all of them) made of it, if it does.

    ``life`` is read after the workflow was asked: then one that has just taken a step is never ahead of it.
    """
    of, known, recorded = believed.id, believed.seq, len(life)
    if known > recorded:
        return Drift(of, f"its workflow believes in {known} events, the ledger holds {recorded}", DriftKind.AHEAD)
    if fold(of, life[:known]) != believed:
        what = f"its workflow's state is not the fold of the ledger's first {known} events"
        return Drift(of, what, DriftKind.ANOTHER_STATE)
    if known < recorded:
        return Drift(of, f"its workflow stands at event {known}, the ledger at {recorded}", DriftKind.BEHIND)
    return None


def picture_drift(recorded: Obligation, held: Projection | None) -> Drift | None:
    """How a projection differs from what the events make of it, if it does."""
    made = project(recorded)
    if held is None:
        return Drift(recorded.id, "it has events, but no projection", DriftKind.PICTURE)
    if not (found := differences(held, made)):
        return None
    kind = DriftKind.PICTURE_AHEAD if held.seq > made.seq else DriftKind.PICTURE
    return Drift(recorded.id, f"its projection is not what its events make of it: {found}", kind)


def differences(held: Projection, made: Projection) -> str:
    """The fields in which ``held`` is not ``made``, in words; empty where they are equal."""
    pairs = ((each.name, getattr(held, each.name), getattr(made, each.name)) for each in fields(Projection))
    return "; ".join(f"{name} is {old!r} instead of {new!r}" for name, old, new in pairs if old != new)
