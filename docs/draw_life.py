"""Draws ``docs/life.md`` from the rules themselves: ``python -m docs.draw_life`` writes it, a test holds it to the code.

Nothing is drawn from memory. The kernel is walked: from a proposal, every command with every actor, and the next alarm, until no
new situation comes up. What is drawn is what happened.
"""

from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from pathlib import Path

from domain import commands as c
from domain.assignment import Assignment
from domain.decide import TIME_ITSELF
from domain.errors import Refused
from domain.events import Member
from domain.force import Force
from domain.instrument import Due, SessionRef
from domain.life import LEGAL, LEGAL_OF_ASSIGNMENT, VERBS, next_alarm
from domain.obligation import CLOSED, OPEN, WORKING, Obligation, Status
from domain.status import RUNNING
from domain.terms import Terms
from domain.transition import step

PAGE = Path(__file__).with_name("life.md")

START = datetime(2017, 1, 2, 12, tzinfo=UTC)
SESSION = SessionRef("General Assembly", 72)
DUE = Due("at its seventy-second session", date(2017, 9, 12), date(2018, 9, 17), session=SESSION)
TERMS = Terms("A/RES/71/244", "14", Force.REQUEST, "requests", ("Secretary-General",), ("report",), due=DUE, required=2,
              deliverable="report")  # fmt: skip
SEVERAL = ("UNDP", "UNEP")
KINDS = (
    TERMS,
    replace(TERMS, due=None, required=1, continuing=True, review_months=12),
    replace(TERMS, due=Due("by May 2017", latest=date(2017, 5, 31)), recurrence="annual"),
    replace(TERMS, recurrence="each-session"),
    replace(TERMS, due=Due("by May 2017", latest=date(2017, 5, 31)), required=1, series="A/RES/71/244:14", occurrence=1),
    replace(TERMS, addressees=SEVERAL, due=Due("by May 2017", latest=date(2017, 5, 31)), required=1),
    replace(TERMS, addressees=SEVERAL, due=None, required=1, quorum=1),
)
"""Of every kind of obligation one: due at a session, without a day, recurring by rule, recurring by the session's calendar, an occurrence,
of several addressees all of whom must be done, or any."""

COORDINATOR, CHIEF, HOLDER, OTHER = "coordinator", "eve", "bob", "ann"
ALARMS = 14
"""Enough for the ladder's last rung and a repeated notice."""
ABOUT_PARTS = frozenset({*LEGAL_OF_ASSIGNMENT, c.Confirm, c.Assign, c.FanOut, c.Withdraw, c.Amend, c.Suspend, c.Resume, c.Reopen})
"""The steps that are tried where several are addressed: the others care nothing for how many there are."""
ABOUT_OCCURRENCES = frozenset(
    {c.Confirm, c.Assign, c.Accept, c.ReportProgress, c.Submit, c.Suspend, c.AskExtension, c.GrantExtension, c.CloseWithSeries}
)
"""The steps that are tried on an occurrence, for how it stands when its series is closed. All else it does as any other obligation."""
MOST = 2
"""Assignments of one obligation that are drawn; more bring nothing new."""

ENGINE = {c.Tick: "time", c.RebindSession: "session moved", c.CloseWithSeries: "series closed"}
"""What nobody commands: time passes, sessions are moved in the calendar, and a series takes its occurrences with it."""

BY = {
    c.Accept: "the assignee",
    c.Decline: "the assignee",
    c.Delegate: "the assignee",
    c.HandBack: "the assignee",
    c.Snooze: "the assignee",
    c.Approve: "anybody but the submitter, the assignee and the delegators",
    c.GrantExtension: "anybody but who asked, the assignees and the delegators",
    c.Tick: "time itself",
    c.RebindSession: "the calendar",
    c.CloseWithSeries: "whoever closed it",
}


@dataclass(frozen=True, slots=True)
class Transition:
    """A step that was seen: from one status to another, and the kinds of events it left.

    ``part`` is the way that the assignment took which the step was about, where it was about one that there was already.
    ``several``: more than one party answers for it, or is to.
    """

    before: Status
    command: type[c.Command]
    after: Status
    events: tuple[str, ...]
    part: tuple[Status, Status] | None = None
    several: bool = False


