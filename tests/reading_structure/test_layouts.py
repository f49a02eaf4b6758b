"""The same resolution gives the same obligations, whatever format and layout it comes in."""

from datetime import date
from functools import cache
from typing import Any

import pytest

from domain.instrument import Instrument, Provision
from reading.pipeline import read
from reading.render import as_json
from reading.take_apart import take_apart
from tests.reading_structure.layouts import LAYOUTS, TEXTS, Layout, Text, markdown

_PLAIN = str.maketrans({"\u2011": "-", "\u00a0": " "})
_GIVEN = Instrument(adopted=date(2033, 12, 9))  # an excerpt has no head
_PLACES = ("id", "span", "evidence")  # what an obligation says of the file, not of the text


def _provisions(found: tuple[Provision, ...]) -> list[tuple[str, str | None, str | None, str]]:
    return [(p.kind.value, p.number, p.parent, p.text.translate(_PLAIN)) for p in found if p.number]


def _asked(name: str, data: bytes) -> tuple[list[tuple[str, str | None, str | None, str]], list[dict[str, Any]]]:
    reading = read(take_apart(data, name), given=_GIVEN)
    asked = [{key: value for key, value in one.items() if key not in _PLACES} for one in as_json(reading)["obligations"]]
    return _provisions(reading.provisions), asked


@cache
def _plainly(text: Text) -> tuple[list[tuple[str, str | None, str | None, str]], list[dict[str, Any]]]:
    return _asked(*markdown(text))


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.symbol)
@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_the_same_obligations_come_out_of_every_layout(layout: Layout, text: Text) -> None:
    provisions, asked = _asked(*layout(text))
    expected, due = _plainly(text)
    assert provisions == expected
    assert asked == due


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.symbol)
def test_what_they_are_compared_with_is_whole(text: Text) -> None:
    provisions, asked = _plainly(text)
    numbered = [part for part in text.parts if part.number]
    assert [words for _, _, _, words in provisions] == [part.text for part in numbered]
    assert len(asked) > 3
