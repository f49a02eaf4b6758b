"""A real SMTP server that can be made to misbehave as real ones do."""

import asyncio
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class Post:
    """What arrived, and how the server is to behave: each entry of ``moods`` serves for one message, then all is well.

    ``reject`` 550 at the recipient, ``later`` 451 at the recipient, ``full`` 452 after the data, ``die`` breaks the connection in the
    middle of the data, ``swallow`` takes the message and breaks off before saying so, ``hold`` takes it, sets :attr:`held` and says so
    much later: whoever sent it can be killed meanwhile.
    """

    def __init__(self) -> None:
        self.taken: list[bytes] = []
        self.moods: list[str] = []
        self.recipients: list[list[str]] = []
        self.held = threading.Event()

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]) -> str:
        if self.moods and self.moods[0] in {"reject", "later"}:
            return {"reject": "550 5.1.1 no such mailbox", "later": "451 4.7.1 greylisted, come back later"}[self.moods.pop(0)]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        mood = self.moods.pop(0) if self.moods else ""
        if mood == "full":
            return "452 4.2.2 mailbox full"
        if mood == "die":
            _break_off(server)
            return "451 never said"
        assert isinstance(envelope.content, bytes)
        self.taken.append(envelope.content)
        self.recipients.append(envelope.rcpt_tos)
        if mood == "swallow":
            _break_off(server)
        if mood == "hold":
            self.held.set()
            await asyncio.sleep(5)
        return "250 OK"

    @property
    def ids(self) -> list[str]:
        """The Message-IDs that arrived, in order."""
        return [re.search(rb"(?mi)^Message-ID:\s*(\S+)", each)[1].decode() for each in self.taken]  # type: ignore[index]


def _break_off(server: Any) -> None:
    server.transport.abort()


@contextmanager
def running(post: Post, port: int = 0) -> Iterator[str]:
    """The URL of a server that hands what it gets to ``post``."""
    controller = Controller(post, hostname="127.0.0.1", port=port or _free_port())
    controller.start()
    try:
        yield f"smtp://127.0.0.1:{controller.port}"
    finally:
        controller.stop()


def _free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
