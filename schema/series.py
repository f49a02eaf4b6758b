"""Series and their occurrences: which ones still stand otherwise than their series does."""

from collections.abc import Sequence

import sqlalchemy as sa

from domain.status import OPEN, Status
from schema.engine import Connection, Engine, reading
from schema.ledger import histories
from schema.tables import events, obligations
from wire.records import StoredEvent

ENDED = (Status.WAIVED.value, Status.SUPERSEDED.value)
"""Where a series stands that takes its occurrences with it. One that has lapsed leaves them as they are."""

_OF = obligations.alias("occurrences")
_REOPENED = sa.exists().where(events.c.stream == obligations.c.id, events.c.kind == "Reopened")
_APART = sa.or_(
    sa.and_(obligations.c.status.in_(ENDED), _OF.c.status.in_([status.value for status in OPEN])),
    sa.and_(obligations.c.status == Status.RECURRING.value, _OF.c.status.in_(ENDED), _REOPENED),
)
_PAIRS = sa.select(obligations.c.id, _OF.c.id).join_from(obligations, _OF, _OF.c.series == obligations.c.id).where(_APART)

Histories = dict[str, list[StoredEvent]]


def apart(engine: Engine, series: str | None = None) -> tuple[list[tuple[str, str]], Histories]:
    """Series (or this one alone) with occurrences that may have to follow them, pair by pair, and the events of all of them.

    Open ones of a series that was waived or superseded, and ones that were closed of a series that was opened again.
    """
    asked = _PAIRS.order_by(obligations.c.id, _OF.c.occurrence)
    with reading(engine) as connection:
        pairs = [(row[0], row[1]) for row in connection.execute(asked.where(obligations.c.id == series) if series else asked)]
        return pairs, _events(connection, pairs)


def _events(connection: Connection, pairs: Sequence[tuple[str, str]]) -> Histories:
    return histories(connection, list(dict.fromkeys(one for pair in pairs for one in pair)))
