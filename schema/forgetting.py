"""What the channels beside email know of a person, forgotten with them."""

from datetime import UTC, datetime

import sqlalchemy as sa

from schema.engine import Connection
from schema.tables.channel_tables import bounces, chat_addresses, feeds

ERASED = datetime(1970, 1, 1, tzinfo=UTC)
"""When a calendar is said to be revoked whose person was erased: nobody need know when that was."""


def forget_channels(connection: Connection, person: str, email: str | None) -> None:
    """Within the transaction that erases ``person``: their chat address and what came back from ``email`` go, their calendars end."""
    connection.execute(chat_addresses.delete().where(chat_addresses.c.party == person))
    theirs = (feeds.c.kind == "person", feeds.c.subject == person, feeds.c.revoked_at.is_(None))
    connection.execute(feeds.update().where(*theirs).values(revoked_at=ERASED))
    if email:
        connection.execute(bounces.delete().where(sa.func.lower(bounces.c.address) == email.lower()))
