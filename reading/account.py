"""The account of paragraphs: every operative paragraph and item of a document, and how each ends.

A reading is complete when each ends in obligations, in the reason why it holds none, or is unreadable; and when the numbers run on.
"""

from dataclasses import dataclass

from domain.instrument import ProvisionKind, Reading

_COUNTED = (ProvisionKind.OPERATIVE, ProvisionKind.CHAPEAU, ProvisionKind.ITEM, ProvisionKind.UNREADABLE)


@dataclass(frozen=True, slots=True)
class Line:
    """How one provision ends: ``obligations`` (ids), or ``reason``, or ``unreadable``; none of them means it was overlooked."""

    number: str
    kind: ProvisionKind
    opening: str
    obligations: tuple[str, ...] = ()
    reason: str | None = None
    page: int | None = None

    @property
    def unreadable(self) -> bool:
        return self.kind is ProvisionKind.UNREADABLE

    @property
    def accounted(self) -> bool:
        return bool(self.obligations) or self.reason is not None or self.unreadable


@dataclass(frozen=True, slots=True)
class Account:
    """All lines, in the document's order, and the warnings (gaps in numbering among them)."""

    lines: tuple[Line, ...]
    warnings: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether every provision is accounted for. Unreadable ones are accounted for, but somebody must look at them."""
        return all(line.accounted for line in self.lines)


def account(reading: Reading) -> Account:
    """The account of one reading."""
    held: dict[str, list[str]] = {}
    for proposal in reading.proposals:
        held.setdefault(proposal.provision, []).append(proposal.id)
    lines = tuple(
        Line(
            number=provision.number or "-",
            kind=provision.kind,
            opening=" ".join(provision.text.split()),
            obligations=tuple(held.get(provision.number or "", ())),
            reason=reading.no_obligation.get(provision.number or ""),
            page=provision.span.page,
        )
        for provision in reading.provisions
        if provision.kind in _COUNTED
    )
    return Account(lines, reading.warnings)
