"""One obligation's durable life: wait for a command or for the next alarm, decide, record, and only then believe it.

The ledger is the record and this is the engine. Whatever the ledger answers is folded, so a run that crashed after a commit, or
that starts from an older state, catches up before it goes on.
"""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from temporalio import workflow
from temporalio.common import RetryPolicy, SearchAttributeKey, SearchAttributeUpdate
from temporalio.exceptions import ActivityError, ApplicationError, FailureError

with workflow.unsafe.imports_passed_through():
    import structlog

    from domain.commands import Envelope, Tick
    from domain.decide import REVISED, TIME_ITSELF
    from domain.errors import Refused
    from domain.folding import evolve
    from domain.life import next_alarm
    from domain.obligation import Obligation
    from domain.revisions import FIRST, TODAY
    from domain.time.zones import end_of_day
    from domain.transition import Step, step
    from wire.records import Appended, Outcome, StoredEvent, append_of, unstore
    from workflows import contracts as m

log = structlog.get_logger(__name__)
"""Its lines carry the obligation and the run, and are dropped while a history is only replayed: see ``log.py``."""

_STATUS = SearchAttributeKey.for_keyword(m.STATUS_ATTRIBUTE)
_ADDRESSEE = SearchAttributeKey.for_keyword_list(m.ADDRESSEE_ATTRIBUTE)
_DUE = SearchAttributeKey.for_datetime(m.DUE_ATTRIBUTE)

KEPT_ANSWERS = 64
"""How many answers a run remembers, to answer a repeated command as the first time. Older ones are found in the ledger."""

_LEDGER_RETRY = RetryPolicy(initial_interval=timedelta(milliseconds=200), maximum_interval=timedelta(seconds=20))
_LEDGER_TIMEOUT = timedelta(seconds=60)


class Unrecordable(Exception):
    """The ledger will not take an append, however often it is asked."""


