"""`servanda bulk`: one step for all that a selection fits, thousands at a time; broken off, it is gone on with under its job's id."""

import asyncio
import re
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import uuid4

import click

from cli.bars import bars
from cli.complete import symbols
from cli.exits import Exit, Unclear
from cli.lists import STATUSES
from cli.options import Day, Moment, acting, effective, plain

if TYPE_CHECKING:
    from cli.office import Office
    from domain.commands import Command, Envelope
    from domain.obligation import Obligation
    from engine.jobs import Make, Trial
    from schema.jobs import Job

F = TypeVar("F", bound=Callable[..., Any])

SELECTION = ("instrument", "status", "overdue", "unresolved", "assignee", "text", "due_by", "due_from", "ids", "everything")

JOB_ID = click.option("--job", metavar="ID", help="A name of your own for the job (default: a new one).")


def selecting(command: F) -> F:
    """The options that say which obligations, and those of every step."""
    options: tuple[Callable[[Any], Any], ...] = (
        plain,
        effective,
        acting,
        JOB_ID,
        click.option("--at-once", type=click.IntRange(1, 64), default=32, show_default=True, help="Workflows asked at a time."),
        click.option("--yes", is_flag=True, help="Do not ask before it is done."),
        click.option("--dry-run", is_flag=True, help="Say what would happen to each, and record nothing."),
        click.option("--all", "everything", is_flag=True, help="All that the step can be meant for."),
        click.option("--ids", type=click.Path(exists=True, dir_okay=False, allow_dash=True), metavar="FILE",
                     help="Of these only: one id a line, or a CSV or TSV with a column `id` (- for standard input)."),
        click.option("--text", metavar="WORDS", help="Only where an addressee or the id holds this."),
        click.option("--assignee", metavar="PERSON", help="Only what is assigned to this person."),
        click.option("--due-from", type=Day(), metavar="DATE", help="Only what is due on this day or later."),
        click.option("--due-by", type=Day(), metavar="DATE", help="Only what is due by this day."),
        click.option("--unresolved", is_flag=True, help="Only what has a due time that is no day yet."),
        click.option("--overdue", is_flag=True, help="Only what is overdue."),
        click.option("--status", type=click.Choice(STATUSES), multiple=True, help="Only in this status. May be repeated."),
        click.option("--instrument", metavar="SYMBOL", shell_complete=symbols, help="Only of this resolution."),
    )  # fmt: skip
    for decorate in options:
        command = decorate(command)
    return command


def reason(command: F) -> F:
    return click.option("--reason", required=True, help="Why, in words. It is kept for ever.")(command)


@click.group("bulk", help="One step for many obligations: tried out first, each whole or not at all, gone on with after a break.")
def bulk() -> None:
    pass


@bulk.command("confirm", help="Make the selected proposals duties.")
@click.option("--past-due", is_flag=True, help="Also those past their due day, to be followed as overdue.")
@click.option("--note", default="", help="A remark to go with each.")
@selecting
def confirm(past_due: bool, note: str, **given: Any) -> int:
    from cli.calendar import known_calendar
    from cli.office import now
    from engine.jobs import confirmation

    return take("confirm", confirmation(note, past_due, known_calendar(), now().date()), ("proposed",), **given)


@bulk.command("assign", help="Lay the selected obligations on a focal point.")
@click.argument("person", metavar="PERSON")
@click.option("--note", default="", help="A remark to go with each.")
@selecting
def assign(person: str, note: str, **given: Any) -> int:
    from engine.jobs import assignment

    return take("assign", assignment(person, note), None, **given)


@bulk.command("extend", help="Give the selected obligations a later due day: one for all, or each its own and so many days.")
@click.option("--to", type=Day(), metavar="DATE", help="The new due day of all.")
@click.option("--by", "days", type=click.IntRange(min=1), metavar="DAYS", help="How many days later than its own.")
@reason
@selecting
def extend(to: date | None, days: int | None, reason: str, **given: Any) -> int:
    from engine.jobs import extension, new_due

    if (to is None) == (days is None):
        raise click.UsageError("Say to which day (--to DATE) or by how many days (--by DAYS): one of them.")
    make = new_due(to, reason) if to else extension(timedelta(days=days or 0), reason)
    return take("extend", make, None, **given)


@bulk.command("waive", help="Let the selected obligations go.")
@reason
@selecting
def waive(reason: str, **given: Any) -> int:
    from engine.jobs import waiver

    return take("waive", waiver(reason), None, **given)


