"""One way to put a command to an obligation, whoever decides it.

While a workflow keeps the obligation alive, the workflow decides. Before that (a proposal) and after it (discharged, waived,
rejected) nobody is awake, and the kernel decides here, straight against the ledger. The ledger's sequence number keeps the two from
ever writing past each other.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any
from weakref import WeakValueDictionary

from temporalio.client import Client, WorkflowHandle, WorkflowUpdateFailedError, WorkflowUpdateRPCTimeoutOrCancelledError
from temporalio.exceptions import ApplicationError
from temporalio.service import RPCError, RPCStatusCode

from domain.commands import Envelope, Reopen, Supersede, Waive
from domain.errors import Refused
from domain.obligation import Obligation
from domain.status import OPEN
from domain.transition import Step, step
from engine import following
from engine.connect import PASSING
from engine.errors import EngineDown, NotFound
from schema.ledger import Ledger
from wire.codec import convert, plain
from wire.records import Append, Appended, Outcome, append_of
from workflows import contracts as m

PATIENCE = 30.0
"""Seconds for which a command is tried again, under its own id, while the engine is away or busy."""

PATIENCE_WITH_OCCURRENCES = 5.0
"""The same for each occurrence of a series that was closed: whoever closed it waits, and the instance tries again later."""

AT_ONCE = 8
"""Commands to one obligation under way at once; the others wait their turn here. A cluster takes ten updates of one workflow at a time
unless it is configured otherwise, and whoever comes as the eleventh makes it drop the other ten, to be sent again."""

FIRST_PAUSE, LONGEST_PAUSE = 0.2, 2.0
"""Seconds between two tries: longer each time, so that what many others are at can be finished."""

Connect = Callable[[], Awaitable[Client]]
Handle = WorkflowHandle[Any, Any]


def utc_now() -> datetime:
    """The machine's time. Read here, at the edge; everything inside is told it."""
    return datetime.now(UTC)


class Obligations:
    """The obligations of one ledger. ``connect`` is called only for a command that a workflow must decide."""

    def __init__(self, ledger: Ledger, connect: Connect, now: Callable[[], datetime] = utc_now) -> None:
        self._ledger = ledger
        self._connect = connect
        self._now = now
        self._gates: WeakValueDictionary[str, asyncio.Semaphore] = WeakValueDictionary()

    async def carry_out(self, obligation_id: str, envelope: Envelope, patience: float = PATIENCE) -> m.Answer:
        """Carry ``envelope`` out; when this returns, the ledger has it. Sent again under the same id, it answers as the first time.

        What closes a series, or opens it again, is passed on to its occurrences before the answer; those that cannot be reached just
        now are told by the instance.

        Raises :class:`NotFound`, :class:`~domain.errors.Refused` (nothing was recorded), or :class:`EngineDown` (it is not known to be
        recorded: send it again under the same command id).
        """
        answer = await self._carried_out(obligation_id, envelope, patience)
        if isinstance(envelope.command, Waive | Supersede | Reopen):
            words = await asyncio.to_thread(following.unheard, self._ledger.engine, obligation_id)
            await following.send(words, partial(self._carried_out, patience=PATIENCE_WITH_OCCURRENCES))
        return answer

    async def _carried_out(self, obligation_id: str, envelope: Envelope, patience: float) -> m.Answer:
        deadline = asyncio.get_running_loop().time() + patience
        pause = FIRST_PAUSE
        while True:
            if first := await asyncio.to_thread(self._recorded_before, obligation_id, envelope.command_id):
                return first
            try:
                if answer := await self._ask(obligation_id, envelope, deadline):
                    return answer
                continue  # somebody was faster: look again
            except Refused:
                # sent before and recorded since: it may be what it was sent for that makes it illegal now
                if first := await asyncio.to_thread(self._recorded_before, obligation_id, envelope.command_id):
                    return first
                raise
            except _Again as why:
                if asyncio.get_running_loop().time() >= deadline:
                    raise EngineDown(
                        f"The engine did not take the command for {obligation_id} within {patience:g} s ({why}). "
                        f"Is `servanda up` running? Send it again with --command-id {envelope.command_id}: it is never carried out twice."
                    ) from why
            await asyncio.sleep(pause * random.uniform(0.5, 1.0))  # noqa: S311 (so that many do not come back all at once)
            pause = min(1.5 * pause, LONGEST_PAUSE)

    async def _ask(self, obligation_id: str, envelope: Envelope, deadline: float) -> m.Answer | None:
        """The answer of whoever decides; ``None`` where that has just changed. Raises as :meth:`carry_out`, and ``_Again``."""
        stand = await asyncio.to_thread(self._ledger.stand, obligation_id)
        if stand is None:
            raise NotFound(f"There is no obligation {obligation_id}. `servanda list` shows those there are.")
        if stand.status in OPEN:
            return await self._ask_workflow(obligation_id, stand.seq, envelope, deadline)
        return await asyncio.to_thread(self._decide_here, obligation_id, envelope)

    def _recorded_before(self, obligation_id: str, command_id: str) -> m.Answer | None:
        found = self._ledger.find_command(obligation_id, command_id)
        if not found:
            return None
        stand = self._ledger.stand(obligation_id)
        assert stand is not None  # a stream with a command has events
        return m.Answer(command_id, stand.status.value, stand.seq, found[0].seq, found[-1].seq, repeated=True)

    def _decide_here(self, obligation_id: str, envelope: Envelope) -> m.Answer | None:
        state = self._ledger.state(obligation_id)
        if state is None or state.is_open:
            return None
        taken = step(state, envelope, self._now(), state.id)
        if not taken.events or taken.after is None:
            return m.Answer(envelope.command_id, state.status.value, state.seq)
        appended = self._ledger.append(_recording(state, taken, state.id))
        if appended.outcome is Outcome.BEHIND:
            return None
        return _answer(envelope, taken.after, appended)

    async def _ask_workflow(self, obligation_id: str, seq: int, envelope: Envelope, deadline: float) -> m.Answer:
        client = await self._connect()
        handle = client.get_workflow_handle(obligation_id)
        gate = self._gates.setdefault(obligation_id, asyncio.Semaphore(AT_ONCE))
        left = max(1.0, deadline - asyncio.get_running_loop().time())
        try:
            async with asyncio.timeout(left), gate:  # an update's own time-out ends when a worker has taken it up
                return await _update(handle, seq, envelope, timedelta(seconds=left))
        except (WorkflowUpdateRPCTimeoutOrCancelledError, TimeoutError) as error:
            asked = asyncio.current_task()
            if asked and asked.cancelling():  # by the caller, whom the client library would keep from it
                raise asyncio.CancelledError from error
            raise _Again("no worker answered") from error
        except RPCError as error:
            if error.status is RPCStatusCode.NOT_FOUND:
                raise _Again("its workflow has not been started yet") from error
            if error.status in PASSING:
                raise _Again(str(error)) from error
            raise


