"""The floors: workflows that do nothing but what Temporal itself must do for such a thing."""

import asyncio
from datetime import timedelta

from temporalio import activity, workflow
from temporalio.client import Client
from temporalio.worker import Worker

LONG = timedelta(days=365)


ran = 0
"""How often :func:`nothing` has run in this process."""


@activity.defn(name="nothing")
async def nothing() -> None:
    """An activity that does nothing, and is counted."""
    global ran
    ran += 1


@workflow.defn(name="BareTimer")
class BareTimer:
    """Starts and waits on one long timer."""

    @workflow.run
    async def run(self) -> None:
        await asyncio.sleep(LONG.total_seconds())


@workflow.defn(name="BareBurst")
class BareBurst:
    """Waits ``seconds``, runs one no-op local activity, and waits on a long timer again."""

    @workflow.run
    async def run(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
        await workflow.execute_local_activity("nothing", start_to_close_timeout=timedelta(seconds=60))
        await asyncio.sleep(LONG.total_seconds())


@workflow.defn(name="BareUpdate")
class BareUpdate:
    """Answers an update after one no-op local activity."""

    @workflow.run
    async def run(self) -> None:
        await asyncio.sleep(LONG.total_seconds())

    @workflow.update(name="bare")
    async def bare(self) -> None:
        await workflow.execute_local_activity("nothing", start_to_close_timeout=timedelta(seconds=60))


_SAME = (
    "workflow_runner",
    "max_cached_workflows",
    "max_concurrent_workflow_tasks",
    "max_concurrent_local_activities",
    "sticky_queue_schedule_to_start_timeout",
)


def bare_worker(client: Client, real: Worker, workflow_class: type) -> Worker:
    """A worker for a floor, with the very settings of the ``real`` one."""
    settings = {name: value for name, value in real.config().items() if name in _SAME}
    return Worker(client, task_queue="bare", workflows=[workflow_class], activities=[nothing], **settings)
