"""Ways out and back: waive, supersede, amend, link, reopen, comment."""

from datetime import date
from typing import Any

import click

from cli.options import Day
from cli.steps.taking import note, reason, step, take

other = click.argument("other", metavar="PROVISION")


@click.command("waive", help="Let an obligation go: it need not be done any more.")
@reason
@step
def waive(obligation: str, reason: str, **sender: Any) -> None:
    from domain.commands import Waive

    take(obligation, Waive(reason), **sender)


@click.command("supersede", help="A later provision takes its place, or ends it: servanda supersede ID A/RES/73/249:12.")
@step
@other
@reason
def supersede(obligation: str, other: str, reason: str, **sender: Any) -> None:
    from domain.commands import Supersede

    take(obligation, Supersede(other, reason), **sender)


@click.command("amend", help="A later provision changes what is asked for: the day, the addressees, how many.")
@step
@other
@click.option("--due", type=Day(), metavar="DATE", help="The new due day.")
@click.option("--addressee", "addressees", metavar="NAME", multiple=True, help="Who is to act now. May be repeated.")
@click.option("--required", type=click.IntRange(min=1), metavar="N", help="How many are asked for now.")
@reason
def amend(
    obligation: str, other: str, due: date | None, addressees: tuple[str, ...], required: int | None, reason: str, **sender: Any
) -> None:
    from domain.commands import Amend

    take(obligation, Amend(other, reason, due, addressees or None, required), **sender)


@click.command("link", help='Record how another provision stands to it: servanda link ID "reiterated by" A/RES/73/249:12.')
@step
@click.argument("relation", metavar="RELATION")
@other
@note
def link(obligation: str, relation: str, other: str, note: str, **sender: Any) -> None:
    from domain.commands import Link

    take(obligation, Link(relation, other, note), **sender)


@click.command("reopen", help="Open again what is discharged, waived or superseded. What was rejected becomes a proposal again.")
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
