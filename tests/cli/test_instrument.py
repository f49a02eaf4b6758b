"""A whole resolution from the command line: how it stands, and the report that it asks for."""

import io
from pathlib import Path

import pytest
from docx import Document as read_docx

from tests.cli.conftest import Servanda


@pytest.fixture
def confirmed(registered: Servanda) -> Servanda:
    registered("bulk", "confirm", "--all", "--past-due")
    return registered


def test_how_it_stands_paragraph_by_paragraph(confirmed: Servanda) -> None:
    said = confirmed("instrument", "show", "71/244")
    assert said.code == 0
    assert "not started, 0 % done" in said.out
    assert "A/RES/71/244:36/2" in said.out
    found = confirmed("instrument", "show", "71/244", "--json").json
    assert found["own"] == ["A/RES/71/244:36/2"]
    assert found["standing"]["duties"] == found["standing"]["counts"]["not started"]
    numbers = [each["number"] for each in found["paragraphs"]]
    assert numbers == [str(number) for number in range(1, 37)]
    assert all(bool(each["asked"]) != bool(each["unasked"]) for each in found["paragraphs"])
    assert found["paragraphs"][13]["text"].startswith("Requests, in this regard, the Administrator")
    assert confirmed("instrument", "show", "99/1").code == 3
    assert confirmed("instrument", "course", "71/244", "--json").json == []  # no engine has run yet


def test_the_report_in_every_format(confirmed: Servanda, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, begins in (("r.pdf", b"%PDF"), ("r.docx", b"PK"), ("r.html", b"<!DOCTYPE html>")):
        said = confirmed("report", "71/244", "-o", tmp_path / name, "--json")
        assert (said.code, said.json["format"], said.json["own"]) == (0, name.split(".")[1], ["A/RES/71/244:36/2"])
        data = (tmp_path / name).read_bytes()
        assert data.startswith(begins) and len(data) == said.json["bytes"]
        assert confirmed("report", "71/244", "-o", tmp_path / name).code == 2  # it is there already
        assert confirmed("report", "71/244", "-o", tmp_path / name, "--force").code == 0
        assert (tmp_path / name).read_bytes() == data
    text = "\n".join(each.text for each in read_docx(io.BytesIO((tmp_path / "r.docx").read_bytes())).paragraphs)
    assert "Requests the Administrator of the United Nations Development Programme" in text
    assert confirmed("report", "71/244", "--format", "docx").code == 0
    assert [each.name for each in tmp_path.glob("A-RES-71-244-report-*.docx")] != []
    assert not list(tmp_path.glob("*.new"))


def test_on_standard_output(confirmed: Servanda) -> None:
    said = confirmed("report", "71/244", "-o", "-")
    assert said.out.startswith("<!DOCTYPE html>")
    assert confirmed("report", "71/244", "-o", "-", "--json").code == 2


def test_as_of_a_day_what_was_on_record_then(confirmed: Servanda, tmp_path: Path) -> None:
    early = confirmed("report", "71/244", "-o", tmp_path / "early.html", "--as-of", "2016-12-31")
    assert early.code == 2 and "nothing of it was on record" in early.err and not (tmp_path / "early.html").exists()
    late = confirmed("report", "71/244", "-o", tmp_path / "late.html", "--as-of", "2999-01-01")
    assert late.code == 2 and "in the future" in late.err
