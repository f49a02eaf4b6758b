"""The lists: obligations, what is due, proposals, instruments."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

import click

from cli.complete import symbols
from cli.options import Day, plain

if TYPE_CHECKING:
    from domain.projection import Projection

F = TypeVar("F", bound=Callable[..., Any])

STATUSES = (
    *("proposed", "rejected", "unassigned", "assigned", "accepted", "in progress", "submitted"),
    *("suspended", "recurring", "discharged", "waived", "superseded", "lapsed"),
)


def of_instrument(command: F) -> F:
    return click.option(
        "--instrument", metavar="SYMBOL", shell_complete=symbols, help="Only of this one (71/244 will do for A/RES/71/244)."
    )(command)


@click.command("list", help="List obligations: the open ones, unless said otherwise. Paragraph 9 comes before paragraph 10.")
@of_instrument
@click.option("--status", type=click.Choice(STATUSES), multiple=True, help="Only in this status. May be repeated.")
@click.option("--all", "everything", is_flag=True, help="Proposals and closed ones too.")
@click.option("--overdue", is_flag=True, help="Only what is overdue.")
@click.option("--unresolved", is_flag=True, help="Only what has a due time that is no day yet.")
@click.option("--assignee", metavar="PARTY", help="Only what is laid on this very person or position.")
@click.option(
    "--for", "whose", metavar="PERSON", help="Only what this person may act on now: their own, and where they stand in."
)
@click.option("--text", metavar="WORDS", help="Only where an addressee or the id holds this.")
@click.option("--by-due", is_flag=True, help="Soonest due day first.")
@plain
def list_(
    instrument: str | None, status: tuple[str, ...], everything: bool, overdue: bool, unresolved: bool,
    assignee: str | None, whose: str | None, text: str | None, by_due: bool, as_json: bool,
) -> None:  # fmt: skip
    from cli.office import Office
    from domain.obligation import Status
    from schema.queries import Filter, Order, obligations_where

    office = Office()
    wanted = Filter(
        instrument=office.find_instrument(instrument) if instrument else None,
        statuses=tuple(Status(each) for each in status),
        open=None if everything or status else True,
        overdue=overdue or None,
        unresolved=unresolved or None,
        assignee=assignee,
        parties=(whose, *office.acting_as(whose)) if whose else (),
        text=text,
    )
    rows = obligations_where(office.engine, wanted, Order.DUE if by_due else Order.ID)
    print_obligations(rows, as_json, "No obligation fits. `servanda list --all` also shows proposals and closed ones.")


@click.command("due", help="List open obligations by their due day: what is overdue, and what falls due within DAYS from now.")
@click.option("--days", type=click.IntRange(min=0), default=90, show_default=True, help="How far to look ahead.")
@click.option("--until", type=Day(), metavar="DATE", help="Look ahead to this day instead.")
@click.option("--assignee", metavar="PARTY", help="Only what is laid on this very person or position.")
@click.option(
    "--for", "whose", metavar="PERSON", help="Only what this person may act on now: their own, and where they stand in."
)
@of_instrument
@plain
def due(
    days: int, until: date | None, assignee: str | None, whose: str | None, instrument: str | None, as_json: bool
) -> None:  # fmt: skip
    from cli.office import Office, now
    from schema import queries

    office = Office()
    symbol = office.find_instrument(instrument) if instrument else None
    last = until or now().date() + timedelta(days=days)
    parties = (whose, *office.acting_as(whose)) if whose else ()
    wanted = queries.Filter(open=True, due_by=last, assignee=assignee, parties=parties, instrument=symbol)
    rows = queries.obligations_where(office.engine, wanted, queries.Order.DUE)
    print_obligations(rows, as_json, f"Nothing open is due by {last}.")


@click.command("proposals", help="List what was read and waits to be confirmed or rejected.")
@of_instrument
@plain
def proposals(instrument: str | None, as_json: bool) -> None:
    from cli.office import Office
    from domain.obligation import Status
    from schema.queries import Filter, obligations_where

    office = Office()
    symbol = office.find_instrument(instrument) if instrument else None
    rows = obligations_where(office.engine, Filter(instrument=symbol, statuses=(Status.PROPOSED,)))
    print_obligations(rows, as_json, "No proposal waits.", proposed=True)


@click.command("instruments", help="List the registered resolutions and how their obligations stand.")
@plain
def instruments(as_json: bool) -> None:
    from cli.office import Office
    from cli.output import print_json, table
    from domain.obligation import Status
    from schema.queries import instruments_where

    rows = instruments_where(Office().engine)
    if as_json:
        print_json(rows)
        return
    table(
        ("Symbol", "Title", "Adopted", "Open", "Overdue", "Proposed", "All"),
        [
            (
                r.symbol,
                r.title or "",
                str(r.adopted or ""),
                str(r.open),
                str(r.overdue),
                str(r.counts.get(Status.PROPOSED, 0)),
                str(r.obligations),
            )
            for r in rows
        ],
        fixed=(0, 2),
        empty="No resolution is registered yet. Begin with `servanda register FILE`.",
    )


def print_obligations(rows: "list[Projection]", as_json: bool, empty: str, proposed: bool = False) -> None:
    """Obligations as an array or as a table."""
    from cli import words
    from cli.output import note, print_json, table

    if as_json:
        print_json(rows)
        return
    if proposed:
        wait = [(r.id, words.due(r), r.force, words.whom(r.addressees)) for r in rows]
        table(("Id", "Due", "Force", "Who"), wait, empty=empty)
        if rows:
            note(f"\n{len(rows)} wait. Look: servanda show {rows[0].id}   Then: servanda confirm {rows[0].id}")
        return
    shown = [(r.id, words.due(r), words.standing(r), words.with_whom(r), words.whom(r.addressees)) for r in rows]
    table(("Id", "Due", "Stands", "With", "Who"), shown, empty=empty)
