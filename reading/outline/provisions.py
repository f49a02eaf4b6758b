"""Blocks told apart into provisions: preambular, operative, chapeaus and items at any depth, headings, annexes.

Numbers are as printed: ``7``, ``7(a)``, ``7(a)(ii)``. Where a document holds several texts, the number of the text, counted from 1,
stands before a slash (``2/7(a)``); so does the number of the section where one text restarts its numbering in each.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from msgspec import structs

from domain.instrument import Footnote, Provision, ProvisionKind
from reading.outline.blocks import Block, Role
from reading.outline.drafts import TOP, Draft, Outline, gaps, number, provision
from reading.outline.labels import Label, Style, label_of, lone_label
from reading.outline.landmarks import act_run_in, dates_meeting, ends, is_roman, is_rule, is_signed, names_annex, names_text
from reading.outline.lettered import apart
from reading.outline.openings import enacting_formula, is_resolving, opens_operatively, opens_preambularly, resolves_that
from reading.outline.positioned import Positioned, joined
from reading.outline.repair import mend_initial
from reading.outline.run_together import divided

_HEADING_LENGTH = 200


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
        self.drafts: list[Draft] = []
        self.head: list[Block] = []
        self.close: list[Block] = []
        self.part = 0
        self.section = 0
        self.heading: str | None = None
        self.outline = Outline()
        self.last_top: Draft | None = None
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
        elif self.in_annex and not names_text(block.text):
            self._annex(block)
        elif names_annex(block.text) and self.operative and not block.label:
            self._open_annex(block)
        elif is_rule(block.text):
            return
        elif self.operative and self._is_past_the_end(block):
            self._close(block)
        else:
            self._within(block)

    def _is_past_the_end(self, block: Block) -> bool:
        if names_text(block.text) or self._closes(block):
            return True
        return self.closed and not self._continues(block)

    def _continues(self, block: Block) -> bool:
        """Whether numbering goes on after what looked like the close: then it was none."""
        label = _label(block)
        top = self.last_top.label if self.last_top else None
        if label is None or top is None or label.style not in TOP or label.value != top.value + 1:
            return False
        self.closed = self.titled
        return not self.closed

    def _close(self, block: Block) -> None:
        self.closed = True
        self.in_annex = False
        self.titled = self.titled or names_text(block.text)
        if self.titled:
            self.titles.append(block.text)
        self.close.append(block)

    def _closes(self, block: Block) -> bool:
        return dates_meeting(block.text) or (block.label is None and is_signed(block.text))

    def _begins_text(self, block: Block) -> bool:
        """Whether an enacting formula opens a further text; within an annex, only one in the name of the organ itself does."""
        if self.titled or not (self.in_annex or (self.closed and is_resolving(block.text))):
            return True
        return any(
            draft.text.lower() == block.text.strip().lower() for draft in self.drafts if draft.kind is ProvisionKind.HEADING
        )

    def _open_text(self, block: Block, formula: int) -> None:
        rest = block.body.cut(formula).strip()
        if rest and self.operative and not self.closed and resolves_that(block.text):
            self._unlabelled(_rest_of(block, rest, len(block.body) - len(rest)))  # BE IT FURTHER RESOLVED
            return
        if not self.part or self.operative or not is_resolving(block.text):
            self.part += 1
        self.section = 0
        self.heading = None
        self.outline.clear()
        self.in_annex = self.operative = self.closed = self.titled = False
        opening = self._add(ProvisionKind.HEADING, block, None, block.body.cut(0, formula).strip(), 0)
        opening.heading = " ".join(self.titles) or None
        self.titles = []
        opening.footnotes = [note for note in block.footnotes if note.offset < formula]
        if rest and resolves_that(block.text):
            self._unlabelled(_rest_of(block, rest, len(block.body) - len(rest)))
        elif rest:
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
        self.outline.clear()
        self._add(ProvisionKind.ANNEX, block, None, block.body, 0)

    def _annex(self, block: Block) -> None:
        if dates_meeting(block.text):
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
        if last and goes_on and (label or not _opens(block.text) or not (ends(last.tail) or opens_preambularly(block.text))):
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
        depth, label = self.outline.place(label, block.indent)
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

    def _check_restart(self, label: Label | None) -> None:
        """Begin a further section where numbering begins anew, or where an act in a heading has a paragraph without a number below it."""
        last = self.last_top
        if last is None or last.part != self.part or last.section != self.section:
            return
        other_act = self.heading is not None and self.heading != last.heading and opens_operatively(self.heading.capitalize())
        anew = label is not None and label.value == 1 and last.label is not None and last.label.value >= 2
        if anew or (other_act and (label is None or label.value == 1)):
            self.section += 1
            self._heading_from_tail(last)

    def _heading_from_tail(self, last: Draft) -> None:
        """The heading of a new section that was run into the end of the item before it, as conversion from print does."""
        whole = joined(last.pieces)
        at = act_run_in(whole.text)
        if at is None or self.drafts[-1].kind is ProvisionKind.HEADING:
            return
        last.pieces = [whole.cut(0, at).strip()]
        body = whole.cut(at).strip()
        self.heading = body.text
        self.outline.clear()
        self._add(ProvisionKind.HEADING, last.block, None, body, 0)

    def _is_after_the_end(self, label: Label) -> bool:
        """Whether numbering begins anew below a heading that follows a full stop: the text has ended, an annex without a name begun."""
        last = next((draft for draft in reversed(self.drafts) if draft.number_holding), None)
        if last is None or self.heading is None or opens_operatively(self.heading.capitalize()) or label.value != 1:
            return False
        after = self.drafts[-1].kind is ProvisionKind.HEADING and self.operative
        return after and last.part == self.part and last.tail.endswith(".") and "seized" in last.text

    def _turn_to_annex(self) -> None:
        for draft in reversed(self.drafts):
            if draft.kind is not ProvisionKind.HEADING:
                break
            draft.kind = ProvisionKind.ANNEX
        self.in_annex = True
        self.heading = None
        self.outline.clear()

    def _act_as_heading(self, label: Label) -> None:
        """An unnumbered act before numbered paragraphs ("Resolves that:") is their heading, no paragraph of its own."""
        last = self.drafts[-1] if self.drafts else None
        if last and last.label is None and last.kind is ProvisionKind.OPERATIVE and last.tail.endswith(":") and label.value == 1:
            last.kind = ProvisionKind.HEADING
            self.heading = last.text
            self.outline.clear()

    def _push(self, block: Block, label: Label | None, depth: int) -> None:
        draft = self._add(ProvisionKind.OPERATIVE, block, label, block.body, depth)
        self.outline.enter(draft)
        if draft.parent:
            draft.kind = ProvisionKind.ITEM
        else:
            self.last_top = draft
        self.operative = True

    def _unlabelled(self, block: Block) -> None:
        self._check_restart(None)
        self._push(_rest_of(block, mend_initial(block.body), 0), None, 0)

    def _unnumbered_operative(self, block: Block) -> None:
        last = self.outline.open[-1] if self.outline.open else None
        if self._is_heading(block):
            self._set_heading(block)
        elif last is None and opens_preambularly(block.text) and block.text.rstrip().endswith(","):
            self._preambular(block, None)  # a section has a preamble of its own
        elif opens_operatively(block.text) and (last is None or ends(last.tail)) and self._counts_unlabelled():
            self._unlabelled(block)
        elif last is not None:
            last.extend(block)
        else:
            self._unlabelled(block)

    def _counts_unlabelled(self) -> bool:
        return self.last_top is None or self.last_top.part != self.part or self.last_top.label is None

    def _is_heading(self, block: Block) -> bool:
        if block.role is Role.HEADING or is_roman(block.text):
            return True
        text = block.text
        if ends(text) or (not self.operative and opens_preambularly(text) and " " in text):
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
        return block.centered or last is None or ends(last.tail) or last.kind is ProvisionKind.HEADING

    def _set_heading(self, block: Block) -> None:
        label = _label(block)
        self.heading = block.text[label.end :] if label and block.label is None else block.text
        self.outline.clear()
        self._add(ProvisionKind.HEADING, block, None, block.body, 0)

    def _add(self, kind: ProvisionKind, block: Block, label: Label | None, body: Positioned, depth: int) -> Draft:
        heading = self.heading if kind not in (ProvisionKind.HEADING, ProvisionKind.ANNEX) else None
        draft = Draft(kind, label, [body], block, depth, part=max(self.part, 1), section=self.section, heading=heading)
        draft.footnotes.extend(block.footnotes)
        self.drafts.append(draft)
        return draft


def _opens(text: str) -> bool:
    return opens_preambularly(text) or text[:1].isupper()


def _label(block: Block) -> Label | None:
    if block.label is None:
        return label_of(block.text)
    printed = block.label.strip()
    if printed[-1:].isdigit():
        return label_of(f"{printed}. " if printed.isdigit() else f"{printed} x")  # 4. and 4.1 are seen by what follows them
    return label_of(f"{printed} ")


def _rest_of(block: Block, body: Positioned, shift: int) -> Block:
    """The end of a block as a block of its own, its footnotes moved along."""
    notes = tuple(Footnote(note.mark, note.text, note.offset - shift) for note in block.footnotes if note.offset >= shift)
    return Block(body, block.role, block.label, block.indent, block.depth, block.page, block.centered, notes)


def _numbered_beside(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks that hold text. A number in a block of its own (a cell, a line) is the label of the paragraph that follows it."""
    waiting: Block | None = None
    for block in blocks:
        if not block.body:
            continue
        label = lone_label(block.text) if block.label is None and block.role in (Role.TEXT, Role.TABLE) else None
        if waiting is not None:
            takes = label is None and block.label is None and block.role is waiting.role and label_of(block.text) is None
            if takes and not names_annex(block.text):
                yield structs.replace(block, label=waiting.text.strip(), indent=waiting.indent)
                waiting = None
                continue
            yield waiting
        waiting = block if label is not None else None
        if label is None:
            yield block
    if waiting is not None:
        yield waiting


def arrange(blocks: Iterable[Block]) -> Arranged:
    """Provisions from blocks in reading order; warnings name gaps in numbering."""
    held = [part for block in _numbered_beside(blocks) for one in divided(block) for part in apart(one)]
    resolving = next((i for i, block in enumerate(held) if is_resolving(block.text)), -1)
    arranger = _Arranger(resolving + 1)
    for block in held:
        arranger.take(block)
    drafts = arranger.drafts
    number(drafts)
    provisions = tuple(provision(draft) for draft in drafts)
    return Arranged(provisions, tuple(arranger.head), tuple(arranger.close), tuple(gaps(drafts)))
