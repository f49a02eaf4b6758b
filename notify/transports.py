"""The ways a message travels: SMTP, or a local folder where each stands as a file that any mail program opens."""

import asyncio
import hashlib
import os
from collections.abc import Callable
from contextlib import suppress
from email.message import EmailMessage
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

import aiosmtplib

from notify.errors import Rejected, ServerAway, Unreachable

SMTP_TIMEOUT = 20.0
"""Seconds that a mail server may take for any one answer."""


class Transport(Protocol):
    """Takes one message at a time. Returns once it is taken; raises :class:`~notify.errors.NotDelivered`."""

    async def send(self, message: EmailMessage) -> None: ...

    async def rest(self) -> None:
        """Nothing more to send for now: let go of connections."""
        ...


class LocalFolder:
    """Writes each message as ``.eml``, whole or not at all, and says so in one line. The same message is the same file."""

    def __init__(self, folder: Path, announce: Callable[[str], None] = lambda line: None) -> None:
        self.folder = folder
        self._announce = announce

    async def send(self, message: EmailMessage) -> None:
        path = await asyncio.to_thread(self._write, message)
        self._announce(f"{message['Subject']} ({path.name})")

    async def rest(self) -> None:
        return

    def path(self, message: EmailMessage) -> Path:
        """Where ``message`` is kept: the day it was written, then what tells it from all others."""
        written = message["Date"].datetime
        name = hashlib.sha256(str(message["Message-ID"]).encode()).hexdigest()[:16]
        return self.folder / f"{written:%Y-%m-%dT%H%M%SZ}-{name}.eml"

    def _write(self, message: EmailMessage) -> Path:
        path = self.path(message)
        fresh = path.with_suffix(f".{os.getpid()}.new")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with fresh.open("wb") as out:
                out.write(message.as_bytes())
                out.flush()
                os.fsync(out.fileno())
            fresh.replace(path)
            folder = os.open(self.folder, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)
        except OSError as error:
            with suppress(OSError):
                fresh.unlink(missing_ok=True)
            raise Unreachable(f"{path} could not be written: {error}. See that the folder is there and has room.") from error
        return path


class Smtp:
    """A mail server named by a URL: ``smtp://user:password@host:port`` (STARTTLS where offered) or ``smtps://...``.

    One connection serves a batch. Raises ValueError for a URL that names none.
    """

    def __init__(self, url: str, timeout: float = SMTP_TIMEOUT) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
            raise ValueError("SERVANDA_SMTP_URL is written smtp://user:password@host:port or smtps://user:password@host:port.")
        self._implicit_tls = parts.scheme == "smtps"
        self._host = parts.hostname
        self._port = parts.port or (465 if self._implicit_tls else 587 if parts.username else 25)
        self._user = unquote(parts.username) if parts.username else None
        self._password = unquote(parts.password) if parts.password else None
        self._timeout = timeout
        self._connection: aiosmtplib.SMTP | None = None

    @property
    def where(self) -> str:
        """The server as host:port, without credentials."""
        return f"{self._host}:{self._port}"

    async def send(self, message: EmailMessage) -> None:
        try:
            connection = await self._connected()
            await connection.send_message(message)
        except aiosmtplib.SMTPRecipientsRefused as error:
            await self._abandon()
            codes = [refused.code for refused in error.recipients]
            said = "; ".join(f"{refused.code} {refused.message}" for refused in error.recipients)
            raise self._refusal(min(codes, default=451), said) from error
        except aiosmtplib.SMTPResponseException as error:
            await self._abandon()
            raise self._refusal(error.code, f"{error.code} {error.message}") from error
        except (aiosmtplib.SMTPException, OSError, ValueError) as error:
            await self._abandon()
            raise ServerAway(
                f"The mail server {self.where} did not take the message: {error or type(error).__name__}."
            ) from error

    async def rest(self) -> None:
        if self._connection is not None and self._connection.is_connected:
            with suppress(aiosmtplib.SMTPException, OSError):
                await self._connection.quit(timeout=5)
        self._connection = None

    async def check(self) -> None:
        """Connect, greet, log in where credentials are given, and leave. Raises :class:`~notify.errors.NotDelivered`."""
        try:
            await self._connected()
        except aiosmtplib.SMTPResponseException as error:
            raise self._refusal(error.code, f"{error.code} {error.message}") from error
        except (aiosmtplib.SMTPException, OSError) as error:
            raise ServerAway(f"The mail server {self.where} does not answer: {error}.") from error
        finally:
            await self.rest()

    async def _connected(self) -> aiosmtplib.SMTP:
        if self._connection is not None and self._connection.is_connected:
            return self._connection
        connection = aiosmtplib.SMTP(
            hostname=self._host, port=self._port, use_tls=self._implicit_tls, timeout=self._timeout,
            username=self._user, password=self._password,
            start_tls=None if not self._implicit_tls else False,
        )  # fmt: skip
        await connection.connect()
        self._connection = connection
        return connection

    async def _abandon(self) -> None:
        if self._connection is not None:
            with suppress(Exception):
                self._connection.close()
        self._connection = None

    def _refusal(self, code: int, said: str) -> Unreachable | Rejected:
        """4yz asks to come back later (greylisting, full queues); 5yz is meant to last."""
        if 400 <= code < 500 or code < 200:
            return Unreachable(f"The mail server {self.where} asks to come back later: {said}.")
        return Rejected(f"The mail server {self.where} rejects the message: {said}. Mend the address or the mail settings.")
