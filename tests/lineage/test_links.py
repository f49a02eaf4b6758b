"""Links are proposed once, decided once, and carried out once on both sides, on running workflows too."""

import multiprocessing
import os
import signal
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from audit.verify import verify_ledger
from domain import commands as c
from domain.instrument import Due
from domain.lineage import Effect, Lineage
from domain.matching import Confidence
from domain.obligation import Status
from engine.errors import NotFound
from engine.lineage import steps as lineage_steps
from engine.lineage.proposing import NotNow, link, reject
from engine.lineage.steps import carry_out, confirm, relations
from engine.obligations import Obligations
from schema import lineage as table
from schema.engine import Engine, make_engine
from schema.ledger import Ledger
from schema.lineage import Changes, State
from tests.inbox.conftest import Records, report
from tests.stage import Stage, skipping, terms

NOW = datetime(2017, 9, 1, 12, tzinfo=UTC)
OLD, NEW = "A/RES/69/239:17", "A/RES/71/244:13"
PROCESSES = multiprocessing.get_context("forkserver")


def proposed(engine: Engine, effect: Effect, later: str = NEW, earlier: str = OLD) -> int:
    """The number of a link that reading has proposed."""
    table.propose(engine, [Lineage(later, earlier, effect, Confidence.CERTAIN, "Paragraph 13 says so.")], NOW)
    return next(one.number for one in table.everything(engine) if (one.later, one.earlier) == (later, earlier))


@pytest.fixture
def records(engine: Engine) -> Records:
    made = Records(engine)
    made.put(OLD, report(instrument="A/RES/69/239", provision="17"), "proposed")
    made.put(NEW, report(instrument="A/RES/71/244", provision="13"), "proposed")
    return made


def said(ledger: Ledger, obligation: str) -> list[tuple[str, str]]:
    state = ledger.state(obligation)
    assert state
    return [(one.relation, one.other) for one in state.relations]


def test_a_link_is_proposed_once_and_keeps_what_was_decided(engine: Engine) -> None:
    one = Lineage(NEW, OLD, Effect.REITERATES, Confidence.CERTAIN, "because")
    assert [table.propose(engine, found, NOW) for found in ([one, one], [one], [one])] == [1, 0, 0]
    assert len(table.everything(engine)) == 1


async def test_reiterated_it_is_said_on_both_sides_once(engine: Engine, records: Records) -> None:
    number = proposed(engine, Effect.REITERATES)
    state = records.ledger.state(OLD)
    assert state
    assert relations(engine, state) == [f"reiterated by {NEW}? (certain, proposed: servanda lineage show {number})"]
    for who in ("ann", "eve", "ann"):
        confirm(engine, number, who, NOW)
        await carry_out(engine, records.obligations, number)
    assert said(records.ledger, OLD) == [("reiterated by", NEW)]
    assert said(records.ledger, NEW) == [("reiterates", OLD)]
    assert link(engine, number).decided_by == "ann"
    state = records.ledger.state(OLD)
    assert state
    assert relations(engine, state) == []
    assert [(one.relation, one.other) for one in state.relations] == [("reiterated by", NEW)]
    assert verify_ledger(engine).ok


def _carry_out_and_die(url: str, number: int, after: int) -> None:
    """Carry a link out, and be killed after so many of its steps, or before it is marked as done."""
    import asyncio

    engine = make_engine(url)
    sent = 0
    real = Obligations.carry_out

    async def counted(self: Obligations, *args: object, **more: object) -> object:
        nonlocal sent
        answer = await real(self, *args, **more)  # type: ignore[arg-type]
        sent += 1
        if sent == after:
            os.kill(os.getpid(), signal.SIGKILL)
        return answer

    Obligations.carry_out = counted  # type: ignore[method-assign,assignment]
    lineage_steps.table.decide = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)  # type: ignore[assignment,return-value]
    asyncio.run(carry_out(engine, Records(engine).obligations, number))


@pytest.mark.parametrize("after", [1, 2, 3])
async def test_killed_between_the_two_sides_it_is_mended_by_asking_again(engine: Engine, records: Records, after: int) -> None:
    number = proposed(engine, Effect.REITERATES)
    confirm(engine, number, "ann", NOW)
    killed = PROCESSES.Process(target=_carry_out_and_die, args=(engine.url.render_as_string(hide_password=False), number, after))
    killed.start()
    killed.join()
    assert killed.exitcode == -signal.SIGKILL
    assert link(engine, number).state is State.CONFIRMED
    await carry_out(engine, records.obligations, number)
    assert (said(records.ledger, OLD), said(records.ledger, NEW)) == ([("reiterated by", NEW)], [("reiterates", OLD)])
    assert len(records.ledger.history(OLD)) == len(records.ledger.history(NEW)) == 2
    assert link(engine, number).state is State.DONE


