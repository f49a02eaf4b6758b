"""Makes the checked-in histories: characteristic lives, as the engine wrote them down, each with the ledger that came of it.

``python -m tests.histories.make`` writes what is missing; ``--all`` writes all anew. A history is never made anew because a test
fails on it: then today's code would leave lives behind that are under way. It is only added to, when a life of a new kind can be led.
"""

import asyncio
import json
import sys
import tempfile
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from temporalio.api.common.v1 import WorkflowExecution
from temporalio.api.workflow.v1 import WorkflowExecutionInfo
from temporalio.api.workflowservice.v1 import DescribeWorkflowExecutionRequest

from domain import commands as c
from domain.instrument import Due
from engine.obligations import decided
from tests.histories import lives
from tests.histories.lives import ONE
from tests.stage import SESSION, Stage, eventually, real, server, skipping, terms
from wire.codec import plain
from workflows import contracts as m

FOLDER = Path(__file__).parent


async def late_discharge(stage: Stage) -> None:
    """Reminded six times, overdue, escalated, submitted late, reminded of the approval, approved."""
    await stage.alive(ONE)
    await stage.send(ONE, c.Assign("undp"))
    await stage.send(ONE, c.Accept(), "undp")
    await stage.until(datetime(2017, 8, 20, 12, tzinfo=UTC))
    await stage.send(ONE, c.ReportProgress("the first draft is with the editors", 60), "undp")
    await stage.send(ONE, c.Submit("held on 19 August"), "undp", on=datetime(2017, 8, 19, 15, tzinfo=UTC))
    await stage.sleep(days=8)
    await stage.send(ONE, c.Approve())


async def session_moved(stage: Stage) -> None:
    """Bound to a session that is put off, loses its days and is held years later; the obligation is then waived."""
    due = Due("at its twentieth session", date(2018, 5, 21), date(2018, 5, 24), "planned", session=SESSION)
    await stage.alive(ONE, due=due)
    later = Due(due.expression, date(2020, 6, 1), date(2020, 6, 4), "put off", session=SESSION)
    gone = Due(due.expression, reason="put off without a new date", session=SESSION)
    held = Due(due.expression, date(2021, 6, 1), date(2021, 6, 4), "held", session=SESSION)
    await stage.until(datetime(2018, 4, 30, 12, tzinfo=UTC))
    await stage.send(ONE, c.RebindSession(SESSION, later, "decision 72/1"), "servanda")
    await stage.until(datetime(2020, 5, 4, 12, tzinfo=UTC))
    await stage.send(ONE, c.RebindSession(SESSION, gone, "letter of the President"), "servanda")
    await stage.until(datetime(2021, 3, 1, 12, tzinfo=UTC))
    await stage.send(ONE, c.RebindSession(SESSION, held, "decision 75/1"), "servanda")
    await stage.until(datetime(2021, 6, 12, 12, tzinfo=UTC))
    await stage.send(ONE, c.Waive("taken up by the next session"))


async def refused_and_returned(stage: Stage) -> None:
    """Declined, assigned anew, refused when its turn came, returned, submitted twice, two briefings."""
    await stage.alive(ONE, terms("14", required=2))
    await stage.send(ONE, c.Assign("fao"))
    await stage.send(ONE, c.Decline("not our mandate"), "fao")
    await stage.send(ONE, c.Assign("undp"))
    await stage.send(ONE, c.Submit("the first"), "undp")
    sent = [c.Envelope(f"approve {n}", f"member{n}", c.Approve()) for n in range(3)]
    await asyncio.gather(*(stage.update(ONE, one) for one in sent), return_exceptions=True)
    await stage.send(ONE, c.Submit("the second"), "undp")
    await stage.send(ONE, c.Return("the annex is missing"))
    await stage.send(ONE, c.ChangeDueDate(date(2017, 7, 31), "agreed with the Bureau"))
    await stage.until(datetime(2017, 7, 20, 12, tzinfo=UTC))
    await stage.send(ONE, c.Submit("the second, with its annex"), "undp")
    await stage.send(ONE, c.Approve())


async def behind_and_repeated(stage: Stage) -> None:
    """The ledger was ahead of it: once by others' events, once by its own, once by its own reminder; told to catch up at the end."""
    await stage.alive(ONE)

    async def behind_its_back(command: c.Command, command_id: str, by: str = "coordinator") -> None:
        stage.ledger.append(decided(stage.recorded(ONE), c.Envelope(command_id, by, command), await stage.now(), ONE))

    await behind_its_back(c.Assign("undp"), "others")
    await stage.update(ONE, c.Envelope("late", "ann", c.Comment("and I")))
    await behind_its_back(c.Accept(), "its own", "undp")
    await stage.update(ONE, c.Envelope("its own", "undp", c.Accept()))
    tick = c.Envelope(f"tick:{stage.recorded(ONE).seq}", "servanda", c.Tick())
    stage.ledger.append(decided(stage.recorded(ONE), tick, datetime(2017, 3, 2, 14, tzinfo=UTC), ONE))
    await stage.until(datetime(2017, 5, 20, 12, tzinfo=UTC))
    await behind_its_back(c.Waive("the mandate has ended"), "at last")
    await stage.handle(ONE).execute_update(m.CATCH_UP)


