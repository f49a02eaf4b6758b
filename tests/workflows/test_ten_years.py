"""A report asked for every year, for ten years: each year's is an obligation of its own, and the series outlives several runs."""

import asyncio
from datetime import UTC, date, datetime

import pytest
from temporalio.api.common.v1 import WorkflowExecution
from temporalio.api.workflow.v1 import WorkflowExecutionInfo
from temporalio.api.workflowservice.v1 import DescribeWorkflowExecutionRequest

from audit.replay import replay_histories
from audit.verify import verify_ledger
from domain import commands as c
from domain.obligation import Obligation, Status
from domain.series import occurrence_id
from tests.stage import DUE, Stage, terms

ONE = "A/RES/71/244:14"
YEARS = range(1, 11)
NEVER = 5
"""The year whose report never came."""
LATE = (3, 6, 9)
"""The years whose reports came when the next one had begun."""


async def described(stage: Stage, obligation: str) -> WorkflowExecutionInfo:
    asked = DescribeWorkflowExecutionRequest(
        namespace=stage.client.namespace, execution=WorkflowExecution(workflow_id=obligation)
    )
    return (await stage.client.workflow_service.describe_workflow_execution(asked)).workflow_execution_info


async def remark(stage: Stage, year: int, remarks: int) -> None:
    """What people say of the series in a year, ten at a time."""
    for begin in range(0, remarks, 10):
        said = (stage.send(ONE, c.Comment(f"remark {year}.{begin + number}")) for number in range(10))
        await asyncio.gather(*said)


async def hand_in(stage: Stage, year: int) -> None:
    one = occurrence_id(ONE, year)
    await stage.send(one, c.Submit(f"report {year}", evidence=(f"sha256:{year:064d}",)), f"desk-{year}")
    await stage.send(one, c.Approve())


async def live(stage: Stage, remarks: int) -> list[str]:
    """Ten years of it, with so many remarks in each; the ids of the series' runs."""
    await stage.propose(ONE, terms("14", recurrence="annual"))
    await stage.confirm(ONE, ends_after=len(YEARS))
    await stage.send(ONE, c.Assign("undp"))
    runs: dict[str, None] = {}
    for year in YEARS:
        await stage.send(occurrence_id(ONE, year), c.Assign(f"desk-{year}"))
        await stage.until(datetime(2016 + year, 3, 1, 12, tzinfo=UTC))
        await remark(stage, year, remarks)
        if year - 1 in LATE:
            await hand_in(stage, year - 1)
        await stage.until(datetime(2016 + year, 5, 20, 12, tzinfo=UTC))
        if year not in (NEVER, *LATE):
            await hand_in(stage, year)
        runs[(await described(stage, ONE)).execution.run_id] = None
        await stage.until(datetime(2016 + year, 6, 1, 12, tzinfo=UTC))
        assert await stage.starter.start_pending() == (year < len(YEARS))  # the next one has begun, whatever became of this one
    return list(runs)


async def test_ten_reports_one_of_them_never_and_three_late(stage: Stage) -> None:
    await lived_through(stage, remarks=10)


@pytest.mark.soak
@pytest.mark.timeout(600)
async def test_ten_reports_fifteen_hundred_remarks_and_several_runs(stage: Stage) -> None:
    runs = await lived_through(stage, remarks=150)
    assert runs >= 2, "the series has continued as new"


async def lived_through(stage: Stage, remarks: int) -> int:
    """All that must hold of it; how many runs it took."""
    runs = await live(stage, remarks)
    series = stage.recorded(ONE)
    assert series.status is Status.LAPSED
    assert series.series
    assert [(each.id, each.due) for each in series.series.occurrences] == [
        (occurrence_id(ONE, year), DUE.replace(year=2016 + year)) for year in YEARS
    ]
    for year in YEARS:
        _is_the_report_of(stage.recorded(occurrence_id(ONE, year)), year)
    assert stage.kinds(ONE).count("Commented") == len(YEARS) * remarks

    for one in (ONE, *(occurrence_id(ONE, year) for year in YEARS)):
        assert await stage.believed(one) == stage.recorded(one)
        assert (await described(stage, one)).history_length < 5_000
    histories = [await stage.client.get_workflow_handle(ONE, run_id=run).fetch_history() for run in runs]
    assert max(len(history.events) for history in histories) < 5_000
    born = {each.id: stage.ledger.history(each.id) for each in series.series.occurrences}
    found = await replay_histories(histories, stage.ledger.history(ONE), ONE, born)
    assert found.findings == ()
    assert found.compared == series.seq - 4  # proposed, confirmed, begun and the first one opened came before
    assert verify_ledger(stage.engine).findings == ()
    return len(runs)


def _is_the_report_of(state: Obligation, year: int) -> None:
    """It has its own day, owner, evidence and end."""
    assert (state.terms.series, state.terms.occurrence, state.deadline) == (ONE, year, date(2016 + year, 5, 31))
    assert state.assignee == f"desk-{year}"
    [held] = state.assignments
    if year == NEVER:
        assert (state.status, state.overdue, held.deliveries) == (Status.ASSIGNED, True, ())
        return
    assert state.status is Status.DISCHARGED
    [delivery] = held.deliveries
    assert delivery.evidence == (f"sha256:{year:064d}",)
    assert delivery.by == f"desk-{year}"
    late = delivery.handed_in.date() > date(2016 + year, 5, 31)
    assert late is (year in LATE)
