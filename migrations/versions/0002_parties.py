"""Positions and who holds them, deputies, absences, bodies with their members; when a person works and when they rest."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_HABITS = (("calendar", ""), ("weekend", ""), ("hours", "09:00-17:00"), ("quiet", ""))


def upgrade() -> None:
    for name, default in _HABITS:
        op.add_column("people", sa.Column(name, sa.Text(), server_default=sa.text(f"'{default}'"), nullable=False))
    _parties()
    _bodies()
    op.execute("INSERT INTO party_ids (id, kind) SELECT id, 'person' FROM people")


def downgrade() -> None:
    """Takes back who holds and held which position, who is away, and which body has which members."""
    for table in ("memberships", "bodies", "absences", "deputies", "holdings", "positions", "party_ids"):
        op.drop_table(table)
    with op.batch_alter_table("people") as people:
        for name, _ in _HABITS:
            people.drop_column(name)


def _parties() -> None:
    op.create_table(
        "party_ids",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_party_ids"),
    )
    op.create_table(
        "positions",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["id"], ["party_ids.id"], name="fk_positions_id"),
        sa.PrimaryKeyConstraint("id", name="pk_positions"),
    )
    op.create_index("ix_positions_body", "positions", ["body"])
    op.create_table(
        "holdings",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("position", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("first", sa.Date(), nullable=True),
        sa.Column("last", sa.Date(), nullable=True),
        sa.Column("jointly", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["position"], ["positions.id"], name="fk_holdings_position"),
        sa.ForeignKeyConstraint(["person"], ["party_ids.id"], name="fk_holdings_person"),
        sa.PrimaryKeyConstraint("number", name="pk_holdings"),
    )
    op.create_index("ix_holdings_position", "holdings", ["position"])
    op.create_index("ix_holdings_person", "holdings", ["person"])
    op.create_table(
        "deputies",
        sa.Column("party", sa.Text(), nullable=False),
        sa.Column("rank", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("deputy", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["party"], ["party_ids.id"], name="fk_deputies_party"),
        sa.ForeignKeyConstraint(["deputy"], ["party_ids.id"], name="fk_deputies_deputy"),
        sa.PrimaryKeyConstraint("party", "rank", name="pk_deputies"),
    )
    op.create_index("ix_deputies_deputy", "deputies", ["deputy"])
    op.create_table(
        "absences",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("first", sa.Date(), nullable=True),
        sa.Column("last", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("deputies", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["party_ids.id"], name="fk_absences_person"),
        sa.PrimaryKeyConstraint("number", name="pk_absences"),
    )
    op.create_index("ix_absences_person", "absences", ["person"])
    op.create_index("ix_absences_last", "absences", ["last"])


def _bodies() -> None:
    op.create_table(
        "bodies",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("aliases", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_bodies"),
    )
    op.create_table(
        "memberships",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("member", sa.Text(), nullable=False),
        sa.Column("first", sa.Date(), nullable=True),
        sa.Column("last", sa.Date(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("certainty", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_memberships"),
    )
    op.create_index("ix_memberships_body", "memberships", ["body"])
