"""The kernel alone: events folded, commands decided, alarms reckoned, events written and read, a second, on one core.

Floor: one ``dataclasses.replace`` of the same state an event, which is the least that an immutable fold can do; same run, in turn.
Then what each costs as histories grow tenfold, and tenfold again: it must not grow with them.
"""

import statistics
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import cycle
from time import perf_counter

from benchmarks.common import report, sample_terms
from domain import commands as c
from domain.decide import TIME_ITSELF, decide
from domain.events import Stamped
from domain.folding import fold
from domain.life import next_alarm
from domain.obligation import Obligation
from domain.projection import project
from domain.transition import step
from wire.records import store, unstore

ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 7
CALLS = int(sys.argv[2]) if len(sys.argv) > 2 else 2_000
"""How often a single question is put in one round."""

ID = "A/RES/71/244:14"
BEGAN = datetime(2017, 1, 2, 12, tzinfo=UTC)
LENGTHS = (100, 1_000, 10_000)
OPENING = (
    (c.Propose(sample_terms(14, date(2017, 5, 31))), "reader"),
    (c.Confirm(), "coordinator"),
    (c.Assign("bob"), "coordinator"),
)
TURNS = (
    (c.Accept(), "bob"),
    (c.ReportProgress("at it", 40), "bob"),
    (c.Comment("how is it going?"), "coordinator"),
    (c.Tick(), TIME_ITSELF),
    (c.Submit(), "bob"),
    (c.Return("the annex is missing"), "coordinator"),
    (c.Assign("ann"), "coordinator"),
    (c.Assign("bob"), "coordinator"),
)
"""A life that goes round and round: every turn leaves it as it was, but for reminders and, later, notices of being overdue."""


def lived(events: int) -> tuple[Obligation, list[Stamped], datetime]:
    """An obligation after at least so many events, its history, and what time it is."""
    state: Obligation | None = None
    history: list[Stamped] = []
    now = BEGAN
    for number, (command, actor) in enumerate(_said()):
        if state and isinstance(command, c.Tick):
            now = max(now, next_alarm(state) or now)
        taken = step(state, c.Envelope(f"c{number}", actor, command), now, ID)
        state = taken.after
        history += taken.events
        if state and len(history) >= events and actor == "coordinator" and isinstance(command, c.Assign):
            return state, history, now
    raise AssertionError("the turns never end")


def _said() -> Iterator[tuple[c.Command, str]]:
    yield from OPENING
    yield from cycle(TURNS)


def timed(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began


def against(ours: Callable[[], object], floor: Callable[[], object]) -> tuple[float, float, float]:
    """Medians of the seconds that each takes, in turn, and the median of the ratios of the pairs: floor / ours."""
    pairs = [(timed(ours), timed(floor)) for _ in range(ROUNDS)]
    mine, base = zip(*pairs, strict=True)
    return statistics.median(mine), statistics.median(base), statistics.median(b / a for a, b in pairs)


def many(question: Callable[[], object], times: int = CALLS) -> Callable[[], None]:
    def ask() -> None:
        for _ in range(times):
            question()

    return ask


def least(items: int) -> Callable[[], None]:
    """The floor: as many states, each a copy of the last with another number."""
    state, _, _ = lived(3)

    def copy() -> None:
        one = state
        for seq in range(items):
            one = replace(one, seq=seq)

    return copy


def measured(events: int) -> Iterator[tuple[str, Callable[[], object], int]]:
    """What is measured on a history of this length: a name, the work, and how many items it does."""
    state, history, now = lived(events)
    remark = c.Envelope("c", "coordinator", c.Comment("how is it going?"))
    tick = c.Envelope("t", TIME_ITSELF, c.Tick())
    later = max(next_alarm(state) or now, now)
    sample = history[-100:]
    yield "fold, an event", lambda: fold(ID, history), len(history)
    yield "decide, a command", many(lambda: decide(state, remark, now)), CALLS
    yield "decide, a tick", many(lambda: decide(state, tick, later)), CALLS
    yield "next alarm", many(lambda: next_alarm(state)), CALLS
    yield "a whole step", many(lambda: step(state, remark, now, ID)), CALLS
    yield "project", many(lambda: project(state)), CALLS
    yield "write and read an event", many(lambda: [unstore(store(one)) for one in sample], CALLS // 100), CALLS


def main() -> None:
    costs: dict[str, list[float]] = {}
    for events in LENGTHS:
        for name, work, items in measured(events):
            ours, floor, ratio = against(work, least(items))
            costs.setdefault(name, []).append(ours / items * 1e6)
            if events == LENGTHS[1]:
                report(f"{name}, {events:,} events", items / ours / 1e3, items / floor / 1e3, ratio, "k/s", "of one replace")
    print(f"\n{'microseconds each, after':28} {''.join(f'{length:>12,}' for length in LENGTHS)}  events   grows (tenfold twice)")
    for name, cost in costs.items():
        print(f"{name:28} {''.join(f'{each:12.2f}' for each in cost)}           {cost[-1] / cost[0]:5.2f} times")


if __name__ == "__main__":
    main()
