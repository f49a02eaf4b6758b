"""Replays a workflow's history with today's code, and holds every event it yields against the ledger, byte for byte.

So it does with the obligations that a series brings into being: their first events are the series' step as well.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from temporalio.client import Client, WorkflowHistory
from temporalio.worker import (
    Interceptor,
    Replayer,
    StartLocalActivityInput,
    UnsandboxedWorkflowRunner,
    WorkflowInboundInterceptor,
    WorkflowInterceptorClassInput,
    WorkflowOutboundInterceptor,
)
from temporalio.workflow import ActivityHandle

from domain.events import OccurrenceOpened
from domain.folding import fold
from schema.ledger import Ledger
from wire.records import Append, Appended, Outcome, StoredEvent, unstore
from workflows.contracts import APPEND, READ_SINCE, Life, Since
from workflows.obligation import ObligationWorkflow
from workflows.payloads import DATA_CONVERTER, read_life

DECIDED_OUTSIDE = frozenset(
    {"Proposed", "Confirmed", "Rejected", "Activated", "Reopened", "Commented", "DueDateChanged", "Linked", "Reconsidered"}
    | {"MilestoneSet"}
)
"""Kinds of events that may come about while no workflow is alive: before the first run, and after a closing one."""


class NothingToReplay(LookupError):
    """Temporal keeps no history of this obligation: it was never confirmed, or its retention is over."""


@dataclass(frozen=True, slots=True)
class Replayed:
    """What replaying found. ``runs`` and ``history_events`` count what Temporal kept, ``compared`` the ledger events held against it."""

    obligation: str
    runs: int
    history_events: int
    compared: int
    findings: tuple[str, ...]

    @property
    def ok(self) -> bool:
        return not self.findings


@dataclass(slots=True)
class _Yield:
    """What the workflow asked of the ledger while it was replayed, each with the answer in its history."""

    asked: list[tuple[Append, Appended]] = field(default_factory=list)
    read: list[Since] = field(default_factory=list)

    def note(self, asked: StartLocalActivityInput, answer: "asyncio.Task[Any]") -> None:
        if answer.cancelled() or answer.exception():  # the ledger would not take it: nothing came of it
            return
        if asked.activity == APPEND:
            self.asked.append((asked.args[0], answer.result()))
        elif asked.activity == READ_SINCE:
            self.read.append(answer.result())


async def replay(client: Client, ledger: Ledger, obligation: str) -> Replayed:
    """Replay every run of ``obligation``'s workflow that Temporal still keeps. Raises :class:`NothingToReplay`."""
    histories = await _histories(client, obligation)
    recorded = await asyncio.to_thread(ledger.history, obligation)
    born = {opened.id: await asyncio.to_thread(ledger.history, opened.id) for opened in _opened(recorded)}
    return await replay_histories(histories, recorded, obligation, born)


async def replay_histories(
    histories: Sequence[WorkflowHistory],
    recorded: Sequence[StoredEvent],
    obligation: str,
    born: Mapping[str, Sequence[StoredEvent]] | None = None,
) -> Replayed:
    """As :func:`replay`, of ``histories`` (a run each, the first first) and the events that are ``recorded`` of their obligation.

    ``born`` are the events of its occurrences, where it is a series.
    """
    born = born or {}
    held = {event.seq: event for event in recorded}
    findings: list[str] = []
    compared: set[int] = set()
    for history in histories:
        findings += _beginning(history, held, obligation)
        yielded = _Yield()
        replayer = _replayer(yielded)
        result = await replayer.replay_workflow(history, raise_on_replay_failure=False)
        if result.replay_failure:
            findings.append(f"Run {history.run_id}: today's code departs from the history: {result.replay_failure}")
        for asked, answer in yielded.asked:
            findings += _compare(asked, answer, held, compared)
            if answer.outcome is Outcome.RECORDED:
                findings += [each for begun in asked.spawned for each in _begun(begun, born.get(begun.stream, ()))]
        for read in yielded.read:
            findings += _same("learned", read.events, held, compared)
    before = min((_started_with(history).obligation.seq for history in histories), default=0)
    unexplained = [
        each for seq, each in held.items() if seq not in compared and seq > before and each.kind not in DECIDED_OUTSIDE
    ]
    findings += [f"The ledger's event {event.seq} ({event.kind}) was yielded by no run that is kept." for event in unexplained]
    findings += [
        f"{each.id} was opened, and the ledger holds no events of it." for each in _opened(recorded) if not born.get(each.id)
    ]
    return Replayed(obligation, len(histories), sum(len(h.events) for h in histories), len(compared), tuple(findings))


