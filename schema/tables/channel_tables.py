"""The tables of the channels beside email: webhooks, published calendars, chat addresses, and mail that came back.

All of it may be erased without touching the ledger. Secrets (a webhook's key, a chat address, a calendar's name) stand here in
clear, because the program needs them so: whoever can read the database can use them.
"""

import sqlalchemy as sa

from schema.columns import Instant, Json, Position
from schema.tables import metadata

# Who is told of events by HTTP. ``position`` is the last place in the ledger that has been dealt with: everything up to it was taken
# by the receiver or was not asked for. ``lease`` is the claim of the one process that delivers just now, until ``leased_until``.
webhooks = sa.Table(
    "webhooks",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("url", sa.Text, nullable=False),
    sa.Column("secret", sa.Text, nullable=False),
    sa.Column("previous_secret", sa.Text),
    sa.Column("previous_until", Instant),
    sa.Column("kinds", Json, nullable=False),
    sa.Column("instrument", sa.Text),
    sa.Column("body", sa.Text),
    sa.Column("position", Position, nullable=False),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("created_by", sa.Text, nullable=False),
    sa.Column("next_try_at", Instant, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
    sa.Column("failing_since", Instant),
    sa.Column("last_error", sa.Text),
    sa.Column("delivered_at", Instant),
    sa.Column("disabled_at", Instant),
    sa.Column("told_at", Instant),  # when the coordinator was told that it is disabled
    sa.Column("lease", sa.Text),
    sa.Column("leased_until", Instant),
)

# A published calendar: whoever knows ``token`` may read it. One that is revoked keeps its row, and never comes back under its name.
feeds = sa.Table(
    "feeds",
    metadata,
    sa.Column("token", sa.Text, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),  # person, body or instrument
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("created_by", sa.Text, nullable=False),
    sa.Column("revoked_at", Instant),
    sa.Index(None, "kind", "subject"),
)

# Where a party (a person's or position's id, or a role) is told by chat: an Apprise URL, which is a secret.
chat_addresses = sa.Table(
    "chat_addresses",
    metadata,
    sa.Column("party", sa.Text, primary_key=True),
    sa.Column("url", sa.Text, nullable=False),
)

# What mail servers said about messages that had gone out. ``address`` is personal data and is erased with the person.
bounces = sa.Table(
    "bounces",
    metadata,
    sa.Column("message_id", sa.Text, primary_key=True),
    sa.Column("address", sa.Text, primary_key=True),
    sa.Column("permanent", sa.Boolean, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("reported_at", Instant, nullable=False),
    sa.Column("mended_at", Instant),
    sa.Index(None, "address"),
)
