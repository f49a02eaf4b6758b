"""Provisions in the making: the level each belongs to, the number it is cited by, and what is missing in the numbering."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from domain.instrument import Footnote, Provision, ProvisionKind, Span
from domain.offsets import Offsets
from reading.outline.blocks import Block
from reading.outline.labels import Label, Style, as_roman
from reading.outline.positioned import Positioned, joined

TOP = (Style.ARABIC, Style.SECTION)  # how paragraphs themselves are numbered; anything else numbers items within one
_DEEPEST = 8  # no list nests further; what seems to is taken as one list
_INDENT = 8.0  # points or columns that make one line stand further in than another


@dataclass(slots=True)
class Draft:
    """A provision in the making."""

    kind: ProvisionKind
    label: Label | None
    pieces: list[Positioned]
    block: Block
    depth: int
    number: str | None = None
    parent: "Draft | None" = None
    part: int = 1
    section: int = 0
    heading: str | None = None
    footnotes: list[Footnote] = field(default_factory=list)
    has_items: bool = False
    length: int = 0

    def __post_init__(self) -> None:
        self.length = sum(map(len, self.pieces))

    @property
    def text(self) -> str:
        """The whole text; for its end alone, ``tail`` is quicker."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def tail(self) -> str:
        """The end of the text, without white space after it."""
        return self.pieces[-1].text[-60:].rstrip()

    @property
    def number_holding(self) -> bool:
        """Whether this is an operative paragraph or an item."""
        return self.kind in (ProvisionKind.OPERATIVE, ProvisionKind.ITEM)

    def extend(self, block: Block) -> None:
        """Go on with a further block of the same paragraph."""
        gap = self.pieces[-1].glue("\n")
        shift = self.length + len(gap)
        self.pieces += [gap, block.body]
        self.length = shift + len(block.body)
        self.footnotes.extend(Footnote(note.mark, note.text, note.offset + shift) for note in block.footnotes)


class Outline:
    """The lists that are open where reading stands: the paragraph, its item, the item's item."""

    def __init__(self) -> None:
        self.open: list[Draft] = []

    def clear(self) -> None:
        """A heading or a new text closes all lists."""
        self.open.clear()

    def enter(self, draft: Draft) -> None:
        """``draft`` becomes the innermost, hanging on what stands above its depth."""
        while self.open and self.open[-1].depth >= draft.depth:
            self.open.pop()
        draft.parent = self.open[-1] if self.open else None
        if draft.parent:
            draft.parent.has_items = True
        self.open.append(draft)

    def place(self, label: Label, indent: float | None) -> tuple[int, Label]:
        """The level that a label belongs to: that of the nearest open list it continues, or one below the last when it begins one."""
        if label.style is Style.ARABIC and self._is_inner(label, indent):
            label = Label(Style.ARABIC_PAREN, f"({label.printed})", label.value, label.end)
        first_roman = label.could_be_roman and as_roman(label).value == 1
        for draft in reversed(self.open):
            held = draft.label
            if held is None:
                continue
            if first_roman and held.style is label.style and self._introduces(draft, indent):
                break
            reading = as_roman(label) if held.style is Style.ROMAN and label.could_be_roman else label
            if held.style is not reading.style and not (held.style in TOP and reading.style in TOP):
                continue
            if reading.style in TOP or reading.style is Style.BULLET or reading.value == held.value + 1:
                return draft.depth, reading
            if label.value == held.value + 1 and label.style is held.style:
                return draft.depth, label
        if label.style in TOP:
            return 0, label
        below = min(self.open[-1].depth + 1, _DEEPEST) if self.open else 0
        if first_roman:
            return below, as_roman(label)
        for draft in reversed(self.open):
            if draft.label and draft.label.style is label.style and label.value > 1:
                return draft.depth, label  # a number is missing or stands twice: still the same list
        return below, label

    def _introduces(self, draft: Draft, indent: float | None) -> bool:
        """Whether what follows ``draft`` hangs on it rather than beside it: after its colon, or further in."""
        innermost = draft is self.open[-1]
        return _deeper(indent, draft.block.indent) or (innermost and draft.tail.endswith(":"))

    def _is_inner(self, label: Label, indent: float | None) -> bool:
        """Whether ``1.``, ``2.`` number a list within a paragraph: it begins after a colon, further in than the paragraph itself."""
        top = self.open[0] if self.open else None
        if top is None or top.label is None or top.label.style is not Style.ARABIC:
            return False
        inner = next((draft for draft in self.open[1:] if draft.label and draft.label.style is Style.ARABIC_PAREN), None)
        if inner and inner.label and label.value == inner.label.value + 1:
            return label.value != top.label.value + 1 or _deeper(indent, top.block.indent)
        return label.value == 1 and self.open[-1].tail.endswith(":") and not _deeper(top.block.indent, indent)


