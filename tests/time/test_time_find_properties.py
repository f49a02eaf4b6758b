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
