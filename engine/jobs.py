"""One step for many obligations: tried out first, written down, then taken, each whole or not at all, and gone on with after a break.

Open obligations are decided by their workflows, some at a time; the others here, many in one commit. Each step's command id is the
job's and the obligation's, so what is in the ledger is never done a second time, whatever was noted of it before the break.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from domain.commands import Assign, ChangeDueDate, Command, Confirm, Envelope, Waive
from domain.errors import DomainError, Refused
from domain.obligation import Obligation
from domain.time.sessions import SessionCalendar
from domain.transition import step
from engine.bulk import Outcome, decide_many
from engine.errors import EngineDown, NotFound
from engine.obligations import Obligations
from engine.sessions import with_todays_days
from schema import jobs
from schema.jobs import ItemOutcome, Job, JobItem
from schema.ledger import Ledger
from wire.codec import command_kind, decode_command, plain
from wire.records import Outcome as ledger_says

PIECE = 256
"""Obligations whose outcome is noted at once."""

AT_ONCE = 32
"""Workflows asked at the same time."""

Make = Callable[[Obligation], Command]
Send = Callable[[Command, str, Obligation], Envelope]
"""How a command becomes an envelope: the command, its id, and the obligation it is for (whose zone says when a day begins)."""

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Trial:
    """What a step would do to one obligation, or why it is refused."""

    obligation: str
    before: str = ""
    after: str = ""
    due_before: date | None = None
    due_after: date | None = None
    command: Command | None = None
    error: Exception | None = None


def extension(by: timedelta, reason: str) -> Make:
    """A due day that is later by so many days than each obligation's own. Raises :class:`Refused` where it has none."""

    def make(state: Obligation) -> Command:
        if state.deadline is None:
            raise Refused(f"{state.id} has no due day that could be extended. Give it one: servanda bulk extend --to DATE.")
        return ChangeDueDate(state.deadline + by, reason)

    return make


def confirmation(note: str, past_due: bool, calendar: SessionCalendar, today: date) -> Make:
    """A confirmation as read, with the days that ``calendar`` has ``today`` for what is bound to a session."""
    return lambda state: with_todays_days(Confirm(accept_past_due=past_due, note=note), state, calendar, today)


def assignment(assignee: str, note: str) -> Make:
    return lambda state: Assign(assignee, note)


def new_due(due: date, reason: str) -> Make:
    return lambda state: ChangeDueDate(due, reason)


def waiver(reason: str) -> Make:
    return lambda state: Waive(reason)


def try_out(ledger: Ledger, ids: Sequence[str], make: Make, send: Send, now: datetime) -> list[Trial]:
    """What the step that ``make`` gives would do to each of ``ids`` at ``now``, with nothing recorded."""
    found: list[Trial] = []
    for start in range(0, len(ids), PIECE):
        some = ids[start : start + PIECE]
        states = ledger.states(some)
        found += [_trial(one, states.get(one), make, send, now) for one in some]
    return found


def _trial(one: str, state: Obligation | None, make: Make, send: Send, now: datetime) -> Trial:
    if state is None:
        return Trial(one, error=NotFound(f"There is no obligation {one}."))
    stands = Trial(one, before=state.status.value, due_before=state.deadline)
    try:
        command = make(state)
        after = step(state, send(command, "dry run", state), now, one).after
    except (DomainError, ValueError) as error:
        return replace(stands, error=error)
    assert after is not None
    return replace(stands, after=after.status.value, due_after=after.deadline, command=command)


def written(job: str, verb: str, actor: str, on: str, asked_at: datetime, trials: Sequence[Trial]) -> Job:
    """The job in which the steps of ``trials`` are taken. What was refused in trying stands in it as refused."""
    items = []
    for number, each in enumerate(trials, start=1):
        if each.command is None:
            items.append(JobItem(number, each.obligation, "", {}, ItemOutcome.REFUSED, each.before, str(each.error)))
        else:
            items.append(JobItem(number, each.obligation, command_kind(each.command), plain(each.command)))
    return Job(job, verb, actor, on, asked_at, tuple(items))