def _deeper(indent: float | None, than: float | None) -> bool:
    return indent is not None and than is not None and indent > than + _INDENT


def number(drafts: Sequence[Draft]) -> None:
    """Give every paragraph and item the number it is cited by, no two the same: a number that stands twice gets an asterisk."""
    held = [draft for draft in drafts if draft.number_holding]
    several = max((draft.part for draft in held), default=1) > 1
    sectioned = {draft.part for draft in held if draft.section}
    numbered = {(draft.part, draft.section) for draft in held if draft.parent is None and draft.label is not None}
    counted: Counter[tuple[int, int, int]] = Counter()
    stands: Counter[str] = Counter()
    for draft in held:
        key = (draft.part, draft.section, id(draft.parent))
        counted[key] += 1
        prefix = f"{draft.part}/" if several else ""
        prefix += f"{draft.section + 1}/" if draft.part in sectioned else ""
        found = _cited(draft, prefix, counted[key], (draft.part, draft.section) in numbered)
        stands[found] += 1
        again = stands[found] - 1
        draft.number = found + ("*" * again if again < 3 else f"*{again}")


def _cited(draft: Draft, prefix: str, place: int, others_numbered: bool) -> str:
    """``place`` is the draft's place among its like, for what bears no number: ``7[2]``, or ``u1`` beside numbered paragraphs."""
    printed = draft.label.printed if draft.label and draft.label.style is not Style.BULLET else ""
    if draft.parent is None:
        return prefix + (printed.strip("()") or (f"u{place}" if others_numbered else str(place)))
    above = draft.parent.label.printed if draft.parent.label else None
    if above and printed.startswith(f"{above}."):
        return prefix + printed  # 3.1 below 3 is printed in full
    return f"{draft.parent.number}{_bracketed(printed or f'[{place}]')}"


def _bracketed(printed: str) -> str:
    return printed if printed[:1] in "([" else f"({printed})"


def provision(draft: Draft) -> Provision:
    whole = joined(draft.pieces)
    body = whole.strip()
    lead = len(whole.text) - len(whole.text.lstrip())
    kind = ProvisionKind.CHAPEAU if draft.has_items else draft.kind
    start, end = (body.offsets[0], body.end) if body else (0, 0)
    notes = tuple(Footnote(note.mark, note.text, min(max(0, note.offset - lead), len(body))) for note in draft.footnotes)
    return Provision(
        kind=kind,
        number=draft.number,
        text=body.text,
        span=Span(start, end, page=draft.block.page),
        offsets=Offsets(body.offsets),
        parent=draft.parent.number if draft.parent else None,
        part=draft.part,
        heading=draft.heading,
        footnotes=notes,
    )


def gaps(drafts: Sequence[Draft]) -> list[str]:
    """A sentence for every number that is missing or stands twice."""
    found: list[str] = []
    last: dict[tuple[int, int, int], Draft] = {}
    for draft in drafts:
        if draft.number is None or draft.label is None or draft.label.style is Style.BULLET:
            continue
        key = (draft.part, draft.section, id(draft.parent))
        before = last.get(key)
        last[key] = draft
        expected = before.label.value + 1 if before and before.label else 1
        if draft.label.value == expected or (before is None and draft.depth == 0 and draft.part > 1):
            continue
        where = f" on page {draft.block.page}" if draft.block.page else ""
        if before is None:
            found.append(
                f"Numbering begins with {draft.number}{where}: what comes before it is missing or was not recognized. Check the file."
            )
        else:
            found.append(
                f"{before.number} is followed by {draft.number}{where}: the numbers do not run on. Check the file for what is missing."
            )
    return found
