"""The same verbs on PostgreSQL, and databases that cannot be used."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from schema.migrate import downgrade
from tests.cli.conftest import KNOWN, ROOT, SEED, Servanda


def test_on_postgresql_all_is_as_on_sqlite(servanda: Servanda, postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SERVANDA_DATABASE_URL", postgres_url)
    assert servanda("register", SEED, *KNOWN, "--json").json["instrument"] == "A/RES/71/244"
    assert servanda("register", SEED, *KNOWN).code == 4
    assert servanda("confirm", "71/244:14", "71/244:10", "--past-due").code == 0
    assert [row["provision"] for row in servanda("list", "--json").json] == ["10", "14"]
    assert len(servanda("history", "14", "--json").json) == 3
    assert servanda("people", "add", "anna").code == 0
    assert servanda("verify", "--json").json["ok"]
    assert servanda("status").code == 6
    assert servanda("doctor").code == 0


@pytest.mark.parametrize("content", [os.urandom(4096), b""], ids=["no database", "an empty one"])
def test_a_file_that_is_no_ledger(content: bytes, servanda: Servanda, data: Path) -> None:
    data.mkdir()
    (data / "servanda.db").write_bytes(content)
    for verb in (["list"], ["confirm", "14"], ["verify"]):
        said = servanda(*verb)
        assert (said.code, said.out) == (9, "")
        assert len(said.err.splitlines()) == 1
        assert "servanda doctor" in said.err
    assert servanda("doctor").code == 8


@pytest.mark.parametrize(
    ("url", "code"), [("postgresql://u:hunter2@127.0.0.1:1/x", 9), ("mysql://u:hunter2@h/x", 8), ("nonsense", 8)]
)
def test_a_database_that_is_not_there(url: str, code: int, servanda: Servanda, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SERVANDA_DATABASE_URL", url)
    said = servanda("list")
    assert said.code == code and "hunter2" not in said.err and len(said.err.splitlines()) == 1


ANY = (
    ["status"], ["list"], ["proposals"], ["show", "14"], ["lineage", "list"], ["inbox", "list"], ["bulk", "jobs"], ["verify"],
    ["confirm", "10"], ["people", "add", "anna"], ["register", SEED, *KNOWN], ["sessions", "list"], ["reconcile", "--dry-run"],
)  # fmt: skip


def test_a_database_of_a_newer_servanda_is_left_alone_and_that_is_said(registered: Servanda, data: Path) -> None:
    import sqlite3

    with sqlite3.connect(data / "servanda.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    for verb in ANY:
        said = registered(*verb)
        assert (said.code, said.out, len(said.err.splitlines())) == (9, "", 1), (verb, said)
        assert "a newer one has migrated it" in said.err
        assert "Update Servanda" in said.err
    assert registered("migrate").code == 9


def test_a_database_that_was_not_migrated_says_so_and_how_it_is(registered: Servanda, data: Path) -> None:
    """Once by a program that was updated, and the database not yet: every table that came later is missing."""
    downgrade(f"sqlite:///{data / 'servanda.db'}", "0009")
    for verb in ANY:
        said = registered(*verb)
        assert (said.code, said.out, len(said.err.splitlines())) == (9, "", 1), (verb, said)
        assert "is at revision 0009" in said.err
        assert "servanda migrate" in said.err
        assert "no such table" not in said.err
    assert registered("migrate", "--json").json["before"] == "0009"
    assert "already. Nothing was changed." in registered("migrate").out
    assert len(registered("proposals", "--json").json) > 10
    assert registered("status").code == 6  # nothing but the engine is missing


def test_a_database_is_set_up_by_itself(servanda: Servanda) -> None:
    assert "is set up, at revision" in servanda("migrate").out
    assert servanda("list").code == 0


@pytest.mark.parametrize("module", ["worker", "engine.outgoing.sender"])
def test_no_worker_or_sender_begins_on_a_database_that_is_not_current(servanda: Servanda, data: Path, module: str) -> None:
    servanda("migrate")
    downgrade(f"sqlite:///{data / 'servanda.db'}", "0009")
    ended = subprocess.run([sys.executable, "-m", module], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert ended.returncode == 1 and ended.stdout == ""
    assert "servanda migrate" in ended.stderr and len(ended.stderr.splitlines()) == 1
