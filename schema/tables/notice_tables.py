"""The tables of telling people: who is to be told which notice, the messages that carried it, when digests fall due, and what
people prefer. A notice is recorded with its event (``schema.tables.notices``); everything here follows from it, later.
"""

import sqlalchemy as sa

from schema.columns import Instant, Json
from schema.tables import metadata

# One row for each notice and each person it concerns. ``waits`` is from when on it may be told, and NULL once it is settled: carried
# by ``message``, or not to be told at all (``how`` is then ``off`` or ``dropped``).
deliveries = sa.Table(
    "deliveries",
    metadata,
    sa.Column("notice", sa.Text, sa.ForeignKey("notices.key"), primary_key=True),
    sa.Column("person", sa.Text, primary_key=True),
    sa.Column("how", sa.Text, nullable=False),
    sa.Column("waits", Instant),
    sa.Column("message", sa.Text, sa.ForeignKey("messages.key"), index=True),
    sa.Index(
        "ix_deliveries_waiting",
        "person",
        "how",
        "waits",
        sqlite_where=sa.text("waits IS NOT NULL"),
        postgresql_where=sa.text("waits IS NOT NULL"),
    ),
    sa.Index(
        "ix_deliveries_next",
        "how",
        "waits",
        sqlite_where=sa.text("waits IS NOT NULL"),
        postgresql_where=sa.text("waits IS NOT NULL"),
    ),
)

# One row per message to one person, whole as it was written: what is sent again is the same. ``key`` is its business key;
# ``content`` (compressed) goes some days after it was sent.
messages = sa.Table(
    "messages",
    metadata,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("person", sa.Text, nullable=False),
    sa.Column("form", sa.Text, nullable=False),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("content", sa.LargeBinary),
    sa.Column("next_try_at", Instant, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
    sa.Column("last_error", sa.Text),
    sa.Column("sent_at", Instant),
    sa.Column("channel", sa.Text),
    sa.Column("message_id", sa.Text, index=True),
    sa.Column("bounced_at", Instant),
    sa.Index(None, "person", "form", "created_at"),
    sa.Index(
        "ix_messages_unsent", "next_try_at", sqlite_where=sa.text("sent_at IS NULL"), postgresql_where=sa.text("sent_at IS NULL")
    ),
)

# When the next digest of each person who was ever told anything is to be looked at.
digests = sa.Table(
    "digests",
    metadata,
    sa.Column("person", sa.Text, primary_key=True),
    sa.Column("next_at", Instant, nullable=False, index=True),
)

# What people have chosen: notify.policy.Preferences.
preferences = sa.Table(
    "preferences",
    metadata,
    sa.Column("person", sa.Text, primary_key=True),
    sa.Column("language", sa.Text),
    sa.Column("hour", sa.Integer),
    sa.Column("channels", Json, nullable=False),
    sa.Column("kinds", Json, nullable=False),
)

# What waits for somebody's decision (``inbox:12``, ``lineage:3``) and was told to a person: how it stood then, and by which message.
decisions_told = sa.Table(
    "decisions_told",
    metadata,
    sa.Column("what", sa.Text, primary_key=True),
    sa.Column("person", sa.Text, primary_key=True),
    sa.Column("stands", sa.Text, nullable=False),
    sa.Column("message", sa.Text, sa.ForeignKey("messages.key"), nullable=False),
)
