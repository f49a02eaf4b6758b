"""A sentence that the rules fail on costs its own paragraph and not the document, and is told."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import reading.pipeline as pipeline
from reading.account import account
from reading.requests.proposals import propose

_TEXT = (
    b"A/RES/75/999\n\nThe General Assembly,\n\n1. Requests the Secretary-General to report;\n\n"
    b"2. Urges Member States to contribute, and requests the Board to meet;\n\n3. Invites the Committee to consider the matter.\n"
)


def test_a_fault_costs_one_paragraph_and_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(paragraph: pipeline.Paragraph, frame: pipeline.Frame, *more: object) -> object:
        if "Board" in frame.scope.text:
            raise IndexError("list index out of range")
        return propose(paragraph, frame, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "propose", failing)
    reading = pipeline.read(_TEXT, "text.md")
    assert [proposal.provision for proposal in reading.proposals] == ["1", "3"]
    assert reading.no_obligation["2"] == pipeline.FAULT
    assert [warning for warning in reading.warnings if "Paragraph 2 could not be read" in warning and "IndexError" in warning]
    assert account(reading).complete


@pytest.mark.parametrize("again", [" and for y to z", " at its seventy-sixth session and", " that the Council", ", the Board"])
def test_a_paragraph_without_end_is_told_and_keeps_nobody_waiting(again: str) -> None:
    """Read by the rules, a million characters would take hours; so what is not read is the proof that nobody waits for them."""
    endless = f"2. Requests the Board{again * (1_000_000 // len(again))};\n\n".encode()
    text = _TEXT.replace(b"2. Urges Member States to contribute, and requests the Board to meet;\n\n", endless)
    reading = pipeline.read(text, "text.md")
    assert [proposal.provision for proposal in reading.proposals] == ["1", "3"]
    assert reading.no_obligation["2"] == pipeline.TOO_LONG
    assert [warning for warning in reading.warnings if "Paragraph 2 was not read" in warning and "characters" in warning]
    assert account(reading).complete


def test_many_long_paragraphs_are_told_too() -> None:
    long = "Requests the Board to meet" + " and the Council to act" * 400
    text = "A/RES/75/999\n\nThe General Assembly,\n\n" + "\n\n".join(f"{n}. {long};" for n in range(1, 41))
    reading = pipeline.read(text.encode(), "text.md")
    unread = [number for number, reason in reading.no_obligation.items() if reason == pipeline.TOO_LONG]
    assert unread == [str(n) for n in range(120_000 // len(long) + 1, 41)]
    assert len([warning for warning in reading.warnings if "so have many before it" in warning]) == len(unread)
    assert account(reading).complete


_WORDS = [
    paragraph["text"].split()
    for paragraph in tomllib.loads((Path(__file__).parent / "data" / "phrasings.toml").read_text(encoding="utf-8"))["paragraph"]
]
# acts that ask nothing, so that what is called for behind them stands first
_SAYING = [
    said.split()
    for said in ("Reiterates the importance of food security", "Reaffirms its support for the Board", "Notes the report")
]
_STRETCH = st.tuples(st.sampled_from(_WORDS), st.integers(0, 30), st.integers(1, 25)).map(
    lambda cut: cut[0][cut[1] : cut[1] + cut[2]]
)
_BETWEEN = st.sampled_from(["and", "and its call for, inter alia,", "to", ", as appropriate,", "that", "by:", ",", "of", "not"])


@settings(max_examples=400)
@given(st.sampled_from(_WORDS) | st.sampled_from(_SAYING), st.integers(1, 25), _BETWEEN, _STRETCH, _BETWEEN, _STRETCH)
def test_no_splice_of_real_phrasings_is_a_fault(
    first: list[str], upto: int, link: str, second: list[str], further: str, third: list[str]
) -> None:
    """What a conversion runs together may be any beginning, middle and end: it is read, however badly."""
    said = " ".join([*first[:upto], link, *second, further, *third])
    reading = pipeline.read(f"The General Assembly,\n\n1. {said};\n\n2. Requests the Board to meet.\n".encode(), "text.md")
    assert not [warning for warning in reading.warnings if "could not be read" in warning]


@pytest.mark.parametrize("aside", ["inter alia", "as appropriate", "in this regard"])
def test_what_is_called_for_may_begin_with_an_aside(aside: str) -> None:
    text = f"The General Assembly,\n\n1. Reiterates the importance of food security and its call for, {aside}, more support;\n"
    reading = pipeline.read(text.encode(), "text.md")
    assert [proposal.force for proposal in reading.proposals] == ["call"]
    assert not reading.warnings
