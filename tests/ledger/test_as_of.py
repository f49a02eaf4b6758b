"""What was on record when, and how an instrument came to stand, on both databases."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from audit.report import compiled
from domain import commands as c
from domain.obligation import Progress
from schema import evidence, people, standings
from schema.as_of import on_record
from schema.engine import Engine
from schema.ledger import Ledger
from schema.registry import register
from tests.ledger.lives import NOON, Life
from tests.ledger.test_registry import SYMBOL, registration
from wire.records import Append, unstore

ONE = f"{SYMBOL}:9"
HASH = "cd" * 32


def lived(engine: Engine) -> None:
    """Registered on 1 March 2017; one obligation confirmed on the 5th, laid on undp, and handed in on the 9th with evidence."""
    register(engine, registration())
    ledger = Ledger(engine)
    life = Life(ONE)
    life.state, life.sent = ledger.state(ONE), 9

    def take(day: int, command: c.Command, by: str) -> None:
        life.now = datetime(2017, 3, day, 9, tzinfo=UTC)
        append: Append = life.ask(command, by)
        assert ledger.append(append).first is not None

    take(5, c.Confirm(), "ann")
    take(6, c.Assign("undp"), "ann")
    take(9, c.Submit("the first", 1, (f"sha256:{HASH}", "https://x.org/r")), "undp")


def test_what_was_on_record_at_an_instant(engine: Engine) -> None:
    lived(engine)
    for day, events, position in ((1, 0, 0), (2, 1, 4), (6, 3, 6), (7, 4, 7), (20, 5, 8)):
        found = on_record(engine, SYMBOL, datetime(2017, 3, day, tzinfo=UTC))
        assert found is not None
        assert (len(found.lives[ONE]), found.head.position) == (events, position)
        assert [unstore(row) for row in Ledger(engine).history(ONE)][:events] == list(found.lives[ONE])
    assert found and found.head == Ledger(engine).head()
    assert [row.number for row in found.provisions][1:3] == ["3", "9"]
    assert on_record(engine, "A/RES/1/1", NOON) is None


def test_the_report_as_of_a_day_with_names_and_files(engine: Engine) -> None:
    lived(engine)
    people.put(engine, people.Person("undp", "The UNDP desk"))
    evidence.put(engine, evidence.Taken(HASH, "briefing.pdf", "undp", "application/pdf", 1234, NOON))
    late = compiled(engine, SYMBOL, date(2017, 3, 31))
    assert late is not None
    assert late.files == {f"sha256:{HASH}": "briefing.pdf (application/pdf, 1234 bytes)"}
    [asked] = next(s.asked for s in late.report.sections if s.paragraph.number == "9")
    assert [(deed.on.day, deed.who, deed.what) for deed in asked.deeds] == [
        (6, "ann", "laid it on The UNDP desk"),
        (9, "The UNDP desk", "handed in what is asked for: the first"),
    ]
    early = compiled(engine, SYMBOL, date(2017, 3, 5))
    assert early is not None
    assert (early.report.position, early.files) == (6, {})
    assert early.report.standing.count(Progress.NOT_STARTED) == 1
    assert compiled(engine, SYMBOL, date(2017, 3, 31)) == late
    people.erase(engine, "undp")
    erased = compiled(engine, SYMBOL, date(2017, 3, 31))
    assert erased is not None and "The UNDP desk" not in str(erased)
    assert compiled(engine, "A/RES/1/1", date(2017, 3, 31)) is None


def test_a_standing_is_recorded_when_it_is_news(engine: Engine) -> None:
    lived(engine)
    assert standings.with_open_obligations(engine) == [SYMBOL]
    assert standings.unrecorded(engine, NOON) == [SYMBOL]
    first = standings.record(engine, SYMBOL, NOON)
    assert standings.record(engine, SYMBOL, NOON + timedelta(days=1)) == first
    assert standings.unrecorded(engine, NOON) == []
    [row] = standings.course(engine, SYMBOL)
    assert (row.number, row.at, row.standing) == (1, NOON, first)
    assert (first.status, first.duties, first.proposed, first.open) == (Progress.IN_PROGRESS, 1, 3, 1)
    position = Ledger(engine).head().position
    assert standings.touched(engine, position) == (position, ())
    assert standings.touched(engine, position - 1) == (position, [SYMBOL])
    ledger = Ledger(engine)
    life = Life(ONE, datetime(2017, 3, 12, tzinfo=UTC))
    life.state, life.sent = ledger.state(ONE), 20
    ledger.append(life.ask(c.Waive("ended"), "ann"))
    assert standings.unrecorded(engine, NOON) == []  # nothing of it is open: whoever follows it has the last word
    second = standings.record(engine, SYMBOL, NOON + timedelta(days=20))
    assert [(r.number, r.standing) for r in standings.course(engine, SYMBOL)] == [(1, first), (2, second)]
    assert replace(second, status=None) != second
    assert second.status is Progress.NO_LONGER_APPLICABLE


@pytest.mark.parametrize("symbol", ["", "A/RES/1/1"])
def test_of_what_is_unknown_nothing_stands(engine: Engine, symbol: str) -> None:
    assert standings.standing_of(engine, symbol, NOON).duties == 0
    assert standings.course(engine, symbol) == []
