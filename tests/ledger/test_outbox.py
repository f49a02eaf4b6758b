"""A notice is never lost and placed once; a message is never lost and recorded as sent once, whoever sends it and whenever they die."""

import threading
from dataclasses import replace
from datetime import timedelta

import pytest

from domain import commands as c
from schema import messages, outbox
from schema.engine import Engine
from schema.ledger import Ledger
from schema.messages import Draft
from schema.outbox import Placement
from tests.ledger.lives import NOON, Life
from tests.outbox import notices_of

LATER = NOON + timedelta(days=1)
TOMORROW = {"bob": LATER + timedelta(days=1)}


@pytest.fixture
def filled(ledger: Ledger) -> Engine:
    """Ten notices, one of each of ten obligations: assigned to bob."""
    for number in range(10):
        life = Life(f"x:{number}")
        ledger.append_many([life.propose(), life.ask(c.Confirm()), life.ask(c.Assign("bob"))])
    return ledger.engine


@pytest.fixture
def written(filled: Engine) -> Engine:
    """A message for each of them."""
    keys = place_all(filled)
    for key in keys:
        assert messages.record(filled, [draft(key)]) == 1
    return filled


def place_all(engine: Engine) -> list[str]:
    keys = [one.notice.key for one in outbox.unplaced(engine, LATER)]
    assert outbox.place(engine, keys, [Placement(key, "bob", "immediate", LATER) for key in keys], TOMORROW, LATER) == len(keys)
    return keys


def draft(key: str, **given: object) -> Draft:
    return replace(Draft("bob", key, "immediate", LATER, b"words", carried=(key,)), **given)  # type: ignore[arg-type]


def test_a_notice_waits_until_its_time(filled: Engine) -> None:
    assert outbox.unplaced(filled, NOON) == []
    [first, *rest] = outbox.unplaced(filled, LATER)
    assert len(rest) == 9
    notice = first.notice
    assert (notice.key, notice.recipient, notice.kind, notice.obligation, notice.seq) == (
        "x:0#4>bob",
        "bob",
        "assigned",
        "x:0",
        4,
    )
    assert (first.event, first.attempts) == ("Assigned", 0)
    assert len(outbox.unplaced(filled, LATER, 3)) == 3


def test_a_notice_is_placed_once_however_often_that_is_tried(filled: Engine) -> None:
    keys = place_all(filled)
    again = [Placement(key, "carol", "immediate", LATER) for key in keys]
    assert outbox.place(filled, keys, again, {}, LATER) == 0
    assert outbox.unplaced(filled, LATER) == []
    assert messages.ready(filled, LATER, timedelta(), 10) == ["bob"]
    assert messages.digests_due(filled, TOMORROW["bob"], 10) == TOMORROW
    assert {row.placed_at for row in notices_of(filled)} == {LATER}


def test_what_cannot_be_placed_is_tried_later_and_later(filled: Engine) -> None:
    at, pauses = LATER, []
    for _ in range(12):
        one = next(each for each in outbox.unplaced(filled, at) if each.notice.key == "x:3#4>bob")
        again = outbox.misplaced(filled, one, at, "no such zone\0")
        pauses.append(again - at)
        assert "x:3#4>bob" not in {each.notice.key for each in outbox.unplaced(filled, again - timedelta(microseconds=1))}
        at = again
    assert pauses[:3] == [timedelta(seconds=30), timedelta(minutes=1), timedelta(minutes=2)]
    assert pauses == sorted(pauses) and pauses[-1] == outbox.LONGEST_PAUSE == outbox.pause(10_000)
    assert outbox.backlog(filled).failing == 1


def test_a_message_and_what_it_carries_are_recorded_together_and_once(filled: Engine) -> None:
    first, second, *_ = place_all(filled)
    both = draft(first, carried=(first, second))
    assert messages.record(filled, [both]) == 1
    assert messages.record(filled, [both]) == 0  # somebody was quicker
    assert messages.record(filled, [draft(second)]) == 0  # carried already
    waiting = messages.waiting(filled, ["bob"], LATER, digest=False)["bob"]
    assert {first, second} & {notice.key for notice in waiting} == set() and len(waiting) == 8
    assert [one.key for one in messages.claim(filled, LATER)] == [first]


def test_a_day_has_one_digest(filled: Engine) -> None:
    first, second, *_ = place_all(filled)
    due = TOMORROW["bob"]
    digest = replace(draft(first), key="digest:bob:day", form="digest", due=due, next=due + timedelta(days=1))
    assert messages.record(filled, [digest]) == 1
    assert messages.record(filled, [replace(digest, carried=(second,))]) == 0  # it is not due any more
    moved = replace(digest, carried=(second,), due=due + timedelta(days=1), next=due + timedelta(days=2))
    assert messages.record(filled, [moved]) == 0  # that day has had its digest; what waits goes into the next
    assert messages.digests_due(filled, due + timedelta(days=9), 10) == {"bob": due + timedelta(days=2)}
    assert second in {notice.key for notice in messages.waiting(filled, ["bob"], LATER, digest=True)["bob"]}


