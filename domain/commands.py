"""What people, calendars and time itself may ask of an obligation. Imperative; each is answered by events or refused.

The command id, the actor and the effective time travel beside the command, in :class:`Envelope`.
"""

from dataclasses import dataclass
from datetime import date, datetime

from domain.added import added
from domain.events import Member
from domain.instrument import Due, SessionRef
from domain.revisions import TODAY
from domain.terms import Terms


@dataclass(frozen=True, slots=True)
class Propose:
    """Put what was read before a person. Not a duty yet."""

    terms: Terms


@dataclass(frozen=True, slots=True)
class Confirm:
    """Make the proposal a duty. What a person corrects is given here; ``None`` keeps what was read.

    ``accept_past_due`` says that the person has seen that the due day is over and wants it followed as overdue. ``lightly`` follows
    it without escalation. ``rebound`` is what the calendar has of the session that it is bound to, where that is not what was read any
    more. What recurs becomes a series of occurrences, until ``ends_on`` (no occurrence is due later) or for
    ``ends_after`` of them; ``once`` follows the first alone.
    """

    due: date | None = None
    addressees: tuple[str, ...] | None = None
    required: int | None = None
    accept_past_due: bool = False
    note: str = ""
    quorum: int | None = None
    lightly: bool = False
    once: bool = False
    ends_on: date | None = None
    ends_after: int | None = None
    rebound: Due | None = added(None)


@dataclass(frozen=True, slots=True)
class Reject:
    reason: str


@dataclass(frozen=True, slots=True)
class Assign:
    """Lay the task on a focal point (a party's id). Assigning again reassigns.

    Where several answer: ``addressee`` says for whom of those named, ``assignment`` which one is reassigned, ``also`` that another
    one is laid beside those there are.
    """

    assignee: str
    note: str = ""
    addressee: str | None = None
    assignment: int | None = None
    also: bool = False


@dataclass(frozen=True, slots=True)
class FanOut:
    """Lay it on every member of a collective addressee, each with an assignment of its own. Members that have one keep it."""

    collective: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Accept:
    note: str = ""
    assignment: int | None = None


@dataclass(frozen=True, slots=True)
class Decline:
    """Not take it on. It goes back to whoever delegated it, else to the coordinator."""

    reason: str
    assignment: int | None = None


@dataclass(frozen=True, slots=True)
class Delegate:
    """Hand it on to another party. Whoever delegates still answers for it."""

    to: str
    note: str = ""
    assignment: int | None = None


@dataclass(frozen=True, slots=True)
class HandBack:
    """Give back what was taken on: to whoever delegated it, else to the coordinator."""

    reason: str
    assignment: int | None = None


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Take one of several assignments away: nothing more is expected of whoever holds it."""

    assignment: int
    reason: str


@dataclass(frozen=True, slots=True)
class ReportProgress:
    note: str
    percent: int | None = None
    assignment: int | None = None


@dataclass(frozen=True, slots=True)
class Submit:
    """Hand in ``units`` of what is asked for (one of two briefings is one unit)."""

    note: str = ""
    units: int = 1
    evidence: tuple[str, ...] = ()
    assignment: int | None = None


@dataclass(frozen=True, slots=True)
class Attach:
    """Put evidence on file: hashes of stored files (``sha256:...``) or addresses."""

    evidence: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Approve:
    """Accept what was submitted. Never by whoever submitted it, holds it or delegated it."""

    note: str = ""
    assignment: int | None = None


@dataclass(frozen=True, slots=True)
class Return:
    reason: str
    assignment: int | None = None


@dataclass(frozen=True, slots=True)
class ChangeDueDate:
    due: date
    reason: str


@dataclass(frozen=True, slots=True)
class AskExtension:
    """Ask for a later due day. Somebody else grants or refuses it."""

    due: date
    reason: str


@dataclass(frozen=True, slots=True)
class GrantExtension:
    note: str = ""


@dataclass(frozen=True, slots=True)
class RefuseExtension:
    reason: str


@dataclass(frozen=True, slots=True)
class ScheduleUnit:
    """Give one of several units a due day of its own (``None``: the day of the whole again). ``unit`` counts from 1."""

    unit: int
    due: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class Suspend:
    """Stop the clock, until somebody resumes it or to the beginning of ``until``."""

    reason: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Resume:
    """Let the clock go on. The days that it stood are given back."""

    note: str = ""


@dataclass(frozen=True, slots=True)
class Snooze:
    """No reminders to whoever holds it before ``until``. The due day, and what follows it, stay as they are."""

    until: date
    reason: str
    assignment: int | None = None


@dataclass(frozen=True, slots=True)
class SetMilestone:
    """Plan a step on the way, or move the planned one with the number ``milestone``."""

    name: str
    due: date
    reason: str = ""
    milestone: int | None = None


@dataclass(frozen=True, slots=True)
class ReachMilestone:
    """``by_then``: it had been reached by the day on which this is so at the latest, and on which day is not known."""

    milestone: int
    note: str = ""
    by_then: bool = added(False)


@dataclass(frozen=True, slots=True)
class DropMilestone:
    milestone: int
    reason: str


@dataclass(frozen=True, slots=True)
class Consult:
    """Record that ``party`` was asked, what, and by when an answer is wanted."""

    party: str
    question: str
    answer_by: date | None = None


@dataclass(frozen=True, slots=True)
class RecordAnswer:
    consultation: int
    answer: str


@dataclass(frozen=True, slots=True)
class OpenOccurrence:
    """Open the next occurrence of a series whose days no rule gives. ``at`` is the session's, where a calendar gives them."""

    due: date
    at: Due | None = None


