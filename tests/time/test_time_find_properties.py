"""Properties of finding times: every session, month, day and delay; any text; no text slow."""

from datetime import date, timedelta
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.time import assembly
from domain.time.numbers import cardinal, ordinal
from domain.time.recurrence import plus_months
from reading.calendars import shipped
from reading.due import DueContext, find_times
from reading.due.words import MONTHS
from tests.time.finding import SEED, days, only


@pytest.mark.parametrize("number", range(57, 121))
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


@given(st.integers(72, 100), st.lists(st.integers(1, 8), min_size=1, max_size=2, unique=True))
def test_of_several_sessions_the_first_is_the_due(first: int, ahead: list[int]) -> None:
    numbers = [first, *(first + step for step in sorted(ahead))]
    said = f"{', '.join(ordinal(number) for number in numbers[:-1])} and {ordinal(numbers[-1])} sessions"
    context = DueContext(date(1945 + first - 1, 12, 20), "General Assembly", first - 1, calendar=shipped())
    found = only(f"to report to the General Assembly at its {said}", context)
    assert days(found) == days(only(f"to report to the General Assembly at its {ordinal(first)} session", context))
    assert found.due and all(f"{ordinal(number)} session" in found.due.working for number in numbers)


@given(
    st.dates(date(2016, 12, 21), date(2017, 12, 20)),
    st.sampled_from(["each {}", "every {} thereafter", "on {} each year", "on {} of every year"]),
)
def test_a_day_of_every_year_is_first_due_after_the_adoption(day: date, said: str) -> None:
    found = only(f"to hold a meeting {said.format(f'{day.day} {day:%B}')}")
    assert found.recurrence == "annual"
    assert found.due and (found.due.earliest, found.due.latest) == (day, day)
    assert found.due.optional


@given(
    st.dates(date(2017, 1, 1), date(2040, 12, 31)), st.integers(0, 40), st.sampled_from(["during", "in", "over the course of"])
)
def test_days_behind_their_year_are_of_that_year(first: date, length: int, how: str) -> None:
    last = min(first + timedelta(days=length), date(first.year, 12, 31))
    said = f"{how} {first.year}, namely from {first.day} {first:%B} to {last.day} {last:%B}"
    assert days(only(f"to meet {said}")) == (first.isoformat(), last.isoformat())


@given(st.dates(date(2017, 1, 1), date(2040, 12, 31)), st.sampled_from(["on", "by", "before"]))
def test_that_date_is_the_day_printed_before(day: date, how: str) -> None:
    text = f"to mark the anniversary, which falls on {day.day} {day:%B} {day.year}, and to hold the forum {how} that date"
    found = [one for one in find_times(text, SEED) if text[one.start : one.end].endswith("that date")]
    assert [days(one) for one in found] == [days(only(f"to hold the forum {how} {day.day} {day:%B} {day.year}"))]


@given(st.dates(date(2017, 1, 1), date(2040, 12, 31)), st.sampled_from(["{} {}", "the {} of {}", "the {} {}"]))
def test_a_day_in_ordinals_is_that_day(day: date, said: str) -> None:
    assert days(only(f"to report by {said.format(ordinal(day.day), f'{day:%B}')} {day.year} on it")) == (None, day.isoformat())


@given(st.integers(1, 12), st.integers(2017, 2100), st.sampled_from(["within", "during", "in"]))
def test_the_first_and_the_last_months_of_a_year(count: int, year: int, how: str) -> None:
    said = f"{cardinal(count)} {'month' if count == 1 else 'months'} of {year}"
    first, last = days(only(f"to report {how} the first {said}")), days(only(f"to report {how} the last {said}"))
    assert first == (f"{year}-01-01", (plus_months(date(year, 1, 1), count) - timedelta(days=1)).isoformat())
    assert last == (plus_months(date(year + 1, 1, 1), -count).isoformat(), f"{year}-12-31")


