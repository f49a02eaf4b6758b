"""Recipients, those consulted, limits, deliverables, rhythms."""

import pytest

from reading.requests.parties.actors import short_name
from reading.requests.sentences.phrases import Sentence
from reading.requests.terms import deliverables, recurrence, slots
from reading.requests.terms.recipients import recipients


def _flat(found: list[slots.Slot]) -> list[str]:
    return [short_name(p.text) for slot in found for p in slot.names]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("to submit to the General Assembly at its next session a report", ["General Assembly"]),
        ("to report annually to the General Assembly and include recommendations", ["General Assembly"]),
        ("to brief the Security Council every six months", ["Security Council"]),
        ("to keep the Committee regularly informed of progress", ["Committee"]),
        ("that updates be provided to the Commission on a regular basis", ["Commission"]),
        ("in his report to the High-level Committee at its twentieth session, to provide an update", ["High-level Committee"]),
        (
            "to recommend a decision for consideration and adoption by the Conference of the Parties",
            ["Conference of the Parties"],
        ),
        ("to provide support to the Committee", []),
        ("to circulate to States the draft articles", []),
        ("in order to advise the Committee on efforts", []),
    ],
)
def test_recipients(text: str, expected: list[str]) -> None:
    assert _flat(recipients(Sentence(text), 0, len(text))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "to make adjustments, in consultation with all States and organizations of the system",
            ["all States", "organizations of the system"],
        ),
        ("to present, in consultation with all States, the Office and the Fund, a proposal", ["all States", "Office", "Fund"]),
        ("in close cooperation with the secretariat, to convene a meeting", ["secretariat"]),
        ("to strengthen cooperation in all fields", []),
    ],
)
def test_consulted(text: str, expected: list[str]) -> None:
    assert _flat(slots.consulted(Sentence(text), 0, len(text))) == expected


def test_supporters_are_told_from_addressees() -> None:
    text = "with the support of the United Nations Office for South-South Cooperation, to update tools"
    assert _flat(slots.supported_by(Sentence(text), 0, len(text))) == ["United Nations Office for South-South Cooperation"]


@pytest.mark.parametrize(
    "limit",
    ["as appropriate", "within existing resources", "upon request", "within their respective mandates", "on a voluntary basis"],
)
def test_limits_are_kept_as_printed(limit: str) -> None:
    text = f"to assist States, {limit}, in their work"
    assert [p.text for p in slots.qualifiers(Sentence(text), 0, len(text))] == [limit]


@pytest.mark.parametrize(
    ("predicate", "kind", "count"),
    [
        ("submit to the Assembly at its next session a comprehensive report", "report", 1),
        ("report thereon to the Assembly", "report", 1),
        ("organize two in-depth briefings by May 2017", "briefing", 2),
        ("present, by the end of the year, an updated version of its recommendations", "recommendations", 1),
        ("provide updates on progress", "update", 1),
        ("provide an interim report by 1 December and a final report by 1 May", "report", 2),
        ("convene, in New York, on a date to be decided later, a high-level conference", "conference", 1),
        ("establish a working group", "mechanism", 1),
        ("prepare an implementation plan", "plan", 1),
    ],
)
def test_deliverables(predicate: str, kind: str, count: int) -> None:
    found = deliverables.asked(predicate)
    assert found is not None
    assert (found.deliverable.kind.value, found.deliverable.count) == (kind, count)


@pytest.mark.parametrize(
    "predicate",
    [
        "include in his report an assessment",
        "convene regional meetings",
        "submit proposals",
        "implement the recommendations in the report",
        "promote cooperation",
        "provide support to facilitate the evaluation of the project",
        "develop ways, for consideration by their governing bodies, to establish a strategy",
    ],
)
def test_nothing_countable(predicate: str) -> None:
    assert deliverables.asked(predicate) is None


def test_an_update_in_a_report_is_the_report() -> None:
    found = deliverables.asked(
        "provide an update on the steps taken", "the Secretary-General, in his report to the Committee, to "
    )
    assert found is not None and found.deliverable.kind.value == "report"


@pytest.mark.parametrize(
    ("text", "rhythm"),
    [
        ("to report annually to the Council", "annual"),
        ("to submit an annual report", "annual"),
        ("to report every two years", "biennial"),
        ("to report every five years", "every-5-years"),
        ("to brief the Council every three months", "quarterly"),
        ("to provide updates each month", "monthly"),
        ("to report to the Assembly at each session", "each-session"),
        ("to provide updates on a regular basis", "periodic"),
        ("to meet bimonthly with the Committee", "periodic"),
        ("to be represented more regularly", None),
        ("to include in its annual report a chapter", None),
        ("to support the Forum, which is held annually", None),
    ],
)
def test_rhythms(text: str, rhythm: str | None) -> None:
    found = recurrence.recurring(text, 0, len(text))
    assert (found.rhythm if found else None) == rhythm
