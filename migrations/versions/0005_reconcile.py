"""Checks that ledger, projections and engine agree, and what they found: so that a drift that was mended is still known of."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "reconciliations",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("started_at", INSTANT, nullable=False),
        sa.Column("finished_at", INSTANT, nullable=True),
        sa.Column("scheduled", sa.Boolean(), nullable=False),
        sa.Column("engine", sa.Boolean(), nullable=False),
        sa.Column("obligations", sa.Integer(), nullable=False),
        sa.Column("found", sa.Integer(), nullable=False),
        sa.Column("mended", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_reconciliations"),
    )
    op.create_index("ix_reconciliations_started_at", "reconciliations", ["started_at"])
    op.create_table(
        "drifts",
        sa.Column("reconciliation", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("obligation", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("mended", sa.Text(), nullable=False),
        sa.Column("why_not", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["reconciliation"], ["reconciliations.id"], name="fk_drifts_reconciliation"),
        sa.PrimaryKeyConstraint("reconciliation", "number", name="pk_drifts"),
    )
    op.create_index("ix_drifts_obligation", "drifts", ["obligation"])


def downgrade() -> None:
    """Takes back the record of the checks. What they mended stays mended."""
    op.drop_table("drifts")
    op.drop_table("reconciliations")
