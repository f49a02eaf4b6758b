"""Lives that several share, that pause, that come round again and that are replaced: each answers with the obligation that is kept."""

from datetime import UTC, date, datetime, timedelta

from domain import commands as c
from domain.events import Member
from domain.instrument import Due
from tests.stage import SESSION, Stage, terms

ONE = "A/RES/71/244:14"


def _noon(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 12, tzinfo=UTC)


async def shared_by_a_quorum(stage: Stage) -> None:
    """Laid on three and on the members of a fourth; people act for positions; delegated, handed back, withdrawn; three suffice."""
    await stage.propose(ONE, terms("14", addressees=("FAO", "WFP", "IFAD")))
    await stage.confirm(ONE, quorum=3)
    for agency in ("FAO", "WFP", "IFAD"):
        await stage.send(ONE, c.Assign(f"{agency.lower()}:desk", addressee=agency, also=agency != "FAO"))
    members = (Member("ECA", "eca:desk"), Member("ECE"), Member("ESCAP", "escap:desk"))
    await stage.send(ONE, c.FanOut("regional commissions", members))
    await stage.send(ONE, c.Accept(), "bob", hats=("fao:desk",))
    await stage.send(ONE, c.Delegate("fao:field", "you are nearer"), "bob", hats=("fao:desk",))
    await stage.send(ONE, c.Accept(), "carl", hats=("fao:field",))
    await stage.send(ONE, c.HandBack("not in our hands"), "carl", hats=("fao:field",))
    await stage.send(ONE, c.Delegate("fao:rome"), "bob", hats=("fao:desk",))
    await stage.send(ONE, c.Decline("no regional office"), "dora", hats=("escap:desk",))
    await stage.send(ONE, c.Assign("ece:desk", assignment=5))
    await stage.send(ONE, c.Withdraw(6, "its share is another's"))
    await stage.until(_noon(2017, 4, 1))
    await stage.send(ONE, c.Snooze(date(2017, 5, 10), "the harvest"), "eve", hats=("wfp:desk",))
    await stage.send(ONE, c.ReportProgress("half of it", 50), "eve", hats=("wfp:desk",))
    await stage.until(_noon(2017, 6, 2))
    for party, number in (("fao:rome", 1), ("wfp:desk", 2), ("eca:desk", 4)):
        await stage.send(ONE, c.Submit(f"the part of {party}", evidence=(f"sha256:{number:064d}",)), "eve", hats=(party,))
    await stage.sleep(days=8)
    await stage.send(ONE, c.Return("the annex is missing", assignment=2))
    await stage.send(ONE, c.Submit("with its annex"), "eve", hats=("wfp:desk",))
    for number in (4, 2, 1):
        await stage.send(ONE, c.Approve(assignment=number))


async def suspended(stage: Stage) -> None:
    """The clock stands twice: once to a day at which it goes on by itself, once until somebody resumes it. Somebody is consulted."""
    await stage.alive(ONE)
    await stage.send(ONE, c.Assign("undp"))
    await stage.send(ONE, c.SetMilestone("outline", date(2017, 3, 20)))
    await stage.send(ONE, c.Consult("legal", "May it be held in camera?", date(2017, 4, 10)))
    await stage.send(ONE, c.Suspend("the committee does not sit", date(2017, 2, 20)))
    await stage.until(_noon(2017, 5, 2))
    await stage.send(ONE, c.Suspend("a dispute about the mandate"))
    await stage.sleep(days=45)
    await stage.send(ONE, c.RecordAnswer(1, "it may not"))
    await stage.send(ONE, c.Resume("settled"))
    await stage.until(_noon(2017, 11, 1))
    await stage.send(ONE, c.Submit("held on 30 October"), "undp")
    await stage.send(ONE, c.Approve())


async def extended_and_superseded(stage: Stage) -> None:
    """An extension is refused, another granted; two units with days of their own; amended; a later provision takes its place."""
    await stage.alive(ONE, terms("14", required=2, extension_approval=True))
    await stage.send(ONE, c.Assign("undp"))
    await stage.send(ONE, c.ScheduleUnit(1, date(2017, 3, 31), "the first briefing is in spring"))
    await stage.send(ONE, c.AskExtension(date(2017, 12, 31), "the conference room"), "undp")
    await stage.send(ONE, c.RefuseExtension("there are other rooms"))
    await stage.send(ONE, c.AskExtension(date(2017, 8, 31), "the elections"), "undp")
    await stage.until(_noon(2017, 4, 3))
    await stage.send(ONE, c.GrantExtension("until the recess"))
    await stage.send(ONE, c.Submit("the first", evidence=("https://example.org/briefing",)), "undp")
    await stage.send(ONE, c.Approve())
    await stage.send(ONE, c.Attach(("sha256:" + "0" * 64,), "the list of those present"))
    await stage.send(ONE, c.Link("reiterated by", "A/RES/72/237:9"))
    await stage.send(ONE, c.Amend("A/RES/72/237:10", "three briefings", due=date(2018, 5, 31), required=3))
    await stage.until(_noon(2018, 6, 2))
    await stage.send(ONE, c.Supersede("A/RES/73/249:12", "the annual report takes its place"))


