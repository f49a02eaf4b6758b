"""A collective with thousands of members: laid on each at once, each reminded once, many of them at work at the same time."""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time
from pathlib import Path
from statistics import median

import pytest
import sqlalchemy as sa

from audit.engine_view import verify_engine
from audit.replay import replay
from audit.verify import verify_ledger
from domain import commands as c
from domain.events import Member
from domain.obligation import Status
from domain.time.clock import Clock
from domain.time.zones import at
from engine.errors import EngineDown
from schema.tables import notices
from tests import stage as stages
from tests.stage import Stage, eventually, terms

ONE = "A/RES/71/244:14"
DUE = date(2030, 6, 3)
RUNG = at(DUE - timedelta(days=30), clock_time(9), "America/New_York")
"""A reminder's instant."""

BLOB, MESSAGE = 2_000_000, 4_000_000
"""What Temporal takes in one payload and in one message at most."""


@dataclass
class Sender:
    """Sends for one member, again under the same id until it is answered."""

    stage: Stage
    number: int
    taken: list[float]
    again: int = 0

    async def work(self) -> None:
        desk, person = f"m{self.number}:desk", f"p{self.number}"
        await self._send("accept", person, c.Accept(), desk)
        await self._send("submit", person, c.Submit(f"the part of {desk}", evidence=(f"sha256:{self.number:064d}",)), desk)
        await self._send("approve", "coordinator", c.Approve(assignment=self.number))

    async def _send(self, step: str, by: str, command: c.Command, *hats: str) -> None:
        envelope = c.Envelope(f"{step} {self.number}", by, command, acting_as=hats)
        began = time.monotonic()
        while True:
            try:
                await self.stage.obligations.carry_out(ONE, envelope)
                self.taken.append(time.monotonic() - began)
                return
            except EngineDown:
                self.again += 1


@asynccontextmanager
async def reminded_soon(address: str, folder: Path, queue: str, lead: timedelta) -> AsyncIterator[Stage]:
    """A stage on which a reminder comes after ``lead``."""
    async with stages.real(address, folder, queue, Clock(RUNG - lead, datetime.now(UTC))) as stage:
        yield stage


async def fanned_out(stage: Stage, members: int, quorum: int | None) -> float:
    """The obligation, laid on so many; the seconds that laying it took."""
    await stage.propose(ONE, terms("14", DUE))
    await stage.confirm(ONE, quorum=quorum)
    given = tuple(Member(f"Member State number {number}", f"m{number}:desk") for number in range(1, members + 1))
    began = time.monotonic()
    await stage.send(ONE, c.FanOut("Member States", given))
    return time.monotonic() - began


def told(stage: Stage, kind: str) -> Counter[str]:
    """Who was told what of this kind, and how often."""
    with stage.engine.connect() as connection:
        rows = connection.execute(sa.select(notices.c.recipient).where(notices.c.obligation == ONE, notices.c.kind == kind))
        return Counter(row.recipient for row in rows)


def once_each(members: int) -> Counter[str]:
    return Counter(f"m{number}:desk" for number in range(1, members + 1))


async def sizes(stage: Stage) -> tuple[int, int, int]:
    """The largest payload and the largest event in the histories of all runs, and the longest history."""
    payload = event = longest = 0
    async for run in stage.client.list_workflows(f"WorkflowId = '{ONE}' AND TaskQueue = '{stage.queue}'"):
        history = await stage.client.get_workflow_handle(ONE, run_id=run.run_id).fetch_history()
        longest = max(longest, len(history.events))
        event = max(event, *(each.ByteSize() for each in history.events))
        for each in history.events:
            given = each.workflow_execution_started_event_attributes.input.payloads
            asked = each.workflow_execution_update_accepted_event_attributes.accepted_request.input.args.payloads
            marked = [p for kept in each.marker_recorded_event_attributes.details.values() for p in kept.payloads]
            payload = max([payload, *(p.ByteSize() for p in (*given, *asked, *marked))])
    return payload, event, longest


async def worked_through(stage: Stage, members: int, at_work: int, lead: timedelta) -> str:
    """Laid on ``members``, all reminded, ``at_work`` of them through with it, all at the same time. What was measured."""
    laid = await fanned_out(stage, members, quorum=at_work)
    assert told(stage, "assigned") == once_each(members)
    assert await stage.now() < RUNG, f"laying it on {members} took longer than {lead}: give it more"
    await eventually(lambda: "Reminded" in stage.kinds(ONE), "they are reminded", lead.total_seconds() + 60)
    assert told(stage, "reminder") == once_each(members)  # in the transaction of the reminder itself
    taken: list[float] = []
    senders = [Sender(stage, number, taken) for number in range(1, at_work + 1)]
    began = time.monotonic()
    await asyncio.gather(*(sender.work() for sender in senders))
    span = time.monotonic() - began

    recorded = stage.recorded(ONE)
    assert (recorded.status, recorded.done, len(recorded.live)) == (Status.DISCHARGED, at_work, members - at_work)
    assert told(stage, "discharged") == once_each(members) + Counter(["@coordinator"])
    kinds = Counter(stage.kinds(ONE))
    assert [kinds[kind] for kind in ("Accepted", "Submitted", "Approved", "Discharged")] == [at_work, at_work, at_work, 1]
    await stage.handle(ONE).result()
    assert await stage.believed(ONE) == recorded
    largest, event, longest = await sizes(stage)
    assert largest < BLOB
    assert event < MESSAGE
    assert longest < 10_000
    found = await replay(stage.client, stage.ledger, ONE)
    assert found.findings == ()
    assert verify_ledger(stage.engine).findings == ()
    return (
        f"{members} members: laid on them in {laid:.1f} s; {len(taken)} commands of {at_work} at once in {span:.1f} s "
        f"(median {median(taken):.2f} s, slowest {max(taken):.2f} s), {sum(each.again for each in senders)} sent again; "
        f"{found.runs} runs, the longest of {longest} events; largest payload {largest:,} bytes, largest event {event:,} bytes"
    )


@pytest.mark.timeout(240)
async def test_three_hundred_members_forty_of_them_at_once(server: str, tmp_path: Path) -> None:
    """On a server that suggests a new run after 50 events: it is carried on with the state of all of them, again and again."""
    lead = timedelta(seconds=12)
    async with reminded_soon(server, tmp_path, "three hundred", lead) as stage:
        print(await worked_through(stage, 300, 40, lead))


@pytest.fixture
def as_it_runs(tmp_path: Path) -> Iterator[str]:
    """The server with the limits that it has in production."""
    with stages.server(tmp_path) as address:
        yield address


@pytest.mark.soak
@pytest.mark.timeout(1800)
async def test_five_thousand_members_four_hundred_of_them_at_once(as_it_runs: str, tmp_path: Path) -> None:
    lead = timedelta(seconds=60)
    async with reminded_soon(as_it_runs, tmp_path, "five thousand", lead) as stage:
        print(await worked_through(stage, 5000, 400, lead))
        assert await verify_engine(stage.client, stage.engine, stage.queue) == []


async def test_it_is_discharged_when_all_are_through(real_stage: Stage) -> None:
    await fanned_out(real_stage, 12, quorum=None)
    for number in range(1, 12):
        await Sender(real_stage, number, []).work()
        assert real_stage.recorded(ONE).is_open
    await Sender(real_stage, 12, []).work()
    assert real_stage.recorded(ONE).status is Status.DISCHARGED