async def _histories(client: Client, obligation: str) -> list[WorkflowHistory]:
    runs = [run async for run in client.list_workflows(f'WorkflowId = "{obligation}"')]
    if not runs:
        raise NothingToReplay(
            f"Temporal keeps no history of {obligation}: it has not been confirmed, or its history is past retention. "
            "The ledger still tells its whole life: `servanda history`."
        )
    runs.sort(key=lambda run: run.start_time)
    return [await client.get_workflow_handle(obligation, run_id=run.run_id).fetch_history() for run in runs]


def _beginning(history: WorkflowHistory, held: dict[int, StoredEvent], obligation: str) -> list[str]:
    """The state that a run was started with must be the fold of the ledger up to there."""
    life = _started_with(history)
    known = [unstore(held[seq]) for seq in sorted(held) if seq <= life.obligation.seq]
    if len(known) == life.obligation.seq and fold(obligation, known) == life.obligation:
        return []
    return [
        f"Run {history.run_id} was started with a state that is not the fold of the ledger's first {life.obligation.seq} events."
    ]


def _started_with(history: WorkflowHistory) -> Life:
    return read_life(history.events[0].workflow_execution_started_event_attributes.input.payloads[0])


def _compare(asked: Append, answer: Appended, held: dict[int, StoredEvent], compared: set[int]) -> list[str]:
    # What it learned instead was recorded by an attempt that died before it could say so. An attempt's instants are its own.
    if answer.outcome is Outcome.REPEATED:
        compared.update(range(answer.first or 1, (answer.last or 0) + 1))
    if answer.outcome is not Outcome.RECORDED:
        return _same("learned", answer.since, held, compared)
    return _same("yielded", asked.events, held, compared)


def _opened(recorded: Sequence[StoredEvent]) -> list[OccurrenceOpened]:
    """The occurrences that a series has opened."""
    events = (unstore(row).event for row in recorded if row.kind == OccurrenceOpened.__name__)
    return [event for event in events if isinstance(event, OccurrenceOpened)]


def _begun(asked: Append, held: Sequence[StoredEvent]) -> list[str]:
    """What the workflow brought into being must be how that other stream begins."""
    findings = []
    for place, event in enumerate(asked.events):
        found = held[place] if place < len(held) else None
        if found != event:
            findings.append(f"The workflow began {asked.stream} with event {event.seq} ({event.kind}); the ledger holds {found}.")
    return findings


def _same(how: str, events: Sequence[StoredEvent], held: dict[int, StoredEvent], compared: set[int]) -> list[str]:
    findings = []
    for event in events:
        compared.add(event.seq)
        if held.get(event.seq) != event:
            findings.append(f"The workflow {how} event {event.seq} ({event.kind}); the ledger holds {held.get(event.seq)}.")
    return findings


def _replayer(yielded: _Yield) -> Replayer:
    return Replayer(
        workflows=[ObligationWorkflow],
        data_converter=DATA_CONVERTER,
        workflow_runner=UnsandboxedWorkflowRunner(),  # so that what is yielded can be handed out
        interceptors=[_Listener(yielded)],
    )


class _Listener(Interceptor):
    def __init__(self, yielded: _Yield) -> None:
        self._yielded = yielded

    def workflow_interceptor_class(self, input: WorkflowInterceptorClassInput) -> type[WorkflowInboundInterceptor]:
        yielded = self._yielded

        class Outbound(WorkflowOutboundInterceptor):
            def start_local_activity(self, input: StartLocalActivityInput) -> ActivityHandle[Any]:
                handle = super().start_local_activity(input)
                handle.add_done_callback(lambda task: yielded.note(input, task))
                return handle

        class Inbound(WorkflowInboundInterceptor):
            def init(self, outbound: WorkflowOutboundInterceptor) -> None:
                super().init(Outbound(outbound))

        return Inbound
