"""Chat and some hundred other services, through Apprise: one address (an Apprise URL) a person or a role, and that address is a secret.

https://github.com/caronc/apprise/wiki names the services and how their addresses are written.
"""

import asyncio
import hashlib
import logging
import re
from collections.abc import Iterable

import apprise

from notify.channels import Message
from notify.email import subject_of
from notify.errors import NotDelivered, Rejected, Unreachable, Unwritable
from notify.policy import CHAT

WHOLE = 30
"""Seconds that one message may take altogether, in however many parts a service takes it."""

_LOCAL = frozenset({"blink1", "dbus", "gio", "glib", "gnome", "kde", "macosx", "qt", "syslog", "windows"})
"""Services of the machine that sends: nobody sits there."""

_REFUSED = re.compile(r"error=(4\d\d)\b")
_ANSWERED = re.compile(r"error=(\d{3})\b")
_CALLS = re.compile(r"@(?=(?:everyone|here|channel|all)\b)|<(?=[!@])", re.IGNORECASE)


def scheme(address: str) -> str:
    """The service that ``address`` names: all of it that is ever shown."""
    found = re.match(r"[A-Za-z0-9+.-]{1,30}(?=://)", address.strip())
    return found[0].lower() if found else "?"


def check(address: str) -> None:
    """Raises :class:`~notify.errors.Unwritable` for what is no address of a service; the message does not repeat it."""
    _services(address)


class Chat:
    """The channel (:class:`notify.channels.Channel`). Services know no repetition: what is sent again after a crash is seen twice."""

    async def send(self, message: Message, address: str) -> str:
        """Bring ``message`` to ``address``; the id is made of the message's key. Raises :class:`~notify.errors.NotDelivered`."""
        service = await asyncio.to_thread(_services, address)
        subject = _harmless(subject_of(message.subject))
        result = await asyncio.to_thread(
            service.notify,
            body=_harmless(message.text),
            title=subject,
            body_format=apprise.NotifyFormat.TEXT,
            interpret_escapes=False,
            timeout=WHOLE,
        )
        if not result:
            raise _why(scheme(address), (str(line) for line in result.logs()))
        return f"{CHAT}:{hashlib.sha256(message.key.encode()).hexdigest()[:32]}"

    async def rest(self) -> None:
        return


def _services(address: str) -> apprise.Apprise:
    _hush()
    asset = apprise.AppriseAsset(secure_logging=True, storage_mode="memory", app_id="Servanda", app_desc="Servanda notices")
    asset.http_redirects = False
    made = apprise.Apprise(asset=asset)
    name = scheme(address)
    if name in _LOCAL:
        raise Unwritable(f"{name}:// reaches the machine that sends, and nobody else. Take a service that the person reads.")
    if not address.isprintable() or not made.add(address.strip()) or len(made) != 1:
        raise Unwritable(
            f"The chat address ({name}://...) is none that Apprise knows, or is several. "
            "See https://github.com/caronc/apprise/wiki for how it is written, and give it anew with `servanda chat set`."
        )
    for service in made:
        service.overflow_mode = apprise.OverflowMode.SPLIT
    return made


def _hush() -> None:
    """These libraries write addresses, with the secrets in them, into their logs: theirs go nowhere."""
    for name in ("apprise", "urllib3"):
        logger = logging.getLogger(name)
        logger.propagate = False
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())


def _why(name: str, said: Iterable[str]) -> NotDelivered:
    """Why it was not taken, by the number of the answer alone: what else libraries say may hold the address."""
    lines = "\n".join(said)
    if (refused := _REFUSED.search(lines)) and refused[1] not in ("408", "425", "429"):
        return Rejected(
            f"The chat service ({name}) answered {refused[1]}. See that its address is still right: `servanda chat set`."
        )
    if answered := _ANSWERED.search(lines):
        return Unreachable(f"The chat service ({name}) answered {answered[1]}.")
    return Unreachable(f"The chat service ({name}) could not be reached, or did not answer in time.")


def _harmless(text: str) -> str:
    """``text`` without calls to everybody in the room: words of a document are no reason to ring all telephones."""
    return _CALLS.sub(lambda found: found[0] + "\u200b", text)
