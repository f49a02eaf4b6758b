"""The tables of what came in from outside: every event as it was sent, and what it may concern."""

import sqlalchemy as sa

from schema.columns import Instant, Json
from schema.tables import metadata

# One row per CloudEvent; ``source`` and ``id`` name it for ever. ``event`` is all of it, as it was sent.
inbox = sa.Table(
    "inbox",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("id", sa.Text, nullable=False),
    sa.Column("type", sa.Text, nullable=False),
    sa.Column("happened_at", Instant),
    sa.Column("received_at", Instant, nullable=False),
    sa.Column("received_by", sa.Text, nullable=False),
    sa.Column("event", Json, nullable=False),
    sa.Column("state", sa.Text, nullable=False, index=True),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("decided_by", sa.Text),
    sa.Column("decided_at", Instant),
    sa.UniqueConstraint("source", "id"),
)

# One row per obligation that an event may concern.
inbox_matches = sa.Table(
    "inbox_matches",
    metadata,
    sa.Column("number", sa.Integer, sa.ForeignKey("inbox.number"), primary_key=True, autoincrement=False),
    sa.Column("obligation", sa.Text, primary_key=True),
    sa.Column("confidence", sa.Text, nullable=False),
    sa.Column("working", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False, index=True),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("decided_by", sa.Text),
    sa.Column("decided_at", Instant),
    sa.Index(None, "obligation"),
)
