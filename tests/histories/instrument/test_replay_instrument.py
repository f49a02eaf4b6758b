"""Today's code goes on with the instruments' workflows that are under way. Where this fails, mend the change, not the history."""

import json

import pytest
from temporalio.client import WorkflowHistory
from temporalio.workflow import NondeterminismError

from tests.histories.instrument.broken import LooksTwice
from tests.histories.instrument.make import FOLDER, SYMBOL
from tests.histories.test_replay import replayer
from workflows import instrument_messages as im
from workflows.instrument import InstrumentWorkflow


def runs() -> list[WorkflowHistory]:
    told = json.loads((FOLDER / "followed.json").read_text())
    return [WorkflowHistory.from_json(im.workflow_id(SYMBOL), run) for run in told]


async def test_it_replays_in_the_strict_sandbox() -> None:
    kept = runs()
    assert len(kept) == 3
    for run in kept:
        await replayer(InstrumentWorkflow).replay_workflow(run)


async def test_a_broken_workflow_fails_the_replay() -> None:
    with pytest.raises(NondeterminismError):
        await replayer(LooksTwice).replay_workflow(runs()[0])
