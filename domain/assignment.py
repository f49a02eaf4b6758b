"""One assignment: the part of an obligation that one party answers for, with a life of its own.

An obligation with one addressee has one; one laid on several has one for each, and one for each member of a collective.
"""

from dataclasses import dataclass
from datetime import date, datetime

from domain.added import added
from domain.status import DONE_WITH, TAKEN, Status


@dataclass(frozen=True, slots=True)
class Submission:
    """What waits for approval. ``effective_at`` is when it was handed in; ``recorded_at``, when whoever approves could first know.

    ``watched`` is the instant up to which whoever must approve has been reminded.
    """

    by: str
    units: int
    effective_at: datetime
    recorded_at: datetime
    watched: datetime
    note: str = added("")
    evidence: tuple[str, ...] = added(())


@dataclass(frozen=True, slots=True)
class Delivery:
    """What was handed in and approved: the units, what shows them, by whom and when (UTC)."""

    units: int
    by: str
    handed_in: datetime
    approved_by: str
    approved_at: datetime
    evidence: tuple[str, ...] = added(())


@dataclass(frozen=True, slots=True)
class Assignment:
    """``number`` counts from 1 within its obligation, and is never given twice. ``party`` is the position or person that holds it.

    ``chain`` are those who held it and delegated it, the first first: they still answer for it. ``addressee`` says for whom of
    several addressees, or for which member of a collective, it stands. ``snoozed_until`` is the first day with reminders again.
    """

    number: int
    party: str | None = added(None)
    status: Status = added(Status.UNASSIGNED)
    addressee: str | None = added(None)
    chain: tuple[str, ...] = added(())
    percent: int | None = added(None)
    delivered: int = added(0)
    delivered_at: datetime | None = added(None)
    submission: Submission | None = added(None)
    deliveries: tuple[Delivery, ...] = added(())
    snoozed_until: date | None = added(None)

    @property
    def live(self) -> bool:
        """Something is still expected of it."""
        return self.status not in DONE_WITH

    @property
    def taken(self) -> bool:
        """Somebody holds it and has still to hand in."""
        return self.status in TAKEN

    @property
    def answerable(self) -> tuple[str, ...]:
        """Whoever holds it and those who delegated it, the holder first."""
        return (*((self.party,) if self.party else ()), *reversed(self.chain))

    @property
    def name(self) -> str:
        """How it is spoken of: by its number, and for whom it stands."""
        return f"assignment {self.number}" + (f" ({self.addressee})" if self.addressee else "")


def handed_in_at(held: Assignment) -> datetime | None:
    """When the last unit was handed in, if what waits for approval is counted with what stands approved."""
    known = (held.delivered_at, held.submission.effective_at if held.submission else None)
    return max((instant for instant in known if instant), default=None)
