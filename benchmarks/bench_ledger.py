"""Ledger: grouped appends a second on SQLite with ``synchronous=FULL``, against the floor, and the bytes they take.

Each append is a reminder as the engine makes it: one event, hashed into the chain, the obligation's new picture and one notice. The
floor is the driver alone: the very same rows, ready made, written by ``sqlite3``'s executemany with one commit for as many appends.
Both run in the same process, alternating, each on a database of its own; the medians are compared. What bounds it is one core:
checking, hashing and building the rows in Python, and SQLite's own work for eight index entries an append; the disk's flush is shared
by a thousand.

    python benchmarks/bench_ledger.py [--obligations 2000] [--each 5] [--rounds 5] [--json]
"""

import argparse
import asyncio
import gc
import json
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from domain import commands as c
from domain.force import Force
from domain.instrument import Due
from domain.obligation import Obligation
from domain.projection import project
from domain.terms import Terms
from domain.transition import step
from schema.engine import make_engine
from schema.grouped import GroupedLedger
from schema.ledger import Answer, Ledger
from schema.migrate import upgrade
from wire.records import Append, store

START = datetime(2017, 1, 1, tzinfo=UTC)
TABLES = ("events", "obligations", "notices")


class Counting(Ledger):
    """Remembers how many appends went into each commit."""

    def __init__(self, path: Path) -> None:
        upgrade(f"sqlite:///{path}")
        super().__init__(make_engine(f"sqlite:///{path}"))
        self.commits: list[int] = []

    def append_many(self, items: Sequence[Append]) -> list[Answer]:
        self.commits.append(len(items))
        return super().append_many(items)


def lives(obligations: int, each: int) -> tuple[list[Append], list[list[Append]]]:
    """The beginning of every obligation, and its ``each`` reminders."""
    begun, reminders = [], []
    for number in range(obligations):
        stream = f"A/RES/71/244:{number}"
        state: Obligation | None = None
        due = Due("by 1 January 2018", latest=date(2018, 1, 1))
        terms = Terms("A/RES/71/244", "14", Force.REQUEST, "requests", ("Secretary-General",), ("submit a report",), due)
        made = []
        steps: list[c.Command] = [c.Propose(terms), c.Confirm(), c.Assign("person-17"), *[c.Tick()] * each]
        for n, command in enumerate(steps):
            now = START if n < 3 else START + timedelta(days=400 + 100 * n)
            done = step(state, c.Envelope(f"{stream}/{n}", "person-1" if n < 3 else "servanda", command), now, stream)
            assert done.after and done.events
            after = state.seq if state else 0
            made.append(Append(stream, after, f"{stream}/{n}", tuple(map(store, done.events)), project(done.after), done.notices))
            state = done.after
        begun += made[:3]
        reminders.append(made[3:])
    return begun, reminders


async def grouped(ledger: Ledger, work: list[list[Append]]) -> float:
    """Seconds until all are answered; every obligation waits for one answer before it sends the next."""

    async def live(appends: list[Append]) -> None:
        for each in appends:
            await writer.append(each)

    async with GroupedLedger(ledger) as writer:
        begin = time.perf_counter()
        await asyncio.gather(*map(live, work))
        return time.perf_counter() - begin


def written(path: Path, after: int) -> dict[str, list[tuple[object, ...]]]:
    """The rows that the ledger wrote after position ``after``, as the driver gives them."""
    connection = sqlite3.connect(path)
    events = connection.execute("SELECT * FROM events WHERE position > ? ORDER BY position", (after,)).fetchall()
    pictures = {row[0]: row for row in connection.execute("SELECT * FROM obligations")}
    told: dict[tuple[object, object], list[tuple[object, ...]]] = {}
    for row in connection.execute("SELECT * FROM notices"):
        told.setdefault((row[3], row[4]), []).append(row)
    connection.close()
    return {
        "events": events,
        "obligations": [pictures[row[1]] for row in events],
        "notices": [notice for row in events for notice in told.get((row[1], row[2]), [])],
    }


def floor(path: Path, rows: dict[str, list[tuple[object, ...]]], commits: list[int], appends: int) -> float:
    """Seconds to write ``rows`` with nothing but the driver, in as many commits."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous=FULL")
    inserts = {
        name: f"INSERT OR REPLACE INTO {name} VALUES ({', '.join('?' * len(rows[name][0]))})" for name in TABLES if rows[name]
    }
    begin = time.perf_counter()
    done = 0
    for commit in commits:
        connection.execute("BEGIN IMMEDIATE")
        for name, insert in inserts.items():
            share = len(rows[name]) / appends
            connection.executemany(insert, rows[name][round(done * share) : round((done + commit) * share)])
        connection.execute("COMMIT")
        done += commit
    seconds = time.perf_counter() - begin
    connection.close()
    return seconds


def one_round(folder: Path, begun: list[Append], work: list[list[Append]]) -> dict[str, float]:
    """Both ways once, on fresh databases that hold the same beginning."""
    ledger = Counting(folder / "ours.db")
    ledger.append_many(begun)
    plain = Counting(folder / "floor.db")
    plain.append_many(begun)
    plain.engine.dispose()
    start = ledger.head().position
    ledger.commits.clear()
    gc.collect()
    ours = asyncio.run(grouped(ledger, work))
    ledger.engine.dispose()
    appends = sum(map(len, work))
    rows = written(folder / "ours.db", start)
    least = floor(folder / "floor.db", rows, ledger.commits, appends)
    events = len(rows["events"])
    payload = sum(len(row[9]) for row in rows["events"] if isinstance(row[9], bytes))
    size = (folder / "ours.db").stat().st_size
    total = start + events
    return {
        "events a second": events / ours,
        "appends a second": appends / ours,
        "floor, events a second": events / least,
        "ratio": least / ours,
        "appends a commit": appends / len(ledger.commits),
        "bytes an event": size / total,
        "payload bytes an event": payload / events,
        "notices": len(rows["notices"]),
        "events": events,
    }


def main(argv: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--obligations", type=int, default=2000)
    parser.add_argument("--each", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(argv)
    begun, work = lives(given.obligations, given.each)
    rounds = []
    for _ in range(given.rounds):
        with tempfile.TemporaryDirectory() as folder:
            rounds.append(one_round(Path(folder), begun, work))
    medians = {name: statistics.median(each[name] for each in rounds) for name in rounds[0]}
    if given.json:
        json.dump(medians | {"rounds": given.rounds}, sys.stdout)
        return
    ours, least, ratio = (medians[name] for name in ("events a second", "floor, events a second", "ratio"))
    print(
        f"{'ledger, grouped appends':28} {ours:10,.0f} events/s floor {least:10,.0f}   ratio {ratio:5.2f}   wanted: 10,000 events/s"
    )
    for name in ("appends a second", "appends a commit", "bytes an event", "payload bytes an event"):
        print(f"{name:>28} {medians[name]:10,.0f}")


if __name__ == "__main__":
    main()
