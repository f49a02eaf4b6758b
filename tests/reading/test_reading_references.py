"""References: what they point at, and what the text does to it."""

import pytest

from reading.requests.references import find_references, symbol


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Recalls paragraph 17 of its resolution 69/239", [("A/RES/69/239", "recalls", "17")]),
        (
            "Reaffirming its resolutions 57/270 B of 23 June 2003, 60/212 of 22 December 2005 and 70/222",
            [("A/RES/57/270 B", "reaffirms", None), ("A/RES/60/212", "reaffirms", None), ("A/RES/70/222", "reaffirms", None)],
        ),
        (
            "Decides to renew the measures imposed by paragraphs 9 and 12 of resolution 2206 (2015)",
            [("S/RES/2206 (2015)", "renews", "9 and 12")],
        ),
        ("Takes note of the report (A/71/208)", [("A/71/208", "takes note", None)]),
        (
            "Requests the Secretary-General to report, in accordance with Human Rights Council resolution 40/10",
            [("A/HRC/RES/40/10", "follows", None)],
        ),
        ("Recalling decision 1/CP.21", [("1/CP.21", "recalls", None)]),
        ("Requests States to act on paragraph 5 above", [("paragraph 5", "cites", "5")]),
    ],
)
def test_references(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert [(f.target, f.effect, f.paragraphs) for f in find_references(text, "General Assembly")] == expected


def test_symbols() -> None:
    assert symbol("1980/67", "") == "E/RES/1980/67"
    assert symbol("1373 (2001)", "General Assembly") == "S/RES/1373 (2001)"
    assert symbol("73/546", "General Assembly", "decision") == "A/DEC/73/546"
