"""Messages that have gone out."""

import zlib
from datetime import datetime

from notify.channels import Form, Message
from notify.email import message_id
from schema import messages
from schema.engine import Engine
from schema.messages import Draft
from wire.codec import encode


def sent_to(engine: Engine, person: str, key: str, at: datetime) -> str:
    """Record a message to ``person`` and that it went out; its Message-ID."""
    content = zlib.compress(encode(Message(key, person, Form.IMMEDIATE, "en", "A notice", "Words.", "", at)))
    assert messages.record(engine, [Draft(person, key, messages.IMMEDIATE, at, content)]) == 1
    assert messages.mark_sent(engine, key, at, "email", message_id(key))
    return message_id(key)
