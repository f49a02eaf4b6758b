"""The tables of lineage: what provisions say of other texts, and which links between obligations follow from it."""

import sqlalchemy as sa

from schema.columns import Instant, Json
from schema.tables import metadata

# What was read: domain.instrument.Reference, in the order of the text. ``filed`` is the target without spaces, in small letters.
references = sa.Table(
    "instrument_references",
    metadata,
    sa.Column("instrument", sa.Text, sa.ForeignKey("instruments.symbol"), primary_key=True),
    sa.Column("ordinal", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("filed", sa.Text, nullable=False, index=True),
    sa.Column("reference", Json, nullable=False),
)

# One row per earlier obligation and later provision: domain.lineage.Lineage, and what was decided about it.
links = sa.Table(
    "links",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("later", sa.Text, nullable=False),
    sa.Column("earlier", sa.Text, nullable=False, index=True),
    sa.Column("effect", sa.Text, nullable=False),
    sa.Column("confidence", sa.Text, nullable=False),
    sa.Column("working", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False, index=True),
    sa.Column("changes", Json),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("proposed_at", Instant, nullable=False),
    sa.Column("decided_by", sa.Text),
    sa.Column("decided_at", Instant),
    sa.UniqueConstraint("later", "earlier"),
)