@lru_cache(maxsize=1)
def transitions() -> frozenset[Transition]:
    """Every transition there is. Raises ``AssertionError`` where a step that the tables call legal never is, or the other way round."""
    found: set[Transition] = set()
    situations: set[tuple[object, ...]] = set()
    waiting = deque(_proposed(terms) for terms in KINDS)
    while waiting:
        state, now = waiting.popleft()
        if (key := _situation(state, now)) in situations:
            continue
        situations.add(key)
        for taken, after, then in _everything(state, now):
            found.add(taken)
            waiting.append((after, then))
    _hold_against_the_tables(found)
    return frozenset(found)


def _hold_against_the_tables(found: set[Transition]) -> None:
    seen = {(each.command, each.before) for each in found}
    table = {(command, status) for command, statuses in LEGAL.items() for status in statuses}
    assert seen <= table, f"done, though the table calls it illegal: {sorted(map(str, seen - table))}"
    whole = {(command, status) for command, status in table if command not in LEGAL_OF_ASSIGNMENT}
    assert whole <= seen, f"called legal, and never done: {sorted(map(str, whole - seen))}"
    parts = {(each.command, each.part[0]) for each in found if each.part and each.command in LEGAL_OF_ASSIGNMENT}
    legal = {(command, status) for command, statuses in LEGAL_OF_ASSIGNMENT.items() for status in statuses}
    assert parts == legal, f"of an assignment, the table and the rules differ in {sorted(map(str, parts ^ legal))}"


def _proposed(terms: Terms) -> tuple[Obligation, datetime]:
    proposed = step(None, c.Envelope("propose", "reader", c.Propose(terms)), START, "A/RES/71/244:14")
    assert proposed.after is not None
    return proposed.after, START


def _situation(state: Obligation, now: datetime) -> tuple[object, ...]:
    """What can make a difference to what happens next, roughly: two alike are walked once."""
    kind = (
        state.terms.recurrence,
        state.deadline is None,
        state.series and (len(state.series.occurrences) > 1, state.series.awaited, state.series.ends_after),
        state.terms.series,
    )
    over = bool(state.deadline and now.date() > state.deadline)
    named = state.terms.addressees
    several = len(named), len(state.uncovered), state.terms.quorum
    if len(state.assignments) > 1:
        held_for = sorted((held.status, held.addressee is None, held.addressee in named) for held in state.assignments)
        return state.status, tuple(held_for), bool(state.series), *several
    held = [(h.status, bool(h.chain), h.submission and h.submission.units, h.delivered) for h in state.assignments]
    asked = any(each.answered_at is None for each in state.consultations)
    return state.status, *held, state.overdue, over, bool(state.extension), asked, kind, *several


def _everything(state: Obligation, now: datetime) -> Iterator[tuple[Transition, Obligation, datetime]]:
    later = now + timedelta(hours=1)
    for command in _commands(state, now):
        if state.status not in LEGAL[type(command)] or (_of_several(state) and type(command) not in ABOUT_PARTS):
            continue
        if state.terms.series and type(command) not in ABOUT_OCCURRENCES:
            continue
        for actor in dict.fromkeys((COORDINATOR, CHIEF, *state.parties)):
            yield from _tried(state, command, actor, later)
    if not _of_several(state):
        yield from _time_passing(state, later)


def _of_several(state: Obligation) -> bool:
    return state.terms.addressees[0] == SEVERAL[0]


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


