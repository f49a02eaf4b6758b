"""Time expressions as resolutions print them, from text to days. The sentences are of published resolutions or made after them."""

from dataclasses import replace
from datetime import date
from time import process_time

import pytest

from domain.instrument import SessionRef
from domain.time.sessions import SessionCalendar, SessionRow
from reading.due import find_dues, find_times
from reading.due.announced import with_announced
from reading.due.gatherings import printed
from tests.time.finding import SEED, days, only

# The seed's own paragraphs


@pytest.mark.parametrize(
    ("text", "expression", "expected"),
    [
        (
            "Requests the Joint Inspection Unit, in this regard, to present, by the end of the seventy-first session of the General "
            "Assembly, an updated version of its recommendations",
            "by the end of the seventy-first session of the General Assembly",
            (None, "2017-09-11"),
        ),
        (
            "to present, as part of his comprehensive report to the General Assembly at its seventy-second session, in consultation with "
            "all States, a comprehensive proposal",
            "at its seventy-second session",
            ("2017-09-12", "2018-09-17"),
        ),
        ("to organize two in-depth briefings by May 2017 on how this mechanism", "by May 2017", (None, "2017-05-31")),
        (
            "decides to convene a high-level conference, no later than the first half of 2019,",
            "no later than the first half of 2019",
            (None, "2019-06-30"),
        ),
        (
            "with a view to the adoption by the Assembly, before the end of 2017, of a resolution",
            "before the end of 2017",
            (None, "2017-12-31"),
        ),
        (
            "Decides to include in the provisional agenda of its seventy-second session, under the item",
            "of its seventy-second session",
            ("2017-09-12", "2018-09-17"),
        ),
        (
            "in marking the fortieth anniversary of the adoption in 1978 of the Buenos Aires Plan of Action",
            "marking the fortieth anniversary of the adoption in 1978",
            ("2018-01-01", "2018-12-31"),
        ),
    ],
)
def test_the_seed(text: str, expression: str, expected: tuple[str | None, str | None]) -> None:
    found = only(text)
    assert found.due is not None
    assert found.due.expression == expression == text[found.start : found.end]
    assert days(found) == expected
    assert found.due.working.endswith(".")


def test_its_is_the_committees_in_paragraph_30() -> None:
    text = (
        "Requests the Secretary-General, in his report to the High-level Committee on South-South Cooperation at its twentieth session, "
        "to provide an update"
    )
    found = only(text)
    assert found.due is not None
    assert not found.due.resolved
    assert found.due.session == SessionRef("High-level Committee on South-South Cooperation", 20)
    assert found.due.reason is not None
    assert "had no days yet on 21 December 2016" in found.due.reason


def test_citations_and_facts_are_no_limits() -> None:
    text = (
        "Reaffirming its resolution 64/222 of 21 December 2009, taking note of the decisions adopted by the Committee at its nineteenth "
        "session, held from 16 to 19 May 2016, and its commitment to ending poverty by 2030"
    )
    assert find_dues(text, SEED) == []
    assert all(found.aside for found in find_times(text, SEED))


