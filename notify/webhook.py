"""One signed event to one receiver by HTTP: to public addresses only, without redirects, in bounded time and with bounded answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

import aiohttp

from notify import signing
from notify.cloudevents import CONTENT_TYPE
from notify.errors import NotDelivered, Rejected, Unreachable
from notify.public_only import AddressRefused, Door

WHOLE, CONNECT = 15.0, 5.0
"""Seconds that a receiver may take altogether, and for being connected to."""

LARGEST_ANSWER = 64 * 1024
"""Bytes of an answer that are read (and thrown away), so that the connection can be used again. More than that closes it."""

_LONGEST_URL = 2000


class Gone(Rejected):
    """The receiver says that it is gone for good (410): the specification asks us to stop."""


class Later(Unreachable):
    """The receiver asks to be left alone for a while; ``seconds`` where it says how long."""

    def __init__(self, message: str, seconds: float | None) -> None:
        self.seconds = seconds
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Target:
    """A receiver's URL, taken apart and checked. ``named`` means that an administrator has named its host."""

    url: str
    host: str
    named: bool


def target(url: str, allowed: frozenset[str]) -> Target:
    """``url`` as a receiver. Raises :class:`ValueError` with what is wrong with it; the message does not repeat it.

    It must be ``https://``, unless its host (with or without its port) is in ``allowed``.
    """
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as error:
        raise ValueError(f"The address is no URL: {error}.") from error
    host = (parts.hostname or "").rstrip(".").lower()
    named = bool(allowed & {host, f"{host}:{port}", f"[{host}]:{port}"})
    if not host or parts.scheme not in ("https", "http") or len(url) > _LONGEST_URL or not url.isprintable() or " " in url:
        raise ValueError("The address is no web address. Write https://host/path.")
    if parts.username or parts.password:
        raise ValueError("The address holds a user or a password, which would stand in many a log. Events are signed instead.")
    if parts.scheme == "http" and not named:
        raise ValueError(
            f"{host} would be written to without encryption. Use https://, or name the host in SERVANDA_WEBHOOK_HOSTS."
        )
    return Target(url, host, named)


def host_of(url: str) -> str:
    """The host of a subscribed address: all of it that is ever shown, for the rest may be a secret."""
    return urlsplit(url).hostname or "?"


class Receiver:
    """The connection to one receiver; use it with ``async with``. Several events may go over it, one after another."""

    def __init__(self, to: Target) -> None:
        self._to = to
        self._door = Door(to.named)

    async def __aenter__(self) -> Self:
        # Of a name with several addresses, those inside are refused one by one; one that is public may be connected to.
        connector = aiohttp.TCPConnector(
            socket_factory=self._door, use_dns_cache=False, happy_eyeballs_delay=None, limit=1, keepalive_timeout=5
        )
        self._session = aiohttp.ClientSession(
            connector=connector,
            timeout=aiohttp.ClientTimeout(total=WHOLE, sock_connect=CONNECT),
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"User-Agent": "Servanda-Webhooks/1", "Content-Type": CONTENT_TYPE},
            auto_decompress=False,
            trust_env=False,
        )
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self._session.close()

    async def post(self, message: str, body: bytes, at: datetime, keys: Sequence[bytes]) -> None:
        """Send ``body`` under the id ``message``, signed at ``at`` with each of ``keys``. Returns once the receiver has taken it (2xx).

        Raises :class:`~notify.errors.NotDelivered`: :class:`Gone`, :class:`Later`, :class:`~notify.public_only.AddressRefused`, or
        what else kept it from being taken. No message holds the URL's path or query, nor what the receiver wrote.
        """
        self._door.refused.clear()
        try:
            signed = signing.headers(message, body, at, keys)
            async with self._session.post(self._to.url, data=body, headers=signed, allow_redirects=False) as answer:
                self._judge(answer)
                await self._drain(answer)
        except TimeoutError as error:
            raise Unreachable(f"{self._to.host} did not answer within {WHOLE:g} seconds.") from error
        except (aiohttp.ClientError, OSError, ValueError) as error:
            if self._door.refused:
                raise AddressRefused(
                    f"{self._to.host} leads to {', '.join(self._door.refused)}, which is not on the public Internet. "
                    "If that is meant, name the host in SERVANDA_WEBHOOK_HOSTS."
                ) from error
            raise Unreachable(f"{self._to.host} could not be reached: {_say(error)}.") from error

    def _judge(self, answer: aiohttp.ClientResponse) -> None:
        code = answer.status
        if 200 <= code < 300:
            return
        answer.close()
        if code == 410:
            raise Gone(f"{self._to.host} answered 410: it is gone, and asks not to be told any more.")
        if 300 <= code < 400:
            raise Rejected(
                f"{self._to.host} answered {code}, a redirect. None is followed: subscribe the address that it leads to."
            )
        if code in (429, 502, 503, 504):
            raise Later(f"{self._to.host} answered {code}.", _retry_after(answer))
        raise NotDelivered(f"{self._to.host} answered {code}.")

    async def _drain(self, answer: aiohttp.ClientResponse) -> None:
        read = 0
        try:
            async for some in answer.content.iter_chunked(8192):
                read += len(some)
                if read > LARGEST_ANSWER:
                    answer.close()
                    return
        except (aiohttp.ClientError, OSError, TimeoutError):
            answer.close()  # it had said 2xx before: the event is taken


def _retry_after(answer: aiohttp.ClientResponse) -> float | None:
    """Seconds of the header Retry-After, given as such or as a date (RFC 9110, section 10.2.3)."""
    given = answer.headers.get("Retry-After", "")
    if given.isascii() and given.isdecimal() and len(given) < 10:
        return float(given)
    try:
        when, now = parsedate_to_datetime(given), parsedate_to_datetime(answer.headers.get("Date", ""))
        return max((when - now).total_seconds(), 0)
    except (ValueError, TypeError):
        return None


def _say(error: Exception) -> str:
    """The kind of failure in words, without the address that libraries put into theirs."""
    cause = getattr(error, "os_error", None) or error
    return str(getattr(cause, "strerror", None) or type(cause).__name__)