async def _update(handle: Handle, seq: int, envelope: Envelope, left: timedelta) -> m.Answer:
    """Put ``envelope`` to the workflow. Raises ``Refused``, or ``_Again`` where the workflow knew less than the ledger, which holds
    ``seq`` events."""
    try:
        answer: m.Answer = await handle.execute_update(
            m.COMMAND, m.pack(envelope), id=envelope.command_id, result_type=m.Answer, rpc_timeout=left
        )
        return answer
    except WorkflowUpdateFailedError as error:
        refusal = _refusal(error)
        if refusal is None:
            raise EngineDown(f"The workflow of {handle.id} failed on this command: {error.cause}") from error
        if refusal.seq < seq:  # it decided on an older state than the ledger's: let it catch up, then ask again
            await handle.execute_update(m.CATCH_UP, rpc_timeout=left)
            raise _Again("the workflow was behind the ledger") from error
        raise Refused(refusal.message) from error


def decided(state: Obligation | None, envelope: Envelope, now: datetime, obligation_id: str = "") -> Append:
    """What the ledger is asked to record when ``envelope`` is decided on ``state`` outside a workflow. Raises ``Refused``."""
    stream = state.id if state else obligation_id
    return _recording(state, step(state, envelope, now, stream), stream)


def _recording(state: Obligation | None, taken: Step, stream: str) -> Append:
    opens = taken.after is not None and taken.after.is_open and (state is None or not state.is_open)
    return append_of(taken, stream, state.seq if state else 0, start=opens)


def _answer(envelope: Envelope, after: Obligation, appended: Appended) -> m.Answer:
    repeated = appended.outcome is Outcome.REPEATED
    return m.Answer(envelope.command_id, after.status.value, after.seq, appended.first, appended.last, repeated)


def _refusal(error: WorkflowUpdateFailedError) -> m.Refusal | None:
    cause = error.cause
    if isinstance(cause, ApplicationError) and cause.type == m.REFUSED and cause.details:
        return convert(plain(cause.details[0]), m.Refusal)
    return None


class _Again(Exception):
    """The engine could not take the command just now."""
