"""Matters to be told about, and an outbox in memory with the very rules of the real one."""

from dataclasses import replace
from datetime import UTC, date, datetime

from domain import commands as c
from domain.commands import Envelope
from domain.force import Force
from domain.instrument import Due
from domain.notices import Notice
from domain.obligation import Obligation
from domain.terms import Terms
from domain.transition import step
from notify.outbox import Matter

NOON = datetime(2017, 1, 2, 12, tzinfo=UTC)

WORDS = (
    "Requests, in this regard, the Administrator of the United Nations Development Programme to organize two in-depth briefings "
    "by May 2017 on how this more formalized and strengthened inter-agency mechanism is being structured;"
)

TERMS = Terms(
    instrument="A/RES/71/244",
    provision="14",
    force=Force.REQUEST,
    verb="Requests",
    addressees=("Administrator of the United Nations Development Programme",),
    actions=("organize two in-depth briefings",),
    due=Due("by May 2017", latest=date(2017, 5, 31), working="the last day of the month"),
    required=2,
    deliverable="briefing",
    zone="America/New_York",
)

LIFE: tuple[tuple[str, c.Command, datetime], ...] = (
    ("coord", c.Propose(TERMS), NOON),
    ("coord", c.Confirm(), NOON),
    ("coord", c.Assign("anna", "please"), NOON),
    ("coord", c.Assign("bert"), NOON),
    ("bert", c.Decline("on leave"), NOON),
    ("coord", c.Assign("carla"), NOON),
    ("servanda", c.Tick(), datetime(2017, 3, 2, 14, 0, 1, tzinfo=UTC)),
    ("servanda", c.Tick(), datetime(2017, 5, 31, 14, tzinfo=UTC)),
    ("servanda", c.Tick(), datetime(2017, 6, 1, 4, tzinfo=UTC)),
    ("servanda", c.Tick(), datetime(2017, 6, 7, 13, tzinfo=UTC)),
    ("servanda", c.Tick(), datetime(2017, 6, 14, 13, tzinfo=UTC)),
    ("carla", c.Submit("first briefing"), datetime(2017, 6, 15, 9, tzinfo=UTC)),
    ("servanda", c.Tick(), datetime(2017, 6, 22, 9, tzinfo=UTC)),
    ("coord", c.Return("no minutes"), datetime(2017, 6, 23, 9, tzinfo=UTC)),
    ("coord", c.ChangeDueDate(date(2017, 9, 30), "agreed"), datetime(2017, 6, 24, 9, tzinfo=UTC)),
    ("carla", c.Submit("both", 2), datetime(2017, 8, 1, 9, tzinfo=UTC)),
    ("coord", c.Approve(), datetime(2017, 8, 2, 9, tzinfo=UTC)),
    ("coord", c.Reopen("minutes were wrong"), datetime(2017, 8, 3, 9, tzinfo=UTC)),
    ("coord", c.Waive("overtaken"), datetime(2017, 8, 4, 9, tzinfo=UTC)),
)
"""One life in which every kind of notice is sent at least once."""


def at(month: int, day: int, year: int = 2017) -> datetime:
    return datetime(year, month, day, 14, tzinfo=UTC)


LATER_LIFE: tuple[tuple[str, c.Command, datetime], ...] = (
    ("coord", c.Propose(TERMS), NOON),
    ("coord", c.Confirm(), NOON),
    ("coord", c.Assign("anna"), NOON),
    ("anna", c.Accept(), NOON),
    ("anna", c.Delegate("bert", "you know the matter"), NOON),
    ("bert", c.Accept(), NOON),
    ("bert", c.HandBack("not mine"), NOON),
    ("anna", c.AskExtension(date(2017, 7, 31), "the annex is late"), at(1, 3)),
    ("chief", c.RefuseExtension("no"), at(1, 4)),
    ("anna", c.AskExtension(date(2017, 6, 30), "at least this"), at(1, 5)),
    ("chief", c.GrantExtension(), at(1, 6)),
    ("coord", c.SetMilestone("draft", date(2017, 3, 1)), at(1, 7)),
    ("servanda", c.Tick(), at(2, 28)),
    ("servanda", c.Tick(), at(3, 2)),
    ("coord", c.Consult("dana", "Is the list complete?", date(2017, 3, 10)), at(3, 3)),
    ("servanda", c.Tick(), at(3, 11)),
    ("coord", c.Suspend("the committee rests", date(2017, 4, 1)), at(3, 12)),
    ("coord", c.Resume(), at(3, 20)),
    ("anna", c.Snooze(date(2017, 4, 10), "away at a session"), at(3, 21)),
    ("servanda", c.Tick(), at(4, 11)),
    ("coord", c.ScheduleUnit(1, date(2017, 5, 15), "the first one is needed earlier"), at(4, 12)),
    ("coord", c.Assign("carla", also=True), at(4, 13)),
    ("coord", c.Withdraw(2, "one is enough"), at(4, 14)),
    ("coord", c.Amend("A/RES/72/1:3", "by a later resolution", due=date(2017, 9, 30)), at(4, 15)),
    ("coord", c.Supersede("A/RES/72/2:9", "taken over"), at(4, 16)),
)
"""What the first life has no room for: delegation, extensions, milestones, consultations, pauses, lineage."""

SERIES_LIFE: tuple[tuple[str, c.Command, datetime], ...] = (
    ("coord", c.Propose(replace(TERMS, recurrence="annual", required=1)), NOON),
    ("coord", c.Confirm(), NOON),
    ("servanda", c.Tick(), at(6, 2)),
    ("servanda", c.Tick(), at(6, 2, 2018)),
)

SESSION_LIFE: tuple[tuple[str, c.Command, datetime], ...] = (
    ("coord", c.Propose(replace(TERMS, recurrence="each-session", required=1)), NOON),
    ("coord", c.Confirm(), NOON),
    ("servanda", c.Tick(), at(6, 2)),
)

CONTINUING_LIFE: tuple[tuple[str, c.Command, datetime], ...] = (
    ("coord", c.Propose(replace(TERMS, due=None, continuing=True, required=1, review_months=6)), NOON),
    ("coord", c.Confirm(), NOON),
    ("coord", c.Assign("anna"), NOON),
    ("servanda", c.Tick(), at(7, 20)),
)


LATER = (LATER_LIFE, SERIES_LIFE, SESSION_LIFE, CONTINUING_LIFE)


def lived(
    life: tuple[tuple[str, c.Command, datetime], ...] = LIFE,
    obligation: str = "A/RES/71/244:14",
    title: str = "South-South cooperation",
) -> list[tuple[Notice, Matter]]:
    """Every notice of ``life`` with what it is about."""
    state: Obligation | None = None
    found = []
    for number, (actor, command, now) in enumerate(life):
        taken = step(state, Envelope(f"c{number}", actor, command), now, obligation)
        assert taken.events or isinstance(command, c.Tick), command
        by_seq = {stamped.seq: stamped for stamped in taken.events}
        state = taken.after
        assert state is not None
        found += [(notice, Matter(by_seq[notice.seq], state, WORDS, title)) for notice in taken.notices]
    return found
