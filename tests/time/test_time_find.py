"""Time expressions as resolutions print them, from text to days. The sentences are of published resolutions or made after them."""

from datetime import date, timedelta
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.instrument import SessionRef
from domain.time import assembly
from domain.time.numbers import cardinal, ordinal
from domain.time.recurrence import plus_months
from reading.calendars import shipped
from reading.due import DueContext, FoundDue, find_dues, find_times
from reading.due.words import MONTHS
from reading.holidays_source import united_nations

SEED = DueContext(date(2016, 12, 21), "General Assembly", 71, calendar=shipped())
HEALTH = DueContext(date(2013, 5, 27), "World Health Assembly", 66, calendar=shipped())
CLIMATE = DueContext(date(2015, 12, 12), "Conference of the Parties", 21, calendar=shipped(), symbol="FCCC/CP/2015/10/Add.1")
COUNCIL = DueContext(date(2019, 5, 30), "Security Council", calendar=shipped())


def only(text: str, context: DueContext = SEED) -> FoundDue:
    found = find_dues(text, context)
    assert len(found) == 1, [text[one.start : one.end] for one in found]
    return found[0]


def days(found: FoundDue) -> tuple[str | None, str | None]:
    assert found.due is not None
    return tuple(day.isoformat() if day else None for day in (found.due.earliest, found.due.latest))  # type: ignore[return-value]


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
        ("within thirty (30) days of the adoption of this resolution", (None, "2017-01-20")),
        ("six months after the adoption of the present resolution", (None, "2017-06-21")),
        ("within one month from the date of adoption of the present resolution", (None, "2017-01-21")),
        ("for a period of 12 months", (None, "2017-12-21")),
        ("for a further period of one year", (None, "2017-12-21")),
        ("for an additional 12-month period", (None, "2017-12-21")),
        ("for a further period ending on 31 January 2018", (None, "2018-01-31")),
        ("no later than two months before the opening of the seventy-second session", (None, "2017-07-12")),
        ("90 days prior to its seventy-third session", (None, "2018-06-20")),
        ("at the main part of its seventy-second session", ("2017-09-12", "2017-12-31")),
        ("at its resumed seventy-second session", ("2018-01-01", "2018-09-17")),
        ("at the second part of its resumed seventy-second session", ("2018-01-01", "2018-09-17")),
        ("before its seventy-third session", (None, "2018-09-17")),
        ("until the end of its seventy-second session", (None, "2018-09-17")),
        ("at its next session", ("2017-09-12", "2018-09-17")),
        ("during the current session", ("2016-09-13", "2017-09-11")),
        ("at its seventy-second and seventy-third sessions", ("2017-09-12", "2019-09-16")),
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
        ("to meet at regular intervals", "periodic", None),
        ("to report at each session", "each-session", None),
        ("to submit an annual report", "annual", None),
        ("to submit biannual reports", "every-6-months", None),
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


# Properties


@pytest.mark.parametrize("number", range(58, 121))
def test_every_session_in_words_and_figures(number: int) -> None:
    context = DueContext(date(1945 + number, 1, 15), "General Assembly", number - 1, calendar=shipped())
    opening, closing = assembly.opening(number), assembly.closing(number)
    assert opening and closing
    for written in (
        ordinal(number),
        ordinal(number).title(),
        f"{number}{'th' if 10 < number % 100 < 14 else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}",
    ):
        found = only(f"to report to the General Assembly at its {written} session", context)
        assert days(found) == (opening.day.isoformat(), closing.isoformat())


@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize("year", [2018, 2020, 2100])
def test_every_month(month: int, year: int) -> None:
    name = MONTHS[month - 1].title()
    first = date(year, month, 1)
    last = plus_months(first, 1) - timedelta(days=1)
    assert days(only(f"to report by {name} {year}")) == (None, last.isoformat())
    assert days(only(f"to report in {name} {year}")) == (first.isoformat(), last.isoformat())
    assert days(only(f"to report before {name} {year}")) == (None, (first - timedelta(days=1)).isoformat())
    assert days(only(f"to report before the end of {name} {year}")) == (None, last.isoformat())


