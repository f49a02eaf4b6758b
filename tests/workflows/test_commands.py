"""Commands as updates: answered once recorded, refused before they enter the history, one at a time, and never done twice."""

import asyncio
from datetime import UTC, date, datetime

import pytest
from temporalio.api.enums.v1 import EventType
from temporalio.client import WorkflowUpdateFailedError
from temporalio.exceptions import ApplicationError

from audit.verify import verify_ledger
from domain import commands as c
from domain.errors import Refused
from domain.obligation import Status
from engine.obligations import decided
from tests.stage import Stage, eventually, terms
from wire.codec import convert, plain
from workflows import contracts as m
from workflows.obligation import KEPT_ANSWERS

ONE = "A/RES/71/244:14"
ACCEPTED = EventType.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED


def refusal(error: WorkflowUpdateFailedError) -> m.Refusal:
    assert isinstance(error.cause, ApplicationError)
    assert error.cause.type == m.REFUSED
    return convert(plain(error.cause.details[0]), m.Refusal)


async def record_behind_its_back(stage: Stage, command: c.Command, command_id: str, by: str = "coordinator") -> None:
    """Write what a run would have written that died before it could remember it."""
    state = stage.recorded(ONE)
    stage.ledger.append(decided(state, c.Envelope(command_id, by, command), await stage.now(), ONE))


async def test_acknowledged_means_recorded(stage: Stage) -> None:
    await stage.alive(ONE)
    answer = await stage.update(ONE, c.Envelope("c1", "coordinator", c.Assign("undp")))
    assert answer == m.Answer("c1", Status.ASSIGNED, seq=4, first=4, last=4)
    [row] = stage.ledger.find_command(ONE, "c1")
    assert (row.seq, row.kind, row.actor) == (4, "Assigned", "coordinator")
    assert await stage.believed(ONE) == stage.recorded(ONE)


async def test_a_repeated_command_is_answered_as_the_first_time(stage: Stage) -> None:
    await stage.alive(ONE)
    envelope = c.Envelope("c1", "coordinator", c.Assign("undp"))
    first = await stage.update(ONE, envelope, "first")
    await stage.update(ONE, c.Envelope("c2", "undp", c.Accept()))
    length = await stage.in_history(ONE, ACCEPTED)
    assert await stage.update(ONE, envelope, "second") == first  # though assigning is not what its state would allow now
    assert stage.kinds(ONE).count("Assigned") == 1
    # Whatever else the sender says under that id, the command was carried out and is not carried out again.
    assert await stage.update(ONE, c.Envelope("c1", "coordinator", c.Assign("fao")), "third") == first
    assert stage.recorded(ONE).assignee == "undp"
    assert await stage.in_history(ONE, ACCEPTED) > length


async def test_one_update_id_is_one_update(stage: Stage) -> None:
    """A client that lost its connection sends the same update: the server itself answers it."""
    await stage.alive(ONE)
    envelope = c.Envelope("c1", "coordinator", c.Assign("undp"))
    first = await stage.update(ONE, envelope, "c1")
    length = await stage.in_history(ONE, ACCEPTED)
    assert await stage.update(ONE, envelope, "c1") == first
    assert await stage.in_history(ONE, ACCEPTED) == length


async def test_an_illegal_step_is_refused_with_the_legal_ones_and_leaves_no_trace(stage: Stage) -> None:
    await stage.alive(ONE)
    length, events = await stage.in_history(ONE, ACCEPTED), stage.kinds(ONE)
    with pytest.raises(WorkflowUpdateFailedError) as caught:
        await stage.update(ONE, c.Envelope("c1", "coordinator", c.Approve()))
    told = refusal(caught.value)
    assert told.legal == ("assign", "change-due", "waive", "comment")
    assert told.seq == 3
    assert told.message == f"Cannot approve {ONE}: it is unassigned. Legal now: assign, change-due, waive, comment."
    assert await stage.in_history(ONE, ACCEPTED) == length
    assert stage.kinds(ONE) == events


@pytest.mark.parametrize(
    ("kind", "body"),
    [("Abolish", {}), ("Assign", {}), ("Assign", {"assignee": 7}), ("ChangeDueDate", {"due": "soon", "reason": "x"})],
)
async def test_what_is_no_command_is_refused_before_it_enters_the_history(
    stage: Stage, kind: str, body: dict[str, object]
) -> None:
    await stage.alive(ONE)
    length = await stage.in_history(ONE, ACCEPTED)
    with pytest.raises(WorkflowUpdateFailedError) as caught:
        await stage.handle(ONE).execute_update(m.COMMAND, m.CommandMessage("c1", "ann", kind, body), result_type=m.Answer)
    assert refusal(caught.value).seq == 3
    assert await stage.in_history(ONE, ACCEPTED) == length
    assert (await stage.update(ONE, c.Envelope("c1", "ann", c.Comment("well then")))).first == 4


