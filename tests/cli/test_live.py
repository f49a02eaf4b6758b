"""A running instance, stepped through from the command line as people would, then stopped with Ctrl-C."""

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.live import Instance, running

COMMITTEE = "High-level Committee on South-South Cooperation"


@pytest.fixture(scope="module")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Instance]:
    with running(tmp_path_factory.mktemp("live") / "data") as made:
        yield made


def test_a_life_from_assignment_to_discharge(instance: Instance) -> None:
    one = "71/244:14"
    assert instance.json("assign", one, "anna")["results"][0]["status"] == "assigned"
    assert "assigned to anna" in instance.run("accept", one, "--as", "bert", code=4)
    instance.run("decline", one, "--as", "anna", "--reason", "not mine")
    instance.run("assign", one, "bert")
    accepted = instance.json("accept", one, "--as", "bert")
    assert accepted["status"] == "accepted" and "submit" in accepted["legal"]
    instance.run("progress", one, "--as", "bert", "--note", "a room is booked", "--percent", "20")
    instance.run("submit", one, "--as", "bert", "--note", "first briefing", "--on", "2017-03-05")
    assert "nobody approves their own" in instance.run("approve", one, "--as", "bert", code=4)
    refused = json.loads(instance.run("submit", one, "--as", "bert", "--json", code=4))["error"]
    assert refused["legal"] == ["approve", "return", "waive", "comment"]
    instance.run("return", one, "--reason", "no minutes")
    instance.run("submit", one, "--as", "bert", "--units", "2", "--on", "2017-05-31")
    done = instance.json("approve", one)
    assert done["status"] == "discharged"
    shown = " ".join(instance.run("show", one).split())
    assert "2 handed in by bert on 2017-05-31" in shown and ", approved by coord" in shown
    told = [row["kind"] for row in instance.json("history", one)]
    assert told[-4:] == ["Returned", "Submitted", "Approved", "Discharged"]
    assert instance.json("history", one)[-1]["event"]["days_late"] == 0
    instance.run("reopen", one, "--reason", "the minutes were wrong", "--due", "2090-05-31")
    assert instance.json("show", one)["obligation"]["status"] == "assigned"


def test_a_command_sent_twice_is_taken_once(instance: Instance) -> None:
    first = instance.json("comment", "71/244:3", "remark", "--command-id", "mine")
    second = instance.json("comment", "71/244:3", "remark", "--command-id", "mine")
    assert (first["repeated"], second["repeated"]) == (False, True) and first["last"] == second["last"]


def test_another_due_day_and_waiving(instance: Instance) -> None:
    assert "ahead" in instance.run("change-due", "71/244:32", "2001-01-01", "--reason", "r", code=4)
    instance.run("change-due", "71/244:32", "1 March 2090", "--reason", "agreed")
    assert instance.json("show", "71/244:32")["obligation"]["due"]["latest"] == "2090-03-01"
    assert instance.json("waive", "71/244:31", "--reason", "overtaken")["status"] == "waived"
    assert "reopen" in instance.run("accept", "71/244:31", code=4)


def test_many_assigned_from_a_file(instance: Instance, tmp_path: Path) -> None:
    file = tmp_path / "who.csv"
    file.write_text(
        "id,assignee,note\n71/244:15,carla,\n71/244:16,dora,with care\n71/244:25,carla,\n71/244:77,dora,\n71/244:17,,\n"
    )
    tried = instance.say("assign", "--from", str(file), "--dry-run", "--json")
    assert tried.code == 10 and tried.json["failed"] == 3
    assert instance.json("list", "--assignee", "carla") == []
    said = instance.say("assign", "--from", str(file), "--json", "--command-id", "lot")
    assert [row["done"] for row in said.json["results"]] == [True, True, False, False, False]
    assert [row["provision"] for row in instance.json("list", "--assignee", "carla")] == ["15"]
    again = instance.say("assign", "--from", str(file), "--json", "--command-id", "lot")
    assert [row.get("repeated", False) for row in again.json["results"]] == [True, True, False, False, False]


def test_a_task_is_laid_on_a_position_and_whoever_stands_in_takes_it(instance: Instance) -> None:
    one = "71/244:35"
    for person in ("dorothy", "edith", "fay"):
        instance.run("people", "add", person)
    instance.run("positions", "add", "desk", "--body", "UNDP", "--role", "focal point")
    instance.run("positions", "hold", "desk", "dorothy")
    instance.run("people", "deputies", "dorothy", "edith")
    instance.run("assign", one, "desk")
    assert "assigned to desk" in instance.run("accept", one, "--as", "edith", code=4)
    instance.run("absences", "add", "dorothy", "--reason", "Leave")
    assert instance.json("accept", one, "--as", "edith")["status"] == "accepted"
    assert instance.json("history", one)[-1]["actor"] == "edith"
    for person, listed in (("dorothy", 1), ("edith", 1), ("fay", 0)):
        assert len(instance.json("list", "--for", person)) == listed
        assert instance.json("due", "--for", person) == []  # it has no day
    assert "assigned to desk" in instance.run("decline", one, "--as", "fay", "--reason", "x", code=4)
    instance.run("submit", one, "--as", "dorothy")  # she may, from wherever she is
    assert "nobody approves their own" in instance.run("approve", one, "--as", "edith", code=4)
    assert instance.json("approve", one, "--as", "fay")["id"] == "A/RES/71/244:35"


