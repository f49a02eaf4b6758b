"""What is overdue or nearly due, and the words of paragraphs: as telling people needs them, many at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from domain.notices import COORDINATOR
from domain.obligation import RUNNING, WORKING, Status
from schema.bulk import chunks
from schema.engine import Engine, reading
from schema.tables import instruments, obligations, provisions


@dataclass(frozen=True, slots=True)
class Pressing:
    """An open obligation that is overdue or due soon, and the parties and roles whose turn it may be. ``zone`` is that of its days."""

    obligation: str
    due: date
    zone: str
    overdue: bool
    turns: tuple[str, ...]


_RUNNING = [status.value for status in RUNNING]
_WORKING = [status.value for status in WORKING]


def pressing(engine: Engine, until: date) -> list[Pressing]:
    """What is overdue, and what is worked on, has a deadline and is due by ``until``; the longest due first."""
    table = obligations.c
    soon = sa.and_(table.status.in_(_WORKING), table.due_latest <= until, table.next_alarm.is_not(None))
    asked = sa.select(table.id, table.due_latest, table.zone, table.overdue, table.status, table.parties)
    asked = asked.where(table.due_latest.is_not(None), sa.or_(sa.and_(table.overdue, table.status.in_(_RUNNING)), soon))
    with reading(engine) as connection:
        return [
            Pressing(row.id, row.due_latest, row.zone, row.overdue, _turns(row.status, row.parties))
            for row in connection.execute(asked.order_by(table.due_latest, table.id))
        ]


def _turns(status: str, parties: list[str]) -> tuple[str, ...]:
    """All who hold it; who of them has handed in already, only the obligation itself knows."""
    return tuple(parties) if parties and status != Status.SUBMITTED.value else (COORDINATOR,)


def words_of(engine: Engine, wanted: Iterable[str]) -> dict[str, tuple[str | None, str | None]]:
    """The paragraph's own words and the instrument's title of each obligation, as far as they are registered."""
    found: dict[str, tuple[str | None, str | None]] = {}
    place = sa.and_(provisions.c.instrument == obligations.c.instrument, provisions.c.number == obligations.c.provision)
    asked = (
        sa.select(obligations.c.id, provisions.c.text, instruments.c.title)
        .join_from(obligations, provisions, place, isouter=True)
        .join(instruments, instruments.c.symbol == obligations.c.instrument, isouter=True)
        .order_by(provisions.c.ordinal)
    )
    with reading(engine) as connection:
        for some in chunks(wanted):
            for row in connection.execute(asked.where(obligations.c.id.in_(some))):
                found.setdefault(row.id, (row.text, row.title))
    return found
