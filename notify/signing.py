"""Signatures of webhooks, as the Standard Webhooks specification (v1, symmetric) lays down: HMAC-SHA256 over id, timestamp and body."""

import base64
import binascii
import hmac
import secrets
from collections.abc import Sequence
from datetime import datetime

_PREFIX = "whsec_"
_LENGTHS = range(24, 65)
"""Bytes that a secret may have, by the specification."""


def new_secret() -> str:
    """A fresh secret of 32 random bytes, as receivers' libraries take it: ``whsec_`` and Base64."""
    return _PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def key(secret: str) -> bytes:
    """The bytes of a secret. Raises :class:`ValueError` for one that is none; the message does not repeat it."""
    try:
        found = base64.b64decode(secret.removeprefix(_PREFIX), validate=True)
    except (binascii.Error, ValueError):
        found = b""
    if not secret.startswith(_PREFIX) or len(found) not in _LENGTHS:
        raise ValueError(f"A webhook's secret is written {_PREFIX} and the Base64 of 24 to 64 bytes. This one is not.")
    return found


def headers(message: str, body: bytes, at: datetime, keys: Sequence[bytes]) -> dict[str, str]:
    """The three headers by which a receiver knows ``body`` for ours and for fresh.

    ``message`` is the same whenever the same event is sent; ``at`` (aware) is this attempt's time. There is one signature for each of
    ``keys``, so that a receiver that has either the old or the new secret finds its own.
    """
    stamp = str(int(at.timestamp()))
    signed = b".".join((message.encode("ascii"), stamp.encode("ascii"), body))
    signatures = (base64.b64encode(hmac.digest(each, signed, "sha256")).decode() for each in keys)
    return {
        "webhook-id": message,
        "webhook-timestamp": stamp,
        "webhook-signature": " ".join(f"v1,{each}" for each in signatures),
    }