async def test_what_the_earlier_one_refuses_is_put_before_a_person_again(engine: Engine, records: Records) -> None:
    number = proposed(engine, Effect.SUPERSEDES)
    confirm(engine, number, "ann", NOW)
    [done] = await carry_out(engine, records.obligations, number)
    assert "it is proposed" in done.refused
    found = link(engine, number)
    assert (found.state, found.note) == (State.PROPOSED, done.refused)
    assert said(records.ledger, NEW) == []


def test_what_is_rejected_can_be_confirmed_later_and_not_the_other_way_round(engine: Engine, records: Records) -> None:
    number = proposed(engine, Effect.REITERATES)
    assert reject(engine, number, "ann", NOW, "not the same").state is State.REJECTED
    assert table.propose(engine, [Lineage(NEW, OLD, Effect.AMENDS, Confidence.LIKELY, "again")], NOW) == 0
    assert confirm(engine, number, "ann", NOW).state is State.CONFIRMED
    with pytest.raises(NotNow, match="was confirmed by ann"):
        reject(engine, number, "ann", NOW, "too late")
    with pytest.raises(NotFound, match="no link 99"):
        confirm(engine, 99, "ann", NOW)


def test_an_amendment_says_what_it_changes(engine: Engine, records: Records) -> None:
    number = proposed(engine, Effect.AMENDS)
    with pytest.raises(NotNow, match="Say what it changes"):
        confirm(engine, number, "ann", NOW)
    with pytest.raises(NotNow, match="only an amendment changes"):
        confirm(engine, number, "ann", NOW, Effect.REITERATES, Changes(due=date(2018, 1, 1)))
    found = confirm(engine, number, "ann", NOW, changes=Changes(addressees=("Member States",)))
    assert (found.effect, found.changes) == (Effect.AMENDS, Changes(addressees=("Member States",)))


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with skipping(tmp_path) as made:
        yield made


async def test_it_is_carried_out_on_the_running_workflow(stage: Stage) -> None:
    """One is amended by a later one's due day, one superseded by a paragraph that lays nothing on anybody, one ended."""
    for provision in ("1", "2", "3"):
        await stage.alive(f"A/RES/69/239:{provision}", terms(provision, instrument="A/RES/69/239"))
    await stage.propose(NEW, terms("13", Due("by 2018", latest=date(2018, 12, 31))))
    amended = proposed(stage.engine, Effect.AMENDS, NEW, "A/RES/69/239:1")
    replaced = proposed(stage.engine, Effect.SUPERSEDES, "A/RES/71/244:5", "A/RES/69/239:2")
    ended = proposed(stage.engine, Effect.ENDS, "A/RES/71/244:6", "A/RES/69/239:3")
    for number in (amended, replaced, ended):
        confirm(stage.engine, number, "ann", await stage.now())
        for _ in range(3):
            assert all(not done.refused for done in await carry_out(stage.engine, stage.obligations, number))
        assert link(stage.engine, number).state is State.DONE

    first = await stage.believed("A/RES/69/239:1")
    assert first.due
    assert (first.due.latest, first.status) == (date(2018, 12, 31), Status.UNASSIGNED)
    assert said(stage.ledger, NEW) == [("amends", "A/RES/69/239:1")]
    assert said(stage.ledger, "A/RES/69/239:1") == [("amended by", NEW)]
    for provision, relation, later in (("2", "superseded by", "A/RES/71/244:5"), ("3", "ended by", "A/RES/71/244:6")):
        recorded = stage.recorded(f"A/RES/69/239:{provision}")
        assert (recorded.status, said(stage.ledger, recorded.id)) == (Status.SUPERSEDED, [(relation, later)])
        assert stage.kinds(recorded.id).count("Superseded") == 1
    assert stage.kinds("A/RES/69/239:1").count("Amended") == 1
    assert verify_ledger(stage.engine).ok
    assert await stage.send("A/RES/69/239:1", c.Comment("it goes on"))
