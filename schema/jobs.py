"""Jobs: one step for many obligations, written down before the first is taken, so that it can be broken off and gone on with."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from schema.engine import Connection, Engine, reading, writing
from schema.tables import events
from schema.tables.job_tables import job_items, jobs

KEPT = timedelta(days=400)
"""How long the items of a job that were done are kept: they are in the ledger, under the job's command ids. What was refused or failed
stands nowhere else and is never let go, nor is the job itself."""


class ItemOutcome(StrEnum):
    WAITING = "waiting"
    DONE = "done"
    REFUSED = "refused"  # it is not legal, or not by this actor: tried again when the job is gone on with
    FAILED = "failed"  # something else went wrong


@dataclass(frozen=True, slots=True)
class JobItem:
    """One obligation of a job. ``kind`` and ``command`` are the command as it travels; ``status`` is the obligation's afterwards."""

    number: int
    obligation: str
    kind: str
    command: dict[str, Any]
    outcome: ItemOutcome = ItemOutcome.WAITING
    status: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """A job as asked for by ``actor`` at ``asked_at`` (UTC).

    ``on``: since when its steps are so, as written; empty: from when each is taken. ``counts`` are of all its items, also of those
    ``let_go``, which were done and which only the ledger holds.
    """

    id: str
    verb: str
    actor: str
    on: str
    asked_at: datetime
    items: tuple[JobItem, ...] = ()
    counts: dict[ItemOutcome, int] = field(default_factory=dict)
    let_go: int = 0

    @property
    def asked(self) -> int:
        """How many obligations it was to be taken for."""
        return sum(self.counts.values()) or len(self.items)

    def command_id(self, obligation: str) -> str:
        """Under which the step is sent: the same whenever and by whomever the job is gone on with."""
        return f"{self.id}:{obligation}"


def create(engine: Engine, job: Job) -> None:
    """Write ``job`` down, all of it or nothing, and let go what old jobs hold beside the ledger.

    Raises :class:`ValueError` where its id is taken.
    """
    rows = [
        {"job": job.id, "number": item.number, "obligation": item.obligation, "kind": item.kind, "command": item.command,
         "outcome": item.outcome.value, "status": item.status, "message": item.message}
        for item in job.items
    ]  # fmt: skip
    with writing(engine, ledger=False) as connection:
        if connection.execute(sa.select(jobs.c.id).where(jobs.c.id == job.id)).first():
            raise ValueError(f"There is a job {job.id} already. Go on with it: servanda bulk resume {job.id}")
        made = {"id": job.id, "verb": job.verb, "actor": job.actor, "command_on": job.on, "asked_at": job.asked_at}
        connection.execute(jobs.insert(), made)
        if rows:
            connection.execute(job_items.insert(), rows)
        _let_go(connection, job.asked_at - KEPT)


def _let_go(connection: Connection, before: datetime) -> None:
    """Let go the items that were done of the jobs asked for before ``before`` (UTC), and keep how many they were."""
    old = sa.select(jobs.c.id).where(jobs.c.asked_at < before)
    done = sa.and_(job_items.c.job.in_(old), job_items.c.outcome == ItemOutcome.DONE.value)
    counted = sa.select(job_items.c.job, sa.func.count()).where(done).group_by(job_items.c.job)
    for job, number in connection.execute(counted).fetchall():
        connection.execute(jobs.update().where(jobs.c.id == job).values(let_go=jobs.c.let_go + number))
    connection.execute(job_items.delete().where(done))


def get(engine: Engine, job: str) -> Job | None:
    """The job of this very id, with its items in order."""
    with reading(engine) as connection:
        row = connection.execute(sa.select(jobs).where(jobs.c.id == job)).first()
        if row is None:
            return None
        found = connection.execute(sa.select(job_items).where(job_items.c.job == job).order_by(job_items.c.number)).fetchall()
    items = tuple(JobItem(r.number, r.obligation, r.kind, r.command, ItemOutcome(r.outcome), r.status, r.message) for r in found)
    counts = {outcome: sum(1 for each in items if each.outcome is outcome) for outcome in ItemOutcome}
    return _job(row, items, counts)


def _job(row: Any, items: tuple[JobItem, ...], counts: dict[ItemOutcome, int]) -> Job:
    every = counts | {ItemOutcome.DONE: counts.get(ItemOutcome.DONE, 0) + row.let_go}
    found = {outcome: every[outcome] for outcome in ItemOutcome if every.get(outcome)}
    return Job(row.id, row.verb, row.actor, row.command_on, row.asked_at, items, found, row.let_go)


def known(engine: Engine, limit: int = 50) -> list[Job]:
    """The latest jobs, the last first, with how many of their items stand how, and without the items."""
    asked = sa.select(jobs).order_by(jobs.c.asked_at.desc(), jobs.c.id).limit(limit)
    counted = sa.select(job_items.c.job, job_items.c.outcome, sa.func.count()).group_by(job_items.c.job, job_items.c.outcome)
    with reading(engine) as connection:
        rows = connection.execute(asked).fetchall()
        counts: dict[str, dict[ItemOutcome, int]] = {}
        for job, outcome, number in connection.execute(counted.where(job_items.c.job.in_([row.id for row in rows]))):
            counts.setdefault(job, {})[ItemOutcome(outcome)] = number
    return [_job(row, (), counts.get(row.id, {})) for row in rows]


def note(engine: Engine, job: str, items: Iterable[JobItem]) -> None:
    """Note what came of ``items``."""
    rows = [{"which": each.number, "now": each.outcome.value, "stands": each.status, "says": each.message} for each in items]
    if not rows:
        return
    one = job_items.update().where(job_items.c.job == job, job_items.c.number == sa.bindparam("which"))
    values: dict[str, Any] = {"outcome": sa.bindparam("now"), "status": sa.bindparam("stands"), "message": sa.bindparam("says")}
    with writing(engine, ledger=False) as connection:
        connection.execute(one.values(**values), rows)


def recorded(engine: Engine, job: Job, obligations: Sequence[str]) -> set[str]:
    """Those of ``obligations`` whose step in ``job`` is in the ledger, whatever was noted of it."""
    pairs = [(each, job.command_id(each)) for each in obligations]
    asked = sa.select(events.c.stream).distinct()
    with reading(engine) as connection:
        found: set[str] = set()
        for start in range(0, len(pairs), 200):
            some = sa.tuple_(events.c.stream, events.c.command_id).in_(pairs[start : start + 200])
            found.update(connection.execute(asked.where(some)).scalars())
    return found
