"""People and sessions, and the doctor."""

import re
from datetime import date
from pathlib import Path

import pytest

from cli.doctor import PACKAGES
from domain.time.sessions import SessionRow
from schema import sessions
from schema.engine import make_engine
from tests.cli.conftest import ROOT, Said, Servanda


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


def enter(servanda: Servanda, how: str, opens: str, closes: str, known_since: str) -> Said:
    days = ("--opens", opens, "--closes", closes, "--known-since", known_since)
    return servanda("sessions", how, COMMITTEE, "45", *days, "--source", "a letter", "--json")


@pytest.fixture
def waiting(servanda: Servanda, tmp_path: Path) -> Servanda:
    """The command, with a proposal that is bound to a session of which some days were known on its adoption."""
    assert enter(servanda, "add", "2053-06-01", "2053-06-20", "2000-01-01").code == 0
    paper = tmp_path / "paper.txt"
    paper.write_text(
        "The General Assembly,\n\nRecalling its resolution 99/1,\n\n1. Requests the Secretary-General to submit a report "
        f"to the {COMMITTEE} at its forty-fifth session.\n"
    )
    known = ("--symbol", "A/RES/99/2", "--body", "General Assembly", "--adopted", "2016-01-01")
    assert servanda("register", paper, *known).code == 0
    return servanda


REPORT = "A/RES/99/2:1"


def test_a_proposal_moves_with_its_session_at_once_and_is_a_past_fact_where_it_is_one(waiting: Servanda) -> None:
    said = enter(waiting, "move", "2054-03-01", "2054-03-09", "2020-05-04")
    [moved] = said.json["moved"]
    assert moved == {"id": REPORT, "from": "2053-06-20", "to": "2054-03-09", "proposal": True}
    [row] = waiting("proposals", "--json").json
    assert row["due_latest"] == "2054-03-09"
    last = waiting("history", REPORT, "--json").json[-1]
    assert (last["kind"], last["effective_at"]) == ("DueDateChanged", "2020-05-04T00:00:00Z")
    assert enter(waiting, "move", "2054-03-01", "2054-03-09", "2020-05-04").json["moved"] == [], "the same days move nothing"
    said = waiting("confirm", REPORT)
    assert (said.code, said.err) == (0, "")
    assert waiting("show", REPORT, "--json").json["obligation"]["due"]["latest"] == "2054-03-09"


def test_what_was_known_on_adoption_is_not_what_it_is_confirmed_with(servanda: Servanda, waiting: Servanda) -> None:
    """The calendar had other days before the paper was registered, and after it was adopted: it was read as of its adoption."""
    assert waiting("reject", REPORT, "--reason", "registered again below").code == 0
    assert enter(servanda, "move", "2054-03-01", "2054-03-09", "2020-05-04").json["moved"] == []
    assert waiting("reopen", REPORT, "--reason", "as read").code == 0
    said = waiting("confirm", REPORT, "--dry-run", "--json").json["results"][0]
    assert said["due"] == {"read": "2053-06-20", "now": "2054-03-09"}
    tried = waiting("bulk", "confirm", "--all", "--dry-run", "--json").json["results"]
    assert [(each["due_before"], each["due_after"]) for each in tried] == [("2053-06-20", "2054-03-09")]
    said = waiting("confirm", REPORT)
    assert said.code == 0
    assert "due 2054-03-09, read as 2053-06-20" in said.err
    assert waiting("show", REPORT, "--json").json["obligation"]["due"]["latest"] == "2054-03-09"


def test_bulk_confirms_with_the_days_of_today_and_says_so(waiting: Servanda) -> None:
    waiting("reject", REPORT, "--reason", "later")
    enter(waiting, "move", "2054-03-01", "2054-03-09", "2020-05-04")
    waiting("reopen", REPORT, "--reason", "now")
    said = waiting("bulk", "confirm", "--all", "--yes")
    assert said.code == 0
    assert f"{REPORT}: due 2053-06-20 → 2054-03-09" in said.err
    assert waiting("show", REPORT, "--json").json["obligation"]["due"]["latest"] == "2054-03-09"


def test_a_corrected_calendar_is_followed_when_somebody_says_so(waiting: Servanda, data: Path) -> None:
    """As after an update that ships other days, or a move that was cut off before anything was re-dated."""
    engine = make_engine(f"sqlite:///{data / 'servanda.db'}")
    days = (date(2054, 3, 1), date(2054, 3, 9), date(2020, 5, 4))
    sessions.put(engine, SessionRow(COMMITTEE, 45, *days, source="an erratum"))
    engine.dispose()
    moved = {"id": REPORT, "from": "2053-06-20", "to": "2054-03-09", "proposal": True}
    assert waiting("sessions", "follow", "--dry-run", "--json").json == {"dry_run": True, "moved": [moved]}
    assert waiting("proposals", "--json").json[0]["due_latest"] == "2053-06-20"
    assert waiting("sessions", "follow", "--json").json["moved"] == [moved]
    assert waiting("proposals", "--json").json[0]["due_latest"] == "2054-03-09"
    assert waiting("history", REPORT, "--json").json[-1]["event"]["session_source"] == "an erratum"
    said = waiting("sessions", "follow")
    assert (said.code, said.out) == (0, "")
    assert "has the days that the calendar has" in said.err


def test_a_day_that_a_person_gives_counts_before_the_calendars(waiting: Servanda) -> None:
    waiting("reject", REPORT, "--reason", "later")
    enter(waiting, "move", "2054-03-01", "2054-03-09", "2020-05-04")
    waiting("reopen", REPORT, "--reason", "now")
    said = waiting("confirm", REPORT, "--due", "2050-01-01")
    assert (said.code, said.err) == (0, "")
    assert waiting("show", REPORT, "--json").json["obligation"]["due"]["latest"] == "2050-01-01"


def test_a_refused_confirmation_says_which_days_it_was_tried_with(waiting: Servanda) -> None:
    waiting("reject", REPORT, "--reason", "later")
    enter(waiting, "move", "2021-03-01", "2021-03-09", "2020-05-04")
    waiting("reopen", REPORT, "--reason", "now")
    said = waiting("confirm", REPORT)
    assert said.code == 4
    assert "due 2021-03-09, read as 2053-06-20" in said.err
    assert "was due on 09 March 2021, which is past" in said.err


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
        ("SERVANDA_LOG_LEVEL", "chatty", "Settings"),
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


def test_the_doctor_looks_for_the_packages_that_are_required() -> None:
    required = re.findall(r"^[a-z][\w-]*", (ROOT / "requirements.in").read_text(), re.MULTILINE)
    assert sorted(PACKAGES) == sorted(set(required) - {"hatchling"})
