"""Digests for a whole house: read, written and recorded, one a person, each with a few matters that are new and one that is overdue.

Floor: one such message rendered from what is in memory and recorded by itself, a row and its commit, as many times; same run, in
turn. Then what one digest costs as the house grows tenfold, and tenfold again: it must not grow with it.
"""

import sys
import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

import sqlalchemy as sa

import log
from benchmarks.common import report, sample_terms
from config import Settings as Configured
from domain import commands as c
from domain.commands import Envelope
from domain.obligation import Obligation
from domain.transition import step
from engine.obligations import decided
from engine.outgoing.desk import DatabaseDesk, Settings
from notify.digest import About, Plate, gather
from notify.languages import catalogue
from notify.outbox import Matter, Reader
from notify.render import render_digest
from schema.engine import Engine, make_engine, reading, writing
from schema.ledger import Ledger
from schema.migrate import upgrade
from schema.people import Person
from schema.tables import people
from schema.tables.notice_tables import messages
from wire.records import Append

HOUSES = tuple(int(arg) for arg in sys.argv[1:]) or (100, 1_000, 10_000)
ROUNDS = 3
EACH = 3
"""Obligations of one person."""

EARLY = datetime(2029, 1, 1, tzinfo=UTC)
DUE = date(2029, 6, 8)
REMINDED = datetime(2029, 6, 1, 13, 0, 1, tzinfo=UTC)
OVERDUE = datetime(2029, 6, 9, 4, 0, 1, tzinfo=UTC)
WORDS = "Requests the Administrator of the United Nations Development Programme to organize two in-depth briefings by then;"


def life(person: int, number: int) -> list[Append]:
    """One obligation of theirs, reminded of; the first one is overdue as well."""
    who, one = f"p{person}", f"A/RES/83/{person}:{number + 1}"
    steps: list[tuple[c.Command, str, datetime]] = [
        (c.Propose(sample_terms(number, DUE)), "coord", EARLY),
        (c.Confirm(), "coord", EARLY),
        (c.Assign(who), "coord", EARLY),
        (c.Accept(), who, EARLY),
        (c.Tick(), "servanda", REMINDED),
    ]
    steps += [(c.Tick(), "servanda", OVERDUE)] if number == 0 else []
    state: Obligation | None = None
    items = []
    for seq, (command, actor, at) in enumerate(steps):
        envelope = Envelope(f"c{seq}", actor, command)
        items.append(decided(state, envelope, at, one))
        state = step(state, envelope, at, one).after
    return items


def house(folder: Path, persons: int) -> Engine:
    """A database with so many people and their obligations."""
    url = f"sqlite:///{folder / f'{persons}.db'}"
    upgrade(url)
    engine = make_engine(url)
    with writing(engine) as connection:
        row = Person("", "", None, "America/New_York", hours="00:00-24:00", weekend="none")
        shared = {"zone": row.zone, "language": "en", "calendar": "", "weekend": "none", "hours": row.hours, "quiet": ""}
        connection.execute(
            people.insert(),
            [{"id": f"p{n}", "name": f"Person {n}", "email": f"p{n}@example.org", **shared} for n in range(persons)],
        )
    ledger = Ledger(engine)
    batch: list[Append] = []
    for person in range(persons):
        for number in range(EACH):
            batch += life(person, number)
        if len(batch) > 2_000 or person == persons - 1:
            ledger.append_many(batch)
            batch = []
    return engine


def placed(engine: Engine) -> DatabaseDesk:
    """A desk that has told everything that could not wait, so that only digests are left."""
    desk = DatabaseDesk(engine, Settings({"@coordinator": "coord"}))
    moment = OVERDUE
    while desk.write(moment):
        pass
    return desk


def digests_of(engine: Engine, desk: DatabaseDesk, day: int) -> tuple[float, int]:
    """The seconds that one day's digests take, and how many they were."""
    now = datetime(2029, 6, 9, 14, 0, 1, tzinfo=UTC) + timedelta(days=day)
    before = written(engine)
    began = perf_counter()
    while desk.write(now):
        pass
    return perf_counter() - began, written(engine) - before


def written(engine: Engine) -> int:
    with reading(engine) as connection:
        theirs = sa.and_(messages.c.form == "digest", messages.c.person != "coord")
        return int(connection.execute(sa.select(sa.func.count()).where(theirs)).scalar_one())


def floor(engine: Engine, times: int) -> float:
    """The seconds that as many messages take that are rendered from memory and recorded one by one."""
    state: Obligation | None = None
    for seq, (command, actor) in enumerate(
        [(c.Propose(sample_terms(1, DUE)), "coord"), (c.Confirm(), "coord"), (c.Assign("p1"), "coord")]
    ):
        taken = step(state, Envelope(f"c{seq}", actor, command), EARLY, "X:1")
        state = taken.after
    assert state is not None
    [notice] = taken.notices
    about = {"X:1": About(state, WORDS, None, {notice.seq: Matter(taken.events[0], state, WORDS)})}
    reader, speaks = Reader("p1", "Person"), catalogue("en")
    began = perf_counter()
    for number in range(times):
        gathered = gather(Plate(news=(notice,)), about, OVERDUE, "UTC", speaks)
        made = render_digest(gathered, reader, DUE, (1, 0))
        with writing(engine, ledger=False) as connection:
            connection.execute(
                messages.insert(),
                {"key": f"floor {number} {began}", "person": "floor", "form": "floor", "created_at": EARLY, "content": made.text.encode(),
                 "next_try_at": EARLY},
            )  # fmt: skip
    return perf_counter() - began


def main() -> None:
    log.configure(Configured(log_level="error"))
    costs: dict[int, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        for persons in HOUSES:
            engine = house(Path(folder), persons)
            desk = placed(engine)
            pairs = []
            for day in range(ROUNDS):
                seconds, number = digests_of(engine, desk, day)
                assert number == persons, (number, persons)
                some = min(persons, 500)
                pairs.append((seconds / number, floor(engine, some) / some))
            ours, base = (median(each) for each in zip(*pairs, strict=True))
            costs[persons] = ours
            ratio = median(base / ours for ours, base in pairs)
            report(f"digests, {persons:,} people", 1 / ours, 1 / base, ratio, "/s", "of one alone")
            engine.dispose()
    first, last = costs[HOUSES[0]], costs[HOUSES[-1]]
    print(
        f"\nmilliseconds each: {', '.join(f'{n:,} people {cost * 1e3:.2f}' for n, cost in costs.items())}; grows {last / first:.2f} times"
    )


if __name__ == "__main__":
    main()
