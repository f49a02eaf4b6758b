"""What those who answer for it do: assigning, handing on, reporting, handing in, approving."""

from dataclasses import dataclass

from domain.added import added


@dataclass(frozen=True, slots=True)
class Member:
    """One member of a collective addressee, and the party that holds the task for it (``None``: nobody yet)."""

    addressee: str
    party: str | None = None


@dataclass(frozen=True, slots=True)
class Assigned:
    assignee: str
    previous: str | None = None
    note: str = ""
    assignment: int = added(1)
    addressee: str | None = added(None)


@dataclass(frozen=True, slots=True)
class FannedOut:
    """Laid on every one of ``members``: their assignments are numbered from ``first`` on, in this order."""

    collective: str
    members: tuple[Member, ...]
    first: int


@dataclass(frozen=True, slots=True)
class Accepted:
    note: str = ""
    assignment: int = added(1)


@dataclass(frozen=True, slots=True)
class Declined:
    assignee: str
    reason: str
    assignment: int = added(1)
    back_to: str | None = added(None)


@dataclass(frozen=True, slots=True)
class Delegated:
    assignment: int
    by: str
    to: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class HandedBack:
    """``back_to`` is whoever had delegated it; ``None``: nobody holds it now."""

    assignment: int
    by: str
    back_to: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Withdrawn:
    assignment: int
    party: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class ProgressReported:
    note: str
    percent: int | None = None
    assignment: int = added(1)


@dataclass(frozen=True, slots=True)
class Submitted:
    units: int
    note: str = ""
    evidence: tuple[str, ...] = ()
    assignment: int = added(1)


@dataclass(frozen=True, slots=True)
class EvidenceAttached:
    evidence: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Approved:
    """``delivered`` of ``required`` units stand approved after this."""

    units: int
    delivered: int
    required: int
    note: str = ""
    assignment: int = added(1)


@dataclass(frozen=True, slots=True)
class Returned:
    reason: str
    assignment: int = added(1)
