"""read and register: what a document asks for, what is asked of the person, and what bad input ends in."""

import io
import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest

from tests.cli.conftest import KNOWN, ROOT, SEED, Servanda
from tests.reading_structure.making import Word, pdf


def test_read_prints_one_object_in_the_shape_of_the_annotation_guide(servanda: Servanda) -> None:
    said = servanda("read", SEED, *KNOWN, "--json")
    assert (said.code, said.err) == (0, "")
    assert set(said.json) >= {"instrument", "provisions", "obligations"}
    assert said.json["instrument"]["adopted"] == "2016-12-21"
    operative = [p for p in said.json["provisions"] if p["kind"] == "operative"]
    assert [p["number"] for p in operative] == [str(n) for n in range(1, 37)]
    for provision in operative:
        assert ("obligations" in provision) != ("no_obligation" in provision)
    ids = [each["id"] for each in said.json["obligations"]]
    assert [one for p in operative for one in p.get("obligations", [])] == ids


def test_metadata_is_asked_for_and_never_invented(servanda: Servanda) -> None:
    said = servanda("read", SEED)
    assert said.code == 0
    assert "--symbol" in said.out and "--adopted" in said.out
    refused = servanda("register", SEED)
    assert refused.code == 2 and "--symbol" in refused.err and "--adopted" in refused.err
    assert servanda("instruments").code == 3  # nothing was founded either


def test_standard_input(servanda: Servanda, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(SEED.read_bytes()), isatty=lambda: False))
    assert len(servanda("read", "-", "--json").json["obligations"]) == 31


def test_a_paragraph_explained(servanda: Servanda) -> None:
    said = servanda("read", SEED, *KNOWN, "--explain", "para. 14")
    assert said.code == 0
    assert "organize two in-depth briefings" in said.out and "by May 2017" in said.out and "act." in said.out
    silent = servanda("read", SEED, "--explain", "1")
    assert "It asks for nothing" in silent.out
    assert servanda("read", SEED, "--explain", "99").code == 3


def test_every_paragraph_is_accounted_for(servanda: Servanda) -> None:
    said = servanda("read", SEED, "--account").out
    assert [row.split()[0] for row in said.split("\n\n")[0].splitlines()[1:]] == [str(n) for n in range(1, 37)]
    assert "36 paragraphs and items: 27 with obligations, 9 without, 0 unreadable." in said


def test_what_is_only_a_picture_stands_in_the_account(servanda: Servanda, tmp_path: Path) -> None:
    words = [Word(147, 700, "The General Assembly,"), Word(147, 682, "1. Requests the Secretary-General to report.")]
    (tmp_path / "a.pdf").write_bytes(pdf([words], "\nq 500 0 0 300 50 200 cm BI /W 1 /H 1 /CS /G /BPC 8 ID z EI Q"))
    said = servanda("read", tmp_path / "a.pdf", "--account").out
    assert "unreadable (page 1): look at the original" in said
    assert "2 paragraphs and items: 1 with obligations, 0 without, 1 unreadable." in said


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.txt", b""),
        ("blank.txt", b" \n\n\t\n"),
        ("binary.bin", bytes(range(256)) * 40),
        ("broken.pdf", b"%PDF-1.7\n" + b"\x00garbage" * 50),
        ("letter.txt", b"Dear Sir,\n\nthank you for your letter. The weather is fine here.\n\nYours\n"),
    ],
)
def test_bad_documents_end_in_their_own_code_and_leave_nothing(
    name: str, content: bytes, servanda: Servanda, tmp_path: Path, data: Path
) -> None:
    (tmp_path / name).write_bytes(content)
    for verb in (["read"], ["register", *KNOWN]):
        said = servanda(*verb, tmp_path / name)
        assert said.code == 5, said.err
        assert said.out == "" and len(said.err.splitlines()) == 1 and said.err.endswith(".\n")
        as_json = servanda(*verb, tmp_path / name, "--json")
        assert as_json.error["exit"] == 5
    assert not (data / "servanda.db").exists()


