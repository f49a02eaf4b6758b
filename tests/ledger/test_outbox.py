"""A notice is never lost, and recorded as sent once, whoever sends it and whenever they die."""

import threading
from datetime import timedelta

import pytest

from domain import commands as c
from schema import outbox
from schema.engine import Engine
from schema.ledger import Ledger
from tests.ledger.lives import NOON, Life

LATER = NOON + timedelta(days=1)


@pytest.fixture
def filled(ledger: Ledger) -> Engine:
    """Ten notices, one of each of ten obligations: assigned to bob."""
    for number in range(10):
        life = Life(f"x:{number}")
        ledger.append_many([life.propose(), life.ask(c.Confirm()), life.ask(c.Assign("bob"))])
    return ledger.engine


def test_a_notice_waits_until_its_time(filled: Engine) -> None:
    assert outbox.claim(filled, NOON) == []
    [first, *rest] = outbox.claim(filled, LATER)
    assert len(rest) == 9
    assert (first.key, first.recipient, first.kind, first.obligation, first.seq) == ("x:0#4>bob", "bob", "assigned", "x:0", 4)
    assert (first.attempt, first.last_error) == (1, None)


def test_a_claim_keeps_others_away_until_it_runs_out(filled: Engine) -> None:
    mine = outbox.claim(filled, LATER, limit=4)
    others = outbox.claim(filled, LATER)
    assert len(mine) == 4
    assert len(others) == 6
    assert not {each.key for each in mine} & {each.key for each in others}
    assert outbox.claim(filled, LATER + outbox.LEASE - timedelta(seconds=1)) == []
    again = outbox.claim(filled, LATER + outbox.LEASE)
    assert {each.attempt for each in again} == {2}
    assert len(again) == 10


def test_what_was_sent_is_recorded_once(filled: Engine) -> None:
    [first, *_] = outbox.claim(filled, LATER)
    assert outbox.mark_sent(filled, first.key, LATER, "<1@servanda>")
    assert not outbox.mark_sent(filled, first.key, LATER + timedelta(hours=1), "<2@servanda>")
    [row] = [row for row in outbox.notices_of(filled) if row.sent_at]
    assert (row.key, row.sent_at, row.message_id, row.attempts) == (first.key, LATER, "<1@servanda>", 1)
    assert first.key not in {each.key for each in outbox.claim(filled, LATER + outbox.LEASE)}
    assert not outbox.mark_sent(filled, "nothing", LATER)


def test_a_failure_is_remembered_and_tried_again_at_growing_distances(filled: Engine) -> None:
    [claimed] = outbox.claim(filled, LATER, limit=1)
    at, pauses = LATER, []
    for _ in range(12):
        again = outbox.mark_failed(filled, claimed, at, "451 try later\0")
        assert again
        pauses.append(again - at)
        assert claimed.key not in {each.key for each in outbox.claim(filled, again - timedelta(microseconds=1), limit=1)}
        [claimed] = [each for each in outbox.claim(filled, again + timedelta(days=1)) if each.key == claimed.key]
        at = again
        assert claimed.last_error == "451 try later "
    assert pauses[:3] == [timedelta(seconds=30), timedelta(minutes=1), timedelta(minutes=2)]
    assert pauses == sorted(pauses)
    assert pauses[-1] == outbox.LONGEST_PAUSE
    assert outbox.pause(10_000) == outbox.LONGEST_PAUSE


def test_a_claim_that_has_run_out_cannot_put_off_the_next_one(filled: Engine) -> None:
    [slow] = outbox.claim(filled, LATER, limit=1)
    quick = next(each for each in outbox.claim(filled, LATER + outbox.LEASE) if each.key == slow.key)
    assert outbox.mark_failed(filled, slow, LATER + outbox.LEASE, "timed out") is None
    assert outbox.mark_sent(filled, quick.key, LATER + outbox.LEASE)
    assert outbox.mark_failed(filled, quick, LATER + outbox.LEASE, "too late") is None


def test_the_backlog_is_counted(filled: Engine) -> None:
    stands = outbox.backlog(filled)
    assert (stands.unsent, stands.failing) == (10, 0)
    assert stands.next_try_at == outbox.notices_of(filled)[0].created_at
    claimed = outbox.claim(filled, LATER)
    for each in claimed[:8]:
        outbox.mark_sent(filled, each.key, LATER)
    again = outbox.mark_failed(filled, claimed[8], LATER, "no such host")
    stands = outbox.backlog(filled)
    assert (stands.unsent, stands.failing, stands.next_try_at) == (2, 1, again)
    for each in claimed[8:]:
        outbox.mark_sent(filled, each.key, LATER)
    assert outbox.backlog(filled) == outbox.Backlog(0, 0, None)


def test_notices_of_some_obligations(filled: Engine) -> None:
    assert [row.key for row in outbox.notices_of(filled, ["x:3", "x:1"])] == ["x:1#4>bob", "x:3#4>bob"]
    assert outbox.notices_of(filled, []) == []


def test_several_senders_share_the_work_without_meeting(ledger: Ledger) -> None:
    for number in range(60):
        life = Life(f"x:{number}")
        ledger.append_many([life.propose(), life.ask(c.Confirm()), life.ask(c.Assign("bob"))])
    sent: list[str] = []

    def send() -> None:
        while claimed := outbox.claim(ledger.engine, LATER, limit=3):
            sent.extend(each.key for each in claimed if outbox.mark_sent(ledger.engine, each.key, LATER))

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(sent) == len(set(sent)) == 60
    assert outbox.backlog(ledger.engine).unsent == 0
    assert {row.attempts for row in outbox.notices_of(ledger.engine)} == {1}
