"""Calendars made and events delivered, and what each costs as there are ten times as many.

A calendar of obligations (eleven events each) against its floor: reading and folding the very same histories, in the same
run. An event delivered to a local receiver, signed and recorded, against its floor: the same bytes posted over one connection, and
one row changed and committed after each. Then the cost of one item among ten times as many: it must not grow.
"""

import asyncio
import statistics
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from time import perf_counter

import aiohttp
from aiohttp import web

import config
import log
from benchmarks.common import report, sample_terms
from domain import commands as c
from domain.folding import fold
from domain.projection import project
from domain.transition import step
from engine.outgoing.feeds import make
from engine.outgoing.webhooks import Delivery
from notify.signing import new_secret
from schema import webhooks
from schema.engine import Engine, make_engine, reading, writing
from schema.feeds import FeedKind
from schema.ledger import Ledger, histories
from schema.migrate import upgrade
from wire.records import Append, store, unstore

ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 5
FEW, MANY = (int(sys.argv[2]), int(sys.argv[2]) * 10) if len(sys.argv) > 2 else (300, 3_000)
AT = datetime(2017, 1, 2, 12, tzinfo=UTC)
SYMBOL = "A/RES/71/244"


def filled(obligations: int, remarks: int) -> Engine:
    """A ledger with so many obligations, each assigned and remarked upon."""
    url = f"sqlite:///{tempfile.mkdtemp()}/servanda.db"
    upgrade(url)
    engine = make_engine(url)
    said = [c.Confirm(), c.Assign("bob"), *(c.Comment(f"remark {n}") for n in range(remarks))]
    items = []
    for number in range(obligations):
        state, stream = None, f"{SYMBOL}:{number}"
        for turn, command in enumerate([c.Propose(sample_terms(number)), *said]):
            after = state.seq if state else 0
            done = step(state, c.Envelope(f"{number}/{turn}", "coordinator", command), AT, stream)
            state = done.after
            assert state
            items.append(Append(stream, after, f"{number}/{turn}", tuple(map(store, done.events)), project(state)))
    Ledger(engine).append_many(items)
    return engine


def timed(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began


def folded(engine: Engine, obligations: int) -> None:
    """The floor of a calendar: the same histories read and folded."""
    for start in range(0, obligations, 200):
        some = [f"{SYMBOL}:{number}" for number in range(start, min(start + 200, obligations))]
        with reading(engine) as connection:
            found = histories(connection, some)
        for stream, history in found.items():
            fold(stream, map(unstore, history))


def calendars(obligations: int) -> tuple[float, float, float]:
    """Milliseconds that an obligation takes in a calendar, and in the floor; the median of the ratios."""
    engine = filled(obligations, remarks=7)
    pairs = []
    for _ in range(ROUNDS):
        mine = timed(lambda: make(engine, FeedKind.INSTRUMENT, SYMBOL, AT)) / obligations * 1e3
        pairs.append((mine, timed(lambda: folded(engine, obligations)) / obligations * 1e3))
    engine.dispose()
    return (
        statistics.median(a for a, _ in pairs),
        statistics.median(b for _, b in pairs),
        statistics.median(a / b for a, b in pairs),
    )


def note(engine: Engine) -> None:
    """The least that recording a delivery can be: one value in one row, committed."""
    with writing(engine, ledger=False) as connection:
        connection.exec_driver_sql("UPDATE webhooks SET position = position + 1")


async def deliveries(events: int) -> tuple[float, float, float]:
    """Milliseconds that an event takes to be delivered, and a bare post of the same size; the median of the ratios."""
    engine, got = filled(1, remarks=events - 4), list[bytes]()

    async def receive(request: web.Request) -> web.Response:
        got.append(await request.read())
        return web.Response(status=204)

    async def nobody(*_: object) -> None:
        raise AssertionError("nothing fails here")

    app = web.Application()
    app.router.add_post("/", receive)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    url = f"http://localhost:{runner.addresses[0][1]}/"
    pairs = []
    for _ in range(ROUNDS):
        webhook = webhooks.add(engine, url, new_secret(), AT, "ann", from_beginning=True)
        got.clear()
        began = perf_counter()
        await Delivery(engine, config.Settings(webhook_hosts="localhost"), lambda: AT, nobody).round()
        mine = (perf_counter() - began) / events * 1e3
        bodies = got[:]
        assert len(bodies) == events, (len(bodies), events)
        began = perf_counter()
        async with aiohttp.ClientSession() as session:
            for body in bodies:
                async with session.post(url, data=body) as answer:
                    await answer.read()
                await asyncio.to_thread(note, engine)
        pairs.append((mine, (perf_counter() - began) / events * 1e3))
        webhooks.remove(engine, webhook.id)
    await runner.cleanup()
    engine.dispose()
    return (
        statistics.median(a for a, _ in pairs),
        statistics.median(b for _, b in pairs),
        statistics.median(a / b for a, b in pairs),
    )


def main() -> None:
    log.configure(config.Settings(log_level="warning"))
    first, floor, ratio = calendars(FEW)
    report(f"calendar of {FEW}", first, floor, ratio, "ms each", "below 12")
    more, floor, ratio = calendars(MANY)
    report(f"calendar of {MANY}", more, floor, ratio, "ms each", "below 12")
    report("  ten times as many", more, first, more / first, "ms each", "below 1.5")
    first, floor, ratio = asyncio.run(deliveries(FEW))
    report(f"{FEW} events delivered", first, floor, ratio, "ms each", "below 3")
    more, floor, ratio = asyncio.run(deliveries(MANY))
    report(f"{MANY} events delivered", more, floor, ratio, "ms each", "below 3")
    report("  ten times as many", more, first, more / first, "ms each", "below 1.5")


if __name__ == "__main__":
    main()
