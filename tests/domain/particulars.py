"""Commands with particulars of every sort, good and bad, for the machine to ask."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from domain import commands as c
from domain.force import Force
from domain.instrument import Due
from domain.ladder import Ladder
from domain.obligation import Obligation, Status
from domain.terms import Terms
from tests.domain.lives import SESSION

PERSONS: dict[str, tuple[str, ...]] = {
    "ann": (), "bob": ("desk",), "carl": (), "coordinator": (), "eve": ("desk", "chair"),
}  # fmt: skip
"""Everybody, and the positions that they hold or stand in for."""

PARTIES = ("ann", "bob", "carl", "desk", "chair")
NAMES = ("Secretary-General", "UNDP", "UNEP")
LATER_TEXT = ("A/RES/72/1:2", "A/RES/72/237:9", "")
BODY = "at its twentieth session"

few = st.lists(st.integers(1, 60), max_size=3).map(tuple)
weekends = st.sampled_from(((), (), (5, 6), (4, 5), (6,)))
ladders = st.just(Ladder()) | st.builds(
    Ladder,
    reminders=st.lists(st.integers(0, 120), max_size=5).map(tuple),
    notices=few,
    notice_every=st.integers(5, 120),
    escalations=few,
    review_every=st.integers(1, 20),
    hour=st.integers(0, 23),
    weekend=weekends,
)
words = st.sampled_from(("because", " it was so ", "because", "")) | st.text(max_size=8)
reasons = st.sampled_from(("because", "so it is", "as was decided", " "))
away = st.integers(-60, 500) | st.integers(-1, 8)
"""Days from today to a due day."""
soon = st.integers(-1, 40)

Made = dict[type[c.Command], Callable[[], st.SearchStrategy[c.Command]]]
"""How commands of a kind are drawn. Made only of the kind that is asked for: to make them all costs more than the step itself."""


def holder(party: str | None) -> str:
    """A person who may act as ``party``."""
    return next((person for person, hats in PERSONS.items() if party in (person, *hats)), "ann")


def worn(person: str) -> tuple[str, ...]:
    return PERSONS.get(person, ())


@dataclass(frozen=True)
class Drawn:
    """Draws commands for ``state`` at ``now``."""

    state: Obligation
    now: datetime

    def days(self, span: st.SearchStrategy[int]) -> st.SearchStrategy[date]:
        today = self.now.astimezone(ZoneInfo(self.state.terms.zone)).date()
        return span.map(lambda days: today + timedelta(days=days))

    def number(self, command: type[c.Command]) -> st.SearchStrategy[int | None]:
        """None, mostly, or the number of an assignment that there is, or nearly."""
        return st.none() | st.integers(0, len(self.state.assignments) + 1)

    def of(self, command: type[c.Command]) -> st.SearchStrategy[c.Command]:
        """Commands of one kind."""
        number, party = self.number(command), st.sampled_from(PARTIES)
        made = {**self._people(number, party), **self._time(number), **self._plans(party), **self._whole()}
        return made[command]() if command in made else st.builds(command, reasons)

    def _people(self, number: st.SearchStrategy[int | None], party: st.SearchStrategy[str]) -> Made:
        member = st.builds(c.Member, st.sampled_from((*NAMES, "ECA", "ECE")), st.none() | party)
        addressee = st.sampled_from((None, None, *NAMES, " "))
        return {
            c.Assign: lambda: st.builds(c.Assign, st.sampled_from((*PARTIES, "")), words, addressee, number, st.booleans()),
            c.FanOut: lambda: st.builds(c.FanOut, st.just("the commissions"), st.lists(member, max_size=2).map(tuple)),
            c.Accept: lambda: st.builds(c.Accept, words, number),
            c.Decline: lambda: st.builds(c.Decline, reasons, number),
            c.Delegate: lambda: st.builds(c.Delegate, party, words, number),
            c.HandBack: lambda: st.builds(c.HandBack, reasons, number),
            c.Withdraw: lambda: st.builds(c.Withdraw, st.integers(0, len(self.state.assignments) + 1), reasons),
            c.ReportProgress: lambda: st.builds(c.ReportProgress, words, st.none() | st.integers(-5, 105), number),
            c.Submit: lambda: st.builds(
                c.Submit, words, st.integers(1, 2) | st.integers(0, 3), st.sampled_from(((), ("A/72/1",), ("",))), number
            ),
            c.Approve: lambda: st.builds(c.Approve, words, number),
            c.Return: lambda: st.builds(c.Return, reasons, number),
            c.Attach: lambda: st.builds(c.Attach, st.sampled_from(((), ("A/72/1",), ("sha256:aa", "https://un.org"))), words),
        }

    def _time(self, number: st.SearchStrategy[int | None]) -> Made:
        day, near = self.days(away), self.days(soon)
        return {
            c.ChangeDueDate: lambda: st.builds(c.ChangeDueDate, day, reasons),
            c.AskExtension: lambda: st.builds(c.AskExtension, day, reasons),
            c.GrantExtension: lambda: st.builds(c.GrantExtension, words),
            c.ScheduleUnit: lambda: st.builds(c.ScheduleUnit, st.integers(0, 4), st.none() | day | near, reasons),
            c.Suspend: lambda: st.builds(c.Suspend, reasons, st.none() | near),
            c.Resume: lambda: st.builds(c.Resume, words),
            c.Snooze: lambda: st.builds(c.Snooze, near, reasons, number),
            c.OpenOccurrence: lambda: st.builds(c.OpenOccurrence, day),
            c.Reopen: lambda: st.builds(c.Reopen, reasons, st.none() | day),
        }

    def _plans(self, party: st.SearchStrategy[str]) -> Made:
        day, one = self.days(away), st.integers(0, len(self.state.milestones) + 1)
        return {
            c.SetMilestone: lambda: st.builds(c.SetMilestone, words, day | self.days(soon), words, st.none() | one),
            c.ReachMilestone: lambda: st.builds(c.ReachMilestone, one, words, st.booleans()),
            c.DropMilestone: lambda: st.builds(c.DropMilestone, one, reasons),
            c.Consult: lambda: st.builds(c.Consult, party, words, st.none() | self.days(soon)),
            c.RecordAnswer: lambda: st.builds(c.RecordAnswer, st.integers(0, len(self.state.consultations) + 1), words),
        }

    def _whole(self) -> Made:
        day = self.days(away)
        named = st.lists(st.sampled_from(NAMES), max_size=3, unique=True).map(tuple)
        later = st.sampled_from(LATER_TEXT)
        return {
            c.Confirm: lambda: st.builds(
                c.Confirm,
                due=st.none() | day,
                addressees=st.none() | named,
                required=st.none() | st.integers(0, 3),
                accept_past_due=st.booleans(),
                quorum=st.none() | st.integers(0, 3),
                lightly=st.booleans(),
                once=st.booleans(),
                ends_on=st.none() | st.none() | self.days(st.integers(0, 3000)),
                ends_after=st.none() | st.none() | st.integers(0, 4),
            ),
            c.Amend: lambda: st.builds(
                c.Amend, later, reasons, st.none() | day, st.none() | named, st.none() | st.integers(0, 4)
            ),
            c.Supersede: lambda: st.builds(c.Supersede, later, reasons),
            c.Link: lambda: st.builds(c.Link, st.sampled_from(("recalled by", "amends", "")), later, words),
        }

    def fitting(self, command: type[c.Command], statuses: frozenset[Status]) -> st.SearchStrategy[tuple[int, str]]:
        """An assignment for which the step is legal, and somebody who may act for whoever holds it."""
        found = [held for held in self.state.assignments if held.status in statuses]
        return st.sampled_from([(held.number, holder(held.party)) for held in found])


@st.composite
def proposals(draw: st.DrawFn, zone: str, today: date) -> Terms:
    """Terms of every sort, read on the day ``today``."""
    days = draw(st.none() | away)
    latest = None if days is None else today + timedelta(days=days)
    kind = draw(st.sampled_from(("bound", "bound", "plain", "plain", "optional")))
    session = SESSION if kind == "bound" else None
    opens = latest - timedelta(days=draw(st.integers(0, 60))) if latest and session else None
    series = draw(st.sampled_from((None, None, "A/RES/70/1:1")))
    given = latest is not None or (session is not None and draw(st.booleans()))
    due = Due(BODY, opens, latest, session=session, optional=kind == "optional") if given else None
    return Terms(
        "A/RES/71/244",
        "14",
        Force.REQUEST,
        "requests",
        draw(st.lists(st.sampled_from(NAMES), max_size=3, unique=True).map(tuple)),
        ("report",),
        due,
        draw(st.integers(1, 3)),
        zone=zone,
        ladder=draw(ladders),
        deliverable=draw(st.sampled_from(("report", "briefing", None))),
        recurrence=draw(
            st.sampled_from((None, None, None, "annual", "every-6-months", "every-90-days", "each-session", "periodic"))
        ),
        review_months=draw(st.none() | st.sampled_from((1, 3, 12))),
        extension_approval=draw(st.booleans()),
        series=series,
        occurrence=1 if series else None,
    )
