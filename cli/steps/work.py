"""The work itself: accept, decline, delegate, hand back, report, submit, attach, approve, return."""

from typing import Any

import click

from cli.evidence import evidence_options
from cli.steps.taking import assignment, note, reason, step, take


@click.command("accept", help="Take on an obligation that is assigned to you.")
@note
@assignment
@step
def accept(obligation: str, note: str, assignment: int | None, **sender: Any) -> None:
    from domain.commands import Accept

    take(obligation, Accept(note, assignment), **sender)


@click.command(
    "decline", help="Not take on what is assigned to you. It goes back to whoever delegated it, else to the coordinator."
)
@reason
@assignment
@step
def decline(obligation: str, reason: str, assignment: int | None, **sender: Any) -> None:
    from domain.commands import Decline

    take(obligation, Decline(reason, assignment), **sender)


@click.command("delegate", help="Hand on what is assigned to you. You still answer for it, and hear when it is overdue.")
@step
@click.argument("to", metavar="PARTY")
@note
@assignment
def delegate(obligation: str, to: str, note: str, assignment: int | None, **sender: Any) -> None:
    from domain.commands import Delegate

    take(obligation, Delegate(to, note, assignment), **sender)


@click.command("hand-back", help="Give back what you have taken on: to whoever delegated it, else to the coordinator.")
@reason
@assignment
@step
def hand_back(obligation: str, reason: str, assignment: int | None, **sender: Any) -> None:
    from domain.commands import HandBack

    take(obligation, HandBack(reason, assignment), **sender)


@click.command("withdraw", help="Take one of several assignments away: nothing more is expected of whoever holds it.")
@step
@click.argument("number", type=click.IntRange(min=1), metavar="N")
@reason
def withdraw(obligation: str, number: int, reason: str, **sender: Any) -> None:
    from domain.commands import Withdraw

    take(obligation, Withdraw(number, reason), **sender)


@click.command("progress", help="Report how far it has come.")
@click.option("--note", required=True, help="What has been done, in words.")
@click.option("--percent", type=click.IntRange(0, 100), help="How much of it, from 0 to 100.")
@assignment
@step
def progress(obligation: str, note: str, percent: int | None, assignment: int | None, **sender: Any) -> None:
    from domain.commands import ReportProgress

    take(obligation, ReportProgress(note, percent, assignment), **sender)


@click.command(
    "submit", help="Hand in what was asked for. Somebody else approves it; the day you hand it in is the day that counts."
)
@click.option("--note", default="", help="What is handed in, in words.")
@click.option("--units", type=click.IntRange(min=1), default=1, show_default=True, help="How many of those asked for.")
@click.option("--evidence", multiple=True, metavar="REF", help="The symbol of a document that shows it. May be repeated.")
@evidence_options
@assignment
@step
def submit(
    obligation: str, note: str, units: int, evidence: tuple[str, ...], files: tuple[str, ...], links: tuple[str, ...],
    assignment: int | None, **sender: Any,
) -> None:  # fmt: skip
    from domain.commands import Submit

    shown = (*evidence, *_taken(obligation, files, links, sender))
    take(obligation, Submit(note, units, shown, assignment), **sender)


@click.command("attach", help="Put evidence on file without handing anything in: files and links.")
@note
@evidence_options
@step
def attach(obligation: str, note: str, files: tuple[str, ...], links: tuple[str, ...], **sender: Any) -> None:
    from domain.commands import Attach

    if not files and not links:
        raise click.UsageError("There is nothing to attach: give --file FILE or --link URL.")
    take(obligation, Attach(_taken(obligation, files, links, sender), note), **sender)


def _taken(obligation: str, files: tuple[str, ...], links: tuple[str, ...], sender: dict[str, Any]) -> tuple[str, ...]:
    """The evidence as the ledger is to name it. The obligation is looked for first: a file is not kept for one that is not there."""
    if not files and not links:
        return ()
    from cli.evidence import take as take_evidence
    from cli.office import Office

    office = Office()
    office.find(obligation)
    return take_evidence(office, files, links, sender["actor"])


@click.command("approve", help="Accept what was submitted. Nobody approves their own submission.")
@note
@assignment
@step
def approve(obligation: str, note: str, assignment: int | None, **sender: Any) -> None:
    from domain.commands import Approve

    take(obligation, Approve(note, assignment), **sender)


@click.command("return", help="Send a submission back to be done again.")
@reason
@assignment
@step
def return_(obligation: str, reason: str, assignment: int | None, **sender: Any) -> None:
    from domain.commands import Return

    take(obligation, Return(reason, assignment), **sender)
