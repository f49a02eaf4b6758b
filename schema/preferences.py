"""What people prefer about being told: stored as it is given; what it means stands in :mod:`notify.policy`."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import datetime

import sqlalchemy as sa

from schema.bulk import chunks
from schema.engine import Engine, reading, writing
from schema.tables.notice_tables import digests, preferences


@dataclass(frozen=True, slots=True)
class Preference:
    """One person's choices, field by field as :class:`notify.policy.Preferences` has them, its words as plain text."""

    person: str
    language: str | None = None
    hour: int | None = None
    channels: tuple[str, ...] = ()
    kinds: dict[str, str] = field(default_factory=dict)


def put(engine: Engine, chosen: Preference, at: datetime) -> None:
    """Record ``chosen`` at ``at`` (UTC) in place of what the same person chose before; the hour of their digest is looked at anew."""
    with writing(engine, ledger=False) as connection:
        connection.execute(preferences.delete().where(preferences.c.person == chosen.person))
        connection.execute(preferences.insert(), asdict(chosen))
        connection.execute(digests.update().where(digests.c.person == chosen.person).values(next_at=at))


def of(engine: Engine, persons: Iterable[str]) -> dict[str, Preference]:
    """The choices of those among ``persons`` who have made any."""
    found: dict[str, Preference] = {}
    with reading(engine) as connection:
        for some in chunks(persons):
            for row in connection.execute(sa.select(preferences).where(preferences.c.person.in_(some))):
                found[row.person] = Preference(row.person, row.language, row.hour, tuple(row.channels), dict(row.kinds))
    return found
