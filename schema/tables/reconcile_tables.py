"""The tables of reconciling: each check that ledger, projections and engine agree, and what it found. On the shared metadata."""

import sqlalchemy as sa

from schema.columns import Instant
from schema.tables import metadata

# One row a check. ``finished_at`` is empty while it runs, and for ever where it was cut off. ``engine`` says whether Temporal was asked.
reconciliations = sa.Table(
    "reconciliations",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("started_at", Instant, nullable=False, index=True),
    sa.Column("finished_at", Instant),
    sa.Column("scheduled", sa.Boolean, nullable=False),
    sa.Column("engine", sa.Boolean, nullable=False),
    sa.Column("obligations", sa.Integer, nullable=False),
    sa.Column("found", sa.Integer, nullable=False),
    sa.Column("mended", sa.Integer, nullable=False),
)

# What was found, and what was done about it. Empty ``mended``: nothing was, and ``why_not`` says why.
drifts = sa.Table(
    "drifts",
    metadata,
    sa.Column("reconciliation", sa.Text, sa.ForeignKey("reconciliations.id"), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("obligation", sa.Text, nullable=False, index=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("what", sa.Text, nullable=False),
    sa.Column("mended", sa.Text, nullable=False),
    sa.Column("why_not", sa.Text, nullable=False),
)
