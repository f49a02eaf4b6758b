"""Items whose letters stand within one sentence: "Encourages States to (a) assist X; and (b) assist Y"."""

import re
from collections.abc import Iterator, Sequence

from msgspec import structs

from domain.instrument import Footnote
from reading.lexicon import BASE_VERBS, act_words
from reading.outline.blocks import Block, Role
from reading.outline.labels import Label, Style, label_of, letter_value
from reading.outline.openings import opens_operatively

# to (a) assist | : (b) to report | ; and (c) review: the letter, and the word that its item begins with
_MARK = re.compile(
    r"(?P<before>\bto(?: [a-z]+ly)?|:|;|,|\band|\bor|(?P<bare>\b[A-Za-z][\w-]*)) \((?P<letter>[a-z])\) "
    r"(?=(?P<to>to )?(?:[a-z]+ly )?(?P<verb>[a-z-]+)\b)",
)
# ; (b) Report thereon: an item behind another on one line
_NEXT = re.compile(r";(?: and| or)? \((?P<letter>[a-z])\) (?=(?:[Tt]o )?(?:[A-Za-z]+ly )?(?P<verb>[A-Za-z-]+)\b)")

_ACTS = frozenset(verb.split()[0] for verb in act_words())


def apart(block: Block) -> Iterator[Block]:
    """The block, or where letters within its sentence begin what is to be done, its opening and each of its items as blocks.

    Only an operative paragraph is taken apart, and only where the letters run on from (a), each before a verb: "as set out in
    paragraph 3 (a) and (b)" stays whole.
    """
    cuts = _cuts(block)
    if not cuts:
        yield block
        return
    for start, end in zip([0, *cuts], [*cuts, len(block.text)], strict=True):
        notes = tuple(Footnote(n.mark, n.text, n.offset - start) for n in block.footnotes if start <= n.offset < end)
        yield structs.replace(block, body=block.body.cut(start, end), label=block.label if start == 0 else None, footnotes=notes)


def _cuts(block: Block) -> Sequence[int]:
    text = block.text
    if block.role is not Role.TEXT or block.kind is not None:
        return ()
    if text.startswith("(") and ("; (" in text or "; and (" in text):
        label = label_of(text) if block.label is None else None
        return _behind(text, label) if label is not None and label.style is Style.LOWER else ()
    if " (a) " not in text or " (b) " not in text:
        return ()
    label = label_of(text) if block.label is None else None
    if not opens_operatively(text[label.end :] if label else text):
        return ()
    marks = [mark for mark in _MARK.finditer(text) if mark["verb"] in BASE_VERBS and (mark["to"] or not mark["bare"])]
    runs_on = [letter_value(mark["letter"]) for mark in marks] == [*range(1, len(marks) + 1)]
    if len(marks) < 2 or not runs_on or any(mark["bare"] for mark in marks[1:]):
        return ()
    if not marks[0]["bare"] and not marks[0]["before"].startswith(("to", ":")):
        return ()  # "the Secretary-General (a) to report" begins a list too
    if not _ACTS.isdisjoint(text[marks[0].end() :].split()):
        return ()  # another act follows in the same sentence, and belongs to no item
    return [mark.start("letter") - 1 for mark in marks]


def _behind(text: str, label: Label) -> Sequence[int]:
    """Where further items begin behind an item on the same line: "(a) Ratify the Convention; (b) Report thereon; and (c) To adopt laws"."""
    marks = [mark for mark in _NEXT.finditer(text, label.end) if mark["verb"].casefold() in BASE_VERBS]
    runs_on = [letter_value(mark["letter"]) for mark in marks] == [*range(label.value + 1, label.value + 1 + len(marks))]
    return [mark.start("letter") - 1 for mark in marks] if runs_on else ()
