"""The pages that speak of the kernel say what the kernel does: the drawn life, and the glossary."""

import re
from pathlib import Path

import pytest

from docs import draw_life
from domain import commands as c
from domain.life import LEGAL, LEGAL_OF_ASSIGNMENT, VERBS
from domain.status import TAKEN, Status

ROOT = Path(__file__).parents[2]
GLOSSARY = ROOT / "docs" / "glossary.md"
ENTRY = re.compile(r"^\*\*(?P<terms>[^*]+)\*\*", re.MULTILINE)


def test_the_life_is_drawn_as_the_code_has_it() -> None:
    drawn = draw_life.page()
    if not draw_life.PAGE.exists():
        draw_life.PAGE.write_text(drawn, encoding="utf-8")
        pytest.fail(f"{draw_life.PAGE} was missing. It has been drawn: review it, then run this again.")
    shown = draw_life.PAGE.read_text(encoding="utf-8")
    assert shown == drawn, "docs/life.md is not what the code draws: run python -m docs.draw_life and review what has changed"


def test_every_status_and_step_is_in_the_drawing() -> None:
    drawn = draw_life.page()
    assert all(f'state "{status}"' in drawn for status in Status)
    assert all(f"| `{verb}`" in drawn for verb in VERBS.values())


def test_a_table_that_promises_what_the_rules_refuse_is_not_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(LEGAL_OF_ASSIGNMENT, c.Decline, TAKEN | {Status.UNASSIGNED})  # there is nobody who could
    with pytest.raises(AssertionError, match="the table and the rules differ"):
        draw_life.transitions.__wrapped__()
    monkeypatch.undo()
    monkeypatch.setitem(LEGAL, c.ReachMilestone, LEGAL[c.ReachMilestone] | {Status.RECURRING})  # its occurrences have them
    with pytest.raises(AssertionError, match="never done"):
        draw_life.transitions.__wrapped__()


def terms() -> list[str]:
    return [match["terms"].split(",")[0] for match in ENTRY.finditer(GLOSSARY.read_text(encoding="utf-8"))]


def test_the_glossary_is_in_the_order_of_the_alphabet_and_names_nothing_twice() -> None:
    found = terms()
    assert len(found) > 50
    assert found == sorted(set(found), key=str.casefold)


def test_the_glossary_knows_every_status_and_points_to_nothing_missing() -> None:
    text = GLOSSARY.read_text(encoding="utf-8")
    for status in Status:
        assert f"*{status}*" in text, f"the glossary does not say what {status} means"
    for link in re.findall(r"\]\(([^)#]+)", text):
        assert (GLOSSARY.parent / link).exists(), link
    for path in re.findall(r"`((?:domain|wire|schema|workflows|reading|notify|engine|audit|cli)/[\w/.]*)`", text):
        assert (ROOT / path).exists(), path