@bulk.command("jobs", help="List the latest jobs and how far they came.")
@plain
def jobs(as_json: bool) -> None:
    from cli.office import Office
    from cli.output import print_json, table
    from schema.jobs import known

    found = known(Office().engine)
    if as_json:
        print_json([{"id": j.id, "verb": j.verb, "actor": j.actor, "asked_at": j.asked_at, "counts": j.counts} for j in found])
        return
    rows = [(j.id, j.verb, f"{j.asked_at:%Y-%m-%d %H:%M}", j.actor, _standing(j)) for j in found]
    table(("Job", "Step", "Asked (UTC)", "Who", "Stands"), rows, fixed=(0, 2), empty="There has been no job yet.")


def _standing(job: "Job") -> str:
    return ", ".join(f"{number} {outcome.value}" for outcome, number in job.counts.items()) or "empty"


@bulk.command("show", help="Show one job: who asked for what and when, and what came of each obligation.")
@click.argument("job", metavar="JOB")
@plain
def show(job: str, as_json: bool) -> None:
    from cli.office import Office
    from cli.output import note, pairs, print_json, say, table

    found = _job(Office(), job)
    if as_json:
        print_json(found)
        return
    pairs(
        [
            ("Job", found.id),
            ("Step", found.verb),
            ("Asked by", f"{found.actor}, {found.asked_at:%Y-%m-%d %H:%M} UTC"),
            ("So since", found.on),
            ("Stands", _standing(found)),
        ]
    )
    say()
    rows = [(each.obligation, each.outcome.value, each.status, each.message) for each in found.items]
    table(("Obligation", "Outcome", "Stands", "Message"), rows)
    if found.let_go:
        note(f"{found.let_go} more were done; that is in the ledger only by now, under the command ids {found.id}:OBLIGATION.")


def _job(office: "Office", job: str) -> "Job":
    """Raises :class:`~cli.exits.Unclear` where there is none of this id."""
    from schema.jobs import get

    if (found := get(office.engine, job)) is None:
        raise Unclear(f"There is no job {job!r}. `servanda bulk jobs` lists them.")
    return found


@bulk.command(
    "resume", help="Go on with a job that was broken off, or try again what was refused. What is done is not done twice."
)
@click.argument("job", metavar="JOB")
@click.option("--at-once", type=click.IntRange(1, 64), default=32, show_default=True, help="Workflows asked at a time.")
@plain
def resume(job: str, at_once: int, as_json: bool) -> int:
    from cli.office import Office

    office = Office()
    return _run(office, _job(office, job), at_once, as_json)


def take(
    verb: str, make: "Make", statuses: Sequence[str] | None, *, actor: str, on: date | datetime | None, job: str | None,
    at_once: int, yes: bool, dry_run: bool, as_json: bool, **selection: Any,
) -> int:  # fmt: skip
    """Select, try out, and (unless it is a dry run) write the job down and carry it out."""
    from cli.office import Office, now
    from engine.jobs import try_out, written
    from schema.jobs import create

    office = Office()
    ids = selected(office, statuses, selection)
    with bars() as progress:
        if progress:
            progress("Trying out", 0, len(ids))
        trials = try_out(office.ledger, ids, make, sender(office, actor, on), now())
    if dry_run or not trials:
        return _tell_trials(verb, trials, as_json)
    if verb == "confirm" and not as_json:
        _tell_moved(trials)
    good = sum(1 for each in trials if each.error is None)
    if good and not yes and not as_json and sys.stdin.isatty() and sys.stderr.isatty():
        click.confirm(f"{verb} {good} obligations ({len(trials) - good} would be refused)?", abort=True, err=True)
    made = written(job or str(uuid4())[:8], verb, actor, on.isoformat() if on else "", now(), trials)
    try:
        create(office.engine, made)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    return _run(office, made, at_once, as_json)


def selected(office: "Office", statuses: Sequence[str] | None, given: dict[str, Any]) -> list[str]:
    """The ids that are meant, in the order of lists. Raises :class:`click.UsageError` where nothing says which."""
    from domain.obligation import Status
    from schema.queries import Filter, obligations_where

    if not any(given[name] for name in SELECTION):
        raise click.UsageError("Say which obligations: --instrument, --status, --overdue, ..., --ids FILE, or --all.")
    listed = _listed(office, given["ids"]) if given["ids"] else None
    asked = given["status"] or statuses or ()
    wanted = Filter(
        instrument=office.find_instrument(given["instrument"]) if given["instrument"] else None,
        statuses=tuple(Status(each) for each in asked) if listed is None or given["status"] else (),
        open=True if not asked and listed is None else None,
        overdue=given["overdue"] or None,
        unresolved=given["unresolved"] or None,
        assignee=given["assignee"],
        text=given["text"],
        due_by=given["due_by"],
        due_from=given["due_from"],
    )
    fits = [row.id for row in obligations_where(office.engine, wanted)]
    if listed is None:
        return fits
    if any(given[name] for name in SELECTION if name not in ("ids", "everything")):
        among = set(fits)
        return [each for each in listed if each in among]
    return listed


