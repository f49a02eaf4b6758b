"""Many decisions at once: each obligation whole or not at all, and what is refused spoils only itself."""

from datetime import date, timedelta

import pytest

from audit.verify import verify_ledger
from domain import commands as c
from domain.errors import Refused
from engine import bulk
from engine.bulk import decide_many
from engine.errors import NotFound
from engine.obligations import decided
from schema import starts
from schema.ledger import Ledger
from tests.stage import ADOPTED, terms
from wire.records import Appended, Outcome


def propose(ledger: Ledger, number: int) -> list[str]:
    ids = [f"A/RES/71/244:{n}" for n in range(1, number + 1)]
    ledger.append_many(
        [decided(None, c.Envelope("register", "servanda", c.Propose(terms(str(n)))), ADOPTED, one) for n, one in enumerate(ids)]
    )
    return ids


def confirm(ids: list[str], command_id: str = "batch", **given: object) -> list[tuple[str, c.Envelope]]:
    return [(one, c.Envelope(command_id, "ann", c.Confirm(**given))) for one in ids]  # type: ignore[arg-type]


def outcomes(answers: list[bulk.Outcome | None]) -> list[Outcome]:
    return [answer.outcome for answer in answers if isinstance(answer, Appended)]


def test_all_are_confirmed_and_their_workflows_asked_for(ledger: Ledger) -> None:
    ids = propose(ledger, 7)
    assert outcomes(decide_many(ledger, confirm(ids), ADOPTED)) == [Outcome.RECORDED] * 7
    assert all(state.is_open for state in ledger.states(ids).values())
    assert starts.pending(ledger.engine) == sorted(ids)
    assert verify_ledger(ledger.engine).findings == ()


def test_sent_again_nothing_is_written(ledger: Ledger) -> None:
    """An open one is its workflow's. Whoever sent it can look up what this very command has done."""
    ids = propose(ledger, 3)
    decide_many(ledger, confirm(ids), ADOPTED)
    head = ledger.head()
    again = decide_many(ledger, confirm(ids), ADOPTED)
    assert all(isinstance(answer, Refused) and "its workflow decides" in str(answer) for answer in again)
    assert [row.seq for row in ledger.find_command(ids[0], "batch")] == [2, 3]
    assert ledger.head() == head


def test_answers_come_in_the_order_of_the_questions_and_the_refused_spoil_only_themselves(ledger: Ledger) -> None:
    good, bad, past = propose(ledger, 3)
    asked = [
        ("A/RES/1/1:1", c.Envelope("batch", "ann", c.Confirm())),
        (good, c.Envelope("batch", "ann", c.Confirm())),
        (bad, c.Envelope("batch", "ann", c.Submit())),
        (past, c.Envelope("batch", "ann", c.Confirm(due=ADOPTED.date() - timedelta(days=1)))),
    ]
    nobody, done, illegal, late = decide_many(ledger, asked, ADOPTED)
    assert isinstance(nobody, NotFound)
    assert isinstance(done, Appended)
    assert isinstance(illegal, Refused)
    assert "Legal now: confirm, reject, comment" in str(illegal)
    assert isinstance(late, Refused)
    assert "which is past" in str(late)
    assert [len(ledger.history(one)) for one in (good, bad, past)] == [3, 1, 1]


def test_each_is_recorded_whole_or_not_at_all(ledger: Ledger) -> None:
    """Confirmed and activated are one step: what the ledger cannot hold leaves neither."""
    one, other = propose(ledger, 2)
    asked = [(one, c.Envelope("batch", "an\0n", c.Confirm())), (other, c.Envelope("batch", "ann", c.Confirm()))]
    wrong, done = decide_many(ledger, asked, ADOPTED)
    assert isinstance(wrong, Exception)
    assert "NUL" in str(wrong)
    assert isinstance(done, Appended)
    assert (done.first, done.last) == (2, 3)
    assert [row.kind for row in ledger.history(one)] == ["Proposed"]
    assert starts.pending(ledger.engine) == [other]


def test_rehearsed_without_a_trace(ledger: Ledger) -> None:
    ids = propose(ledger, 2)
    head = ledger.head()
    ok, refused = decide_many(ledger, [*confirm(ids[:1]), (ids[1], c.Envelope("b", "ann", c.Accept()))], ADOPTED, dry_run=True)
    assert ok is None
    assert isinstance(refused, Refused)
    assert ledger.head() == head
    assert starts.pending(ledger.engine) == []


def test_the_same_one_twice_is_decided_once(ledger: Ledger) -> None:
    [one] = propose(ledger, 1)
    answers = decide_many(ledger, [*confirm([one], "first"), *confirm([one], "second")], ADOPTED)
    assert outcomes(answers) == [Outcome.RECORDED, Outcome.BEHIND]
    assert len(ledger.history(one)) == 3


def test_more_than_one_commit_can_hold(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "CHUNK", 4)
    ids = propose(ledger, 11)
    asked = [*confirm(ids, due=date(2019, 1, 1)), ("A/RES/1/1:1", c.Envelope("batch", "ann", c.Confirm()))]
    answers = decide_many(ledger, asked, ADOPTED)
    assert outcomes(answers) == [Outcome.RECORDED] * 11
    assert isinstance(answers[-1], NotFound)
