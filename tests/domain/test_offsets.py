"""Offsets are a value, however they came about and wherever they have been."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.offsets import Offsets

positions = st.lists(st.integers(0, 2**32 - 1), max_size=40)


@given(positions)
def test_what_goes_in_comes_out_also_by_way_of_bytes_and_of_another_process(held: list[int]) -> None:
    offsets = Offsets(held)
    assert list(offsets) == held
    assert len(offsets) == len(held)
    for again in (Offsets(iter(held)), Offsets.from_bytes(bytes(offsets)), pickle.loads(pickle.dumps(offsets))):
        assert again == offsets
        assert hash(again) == hash(offsets)


@given(positions, positions)
def test_they_are_equal_where_their_positions_are(one: list[int], other: list[int]) -> None:
    assert (Offsets(one) == Offsets(other)) is (one == other)
    assert Offsets(one) != one


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=40, unique=True).map(sorted), st.data())
def test_a_part_comes_from_the_range_between_its_first_and_its_last_position(held: list[int], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(held) - 1))
    end = data.draw(st.integers(start + 1, len(held)))
    assert Offsets(held).extent(start, end) == (held[start], held[end - 1] + 1)


def test_where_lines_stand_in_another_order_than_they_are_read_the_range_holds_them_all() -> None:
    assert Offsets([40, 41, 42, 7, 8]).extent(0, 5) == (7, 43)


def test_bytes_that_are_no_offsets_are_refused() -> None:
    with pytest.raises(ValueError):
        Offsets.from_bytes(b"12345")
