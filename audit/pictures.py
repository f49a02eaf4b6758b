"""Is every projection what the events of its obligation make of it, and is there one for each and no other?"""

from collections.abc import Iterator

from audit.drift import Drift, DriftKind, picture_drift
from domain.obligation import Obligation
from schema import pictures
from schema.engine import Engine
from schema.pictures import Folded


def looked_through(engine: Engine) -> Iterator[tuple[list[Obligation], list[Drift]]]:
    """The ledger's obligations as its events make them, some at a time, each piece with the drifts of its projections.

    Each piece is one unchanging picture of the database; others may write between two.
    """
    for piece in pictures.folded(engine):
        yield [each.state for each in piece if each.state], [drift for each in piece if (drift := _drift(each))]
    lonely = [
        Drift(each, "there is a projection of it, but no event", DriftKind.PICTURE_ALONE) for each in pictures.alone(engine)
    ]
    if lonely:
        yield [], lonely


def _drift(found: Folded) -> Drift | None:
    if found.state is None:
        return Drift(found.stream, f"its events cannot be folded: {found.unreadable}", DriftKind.UNREADABLE)
    return picture_drift(found.state, found.held)
