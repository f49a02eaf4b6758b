"""Real documents as their bodies issued them: every paragraph found, every number in order, nothing of the page left in the text."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from domain.instrument import ProvisionKind
from reading.contents import Document
from reading.take_apart import take_apart

GOLDEN = json.loads((Path(__file__).parent / "golden" / "structure.json").read_text())
NUMBERED = (ProvisionKind.OPERATIVE, ProvisionKind.CHAPEAU, ProvisionKind.ITEM)
_read: dict[str, Document] = {}


def read(corpus: Path, name: str) -> Document:
    """A document of the corpus, read once in this process (isolation has tests of its own)."""
    if name not in _read:
        _read[name] = take_apart((corpus / name).read_bytes(), name)
    return _read[name]


def structure(document: Document) -> dict[str, object]:
    """What the golden file keeps of a document: its numbers in order, how many paragraphs of the other kinds, and what was warned of."""
    kinds = [provision.kind for provision in document.provisions]
    return {
        "preambular": kinds.count(ProvisionKind.PREAMBULAR),
        "headings": kinds.count(ProvisionKind.HEADING),
        "annex": kinds.count(ProvisionKind.ANNEX),
        "numbers": " ".join(p.number for p in document.provisions if p.number),
        "warnings": len(document.warnings),
    }


@pytest.mark.parametrize("name", sorted(GOLDEN))
def test_the_structure_is_found(corpus: Path, name: str) -> None:
    assert structure(read(corpus, name)) == GOLDEN[name]


def assembly(corpus: Path) -> list[str]:
    return sorted(f"ga78/{path.name}" for path in (corpus / "ga78").glob("*.pdf"))


def test_no_resolution_of_the_assembly_has_a_gap(corpus: Path) -> None:
    for name in assembly(corpus):
        document = read(corpus, name)
        top = [p.number for p in document.provisions if p.kind in NUMBERED and p.parent is None]
        assert top == [str(n) for n in range(1, len(top) + 1)], name
        assert document.warnings == (), name


def test_heads_of_the_assembly_are_complete(corpus: Path) -> None:
    for name in assembly(corpus):
        head = read(corpus, name).instrument
        number = re.search(r"78_(\d+)", name)
        assert number and head.symbol == f"A/RES/78/{number[1]}"
        assert (head.body, head.session) == ("General Assembly", 78), name
        assert head.title and head.agenda_item and head.adopted, name
        assert date(2023, 9, 1) < head.adopted < date(2024, 9, 30), name


def test_nothing_of_the_page_is_left_in_the_text(corpus: Path) -> None:
    for name in assembly(corpus):
        for provision in read(corpus, name).provisions:
            if provision.kind is ProvisionKind.ANNEX:
                continue
            text = provision.text
            assert not re.search(r"\d\d-\d{5}|A/RES/78/\d+ |__|[\x00-\x08\ufffe\xad]", text), (name, text)
            assert not re.search(r"[^\W\d_] -[^\W\d_]|\w {2,}\w", text), (name, text)


def test_footnotes_of_the_assembly_have_their_texts(corpus: Path) -> None:
    notes = [note for name in assembly(corpus) for p in read(corpus, name).provisions for note in p.footnotes]
    assert len(notes) > 1000
    assert sum(not note.text for note in notes) <= 3


def test_spans_lead_to_the_page(corpus: Path) -> None:
    document = read(corpus, "ga78/A_RES_78_9.pdf")
    fifth = next(p for p in document.provisions if p.number == "5")
    assert fifth.span.page == 2
    assert document.source_text[fifth.span.start :].startswith("Stresses that the cost")


@pytest.mark.parametrize(
    ("name", "number", "words"),
    [
        ("ga78/A_RES_78_95.pdf", "1", "the people of Pitcairn to self-determination, in conformity"),
        ("who/WHA66.11.pdf", "2(4)", "to the Sixty-seventh World Health Assembly."),
        ("who/WHA66.13.pdf", "1(2)", "shall continue at the Sixty-seventh World Health Assembly"),
        ("ga78/A_RES_78_9.pdf", "4", "to mark the twenty-fifth anniversary"),
    ],
)
def test_split_words_are_whole(corpus: Path, name: str, number: str, words: str) -> None:
    provision = next(p for p in read(corpus, name).provisions if p.number == number)
    assert words in provision.text


def test_acts_in_headings_go_to_the_items_below_them(corpus: Path) -> None:
    document = read(corpus, "itu/ITU_PP18_res_205.xml")
    held = {p.number: p.heading for p in document.provisions if p.number}
    assert held["2/1"] == "instructs the Secretary-General"
    assert held["3/2"] == "instructs the Directors of the Telecommunication Standardization Bureau and Radiocommunication Bureau"
    assert held["6/1"] == "invites Member States, Sector Members, Associates and Academia"
    assert document.instrument.symbol == "Resolution 205 (Dubai, 2018)"
    assert document.instrument.adopted == date(2018, 11, 15)


def test_decisions_of_a_conference_are_counted(corpus: Path) -> None:
    document = read(corpus, "unfccc/FCCC_CP_2022_10_Add.3.txt")
    assert max(p.part for p in document.provisions) == 5
    assert sum(p.kind in NUMBERED and p.parent is None for p in document.provisions) == 67
    assert document.instrument.symbol == "FCCC/CP/2022/10/Add.3"
    assert document.instrument.session == 27
