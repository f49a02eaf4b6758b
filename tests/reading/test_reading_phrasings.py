"""The phrasings of other sessions: what a resolution of any year may say, read as a careful coordinator would read it."""

import re
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from domain.instrument import Instrument, Proposal
from evaluation.compare import same_names
from reading.account import account
from reading.pipeline import read

_PARAGRAPHS = tomllib.loads((Path(__file__).parent / "data" / "phrasings.toml").read_text(encoding="utf-8"))["paragraph"]
_GIVEN = Instrument("A/RES/64/999", "A matter", "General Assembly", 64, None, date(2009, 12, 18))


def obligations(text: str) -> list[Proposal]:
    """What one paragraph asks for, as the first of a resolution."""
    whole = (
        f"The General Assembly,\n\nRecalling its resolution 63/1,\n\n1. {text}\n\n2. Decides to remain seized of the matter.\n"
    )
    return [p for p in read(whole.encode(), "resolution.txt", given=_GIVEN).proposals if p.provision == "1"]


def due(proposal: Proposal) -> str | None:
    """The due as the file writes it."""
    if proposal.due is None:
        return None
    first, last = proposal.due.earliest, proposal.due.latest
    return f"{first or ''}..{last or ''}" if first or last else "unresolved"


@pytest.mark.parametrize("paragraph", _PARAGRAPHS, ids=lambda p: p["text"][:70])
def test_a_phrasing_is_read(paragraph: dict[str, Any]) -> None:
    found = obligations(paragraph["text"])
    assert len(found) == 1
    (one,) = found
    if "addressees" in paragraph:
        assert same_names(paragraph["addressees"], list(one.addressees))
    assert one.force == paragraph.get("force", one.force)
    asked = f"{one.deliverable.kind} {one.deliverable.count}" if one.deliverable else None
    if paragraph.get("deliverable") != "any":
        assert asked == paragraph.get("deliverable")
    assert same_names(paragraph.get("recipients", []), list(one.recipients))
    for field, key in (("addressees", "named"), ("consulted", "consulted"), ("supported_by", "supported_by")):
        if key in paragraph:  # the names themselves, where one is easily cut or run on
            assert list(getattr(one, field)) == paragraph[key]
    assert one.recurrence == paragraph.get("recurrence")
    if paragraph.get("due") != "any":
        assert due(one) == paragraph.get("due")


# the Chair of the | Administrative Coordination Committee on Budgetary Questions
_NAME = re.compile(r"(?<=the )[A-Z][a-z]{5,}(?: (?:of|on|for|and|[A-Z][a-z]+))+")


@pytest.mark.parametrize("printed", [str.upper, str.title], ids=["capitals", "titles"])
def test_names_in_capitals_hold_up_nothing_and_are_no_fault(printed: Callable[[str], str]) -> None:
    """A pattern for a name may cut a run of capitals in ever so many ways: with such a one this never ends."""
    texts = [paragraph["text"] for paragraph in _PARAGRAPHS]
    shown = [_NAME.sub(lambda name: printed(name[0]), text) for text in texts]
    numbered = "\n\n".join(f"{number}. {text}" for number, text in enumerate(shown, 1))
    reading = read(f"The General Assembly,\n\n{numbered}\n".encode(), "resolution.txt", given=_GIVEN)
    assert account(reading).complete
    assert not [warning for warning in reading.warnings if "could not be read" in warning]


def test_a_long_name_in_capitals_holds_up_nothing() -> None:
    chair = "the Chair of the ADMINISTRATIVE COORDINATION COMMITTEE ON BUDGETARY QUESTIONS"
    (one,) = obligations(f"Requests the Secretary-General to consider the report made by {chair}, at its sixty-fifth session.")
    assert due(one) == "2010-09-14..2011-09-12"


def test_what_two_acts_share_recurs_for_both() -> None:
    text = "Calls upon all members to submit, and encourages them to publish, their annual reports, and notes their monthly meetings."
    assert [one.recurrence for one in obligations(text)] == ["annual", "annual"]


def test_each_document_that_a_chapeau_announces_is_asked_for() -> None:
    text = (
        "The General Assembly,\n\n1. Requests the Secretary-General to prepare the following documents:\n\n"
        "(a) A report on tides;\n\n(b) Two background notes.\n"
    )
    found = read(text.encode(), "resolution.txt", given=_GIVEN).proposals
    assert [(one.provision, str(one.deliverable and one.deliverable.kind)) for one in found] == [
        ("1(a)", "report"),
        ("1(b)", "other"),
    ]


def test_whom_an_organ_asks_is_not_itself() -> None:
    found = obligations("Decides to convene the preparatory committee in 2010, and requests it to present recommendations.")
    assert [one.addressees for one in found] == [("General Assembly",), ("preparatory committee",)]


def test_those_who_declare_may_ask_again_without_a_comma() -> None:
    found = obligations("We call for these measures to go on and request the Forum to report annually to the Council.")
    assert [one.recurrence for one in found] == [None, "annual"]
    found = obligations(
        "We call upon the Forum to go on with its work, and call, in particular, on the Group to submit proposals."
    )
    assert [one.addressees for one in found] == [("Forum",), ("Group",)]


def test_clauses_with_a_shall_of_their_own_bind_each_its_own() -> None:
    text = (
        "Decides that the Chair shall convene the meeting, the Secretariat shall prepare the documents and the Board shall report to "
        "the Council by 2010."
    )
    found = obligations(text)
    assert [one.addressees for one in found] == [("Chair",), ("Secretariat",), ("Board",)]
    assert [due(one) for one in found] == [None, None, "..2010-12-31"]


def test_somebody_else_may_be_called_on_behind_a_thing() -> None:
    found = obligations("Calls for the release of detainees and for all parties to resume talks by 2010.")
    assert [one.addressees for one in found] == [(), ("all parties",)]
    found = obligations("Requests the Secretary-General to convene a meeting and the Board to appoint a chair by 2010.")
    assert [one.addressees for one in found] == [("Secretary-General",), ("Board",)]


def test_those_who_declare_ask_in_later_sentences_too() -> None:
    found = obligations(
        "We invite the Bank to implement the plan. We also call upon relevant organizations and invite international organizations, to "
        "integrate it into their work."
    )
    assert [one.addressees for one in found] == [("Bank",), ("relevant organizations",), ("international organizations",)]
    found = obligations("We encourage the Bank to continue lending, and ask the Secretary-General to report on it annually.")
    assert [one.recurrence for one in found] == [None, "annual"]


def test_a_day_before_somebody_else_is_asked_is_no_doer() -> None:
    found = obligations(
        "Requests States to reply by 1 May 2010, the Secretariat to analyse the replies and the Board to consider them."
    )
    assert [one.addressees for one in found] == [("States",), ("Secretariat",), ("Board",)]


def test_all_others_are_asked_behind_a_list_that_is_whole() -> None:
    found = obligations(
        "Encourages the Secretary-General to explain his views at forums, including the Conference on Disarmament and the First Committee "
        "of the General Assembly, and all States to hold discussions."
    )
    assert [one.addressees for one in found] == [("Secretary-General",), ("all States",)]
