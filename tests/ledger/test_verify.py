"""Tampering is found, and named where it is; what is in order is left alone."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from audit.verify import Report, verify_ledger
from domain import commands as c
from schema import survey
from schema.engine import Connection, Engine, make_engine, writing
from schema.ledger import Ledger
from tests.ledger.lives import Life

FORMAT = Path(__file__).parents[2] / "docs" / "ledger-format.md"


@pytest.fixture
def lived(ledger: Ledger) -> Engine:
    """Two whole lives, 22 events, and a third that has only begun."""
    for stream in ("A/RES/71/244:14", "A/RES/71/244:30"):
        ledger.append_many(Life(stream).whole())
    ledger.append(Life("A/RES/71/244:33").propose())
    assert verify_ledger(ledger.engine).findings == ()
    return ledger.engine


def tamper(engine: Engine, *statements: str) -> Report:
    """Change the database behind the ledger's back: the guards are taken away first, as its owner can."""
    with writing(engine) as connection:
        for name in ("events_refuse_update", "events_refuse_delete", "events_continue"):
            on = " ON events" if connection.dialect.name == "postgresql" else ""
            connection.exec_driver_sql(f"DROP TRIGGER {name}{on}")
        for statement in statements:
            connection.exec_driver_sql(_spelled(connection, statement))
    return verify_ledger(engine)


def _spelled(connection: Connection, statement: str) -> str:
    """Bytes are X'..' here and '\\x..' there."""
    return re.sub(r"X'(\w+)'", r"'\\x\1'", statement) if connection.dialect.name == "postgresql" else statement


def told(report: Report) -> list[str]:
    return [f"{found.position}|{found.stream}|{found.what}" for found in report.findings]


def hexed(text: str) -> str:
    return f"X'{text.encode().hex()}'"


def test_a_whole_ledger_is_in_order_and_counted(lived: Engine) -> None:
    report = verify_ledger(lived)
    assert report.ok
    assert (report.events, report.streams, report.position) == (23, 3, 23)
    assert report.notices > 10
    assert report.head == Ledger(lived).head().hash.hex()


