"""Whatever order callers come in, from threads or processes: one chain without gap or fork, each command once."""

import itertools
import multiprocessing
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.verify import verify_ledger
from domain import commands as c
from schema.ledger import Ledger
from tests.ledger.lives import Life
from tests.ledger.writers import Sending, propose, send_all
from wire.records import Append, Appended, Outcome

STREAMS = ("a", "b", "c")
_examples = itertools.count(1)

sendings = st.lists(st.tuples(st.sampled_from(STREAMS), st.sampled_from("123456789")), max_size=12)


def url_of(ledger: Ledger) -> str:
    return ledger.engine.url.render_as_string(hide_password=False)


def check(ledger: Ledger, sent: list[Sending], answered: list[list[tuple[str, str, int]]]) -> None:
    """Each command stands once, where every sender of it was told that it stands; and the whole is in order."""
    held = {
        (entry.stream, entry.event.command_id): entry.event.seq
        for entry in ledger.since_position(0, limit=100_000)
        if entry.event.kind == "Commented"
    }
    events = Counter((entry.stream, entry.event.command_id) for entry in ledger.since_position(0, limit=100_000))
    for sending, answers in zip(sent, answered, strict=True):
        assert [(stream, command) for stream, command, _ in answers] == sending
        for stream, command, seq in answers:
            assert held[stream, command] == seq
    assert set(events.values()) <= {1}
    assert verify_ledger(ledger.engine).findings == ()


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(plans=st.lists(sendings, min_size=2, max_size=4))
def test_threads_that_send_the_same_and_different_commands(ledger: Ledger, plans: list[Sending]) -> None:
    mark = next(_examples)
    streams = [f"{mark}/{stream}" for stream in STREAMS]
    propose(ledger, streams)
    sent = [[(f"{mark}/{stream}", command) for stream, command in plan] for plan in plans]
    with ThreadPoolExecutor(len(sent)) as pool:
        answered = list(pool.map(lambda sending: send_all(url_of(ledger), sending), sent))
    check(ledger, sent, answered)


def test_processes_that_send_the_same_and_different_commands(ledger: Ledger) -> None:
    propose(ledger, list(STREAMS))
    own = [[(STREAMS[n % 3], f"{who}/{n}") for n in range(30)] for who in range(3)]
    shared = [(STREAMS[n % 3], f"shared/{n}") for n in range(15)]
    sent = [[*mine[:15], *shared, *mine[15:], *shared] for mine in own]
    with multiprocessing.get_context("forkserver").Pool(3) as pool:
        answered = pool.starmap(send_all, [(url_of(ledger), sending) for sending in sent])
    check(ledger, sent, answered)
    assert ledger.head().position == 3 + 90 + 15


moves = st.lists(
    st.tuples(st.sampled_from(STREAMS), st.sampled_from(["next", "repeat", "behind", "short", "bad"]), st.integers(0, 10)),
    max_size=25,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(batches=st.lists(moves, max_size=4))
def test_batches_of_everything_are_answered_as_one_by_one(ledger: Ledger, batches: list[list[tuple[str, str, int]]]) -> None:
    """A model of the ledger, one plain list a stream, foretells every answer."""
    mark = next(_examples)
    model: dict[str, list[Append]] = {}
    lives: dict[str, Life] = {}
    for stream in (f"{mark}/{name}" for name in STREAMS):
        lives[stream] = Life(stream)
        model[stream] = [lives[stream].propose()]
        assert isinstance(ledger.append(model[stream][0]), Appended)
    for batch in batches:
        asked, expected = [], []
        for name, move, which in batch:
            stream = f"{mark}/{name}"
            item, outcome = _move(lives[stream], model[stream], move, which)
            asked.append(item)
            expected.append(outcome)
        answers = ledger.append_many(asked)
        assert [a.outcome if isinstance(a, Appended) else type(a).__name__ for a in answers] == expected
        for item, answer in zip(asked, answers, strict=True):
            if isinstance(answer, Appended) and answer.outcome is not Outcome.RECORDED:
                seen = [event for each in model[item.stream] for event in each.events]
                assert list(answer.since) == seen[item.after_seq :]
    for stream, appends in model.items():
        assert ledger.history(stream) == [event for each in appends for event in each.events]
    assert verify_ledger(ledger.engine).findings == ()


def _move(life: Life, done: list[Append], move: str, which: int) -> tuple[Append, Outcome | str]:
    if move == "repeat":
        return done[which % len(done)], Outcome.REPEATED
    if move == "behind":
        late = Life(life.stream)
        late.propose()
        for _ in range(which % len(done)):
            late.comment("not what is there")
        item = late.ask(c.Comment("late"), command_id=f"late/{life.sent}/{which}", keep=False)
        if item.after_seq < len(done):
            return item, Outcome.BEHIND
    if move == "short":
        ahead = Life(life.stream)
        ahead.propose()
        for _ in range(len(done)):
            ahead.comment("never arrived")
        return ahead.comment("lost", command_id=f"lost/{life.sent}/{which}"), "LedgerShort"
    if move == "bad":
        return Append(life.stream, len(done), f"bad/{which}", ()), "InvalidAppend"
    done.append(life.comment(f"number {len(done)}", command_id=f"own/{len(done)}"))
    return done[-1], Outcome.RECORDED
