"""Steps on the way: milestones, consultations, and the occurrences of a series."""

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from cli.options import Day
from cli.steps.taking import note, reason, step, take

if TYPE_CHECKING:
    from domain.commands import OpenOccurrence

number = click.argument("number", type=click.IntRange(min=1), metavar="N")


@click.command("milestone", help='Plan a step on the way: servanda milestone ID "first draft" 2017-03-31.')
@step
@click.argument("name", metavar="NAME")
@click.argument("due", type=Day(), metavar="DATE")
@click.option("--move", "milestone", type=click.IntRange(min=1), metavar="N", help="The number of the milestone that is moved.")
@click.option("--reason", default="", help="Why. Needed to move one.")
def milestone(obligation: str, name: str, due: date, milestone: int | None, reason: str, **sender: Any) -> None:
    from domain.commands import SetMilestone

    take(obligation, SetMilestone(name, due, reason, milestone), **sender)


@click.command("reach", help="Record that a milestone was reached (--on says when).")
@step
@number
@click.option("--by-then", is_flag=True, help="By that day at the latest: on which day it was reached is not known.")
@note
def reach(obligation: str, number: int, by_then: bool, note: str, **sender: Any) -> None:
    from domain.commands import ReachMilestone

    take(obligation, ReachMilestone(number, note, by_then), **sender)


@click.command("drop-milestone", help="Take a milestone out of the plan.")
@step
@number
@reason
def drop_milestone(obligation: str, number: int, reason: str, **sender: Any) -> None:
    from domain.commands import DropMilestone

    take(obligation, DropMilestone(number, reason), **sender)


@click.command(
    "consult", help="Record that somebody was asked before it is done. They are told, and told again when their day is over."
)
@step
@click.argument("party", metavar="PARTY")
@click.argument("question", metavar="QUESTION")
@click.option("--by", type=Day(), metavar="DATE", help="By when an answer is wanted.")
def consult(obligation: str, party: str, question: str, by: date | None, **sender: Any) -> None:
    from domain.commands import Consult

    take(obligation, Consult(party, question, by), **sender)


@click.command("answer", help="Record what a consultation has answered.")
@step
@number
@click.argument("text", metavar="TEXT")
def answer(obligation: str, number: int, text: str, **sender: Any) -> None:
    from domain.commands import RecordAnswer

    take(obligation, RecordAnswer(number, text), **sender)


@click.command(
    "open-occurrence", help="Open the next occurrence of a series that no rule dates; without DATE at its body's next session."
)
@step
@click.argument("due", type=Day(), metavar="[DATE]", required=False)
def open_occurrence(obligation: str, due: date | None, **sender: Any) -> None:
    from domain.commands import OpenOccurrence

    take(obligation, OpenOccurrence(due) if due else _at_its_session(obligation), **sender)


def _at_its_session(obligation: str) -> "OpenOccurrence":
    """As the calendar has it today. Refused where it says nothing, for a day is never guessed."""
    from cli.office import Office, now
    from domain.commands import OpenOccurrence
    from domain.errors import Refused
    from engine.series import next_due
    from engine.sessions import calendar_of

    office = Office()
    found = office.find(obligation)
    due = next_due(office.state(found), calendar_of(office.engine), now().date())
    if due is None or due.latest is None:
        raise Refused(f"No calendar says when the next occurrence of {found} is due. Give its day: open-occurrence ID DATE.")
    return OpenOccurrence(due.latest, due)


@click.command("end-series", help="No further occurrences. Those that are open stay so.")
@reason
@step
def end_series(obligation: str, reason: str, **sender: Any) -> None:
    from domain.commands import EndSeries

    take(obligation, EndSeries(reason), **sender)
