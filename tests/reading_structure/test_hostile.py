"""Every hostile file ends as a document or as a sentence: in time, within its memory, leaving nothing behind."""

import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from reading import errors
from reading.confined.isolate import ReaderPool
from reading.confined.limits import Limits
from reading.contents import Document
from reading.document import read_document
from reading.errors import ReadingError
from tests.reading_structure.hostile import Case, cases
from tests.reading_structure.making import RESOLUTION

LIMITS = Limits(seconds=0.8)
_GRACE = 3.0
ALL = list(cases())


@pytest.fixture(scope="module", autouse=True)
def nothing_left_behind(pool: ReaderPool) -> Iterator[None]:
    """No file is made anywhere that a reader could reach, and no process outlives its document."""
    read_document(RESOLUTION.encode(), "a.txt", pool=pool)
    places = [Path(tempfile.gettempdir()), Path.cwd(), Path("/")]
    before = {place: set(os.listdir(place)) for place in places}
    processes = len(psutil.Process().children(recursive=True))
    yield
    read_document(RESOLUTION.encode(), "a.txt", pool=pool)
    assert len(psutil.Process().children(recursive=True)) <= processes + 2
    for place in places:
        assert not [name for name in set(os.listdir(place)) - before[place] if "servanda-left" in name]


def test_there_are_enough_of_them() -> None:
    assert len(ALL) >= 200
    assert len({name for name, _ in ALL}) == len(ALL)


@pytest.mark.parametrize("case", ALL, ids=[name.encode("ascii", "replace").decode() for name, _ in ALL])
def test_each_ends_as_a_document_or_a_sentence(pool: ReaderPool, case: Case) -> None:
    name, data = case
    started = time.monotonic()
    try:
        outcome: Document | ReadingError = read_document(data, name, LIMITS, pool)
    except ReadingError as error:
        outcome = error
    assert time.monotonic() - started < LIMITS.seconds + _GRACE
    if isinstance(outcome, Document):
        _is_sound(outcome)
    else:
        message = str(outcome)
        assert type(outcome) is not ReadingError
        assert message.endswith(".") and len(message) > 40 and "Traceback" not in message
        assert len(message) < 600


def _is_sound(document: Document) -> None:
    """What was read is free of what hides, and leads back into the source."""
    for provision in document.provisions:
        assert len(provision.offsets) == len(provision.text)
        assert not set(provision.text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x00\x07\x1b\u200b")
        assert all(0 <= at < len(document.source_text) for at in provision.offsets)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("bomb.docx", errors.TooLarge),
        ("tree-bomb.docx", errors.TooMuchMemory),
        ("laughs-9.xml", errors.DamagedDocument),
        ("entity-file.xml", errors.DamagedDocument),
        ("laughs.yml", errors.DamagedDocument),
        ("python.yml", errors.ReadingError),
        ("encrypted.pdf", errors.DamagedDocument),
        ("huge.txt", errors.TooLarge),
        ("deep-200000.xml", errors.TooLarge),
        ("itself.yml", errors.DamagedDocument),
        ("program.txt", errors.UnknownFormat),
        ("slip-36.docx", None),
        ("turned.txt", None),
    ],
)
def test_some_end_in_one_way_only(pool: ReaderPool, name: str, kind: type[ReadingError] | None) -> None:
    data, patient = dict(ALL)[name], Limits()
    if kind is None:
        assert read_document(data, name, patient, pool).provisions
        return
    with pytest.raises(kind):
        read_document(data, name, patient, pool)


def test_no_file_outside_is_ever_read_into_a_text(pool: ReaderPool) -> None:
    for name, data in ALL:
        if "entity" in name or "outside" in name:
            with pytest.raises(ReadingError) as refusal:
                read_document(data, name, LIMITS, pool)
            assert "root:" not in str(refusal.value)
