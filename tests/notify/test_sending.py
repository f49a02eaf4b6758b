"""Messages on their way: a real SMTP server that rejects, postpones, breaks off and dies, and a folder that never holds half a file."""

import asyncio
import os
import signal
import socket
import stat
import subprocess
import sys
import time
from collections import Counter
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from domain.notices import COORDINATOR
from notify import sender
from notify.email import message_id
from notify.errors import Rejected, ServerAway, Unreachable
from notify.outbox import Person
from notify.sender import Post, send_forever, send_waiting
from notify.transports import LocalFolder, Smtp
from schema import outbox, people
from schema.engine import make_engine
from schema.ledger import Ledger
from schema.migrate import upgrade
from tests.notify.conftest import LIFE, MemoryOutbox, lived
from tests.notify.mail_server import Post as MailServer
from tests.notify.mail_server import running

ROOT = Path(__file__).resolve().parents[2]
PEOPLE = {name: Person(name, name.title(), f"{name}@example.org", "UTC") for name in ("anna", "bert", "carla", "chief")}


class Clock:
    """Time that passes only when told to."""

    def __init__(self) -> None:
        self.now = datetime(2030, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


def memory(count: int | None = None) -> MemoryOutbox:
    matters = {notice.key: (notice, matter) for notice, matter in lived()[:count]}
    return MemoryOutbox(matters, dict(PEOPLE))


def post(url: str, folder: Path, roles: dict[str, str] | None = None) -> Post:
    return Post(Smtp(url, timeout=5), LocalFolder(folder), "servanda@example.org", roles or {COORDINATOR: "chief"})


async def drain(kept: MemoryOutbox, leaving: Post, clock: Clock, rounds: int = 12) -> None:
    for _ in range(rounds):
        await send_waiting(kept, leaving, clock)
        clock.now += timedelta(hours=1)


async def test_everything_arrives_once_with_its_own_id(tmp_path: Path) -> None:
    server, kept = MailServer(), memory()
    with running(server) as url:
        await drain(kept, post(url, tmp_path), Clock(), rounds=2)
    people_only = [key for key, (notice, _) in kept.matters.items() if not notice.recipient.startswith("@level")]
    assert sorted(server.ids) == sorted(message_id(key) for key in people_only)
    assert all(ids == [message_id(key)] for key, ids in kept.sent_at.items()) and len(kept.sent_at) == len(kept.matters)
    first = message_from_bytes(server.taken[0], policy=policy.default)
    assert (first["To"], server.recipients[0]) == ("Anna <anna@example.org>", ["anna@example.org"])


@pytest.mark.parametrize("mood", ["reject", "later", "full", "die", "swallow"])
async def test_a_failure_is_seen_and_the_message_arrives_later(mood: str, tmp_path: Path) -> None:
    server, kept, clock = MailServer(), memory(3), Clock()
    server.moods = [mood]
    with running(server) as url:
        leaving = post(url, tmp_path)
        await send_waiting(kept, leaving, clock)
        broken = mood in {"die", "swallow"}  # the connection is gone: the rest of the batch is not tried on it
        failed, *others = kept.errors
        assert failed == next(iter(kept.matters)) and all("mail server" in reason for [reason] in kept.errors.values())
        assert (len(others), len(kept.sent_at)) == ((2, 0) if broken else (0, 2))
        await drain(kept, leaving, clock)
    assert len(kept.sent_at) == 3
    times = Counter(server.ids)
    assert times[message_id(failed)] == (2 if mood == "swallow" else 1)
    assert set(times.values()) <= {1, 2}


async def test_a_server_that_is_away_costs_one_try_a_batch_not_one_a_message(tmp_path: Path) -> None:
    kept, clock = memory(), Clock()
    with socket.socket() as deaf:  # takes connections and never says a word
        deaf.bind(("127.0.0.1", 0))
        deaf.listen()
        leaving = Post(
            Smtp(f"smtp://127.0.0.1:{deaf.getsockname()[1]}", timeout=0.5),
            LocalFolder(tmp_path),
            "a@b.org",
            {COORDINATOR: "chief"},
        )
        began = time.monotonic()
        await send_waiting(kept, leaving, clock)
    assert time.monotonic() - began < 2.5
    by_mail = [key for key, (notice, _) in kept.matters.items() if not notice.recipient.startswith("@level")]
    assert set(kept.errors) == set(by_mail)


@pytest.mark.parametrize(
    ("mood", "kind"), [("reject", Rejected), ("later", Unreachable), ("full", Unreachable), ("die", ServerAway)]
)
async def test_what_kind_of_failure_it_is(mood: str, kind: type[Exception], tmp_path: Path) -> None:
    server = MailServer()
    with running(server) as url:
        transport = Smtp(url, timeout=5)
        await transport.check()
        server.moods = [mood]
        _, message = sender._message(memory(1), post(url, tmp_path), memory(1).claim(Clock()(), 1, timedelta(1))[0])
        with pytest.raises(kind) as failed:
            await transport.send(message)
        assert type(failed.value) is kind
        await transport.rest()
    with pytest.raises(ServerAway):
        await transport.check()


async def test_one_that_cannot_be_written_does_not_hold_up_the_others(tmp_path: Path) -> None:
    server, kept = MailServer(), memory(4)
    kept.people["anna"] = Person("anna", "Anna", "anna@example.org\r\nBcc: evil@example.org", "UTC")
    kept.people["bert"] = Person("bert", "Bert", "bert@example.org", "No/Where")
    with running(server) as url:
        await send_waiting(kept, post(url, tmp_path), Clock())
    failed = {kept.matters[key][0].recipient for key in kept.errors}
    assert failed == {"anna", "bert"} and len(kept.sent_at) == 4 - len(kept.errors)
    assert b"evil" not in b"".join(server.taken)


async def test_who_has_no_address_is_written_to_in_the_folder_and_told_why(tmp_path: Path) -> None:
    server, kept = MailServer(), memory()
    kept.people = {"bert": Person("bert", "Bert", None, "UTC")}
    said: list[str] = []
    with running(server) as url:
        leaving = Post(Smtp(url), LocalFolder(tmp_path / "outbox", said.append), "servanda@example.org", {})
        await send_waiting(kept, leaving, Clock())
    assert not server.taken and len(kept.sent_at) == len(kept.matters) == len(said)
    bodies = {}
    for path in (tmp_path / "outbox").iterdir():
        message = message_from_bytes(path.read_bytes(), policy=policy.default)
        body = message.get_body(("plain",))
        assert body is not None
        bodies[message["To"].addresses[0].addr_spec] = " ".join(body.get_content().split())
    assert "SERVANDA_COORDINATOR" in bodies["coordinator@servanda.invalid"]
    assert "servanda people add anna" in bodies["anna@servanda.invalid"]
    assert "--email" in bodies["bert@servanda.invalid"]
    assert "nobody has been named for that role" in bodies["level-1@servanda.invalid"]


async def test_the_folder_holds_each_message_once_and_whole(tmp_path: Path) -> None:
    folder = LocalFolder(tmp_path / "deep" / "outbox")
    leaving = Post(folder, folder, "servanda@example.org", {COORDINATOR: "chief"})
    for _ in range(2):  # as after a crash between writing and recording
        await send_waiting(memory(), leaving, Clock())
    kept = list(folder.folder.iterdir())
    assert len(kept) == len(memory().matters) and {path.suffix for path in kept} == {".eml"}
    for path in kept:
        assert (
            message_from_bytes(path.read_bytes(), policy=policy.default)["Subject"]
            .strip()
            .startswith("[Servanda] A/RES/71/244:14")
        )


@pytest.mark.skipif(os.geteuid() == 0 and not Path("/proc/self").exists(), reason="needs /proc to be refused as root")
async def test_a_folder_that_cannot_be_written_is_a_failure_like_any_other() -> None:
    kept, folder = memory(1), LocalFolder(Path("/proc/outbox"))
    await send_waiting(kept, Post(folder, folder, "servanda@example.org", {}), Clock())
    [[reason]] = kept.errors.values()
    assert "/proc/outbox" in reason and not kept.sent_at


async def test_stopping_finishes_what_is_under_way(tmp_path: Path) -> None:
    kept, folder = memory(), LocalFolder(tmp_path)

    class Slow(LocalFolder):
        async def send(self, message: object) -> None:
            started.set()
            await asyncio.sleep(0.2)
            await super().send(message)  # type: ignore[arg-type]

    started = asyncio.Event()
    slow = Slow(tmp_path)
    task = asyncio.create_task(
        send_forever(kept, Post(slow, folder, "servanda@example.org", {COORDINATOR: "chief"}), Clock(), 0.01)
    )
    await started.wait()
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
    assert len(kept.sent_at) == 1 == len(os.listdir(tmp_path))


async def test_an_outbox_that_is_away_is_asked_again(tmp_path: Path) -> None:
    kept, folder, fails = memory(1), LocalFolder(tmp_path), iter([True, True, False])
    claim = kept.claim

    def moody(now: datetime, limit: int, lease: timedelta) -> object:
        if next(fails, False):
            raise OSError("the database is away")
        return claim(now, limit, lease)

    kept.claim = moody  # type: ignore[method-assign, assignment]
    task = asyncio.create_task(send_forever(kept, Post(folder, folder, "servanda@example.org", {}), Clock(), 0.01))
    await asyncio.sleep(0.5)
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
    assert len(kept.sent_at) == 1


def live_through(url: str, count: int) -> int:
    """Put ``count`` obligations through :data:`LIFE` in the database at ``url``; how many notices that made."""
    from domain.commands import Envelope
    from engine.obligations import decided

    upgrade(url)
    engine = make_engine(url)
    ledger = Ledger(engine)
    for name in PEOPLE.values():
        people.put(engine, people.Person(name.id, name.name, name.email))
    for number in range(count):
        one = f"A/RES/71/244:{number + 1}"
        state = None
        for step, (actor, command, now) in enumerate(LIFE):
            ledger.append(decided(state, Envelope(f"c{step}", actor, command), now, one))
            state = ledger.state(one)
    waiting = outbox.backlog(engine).unsent
    engine.dispose()
    return waiting


SENDER = """
import asyncio, sys
from datetime import timedelta
import config
from engine import sender
ahead = timedelta(minutes=float(sys.argv[1]))  # past the leases of whoever was killed before
asyncio.run(sender.run(config.load(), lambda: sender.utc_now() + ahead))
"""


@pytest.mark.timeout(90)
def test_killed_again_and_again_it_loses_nothing_and_records_once(tmp_path: Path) -> None:
    """``kill -9`` of the sender while it sends, from a real database through a real server that now and then breaks off itself."""
    url = f"sqlite:///{tmp_path / 'servanda.db'}"
    total = live_through(url, 2)
    engine = make_engine(url)
    server = MailServer()
    server.moods = ["", "", "later", "", "die", "", "swallow", "", "", "full"]
    environment = {
        **os.environ,
        "SERVANDA_DATA": str(tmp_path),
        "SERVANDA_MAIL_FROM": "servanda@example.org",
        "SERVANDA_COORDINATOR": "chief",
    }
    with running(server) as smtp:
        environment["SERVANDA_SMTP_URL"] = smtp
        kills = 0
        for turn in range(20):
            before = len(server.taken)
            command = [sys.executable, "-c", SENDER, str(turn * 2000)]
            process = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            until = time.monotonic() + 2.5
            enough = before + 4 + turn * 4
            while outbox.backlog(engine).unsent and len(server.taken) < enough and time.monotonic() < until and turn < 19:
                time.sleep(0.005)
            process.send_signal(signal.SIGKILL)
            process.wait()
            if not outbox.backlog(engine).unsent:
                break
            kills += 1
    rows = outbox.notices_of(engine)
    assert kills >= 3
    assert len(rows) == total and all(row.sent_at and row.message_id == message_id(row.key) for row in rows)
    by_mail = {message_id(row.key) for row in rows if not row.recipient.startswith("@level")}
    assert set(server.ids) == by_mail
    kept = list((tmp_path / "outbox").glob("*.eml"))
    assert len(kept) == total - len(by_mail)
    engine.dispose()


def test_kept_messages_are_not_for_everybody(tmp_path: Path) -> None:
    """They hold names; the folder follows the user's own umask and is not made wider."""
    old = os.umask(0o077)
    try:
        folder = LocalFolder(tmp_path / "outbox")
        asyncio.run(send_waiting(memory(1), Post(folder, folder, "servanda@example.org", {}), Clock()))
    finally:
        os.umask(old)
    [path] = folder.folder.iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