def test_it_is_the_same_in_small_pieces(lived: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = verify_ledger(lived)
    monkeypatch.setattr(survey, "PIECE", 2)
    seen: list[tuple[int, int]] = []
    assert verify_ledger(lived, lambda at, end: seen.append((at, end))) == whole
    assert seen[-1] == (23, 23)
    assert len(seen) == 12


FIRST, SECOND, THIRD = (f"A/RES/71/244:{number}" for number in (14, 30, 33))
TO_EVE = hexed('{"assignee":"eve","note":"","previous":null}')
TO_BOB = f"key = '{FIRST}#4>bob'"
FORGED = "its hash is not that of its content"

Expected = tuple[int | None, str | None, str]
CASES: dict[str, tuple[list[str], list[Expected]]] = {
    "a payload": (
        [f"UPDATE events SET payload = {TO_EVE} WHERE position = 4"],
        [
            (4, FIRST, FORGED),
            (None, FIRST, "#4>bob to bob does not follow from event 4"),
            (None, FIRST, "#4>eve to eve follows from event 4 and is not there"),
        ],
    ),
    "an actor": (["UPDATE events SET actor = 'eve' WHERE position = 7"], [(7, FIRST, FORGED)]),
    "a time": (
        ["UPDATE events SET effective_at = '2001-01-01T00:00:00.000000Z' WHERE position = 23"],
        [(23, THIRD, FORGED)],
    ),
    "a row gone": (
        ["DELETE FROM events WHERE position = 4"],
        [
            (5, FIRST, "position 4 is missing before it"),
            (5, FIRST, "event 5 of the stream stands where event 4 should"),
            (None, FIRST, "is about event 4, which the ledger does not hold"),
        ],
    ),
    "many rows gone": (
        ["DELETE FROM events WHERE position BETWEEN 12 AND 22"],
        [
            (23, THIRD, "positions 12 to 22 are missing before it"),
            (None, SECOND, "there is a projection of it, but no event"),
            (None, SECOND, "is about event 4, which the ledger does not hold"),
        ],
    ),
    "the end cut off": (["DELETE FROM events WHERE position = 23"], [(None, THIRD, "there is a projection of it, but no event")]),
    "two rows swapped": (
        [
            "UPDATE events SET position = 100 WHERE position = 6",
            "UPDATE events SET position = 6 WHERE position = 7",
            "UPDATE events SET position = 7 WHERE position = 100",
        ],
        [
            (6, FIRST, "it does not continue the chain"),
            (6, FIRST, FORGED),
            (6, FIRST, "event 7 of the stream stands where event 6 should"),
        ],
    ),
    "a hash": (
        [f"UPDATE events SET hash = X'{'ab' * 32}' WHERE position = 9"],
        [(9, FIRST, FORGED), (10, FIRST, "it does not continue the chain")],
    ),
    "a kind": (["UPDATE events SET kind = 'Vanished' WHERE position = 3"], [(3, FIRST, FORGED), (3, FIRST, "does not know it")]),
    "no text": (["UPDATE events SET payload = X'ff00' WHERE position = 3"], [(3, FIRST, FORGED), (3, FIRST, "cannot be read")]),
    "a projection": (
        [f"UPDATE obligations SET status = 'waived', assignee = 'eve' WHERE id = '{SECOND}'"],
        [(None, SECOND, "status is 'waived' instead of 'discharged'; assignee is 'eve' instead of 'bob'")],
    ),
    "a projection gone": (
        [f"DELETE FROM obligations WHERE id = '{SECOND}'"],
        [(None, SECOND, "it has events, but no projection")],
    ),
    "a projection of nothing": (
        [f"UPDATE obligations SET id = 'x' WHERE id = '{SECOND}'"],
        [(None, "x", "there is a projection of it, but no event"), (None, SECOND, "it has events, but no projection")],
    ),
    "a projection of nonsense": (
        [f"UPDATE obligations SET addressees = 'nobody' WHERE id = '{SECOND}'"],
        [(None, None, "the table of projections holds what was never written there")],
    ),
    "a notice gone": ([f"DELETE FROM notices WHERE {TO_BOB}"], [(None, FIRST, "follows from event 4 and is not there")]),
    "a notice to another": (
        [f"UPDATE notices SET recipient = 'eve' WHERE {TO_BOB}"],
        [(None, FIRST, "is not as it follows from event 4")],
    ),
    "a notice more": (
        [f"UPDATE notices SET seq = 1, key = 'k' WHERE {TO_BOB}"],
        [
            (None, FIRST, "the notice k to bob does not follow from event 1"),
            (None, FIRST, "follows from event 4 and is not there"),
        ],
    ),
    "a notice of nothing": (
        [f"UPDATE notices SET seq = 99 WHERE {TO_BOB}"],
        [(None, FIRST, "is about event 99, which the ledger does not hold")],
    ),
    "a notice of no kind": (
        [f"UPDATE notices SET kind = 'love letter' WHERE {TO_BOB}"],
        [(None, None, "a notice about one of the events at positions 1 to 23 holds what no outbox writes")],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_tampering_is_found_where_it_is(lived: Engine, name: str) -> None:
    statements, expected = CASES[name]
    report = tamper(lived, *statements)
    for position, stream, what in expected:
        assert [f for f in report.findings if (f.position, f.stream) == (position, stream) and what in f.what], report.findings


def test_one_changed_event_is_one_fault_of_the_chain(lived: Engine) -> None:
    report = tamper(lived, "UPDATE events SET actor = 'eve' WHERE position = 7")
    assert [found.position for found in report.findings if found.position] == [7]


def test_a_time_that_is_none_is_found(sqlite_url: str) -> None:
    """Only SQLite can hold one."""
    ledger = _sqlite(sqlite_url)
    found = told(tamper(ledger.engine, "UPDATE events SET recorded_at = 'yesterday' WHERE position = 3"))
    assert found[0].startswith("3|A/RES/71/244:14|it holds what no ledger writes: Invalid isoformat string: 'yesterday'")
    assert len([line for line in found if not line.startswith("None")]) == 2  # the row, and the stream's next event


def test_a_report_stays_small_however_much_is_wrong(lived: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("audit.verify.MOST_FINDINGS", 5)
    report = tamper(lived, "UPDATE events SET actor = 'eve'")
    assert len(report.findings) == 5
    assert report.more >= 18
    assert not report.ok


def test_others_may_write_meanwhile(lived: Engine) -> None:
    ledger = Ledger(lived)
    life = Life("A/RES/71/244:33")
    life.propose()

    def write(at: int, end: int) -> None:
        ledger.append(life.ask(c.Comment(f"{at} of {end}")))

    assert verify_ledger(lived, write).events == 23
    assert verify_ledger(lived).events == 24


def _sqlite(url: str) -> Ledger:
    from schema.migrate import upgrade

    upgrade(url)
    ledger = Ledger(make_engine(url))
    ledger.append_many(Life().whole())
    return ledger


def documented_verifier() -> str:
    [code] = re.findall(r"```python\n(.*?)```", FORMAT.read_text(encoding="utf-8"), re.DOTALL)
    return str(code)


@pytest.mark.parametrize(
    ("statements", "says"),
    [
        ([], "11 events, head "),
        (["UPDATE events SET actor = 'eve' WHERE position = 7"], "position 7: changed after it was recorded"),
        (["DELETE FROM events WHERE position = 7"], "position 8: something before it is missing or was moved"),
    ],
)
def test_the_documented_verifier_agrees(sqlite_url: str, statements: list[str], says: str) -> None:
    ledger = _sqlite(sqlite_url)
    if statements:
        tamper(ledger.engine, *statements)
    path = str(ledger.engine.url.database)
    done = subprocess.run([sys.executable, "-c", documented_verifier(), path], capture_output=True, text=True, check=False)
    assert says in (done.stderr if statements else done.stdout)
    if not statements:
        assert ledger.head().hash.hex() in done.stdout
