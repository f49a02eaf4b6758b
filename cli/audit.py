"""`servanda verify` and `servanda replay`: nothing need be believed."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from cli.bars import bars
from cli.complete import obligation_argument
from cli.exits import Exit
from cli.options import plain

if TYPE_CHECKING:
    from cli.office import Office


@click.command(
    "verify", help="Check the whole ledger: chain, sequence, projections, notices and evidence; and the engine against it."
)
@click.option("--ledger-only", is_flag=True, help="Leave the engine out.")
@plain
def verify(ledger_only: bool, as_json: bool) -> int:
    from audit.verify import verify_ledger
    from cli.office import Office

    office = Office()
    with bars() as progress:
        report = verify_ledger(office.engine, progress and partial(progress, "Ledger"))
    drifts, looked = _engine(office, ledger_only)
    kept = _evidence(office)
    ok = report.ok and not drifts and kept.ok
    if as_json:
        from cli.output import print_json

        print_json({"ok": ok, "ledger": report, "engine": {"looked": looked, "drifts": drifts}, "evidence": kept})
    else:
        from cli.evidence import tell

        _tell(report, drifts, looked, ledger_only)
        tell(kept, brief=True)
    return Exit.OK if ok else Exit.VERIFICATION_FAILED


def _evidence(office: "Office") -> Any:
    from engine.keeping.evidence import verify as check

    return check(office.engine, office.settings)


def _engine(office: "Office", ledger_only: bool) -> tuple[list[Any], bool]:
    """What the engine believes differently, and whether it could be asked at all."""
    import asyncio

    if ledger_only:
        return [], False
    from engine import embedded

    address = embedded.address(office.settings)
    if address is None:
        return [], False

    async def ask(progress: Callable[[int, int], None] | None) -> list[Any]:
        from audit.engine_view import verify_engine
        from engine.connect import connect

        client = await connect(office.settings, address, patience=5)
        return await verify_engine(client, office.engine, office.settings.task_queue, progress)

    with bars() as progress:
        return asyncio.run(ask(progress and partial(progress, "Engine"))), True


def _tell(report: Any, drifts: list[Any], looked: bool, ledger_only: bool) -> None:
    from cli.output import counted, note, say

    events, streams = counted(report.events, "event"), counted(report.streams, "obligation")
    say(f"{events} in {streams}, {counted(report.notices, 'notice')}.")
    for finding in report.findings:
        where = ", ".join(p for p in (f"position {finding.position}" if finding.position else "", finding.stream or "") if p)
        say(f"  {where}: {finding.what}" if where else f"  {finding.what}")
    if report.more:
        say(f"  and {report.more} more")
    for drift in drifts:
        say(f"  {drift.obligation}: {drift.what}")
    if report.ok:
        say("The ledger is whole: chain, sequence, projections and notices are what its events make them.")
        say(
            f"Its head is {report.head} at position {report.position}. Kept elsewhere, it shows later that nothing was rewritten."
        )
    else:
        say("THE LEDGER IS NOT WHAT IT MUST BE. Stop writing to it, keep a copy, and look at the findings above.")
    if looked:
        say("The engine agrees with it on every open obligation." if not drifts else "THE ENGINE DISAGREES WITH IT.")
    elif not ledger_only:
        note("The engine was not asked: none runs for this data folder. `servanda up` starts it.")


@click.command("replay", help="Replay an obligation's history with today's code, and hold what it yields against the ledger.")
@obligation_argument
@plain
def replay(obligation: str, as_json: bool) -> int:
    import asyncio

    from audit.replay import NothingToReplay
    from audit.replay import replay as replay_history
    from cli.exits import Unclear
    from cli.office import Office
    from cli.output import only_warnings, print_json, say

    only_warnings()
    office = Office()
    found = office.find(obligation)

    async def run() -> Any:
        return await replay_history(await office.client(), office.ledger, found)

    try:
        result = asyncio.run(run())
    except NothingToReplay as error:
        raise Unclear(str(error)) from error
    if as_json:
        print_json({"ok": result.ok, **{name: getattr(result, name) for name in result.__slots__}})
        return Exit.OK if result.ok else Exit.VERIFICATION_FAILED
    runs = f"{result.runs} run{'' if result.runs == 1 else 's'}"
    say(f"{found}: {runs}, {result.history_events} history events replayed, {result.compared} ledger events compared.")
    for finding in result.findings:
        say(f"  {finding}")
    say("Today's code yields what the ledger holds." if result.ok else "TODAY'S CODE DOES NOT YIELD WHAT THE LEDGER HOLDS.")
    return Exit.OK if result.ok else Exit.VERIFICATION_FAILED
