"""Whether a database is what this code needs. Asked before anything is read or written, so it costs one short question."""

from functools import cache
from pathlib import Path

import sqlalchemy as sa

from schema.engine import Engine
from schema.errors import DatabaseNewer, DatabaseOlder

SCRIPTS = Path(__file__).resolve().parent.parent / "migrations"

_VERSION = sa.table("alembic_version", sa.column("version_num"))


@cache
def revisions() -> tuple[str, ...]:
    """The revisions that this code knows, in order: the numbers with which the migrations' files begin."""
    return tuple(sorted(path.name.partition("_")[0] for path in (SCRIPTS / "versions").glob("[0-9]*_*.py")))


def head() -> str:
    """The revision that this code needs."""
    return revisions()[-1]


def revision(engine: Engine) -> str | None:
    """The revision that the database stands at, or ``None`` where it was never set up."""
    with engine.connect() as connection:
        try:
            found: str | None = connection.execute(sa.select(_VERSION.c.version_num)).scalar()
        except (sa.exc.OperationalError, sa.exc.ProgrammingError):
            connection.rollback()
            if sa.inspect(connection).has_table(_VERSION.name):
                raise
            return None
    return found


def require_current(engine: Engine) -> None:
    """Raises :class:`DatabaseOlder` where it was not migrated to what this code needs, :class:`DatabaseNewer` where further."""
    found, name = revision(engine), engine.url.render_as_string()
    refuse_newer(found, name)
    if found is None:
        raise DatabaseOlder(
            f"The database {name} is not set up: it holds none of Servanda's tables; this Servanda needs {head()}. Run `servanda up`, or "
            "`servanda migrate`, to set it up. If there should be a ledger in it, look at SERVANDA_DATA and SERVANDA_DATABASE_URL "
            "(`servanda doctor`)."
        )
    if found != head():
        raise DatabaseOlder(
            f"The database {name} is at revision {found}; this Servanda needs {head()}: it was updated, and the database was not yet. "
            "Nothing was changed. Run `servanda up`, which migrates it, or `servanda migrate`, which does only that."
        )


def refuse_newer(found: str | None, name: str) -> None:
    """Raises :class:`DatabaseNewer` for a revision that this code does not know, of the database ``name`` (without its password)."""
    if found is not None and found not in revisions():
        raise DatabaseNewer(
            f"The database {name} stands at revision {found}, which this Servanda does not know: a newer one has migrated it. This one "
            f"knows up to {head()}. Update Servanda, or use another database. Nothing was changed."
        )
