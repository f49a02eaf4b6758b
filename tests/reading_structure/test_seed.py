"""The example that comes with the project: a scanned draft with everything that scanning does to a text."""

import json
import re
from pathlib import Path

import pytest

from domain.instrument import Provision, ProvisionKind
from reading.confined.isolate import ReaderPool
from reading.document import Document, read_document, source_span

ROOT = Path(__file__).resolve().parents[2]
SEED = ROOT / "examples" / "A-RES-71-244.draft.txt"


@pytest.fixture(scope="module")
def seed(pool: ReaderPool) -> Document:
    return read_document(SEED.read_bytes(), SEED.name, pool=pool)


def of_kind(document: Document, kind: ProvisionKind) -> list[Provision]:
    return [provision for provision in document.provisions if provision.kind is kind]


def numbered(document: Document) -> dict[str, str]:
    return {provision.number: provision.text for provision in document.provisions if provision.number}


def test_holds_36_operative_and_11_preambular_paragraphs(seed: Document) -> None:
    assert [p.number for p in of_kind(seed, ProvisionKind.OPERATIVE)] == [str(n) for n in range(1, 37)]
    assert len(of_kind(seed, ProvisionKind.PREAMBULAR)) == 11
    assert seed.warnings == ()


def test_every_paragraph_is_as_it_was_written(seed: Document) -> None:
    kept = json.loads((Path(__file__).parent / "golden" / "seed.json").read_text())
    assert [[p.kind.value, p.number, p.text] for p in seed.provisions] == kept


def test_paragraphs_begin_and_end_as_paragraphs_do(seed: Document) -> None:
    for provision in seed.provisions:
        assert provision.text[0].isupper()
        assert re.search(r"[,;.][”]?$", provision.text), provision.text[-20:]
        assert not re.search(r"[°®™^%?*\ufffd]|  | ,", provision.text), provision.text


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("12", "promoting and facilitating South-South and triangular cooperation"),
        ("12", "separating the Office for South-South Cooperation as operationally autonomous"),
        ("19", "through the North-South transfer of technologies"),
        ("26", "promoting specific capacity-development and other initiatives"),
        ("10", "the appointment of Junior Professional Officers"),
        ("22", "to effectively support all States"),
        ("29", "Encourages the growing number of forums"),
        ("2", "state of South-South cooperation, as well as his report entitled “Comprehensive proposal"),
        ("15", "the least developed countries"),
    ],
)
def test_what_the_scan_broke_is_mended(seed: Document, number: str, words: str) -> None:
    assert words in numbered(seed)[number]


def test_footnotes_hang_where_their_marks_stood(seed: Document) -> None:
    by_number = {p.number: p for p in seed.provisions if p.number}
    third, fourth = by_number["3"], by_number["4"]
    assert [note.text for note in third.footnotes] == ["See A/66/717."]
    assert third.text[: third.footnotes[0].offset].endswith("in the United Nations system,")
    assert [note.text for note in fourth.footnotes] == ["Resolution 70/1.", "Resolution 69/313, annex."]
    assert fourth.text[: fourth.footnotes[0].offset].endswith("Agenda for Sustainable Development")


def test_every_word_leads_back_to_the_file(seed: Document) -> None:
    data = SEED.read_bytes()
    for provision in seed.provisions:
        assert len(provision.offsets) == len(provision.text)
        for match in re.finditer(r"\w+", provision.text):
            span = seed.located(source_span(provision, match.start(), match.end()))
            there = seed.source_text[span.start : span.end]
            assert re.sub(r"-?\s+", "", there) in (match[0], re.sub(r"-?\s+", "", match[0]))
            assert data[span.byte_start : span.byte_end].decode() == there


def test_nothing_is_invented_that_the_scan_does_not_state(seed: Document) -> None:
    head = seed.instrument
    assert head.body == "General Assembly"
    assert (head.symbol, head.title, head.session, head.agenda_item, head.adopted) == (None,) * 5