# The grammar


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("before 1 May 2018", (None, "2018-04-30")),
        ("by 2030", (None, "2030-12-31")),
        ("before the end of 2030", (None, "2030-12-31")),
        ("in the first quarter of 2018", ("2018-01-01", "2018-03-31")),
        ("by the last quarter of 2018", (None, "2018-12-31")),
        ("no later than 30 June 2018", (None, "2018-06-30")),
        ("not later than 2018", (None, "2018-12-31")),
        ("by no later than June 2018", (None, "2018-06-30")),
        ("until 31 December 2019", (None, "2019-12-31")),
        ("through July 1, 2024", (None, "2024-07-01")),
        ("by the end of 2018 at the latest", (None, "2018-12-31")),
        ("from 16 to 19 May 2018", ("2018-05-16", "2018-05-19")),
        ("from 31 October to 3 November 2018", ("2018-10-31", "2018-11-03")),
        ("from 28 December to 3 January 2018", ("2017-12-28", "2018-01-03")),
        ("between 1 January and 30 June 2018", ("2018-01-01", "2018-06-30")),
        ("in 2018 and 2019", ("2018-01-01", "2019-12-31")),
        ("in the biennium 2018-2019", ("2018-01-01", "2019-12-31")),
        ("during the 2018–2019 timeframe", ("2018-01-01", "2019-12-31")),
        ("in May 2018", ("2018-05-01", "2018-05-31")),
        ("on 21 October 2018", ("2018-10-21", "2018-10-21")),
        ("in early 2018", ("2018-01-01", "2018-04-30")),
        ("by mid-2018", (None, "2018-06-30")),
        ("at the end of 2018", (None, "2018-12-31")),
        ("by the end of the year", (None, "2016-12-31")),
        ("starting 1 January 2018", ("2018-01-01", None)),
        ("after 20 September 2018", ("2018-09-21", None)),
        ("within 30 days", (None, "2017-01-20")),
        ("within six months", (None, "2017-06-21")),
        ("commemorating the seventieth anniversary of the Declaration in 2018", ("2018-01-01", "2018-12-31")),  # when it falls
        ("commemorating the seventieth anniversary of the adoption in 1948", ("2018-01-01", "2018-12-31")),  # from when it counts
        ("in five years’ time", (None, "2021-12-21")),
        ("at its July 2018 session", ("2018-07-01", "2018-07-31")),
        ("at its fifteenth session, to be held in Bridgetown, Barbados, from 25 to 30 April 2018", ("2018-04-25", "2018-04-30")),
        ("at its second regular session of 2018", ("2018-01-01", "2018-12-31")),
        ("within thirty (30) days of the adoption of this resolution", (None, "2017-01-20")),
        ("six months after the adoption of the present resolution", (None, "2017-06-21")),
        ("within one month from the date of adoption of the present resolution", (None, "2017-01-21")),
        ("for a period of 12 months", (None, "2017-12-21")),
        ("for a further period of one year", (None, None)),  # it runs from the end of the period before
        ("for a further period of one year from the date of adoption of this resolution", (None, "2017-12-21")),
        ("for an additional 12-month period", (None, None)),
        ("for an initial period of one year", (None, "2017-12-21")),
        ("for a further period ending on 31 January 2018", (None, "2018-01-31")),
        ("no later than two months before the opening of the seventy-second session", (None, "2017-07-12")),
        ("90 days prior to its seventy-third session", (None, "2018-06-20")),
        ("at the main part of its seventy-second session", ("2017-09-12", "2017-12-31")),
        ("at its resumed seventy-second session", ("2018-01-01", "2018-09-17")),
        ("at the second part of its resumed seventy-second session", (None, None)),  # no calendar holds the parts
        ("before its seventy-third session", (None, "2018-09-17")),
        ("until the end of its seventy-second session", (None, "2018-09-17")),
        ("at its next session", ("2017-09-12", "2018-09-17")),
        ("during the current session", ("2016-09-13", "2017-09-11")),
        ("at its seventy-second and seventy-third sessions", ("2017-09-12", "2018-09-17")),  # the first of several
        ("at its seventieth and seventy-second sessions", ("2017-09-12", "2018-09-17")),  # the seventieth was over
        ("over the course of 2018", ("2018-01-01", "2018-12-31")),
        ("during 2018, namely from 2 to 20 April", ("2018-04-02", "2018-04-20")),
        ("in 2018, from 28 March to 3 April", ("2018-03-28", "2018-04-03")),
        ("at its seventy\ufffeninth session", ("2024-09-10", "2025-09-08")),
        ("at its seventy- ninth session", ("2024-09-10", "2025-09-08")),
        ("during the seventy-ninth session of the Assembly", ("2024-09-10", "2025-09-08")),
    ],
)
def test_expressions(text: str, expected: tuple[str | None, str | None]) -> None:
    found = only(f"Requests the Secretary-General to act {text}, within existing resources")
    assert days(found) == expected
    assert found.due is not None
    assert found.due.expression == " ".join(text.split()) or text.startswith("during the 2018")


