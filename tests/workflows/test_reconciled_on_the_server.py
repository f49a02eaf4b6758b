"""Temporal disagrees with the ledger in every way it can: each is named for what it is, and mended from the ledger."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from temporalio.client import WorkflowExecutionStatus
from temporalio.common import TypedSearchAttributes

from audit.engine_view import verify_engine
from audit.verify import verify_ledger
from domain import commands as c
from domain.obligation import Obligation
from engine import starter
from engine.obligations import decided
from engine.reconcile import Reconciled, Reconciler, keep_reconciled, scheduled
from schema import reconciliations, starts
from schema.engine import writing
from tests.stage import Stage, eventually, terms
from workflows import contracts as m


def soon() -> date:
    return datetime.now(UTC).date() + timedelta(days=300)


@pytest.fixture
async def reconciler(real_stage: Stage) -> AsyncIterator[Reconciler]:
    yield Reconciler(real_stage.engine, real_stage.client, real_stage.queue, real_stage.clock, instruments=False)


async def past_the_workflow(stage: Stage, one: str, *commands: c.Command) -> Obligation:
    """Decide straight against the ledger, as after a restore: the workflow learns nothing of it."""
    for command in commands:
        state = stage.recorded(one)
        envelope = c.Envelope(f"restored {state.seq}", "ann", command)
        stage.ledger.append(decided(state, envelope, await stage.now(), one))
    return stage.recorded(one)


def crossed_off(stage: Stage) -> None:
    """As if every workflow that was asked for had been started."""
    starts.cross_off(stage.engine, starts.waiting(stage.engine), datetime.now(UTC))


def kinds(done: Reconciled) -> list[tuple[str, str]]:
    return [(drift.obligation, drift.kind) for drift in done.drifts]


async def agreed(stage: Stage, *ids: str) -> None:
    async def all_agree() -> bool:
        return await verify_engine(stage.client, stage.engine, stage.queue) == []

    await eventually(all_agree, "ledger and engine agree")
    for one in ids:
        assert await stage.believed(one) == stage.recorded(one)


async def test_a_workflow_that_is_gone_or_ended_is_started_again(real_stage: Stage, reconciler: Reconciler) -> None:
    """An ended one still answers what it believed when it ended: that is no life."""
    one = await real_stage.alive("X/gone:1", due=soon())
    await real_stage.handle(one).terminate("by mistake")
    never = "X/gone:2"
    await real_stage.propose(never, real_stage.recorded(one).terms)
    await real_stage.send(never, c.Confirm())
    crossed_off(real_stage)
    done = await reconciler.reconcile()
    assert kinds(done) == [(one, "no workflow"), (never, "no workflow")]
    assert [drift.what for drift in done.drifts] == [
        "the ledger has it open; its workflow is terminated",
        "the ledger has it open; Temporal has no workflow for it",
    ]
    assert await real_stage.starter.start_pending() == 2
    await agreed(real_stage, one, never)
    assert (await reconciler.reconcile()).drifts == ()


async def test_a_run_behind_the_ledger_catches_up(real_stage: Stage, reconciler: Reconciler) -> None:
    one = await real_stage.alive("X/behind:1", due=soon())
    await past_the_workflow(real_stage, one, c.Assign("undp"), c.Comment("restored"))
    done = await reconciler.reconcile(dry_run=True)
    assert kinds(done) == [(one, "workflow behind")]
    assert done.drifts[0].what == "its workflow stands at event 3, the ledger at 5"
    assert (await reconciler.reconcile()).mended == 1
    await agreed(real_stage, one)


async def test_a_worker_that_starts_looks_back_on_what_was_recorded_last(real_stage: Stage, reconciler: Reconciler) -> None:
    """Recorded by one that died before it could say so: nobody sends it again, and no check is due for an hour."""
    ids = ["X/back:1", "X/back:2", "X/back:3"]
    for one in ids:
        await real_stage.alive(one, due=soon())
    assert await scheduled(reconciler, real_stage.engine, timedelta(hours=1))
    assert (await reconciler.look_back()).obligations == 0
    await past_the_workflow(real_stage, ids[0], c.Comment("right before its death"))
    await past_the_workflow(real_stage, ids[1], c.Waive("right before its death"))
    loop = asyncio.create_task(keep_reconciled(reconciler, real_stage.engine, timedelta(hours=1), look=0.01))
    await agreed(real_stage, ids[0], ids[2])
    await real_stage.handle(ids[1]).result()
    loop.cancel()
    await asyncio.wait([loop])
    last = reconciliations.latest(real_stage.engine)
    assert last is not None and (last.found, last.obligations) == (0, 3), "the check of all is the one from before"


async def test_what_cannot_be_read_hinders_no_look_back(real_stage: Stage, reconciler: Reconciler) -> None:
    one, other = "X/unread:1", "X/unread:2"
    for each in (one, other):
        await real_stage.alive(each, due=soon())
        await past_the_workflow(real_stage, each, c.Comment("right before its death"))
    with writing(real_stage.engine) as connection:
        connection.exec_driver_sql("DROP TRIGGER events_refuse_update")
        connection.exec_driver_sql(f"UPDATE events SET kind = 'Invented' WHERE stream = '{one}' AND seq = 2")
    done = await reconciler.look_back()
    assert (done.obligations, kinds(done), done.mended) == (1, [(other, "workflow behind")], 1)


async def test_a_workflow_of_a_closed_obligation_learns_of_it_and_ends(real_stage: Stage, reconciler: Reconciler) -> None:
    one = await real_stage.alive("X/left:1", due=soon())
    await past_the_workflow(real_stage, one, c.Waive("ended elsewhere"))

    async def found() -> bool:  # the list of what runs follows by a moment
        return kinds(await reconciler.reconcile(dry_run=True)) == [(one, "left running")]

    await eventually(found, "it is seen to run")
    assert (await reconciler.reconcile()).mended == 1
    await real_stage.handle(one).result()
    await agreed(real_stage)


async def test_a_workflow_that_believes_in_more_than_the_ledger_is_left_until_the_ledger_is_trusted(
    real_stage: Stage, reconciler: Reconciler
) -> None:
    one = "X/ahead:1"
    await real_stage.propose(one, (await settled(real_stage)).terms)
    await real_stage.send(one, c.Confirm(due=soon()))
    crossed_off(real_stage)
    lost = replace(real_stage.recorded(one), seq=7)
    await starter.start_workflow(real_stage.client, lost, real_stage.clock, real_stage.queue)
    done = await reconciler.reconcile()
    assert kinds(done) == [(one, "workflow ahead")]
    assert "the ledger may have lost events, or this is another database" in done.drifts[0].why_not
    run = (await real_stage.handle(one).describe()).run_id
    assert (await reconciler.reconcile(trust_ledger=True)).mended == 1
    described = await real_stage.handle(one).describe()
    assert (described.run_id != run, described.status) == (True, WorkflowExecutionStatus.RUNNING)
    await agreed(real_stage, one)
    assert (await real_stage.send(one, c.Assign("undp"))).seq == 4


async def test_another_state_and_stale_attributes_are_begun_anew(real_stage: Stage, reconciler: Reconciler) -> None:
    ids = ["X/other:1", "X/other:2"]
    for one in ids:
        await real_stage.propose(one, (await settled(real_stage)).terms)
        await real_stage.send(one, c.Confirm(due=soon()))
    crossed_off(real_stage)
    other = replace(real_stage.recorded(ids[0]), level=77)
    await starter.start_workflow(real_stage.client, other, real_stage.clock, real_stage.queue)
    await real_stage.client.start_workflow(
        m.OBLIGATION_WORKFLOW,
        m.Life(real_stage.recorded(ids[1]), real_stage.clock),
        id=ids[1],
        task_queue=real_stage.queue,
        search_attributes=TypedSearchAttributes([]),
    )

    async def found() -> bool:
        return kinds(await reconciler.reconcile(dry_run=True)) == [(ids[0], "another state"), (ids[1], "search attributes")]

    await eventually(found, "both are found")
    assert (await reconciler.reconcile()).mended == 2
    await agreed(real_stage, *ids)
    assert (await real_stage.handle(ids[1]).describe()).typed_search_attributes != TypedSearchAttributes([])

    async def nothing_left() -> bool:
        return (await reconciler.reconcile(dry_run=True)).drifts == ()

    await eventually(nothing_left, "nothing is left to mend")
    assert verify_ledger(real_stage.engine).findings == ()


async def test_a_workflow_that_no_ledger_knows_is_named_and_ended_only_if_the_ledger_is_trusted(
    real_stage: Stage, reconciler: Reconciler
) -> None:
    stranger = replace(await settled(real_stage), id="X/stranger:1")
    await starter.start_workflow(real_stage.client, stranger, real_stage.clock, real_stage.queue)

    async def found() -> bool:
        return kinds(await reconciler.reconcile()) == [(stranger.id, "unknown workflow")]

    await eventually(found, "it is seen to run")
    assert (await real_stage.handle(stranger.id).describe()).status is WorkflowExecutionStatus.RUNNING
    assert (await reconciler.reconcile(trust_ledger=True)).mended == 1
    await agreed(real_stage)


async def test_what_moves_while_it_is_looked_at_is_no_drift(real_stage: Stage, reconciler: Reconciler) -> None:
    ids = [await real_stage.alive(f"X/moving:{number}", due=soon()) for number in range(4)]
    going = True

    async def keep_moving(one: str) -> None:
        number = 0
        while going:
            number += 1
            await real_stage.send(one, c.ReportProgress(f"step {number}") if number > 1 else c.Assign("undp"), "undp")

    movers = [asyncio.create_task(keep_moving(one)) for one in ids]
    looks = [await reconciler.reconcile(dry_run=True) for _ in range(5)]
    going = False
    await asyncio.gather(*movers)
    assert [drift for look in looks for drift in look.drifts] == []
    assert (await reconciler.reconcile()).drifts == ()


async def settled(stage: Stage) -> Obligation:
    """Some obligation that is alive and agrees."""
    one = f"X/{stage.queue}:1"  # the server is shared with other tests
    if stage.ledger.state(one) is None:
        await stage.alive(one, due=soon())
    return stage.recorded(one)


async def test_an_instrument_whose_symbol_is_too_long_for_an_id_is_followed_all_the_same(real_stage: Stage) -> None:
    """Registered before symbols had a limit: its obligations' ids are just short enough, its own would not be."""
    symbol = "X/" + "L" * 992
    one = await real_stage.alive(f"{symbol}:1", due=soon(), instrument=symbol)
    whole = Reconciler(real_stage.engine, real_stage.client, real_stage.queue, real_stage.clock)
    found = await whole.reconcile()
    assert kinds(found) == [(symbol, "no instrument workflow")]
    for _ in range(2):
        assert symbol not in {drift.obligation for drift in (await whole.reconcile()).drifts}, "it is not reported for ever"
    await agreed(real_stage, one)


async def test_what_the_engine_never_takes_keeps_nobody_waiting_and_says_what_to_do(
    real_stage: Stage, reconciler: Reconciler, monkeypatch: pytest.MonkeyPatch
) -> None:
    hopeless, other = "X/" + "L" * 1000 + ":1", "X/short:1"
    for one in (hopeless, other):
        await real_stage.propose(one, terms("1", soon()))
        await real_stage.send(one, c.Confirm())
    assert await real_stage.starter.start_pending() == 1
    assert await real_stage.starter.start_pending() == 0
    monkeypatch.setattr("engine.reconcile.START_WITHIN", timedelta(days=-1))
    found = [drift for drift in (await reconciler.reconcile()).drifts if drift.obligation == hopeless]
    assert found
    assert all("under a shorter symbol" in drift.why_not for drift in found)
    await real_stage.believed(other)
    starts.cross_off(real_stage.engine, starts.waiting(real_stage.engine), await real_stage.now())
