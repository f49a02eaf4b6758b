"""A series and its occurrences are held against each other: a slot that is empty, taken twice or nobody's is named."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from audit.series import Slots
from audit.verify import verify_ledger
from domain import commands as c
from domain import events as e
from domain.instrument import Due
from domain.series import occurrence_id
from schema.ledger import Ledger
from tests.ledger.lives import Life, terms
from tests.ledger.test_spawned import ANNUAL, begun, comes_round
from wire.records import unstore

ONE = Life().stream
NOON = datetime(2018, 1, 1, 12, tzinfo=UTC)


def found(ledger: Ledger) -> list[tuple[str | None, str]]:
    return [(each.stream, each.what) for each in verify_ledger(ledger.engine).findings]


def test_a_whole_series_is_in_order_and_goes_on_being_so(ledger: Ledger) -> None:
    life = begun(ledger)
    ledger.append(comes_round(life))
    ledger.append(life.ask(c.Waive("enough")))
    assert found(ledger) == []


def test_an_occurrence_that_was_opened_and_is_not_there_is_missed(ledger: Ledger) -> None:
    life = begun(ledger)
    ledger.append(replace(comes_round(life), spawned=()))
    assert found(ledger) == [(ONE, f"it has opened {ONE}~2, which has no events, or is no occurrence")]


def test_an_occurrence_that_nobody_opened_is_told(ledger: Ledger) -> None:
    begun(ledger)
    ledger.append(Life(f"{ONE}~9").propose(series=ONE, occurrence=9))
    assert found(ledger) == [(f"{ONE}~9", f"it says that it is occurrence 9 of {ONE}, which has opened none of this id")]


def test_of_a_series_that_cannot_be_read_nothing_is_concluded(ledger: Ledger) -> None:
    begun(ledger)
    slots = Slots()
    slots.note(f"{ONE}~1", stamped(e.Proposed(terms(series=ONE, occurrence=1))))
    assert list(slots.flaws({ONE})) == []
    assert len(list(slots.flaws())) == 1


def stamped(event: e.Event) -> e.Stamped:
    return e.Stamped(1, "servanda", "c", NOON, NOON, event)


def opened(number: int, year: int, name: str = "") -> e.OccurrenceOpened:
    return e.OccurrenceOpened(number, name or occurrence_id(ONE, number), Due("each year", latest=date(year, 5, 1)))


Change = Callable[[list[e.OccurrenceOpened]], None]


def twice(events: list[e.OccurrenceOpened]) -> None:
    events.append(opened(2, 2021))


def left_out(events: list[e.OccurrenceOpened]) -> None:
    del events[1]


def not_later(events: list[e.OccurrenceOpened]) -> None:
    events[2] = opened(3, 2019)


def another_day(events: list[e.OccurrenceOpened]) -> None:
    events[2] = opened(3, 2021)


def another_name(events: list[e.OccurrenceOpened]) -> None:
    events[2] = opened(3, 2020, "another")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda events: None, []),
        (twice, ["it opens occurrence 2 where occurrence 4 should follow"]),
        (left_out, ["it opens occurrence 3 where occurrence 2 should follow"]),
        (not_later, ["occurrence 3 is due on 2019-05-01, no later than the one before it, on 2019-05-01"]),
        (another_day, ["occurrence 3 is due on 2021-05-01, and by the rule on 2020-05-01"]),
        (another_name, [f"it opens occurrence 3 as another, and not as {ONE}~3"]),
    ],
)
def test_each_slot_is_there_once_in_order_and_on_its_day(change: Change, says: list[str]) -> None:
    events = [opened(number, 2017 + number) for number in (1, 2, 3)]
    change(events)
    slots = Slots()
    slots.note(ONE, stamped(e.SeriesBegan(date(2018, 5, 1), "annual")))
    for event in events:
        slots.note(ONE, stamped(event))
        begins = terms(series=ONE, occurrence=event.number)
        slots.note(event.id, stamped(e.Proposed(replace(begins, due=event.due))))
    missing = [flaw.what for flaw in slots.flaws() if "none of this id" not in flaw.what]
    assert [what for what in missing if "does not begin" not in what] == says


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"occurrence": 3}, f"it was opened as occurrence 2 of {ONE}, and says that it is occurrence 3 of {ONE}"),
        ({"series": "x:1"}, f"it was opened as occurrence 2 of {ONE}, and says that it is occurrence 2 of x:1"),
        ({"due": None}, f"it does not begin with the due time with which {ONE} opened it"),
    ],
)
def test_an_occurrence_is_what_it_was_opened_as(ledger: Ledger, changes: dict[str, object], says: str) -> None:
    asked = comes_round(begun(ledger))
    [born] = asked.spawned
    slots = Slots()
    for one in (*ledger.history(ONE), *asked.events):
        slots.note(ONE, unstore(one))
    slots.note(f"{ONE}~1", unstore(ledger.history(f"{ONE}~1")[0]))
    proposed = unstore(born.events[0])
    assert isinstance(proposed.event, e.Proposed)
    assert proposed.event.terms.due != ANNUAL.due
    other = replace(proposed, event=e.Proposed(replace(proposed.event.terms, **changes)))  # type: ignore[arg-type]
    slots.note(f"{ONE}~2", other)
    assert (f"{ONE}~2", says) in [(flaw.stream, flaw.what) for flaw in slots.flaws()]
