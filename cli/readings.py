"""A reading on the terminal: the table of what is asked for, the account of every paragraph, and where each field came from."""

import re
from typing import TYPE_CHECKING

from cli import words
from cli.exits import Unclear
from cli.output import counted, on_terminal, pairs, say, show, table
from domain.instrument import Proposal, Provision, ProvisionKind, Reading
from reading.account import Line
from reading.account import account as accounted

if TYPE_CHECKING:
    from rich.text import Text

OPERATIVE = (ProvisionKind.OPERATIVE, ProvisionKind.CHAPEAU, ProvisionKind.ITEM)

_HEAD = {
    "symbol": "--symbol",
    "title": "--title",
    "body": "--body",
    "session": "--session",
    "adopted": "--adopted",
}


def overview(reading: Reading) -> None:
    """What the document is, what it asks for, and what of it is not known."""
    _head(reading)
    rows = [(p.id, _due(p), words.whom(p.addressees), "; ".join(p.actions) or p.verb) for p in reading.proposals]
    say()
    table(("Id", "Due", "Who", "What"), rows, empty="No obligation was found.")
    say()
    silent = len(reading.no_obligation)
    total = sum(1 for p in reading.provisions if p.kind in OPERATIVE and p.number)
    among = counted(total, "operative paragraph")
    say(
        f"{counted(len(rows), 'obligation')} in {among}; {silent} {'holds' if silent == 1 else 'hold'} none (--account says why)."
    )
    for warning in reading.warnings:
        say(f"Note: {warning}")


def _head(reading: Reading) -> None:
    head = reading.instrument
    facts = [(name.capitalize(), str(value)) for name in _HEAD if (value := getattr(head, name)) is not None]
    missing = [option for name, option in _HEAD.items() if getattr(head, name) is None]
    pairs(facts)
    if missing:
        say(f"Not stated in the document: give {', '.join(missing)}. Nothing is invented.")


def _due(proposal: Proposal) -> str:
    due = proposal.due
    if due is None:
        return proposal.recurrence or ("continuing" if proposal.continuing else "")
    if not due.resolved:
        return f"unresolved: {due.expression}"
    return words.day(due.latest or due.earliest)


def account(reading: Reading) -> None:
    """Every operative paragraph and item: the obligations it holds, the reason why it holds none, or that it can't be read."""
    found = accounted(reading)
    table(
        ("Paragraph", "Obligations", "Begins"), [(line.number, _ending(line), _beginning(line.opening)) for line in found.lines]
    )
    with_duties = sum(bool(line.obligations) for line in found.lines)
    unreadable = sum(line.unreadable for line in found.lines)
    without = len(found.lines) - with_duties - unreadable
    say()
    say(f"{len(found.lines)} paragraphs and items: {with_duties} with obligations, {without} without, {unreadable} unreadable.")
    if not found.complete:
        overlooked = ", ".join(line.number for line in found.lines if not line.accounted)
        say(f"Not accounted for: {overlooked}. Read them yourself and add what they ask for.")
    for warning in found.warnings:
        say(f"Note: {warning}")


def _ending(line: Line) -> str:
    if line.obligations:
        return ", ".join(line.obligations)
    if line.unreadable:
        return f"unreadable (page {line.page}): look at the original" if line.page else "unreadable: look at the original"
    return f"none: {line.reason}" if line.reason else "NOT ACCOUNTED FOR"


def _beginning(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 60 else flat[:57].rsplit(" ", 1)[0] + " ..."


def explain(reading: Reading, written: str) -> None:
    """One paragraph, the words that count marked in it, and below it what was read and by which rule. Raises :class:`Unclear`."""
    provision = _paragraph(reading, written)
    proposals = [p for p in reading.proposals if p.provision == provision.number]
    say(f"Paragraph {provision.number}:")
    quote(provision, proposals)
    if not proposals:
        reason = reading.no_obligation.get(provision.number or "", "it holds no act")
        say(f"It asks for nothing: {reason}.")
    for proposal in proposals:
        say()
        say(proposal.id)
        facts(proposal)
        rows = [
            (e.field, _slice(provision, e.span.start, e.span.end), e.rule, "" if e.sure else "not sure")
            for e in proposal.evidence
        ]
        table(("Field", "Words", "Rule", ""), rows, fixed=(0,))


def _paragraph(reading: Reading, written: str) -> Provision:
    wanted = re.sub(r"\s+|paragraphs?|paras?\.?", "", written.rpartition(":")[2]).casefold()
    numbered = {p.number.casefold(): p for p in reading.provisions if p.number and p.kind in OPERATIVE}
    found = numbered.get(wanted) or numbered.get(wanted.rpartition("/")[0])
    if found is None:
        raise Unclear(f"There is no operative paragraph {written!r}. There are: {', '.join(numbered)}.")
    return found


def facts(proposal: Proposal) -> None:
    """The fields of a proposal, those that it has."""
    asked = proposal.deliverable
    flags = [name for name in ("reiterated", "continuing", "optional") if getattr(proposal, name)]
    pairs(
        [
            ("Act", f"{proposal.verb} ({proposal.force.value})"),
            ("Who", words.whom(proposal.addressees)),
            ("What", "; ".join(proposal.actions)),
            ("Deliverable", f"{asked.kind.value}, {asked.count}" if asked else ""),
            ("To whom", "; ".join(proposal.recipients)),
            ("Consulting", "; ".join(proposal.consulted)),
            ("Supported by", "; ".join(proposal.supported_by)),
            ("Limits", "; ".join(proposal.qualifiers)),
            ("Due", words.due_long(proposal.due, "the addressee's zone") if proposal.due else ""),
            ("Working", (proposal.due.working or proposal.due.reason or "") if proposal.due else ""),
            ("Again", proposal.recurrence or ""),
            ("Besides", ", ".join(flags)),
            ("Note", proposal.note or ""),
        ]
    )


def _slice(provision: Provision, start: int, end: int) -> str:
    first, last = _range(provision, start, end)
    return provision.text[first:last] if last > first else ""


def _range(provision: Provision, start: int, end: int) -> tuple[int, int]:
    """Where the source span ``[start, end)`` lies in the repaired text."""
    inside = [index for index, offset in enumerate(provision.offsets) if start <= offset < end]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


_MARKS = {
    "verb": "bold cyan",
    "addressees": "bold green",
    "actions": "underline",
    "due": "bold yellow",
    "deliverable": "bold magenta",
}


def quote(provision: Provision, proposals: list[Proposal]) -> None:
    """The paragraph's own words; on a terminal those that count are coloured, in a pipe they are left alone."""
    if not on_terminal():
        say("    " + provision.text.replace("\n", "\n    "))
        return
    from rich.padding import Padding

    show(Padding(marked(provision, proposals), (0, 4)))
    legend()


def marked(provision: Provision, proposals: list[Proposal]) -> "Text":
    """The words with the evidence in colour."""
    from rich.text import Text

    text = Text(provision.text)
    for proposal in proposals:
        for evidence in proposal.evidence:
            if style := _MARKS.get(evidence.field.partition(".")[0]):
                first, last = _range(provision, evidence.span.start, evidence.span.end)
                text.stylize(style, first, last)
    return text


def legend() -> None:
    """What the colours mean."""
    from rich.text import Text

    line = Text("    ")
    for name, style in _MARKS.items():
        line.append(name, style=style).append("  ")
    show(line)
