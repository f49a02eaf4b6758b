"""Draws ``docs/life.md`` from the rules themselves: ``python -m docs.draw_life`` writes it, a test holds it to the code.

Nothing is drawn from memory. The kernel is walked: from a proposal, every command with every actor, and the next alarm, until no
new situation comes up. What is drawn is what happened.
"""

from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from domain import commands as c
from domain.decide import TIME_ITSELF
from domain.errors import Refused
from domain.force import Force
from domain.instrument import Due, SessionRef
from domain.life import LEGAL, VERBS, next_alarm
from domain.obligation import CLOSED, OPEN, WORKING, Obligation, Status
from domain.terms import Terms
from domain.transition import step

PAGE = Path(__file__).with_name("life.md")

START = datetime(2017, 1, 2, 12, tzinfo=UTC)
SESSION = SessionRef("General Assembly", 72)
DUE = Due("at its seventy-second session", latest=date(2017, 9, 12), session=SESSION)
TERMS = Terms("A/RES/71/244", "14", Force.REQUEST, "requests", ("Secretary-General",), ("report",), due=DUE, required=2)

ACTORS = ("bob", "ann", "coordinator", TIME_ITSELF)
ALARMS = 14
"""Enough for the ladder's last rung and a repeated notice."""

ENGINE = {c.Tick: "time", c.RebindSession: "session moved"}
"""What nobody commands: time passes, and sessions are moved in the calendar."""

BY = {
    c.Accept: "the assignee",
    c.Decline: "the assignee",
    c.Approve: "anybody but the submitter and the assignee",
    c.Tick: "time itself",
    c.RebindSession: "the calendar",
}


@dataclass(frozen=True, slots=True)
class Transition:
    """A step that was seen: from one status to another, and the kinds of events it left."""

    before: Status
    command: type[c.Command]
    after: Status
    events: tuple[str, ...]


def transitions() -> frozenset[Transition]:
    """Every transition there is. Raises ``AssertionError`` where a step that the table calls legal never is, or the other way round."""
    found: set[Transition] = set()
    situations: set[tuple[object, ...]] = set()
    waiting = deque([_proposed()])
    while waiting:
        state, now = waiting.popleft()
        if (key := _situation(state, now)) in situations:
            continue
        situations.add(key)
        for taken, after, then in _everything(state, now):
            found.add(taken)
            waiting.append((after, then))
    seen = {(each.command, each.before) for each in found}
    table = {(command, status) for command, statuses in LEGAL.items() for status in statuses}
    assert seen == table, f"the table and the rules differ in {sorted(map(str, seen ^ table))}"
    return frozenset(found)


def _proposed() -> tuple[Obligation, datetime]:
    proposed = step(None, c.Envelope("propose", "reader", c.Propose(TERMS)), START, "A/RES/71/244:14")
    assert proposed.after is not None
    return proposed.after, START


def _situation(state: Obligation, now: datetime) -> tuple[object, ...]:
    """What can make a difference to what happens next, roughly: two alike are walked once."""
    waiting = state.submission and (state.submission.by, state.submission.units)
    over = bool(state.deadline and now.date() > state.deadline)
    return (state.status, state.assignee, waiting, state.delivered, state.overdue, over, state.deadline is None)


def _everything(state: Obligation, now: datetime) -> Iterator[tuple[Transition, Obligation, datetime]]:
    later = now + timedelta(hours=1)
    for command in _commands(now):
        for actor in ACTORS:
            yield from _tried(state, command, actor, later)
    yield from _time_passing(state, later)


def _time_passing(state: Obligation, now: datetime) -> Iterator[tuple[Transition, Obligation, datetime]]:
    """The alarms as they come, and, from each of them on, an outage of a year."""
    for _ in range(ALARMS):
        if (alarm := next_alarm(state)) is None:
            return
        now = max(alarm, now)
        yield from _tried(state, c.Tick(), TIME_ITSELF, now + timedelta(days=365))
        for found in _tried(state, c.Tick(), TIME_ITSELF, now):
            yield found
            state = found[1]


def _commands(now: datetime) -> tuple[c.Command, ...]:
    ahead = (now + timedelta(days=200)).date()
    return (
        c.Confirm(accept_past_due=True), c.Reject("no duty"), c.Assign("bob"), c.Assign("ann"), c.Accept(), c.Decline("not ours"),
        c.ReportProgress("half done", 50), c.Submit(), c.Submit(units=2), c.Approve(), c.Return("the annex is missing"),
        c.ChangeDueDate(ahead, "put off"), c.Waive("superseded"), c.Reopen("not done after all"), c.Comment("seen"),
        c.RebindSession(SESSION, replace(DUE, latest=ahead), "the bureau"),
        c.RebindSession(SESSION, replace(DUE, latest=None, reason="put off"), "the bureau"),
    )  # fmt: skip


def _tried(state: Obligation, command: c.Command, actor: str, now: datetime) -> Iterator[tuple[Transition, Obligation, datetime]]:
    try:
        taken = step(state, c.Envelope("c", actor, command), now, state.id)
    except Refused:
        return
    if taken.events and taken.after:
        kinds = tuple(type(stamped.event).__name__ for stamped in taken.events)
        yield Transition(state.status, type(command), taken.after.status, kinds), taken.after, now


