"""Evidence as it is handed in and asked for at the terminal."""

import json
from pathlib import Path

import pytest

from cli.office import Office, close
from engine.keeping.evidence import NotEvidence, files_of
from tests.cli.conftest import Servanda
from tests.ledger.lives import Life

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n"
ONE = "A/RES/71/244:99"
LINK = "https://undocs.org/A/72/297"


@pytest.fixture
def handed_in(registered: Servanda, tmp_path: Path) -> str:
    """The reference of a report that bob has submitted, with a link, for an obligation of its own."""
    from cli.evidence import take
    from domain import commands as c

    (tmp_path / "report.pdf").write_bytes(PDF)
    office = Office()
    references = take(office, (str(tmp_path / "report.pdf"), str(tmp_path / "report.pdf")), (LINK,), "bob")
    life = Life(ONE)
    asked = [life.propose(), life.ask(c.Confirm()), life.ask(c.Assign("bob")), life.ask(c.Accept(), "bob")]
    office.ledger.append_many([*asked, life.ask(c.Submit(evidence=references), "bob")])
    close()
    assert references[1:] == (LINK,)
    return references[0]


def test_it_is_listed_with_who_handed_it_in(servanda: Servanda, handed_in: str) -> None:
    file, link = servanda("evidence", "list", ONE, "--json").json
    assert (file["reference"], file["name"], file["media_type"], file["size"]) == (
        handed_in, "report.pdf", "application/pdf", len(PDF),
    )  # fmt: skip
    assert (file["by"], file["step"], file["event"], file["on"]) == ("bob", "Submitted", 6, "2017-03-01T12:05:00.123456Z")
    assert (link["reference"], link["name"], link["size"]) == (LINK, "", None)
    said = servanda("evidence", "list", ONE)
    assert handed_in in said.out and LINK in said.out and "report.pdf" in said.out
    said = servanda("evidence", "list", "A/RES/71/244:14")
    assert (said.code, said.out) == (0, "")
    assert "No evidence was handed in for A/RES/71/244:14." in said.err


def test_it_is_written_out_again_and_nothing_is_overwritten(servanda: Servanda, handed_in: str, tmp_path: Path) -> None:
    out = tmp_path / "again.pdf"
    said = servanda("evidence", "get", handed_in, "-o", out)
    assert (said.code, out.read_bytes()) == (0, PDF)
    out.write_bytes(b"mine")
    said = servanda("evidence", "get", handed_in, "-o", out)
    assert (said.code, out.read_bytes()) == (2, b"mine")
    assert "is not overwritten" in said.err
    assert servanda("evidence", "get", "sha256:" + "0" * 64, "-o", "x").code == 3
    assert servanda("evidence", "get", "sha256:../../servanda.db", "-o", "x").code == 2
    assert servanda("evidence", "get", handed_in, "-o", "-", "--json").code == 2


def test_verify_names_what_is_not_there_any_more(servanda: Servanda, handed_in: str, tmp_path: Path) -> None:
    said = servanda("evidence", "verify")
    assert said.code == 0
    assert "1 files, each there with its hash; 1 links" in said.out
    assert servanda("evidence", "verify", "--json").json["ok"] is True
    whole = servanda("verify", "--ledger-only", "--json").json
    assert whole["evidence"]["missing"] == []
    path = files_of(Office().settings).path(handed_in.removeprefix("sha256:"))
    path.unlink()
    for verb in (("evidence", "verify"), ("verify", "--ledger-only")):
        said = servanda(*verb)
        assert said.code == 7
        assert f"{handed_in}: the file {path} is missing; named in {ONE}, event 6" in said.out
        assert "EVIDENCE IS NOT WHAT WAS HANDED IN" in said.out
    assert servanda("evidence", "get", handed_in, "-o", tmp_path / "x").code == 3
    path.write_bytes(b"forged")
    said = servanda("evidence", "get", handed_in, "-o", tmp_path / "x")
    assert (said.code, (tmp_path / "x").exists()) == (7, False)
    assert "was altered" in said.err
    report = json.loads(servanda("evidence", "verify", "--json").out)
    assert [each["reference"] for each in report["missing"]] == [handed_in]


def test_a_file_that_no_event_names_is_told_of_and_left(servanda: Servanda, registered: Servanda, tmp_path: Path) -> None:
    from cli.evidence import take

    (tmp_path / "a.txt").write_text("done\n")
    [reference] = take(Office(), (str(tmp_path / "a.txt"),), (), "bob")
    close()
    said = servanda("evidence", "verify")
    assert said.code == 0
    assert f"{reference} is kept and no event names it" in said.err
    assert servanda("evidence", "get", reference, "-o", tmp_path / "b.txt").code == 0


def test_links_are_looked_at_before_any_file_is_kept(registered: Servanda, tmp_path: Path) -> None:
    from cli.evidence import take

    (tmp_path / "a.txt").write_text("done\n")
    office = Office()
    with pytest.raises(NotEvidence, match="is no address that can be looked at"):
        take(office, (str(tmp_path / "a.txt"),), ("A/72/297",), "bob")
    assert list(files_of(office.settings).all()) == []
    close()


def test_a_limit_that_is_no_number_is_named(servanda: Servanda, registered: Servanda, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SERVANDA_EVIDENCE_MAX_MB", "many")
    said = servanda("evidence", "verify")
    assert said.code == 8
    assert "evidence_max_mb is a whole number, not 'many'" in said.err
