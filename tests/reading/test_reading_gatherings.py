"""Conferences whose days one paragraph of a text prints, and the other paragraphs that speak of them."""

from datetime import date

import pytest

from domain.instrument import Due, Instrument
from reading.pipeline import read

_TEXT = """The General Assembly,

1. Decides to hold the Fourth Congress on Harbours in Lisbon from 6 to 10 June 2022;

2. Invites Member States to finalize the draft declaration prior to the commencement of the Congress;

3. Requests the Secretary-General to prepare a study for presentation at the Congress on Harbours in 2022;

4. Requests the Secretary-General to submit a background paper to the Congress in 2022;

5. Decides to convene the ninth meeting of States on 22 September 2021;

6. Requests the Chair to circulate a draft by the opening of the ninth meeting;

7. Requests the Chair to submit a report after the ninth meeting;

8. Invites Member States to be represented at the Congress;

9. Requests the Chair to circulate a draft before the tenth meeting;

10. Requests the Secretary-General to submit a paper to the Congress in 2025;

11. Recommends that the declaration be considered by the Congress;

12. Requests the Chair to circulate the programme no later than three months prior to the Congress;

13. Urges States to accede to the Convention before the opening of the next Congress;

14. Requests States to submit their reports at least sixty days before the Congress;

15. Requests the Chair to distribute the documents at the opening of the Congress;

16. Requests the Chair to hand over the summary at the end of the Congress;

17. Requests States to submit their reports at least ten working days before the Congress;

18. Decides to hold the youth forum on 7 and 8 April 2021;

19. Requests the Chair to finalize the programme no later than the opening of the forum;
"""
_READING = read(
    _TEXT.encode(),
    "resolution.txt",
    given=Instrument("A/RES/75/999", "A matter", "General Assembly", 75, None, date(2020, 12, 20)),
)


def due_of(number: str) -> Due | None:
    (found,) = (one for one in _READING.proposals if one.provision == number)
    return found.due


@pytest.mark.parametrize(
    ("number", "first", "last"),
    [
        ("2", None, date(2022, 6, 5)),
        ("3", date(2022, 6, 6), date(2022, 6, 10)),
        ("4", date(2022, 6, 6), date(2022, 6, 10)),
        ("6", None, date(2021, 9, 22)),
        ("7", date(2021, 9, 23), None),
        ("12", None, date(2022, 3, 6)),
        ("14", None, date(2022, 4, 7)),
        ("15", date(2022, 6, 6), date(2022, 6, 6)),
        ("16", date(2022, 6, 10), date(2022, 6, 10)),
        ("19", None, date(2021, 4, 7)),
    ],
)
def test_days_printed_once_hold_in_every_paragraph(number: str, first: date | None, last: date | None) -> None:
    due = due_of(number)
    assert due is not None
    assert (due.earliest, due.latest) == (first, last)
    assert "of this text" in due.working


def test_where_something_is_is_hardly_when_it_is_due() -> None:
    due = due_of("8")
    assert due is not None
    assert due.optional


def test_another_gathering_has_no_such_days() -> None:
    assert (due := due_of("9")) is not None
    assert not due.resolved
    assert (due := due_of("17")) is not None
    assert not due.resolved
    assert (due := due_of("13")) is not None
    assert not due.resolved
    assert (due := due_of("10")) is not None
    assert (due.earliest, due.latest) == (date(2025, 1, 1), date(2025, 12, 31))


def test_who_considers_is_no_time() -> None:
    assert due_of("11") is None
