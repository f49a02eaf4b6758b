"""An event of the ledger as a CloudEvent 1.0 in structured JSON mode: the same bytes whenever it is sent."""

import hashlib
import re
from typing import Any

from domain import events
from wire.codec import decode, encode
from wire.records import StoredEvent

CONTENT_TYPE = "application/cloudevents+json; charset=utf-8"
PREFIX = "servanda.obligation."
PING = "servanda.ping"


def kind_of(name: str) -> str:
    """An event's name in the ledger as it ends a type: ``DueDateChanged`` is ``due-date-changed``."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", name).lower()


KINDS: tuple[str, ...] = tuple(sorted(kind_of(each.__name__) for each in events.Event.__args__))
"""Every kind that this version of Servanda records."""


def event_id(stream: str, seq: int) -> str:
    """The id by which a receiver knows a repeated event: within one source no two events share it."""
    return f"{stream}#{seq}"


def message_id(source: str, event: str) -> str:
    """The ``webhook-id`` of an event: a short form of source and id that fits a header, whatever the symbol is written in."""
    return "evt_" + hashlib.sha256(f"{source}\0{event}".encode()).hexdigest()[:40]


def cloud_event(
    source: str, stream: str, position: int, digest: bytes, stored: StoredEvent, instrument: str, provision: str
) -> bytes:
    """``stored`` as a CloudEvent. ``source`` is this ledger's URI, ``digest`` the event's hash in its chain.

    ``sequence`` (a documented extension) is the ledger's position, written so that text sorts as numbers do.
    """
    return encode(
        {
            "specversion": "1.0",
            "id": event_id(stream, stored.seq),
            "source": source,
            "type": PREFIX + kind_of(stored.kind),
            "subject": stream,
            "time": stored.recorded_at,
            "datacontenttype": "application/json",
            "sequence": f"{position:020}",
            "data": {
                "obligation": stream,
                "instrument": instrument,
                "provision": provision,
                "seq": stored.seq,
                "position": position,
                "hash": digest.hex(),
                "kind": stored.kind,
                "version": stored.version,
                "actor": stored.actor,
                "recorded_at": stored.recorded_at,
                "effective_at": stored.effective_at,
                "event": decode(stored.payload, object),
            },
        }
    )


def ping(source: str, webhook: str, number: str, at: Any) -> bytes:
    """An event without content, by which a receiver can be tried. ``number`` tells one try from another."""
    return encode(
        {
            "specversion": "1.0",
            "id": f"{webhook}#ping-{number}",
            "source": source,
            "type": PING,
            "time": at,
            "datacontenttype": "application/json",
            "data": {"webhook": webhook},
        }
    )
