"""Writers that run in processes of their own, and are killed there."""

import os
import random
import signal
from multiprocessing.connection import Connection

import sqlalchemy as sa

from domain import commands as c
from schema.chain import link, payload_bytes
from schema.engine import make_engine, writing
from schema.ledger import Ledger, head
from schema.tables import events
from tests.ledger.lives import Life
from wire.records import Append, Appended, Outcome

Sending = list[tuple[str, str]]
"""Commands to be sent: the stream and the command's id."""


def propose(ledger: Ledger, streams: list[str]) -> None:
    """Let ``streams`` begin."""
    for answer in ledger.append_many([Life(stream).propose() for stream in streams]):
        assert isinstance(answer, Appended)


def knowing(ledger: Ledger, stream: str, seq: int | None = None) -> Life:
    """A caller that knows ``stream`` up to ``seq``, as ``None`` to its present end."""
    life = Life(stream)
    life.catch_up(Appended(Outcome.BEHIND, since=tuple(ledger.history(stream)[:seq])))
    return life


def send(ledger: Ledger, life: Life, command_id: str) -> Appended:
    """Send one command as a workflow does: who is behind catches up and decides anew, until it is recorded."""
    while True:
        answer = ledger.append(life.ask(c.Comment(f"by {command_id}"), command_id=command_id, keep=False))
        if answer.outcome is Outcome.RECORDED:
            life.catch_up(Appended(Outcome.BEHIND, since=tuple(ledger.history(life.stream, life.state.seq if life.state else 0))))
            return answer
        life.catch_up(answer)
        if answer.outcome is Outcome.REPEATED:
            return answer


def send_all(url: str, sending: Sending) -> list[tuple[str, str, int]]:
    """Send them all from what was known at the start; answer with the seq that each one's event got."""
    ledger = Ledger(make_engine(url))
    lives = {stream: knowing(ledger, stream, 1) for stream, _ in sending}
    found = []
    for stream, command_id in sending:
        answer = send(ledger, lives[stream], command_id)
        assert answer.first is not None
        found.append((stream, command_id, answer.first))
    ledger.engine.dispose()
    return found


def send_until_killed(url: str, streams: list[str], tag: str, report: Connection) -> None:
    """Send without end, several at once, and report each command only after its answer."""
    ledger = Ledger(make_engine(url))
    lives = [knowing(ledger, stream) for stream in streams]
    number = 0
    while True:
        batch = []
        for life in random.sample(lives, 5):
            number += 1
            batch.append(life.comment("on and on", command_id=f"{tag}/{number}"))
        for asked, answer in zip(batch, ledger.append_many(batch), strict=True):
            assert isinstance(answer, Appended), answer
            assert answer.outcome is Outcome.RECORDED, answer
            report.send((asked.stream, asked.command_id))


def die_after_commit(url: str, asked: Append, naive: bool) -> None:
    """Record ``asked`` and be killed right after the commit, before anybody hears of it."""
    ledger = Ledger(make_engine(url))
    if naive:
        insert_naively(ledger, asked)
    else:
        ledger.append(asked)
    os.kill(os.getpid(), signal.SIGKILL)


def die_before_commit(url: str, asked: Append) -> None:
    """Be killed when all of ``asked`` is written and nothing is committed yet."""
    ledger = Ledger(make_engine(url))
    sa.event.listen(ledger.engine, "commit", lambda _: os.kill(os.getpid(), signal.SIGKILL))
    ledger.append(asked)


def insert_naively(ledger: Ledger, asked: Append) -> None:
    """What a ledger would do that asks nobody: a right position, a right hash, the next free seq, and no look at the command id."""
    [event] = asked.events
    with writing(ledger.engine) as connection:
        end = head(connection)
        last = connection.execute(sa.select(sa.func.max(events.c.seq)).where(events.c.stream == asked.stream)).scalar() or 0
        written = {
            "seq": last + 1,
            "kind": event.kind,
            "version": event.version,
            "actor": event.actor,
            "command_id": event.command_id,
            "recorded_at": event.recorded_at,
            "effective_at": event.effective_at,
        }
        stored = type(event)(**written, payload=event.payload)
        place = {"position": end.position + 1, "stream": asked.stream, "prev_hash": end.hash}
        digest = link(end.hash, end.position + 1, asked.stream, stored)
        connection.execute(events.insert(), {**written, **place, "payload": payload_bytes(stored), "hash": digest})
