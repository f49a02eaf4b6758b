"""Pictures show who holds each obligation, of what series it is one occurrence, and its next milestone."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("obligations") as table:
        table.add_column(sa.Column("parties", sa.Text, nullable=False, server_default="[]"))
        table.add_column(sa.Column("series", sa.Text))
        table.add_column(sa.Column("occurrence", sa.Integer))
        table.add_column(sa.Column("milestone_due", sa.Date))
        table.create_index("ix_obligations_series", ["series"])
    _name_the_parties()


def _name_the_parties() -> None:
    """Until now one party held an obligation, or none."""
    connection = op.get_bind()
    held = sa.table("obligations", sa.column("id", sa.Text), sa.column("assignee", sa.Text), sa.column("parties", sa.Text))
    rows = connection.execute(sa.select(held.c.id, held.c.assignee).where(held.c.assignee.is_not(None))).fetchall()
    for row in rows:
        parties = json.dumps([row.assignee], ensure_ascii=False, separators=(",", ":"))
        connection.execute(held.update().where(held.c.id == row.id).values(parties=parties))


def downgrade() -> None:
    with op.batch_alter_table("obligations") as table:
        table.drop_index("ix_obligations_series")
        for name in ("milestone_due", "occurrence", "series", "parties"):
            table.drop_column(name)
