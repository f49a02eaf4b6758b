"""Lists and views, and the coordinator's decisions on proposals: one, many, from a file."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from cli.exits import Exit
from tests.cli.conftest import ROOT, Servanda

FOURTEEN = "A/RES/71/244:14"


def status_of(servanda: Servanda, obligation: str) -> str:
    return str(servanda("show", obligation, "--json").json["obligation"]["status"])


def test_show_puts_the_obligation_beside_the_paragraphs_own_words(registered: Servanda) -> None:
    said = registered("show", "71/244:14")
    assert said.code == 0
    for words in (
        "organize two in-depth briefings by May 2017 on how",
        "Administrator of the United Nations Development Programme",
        "0 of 2",
        "the end of 2017-05-31 (UTC)",
        "“by May 2017”",
        "Possible now: confirm, reject, comment",
    ):
        assert words in said.out, words
    whole = registered("show", FOURTEEN, "--json").json
    assert whole["paragraph"]["number"] == "14" and whole["legal"] == ["confirm", "reject", "comment"]
    assert whole["proposal"]["due"]["latest"] == "2017-05-31"


def test_an_id_that_fits_several_names_them(registered: Servanda) -> None:
    said = registered("show", "A/RES/71/244:13")
    assert said.code == 3 and said.err.splitlines()[1:] == [f"  A/RES/71/244:13/{n}" for n in (1, 2, 3)]
    assert registered("show", "A/RES/71/244:13", "--json").error["candidates"] == [f"A/RES/71/244:13/{n}" for n in (1, 2, 3)]
    assert registered("show", "A/RES/71/244:99").code == 3


def test_ids_sort_as_people_count(registered: Servanda) -> None:
    ids = [row["provision"] for row in registered("proposals", "--json").json]
    assert ids == sorted(ids, key=int)


def test_a_list_in_a_pipe_is_plain_and_whole(registered: Servanda) -> None:
    said = registered("proposals")
    lines = said.out.splitlines()
    assert len(lines) == 32 and "\x1b" not in said.out
    assert all(line.startswith("A/RES/71/244:") for line in lines[1:])
    assert any(
        "those funds, programmes and specialized agencies of the United Nations system that have not yet" in x for x in lines
    )


@pytest.mark.parametrize("columns", [80, 60, 200])
def test_at_a_terminal_ids_and_days_are_never_cut(columns: int, registered: Servanda) -> None:
    code = (
        "import sys; from cli import output; output.on_terminal = lambda: True; "
        "from cli.main import main; sys.exit(main(['proposals']))"
    )
    env = {"COLUMNS": str(columns), "TERM": "xterm", **_environment()}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, env=env)
    assert done.returncode == 0, done.stderr
    for row in registered("proposals", "--json").json:
        assert row["id"] in done.stdout.split() and (row["due_latest"] is None or row["due_latest"] in done.stdout)
    assert max(map(len, done.stdout.splitlines())) <= columns


def _environment() -> dict[str, str]:
    import os

    return {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "TERM"}}


def test_what_is_past_due_is_confirmed_only_knowingly(registered: Servanda) -> None:
    refused = registered("confirm", FOURTEEN)
    assert refused.code == 4 and "31 May 2017" in refused.err
    assert status_of(registered, FOURTEEN) == "proposed"
    assert registered("confirm", FOURTEEN, "--past-due").code == 0
    assert registered("confirm", "71/244:4", "--due", "2090-05-01").code == 0
    assert registered("show", "71/244:4", "--json").json["obligation"]["due"]["latest"] == "2090-05-01"
    again = registered("confirm", FOURTEEN, "--json")
    assert again.code == 4
    assert "assign" in again.error["legal"] and "is unassigned" in again.error["message"]


def test_who_is_to_act_must_be_said_where_nobody_is_named(registered: Servanda) -> None:
    refused = registered("confirm", "71/244:25")
    assert refused.code == 4 and "no addressee" in refused.err
    done = registered("confirm", "71/244:25", "--addressee", "Member States", "--addressee", "the United Nations system")
    assert done.code == 0
    assert registered("show", "71/244:25", "--json").json["obligation"]["terms"]["addressees"] == [
        "Member States",
        "the United Nations system",
    ]


def test_a_command_id_makes_a_step_happen_once(registered: Servanda) -> None:
    first = registered("confirm", "71/244:10", "--command-id", "mine", "--json")
    second = registered("confirm", "71/244:10", "--command-id", "mine", "--json")
    assert (first.code, second.code) == (0, 0)
    assert second.json["results"][0]["repeated"] and "repeated" not in first.json["results"][0]
    assert len(registered("history", "71/244:10", "--json").json) == 3


def test_rejecting_takes_a_reason(registered: Servanda) -> None:
    assert registered("reject", "71/244:10").code == 2
    assert registered("reject", "71/244:10", "--reason", "  ").code == 4
    assert registered("reject", "71/244:10", "71/244:11", "--reason", "no duty").code == 0
    assert status_of(registered, "71/244:10") == status_of(registered, "71/244:11") == "rejected"


CSV = "id,due,addressees,note\n71/244:10,2090-01-31,,first\n71/244:25,,Member States; the Office,\n71/244:99,,,\n71/244:14,,,\n"
TSV = CSV.replace(",", "\t")
LINES = "\n".join(
    json.dumps(row)
    for row in (
        {"id": "71/244:10", "due": "2090-01-31", "note": "first"},
        {"id": "71/244:25", "addressees": ["Member States", "the Office"]},
        {"id": "71/244:99"},
        {"id": "71/244:14"},
    )
)


@pytest.mark.parametrize("content", [CSV, "\ufeff" + CSV, TSV, LINES], ids=["csv", "csv with a mark", "tsv", "json lines"])
def test_many_from_a_file_each_whole_or_not_at_all(content: str, registered: Servanda, tmp_path: Path) -> None:
    file = tmp_path / "decisions"
    file.write_text(content, encoding="utf-8")
    tried = registered("confirm", "--from", file, "--dry-run", "--json")
    assert tried.code == Exit.PARTLY and tried.json["failed"] == 2
    assert {status_of(registered, "71/244:10"), status_of(registered, "71/244:25")} == {"proposed"}

    said = registered("confirm", "--from", file, "--command-id", "batch")
    assert said.code == Exit.PARTLY and "2 of 4 were confirmed" in said.out
    assert "71/244:99" in said.err and "31 May 2017" in said.err and "--command-id batch" in said.err
    assert status_of(registered, "71/244:14") == "proposed"
    due = registered("show", "71/244:10", "--json").json["obligation"]["due"]
    assert due["latest"] == "2090-01-31"
    assert registered("show", "71/244:25", "--json").json["obligation"]["terms"]["addressees"] == ["Member States", "the Office"]

    again = registered("confirm", "--from", file, "--command-id", "batch", "--json").json
    assert [row.get("repeated", False) for row in again["results"]] == [True, True, False, False]
    assert len(registered("history", "71/244:10", "--json").json) == 3


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("due\n2090-01-01\n", "no column `id`"),
        ("id,colour\n71/244:10,red\n", "colour"),
        ("id,due\n71/244:10,2090-01-01,x\n", "more cells"),
        ('{"id": "71/244:10"\n', "not JSON"),
        ('{"due": "2090-01-01"}\n', "names no id"),
    ],
)
def test_a_file_that_cannot_be_meant_does_nothing_at_all(content: str, told: str, registered: Servanda, tmp_path: Path) -> None:
    file = tmp_path / "decisions.csv"
    file.write_text(content, encoding="utf-8")
    said = registered("confirm", "--from", file)
    assert said.code == 2 and told in said.err
    assert len(registered("proposals", "--json").json) == 31


def test_a_bad_value_spoils_only_its_own_line(registered: Servanda, tmp_path: Path) -> None:
    file = tmp_path / "decisions.csv"
    file.write_text("id,due,required\n71/244:10,tomorrow,\n71/244:11,,many\n71/244:9,,2\n71/244:9,,3\n", encoding="utf-8")
    said = registered("confirm", "--from", file, "--json")
    assert said.code == Exit.PARTLY
    assert [row["done"] for row in said.json["results"]] == [False, False, True, False]
    assert "twice" in said.json["results"][3]["error"]["message"]


def test_all_at_once(registered: Servanda) -> None:
    said = registered("confirm", "--all", "--instrument", "71/244", "--past-due", "--json")
    asked = said.json["asked"]
    assert asked == 31 and said.code == Exit.PARTLY
    assert {r["id"].rpartition(":")[2] for r in said.json["results"] if not r["done"]} == {"25", "29"}
    assert len(registered("list", "--json").json) == 29
    assert [p["provision"] for p in registered("proposals", "--json").json] == ["25", "29"]


def test_one_way_of_naming_at_a_time(registered: Servanda, tmp_path: Path) -> None:
    assert registered("confirm").code == 2
    assert registered("confirm", "71/244:10", "--all").code == 2
    assert registered("confirm", "71/244:10", "71/244:11", "--due", "2090-01-01").code == 2
    assert registered("assign", "71/244:10").code == 2


def test_lists_can_be_narrowed(registered: Servanda) -> None:
    registered("confirm", "71/244:14", "71/244:4", "71/244:12", "--past-due")
    registered("confirm", "71/244:10")
    assert [r["provision"] for r in registered("due", "--json").json] == ["14", "4", "12"]
    assert [r["provision"] for r in registered("list", "--text", "joint inspection", "--json").json] == ["4"]
    assert len(registered("list", "--all", "--json").json) == 31
    assert len(registered("list", "--status", "proposed", "--json").json) == 27
    assert [r["provision"] for r in registered("list", "--by-due", "--json").json] == ["14", "4", "12", "10"]
    empty = registered("list", "--assignee", "nobody")
    assert (empty.code, empty.out) == (0, "") and empty.err
    assert registered("list", "--instrument", "A/RES/1/1").code == 3


def test_a_step_that_needs_the_engine_says_so(registered: Servanda) -> None:
    registered("confirm", "71/244:10")
    said = registered("assign", "71/244:10", "anna")
    assert said.code == 6 and "servanda up" in said.err
    assert len(registered("history", "71/244:10", "--json").json) == 3


def test_a_remark_on_a_proposal_needs_no_engine(registered: Servanda) -> None:
    assert registered("comment", "71/244:10", "looks right", "--on", "2026-01-02").code == 0
    last = registered("history", "71/244:10", "--json").json[-1]
    assert last["event"] == {"text": "looks right"} and last["effective_at"].startswith("2026-01-02T00:00:00")
    future = registered("comment", "71/244:10", "too early", "--on", "2999-01-02")
    assert future.code == 4 and "future" in future.err


def test_verify_without_an_engine(registered: Servanda) -> None:
    said = registered("verify")
    assert said.code == 0 and "is whole" in said.out and "servanda up" in said.err
    assert registered("verify", "--json").json["ok"] is True


def test_verify_finds_what_was_tampered_with(registered: Servanda, data: Path) -> None:
    import sqlite3

    with sqlite3.connect(data / "servanda.db") as connection:
        connection.execute("UPDATE obligations SET status = 'waived' WHERE id = ?", (FOURTEEN,))
    connection.close()
    said = registered("verify")
    assert said.code == 7 and FOURTEEN in said.out and "waived" in said.out


def test_status_without_an_engine(registered: Servanda) -> None:
    said = registered("status", "--json")
    assert said.code == 6
    assert said.json["obligations"] == {"proposed": 31} and said.json["engine"]["server"] is False
