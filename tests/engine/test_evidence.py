"""Evidence is kept whole or not at all, and what is kept can be shown again or is said to be gone."""

import multiprocessing
import os
import signal
import socket
import threading
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config import Settings
from engine.keeping import evidence
from engine.keeping.evidence import NotEvidence, take_file, take_link, take_stream, verify
from engine.keeping.files import Files, NotAsKept, Unreadable, plain_name
from schema import evidence as table
from schema.engine import Engine, make_engine
from schema.ledger import Ledger
from tests.ledger.lives import Life

NOON = datetime(2017, 3, 1, 12, tzinfo=UTC)
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x00" * 30
PROCESSES = multiprocessing.get_context("forkserver")


@pytest.fixture
def settings(engine: Engine, tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data", database_url=engine.url.render_as_string(hide_password=False), evidence_max_mb=1)


def written(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def handed_in(engine: Engine, *references: str) -> None:
    """An obligation whose submission names ``references``."""
    from domain import commands as c

    life = Life()
    asked = [life.propose(), life.ask(c.Confirm()), life.ask(c.Assign("bob")), life.ask(c.Accept(), "bob")]
    Ledger(engine).append_many([*asked, life.ask(c.Submit(evidence=references), "bob")])


def zipped(*names: str) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in names:
            archive.writestr(name, "x" * 50)
    return made.getvalue()


def test_a_file_is_kept_under_its_hash_read_only_with_who_and_when(engine: Engine, settings: Settings, tmp_path: Path) -> None:
    taken = take_file(engine, settings, written(tmp_path, "Report.pdf", PDF), "bob", NOON)
    digest = sha256(PDF).hexdigest()
    assert taken == table.Taken(digest, "Report.pdf", "bob", "application/pdf", len(PDF), NOON)
    path = settings.data / "evidence" / digest[:2] / digest[2:]
    assert path.read_bytes() == PDF
    assert path.stat().st_mode & 0o777 == 0o444
    assert table.of(engine, digest) == [taken]
    assert evidence.files_of(settings).strays() == []


def test_the_same_again_is_one_file_and_two_people_are_two_entries(engine: Engine, settings: Settings, tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt", b"done\n")
    for who in ("bob", "bob", "eve"):
        take_file(engine, settings, path, who, NOON)
    assert [each.taken_by for each in table.everything(engine)] == ["bob", "eve"]
    assert len(list(evidence.files_of(settings).all())) == 1


@pytest.mark.parametrize(
    ("name", "data", "media_type"),
    [
        ("a.exe", PDF, "application/pdf"),
        ("a", "Résumé of the meeting\n".encode(), "text/plain"),
        ("a.png", b"BM of Norway met", "text/plain"),  # as a bitmap begins
        ("a.doc", b"MZ, in letters", "text/plain"),  # as a program of Windows begins
        ("a.txt", PNG, "image/png"),
        ("a.doc", bytes.fromhex("d0cf11e0a1b11ae1") + b"\x00" * 600, "application/x-ole-storage"),
        ("a.txt", b"\xef\xbb\xbf<!DOCTYPE html><p>x", "text/html"),
        ("a", zipped("[Content_Types].xml", "_rels/.rels", "word/document.xml"),
         "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ],
)  # fmt: skip
def test_its_type_is_told_by_its_content(settings: Settings, engine: Engine, name: str, data: bytes, media_type: str) -> None:
    assert take_stream(engine, settings, BytesIO(data), name, "bob", NOON).media_type == media_type


@pytest.mark.parametrize("data", [b"MZ\x90\x00" + b"\x00" * 99, b"\x7fELF" + b"\x00" * 99, zipped("a.txt"), b"\x01\x02\xfe" * 9])
def test_what_is_no_document_is_refused_whatever_it_is_called(settings: Settings, engine: Engine, data: bytes) -> None:
    with pytest.raises(NotEvidence, match=r"report\.pdf is application/.* by its content, which is not taken"):
        take_stream(engine, settings, BytesIO(data), "report.pdf", "bob", NOON)
    assert list(evidence.files_of(settings).all()) == evidence.files_of(settings).strays() == table.everything(engine) == []


def test_a_setting_says_what_is_taken(settings: Settings, engine: Engine) -> None:
    only_zip = replace(settings, evidence_types="application/ZIP")
    assert take_stream(engine, only_zip, BytesIO(zipped("a.txt")), "a", "bob", NOON).media_type == "application/zip"
    with pytest.raises(NotEvidence):
        take_stream(engine, only_zip, BytesIO(PDF), "a", "bob", NOON)


def test_a_letter_cut_by_the_edge_of_a_piece_is_still_text(settings: Settings, engine: Engine) -> None:
    data = b"x" * ((1 << 20) - 1) + "é".encode()
    larger = replace(settings, evidence_max_mb=2)
    assert take_stream(engine, larger, BytesIO(data), "a", "bob", NOON).media_type == "text/plain"
    with pytest.raises(NotEvidence, match="octet-stream"):
        take_stream(engine, larger, BytesIO(data[:-1]), "a", "bob", NOON)


def test_nothing_and_too_much_are_refused(settings: Settings, engine: Engine, tmp_path: Path) -> None:
    with pytest.raises(NotEvidence, match="is empty"):
        take_file(engine, settings, written(tmp_path, "a.txt", b""), "bob", NOON)
    take_file(engine, settings, written(tmp_path, "b.txt", b"x" * 1_000_000), "bob", NOON)
    with pytest.raises(NotEvidence, match="larger than 1 MB"):
        take_file(engine, settings, written(tmp_path, "c.txt", b"x" * 1_000_001), "bob", NOON)
    huge = tmp_path / "d.txt"
    huge.touch()
    os.truncate(huge, 1 << 40)  # a terabyte of holes
    with pytest.raises(NotEvidence, match="larger than 1 MB"):
        take_file(engine, settings, huge, "bob", NOON)
    assert len(table.everything(engine)) == 1
    assert evidence.files_of(settings).strays() == []


def test_what_is_no_file_is_named_as_what_it_is(settings: Settings, engine: Engine, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "to-pipe").symlink_to("pipe")
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "gone").symlink_to("nowhere")
    with socket.socket(socket.AF_UNIX) as sock:
        sock.bind(str(tmp_path / "sock"))
        for name, why in (("pipe", "is a pipe"), ("to-pipe", "is a pipe"), (".", "is a folder")):
            with pytest.raises(NotEvidence, match=why):
                take_file(engine, settings, tmp_path / name, "bob", NOON)
        with pytest.raises(NotEvidence, match="is a device"):
            take_file(engine, settings, Path("/dev/zero"), "bob", NOON)
        for name in ("sock", "loop", "gone", "absent"):
            with pytest.raises(OSError):
                take_file(engine, settings, tmp_path / name, "bob", NOON)
    assert table.everything(engine) == []


def test_a_link_to_a_file_is_the_file_under_the_links_name(settings: Settings, engine: Engine, tmp_path: Path) -> None:
    written(tmp_path, "real.txt", b"done\n")
    (tmp_path / "link.txt").symlink_to("real.txt")
    assert take_file(engine, settings, tmp_path / "link.txt", "bob", NOON).name == "link.txt"


def test_a_file_that_changes_while_it_is_read_is_refused(settings: Settings, engine: Engine, tmp_path: Path) -> None:
    path = written(tmp_path, "growing.txt", b"x" * 1000)

    class Growing(Files):
        def keep(self, source, name, look=None):  # type: ignore[no-untyped-def]
            kept = super().keep(source, name, look)
            with path.open("ab") as more:
                more.write(b"and more")
            return kept

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(evidence, "Files", Growing)
        with pytest.raises(NotEvidence, match="was changed while it was read"):
            take_file(engine, settings, path, "bob", NOON)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("report.pdf", "report.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\bob\\report.pdf", "report.pdf"),
        ("a\nb\x1b[31m.txt", "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}[31m.txt"),
        ("evil\u202efdp.exe", "evil\N{REPLACEMENT CHARACTER}fdp.exe"),
        ("\udcff.txt", "\N{REPLACEMENT CHARACTER}.txt"),  # bytes that are no UTF-8, as Python hands them over
        ("..", "unnamed"),
        ("", "unnamed"),
        ("x" * 300 + ".pdf", "x" * 180 + "….pdf"),
    ],
)
def test_a_name_is_made_plain(given: str, kept: str) -> None:
    assert plain_name(given) == kept


@given(st.text(max_size=400))
def test_no_name_leads_out_of_a_folder_or_onto_another_line(name: str) -> None:
    plain = plain_name(name)
    assert 0 < len(plain) <= 200
    assert plain.isprintable()
    assert "/" not in plain
    assert "\\" not in plain
    plain.encode()


def test_a_hostile_name_on_disk_is_taken_under_a_plain_one(settings: Settings, engine: Engine, tmp_path: Path) -> None:
    raw = os.path.join(os.fsencode(tmp_path), b"bad\n\xff\x1b.txt")
    Path(os.fsdecode(raw)).write_bytes(b"done\n")
    assert take_file(engine, settings, Path(os.fsdecode(raw)), "bob", NOON).name == "bad���.txt"


@pytest.mark.parametrize(
    "link", ["https://undocs.org/A/72/297", "http://[::1]:8080/x?y=z#p", "HTTPS://EXAMPLE.org", "https://例え.jp/ü"]
)
def test_whole_addresses_are_taken_as_they_are(link: str) -> None:
    assert take_link(Settings(), f" {link} ") == link


@pytest.mark.parametrize(
    "link",
    [
        *("", "A/72/297", "undocs.org/A/72/297", "ftp://x.org/a", "file:///etc/passwd", "javascript:alert(1)", "https://", "https:///x"),
        *("https://x.org/a b", "https://x.org/\nSet-Cookie: a", "https://x.org:99999/", "https://bob:secret@x.org/", "https://[::1"),
        *("https://x..org/", "https://-x.org/", "https://" + "x" * 3000, "https://x.org/\u202e", "https://x.org/<script>"),
        *("sha256:", "sha256:../../etc/passwd", "sha256:" + "A" * 64),
    ],
)  # fmt: skip
def test_other_addresses_are_refused(link: str) -> None:
    with pytest.raises(NotEvidence):
        take_link(Settings(data=Path("/nonexistent")), link)


def test_a_file_kept_before_may_be_named_again_while_it_is_there(settings: Settings, engine: Engine) -> None:
    taken = take_stream(engine, settings, BytesIO(PDF), "a", "bob", NOON)
    assert take_link(settings, taken.reference) == taken.reference
    with pytest.raises(NotAsKept, match="is missing"):
        take_link(settings, "sha256:" + "0" * 64)


def test_missing_and_altered_files_are_named_with_where_they_are_named(settings: Settings, engine: Engine) -> None:
    kept = [
        take_stream(engine, settings, BytesIO(data), "a", "bob", NOON) for data in (b"one\n", b"two\n", b"three\n", b"four\n")
    ]
    link = "https://undocs.org/A/72/297"
    handed_in(engine, *(each.reference for each in kept[:3]), link)
    files = evidence.files_of(settings)
    assert verify(engine, settings) == evidence.Report(3, 1, (), unnamed=(kept[3].reference,))
    files.path(kept[0].sha256).unlink()
    files.path(kept[1].sha256).chmod(0o644)
    files.path(kept[1].sha256).write_bytes(b"TWO\n")
    (files.folder / "tmp" / "left").write_bytes(b"half")
    report = verify(engine, settings)
    assert [(each.reference, each.named_in) for each in report.missing] == [
        (each.reference, ("A/RES/71/244:14, event 6",)) for each in kept[:2]
    ]
    assert "is missing" in report.missing[0].what
    assert "was altered" in report.missing[1].what
    assert report.strays == (str(files.folder / "tmp" / "left"),)
    assert not report.ok


def test_an_altered_file_handed_in_again_is_mended_and_the_altered_one_kept_beside(settings: Settings, engine: Engine) -> None:
    taken = take_stream(engine, settings, BytesIO(PDF), "a", "bob", NOON)
    files = evidence.files_of(settings)
    files.path(taken.sha256).chmod(0o644)
    files.path(taken.sha256).write_bytes(b"forged")
    with pytest.raises(NotAsKept, match="was altered"):
        files.read(taken.sha256)
    take_stream(engine, settings, BytesIO(PDF), "a", "bob", NOON)
    assert files.read(taken.sha256) == PDF
    [beside] = files.strays()
    assert beside.read_bytes() == b"forged"


def test_many_may_hand_in_the_same_at_once(tmp_path: Path) -> None:
    files = Files(tmp_path / "evidence", 10**6)
    threads = [threading.Thread(target=files.keep, args=(BytesIO(PDF * 1000), "a")) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert files.read(sha256(PDF * 1000).hexdigest()) == PDF * 1000
    assert files.strays() == []


def test_a_disk_that_gives_back_something_else_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = Files(tmp_path / "evidence", 10**6)
    fsync = os.fsync

    def spoil(handle: int) -> None:
        fsync(handle)
        if os.readlink(f"/proc/self/fd/{handle}").startswith(str(files.folder / "tmp")):
            os.pwrite(handle, b"?", 3)

    monkeypatch.setattr(os, "fsync", spoil)
    with pytest.raises(Unreadable, match="read back with"):
        files.keep(BytesIO(PDF), "a")
    assert list(files.all()) == files.strays() == []


def _die(settings: Settings, path: str, moment: str) -> None:
    """Hand in ``path``, and be killed at ``moment``."""

    def die(*_: object, **__: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    replace_ = Path.replace

    def then_die(self: Path, target: Path) -> None:
        replace_(self, target)
        die()

    if moment == "half written":
        Files._write = lambda self, source, to, name, look: to.write_bytes(source.read(9)) and die()  # type: ignore[assignment,method-assign,return-value,func-returns-value]
    elif moment == "before the rename":
        Path.replace = die  # type: ignore[assignment,method-assign]
    elif moment == "after the rename":
        Path.replace = then_die  # type: ignore[assignment,method-assign]
    take_file(make_engine(settings.database), settings, Path(path), "bob", NOON)
    die()  # before the ledger names it


@pytest.mark.parametrize("moment", ["half written", "before the rename", "after the rename", "before the ledger"])
def test_killed_on_the_way_leaves_a_whole_file_or_none(settings: Settings, engine: Engine, tmp_path: Path, moment: str) -> None:
    path = written(tmp_path, "report.pdf", PDF)
    killed = PROCESSES.Process(target=_die, args=(settings, str(path), moment))
    killed.start()
    killed.join()
    assert killed.exitcode == -signal.SIGKILL
    files = evidence.files_of(settings)
    whole = moment in {"after the rename", "before the ledger"}
    assert [files.read(digest) for digest in files.all()] == ([PDF] if whole else [])
    assert len(files.strays()) == (0 if whole else 1)
    report = verify(engine, settings)
    assert report.ok
    assert len(report.unnamed) == (1 if whole else 0)
    taken = take_file(engine, settings, path, "bob", NOON)  # handed in again
    handed_in(engine, taken.reference)
    after = verify(engine, settings)
    assert (after.ok, after.files, after.unnamed, after.strays) == (True, 1, (), report.strays)
    assert [each.sha256 for each in table.everything(engine)] == [taken.sha256]
