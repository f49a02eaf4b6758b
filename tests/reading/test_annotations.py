"""Every annotation under ``evaluation/annotations`` is sound, by the guide in ``evaluation/README.md``. No document is needed."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import evaluation

_FOLDER = Path(evaluation.__file__).parent / "annotations"
_PATHS = sorted(_FOLDER.glob("**/*.json"))

_DOCUMENT = {
    "document",
    "split",
    "readings",
    "changed_by_second_reading",
    "instrument",
    "operative_paragraphs",
    "no_obligation",
    "obligations",
    "note",
    "not_annotated",
}
_INSTRUMENT = {"symbol", "body", "session", "title", "adopted", "note"}
_TEXTS = {"provision", "verb", "force", "section", "note", "recurrence"}
_LISTS = {"addressees", "actions", "recipients", "consulted", "supported_by", "qualifiers"}
_FLAGS = {"self_addressed", "reiterated", "continuing", "optional"}
_NEEDED = {"provision", "verb", "force", "addressees", "actions"}
_DUE = {"expression", "earliest", "latest", "unresolved", "optional", "also", "note"}

_FORCES = {"decide", "demand", "request", "call", "urge", "appeal", "recommend", "invite", "encourage"}
_KINDS = {
    "report",
    "recommendations",
    "proposal",
    "briefing",
    "meeting",
    "conference",
    "mechanism",
    "plan",
    "update",
    "other",
}
_RECURRENCE = re.compile(r"annual|biennial|every-[1-9]\d*-(?:years|months|weeks|days)|each-session|quarterly|monthly|periodic")
_PROVISION = re.compile(r"(?:[1-9]\d*/)?[1-9]\d*(?:\.[1-9]\d*)?(?:\((?:[a-z]+|[1-9]\d*)\))*\*?")


def _read(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def _wrong(annotation: dict[str, Any]) -> Iterator[str]:
    """Everything about one annotation that the guide does not allow."""
    if unknown := set(annotation) - _DOCUMENT:
        yield f"unknown fields {unknown}"
    if lacking := _DOCUMENT - {"note", "not_annotated"} - set(annotation):
        yield f"lacks {lacking}"
        return
    yield from _wrong_head(annotation)
    for number in (*annotation["no_obligation"], *annotation.get("not_annotated", [])):
        if not _PROVISION.fullmatch(number):
            yield f"it names {number!r}, no provision"
    for obligation in annotation["obligations"]:
        for wrong in _wrong_obligation(obligation):
            yield f"{obligation.get('provision')} {obligation.get('verb')}: {wrong}"
    yield from _wrong_numbers(annotation)


def _wrong_head(annotation: dict[str, Any]) -> Iterator[str]:
    if annotation["split"] not in ("tune", "report"):
        yield f"split {annotation['split']!r}"
    if annotation["readings"] not in (1, 2):
        yield f"readings {annotation['readings']!r}"
    changed = annotation["changed_by_second_reading"]
    if not isinstance(changed, int) or changed < 0 or (annotation["readings"] == 1 and changed):
        yield f"changed_by_second_reading {changed!r} after {annotation['readings']} readings"
    instrument = annotation["instrument"]
    if differing := (set(instrument) ^ _INSTRUMENT) - {"note"}:
        yield f"instrument: unknown or lacking {differing}"
    if instrument["adopted"] is not None:
        date.fromisoformat(instrument["adopted"])


def _wrong_obligation(obligation: dict[str, Any]) -> Iterator[str]:
    if unknown := set(obligation) - _TEXTS - _LISTS - _FLAGS - {"deliverable", "due"}:
        yield f"unknown fields {unknown}"
    if lacking := _NEEDED - set(obligation):
        yield f"lacks {lacking}"
        return
    for name in sorted(_TEXTS & set(obligation)):
        if not isinstance(obligation[name], str) or not obligation[name].strip():
            yield f"{name} {obligation[name]!r}"
    for name in sorted(_LISTS & set(obligation)):
        held = obligation[name]
        if not isinstance(held, list) or not all(isinstance(each, str) and each.strip() == each != "" for each in held):
            yield f"{name} {held!r}"
        elif not held and name != "addressees":
            yield f"{name} is empty"
        elif len(set(held)) < len(held):
            yield f"{name} says one thing twice"
    for name in sorted(_FLAGS & set(obligation)):
        if not isinstance(obligation[name], bool):
            yield f"{name} {obligation[name]!r}"
    if obligation["force"] not in _FORCES:
        yield f"force {obligation['force']!r}"
    if not _PROVISION.fullmatch(obligation["provision"]):
        yield "no provision as the guide writes one"
    if "recurrence" in obligation and not _RECURRENCE.fullmatch(obligation["recurrence"]):
        yield f"recurrence {obligation['recurrence']!r}"
    if obligation.get("self_addressed") and obligation["force"] != "decide":
        yield "self_addressed, but no decision"
    if "deliverable" in obligation:
        yield from _wrong_deliverable(obligation["deliverable"])
    if "due" in obligation:
        yield from _wrong_due(obligation["due"])


def _wrong_deliverable(deliverable: dict[str, Any]) -> Iterator[str]:
    if set(deliverable) != {"kind", "count"}:
        yield f"deliverable has {sorted(deliverable)}"
    elif deliverable["kind"] not in _KINDS or not isinstance(deliverable["count"], int) or deliverable["count"] < 1:
        yield f"deliverable {deliverable}"


def _wrong_due(due: dict[str, Any]) -> Iterator[str]:
    if unknown := set(due) - _DUE:
        yield f"due: unknown fields {unknown}"
    if not str(due.get("expression") or "").strip():
        yield "due without expression"
    days = [date.fromisoformat(due[end]) for end in ("earliest", "latest") if end in due]
    if due.get("unresolved", False) is not (not days):
        yield f"due: either unresolved, or with a day: {due}"
    if days != sorted(days):
        yield f"due: the earliest day is after the latest: {due}"
    for other in due.get("also", []):
        yield from _wrong_due(other)


def _wrong_numbers(annotation: dict[str, Any]) -> Iterator[str]:
    """A provision holds obligations or none; numbers that neither restart nor stand in several texts are all accounted for."""
    held = {each["provision"] for each in annotation["obligations"] if "section" not in each}
    none = [*annotation["no_obligation"], *annotation.get("not_annotated", [])]
    if both := held & set(none):
        yield f"with and without obligation: {sorted(both)}"
    if twice := [number for number, count in Counter(none).items() if count > 1]:
        yield f"named twice without obligation: {twice}"
    if any("section" in each for each in annotation["obligations"]) or any("/" in each for each in (*held, *none)):
        return
    numbers = {int(each.partition("(")[0]) for each in (*held, *none)}
    if off := numbers ^ set(range(1, annotation["operative_paragraphs"] + 1)):
        yield f"of {annotation['operative_paragraphs']} operative paragraphs these are missing or too many: {sorted(off)}"


def _examples() -> list[Any]:
    sound = {"provision": "1", "verb": "Requests", "force": "request", "addressees": ["Secretary-General"], "actions": ["report"]}
    report = {"kind": "report", "count": 1}
    dated = {"expression": "by 2030", "latest": "2030-12-31"}
    return [
        pytest.param(sound | {"forse": "request"}, "unknown fields", id="an unknown field"),
        pytest.param(sound | {"force": "requests"}, "force", id="an unknown force"),
        pytest.param(sound | {"provision": "1 (a)"}, "no provision", id="a provision that is none"),
        pytest.param(sound | {"recurrence": "yearly"}, "recurrence", id="an unknown recurrence"),
        pytest.param(sound | {"deliverable": report | {"kind": "study"}}, "deliverable", id="an unknown kind"),
        pytest.param(sound | {"deliverable": {"kind": "report"}}, "deliverable", id="no count"),
        pytest.param(sound | {"recipients": []}, "empty", id="an empty list"),
        pytest.param(sound | {"due": dated | {"unresolved": True}}, "unresolved", id="unresolved with a day"),
        pytest.param(sound | {"due": {"expression": "soon"}}, "unresolved", id="neither day nor unresolved"),
        pytest.param(sound | {"due": dated | {"earliest": "2031-01-01"}}, "after the latest", id="days in the wrong order"),
        pytest.param(sound | {"due": dated | {"also": [{"latest": "2031-01-01"}]}}, "expression", id="a second due unsound"),
    ]


@pytest.mark.parametrize("path", _PATHS, ids=lambda path: path.stem)
def test_an_annotation_is_sound(path: Path) -> None:
    assert list(_wrong(_read(path))) == []


def test_each_document_is_annotated_once_and_under_its_name() -> None:
    documents = [_read(path)["document"] for path in _PATHS]
    assert len(documents) > 50
    assert [name for name, count in Counter(documents).items() if count > 1] == []
    assert [str(path.relative_to(_FOLDER).with_suffix("")) for path in _PATHS] == [name.rpartition(".")[0] for name in documents]


@pytest.mark.parametrize(("obligation", "complaint"), _examples())
def test_an_unsound_obligation_is_told(obligation: dict[str, Any], complaint: str) -> None:
    assert any(complaint in wrong for wrong in _wrong_obligation(obligation))


def test_a_paragraph_left_out_is_told() -> None:
    sound = _read(_FOLDER / "ga78" / "A_RES_78_8.json")
    assert list(_wrong_numbers(sound)) == []
    assert list(_wrong_numbers(sound | {"no_obligation": sound["no_obligation"][1:]})) != []
