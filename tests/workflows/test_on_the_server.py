"""On the real server: what a refused command leaves, search attributes, and continuing as new. It suggests that after 50 events."""

import asyncio
from datetime import UTC, date, datetime, timedelta

import pytest
from temporalio.api.sdk.v1 import WorkflowMetadata
from temporalio.client import WorkflowExecutionDescription, WorkflowExecutionStatus, WorkflowUpdateFailedError

from audit.engine_view import verify_engine
from audit.replay import replay
from audit.verify import verify_ledger
from domain import commands as c
from domain.instrument import Due
from domain.obligation import Status
from engine.starter import Starter
from schema import starts
from tests.stage import SESSION, Stage, eventually, terms
from workflows import contracts as m


def soon() -> date:
    return datetime.now(UTC).date() + timedelta(days=200)


async def described(stage: Stage, obligation: str) -> dict[str, object]:
    """The search attributes as the server has them."""
    found: WorkflowExecutionDescription = await stage.handle(obligation).describe()
    return {pair.key.name: pair.value for pair in found.typed_search_attributes if pair.key.name.startswith("Servanda")}


async def details(stage: Stage, obligation: str) -> str:
    """What the engine's own page says of the run."""
    found: WorkflowMetadata = await stage.handle(obligation).query("__temporal_workflow_metadata", result_type=WorkflowMetadata)
    return found.current_details


async def test_a_refused_command_adds_no_event_to_the_history(real_stage: Stage) -> None:
    one = await real_stage.alive("X/refused:1", due=soon())
    await real_stage.send(one, c.Assign("undp"))
    length = await real_stage.in_history(one)
    for command, why in ((c.Approve(), "Cannot approve"), (c.Assign("undp"), "already"), (c.Waive(" "), "a reason in words")):
        with pytest.raises(WorkflowUpdateFailedError) as caught:
            await real_stage.update(one, c.Envelope(f"{why}", "ann", command))
        assert why in str(caught.value.cause)
    assert await real_stage.in_history(one) == length


async def test_it_can_be_searched_for_by_what_it_is_about_and_how_it_stands(real_stage: Stage) -> None:
    day = soon()
    one = await real_stage.alive("X/searched:1", terms("1", day, instrument="X/searched", zone="UTC"))
    midnight = datetime.combine(day + timedelta(days=1), datetime.min.time(), UTC)
    assert await described(real_stage, one) == {
        m.INSTRUMENT_ATTRIBUTE: "X/searched",
        m.ADDRESSEE_ATTRIBUTE: ["Administrator of the United Nations Development Programme"],
        m.STATUS_ATTRIBUTE: "not started",
        m.DUE_ATTRIBUTE: midnight,
    }
    await real_stage.send(one, c.Assign("undp"))
    await real_stage.send(one, c.ReportProgress("begun"), "undp")
    await real_stage.send(one, c.ChangeDueDate(day + timedelta(days=30), "agreed"))
    changed = await described(real_stage, one)
    assert changed[m.STATUS_ATTRIBUTE] == "in progress"
    assert changed[m.DUE_ATTRIBUTE] == midnight + timedelta(days=30)

    async def found(query: str) -> bool:
        return [each.id async for each in real_stage.client.list_workflows(query)] == [one]

    about = f"{m.INSTRUMENT_ATTRIBUTE} = 'X/searched'"
    await eventually(lambda: found(f"{about} AND {m.STATUS_ATTRIBUTE} = 'in progress'"), "it is found by its status")
    await eventually(lambda: found(f"{about} AND {m.ADDRESSEE_ATTRIBUTE} IN ('{terms().addressees[0]}')"), "by its addressee")
    later = (midnight + timedelta(days=29)).isoformat()
    await eventually(lambda: found(f"{about} AND {m.DUE_ATTRIBUTE} > '{later}'"), "it is found by its due day")
    await real_stage.send(one, c.Amend("A/RES/72/1:2", "somebody else is asked", addressees=("UNOPS",)))
    assert (await described(real_stage, one))[m.ADDRESSEE_ATTRIBUTE] == ["UNOPS"]
    await real_stage.send(one, c.Waive("ended"))
    await eventually(
        lambda: found(f"{about} AND {m.STATUS_ATTRIBUTE} = 'no longer applicable'"), "it is found though it is closed"
    )