def test_a_task_is_laid_on_every_member(instance: Instance) -> None:
    one = "71/244:27"
    said = instance.say("assign", one, "--members", "regional commissions", "--json")
    assert said.code == 3 and len(said.error["candidates"]) == 5 and "nothing was assigned" in said.error["message"]
    for desk in ("ECE", "ESCAP", "ECLAC", "ECA", "ESCWA"):
        instance.run("positions", "add", f"desk-{desk.lower()}", "--body", desk, "--role", "focal point")
    assert instance.json("assign", one, "--members", "regional commissions", "--dry-run")["results"][0]["status"] == "assigned"
    assert instance.json("assign", one, "--members", "the regional commissions")["results"][0]["status"] == "assigned"
    parties = {held["party"]: held["addressee"] for held in instance.json("show", one)["obligation"]["assignments"]}
    assert len(parties) == 5 and parties["desk-eca"] == "Economic Commission for Africa"
    assert [each["provision"] for each in instance.json("list", "--assignee", "desk-eca")] == ["27"]
    assert instance.json("list", "--assignee", "desk-ECA") == instance.json("list", "--assignee", "desk-e") == []
    assert "already" in instance.run("assign", one, "--members", "regional commissions", code=4)


def test_a_moved_session_takes_its_obligations_along(instance: Instance) -> None:
    move = ("sessions", "move", COMMITTEE, "20", "--source", "decision 73/553")
    moved = instance.json(*move, "--opens", "2090-06-01", "--closes", "2090-06-04")
    assert [(each["id"], each["to"]) for each in moved["moved"]] == [("A/RES/71/244:30", "2090-06-04")]
    assert instance.json("show", "71/244:30")["obligation"]["due"]["latest"] == "2090-06-04"
    put_off = instance.json(*move)
    assert put_off["moved"][0]["to"] is None
    assert instance.json("show", "71/244:30")["obligation"]["due"]["reason"]
    assert instance.json(*move)["moved"] == []
    assert "DueDateChanged" in {event["kind"] for event in instance.json("history", "71/244:30")[-4:]}


def test_what_was_acknowledged_can_be_proved(instance: Instance) -> None:
    found = instance.json("verify")
    assert found["evidence"]["missing"] == []
    assert (found["ok"], found["engine"]) == (True, {"looked": True, "drifts": []})
    assert instance.json("replay", "71/244:14")["ok"] is True
    assert "confirmed" in instance.run("replay", "71/244:25", code=3)


def test_two_instances_on_one_folder(instance: Instance) -> None:
    assert "in use by process" in instance.run("up", code=8)


def test_the_doctor_finds_the_engine(instance: Instance) -> None:
    verdicts = {each["what"]: each["verdict"] for each in instance.json("doctor")["findings"]}
    assert verdicts["Engine"] == verdicts["Worker"] == verdicts["Database"] == "good"


def test_every_notice_is_kept_as_a_message(instance: Instance) -> None:
    until = time.monotonic() + 20
    while (waits := instance.json("status")["notices"])["unsent"] > waits["later"]:  # what can wait waits for a digest
        assert time.monotonic() < until
        time.sleep(0.3)
    kept = list((instance.data / "outbox").glob("*.eml"))
    assert kept and not list((instance.data / "outbox").glob("*.new"))


def test_an_event_dropped_into_the_folder_reaches_the_running_obligation_once(instance: Instance) -> None:
    from tests.inbox.conftest import ISSUED, cloud, sent

    folder = instance.data / "inbox"
    event = sent(cloud("document.issued", ISSUED | {"responds_to": ["A/RES/71/244:36"]}))
    for name in ("a.json", "b.json", "c.json"):  # three times
        (folder / f"{name}.tmp").write_bytes(event)
        (folder / f"{name}.tmp").rename(folder / name)
    until = time.monotonic() + 30
    while len(list((folder / "done").glob("*"))) < 3:
        assert time.monotonic() < until
        time.sleep(0.2)
    [entry] = [each for each in instance.json("inbox", "list") if each["source"] == "https://documents.example.org"]
    wanted = next(match["obligation"] for match in entry["matches"] if match["obligation"].endswith(":36/2"))
    for _ in range(3):
        assert instance.json("inbox", "confirm", str(entry["number"]), "--obligation", wanted)["number"] == entry["number"]
    history = instance.json("history", wanted)
    events = history["events"] if isinstance(history, dict) else history
    steps = [each["command_id"] for each in events if each["command_id"].startswith("inbox:")]
    assert steps and len(steps) == len(set(steps)), "each step of the event once"
