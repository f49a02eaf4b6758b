"""Blocks told apart into provisions: preambular, operative, chapeaus and items at any depth, headings, annexes.

Numbers are as printed: ``7``, ``7(a)``, ``7(a)(ii)``. Where a document holds several texts, the number of the text, counted from 1,
stands before a slash (``2/7(a)``); so does the number of the section where one text restarts its numbering in each.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from domain.instrument import Footnote, Provision, ProvisionKind, Span
from reading.blocks import Block, Role
from reading.labels import Label, Style, as_roman, label_of
from reading.openings import enacting_formula, is_resolving, opens_operatively, opens_preambularly
from reading.positioned import Positioned, joined
from reading.repair import mend_initial

_ANNEX = re.compile(
    r"(?:Annex(?:es)?|ANNEX(?:ES)?|Appendix|APPENDIX|Attachment|ATTACHMENT|Exhibit|EXHIBIT|Contents|CONTENTS)(?:\s+(?:[IVX]{1,4}|\d{1,2}|[A-Z])\b(?:\s+[A-Z][^;]{0,150}[^;,.])?)?(?:\s*[:.—–-].{0,120}|\s+to\b.{0,120})?\s*"
)
_CLOSING = re.compile(
    r"\s*\(?\s*(?:\d+(?:st|nd|rd|th)|[A-Z][a-z-]+) (?:\(\w+\) )?(?:plenary )?meeting\b.{0,80}|\s*\d{1,2} [A-Z][a-z]+ \d{4}\s*"
)
_SIGNING = re.compile(
    r"(?:(?:PASSED|Passed|ADOPTED|Adopted|APPROVED|Approved|RESOLVED|DATED|Dated|SIGNED|Signed|Done|INTRODUCED|ENACTED)\b.{0,60}?\b(?:this|at|by|on|as to)\b.*"
    r"|Attest(?:ed)?\b.*|ATTEST\b.*|Signature\b.*|IN WITNESS\b.*|By:.*)",
    re.S,
)
_RUN_IN_ACT = re.compile(
    r"[,.;]\s+(?=((?:(?:and|further|also|resolves further to) )?(?:resolves|instructs|invites|requests|urges|calls upon|encourages|recommends|decides|directs|appeals)"
    r" [^;.]{0,250}$))"
)
_RULE = re.compile(r"[\s*_=–—-]+")
_TEXT_TITLE = re.compile(
    r"\s*(?:Decision|Resolution|DECISION|RESOLUTION)\s+[-\w./()]*\d[-\w./() ]{0,40}|\s*\d{1,3}/\d{1,4}\. [A-Z].{3,200}|\s*WHA\d+\.\d+ .{3,200}"
)
_ENDS = re.compile(r"[.;:,]\W*(?:and|or)?\W*$")
_HEADING_LENGTH = 200


@dataclass(slots=True)
class _Draft:
    """A provision in the making."""

    kind: ProvisionKind
    label: Label | None
    pieces: list[Positioned]
    block: Block
    depth: int
    number: str | None = None
    parent: "_Draft | None" = None
    part: int = 1
    section: int = 0
    heading: str | None = None
    footnotes: list[Footnote] = field(default_factory=list)
    has_items: bool = False

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    @property
    def number_holding(self) -> bool:
        """Whether this is an operative paragraph or an item."""
        return self.kind in (ProvisionKind.OPERATIVE, ProvisionKind.ITEM)

    def extend(self, block: Block) -> None:
        """Go on with a further block of the same paragraph."""
        whole = joined(self.pieces)
        shift = len(whole) + 1
        self.pieces = [whole, whole.glue("\n"), block.body]
        self.footnotes.extend(Footnote(note.mark, note.text, note.offset + shift) for note in block.footnotes)


@dataclass(frozen=True, slots=True)
class Arranged:
    """Provisions in order, the blocks before the first of them (the head) and after the last (the close), and what is missing."""

    provisions: tuple[Provision, ...]
    head: tuple[Block, ...]
    close: tuple[Block, ...]
    warnings: tuple[str, ...]


class _Arranger:
    """Walks over blocks once and says of each what it is, from what stood before it."""

    def __init__(self, resolving: int = 0) -> None:
        self._resolving = resolving
        self.drafts: list[_Draft] = []
        self.head: list[Block] = []
        self.close: list[Block] = []
        self.part = 0
        self.section = 0
        self.heading: str | None = None
        self.levels: list[_Draft] = []
        self.in_annex = False
        self.operative = False
        self.closed = False
        self.titled = False  # the title of a further text was seen
        self.titles: list[str] = []

    @property
    def resolving_ahead(self) -> bool:
        """Whether the words "be it resolved" are still to come, as they do after recitals that may be numbered themselves."""
        return self._resolving > 0

    def take(self, block: Block) -> None:
        """Place one block."""
        self._resolving -= 1
        if block.role is Role.UNREADABLE:
            self._add(ProvisionKind.UNREADABLE, block, None, block.body, 0)
            return
        formula = enacting_formula(block.text) if block.label is None and block.role is not Role.TABLE else 0
        if formula and self._begins_text(block):
            self._open_text(block, formula)
        elif not self.part:
            self._before_formula(block)
        elif self.in_annex and not _TEXT_TITLE.fullmatch(block.text):
            self._annex(block)
        elif _ANNEX.fullmatch(block.text) and self.operative and not block.label:
            self._open_annex(block)
        elif _RULE.fullmatch(block.text):
            return
        elif self.closed or (self.operative and self._closes(block)) or (self.operative and _TEXT_TITLE.fullmatch(block.text)):
            self.closed = True
            self.in_annex = False
            self.titled = self.titled or bool(_TEXT_TITLE.fullmatch(block.text))
            if self.titled:
                self.titles.append(block.text)
            self.close.append(block)
        else:
            self._within(block)

    def _closes(self, block: Block) -> bool:
        return bool(
            _CLOSING.fullmatch(block.text) or (block.label is None and len(block.text) < 400 and _SIGNING.match(block.text))
        )

    def _begins_text(self, block: Block) -> bool:
        """Whether an enacting formula opens a further text; within an annex, only one in the name of the organ itself does."""
        if self.titled or not (self.in_annex or (self.closed and is_resolving(block.text))):
            return True
        return any(
            draft.text.lower() == block.text.strip().lower() for draft in self.drafts if draft.kind is ProvisionKind.HEADING
        )

    def _open_text(self, block: Block, formula: int) -> None:
        if not self.part or self.operative or not is_resolving(block.text):
            self.part += 1
        self.section = 0
        self.heading = None
        self.levels = []
        self.in_annex = self.operative = self.closed = self.titled = False
        opening = self._add(ProvisionKind.HEADING, block, None, block.body.cut(0, formula).strip(), 0)
        opening.heading = " ".join(self.titles) or None
        self.titles = []
        opening.footnotes = [note for note in block.footnotes if note.offset < formula]
        rest = block.body.cut(formula).strip()
        if rest:
            self._within(_rest_of(block, rest, len(block.body) - len(rest)))

    def _before_formula(self, block: Block) -> None:
        label = _label(block)
        begins = label and label.style in (Style.ARABIC, Style.SECTION) and label.value == 1
        words = block.text[label.end :] if label else block.text
        if (
            (begins and opens_operatively(words))
            or (label and label.style is Style.SECTION and label.value == 1)
            or (label is None and opens_preambularly(block.text) and block.text.rstrip().endswith((",", ";", "; and")))
        ):
            self.part = 1
            self._within(block)
        else:
            self.head.append(block)

    def _open_annex(self, block: Block) -> None:
        self.in_annex = True
        self.levels = []
        self._add(ProvisionKind.ANNEX, block, None, block.body, 0)

    def _annex(self, block: Block) -> None:
        if _CLOSING.fullmatch(block.text):
            self.close.append(block)
            return
        self._add(ProvisionKind.ANNEX, block, None, block.body, 0)

    def _within(self, block: Block) -> None:
        label = _label(block)
        if block.kind is ProvisionKind.PREAMBULAR or (self.resolving_ahead and not self.operative):
            self._hinted_preamble(block)
        elif block.kind is ProvisionKind.OPERATIVE and label is None:
            self._unlabelled(block)
        elif label and self._is_number(label, block):
            self._numbered(block, label)
        elif self.operative:
            self._unnumbered_operative(block)
        elif opens_operatively(block.text) and not opens_preambularly(block.text) and block.role is not Role.HEADING:
            self._unlabelled(block)
        elif self._is_heading(block):
            self._set_heading(block)
        else:
            self._preambular(block, label)

    def _hinted_preamble(self, block: Block) -> None:
        """A block of the preamble by what the format says, or because the resolving words are still to come."""
        if block.role is Role.HEADING:
            self._set_heading(block)
        else:
            self._add(ProvisionKind.PREAMBULAR, block, None, block.body, 0)

    def _preambular(self, block: Block, label: Label | None) -> None:
        last = self.drafts[-1] if self.drafts else None
        goes_on = last is not None and last.kind is ProvisionKind.PREAMBULAR and last.part == self.part
        if (
            last
            and goes_on
            and (label or not _opens(block.text) or not (_ENDS.search(last.text) or opens_preambularly(block.text)))
        ):
            last.extend(block)
            return
        self._add(ProvisionKind.PREAMBULAR, block, None, block.body, 0)

    def _is_number(self, label: Label, block: Block) -> bool:
        """Whether a label numbers an operative paragraph or item here, rather than something in the preamble or in a sentence."""
        if label.style is Style.UPPER_ROMAN:
            return False
        if self.operative:
            return True
        if label.style in (Style.ARABIC, Style.SECTION):
            return True
        words = block.text[label.end :] if block.label is None else block.text
        return opens_operatively(words) and not opens_preambularly(words)

    def _numbered(self, block: Block, label: Label) -> None:
        body = block.body if block.label is not None else block.body.cut(label.end)
        depth, label = self._depth_of(label, block.indent)
        if depth == 0 and self._is_after_the_end(label):
            self._turn_to_annex()
            self._annex(block)
            return
        if depth == 0:
            self._check_restart(label)
            self._act_as_heading(label)
        shift = len(block.body) - len(body)
        trimmed = body.strip()
        mended = mend_initial(trimmed) if depth == 0 else trimmed
        shift += len(trimmed) - len(mended)
        self._push(_rest_of(block, mended, shift), label, depth)

    def _depth_of(self, label: Label, indent: float | None) -> tuple[int, Label]:
        """The level that a label belongs to: that of the nearest open list it continues, or one below the last when it begins one."""
        if label.style is Style.ARABIC and self._is_inner(label, indent):
            label = Label(Style.ARABIC_PAREN, f"({label.printed})", label.value, label.end)
        first_roman = label.could_be_roman and as_roman(label).value == 1
        for draft in reversed(self.levels):
            held = draft.label
            if held is None:
                continue
            if first_roman and held.style is label.style and _deeper(indent, draft.block.indent):
                break
            reading = as_roman(label) if held.style is Style.ROMAN and label.could_be_roman else label
            if held.style is not reading.style and not (held.style in _TOP and reading.style in _TOP):
                continue
            if reading.style in _TOP or reading.style is Style.BULLET or reading.value == held.value + 1:
                return draft.depth, reading
            if label.value == held.value + 1 and label.style is held.style:
                return draft.depth, label
        if label.style in _TOP:
            return 0, label
        below = self.levels[-1].depth + 1 if self.levels else 0
        if first_roman:
            return below, as_roman(label)
        for draft in reversed(self.levels):
            if draft.label and draft.label.style is label.style and label.value > 1:
                return draft.depth, label  # a number is missing or stands twice: still the same list
        return below, label

    def _is_inner(self, label: Label, indent: float | None) -> bool:
        """Whether ``1.``, ``2.`` number a list within a paragraph: it begins after a colon, further in than the paragraph itself."""
        top = self.levels[0] if self.levels else None
        if top is None or top.label is None or top.label.style is not Style.ARABIC:
            return False
        inner = next((draft for draft in self.levels[1:] if draft.label and draft.label.style is Style.ARABIC_PAREN), None)
        if inner and inner.label and label.value == inner.label.value + 1:
            return label.value != top.label.value + 1 or _deeper(indent, top.block.indent)
        return label.value == 1 and self.levels[-1].text.rstrip().endswith(":") and not _deeper(top.block.indent, indent)

    def _check_restart(self, label: Label) -> None:
        last = next(
            (draft for draft in reversed(self.drafts) if draft.depth == 0 and draft.label and draft.part == self.part), None
        )
        if last and last.label and last.section == self.section and label.value == 1 and last.label.value >= 2:
            self.section += 1
            self._heading_from_tail(last)

    def _heading_from_tail(self, last: _Draft) -> None:
        """The heading of a new section that was run into the end of the item before it, as conversion from print does."""
        whole = joined(last.pieces)
        match = next(iter(reversed(list(_RUN_IN_ACT.finditer(whole.text)))), None)
        if match is None or self.drafts[-1].kind is ProvisionKind.HEADING:
            return
        last.pieces = [whole.cut(0, match.start(1)).strip()]
        body = whole.cut(match.start(1)).strip()
        self.heading = body.text
        self.levels = []
        self._add(ProvisionKind.HEADING, last.block, None, body, 0)

    def _is_after_the_end(self, label: Label) -> bool:
        """Whether numbering begins anew below a heading that follows a full stop: the text has ended, an annex without a name begun."""
        last = next((draft for draft in reversed(self.drafts) if draft.number_holding), None)
        if last is None or self.heading is None or opens_operatively(self.heading.capitalize()) or label.value != 1:
            return False
        after = self.drafts[-1].kind is ProvisionKind.HEADING and self.operative
        return after and last.part == self.part and last.text.rstrip().endswith(".") and "seized" in last.text

    def _turn_to_annex(self) -> None:
        for draft in reversed(self.drafts):
            if draft.kind is not ProvisionKind.HEADING:
                break
            draft.kind = ProvisionKind.ANNEX
        self.in_annex = True
        self.heading = None
        self.levels = []

    def _act_as_heading(self, label: Label) -> None:
        """An unnumbered act before numbered paragraphs ("Resolves that:") is their heading, no paragraph of its own."""
        last = self.drafts[-1] if self.drafts else None
        if (
            last
            and last.label is None
            and last.kind is ProvisionKind.OPERATIVE
            and last.text.rstrip().endswith(":")
            and label.value == 1
        ):
            last.kind = ProvisionKind.HEADING
            self.heading = last.text
            self.levels = []

    def _push(self, block: Block, label: Label | None, depth: int) -> None:
        del self.levels[depth:]
        while self.levels and self.levels[-1].depth >= depth:
            self.levels.pop()
        parent = self.levels[-1] if self.levels else None
        kind = ProvisionKind.ITEM if parent else ProvisionKind.OPERATIVE
        draft = self._add(kind, block, label, block.body, depth)
        draft.parent = parent
        if parent:
            parent.has_items = True
        self.levels.append(draft)
        self.operative = True

    def _unlabelled(self, block: Block) -> None:
        self._push(_rest_of(block, mend_initial(block.body), 0), None, 0)

    def _unnumbered_operative(self, block: Block) -> None:
        last = self.levels[-1] if self.levels else None
        if self._is_heading(block):
            self._set_heading(block)
        elif opens_operatively(block.text) and (last is None or _ENDS.search(last.text)) and self._counts_unlabelled():
            self._unlabelled(block)
        elif last is not None:
            last.extend(block)
        else:
            self._unlabelled(block)

    def _counts_unlabelled(self) -> bool:
        top = [
            draft
            for draft in self.drafts
            if draft.part == self.part and draft.depth == 0 and draft.kind is ProvisionKind.OPERATIVE
        ]
        return not top or top[-1].label is None

    def _is_heading(self, block: Block) -> bool:
        if block.role is Role.HEADING:
            return True
        text = block.text
        if _ENDS.search(text) or (not self.operative and opens_preambularly(text) and " " in text):
            return False
        if (
            block.role is Role.TABLE
            or len(text) > _HEADING_LENGTH
            or text[-1:] in ";,.:”"
            or not text[:1].isalnum()
            or text[:1].islower()
        ):
            return False
        last = self.drafts[-1] if self.drafts else None
        return block.centered or last is None or bool(_ENDS.search(last.text)) or last.kind is ProvisionKind.HEADING

    def _set_heading(self, block: Block) -> None:
        label = _label(block)
        self.heading = block.text[label.end :] if label and block.label is None else block.text
        self.levels = []
        self._add(ProvisionKind.HEADING, block, None, block.body, 0)

    def _add(self, kind: ProvisionKind, block: Block, label: Label | None, body: Positioned, depth: int) -> _Draft:
        heading = self.heading if kind not in (ProvisionKind.HEADING, ProvisionKind.ANNEX) else None
        draft = _Draft(kind, label, [body], block, depth, part=max(self.part, 1), section=self.section, heading=heading)
        draft.footnotes.extend(block.footnotes)
        self.drafts.append(draft)
        return draft


def _deeper(indent: float | None, than: float | None) -> bool:
    return indent is not None and than is not None and indent > than + 8


_TOP = (Style.ARABIC, Style.SECTION)


def _opens(text: str) -> bool:
    return opens_preambularly(text) or text[:1].isupper()


def _label(block: Block) -> Label | None:
    if block.label is None:
        return label_of(block.text)
    printed = block.label.strip()
    return label_of(f"{printed}. " if printed.isdigit() else f"{printed} ")


def _rest_of(block: Block, body: Positioned, shift: int) -> Block:
    """The end of a block as a block of its own, its footnotes moved along."""
    notes = tuple(Footnote(note.mark, note.text, note.offset - shift) for note in block.footnotes if note.offset >= shift)
    return Block(body, block.role, block.label, block.indent, block.depth, block.page, block.centered, notes)


def arrange(blocks: Iterable[Block]) -> Arranged:
    """Provisions from blocks in reading order; warnings name gaps in numbering."""
    held = [block for block in blocks if block.body]
    resolving = next((i for i, block in enumerate(held) if is_resolving(block.text)), -1)
    arranger = _Arranger(resolving + 1)
    for block in held:
        arranger.take(block)
    drafts = arranger.drafts
    _number(drafts)
    provisions = tuple(_provision(draft) for draft in drafts)
    return Arranged(provisions, tuple(arranger.head), tuple(arranger.close), tuple(_gaps(drafts)))


def _number(drafts: Sequence[_Draft]) -> None:
    several = max((draft.part for draft in drafts if draft.kind is ProvisionKind.OPERATIVE), default=1) > 1
    sectioned = {draft.part for draft in drafts if draft.section}
    counted: dict[tuple[int, int, int], int] = {}
    taken: set[str] = set()
    for draft in drafts:
        if draft.kind not in (ProvisionKind.OPERATIVE, ProvisionKind.ITEM):
            continue
        printed = draft.label.printed if draft.label else ""
        key = (draft.part, draft.section, id(draft.parent))
        counted[key] = counted.get(key, 0) + 1
        if not printed or (draft.label and draft.label.style is Style.BULLET):
            printed = f"[{counted[key]}]" if draft.parent else str(counted[key])
        prefix = f"{draft.part}/" if several else ""
        prefix += f"{draft.section + 1}/" if draft.part in sectioned else ""
        held = draft.parent.label.printed if draft.parent and draft.parent.label else None
        if held and printed.startswith(f"{held}."):
            printed = prefix + printed  # 3.1 below 3 is printed in full
            number = printed
        else:
            number = f"{draft.parent.number}{_bracketed(printed)}" if draft.parent else prefix + printed.strip("()")
        while number in taken:
            number += "*"
        taken.add(number)
        draft.number = number


def _bracketed(printed: str) -> str:
    return printed if printed[:1] in "([" else f"({printed})"


def _provision(draft: _Draft) -> Provision:
    whole = joined(draft.pieces)
    body = whole.strip()
    lead = len(whole.text) - len(whole.text.lstrip())
    kind = ProvisionKind.CHAPEAU if draft.has_items else draft.kind
    start, end = (body.offsets[0], max(body.offsets) + 1) if body else (0, 0)
    notes = tuple(Footnote(note.mark, note.text, min(max(0, note.offset - lead), len(body))) for note in draft.footnotes)
    return Provision(
        kind=kind,
        number=draft.number,
        text=body.text,
        span=Span(start, end, page=draft.block.page),
        offsets=body.offsets,
        parent=draft.parent.number if draft.parent else None,
        part=draft.part,
        heading=draft.heading,
        footnotes=notes,
    )


def _gaps(drafts: Sequence[_Draft]) -> list[str]:
    """A sentence for every number that is missing or stands twice."""
    found: list[str] = []
    last: dict[tuple[int, int, int], _Draft] = {}
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
