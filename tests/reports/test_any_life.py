"""Whatever happens to an obligation, the report on it can be compiled, tells every event that is no machinery, and can be written."""

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain import commands as c
from domain.deeds import MACHINERY
from domain.errors import Refused
from domain.events import Confirmed, Member, Stamped
from domain.instrument import Due
from domain.obligation import Obligation, Progress
from domain.report import compile_report
from domain.transition import Step, step
from reports.html import html
from reports.layout import lay_out
from tests.reports.lives import ADOPTED, HEAD
from tests.stage import terms

DAY = date(2017, 9, 1)
COMMANDS: tuple[c.Command, ...] = (
    c.Confirm(), c.Confirm(once=True), c.Reject("no duty"), c.Assign("undp"), c.Assign("fao", also=True, addressee="FAO"),
    c.FanOut("the regional commissions", (Member("ECA", "eca"), Member("ECE", "ece"))), c.Accept(), c.Decline("not ours"),
    c.Delegate("unesco"), c.HandBack("cannot"), c.Withdraw(1, "a mistake"), c.ReportProgress("begun", 20),
    c.Submit("a part", 1, ("https://x.org/a",)), c.Attach(("sha256:" + "0" * 64,), "a file"), c.Approve("good"), c.Return("half"),
    c.ChangeDueDate(DAY, "agreed"), c.AskExtension(DAY, "more time"), c.GrantExtension(), c.RefuseExtension("no"),
    c.ScheduleUnit(1, date(2017, 4, 1), "the first"), c.Suspend("an election", date(2017, 3, 1)), c.Suspend("open-ended"),
    c.Resume("on"), c.Snooze(date(2017, 3, 1), "away"), c.SetMilestone("draft", date(2017, 3, 3), "plan"),
    c.ReachMilestone(1, "there"), c.DropMilestone(1, "not needed"), c.Consult("board", "what of it?", date(2017, 3, 3)),
    c.RecordAnswer(1, "fine"), c.EndSeries("enough"), c.Supersede("A/RES/72/1:3", "a new text"), c.Link("reiterated by", "A/RES/72/1"),
    c.Waive("ended"), c.Reopen("not yet"), c.Comment("a remark"),
)  # fmt: skip

asked = st.tuples(st.sampled_from(COMMANDS), st.sampled_from(("coord", "undp", "fao", "eca", "unesco")), st.integers(0, 60))


def lived(given: Sequence[tuple[c.Command, str, int]], recurrence: str | None) -> dict[str, list[Stamped]]:
    """What the ledger would hold after all of ``given`` that was legal, time heard once a step; with the occurrences of a series."""
    lives: dict[str, list[Stamped]] = {}
    now = ADOPTED

    def take(state: Obligation | None, envelope: c.Envelope) -> Obligation | None:
        try:
            taken = step(state, envelope, now, "X:1")
        except Refused:
            return state
        keep("X:1", taken)
        return taken.after or state

    def keep(one: str, taken: Step) -> None:
        lives.setdefault(one, []).extend(taken.events)
        for born in taken.spawned:
            assert born.after is not None
            keep(born.after.id, born)

    due = Due("by 31 May 2017", latest=date(2017, 5, 31))
    state = take(None, c.Envelope("p", "coord", c.Propose(terms("1", due, required=2, recurrence=recurrence))))
    for number, (command, who, days) in enumerate(given):
        state = take(state, c.Envelope(f"tick {number}", "servanda", c.Tick()))
        state = take(state, c.Envelope(f"c{number}", who, command))
        now += timedelta(days=days)
    return lives


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(asked, max_size=25), st.sampled_from((None, None, "monthly", "annual")))
def test_any_life_can_be_reported(given: list[tuple[c.Command, str, int]], recurrence: str | None) -> None:
    lives = lived([(c.Confirm(), "coord", 0), *given], recurrence)
    report = compile_report(HEAD, [], lives, date(2020, 1, 1), 1, "")
    everything = [one for section in report.sections for one in section.asked]
    assert sorted(one.id for one in everything) == sorted(lives)
    for one in everything:
        told = [
            stamped.event
            for stamped in lives[one.id]
            if type(stamped.event).__name__ not in MACHINERY
            and not (isinstance(stamped.event, Confirmed) and not (stamped.event.note or stamped.event.corrected))
        ]
        assert len(one.deeds) == len(told)
        assert one.standing
        assert all(deed.what for deed in one.deeds)
    done = {Progress.COMPLETED, Progress.NO_LONGER_APPLICABLE}
    assert {one.id for one in report.open} == {
        one.id for one in everything if one.progress not in done and one.status != "proposed"
    }
    page = html(lay_out(report, {}))
    assert all(f"{deed.on.day} {deed.on:%B %Y}" in page.decode() for one in everything for deed in one.deeds)


def test_every_command_of_a_person_is_among_those_tried() -> None:
    tried = {type(command) for command in COMMANDS}
    beside = {c.Propose, c.Tick, c.RebindSession, c.OpenOccurrence, c.Amend}  # time, calendars and later texts send these
    beside.add(c.CloseWithSeries)  # a series sends it
    assert tried | beside >= set(c.Command.__args__)
