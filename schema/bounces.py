"""Mail that came back: which address it was, why, and whether anybody has mended it. Not the ledger's: it is erased with the person."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from schema.bulk import chunks
from schema.engine import Engine, reading, writing
from schema.tables.channel_tables import bounces
from schema.tables.notice_tables import messages


@dataclass(frozen=True, slots=True)
class Bounce:
    """One message that did not reach one address. Instants are UTC; ``mended_at`` is when somebody said that it works again."""

    message_id: str
    address: str
    permanent: bool
    status: str
    reason: str
    reported_at: datetime
    mended_at: datetime | None = None


def record(engine: Engine, bounce: Bounce, written_at: datetime | None = None) -> bool:
    """Record ``bounce``; ``False`` where it says nothing new.

    News is a first report, a permanent failure after a passing one, and one ``written_at`` a time (UTC) after the address was mended
    (``None``: nobody knows when): a folder of old reports may be taken in again and again.
    """
    c = bounces.c
    same = (c.message_id == bounce.message_id, c.address == bounce.address)
    values = {"permanent": bounce.permanent, "status": bounce.status, "reason": bounce.reason, "reported_at": bounce.reported_at}
    with writing(engine, ledger=False) as connection:
        known = connection.execute(sa.select(c.permanent, c.mended_at).where(*same)).first()
        if known is None:
            connection.execute(bounces.insert(), {"message_id": bounce.message_id, "address": bounce.address, **values})
            return True
        again = known.mended_at is not None and (written_at is None or written_at > known.mended_at)
        if again or (known.mended_at is None and bounce.permanent and not known.permanent):
            connection.execute(bounces.update().where(*same).values(mended_at=None, **values))
            return True
    return False


def undeliverable(engine: Engine, addresses: Iterable[str]) -> dict[str, Bounce]:
    """Those among ``addresses`` that mail will not reach, with the last report: not to be tried until mended, or another one is given."""
    wanted = {each.lower(): each for each in addresses}
    found: dict[str, Bounce] = {}
    asked = sa.select(bounces).where(bounces.c.permanent, bounces.c.mended_at.is_(None)).order_by(bounces.c.reported_at)
    with reading(engine) as connection:
        for some in chunks(sorted(wanted)):
            for row in connection.execute(asked.where(sa.func.lower(bounces.c.address).in_(some))):
                found[wanted[row.address.lower()]] = Bounce(**row._mapping)
    return found


def all_of_them(engine: Engine) -> list[Bounce]:
    """Everything that came back and was not mended, the latest first."""
    asked = sa.select(bounces).where(bounces.c.mended_at.is_(None)).order_by(bounces.c.reported_at.desc(), bounces.c.message_id)
    with reading(engine) as connection:
        return [Bounce(**row._mapping) for row in connection.execute(asked)]


def mend(engine: Engine, address: str, at: datetime) -> Sequence[str]:
    """Mail may go to ``address`` again, as somebody says ``at`` (UTC); the Message-IDs of what had come back, the oldest first."""
    ours = (sa.func.lower(bounces.c.address) == address.lower(), bounces.c.mended_at.is_(None))
    with writing(engine, ledger=False) as connection:
        asked = sa.select(bounces.c.message_id).where(*ours, bounces.c.permanent).order_by(bounces.c.reported_at)
        came_back = list(connection.execute(asked).scalars())
        connection.execute(bounces.update().where(*ours).values(mended_at=at))
    return came_back


def whose(engine: Engine, message_id: str) -> list[str]:
    """The persons to whom a message went out under ``message_id``; none for one that is not ours."""
    asked = sa.select(messages.c.person).where(messages.c.message_id == message_id).order_by(messages.c.key)
    with reading(engine) as connection:
        return list(dict.fromkeys(connection.execute(asked).scalars()))


def hurry(engine: Engine, person: str, at: datetime) -> int:
    """Let what waits to be sent to ``person`` be tried at once; how many messages."""
    theirs = messages.update().where(messages.c.person == person, messages.c.sent_at.is_(None), messages.c.next_try_at > at)
    with writing(engine, ledger=False) as connection:
        return connection.execute(theirs.values(next_try_at=at)).rowcount


def came_back_as(engine: Engine, message_id: str) -> list[str]:
    """The keys of the messages that went out under ``message_id``, have come back, and were not sent again since."""
    ours = (messages.c.message_id == message_id, messages.c.bounced_at.is_not(None))
    with reading(engine) as connection:
        return list(connection.execute(sa.select(messages.c.key).where(*ours).order_by(messages.c.key)).scalars())
