"""The outbox read whole, as no part of the product needs it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from domain.notices import NoticeKind
from schema.engine import Engine, reading
from schema.tables import notices


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A notice as it stands in the outbox, placed or not."""

    key: str
    recipient: str
    kind: NoticeKind
    obligation: str
    seq: int
    created_at: datetime
    placed_at: datetime | None
    last_error: str | None


def notices_of(engine: Engine, obligations: Sequence[str] | None = None) -> list[NoticeRow]:
    """The notices about ``obligations`` (``None``: about all), in the order in which they came to be."""
    asked = sa.select(notices).order_by(notices.c.created_at, notices.c.obligation, notices.c.seq, notices.c.key)
    if obligations is not None:
        asked = asked.where(notices.c.obligation.in_(obligations))
    with reading(engine) as connection:
        return [
            NoticeRow(
                row.key, row.recipient, NoticeKind(row.kind), row.obligation, row.seq, row.created_at, row.placed_at, row.last_error
            )
            for row in connection.execute(asked)
        ]  # fmt: skip
