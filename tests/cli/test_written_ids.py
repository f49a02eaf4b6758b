"""Ids and days as people write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.exits import Unclear
from cli.ids import find, key, matching
from cli.options import parse_day

IDS = (
    *("A/RES/71/244:13/1", "A/RES/71/244:13/2", "A/RES/71/244:14", "A/RES/71/244:7(a)", "A/RES/71/244:1"),
    *("A/RES/71/318:14", "A/RES/71/318:5", "S/RES/2719(2023):4", "S/RES/2719 (2023):5", "Rivergrove 259:2/7(a)", "1/CP.21:4"),
)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("A/RES/71/244:14", ["A/RES/71/244:14"]),
        ("a/res/71/244:14", ["A/RES/71/244:14"]),
        ("A/RES/71/244 para. 14", ["A/RES/71/244:14"]),
        ("A/RES/71/244 para 14", ["A/RES/71/244:14"]),
        ("A/RES/71/244, paragraph 14", ["A/RES/71/244:14"]),
        ("A/RES/71/244 operative paragraph 14", ["A/RES/71/244:14"]),
        ("A/RES/71/244 op. 14", ["A/RES/71/244:14"]),
        ("A/RES/71/244 § 14", ["A/RES/71/244:14"]),
        ("A/RES/71/244 ¶14", ["A/RES/71/244:14"]),
        ("A/RES/71/244 : 13 / 2", ["A/RES/71/244:13/2"]),
        ("A/RES/71/244:7 (A)", ["A/RES/71/244:7(a)"]),
        ("A/RES/71/244:7", ["A/RES/71/244:7(a)"]),
        ("A/RES/71/244:13", ["A/RES/71/244:13/1", "A/RES/71/244:13/2"]),
        ("71/244:14", ["A/RES/71/244:14"]),
        ("71/244:13", ["A/RES/71/244:13/1", "A/RES/71/244:13/2"]),
        ("14", ["A/RES/71/244:14", "A/RES/71/318:14"]),
        ("5", ["A/RES/71/318:5", "S/RES/2719 (2023):5"]),
        ("13/2", ["A/RES/71/244:13/2"]),
        ("S/RES/2719 (2023) paragraph 4", ["S/RES/2719(2023):4"]),
        ("1/CP.21 para 4", ["1/CP.21:4"]),
        ("A/RES/71/244:1", ["A/RES/71/244:1"]),
        ("A/RES/71/244", []),
        ("A/RES/71/244:99", []),
        ("", []),
        (":", []),
    ],
)
def test_ids_as_people_write_them(written: str, meant: list[str]) -> None:
    assert matching(written, IDS) == meant


symbols = st.from_regex(r"[A-Z][A-Za-z]{0,4}(/[A-Z0-9]{1,5}){1,3}", fullmatch=True)
paragraphs = st.from_regex(r"[1-9][0-9]?(\([a-h]\))?(/[1-9])?", fullmatch=True)


@given(st.sets(st.tuples(symbols, paragraphs), min_size=1, max_size=12), st.data())
def test_every_id_is_found_however_it_is_written(pairs: set[tuple[str, str]], data: st.DataObject) -> None:
    by_key = {key(f"{symbol}:{paragraph}"): f"{symbol}:{paragraph}" for symbol, paragraph in sorted(pairs)}
    symbol, paragraph = data.draw(st.sampled_from(sorted(pairs)))
    between = data.draw(st.sampled_from([":", " : ", " para. ", " para ", ", paragraph ", " PARAGRAPH ", " op. ", " § ", " ¶"]))
    written = f"{symbol}{between}{paragraph.replace('(', data.draw(st.sampled_from(['(', ' (', '( '])))}"
    written = data.draw(st.sampled_from([written, written.lower(), written.upper(), f"  {written} "]))
    assert find(written, by_key.values()) == by_key[key(f"{symbol}:{paragraph}")]


@given(st.text(max_size=40))
def test_no_text_at_all_breaks_it(written: str) -> None:
    assert set(matching(written, IDS)) <= set(IDS)


def test_what_fits_several_or_none_says_so() -> None:
    with pytest.raises(Unclear) as several:
        find("71/244:13", IDS)
    assert several.value.candidates == ("A/RES/71/244:13/1", "A/RES/71/244:13/2")
    with pytest.raises(Unclear) as close:
        find("A/RES/71/224:14", IDS)
    assert "A/RES/71/244:14" in close.value.candidates
    with pytest.raises(Unclear, match="register"):
        find("14", [])


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2017-09-11", date(2017, 9, 11)),
        ("11 September 2017", date(2017, 9, 11)),
        ("11 sep 2017", date(2017, 9, 11)),
        ("1 Sept. 2017", date(2017, 9, 1)),
        ("11 Ju 2017", None),
        ("31 February 2017", None),
        ("11/9/2017", None),
        ("09-11-2017", None),
        ("20170911", None),
        ("2017-W37-1", None),
        ("11 September 17", None),
        ("", None),
    ],
)
def test_days_as_people_write_them(text: str, day: date | None) -> None:
    assert parse_day(text) == day


@given(st.dates())
def test_every_day_can_be_written_both_ways(day: date) -> None:
    assert parse_day(day.isoformat()) == day
    if day.year >= 1000:
        assert parse_day(f"{day.day} {day:%B} {day.year}") == day
