"""Every obligation that the ledger says is to have a workflow gets one, and no second one."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from domain import commands as c
from domain.obligation import Obligation
from engine import starter
from engine.obligations import decided
from engine.starter import Starter
from schema import starts
from tests.stage import Stage, eventually, skipping, terms

ONE = "A/RES/71/244:14"


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with skipping(tmp_path) as made:
        yield made


async def decide(stage: Stage, command: c.Command, one: str = ONE) -> None:
    """Write a decision straight to the ledger, past every workflow."""
    state = stage.recorded(one)
    stage.ledger.append(
        decided(state, c.Envelope(f"{type(command).__name__} {state.seq}", "ann", command), await stage.now(), one)
    )


async def test_nothing_is_started_before_it_is_confirmed(stage: Stage) -> None:
    await stage.propose(ONE, terms())
    assert await stage.starter.start_pending() == 0


async def test_started_once_though_asked_for_again(stage: Stage) -> None:
    await stage.alive(ONE)
    run = (await stage.handle(ONE).describe()).run_id
    for _ in range(3):
        starts.ask_again(stage.engine, [ONE], await stage.now())
        assert await stage.starter.start_pending() == 1
    assert (await stage.handle(ONE).describe()).run_id == run
    assert await stage.starter.start_pending() == 0


async def test_started_from_what_the_ledger_holds_now(stage: Stage) -> None:
    """Between the confirmation and the start others may have written: it begins where the obligation stands."""
    await stage.propose(ONE, terms())
    await decide(stage, c.Confirm())
    await decide(stage, c.Assign("undp"))
    assert await stage.starter.start_pending() == 1
    assert await stage.believed(ONE) == stage.recorded(ONE)
    assert (await stage.send(ONE, c.Accept(), "undp")).first == 5


async def test_closed_before_it_was_started_it_gets_none(stage: Stage) -> None:
    await stage.propose(ONE, terms())
    await decide(stage, c.Confirm())
    await decide(stage, c.Waive("the mandate has ended"))
    assert await stage.starter.start_pending() == 1
    assert starts.pending(stage.engine) == []
    with pytest.raises(Exception, match="not found"):
        await stage.handle(ONE).describe()


async def test_asked_for_anew_while_it_was_being_started_it_is_not_crossed_off(stage: Stage) -> None:
    """Started, closed and reopened before the starter has crossed off the first request: the second one must stand."""

    class Slow(Starter):
        async def _start(self, state: Obligation) -> str | None:
            done = await super()._start(state)
            await stage.send(ONE, c.Waive("by mistake"))
            await stage.handle(ONE).result()
            await stage.sleep(minutes=1)
            await stage.send(ONE, c.Reopen("it was a mistake"))
            return done

    await stage.propose(ONE, terms())
    await stage.send(ONE, c.Confirm())
    await Slow(stage.client, stage.engine, stage.queue, stage.clock).start_pending()
    assert starts.pending(stage.engine) == [ONE]
    assert await stage.starter.start_pending() == 1
    assert await stage.believed(ONE) == stage.recorded(ONE)
    assert starts.pending(stage.engine) == []


async def test_a_run_that_is_started_from_what_is_past_by_then_learns_of_it(stage: Stage) -> None:
    """The worker died before it crossed the start off; the next one read the state, and the run that was there went on and closed."""

    class Slow(Starter):
        async def _start(self, state: Obligation) -> str | None:
            await stage.send(ONE, c.Waive("the mandate has ended"))
            await stage.handle(ONE).result()
            return await super()._start(state)

    await stage.alive(ONE)
    first = (await stage.handle(ONE).describe()).run_id
    starts.ask_again(stage.engine, [ONE], await stage.now())
    assert await Slow(stage.client, stage.engine, stage.queue, stage.clock).start_pending() == 1
    assert (await stage.handle(ONE).describe()).run_id != first
    await stage.handle(ONE).result()
    assert starts.pending(stage.engine) == []


async def test_a_run_that_a_dying_worker_started_from_what_was_past_learns_of_it(stage: Stage) -> None:
    """As above, but the worker that started it died before it could look again: the next one finds the obligation closed."""
    await stage.alive(ONE)
    before = stage.recorded(ONE)
    await stage.send(ONE, c.Waive("the mandate has ended"))
    await stage.handle(ONE).result()
    starts.ask_again(stage.engine, [ONE], await stage.now())
    await starter.start_workflow(stage.client, before, stage.clock, stage.queue)
    assert await stage.starter.start_pending() == 1
    await stage.handle(ONE).result()
    assert starts.pending(stage.engine) == []


async def test_more_than_fit_into_one_round(stage: Stage) -> None:
    ids = [f"A/RES/71/244:{number}" for number in range(12)]
    for one in ids:
        await stage.propose(one, terms())
        await stage.send(one, c.Confirm())
        await stage.sleep(seconds=1)
    rounds = [await stage.starter.start_pending(5) for _ in range(4)]
    assert rounds == [5, 5, 2, 0]
    for one in ids:
        assert await stage.believed(one) == stage.recorded(one)


async def test_from_the_ledger_alone_all_can_be_started_again(stage: Stage) -> None:
    """The engine has lost everything: an obligation that has no workflow any more is begun where it stood."""
    await stage.alive(ONE)
    await stage.send(ONE, c.Assign("undp"))
    await stage.sleep(days=100)
    await stage.handle(ONE).terminate("as if it had never been")
    starts.ask_again(stage.engine, [ONE], await stage.now())
    assert await stage.starter.start_pending() == 1
    await eventually(lambda: _as_recorded(stage), "it stands where it stood")
    before = stage.kinds(ONE).count("Reminded")
    await stage.sleep(days=40)
    assert stage.kinds(ONE).count("Reminded") == before + 1
    assert (await stage.send(ONE, c.Accept(), "undp")).status == "accepted"


async def _as_recorded(stage: Stage) -> bool:
    return await stage.believed(ONE) == stage.recorded(ONE)


async def test_its_clock_is_the_starters(stage: Stage) -> None:
    """Virtual time goes with the workflow: a day there is a day here."""
    await stage.alive(ONE)
    began = await stage.now()
    await stage.sleep(days=72)
    assert await stage.now() - began < timedelta(days=72, minutes=1)
    assert stage.kinds(ONE).count("Reminded") == 1


async def test_a_run_that_nobody_works_on_does_not_hold_the_others_up(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(starter, "CATCH_UP_WITHIN", 0.5)
    await stage.propose(ONE, terms())
    await stage.send(ONE, c.Confirm())
    elsewhere = Starter(stage.client, stage.engine, "nobody works here", stage.clock)
    assert await elsewhere.start_pending() == 1
    starts.ask_again(stage.engine, [ONE], await stage.now())
    assert await stage.starter.start_pending() == 0
    assert starts.pending(stage.engine) == [ONE]
    endless = asyncio.create_task(stage.starter.run())
    await asyncio.wait({endless}, timeout=0.2)
    endless.cancel()
    done, _ = await asyncio.wait({endless}, timeout=5)
    assert endless in done
    assert endless.cancelled()
