"""Set-up of the database, the same for everybody who opens it: SQLite or PostgreSQL, made safe in one place."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from schema.errors import DatabaseUnsupported

__all__ = ["LOCK_WAIT", "Connection", "Engine", "database_url", "make_engine", "reading", "writing"]

LOCK_WAIT = 30.0
"""Seconds to wait for another writer before giving up with an error. Nothing is written then."""

LEDGER_LOCK = 0x5E54_A9DA_0000_0001
"""The PostgreSQL advisory lock of all who write. Numbers are assigned inside it, never by a sequence."""


def database_url(url: str | URL) -> URL:
    """``url`` with our driver. Raises :class:`DatabaseUnsupported` for anything but SQLite files and PostgreSQL."""
    try:
        made = make_url(url)
    except ArgumentError as error:
        raise DatabaseUnsupported(
            f"{url!r} is not a database URL. Write sqlite:///path/to/servanda.db or postgresql://user@host/database."
        ) from error
    backend = made.get_backend_name()
    if backend == "sqlite" and made.database not in (None, "", ":memory:"):
        return made.set(drivername="sqlite+pysqlite")
    if backend in ("postgresql", "postgres"):
        return made.set(drivername="postgresql+psycopg")
    raise DatabaseUnsupported(
        f"{made.render_as_string()} names no database that Servanda can keep a ledger in: it needs a SQLite file "
        "(sqlite:///path/to/servanda.db) or PostgreSQL (postgresql://user@host/database)."
    )


def make_engine(url: str | URL, **options: Any) -> Engine:
    """An engine for ``url``, set up so that what is committed stays: see :func:`database_url` for what may be named.

    SQLite: WAL, ``synchronous=FULL``, foreign keys, a busy timeout; a transaction begins when we say so, and IMMEDIATE in
    :func:`writing`. PostgreSQL: a lock timeout, and READ COMMITTED (a stricter level would take its picture of the data before
    the lock is granted).
    """
    made = database_url(url)
    if made.get_backend_name() == "sqlite":
        connect = {"timeout": LOCK_WAIT, "check_same_thread": False}
        engine = sa.create_engine(made, connect_args=connect, **options)
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    engine = sa.create_engine(made, isolation_level="READ COMMITTED", pool_pre_ping=True, **options)
    event.listen(engine, "connect", _set_up_postgresql)
    return engine


@contextmanager
def writing(engine: Engine, *, ledger: bool = True) -> Iterator[Connection]:
    """A transaction that writes: committed on return, rolled back on an exception.

    For the ledger it is the only one: the lock comes before the first read, so whatever is read inside stays true until the
    commit. ``ledger=False`` is for tables beside it; on PostgreSQL those take no lock, on SQLite there is only one for all.
    """
    with engine.connect() as connection, connection.execution_options(servanda_writes=True).begin():
        if ledger and connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LEDGER_LOCK})")
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that reads one unchanging picture, however long it takes, and hinders no writer."""
    with engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        with connection.begin():
            yield connection


def _set_up_sqlite(connection: sqlite3.Connection, _: object) -> None:
    connection.isolation_level = None  # the driver begins nothing by itself
    _use_wal(connection)
    for pragma in ("synchronous=FULL", "foreign_keys=ON", "recursive_triggers=ON"):
        # Recursive triggers let the ledger's DELETE trigger also see the deletions that INSERT OR REPLACE makes.
        connection.execute(f"PRAGMA {pragma}")


def _use_wal(connection: sqlite3.Connection) -> None:
    """Switch to WAL, which the file then keeps. While another process switches, the busy timeout is ignored: ask again."""
    until = time.monotonic() + LOCK_WAIT
    while True:
        try:
            mode = connection.execute("PRAGMA journal_mode").fetchone()[0]
            if mode != "wal":
                mode = connection.execute("PRAGMA journal_mode=WAL").fetchone()[0]
            break
        except sqlite3.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.01)
    if mode != "wal":
        raise sqlite3.OperationalError(
            f"SQLite would not switch to WAL (it stays in mode {mode!r}). "
            "Is the database on a network drive? Keep it on a local one."
        )


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("servanda_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _set_up_postgresql(connection: Any, _: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = {int(LOCK_WAIT * 1000)}")
    connection.commit()
