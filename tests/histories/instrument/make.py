"""Makes the checked-in history of an instrument's workflow: ``python -m tests.histories.instrument.make``. As in the folder above, it
is only added to; it is never made anew because a test fails on it.
"""

import asyncio
import json
import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from domain import commands as c
from domain.obligation import Progress
from tests.stage import Stage, eventually, real, server
from tests.workflows.test_instrument import Office
from workflows.instrument_messages import workflow_id

FOLDER = Path(__file__).parent
SYMBOL = "X/history"


async def followed(stage: Stage) -> None:
    """Two obligations go their way; it is woken until another run goes on; all is closed, and one is reopened and waived again."""
    office = Office(stage, SYMBOL)
    day: date = datetime.now(UTC).date() + timedelta(days=300)
    one, other = await office.confirmed(1, day), await office.confirmed(2, day)
    await office.stands(Progress.NOT_STARTED, 0)
    await stage.send(one, c.Assign("undp"))
    await stage.send(one, c.Submit(), "undp")
    await stage.send(one, c.Approve())
    await office.stands(Progress.IN_PROGRESS, 50)
    first = (await office.handle.describe()).run_id
    while (await office.handle.describe()).run_id == first:
        await stage.send(other, c.Comment("remark"))
        await office.waker.wake()
    for reason in ("ended", "ended after all"):
        await stage.send(other, c.Waive(reason))
        await office.waker.wake()
        await eventually(lambda: _ended(office), "it has ended")
        if reason == "ended":
            await stage.send(other, c.Reopen("not yet"))
            await office.starter.start_pending()
            await office.stands(Progress.IN_PROGRESS, 50)


async def _ended(office: Office) -> bool:
    return (await office.handle.describe()).close_time is not None


async def make() -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        with server(place, "--dynamic-config-value", "limit.historyCount.suggestContinueAsNew=50") as address:
            async with real(address, place, "histories") as stage:
                await followed(stage)
                listed = [run async for run in stage.client.list_workflows(f"WorkflowId = '{workflow_id(SYMBOL)}'")]
                runs = sorted(listed, key=lambda run: run.start_time)
                handles = [stage.client.get_workflow_handle(run.id, run_id=run.run_id) for run in runs]
                told = [json.loads((await handle.fetch_history()).to_json()) for handle in handles]
    (FOLDER / "followed.json").write_text(json.dumps(told, separators=(",", ":"), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    asyncio.run(make())