@dataclass(frozen=True, slots=True)
class EndSeries:
    """No further occurrences. Those that are open stay so: what they ask for was asked."""

    reason: str


@dataclass(frozen=True, slots=True)
class CloseWithSeries:
    """The series that this is an occurrence of was closed at ``at`` (UTC): superseded ``by`` a later provision, or waived (no ``by``)."""

    reason: str
    at: datetime
    by: str = ""


@dataclass(frozen=True, slots=True)
class RebindSession:
    """The session this obligation is bound to has new days, or has lost its days (``due`` unresolved)."""

    session: SessionRef
    due: Due
    source: str


@dataclass(frozen=True, slots=True)
class Amend:
    """A later provision changes what is asked for. ``by`` is its obligation's id, or its symbol and paragraph."""

    by: str
    reason: str
    due: date | None = None
    addressees: tuple[str, ...] | None = None
    required: int | None = None


@dataclass(frozen=True, slots=True)
class Supersede:
    """A later provision takes its place, or ends it. ``by`` as in :class:`Amend`."""

    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Link:
    """Another provision stands in a relation to this one (``reiterated by``, ``amends``, ...). It changes nothing else."""

    relation: str
    other: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Waive:
    reason: str


@dataclass(frozen=True, slots=True)
class Reopen:
    """Open what is closed again. A rejected proposal becomes a proposal again."""

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
    | FanOut
    | Accept
    | Decline
    | Delegate
    | HandBack
    | Withdraw
    | ReportProgress
    | Submit
    | Attach
    | Approve
    | Return
    | ChangeDueDate
    | AskExtension
    | GrantExtension
    | RefuseExtension
    | ScheduleUnit
    | Suspend
    | Resume
    | Snooze
    | SetMilestone
    | ReachMilestone
    | DropMilestone
    | Consult
    | RecordAnswer
    | OpenOccurrence
    | EndSeries
    | CloseWithSeries
    | RebindSession
    | Amend
    | Supersede
    | Link
    | Waive
    | Reopen
    | Comment
    | Tick
)


@dataclass(frozen=True, slots=True)
class Envelope:
    """A command with who sends it, under which id, and since when it is so.

    ``command_id`` is the sender's: sent twice, it is carried out once and answered twice alike. ``effective_at`` (UTC, aware, never
    in the future) is when the thing happened; ``None`` means now. ``acting_as`` are the positions that the actor holds or stands in for.
    ``rules`` is the revision of the rules by which it is decided (:mod:`domain.revisions`): an earlier one only where it was so before.
    """

    command_id: str
    actor: str
    command: Command
    effective_at: datetime | None = None
    acting_as: tuple[str, ...] = ()
    rules: int = TODAY

    @property
    def hats(self) -> frozenset[str]:
        """Every party that the actor may speak for: themselves and their positions."""
        return frozenset((self.actor, *self.acting_as))
