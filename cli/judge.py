"""The coordinator's verbs, for one obligation or for many: confirm, reject, assign."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import click

from cli.complete import obligation_ids
from cli.lists import of_instrument
from cli.options import Day, acting, commanding, effective, parse_day, plain
from cli.rows import Item, Row, finish, prepare, rows_of, try_out
from engine.exchange.cells import yes

if TYPE_CHECKING:
    from cli.office import Office
    from domain.commands import Command
    from domain.obligation import Obligation

F = TypeVar("F", bound=Callable[..., Any])


def many(command: F) -> F:
    """The options of a step that is taken for many at once."""
    options: tuple[Callable[[Any], Any], ...] = (
        plain,
        commanding,
        effective,
        acting,
        click.option("--dry-run", is_flag=True, help="Say what would happen, and record nothing."),
        click.option(
            "--from",
            "file",
            metavar="FILE",
            help="Take ids and values from a CSV, TSV or JSON-lines file (- for standard input).",
        ),
    )
    for decorate in options:
        command = decorate(command)
    return command


ids_argument = click.argument("obligations", metavar="[ID]...", nargs=-1, shell_complete=obligation_ids)


@click.command("confirm", help="Make proposals duties: from now on they are watched, reminded and escalated.")
@ids_argument
@click.option("--all", "everything", is_flag=True, help="All proposals (with --instrument: of this one).")
@of_instrument
@click.option("--due", type=Day(), metavar="DATE", help="The due day, where what was read is wrong or unresolved.")
@click.option(
    "--addressee",
    "addressees",
    metavar="NAME",
    multiple=True,
    help="Who is to act, where what was read is wrong. May be repeated.",
)
@click.option("--required", type=click.IntRange(min=1), metavar="N", help="How many are asked for.")
@click.option(
    "--quorum", type=click.IntRange(min=1), metavar="K", help="How many of several assignments must be done (default: all)."
)
@click.option("--lightly", is_flag=True, help="Few reminders, and nobody further up is told.")
@click.option("--once", is_flag=True, help="It recurs, and only its first occurrence is followed.")
@click.option("--ends-on", type=Day(), metavar="DATE", help="It recurs until this day.")
@click.option("--ends-after", type=click.IntRange(min=1), metavar="N", help="It recurs so many times.")
@click.option("--past-due", is_flag=True, help="It is past its due day, and is to be followed as overdue.")
@click.option("--note", default="", help="A remark to go with it.")
@many
def confirm(
    obligations: tuple[str, ...], everything: bool, instrument: str | None, due: date | None, addressees: tuple[str, ...],
    required: int | None, quorum: int | None, lightly: bool, once: bool, ends_on: date | None, ends_after: int | None,
    past_due: bool, note: str, file: str | None, **rest: Any,
) -> int:  # fmt: skip
    """File columns: id, due, addressees (separated by ;), required, past_due and lightly (yes or no), note."""
    from cli.calendar import known_calendar
    from cli.office import now
    from domain.commands import Confirm
    from engine.sessions import with_todays_days

    calendar, today = known_calendar(), now().date()

    def make(row: Row, state: "Obligation") -> "Command":
        asked = Confirm(
            due=_day(row["due"]) if "due" in row else due,
            addressees=tuple(row["addressees"].split(";")) if "addressees" in row else addressees or None,
            required=int(row["required"]) if "required" in row else required,
            accept_past_due=yes(row["past_due"]) if "past_due" in row else past_due,
            note=row.get("note", note),
            quorum=quorum,
            lightly=yes(row["lightly"]) if "lightly" in row else lightly,
            once=once,
            ends_on=ends_on,
            ends_after=ends_after,
        )
        return with_todays_days(asked, state, calendar, today)

    rows = _asked(obligations, file, ("due", "addressees", "required", "past_due", "lightly", "note"), everything, instrument)
    if len(rows) > 1 and (due or addressees or required or quorum or ends_on or ends_after):
        raise click.UsageError(
            "--due, --addressee, --required, --quorum and the ends of a series are of one obligation; for many, put the first three "
            "into a file (--from)."
        )
    return carry_out("confirm", rows, make, _proposals_at_once, **rest)


@click.command("reject", help="Put proposals aside: they are no duties. The reason is kept.")
@ids_argument
@click.option("--reason", metavar="TEXT", help="Why, in words. A file may give one for each.")
@many
def reject(obligations: tuple[str, ...], reason: str | None, file: str | None, **rest: Any) -> int:
    """File columns: id, reason."""
    from domain.commands import Reject

    if reason is None and file is None:
        raise click.UsageError("Missing option '--reason': why is it no duty?")
    rows = _asked(obligations, file, ("reason",))
    return carry_out("reject", rows, lambda row, _: Reject(row.get("reason", reason or "")), _proposals_at_once, **rest)


@click.command(
    "assign", help="Lay an obligation on a focal point: servanda assign ID PARTY. For many: servanda assign --from FILE."
)
@click.argument("obligation", metavar="[ID]", required=False, shell_complete=obligation_ids)
@click.argument("assignee", metavar="[PARTY]", required=False)
@click.option("--note", default="", help="A remark to go with it.")
@click.option("--for", "addressee", metavar="NAME", help="For which of several addressees: each has an assignment of its own.")
@click.option("--also", is_flag=True, help="Beside those who hold it already, instead of in their place.")
@click.option("--assignment", type=click.IntRange(min=1), metavar="N", help="Which of several assignments goes to somebody else.")
@click.option(
    "--members",
    metavar="BODY",
    help="Lay it on every member of a collective instead, each on its focal point, each with its own state.",
)
@click.option(
    "--unassigned", is_flag=True, help="With --members: a member without a focal point waits for one, instead of stopping it."
)
@many
def assign(
    obligation: str | None, assignee: str | None, note: str, addressee: str | None, also: bool, assignment: int | None,
    members: str | None, unassigned: bool, file: str | None, **rest: Any,
) -> int:  # fmt: skip
    """File columns: id, assignee, addressee, note; with --members: id."""
    from domain.commands import Assign

    if members is not None and assignee is not None:
        raise click.UsageError("Name one party, or the members of a body with --members, not both.")
    if unassigned and members is None:
        raise click.UsageError("--unassigned goes with --members.")
    if file is None and (obligation is None or (assignee is None and members is None)):
        raise click.UsageError(
            "Say which obligation and to whom: servanda assign ID PARTY. Or give a file: servanda assign --from FILE."
        )
    if file is not None and obligation is not None:
        raise click.UsageError("Give ids on the command line or in a file, not both.")
    if members is not None and (addressee or also or assignment):
        raise click.UsageError("--members lays it on each member: --for, --also and --assignment say nothing beside it.")
    if file is None:
        rows: list[Row] = [{"id": obligation or "", "assignee": assignee or ""}]
    else:
        rows = rows_of(file, () if members else ("assignee", "addressee", "note"))
    if members is not None:
        from cli.fan_out import over_members

        step = over_members(members, rest["on"], unassigned)
        return carry_out("assign", rows, lambda _, __: step, _through_engine, **rest)

    def make(row: Row, _: "Obligation") -> "Command":
        named = _addressee(row["id"], row.get("addressee", addressee))
        return Assign(row.get("assignee", ""), row.get("note", note), named, assignment, also)

    return carry_out("assign", rows, make, _through_engine, **rest)


def _addressee(obligation: str, written: str | None) -> str | None:
    """The addressee of ``obligation`` that ``written`` means: the name itself, or the only one that holds it; else as it is written."""
    if written is None:
        return None
    from cli.office import Office

    office = Office()
    named = office.state(office.find(obligation)).terms.addressees
    wanted = written.strip().casefold()
    found = [each for each in named if each.casefold() == wanted] or [each for each in named if wanted in each.casefold()]
    return found[0] if len(found) == 1 else written


def _day(text: str) -> date:
    if (found := parse_day(text)) is None:
        raise click.UsageError(f"{text!r} is no day. Write it as 2017-09-11.")
    return found


def _asked(
    obligations: Sequence[str], file: str | None, columns: Sequence[str], everything: bool = False, instrument: str | None = None
) -> list[Row]:
    ways = [bool(obligations), file is not None, everything]
    if sum(ways) != 1:
        also = ", or --all" if "due" in columns else ""
        raise click.UsageError(f"Give one ID or more, or a file with --from{also}: one of these, and not several.")
    if instrument and not everything:
        raise click.UsageError("--instrument goes with --all.")
    if everything:
        return _all_proposals(instrument)
    return rows_of(file, columns) if file is not None else [{"id": each} for each in obligations]


def _all_proposals(instrument: str | None) -> list[Row]:
    from cli.office import Office
    from domain.obligation import Status
    from schema.queries import Filter, obligations_where

    office = Office()
    symbol = office.find_instrument(instrument) if instrument else None
    return [{"id": row.id} for row in obligations_where(office.engine, Filter(instrument=symbol, statuses=(Status.PROPOSED,)))]


def carry_out(
    verb: str, rows: Sequence[Row], make: Callable[[Row, "Obligation"], "Command"], send: "Callable[[Office, Sequence[Item]], None]",
    actor: str, on: Any, command_id: str, dry_run: bool, as_json: bool,
) -> int:  # fmt: skip
    """Take the step for every row, and tell what came of each."""
    from cli.office import Office

    office = Office()
    single = len(rows) == 1
    items = prepare(office, rows, make, actor, command_id, on, single)
    if dry_run:
        try_out(office, items)
    else:
        send(office, [item for item in items if item.error is None])
    return finish(verb, items, dry_run=dry_run, as_json=as_json, command_id=command_id, single=single)


def _proposals_at_once(office: "Office", items: Sequence[Item]) -> None:
    """Proposals have no workflow yet: they are decided here, many in one commit."""
    from cli.office import now
    from domain.errors import Refused
    from engine.bulk import decide_many

    asked = [(item.id, item.envelope) for item in items if item.id and item.envelope]
    for item, answer in zip(items, decide_many(office.ledger, asked, now()), strict=True):
        if isinstance(answer, Exception):
            item.error = answer
        if isinstance(answer, Refused):
            _look_again(office, item)
            _say_how(office, item)
        elif item.error is None and item.id:
            item.status = office.state(item.id).status.value


def _look_again(office: "Office", item: Item) -> None:
    """A refused one may have been carried out before under this very command id; otherwise it is refused for what it is now."""
    assert item.id and item.envelope
    if office.ledger.find_command(item.id, item.envelope.command_id):
        item.error, item.repeated = None, True
        item.status = office.state(item.id).status.value
    else:
        try_out(office, [again := Item(item.written, item.id, item.envelope)])
        item.error = again.error or item.error


def _say_how(office: "Office", item: Item) -> None:
    """A proposal that lacks something can be confirmed with it: say which option gives it."""
    from domain.commands import Confirm
    from domain.errors import Refused
    from domain.obligation import Status

    if not isinstance(item.error, Refused) or item.id is None or item.envelope is None:
        return
    command, state = item.envelope.command, office.state(item.id)
    if not isinstance(command, Confirm) or state.status is not Status.PROPOSED:
        return
    ways = []
    if not (command.addressees or state.terms.addressees):
        ways.append("--addressee NAME")
    elif state.deadline and not (command.due or command.accept_past_due):
        ways.append("--due DATE, or --past-due")
    if ways:
        item.error = Refused(f"{item.error} ({'; '.join(ways)})")


def _through_engine(office: "Office", items: Sequence[Item]) -> None:
    """What is alive is decided by its workflow."""
    import asyncio

    from cli.refusals import with_legal

    asked = [(item.id, item.envelope) for item in items if item.id and item.envelope]
    for item, answer in zip(items, asyncio.run(office.carry_out_all(asked)), strict=True):
        if isinstance(answer, Exception):
            try:
                with with_legal(office, item.id or ""):
                    raise answer
            except Exception as error:
                item.error = error
        else:
            item.status, item.repeated = answer.status, answer.repeated