@workflow.defn(name=m.OBLIGATION_WORKFLOW)
class ObligationWorkflow:
    """Alive from activation until the obligation is closed. Its id is the obligation's."""

    @workflow.init
    def __init__(self, life: m.Life) -> None:
        self._state = life.obligation
        self._clock = life.clock
        self._answers = {answer.command_id: answer for answer in life.answers}
        self._turn = asyncio.Lock()  # one step at a time: decide and record are not interleaved
        self._shown = (life.obligation.progress.value, life.obligation.deadline)
        self._addressees = life.obligation.terms.addressees
        self._alarm = next_alarm(life.obligation)

    @workflow.run
    async def run(self, life: m.Life) -> None:
        workflow.set_current_details(_details(self._state, self._alarm))
        while True:
            while self._state.is_open:
                await self._wait()
            await workflow.wait_condition(workflow.all_handlers_finished)
            if not self._state.is_open:  # a handler may have found it reopened
                return

    async def _wait(self) -> None:
        """Until the next alarm, or until something has changed what that alarm is."""
        if workflow.info().is_continue_as_new_suggested():
            await self._start_afresh()
        alarm = self._alarm
        timeout = None if alarm is None else max(self._clock.real(alarm) - workflow.now(), timedelta())
        try:
            await workflow.wait_condition(
                lambda: self._changed(alarm),
                timeout=timeout,
            )
        except TimeoutError:
            async with self._turn:
                await self._carry_out(Envelope(f"tick:{self._state.seq}", TIME_ITSELF, Tick()))

    def _changed(self, alarm: datetime | None) -> bool:
        moved = not self._state.is_open or self._alarm != alarm or workflow.info().is_continue_as_new_suggested()
        return moved and not self._turn.locked()

    async def _start_afresh(self) -> None:
        await workflow.wait_condition(workflow.all_handlers_finished)
        answers = tuple(self._answers.values())
        workflow.continue_as_new(m.Life(self._state, self._clock, answers))

    @workflow.update(name=m.COMMAND)
    async def command(self, message: m.CommandMessage) -> m.Answer:
        """Carry out a command. Answered only when the ledger has it; a repeated one is answered as the first time."""
        async with self._turn:
            if known := self._answers.get(message.command_id):
                return known
            try:
                return await self._carry_out(m.unpack(message))
            except Unrecordable as error:  # for a tick it fails the task instead, which is tried again until somebody mends it
                raise self._refused(str(error)) from error

    @command.validator
    def check(self, message: m.CommandMessage) -> None:
        """Refuse what is not legal before it enters the history."""
        if message.command_id in self._answers:
            return
        try:
            self._step(m.unpack(message))
        except ValueError as error:
            raise self._refused(str(error)) from error

    @workflow.update(name=m.CATCH_UP)
    async def catch_up(self) -> m.Answer:
        """Fold what the ledger holds beyond this run's state: after a restore, or a crash between commit and answer."""
        async with self._turn:
            request = m.ReadSince(self._state.id, self._state.seq)
            since = await workflow.execute_local_activity(
                m.READ_SINCE, request, result_type=m.Since, start_to_close_timeout=_LEDGER_TIMEOUT, retry_policy=_LEDGER_RETRY
            )
            self._fold(since.events)
            return m.Answer("", self._state.status.value, self._state.seq)

    @workflow.query(name=m.STATE)
    def state(self) -> Obligation:
        """The state this run believes in."""
        return self._state

    def _now(self) -> datetime:
        return self._clock.virtual(workflow.now())

    def _step(self, envelope: Envelope) -> Step:
        try:
            return step(self._state, envelope, self._now(), self._state.id)
        except Refused as refused:
            raise self._refused(str(refused), refused.legal) from refused

    def _refused(self, message: str, legal: tuple[str, ...] = ()) -> ApplicationError:
        return ApplicationError(message, m.Refusal(message, self._state.seq, legal), type=m.REFUSED, non_retryable=True)

    def _decided(self, envelope: Envelope) -> Step:
        """The step by today's rules; by earlier ones where the history has it so. Asked only where they differ: what was decided
        alike under both leaves no mark, and binds nothing that comes after it."""
        taken = self._step(envelope)
        if type(envelope.command) not in REVISED:
            return taken
        for revision in range(TODAY, FIRST, -1):
            before = self._step(replace(envelope, rules=revision - 1))
            if before.events != taken.events and workflow.patched(m.rules(revision)):
                return taken
            taken = before
        return taken

    async def _carry_out(self, envelope: Envelope) -> m.Answer:
        """Decide and record, again from what the ledger holds if this run was behind it."""
        while True:
            taken = self._decided(envelope)
            if not taken.events or taken.after is None:
                return m.Answer(envelope.command_id, self._state.status.value, self._state.seq)
            appended = await self._append(taken)
            if appended.outcome is Outcome.RECORDED:
                self._become(taken.after)
            else:
                self._fold(appended.since)
            if appended.outcome is not Outcome.BEHIND:
                return self._answered(envelope, appended)

    async def _append(self, taken: Step) -> Appended:
        request = append_of(taken, self._state.id, self._state.seq)
        try:
            appended: Appended = await workflow.execute_local_activity(
                m.APPEND, request, result_type=Appended, start_to_close_timeout=_LEDGER_TIMEOUT, retry_policy=_LEDGER_RETRY
            )
        except FailureError as error:
            cause = error.cause if isinstance(error, ActivityError) else error  # a local activity's own error comes bare
            if isinstance(cause, ApplicationError) and cause.type == m.UNRECORDABLE:
                raise Unrecordable(cause.message) from error
            raise
        return appended

    def _fold(self, rows: tuple[StoredEvent, ...]) -> None:
        state = self._state
        for row in rows:
            state = evolve(state, unstore(row))
        self._become(state)

    def _become(self, state: Obligation) -> None:
        self._state = state
        self._alarm = next_alarm(state)
        shown = (state.progress.value, state.deadline)
        if shown != self._shown:
            self._shown = shown
            workflow.upsert_search_attributes(self._attributes())
        if state.terms.addressees != self._addressees:  # a later provision has named others
            self._addressees = state.terms.addressees
            workflow.upsert_search_attributes([_ADDRESSEE.value_set(list(self._addressees))])
        workflow.set_current_details(_details(state, self._alarm))

    def _attributes(self) -> list[SearchAttributeUpdate[Any]]:
        due = self._state.deadline
        when = _DUE.value_set(end_of_day(due, self._state.terms.zone)) if due else _DUE.value_unset()
        return [_STATUS.value_set(self._state.progress.value), when]

    def _answered(self, envelope: Envelope, appended: Appended) -> m.Answer:
        repeated = appended.outcome is Outcome.REPEATED
        state = self._state
        answer = m.Answer(envelope.command_id, state.status.value, state.seq, appended.first, appended.last, repeated)
        say = log.debug if envelope.actor == TIME_ITSELF else log.info
        say("step.recorded", step=type(envelope.command).__name__, first=answer.first, last=answer.last, status=answer.status)
        if envelope.actor != TIME_ITSELF:
            self._answers[envelope.command_id] = answer
            while len(self._answers) > KEPT_ANSWERS:
                del self._answers[next(iter(self._answers))]
        return answer


def _details(state: Obligation, alarm: datetime | None) -> str:
    day = state.deadline or (state.due.latest if state.due else None)
    due = day.isoformat() if day else "no day"
    when = f"{alarm:%Y-%m-%d %H:%M} UTC" if alarm else "none"
    stands = f"{state.delivered}/{state.required}"
    return f"**{state.status.value}** ({state.progress.value}), {stands}, due {due}, next alarm {when}"
