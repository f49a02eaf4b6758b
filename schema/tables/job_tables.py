"""The tables of steps taken for many obligations at once, on the shared metadata."""

import sqlalchemy as sa

from schema.columns import Instant, Json
from schema.tables import metadata

# One row a job, for ever: its id begins the command id of every step in it, and must never be given again. ``command_on`` is the day or
# instant since when the steps are so, ``let_go`` how many items were done and are on file in the ledger only.
jobs = sa.Table(
    "jobs",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("verb", sa.Text, nullable=False),
    sa.Column("actor", sa.Text, nullable=False),
    sa.Column("command_on", sa.Text, nullable=False),
    sa.Column("asked_at", Instant, nullable=False, index=True),
    sa.Column("let_go", sa.Integer, nullable=False, server_default="0"),
)

# One row for each obligation: the command it is to be given, and what came of it. What is done is told from the ledger, by the
# command id; ``outcome`` is a note of it.
job_items = sa.Table(
    "job_items",
    metadata,
    sa.Column("job", sa.Text, sa.ForeignKey("jobs.id"), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("obligation", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("command", Json, nullable=False),
    sa.Column("outcome", sa.Text, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("message", sa.Text, nullable=False),
    sa.UniqueConstraint("job", "obligation"),
)
