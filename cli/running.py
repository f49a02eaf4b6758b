"""`servanda up` and `servanda status`: the instance, started and looked at."""

import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli.exits import Exit
from cli.options import plain

if TYPE_CHECKING:
    from config import Settings
    from engine.supervisor import Place
    from schema.outbox import Backlog
    from schema.reconciliations import Check
    from schema.webhooks import Standing as WebhookStanding


@click.command(
    "up", help="Start everything here: the embedded Temporal server, the worker and the notice sender. Ctrl-C stops all."
)
@click.option("--ui", is_flag=True, help="Serve Temporal's own pages too, on loopback.")
@plain
def up(ui: bool, as_json: bool) -> None:
    start(ui, as_json)


def start(ui: bool, as_json: bool) -> None:
    """Run the instance until it is told to stop."""
    from dataclasses import replace

    import config
    import log
    from engine import supervisor

    settings = config.load()
    if ui:
        settings = replace(settings, temporal_ui=True)
    log.configure(settings)
    watching: list[asyncio.Task[None]] = []

    def announce(place: "Place") -> None:
        _announce(settings, place, as_json)
        if not as_json:
            watching.append(asyncio.create_task(_tell_of_notices(settings)))

    async def run() -> None:
        try:
            await supervisor.up(settings, announce)
        finally:
            for task in watching:
                task.cancel()

    if not as_json:
        print("Starting ...", file=sys.stderr)
    asyncio.run(run())
    if not as_json:
        print("Stopped. Everything recorded is on disk; `servanda up` goes on from there.", file=sys.stderr)


def _announce(settings: "Settings", place: "Place", as_json: bool) -> None:
    from cli.output import pairs, print_json, say

    smtp = mail_server(settings)
    if as_json:
        print_json({"data": str(place.data), "database": without_password(place.database), "temporal": place.temporal, "ui": place.ui,
                    "smtp": smtp, "outbox": str(outbox(settings)), "logs": str(place.logs)})  # fmt: skip
        sys.stdout.flush()
        return
    say("Servanda is up.")
    pairs(
        [
            ("Data", str(place.data)),
            ("Database", without_password(place.database)),
            ("Temporal", place.temporal),
            ("Its pages", place.ui or ""),
            (
                "Notices go",
                f"by mail through {smtp}" if smtp else f"to files in {outbox(settings)} (no SERVANDA_SMTP_URL is set)",
            ),
            ("Logs", str(place.logs)),
        ]
    )
    say()
    _next(settings)
    sys.stdout.flush()


def _next(settings: "Settings") -> None:
    """What a person at this instance would do next."""
    from cli.invoked import name
    from cli.output import counted, say
    from domain.obligation import OPEN, Status
    from schema.engine import make_engine
    from schema.queries import instruments_where

    engine = make_engine(settings.database)
    try:
        rows = instruments_where(engine)
    finally:
        engine.dispose()
    waiting = sum(row.counts.get(Status.PROPOSED, 0) for row in rows)
    alive = sum(count for row in rows for status, count in row.counts.items() if status in OPEN)
    if not rows:
        say(f"Nothing is registered yet. In another terminal: {name()} register FILE")
        return
    overdue = sum(row.overdue for row in rows)
    known, open_ = counted(len(rows), "resolution"), counted(alive, "obligation")
    say(f"{known}, {counted(waiting, 'proposal')} waiting, {open_} alive, {overdue} overdue.")
    say("In another terminal:")
    for step in ("proposals", "show ID", "confirm ID", "list", "due") if waiting else ("list", "due"):
        say(f"  {name()} {step}")
    say("Ctrl-C stops everything here.")


async def _tell_of_notices(settings: "Settings") -> None:
    """One line for every message that is kept in the outbox folder from now on."""
    folder = outbox(settings)
    seen = await asyncio.to_thread(_messages, folder)
    while True:
        await asyncio.sleep(1)
        now = await asyncio.to_thread(_messages, folder)
        for path in sorted(now - seen):
            print(await asyncio.to_thread(_line, path), flush=True)
        seen |= now


def _messages(folder: Path) -> set[Path]:
    return set(folder.glob("*.eml"))


def _line(path: Path) -> str:
    from email.parser import BytesHeaderParser
    from email.policy import default

    with path.open("rb") as message:
        head: Any = BytesHeaderParser(policy=default).parse(message)
    return f"Notice to {head['To']}: {head['Subject']} ({path.name})"


def outbox(settings: "Settings") -> Path:
    """Where messages are kept that no mail server takes away."""
    return settings.data / "outbox"


def mail_server(settings: "Settings") -> str | None:
    """The mail server as host:port, without credentials; ``None`` where none is set."""
    from urllib.parse import urlsplit

    if not settings.smtp_url:
        return None
    parts = urlsplit(settings.smtp_url)
    return f"{parts.hostname}:{parts.port}" if parts.port else str(parts.hostname)


