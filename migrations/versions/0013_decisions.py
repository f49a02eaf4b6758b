"""Who was told that something waits for their decision, so that they are told once."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "decisions_told",
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("stands", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), sa.ForeignKey("messages.key", name="fk_decisions_told_message_messages"), nullable=False),
        sa.PrimaryKeyConstraint("what", "person", name="pk_decisions_told"),
    )


def downgrade() -> None:
    op.drop_table("decisions_told")
