"""The workflow as it must not be changed. Histories that were written before replay on neither."""

import asyncio

from temporalio import workflow

from workflows import contracts as m
from workflows.obligation import ObligationWorkflow


@workflow.defn(name=m.OBLIGATION_WORKFLOW)
class TwoTimers(ObligationWorkflow):
    """Broken: a timer where there was none."""

    @workflow.init
    def __init__(self, life: m.Life) -> None:
        super().__init__(life)

    @workflow.run
    async def run(self, life: m.Life) -> None:
        another = asyncio.ensure_future(workflow.sleep(86_400))
        await super().run(life)
        another.cancel()


@workflow.defn(name=m.OBLIGATION_WORKFLOW)
class ReadsFirst(ObligationWorkflow):
    """Broken: an activity where there was none."""

    @workflow.init
    def __init__(self, life: m.Life) -> None:
        super().__init__(life)

    @workflow.run
    async def run(self, life: m.Life) -> None:
        await self.catch_up()
        await super().run(life)
