"""How an instrument stands is rolled up from how its obligations stand, whatever order they come in."""

from dataclasses import replace
from datetime import date
from itertools import count
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.obligation import OPEN, Progress, Status
from domain.projection import Projection
from domain.rollup import COUNTED, roll_up

_numbers = count(1)
TODAY = date(2017, 6, 1)
DONE, BEGUN, NOT_BEGUN = Progress.COMPLETED, Progress.IN_PROGRESS, Progress.NOT_STARTED
LATE, GONE = Progress.OVERDUE, Progress.NO_LONGER_APPLICABLE

STATUS = {
    DONE: Status.DISCHARGED,
    BEGUN: Status.IN_PROGRESS,
    NOT_BEGUN: Status.ASSIGNED,
    LATE: Status.ASSIGNED,
    GONE: Status.WAIVED,
}


def row(progress: Progress = NOT_BEGUN, due: date | None = None, **changes: object) -> Projection:
    plain = Projection(
        id=f"X:{next(_numbers)}", seq=3, instrument="X", provision="1", status=STATUS[progress].value, progress=progress.value,
        force="request", addressees=("A",), assignee=None, due_expression=None, due_earliest=None, due_latest=due, unresolved=None,
        session_body=None, session_number=None, zone="UTC", required=1, delivered=0, overdue=progress is LATE, level=0, next_alarm=None,
    )  # fmt: skip
    return replace(plain, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("stand", "word", "percent"),
    [
        ([], None, 0),
        ([NOT_BEGUN, NOT_BEGUN], NOT_BEGUN, 0),
        ([NOT_BEGUN, BEGUN], BEGUN, 0),
        ([NOT_BEGUN, DONE], BEGUN, 50),
        ([DONE, DONE, BEGUN], BEGUN, 66),
        ([DONE, LATE], LATE, 50),
        ([DONE, GONE], DONE, 100),
        ([GONE, GONE], GONE, 0),
        ([GONE, NOT_BEGUN], NOT_BEGUN, 0),
    ],
)
def test_one_word_and_one_number_for_all(stand: list[Progress], word: Progress | None, percent: int) -> None:
    found = roll_up("X", [row(each) for each in stand], TODAY)
    assert (found.status, found.percent, found.duties) == (word, percent, len(stand))


def test_what_is_no_duty_does_not_count() -> None:
    rows = [row(status="proposed"), row(status="rejected", progress=GONE), row(DONE)]
    found = roll_up("X", [*rows, row(status="proposed")], TODAY)
    assert (found.status, found.percent, found.duties, found.proposed) == (DONE, 100, 1, 2)


def test_a_part_counts_as_a_part_and_never_as_the_whole() -> None:
    assert roll_up("X", [row(BEGUN, required=2, delivered=1)], TODAY).percent == 50
    assert roll_up("X", [row(BEGUN, required=3, delivered=1), row(DONE)], TODAY).percent == 66
    assert roll_up("X", [row(BEGUN, required=2, delivered=2)], TODAY).percent == 50  # all handed in, and not all over


def test_what_is_late_and_what_comes_next() -> None:
    late, later = row(LATE, date(2017, 3, 1)), row(LATE, date(2017, 1, 1))
    soon, sooner = row(BEGUN, date(2018, 1, 1)), row(NOT_BEGUN, date(2017, 12, 1))
    found = roll_up("X", [late, soon, later, row(DONE, date(2016, 1, 1)), sooner, row()], TODAY)
    assert found.overdue == (later.id, late.id)
    assert (found.next_due, found.next_due_of, found.open) == (date(2017, 12, 1), sooner.id, 5)
    today, suggested = row(BEGUN, TODAY), row(BEGUN, date(2017, 5, 31))
    assert roll_up("X", [suggested, today], TODAY).next_due_of == today.id
    assert roll_up("X", [suggested], TODAY).next_due is None


rows = st.builds(
    row,
    st.sampled_from(Progress),
    st.none() | st.dates(date(2016, 1, 1), date(2026, 1, 1)),
    required=st.integers(1, 5),
    delivered=st.integers(0, 5),
)


@given(st.lists(rows, max_size=12), st.randoms())
def test_the_order_of_the_obligations_does_not_matter_and_the_numbers_add_up(found: list[Projection], chance: object) -> None:
    first = roll_up("X", found, TODAY)
    chance.shuffle(found)  # type: ignore[attr-defined]
    assert roll_up("X", found, TODAY) == first
    assert sum(number for _, number in first.counts) == len(found) == first.duties
    assert first.open == sum(Status(each.status) in OPEN for each in found)
    assert 0 <= first.percent <= 100
    apply = [each for each in found if each.progress != GONE]
    assert (first.percent == 100) == (bool(apply) and all(each.progress == DONE for each in apply))
    assert len(first.overdue) == first.count(LATE)


def test_what_counts_is_all_that_is_asked_of_a_row() -> None:
    full = [row(LATE, date(2017, 3, 1)), row(DONE), row(BEGUN, date(2018, 1, 1), required=3, delivered=2)]
    bare = [SimpleNamespace(**{name: getattr(each, name) for name in COUNTED}) for each in full]
    assert roll_up("X", bare, TODAY) == roll_up("X", full, TODAY)
