"""What was on record of one instrument at a given instant: its paragraphs, its obligations' events, and where the ledger ended then."""

from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile

import sqlalchemy as sa

from domain.events import Stamped
from schema.chain import GENESIS
from schema.engine import Connection, Engine, reading
from schema.ledger import Head, histories
from schema.queries import InstrumentRow, ProvisionRow, instruments_in, provisions_in
from schema.tables import events, obligations
from wire.records import unstore


@dataclass(frozen=True, slots=True)
class OnRecord:
    """The instrument, its paragraphs in the text's order, and the lives of its obligations by id, each up to the instant asked for."""

    instrument: InstrumentRow
    provisions: tuple[ProvisionRow, ...]
    lives: dict[str, tuple[Stamped, ...]]
    head: Head


def on_record(engine: Engine, symbol: str, before: datetime) -> OnRecord | None:
    """What was recorded before the instant ``before`` (UTC) of the instrument of this very symbol; ``None`` if it isn't registered."""
    with reading(engine) as connection:
        row = next(iter(instruments_in(connection, symbol)), None)
        if row is None:
            return None
        head = _head(connection, before)
        ids = list(connection.execute(sa.select(obligations.c.id).where(obligations.c.instrument == symbol)).scalars())
        lives = {
            one: tuple(unstore(event) for event in takewhile(lambda event: event.recorded_at < before, life))
            for one, life in histories(connection, ids).items()
        }
        return OnRecord(row, tuple(provisions_in(connection, symbol)), lives, head)


def _head(connection: Connection, before: datetime) -> Head:
    """The last event recorded before ``before``, by its place in the ledger."""
    asked = sa.select(events.c.position, events.c.hash).where(events.c.recorded_at < before)
    row = connection.execute(asked.order_by(events.c.position.desc()).limit(1)).first()
    return Head(row.position, row.hash) if row else Head(0, GENESIS)