def page() -> str:
    """The whole page, as it must stand in ``docs/life.md``."""
    found = transitions()
    return TEXT.format(diagram="\n".join(_diagram(found)), steps="\n".join(_steps(found)), statuses="\n".join(_statuses(found)))


def _name(command: type[c.Command]) -> str:
    return VERBS.get(command) or ENGINE[command]


def _order(status: Status) -> int:
    return list(Status).index(status)


def _diagram(found: frozenset[Transition]) -> Iterator[str]:
    """Mermaid. What leaves the status as it is stands in the table, not in the picture."""
    arrows: dict[tuple[Status, Status], list[str]] = defaultdict(list)
    for command in LEGAL:
        for before, after in sorted(
            {(t.before, t.after) for t in found if t.command is command}, key=lambda p: (*map(_order, p),)
        ):
            if before is not after:
                arrows[before, after].append(_name(command))
    yield "stateDiagram-v2"
    for status in Status:
        yield f'    state "{status}" as {_node(status)}'
    yield f"    [*] --> {_node(Status.PROPOSED)}: read out of a document"
    for (before, after), names in sorted(arrows.items(), key=lambda item: (*map(_order, item[0]),)):
        yield f"    {_node(before)} --> {_node(after)}: {', '.join(names)}"
    for status in Status:
        if status in CLOSED:
            yield f"    {_node(status)} --> [*]"


def _node(status: Status) -> str:
    return status.value.replace(" ", "_")


def _steps(found: frozenset[Transition]) -> Iterator[str]:
    yield "| step | by | legal while | then it is | recorded |"
    yield "|---|---|---|---|---|"
    for command, legal in LEGAL.items():
        mine = [t for t in found if t.command is command]
        after = sorted({t.after for t in mine}, key=_order)
        stays = all(t.before is t.after for t in mine)
        name = f"`{_name(command)}`" if command in VERBS else _name(command)
        by = BY.get(command, "a person")
        then = "as before" if stays else _listed(after)
        yield f"| {name} | {by} | {_listed(sorted(legal, key=_order))} | {then} | {_kinds(mine)} |"


def _kinds(mine: list[Transition]) -> str:
    """The ways in which it is recorded, the shortest first."""
    ways = sorted({t.events for t in mine}, key=lambda kinds: (len(kinds), kinds))
    return "; ".join(", ".join(kinds) for kinds in ways)


def _listed(statuses: list[Status]) -> str:
    return "any" if len(statuses) == len(Status) else ", ".join(statuses)


def _statuses(found: frozenset[Transition]) -> Iterator[str]:
    yield "| status | a person may | time speaks |"
    yield "|---|---|---|"
    for status in Status:
        verbs = [f"`{VERBS[command]}`" for command in VERBS if any(t.before is status and t.command is command for t in found)]
        kinds = sorted({kind for t in found if t.before is status and t.command is c.Tick for kind in t.events})
        yield f"| {status} ({_kept(status)}) | {', '.join(verbs)} | {', '.join(kinds) or 'never'} |"


def _kept(status: Status) -> str:
    if status in WORKING:
        return "open, to be done"
    if status in OPEN:
        return "open, to be approved"
    return "closed" if status in CLOSED else "not a duty yet"


TEXT = """\
# The life of an obligation

Drawn from `domain/` by `python -m docs.draw_life`; a test fails where this page and the code differ. Don't edit it.

```mermaid
{diagram}
```

## Steps

{steps}

What is not legal is refused, nothing is recorded, and the refusal names what is legal now. Whoever sends a step gives it an id: sent
twice, it is carried out once.

## Statuses

{statuses}

*Overdue* is no status: it is a fact about an open obligation, which `domain/obligation.py` folds from the same events.

## What time does

- The ladder stands around the due day, in days of the obligation's own zone, at the ladder's hour: reminders before it and on it,
  notices and escalations after it. The day is over at the midnight that ends it, and then the obligation becomes overdue.
- It runs only while something is to be done. While a submission waits for approval, whoever must approve is reminded instead; what
  came meanwhile is caught up with if the submission is returned.
- Each rung comes once. What is past when the ladder is set up (on confirmation, on reopening, with a new due day) is skipped, and the
  reminders among it are named once.
- After an outage one reminder stands for all that were missed, and names them; becoming overdue stands for the notices of being so;
  the highest level of escalation that has been reached stands for those below it.
- What is confirmed, reopened or re-dated when its day is already over becomes overdue with the first tick, which is due at once, and
  is brought before the level that it has reached by then.
- A day that the text only suggests is no deadline, and an unresolved one is none yet: time says nothing about either until a person, or
  the session's calendar, gives a day.
- It is done on the day on which the last unit was handed in, whenever that was recorded or approved. Lateness is counted in days of
  the calendar in the obligation's zone.

## Who may not

Nobody approves their own work: neither whoever submitted it, nor the focal point it is assigned to, by whoever's hand it came in.
"""

if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(f"{PAGE} is drawn: review it.")
