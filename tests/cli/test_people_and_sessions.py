"""People and sessions, and the doctor."""

from pathlib import Path

import pytest

from cli.doctor import PACKAGES
from tests.cli.conftest import ROOT, Servanda


def test_people(servanda: Servanda) -> None:
    assert (
        servanda("people", "add", "anna", "--name", "Anna A.", "--email", "anna@example.org", "--zone", "Europe/Geneva").code == 2
    )
    assert (
        servanda("people", "add", "anna", "--name", "Anna A.", "--email", "anna@example.org", "--zone", "Europe/Zurich").code == 0
    )
    assert servanda("people", "add", "anna", "--email", "new@example.org", "--json").json["name"] == "Anna A."
    [anna] = servanda("people", "list", "--json").json
    assert (anna["email"], anna["zone"]) == ("new@example.org", "Europe/Zurich")
    assert servanda("people", "erase", "anna").code == 0
    assert servanda("people", "erase", "anna").code == 3
    assert servanda("people", "list", "--json").json == []


@pytest.mark.parametrize("email", ["no", "a@b\nBcc: c@d", "a b@c", "a@", "a@b@c", "<a@b>"])
def test_addresses_that_are_none(email: str, servanda: Servanda) -> None:
    assert servanda("people", "add", "anna", "--email", email).code == 2
    assert servanda("people", "add", "@anna", "--email", "a@b.org").code == 2


COMMITTEE = "High-level Committee on South-South Cooperation"


def test_what_waits_for_a_session_is_resolved_once_the_session_is_entered(servanda: Servanda, tmp_path: Path) -> None:
    paper = tmp_path / "paper.txt"
    paper.write_text(
        "The General Assembly,\n\nRecalling its resolution 99/1,\n\n1. Requests the Secretary-General to submit a report "
        f"to the {COMMITTEE} at its forty-fifth session.\n"
    )

    def due() -> dict[str, object]:
        [found] = servanda("read", paper, "--adopted", "2016-01-01", "--json").json["obligations"]
        return dict(found["due"])

    assert due()["unresolved"] is True
    put = (
        "sessions",
        "add",
        COMMITTEE.upper(),
        "45",
        "--opens",
        "2053-06-01",
        "--source",
        "a letter",
        "--known-since",
        "2000-01-01",
    )
    assert servanda(*put, "--closes", "2053-05-01").code == 2
    assert due()["unresolved"] is True
    assert servanda(*put, "--closes", "2053-06-20").code == 0
    assert (due()["earliest"], due()["latest"]) == ("2053-06-01", "2053-06-20")
    [row] = servanda("sessions", "list", "--body", COMMITTEE, "--number", "45", "--json").json
    assert (row["opening"], row["closing"], row["source"]) == ("2053-06-01", "2053-06-20", "a letter")


def test_without_a_ledger_the_shipped_calendar_is_listed(servanda: Servanda) -> None:
    said = servanda("sessions", "list", "--body", COMMITTEE, "--number", "20", "--history", "--json")
    assert said.code == 0 and len(said.json) >= 3
    assert servanda("sessions", "add", COMMITTEE, "99", "--source", "x").code == 2
    assert servanda("sessions", "list", "--body", "Nobody", "--json").json == []


def test_what_is_bound_to_a_moved_session_is_told(registered: Servanda) -> None:
    session = registered("show", "71/244:30", "--json").json["obligation"]["due"]["session"]
    moved = ("sessions", "move", session["body"], session["number"], "--opens", "2090-06-01", "--closes", "2090-06-04")
    said = registered(*map(str, moved), "--source", "decision 99/1", "--json")
    assert said.code == 0 and said.json["moved"] == [] and said.json["proposals"] == ["A/RES/71/244:30"]


def test_doctor_on_a_fresh_machine(servanda: Servanda) -> None:
    said = servanda("doctor", "--json")
    assert said.code == 0 and said.json["ok"]
    verdicts = {each["what"]: each["verdict"] for each in said.json["findings"]}
    assert verdicts["Python"] == verdicts["Packages"] == verdicts["Temporal program"] == verdicts["Clock"] == "good"
    assert verdicts["Engine"] == verdicts["Mail"] == verdicts["Coordinator"] == "note"


@pytest.mark.parametrize(
    ("variable", "value", "what"),
    [
        ("SERVANDA_SMTP_URL", "smtp://127.0.0.1:9", "Mail"),
        ("SERVANDA_SMTP_URL", "http://127.0.0.1", "Mail"),
        ("SERVANDA_MAIL_FROM", "nobody", "Sender"),
        ("SERVANDA_ZONE", "Mars/Olympus", "Zone"),
        ("SERVANDA_TEMPORAL_ADDRESS", "127.0.0.1:9", "Engine"),
        ("SERVANDA_DATABASE_URL", "mysql://x/y", "Database"),
        ("SERVANDA_DATA", "/proc/nowhere", "Data folder"),
        ("SERVANDA_TEMPORAL_UI", "perhaps", "Settings"),
    ],
)
def test_doctor_says_how_to_mend_it(
    variable: str, value: str, what: str, servanda: Servanda, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, value)
    said = servanda("doctor", "--json")
    assert said.code == 8
    [bad] = [each for each in said.json["findings"] if each["verdict"] == "bad"]
    assert bad["what"] == what and bad["mend"]
    assert f"BAD  {what}" in servanda("doctor").out


def test_secrets_are_not_shown(registered: Servanda, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SERVANDA_SMTP_URL", "smtp://user:hunter2@127.0.0.1:9")
    for verb in (["doctor"], ["doctor", "--json"], ["status"]):
        said = registered(*verb)
        assert "hunter2" not in said.out + said.err


def test_the_doctor_looks_for_packages_that_are_required() -> None:
    required = (ROOT / "requirements.in").read_text()
    assert [name for name in PACKAGES if f"\n{name}" not in required] == []
