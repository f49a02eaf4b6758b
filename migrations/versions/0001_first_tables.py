"""The first tables: the ledger, what follows from it, and what is registered."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")
POSITION = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

SQLITE_GUARDS = (
    """
    CREATE TRIGGER events_refuse_update BEFORE UPDATE ON events
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: an event is never changed'); END
    """,
    """
    CREATE TRIGGER events_refuse_delete BEFORE DELETE ON events
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: an event is never deleted'); END
    """,
    """
    CREATE TRIGGER events_continue BEFORE INSERT ON events
    WHEN NEW.position <> coalesce((SELECT max(position) FROM events), 0) + 1
      OR NEW.prev_hash <> coalesce((SELECT hash FROM events WHERE position = NEW.position - 1), zeroblob(32))
    BEGIN SELECT RAISE(ABORT, 'the ledger has no gaps and no forks: an event continues the last one'); END
    """,
)

POSTGRESQL_GUARDS = (
    """
    CREATE FUNCTION events_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'the ledger is append-only: % on events is refused', TG_OP; END $$
    """,
    """
    CREATE FUNCTION events_continue() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE last record;
    BEGIN
      SELECT position, hash INTO last FROM events ORDER BY position DESC LIMIT 1;
      IF NEW.position <> coalesce(last.position, 0) + 1
         OR NEW.prev_hash <> coalesce(last.hash, decode(repeat('00', 32), 'hex')) THEN
        RAISE EXCEPTION 'the ledger has no gaps and no forks: event % does not continue the last one', NEW.position;
      END IF;
      RETURN NEW;
    END $$
    """,
    "CREATE TRIGGER events_refuse_update BEFORE UPDATE ON events FOR EACH ROW EXECUTE FUNCTION events_refuse()",
    "CREATE TRIGGER events_refuse_delete BEFORE DELETE ON events FOR EACH ROW EXECUTE FUNCTION events_refuse()",
    "CREATE TRIGGER events_refuse_truncate BEFORE TRUNCATE ON events FOR EACH STATEMENT EXECUTE FUNCTION events_refuse()",
    "CREATE TRIGGER events_continue BEFORE INSERT ON events FOR EACH ROW EXECUTE FUNCTION events_continue()",
)


def upgrade() -> None:
    _ledger()
    _what_follows()
    _what_is_registered()
    guards = SQLITE_GUARDS if op.get_bind().dialect.name == "sqlite" else POSTGRESQL_GUARDS
    for guard in guards:
        op.execute(guard)


def downgrade() -> None:
    """Takes everything back, the record of all obligations with it: there is nothing before the first migration."""
    for table in (
        "readings",
        "provisions",
        "instruments",
        "documents",
        "sessions",
        "people",
        "starts",
        "notices",
        "obligations",
        "events",
    ):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION events_refuse()")
        op.execute("DROP FUNCTION events_continue()")


def _ledger() -> None:
    op.create_table(
        "events",
        sa.Column("position", POSITION, autoincrement=False, nullable=False),
        sa.Column("stream", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("command_id", sa.Text(), nullable=False),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("effective_at", INSTANT, nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.Column("prev_hash", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("position", name="pk_events"),
        sa.UniqueConstraint("stream", "seq", name="uq_events_stream_seq"),
    )
    op.create_index("ix_events_stream_command_id_seq", "events", ["stream", "command_id", "seq"])


def _what_follows() -> None:
    op.create_table(
        "obligations",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("instrument", sa.Text(), nullable=False),
        sa.Column("provision", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("progress", sa.Text(), nullable=False),
        sa.Column("force", sa.Text(), nullable=False),
        sa.Column("addressees", sa.Text(), nullable=False),
        sa.Column("assignee", sa.Text(), nullable=True),
        sa.Column("due_expression", sa.Text(), nullable=True),
        sa.Column("due_earliest", sa.Date(), nullable=True),
        sa.Column("due_latest", sa.Date(), nullable=True),
        sa.Column("unresolved", sa.Text(), nullable=True),
        sa.Column("session_body", sa.Text(), nullable=True),
        sa.Column("session_number", sa.Integer(), nullable=True),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("required", sa.Integer(), nullable=False),
        sa.Column("delivered", sa.Integer(), nullable=False),
        sa.Column("overdue", sa.Boolean(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("next_alarm", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_obligations"),
    )
    op.create_index("ix_obligations_due_latest", "obligations", ["due_latest"])
    op.create_index("ix_obligations_instrument", "obligations", ["instrument"])
    op.create_index("ix_obligations_session_body_session_number", "obligations", ["session_body", "session_number"])
    op.create_table(
        "notices",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("obligation", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("next_try_at", INSTANT, nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("sent_at", INSTANT, nullable=True),
        sa.Column("message_id", sa.Text(), nullable=True),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("key", name="pk_notices"),
    )
    op.create_index("ix_notices_obligation_seq", "notices", ["obligation", "seq"])
    op.create_index(
        "ix_notices_unsent",
        "notices",
        ["next_try_at"],
        sqlite_where=sa.text("sent_at IS NULL"),
        postgresql_where=sa.text("sent_at IS NULL"),
    )
    op.create_table(
        "starts",
        sa.Column("obligation", sa.Text(), nullable=False),
        sa.Column("requested_at", INSTANT, nullable=False),
        sa.Column("done_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("obligation", name="pk_starts"),
    )
    op.create_index(
        "ix_starts_pending",
        "starts",
        ["requested_at"],
        sqlite_where=sa.text("done_at IS NULL"),
        postgresql_where=sa.text("done_at IS NULL"),
    )


def _what_is_registered() -> None:
    op.create_table(
        "documents",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_documents"),
    )
    op.create_table(
        "instruments",
        sa.Column("symbol", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("body", sa.Text(), nullable=True),
        sa.Column("session", sa.Integer(), nullable=True),
        sa.Column("agenda_item", sa.Text(), nullable=True),
        sa.Column("adopted", sa.Date(), nullable=True),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("registered_at", INSTANT, nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("warnings", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.sha256"], name="fk_instruments_document"),
        sa.PrimaryKeyConstraint("symbol", name="pk_instruments"),
        sa.UniqueConstraint("document", name="uq_instruments_document"),
    )
    op.create_table(
        "provisions",
        sa.Column("instrument", sa.Text(), nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("span", sa.Text(), nullable=False),
        sa.Column("parent", sa.Text(), nullable=True),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("heading", sa.Text(), nullable=True),
        sa.Column("footnotes", sa.Text(), nullable=False),
        sa.Column("no_obligation", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["instrument"], ["instruments.symbol"], name="fk_provisions_instrument"),
        sa.PrimaryKeyConstraint("instrument", "ordinal", name="pk_provisions"),
    )
    op.create_index("ix_provisions_instrument_number", "provisions", ["instrument", "number"])
    op.create_table(
        "readings",
        sa.Column("obligation", sa.Text(), nullable=False),
        sa.Column("instrument", sa.Text(), nullable=False),
        sa.Column("provision", sa.Text(), nullable=False),
        sa.Column("proposal", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["instrument"], ["instruments.symbol"], name="fk_readings_instrument"),
        sa.PrimaryKeyConstraint("obligation", name="pk_readings"),
    )
    op.create_index("ix_readings_instrument", "readings", ["instrument"])
    op.create_table(
        "sessions",
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("known_since", sa.Date(), nullable=False),
        sa.Column("opening", sa.Date(), nullable=True),
        sa.Column("closing", sa.Date(), nullable=True),
        sa.Column("expected", sa.Text(), nullable=False),
        sa.Column("held", sa.Boolean(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("certainty", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("body", "number", "part", "known_since", name="pk_sessions"),
    )
    op.create_table(
        "people",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_people"),
    )