def _commands(state: Obligation, now: datetime) -> Iterator[c.Command]:
    ahead = (now + timedelta(days=200)).date()
    yield from (
        c.Confirm(accept_past_due=True), c.Confirm(accept_past_due=True, ends_after=1), c.Reject("no duty"),
        c.Assign(HOLDER, assignment=1 if state.assignments else None),
        c.Withdraw(1, "not theirs"), c.ReportProgress("half done", 50), c.Submit(), c.Submit(units=2), c.Approve(),
        c.Return("the annex is missing"), c.Accept(), c.Decline("not ours"), c.Delegate("carl"), c.HandBack("no time"),
        c.Attach(("A/72/1",)), c.ChangeDueDate(ahead, "put off"), c.AskExtension(date(2099, 1, 1), "much to do"),
        c.GrantExtension(), c.RefuseExtension("no"), c.ScheduleUnit(1, None, "as the whole"),
        c.ScheduleUnit(1, ahead, "first"), c.Suspend("a strike", ahead),
        c.Resume(), c.Snooze((now + timedelta(days=3)).date(), "on mission"), c.SetMilestone("draft", ahead),
        c.ReachMilestone(1), c.DropMilestone(1, "no need"), c.Consult("UNDP", "what of the budget?"),
        c.RecordAnswer(1, "it will do"), c.OpenOccurrence(date(2099, 1, 1)), c.EndSeries("enough"),
        c.Amend("A/RES/72/1:2", "as decided", required=3 if state.terms.required != 3 else 4),
        c.Supersede("A/RES/72/1:2", "as decided"), c.Link("recalled by", f"A/RES/72/{state.seq}:2"), c.Waive("no longer asked for"),
        c.Reopen("not done after all"), c.Comment("seen"),
        c.RebindSession(SESSION, replace(DUE, latest=ahead), "the bureau"),
        c.RebindSession(SESSION, replace(DUE, earliest=None, latest=None, reason="put off"), "the bureau"),
    )  # fmt: skip
    if state.terms.series:
        yield from (c.CloseWithSeries("no longer asked for", now, by) for by in ("", "A/RES/72/1:2"))
    if len(state.assignments) < MOST:
        yield c.Assign(OTHER, also=True)
        yield c.FanOut("two", (Member("one", OTHER),))
        yield c.FanOut("two", (Member("nobody's"),))
        yield from (c.Assign(OTHER, addressee=name) for name in state.uncovered or state.terms.addressees[:1])
    if _of_several(state):
        named = state.terms.addressees
        yield c.Amend("A/RES/72/1:2", "as decided", addressees=SEVERAL if len(named) == 1 else named[:1])
    if len(state.assignments) > 1:
        for held in state.assignments:
            yield from (c.Submit(assignment=held.number), c.Approve(assignment=held.number), c.Withdraw(held.number, "not theirs"),
                        c.Accept(assignment=held.number), c.Decline("not ours", held.number))  # fmt: skip


def _tried(state: Obligation, command: c.Command, actor: str, now: datetime) -> Iterator[tuple[Transition, Obligation, datetime]]:
    try:
        taken = step(state, c.Envelope("c", actor, command), now, state.id)
    except Refused:
        return
    if taken.events and taken.after:
        kinds = tuple(type(stamped.event).__name__ for stamped in taken.events)
        part = _part(state.assignments, taken.after.assignments, command)
        several = len(taken.after.assignments) > 1 or _of_several(state)
        yield Transition(state.status, type(command), taken.after.status, kinds, part, several), taken.after, now


def _part(before: tuple[Assignment, ...], after: tuple[Assignment, ...], command: c.Command) -> tuple[Status, Status] | None:
    """The way of the one assignment that changed."""
    if isinstance(command, c.Waive | c.Supersede | c.CloseWithSeries | c.Reopen | c.Tick):
        return None
    changed = [(old.status, new.status) for old, new in zip(before, after, strict=False) if old != new]
    return next((way for way in changed if way[0] is not way[1]), changed[0] if changed else None)


def page() -> str:
    """The whole page, as it must stand in ``docs/life.md``."""
    found = transitions()
    alone = {(t.before, t.command, t.after) for t in found if not t.several}
    parts = {(*t.part, t.command) for t in found if t.part}
    return TEXT.format(
        diagram="\n".join(_diagram(alone)),
        assignment="\n".join(_diagram({(before, command, after) for before, after, command in parts}, whole=False)),
        steps="\n".join(_steps(found)),
        statuses="\n".join(_statuses(found)),
    )


def _name(command: type[c.Command]) -> str:
    return VERBS.get(command) or ENGINE[command]


def _order(status: Status) -> int:
    return list(Status).index(status)


def _diagram(found: set[tuple[Status, type[c.Command], Status]], *, whole: bool = True) -> Iterator[str]:
    """Mermaid. What leaves the status as it is stands in the table, not in the picture."""
    arrows: dict[tuple[Status, Status], list[str]] = defaultdict(list)
    for command in LEGAL:
        for before, after in sorted({(b, a) for b, each, a in found if each is command}, key=lambda p: (*map(_order, p),)):
            if before is not after:
                arrows[before, after].append(_name(command))
    yield "stateDiagram-v2"
    for status in Status:
        if whole or any(status in pair for pair in arrows):
            yield f'    state "{_spoken(status, whole)}" as {_node(status)}'
    yield f"    [*] --> {_node(Status.PROPOSED if whole else Status.ASSIGNED)}: {'read out of a document' if whole else 'assign, fan-out'}"
    for (before, after), names in sorted(arrows.items(), key=lambda item: (*map(_order, item[0]),)):
        yield f"    {_node(before)} --> {_node(after)}: {', '.join(names)}"
    for status in Status:
        if status in CLOSED and (whole or any(status in pair for pair in arrows)):
            yield f"    {_node(status)} --> [*]"