@given(st.sampled_from(["first", "second", "third", "last"]), st.sampled_from(["by", "in", "during", "before"]))
def test_a_numbered_week_has_no_days_of_its_own(which: str, how: str) -> None:
    found = only(f"to report {how} the {which} week of March 2018")
    assert found.due and not found.due.resolved and found.due.reason
    assert found.due.expression == f"{how} the {which} week of March 2018"


@given(st.integers(2017, 2090), st.integers(1, 10))
def test_years_from_a_year_count_that_year(year: int, count: int) -> None:
    said = f"{cardinal(count)} {'year' if count == 1 else 'years'}"
    found = find_times(f"to renew the mandate for {said}, from {year} to {year + count - 1}", SEED)[0]
    assert found.due and found.due.latest == date(year + count - 1, 12, 31)


@given(st.sampled_from(["three years", "12 months", "one year", "90 days"]), st.sampled_from(["further", "additional"]))
def test_a_further_period_runs_from_no_day_that_is_printed(length: str, further: str) -> None:
    again = only(f"to extend the mandate for {'an' if further == 'additional' else 'a'} {further} period of {length}")
    assert again.due and not again.due.resolved and again.due.reason
    anew = only(f"to establish the mission for an initial period of {length}")
    assert anew.due and anew.due.resolved


@pytest.mark.parametrize(
    "words",
    [
        "as soon as possible", "as expeditiously as possible", "as rapidly and as generously as possible", "without undue delay",
        "in a timely and inclusive manner", "in a prompt and timely manner", "at the earliest opportunity", "at their earliest convenience",
        "in the near future", "on an urgent basis", "as a matter of the utmost urgency", "within the established time frame",
        "in his next report", "in the context of the next budget submission", "in the context of the proposed programme budget for 2019",
        "well in advance", "well in advance of the high-level meeting",
        "as relevant information becomes available", "at its relevant session",
        "during the period between its seventy-second and seventy-third sessions", "promptly", "urgently", "expeditiously",
        "with immediate effect", "until further notice", "pending the outcome of the review",
        "at the time of the consideration of the budget",
        "once the report has been issued", "at the earliest",
        "during the first week in which the report is discussed", "by the deadline set",
    ],
)  # fmt: skip
def test_times_that_name_no_day_are_found_whole_and_stay_open(words: str) -> None:
    found = only(f"Requests the Secretary-General to do so {words}")
    assert found.due and found.due.expression == words
    assert not found.due.resolved and found.due.optional


@pytest.mark.parametrize(
    "words",
    [
        "before the Conference",
        "prior to the high-level meeting",
        "subsequent to the meeting of the Coordination Group",
        "upon completion of the study",
        "following the conclusion of the review",
        "not later than 180 days after the entry into force of the Treaty",
        "at least one month before the discussion",
        "prior to the start of voter registration",
    ],
)
def test_times_that_hang_on_an_event_are_found_whole_and_are_no_vague_ones(words: str) -> None:
    """They limit the duty, and stay open only until the event has a day."""
    found = only(f"Requests the Secretary-General to do so {words}")
    assert found.due and found.due.expression == words
    assert not found.due.resolved and not found.due.optional


@pytest.mark.parametrize(
    "words",
    [
        "urgently needed aid", "a rapidly changing world", "matters brought before the Conference", "the promptly and fully paid sums",
        "after the conference held there", "the work before the Committee", "early warning systems", "the priority areas",
    ],
)  # fmt: skip
def test_haste_and_meetings_that_are_no_times(words: str) -> None:
    assert not find_times(f"Requests the Secretary-General to consider {words} of it", SEED)


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
        *(
            "namely",
            "that",
            "day",
            "date",
            "around",
            "period",
            "between",
            "over",
            "course",
            "urgently",
            "further",
            "first",
            "half",
            "no",
            "later",
            "than",
            "days",
            "adoption",
            "part",
            "resumed",
            "next",
            "each",
            "on",
            "a",
            "basis",
        ),
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
