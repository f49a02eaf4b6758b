"""The steps of an obligation's life, one verb each. What is legal is decided by the kernel; here it is only asked for and told."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, TypeVar

import click

from cli.complete import obligation_argument
from cli.options import Day, acting, commanding, effective, plain

F = TypeVar("F", bound=Callable[..., Any])


def step(command: F) -> F:
    """The options of every step, and its obligation."""
    options: tuple[Callable[[Any], Any], ...] = (plain, commanding, effective, acting, obligation_argument)
    for decorate in options:
        command = decorate(command)
    return command


def reason(command: F) -> F:
    return click.option("--reason", required=True, help="Why, in words. It is kept for ever.")(command)


def take(obligation: str, make: Any, actor: str, on: date | datetime | None, command_id: str, as_json: bool) -> None:
    """Send one command and say what it did."""
    from cli.office import Office
    from cli.refusals import with_legal
    from domain.life import legal_steps

    office = Office()
    found = office.find(obligation)
    state = office.state(found)
    envelope = office.envelope(make, actor, command_id, on, state.terms.zone)
    with with_legal(office, found):
        answer = office.carry_out(found, envelope)
    legal = legal_steps(office.state(found))
    if as_json:
        from cli.output import print_json

        print_json({"id": found, "status": answer.status, "seq": answer.seq, "first": answer.first, "last": answer.last,
                    "repeated": answer.repeated, "command_id": command_id, "legal": legal})  # fmt: skip
        return
    from cli.output import say

    again = " (this command had been carried out before; nothing new was recorded)" if answer.repeated else ""
    event = f", event {answer.last}" if answer.last else ""
    say(f"{found} is {answer.status}{event}.{again}")
    if legal:
        say(f"Possible next: {', '.join(legal)}.")


@click.command("accept", help="Take on an obligation that is assigned to you.")
@click.option("--note", default="", help="A remark to go with it.")
@step
def accept(obligation: str, note: str, **sender: Any) -> None:
    from domain.commands import Accept

    take(obligation, Accept(note), **sender)


@click.command("decline", help="Give back an obligation that is assigned to you. It goes back to the coordinator.")
@reason
@step
def decline(obligation: str, reason: str, **sender: Any) -> None:
    from domain.commands import Decline

    take(obligation, Decline(reason), **sender)


@click.command("progress", help="Report how far it has come.")
@click.option("--note", required=True, help="What has been done, in words.")
@click.option("--percent", type=click.IntRange(0, 100), help="How much of it, from 0 to 100.")
@step
def progress(obligation: str, note: str, percent: int | None, **sender: Any) -> None:
    from domain.commands import ReportProgress

    take(obligation, ReportProgress(note, percent), **sender)


@click.command(
    "submit", help="Hand in what was asked for. Somebody else approves it; the day you hand it in is the day that counts."
)
@click.option("--note", default="", help="What is handed in, in words.")
@click.option("--units", type=click.IntRange(min=1), default=1, show_default=True, help="How many of those asked for.")
@click.option("--evidence", multiple=True, metavar="REF", help="A document symbol or an address that shows it. May be repeated.")
@step
def submit(obligation: str, note: str, units: int, evidence: tuple[str, ...], **sender: Any) -> None:
    from domain.commands import Submit

    take(obligation, Submit(note, units, evidence), **sender)


@click.command("approve", help="Accept what was submitted. Nobody approves their own submission.")
@click.option("--note", default="", help="A remark to go with it.")
@step
def approve(obligation: str, note: str, **sender: Any) -> None:
    from domain.commands import Approve

    take(obligation, Approve(note), **sender)


@click.command("return", help="Send a submission back to be done again.")
@reason
@step
def return_(obligation: str, reason: str, **sender: Any) -> None:
    from domain.commands import Return

    take(obligation, Return(reason), **sender)


@click.command("change-due", help="Give an obligation another due day. Who, why, the old day and the new one are kept.")
@step
@click.argument("due", type=Day(), metavar="DATE")
@reason
def change_due(obligation: str, due: date, reason: str, **sender: Any) -> None:
    from domain.commands import ChangeDueDate

    take(obligation, ChangeDueDate(due, reason), **sender)


@click.command("waive", help="Let an obligation go: it need not be done any more.")
@reason
@step
def waive(obligation: str, reason: str, **sender: Any) -> None:
    from domain.commands import Waive

    take(obligation, Waive(reason), **sender)


@click.command("reopen", help="Open a discharged or waived obligation again.")
@reason
@click.option("--due", type=Day(), metavar="DATE", help="A new due day. Without it the old one stands.")
@step
def reopen(obligation: str, reason: str, due: date | None, **sender: Any) -> None:
    from domain.commands import Reopen

    take(obligation, Reopen(reason, due), **sender)


@click.command("comment", help="Put a remark on record. It changes nothing else.")
@step
@click.argument("text", metavar="TEXT")
def comment(obligation: str, text: str, **sender: Any) -> None:
    from domain.commands import Comment

    take(obligation, Comment(text), **sender)
