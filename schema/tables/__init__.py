"""The tables. What each row means stands here; how it is made stands in ``migrations/``, and a test holds the two equal.

``events`` is the record. ``obligations``, ``notices`` and ``starts`` follow from it and are written in the same transaction;
the rest is what was registered: documents with their provisions and readings, calendars, people.
"""

import sqlalchemy as sa

from schema.columns import Instant, Json, Position

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# The ledger. Triggers refuse UPDATE and DELETE, and any INSERT that does not continue the chain.
# The format of the chain is docs/ledger-format.md.
events = sa.Table(
    "events",
    metadata,
    sa.Column("position", Position, primary_key=True, autoincrement=False),
    sa.Column("stream", sa.Text, nullable=False),
    sa.Column("seq", sa.Integer, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("actor", sa.Text, nullable=False),
    sa.Column("command_id", sa.Text, nullable=False),
    sa.Column("recorded_at", Instant, nullable=False),
    sa.Column("effective_at", Instant, nullable=False),
    sa.Column("payload", sa.LargeBinary, nullable=False),  # bytes, not text: no database may re-encode what is hashed
    sa.Column("prev_hash", sa.LargeBinary, nullable=False),
    sa.Column("hash", sa.LargeBinary, nullable=False),
    sa.UniqueConstraint("stream", "seq"),
    sa.Index(None, "stream", "command_id", "seq"),
)

# One row per obligation: domain.projection.Projection, field by field.
obligations = sa.Table(
    "obligations",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("seq", sa.Integer, nullable=False),
    sa.Column("instrument", sa.Text, nullable=False, index=True),
    sa.Column("provision", sa.Text, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("progress", sa.Text, nullable=False),
    sa.Column("force", sa.Text, nullable=False),
    sa.Column("addressees", Json, nullable=False),
    sa.Column("assignee", sa.Text),
    sa.Column("due_expression", sa.Text),
    sa.Column("due_earliest", sa.Date),
    sa.Column("due_latest", sa.Date, index=True),
    sa.Column("unresolved", sa.Text),
    sa.Column("session_body", sa.Text),
    sa.Column("session_number", sa.Integer),
    sa.Column("zone", sa.Text, nullable=False),
    sa.Column("required", sa.Integer, nullable=False),
    sa.Column("delivered", sa.Integer, nullable=False),
    sa.Column("overdue", sa.Boolean, nullable=False),
    sa.Column("level", sa.Integer, nullable=False),
    sa.Column("next_alarm", Instant),
    sa.Column("parties", Json, nullable=False, server_default="[]"),
    sa.Column("series", sa.Text, index=True),
    sa.Column("occurrence", sa.Integer),
    sa.Column("milestone_due", sa.Date),
    sa.Index(None, "session_body", "session_number"),
)

# The outbox: one row per notice to one recipient, a party or a role. It is placed once it is known which persons that means
# (``schema.tables.notice_tables``); ``next_try_at`` is when that is (next) tried.
notices = sa.Table(
    "notices",
    metadata,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("recipient", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("obligation", sa.Text, nullable=False),
    sa.Column("seq", sa.Integer, nullable=False),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("next_try_at", Instant, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
    sa.Column("last_error", sa.Text),
    sa.Column("placed_at", Instant),
    sa.Index(None, "obligation", "seq"),
    sa.Index(
        "ix_notices_unplaced",
        "next_try_at",
        sqlite_where=sa.text("placed_at IS NULL"),
        postgresql_where=sa.text("placed_at IS NULL"),
    ),
)

# Workflows to be started. A row without ``done_at`` is asked for and not yet seen to run.
starts = sa.Table(
    "starts",
    metadata,
    sa.Column("obligation", sa.Text, primary_key=True),
    sa.Column("requested_at", Instant, nullable=False),
    sa.Column("done_at", Instant),
    sa.Index(
        "ix_starts_pending", "requested_at", sqlite_where=sa.text("done_at IS NULL"), postgresql_where=sa.text("done_at IS NULL")
    ),
)

documents = sa.Table(
    "documents",
    metadata,
    sa.Column("sha256", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("media_type", sa.Text, nullable=False),
    sa.Column("content", sa.LargeBinary, nullable=False),
)

instruments = sa.Table(
    "instruments",
    metadata,
    sa.Column("symbol", sa.Text, primary_key=True),
    sa.Column("title", sa.Text),
    sa.Column("body", sa.Text),
    sa.Column("session", sa.Integer),
    sa.Column("agenda_item", sa.Text),
    sa.Column("adopted", sa.Date),
    sa.Column("zone", sa.Text, nullable=False),
    sa.Column("registered_at", Instant, nullable=False),
    sa.Column("document", sa.Text, sa.ForeignKey("documents.sha256"), nullable=False, unique=True),
    sa.Column("warnings", Json, nullable=False),
)

provisions = sa.Table(
    "provisions",
    metadata,
    sa.Column("instrument", sa.Text, sa.ForeignKey("instruments.symbol"), primary_key=True),
    sa.Column("ordinal", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("number", sa.Text),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("span", Json, nullable=False),
    sa.Column("parent", sa.Text),
    sa.Column("part", sa.Integer, nullable=False),
    sa.Column("heading", sa.Text),
    sa.Column("footnotes", Json, nullable=False),
    sa.Column("no_obligation", sa.Text),
    sa.Index(None, "instrument", "number"),
)

# The proposal as it was read, evidence and all, kept whatever a person corrected afterwards.
readings = sa.Table(
    "readings",
    metadata,
    sa.Column("obligation", sa.Text, primary_key=True),
    sa.Column("instrument", sa.Text, sa.ForeignKey("instruments.symbol"), nullable=False, index=True),
    sa.Column("provision", sa.Text, nullable=False),
    sa.Column("proposal", Json, nullable=False),
)

# What was entered about sessions: domain.time.sessions.SessionRow, field by field. A session put off has one row for each time its
# days were set; it adds to the shipped calendar.
sessions = sa.Table(
    "sessions",
    metadata,
    sa.Column("body", sa.Text, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("part", sa.Text, primary_key=True),
    sa.Column("known_since", sa.Date, primary_key=True),
    sa.Column("opening", sa.Date),
    sa.Column("closing", sa.Date),
    sa.Column("expected", sa.Text, nullable=False),
    sa.Column("held", sa.Boolean, nullable=False),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("certainty", sa.Text, nullable=False),
    sa.Column("note", sa.Text, nullable=False),
)

# The only place with names and addresses. The ledger holds ids; erasing a row here leaves it whole. When they work and when they
# rest is text as schema.people.Person has it.
people = sa.Table(
    "people",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("email", sa.Text),
    sa.Column("zone", sa.Text, nullable=False),
    sa.Column("language", sa.Text, nullable=False),
    sa.Column("calendar", sa.Text, nullable=False, server_default=sa.text("''")),
    sa.Column("weekend", sa.Text, nullable=False, server_default=sa.text("''")),
    sa.Column("hours", sa.Text, nullable=False, server_default="09:00-17:00"),
    sa.Column("quiet", sa.Text, nullable=False, server_default=sa.text("''")),
)
