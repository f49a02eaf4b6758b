"""``kill -9`` of the sender, from a real database through a real mail server: nothing is lost, nothing is told in two messages, and what
is sent again is word for word the same."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from domain import commands as c
from notify.email import message_id
from schema import outbox, preferences
from schema.engine import reading
from schema.messages import digests_due
from schema.migrate import upgrade
from schema.preferences import Preference
from schema.tables.notice_tables import deliveries, messages
from tests.notify.instance import EARLY, Instance, instance, lived, terms
from tests.notify.mail_server import Post as MailServer
from tests.notify.mail_server import running
from tests.outbox import notices_of

ROOT = Path(__file__).resolve().parents[2]
DUE = date(2029, 6, 8)
REMINDED = datetime(2029, 6, 1, 9, 0, 1, tzinfo=UTC)

SENDER = """
import asyncio, sys
from datetime import datetime, timedelta, timezone
import config
from engine.outgoing import sender
begins, started = datetime.fromisoformat(sys.argv[1]), datetime.now(timezone.utc)
asyncio.run(sender.run(config.load(), lambda: begins + (datetime.now(timezone.utc) - started)))
"""


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Instance]:
    """Twenty obligations, assigned to four people and reminded of."""
    url = f"sqlite:///{tmp_path / 'servanda.db'}"
    upgrade(url)
    made = instance(url)
    for person in ("p0", "p1", "p2", "p3", "chief"):
        made.person(person)
    for number in range(20):
        who = f"p{number % 4}"
        steps = [
            (c.Propose(terms(DUE)), "chief", EARLY),
            (c.Confirm(), "chief", EARLY),
            (c.Assign(who), "chief", EARLY),
            (c.Tick(), "servanda", REMINDED),
        ]
        made.ledger.append_many(lived(f"A/RES/71/244:{number + 1}", steps))  # type: ignore[arg-type]
    yield made
    made.engine.dispose()


@contextmanager
def sender(folder: Path, smtp: str, now: datetime) -> Iterator[subprocess.Popen[bytes]]:
    """A sender for which it is ``now``; killed in the end, whatever it does."""
    environment = {
        **os.environ,
        "SERVANDA_DATA": str(folder),
        "SERVANDA_MAIL_FROM": "servanda@example.org",
        "SERVANDA_COORDINATOR": "chief",
        "SERVANDA_SMTP_URL": smtp,
    }
    command = [sys.executable, "-c", SENDER, now.isoformat()]
    process = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()


def wait_for(done: object, seconds: float) -> bool:
    until = time.monotonic() + seconds
    while not done():  # type: ignore[operator]
        if time.monotonic() > until:
            return False
        time.sleep(0.01)
    return True


def nothing_due(here: Instance, now: datetime) -> bool:
    """Whether a sender for which it is ``now`` has nothing left to do: what waits, waits for another hour."""
    with reading(here.engine) as connection:
        due = connection.execute(deliveries.select().where(deliveries.c.waits <= now)).first()
    waiting = outbox.backlog(here.engine)
    return due is None and waiting.unsent == waiting.later and not digests_due(here.engine, now, 1)


def told_once(here: Instance) -> None:
    """Every notice is settled, in one message or none, and every message was sent."""
    with reading(here.engine) as connection:
        rows = connection.execute(deliveries.select()).fetchall()
        sent = {row.key: row for row in connection.execute(messages.select())}
    assert {row.notice for row in rows} == {row.key for row in notices_of(here.engine)}
    assert not [row for row in rows if row.waits or (row.message is None and row.how not in {"off", "dropped"})]
    assert all(row.sent_at and row.message_id == message_id(row.key) for row in sent.values())


@pytest.mark.timeout(200)
def test_killed_after_the_server_took_it_and_before_that_was_recorded(here: Instance, tmp_path: Path) -> None:
    server, now = MailServer(), datetime(2029, 6, 2, 10, tzinfo=UTC)
    here.write(REMINDED)  # what cannot wait has been told; of the digests that are to come, the first is taken and held
    server.moods = ["hold"]
    with running(server) as smtp:
        with sender(tmp_path, smtp, now):
            assert server.held.wait(60)
        [first] = server.taken
        assert b" June 2029:" in first
        for person in ("p0", "p1", "p2", "p3"):  # much changes meanwhile; the message does not
            preferences.put(here.engine, Preference(person, "ru", 11), now)
        for number in range(20):
            one = f"A/RES/71/244:{number + 1}"
            here.states[one] = here.recorded(one)
            here.step(one, c.Waive("overtaken"), now)
        with sender(tmp_path, smtp, now + timedelta(minutes=30)):
            assert wait_for(lambda: server.ids.count(message_id_of(first)) == 2 and outbox.backlog(here.engine).unsent == 0, 60)
    assert [raw for raw in server.taken if message_id_of(raw) == message_id_of(first)] == [first, first]
    told_once(here)


def message_id_of(raw: bytes) -> str:
    return raw.split(b"Message-ID: ")[1].split(b"\r\n")[0].decode()


@pytest.mark.timeout(400)
def test_killed_again_and_again_it_loses_nothing_and_tells_once(here: Instance, tmp_path: Path) -> None:
    server, now = MailServer(), datetime(2029, 6, 1, 9, 1, tzinfo=UTC)
    server.moods = ["", "later", "", "die", "swallow", "", "full", ""]
    with running(server) as smtp:
        for turn in range(8):  # killed sooner or later: while it starts, writes, sends or marks
            enough = len(server.taken) + turn // 2
            with sender(tmp_path, smtp, now):
                wait_for(lambda enough=enough: len(server.taken) >= enough, 0.5 + turn / 2)  # type: ignore[misc]
            now += timedelta(hours=7)
        for _ in range(6):  # and in the end left alone, a day after the other
            with sender(tmp_path, smtp, now):
                wait_for(lambda: nothing_due(here, now), 60)  # noqa: B023 - it is asked here and now
            now += timedelta(hours=24)
            if outbox.backlog(here.engine).unsent == 0:
                break
    told_once(here)
    with reading(here.engine) as connection:
        assert {message_id(row.key) for row in connection.execute(messages.select())} == set(server.ids)
    texts: dict[str, bytes] = {}
    for its_id, raw in zip(server.ids, server.taken, strict=True):
        assert texts.setdefault(its_id, raw) == raw