def without_password(url: str) -> str:
    """A database URL that may be shown."""
    import re

    return re.sub(r"(//[^:/@]*):[^@]*@", r"\1:***@", url)


@click.command("status", help="What runs and what waits. Exit code 6 where no engine answers.")
@plain
def status(as_json: bool) -> int:
    from cli.office import Office
    from cli.output import pairs, print_json, say, table
    from schema import inbox, lineage, starts, webhooks
    from schema import outbox as notices
    from schema.queries import instruments_where
    from schema.reconciliations import latest

    office = Office()
    rows = instruments_where(office.engine)
    backlog = notices.backlog(office.engine)
    pending = len(starts.pending(office.engine))
    checked = latest(office.engine)
    hooks = webhooks.standing(office.engine)
    events, links = inbox.waiting(office.engine), lineage.waiting(office.engine)
    engine = asyncio.run(engine_standing(office.settings))
    counts: dict[str, int] = {}
    for row in rows:
        for name, number in row.counts.items():
            counts[name.value] = counts.get(name.value, 0) + number
    overdue = sum(row.overdue for row in rows)
    if as_json:
        print_json({"engine": engine, "instruments": len(rows), "obligations": counts, "overdue": overdue, "starts_pending": pending,
                    "reconciled": checked, "webhooks": hooks, "inbox": events, "links": links, "notices": backlog})  # fmt: skip
        return Exit.OK if engine["worker"] else Exit.ENGINE_DOWN
    running = (
        "runs" if engine["worker"] else "is there, but no worker answers" if engine["server"] else "does not run: servanda up"
    )
    pairs(
        [
            ("Data", str(office.settings.data)),
            ("Database", without_password(office.settings.database)),
            ("Engine", f"{running}{' at ' + engine['address'] if engine['address'] else ''}"),
            ("Starts waiting", str(pending) if pending else ""),
            ("Notices", _backlog(backlog)),
            ("Webhooks", _webhooks(hooks)),
            ("Overdue", str(overdue)),
            ("Inbox", ", ".join(f"{number} {state}" for state, number in events.items())),
            ("Links", f"{links} proposed: servanda lineage list" if links else ""),
            ("Reconciled", _reconciled(checked)),
        ]
    )
    say()
    table(("Status", "Obligations"), [(name, str(number)) for name, number in counts.items()], fixed=(0, 1))
    return Exit.OK if engine["worker"] else Exit.ENGINE_DOWN


def _webhooks(hooks: "WebhookStanding") -> str:
    if not hooks.all:
        return ""
    trouble = [f"{number} {what}" for number, what in ((hooks.failing, "failing"), (hooks.disabled, "disabled")) if number]
    return f"{hooks.all}{', of them ' + ' and '.join(trouble) + ': servanda webhooks list' if trouble else ', all well'}"


def _reconciled(checked: "Check | None") -> str:
    if checked is None:
        return "never: servanda reconcile"
    when = f"{checked.started_at:%Y-%m-%d %H:%M} UTC"
    if not checked.found:
        return f"{when}, all agreed{'' if checked.engine else ' (the engine was not asked)'}"
    left = f", {checked.left} left: servanda reconcile --dry-run names them" if checked.left else ""
    return f"{when}, {checked.found} drift{'' if checked.found == 1 else 's'} found, {checked.mended} mended{left}"


def _backlog(backlog: "Backlog") -> str:
    if not backlog.unsent and not backlog.failing:
        return "all sent"
    parts = [f"{backlog.unsent} waiting"]
    parts += [f"{backlog.later} of them for the hour of a digest or of work"] if backlog.later else []
    parts += [f"{backlog.failing} failing: servanda notices list --standing failing"] if backlog.failing else []
    return ", ".join(parts)


async def engine_standing(settings: "Settings") -> dict[str, Any]:
    """Whether a Temporal server answers, and whether a worker asks it for work. Takes two seconds at most where none does."""
    from engine import embedded
    from engine.errors import EngineDown

    found: dict[str, Any] = {"address": embedded.address(settings), "server": False, "worker": False}
    if found["address"] is None:
        return found
    try:
        async with asyncio.timeout(5):
            await _ask(settings, found)
    except (EngineDown, TimeoutError):
        pass
    return found


async def _ask(settings: "Settings", found: dict[str, Any]) -> None:
    from temporalio.api.enums.v1 import TaskQueueType
    from temporalio.api.taskqueue.v1 import TaskQueue
    from temporalio.api.workflowservice.v1 import DescribeTaskQueueRequest
    from temporalio.service import RPCError

    from engine.connect import connect

    client = await connect(settings, found["address"])
    found["server"] = True
    request = DescribeTaskQueueRequest(
        namespace=client.namespace,
        task_queue=TaskQueue(name=settings.task_queue),
        task_queue_type=TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW,
    )
    try:
        found["worker"] = bool((await client.workflow_service.describe_task_queue(request)).pollers)
    except RPCError as error:
        found["error"] = str(error)