async def test_nobody_approves_their_own_submission(stage: Stage) -> None:
    await stage.alive(ONE)
    await stage.send(ONE, c.Assign("undp"))
    await stage.send(ONE, c.Submit(), "undp")
    length = await stage.in_history(ONE, ACCEPTED)
    with pytest.raises(Refused, match="undp submitted this and cannot approve it"):
        await stage.send(ONE, c.Approve(), "undp")
    assert await stage.in_history(ONE, ACCEPTED) == length
    assert (await stage.send(ONE, c.Approve(), "coordinator")).status == Status.DISCHARGED


async def test_concurrent_commands_take_their_turns(stage: Stage) -> None:
    await stage.alive(ONE)
    sent = [c.Envelope(f"c{number}", f"member{number}", c.Comment(f"remark {number}")) for number in range(20)]
    answers = await asyncio.gather(*(stage.update(ONE, envelope) for envelope in sent))
    assert sorted(answer.first or 0 for answer in answers) == list(range(4, 24))
    for envelope, answer in zip(sent, answers, strict=True):
        [row] = stage.ledger.find_command(ONE, envelope.command_id)
        assert (row.seq, row.seq) == (answer.first, answer.last)
    assert verify_ledger(stage.engine).findings == ()


async def test_of_two_who_would_do_the_same_the_second_is_refused(stage: Stage) -> None:
    """Both pass the door on the same state; the one that comes second is judged again when its turn has come."""
    await stage.alive(ONE)
    await stage.send(ONE, c.Assign("undp"))
    await stage.send(ONE, c.Submit(), "undp")
    sent = [c.Envelope(f"c{number}", f"member{number}", c.Approve()) for number in range(6)]
    answers = await asyncio.gather(*(stage.update(ONE, envelope) for envelope in sent), return_exceptions=True)
    done = [answer for answer in answers if isinstance(answer, m.Answer)]
    assert len(done) == 1
    assert all(isinstance(answer, (m.Answer, WorkflowUpdateFailedError)) or "completed" in str(answer) for answer in answers)
    assert stage.kinds(ONE).count("Approved") == stage.kinds(ONE).count("Discharged") == 1
    await stage.handle(ONE).result()


async def test_a_run_that_is_behind_the_ledger_catches_up_before_it_decides(stage: Stage) -> None:
    """BEHIND: others wrote to the stream. What they wrote is folded, and the command is judged on that."""
    await stage.alive(ONE)
    await record_behind_its_back(stage, c.Assign("undp"), "other")
    await record_behind_its_back(stage, c.Accept(), "other2", "undp")
    assert (await stage.believed(ONE)).seq == 3
    answer = await stage.update(ONE, c.Envelope("c1", "ann", c.Comment("and I")))
    assert (answer.first, answer.status) == (6, Status.ACCEPTED)
    assert await stage.believed(ONE) == stage.recorded(ONE)
    assert stage.kinds(ONE)[3:] == ["Assigned", "Accepted", "Commented"]


async def test_what_is_no_longer_legal_on_the_caught_up_state_is_refused(stage: Stage) -> None:
    await stage.alive(ONE)
    await record_behind_its_back(stage, c.Assign("undp"), "other")
    with pytest.raises(WorkflowUpdateFailedError) as caught:
        await stage.update(ONE, c.Envelope("c1", "coordinator", c.Assign("undp")))
    assert refusal(caught.value).seq == 4
    assert "assigned to undp already" in refusal(caught.value).message
    assert stage.kinds(ONE)[3:] == ["Assigned"]
    assert await stage.believed(ONE) == stage.recorded(ONE)


async def test_a_command_recorded_before_its_run_could_remember_it_is_not_recorded_again(stage: Stage) -> None:
    """REPEATED: the worker died after the commit; the update comes again."""
    await stage.alive(ONE)
    await record_behind_its_back(stage, c.Assign("undp"), "c1")
    answer = await stage.update(ONE, c.Envelope("c1", "coordinator", c.Assign("undp")))
    assert answer == m.Answer("c1", Status.ASSIGNED, seq=4, first=4, last=4, repeated=True)
    assert stage.kinds(ONE)[3:] == ["Assigned"]
    assert await stage.believed(ONE) == stage.recorded(ONE)


async def test_a_reminder_recorded_before_its_run_could_remember_it_is_not_recorded_again(stage: Stage) -> None:
    await stage.alive(ONE)
    first = datetime(2017, 3, 2, 14, tzinfo=UTC)
    state = stage.recorded(ONE)
    stage.ledger.append(decided(state, c.Envelope("tick:3", "servanda", c.Tick()), first, ONE))
    await stage.until(datetime(2017, 5, 2, tzinfo=UTC))
    assert stage.told(ONE, "Reminded") == [("2017-03-02 14:00", "Reminded"), ("2017-05-01 13:00", "Reminded")]
    assert await stage.believed(ONE) == stage.recorded(ONE)


