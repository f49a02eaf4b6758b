"""One workflow over an instrument's obligations: it follows how they stand, ends with the last of them and comes back with the next."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from temporalio.client import WorkflowExecutionStatus
from temporalio.worker import Replayer
from temporalio.worker.workflow_sandbox import SandboxedWorkflowRunner, SandboxRestrictions

from domain import commands as c
from domain.obligation import Progress
from domain.rollup import Standing
from engine.instruments import Waker, missing, start_or_wake
from engine.reconcile import Reconciler
from engine.starter import Starter
from engine.workers import PASSED_THROUGH
from schema import standings
from tests.stage import Stage, eventually, skipping, terms
from workflows import contracts as m
from workflows import instrument_messages as im
from workflows.instrument import InstrumentWorkflow
from workflows.payloads import DATA_CONVERTER


def soon() -> date:
    return datetime.now(UTC).date() + timedelta(days=300)


class Office:
    """The instrument ``symbol`` on a stage, with what a worker runs beside its workflows, a step at a time."""

    def __init__(self, stage: Stage, symbol: str) -> None:
        self.stage, self.symbol = stage, symbol
        self.starter = Starter(stage.client, stage.engine, stage.queue, stage.clock, instruments=True)
        self.waker = Waker(stage.client, stage.engine, stage.queue, stage.clock)

    async def confirmed(self, number: int, due: date | None = None) -> str:
        one = f"{self.symbol}:{number}"
        await self.stage.propose(one, replace(terms(str(number), due or soon()), instrument=self.symbol))
        await self.stage.send(one, c.Confirm())
        await self.starter.start_pending()
        return one

    async def standing(self) -> Standing | None:
        found: Standing | None = await self.handle.query(im.STANDING, result_type=Standing)
        return found

    @property
    def handle(self):  # type: ignore[no-untyped-def]
        return self.stage.client.get_workflow_handle(im.workflow_id(self.symbol))

    async def stands(self, word: Progress | None, percent: int) -> None:
        async def so() -> bool:
            await self.waker.wake()
            row = standings.course(self.stage.engine, self.symbol)[-1:]
            return [(each.standing.status, each.standing.percent) for each in row] == [(word, percent)]

        await eventually(so, f"it stands {word}, {percent} %")


@pytest.fixture
def office(real_stage: Stage, request: pytest.FixtureRequest) -> Office:
    return Office(real_stage, f"X/{request.node.name}")


async def test_it_follows_its_obligations_ends_with_the_last_and_comes_back(office: Office) -> None:
    stage = office.stage
    one, other = await office.confirmed(1), await office.confirmed(2)
    await office.stands(Progress.NOT_STARTED, 0)
    run = (await office.handle.describe()).run_id
    await stage.send(one, c.Assign("undp"))
    await stage.send(one, c.ReportProgress("begun"), "undp")
    await office.stands(Progress.IN_PROGRESS, 0)
    await stage.send(one, c.Submit(), "undp")
    await stage.send(one, c.Approve())
    await office.stands(Progress.IN_PROGRESS, 50)

    async def shown() -> bool:
        told = {pair.key.name: pair.value for pair in (await office.handle.describe()).typed_search_attributes}
        return told.get(m.STATUS_ATTRIBUTE) == "in progress" and told.get(m.INSTRUMENT_ATTRIBUTE) == office.symbol

    await eventually(shown, "Temporal's own lists show it")
    assert (await office.standing()) == standings.standing_of(stage.engine, office.symbol, datetime.now(UTC))
    assert (await office.handle.describe()).run_id == run
    await stage.send(other, c.Waive("ended"))
    await office.waker.wake()
    await office.handle.result()
    await office.stands(Progress.COMPLETED, 100)
    await stage.send(other, c.Reopen("not yet"))
    await office.starter.start_pending()
    await office.stands(Progress.IN_PROGRESS, 50)
    described = await office.handle.describe()
    assert (described.status, described.run_id != run) == (WorkflowExecutionStatus.RUNNING, True)
    course = standings.course(stage.engine, office.symbol)
    assert [row.number for row in course] == list(range(1, len(course) + 1))
    assert len({row.hash for row in course}) >= 4
    assert all(first.standing != second.standing for first, second in pairwise(course))
    await _replays(office)


async def _replays(office: Office) -> None:
    restrictions = SandboxRestrictions.default.with_passthrough_modules(*PASSED_THROUGH)
    runner = SandboxedWorkflowRunner(restrictions=restrictions)
    replayer = Replayer(workflows=[InstrumentWorkflow], data_converter=DATA_CONVERTER, workflow_runner=runner)
    runs = [run async for run in office.stage.client.list_workflows(f"WorkflowId = '{im.workflow_id(office.symbol)}'")]
    assert len(runs) == 2
    for run in runs:
        handle = office.stage.client.get_workflow_handle(run.id, run_id=run.run_id)
        await replayer.replay_workflow(await handle.fetch_history())


async def test_nothing_is_recorded_that_is_no_news(office: Office) -> None:
    one = await office.confirmed(1)
    await office.stands(Progress.NOT_STARTED, 0)
    before = standings.course(office.stage.engine, office.symbol)
    for number in range(3):
        await office.stage.send(one, c.Comment(f"remark {number}"))
        await office.waker.wake()
    await start_or_wake(office.stage.client, [office.symbol], office.stage.clock, office.stage.queue)
    await eventually(lambda: _looked(office, 4), "it has looked again")
    assert standings.course(office.stage.engine, office.symbol) == before


async def _looked(office: Office, times: int) -> bool:
    events = (await office.handle.fetch_history()).events
    return sum(event.HasField("marker_recorded_event_attributes") for event in events) >= times


async def test_a_long_history_is_gone_on_with_in_another_run(office: Office) -> None:
    """The server of these tests suggests that after fifty events."""
    one = await office.confirmed(1)
    await office.stands(Progress.NOT_STARTED, 0)
    run = (await office.handle.describe()).run_id

    async def anew() -> bool:
        await office.stage.send(one, c.Comment("remark"))
        await office.waker.wake()
        return bool((await office.handle.describe()).run_id != run)

    await eventually(anew, "it has continued as new")
    assert (await office.handle.describe()).status is WorkflowExecutionStatus.RUNNING
    assert (await office.standing()) == standings.standing_of(office.stage.engine, office.symbol, datetime.now(UTC))


async def test_one_that_is_lost_is_found_and_started(office: Office) -> None:
    await office.confirmed(1)
    await office.stands(Progress.NOT_STARTED, 0)
    stage = office.stage
    await office.handle.terminate("by mistake")
    reconciler = Reconciler(stage.engine, stage.client, stage.queue, stage.clock)

    async def found() -> bool:
        drifts = (await reconciler.reconcile()).drifts
        return [(each.obligation, each.kind, bool(each.mended)) for each in drifts] == [
            (office.symbol, "no instrument workflow", True)
        ]

    await eventually(found, "it is missed")

    async def back() -> bool:
        return await missing(stage.client, stage.engine, stage.queue) == []

    await eventually(back, "it runs again")
    fresh = Waker(stage.client, stage.engine, stage.queue, stage.clock)
    assert await fresh.wake() == 0  # what stands as it was recorded need not be woken


async def test_on_the_skipping_server_it_looks_once_a_day(tmp_path: Path) -> None:
    async with skipping(tmp_path) as stage:
        office = Office(stage, "X/skipping")
        await office.confirmed(1, date(2017, 5, 31))
        await stage.until(datetime(2017, 6, 3, 12, tzinfo=UTC))
        course = standings.course(stage.engine, office.symbol)
        assert [row.standing.status for row in course] == [Progress.NOT_STARTED, Progress.OVERDUE]
        assert course[1].at - datetime(2017, 6, 1, 4, tzinfo=UTC) < timedelta(days=1)  # midnight in New York, and the next look
        assert course[1].standing.overdue == ("X/skipping:1",)


async def test_one_that_the_server_will_not_take_holds_up_no_other(office: Office) -> None:
    stage = office.stage
    await office.confirmed(1)
    await start_or_wake(stage.client, ["X/" + "long" * 400, office.symbol], stage.clock, stage.queue)
    await office.stands(Progress.NOT_STARTED, 0)
