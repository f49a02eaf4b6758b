"""A job is written down before its first step, on both databases, and what is done is told from the ledger."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from domain import commands as c
from domain.commands import Command, Envelope
from domain.obligation import Obligation
from domain.time.sessions import SessionCalendar
from engine.bulk import decide_many
from engine.jobs import Make, carry_out, confirmation, extension, try_out, waiver, written
from engine.obligations import Obligations
from schema import jobs
from schema.jobs import ItemOutcome
from schema.ledger import Ledger
from tests.engine.test_bulk import propose
from tests.stage import ADOPTED, DUE

NOBODY: Obligations = None  # type: ignore[assignment]
"""No obligation of these is open, so no workflow is asked."""


def send(command: Command, command_id: str, state: Obligation) -> Envelope:
    return Envelope(command_id, "ann", command)


def as_read(note: str = "") -> Make:
    return confirmation(note, past_due=False, calendar=SessionCalendar(), today=ADOPTED.date())


def now() -> datetime:
    return ADOPTED


async def test_carried_out_noted_and_known(ledger: Ledger) -> None:
    ids = propose(ledger, 5)
    trials = try_out(ledger, [*ids, "A:none"], as_read("all of them"), send, ADOPTED)
    assert [(each.before, each.after) for each in trials] == [("proposed", "unassigned")] * 5 + [("", "")]
    job = written("spring", "confirm", "ann", "", ADOPTED, trials)
    jobs.create(ledger.engine, job)
    with pytest.raises(ValueError, match="servanda bulk resume spring"):
        jobs.create(ledger.engine, job)
    done = await carry_out(job, ledger, NOBODY, send, now)
    assert done.counts == {ItemOutcome.DONE: 5, ItemOutcome.REFUSED: 1}
    assert {item.status for item in done.items} == {"unassigned", ""}
    assert jobs.recorded(ledger.engine, job, [*ids, "A:none"]) == set(ids)
    assert [(known.id, known.counts) for known in jobs.known(ledger.engine)] == [("spring", done.counts)]
    assert jobs.get(ledger.engine, "autumn") is None
    head = ledger.head()
    assert (await carry_out(job, ledger, NOBODY, send, now)).counts == done.counts  # as it was before anything was noted
    assert ledger.head() == head


async def test_what_is_refused_may_be_legal_when_the_job_is_gone_on_with(ledger: Ledger) -> None:
    [one] = propose(ledger, 1)
    job = written("late", "confirm", "ann", "", ADOPTED, try_out(ledger, [one], as_read(), send, ADOPTED))
    jobs.create(ledger.engine, job)
    too_late = await carry_out(job, ledger, NOBODY, send, lambda: ADOPTED + timedelta(days=400))
    assert too_late.counts == {ItemOutcome.REFUSED: 1}
    assert "past" in too_late.items[0].message
    again = await carry_out(too_late, ledger, NOBODY, send, now)
    assert again.counts == {ItemOutcome.DONE: 1}
    assert again.items[0].message == ""


def test_extended_from_each_ones_own_day(ledger: Ledger) -> None:
    one, other = propose(ledger, 2)
    given = ((one, c.Confirm()), (other, c.Confirm(due=date(2018, 1, 1))))
    decide_many(ledger, [(each, Envelope("confirm", "ann", command)) for each, command in given], ADOPTED)
    trials = try_out(ledger, [one, other], extension(timedelta(days=30), "agreed"), send, ADOPTED)
    assert [(each.due_before, each.due_after) for each in trials] == [
        (DUE, DUE + timedelta(days=30)),
        (date(2018, 1, 1), date(2018, 1, 31)),
    ]
    assert [each.after for each in try_out(ledger, [one], waiver("ended"), send, ADOPTED)] == ["waived"]


async def test_of_old_jobs_what_the_ledger_holds_is_let_go_and_what_was_refused_is_not(ledger: Ledger) -> None:
    ids = propose(ledger, 3)
    old = written("old", "confirm", "ann", "", ADOPTED, try_out(ledger, [*ids, "A:none"], as_read(), send, ADOPTED))
    jobs.create(ledger.engine, old)
    await carry_out(old, ledger, NOBODY, send, now)
    broken = replace(written("broken", "waive", "ann", "", ADOPTED, []), items=(replace(old.items[0], obligation="A:later"),))
    jobs.create(ledger.engine, broken)

    def another(name: str, days: int) -> None:
        jobs.create(ledger.engine, written(name, "confirm", "ann", "", ADOPTED + timedelta(days=days), []))

    another("soon", 399)
    assert [item.outcome for item in _kept(ledger, "old")] == [ItemOutcome.DONE] * 3 + [ItemOutcome.REFUSED]
    another("late", 401)
    [refused] = _kept(ledger, "old")
    assert (refused.obligation, refused.message) == ("A:none", "There is no obligation A:none.")
    assert [item.outcome for item in _kept(ledger, "broken")] == [ItemOutcome.WAITING], "it can still be gone on with"
    found = jobs.get(ledger.engine, "old")
    assert found
    assert (found.counts, found.asked, found.let_go) == ({ItemOutcome.DONE: 3, ItemOutcome.REFUSED: 1}, 4, 3)
    another("later", 500)
    assert {job.id: job.counts for job in jobs.known(ledger.engine)}["old"] == found.counts, "they are counted once"
    head = ledger.head()
    again = await carry_out(found, ledger, NOBODY, send, now)
    assert (again.counts, ledger.head()) == (found.counts, head)
    with pytest.raises(ValueError, match="There is a job old already"):
        another("old", 501)


def _kept(ledger: Ledger, name: str) -> tuple[jobs.JobItem, ...]:
    found = jobs.get(ledger.engine, name)
    assert found
    return found.items
