"""Today's code must be able to go on with every life that is under way: what was written down once is replayed and compared.

Where a test here fails, a change of the workflow would strand open obligations. Mend the change (``workflow.patched``), not the history.
"""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from temporalio.client import WorkflowHistory
from temporalio.worker import Replayer
from temporalio.worker.workflow_sandbox import SandboxedWorkflowRunner, SandboxRestrictions
from temporalio.workflow import NondeterminismError

from audit.replay import replay_histories
from engine.workers import PASSED_THROUGH
from tests.histories.broken import ReadsFirst, TwoTimers
from tests.histories.make import FOLDER, NAMES
from wire.codec import convert, encode
from wire.records import Append, StoredEvent
from workflows.obligation import ObligationWorkflow
from workflows.payloads import DATA_CONVERTER, json_of, read_life


@dataclass(frozen=True)
class Kept:
    """A checked-in life: its runs as the engine wrote them down, and its events as the ledger held them; of a series also the
    events of its occurrences."""

    obligation: str
    ledger: tuple[StoredEvent, ...]
    runs: tuple[WorkflowHistory, ...]
    born: dict[str, tuple[StoredEvent, ...]]


def kept(name: str, folder: Path = FOLDER) -> Kept:
    path = folder / f"{name}.json"
    if not path.exists():
        pytest.fail(
            f"{path} is missing: a history is never skipped. Check it out again, or make it: python -m tests.histories.make"
        )
    content = json.loads(path.read_text())
    runs = tuple(WorkflowHistory.from_json(content["obligation"], run) for run in content["runs"])
    born = convert(content.get("born", {}), dict[str, tuple[StoredEvent, ...]])
    return Kept(content["obligation"], convert(content["ledger"], tuple[StoredEvent, ...]), runs, born)


def replayer(life: type) -> Replayer:
    restrictions = SandboxRestrictions.default.with_passthrough_modules(*PASSED_THROUGH)
    runner = SandboxedWorkflowRunner(restrictions=restrictions)
    return Replayer(workflows=[life], data_converter=DATA_CONVERTER, workflow_runner=runner)


def test_no_history_is_left_out() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.json")) == sorted(NAMES)
    assert len(NAMES) >= 5


def test_a_missing_history_is_a_failure(tmp_path: Path) -> None:
    with pytest.raises(pytest.fail.Exception, match="never skipped"):
        kept("late_discharge", tmp_path)


@pytest.mark.parametrize("name", NAMES)
async def test_it_replays_in_the_strict_sandbox(name: str) -> None:
    for run in kept(name).runs:
        await replayer(ObligationWorkflow).replay_workflow(run)


@pytest.mark.parametrize("name", NAMES)
async def test_what_it_yields_is_what_the_ledger_holds(name: str) -> None:
    life = kept(name)
    found = await replay_histories(life.runs, life.ledger, life.obligation, life.born)
    assert found.findings == ()
    before = read_life(life.runs[0].events[0].workflow_execution_started_event_attributes.input.payloads[0]).obligation.seq
    assert found.compared >= len(life.ledger) - before - 1  # reopened between


