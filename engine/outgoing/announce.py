"""Words of the program itself to the coordinator: what is no notice about an obligation, such as a webhook that was disabled."""

from collections.abc import Awaitable, Callable
from datetime import datetime

import config
from engine.outgoing.ways import transports
from notify.email import address
from notify.service_mail import build
from notify.transports import Transport
from schema import people
from schema.engine import Engine

Tell = Callable[[str, str, str, datetime], Awaitable[None]]
"""Takes a subject, a text, a business key (the same word has the same key) and when it was written (UTC, aware)."""


def coordinator(settings: config.Settings, engine: Engine) -> Tell:
    """The way to the coordinator: mail where they have an address, the outbox folder otherwise.

    What it returns raises :class:`~notify.errors.NotDelivered` where the message was not taken.
    """

    async def tell(subject: str, text: str, key: str, at: datetime) -> None:
        mail, local = transports(settings)
        person = people.get(engine, settings.coordinator.strip()) if settings.coordinator.strip() else None
        transport: Transport = local
        if person and person.email:
            transport, to = mail, address(person.name, person.email)
        else:
            to = address("the coordinator", "coordinator@servanda.invalid")
        try:
            await transport.send(build(subject, text, key, at, settings.mail_from, to))
        finally:
            await transport.rest()

    return tell
