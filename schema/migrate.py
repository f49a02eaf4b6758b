"""Bring a database to the tables that this code needs, from anywhere, by as many processes at once as like."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import event
from sqlalchemy.engine import URL
from sqlalchemy.pool import NullPool

from schema.engine import Connection, Engine, make_engine, writing
from schema.errors import DatabaseNewer, DatabaseOlder

SCRIPTS = Path(__file__).resolve().parent.parent / "migrations"


def config(connection: Connection | None = None) -> Config:
    """Alembic's configuration, in code: nothing depends on the current directory or on a file beside it."""
    made = Config(attributes={"connection": connection})
    made.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    made.set_main_option("path_separator", "os")
    made.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    return made


def head() -> str:
    """The revision that this code needs."""
    found = ScriptDirectory.from_config(config()).get_current_head()
    assert found is not None  # there is a first migration
    return found


def revision(engine: Engine) -> str | None:
    """The revision that the database stands at, or ``None`` where it has none."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def upgrade(url: str | URL, to: str = "head") -> None:
    """Create or migrate the database at ``url``. Nothing happens if it is current.

    All in one transaction under the writers' lock: a second process waits and then finds nothing left to do; a failure leaves
    the database as it was. Raises :class:`DatabaseNewer` if a newer Servanda has migrated it, and
    :class:`~schema.errors.DatabaseUnsupported` for what is neither SQLite nor PostgreSQL.
    """
    with _migrating(url) as connection:
        command.upgrade(config(connection), to)


def downgrade(url: str | URL, to: str) -> None:
    """Take the migrations after ``to`` back (``base``: all of them, and all data with them). Raises as :func:`upgrade` does."""
    with _migrating(url) as connection:
        command.downgrade(config(connection), to)


def require_current(engine: Engine) -> None:
    """Check that the database is what this code needs. Raises :class:`DatabaseNewer` or :class:`DatabaseOlder`."""
    found = revision(engine)
    _refuse_newer(found, engine.url)
    if found != head():
        stands = f"at revision {found}" if found else "not set up"
        raise DatabaseOlder(
            f"The database {engine.url.render_as_string()} is {stands}; this Servanda needs {head()}. "
            "Run `servanda up`, which migrates it."
        )


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
            _refuse_newer(MigrationContext.configure(connection).get_current_revision(), engine.url)
            yield connection
            if sqlite and (broken := connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()):
                raise RuntimeError(f"The migration left rows that refer to nothing: {broken[:5]}. It was taken back.")
    finally:
        engine.dispose()


def _refuse_newer(found: str | None, url: URL) -> None:
    if found is None:
        return
    known = {script.revision for script in ScriptDirectory.from_config(config()).walk_revisions()}
    if found not in known:
        raise DatabaseNewer(
            f"The database {url.render_as_string()} stands at revision {found}, which this Servanda does not know: a newer one "
            f"has migrated it. This one knows up to {head()}. Update Servanda, or use another database. Nothing was changed."
        )
