"""What people, calendars and time itself may ask of an obligation. Imperative; each is answered by events or refused.

The command id, the actor and the effective time travel beside the command, in :class:`Envelope`.
"""

from dataclasses import dataclass
from datetime import date, datetime

from domain.instrument import Due, SessionRef
from domain.terms import Terms


@dataclass(frozen=True, slots=True)
class Propose:
    """Put what was read before a person. Not a duty yet."""

    terms: Terms


@dataclass(frozen=True, slots=True)
class Confirm:
    """Make the proposal a duty. What a person corrects is given here; ``None`` keeps what was read.

    ``accept_past_due`` says that the person has seen that the due day is over and wants it followed as overdue.
    """

    due: date | None = None
    addressees: tuple[str, ...] | None = None
    required: int | None = None
    accept_past_due: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Reject:
    reason: str


@dataclass(frozen=True, slots=True)
class Assign:
    """Lay the task on a focal point (a party's id). Assigning again reassigns."""

    assignee: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Accept:
    note: str = ""


@dataclass(frozen=True, slots=True)
class Decline:
    reason: str


@dataclass(frozen=True, slots=True)
class ReportProgress:
    note: str
    percent: int | None = None


@dataclass(frozen=True, slots=True)
class Submit:
    """Hand in ``units`` of what is asked for (one of two briefings is one unit)."""

    note: str = ""
    units: int = 1
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Approve:
    """Accept what was submitted. Never by whoever submitted it."""

    note: str = ""


@dataclass(frozen=True, slots=True)
class Return:
    reason: str


@dataclass(frozen=True, slots=True)
class ChangeDueDate:
    due: date
    reason: str


@dataclass(frozen=True, slots=True)
class RebindSession:
    """The session this obligation is bound to has new days, or has lost its days (``due`` unresolved)."""

    session: SessionRef
    due: Due
    source: str


@dataclass(frozen=True, slots=True)
class Waive:
    reason: str


@dataclass(frozen=True, slots=True)
class Reopen:
    reason: str
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Comment:
    text: str


@dataclass(frozen=True, slots=True)
class Tick:
    """Time has passed. What follows depends on ``now`` alone."""


Command = (
    Propose
    | Confirm
    | Reject
    | Assign
    | Accept
    | Decline
    | ReportProgress
    | Submit
    | Approve
    | Return
    | ChangeDueDate
    | RebindSession
    | Waive
    | Reopen
    | Comment
    | Tick
)


@dataclass(frozen=True, slots=True)
class Envelope:
    """A command with who sends it, under which id, and since when it is so.

    ``command_id`` is the sender's: sent twice, it is carried out once and answered twice alike. ``effective_at`` (UTC, aware, never
    in the future) is when the thing happened; ``None`` means now.
    """

    command_id: str
    actor: str
    command: Command
    effective_at: datetime | None = None