async def test_a_due_day_that_goes_away_goes_from_the_search_too(real_stage: Stage) -> None:
    due = Due("at its twentieth session", latest=soon(), session=SESSION)
    one = await real_stage.alive("X/undated:1", terms("1", due))
    assert m.DUE_ATTRIBUTE in await described(real_stage, one)
    await real_stage.send(one, c.RebindSession(SESSION, Due(due.expression, reason="put off", session=SESSION), "a decision"))
    assert m.DUE_ATTRIBUTE not in await described(real_stage, one)


async def test_no_person_is_named_in_the_engine(real_stage: Stage) -> None:
    """Ids only: whoever may read the engine's pages reads no names or addresses."""
    one = await real_stage.alive("X/private:1", due=soon())
    await real_stage.send(one, c.Assign("p-17"))
    told = await described(real_stage, one)
    assert "p-17" not in str(told)


async def test_continued_as_new_it_keeps_its_state_its_answers_and_its_attributes(real_stage: Stage) -> None:
    one = await real_stage.alive("X/continued:1", due=soon())
    assert (await details(real_stage, one)).startswith("**unassigned** (not started), 0/1, due ")
    run = (await real_stage.handle(one).describe()).run_id
    first = await real_stage.send(one, c.Assign("undp"), command_id="the first")
    await real_stage.send(one, c.ReportProgress("begun", 10), "undp")
    told = await described(real_stage, one)
    for number in range(30):
        await real_stage.send(one, c.Comment(f"remark {number}"), command_id=f"remark {number}")

    async def anew() -> bool:
        return (await real_stage.handle(one).describe()).run_id != run

    await eventually(anew, "it has continued as new")
    now = await real_stage.handle(one).describe()
    assert now.status is WorkflowExecutionStatus.RUNNING
    assert now.history_length < 50
    assert (await real_stage.client.get_workflow_handle(one, run_id=run).describe()).status is (
        WorkflowExecutionStatus.CONTINUED_AS_NEW
    )
    assert await real_stage.believed(one) == real_stage.recorded(one)
    assert await described(real_stage, one) == told
    assert (await details(real_stage, one)).startswith("**in progress** (in progress), 0/1, due ")
    again = await real_stage.update(one, c.Envelope("the first", "coordinator", c.Assign("undp")), "another update")
    assert again == first
    assert real_stage.kinds(one).count("Commented") == 30
    await real_stage.send(one, c.Submit(), "undp")
    assert (await real_stage.send(one, c.Approve())).status == Status.DISCHARGED
    await real_stage.handle(one).result()
    assert verify_ledger(real_stage.engine).findings == ()
    found = await replay(real_stage.client, real_stage.ledger, one)
    assert found.findings == ()
    assert (found.runs >= 2, found.compared) == (True, len(real_stage.kinds(one)) - 3)


async def test_commands_that_meet_the_change_of_runs_are_carried_out_once(real_stage: Stage) -> None:
    one = await real_stage.alive("X/crowded:1", due=soon())
    sent = [real_stage.send(one, c.Comment(f"remark {number}"), command_id=f"remark {number}") for number in range(40)]
    answers = await asyncio.gather(*sent)
    assert sorted(answer.first or 0 for answer in answers) == list(range(4, 44))
    runs = [run async for run in real_stage.client.list_workflows(f"WorkflowId = '{one}'")]
    assert len(runs) >= 2
    assert await verify_engine(real_stage.client, real_stage.engine, real_stage.queue) == []
    assert (await replay(real_stage.client, real_stage.ledger, one)).findings == ()


async def test_starts_are_never_doubled(real_stage: Stage) -> None:
    """Two starters at once, and one more afterwards that has not heard of them."""
    ids = [f"X/started:{number}" for number in range(30)]
    for one in ids:
        await real_stage.propose(one, terms("1", soon()))
        await real_stage.send(one, c.Confirm())
    other = Starter(real_stage.client, real_stage.engine, real_stage.queue, real_stage.clock)
    await asyncio.gather(real_stage.starter.start_pending(), other.start_pending())
    starts.ask_again(real_stage.engine, ids, datetime.now(UTC))
    assert await other.start_pending() == 30
    assert starts.pending(real_stage.engine) == []

    async def seen() -> bool:
        return (await real_stage.client.count_workflows("WorkflowId STARTS_WITH 'X/started:'")).count >= 30

    await eventually(seen, "all are listed")
    runs = [run.id async for run in real_stage.client.list_workflows("WorkflowId STARTS_WITH 'X/started:'")]
    assert sorted(runs) == sorted(ids)
    assert await verify_engine(real_stage.client, real_stage.engine, real_stage.queue) == []
