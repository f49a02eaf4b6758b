"""The messages of the workflows, and their names. Activities and clients import this; it imports no one but the domain and the wire.

A field may be added with a default; none is ever renamed or removed, for histories are replayed years later.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from domain.added import added
from domain.commands import Command, Envelope
from domain.obligation import Obligation
from domain.time.clock import Clock
from wire.codec import command_kind, decode_command, plain
from wire.records import StoredEvent

OBLIGATION_WORKFLOW = "Obligation"
APPEND = "append"
READ_SINCE = "read-since"

COMMAND = "command"
CATCH_UP = "catch-up"
STATE = "state"

INSTRUMENT_ATTRIBUTE = "ServandaInstrument"
ADDRESSEE_ATTRIBUTE = "ServandaAddressee"
STATUS_ATTRIBUTE = "ServandaStatus"
DUE_ATTRIBUTE = "ServandaDue"

REFUSED = "Refused"
"""The error type under which a refusal of the kernel reaches the sender of a command. Its detail is a :class:`Refusal`."""

UNRECORDABLE = "Unrecordable"
"""The error type of an append that the ledger would refuse every time: trying again is of no use."""


def rules(revision: int) -> str:
    """The mark that a run leaves in its history where it has decided by ``revision`` of the rules, and not by an earlier one."""
    return f"rules-{revision}"


@dataclass(frozen=True, slots=True)
class CommandMessage:
    """An :class:`~domain.commands.Envelope` as it travels. ``kind`` and ``body`` are the command."""

    command_id: str
    actor: str
    kind: str
    body: dict[str, Any]
    effective_at: datetime | None = None
    acting_as: tuple[str, ...] = added(())


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command did: the events ``first`` to ``last`` of its obligation, which are in the ledger. Both ``None``: nothing."""

    command_id: str
    status: str
    seq: int
    first: int | None = None
    last: int | None = None
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a command was refused, at which ``seq`` of the obligation, and which steps are legal there."""

    message: str
    seq: int
    legal: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Life:
    """Where a run of the obligation's workflow begins: the state as recorded, the clock, and the latest answers for repeated commands."""

    obligation: Obligation
    clock: Clock = field(default_factory=Clock)
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadSince:
    """Ask for the events of ``stream`` after ``after_seq``."""

    stream: str
    after_seq: int


@dataclass(frozen=True, slots=True)
class Since:
    events: tuple[StoredEvent, ...]


def pack(envelope: Envelope) -> CommandMessage:
    """``envelope`` as a message."""
    kind, body = command_kind(envelope.command), plain(envelope.command)
    return CommandMessage(envelope.command_id, envelope.actor, kind, body, envelope.effective_at, envelope.acting_as)


def unpack(message: CommandMessage) -> Envelope:
    """The envelope in ``message``. Raises :class:`ValueError` where it holds no command this code knows."""
    command: Command = decode_command(message.kind, message.body)
    return Envelope(message.command_id, message.actor, command, message.effective_at, message.acting_as)