@pytest.mark.parametrize(
    ("text", "recurrence", "expected"),
    [
        ("to report annually", "annual", None),
        ("to report on a yearly basis", "annual", None),
        ("to report once a year", "annual", None),
        ("to report every two years", "biennial", None),
        ("to report biennially", "biennial", None),
        ("to report every other year", "biennial", None),
        ("to report every five years", "every-5-years", None),
        ("to report every third year", "every-3-years", None),
        ("to report every three months thereafter", "quarterly", None),
        ("to provide updates each month", "monthly", None),
        ("to report every six months", "every-6-months", None),
        ("to report every 90 days thereafter", "every-90-days", None),
        ("to report on a regular basis", "periodic", None),
        ("to update it regularly", "periodic", None),
        ("to hold a meeting each 14 December thereafter", "annual", ("2017-12-14", "2017-12-14")),
        ("to hold a meeting on 14 December each year", "annual", ("2017-12-14", "2017-12-14")),
        ("to hold a meeting on 23 December of every year", "annual", ("2016-12-23", "2016-12-23")),
        ("to hold a meeting every March", "annual", ("2017-03-01", "2017-03-31")),
        ("to meet at regular intervals", "periodic", None),
        ("to report at each session", "each-session", None),
        ("to submit an annual report", "annual", None),
        ("to submit semi-annual reports", "every-6-months", None),
        ("to submit biannual reports", "periodic", None),
        ("to report annually, beginning at its eighty-first session,", "annual", ("2026-09-08", "2027-09-06")),
        ("to report every two years, starting in 2025,", "biennial", ("2025-01-01", "2025-12-31")),
        ("to be observed each year beginning in 2024", "annual", ("2024-01-01", "2024-12-31")),
    ],
)
def test_recurrences(text: str, recurrence: str, expected: tuple[str, str] | None) -> None:
    found = only(f"Requests the Secretary-General {text}")
    assert found.recurrence == recurrence
    assert (days(found) if found.due else None) == expected


@pytest.mark.parametrize(
    "text", ["in his annual report", "a monthly rate of 27,180,342 dollars", "in its regular meetings", "the regular budget"]
)
def test_what_asks_for_nothing_again(text: str) -> None:
    assert find_dues(f"Requests the Secretary-General to say so {text}", SEED) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("by 4 July 2017 and 3 January 2018, respectively", [(None, "2017-07-04"), (None, "2018-01-03")]),
        (
            "from 15 April to 31 May 2017 and from 1 July to 2 August 2017",
            [("2017-04-15", "2017-05-31"), ("2017-07-01", "2017-08-02")],
        ),
        ("by 1 December 2017, and a final report by 1 May 2018", [(None, "2017-12-01"), (None, "2018-05-01")]),
    ],
)
def test_several_times_in_one_sentence(text: str, expected: list[tuple[str | None, str | None]]) -> None:
    assert [days(found) for found in find_dues(f"to submit two reports, {text}", SEED)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "as soon as possible",
        "without further delay",
        "within existing timelines",
        "in a timely manner",
        "at the earliest possible date",
    ],
)
def test_vague_times_are_unresolved_and_optional(text: str) -> None:
    found = only(f"Urges States to ratify it {text}")
    assert found.due is not None
    assert found.due.optional
    assert not found.due.resolved
    assert found.due.reason


def test_that_session_is_the_one_last_named() -> None:
    text = "to report to the General Assembly at its seventy-third session, and to convene a meeting at that session"
    first, second = find_dues(text, SEED)
    assert first.due and second.due
    assert second.due.session == first.due.session == SessionRef("General Assembly", 73)


