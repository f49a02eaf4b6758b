"""Where random hands get hold of a life: at its very beginning, or deep inside, where walking at random seldom comes.

Nobody is put anywhere. The life is led there, step by step, and each step is held against every promise like any other.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import strategies as st

from domain import commands as c
from domain.events import Member
from domain.status import Status
from tests.domain.particulars import NAMES

HOLDERS = ("ann", "bob", "carl")
DELEGATE = "eve"
Asked = tuple[c.Command, str]
"""A step, and whose it is."""


@dataclass(frozen=True)
class Beginning:
    """How far it has come. ``stands`` is where each assignment is: the first are ``for_all``, the others each for an addressee of its own.

    ``named`` addressees are in the terms: as many as are answered for, or more, or fewer. ``open_`` is what waits for an answer or a
    day besides, and ``then`` what happens to the whole at last. ``due`` counts the days from today.
    """

    stands: tuple[Status, ...]
    for_all: int
    delegated: bool
    named: int
    units: int
    quorum: int | None
    recurs: bool
    ends_after: int | None
    due: int | None
    open_: tuple[type[c.Command], ...]
    then: type[c.Command] | None

    def led(self, today: date) -> Iterator[Asked]:
        """The steps that lead there on the day ``today``."""
        due = None if self.due is None else today + timedelta(days=self.due)
        named = NAMES[: self.named]
        yield c.Confirm(due, named, self.units, accept_past_due=True, quorum=self.quorum, once=not self.recurs,
                        ends_after=self.ends_after if self.recurs else None), "coordinator"  # fmt: skip
        for number, stand in enumerate(self.stands, start=1):
            yield self._laid(number, stand), "coordinator"
        yield from self._open(today)
        for number, stand in enumerate(() if self.recurs else self.stands, start=1):
            yield from self._done(number, stand)
        if self.then is not None:
            yield self._at_last(self.then, today), "coordinator"

    def _laid(self, number: int, stand: Status) -> c.Command:
        name = NAMES[number - 1]
        if stand is Status.UNASSIGNED:
            return c.FanOut("the addressees", (Member(name),))
        return c.Assign(HOLDERS[number - 1], addressee=name if number > self.for_all else None, also=number > 1)

    def _done(self, number: int, stand: Status) -> Iterator[Asked]:
        """What its holder does, and whoever approves it, until it stands where it is to stand."""
        holder = HOLDERS[number - 1]
        if self.delegated and stand not in (Status.UNASSIGNED, Status.WAIVED):
            yield c.Delegate(DELEGATE, assignment=number), holder
            holder = DELEGATE
        match stand:
            case Status.ACCEPTED:
                yield c.Accept(assignment=number), holder
            case Status.IN_PROGRESS:
                yield c.ReportProgress("half of it", 50, number), holder
            case Status.SUBMITTED:
                yield c.Submit(assignment=number), holder
            case Status.DISCHARGED:
                yield c.Submit(units=self.units, assignment=number), holder
                yield c.Approve(assignment=number), "zoe"
            case Status.WAIVED:
                yield c.Withdraw(number, "not theirs"), "coordinator"

    def _open(self, today: date) -> Iterator[Asked]:
        day = today + timedelta(days=3)
        made: dict[type[c.Command], c.Command] = {
            c.AskExtension: c.AskExtension(today + timedelta(days=2000), "much to do"),
            c.Consult: c.Consult("carl", "what of the budget?", day),
            c.SetMilestone: c.SetMilestone("draft", day),
            c.ScheduleUnit: c.ScheduleUnit(1, day, "the first of them"),
        }
        yield from ((made[kind], "coordinator") for kind in self.open_)

    def _at_last(self, kind: type[c.Command], today: date) -> c.Command:
        made: dict[type[c.Command], c.Command] = {
            c.Suspend: c.Suspend("a strike", None if self.due is None else today + timedelta(days=2)),
            c.Supersede: c.Supersede("A/RES/72/1:2", "as decided"),
            c.Waive: c.Waive("no longer asked for"),
            c.EndSeries: c.EndSeries("enough"),
        }
        return made[kind]


OF_ONE = (
    Status.UNASSIGNED,
    Status.ASSIGNED,
    Status.ACCEPTED,
    Status.IN_PROGRESS,
    Status.SUBMITTED,
    Status.DISCHARGED,
    Status.WAIVED,
)
ALIKE = (Status.UNASSIGNED, Status.ASSIGNED, Status.ACCEPTED, Status.IN_PROGRESS, Status.SUBMITTED, Status.DISCHARGED)
"""What the whole is when all its assignments are so."""
SERIES = (Status.RECURRING, Status.LAPSED)
LAST: dict[Status, type[c.Command]] = {
    Status.SUSPENDED: c.Suspend, Status.WAIVED: c.Waive, Status.SUPERSEDED: c.Supersede, Status.LAPSED: c.EndSeries,
}  # fmt: skip
MAY_BE_OPEN = (c.AskExtension, c.Consult, c.SetMilestone, c.ScheduleUnit)
NEEDED: dict[type[c.Command], type[c.Command]] = {
    c.GrantExtension: c.AskExtension, c.RefuseExtension: c.AskExtension, c.RecordAnswer: c.Consult,
    c.ReachMilestone: c.SetMilestone, c.DropMilestone: c.SetMilestone,
}  # fmt: skip
"""What must be open for a step."""

Way = tuple[Status, type[c.Command], Status]
"""Where the whole stands, a step, and where it stands then."""


@st.composite
def assignments(draw: st.DrawFn, way: Way) -> tuple[tuple[Status, ...], int, int]:
    """Where each assignment may stand for the whole to go that ``way``; how many are for all; and how many addressees are named.

    By the rule that the whole stands as all do who are left, or is in progress; it is the kernel's to say whether it does.
    """
    before, kind, after = way
    few = draw(st.lists(st.sampled_from(OF_ONE), min_size=1, max_size=2).map(tuple))
    for_all, named, times = draw(st.sampled_from((0, 0, 1, 3, 3))), draw(st.integers(1, len(NAMES))), draw(st.integers(1, 2))
    onward = after in ALIKE and after is not before
    if kind is c.Withdraw and onward:
        if after is Status.IN_PROGRESS:  # who answered for all is withdrawn, and nobody answers for some
            return (before, before), 1, len(NAMES)
        return (after, *few[:1]), len(HOLDERS), named  # who kept the whole back is withdrawn
    if kind is c.Amend and onward:  # nobody answers for somebody who is asked no more, or is asked now
        if after is Status.IN_PROGRESS:
            return (before,) * times, 0, times
        return (after,) * times, 0, times + 1
    if before is Status.IN_PROGRESS:
        return (before, *draw(st.just(()) | st.just(few))), for_all, named
    if before in ALIKE:
        several = 2 if after is Status.IN_PROGRESS else times if after is before else 1
        aside = (Status.WAIVED, Status.DISCHARGED) if before is Status.SUBMITTED else (Status.WAIVED,)
        return (before,) * several + draw(st.just(()) | st.sampled_from(aside).map(lambda stand: (stand,))), for_all, named
    return (after,) * times if after in ALIKE else few, for_all, named


@st.composite
def beginnings(draw: st.DrawFn, way: Way, kinds: Collection[type[c.Command]]) -> Beginning:
    """Beginnings from which the whole may go that ``way``, and steps of these ``kinds`` may be taken."""
    before, kind, after = way
    stands, for_all, named = draw(assignments(way))
    open_ = {*draw(st.lists(st.sampled_from(MAY_BE_OPEN), max_size=2)), *(NEEDED[kind] for kind in kinds if kind in NEEDED)}
    dated = before in SERIES or c.AskExtension in open_ or kind is c.Tick
    days = st.integers(0, 200)
    return Beginning(
        stands=stands[: len(HOLDERS)],
        for_all=for_all,
        delegated=draw(st.booleans()) if after is before else after is Status.ASSIGNED,
        named=named,
        units=2 if c.ScheduleUnit in kinds else draw(st.integers(1, 2)),
        quorum=draw(st.none() | st.none() | st.integers(1, 2)),
        recurs=before in SERIES or after in SERIES or (before in LAST and after is before and draw(st.integers(0, 3)) == 0),
        ends_after=draw(st.integers(1, 2)) if after is Status.LAPSED else draw(st.none() | st.integers(1, 3)),
        due=None if c.RebindSession in kinds else draw(days if dated else st.none() | days),
        open_=tuple(kind for kind in MAY_BE_OPEN if kind in open_),
        then=LAST.get(before),
    )
