"""How Alembic runs our migrations: on the connection that ``schema.migrate`` hands over, inside its transaction."""

from alembic import context
from sqlalchemy import Connection

import schema.tables.channel_tables
import schema.tables.evidence_tables
import schema.tables.inbox_tables
import schema.tables.instrument_tables
import schema.tables.job_tables
import schema.tables.lineage_tables
import schema.tables.notice_tables
import schema.tables.party_tables
import schema.tables.reconcile_tables  # noqa: F401 - its tables join the others
from schema.tables import metadata

connection: Connection | None = context.config.attributes.get("connection")
if connection is None:
    raise SystemExit(
        "Migrations are run by schema.migrate (servanda up), which takes the lock first: see migrations/__init__.py."
    )

context.configure(
    connection=connection,
    target_metadata=metadata,
    transactional_ddl=True,  # SQLite's too: the driver does not commit behind our back
    render_as_batch=connection.dialect.name == "sqlite",
)
with context.begin_transaction():
    context.run_migrations()
