"""Times that stand elsewhere: in a chapeau, for its items; in another paragraph, for a session that is called by its year or "next"."""

from datetime import date

import pytest

from domain.instrument import Instrument, Proposal
from reading.pipeline import read

_TEXT = """The General Assembly,

Recalling its resolution 63/1,

1. Decides that the Special Committee on Harbours shall hold its next session from 19 to 27 February 2019;

2. Requests the Special Committee on Harbours, at its session in 2019, in accordance with resolution 50/52:

(a) To continue its consideration of the dues of ports;

(b) To submit by 1 May 2019 a report to the General Assembly;

3. Requests the Secretary-General to brief the Special Committee on Harbours at its next session on the matter;

4. Requests the Committee on Lighthouses, at its 2020 session, to review the scale;

5. Requests the Secretary-General to submit to the General Assembly at its seventy-fourth session:

(a) A report on the implementation of the present resolution;

(b) Proposals on the matter, by 1 November 2019;

6. Invites the Executive Director, by the end of 2019 and every two years thereafter:

(a) To organize a workshop;

7. Requests the Committee on Lighthouses to consider at its next session the question of lamps;

8. Decides that the next session of the Commission on Pilots shall be held in Geneva from 30 September to 4 October 2019;

9. Requests the Commission on Pilots to report on its 2019 session;

10. Requests the Secretary-General to report to the Commission on Pilots at its session in 2019;

11. Requests the Commission on Pilots at its 2019 session to elect a bureau;

12. Requests the Economic and Social Council to consider the matter at its 2019 session;
"""
_READING = read(
    _TEXT.encode(),
    "resolution.txt",
    given=Instrument("A/RES/73/999", "A matter", "General Assembly", 73, None, date(2018, 12, 20)),
)


def only(number: str) -> Proposal:
    (found,) = (one for one in _READING.proposals if one.provision == number)
    return found


def days(number: str) -> tuple[date | None, date | None]:
    due = only(number).due
    return (due.earliest, due.latest) if due else (None, None)


def is_sure(number: str, name: str) -> bool:
    (found,) = (e for e in only(number).evidence if e.field == name)
    return found.sure


def test_the_time_in_a_chapeau_passes_to_the_items_that_have_none_and_is_never_sure() -> None:
    assert days("2(a)") == (date(2019, 2, 19), date(2019, 2, 27))
    assert not is_sure("2(a)", "due")
    assert days("2(b)") == (None, date(2019, 5, 1))
    assert is_sure("2(b)", "due")
    assert days("5(a)") == (date(2019, 9, 17), date(2020, 9, 14))
    assert days("5(b)") == (None, date(2019, 11, 1))


def test_its_rhythm_and_its_receivers_pass_to_the_items_too() -> None:
    assert only("6(a)").recurrence == "biennial"
    assert only("5(a)").recipients == ("General Assembly",)
    assert not is_sure("5(a)", "recipients")


def test_a_session_whose_days_the_text_prints_elsewhere_takes_them() -> None:
    due = only("3").due
    assert due is not None and (due.earliest, due.latest) == (date(2019, 2, 19), date(2019, 2, 27))
    assert "paragraph 1 of this text" in due.working
    assert not is_sure("3", "due")
    assert days("10") == days("11") == (date(2019, 9, 30), date(2019, 10, 4))


_ELSEWHERE = """The General Assembly,

Recalling its resolution 63/1,

1. Requests the Commission on Anchors to meet for a period not exceeding three weeks during 2019, namely from 8 to 26 April;

2. Recommends that the Commission continue its work at its substantive session of 2019;

3. Requests the secretariat to prepare a note for the Committee on Buoys at its sixty-second session (June 2025);

4. Requests the Committee on Buoys, at its sixty-second session, to consider the note.
"""


@pytest.mark.parametrize("adopted", [date(2018, 12, 5), None])
def test_days_and_months_printed_elsewhere_are_taken_whether_or_not_the_adoption_is_known(adopted: date | None) -> None:
    reading = read(_ELSEWHERE.encode(), "resolution.txt", given=Instrument(body="General Assembly", session=73, adopted=adopted))
    found = {one.provision: one for one in reading.proposals}
    by_meeting, by_month = found["2"].due, found["4"].due
    assert by_meeting and (by_meeting.earliest, by_meeting.latest) == (date(2019, 4, 8), date(2019, 4, 26))
    assert by_month and (by_month.earliest, by_month.latest) == (date(2025, 6, 1), date(2025, 6, 30))
    assert "paragraph 3 of this text, which prints only the month" in by_month.working
    assert not any(e.sure for number in ("2", "4") for e in found[number].evidence if e.field == "due")


def test_a_session_that_is_called_by_its_year_lies_in_it() -> None:
    due = only("4").due
    assert due is not None and (due.earliest, due.latest) == (date(2020, 1, 1), date(2020, 12, 31))
    assert "the 2020 session of the Committee on Lighthouses" in due.working
    assert due.session is not None and due.session.body == "Committee on Lighthouses"
    assert not is_sure("4", "due")


def test_a_session_whose_days_a_calendar_leaves_open_stays_open() -> None:
    due = only("12").due
    assert due is not None and not due.resolved


def test_the_next_session_of_who_is_asked_is_its_own() -> None:
    due = only("7").due
    assert due is not None and not due.resolved
    assert "Which session of the Committee on Lighthouses is meant" in (due.reason or "")


def test_hyphens_that_must_not_break_or_were_left_from_a_line_end_are_hyphens_and_a_misprint_is_understood() -> None:
    text = (
        "The General Assembly,\n\nRecalling its resolution 63/1,\n\n1. Invites non\u2011governmental organizations and research institutes "
        "to contribute;\n\n2. Requests the Secretary\u00adGeneral to assist Members States;\n\n3. Calls upon Members States to help;\n"
    )
    asked = [one.addressees for one in read(text.encode(), "resolution.txt").proposals]
    assert asked == [("non-governmental organizations", "research institutes"), ("Secretary-General",), ("Member States",)]
