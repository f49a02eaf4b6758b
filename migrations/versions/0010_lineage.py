"""What provisions say of other texts, and the links between obligations that follow from it."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "instrument_references",
        sa.Column("instrument", sa.Text(), nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("filed", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["instrument"], ["instruments.symbol"], name="fk_instrument_references_instrument"),
        sa.PrimaryKeyConstraint("instrument", "ordinal", name="pk_instrument_references"),
    )
    op.create_index("ix_instrument_references_filed", "instrument_references", ["filed"])
    op.create_table(
        "links",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("later", sa.Text(), nullable=False),
        sa.Column("earlier", sa.Text(), nullable=False),
        sa.Column("effect", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Text(), nullable=False),
        sa.Column("working", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("changes", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("proposed_at", INSTANT, nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.Column("decided_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("number", name="pk_links"),
        sa.UniqueConstraint("later", "earlier", name="uq_links_later_earlier"),
    )
    op.create_index("ix_links_earlier", "links", ["earlier"])
    op.create_index("ix_links_state", "links", ["state"])


def downgrade() -> None:
    """Decisions about links are lost; what they have led to stands in the ledger. References can be read again."""
    op.drop_table("links")
    op.drop_table("instrument_references")