async def carry_out(
    job: Job,
    ledger: Ledger,
    obligations: Obligations,
    send: Send,
    now: Callable[[], datetime],
    *,
    at_once: int = AT_ONCE,
    progress: Progress | None = None,
) -> Job:
    """Take every step of ``job`` that is not in the ledger yet, and answer the job as it stands then.

    Raises :class:`EngineDown` where the engine does not take the steps: what is done is noted, and the job can be gone on with.
    """
    open_items = [item for item in job.items if item.kind and item.outcome is not ItemOutcome.DONE]
    done = len(job.items) - len(open_items)
    for start in range(0, len(open_items), PIECE):
        some = open_items[start : start + PIECE]
        taken, away = await _piece(job, some, ledger, obligations, send, now(), at_once)
        await asyncio.to_thread(jobs.note, ledger.engine, job.id, taken)
        done += len(some)
        if progress:
            progress("Steps", done, len(job.items))
        if away:
            raise EngineDown(f"{away} What was done is noted: go on with servanda bulk resume {job.id}")
    again = await asyncio.to_thread(jobs.get, ledger.engine, job.id)
    assert again is not None  # it has just been written to
    return again


async def _piece(
    job: Job, some: Sequence[JobItem], ledger: Ledger, obligations: Obligations, send: Send, now: datetime, at_once: int
) -> tuple[list[JobItem], EngineDown | None]:
    """What came of ``some``, and the engine's excuse if it did not take its part."""
    ids = [item.obligation for item in some]
    before = await asyncio.to_thread(jobs.recorded, ledger.engine, job, ids)
    states = await asyncio.to_thread(ledger.states, ids)
    taken = [_done(item, states[item.obligation].status.value, "done before") for item in some if item.obligation in before]
    left = [item for item in some if item.obligation not in before]
    envelopes = {
        item.number: send(decode_command(item.kind, item.command), job.command_id(item.obligation), states[item.obligation])
        for item in left
    }
    closed = [item for item in left if not states[item.obligation].is_open]
    taken += await asyncio.to_thread(_here, ledger, closed, envelopes, now)
    found = await _by_workflows(obligations, [item for item in left if states[item.obligation].is_open], envelopes, at_once)
    away = next((error for _, error in found if error), None)
    return taken + [item for item, error in found if not error], away


def _here(ledger: Ledger, items: Sequence[JobItem], envelopes: Mapping[int, Envelope], now: datetime) -> list[JobItem]:
    """Decided straight against the ledger, many in one commit."""
    answers = decide_many(ledger, [(item.obligation, envelopes[item.number]) for item in items], now)
    states = ledger.states([item.obligation for item in items])
    return [_answered(item, answer, states[item.obligation]) for item, answer in zip(items, answers, strict=True)]


def _answered(item: JobItem, answer: Outcome | None, state: Obligation) -> JobItem:
    if isinstance(answer, Exception):
        return _failed(item, answer)
    if answer is None or answer.outcome is ledger_says.BEHIND:
        return replace(item, message="somebody else was faster; it is decided again when the job is gone on with")
    return _done(item, state.status.value)


async def _by_workflows(
    obligations: Obligations, items: Sequence[JobItem], envelopes: Mapping[int, Envelope], at_once: int
) -> list[tuple[JobItem, EngineDown | None]]:
    gate, away = asyncio.Semaphore(at_once), asyncio.Event()

    async def one(item: JobItem) -> tuple[JobItem, EngineDown | None]:
        async with gate:
            if away.is_set():  # nobody waits in vain after somebody did
                return item, EngineDown("The engine takes no more steps.")
            try:
                answer = await obligations.carry_out(item.obligation, envelopes[item.number])
            except EngineDown as error:
                away.set()
                return item, error
            except Exception as error:
                return _failed(item, error), None
        return _done(item, answer.status, "done before" if answer.repeated else ""), None

    return await asyncio.gather(*(one(item) for item in items))


def _done(item: JobItem, status: str, message: str = "") -> JobItem:
    return replace(item, outcome=ItemOutcome.DONE, status=status, message=message)


def _failed(item: JobItem, error: Exception) -> JobItem:
    outcome = ItemOutcome.REFUSED if isinstance(error, Refused) else ItemOutcome.FAILED
    return replace(item, outcome=outcome, message=str(error))
