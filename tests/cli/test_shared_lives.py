"""Lives that are shared, handed on, put off, paused, planned and replaced, from the command line and on a running instance."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.live import Instance, running


@pytest.fixture(scope="module")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Instance]:
    with running(tmp_path_factory.mktemp("shared") / "data") as made:
        yield made


def state(instance: Instance, one: str) -> dict[str, Any]:
    found: dict[str, Any] = instance.json("show", one)["obligation"]
    return found


def kinds(instance: Instance, one: str) -> list[str]:
    return [row["kind"] for row in instance.json("history", one)]


def test_two_addressees_each_with_an_assignment_of_its_own(instance: Instance) -> None:
    one = "71/244:20"
    instance.run("assign", one, "undg", "--for", "Development Group")
    instance.run("assign", one, "teams", "--for", "country teams")
    assert [held["addressee"] for held in state(instance, one)["assignments"]] == [
        "United Nations Development Group",
        "United Nations country teams",
    ]
    assert "undg and 1 more" in instance.run("list", "--instrument", "A/RES/71/244")
    instance.run("accept", one, "--as", "undg")
    instance.run("delegate", one, "junior", "--as", "undg")
    assert "answers for" in instance.run("delegate", one, "undg", "--as", "junior", code=4)
    instance.run("submit", one, "--as", "junior", "--note", "mapped")
    assert "nobody approves their own work" in instance.run("approve", one, "--as", "undg", code=4)
    approved = instance.json("approve", one)
    assert approved["status"] == "in progress", "the other one is still to be done"
    assert "1 of 2 done" in instance.run("show", one)
    instance.run("submit", one, "--as", "teams")
    assert instance.json("approve", one)["status"] == "discharged"


def test_what_could_be_meant_twice_is_asked_back(instance: Instance) -> None:
    one = "71/244:15"
    instance.run("assign", one, "a")
    instance.run("assign", one, "b", "--also")
    assert "Say which" in instance.run("assign", one, "c", code=4)
    assert "Say which, by its number" in instance.run("submit", one, code=4)
    instance.run("assign", one, "c", "--assignment", "2")
    assert state(instance, one)["assignments"][1]["party"] == "c"
    instance.run("withdraw", one, "2", "--reason", "not concerned")
    assert instance.run("withdraw", one, "1", "--reason", "x", code=4).startswith("servanda: assignment 1 is the only one left")


def test_an_extension_is_somebody_elses_to_grant(instance: Instance) -> None:
    one = "71/244:14"
    instance.run("assign", one, "anna")
    instance.run("change-due", one, "2090-01-31", "--reason", "begun anew")
    instance.run("ask-extension", one, "2090-06-30", "--reason", "much to do", "--as", "anna")
    assert "somebody else grants" in instance.run("grant-extension", one, "--as", "anna", code=4)
    assert "asked for by anna" in instance.run("show", one)
    instance.run("grant-extension", one)
    assert state(instance, one)["due"]["latest"] == "2090-06-30"
    assert "Nobody has asked" in instance.run("refuse-extension", one, "--reason", "r", code=4)
    instance.run("schedule", one, "1", "2090-03-31", "--reason", "the first briefing")
    assert instance.json("show", one)["picture"]["due_latest"] == "2090-03-31"
    assert "numbered from 1 to 2" in instance.run("schedule", one, "3", "2090-03-31", "--reason", "r", code=4)


def test_the_clock_stands_while_it_is_suspended(instance: Instance) -> None:
    one = "71/244:30"
    instance.run("change-due", one, "2091-01-31", "--reason", "given a day")
    instance.run("suspend", one, "--reason", "no quorum")
    shown = instance.json("show", one)
    assert shown["obligation"]["status"] == "suspended" and shown["picture"]["next_alarm"] is None
    assert "Legal now: resume" in instance.run("assign", one, "anna", code=4)
    instance.run("resume", one)
    assert instance.json("show", one)["picture"]["next_alarm"] is not None


def test_steps_on_the_way_are_planned_and_reached(instance: Instance) -> None:
    one = "71/244:14"
    instance.run("milestone", one, "first draft", "2090-02-01")
    assert "takes a reason" in instance.run("milestone", one, "first draft", "2090-02-15", "--move", "1", code=4)
    instance.run("milestone", one, "first draft", "2090-02-15", "--move", "1", "--reason", "holidays")
    instance.run("reach", one, "1", "--note", "circulated", "--by-then")
    instance.run("consult", one, "unops", "is the hall free?", "--by", "2090-01-15")
    instance.run("answer", one, "1", "it is")
    assert "has answered" in instance.run("answer", one, "1", "again", code=4)
    shown = instance.run("show", one)
    assert "first draft" in shown
    assert "reached by 20" in shown
    assert "it is" in shown
    instance.run("snooze", one, "2090-01-20", "--reason", "on mission", "--as", "anna")
    assert "cannot be put off beyond that" in instance.run("snooze", one, "2099-01-20", "--reason", "r", "--as", "anna", code=4)


def test_what_shows_it_is_kept_and_can_be_read_back(instance: Instance, tmp_path: Path) -> None:
    one = "71/244:16"
    paper = tmp_path / "minutes.txt"
    paper.write_text("It was so agreed.")
    instance.run("attach", one, "--file", str(paper), "--link", "https://undocs.org/A/72/297")
    [attached] = [row for row in instance.json("history", one) if row["kind"] == "EvidenceAttached"]
    kept, link = attached["event"]["evidence"]
    assert kept.startswith("sha256:") and link == "https://undocs.org/A/72/297"
    instance.run("evidence", "get", kept, "-o", str(tmp_path / "again.txt"))
    assert (tmp_path / "again.txt").read_text() == "It was so agreed."
    assert "--file FILE or --link URL" in instance.run("attach", one, code=2)


def test_a_later_provision_takes_its_place_and_it_comes_back(instance: Instance) -> None:
    one = "71/244:17"
    instance.run("link", one, "reiterated by", "A/RES/72/237:9")
    instance.run("amend", one, "A/RES/72/237:9", "--due", "2092-01-31", "--reason", "a day is given")
    assert state(instance, one)["due"]["latest"] == "2092-01-31"
    instance.run("supersede", one, "A/RES/73/249:12", "--reason", "asked for anew")
    assert state(instance, one)["status"] == "superseded"
    instance.run("reopen", one, "--reason", "it stands after all")
    assert kinds(instance, one)[-4:] == ["Linked", "Amended", "Superseded", "Reopened"]


def test_what_recurs_opens_its_occurrences(instance: Instance, tmp_path: Path) -> None:
    text = tmp_path / "annual.txt"
    text.write_text(
        "The General Assembly,\n\n1. Requests the Secretary-General to submit a report on the matter to it annually;\n\n"
        "2. Decides to remain seized of the matter.\n"
    )
    known = ("--symbol", "A/RES/99/1", "--body", "General Assembly", "--adopted", "2026-01-05")
    instance.run("register", str(text), *known)
    series = "A/RES/99/1:1"
    assert "is no series" in instance.run("confirm", series, "--ends-after", "3", code=4)
    confirmed = instance.json("confirm", series, "--due", "2090-03-31", "--ends-after", "3")
    assert confirmed["results"][0]["status"] == "recurring"
    assert f"what is to be done now is {series}~1" in instance.run("show", series)
    first = instance.json("show", f"{series}~1")
    assert first["picture"]["series"] == series and first["picture"]["due_latest"] == "2090-03-31"
    assert "what is to be done now is A/RES/99/1:1~1" in instance.run("submit", series, code=4)
    instance.run("assign", f"{series}~1", "anna")
    instance.run("submit", f"{series}~1", "--as", "anna")
    assert instance.json("approve", f"{series}~1")["status"] == "discharged"
    assert instance.json("show", series)["picture"]["due_latest"] == "2091-03-31", "the next one that will be opened"
    listed = [row for row in instance.json("list", "--all") if row["id"] == series]
    assert [row["due_latest"] for row in listed] == ["2091-03-31"]
    shown = instance.run("show", series)
    assert "A/RES/99/1:1~1" in shown and "nothing is to be done before the next occurrence opens" in shown
    instance.run("end-series", series, "--reason", "enough has been reported")
    assert state(instance, series)["status"] == "lapsed"
    assert instance.json("verify")["ok"] is True


def test_a_series_that_is_let_go_takes_its_occurrence_with_it_and_brings_it_back(instance: Instance, tmp_path: Path) -> None:
    text = tmp_path / "annual.txt"
    text.write_text(
        "The General Assembly,\n\n1. Requests the Secretary-General to submit a report on the matter to it annually.\n"
    )
    known = ("--symbol", "A/RES/99/2", "--body", "General Assembly", "--adopted", "2026-01-05")
    instance.run("register", str(text), *known)
    series = "A/RES/99/2:1"
    instance.run("confirm", series, "--due", "2090-03-31")
    assert f"{series}~1 is waived." in instance.run("waive", series, "--reason", "no longer asked for")
    assert instance.json("history", f"{series}~1")[-1]["event"] == {"reason": "no longer asked for"}
    reopened = instance.json("reopen", series, "--reason", "it is after all")
    assert reopened["occurrences"] == [{"id": f"{series}~1", "status": "unassigned"}]
    gone = instance.run("supersede", series, "A/RES/99/3:1", "--reason", "asked for anew")
    assert f"{series} is superseded" in gone and f"{series}~1 is superseded." in gone
    assert instance.json("verify")["ok"] is True
