"""What came in from outside, and what it may concern."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "inbox",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("happened_at", INSTANT, nullable=True),
        sa.Column("received_at", INSTANT, nullable=False),
        sa.Column("received_by", sa.Text(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.Column("decided_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("number", name="pk_inbox"),
        sa.UniqueConstraint("source", "id", name="uq_inbox_source_id"),
    )
    op.create_index("ix_inbox_state", "inbox", ["state"])
    op.create_table(
        "inbox_matches",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("obligation", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Text(), nullable=False),
        sa.Column("working", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.Column("decided_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["number"], ["inbox.number"], name="fk_inbox_matches_number"),
        sa.PrimaryKeyConstraint("number", "obligation", name="pk_inbox_matches"),
    )
    op.create_index("ix_inbox_matches_state", "inbox_matches", ["state"])
    op.create_index("ix_inbox_matches_obligation", "inbox_matches", ["obligation"])


def downgrade() -> None:
    """All that came in from outside is lost; what it has led to stands in the ledger."""
    op.drop_table("inbox_matches")
    op.drop_table("inbox")
