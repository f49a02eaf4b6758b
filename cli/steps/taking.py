"""What every step has: its options, the way it is sent, and what is said of it."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, TypeVar

import click

from cli.complete import obligation_argument
from cli.options import acting, commanding, effective, plain

F = TypeVar("F", bound=Callable[..., Any])


def step(command: F) -> F:
    """The options of every step, and its obligation."""
    options: tuple[Callable[[Any], Any], ...] = (plain, commanding, effective, acting, obligation_argument)
    for decorate in options:
        command = decorate(command)
    return command


def reason(command: F) -> F:
    return click.option("--reason", required=True, help="Why, in words. It is kept for ever.")(command)


def note(command: F) -> F:
    return click.option("--note", default="", help="A remark to go with it.")(command)


def assignment(command: F) -> F:
    """``--assignment``: which of several is meant."""
    return click.option(
        "--assignment",
        type=click.IntRange(min=1),
        metavar="N",
        help="Which of several assignments (default: yours, or the only one that it can be).",
    )(command)


def take(obligation: str, make: Any, actor: str, on: date | datetime | None, command_id: str, as_json: bool) -> None:
    """Send one command and say what it did."""
    from cli.office import Office
    from cli.refusals import with_legal

    office = Office()
    found = office.find(obligation)
    state = office.state(found)
    envelope = office.envelope(make, actor, command_id, on, state.terms.zone)
    with with_legal(office, found):
        answer = office.carry_out(found, envelope)
    _tell(office, found, answer, command_id, as_json)


def _tell(office: Any, found: str, answer: Any, command_id: str, as_json: bool) -> None:
    from cli.output import print_json, say
    from domain.life import legal_steps

    state = office.state(found)
    legal = legal_steps(state)
    told = _occurrences(office, found, answer) if state.series else []
    if as_json:
        also = {"occurrences": [{"id": one, "status": status} for one, status in told]} if told else {}
        print_json({"id": found, "status": answer.status, "seq": answer.seq, "first": answer.first, "last": answer.last,
                    "repeated": answer.repeated, "command_id": command_id, "legal": legal, **also})  # fmt: skip
        return
    again = " (this command had been carried out before; nothing new was recorded)" if answer.repeated else ""
    event = f", event {answer.last}" if answer.last else ""
    several = f" ({state.done} of {state.needed} assignments done)" if len(state.assignments) > 1 else ""
    say(f"{found} is {answer.status}{several}{event}.{again}")
    for one, status in told:
        say(f"  {one} is {status}.")
    if legal:
        say(f"Possible next: {', '.join(legal)}.")


def _occurrences(office: Any, series: str, answer: Any) -> list[tuple[str, str]]:
    """The occurrences of ``series`` that what was just done concerned too, and how they stand; and those that have not heard of it yet."""
    from engine.following import unheard, word_id
    from schema.queries import occurrences

    behind = {one for one, _ in unheard(office.engine, series)}
    found = []
    for row in occurrences(office.engine, series):
        if row.id in behind:
            found.append((row.id, f"{row.status} still: it could not be reached, and is told by the instance when it runs"))
        elif answer.last and (heard := office.ledger.find_command(row.id, word_id(series, answer.last))):
            stays = " still: it was owed before, or has been handed in" if heard[-1].kind == "Linked" else ""
            found.append((row.id, row.status + stays))
    return found
