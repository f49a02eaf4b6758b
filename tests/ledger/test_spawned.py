"""What a step brings into being is recorded with it, in one transaction, or not at all: the occurrences of a series."""

import multiprocessing
import signal
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
import sqlalchemy as sa

from audit.verify import verify_ledger
from domain import commands as c
from domain.instrument import Due
from domain.projection import project
from domain.series import occurrence_id
from domain.status import Status
from schema import starts
from schema.errors import InvalidAppend
from schema.ledger import Ledger, Stand
from schema.queries import Filter, Order, obligations_where, occurrences, show
from schema.tables import obligations
from tests.ledger.lives import Life, terms
from tests.ledger.writers import die_after_commit, die_before_commit
from tests.outbox import notices_of
from wire.records import Append, Appended, Outcome

PROCESSES = multiprocessing.get_context("forkserver")
ANNUAL = replace(terms(), recurrence="annual", required=1, due=Due("by 1 May of each year", latest=date(2018, 5, 1)))


def first(life: Life) -> str:
    return occurrence_id(life.stream, 1)


def second(life: Life) -> str:
    return occurrence_id(life.stream, 2)


def begun(ledger: Ledger) -> Life:
    """A series whose first occurrence is open, laid on somebody."""
    life = Life()
    for asked in (life.ask(c.Propose(ANNUAL), "reader"), life.ask(c.Confirm(), start=True), life.ask(c.Assign("bob"))):
        assert ledger.append(asked).outcome is Outcome.RECORDED
    return life


def comes_round(life: Life, keep: bool = True) -> Append:
    """The step with which the second occurrence begins."""
    life.now = datetime(2018, 5, 2, 12, tzinfo=UTC)
    assert life.state
    return life.ask(c.Tick(), "servanda", f"tick:{life.state.seq}", keep=keep)


def clean(ledger: Ledger) -> None:
    assert verify_ledger(ledger.engine).findings == ()


def test_it_stands_beside_what_began_it_with_its_picture_its_notices_and_its_start(ledger: Ledger) -> None:
    life = begun(ledger)
    asked = comes_round(life)
    [born] = asked.spawned
    before = ledger.head().position
    assert ledger.append(asked) == Appended(Outcome.RECORDED, asked.events[0].seq, asked.events[-1].seq)
    assert ledger.history(second(life)) == list(born.events)
    assert [event.kind for event in born.events] == ["Proposed", "Confirmed", "Activated", "Assigned"]
    where = [(entry.position, entry.stream) for entry in ledger.since_position(before)]
    assert where == [
        (before + 1, life.stream),
        *((before + 2 + place, second(life)) for place in range(len(born.events))),
    ]
    rows = {row.id: row for row in obligations_where(ledger.engine)}
    assert sorted(rows) == sorted((life.stream, first(life), second(life)))
    state = ledger.state(second(life))
    assert state
    assert rows[second(life)] == project(state)
    assert (state.deadline, state.assignee, state.terms.series) == (date(2019, 5, 1), "bob", life.stream)
    told = {(row.obligation, row.kind.value, row.recipient) for row in notices_of(ledger.engine)}
    assert {(second(life), "assigned", "bob"), (life.stream, "occurrence opened", "@coordinator")} <= told
    assert set(starts.pending(ledger.engine)) == {life.stream, first(life), second(life)}
    clean(ledger)


def due_day(ledger: Ledger, wanted: Filter | None = None) -> date | None:
    """The due day that lists show of the series, if they show it at all."""
    found = [row.due_latest for row in obligations_where(ledger.engine, wanted, Order.DUE) if row.series is None]
    return found[0] if found else None


def discharge(ledger: Ledger, number: int, now: datetime) -> None:
    """The series' occurrence of that number is done and approved."""
    name = occurrence_id(Life().stream, number)
    one = Life(name, now)
    one.catch_up(Appended(Outcome.BEHIND, since=tuple(ledger.history(name))))
    assert one.state
    laid = [] if one.state.assignee else [one.ask(c.Assign("bob"))]
    for asked in (*laid, one.ask(c.Submit(), "bob"), one.ask(c.Approve(), "ann")):
        assert ledger.append(asked).outcome is Outcome.RECORDED
    assert one.state.status is Status.DISCHARGED


def test_in_lists_a_series_is_due_when_its_earliest_open_occurrence_is_else_when_the_next_one_will_be(ledger: Ledger) -> None:
    life = begun(ledger)
    assert due_day(ledger) == date(2018, 5, 1)
    ledger.append(comes_round(life))
    assert due_day(ledger) == date(2018, 5, 1), "the first one is late, and still open"
    assert due_day(ledger, Filter(due_by=date(2018, 12, 31))) == date(2018, 5, 1)
    discharge(ledger, 1, datetime(2018, 5, 3, tzinfo=UTC))
    assert due_day(ledger) == date(2019, 5, 1)
    assert due_day(ledger, Filter(due_by=date(2018, 12, 31))) is None
    discharge(ledger, 2, datetime(2018, 5, 4, tzinfo=UTC))
    assert due_day(ledger) == date(2020, 5, 1), "nothing is open: the next one to be opened"
    found = show(ledger.engine, life.stream)
    assert found and found.picture.due_latest == date(2020, 5, 1)
    assert [(row.occurrence, row.status) for row in occurrences(ledger.engine, life.stream)] == [
        (1, "discharged"),
        (2, "discharged"),
    ]
    clean(ledger)


