"""Number words, one by one: a session number that is wrong by three is worse than none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.time.numbers import cardinal, ordinal, read_number


@pytest.mark.parametrize("number", range(1, 1000))
def test_every_number_is_read_as_it_is_written(number: int) -> None:
    for words, is_ordinal in ((ordinal(number), True), (cardinal(number), False)):
        read = read_number(words)
        assert read is not None
        assert (read.value, read.ordinal, read.end) == (number, is_ordinal, len(words))


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("seventy-second", 72),
        ("Seventy-Third", 73),
        ("seventy\ufffeninth", 79),
        ("eighty‑first", 81),
        ("seventy- second", 72),
        ("seventy second", 72),
        ("hundredth", 100),
        ("one hundred and third", 103),
        ("one hundred third", 103),
        ("ONE HUNDRED AND TWENTY-FIFTH", 125),
        ("two hundredth", 200),
        ("134th", 134),
        ("101st", 101),
        ("111th", 111),
    ],
)
def test_ordinals_as_printed(words: str, value: int) -> None:
    read = read_number(f"{words} session")
    assert read is not None
    assert (read.value, read.ordinal, read.end) == (value, True, len(words))


@pytest.mark.parametrize("words", ["102st", "13rd", "0th", "tend", "second-hand", "firstly", "onerous", "seventy-", "onehundred"])
def test_what_only_looks_like_a_number(words: str) -> None:
    read = read_number(words)
    assert read is None or words[: read.end] in ("second", "seventy")


def test_a_list_is_not_one_number() -> None:
    read = read_number("twenty and one more")
    assert read is not None
    assert (read.value, read.end) == (20, 6)
    read = read_number("eightieth and eighty-first sessions")
    assert read is not None
    assert (read.value, read.end) == (80, 9)


@given(st.text(alphabet="twenyfirsodhukal -and", max_size=40))
def test_any_text_is_read_or_left(text: str) -> None:
    read = read_number(text)
    assert read is None or (1 <= read.value <= 999 and 0 < read.end <= len(text))


@pytest.mark.parametrize("number", [0, -1, 1000])
def test_words_end_where_they_end(number: int) -> None:
    with pytest.raises(ValueError, match="from 1 to 999"):
        cardinal(number)
