"""The steps on the way to a report that a session is to consider, and when each is spoken of.

A document due at a session must be in long before: under the slots of the United Nations' conference services it is submitted for
processing ten weeks before its consideration and issued six weeks before (the six-week rule: General Assembly decision 34/401,
paragraph 30, and resolution 47/202 B). Consideration is reckoned from the session's opening, the earliest day it can come up.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from domain.instrument import Due
from domain.obligation import Obligation
from domain.plans import Milestone
from domain.terms import Terms
from domain.time.zones import at, end_of_day

SUBMISSION = "submission for processing"
ISSUANCE = "issuance"
CONSIDERATION = "consideration"

SLOTS = ((SUBMISSION, 70, "ten weeks"), (ISSUANCE, 42, "six weeks"))
"""Name, and how long before it is considered: in days, and in words."""

DOCUMENTS = frozenset({"report", "recommendations", "proposal", "plan", "update"})
"""Deliverables that reach a session as a document."""

AT = "within"
"""The relation of a due time to its session that stands for "at its seventy-second session"."""

REMINDERS = (14, 3)
"""Days before a milestone on which its holder is told of it."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A milestone as a rule gives it. ``due`` is ``None`` while no calendar gives the session's days."""

    name: str
    due: date | None
    rule: str


def by_rule(terms: Terms, due: Due | None) -> tuple[Planned, ...]:
    """The milestones that follow from what is asked for; none where it is no document, or is not due *at* a session.

    What is due by a session's end, or before it begins, is not said to be considered there.
    """
    if due is None or due.session is None or terms.deliverable not in DOCUMENTS or due.optional:
        return ()
    if (due.session_relation or AT).partition(":")[0] != AT:
        return ()
    opening = due.earliest
    session = f"session {due.session.number} of the {due.session.body}"
    found = [
        Planned(name, opening and opening - timedelta(days=days), f"{before} before the session opens: {session}")
        for name, days, before in SLOTS
    ]
    return (*found, Planned(CONSIDERATION, due.latest if opening else None, f"by the end of {session}"))


def from_day(day: date) -> tuple[Planned, ...]:
    """The same steps where a person has given the ``day``, and no session any more: it is considered on that day."""
    found = [Planned(name, day - timedelta(days=days), f"{before} before {day:%d %B %Y}") for name, days, before in SLOTS]
    return (*found, Planned(CONSIDERATION, day, f"on {day:%d %B %Y}"))


def followed(state: Obligation, due: Due | None) -> Iterator[tuple[Milestone, Planned]]:
    """The milestones of ``state`` that lie ahead and follow from a rule, with what that makes of ``due``.

    What a person has planned or moved follows from no rule any more, and is left out; so is all, where no rule makes anything of it.
    """
    made = by_rule(state.terms, due) if due and due.session else from_day(due.latest) if due and due.latest else ()
    by_name = {planned.name: planned for planned in made}
    for milestone in state.milestones:
        planned = by_name.get(milestone.name)
        if planned and milestone.rule and milestone.ahead:
            yield milestone, planned


def was_past(milestone: Milestone, zone: str) -> bool:
    """Whether its day was over already when it was planned."""
    return bool(milestone.due and milestone.watched and end_of_day(milestone.due, zone) <= milestone.watched)


def carried(milestone: Milestone, due: date, zone: str, hour: int) -> datetime:
    """Up to where the reminders of a ``milestone`` that is put off to ``due`` have been dealt with: the same ones as before."""
    assert milestone.due is not None  # a day that is put off is known
    old, left = milestone.due, {days for _, days in marks(milestone, zone, hour)}
    dealt = [days for days in REMINDERS if days not in left]
    days = dealt[-1] if dealt else REMINDERS[0] + 1
    assert old <= due
    return at(due - timedelta(days=days), time(hour), zone)


def next_mark(milestone: Milestone, zone: str, hour: int) -> datetime | None:
    """When time next speaks of ``milestone`` (UTC): a reminder, or the end of its day. ``None``: never again."""
    return next((instant for instant, _ in marks(milestone, zone, hour)), None)


def marks(milestone: Milestone, zone: str, hour: int) -> Iterator[tuple[datetime, int | None]]:
    """What time has still to say of ``milestone``, in order: reminders with the days that are left, and at its end ``None``.

    Nothing of one whose day was over when it was planned: whether it was reached then, nobody has said.
    """
    if milestone.due is None or milestone.missed or not milestone.ahead or was_past(milestone, zone):
        return
    for days in REMINDERS:
        instant = at(milestone.due - timedelta(days=days), time(hour), zone)
        if milestone.watched is None or instant > milestone.watched:
            yield instant, days
    yield end_of_day(milestone.due, zone), None
