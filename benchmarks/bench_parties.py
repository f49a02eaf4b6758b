"""Who is told, and what a person may act for, among few parties and ten times as many; and parties into a workbook and back.

Telling (a position whose holder is away, with a deputy) against its floor: reading the same rows by their keys, once each, in one
transaction. Then the cost of one look-up among ten times as many parties: it must not grow. A workbook out and in again against its
floor: the bare library writing and reading the same cells.

    python benchmarks/bench_parties.py [ROUNDS] [PEOPLE]
"""

import io
import statistics
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter

import openpyxl
import sqlalchemy as sa

from benchmarks.common import report
from domain.parties import Absence, Days, Holding, Position, Role
from engine.exchange.files import export, import_
from schema import parties, party_store
from schema.engine import Engine, make_engine, reading
from schema.migrate import upgrade
from schema.party_store import Parties
from schema.people import Person
from schema.tables import party_tables as t
from schema.tables import people

ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 5
FEW = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000
MANY = FEW * 10
ASKED = 200
AT = datetime(2026, 5, 5, 12, tzinfo=UTC)


def filled(number: int) -> Engine:
    """An instance of so many people, each in a position with a deputy, every tenth away, fifty positions to a body."""
    url = f"sqlite:///{tempfile.mkdtemp()}/servanda.db"
    upgrade(url)
    engine = make_engine(url)
    everyone = range(number)
    known = Parties(
        people={f"p{n}": Person(f"p{n}", f"Person {n}", f"p{n}@example.org") for n in everyone},
        positions={
            f"q{n}": Position(f"q{n}", f"Post {n}", f"Body {n // 50}", role=Role.COORDINATOR if n % 50 == 0 else None)
            for n in everyone
        },
        holdings=tuple(Holding(f"q{n}", f"p{n}", Days(date(2026, 1, 1))) for n in everyone),
        deputies={f"p{n}": (f"p{(n + 1) % number}",) for n in everyone},
        absences=tuple(Absence(f"p{n}", Days(date(2026, 5, 1), date(2026, 5, 12))) for n in everyone if n % 10 == 5),
    )
    party_store.change(engine, lambda _: known)
    return engine


def timed(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began


def rows_by_key(engine: Engine, number: int) -> None:
    """The floor: the rows that tell it, by their keys."""
    person, deputy = f"p{number}", f"p{number + 1}"
    with reading(engine) as connection:
        connection.execute(sa.select(t.positions).where(t.positions.c.id == f"q{number}")).all()
        connection.execute(sa.select(t.holdings).where(t.holdings.c.position == f"q{number}")).all()
        connection.execute(sa.select(t.deputies).where(t.deputies.c.party == person)).all()
        for one in (person, deputy):
            connection.execute(sa.select(people).where(people.c.id == one)).all()
            connection.execute(sa.select(t.absences).where(t.absences.c.person == one)).all()


def looked_up(engine: Engine, people_there: int) -> tuple[float, float, float, float]:
    """Milliseconds to tell, of its floor, the median of the ratios, and milliseconds to find a person's hats."""
    asked = [n * 10 + 5 for n in range(min(ASKED, people_there // 10))]
    pairs, hats = [], []
    for _ in range(ROUNDS):
        mine = timed(lambda: [parties.told(engine, f"q{n}", AT) for n in asked]) / len(asked) * 1e3
        pairs.append((mine, timed(lambda: [rows_by_key(engine, n) for n in asked]) / len(asked) * 1e3))
        hats.append(timed(lambda: [parties.hats(engine, f"p{n + 1}", AT) for n in asked]) / len(asked) * 1e3)
    return (
        statistics.median(a for a, _ in pairs),
        statistics.median(b for _, b in pairs),
        statistics.median(a / b for a, b in pairs),
        statistics.median(hats),
    )


def bare(path: Path) -> None:
    """The floor of a workbook: the library alone, on the same cells."""
    book = openpyxl.load_workbook(path, read_only=True)
    cells = {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book.worksheets}
    out = openpyxl.Workbook(write_only=True)
    for name, rows in cells.items():
        sheet = out.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out.save(io.BytesIO())


def main() -> int:
    few, many = filled(FEW), filled(MANY)
    told, floor, ratio, hats = looked_up(many, MANY)
    before, _, _, hats_before = looked_up(few, FEW)
    report("telling who is told", told, floor, ratio, "ms each", "<= 4")
    grown = f"telling {told / before:.2f}, hats {hats / hats_before:.2f} of the cost; wanted <= 1.5"
    print(f"  among {MANY:,} people as against {FEW:,}: {grown}")
    book = Path(tempfile.mkdtemp()) / "parties.xlsx"
    pairs = []
    for _ in range(ROUNDS):
        mine = timed(lambda: (export(few, book), import_(few, [book])))
        pairs.append((mine, timed(lambda: bare(book))))
    mine, base = (statistics.median(side) for side in zip(*pairs, strict=True))
    exchange = statistics.median(a / b for a, b in pairs)
    report("a workbook out and in", mine, base, exchange, "s", "<= 4")
    good = ratio <= 4 and exchange <= 4 and max(told / before, hats / hats_before) <= 1.5
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