async def milestones_moved(stage: Stage) -> None:
    """A report to a session: its slots are spoken of, missed and reached; the session moves, and what follows from it."""
    due = Due("at its twentieth session", date(2018, 5, 21), date(2018, 5, 24), "planned", session=SESSION)
    await stage.alive(ONE, terms("14", due, deliverable="report"))
    await stage.send(ONE, c.Assign("undp"))
    await stage.send(ONE, c.SetMilestone("outline", date(2018, 1, 15)))
    await stage.until(_noon(2018, 1, 14))
    await stage.send(ONE, c.SetMilestone("outline", date(2018, 2, 15), "the holidays", milestone=4))
    await stage.until(_noon(2018, 3, 2))
    later = Due(due.expression, date(2018, 9, 17), date(2018, 9, 20), "put off", session=SESSION)
    await stage.send(ONE, c.RebindSession(SESSION, later, "decision 72/1"), "servanda")
    await stage.until(_noon(2018, 7, 1))
    await stage.send(ONE, c.ReachMilestone(1, "with the editors"))
    await stage.until(_noon(2018, 8, 8))
    await stage.send(ONE, c.DropMilestone(4, "overtaken"))
    await stage.send(ONE, c.Submit("A/73/100"), "undp")
    await stage.send(ONE, c.Approve())


async def redated_by_first_rules(stage: Stage) -> None:
    """A report to a session is given a day by hand, an extension and a pause, while two submissions wait: all by the rules of the
    first revision, under which milestones and consultations stayed where they were and each submission was reminded of by itself."""
    due = Due("at its twentieth session", date(2018, 5, 21), date(2018, 5, 24), "planned", session=SESSION)
    await stage.alive(ONE, terms("14", due, deliverable="report"))
    await stage.send(ONE, c.Assign("undp"))
    await stage.send(ONE, c.Assign("fao", also=True))
    await stage.send(ONE, c.Assign("wfp", also=True))
    await stage.send(ONE, c.Consult("legal", "May it be held in camera?", date(2017, 4, 10)))
    await stage.send(ONE, c.ChangeDueDate(date(2018, 9, 28), "the session does not wait"))
    await stage.send(ONE, c.AskExtension(date(2018, 10, 31), "the elections"), "undp")
    await stage.send(ONE, c.GrantExtension())
    await stage.until(_noon(2017, 2, 1))
    await stage.send(ONE, c.Suspend("a strike", date(2017, 3, 1)))
    await stage.until(_noon(2017, 4, 1))
    await stage.send(ONE, c.Submit("our part"), "undp")
    await stage.sleep(hours=5)
    await stage.send(ONE, c.Submit("ours too"), "fao")
    await stage.until(_noon(2017, 6, 1))
    await stage.send(ONE, c.Amend("A/RES/72/237:10", "later", due=date(2018, 12, 31)))
    await stage.send(ONE, c.Comment("seen"))
    await stage.send(ONE, c.Waive("the programme has ended"))


async def redated_by_hand(stage: Stage) -> None:
    """The same by the rules of the second revision: what follows from the day follows it, and one reminder names all that waits."""
    await redated_by_first_rules(stage)


async def looked_at_every_half_year(stage: Stage) -> None:
    """A duty without a day: it is called up for review, and goes on until it is waived."""
    await stage.alive(ONE, terms("14", None, continuing=True, review_months=6))
    await stage.send(ONE, c.Assign("undp"))
    await stage.until(_noon(2017, 6, 30))
    await stage.send(ONE, c.ReportProgress("as ever"), "undp")
    await stage.until(_noon(2018, 1, 30))
    await stage.send(ONE, c.Waive("the programme has ended"))


async def comes_round(stage: Stage) -> None:
    """A series of three yearly occurrences, the second of them late, until it has come to its end."""
    await _series(stage)
    await stage.until(_noon(2019, 6, 2))


async def one_occurrence(stage: Stage) -> str:
    """The second occurrence of a series: late, escalated, submitted and approved while the third is under way."""
    await _series(stage)
    second = f"{ONE}~2"
    await stage.send(second, c.Submit("late, but here"), "undp")
    await stage.send(second, c.Approve())
    return second


async def _series(stage: Stage) -> None:
    await stage.propose(ONE, terms("14", recurrence="annual"))
    await stage.confirm(ONE, ends_after=3)
    await stage.send(ONE, c.Assign("undp"))
    await stage.send(f"{ONE}~1", c.Assign("undp"))
    await stage.until(_noon(2017, 5, 2))
    await stage.send(f"{ONE}~1", c.Submit("in time"), "undp")
    await stage.send(f"{ONE}~1", c.Approve())
    for year in (2017, 2018):
        await stage.until(_noon(year, 6, 1))
        await stage.starter.start_pending()
    await stage.sleep(days=30)


LIVES = (
    shared_by_a_quorum, suspended, extended_and_superseded, milestones_moved, redated_by_first_rules, redated_by_hand,
    looked_at_every_half_year, comes_round, one_occurrence,
)  # fmt: skip


async def carried_large(stage: Stage) -> None:
    """So many answer for it that its state is compressed on its way into the next run. Led on the real server, in its present."""
    await stage.alive(ONE, due=datetime.now(UTC).date() + timedelta(days=200))
    members = tuple(Member(f"Member State {number}", f"m{number}:desk") for number in range(1, 801))
    await stage.send(ONE, c.FanOut("Member States", members))
    for number in range(1, 13):
        await stage.send(ONE, c.Accept(), f"m{number}:desk")
    await stage.send(ONE, c.Waive("the mandate has ended"))
