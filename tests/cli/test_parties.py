"""Positions, absences, bodies, and all of them in files, as a person at the terminal meets them."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import Servanda

TODAY = datetime.now(UTC).date()
ECE = "Economic Commission for Europe"


@pytest.fixture
def office(servanda: Servanda) -> Servanda:
    for person in ("ann", "bob", "cho"):
        assert servanda("people", "add", person, "--name", person.title(), "--email", f"{person}@example.org").code == 0
    added = ("positions", "add", "desk", "--title", "Desk officer", "--body", ECE, "--role", "focal point", "--json")
    assert servanda(*added).json == {"body": ECE, "id": "desk", "role": "focal point", "title": "Desk officer", "zone": "UTC"}
    return servanda


def day(days: int) -> str:
    return (TODAY + timedelta(days=days)).isoformat()


def test_how_a_person_works_and_rests(servanda: Servanda) -> None:
    asked = (
        "people",
        "add",
        "ann",
        "--zone",
        "Asia/Kathmandu",
        "--language",
        "zh-Hant",
        "--calendar",
        "UN:Vienna",
        "--hours",
        "08:00-16:00",
    )
    made = servanda(*asked, "--quiet", "20:00-06:00", "--weekend", "Sat", "--json").json
    assert (made["language"], made["calendar"], made["hours"], made["weekend"]) == ("zh-Hant", "UN:Vienna", "08:00-16:00", "Sat")
    assert servanda("people", "add", "ann", "--weekend", "", "--json").json["quiet"] == "20:00-06:00"
    for wrong in (
        ("--calendar", "Atlantis"),
        ("--hours", "9-5"),
        ("--language", "not one"),
        ("--weekend", "Day"),
        ("--quiet", "00:00-24:00"),
    ):
        assert servanda("people", "add", "ann", *wrong).code == 2
    shown = servanda("people", "show", "ann", "--json").json
    assert shown["told"][0]["person"] == "ann" and shown["hats"] == [] and shown["not_before"].endswith("Z")
    assert "08:00-16:00, holidays of UN:Vienna" in servanda("people", "show", "ann").out
    assert servanda("people", "show", "eve").code == 3


def test_one_holds_a_position_after_another(office: Servanda) -> None:
    assert "vacant" in office("positions", "list").out
    assert [one["position"]["id"] for one in office("positions", "list", "--vacant", "--json").json] == ["desk"]
    assert office("positions", "hold", "desk", "ann", "--from", day(-30)).code == 0
    assert "No such position is vacant" in office("positions", "list", "--vacant").err
    clash = office("positions", "hold", "desk", "bob")
    assert clash.code == 4 and "desk would be held by ann" in clash.err and "jointly" in clash.err
    assert office("positions", "hold", "desk", "bob", "--from", day(10), "--succeeding").code == 0
    [now] = office("positions", "list", "--body", "unece", "--json").json
    assert now["holders"] == ["ann"]
    [then] = office("positions", "list", "--on", day(10), "--json").json
    assert then["holders"] == ["bob"]
    history = office("positions", "show", "desk", "--json").json["holdings"]
    assert [(h["person"], h["days"]["first"], h["days"]["last"]) for h in history] == [
        ("ann", day(-30), day(9)),
        ("bob", day(10), None),
    ]
    assert office("positions", "vacate", "desk", "--last", day(20)).code == 0
    assert office("positions", "list", "--on", day(21), "--vacant", "--json").json != []
    assert office("positions", "vacate", "desk", "--last", day(21)).code == 3
    assert office("positions", "hold", "desk", "cho", "--from", day(-5), "--until", day(-4), "--jointly").code == 4
    assert office("positions", "hold", "desk", "eve").code == office("positions", "hold", "attic", "ann").code == 3
    assert office("positions", "hold", "desk", "cho", "--from", day(30), "--until", day(29)).code == 2


def test_ids_are_one_namespace_and_a_body_has_one_focal_point(office: Servanda) -> None:
    assert office("positions", "add", "ann").code == 4
    assert office("people", "add", "desk").code == 2
    second = office("positions", "add", "other", "--body", ECE, "--role", "focal point")
    assert second.code == 4 and "other and desk are both focal point" in second.err
    assert office("positions", "add", "@desk").code == office("positions", "add", "a;b").code == 2
    assert office("positions", "add", "desk", "--role", "none", "--json").json["role"] is None


def test_who_stands_in_is_told_and_may_act(office: Servanda) -> None:
    assert office("positions", "hold", "desk", "ann").code == 0
    assert office("people", "deputies", "ann", "bob", "cho", "--json").json == {"party": "ann", "deputies": ["bob", "cho"]}
    away = office("absences", "add", "ann", "--until", day(9), "--reason", "Leave")
    assert away.code == 0 and "bob, then cho stand in" in away.out
    until = f"{TODAY + timedelta(days=9):%-d %B %Y}"
    assert f"bob (standing in for ann until {until})" in office("positions", "show", "desk").out
    hats = office("people", "show", "bob", "--json").json["hats"]
    assert [(hat["party"], hat["instead_of"]) for hat in hats] == [("ann", "ann"), ("desk", "ann")]
    assert office("absences", "add", "bob", "--deputy", "ann").code == 0
    assert "cho (standing in" in office("positions", "show", "desk").out
    assert len(office("absences", "list", "--json").json) == 2
    assert office("absences", "end", "ann", "--last", day(-1)).code == 0
    assert "ann (holding desk)" in office("positions", "show", "desk").out
    assert office("absences", "end", "ann").code == 3
    assert office("people", "deputies", "ann", "ann").code == 4
    assert office("people", "deputies", "ann", "eve").code == office("absences", "add", "eve").code == 3
    assert office("people", "deputies", "ann", "--none", "--json").json["deputies"] == []
    assert office("positions", "deputies", "desk", "cho").code == 0


def test_whoever_is_erased_stays_in_the_history_by_id(office: Servanda) -> None:
    assert office("positions", "hold", "desk", "ann").code == 0
    assert office("absences", "add", "ann", "--reason", "Leave").code == 0
    assert office("people", "erase", "ann").code == 0
    assert office("absences", "list", "--json").json == []
    [held] = office("positions", "show", "desk", "--json").json["holdings"]
    assert held["person"] == "ann" and "(erased)" in office("positions", "show", "desk").out
    assert office("positions", "list", "--vacant", "--json").json != []
    assert office("people", "add", "ann").code == 2


def test_members_of_a_collective(servanda: Servanda) -> None:
    said = servanda("bodies", "members", "the regional commissions", "--json")
    assert said.code == 0 and len(said.json["members"]) == 5  # without a ledger too
    assert (
        servanda("bodies", "members", "regional commissions", "--on", "1958-04-28", "--json").json["members"][-1]["focal_point"]
        is None
    )
    assert servanda("positions", "add", "desk", "--body", "the united nations development programme", "--json").json["body"] == (
        "United Nations Development Programme"
    )
    assert servanda("bodies", "add", "Friends", "--alias", "the friends", "--json").json["kind"] == "collective"
    joined = servanda("bodies", "join", "friends", "undp", "--from", "2020-01-01", "--source", "a letter", "--json").json
    assert (joined["body"], joined["member"]) == ("Friends", "United Nations Development Programme")
    assert (
        servanda(
            "bodies", "join", "friends", "undp", "--from", "2020-01-01", "--until", "2021-01-01", "--source", "a letter"
        ).code
        == 0
    )
    assert servanda("bodies", "members", "Friends", "--json").json["members"] == []
    assert len(servanda("bodies", "members", "Friends", "--on", "2020-06-01", "--json").json["members"]) == 1
    assert servanda("bodies", "join", "friends", "friends", "--source", "x").code == 4
    assert servanda("bodies", "add", "Foes", "--alias", "friends").code == 4
    assert "Friends" in servanda("bodies", "list", "friend").out
    assert servanda("bodies", "members", "Nobody").code == 0


def test_collectives_within_collectives(servanda: Servanda, tmp_path: Path) -> None:
    for whole, part in (("All", "regional commissions"), ("All", "Friends"), ("Friends", "UNDP"), ("Everybody", "All")):
        assert servanda("bodies", "join", whole, part, "--from", "2020-01-01", "--source", "a letter").code == 0
    found = servanda("bodies", "members", "everybody", "--json").json["members"]
    through = sorted(one["through"] for one in found)
    assert through == [["All", "Friends"]] + [["All", "regional commissions"]] * 5
    assert "All; Friends" in servanda("bodies", "members", "everybody").out
    said = servanda("bodies", "join", "Friends", "Everybody", "--source", "a slip")
    assert said.code == 4
    assert "would be a member of itself: it has the" in said.err
    assert len(servanda("bodies", "members", "everybody", "--json").json["members"]) == 6
    table = tmp_path / "memberships.csv"
    table.write_text("body,member,first,last,source,certainty\nFriends,Everybody,,,a slip,given\n")
    said = servanda("parties", "import", table)
    assert said.code == 5
    assert "memberships, line 2" in said.err
    assert "member of itself" in said.err


@pytest.mark.parametrize("to", ["all.xlsx", "folder"])
def test_out_into_files_and_back(office: Servanda, tmp_path: Path, to: str) -> None:
    assert office("positions", "hold", "desk", "ann").code == 0
    assert office("people", "add", "eve", "--name", "=cmd()").code == 0
    out = office("parties", "export", tmp_path / to)
    assert out.code == 0 and "4 people, 1 positions" in out.out and "not erased there" in out.err
    again = office("parties", "import", tmp_path / to, "--json").json["tables"]
    assert again["people"] == {"added": 0, "changed": 0, "same": 4}
    if to == "all.xlsx":
        cells = [cell.value for row in openpyxl.load_workbook(tmp_path / to)["people"].iter_rows() for cell in row]
        assert "'=cmd()" in cells and "=cmd()" not in cells
    assert office("parties", "export", tmp_path / "all.pdf").code == 2


def test_a_bad_row_stops_an_import_and_is_named(office: Servanda, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text("id,name,zone\ndia,Dia,UTC\neve,Eve,Mars\n")
    said = office("parties", "import", file)
    assert said.code == 5 and "people, line 3: 'Mars' is no zone" in said.err
    rows = office("parties", "import", file, "--json").error["rows"]
    assert len(rows) == 1 and rows[0].startswith("people, line 3")
    file.write_text("id,name,zone\ndia,Dia,UTC\n")
    assert office("parties", "import", file, "--dry-run", "--json").json == {
        "dry_run": True,
        "tables": {"people": {"added": 1, "changed": 0, "same": 0}},
    }
    assert len(office("people", "list", "--json").json) == 3
    assert "people: 1 added" in office("parties", "import", file).out
    assert office("parties", "import", tmp_path / "nothing.csv").code == 2


def test_whom_a_collective_means_is_tried_out_first(registered: Servanda) -> None:
    one = "71/244:14"
    assert registered("confirm", one, "--past-due").code == 0
    ask = ("assign", one, "--members", "regional commissions", "--dry-run")
    said = registered(*ask)
    assert said.code == 3 and "5 of the 5 members" in said.err and "  Economic Commission for Africa" in said.err
    assert registered(*ask, "--unassigned").code == 0
    assert registered(*ask, "--on", "1947-01-01").code == 3
    assert registered("assign", one, "--members", "Nobody", "--dry-run").code == 3
    assert registered("assign", one, "ann", "--members", "regional commissions").code == 2
    assert registered("assign", one, "ann", "--unassigned").code == 2
