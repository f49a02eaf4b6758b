"""Messages on their way: a real SMTP server that rejects, postpones, breaks off and dies, and a folder that never holds half a file."""

import asyncio
import os
import socket
import stat
import time
from collections import Counter
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from notify.channels import Message
from notify.email import Email, message_id
from notify.errors import NotDelivered, Rejected, ServerAway, Unreachable
from notify.outbox import Reader
from notify.policy import EMAIL
from notify.sender import KEPT, PATIENCE, Post, send_forever, send_waiting
from notify.transports import LocalFolder, Smtp
from tests.notify.mail_server import Post as MailServer
from tests.notify.mail_server import running
from tests.notify.ready import PEOPLE, ReadyDesk, desk

FROM = "servanda@example.org"


class Clock:
    """Time that passes only when told to."""

    def __init__(self) -> None:
        self.now = datetime(2030, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


def post(url: str, folder: Path) -> Post:
    return Post({EMAIL: Email(Smtp(url, timeout=5), FROM)}, Email(LocalFolder(folder), FROM))


def into(folder: LocalFolder) -> Post:
    return Post({EMAIL: Email(folder, FROM)}, Email(folder, FROM))


async def drain(kept: ReadyDesk, leaving: Post, clock: Clock, rounds: int = 12) -> None:
    for _ in range(rounds):
        await send_waiting(kept, leaving, clock)
        clock.now += timedelta(hours=1)


def by_mail(kept: ReadyDesk) -> list[str]:
    return [key for key, message in kept.messages.items() if message.person in PEOPLE]


async def test_everything_arrives_once_with_its_own_id(tmp_path: Path) -> None:
    server, kept = MailServer(), desk()
    with running(server) as url:
        await drain(kept, post(url, tmp_path), Clock(), rounds=2)
    assert sorted(server.ids) == sorted(message_id(key) for key in by_mail(kept))
    assert all(sent == [(EMAIL, message_id(key))] for key, sent in kept.sent_by.items() if key in by_mail(kept))
    assert {sent[0][0] for key, sent in kept.sent_by.items() if key not in by_mail(kept)} == {KEPT}
    assert len(kept.sent_by) == len(kept.messages)
    first = message_from_bytes(server.taken[0], policy=policy.default)
    assert (first["To"], server.recipients[0]) == ("Anna <anna@example.org>", ["anna@example.org"])


@pytest.mark.parametrize("mood", ["reject", "later", "full", "die", "swallow"])
async def test_a_failure_is_seen_and_the_message_arrives_later(mood: str, tmp_path: Path) -> None:
    server, kept, clock = MailServer(), desk(3), Clock()
    server.moods = [mood]
    with running(server) as url:
        leaving = post(url, tmp_path)
        await send_waiting(kept, leaving, clock)
        broken = mood in {"die", "swallow"}  # the connection is gone: the rest of the batch is not tried on it
        failed, *others = kept.errors
        assert failed == next(iter(kept.messages)) and all("mail server" in reason for [reason] in kept.errors.values())
        assert (len(others), len(kept.sent_by)) == ((2, 0) if broken else (0, 2))
        await drain(kept, leaving, clock)
    assert len(kept.sent_by) == 3
    times = Counter(server.ids)
    assert times[message_id(failed)] == (2 if mood == "swallow" else 1)
    assert set(times.values()) <= {1, 2}


async def test_a_server_that_is_away_costs_one_try_a_batch_not_one_a_message(tmp_path: Path) -> None:
    kept, clock = desk(), Clock()
    with socket.socket() as deaf:  # takes connections and never says a word
        deaf.bind(("127.0.0.1", 0))
        deaf.listen()
        away = Email(Smtp(f"smtp://127.0.0.1:{deaf.getsockname()[1]}", timeout=0.5), FROM)
        leaving = Post({EMAIL: away}, Email(LocalFolder(tmp_path), FROM))
        began = time.monotonic()
        await send_waiting(kept, leaving, clock)
    assert time.monotonic() - began < 2.5
    assert set(kept.errors) == set(by_mail(kept))


@pytest.mark.parametrize(
    ("mood", "kind"), [("reject", Rejected), ("later", Unreachable), ("full", Unreachable), ("die", ServerAway)]
)
async def test_what_kind_of_failure_it_is(mood: str, kind: type[Exception], tmp_path: Path) -> None:
    server = MailServer()
    with running(server) as url:
        transport = Smtp(url, timeout=5)
        await transport.check()
        server.moods = [mood]
        [message] = desk(1).messages.values()
        with pytest.raises(kind) as failed:
            await Email(transport, FROM).send(message, "anna@example.org")
        assert type(failed.value) is kind
        await transport.rest()
    with pytest.raises(ServerAway):
        await transport.check()


async def test_one_that_cannot_be_written_does_not_hold_up_the_others(tmp_path: Path) -> None:
    server, kept = MailServer(), desk(4)
    kept.readers["anna"] = Reader("anna", "Anna", addresses={EMAIL: "anna@example.org\r\nBcc: evil@example.org"})
    kept.readers["bert"] = Reader("bert", "Bert", addresses={EMAIL: "bert"})
    with running(server) as url:
        await send_waiting(kept, post(url, tmp_path), Clock())
    failed = {kept.messages[key].person for key in kept.errors}
    assert failed == {"anna", "bert"} and len(kept.sent_by) == 4 - len(kept.errors)
    assert b"evil" not in b"".join(server.taken)


async def test_who_cannot_be_reached_is_written_to_in_the_folder(tmp_path: Path) -> None:
    server, kept = MailServer(), desk()
    kept.readers = {"bert": Reader("bert", "Bert")}
    said: list[str] = []
    with running(server) as url:
        leaving = Post({EMAIL: Email(Smtp(url), FROM)}, Email(LocalFolder(tmp_path / "outbox", said.append), FROM))
        await send_waiting(kept, leaving, Clock())
    assert not server.taken and len(kept.sent_by) == len(kept.messages) == len(said)
    read = [message_from_bytes(path.read_bytes(), policy=policy.default) for path in (tmp_path / "outbox").iterdir()]
    assert {each["To"].addresses[0].addr_spec for each in read} >= {
        "coordinator@servanda.invalid",
        "anna@servanda.invalid",
        "level-1@servanda.invalid",
    }


class Other:
    """A second way to people, with whatever trouble a test gives it."""

    def __init__(self, trouble: NotDelivered | None = None) -> None:
        self.trouble = trouble
        self.taken: list[tuple[Message, str]] = []

    async def send(self, message: Message, address: str) -> str:
        if self.trouble:
            raise self.trouble
        self.taken.append((message, address))
        return f"chat of {message.key}"

    async def rest(self) -> None:
        return


def reached_by_both(kept: ReadyDesk, *order: str) -> None:
    addresses = {EMAIL: "anna@example.org", "chat": "room 1"}
    kept.readers["anna"] = Reader("anna", "Anna", addresses=addresses, channels=order)


async def test_channels_are_tried_in_the_order_that_the_person_gave(tmp_path: Path) -> None:
    server, kept, chat = MailServer(), desk(1), Other()
    reached_by_both(kept, "chat", EMAIL)
    with running(server) as url:
        leaving = post(url, tmp_path)
        await send_waiting(kept, Post({**leaving.channels, "chat": chat}, leaving.kept), Clock())
    [(message, address)] = chat.taken
    assert (address, message.name, server.taken) == ("room 1", "Anna", [])
    assert [*kept.sent_by.values()] == [[("chat", f"chat of {message.key}")]]


async def test_what_one_channel_rejects_goes_by_the_next(tmp_path: Path) -> None:
    server, kept = MailServer(), desk(1)
    reached_by_both(kept, "chat", EMAIL)
    with running(server) as url:
        leaving = post(url, tmp_path)
        await send_waiting(kept, Post({**leaving.channels, "chat": Other(Rejected("no such room"))}, leaving.kept), Clock())
    assert len(server.taken) == 1 and not kept.errors


async def test_a_channel_that_is_silent_is_given_time_before_the_next_is_tried(tmp_path: Path) -> None:
    server, kept, clock = MailServer(), desk(1), Clock()
    reached_by_both(kept, "chat", EMAIL)
    with running(server) as url:
        leaving = post(url, tmp_path)
        both = Post({**leaving.channels, "chat": Other(Unreachable("no answer"))}, leaving.kept)
        await drain(kept, both, clock, rounds=PATIENCE - 1)
        assert not server.taken
        await drain(kept, both, clock, rounds=1)
    assert len(server.taken) == 1


async def test_the_folder_holds_each_message_once_and_whole(tmp_path: Path) -> None:
    folder = LocalFolder(tmp_path / "deep" / "outbox")
    leaving = into(folder)
    for _ in range(2):  # as after a crash between writing and recording
        await send_waiting(desk(), leaving, Clock())
    kept = list(folder.folder.iterdir())
    assert len(kept) == len(desk().messages) and {path.suffix for path in kept} == {".eml"}
    for path in kept:
        assert (
            message_from_bytes(path.read_bytes(), policy=policy.default)["Subject"]
            .strip()
            .startswith("[Servanda] A/RES/71/244:14")
        )


@pytest.mark.skipif(os.geteuid() == 0 and not Path("/proc/self").exists(), reason="needs /proc to be refused as root")
async def test_a_folder_that_cannot_be_written_is_a_failure_like_any_other() -> None:
    kept, folder = desk(1), LocalFolder(Path("/proc/outbox"))
    await send_waiting(kept, into(folder), Clock())
    [[reason]] = kept.errors.values()
    assert "/proc/outbox" in reason and not kept.sent_by


async def test_stopping_finishes_what_is_under_way(tmp_path: Path) -> None:
    kept = desk()

    class Slow(LocalFolder):
        async def send(self, message: object) -> None:
            started.set()
            await asyncio.sleep(0.2)
            await super().send(message)  # type: ignore[arg-type]

    started = asyncio.Event()
    slow = Slow(tmp_path)
    task = asyncio.create_task(send_forever(kept, into(slow), Clock(), 0.01))
    await started.wait()
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
    assert len(kept.sent_by) == 1 == len(os.listdir(tmp_path))


async def test_an_outbox_that_is_away_is_asked_again(tmp_path: Path) -> None:
    kept, folder, fails = desk(1), LocalFolder(tmp_path), iter([True, True, False])
    claim = kept.claim

    def moody(now: datetime, limit: int, lease: timedelta) -> object:
        if next(fails, False):
            raise OSError("the database is away")
        return claim(now, limit, lease)

    kept.claim = moody  # type: ignore[method-assign, assignment]
    task = asyncio.create_task(send_forever(kept, into(folder), Clock(), 0.01))
    await asyncio.sleep(0.5)
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
    assert len(kept.sent_by) == 1


def test_kept_messages_are_not_for_everybody(tmp_path: Path) -> None:
    """They hold names; the folder follows the user's own umask and is not made wider."""
    old = os.umask(0o077)
    try:
        folder = LocalFolder(tmp_path / "outbox")
        asyncio.run(send_waiting(desk(1), into(folder), Clock()))
    finally:
        os.umask(old)
    [path] = folder.folder.iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