def test_a_claim_keeps_others_away_until_it_runs_out(written: Engine) -> None:
    mine = messages.claim(written, LATER, limit=4)
    others = messages.claim(written, LATER)
    assert (len(mine), len(others)) == (4, 6)
    assert not {each.key for each in mine} & {each.key for each in others}
    assert messages.claim(written, LATER + messages.LEASE - timedelta(seconds=1)) == []
    again = messages.claim(written, LATER + messages.LEASE)
    assert {each.attempt for each in again} == {2} and len(again) == 10


def test_what_was_sent_is_recorded_once(written: Engine) -> None:
    [first, *_] = messages.claim(written, LATER)
    assert messages.mark_sent(written, first.key, LATER, "email", "<1@servanda>")
    assert not messages.mark_sent(written, first.key, LATER + timedelta(hours=1), "email", "<2@servanda>")
    assert first.key not in {each.key for each in messages.claim(written, LATER + messages.LEASE)}
    assert not messages.mark_sent(written, "nothing", LATER, "email", "<3@servanda>")


def test_a_failure_is_remembered_and_tried_again_at_growing_distances(written: Engine) -> None:
    [claimed] = messages.claim(written, LATER, limit=1)
    at, pauses = LATER, []
    for _ in range(12):
        again = messages.mark_failed(written, claimed.key, claimed.attempt, at, "451 try later\0")
        assert again
        pauses.append(again - at)
        assert claimed.key not in {each.key for each in messages.claim(written, again - timedelta(microseconds=1), limit=1)}
        [claimed] = [each for each in messages.claim(written, again + timedelta(days=1)) if each.key == claimed.key]
        at = again
    assert pauses[:3] == [timedelta(seconds=30), timedelta(minutes=1), timedelta(minutes=2)]
    assert pauses == sorted(pauses) and pauses[-1] == outbox.LONGEST_PAUSE


def test_a_claim_that_has_run_out_cannot_put_off_the_next_one(written: Engine) -> None:
    [slow] = messages.claim(written, LATER, limit=1)
    late = LATER + messages.LEASE
    quick = next(each for each in messages.claim(written, late) if each.key == slow.key)
    assert messages.mark_failed(written, slow.key, slow.attempt, late, "timed out") is None
    assert messages.mark_sent(written, quick.key, late, "email", "<1@servanda>")
    assert messages.mark_failed(written, quick.key, quick.attempt, late, "too late") is None


def test_what_bounced_counts_as_failing_until_it_is_sent_again(written: Engine) -> None:
    [first] = messages.claim(written, LATER, limit=1)
    messages.mark_sent(written, first.key, LATER, "email", "<1@servanda>")
    assert outbox.backlog(written).failing == 0
    assert messages.mark_bounced(written, "<1@servanda>", LATER, "550 no such mailbox") == [first.key]
    assert messages.mark_bounced(written, "<9@servanda>", LATER, "550 no such mailbox") == []
    assert outbox.backlog(written).failing == 1
    assert messages.resend(written, first.key, LATER) == [first.key]
    assert outbox.backlog(written).failing == 0
    assert first.content in {each.content for each in messages.claim(written, LATER) if each.key == first.key}


def test_the_backlog_is_counted(filled: Engine) -> None:
    stands = outbox.backlog(filled)
    assert (stands.unsent, stands.failing) == (10, 0)
    assert stands.next_try_at == notices_of(filled)[0].created_at
    keys = place_all(filled)
    assert outbox.backlog(filled) == outbox.Backlog(10, 0, LATER, 10)
    assert messages.record(filled, [draft(keys[0], carried=tuple(keys))]) == 1
    assert outbox.backlog(filled).unsent == 1
    [claimed] = messages.claim(filled, LATER)
    again = messages.mark_failed(filled, claimed.key, claimed.attempt, LATER, "no such host")
    assert outbox.backlog(filled) == outbox.Backlog(1, 1, again)
    messages.mark_sent(filled, claimed.key, LATER, "email", "<1@servanda>")
    assert outbox.backlog(filled) == outbox.Backlog(0, 0, None)


def test_several_senders_share_the_work_without_meeting(ledger: Ledger) -> None:
    for number in range(60):
        life = Life(f"x:{number}")
        ledger.append_many([life.propose(), life.ask(c.Confirm()), life.ask(c.Assign("bob"))])
    for key in place_all(ledger.engine):
        messages.record(ledger.engine, [draft(key)])
    sent: list[str] = []

    def send() -> None:
        while claimed := messages.claim(ledger.engine, LATER, limit=3):
            for each in claimed:
                if messages.mark_sent(ledger.engine, each.key, LATER, "email", f"<{each.key}>"):
                    sent.append(each.key)

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(sent) == len(set(sent)) == 60
    assert outbox.backlog(ledger.engine).unsent == 0
