"""What was found when ledger, projections and engine were held against each other, and when that was last done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from schema.engine import Engine, reading, writing
from schema.tables.reconcile_tables import drifts, reconciliations

KEPT = timedelta(days=400)
"""How long checks are kept. What they found and mended changes nothing in the ledger."""


@dataclass(frozen=True, slots=True)
class DriftRow:
    """One drift as found, and what was done (``mended``) or why nothing was (``why_not``)."""

    obligation: str
    kind: str
    what: str
    mended: str = ""
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """One check. Instants are UTC; ``finished_at`` is ``None`` where it still runs or was cut off."""

    id: str
    started_at: datetime
    finished_at: datetime | None
    scheduled: bool
    engine: bool
    obligations: int
    found: int
    mended: int
    drifts: tuple[DriftRow, ...] = ()

    @property
    def left(self) -> int:
        return self.found - self.mended


def claim(engine: Engine, check: str, now: datetime, every: timedelta) -> bool:
    """Enter the scheduled check ``check``, begun ``now``, unless one was begun within the last ``every``: then ``False``.

    Of several that ask at once, one gets it.
    """
    with writing(engine) as connection:  # the lock makes the look and the entry one
        last = connection.execute(
            sa.select(sa.func.max(reconciliations.c.started_at)).where(reconciliations.c.scheduled)
        ).scalar()
        if last is not None and last > now - every:
            return False
        connection.execute(reconciliations.insert(), _row(check, now, scheduled=True))
        return True


def enter(engine: Engine, check: str, now: datetime) -> None:
    """Enter a check that somebody asked for."""
    with writing(engine, ledger=False) as connection:
        connection.execute(reconciliations.insert(), _row(check, now, scheduled=False))


def _row(check: str, now: datetime, *, scheduled: bool) -> dict[str, Any]:
    numbers = {"engine": False, "obligations": 0, "found": 0, "mended": 0}
    return {"id": check, "started_at": now, "scheduled": scheduled, **numbers}


def finish(engine: Engine, check: str, at: datetime, *, asked_engine: bool, obligations: int, found: Sequence[DriftRow]) -> None:
    """Record what ``check`` has come to, and forget checks that are older than :data:`KEPT`."""
    rows = [
        {"reconciliation": check, "number": number, "obligation": each.obligation, "kind": each.kind, "what": each.what,
         "mended": each.mended, "why_not": each.why_not}
        for number, each in enumerate(found, start=1)
    ]  # fmt: skip
    mended = sum(1 for each in found if each.mended)
    done = {"finished_at": at, "engine": asked_engine, "obligations": obligations, "found": len(found), "mended": mended}
    old = sa.select(reconciliations.c.id).where(reconciliations.c.started_at < at - KEPT)
    with writing(engine, ledger=False) as connection:
        connection.execute(reconciliations.update().where(reconciliations.c.id == check).values(**done))
        if rows:
            connection.execute(drifts.insert(), rows)
        connection.execute(drifts.delete().where(drifts.c.reconciliation.in_(old)))
        connection.execute(reconciliations.delete().where(reconciliations.c.id.in_(old)))


def latest(engine: Engine) -> Check | None:
    """The last check that was finished, with its drifts. None in a database from before there were any."""
    if not sa.inspect(engine).has_table(reconciliations.name):
        return None
    asked = sa.select(reconciliations).where(reconciliations.c.finished_at.is_not(None))
    with reading(engine) as connection:
        row = connection.execute(asked.order_by(reconciliations.c.started_at.desc()).limit(1)).first()
        if row is None:
            return None
        of = sa.select(drifts).where(drifts.c.reconciliation == row.id).order_by(drifts.c.number)
        found = tuple(DriftRow(d.obligation, d.kind, d.what, d.mended, d.why_not) for d in connection.execute(of))
    numbers = (row.obligations, row.found, row.mended)
    return Check(row.id, row.started_at, row.finished_at, row.scheduled, row.engine, *numbers, found)
