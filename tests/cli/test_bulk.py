"""One step for all that a selection fits, as typed: tried out, counted, done, and gone on with."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from schema import jobs
from schema.engine import make_engine
from tests.cli.conftest import Servanda


def test_which_ones_must_be_said(registered: Servanda) -> None:
    said = registered("bulk", "confirm")
    assert said.code == 2
    assert "Say which obligations" in said.err
    assert registered("bulk", "extend", "--all", "--reason", "x").code == 2
    assert registered("bulk", "waive", "--all").code == 2  # without a reason


def test_a_dry_run_says_what_would_happen_to_each_and_records_nothing(registered: Servanda) -> None:
    said = registered("bulk", "confirm", "--instrument", "71/244", "--dry-run", "--json")
    assert said.code == 10
    found = said.json
    assert (found["dry_run"], found["asked"], len(found["results"])) == (True, len(found["results"]), found["asked"])
    good = [each for each in found["results"] if each["error"] is None]
    assert {(each["before"], each["after"]) for each in good} == {("proposed", "unassigned")}
    assert found["refused"] == found["asked"] - len(good) > 0
    assert any("past" in each["error"]["message"] for each in found["results"] if each["error"])
    assert len(registered("proposals", "--json").json) == found["asked"]
    told = registered("bulk", "confirm", "--all", "--dry-run")
    assert (
        f"confirm: {len(good)} of {found['asked']} would be done, {found['refused']} refused. Nothing was recorded." in told.out
    )


def test_proposals_are_confirmed_in_a_job_that_can_be_gone_on_with(registered: Servanda) -> None:
    total = len(registered("proposals", "--json").json)
    first = registered("bulk", "confirm", "--all", "--job", "spring", "--json")
    assert first.code == 10
    counts = first.json["counts"]
    assert counts["done"] + counts["refused"] == total
    assert len(registered("list", "--json").json) == counts["done"]
    assert registered("bulk", "confirm", "--all", "--job", "spring").code == 2  # the name is taken
    rest = registered("bulk", "confirm", "--all", "--past-due", "--json").json
    assert rest["asked"] == counts["refused"]  # what is a duty by now is not selected
    [late, early] = registered("bulk", "jobs", "--json").json
    assert (early["id"], early["verb"], early["actor"], early["counts"]) == ("spring", "confirm", "coord", counts)
    assert late["asked_at"] >= early["asked_at"]
    assert "spring" in registered("bulk", "jobs").out


def test_killed_between_the_ledger_and_the_note_of_it(registered: Servanda, data: Path) -> None:
    """The ledger says what is done, whatever was noted of it: gone on with, nothing is done a second time."""
    said = registered("bulk", "confirm", "--all", "--job", "spring", "--json").json
    url = f"sqlite:///{data / 'servanda.db'}"
    engine = make_engine(url)
    try:
        job = jobs.get(engine, "spring")
        assert job
        jobs.note(engine, "spring", [item for item in job.items if item.kind])
        waiting = [
            jobs.JobItem(item.number, item.obligation, item.kind, item.command) for item in job.items if item.outcome == "done"
        ]
        jobs.note(engine, "spring", waiting)
        before = jobs.get(engine, "spring")
        assert before and before.counts == {"waiting": said["counts"]["done"], "refused": said["counts"]["refused"]}
    finally:
        engine.dispose()
    events = {each["id"]: each["seq"] for each in registered("list", "--all", "--json").json}
    again = registered("bulk", "resume", "spring", "--json").json
    assert again["counts"] == said["counts"]
    assert {each["id"]: each["seq"] for each in registered("list", "--all", "--json").json} == events
    assert registered("verify", "--ledger-only").code == 0


def test_ids_come_from_a_file_and_are_understood_as_people_write_them(registered: Servanda, tmp_path: Path) -> None:
    (tmp_path / "ids.txt").write_text("71/244:14\n\nA/RES/71/244 para. 28\n71/244:14\n", encoding="utf-8-sig")
    found = registered("bulk", "confirm", "--past-due", "--ids", tmp_path / "ids.txt", "--dry-run", "--json").json
    assert [each["id"] for each in found["results"]] == ["A/RES/71/244:14", "A/RES/71/244:28"]
    (tmp_path / "ids.csv").write_text("note;id\nx;71/244:14\n")
    found = registered("bulk", "confirm", "--past-due", "--ids", tmp_path / "ids.csv", "--dry-run", "--json").json
    assert [each["id"] for each in found["results"]] == ["A/RES/71/244:14"]
    (tmp_path / "ids.txt").write_text("71/244:999\n")
    assert registered("bulk", "confirm", "--ids", tmp_path / "ids.txt").code == 3
    (tmp_path / "ids.txt").write_bytes(b"\xff\xfe\x00")
    said = registered("bulk", "confirm", "--ids", tmp_path / "ids.txt")
    assert said.code == 2 and "not UTF-8" in said.err
    (tmp_path / "ids.txt").write_text("")
    said = registered("bulk", "confirm", "--ids", tmp_path / "ids.txt")
    assert (said.code, said.err) == (0, "No obligation fits the selection.\n")


def test_with_the_engine_away_nothing_is_lost_of_the_job(registered: Servanda, monkeypatch: pytest.MonkeyPatch) -> None:
    registered("bulk", "confirm", "--all")
    said = registered("bulk", "assign", "undp", "--all", "--job", "away")
    assert said.code == 6
    assert "go on with servanda bulk resume away" in said.err
    [job, _] = registered("bulk", "jobs", "--json").json
    assert list(job["counts"]) == ["waiting"]
    assert registered("bulk", "resume", "away").code == 6
    assert registered("bulk", "resume", "nothing").code == 3


def test_each_is_extended_from_its_own_day(registered: Servanda) -> None:
    registered("bulk", "confirm", "--all", "--past-due")
    found = registered("bulk", "extend", "--by", "4000", "--reason", "agreed", "--all", "--dry-run", "--json").json
    moved = [
        date.fromisoformat(each["due_after"]) - date.fromisoformat(each["due_before"])
        for each in found["results"]
        if not each["error"]
    ]
    assert moved and {each.days for each in moved} == {4000}
    undated = [each["error"]["message"] for each in found["results"] if each["due_before"] is None]
    assert undated and all("no due day" in each for each in undated)


def test_what_came_of_a_job_is_shown_and_what_is_in_the_ledger_only_is_said(registered: Servanda, data: Path) -> None:
    counts = registered("bulk", "confirm", "--all", "--job", "spring", "--json").json["counts"]
    shown = registered("bulk", "show", "spring")
    assert shown.code == 0
    assert "confirm" in shown.out
    assert "was due on" in shown.out
    assert len(registered("bulk", "show", "spring", "--json").json["items"]) == sum(counts.values())
    engine = make_engine(f"sqlite:///{data / 'servanda.db'}")
    try:
        later = datetime.now(UTC) + jobs.KEPT + timedelta(days=1)
        jobs.create(engine, jobs.Job("two years on", "waive", "ann", "", later))
    finally:
        engine.dispose()
    shown = registered("bulk", "show", "spring")
    assert f"{counts['done']} more were done; that is in the ledger only by now, under the command ids spring:" in shown.err
    assert len(registered("bulk", "show", "spring", "--json").json["items"]) == counts["refused"]
    assert registered("bulk", "jobs", "--json").json[1]["counts"] == counts
    assert registered("bulk", "resume", "spring", "--json").json["counts"] == counts
    assert registered("bulk", "show", "autumn").code == 3