@given(st.dates(date(2017, 1, 1), date(2099, 12, 31)), st.sampled_from(["by", "no later than", "until", "on", "before", "from"]))
def test_every_day(day: date, relation: str) -> None:
    found = only(f"to report {relation} {day.day} {day:%B} {day.year} on it")
    expected = {
        "on": (day, day),
        "before": (None, day - timedelta(days=1)),
        "from": (day, None),
    }.get(relation, (None, day))
    assert found.due
    assert (found.due.earliest, found.due.latest) == expected


@given(st.integers(1, 200), st.sampled_from(["days", "weeks", "months"]), st.booleans())
def test_every_delay(count: int, unit: str, in_words: bool) -> None:
    said = cardinal(count) if in_words else str(count)
    found = only(f"to report within {said} {unit} of the adoption of the present resolution")
    assert found.due
    adopted = date(2016, 12, 21)
    expected = (
        plus_months(adopted, count) if unit == "months" else adopted + timedelta(days=count * (7 if unit == "weeks" else 1))
    )
    assert found.due.latest == expected


WORDS = st.sampled_from(
    (
        *(
            "at",
            "its",
            "the",
            "of",
            "by",
            "before",
            "within",
            "every",
            "seventy-second",
            "session",
            "sessions",
            "General Assembly",
            "and",
        ),
        *(
            "to",
            "from",
            "2019",
            "May",
            "31",
            "three",
            "months",
            "year",
            "(",
            ")",
            ",",
            "annually",
            "beginning",
            "thereafter",
            "end",
        ),
        *("first", "half", "no", "later", "than", "days", "adoption", "part", "resumed", "next", "each", "on", "a", "basis"),
    )
)


@given(st.lists(WORDS, max_size=25).map(" ".join))
def test_any_string_of_words_is_read_without_overlap(text: str) -> None:
    end = 0
    for found in find_times(text, SEED):
        assert end <= found.start < found.end <= len(text)
        end = found.end
        assert found.due is not None or found.recurrence
        if found.due and found.due.resolved:
            assert found.due.working
            assert not (found.due.earliest and found.due.latest) or found.due.earliest <= found.due.latest
        elif found.due:
            assert found.due.reason


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    find_times(text, SEED)


@pytest.mark.parametrize(
    "text",
    [
        "A " * 20_000 + "at its tenth session",
        "Aa of " * 10_000 + "at its tenth session",
        "at its tenth session " * 500,
        "session of the " * 3_000,
        "1 of 2 days " * 3_000,
        "1" * 50_000 + " in 2024",
        "as soon as a " * 4_000,
        "the fortieth anniversary of " * 3_000,
        "2024 and " * 6_000,
        "twenty-" * 8_000 + " session",
        "at its" + " " * 50_000 + "tenth session",
    ],
    ids=lambda text: text[:12].strip(),
)
def test_long_hostile_paragraphs_take_no_longer_than_their_length(text: str) -> None:
    began = perf_counter()
    find_times(text, SEED)
    assert perf_counter() - began < 5


SAMPLE = Path(__file__).parents[3] / "shared" / "corpus" / "unfccc" / "FCCC_CP_2022_10_Add.3.txt"


@pytest.mark.skipif(not SAMPLE.exists(), reason=f"the corpus is not here: {SAMPLE}")
def test_a_real_report_resolves_by_what_was_known() -> None:
    context = DueContext(None, "Conference of the Parties", 27, calendar=shipped(), symbol="FCCC/CP/2022/10/Add.3")
    text = " ".join(SAMPLE.read_text(encoding="utf-8").split())
    found = [one for one in find_dues(text, context) if one.due and one.due.session and one.due.session.number == 58]
    assert {days(one) for one in found} == {("2023-06-05", "2023-06-15"), (None, "2023-06-04")}