_BOARD = "Board of Widgets"
_HELD = "The Board of Widgets shall hold its second session from 3 to 7 April 2018"
_REMEMBERED = SessionRow(_BOARD, 2, date(2018, 4, 3), date(2018, 4, 7), date.min, certainty="from memory")


@pytest.mark.parametrize(
    ("text", "calendar", "doubt"),
    [
        ("to report by May 2017", SEED.calendar, False),
        ("to report to the Human Rights Council at its thirty-sixth session", SEED.calendar, False),
        ("to report by early 2022", SEED.calendar, True),
        (f"to report to the {_BOARD} at its 2018 session", SEED.calendar, True),
        (f"to report to the {_BOARD} at its second session", SessionCalendar().with_rows([_REMEMBERED]), True),
        (
            f"to report to the {_BOARD} at its second session",
            with_announced(SEED.calendar, [(_HELD, "3")], date(2016, 12, 21), lambda name, *_: name),
            True,
        ),
    ],
)
def test_days_that_may_be_wrong_are_marked(text: str, calendar: SessionCalendar, doubt: bool) -> None:
    """A part of a year by convention, a session of which only the year is known, a row from memory, days that the text prints."""
    found = only(text, replace(SEED, calendar=calendar))
    assert found.due and found.due.resolved
    assert found.in_doubt is doubt


def test_a_text_knows_better_than_the_calendar_of_its_day_when_a_session_is_held() -> None:
    """A session that was to be held in November and is printed with December: in that paragraph and in the others."""
    planned = SessionRow(_BOARD, 15, date(2019, 11, 11), date(2019, 11, 22), date(2018, 1, 1))
    known = SEED.calendar.with_rows([planned])
    at, adopted = f"the {_BOARD} at its fifteenth session", date(2018, 12, 14)
    printed_here = only(f"to report to {at} (December 2019)", replace(SEED, calendar=known, adopted=adopted))
    assert days(printed_here) == ("2019-12-01", "2019-12-31")
    assert printed_here.in_doubt and printed_here.due and "words of this text say otherwise" in printed_here.due.working
    announced = with_announced(
        known, [(f"to consider, by {at} (December 2019), the session", "3")], adopted, lambda name, *_: name
    )
    assert days(only(f"to report to {at}", replace(SEED, calendar=announced, adopted=adopted))) == ("2019-12-01", "2019-12-31")
    agreeing = with_announced(known, [(f"to report to {at} (November 2019), the session", "3")], adopted, lambda name, *_: name)
    assert days(only(f"to report to {at}", replace(SEED, calendar=agreeing, adopted=adopted))) == ("2019-11-11", "2019-11-22")


@pytest.mark.parametrize(
    ("printed", "named"), [("2023", "the year"), ("March 2023", "the month"), ("the first half of 2023", "the part of a year")]
)
def test_what_is_printed_of_an_event_is_named_for_what_it_is(printed: str, named: str) -> None:
    found = only(f"Requests a report before the third Conference, in {printed}")
    assert found.due and not found.due.resolved and found.due.reason
    assert f"only {named} is printed" in found.due.reason


_LONG = "A" * 120


@pytest.mark.parametrize(
    "text",
    [
        f"Decides to hold the conference in {_LONG} from now on in 2021",
        f"Requests a report before the conference in {_LONG} x in 2021",
        f"The Board in {_LONG} shall hold its next session in {_LONG} from now on in 2021",
    ],
)
def test_long_capitals_are_no_riddle(text: str) -> None:
    """Cut up in every way that a place's names may be, such a run would take hours."""
    began = process_time()
    find_times(text, SEED)
    printed([(text, "1")], None)
    with_announced(SEED.calendar, [(text, "1")], None, lambda name, *_: name)
    assert process_time() - began < 5