def _listed(office: "Office", file: str) -> list[str]:
    """The ids in ``file``, each once. Raises :class:`Unclear` for what names none or several: nothing has been done then."""
    from cli import ids
    from cli.rows import rows_in, text_of
    from schema.queries import obligations_where

    text = text_of(file)
    first = text.lstrip().split("\n", 1)[0].strip().lower()
    if first.startswith("{") or "id" in re.split(r"[,;\t]", first):
        names = [row["id"] for row in rows_in(text, file)]
    else:
        names = [line.strip() for line in text.splitlines() if line.strip() and line.strip().lower() != "id"]
    known = [row.id for row in obligations_where(office.engine)]
    exact = set(known)
    return list(dict.fromkeys(name if name in exact else ids.find(name, known) for name in names))


def sender(office: "Office", actor: str, on: date | datetime | None) -> "Callable[[Command, str, Obligation], Envelope]":
    """How a command becomes an envelope of ``actor``, in the zone of its obligation."""
    return lambda command, command_id, state: office.envelope(command, actor, command_id, on, state.terms.zone)


def _run(office: "Office", job: "Job", at_once: int, as_json: bool) -> int:
    from cli.office import now
    from cli.output import counted, note
    from engine.jobs import carry_out

    if not as_json:
        note(
            f"Job {job.id}: {counted(len(job.items), 'obligation')}. Broken off, it is gone on with: servanda bulk resume {job.id}"
        )
    on = Moment().convert(job.on, None, None) if job.on else None
    send = sender(office, job.actor, on)
    with bars() as progress:
        done = asyncio.run(carry_out(job, office.ledger, office.obligations, send, now, at_once=at_once, progress=progress))
    return _tell_job(done, as_json)


MOST = 40
"""Refusals shown one by one on a terminal or in a pipe; `--json` has them all."""


def _tell_job(job: "Job", as_json: bool) -> int:
    from cli.output import note, print_json, say
    from schema.jobs import ItemOutcome

    bad = [item for item in job.items if item.outcome is not ItemOutcome.DONE]
    if as_json:
        results = [{"id": i.obligation, "outcome": i.outcome, "status": i.status, "message": i.message} for i in job.items]
        print_json({"job": job.id, "verb": job.verb, "dry_run": False, "asked": job.asked, "counts": job.counts,
                    "results": results})  # fmt: skip
    else:
        say(f"{job.verb}: {job.asked - len(bad)} of {job.asked} done.")
        for item in bad[:MOST]:
            note(f"  {item.obligation}: {item.message or item.outcome.value}")
        if len(bad) > MOST:
            note(f"  and {len(bad) - MOST} more (--json has them all)")
        if bad:
            note(f"When what hinders them is mended: servanda bulk resume {job.id}. What is done is not done twice.")
    if not bad:
        return Exit.OK
    return Exit.REFUSED if len(bad) == job.asked and all(i.outcome is ItemOutcome.REFUSED for i in bad) else Exit.PARTLY


def _tell_moved(trials: "Sequence[Trial]") -> None:
    """What the calendar gives other days than it was read with: nobody confirms one day and is reminded of another."""
    from cli.output import note

    moved = [each for each in trials if each.error is None and each.due_before != each.due_after]
    if moved:
        note(f"{len(moved)} are bound to sessions that have other days by now than when they were read:")
    for each in moved[:MOST]:
        note(f"  {each.obligation}: due {_due(each)}")
    if len(moved) > MOST:
        note(f"  and {len(moved) - MOST} more")


def _tell_trials(verb: str, trials: "Sequence[Trial]", as_json: bool) -> int:
    from cli.exits import exit_of
    from cli.output import print_json, say, table

    bad = [each for each in trials if each.error]
    if as_json:
        results = [
            {"id": t.obligation, "before": t.before, "after": t.after, "due_before": t.due_before, "due_after": t.due_after,
             "error": {"kind": type(t.error).__name__, "message": str(t.error)} if t.error else None}
            for t in trials
        ]  # fmt: skip
        print_json({"verb": verb, "dry_run": True, "asked": len(trials), "refused": len(bad), "results": results})
    else:
        rows = [(t.obligation, t.before, str(t.error) if t.error else t.after, _due(t)) for t in trials]
        table(("Id", "Stands", "Would be", "Due"), rows, empty="No obligation fits the selection.")
        if trials:
            say(f"{verb}: {len(trials) - len(bad)} of {len(trials)} would be done, {len(bad)} refused. Nothing was recorded.")
    if not bad:
        return Exit.OK
    codes = {exit_of(each.error) for each in bad if each.error}
    return codes.pop() if len(bad) == len(trials) and len(codes) == 1 else Exit.PARTLY


def _due(trial: "Trial") -> str:
    before, after = (day.isoformat() if day else "no day" for day in (trial.due_before, trial.due_after))
    return f"{before} → {after}" if trial.error is None and before != after else before
