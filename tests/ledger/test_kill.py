"""kill -9: what was acknowledged is there, what was not may be sent again, and nothing stands twice."""

import multiprocessing
import signal
import time
from collections import Counter
from multiprocessing.connection import Connection

import pytest

from audit.verify import verify_ledger
from schema.ledger import Ledger
from tests.ledger.lives import Life
from tests.ledger.writers import die_after_commit, insert_naively, knowing, propose, send_until_killed
from wire.records import Outcome

PROCESSES = multiprocessing.get_context("forkserver")
STREAMS = [f"x:{number}" for number in range(20)]


def url_of(ledger: Ledger) -> str:
    return ledger.engine.url.render_as_string(hide_password=False)


def heard(report: Connection) -> set[tuple[str, str]]:
    """All that was acknowledged before the end."""
    found = set()
    try:
        while True:
            found.add(report.recv())
    except EOFError:
        return found


def test_a_writer_killed_at_random_loses_nothing_that_was_acknowledged(ledger: Ledger) -> None:
    propose(ledger, STREAMS)
    acknowledged: set[tuple[str, str]] = set()
    for number in range(6):
        report, other = PROCESSES.Pipe(duplex=False)
        writer = PROCESSES.Process(target=send_until_killed, args=(url_of(ledger), STREAMS, f"run {number}", other))
        writer.start()
        other.close()
        assert report.poll(20)  # it is in full swing
        time.sleep(0.03 * (number + 1))
        writer.kill()
        writer.join()
        assert writer.exitcode == -signal.SIGKILL
        acknowledged |= heard(report)
        report.close()
        assert verify_ledger(ledger.engine).findings == ()
    held = Counter((entry.stream, entry.event.command_id) for entry in ledger.since_position(0, limit=10**6))
    assert len(acknowledged) > 50
    assert acknowledged <= held.keys()
    assert set(held.values()) == {1}
    _send_what_nobody_heard_of(ledger, acknowledged)


def _send_what_nobody_heard_of(ledger: Ledger, acknowledged: set[tuple[str, str]]) -> None:
    """Whoever got no answer asks again: what was committed all the same is answered, not written again."""
    before = ledger.head().position
    for entry in ledger.since_position(len(STREAMS), limit=10**6):
        if (entry.stream, entry.event.command_id) not in acknowledged:
            life = knowing(ledger, entry.stream, entry.event.seq - 1)
            answer = ledger.append(life.comment("on and on", command_id=entry.event.command_id))
            assert (answer.outcome, answer.first) == (Outcome.REPEATED, entry.event.seq)
    assert ledger.head().position == before


@pytest.mark.parametrize("naive", [False, True])
def test_killed_right_after_the_commit_and_sent_again(ledger: Ledger, naive: bool) -> None:
    """With the command's id the event stands once. The control, an insert that looks at nothing, doubles every one."""
    propose(ledger, STREAMS[:5])
    for stream in STREAMS[:5]:
        asked = knowing(ledger, stream).comment("once", command_id="c")
        writer = PROCESSES.Process(target=die_after_commit, args=(url_of(ledger), asked, naive))
        writer.start()
        writer.join()
        assert writer.exitcode == -signal.SIGKILL
        if naive:
            insert_naively(ledger, asked)
        else:
            assert ledger.append(asked).outcome is Outcome.REPEATED
    counted = Counter(entry.stream for entry in ledger.since_position(5) if entry.event.command_id == "c")
    assert counted == dict.fromkeys(STREAMS[:5], 2 if naive else 1)
    if not naive:
        assert verify_ledger(ledger.engine).findings == ()


def test_a_life_is_known_up_to_where_it_was_read(ledger: Ledger) -> None:
    life = Life("x")
    ledger.append_many([life.propose(), life.comment("one"), life.comment("two")])
    known = knowing(ledger, "x", 2)
    assert known.state
    assert known.state.seq == 2
