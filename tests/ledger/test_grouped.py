"""Many callers, few commits: each is answered after its own, and nobody is forgotten."""

import asyncio
import threading
from collections.abc import Iterator, Sequence

import pytest
from sqlalchemy.exc import OperationalError

from audit.verify import verify_ledger
from schema import engine as engines
from schema.engine import Engine, make_engine, writing
from schema.errors import InvalidAppend, LedgerClosed
from schema.grouped import GroupedLedger
from schema.ledger import Answer, Ledger
from tests.ledger.lives import Life
from wire.records import Append, Outcome


class Counting(Ledger):
    """Remembers how large its batches were, and can be held up."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self.batches: list[int] = []
        self.begun = threading.Event()
        self.open = threading.Event()
        self.open.set()

    def append_many(self, items: Sequence[Append]) -> list[Answer]:
        self.batches.append(len(items))
        self.begun.set()
        assert self.open.wait(10)
        return super().append_many(items)


@pytest.fixture
def counting(engine: Engine) -> Counting:
    return Counting(engine)


@pytest.fixture
def impatient(migrated_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ledger]:
    monkeypatch.setattr(engines, "LOCK_WAIT", 0.2)
    engine = make_engine(migrated_url)
    yield Ledger(engine)
    engine.dispose()


async def test_whoever_is_answered_is_recorded(counting: Counting) -> None:
    other = Ledger(counting.engine)
    async with GroupedLedger(counting) as grouped:
        for asked in Life().whole():
            answer = await grouped.append(asked)
            assert answer.outcome is Outcome.RECORDED
            assert other.history(asked.stream, asked.after_seq) == list(asked.events)


async def test_what_comes_while_a_commit_is_under_way_is_the_next_one(counting: Counting) -> None:
    async with GroupedLedger(counting) as grouped:
        counting.open.clear()
        first = asyncio.create_task(grouped.append(Life("first").propose()))
        await asyncio.to_thread(counting.begun.wait, 10)
        rest = [asyncio.create_task(grouped.append(Life(f"{number}").propose())) for number in range(200)]
        await asyncio.sleep(0.01)
        assert not first.done()
        counting.open.set()
        answers = await asyncio.gather(first, *rest)
    assert counting.batches == [1, 200]
    assert {answer.outcome for answer in answers} == {Outcome.RECORDED}
    assert verify_ledger(counting.engine).events == 201


async def test_no_batch_is_larger_than_the_largest(counting: Counting) -> None:
    async with GroupedLedger(counting, largest_batch=10) as grouped:
        await asyncio.gather(*(grouped.append(Life(f"{number}").propose()) for number in range(95)))
    assert max(counting.batches) <= 10
    assert sum(counting.batches) == 95


async def test_a_bad_append_fails_alone(counting: Counting) -> None:
    async with GroupedLedger(counting) as grouped:
        asked = [Life("a").propose(), Append("bad", 0, "no events", ()), Life("b").propose()]
        first, refused, last = await asyncio.gather(*map(grouped.append, asked), return_exceptions=True)
    assert isinstance(refused, InvalidAppend)
    assert not isinstance(first, BaseException)
    assert not isinstance(last, BaseException)
    assert first.outcome is last.outcome is Outcome.RECORDED


async def test_a_failure_of_the_transaction_reaches_all_who_were_in_it(impatient: Ledger) -> None:
    asked = [Life(f"{number}").propose() for number in range(20)]
    async with GroupedLedger(impatient) as grouped:
        with writing(impatient.engine):  # somebody else holds the lock for longer than anyone waits
            answers = await asyncio.gather(*map(grouped.append, asked), return_exceptions=True)
        assert {type(answer) for answer in answers} == {OperationalError}
        again = await asyncio.gather(*map(grouped.append, asked))  # the writer is alive, and nothing was written
    assert {answer.outcome for answer in again} == {Outcome.RECORDED}
    assert verify_ledger(impatient.engine).findings == ()


async def test_closing_writes_what_is_waiting_and_then_refuses(counting: Counting) -> None:
    grouped = GroupedLedger(counting)
    counting.open.clear()
    tasks = [asyncio.create_task(grouped.append(Life(f"{number}").propose())) for number in range(50)]
    await asyncio.sleep(0.01)
    closing = asyncio.create_task(grouped.close())
    await asyncio.sleep(0.01)
    assert not closing.done()
    with pytest.raises(LedgerClosed):
        await grouped.append(Life("late").propose())
    counting.open.set()
    answers = await asyncio.gather(*tasks)
    await closing
    await grouped.close()
    assert {answer.outcome for answer in answers} == {Outcome.RECORDED}
    assert counting.head().position == 50


async def test_a_cancelled_caller_does_not_disturb_the_others(counting: Counting) -> None:
    async with GroupedLedger(counting) as grouped:
        counting.open.clear()
        gone = asyncio.create_task(grouped.append(Life("gone").propose()))
        stays = asyncio.create_task(grouped.append(Life("stays").propose()))
        await asyncio.sleep(0.01)
        gone.cancel()
        await asyncio.sleep(0.01)
        counting.open.set()
        assert (await stays).outcome is Outcome.RECORDED
        with pytest.raises(asyncio.CancelledError):
            await gone
        again = await grouped.append(Life("gone").propose())
    assert again.outcome is Outcome.REPEATED


def test_it_outlives_an_event_loop(counting: Counting) -> None:
    grouped = GroupedLedger(counting)
    counting.open.clear()

    async def ask_and_leave() -> None:
        task = asyncio.create_task(grouped.append(Life("left").propose()))
        await asyncio.sleep(0.01)
        task.cancel()

    async def ask() -> Outcome:
        return (await grouped.append(Life("next").propose())).outcome

    asyncio.run(ask_and_leave())
    counting.open.set()
    assert asyncio.run(ask()) is Outcome.RECORDED
    assert len(counting.history("left")) == 1
    grouped.stop()


def test_several_loops_share_one_writer(counting: Counting) -> None:
    grouped = GroupedLedger(counting)
    found: list[Outcome] = []

    async def ask(name: str) -> None:
        found.extend([(await grouped.append(Life(f"{name}/{number}").propose())).outcome for number in range(10)])

    threads = [threading.Thread(target=lambda name=name: asyncio.run(ask(name))) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    grouped.stop()
    assert found == [Outcome.RECORDED] * 30
    assert verify_ledger(counting.engine).findings == ()
