"""The table of how instruments stood, on the shared metadata."""

import sqlalchemy as sa

from schema.columns import Instant, Json
from schema.tables import metadata

# One row each time an instrument came to stand otherwise: domain.rollup.Standing, whole in ``standing``, with what is looked for beside it.
standings = sa.Table(
    "standings",
    metadata,
    sa.Column("instrument", sa.Text, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("status", sa.Text),
    sa.Column("percent", sa.Integer, nullable=False),
    sa.Column("standing", Json, nullable=False),
    sa.Column("hash", sa.LargeBinary, nullable=False),
)
