"""A whole text through the pipeline: obligations, reasons, references, the account, explanations, JSON."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.instrument import Proposal, Reading
from evaluation.compare import compare
from reading.account import account
from reading.document import Document, read_document
from reading.pipeline import read
from reading.render import as_json
from tests.reading.conftest import GIVEN

_SHARED = Path(__file__).parents[3] / "shared"


def _by_id(reading: Reading) -> dict[str, Proposal]:
    return {p.id: p for p in reading.proposals}


def test_ids_count_within_a_paragraph(sample: Reading) -> None:
    assert list(_by_id(sample)) == [
        "A/RES/71/999:2",
        "A/RES/71/999:3/1",
        "A/RES/71/999:3/2",
        "A/RES/71/999:4(a)",
        "A/RES/71/999:4(b)",
        "A/RES/71/999:5",
        "A/RES/71/999:6",
        "A/RES/71/999:7",
        "A/RES/71/999:9",
    ]


def test_a_report_to_a_session(sample: Reading) -> None:
    found = _by_id(sample)["A/RES/71/999:2"]
    assert found.addressees == ("Secretary-General",)
    assert found.recipients == ("General Assembly",)
    assert found.consulted == ("Member States", "United Nations Environment Programme")
    assert found.deliverable is not None and found.deliverable.kind.value == "report"
    assert found.due is not None
    assert (found.due.earliest, found.due.latest) == (date(2018, 9, 18), date(2019, 9, 16))
    assert "seventy-third session" in found.due.working


def test_pronouns_and_short_forms_are_resolved(sample: Reading) -> None:
    found = _by_id(sample)
    assert found["A/RES/71/999:3/1"].addressees == ("Executive Director of the United Nations Environment Programme",)
    assert found["A/RES/71/999:4(a)"].addressees == ("Executive Director of the United Nations Environment Programme",)
    assert found["A/RES/71/999:7"].addressees[1] == "United Nations Environment Programme"


def test_items_inherit_the_act_of_their_chapeau(sample: Reading) -> None:
    first, second = _by_id(sample)["A/RES/71/999:4(a)"], _by_id(sample)["A/RES/71/999:4(b)"]
    assert first.verb == second.verb == "Requests"
    assert first.due is not None and first.due.latest == date(2018, 6, 30)
    assert second.recurrence == "annual"
    assert second.recipients == ("Economic and Social Council",)
    assert sample.no_obligation["4"] == "it introduces its items"


def test_reasons_say_why_there_is_no_obligation(sample: Reading) -> None:
    assert sample.no_obligation["1"] == "it takes note"
    assert sample.no_obligation["8"] == "the decision takes effect by itself"


def test_the_organ_binds_itself(sample: Reading) -> None:
    found = _by_id(sample)["A/RES/71/999:9"]
    assert found.self_addressed and found.addressees == ("General Assembly",)


def test_repeated_and_vague(sample: Reading) -> None:
    found = _by_id(sample)["A/RES/71/999:6"]
    assert found.reiterated
    assert found.due is not None and not found.due.resolved and found.due.optional


def test_without_a_symbol_ids_are_bare(sample_document: Document) -> None:
    assert read(sample_document).proposals[0].id == "2"


def test_what_is_not_known_stays_unknown(sample_document: Document) -> None:
    reading = read(sample_document)
    assert reading.instrument.symbol is None
    assert reading.instrument.adopted is None


def test_references_say_what_is_done_to_them(sample: Reading) -> None:
    assert [(r.target, r.effect, r.provision) for r in sample.references] == [("A/RES/60/1", "recalls", None)]


def test_the_account_is_complete(sample: Reading) -> None:
    found = account(sample)
    assert found.complete and len(found.lines) == 11
    assert [line.number for line in found.lines if not line.obligations] == list(sample.no_obligation)


def test_evidence_points_at_the_words(sample: Reading, sample_document: Document) -> None:
    found = _by_id(sample)["A/RES/71/999:4(a)"]
    (due,) = [e for e in found.evidence if e.field == "due"]
    assert sample_document.source_text[due.span.start : due.span.end] == "by 30 June 2018"


def test_the_reading_as_json(sample: Reading) -> None:
    shape = json.loads(json.dumps(as_json(sample)))
    provision = next(p for p in shape["provisions"] if p["number"] == "3")
    assert provision["obligations"] == ["A/RES/71/999:3/1", "A/RES/71/999:3/2"]
    assert {"provision", "verb", "force", "addressees", "actions", "id", "span", "evidence"} <= set(shape["obligations"][0])


def test_the_worked_example_is_read_as_annotated() -> None:
    seed, gold = _SHARED / "seed" / "A-RES-71-244.draft.txt", _SHARED / "gold" / "A-RES-71-244.draft.json"
    if not seed.exists():
        pytest.skip(f"{seed} is absent: the worked example cannot be read")
    annotation = json.loads(gold.read_text(encoding="utf-8"))
    given = type(GIVEN)(
        symbol=annotation["instrument"]["symbol"],
        title=annotation["instrument"]["title"],
        body="General Assembly",
        session=71,
        adopted=date(2016, 12, 21),
    )
    reading = read(read_document(seed.read_bytes(), seed.name), given=given)
    tally = compare(annotation, as_json(reading))
    assert tally.misses == []
    assert tally.matched == 30
    assert sorted(reading.no_obligation, key=int) == annotation["no_obligation"]


_PARAGRAPHS = st.lists(
    st.sampled_from(
        [
            "Requests the Secretary-General to report by May 2017;",
            "Notes the report;",
            "Calls upon States: ",
            "Decides that it shall be held;",
            "and to continue, as appropriate, (to) submit;",
            "Encourages;",
            "Invites and encourages it to keep the Council informed;",
            "Requests them to submit to it, at its session, two (2) reports;",
            "“Requests” that, to;",
        ]
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=60)
@given(_PARAGRAPHS)
def test_every_paragraph_ends_somewhere(paragraphs: list[str]) -> None:
    text = "The General Assembly,\n\n" + "\n\n".join(
        f"{i}. Notes, {p}" if i == 1 else f"{i}. {p}" for i, p in enumerate(paragraphs, 1)
    )
    reading = read(read_document(text.encode(), "made.txt"), given=GIVEN)
    assert account(reading).complete
