"""A report asked for every other year, rehearsed for twelve: every occurrence begins on its day, and the years beyond ten are lived too."""

import asyncio
from datetime import date
from pathlib import Path

from audit.verify import verify_ledger
from domain.instrument import Instrument
from domain.obligation import Status
from engine.rehearsal.run import Document, rehearse
from engine.rehearsal.script import Script, Step
from reading.pipeline import read
from schema.engine import make_engine
from schema.registry import Document as File

TEXT = b"""The General Assembly,

1. Requests the Secretary-General to submit to it a biennial report on the implementation of the present resolution by 30 June 2017;

2. Requests the Secretary-General to keep the matter under review;
"""
SYMBOL = "A/RES/71/900"
GIVEN = Instrument(symbol=SYMBOL, title="A test", body="General Assembly", session=71, adopted=date(2016, 12, 21))


def test_twelve_years_of_a_biennial_report(tmp_path: Path) -> None:
    steps = (
        Step(on=date(2017, 1, 10), do="assign", obligation="1", to="desk"),
        Step(on=date(2019, 6, 1), do="submit", obligation="1~2", actor="desk", note="A/74/100"),
        Step(on=date(2019, 6, 20), do="approve", obligation="1~2"),
        Step(on=date(2028, 2, 1), do="comment", obligation="2", note="and still"),
    )
    document = Document(read(TEXT, "test.txt", GIVEN), File("test.txt", "text/plain", TEXT))
    found = asyncio.run(rehearse(document, Script(step=steps), date(2029, 6, 30), tmp_path / "r.db"))
    assert found.refused == ()
    states = {state.id.removeprefix(f"{SYMBOL}:"): state for state in found.obligations}
    assert [name for name in states if name.startswith("1~")] == [f"1~{number}" for number in range(1, 8)]
    assert states["1"].status is Status.RECURRING
    assert states["1~2"].status is Status.DISCHARGED
    reminded = [str(m.day) for m in found.moments if m.obligation == f"{SYMBOL}:1~7" and m.kind == "reminder"]
    assert reminded == ["2029-04-01", "2029-05-31", "2029-06-16", "2029-06-23", "2029-06-29", "2029-06-30"]
    assert [m.text for m in found.moments if m.obligation == f"{SYMBOL}:2" and m.kind == "comment"] != []
    engine = make_engine(f"sqlite:///{found.database}")
    try:
        assert verify_ledger(engine).findings == ()
    finally:
        engine.dispose()
