"""One durable workflow over an instrument's obligations: woken, and once a day, it looks how they stand and records what is news.

It decides nothing. It ends when nothing is open any more, and is started again when something is.
"""

from datetime import timedelta
from typing import Any

from temporalio import workflow
from temporalio.common import RetryPolicy, SearchAttributeKey, SearchAttributeUpdate

with workflow.unsafe.imports_passed_through():
    from domain.rollup import Standing
    from domain.time.zones import end_of_day
    from workflows import contracts as m
    from workflows import instrument_messages as im

LOOK_AGAIN = timedelta(days=1)
"""After how long without being woken it looks for itself: a wake may be lost with whoever would have sent it."""

_STATUS = SearchAttributeKey.for_keyword(m.STATUS_ATTRIBUTE)
_DUE = SearchAttributeKey.for_datetime(m.DUE_ATTRIBUTE)

_RETRY = RetryPolicy(initial_interval=timedelta(milliseconds=200), maximum_interval=timedelta(seconds=20))
_TIMEOUT = timedelta(seconds=60)


@workflow.defn(name=im.INSTRUMENT_WORKFLOW)
class InstrumentWorkflow:
    """Alive while an obligation of the instrument is open. Its id is :func:`~workflows.instrument_messages.workflow_id`."""

    @workflow.init
    def __init__(self, life: im.InstrumentLife) -> None:
        self._symbol = life.symbol
        self._clock = life.clock
        self._standing = life.standing
        self._woken = False

    @workflow.run
    async def run(self, life: im.InstrumentLife) -> None:
        while True:
            self._woken = False
            self._show(await self._look())
            if self._standing and not self._standing.open and not self._woken:
                return
            await self._rest()

    async def _look(self) -> Standing:
        request = im.RollUp(self._symbol, self._clock.virtual(workflow.now()))
        standing: Standing = await workflow.execute_local_activity(
            im.ROLL_UP, request, result_type=Standing, start_to_close_timeout=_TIMEOUT, retry_policy=_RETRY
        )
        return standing

    async def _rest(self) -> None:
        """Until it is woken or a day has passed; with a long history the next look is another run's."""
        if workflow.info().is_continue_as_new_suggested():
            workflow.continue_as_new(im.InstrumentLife(self._symbol, self._clock, self._standing))
        try:
            await workflow.wait_condition(lambda: self._woken, timeout=self._clock.wait(LOOK_AGAIN))
        except TimeoutError:
            return

    def _show(self, standing: Standing) -> None:
        if standing == self._standing:
            return
        self._standing = standing
        workflow.upsert_search_attributes(_attributes(standing))
        workflow.set_current_details(_details(standing))

    @workflow.signal(name=im.WAKE)
    def wake(self) -> None:
        """Something has happened to one of the obligations."""
        self._woken = True

    @workflow.query(name=im.STANDING)
    def standing(self) -> Standing | None:
        """How the instrument stood at the last look."""
        return self._standing


def _attributes(standing: Standing) -> list[SearchAttributeUpdate[Any]]:
    status = _STATUS.value_set(standing.status.value) if standing.status else _STATUS.value_unset()
    due = _DUE.value_set(end_of_day(standing.next_due, "UTC")) if standing.next_due else _DUE.value_unset()
    return [status, due]


def _details(standing: Standing) -> str:
    counts = ", ".join(f"{number} {word.value}" for word, number in standing.counts) or "no duty yet"
    due = f"; next due {standing.next_due.isoformat()} ({standing.next_due_of})" if standing.next_due else ""
    status = standing.status.value if standing.status else "nothing confirmed"
    return f"**{status}**, {standing.percent} % done: {counts}{due}"