def test_sent_twice_it_begins_once(ledger: Ledger) -> None:
    life = begun(ledger)
    asked = comes_round(life)
    ledger.append(asked)
    length = ledger.head()
    assert ledger.append(asked).outcome is Outcome.REPEATED
    assert [answer.outcome for answer in ledger.append_many([asked, asked]) if isinstance(answer, Appended)] == (
        [Outcome.REPEATED] * 2
    )
    assert ledger.head() == length
    clean(ledger)


def test_whoever_is_behind_begins_nothing(ledger: Ledger) -> None:
    life = begun(ledger)
    late = comes_round(life, keep=False)
    ledger.append(life.comment("before it"))
    assert ledger.append(late).outcome is Outcome.BEHIND
    assert ledger.history(second(life)) == []
    assert second(life) not in starts.pending(ledger.engine)
    assert ledger.append(comes_round(life)).outcome is Outcome.RECORDED
    clean(ledger)


def _unknown(born: Append) -> Append:
    return replace(born, events=(replace(born.events[0], kind="Dreamt"), *born.events[1:]))


def _not_from_the_beginning(born: Append) -> Append:
    return replace(born, events=born.events[1:])


def _of_another(born: Append) -> Append:
    assert born.projection
    return replace(born, projection=replace(born.projection, id="another"))


@pytest.mark.parametrize("spoilt", [_unknown, _not_from_the_beginning, _of_another])
def test_where_it_cannot_be_recorded_neither_is_what_begins_it(ledger: Ledger, spoilt: Callable[[Append], Append]) -> None:
    life = begun(ledger)
    asked = comes_round(life)
    [born] = asked.spawned
    before = ledger.head()
    other = Life("another:1").propose()
    answers: list[Any] = ledger.append_many([replace(asked, spawned=(spoilt(born),)), other])
    assert isinstance(answers[0], InvalidAppend)
    assert answers[1].outcome is Outcome.RECORDED  # and spoils nobody else's
    assert ledger.history(life.stream, asked.after_seq) == []
    assert ledger.history(second(life)) == []
    assert ledger.head().position == before.position + 1
    clean(ledger)


def test_where_its_id_is_taken_nothing_is_recorded(ledger: Ledger) -> None:
    life = begun(ledger)
    taken = Life(second(life))
    ledger.append(taken.propose())
    asked = comes_round(life)
    answers: list[Any] = ledger.append_many([asked, taken.comment("mine")])
    assert isinstance(answers[0], InvalidAppend)
    assert answers[1].outcome is Outcome.RECORDED
    assert ledger.history(life.stream, asked.after_seq) == []


def test_in_one_batch_its_next_step_follows_its_beginning(ledger: Ledger) -> None:
    life = begun(ledger)
    asked = comes_round(life)
    occurrence = Life(second(life), life.now)
    occurrence.catch_up(Appended(Outcome.BEHIND, since=asked.spawned[0].events))
    answers: list[Any] = ledger.append_many([asked, occurrence.ask(c.Accept(), "bob")])
    assert [answer.outcome for answer in answers] == [Outcome.RECORDED] * 2
    assert ledger.state(second(life)) == occurrence.state
    clean(ledger)


def url_of(ledger: Ledger) -> str:
    return ledger.engine.url.render_as_string(hide_password=False)


def killed(target: Callable[..., None], *args: object) -> None:
    writer = PROCESSES.Process(target=target, args=args)
    writer.start()
    writer.join()
    assert writer.exitcode == -signal.SIGKILL


def test_killed_before_the_commit_there_is_nothing_and_right_after_it_all(ledger: Ledger) -> None:
    life = begun(ledger)
    asked = comes_round(life)
    before = ledger.head()
    killed(die_before_commit, url_of(ledger), asked)
    assert ledger.head() == before
    assert ledger.history(second(life)) == []
    assert second(life) not in starts.pending(ledger.engine)
    killed(die_after_commit, url_of(ledger), asked, False)
    assert ledger.append(asked).outcome is Outcome.REPEATED
    counted = Counter(entry.stream for entry in ledger.since_position(before.position))
    assert counted == {life.stream: len(asked.events), second(life): len(asked.spawned[0].events)}
    clean(ledger)


def test_how_a_stream_stands_is_read_from_its_picture_where_that_is_up_to_date(ledger: Ledger) -> None:
    life = begun(ledger)
    assert ledger.stand("nothing") is None
    assert ledger.stand(life.stream) == Stand(5, Status.RECURRING)
    assert ledger.stand(first(life)) == Stand(3, Status.UNASSIGNED)
    for wrong in ({"seq": 1}, {"seq": 5, "status": "no such"}):
        with ledger.engine.begin() as connection:
            connection.execute(obligations.update().where(obligations.c.id == life.stream).values(wrong))
        assert ledger.stand(life.stream) == Stand(5, Status.RECURRING)
    with ledger.engine.begin() as connection:
        connection.execute(sa.delete(obligations).where(obligations.c.id == life.stream))
    assert ledger.stand(life.stream) == Stand(5, Status.RECURRING)
