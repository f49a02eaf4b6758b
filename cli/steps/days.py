"""Days that move: due days, extensions, units' own days, pauses, snoozes."""

from datetime import date
from typing import Any

import click

from cli.options import Day
from cli.steps.taking import assignment, note, reason, step, take

a_day = click.argument("due", type=Day(), metavar="DATE")


@click.command("change-due", help="Give an obligation another due day. Who, why, the old day and the new one are kept.")
@step
@a_day
@reason
def change_due(obligation: str, due: date, reason: str, **sender: Any) -> None:
    from domain.commands import ChangeDueDate

    take(obligation, ChangeDueDate(due, reason), **sender)


@click.command("ask-extension", help="Ask for a later due day. Somebody who has not to do it grants or refuses it.")
@step
@a_day
@reason
def ask_extension(obligation: str, due: date, reason: str, **sender: Any) -> None:
    from domain.commands import AskExtension

    take(obligation, AskExtension(due, reason), **sender)


@click.command("grant-extension", help="Grant the extension that was asked for.")
@note
@step
def grant_extension(obligation: str, note: str, **sender: Any) -> None:
    from domain.commands import GrantExtension

    take(obligation, GrantExtension(note), **sender)


@click.command("refuse-extension", help="Refuse the extension that was asked for. The due day stands.")
@reason
@step
def refuse_extension(obligation: str, reason: str, **sender: Any) -> None:
    from domain.commands import RefuseExtension

    take(obligation, RefuseExtension(reason), **sender)


@click.command("schedule", help="Give one of several units a due day of its own: servanda schedule ID 1 2017-03-31.")
@step
@click.argument("unit", type=click.IntRange(min=1), metavar="UNIT")
@click.argument("due", type=Day(), metavar="[DATE]", required=False)
@reason
def schedule(obligation: str, unit: int, due: date | None, reason: str, **sender: Any) -> None:
    """Without a DATE the unit is due with the whole again."""
    from domain.commands import ScheduleUnit

    take(obligation, ScheduleUnit(unit, due, reason), **sender)


@click.command("suspend", help="Stop the clock: nobody is reminded. The days are given back when it goes on.")
@click.option("--until", type=Day(), metavar="DATE", help="The day at whose beginning it goes on by itself.")
@reason
@step
def suspend(obligation: str, until: date | None, reason: str, **sender: Any) -> None:
    from domain.commands import Suspend

    take(obligation, Suspend(reason, until), **sender)


@click.command("resume", help="Let the clock of a suspended obligation go on.")
@note
@step
def resume(obligation: str, note: str, **sender: Any) -> None:
    from domain.commands import Resume

    take(obligation, Resume(note), **sender)


@click.command("snooze", help="No reminders to you before a day. The due day and what follows it stay.")
@step
@click.argument("until", type=Day(), metavar="DATE")
@reason
@assignment
def snooze(obligation: str, until: date, reason: str, assignment: int | None, **sender: Any) -> None:
    from domain.commands import Snooze

    take(obligation, Snooze(until, reason, assignment), **sender)