async def reopened(stage: Stage) -> None:
    """Discharged, reopened, and discharged again by a second run."""
    await stage.alive(ONE)
    await stage.send(ONE, c.Assign("undp"))
    for note in ("all of it", "with the annex"):
        await stage.send(ONE, c.Submit(note), "undp")
        await stage.send(ONE, c.Approve())
        await stage.handle(ONE).result()
        if note == "all of it":
            _CLOSED.append((await stage.handle(ONE).describe()).run_id)
            await stage.send(ONE, c.Reopen("one annex was never sent"))
            await stage.starter.start_pending()
            await stage.until(datetime(2017, 3, 3, tzinfo=UTC))


async def continued_as_new(stage: Stage) -> None:
    """So many comments that the server suggests a new run, twice; waived by the last one. Led on the real server, in its present."""
    await stage.alive(ONE, due=datetime.now(UTC).date() + timedelta(days=200))
    for number in range(24):
        await stage.send(ONE, c.Comment(f"remark {number}"))
    await stage.send(ONE, c.Waive("the mandate has ended"))


Led = Callable[[Stage], Awaitable[str | None]]
"""Leads a life, and answers with the obligation that is kept of it; ``None``: the one."""

SKIPPING: tuple[Led, ...] = (
    late_discharge, session_moved, refused_and_returned, behind_and_repeated, reopened, *lives.LIVES,
)  # fmt: skip
REAL: tuple[Led, ...] = (continued_as_new, lives.carried_large)
NAMES = tuple(life.__name__ for life in (*SKIPPING, *REAL))
"""The lives that must be there."""


async def write(stage: Stage, name: str, kept: str) -> None:
    """Write what the engine and the ledger hold of the obligation ``kept``, and the ledger of its occurrences."""
    await eventually(lambda: _closed(stage, kept), f"the life {name} has come to its end")
    runs = await _runs(stage, kept)
    told = [json.loads((await stage.client.get_workflow_handle(kept, run_id=run).fetch_history()).to_json()) for run in runs]
    content = {"obligation": kept, "ledger": plain(stage.ledger.history(kept)), "runs": told}
    if series := stage.recorded(kept).series:
        content["born"] = {each.id: plain(stage.ledger.history(each.id)) for each in series.occurrences}
    text = json.dumps(content, separators=(",", ":"), ensure_ascii=False)
    # stack traces of refusals name the folder of the checkout: nothing that belongs in one
    (FOLDER / f"{name}.json").write_text(text.replace(f"{Path.cwd()}/", "") + "\n")


async def _described(stage: Stage, kept: str) -> WorkflowExecutionInfo:
    """The last run. Asked without the client library, which cannot read what the time-skipping server makes of an unset attribute."""
    asked = DescribeWorkflowExecutionRequest(namespace=stage.client.namespace, execution=WorkflowExecution(workflow_id=kept))
    return (await stage.client.workflow_service.describe_workflow_execution(asked)).workflow_execution_info


async def _closed(stage: Stage, kept: str) -> bool:
    return (await _described(stage, kept)).HasField("close_time")


async def _runs(stage: Stage, kept: str) -> list[str]:
    """The ids of all runs, the first first. The time-skipping server lists none: there the lives keep them."""
    last = (await _described(stage, kept)).execution.run_id
    if stage.env is None:
        found = [run async for run in stage.client.list_workflows(f"WorkflowId = '{kept}'")]
        return [run.run_id for run in sorted(found, key=lambda run: run.start_time)]
    return [*_CLOSED, last]


_CLOSED: list[str] = []
"""Runs that a life has left behind, on the time-skipping server."""


async def make(names: list[str]) -> None:
    for life in SKIPPING:
        if life.__name__ in names:
            with tempfile.TemporaryDirectory() as folder:
                async with skipping(Path(folder)) as stage:
                    _CLOSED.clear()
                    await write(stage, life.__name__, await life(stage) or ONE)
    for life in REAL:
        if life.__name__ in names:
            with tempfile.TemporaryDirectory() as folder:
                place = Path(folder)
                with server(place, "--dynamic-config-value", "limit.historyCount.suggestContinueAsNew=50") as address:
                    async with real(address, place, "histories") as stage:
                        await write(stage, life.__name__, await life(stage) or ONE)


def main() -> None:
    wanted = [name for name in NAMES if "--all" in sys.argv or not (FOLDER / f"{name}.json").exists()]
    asyncio.run(make(wanted))
    for name in wanted:
        print(f"{name}: {(FOLDER / f'{name}.json').stat().st_size} bytes. Look at it, then check it in.")


if __name__ == "__main__":
    main()
