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

    @property
    def coverage(self) -> float:
        """The share of provisions accounted for, from 0 to 1; 1 for a document without any."""
        return sum(line.accounted for line in self.lines) / len(self.lines) if self.lines else 1.0


def account(reading: Reading) -> Account:
    """The account of one reading."""
    held: dict[str, list[str]] = {}
    for proposal in reading.proposals:
        held.setdefault(proposal.provision, []).append(proposal.id)
    lines = tuple(
        Line(
            number=provision.number or "-",
            kind=provision.kind,
            opening=" ".join(provision.text.split())[:70],
            obligations=tuple(held.get(provision.number or "", ())),
            reason=reading.no_obligation.get(provision.number or ""),
            page=provision.span.page,
        )
        for provision in reading.provisions
        if provision.kind in _COUNTED
    )
    return Account(lines, reading.warnings)


def as_text(found: Account) -> str:
    """The account for a terminal: one line a provision, then what needs a person's eye."""
    width = max((len(line.number) for line in found.lines), default=1)
    rows = [f"{line.number:>{width}}  {_ending(line)}  | {line.opening}" for line in found.lines]
    with_duties = sum(bool(line.obligations) for line in found.lines)
    unreadable = sum(line.unreadable for line in found.lines)
    open_ones = [line.number for line in found.lines if not line.accounted]
    rows.append("")
    without = len(found.lines) - with_duties - unreadable
    rows.append(
        f"{len(found.lines)} paragraphs and items: {with_duties} with obligations, {without} without, {unreadable} unreadable."
    )
    if open_ones:
        rows.append(f"Not accounted for: {', '.join(open_ones)}. Read them yourself and add what they ask for.")
    rows.extend(found.warnings)
    return "\n".join(rows)


def _ending(line: Line) -> str:
    if line.obligations:
        return ", ".join(line.obligations)
    if line.unreadable:
        return f"unreadable (page {line.page}): look at the original" if line.page else "unreadable: look at the original"
    return line.reason or "NOT ACCOUNTED FOR"
