"""An instrument's workflow as a careless change would leave it. In a module of its own, for the sandbox imports it again."""

from temporalio import workflow

from workflows import instrument_messages as im
from workflows.instrument import InstrumentWorkflow


@workflow.defn(name=im.INSTRUMENT_WORKFLOW)
class LooksTwice(InstrumentWorkflow):
    """What a careless change would do."""

    @workflow.init
    def __init__(self, life: im.InstrumentLife) -> None:
        super().__init__(life)

    @workflow.run
    async def run(self, life: im.InstrumentLife) -> None:
        await self._look()
        await self._look()
