"""`servanda sessions`: when bodies meet, and what moves when a session is moved."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from cli.options import Day, acting, commanding, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cli.office import Office
    from domain.commands import Envelope
    from domain.time.sessions import SessionRow
    from engine.sessions import Bound


@click.group("sessions", help="Sessions of bodies: when they are held, and since when that is known.")
def sessions() -> None:
    pass


@sessions.command("list", help="List sessions: as known now, or with --history all that was ever known.")
@click.option("--body", metavar="NAME", help="Only of this body.")
@click.option("--number", type=click.IntRange(min=1), metavar="N", help="Only this session.")
@click.option("--history", "all_rows", is_flag=True, help="Every row, with the day since which it is known.")
@plain
def list_(body: str | None, number: int | None, all_rows: bool, as_json: bool) -> None:
    from cli.calendar import known_calendar
    from cli.output import print_json, table

    calendar = known_calendar()
    name = (calendar.canonical(body) or body) if body else None
    rows = [r for r in calendar.rows if (name is None or r.body == name) and (number is None or r.number == number)]
    if not all_rows:
        rows = list({(r.body, r.number, r.part): r for r in sorted(rows, key=lambda r: r.known_since)}.values())
    rows.sort(key=lambda r: (r.body, r.number, r.part, r.known_since))
    if as_json:
        print_json(rows)
        return
    shown = [
        (str(r.number), *_days(r), f"{r.body}{f', {r.part} part' if r.part else ''}", str(r.known_since), r.source) for r in rows
    ]
    table(("No", "Opens", "Closes", "Body", "Known since", "Source"), shown, fixed=(0, 1, 2, 4), empty=_empty(body))


def _days(row: "SessionRow") -> tuple[str, str]:
    if row.dated:
        return str(row.opening), str(row.closing)
    return (f"({row.expected})" if row.expected else "put off"), ""


def _empty(body: str | None) -> str:
    by_rule = " Regular sessions of the General Assembly are also known by rule, without a row." if body else ""
    return f"No such session is in the calendar.{by_rule} Add one: servanda sessions add BODY NUMBER --opens ... --closes ... --source ..."


def _placed(command: Any) -> Any:
    options = (
        click.argument("body", metavar="BODY"),
        click.argument("number", type=click.IntRange(min=1), metavar="NUMBER"),
        click.option("--opens", type=Day(), metavar="DATE", help="Its first day."),
        click.option("--closes", type=Day(), metavar="DATE", help="Its last day (default: the first)."),
        click.option("--source", required=True, metavar="TEXT", help="Where this is from: a document, a page, a letter."),
        click.option("--known-since", type=Day(), metavar="DATE", help="Since when this is known (default: today)."),
        click.option("--note", default="", help="A remark."),
        acting,
        commanding,
        plain,
    )
    for option in reversed(options):
        command = option(command)
    return command


@sessions.command("add", help="Enter the days of a session, so that due times that wait for it can be resolved.")
@click.option("--expected", default="", metavar="TEXT", help='What is known where no days are: "2019", "May 2020".')
@_placed
def add(**given: Any) -> None:
    _enter(moving=False, **given)


@sessions.command("move", help="Give a session other days; without --opens it is put off. All that is bound to it moves with it.")
@click.option("--expected", default="", metavar="TEXT", help='To when it is put off, where that is known: "2019", "May 2020".')
@_placed
def move(**given: Any) -> None:
    _enter(moving=True, **given)


def _enter(
    moving: bool, body: str, number: int, opens: date | None, closes: date | None, source: str, known_since: date | None,
    note: str, expected: str, actor: str, command_id: str, as_json: bool,
) -> None:  # fmt: skip
    from cli.office import Office, now
    from domain.time.sessions import SessionRow
    from engine.sessions import calendar_of
    from schema import sessions as table

    if closes and not opens:
        raise click.UsageError("--closes without --opens: a session closes after it has opened.")
    if opens is None and not moving and not expected:
        raise click.UsageError("Say when it is held: --opens and --closes, or --expected where no day is known.")
    office = Office(founding=True)
    at = now()
    name = calendar_of(office.engine).canonical(body) or body.strip()
    row = SessionRow(name, number, opens, closes or opens, known_since or at.date(), "", expected, False, source, "given", note)
    try:
        table.put(office.engine, row)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    moved = _rebind(office, row, actor, command_id, at)
    _tell(row, moved, as_json)


def _rebind(office: "Office", row: "SessionRow", actor: str, command_id: str, now: datetime) -> list[dict[str, Any]]:
    """Give all that is bound to the session its new due time, proposals too."""
    from domain.instrument import SessionRef
    from engine.sessions import bound_to, rebinding, so_since

    session = SessionRef(row.body, row.number)
    bound = [one for one in bound_to(office.engine, session, now.date()) if one.moves]
    asked = [rebinding(one, session, row.source, actor, command_id, so_since(row, one.state.terms.zone, now)) for one in bound]
    return _carried_out(office, bound, asked)


def _carried_out(office: "Office", bound: "Sequence[Bound]", asked: "Sequence[Envelope]") -> list[dict[str, Any]]:
    """What came of each. What is not re-dated says why; where nothing is ``asked``, nothing is done."""
    import asyncio

    from domain.obligation import Status

    sent = [(one.state.id, envelope) for one, envelope in zip(bound, asked, strict=False)]
    answers = asyncio.run(office.carry_out_all(sent)) if sent else [None] * len(bound)
    found = []
    for one, answer in zip(bound, answers, strict=True):
        old = one.state.due.latest if one.state.due else None
        result: dict[str, Any] = {"id": one.state.id, "from": old, "to": one.due.latest}
        result["proposal"] = one.state.status is Status.PROPOSED
        if isinstance(answer, Exception):
            result["error"] = str(answer)
        found.append(result)
    return found


@sessions.command(
    "follow",
    help="Give all that is bound to a session the days that the calendar has today: for when an update has brought a corrected "
    "calendar, or a move was broken off.",
)
@click.option("--dry-run", is_flag=True, help="Say what would move, and record nothing.")
@acting
@commanding
@plain
def follow(dry_run: bool, actor: str, command_id: str, as_json: bool) -> None:
    from cli.office import Office, now
    from cli.output import print_json
    from engine.sessions import bound_to, calendar_of, rebinding

    office, today = Office(), now().date()
    calendar = calendar_of(office.engine)
    bound = [one for one in bound_to(office.engine, None, today) if one.moves]
    asked = []
    for one in bound:
        session = one.due.session
        assert session is not None  # it is bound to one, and stays so
        known = calendar.standing(session.body, session.number, today)
        source = (known.days.source if known.days else known.undated.source if known.undated else "") or "the calendar"
        asked.append(rebinding(one, session, source, actor, command_id))
    found = _carried_out(office, bound, [] if dry_run else asked)
    if as_json:
        print_json({"dry_run": dry_run, "moved": found})
    _tell_moved(found, as_json, empty="All that is bound to a session has the days that the calendar has.")


def _tell(row: "SessionRow", moved: list[dict[str, Any]], as_json: bool) -> None:
    from cli.output import print_json, say

    if as_json:
        print_json({"session": row, "moved": moved})
    else:
        days = " to ".join(_days(row)) if row.dated else _days(row)[0]
        say(f"Session {row.number} of the {row.body}: {days}, known since {row.known_since} ({row.source}).")
    _tell_moved(moved, as_json)


def _tell_moved(moved: list[dict[str, Any]], as_json: bool, empty: str = "") -> None:
    """Raises :class:`~cli.exits.Failed` where one was not re-dated, after all have been told."""
    from cli.exits import Failed
    from cli.output import counted, note, table

    if not as_json:
        good = [m for m in moved if "error" not in m]
        rows = [
            (m["id"], str(m["from"] or "no day"), str(m["to"] or "no day"), "a proposal" if m["proposal"] else "") for m in good
        ]
        table(("Obligation", "Was due", "Is due", ""), rows, fixed=(0, 1, 2), empty="" if moved else empty)
    failed = [m for m in moved if "error" in m]
    for each in failed:
        note(f"  {each['id']} was not re-dated: {each['error']}")
    if failed:
        still = counted(len(failed), "obligation was", "obligations were")
        raise Failed(f"The calendar stands, but {still} not re-dated. To re-date them: servanda sessions follow")
