"""The table of what was taken as evidence. The bytes stand in files beside the database; see ``engine/keeping/evidence.py``."""

import sqlalchemy as sa

from schema.columns import Instant, Position
from schema.tables import metadata

# One row per content, name and person: the same file handed in by two people under two names has two rows and one file.
evidence = sa.Table(
    "evidence",
    metadata,
    sa.Column("sha256", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("taken_by", sa.Text, primary_key=True),
    sa.Column("media_type", sa.Text, nullable=False),
    sa.Column("size", Position, nullable=False),
    sa.Column("taken_at", Instant, nullable=False),
)
