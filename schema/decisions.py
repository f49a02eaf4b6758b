"""Who was told that something waits for their decision: recorded with the message that told them, so that they are told once."""

from collections.abc import Sequence

import sqlalchemy as sa

from schema.bulk import Bulk
from schema.engine import Connection, Engine, reading
from schema.tables.notice_tables import decisions_told

_TOLD = Bulk(decisions_told, ("what", "person", "stands", "message"), "what, person", {"stands": True, "message": True})


def told(engine: Engine, person: str) -> dict[str, str]:
    """What ``person`` was told to decide, each with how it stood then."""
    asked = sa.select(decisions_told.c.what, decisions_told.c.stands).where(decisions_told.c.person == person)
    with reading(engine) as connection:
        return {row.what: row.stands for row in connection.execute(asked)}


def put(connection: Connection, person: str, message: str, found: Sequence[tuple[str, str]]) -> None:
    """Record that ``message`` told ``person`` what waits and how it stands, within the transaction that records the message."""
    _TOLD.execute(connection, ((what, person, stands, message) for what, stands in found))