async def test_catching_up_when_told_to(stage: Stage) -> None:
    """Events written while it slept, the alarm among them, and the end of it."""
    await stage.alive(ONE)
    await record_behind_its_back(stage, c.Assign("undp"), "other")
    answer = await stage.handle(ONE).execute_update(m.CATCH_UP, result_type=m.Answer)
    assert answer == m.Answer("", Status.ASSIGNED, seq=4)
    assert await stage.believed(ONE) == stage.recorded(ONE)
    await record_behind_its_back(stage, c.Waive("the mandate has ended"), "other2")
    await stage.handle(ONE).execute_update(m.CATCH_UP)
    await stage.handle(ONE).result()
    assert stage.kinds(ONE)[3:] == ["Assigned", "Waived"]


async def test_answers_that_a_run_has_forgotten_stand_in_the_ledger(stage: Stage) -> None:
    await stage.alive(ONE)
    first = await stage.send(ONE, c.Comment("the first"), command_id="the first")
    for number in range(KEPT_ANSWERS + 3):
        await stage.update(ONE, c.Envelope(f"c{number}", "ann", c.Comment("more")))
    again = await stage.send(ONE, c.Comment("the first"), command_id="the first")
    assert (again.first, again.last, again.repeated) == (first.first, first.last, True)
    straight = await stage.update(ONE, c.Envelope("the first", "coordinator", c.Comment("the first")), "another")
    assert (straight.first, straight.last, straight.repeated) == (first.first, first.last, True)
    assert stage.kinds(ONE).count("Commented") == KEPT_ANSWERS + 4


async def test_what_the_ledger_cannot_hold_is_refused_and_holds_nobody_up(stage: Stage) -> None:
    """A NUL cannot be stored in a name. The obligation must not wait for ever on such a command."""
    await stage.alive(ONE)
    with pytest.raises(Refused, match="NUL"):
        await asyncio.wait_for(stage.send(ONE, c.Comment("hello"), by="an\0n"), 20)
    assert (await asyncio.wait_for(stage.send(ONE, c.Comment("hello")), 20)).first == 4
    await stage.until(datetime(2017, 3, 3, tzinfo=UTC))
    assert stage.kinds(ONE)[4:] == ["Reminded"]


async def test_a_due_day_beyond_the_calendar_is_refused(stage: Stage) -> None:
    await stage.alive(ONE)
    with pytest.raises(Refused, match="beyond what a calendar can hold"):
        await asyncio.wait_for(stage.send(ONE, c.ChangeDueDate(date.max, "some day")), 20)
    assert stage.kinds(ONE)[3:] == []


async def test_a_command_that_comes_while_time_itself_speaks_is_not_lost(stage: Stage) -> None:
    await stage.alive(ONE)
    await stage.until(datetime(2017, 3, 2, 13, 59, 59, tzinfo=UTC))
    answers = await asyncio.gather(
        *(stage.update(ONE, c.Envelope(f"c{number}", "ann", c.Comment("now"))) for number in range(5)), stage.sleep(seconds=2)
    )
    assert len(answers) == 6
    assert sorted(stage.kinds(ONE)[3:]) == ["Commented"] * 5 + ["Reminded"]
    assert verify_ledger(stage.engine).findings == ()


async def test_reopened_after_discharge_a_new_run_begins(stage: Stage) -> None:
    await stage.alive(ONE)
    await stage.send(ONE, c.Assign("undp"))
    await stage.send(ONE, c.Submit(), "undp")
    await stage.send(ONE, c.Approve())
    first = (await stage.handle(ONE).describe()).run_id
    answer = await stage.send(ONE, c.Reopen("one annex was never sent"))
    assert (answer.status, stage.kinds(ONE)[-1]) == (Status.ASSIGNED, "Reopened")
    await eventually(lambda: _started(stage), "its second run was started")
    second = (await stage.handle(ONE).describe()).run_id
    assert second != first
    assert await stage.believed(ONE) == stage.recorded(ONE)
    await stage.until(datetime(2017, 3, 3, tzinfo=UTC))
    assert stage.told(ONE, "Reminded") == [("2017-03-02 14:00", "Reminded")]
    await stage.send(ONE, c.Submit("with the annex"), "undp")
    await stage.send(ONE, c.Approve())
    await stage.handle(ONE).result()
    assert stage.kinds(ONE).count("Discharged") == 2
    assert verify_ledger(stage.engine).findings == ()


async def _started(stage: Stage) -> bool:
    return await stage.starter.start_pending() == 1


async def test_reopened_while_its_first_run_is_closing(stage: Stage) -> None:
    """The run that discharged it and the start that reopening asks for may meet: whichever it is, one run is alive afterwards."""
    for number in range(5):
        one = await stage.alive(f"A/RES/71/244:{number}", terms(str(number)))
        await stage.send(one, c.Waive("by mistake"))
        await stage.send(one, c.Reopen("it was a mistake"))
        await eventually(lambda: _started(stage), "it was woken or started")
        assert await stage.believed(one) == stage.recorded(one)
        assert (await stage.send(one, c.Assign("undp"))).status == Status.ASSIGNED