def test_the_lives_are_what_their_names_say() -> None:
    kinds = {name: [event.kind for event in kept(name).ledger] for name in NAMES}
    assert kinds["late_discharge"].count("Reminded") == 6
    assert {"BecameOverdue", "OverdueNoticed", "Escalated", "ReviewReminded", "Discharged"} <= set(kinds["late_discharge"])
    assert kinds["session_moved"].count("DueDateChanged") == 3
    assert {"Declined", "Returned", "DueDateChanged"} <= set(kinds["refused_and_returned"])
    assert kinds["reopened"].count("Discharged") == 2
    assert {"FannedOut", "Delegated", "HandedBack", "Declined", "Withdrawn", "Snoozed", "SnoozeEnded", "Returned"} <= set(
        kinds["shared_by_a_quorum"]
    )
    assert kinds["shared_by_a_quorum"].count("Approved") == 3
    assert kinds["suspended"].count("Resumed") == 2
    assert {"ConsultationOverdue", "Answered", "MilestoneMissed"} <= set(kinds["suspended"])
    assert kinds["extended_and_superseded"].count("ExtensionAnswered") == 2
    assert {"UnitScheduled", "UnitCalled", "EvidenceAttached", "Linked", "Amended"} <= set(kinds["extended_and_superseded"])
    assert kinds["extended_and_superseded"][-1] == "Superseded"
    assert {"MilestoneReminded", "MilestoneMissed", "MilestoneReached", "MilestoneDropped"} <= set(kinds["milestones_moved"])
    first, second = kinds["redated_by_first_rules"], kinds["redated_by_hand"]
    assert (first.count("MilestoneSet"), second.count("MilestoneSet")) == (3, 15)
    assert ("AnswerPutOff" in first, "AnswerPutOff" in second) == (False, True)
    assert first.count("ReviewReminded") > second.count("ReviewReminded")
    assert [patches(kept(name).runs[0]) for name in ("redated_by_first_rules", "redated_by_hand")] == [0, 1]
    assert kinds["looked_at_every_half_year"].count("ReviewCalled") == 2
    assert kinds["comes_round"].count("OccurrenceOpened") == len(kept("comes_round").born) == 3
    assert kinds["comes_round"][-1] == "SeriesEnded"
    assert {"BecameOverdue", "Escalated", "Discharged"} <= set(kinds["one_occurrence"])
    runs = {name: len(kept(name).runs) for name in NAMES}
    assert runs["reopened"] == 2
    assert runs["continued_as_new"] >= 3
    carried = [run.events[0].workflow_execution_started_event_attributes.input.payloads[0] for run in kept("carried_large").runs]
    assert [payload.metadata["encoding"] for payload in carried] == [b"json/plain", b"json/zlib"]
    outcomes = {(event.kind, event.actor) for event in kept("behind_and_repeated").ledger}
    assert {("Assigned", "coordinator"), ("Accepted", "undp"), ("Reminded", "servanda")} <= outcomes
    answered = [answer for run in kept("behind_and_repeated").runs for answer in markers(run)]
    assert {"behind", "repeated", "recorded"} <= set(answered)
    assert any(event.HasField("workflow_execution_update_completed_event_attributes")
               and event.workflow_execution_update_completed_event_attributes.outcome.HasField("failure")
               for run in kept("refused_and_returned").runs for event in run.events)  # fmt: skip


def markers(run: WorkflowHistory) -> list[str]:
    """What the ledger answered to the run, as its history remembers it."""
    found = []
    for event in run.events:
        for payloads in event.marker_recorded_event_attributes.details.values():
            for payload in payloads.payloads:
                content = json.loads(json_of(payload))
                if isinstance(content, dict) and "outcome" in content:
                    found.append(content["outcome"])
    return found


def patches(run: WorkflowHistory) -> int:
    """How many marks the run has left of rules that changed."""
    return sum(event.marker_recorded_event_attributes.marker_name == "core_patch" for event in run.events)


async def test_today_it_would_be_seen_that_a_ledger_was_altered() -> None:
    life = kept("late_discharge")
    altered = [
        event if event.kind != "Reminded" else convert({**json.loads(encode(event)), "actor": "somebody"}, StoredEvent)
        for event in life.ledger
    ]
    found = await replay_histories(life.runs, altered, life.obligation)
    assert len(found.findings) == 6
    assert all("Reminded" in finding for finding in found.findings)


async def test_today_it_would_be_seen_that_an_occurrence_began_otherwise() -> None:
    life = kept("comes_round")
    first, second, third = life.born
    proposed, *rest = life.born[second]
    other = convert({**json.loads(encode(proposed)), "actor": "somebody"}, StoredEvent)
    found = await replay_histories(life.runs, life.ledger, life.obligation, {first: life.born[first], second: (other, *rest)})
    assert [finding.split(" with event")[0] for finding in found.findings[:2]] == [f"The workflow began {second}",
                                                                                f"The workflow began {third}"]  # fmt: skip
    assert found.findings[-1] == f"{third} was opened, and the ledger holds no events of it."


@pytest.mark.parametrize("broken", [TwoTimers, ReadsFirst])
@pytest.mark.parametrize("name", NAMES)
async def test_a_broken_workflow_fails_the_replay(broken: type, name: str) -> None:
    with pytest.raises(NondeterminismError):
        for run in kept(name).runs:
            await replayer(broken).replay_workflow(run)


def test_old_payloads_are_read_as_they_were_meant() -> None:
    """What stands in a history is read by today's types, and what they write is read back as the same."""
    for name in NAMES:
        for run in kept(name).runs:
            start = run.events[0].workflow_execution_started_event_attributes.input.payloads[0]
            life = read_life(start)
            assert life.obligation.id == kept(name).obligation
            assert DATA_CONVERTER.payload_converter.from_payloads(
                DATA_CONVERTER.payload_converter.to_payloads([life]), [type(life)]
            ) == [life]
    assert Append.__dataclass_fields__.keys() >= {"stream", "after_seq", "command_id", "events"}
