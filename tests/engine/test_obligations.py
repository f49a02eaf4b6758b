"""Putting a command to an obligation: whoever decides it, it is answered once recorded, and refused or put off in words."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from temporalio.client import Client, WorkflowUpdateFailedError

from config import Settings
from domain import commands as c
from domain.errors import Refused
from domain.obligation import Status
from engine import embedded
from engine.connect import connect
from engine.errors import EngineDown, NotFound
from engine.obligations import Obligations, decided
from schema.ledger import Ledger
from tests.stage import ADOPTED, Stage, skipping, terms
from wire.records import StoredEvent
from workflows.obligation import KEPT_ANSWERS

ONE = "A/RES/71/244:14"


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with skipping(tmp_path) as made:
        yield made


def propose(ledger: Ledger, one: str = ONE) -> None:
    ledger.append(decided(None, c.Envelope("register", "servanda", c.Propose(terms())), ADOPTED, one))


async def nowhere() -> Client:
    raise AssertionError("nobody need be asked who is awake")


async def test_an_unknown_obligation_is_named_and_where_to_look(ledger: Ledger) -> None:
    obligations = Obligations(ledger, nowhere)
    with pytest.raises(NotFound, match=r"There is no obligation A/RES/1/1:9\. `servanda list` shows those there are\."):
        await obligations.carry_out("A/RES/1/1:9", c.Envelope("c1", "ann", c.Accept()))


async def test_a_proposal_is_decided_without_any_engine(ledger: Ledger) -> None:
    propose(ledger)
    obligations = Obligations(ledger, nowhere, lambda: ADOPTED)
    said = await obligations.carry_out(ONE, c.Envelope("c1", "ann", c.Comment("is this ours?")))
    assert (said.first, said.last, said.status) == (2, 2, Status.PROPOSED)
    with pytest.raises(Refused, match=r"it is proposed\. Legal now: confirm, reject, comment"):
        await obligations.carry_out(ONE, c.Envelope("c2", "ann", c.Submit()))
    confirmed = await obligations.carry_out(ONE, c.Envelope("c3", "ann", c.Confirm()))
    assert (confirmed.first, confirmed.last, confirmed.status) == (3, 4, Status.UNASSIGNED)
    assert len(ledger.history(ONE)) == 4


async def test_sent_again_it_is_answered_as_the_first_time_whatever_came_between(ledger: Ledger) -> None:
    propose(ledger)
    obligations = Obligations(ledger, nowhere, lambda: ADOPTED)
    envelope = c.Envelope("c1", "ann", c.Confirm())
    first = await obligations.carry_out(ONE, envelope)
    again = await obligations.carry_out(ONE, envelope)  # open by now, and nobody is awake: yet it is answered
    assert (again.first, again.last, again.repeated) == (first.first, first.last, True)
    assert [row.kind for row in ledger.history(ONE)] == ["Proposed", "Confirmed", "Activated"]


async def test_two_who_decide_one_proposal_at_once(ledger: Ledger) -> None:
    propose(ledger)

    async def away() -> Client:
        raise EngineDown("whoever comes second finds it open, and nobody awake")

    obligations = Obligations(ledger, away, lambda: ADOPTED)
    sent = [obligations.carry_out(ONE, c.Envelope(f"c{n}", f"p{n}", c.Confirm())) for n in range(4)]
    sent += [obligations.carry_out(ONE, c.Envelope(f"r{n}", f"p{n}", c.Reject("no"))) for n in range(4)]
    answers = await asyncio.gather(*sent, return_exceptions=True)
    assert sum(not isinstance(answer, Exception) for answer in answers) == 1
    assert all(isinstance(answer, (Refused, EngineDown)) for answer in answers if isinstance(answer, Exception))
    assert len(ledger.history(ONE)) in (2, 3)


async def test_without_a_server_it_is_said_how_to_send_it_again(ledger: Ledger) -> None:
    propose(ledger)
    ledger.append(decided(ledger.state(ONE), c.Envelope("confirm", "ann", c.Confirm()), ADOPTED))
    address = f"127.0.0.1:{embedded.free_port()}"

    async def way() -> Client:
        return await connect(Settings(), address)

    with pytest.raises(EngineDown, match=f"No Temporal server answers at {address}.*`servanda up`"):
        await Obligations(ledger, way).carry_out(ONE, c.Envelope("c1", "ann", c.Assign("undp")), patience=1)
    assert len(ledger.history(ONE)) == 3


async def test_a_workflow_that_is_not_there_yet_is_waited_for(stage: Stage) -> None:
    await stage.propose(ONE, terms())
    await stage.send(ONE, c.Confirm())
    envelope = c.Envelope("c1", "coordinator", c.Assign("undp"))
    with pytest.raises(
        EngineDown, match=r"has not been started yet.*Is `servanda up` running\?.*--command-id c1.*never carried out twice"
    ):
        await stage.obligations.carry_out(ONE, envelope, patience=0.5)
    waiting = asyncio.create_task(stage.obligations.carry_out(ONE, envelope, patience=20))
    await asyncio.sleep(0)
    assert await stage.starter.start_pending() == 1
    answer = await waiting
    assert (answer.first, answer.status) == (4, Status.ASSIGNED)


async def test_without_a_worker_it_is_put_off_and_done_once_when_one_is_back(stage: Stage) -> None:
    """The workflow has been started where nobody works. The same command, sent again, is one command."""
    away = Obligations(stage.ledger, lambda: _client(stage), lambda: ADOPTED)
    await stage.propose(ONE, terms())
    await stage.send(ONE, c.Confirm())
    stage.starter._task_queue = "nobody works here"
    assert await stage.starter.start_pending() == 1
    envelope = c.Envelope("c1", "coordinator", c.Assign("undp"))
    began = asyncio.get_running_loop().time()
    with pytest.raises(EngineDown, match=r"within 1 s .*--command-id c1"):
        await away.carry_out(ONE, envelope, patience=1)
    assert asyncio.get_running_loop().time() - began < 10
    assert stage.kinds(ONE) == ["Proposed", "Confirmed", "Activated"]


async def _client(stage: Stage) -> Client:
    return stage.client


async def test_whoever_calls_it_off_is_let_go_at_once(stage: Stage) -> None:
    await stage.propose(ONE, terms())
    await stage.send(ONE, c.Confirm())
    stage.starter._task_queue = "nobody works here"
    await stage.starter.start_pending()
    asked = asyncio.create_task(stage.send(ONE, c.Assign("undp")))
    done, _ = await asyncio.wait({asked}, timeout=0.5)
    assert not done
    asked.cancel()
    done, _ = await asyncio.wait({asked}, timeout=5)
    assert asked in done
    assert asked.cancelled()


async def test_a_workflow_behind_the_ledger_is_made_to_catch_up_and_asked_again(stage: Stage) -> None:
    """It would refuse what is legal by now: the ledger knows more than it does."""
    await stage.alive(ONE)
    state = stage.recorded(ONE)
    stage.ledger.append(decided(state, c.Envelope("other", "coordinator", c.Assign("undp")), await stage.now(), ONE))
    answer = await stage.send(ONE, c.Accept(), "undp")
    assert (answer.first, answer.status) == (5, Status.ACCEPTED)
    assert await stage.believed(ONE) == stage.recorded(ONE)


async def test_a_refusal_by_the_workflow_reads_as_one_by_the_kernel(stage: Stage) -> None:
    await stage.alive(ONE)
    with pytest.raises(Refused) as caught:
        await stage.send(ONE, c.Approve())
    assert str(caught.value) == f"Cannot approve {ONE}: it is unassigned. Legal now: assign, change-due, waive, comment."
    with pytest.raises(Refused, match="in the future"):
        await stage.send(ONE, c.Comment("tomorrow"), on=datetime(2030, 1, 1, tzinfo=UTC))
    assert stage.kinds(ONE) == ["Proposed", "Confirmed", "Activated"]


class LooksTooEarly(Ledger):
    """Whoever asks it for a command the first time asks before that one is recorded."""

    def find_command(self, stream: str, command_id: str) -> list[StoredEvent]:
        found, self.find_command = [], super().find_command  # type: ignore[method-assign, var-annotated]
        return found


async def test_sent_before_and_forgotten_by_the_workflow_it_is_not_refused(stage: Stage) -> None:
    """It arrives while its first sending is about to be recorded, and by then so many others have come that only the ledger knows."""
    await stage.alive(ONE)
    await stage.send(ONE, c.Assign("undp"))
    message = c.Envelope("c1", "undp", c.Accept())
    first = await stage.update(ONE, message, "by another run's own id")  # an update's id is known to one run only
    for begin in range(0, KEPT_ANSWERS + 10, 10):
        await asyncio.gather(*(stage.send(ONE, c.Comment(f"remark {begin + number}")) for number in range(10)))
    late = Obligations(LooksTooEarly(stage.engine), lambda: _client(stage), lambda: ADOPTED)
    with pytest.raises(WorkflowUpdateFailedError):
        await stage.update(ONE, message, "another")  # the workflow alone would refuse it
    answer = await late.carry_out(ONE, message)
    assert (answer.first, answer.last, answer.repeated) == (first.first, first.last, True)
    assert stage.kinds(ONE).count("Accepted") == 1


async def test_sent_twice_and_closed_by_the_first_it_is_not_refused_the_second_time(ledger: Ledger) -> None:
    """The second one looked too early, too: by then the first had rejected the proposal."""
    propose(ledger)
    message = c.Envelope("c1", "ann", c.Reject("not ours"))
    first = await Obligations(ledger, nowhere, lambda: ADOPTED).carry_out(ONE, message)
    late = Obligations(LooksTooEarly(ledger.engine), nowhere, lambda: ADOPTED)
    answer = await late.carry_out(ONE, message)
    assert (answer.first, answer.last, answer.repeated) == (first.first, first.last, True)
    with pytest.raises(Refused, match="it is rejected"):
        await late.carry_out(ONE, c.Envelope("c2", "ann", c.Reject("not ours")))
