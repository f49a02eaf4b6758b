"""`servanda reconcile` and `servanda rebuild`: everything that follows from the ledger, held against it and made again from it."""

import asyncio
from typing import TYPE_CHECKING, Any

import click

from cli.bars import bars
from cli.exits import Exit
from cli.options import plain

if TYPE_CHECKING:
    from cli.office import Office
    from engine.reconcile import Reconciled

STARTED_WITHIN = 180.0
"""Seconds that rebuilding waits for the next start before it says that nobody carries them out."""


@click.command(
    "reconcile",
    help="Hold projections and Temporal against the ledger, name every drift and mend it. The ledger itself is never changed.",
)
@click.option("--dry-run", is_flag=True, help="Name what differs, and change nothing.")
@click.option(
    "--trust-ledger",
    is_flag=True,
    help="Mend also what knows of more events than the ledger does. Only when you are sure that the ledger has lost nothing.",
)
@plain
def reconcile(dry_run: bool, trust_ledger: bool, as_json: bool) -> int:
    from cli.office import Office
    from engine.reconcile import Reconciler, asked_for

    office = Office()

    async def run() -> "Reconciled":
        client = await _client_if_any(office)
        made = Reconciler(office.engine, client, office.settings.task_queue)
        with bars() as progress:
            if dry_run:
                return await made.reconcile(dry_run=True, trust_ledger=trust_ledger, progress=progress)
            return await asked_for(made, office.engine, trust_ledger=trust_ledger, progress=progress)

    done = asyncio.run(run())
    left = len(done.drifts) - done.mended
    if as_json:
        from cli.output import print_json

        print_json({"ok": not left, "dry_run": dry_run, "engine": done.engine, "obligations": done.obligations,
                    "found": len(done.drifts), "mended": done.mended, "drifts": done.drifts})  # fmt: skip
    else:
        _tell(done, dry_run)
    return Exit.VERIFICATION_FAILED if left else Exit.OK


async def _client_if_any(office: "Office") -> Any:
    """The way to an engine with a worker at it; ``None`` where there is none: then only the projections are looked at."""
    from cli.running import engine_standing

    standing = await engine_standing(office.settings)
    return await office.client() if standing["worker"] else None


def _tell(done: "Reconciled", dry_run: bool) -> None:
    from cli.output import counted, note, say

    against = "lists and engine" if done.engine else "lists"
    if not done.drifts:
        say(f"{counted(done.obligations, 'obligation')}: {against} agree with the ledger.")
    else:
        count = f"{counted(done.obligations, 'obligation')}, {counted(len(done.drifts), 'drift')} found"
        say(f"{count}, {'nothing changed' if dry_run else f'{done.mended} mended'}:")
        for row in done.drifts:
            say(f"  {row.obligation}: {row.what}")
            say(f"      {'mended: ' + row.mended if row.mended else 'left: ' + row.why_not}")
    if not done.engine:
        note("The engine was not asked: none runs for this data folder, or no worker is at it. `servanda up` starts it.")


@click.command(
    "rebuild",
    help="Start every open obligation's workflow again from the ledger alone, where it stood, on a Temporal that has lost them.",
)
@click.option("--dry-run", is_flag=True, help="Say how many would be started, and start none.")
@click.option("--no-wait", is_flag=True, help="Write down what is to be started, and leave it to the worker.")
@plain
def rebuild(dry_run: bool, no_wait: bool, as_json: bool) -> int:
    from cli.office import Office
    from cli.output import counted, note, print_json, say
    from engine import rebuild as engine

    office = Office()

    async def run() -> engine.Rebuilt:
        client, queue = await office.client(), office.settings.task_queue
        with bars() as progress:
            if dry_run:
                return await engine.missing(client, office.engine, queue, progress)
            wait = 0.0 if no_wait else STARTED_WITHIN
            return await engine.rebuild(client, office.engine, queue, wait=wait, progress=progress)

    done = asyncio.run(run())
    started = 0 if dry_run else len(done.asked) - len(done.waiting)
    if as_json:
        print_json({"open": done.open, "running": done.running, "missing": len(done.asked), "started": started,
                    "waiting": list(done.waiting), "dry_run": dry_run})  # fmt: skip
    else:
        would = "would be started" if dry_run else "were to be started"
        open_ = counted(done.open, "obligation is open", "obligations are open")
        runs = counted(done.running, "workflow runs", "workflows run")
        say(f"{open_}; {runs}, {len(done.asked)} {would}.")
        if not dry_run and not no_wait and done.asked:
            say(f"{started} run again from the ledger, where they stood.")
    if done.waiting and not no_wait:
        note(f"{len(done.waiting)} still wait: no worker takes them up. They are written down; `servanda up` starts them.")
        return Exit.ENGINE_DOWN
    return Exit.OK
