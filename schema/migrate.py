"""Bring a database to the tables that this code needs, from anywhere, by as many processes at once as like."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import event
from sqlalchemy.engine import URL
from sqlalchemy.pool import NullPool

from schema.current import SCRIPTS, refuse_newer
from schema.engine import Connection, make_engine, writing


def config(connection: Connection | None = None) -> Config:
    """Alembic's configuration, in code: nothing depends on the current directory or on a file beside it."""
    made = Config(attributes={"connection": connection})
    made.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    made.set_main_option("path_separator", "os")
    made.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    return made


def upgrade(url: str | URL, to: str = "head") -> None:
    """Create or migrate the database at ``url``. Nothing happens if it is current.

    All in one transaction under the writers' lock: a second process waits and then finds nothing left to do; a failure leaves
    the database as it was. Raises :class:`~schema.errors.DatabaseNewer` if a newer Servanda has migrated it, and
    :class:`~schema.errors.DatabaseUnsupported` for what is neither SQLite nor PostgreSQL.
    """
    with _migrating(url) as connection:
        command.upgrade(config(connection), to)


def downgrade(url: str | URL, to: str) -> None:
    """Take the migrations after ``to`` back (``base``: all of them, and all data with them). Raises as :func:`upgrade` does."""
    with _migrating(url) as connection:
        command.downgrade(config(connection), to)


@contextmanager
def _migrating(url: str | URL) -> Iterator[Connection]:
    logging.getLogger("alembic").setLevel(logging.WARNING)
    engine = make_engine(url, poolclass=NullPool)
    sqlite = engine.dialect.name == "sqlite"
    if (
        sqlite
    ):  # rebuilding a table drops it, which would take what refers to it along; checked as a whole before the commit instead
        event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA foreign_keys=OFF"))
    try:
        with writing(engine) as connection:
            refuse_newer(MigrationContext.configure(connection).get_current_revision(), engine.url.render_as_string())
            yield connection
            if sqlite and (broken := connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()):
                raise RuntimeError(f"The migration left rows that refer to nothing: {broken[:5]}. It was taken back.")
    finally:
        engine.dispose()
