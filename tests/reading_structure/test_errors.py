"""Files that hold no resolution: each is refused with a sentence that says what happened, why, and what to do."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from reading import errors
from reading.confined import recognize
from reading.confined.isolate import ReaderPool
from reading.confined.limits import Limits
from reading.document import read_document
from reading.errors import ReadingError
from tests.reading_structure.making import RESOLUTION, Word, pdf, scanned

SCAN = "\nq 500 0 0 700 50 40 cm BI /W 1 /H 1 /CS /G /BPC 8 ID z EI Q"


def archive(name: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as held:
        held.writestr(name, "text")
    return out.getvalue()


CASES = [
    ("nothing.txt", b"", errors.EmptyDocument, "is empty"),
    ("blank.txt", b" \n\t\r\n ", errors.EmptyDocument, "is empty"),
    ("blank.pdf", pdf([[]]), errors.EmptyDocument, "holds no text"),
    ("blank.html", b"<html><body><script>x</script></body></html>", errors.EmptyDocument, "holds no text"),
    (
        "letter.txt",
        b"Dear colleagues,\n\nplease find the minutes attached.\n\nYours\n",
        errors.NoOperativeText,
        "no operative paragraph",
    ),
    (
        "letter.pdf",
        pdf([[Word(72, 700, "Dear colleagues, please find the minutes attached.")]]),
        errors.NoOperativeText,
        "no operative",
    ),
    ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(90), errors.UnknownFormat, "is a picture"),
    ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), errors.UnknownFormat, "Save it as .docx"),
    ("note.rtf", b"{\\rtf1 Hello}", errors.UnknownFormat, "rich-text"),
    ("noise.txt", bytes(range(256)) * 40, errors.UnknownFormat, "no text and no known kind"),
    ("sheet.xlsx", archive("xl/workbook.xml"), errors.UnknownFormat, "other than .docx"),
    ("broken.pdf", b"%PDF-1.7\nthis is all there is", errors.DamagedDocument, "can't be opened as a PDF"),
    ("broken.xml", b"<?xml version='1.0'?><akomaNtoso><p>one</akomaNtoso>", errors.DamagedDocument, "no well-formed XML"),
    ("broken.yml", b"resolutions: [", errors.DamagedDocument, "no well-formed YAML"),
    ("utf16.txt", b"\xff\xfea", errors.UnknownFormat, "claims to be utf-16"),
]


@pytest.mark.parametrize(("name", "data", "kind", "words"), CASES, ids=[case[0] for case in CASES])
def test_each_is_refused_with_its_reason(pool: ReaderPool, name: str, data: bytes, kind: type[ReadingError], words: str) -> None:
    with pytest.raises(kind) as refusal:
        read_document(data, name, pool=pool)
    message = str(refusal.value)
    assert type(refusal.value) is kind
    assert name in message and words in message
    assert message.endswith(".") and message.count(". ") >= 1, "what to do is missing"


def test_a_scan_says_what_would_read_it(pool: ReaderPool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(errors.ScannedDocument, match="Install ocrmypdf"):
        read_document(pdf([[]], SCAN), "scan.pdf", pool=pool)


def test_a_scan_is_recognized_where_the_program_is_installed(
    pool: ReaderPool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stand-in that lays a prepared text layer shows the way through; what the real program recognizes is its own affair."""
    lines = RESOLUTION.strip().splitlines()
    (tmp_path / "text.pdf").write_bytes(pdf([[Word(72, 700 - 14 * i, line) for i, line in enumerate(lines)]]))
    program = tmp_path / recognize.PROGRAM
    program.write_text(f'#!/bin/sh\nfor last; do :; done\ncat {tmp_path}/text.pdf > "$last"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    document = read_document(pdf([[]], SCAN), "scan.pdf", pool=pool)
    assert [p.number for p in document.provisions if p.number] == ["1", "2"]
    assert "was recognized by ocrmypdf" in document.warnings[0]


@pytest.mark.skipif(not recognize.available(), reason="ocrmypdf is not installed")
def test_the_real_program_reads_a_scan(pool: ReaderPool) -> None:
    lines = RESOLUTION.strip().splitlines()
    page = [Word(72, 700 - 16 * i, line, 12.0) for i, line in enumerate(lines)]
    scan = scanned(pdf([page, page[:3]]))
    assert b"Tj" not in scan
    document = read_document(scan, "scan.pdf", pool=pool)
    texts = {p.number: p.text for p in document.provisions if p.number}
    assert texts["1"] == "Requests the Secretary-General to report at its seventy-second session;"
    assert texts["2"] == "Decides to remain seized of the matter."
    assert "was recognized by ocrmypdf" in document.warnings[0]


@pytest.mark.skipif(not recognize.available(), reason="ocrmypdf is not installed")
def test_the_real_program_on_a_page_without_words(pool: ReaderPool) -> None:
    with pytest.raises(errors.ReadingError, match=r"blank\.pdf") as refusal:
        read_document(pdf([[]], SCAN), "blank.pdf", pool=pool)
    assert str(refusal.value).endswith(".")


def test_a_failed_recognition_says_why(pool: ReaderPool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / recognize.PROGRAM
    program.write_text("#!/bin/sh\necho 'no language data' >&2\nexit 3\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    with pytest.raises(errors.ScannedDocument, match="no language data"):
        read_document(pdf([[]], SCAN), "scan.pdf", pool=pool)


def test_a_file_beyond_the_limit_is_not_even_begun(pool: ReaderPool) -> None:
    with pytest.raises(errors.TooLarge, match="100 MB, more than the 64 MB"):
        read_document(bytes(100 * 1024 * 1024), "huge.txt", pool=pool)
    with pytest.raises(errors.TooLarge):
        read_document(RESOLUTION.encode(), "a.txt", Limits(file_size=10), pool=pool)
