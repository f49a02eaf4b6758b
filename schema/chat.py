"""Where people, positions and roles are told by chat: secrets, kept in a table of their own and erased with the person."""

from collections.abc import Iterable

import sqlalchemy as sa

from schema.bulk import chunks
from schema.engine import Engine, reading, writing
from schema.tables.channel_tables import chat_addresses


def put(engine: Engine, party: str, url: str) -> None:
    """Tell ``party`` at ``url`` from now on."""
    with writing(engine, ledger=False) as connection:
        connection.execute(chat_addresses.delete().where(chat_addresses.c.party == party))
        connection.execute(chat_addresses.insert(), {"party": party, "url": url})


def remove(engine: Engine, party: str) -> bool:
    """Forget it. ``False`` if none is known."""
    with writing(engine, ledger=False) as connection:
        return connection.execute(chat_addresses.delete().where(chat_addresses.c.party == party)).rowcount == 1


def of(engine: Engine, parties: Iterable[str]) -> dict[str, str]:
    """The addresses of those among ``parties`` who have one."""
    found: dict[str, str] = {}
    with reading(engine) as connection:
        for some in chunks(parties):
            rows = connection.execute(sa.select(chat_addresses).where(chat_addresses.c.party.in_(some)))
            found |= {row.party: row.url for row in rows}
    return found


def everybody(engine: Engine) -> dict[str, str]:
    """All of them, by party."""
    with reading(engine) as connection:
        return {row.party: row.url for row in connection.execute(sa.select(chat_addresses).order_by(chat_addresses.c.party))}
