"""Registering an instrument: its document, its provisions, what was read and what is proposed, all at once or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

import sqlalchemy as sa

from domain.instrument import Instrument, Provision, Reading
from schema.columns import instant
from schema.engine import Connection, Engine, writing
from schema.errors import AlreadyRegistered, InvalidAppend, LedgerError
from schema.ledger import record
from schema.lineage import put_references
from schema.tables import documents, instruments, provisions, readings
from wire.records import Append, Appended, Outcome


@dataclass(frozen=True, slots=True)
class Document:
    """The file as it came, byte for byte: the evidence."""

    name: str
    media_type: str
    data: bytes

    @property
    def sha256(self) -> str:
        return sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class Registration:
    """All that comes into being with an instrument.

    ``name``, ``data`` and ``media_type`` are the file's. ``proposals`` record each proposal of the reading as proposed, the
    proposal's id being the stream. ``zone`` is the IANA zone its days are meant in, ``registered_at`` an aware instant.
    """

    reading: Reading
    name: str
    data: bytes
    media_type: str
    zone: str
    registered_at: datetime
    proposals: Sequence[Append]

    @property
    def document(self) -> Document:
        return Document(self.name, self.media_type, self.data)


def register(engine: Engine, registration: Registration) -> str:
    """Record ``registration`` in one transaction and return the instrument's symbol.

    Raises :class:`AlreadyRegistered` for a symbol (whatever its case) or bytes that are registered, and :class:`InvalidAppend`
    where the symbol is missing or a proposal cannot be recorded; then nothing was written.
    """
    instrument = registration.reading.instrument
    symbol = (instrument.symbol or "").strip()
    if not symbol:
        raise InvalidAppend("The instrument has no symbol. Give it one: obligations are named after it.")
    _refuse_mismatch(registration)
    with writing(engine) as connection:
        _refuse_known(connection, symbol, registration.document)
        _insert_instrument(connection, symbol, instrument, registration)
        _insert_provisions(connection, symbol, registration.reading)
        _insert_readings(connection, symbol, registration.reading)
        put_references(connection, symbol, registration.reading.references)
        for answer in record(connection, registration.proposals):
            _insist(answer)
    return symbol


def document(engine: Engine, symbol: str) -> Document | None:
    """The document that ``symbol`` was read from, or ``None`` if there is no such instrument."""
    asked = (
        sa.select(documents).join(instruments, instruments.c.document == documents.c.sha256).where(instruments.c.symbol == symbol)
    )
    with engine.connect() as connection:
        row = connection.execute(asked).first()
    return Document(row.name, row.media_type, row.content) if row else None


def _refuse_mismatch(registration: Registration) -> None:
    read = sorted(proposal.id for proposal in registration.reading.proposals)
    if read != sorted(append.stream for append in registration.proposals):
        raise InvalidAppend(
            "What is to be recorded as proposed is not what was read: each proposal takes one append of its own id."
        )


def _refuse_known(connection: Connection, symbol: str, given: Document) -> None:
    asked = sa.select(instruments.c.symbol, instruments.c.title, instruments.c.registered_at)
    if row := connection.execute(asked.where(sa.func.lower(instruments.c.symbol) == symbol.lower())).first():
        raise AlreadyRegistered(f"{_known(row)}. Nothing was changed; `servanda list` shows its obligations.", row.symbol)
    if row := connection.execute(asked.where(instruments.c.document == given.sha256)).first():
        raise AlreadyRegistered(
            f"The bytes of {given.name} are those of a registered document: {_known(row)}. Nothing was changed.", row.symbol
        )


def _known(row: Any) -> str:
    title = f" ({row.title})" if row.title else ""
    return f"{row.symbol}{title} is registered since {row.registered_at:%d %B %Y, %H:%M} UTC"


def _insert_instrument(connection: Connection, symbol: str, instrument: Instrument, given: Registration) -> None:
    source = given.document
    connection.execute(
        documents.insert(),
        {"sha256": source.sha256, "name": source.name, "media_type": source.media_type, "content": source.data},
    )
    connection.execute(
        instruments.insert(),
        {
            "symbol": symbol,
            "title": instrument.title,
            "body": instrument.body,
            "session": instrument.session,
            "agenda_item": instrument.agenda_item,
            "adopted": instrument.adopted,
            "zone": given.zone,
            "registered_at": given.registered_at,
            "document": source.sha256,
            "warnings": given.reading.warnings,
        },
    )


def _insert_provisions(connection: Connection, symbol: str, reading: Reading) -> None:
    rows = [_provision(symbol, ordinal, each, reading) for ordinal, each in enumerate(reading.provisions, start=1)]
    if rows:
        connection.execute(provisions.insert(), rows)


def _provision(symbol: str, ordinal: int, provision: Provision, reading: Reading) -> dict[str, Any]:
    return {
        "instrument": symbol,
        "ordinal": ordinal,
        "kind": provision.kind.value,
        "number": provision.number,
        "text": provision.text,
        "span": provision.span,
        "parent": provision.parent,
        "part": provision.part,
        "heading": provision.heading,
        "footnotes": provision.footnotes,
        "no_obligation": reading.no_obligation.get(provision.number) if provision.number else None,
    }


def _insert_readings(connection: Connection, symbol: str, reading: Reading) -> None:
    rows = [
        {"obligation": each.id, "instrument": symbol, "provision": each.provision, "proposal": each} for each in reading.proposals
    ]
    if rows:
        connection.execute(readings.insert(), rows)


def _insist(answer: Appended | InvalidAppend | Exception) -> None:
    if isinstance(answer, Exception):
        raise answer
    if answer.outcome is not Outcome.RECORDED:
        raise LedgerError(
            f"The ledger holds events of one of these obligations already (since {instant(answer.since[0].recorded_at)}), though "
            "its instrument is not registered. Nothing was changed. Run `servanda verify`."
        )