def test_a_folder_goes_on_past_what_it_cannot_read(servanda: Servanda, tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.txt").write_bytes(SEED.read_bytes())
    (folder / "b.txt").write_bytes(b"")
    (folder / "deep" / "c.txt").write_bytes(SEED.read_bytes())
    (folder / "ignored.png").write_bytes(b"\x89PNG")
    said = servanda("read", folder, "--json-lines")
    rows = [json.loads(line) for line in said.out.splitlines()]
    assert [row["file"] for row in rows] == ["a.txt", "b.txt", "deep/c.txt"]
    assert [len(row.get("obligations", [])) for row in rows] == [31, 0, 31]
    assert rows[1]["error"]["kind"] == "EmptyDocument"
    assert said.code == 10 and "2 of 3" in said.err and "b.txt" in said.err.splitlines()[-1]


def test_a_long_folder_is_spread_over_processes_and_survives_the_death_of_one(data: Path, tmp_path: Path) -> None:
    """Lines come in the order of names, from several processes; what a killed one left undone is read all the same."""
    for number in range(40):
        (tmp_path / f"{number:02}.txt").write_bytes(SEED.read_bytes() if number % 10 else b"")
    reading = "import sys; from pathlib import Path; from cli.read_folder import read_folder; sys.exit(read_folder(Path(sys.argv[1]), 2))"
    process = subprocess.Popen(
        [sys.executable, "-c", reading, str(tmp_path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
    )
    first = process.stdout.readline()  # type: ignore[union-attr]
    workers = [child for child in psutil.Process(process.pid).children() if "spawn_main" in " ".join(child.cmdline())]
    assert len(workers) == 2
    workers[0].kill()
    out, err = process.communicate(timeout=60)
    rows = [json.loads(line) for line in (first + out).splitlines()]
    assert [row["file"] for row in rows] == [f"{number:02}.txt" for number in range(40)]
    assert [len(row.get("obligations", [])) for row in rows] == [31 if number % 10 else 0 for number in range(40)]
    assert process.returncode == 10 and b"36 of 40" in err


def test_registering_twice_is_refused_and_changes_nothing(registered: Servanda, tmp_path: Path) -> None:
    again = registered("register", SEED, *KNOWN)
    assert again.code == 4 and "registered since" in again.err
    lower = registered("register", SEED, "--symbol", "a/res/71/244", *KNOWN[2:])
    assert lower.code == 4
    same_bytes = registered("register", SEED, "--symbol", "A/RES/71/999", *KNOWN[2:])
    assert same_bytes.code == 4 and "A/RES/71/244" in same_bytes.err
    assert len(registered("proposals", "--json").json) == 31
    assert [row["symbol"] for row in registered("instruments", "--json").json] == ["A/RES/71/244"]


def test_register_says_what_comes_next(servanda: Servanda) -> None:
    said = servanda("register", SEED, *KNOWN)
    assert said.code == 0 and "31 proposals" in said.out and "servanda confirm A/RES/71/244:3" in said.out
    assert len(servanda("proposals", "--json").json) == 31


def test_at_a_terminal_the_person_is_asked(data: Path) -> None:
    """A real terminal: the questions are answered there, a day that is none is asked for again, and nothing else is invented."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "cli.main", "register", str(SEED)]
    env = {**os.environ, "TERM": "xterm", "COLUMNS": "80"}
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, cwd=ROOT, env=env)
    os.close(theirs)
    os.write(ours, b"A/RES/71/244\n21/12/2016\n21 December 2016\nSouth-South cooperation\n")
    said = b""
    while True:
        try:
            piece = os.read(ours, 4096)
        except OSError:
            break
        if not piece:
            break
        said += piece
    assert process.wait(30) == 0, said.decode()
    assert b"21/12/2016" in said and b"is no day" in said and b"31 proposals" in said


@pytest.mark.parametrize(("symbol", "why"), [("A/" + "x" * 1200, "has 1,202 characters"), ("A/RES/\u20281", "cannot be printed")])
def test_a_symbol_that_the_engine_would_never_take_is_refused_at_once(servanda: Servanda, symbol: str, why: str) -> None:
    said = servanda("register", SEED, "--symbol", symbol, *KNOWN[2:])
    assert said.code == 2
    assert why in said.err
    assert "--symbol A/RES/71/244" in said.err
    assert servanda("instruments").code == 3, "there is no ledger yet: nothing was registered"
