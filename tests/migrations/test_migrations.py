"""Migrations give the tables that the code describes, from any state, for any number of processes at once."""

import multiprocessing
import os
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

import schema.tables.channel_tables
import schema.tables.notice_tables
import schema.tables.party_tables  # noqa: F401 - its tables join the others
from domain.projection import Projection
from domain.time.sessions import SessionRow
from schema import engine as engines
from schema.current import head, require_current, revision, revisions
from schema.engine import Engine, database_url, make_engine, writing
from schema.errors import DatabaseNewer, DatabaseOlder, DatabaseUnsupported
from schema.migrate import config, downgrade, upgrade
from schema.tables import metadata

ROOT = Path(__file__).parents[2]
GUARDS = {"events_refuse_update", "events_refuse_delete", "events_continue"}


def differences(engine: Engine) -> list[object]:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        return list(compare_metadata(context, metadata))


def guards(engine: Engine) -> set[str]:
    asked = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    if engine.dialect.name == "postgresql":
        asked = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    with engine.connect() as connection:
        return set(connection.exec_driver_sql(asked).scalars())


def tables(engine: Engine) -> set[str]:
    return set(sa.inspect(engine).get_table_names())


def test_migrations_give_exactly_the_tables_that_the_code_describes(database_url: str) -> None:
    upgrade(database_url)
    engine = make_engine(database_url)
    assert differences(engine) == []
    assert tables(engine) == {*metadata.tables, "alembic_version"}
    assert guards(engine) >= GUARDS
    assert revision(engine) == head()
    require_current(engine)


@pytest.mark.parametrize(("table", "value"), [("obligations", Projection), ("sessions", SessionRow)])
def test_a_table_that_holds_a_value_of_the_domain_holds_all_of_it(table: str, value: type) -> None:
    assert {column.name for column in metadata.tables[table].columns} == {field.name for field in fields(value)}


def test_the_revisions_are_those_of_the_chain() -> None:
    """They are told from the files' names, which costs nothing; Alembic reads the chain out of the files."""
    chain = ScriptDirectory.from_config(config())
    assert list(revisions()) == [script.revision for script in reversed(list(chain.walk_revisions()))]
    assert head() == chain.get_current_head()


def test_the_comparison_would_notice(database_url: str) -> None:
    upgrade(database_url)
    engine = make_engine(database_url)
    with writing(engine) as connection:
        connection.exec_driver_sql("ALTER TABLE people ADD COLUMN shoe_size INTEGER")
        connection.exec_driver_sql("DROP INDEX ix_events_stream_command_id_seq")
    assert len(differences(engine)) == 2


def test_migrating_again_does_nothing(database_url: str) -> None:
    upgrade(database_url)
    upgrade(database_url)
    assert differences(make_engine(database_url)) == []


def test_down_and_up_again(database_url: str) -> None:
    upgrade(database_url)
    downgrade(database_url, "base")
    engine = make_engine(database_url)
    assert tables(engine) == {"alembic_version"}
    assert guards(engine) == set()
    assert revision(engine) is None
    with pytest.raises(DatabaseOlder, match=r"is not set up: .* this Servanda needs .* Run `servanda up`"):
        require_current(engine)
    upgrade(database_url)
    assert differences(engine) == []


def test_every_migration_goes_up_and_down_by_itself(database_url: str) -> None:
    engine = make_engine(database_url)
    steps = list(reversed(list(ScriptDirectory.from_config(config()).walk_revisions())))
    for step in steps:
        upgrade(database_url, step.revision)
        downgrade(database_url, str(step.down_revision or "base"))
        upgrade(database_url, step.revision)
        assert revision(engine) == step.revision


def test_there_is_one_line_of_migrations() -> None:
    script = ScriptDirectory.from_config(config())
    assert len(script.get_heads()) == 1
    assert len(script.get_bases()) == 1


def test_a_database_of_a_newer_servanda_is_left_alone(database_url: str) -> None:
    upgrade(database_url)
    engine = make_engine(database_url)
    with writing(engine) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    before = tables(engine)
    for act in (lambda: upgrade(database_url), lambda: downgrade(database_url, "base"), lambda: require_current(engine)):
        with pytest.raises(DatabaseNewer, match=r"stands at revision 9999, .* Update Servanda"):
            act()
    assert tables(engine) == before
    assert revision(engine) == "9999"


