"""What a confirmed event does to an obligation whose workflow runs: evidence, milestones, new days; each once."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from audit.verify import verify_ledger
from config import Settings
from domain import commands as c
from domain.events import MilestoneReached
from domain.instrument import Due, SessionRef
from domain.milestones import CONSIDERATION, ISSUANCE, SUBMISSION
from engine.intake.steps import carry_out
from engine.intake.taking import Inbox
from schema.inbox import State
from tests.inbox.conftest import ISSUED, cloud, sent
from tests.stage import Stage, skipping, terms
from wire.records import unstore

ONE = "A/RES/71/244:36"
AT_72 = Due(
    "at its seventy-second session",
    date(2017, 9, 12),
    date(2018, 9, 17),
    session=SessionRef("General Assembly", 72),
    session_relation="within",
)
ANSWERS = ISSUED | {"responds_to": [ONE], "issued": "2016-12-20"}


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with skipping(tmp_path) as made:
        yield made


@pytest.fixture
async def awaited(stage: Stage) -> Stage:
    """A report that the General Assembly awaits at its seventy-second session."""
    asked = terms("36", AT_72, deliverable="report", recipients=("General Assembly",))
    await stage.alive(ONE, asked)
    return stage


async def confirmed(stage: Stage, box: Inbox, number: int) -> list[str]:
    """Confirm an entry and carry it out, three times; the kinds of event that followed from it."""
    before = len(stage.ledger.history(ONE))
    for _ in range(3):
        box.confirm(number, "ann", await stage.now())
        assert all(not done.refused for done in await carry_out(stage.engine, stage.obligations, number, await stage.now()))
    assert box.entry(number).state is State.DONE
    return [row.kind for row in stage.ledger.history(ONE)[before:]]


async def test_a_document_is_evidence_and_its_milestones_are_reached(awaited: Stage) -> None:
    box = Inbox(awaited.engine, Settings())
    box.take(sent(cloud("document.issued", ANSWERS, time="2016-12-20T15:00:00Z")), "folder:a.json", await awaited.now())
    assert await confirmed(awaited, box, 1) == ["EvidenceAttached", "MilestoneReached", "MilestoneReached"]
    state = await awaited.believed(ONE)
    assert state.evidence == ("https://undocs.org/A/72/297",)
    submission, issuance, _ = state.milestones
    assert (submission.reached_by, issuance.reached_by) == (True, False), "that it was submitted by then is all that is known"
    [said, _] = [unstore(row) for row in awaited.ledger.history(ONE) if row.kind == "MilestoneReached"]
    assert said.event == MilestoneReached(
        submission.number,
        "A/72/297 was issued on 20 December 2016, hence submitted by then; on which day is not known.",
        by_then=True,
    )
    assert {one.name: one.reached_at is not None for one in state.milestones} == {
        SUBMISSION: True,
        ISSUANCE: True,
        CONSIDERATION: False,
    }

    meeting = {
        "body": "General Assembly",
        "session": 72,
        "held": "2016-12-21",
        "documents": ["A/72/297"],
        "url": "https://undocs.org/A/72/PV.9",
    }
    box.take(sent(cloud("meeting.held", meeting, "2", time="2016-12-21T01:00:00Z")), "folder:b.json", await awaited.now())
    assert await confirmed(awaited, box, 2) == ["MilestoneReached", "EvidenceAttached"]
    state = await awaited.believed(ONE)
    assert all(one.reached_at for one in state.milestones)
    assert verify_ledger(awaited.engine).ok


async def test_a_meeting_without_a_milestone_is_progress_where_one_holds_it(stage: Stage) -> None:
    box = Inbox(stage.engine, Settings())
    await stage.alive(ONE, terms("36"))
    meeting = {"body": "Executive Board", "held": "2016-12-21", "responds_to": [ONE]}
    box.take(sent(cloud("meeting.held", meeting, "1")), "x", await stage.now())
    assert await confirmed(stage, box, 1) == ["Commented"]
    await stage.send(ONE, c.Assign("bob"))
    box.take(sent(cloud("meeting.held", meeting, "2")), "x", await stage.now())
    assert await confirmed(stage, box, 2) == ["ProgressReported"]


async def test_a_moved_session_moves_the_running_obligation(awaited: Stage) -> None:
    box = Inbox(awaited.engine, Settings(inbox_acts="org.servanda.session.moved from *"))
    moved = {
        "body": "UNGA",
        "session": 72,
        "opens": "2017-10-03",
        "closes": "2018-10-01",
        "source": "A/71/1",
        "known_since": "2016-12-20",
    }
    box.take(sent(cloud("session.moved", moved)), "folder:a.json", await awaited.now())
    assert box.entry(1).state is State.CONFIRMED  # policy lets it act
    for _ in range(3):
        await carry_out(awaited.engine, awaited.obligations, 1, await awaited.now())
    state = await awaited.believed(ONE)
    assert state.due
    assert (state.due.earliest, state.due.latest) == (date(2017, 10, 3), date(2018, 10, 1))
    [changed] = [row for row in awaited.ledger.history(ONE) if row.kind == "DueDateChanged"]
    assert changed.actor == "event:https://documents.example.org"
    assert box.entry(1).state is State.DONE


async def test_what_acts_by_itself_waits_for_the_engine_and_is_then_done(awaited: Stage) -> None:
    from engine.intake.watch import Watch

    box = Inbox(awaited.engine, Settings(inbox_acts="* from *"))
    box.take(sent(cloud("document.issued", ANSWERS)), "folder:a.json", await awaited.now())
    watch = Watch(Settings(data=Path("/nonexistent")), awaited.engine, awaited.obligations)
    await watch.look()
    await watch.look()
    assert box.entry(1).state is State.DONE
    assert awaited.kinds(ONE).count("EvidenceAttached") == 1
