"""Projections are held against the ledger and written anew from it; what knows of more than the ledger is named and left."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from audit.drift import DriftKind, state_drift
from audit.verify import verify_ledger
from domain import commands as c
from domain.obligation import Obligation
from domain.time.clock import Clock
from engine.obligations import decided
from engine.reconcile import Reconciler, asked_for, keep_reconciled, scheduled
from schema import reconciliations, starts
from schema.engine import Engine, writing
from schema.ledger import Ledger
from schema.tables import obligations
from tests.stage import ADOPTED, eventually, terms
from wire.records import unstore


def live(ledger: Ledger, one: str, *commands: c.Command, at: datetime = ADOPTED) -> Obligation:
    """An obligation that ``commands`` were carried out on, straight in the ledger, a minute apart."""
    state = ledger.state(one)
    if state is None:
        commands = (c.Propose(terms(one.rsplit(":", 1)[-1])), *commands)
    for number, command in enumerate(commands):
        seq = state.seq if state else 0
        envelope = c.Envelope(f"step {seq}", "ann", command)
        ledger.append(decided(state, envelope, at + timedelta(minutes=number), one))
        state = ledger.state(one)
    assert state
    return state


def tamper(engine: Engine, one: str, **values: object) -> None:
    with writing(engine) as connection:
        connection.execute(obligations.update().where(obligations.c.id == one).values(**values))


def reconciler(engine: Engine, now: datetime = ADOPTED) -> Reconciler:
    return Reconciler(engine, None, "servanda", Clock(now, datetime.now(UTC)))


async def test_what_agrees_is_left_alone(ledger: Ledger) -> None:
    live(ledger, "A:1", c.Confirm(), c.Assign("undp"))
    live(ledger, "A:2")
    done = await reconciler(ledger.engine).reconcile()
    assert (done.obligations, done.drifts, done.engine) == (2, (), False)


async def test_a_projection_that_differs_is_named_and_written_from_the_fold(ledger: Ledger) -> None:
    live(ledger, "A:1", c.Confirm(), c.Assign("undp"))
    live(ledger, "A:2", c.Confirm())
    tamper(ledger.engine, "A:1", status="waived", assignee=None, overdue=True)
    head = ledger.head()
    looked = await reconciler(ledger.engine).reconcile(dry_run=True)
    [drift] = looked.drifts
    assert (drift.obligation, drift.kind, drift.mended, drift.why_not) == ("A:1", "projection", "", "only looked at")
    assert "status is 'waived' instead of 'assigned'" in drift.what
    assert len(verify_ledger(ledger.engine).findings) == 1
    [drift] = (await reconciler(ledger.engine).reconcile()).drifts
    assert drift.mended == "its projection was written from the ledger"
    assert verify_ledger(ledger.engine).findings == ()
    assert ledger.head() == head


async def test_a_projection_that_is_gone_is_made_again(ledger: Ledger) -> None:
    live(ledger, "A:1", c.Confirm())
    with writing(ledger.engine) as connection:
        connection.execute(obligations.delete())
    [drift] = (await reconciler(ledger.engine).reconcile()).drifts
    assert "no projection" in drift.what and drift.mended
    assert verify_ledger(ledger.engine).findings == ()


async def test_what_knows_of_more_than_the_ledger_is_left_until_somebody_trusts_the_ledger(ledger: Ledger) -> None:
    """The ledger may be the one that lost something: its only traces are not wiped out unasked."""
    live(ledger, "A:1", c.Confirm())
    live(ledger, "A:2", c.Confirm())
    tamper(ledger.engine, "A:1", seq=9)
    tamper(ledger.engine, "A:2", id="A:3")
    found = {drift.obligation: drift for drift in (await reconciler(ledger.engine).reconcile()).drifts}
    assert {one: drift.kind for one, drift in found.items()} == {
        "A:1": "projection ahead",
        "A:2": "projection",
        "A:3": "projection alone",
    }
    assert found["A:2"].mended
    assert all("servanda reconcile --trust-ledger" in found[one].why_not for one in ("A:1", "A:3"))
    again = await reconciler(ledger.engine).reconcile(trust_ledger=True)
    assert [drift.mended != "" for drift in again.drifts] == [True, True]
    assert verify_ledger(ledger.engine).findings == ()


async def test_events_that_cannot_be_read_spoil_no_other(sqlite_url: str, engine: Engine) -> None:
    ledger = Ledger(engine)
    live(ledger, "A:1", c.Confirm())
    live(ledger, "A:2", c.Confirm())
    tamper(engine, "A:2", level=7)
    with writing(engine) as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("DROP TRIGGER events_refuse_update")
        else:
            connection.exec_driver_sql("DROP TRIGGER events_refuse_update ON events")
        connection.exec_driver_sql("UPDATE events SET kind = 'Invented' WHERE stream = 'A:1' AND seq = 3")
    found = (await reconciler(engine).reconcile()).drifts
    assert [(each.obligation, each.kind, bool(each.mended)) for each in found] == [
        ("A:1", "unreadable", False),
        ("A:2", "projection", True),
    ]


async def test_a_start_that_nobody_carries_out_is_named(ledger: Ledger) -> None:
    live(ledger, "A:1", c.Confirm())
    live(ledger, "A:2", c.Confirm(), at=ADOPTED + timedelta(minutes=10))
    looked = await reconciler(ledger.engine, ADOPTED + timedelta(minutes=15)).look()
    assert [(drift.obligation, drift.kind) for drift in looked.drifts] == [("A:1", DriftKind.START_WAITS)]
    assert starts.pending(ledger.engine) == ["A:1", "A:2"]


async def test_a_check_is_recorded_with_what_it_found(ledger: Ledger) -> None:
    assert reconciliations.latest(ledger.engine) is None
    live(ledger, "A:1")
    tamper(ledger.engine, "A:1", provision="15")
    await asked_for(reconciler(ledger.engine), ledger.engine)
    first = reconciliations.latest(ledger.engine)
    assert first is not None and first.finished_at is not None
    assert (first.scheduled, first.engine, first.obligations, first.found, first.mended, first.left) == (False, False, 1, 1, 1, 0)
    assert [row.obligation for row in first.drifts] == ["A:1"]
    await asked_for(reconciler(ledger.engine), ledger.engine)
    second = reconciliations.latest(ledger.engine)
    assert second and (second.found, second.drifts) == (0, ())


async def test_of_several_workers_one_makes_the_check_that_is_due(ledger: Ledger) -> None:
    hour = timedelta(hours=1)
    one, other = reconciler(ledger.engine), reconciler(ledger.engine)
    assert await scheduled(one, ledger.engine, hour) is not None
    assert await scheduled(other, ledger.engine, hour) is None
    assert await scheduled(other, ledger.engine, timedelta()) is not None


async def test_what_goes_wrong_in_a_check_does_not_take_the_worker_along(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    made = reconciler(ledger.engine)
    tries = []

    async def broken(**_: object) -> None:
        tries.append(1)
        raise OSError("the disk is full")

    monkeypatch.setattr(made, "reconcile", broken)
    loop = asyncio.create_task(keep_reconciled(made, ledger.engine, timedelta(), look=0.01))
    await eventually(lambda: len(tries) >= 2, "it is tried again")
    assert not loop.done()
    loop.cancel()
    with pytest.raises(asyncio.CancelledError):
        await loop


async def test_it_is_done_by_itself_and_once_an_hour(ledger: Ledger) -> None:
    live(ledger, "A:1")
    tamper(ledger.engine, "A:1", provision="15")
    loops = [
        asyncio.create_task(keep_reconciled(reconciler(ledger.engine), ledger.engine, timedelta(hours=1), look=0.01))
        for _ in range(2)
    ]
    await eventually(lambda: reconciliations.latest(ledger.engine) is not None, "it has been checked")
    await asyncio.sleep(0.2)
    for loop in loops:
        loop.cancel()
    await asyncio.gather(*loops, return_exceptions=True)
    done = reconciliations.latest(ledger.engine)
    assert done and (done.scheduled, done.found, done.mended) == (True, 1, 1)
    with ledger.engine.connect() as connection:
        assert connection.execute(sa.text("SELECT count(*) FROM reconciliations")).scalar() == 1
    assert verify_ledger(ledger.engine).findings == ()


async def test_old_checks_are_forgotten(ledger: Ledger) -> None:
    old = datetime.now(UTC) - timedelta(days=500)
    tamper_row = reconciliations.DriftRow("A:1", "projection", "it differs", "mended")
    reconciliations.enter(ledger.engine, "old", old)
    reconciliations.finish(ledger.engine, "old", old, asked_engine=True, obligations=1, found=[tamper_row])
    await asked_for(reconciler(ledger.engine), ledger.engine)
    with ledger.engine.connect() as connection:
        assert connection.execute(sa.text("SELECT count(*) FROM reconciliations")).scalar() == 1
        assert connection.execute(sa.text("SELECT count(*) FROM drifts")).scalar() == 0


def test_states_are_told_apart(ledger: Ledger) -> None:
    early = live(ledger, "A:1", c.Confirm())
    late = live(ledger, "A:1", c.Assign("undp"))
    life = [unstore(row) for row in ledger.history("A:1")]
    assert state_drift(late, life) is None
    other = replace(early, level=3)  # neither is it taken for one that is merely behind
    found = [state_drift(early, life), state_drift(late, life[:3]), state_drift(other, life)]
    assert [drift and drift.kind for drift in found] == [DriftKind.BEHIND, DriftKind.AHEAD, DriftKind.ANOTHER_STATE]