def test_a_migration_that_fails_leaves_everything_as_it_was(database_url: str) -> None:
    engine = make_engine(database_url)
    with writing(engine) as connection:
        connection.exec_driver_sql("CREATE TABLE people (id INTEGER)")  # in the way of the first migration
    with pytest.raises(sa.exc.SQLAlchemyError):
        upgrade(database_url)
    assert tables(engine) == {"people"}


def _upgrade(url: str) -> None:
    upgrade(url)


def test_many_processes_may_migrate_at_once(database_url: str) -> None:
    with multiprocessing.get_context("forkserver").Pool(4) as pool:
        pool.map(_upgrade, [database_url] * 8, chunksize=1)
    engine = make_engine(database_url)
    assert differences(engine) == []
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM alembic_version").scalar() == 1


def test_it_works_from_anywhere(sqlite_url: str, tmp_path: Path) -> None:
    code = f"from schema.migrate import upgrade; upgrade({sqlite_url!r})"
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert differences(make_engine(sqlite_url)) == []


def test_alembic_itself_is_sent_to_the_one_way_in(sqlite_url: str) -> None:
    from alembic import command

    with pytest.raises(SystemExit, match=r"Migrations are run by schema\.migrate"):
        command.upgrade(config(), "head")


@pytest.mark.parametrize(
    ("given", "driver"),
    [
        ("sqlite:///x.db", "sqlite+pysqlite"),
        ("postgresql://u@h/d", "postgresql+psycopg"),
        ("postgres://u@h/d", "postgresql+psycopg"),
        ("postgresql+psycopg2://u@h/d", "postgresql+psycopg"),
    ],
)
def test_a_database_is_named_as_people_name_it(given: str, driver: str) -> None:
    assert database_url(given).drivername == driver


@pytest.mark.parametrize("given", ["mysql://u@h/d", "sqlite://", "sqlite:///:memory:", "servanda.db", ""])
def test_what_cannot_hold_a_ledger_is_refused(given: str) -> None:
    with pytest.raises(DatabaseUnsupported, match=r"sqlite:///path/to/servanda.db"):
        make_engine(given)


def test_a_password_is_not_printed(postgres_url: str) -> None:
    url = postgres_url.replace("postgres@", "postgres:secret@")
    with pytest.raises(DatabaseOlder) as refused:
        require_current(make_engine(url))
    assert "secret" not in str(refused.value)
    with pytest.raises(DatabaseUnsupported) as unsupported:
        make_engine("mysql://u:secret@h/d")
    assert "secret" not in str(unsupported.value)


def test_a_table_can_be_rebuilt_although_others_refer_to_it(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What SQLite cannot alter is rebuilt: dropping the old table must neither fail nor take along what refers to it."""
    from schema import migrate

    upgrade(sqlite_url)
    engine = make_engine(sqlite_url)
    with writing(engine) as connection:
        connection.exec_driver_sql("INSERT INTO documents VALUES ('s', 'n', 'm', x'00')")
        connection.exec_driver_sql(
            "INSERT INTO instruments (symbol, zone, registered_at, document, warnings) VALUES ('x', 'UTC', '2017', 's', '[]')"
        )
    with migrate._migrating(sqlite_url) as connection:
        for statement in (
            "CREATE TABLE documents_new (sha256 TEXT PRIMARY KEY, name TEXT, media_type TEXT, content BLOB)",
            "INSERT INTO documents_new SELECT * FROM documents",
            "DROP TABLE documents",
            "ALTER TABLE documents_new RENAME TO documents",
        ):
            connection.exec_driver_sql(statement)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM instruments").scalar() == 1
    with pytest.raises(RuntimeError, match="refer to nothing"), migrate._migrating(sqlite_url) as connection:
        connection.exec_driver_sql("DELETE FROM documents")
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM documents").scalar() == 1
    assert engines.LOCK_WAIT == 30
