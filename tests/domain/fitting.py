"""Commands as well made as can be, for the machine to ask: with reasons, days that lie ahead, and the numbers of what there is.

Where a step is legal, most of these are granted. Those of :mod:`tests.domain.particulars` are of every sort, and half of them refused.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from domain import commands as c
from domain.events import Member
from domain.obligation import Obligation
from tests.domain.particulars import NAMES, PARTIES, Made

WHY = st.just("as was decided")
ANYBODY = st.sampled_from(PARTIES)
SOME = st.integers(1, 3).map(lambda number: NAMES[:number]) | st.lists(st.sampled_from(NAMES), min_size=1, unique=True).map(tuple)


@dataclass(frozen=True)
class Fitting:
    """Draws commands for ``state`` at ``now``."""

    state: Obligation
    now: datetime

    def of(self, kind: type[c.Command]) -> st.SearchStrategy[c.Command]:
        """Commands of one kind. One about an assignment names none: that is for whoever asks."""
        made = {**self._people(), **self._time(), **self._plans(), **self._whole()}
        return made[kind]() if kind in made else st.builds(kind, WHY)

    def _after(self, day: date | None, most: int) -> st.SearchStrategy[date]:
        """Days after ``day`` and today."""
        today = self.now.astimezone(ZoneInfo(self.state.terms.zone)).date()
        first = max(day or today, today)
        return st.integers(1, most).map(lambda days: first + timedelta(days=days))

    def _until(self, last: date | None, most: int) -> st.SearchStrategy[date]:
        """Days after today, up to ``last``, if that lies ahead."""
        today = self.now.astimezone(ZoneInfo(self.state.terms.zone)).date()
        return self._after(None, most if last is None else max(1, min(most, (last - today).days)))

    def _people(self) -> Made:
        live = [held.number for held in self.state.assignments if held.live]
        free = [name for name in (*self.state.terms.addressees, *NAMES, "ECA", "ECE") if name not in self.state.roll.covered]
        member = st.builds(Member, st.sampled_from(free or ["ECLAC"]), st.none() | ANYBODY)
        beside = st.builds(c.Assign, ANYBODY, addressee=st.none() | st.sampled_from(free or [None]), also=st.just(True))
        again = st.builds(c.Assign, ANYBODY, assignment=_one(live))
        return {
            c.Assign: lambda: beside | again if live else beside,
            c.FanOut: lambda: st.builds(
                c.FanOut, st.just("the commissions"), st.lists(member, min_size=1, max_size=2).map(tuple)
            ),
            c.Accept: lambda: st.builds(c.Accept),
            c.Delegate: lambda: st.builds(c.Delegate, ANYBODY),
            c.Withdraw: lambda: st.builds(c.Withdraw, _one(live), WHY),
            c.ReportProgress: lambda: st.builds(c.ReportProgress, WHY, st.none() | st.integers(0, 100)),
            c.Submit: lambda: st.builds(c.Submit, units=st.integers(1, min(3, self.state.terms.required))),
            c.Attach: lambda: st.just(c.Attach(("A/72/1",))),
        }

    def _time(self) -> Made:
        deadline, whole = self.state.deadline, self.state.whole_day
        series = self.state.series
        last = series.last.due if series and series.last else None
        units = st.integers(1, self.state.terms.required)
        return {
            c.ChangeDueDate: lambda: st.builds(c.ChangeDueDate, self._after(None, 400), WHY),
            c.AskExtension: lambda: st.builds(c.AskExtension, self._after(deadline, 100), WHY),
            c.ScheduleUnit: lambda: st.builds(c.ScheduleUnit, units, st.none() | self._until(whole, 100), WHY),
            c.Suspend: lambda: st.builds(c.Suspend, WHY, st.none() | self._after(None, 20)),
            c.Snooze: lambda: st.builds(c.Snooze, self._until(deadline, 40), WHY),
            c.OpenOccurrence: lambda: st.builds(c.OpenOccurrence, self._after(last, 400)),
            c.Reopen: lambda: st.builds(c.Reopen, WHY, st.none() | self._after(None, 100)),
        }

    def _plans(self) -> Made:
        ahead = [each.number for each in self.state.milestones if each.ahead]
        asked = [each.number for each in self.state.consultations if each.answered_at is None]
        which = st.none() | _one(ahead) if ahead else st.none()
        return {
            c.SetMilestone: lambda: st.builds(c.SetMilestone, st.just("draft"), self._after(None, 60), WHY, which),
            c.ReachMilestone: lambda: st.builds(c.ReachMilestone, _one(ahead)),
            c.DropMilestone: lambda: st.builds(c.DropMilestone, _one(ahead), WHY),
            c.Consult: lambda: st.builds(c.Consult, ANYBODY, WHY, st.none() | self._after(None, 30)),
            c.RecordAnswer: lambda: st.builds(c.RecordAnswer, _one(asked), WHY),
        }

    def _whole(self) -> Made:
        by, terms = st.just("A/RES/72/1:2"), self.state.terms
        more = st.integers(1, 4).filter(lambda units: units != terms.required)
        dated = [] if self.state.series else [st.builds(c.Amend, by, WHY, due=self._after(None, 200))]
        covered = tuple(name for name in terms.addressees if name not in self.state.uncovered)
        ends = st.none() | st.integers(1, 3) if terms.recurrence and terms.due else st.none()
        return {
            c.Confirm: lambda: st.builds(
                c.Confirm,
                due=st.none() | self._after(None, 200),
                addressees=SOME,
                required=st.none() | st.integers(1, 3),
                accept_past_due=st.just(True),
                quorum=st.none() | st.integers(1, 3),
                lightly=st.booleans(),
                ends_after=ends,
            ),
            c.Amend: lambda: st.one_of(
                *dated,
                st.builds(c.Amend, by, WHY, required=more),
                st.builds(c.Amend, by, WHY, addressees=SOME),
                *[st.builds(c.Amend, by, WHY, addressees=st.just(covered))] * (2 if self.state.uncovered else 0),
            ),
            c.Supersede: lambda: st.builds(c.Supersede, by, WHY),
            c.Link: lambda: st.builds(c.Link, st.just(f"recalled {self.state.seq} times by"), by),
        }


def _one(numbers: Iterable[int]) -> st.SearchStrategy[int]:
    """One of ``numbers``, or 1 where there are none: then the step is not legal anyway."""
    return st.sampled_from(tuple(numbers) or (1,))
