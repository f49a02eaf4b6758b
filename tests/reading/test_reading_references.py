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
        *[
            (text, [expected])
            for text, expected in (
                (
                    "Reiterates its request to the Secretary-General, contained in paragraph 17 of its resolution 69/239, to report",
                    ("A/RES/69/239", "reiterates", "17"),
                ),
                (
                    "Reiterates its requests contained in paragraphs 5, 6 and 8 (a) of section III of its resolution 64/243",
                    ("A/RES/64/243", "reiterates", "5, 6 and 8 (a)"),
                ),
                ("Renews the request made to the Board in resolution 70/5", ("A/RES/70/5", "reiterates", None)),
                (
                    "Decides that paragraph 3 of resolution 61/244 shall be replaced by the following",
                    ("A/RES/61/244", "supersedes", "3"),
                ),
                ("Decides to amend paragraph 2 (c) of its resolution 57/306", ("A/RES/57/306", "amends", "2 (c)")),
                ("Decides that its resolution 60/1, paragraph 4, shall be amended", ("A/RES/60/1", "amends", "4")),
                ("Revokes its resolution 3379 (XXX) of 10 November 1975", ("A/RES/3379 (XXX)", "revokes", None)),
                ("Decides to repeal its decision 55/455", ("A/DEC/55/455", "revokes", None)),
                ("Decides to discontinue the mandate given in resolution 55/12", ("A/RES/55/12", "terminates", None)),
                ("Decides to terminate the mandate established by resolution 56/23", ("A/RES/56/23", "terminates", None)),
                (
                    "Decides that the report requested in paragraph 9 of resolution 63/311 shall no longer be submitted",
                    ("A/RES/63/311", "terminates", "9"),
                ),
                ("Decides that resolution 60/1 is superseded by the present resolution", ("A/RES/60/1", "supersedes", None)),
                ("Decides to suspend the application of paragraph 3 of resolution 72/266 B", ("A/RES/72/266 B", "suspends", "3")),
                ("Decides to extend the mandate as set out in resolution 60/148", ("A/RES/60/148", "extends", None)),
                ("Decides to extend the mandate, in accordance with resolution 60/148", ("A/RES/60/148", "follows", None)),
                (
                    "Requests the Board to submit, instead of the report requested in paragraph 4 of resolution 70/5, an oral update",
                    ("A/RES/70/5", "supersedes", "4"),
                ),
                ("Requests the Board to amend its report in line with resolution 70/5", ("A/RES/70/5", "follows", None)),
                ("Requests the Board to revise the form annexed to resolution 70/5", ("A/RES/70/5", "cites", None)),
            )
        ],
    ],
)
def test_references(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert [(f.target, f.effect, f.paragraphs) for f in find_references(text, "General Assembly")] == expected


def test_symbols() -> None:
    assert symbol("1980/67", "") == "E/RES/1980/67"
    assert symbol("1373 (2001)", "General Assembly") == "S/RES/1373 (2001)"
    assert symbol("73/546", "General Assembly", "decision") == "A/DEC/73/546"
