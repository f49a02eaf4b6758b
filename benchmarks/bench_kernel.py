"""The kernel alone: events folded, commands decided, alarms reckoned, events written and read, a second, on one core.

Floor: one ``dataclasses.replace`` of the same state an event, which is the least that an immutable fold can do; same run, in turn.
Then what each costs as histories grow tenfold, and tenfold again, and as the parties that answer do: 1, 100 and 5,000 of them, of
whom all accept, hand in and are approved. It must not grow with histories, and with parties by no more than copying a tuple of them.
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
PARTIES = (1, 100, 500, 5_000)
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


def shared(parties: int) -> tuple[Obligation, list[Stamped]]:
    """An obligation that so many members of one collective answer for, all of whom but the last are done, and its history."""
    state: Obligation | None = None
    history: list[Stamped] = []

    def ask(command: c.Command, actor: str) -> None:
        nonlocal state
        taken = step(state, c.Envelope(f"c{len(history)}", actor, command), BEGAN, ID)
        state = taken.after
        history.extend(taken.events)

    ask(c.Propose(sample_terms(14, date(2017, 5, 31))), "reader")
    ask(c.Confirm(required=1), "coordinator")
    ask(c.FanOut("all", tuple(c.Member(f"Member {n}", f"focal-{n}") for n in range(1, parties + 1))), "coordinator")
    for number in range(1, parties):
        ask(c.Accept(), f"focal-{number}")
        ask(c.Submit(), f"focal-{number}")
        ask(c.Approve(assignment=number), "coordinator")
    assert state is not None
    return state, history


def measured_of(parties: int) -> Iterator[tuple[str, Callable[[], object], int]]:
    """What is measured where so many parties answer."""
    state, history = shared(parties)
    calls = max(20, CALLS // 20)
    accept = c.Envelope("c", f"focal-{parties}", c.Accept())
    tick = c.Envelope("t", TIME_ITSELF, c.Tick())
    alarm = next_alarm(state) or BEGAN
    handed_in = step(state, c.Envelope("s", f"focal-{parties}", c.Submit()), BEGAN, ID).after
    approve = c.Envelope("a", "coordinator", c.Approve())
    yield "fold, an event", lambda: fold(ID, history), len(history)
    yield "decide, to accept", many(lambda: decide(state, accept, BEGAN), calls), calls
    yield "decide, to approve the last", many(lambda: decide(handed_in, approve, BEGAN), calls), calls
    yield "decide, a tick", many(lambda: decide(state, tick, alarm), calls), calls
    yield "next alarm", many(lambda: next_alarm(state), calls), calls
    yield "a whole step", many(lambda: step(state, accept, BEGAN, ID), calls), calls
    yield "project", many(lambda: project(state), calls), calls


def table(
    sizes: tuple[int, ...], rounds: Callable[[int], Iterator[tuple[str, Callable[[], object], int]]], shown: int, of: str
) -> None:
    """Each question at each size, against the floor; in full at one of them."""
    costs: dict[str, list[float]] = {}
    for size in sizes:
        for name, work, items in rounds(size):
            ours, floor, ratio = against(work, least(items))
            costs.setdefault(name, []).append(ours / items * 1e6)
            if size == shown:
                report(f"{name}, {size:,} {of}", items / ours / 1e3, items / floor / 1e3, ratio, "k/s", "of one replace")
    print(f"\n{'microseconds each, of':28} {''.join(f'{size:>12,}' for size in sizes)}  {of:8} grows")
    for name, cost in costs.items():
        print(f"{name:28} {''.join(f'{each:12.2f}' for each in cost)}           {cost[-1] / cost[0]:5.2f} times")
    print()


def main() -> None:
    table(LENGTHS, measured, LENGTHS[1], "events")
    table(PARTIES, measured_of, PARTIES[-1], "parties")


if __name__ == "__main__":
    main()
