"""Notices are placed with persons and carried by messages of their own: one message may carry many, and one notice concern many."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")


def upgrade() -> None:
    _messages()
    _deliveries()
    op.create_table(
        "digests",
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("next_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("person", name="pk_digests"),
    )
    op.create_index("ix_digests_next_at", "digests", ["next_at"])
    op.create_table(
        "preferences",
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("hour", sa.Integer(), nullable=True),
        sa.Column("channels", sa.Text(), nullable=False),
        sa.Column("kinds", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("person", name="pk_preferences"),
    )
    _place_what_was_sent()


def _messages() -> None:
    op.create_table(
        "messages",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("next_try_at", INSTANT, nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.Column("sent_at", INSTANT, nullable=True),
        sa.Column("channel", sa.Text(), nullable=True),
        sa.Column("message_id", sa.Text(), nullable=True),
        sa.Column("bounced_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("key", name="pk_messages"),
    )
    op.create_index("ix_messages_message_id", "messages", ["message_id"])
    op.create_index("ix_messages_person_form_created_at", "messages", ["person", "form", "created_at"])
    unsent = sa.text("sent_at IS NULL")
    op.create_index("ix_messages_unsent", "messages", ["next_try_at"], sqlite_where=unsent, postgresql_where=unsent)


def _deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("notice", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("waits", INSTANT, nullable=True),
        sa.Column("message", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["notice"], ["notices.key"], name="fk_deliveries_notice"),
        sa.ForeignKeyConstraint(["message"], ["messages.key"], name="fk_deliveries_message"),
        sa.PrimaryKeyConstraint("notice", "person", name="pk_deliveries"),
    )
    op.create_index("ix_deliveries_message", "deliveries", ["message"])
    waiting = sa.text("waits IS NOT NULL")
    for name, columns in (("ix_deliveries_waiting", ["person", "how", "waits"]), ("ix_deliveries_next", ["how", "waits"])):
        op.create_index(name, "deliveries", columns, sqlite_where=waiting, postgresql_where=waiting)


def _place_what_was_sent() -> None:
    """What went out before stays on record as sent; what had not is placed anew."""
    op.add_column("notices", sa.Column("placed_at", INSTANT, nullable=True))
    op.execute("UPDATE notices SET placed_at = sent_at WHERE sent_at IS NOT NULL")
    op.execute(
        "INSERT INTO messages (key, person, form, created_at, next_try_at, attempts, sent_at, channel, message_id) "
        "SELECT key, recipient, 'immediate', created_at, next_try_at, attempts, sent_at, 'email', message_id "
        "FROM notices WHERE sent_at IS NOT NULL"
    )
    op.execute(
        "INSERT INTO deliveries (notice, person, how, message) "
        "SELECT key, recipient, 'immediate', key FROM notices WHERE sent_at IS NOT NULL"
    )
    op.execute("UPDATE notices SET attempts = 0, last_error = NULL, next_try_at = created_at WHERE sent_at IS NULL")
    op.drop_index("ix_notices_unsent", "notices")
    op.drop_column("notices", "sent_at")
    op.drop_column("notices", "message_id")
    unplaced = sa.text("placed_at IS NULL")
    op.create_index("ix_notices_unplaced", "notices", ["next_try_at"], sqlite_where=unplaced, postgresql_where=unplaced)


def downgrade() -> None:
    op.drop_index("ix_notices_unplaced", "notices")
    op.add_column("notices", sa.Column("sent_at", INSTANT, nullable=True))
    op.add_column("notices", sa.Column("message_id", sa.Text(), nullable=True))
    carried = "FROM deliveries JOIN messages ON messages.key = deliveries.message WHERE deliveries.notice = notices.key"
    for column in ("sent_at", "message_id"):
        op.execute(f"UPDATE notices SET {column} = (SELECT min(messages.{column}) {carried})")  # noqa: S608
    settled = "deliveries.notice = notices.key AND (waits IS NOT NULL OR message IS NOT NULL)"
    never = f"sent_at IS NULL AND placed_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deliveries WHERE {settled})"  # noqa: S608
    op.execute(f"UPDATE notices SET sent_at = placed_at WHERE {never}")  # noqa: S608
    op.drop_column("notices", "placed_at")
    unsent = sa.text("sent_at IS NULL")
    op.create_index("ix_notices_unsent", "notices", ["next_try_at"], sqlite_where=unsent, postgresql_where=unsent)
    for table in ("deliveries", "messages", "digests", "preferences"):
        op.drop_table(table)