def _spoken(status: Status, whole: bool) -> str:
    """An assignment that is withdrawn stands where a waived obligation does."""
    return "withdrawn" if status is Status.WAIVED and not whole else status.value


def _node(status: Status) -> str:
    return status.value.replace(" ", "_")


def _steps(found: frozenset[Transition]) -> Iterator[str]:
    yield "| step | by | legal while | then it is | recorded |"
    yield "|---|---|---|---|---|"
    for command in LEGAL:
        legal = LEGAL_OF_ASSIGNMENT.get(command, LEGAL[command])
        mine = [t for t in found if t.command is command]
        of_one = command in LEGAL_OF_ASSIGNMENT
        ways = {t.part for t in mine if t.part} if of_one else {(t.before, t.after) for t in mine if not t.several}
        after = sorted({way[1] for way in ways}, key=_order)
        stays = all(before is then for before, then in ways)
        name = f"`{_name(command)}`" if command in VERBS else _name(command)
        by = BY.get(command, "a person")
        then = "as before" if stays else _listed(after)
        name += " *" if of_one else ""
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
    if status in RUNNING:
        return "open, to be approved"
    if status in OPEN:
        return "open, the clock stands" if status is Status.SUSPENDED else "open, a series"
    return "closed" if status in CLOSED else "not a duty yet"


TEXT = """\
# The life of an obligation

Drawn from `domain/` by `python -m docs.draw_life`; a test fails where this page and the code differ. Don't edit it.

```mermaid
{diagram}
```

Where several answer for it, each has an assignment with a life of its own, and where the whole stands follows from theirs: as all who
are left stand, *in progress* once anybody has begun, *discharged* when all are done, or as many as the terms ask for.

```mermaid
{assignment}
```

## Steps

{steps}

\\* A step on one assignment: it is legal where that assignment stands so, whatever the others do.

What is not legal is refused, nothing is recorded, and the refusal names what is legal now. Whoever sends a step gives it an id: sent
twice, it is carried out once.

## Statuses

{statuses}

*Overdue* is no status: it is a fact about an open obligation, which `domain/obligation.py` folds from the same events.

## What time does

- The ladder stands around the due day, in days of the obligation's own zone, at the ladder's hour: reminders before it and on it,
  notices and escalations after it. The day is over at the midnight that ends it, and then the obligation becomes overdue.
- It runs only while something is to be done. While submissions wait for approval, whoever must approve is reminded instead, of all that
  wait at once; what came meanwhile is caught up with if a submission is returned.
- Each rung comes once. What is past when the ladder is set up (on confirmation, on reopening, with a new due day) is skipped, and the
  reminders among it are named once.
- After an outage one reminder stands for all that were missed, and names them; becoming overdue stands for the notices of being so;
  the highest level of escalation that has been reached stands for those below it.
- What is confirmed, reopened or re-dated when its day is already over becomes overdue with the first tick, which is due at once, and
  is brought before the level that it has reached by then.
- A day that the text only suggests is no deadline, and an unresolved one is none yet: time says nothing about either until a person, or
  the session's calendar, gives a day.
- A proposal moves with its session too, and is confirmed with the days that the calendar has on confirmation. Both are said.
- While it is suspended the clock stands. The days are given back on every day that is its own, and to whoever was asked and has not
  answered, and the ladder moves with them; what is bound to a session keeps the session's day.
- A report due at a session has milestones by rule: submission for processing ten weeks before the session opens, issuance six weeks
  before, consideration. They move with the session, or with the day that a person gives instead, but for those that a person has set;
  and each is reminded of, and missed once.
- A duty without a day is looked at again every so many months. What recurs opens its next occurrence when the last one's day is
  over, done or not; each occurrence is an obligation of its own. A series that is waived takes with it all that are open; one that is
  superseded those that were not yet due and are not handed in, and the others say why they stay.
- It is done on the day on which the last unit was handed in, whenever that was recorded or approved. Lateness is counted in days of
  the calendar in the obligation's zone.

## Who may not

Nobody approves their own work: neither whoever submitted it, nor the focal point it is assigned to, nor those who delegated it, by
whoever's hand it came in. Nobody grants an extension that they asked for, or of what they have to do.
"""

if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(f"{PAGE} is drawn: review it.")
