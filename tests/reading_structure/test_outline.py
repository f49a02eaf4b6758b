"""Labels and levels: whatever nests, comes back with the numbers it was written with."""

import string

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.instrument import ProvisionKind
from reading.outline.labels import label_of, letter_value, roman, roman_value
from reading.take_apart import take_apart

Tree = list["Tree"]


def label(depth: int, n: int) -> str:
    letter = string.ascii_lowercase[n - 1]
    return (f"{n}.", f"({letter})", f"({roman(n)})")[depth]


def written(tree: list[int | list], depth: int = 0) -> list[str]:
    """A nested list as paragraphs of a resolution."""
    lines = []
    for n, items in enumerate(tree, 1):
        opening = "Requests the Office" if depth == 0 else "To report on this"
        lines.append(f"{label(depth, n)} {opening}{':' if items else ';'}")
        lines.extend(written(items, depth + 1))
    return lines


def cited(tree: list[int | list], depth: int = 0, above: str = "") -> list[str]:
    """The numbers by which its parts are cited."""
    found = []
    for n, items in enumerate(tree, 1):
        here = above + (str(n) if depth == 0 else label(depth, n))
        found.append(here)
        found.extend(cited(items, depth + 1, here))
    return found


# Of letters up to (h), for (i) after (h) is the ninth letter and only indentation could tell otherwise.
trees = st.lists(st.lists(st.lists(st.just([]), max_size=12), max_size=8), min_size=1, max_size=14)


@settings(max_examples=80)
@given(trees)
def test_numbers_of_any_nesting_come_back(tree: list[int | list]) -> None:
    text = "The General Assembly,\n\n" + "\n\n".join(written(tree)) + "\n"
    document = take_apart(text.encode(), "a.txt")
    assert [p.number for p in document.provisions if p.number] == cited(tree)
    assert document.warnings == ()


@given(st.integers(1, 399))
def test_roman_numbers(n: int) -> None:
    assert roman_value(roman(n) if n < 400 else "") == n


@given(st.integers(1, 99), st.sampled_from(["{}. Requests", "{}.Requests", " {} .  Requests"]))
def test_paragraph_numbers(n: int, pattern: str) -> None:
    found = label_of(pattern.format(n))
    assert found and (found.printed, found.value) == (str(n), n)


def test_what_is_no_number() -> None:
    for text in (
        "2015, and",
        "9 and 12 of resolution 2206",
        "A/RES/70/1. See",
        "e.g. reports",
        "0. Nothing",
        "(Rome, 2009)",
        "i.e.",
    ):
        assert label_of(text) is None, text
    assert letter_value("ab") is None


SECTIONS = """The General Assembly,

I

Activities of the Office

Recalling its resolution 48/218 B,

Having considered the report of the Office,

1. Notes the report of the Office;

2. Requests the Office to report thereon;

II

Activities of the Committee

Recalling its resolution 61/275,

Having considered the report of the Committee,

1. Notes the report of the Committee;

2. Requests the Committee to report thereon.
"""


def test_each_section_has_a_preamble_of_its_own() -> None:
    """Resolutions of the Fifth Committee take several reports, each with its own recitals and its own numbers."""
    document = take_apart(SECTIONS.encode(), "a.txt")
    assert [p.number for p in document.provisions if p.number] == ["1/1", "1/2", "2/1", "2/2"]
    recitals = [(p.text.split()[0], p.heading) for p in document.provisions if p.kind is ProvisionKind.PREAMBULAR]
    assert recitals == [
        (word, f"Activities of the {body}") for body in ("Office", "Committee") for word in ("Recalling", "Having")
    ]
    assert document.warnings == ()
