"""The inbox at the terminal."""

import io
import json
import os
from pathlib import Path

import pytest

from tests.cli.conftest import KNOWN, SEED, Servanda
from tests.inbox.conftest import ISSUED, MOVED, cloud, sent

COMMITTEE = "High-level Committee on South-South Cooperation"


@pytest.fixture
def event(tmp_path: Path) -> Path:
    path = tmp_path / "event.json"
    path.write_bytes(
        sent(cloud("document.issued", ISSUED), cloud("session.moved", MOVED | {"body": COMMITTEE, "session": 20}, "2"))
    )
    return path


def test_events_are_taken_shown_and_listed(registered: Servanda, event: Path) -> None:
    said = registered("inbox", "add", event)
    assert (said.code, said.out.splitlines()[0]) == (0, "Entry 1 is proposed.")
    assert registered("inbox", "add", event, "--json").json == [
        {"number": 1, "repeated": True, "state": "proposed"},
        {"number": 2, "repeated": True, "state": "proposed"},
    ]
    said = registered("inbox", "list")
    assert "document issued: A/72/297, State of South-South cooperation" in said.out
    assert f"session moved: {COMMITTEE}, session 20" in said.out
    said = registered("inbox", "show", "1")
    assert "A/RES/71/244:36/2: likely, proposed" in said.out
    assert "asks for a report for that session" in said.out
    assert "servanda inbox confirm 1 --obligation A/RES/71/244:12" in said.out
    assert registered("inbox", "show", "1", "--json").json["whole"]["data"] == ISSUED
    assert "A/RES/71/244:30" in registered("inbox", "show", "2").out


def test_it_waits_for_an_instrument_that_is_registered_later(servanda: Servanda, event: Path) -> None:
    assert servanda("inbox", "add", event).code == 0
    assert [each["number"] for each in servanda("inbox", "list", "--unmatched", "--json").json] == [1]
    assert servanda("register", SEED, *KNOWN).code == 0
    assert servanda("inbox", "list", "--unmatched", "--json").json == []
    [first, _] = servanda("inbox", "list", "--json").json
    assert [match["obligation"] for match in first["matches"]] == ["A/RES/71/244:12", "A/RES/71/244:36/2"]


def test_registering_a_resolution_that_was_announced_settles_it(servanda: Servanda, tmp_path: Path) -> None:
    path = tmp_path / "adopted.json"
    path.write_bytes(sent(cloud("resolution.adopted", {"symbol": "a/res/71/244"})))
    servanda("inbox", "add", path)
    assert "servanda register FILE" in servanda("inbox", "show", "1").out
    servanda("register", SEED, *KNOWN)
    [entry] = servanda("inbox", "list", "--all", "--json").json
    assert (entry["state"], entry["note"]) == ("done", "A/RES/71/244 is registered.")


def test_a_proposal_is_confirmed_before_what_answers_it(registered: Servanda, event: Path) -> None:
    registered("inbox", "add", event)
    said = registered("inbox", "confirm", "1")
    assert said.code == 4
    assert "may concern A/RES/71/244:12, A/RES/71/244:36/2. Say which: --obligation ID, or --all." in said.err
    said = registered("inbox", "confirm", "1", "--obligation", "36/2")
    assert said.code == 10
    assert "is still a proposal: confirm it first, then this." in said.out
    said = registered("inbox", "dismiss", "1", "--reason", "not ours")
    assert (said.code, said.out) == (0, "Entry 1 is dismissed.\n")


def test_a_session_is_moved(registered: Servanda, event: Path) -> None:
    registered("inbox", "add", event)
    for _ in range(3):
        assert registered("inbox", "confirm", "2", "--json").json["state"] == "done"
    rows = registered("sessions", "list", "--body", COMMITTEE, "--number", "20", "--history", "--json").json
    assert [row["opening"] for row in rows if row["source"] == "A/71/1"] == ["2017-10-03"]


def test_from_standard_input(servanda: Servanda, monkeypatch: pytest.MonkeyPatch) -> None:
    class Input:
        buffer = io.BytesIO(sent(cloud("document.issued", ISSUED)))

    monkeypatch.setattr("sys.stdin", Input)
    assert servanda("inbox", "add", "-", "--json").json[0]["state"] == "unmatched"


def test_what_is_no_event_is_refused(servanda: Servanda, tmp_path: Path) -> None:
    path = tmp_path / "bad.json"
    path.write_text("{}")
    said = servanda("inbox", "add", path, "--json")
    assert (said.code, said.error["kind"]) == (5, "NotAnEvent")
    os.mkfifo(tmp_path / "pipe")
    assert servanda("inbox", "add", tmp_path / "pipe").code == 5
    assert servanda("inbox", "add", tmp_path / "absent").code == 3
    assert servanda("inbox", "show", "7").code == 3
    assert servanda("inbox", "dismiss", "7", "--reason", " ").code == 2
    assert servanda("inbox", "list").err == "Nothing waits in the inbox.\n"


def test_a_policy_that_cannot_be_read_is_named(servanda: Servanda, event: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SERVANDA_INBOX_ACTS", "everything")
    said = servanda("inbox", "add", event)
    assert said.code == 8
    assert "inbox_acts holds 'everything'. Write TYPE from SOURCE" in said.err


def test_hostile_words_stay_words(servanda: Servanda, tmp_path: Path) -> None:
    path = tmp_path / "hostile.json"
    path.write_text(json.dumps(cloud("document.issued", {"symbol": "A/72/1\x1b[31m", "title": "[bold]x\n\x1b]0;y\x07"})))
    assert servanda("inbox", "add", path).code == 0
    for said in (servanda("inbox", "list"), servanda("inbox", "show", "1")):
        assert "\x1b" not in said.out
        assert "[bold]x" in said.out


def test_what_needs_the_engine_stays_confirmed_without_it(registered: Servanda, event: Path) -> None:
    assert registered("confirm", "36/2", "--past-due").code == 0
    registered("inbox", "add", event)
    said = registered("inbox", "confirm", "1", "--obligation", "36/2")
    assert said.code == 6
    assert "Entry 1 stays confirmed: the running instance carries it out" in said.err
    [first, _] = registered("inbox", "list", "--json").json
    assert first["state"] == "confirmed"


def test_status_says_what_waits(registered: Servanda, event: Path) -> None:
    registered("inbox", "add", event)
    found = registered("status", "--json").json
    assert (found["inbox"], found["links"]) == ({"proposed": 2}, 0)
    assert "2 proposed" in registered("status").out
