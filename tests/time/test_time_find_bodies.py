"""Whose session it is, what an expression hangs on, and what stays unresolved."""

from datetime import date
from pathlib import Path

import pytest

from domain.instrument import SessionRef
from reading.calendars import shipped
from reading.due import DueContext, find_dues
from reading.holidays_source import united_nations
from tests.time.finding import CLIMATE, COUNCIL, HEALTH, SEED, days, only


@pytest.mark.parametrize(
    ("text", "context", "body", "number", "expected"),
    [
        (
            "to the Human Rights Council at its thirty-sixth session",
            SEED,
            "Human Rights Council",
            36,
            ("2017-09-11", "2017-09-29"),
        ),
        (
            "to report, through the Executive Board, to the Sixty-seventh World Health Assembly",
            HEALTH,
            "World Health Assembly",
            67,
            (None, None),
        ),
        ("to the Seventieth World Health Assembly in 2017", HEALTH, "World Health Assembly", 70, ("2017-01-01", "2017-12-31")),
        (
            "to the Executive Board at its 134th session in January 2014",
            HEALTH,
            "Executive Board of the World Health Organization",
            134,
            ("2014-01-01", "2014-01-31"),
        ),
        (
            "for consideration at its twenty-fourth session (November 2018)",
            CLIMATE,
            "Conference of the Parties to the United Nations Framework Convention on Climate Change",
            24,
            ("2018-11-01", "2018-11-30"),
        ),
        (
            "Requests the Subsidiary Body for Implementation to initiate, at its forty-fourth session, the review",
            CLIMATE,
            "Subsidiary Body for Implementation",
            44,
            ("2016-05-16", "2016-05-26"),
        ),
        ("no later than SB 45", CLIMATE, "Subsidiary Body for Implementation", 45, (None, "2016-11-15")),
        (
            "to the Commission on the Status of Women at its sixty-second session",
            SEED,
            "Commission on the Status of Women",
            62,
            (None, None),
        ),
    ],
)
def test_other_bodies(text: str, context: DueContext, body: str, number: int, expected: tuple[str | None, str | None]) -> None:
    found = only(text, context)
    assert found.due is not None
    assert found.due.session == SessionRef(body, number)
    assert days(found) == expected
    assert found.due.working or found.due.reason


def test_a_session_far_off_is_not_the_adopting_bodys() -> None:
    found = only("Decides to consider the matter at its twentieth session")
    assert found.due is not None
    assert found.due.reason is not None
    assert "not the adopting body's" in found.due.reason


def test_the_pipeline_may_say_whose_session_it_is() -> None:
    context = DueContext(date(2016, 12, 21), "General Assembly", 71, lambda _: "Human Rights Council", shipped())
    assert days(only("Invites it to consider the matter at its thirty-sixth session", context)) == ("2017-09-11", "2017-09-29")


def test_respective_sessions_of_two_bodies_give_the_first() -> None:
    text = (
        "to submit to the General Assembly and the Human Rights Council at their seventy-third and thirty-ninth sessions, respectively, "
        "a report"
    )
    found = only(text)
    assert found.due is not None
    assert found.due.session == SessionRef("General Assembly", 73)
    assert days(found) == ("2018-09-18", "2019-09-16")


def test_drafts_have_no_adoption_to_count_from() -> None:
    found = only("Requests the Secretary-General to report within 30 days", DueContext(None, "Security Council"))
    assert found.due is not None
    assert found.due.reason == "It is counted from the adoption, whose day isn't known: give the day of adoption, or a date."


def test_other_events_than_the_adoption() -> None:
    found = only("shall be issued within sixty (60) days of the issuance of the permit", COUNCIL)
    assert found.due is not None
    assert found.due.reason is not None
    assert "of the issuance of the permit" in found.due.reason


def test_working_days_need_a_calendar() -> None:
    text = "shall answer within ten (10) business days"
    bare = only(text)
    assert bare.due and bare.due.reason
    calendar = DueContext(date(2016, 12, 21), calendar=shipped(), working_days=united_nations(range(2016, 2018)))
    assert days(only(text, calendar)) == (None, "2017-01-06")


def test_impossible_days_are_said_to_be_so() -> None:
    found = only("by 30 February 2018")
    assert found.due and found.due.reason
    assert "no calendar has" in found.due.reason


def test_an_event_waits_for_its_day() -> None:
    found = only("to report to States at the Fifteenth United Nations Congress on Crime Prevention")
    assert found.due and found.due.reason
    assert "fifteenth United Nations Congress on Crime Prevention" in found.due.reason


SAMPLE = Path(__file__).parents[3] / "shared" / "corpus" / "unfccc" / "FCCC_CP_2022_10_Add.3.txt"


@pytest.mark.skipif(not SAMPLE.exists(), reason=f"the corpus is not here: {SAMPLE}")
def test_a_real_report_resolves_by_what_was_known() -> None:
    context = DueContext(None, "Conference of the Parties", 27, calendar=shipped(), symbol="FCCC/CP/2022/10/Add.3")
    text = " ".join(SAMPLE.read_text(encoding="utf-8").split())
    found = [one for one in find_dues(text, context) if one.due and one.due.session and one.due.session.number == 58]
    assert {days(one) for one in found} == {("2023-06-05", "2023-06-15"), (None, "2023-06-04")}
