"""Which earlier obligation a later provision reiterates, changes, replaces or ends, as far as its own words say so.

A link is proposed to a person; what carries it out is a person's confirmation. A resolution that is only recalled or acted upon
("pursuant to") changes nothing and is no link.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.instrument import Proposal, Reference
from domain.matching import Confidence


class Effect(StrEnum):
    """What the later provision does to the earlier obligation."""

    REITERATES = "reiterates"
    AMENDS = "amends"
    SUPERSEDES = "supersedes"
    ENDS = "ends"


EFFECTS = {
    "amends": Effect.AMENDS,
    "extends": Effect.AMENDS,
    "renews": Effect.AMENDS,
    "supersedes": Effect.SUPERSEDES,
    "revokes": Effect.ENDS,
    "terminates": Effect.ENDS,
    "discontinues": Effect.ENDS,
    "ends": Effect.ENDS,
}
"""What reading calls it (``Reference.effect``), and what it comes to."""

ALIKE = 0.5
"""How many of the words of two requests must be the same (of twice the words that both have, Dice's coefficient) to be alike."""


@dataclass(frozen=True, slots=True)
class Lineage:
    """``later`` (an obligation's id, or a symbol and paragraph where it lays no duty on anybody) does ``effect`` to ``earlier``."""

    later: str
    earlier: str
    effect: Effect
    confidence: Confidence
    working: str


def lineages(
    later: str, asked: Sequence[Proposal], references: Iterable[Reference], earlier: str, before: Sequence[Proposal]
) -> tuple[Lineage, ...]:
    """The links from the instrument ``later`` to the instrument ``earlier``.

    ``asked`` is what the later one asks for, ``references`` where it speaks of the earlier one (and only of it), ``before`` what the
    earlier one asks for.
    """
    found: dict[tuple[str, str], Lineage] = {}
    spoken = list(references)
    for reference in spoken:
        for link in _by_reference(later, asked, reference, earlier, before):
            found.setdefault((link.later, link.earlier), link)
    if spoken:
        pointed = {reference.provision for reference in spoken if reference.paragraphs}
        silent = [one for one in asked if one.provision not in pointed]
        for link in _by_words(silent, earlier, before, {one for one, _ in found}):
            found.setdefault((link.later, link.earlier), link)
    return tuple(found.values())


def _by_reference(
    later: str, asked: Sequence[Proposal], reference: Reference, earlier: str, before: Sequence[Proposal]
) -> Iterator[Lineage]:
    """What one reference comes to: "amending paragraph 5 of resolution ...", "recalls paragraph 17 ... and reiterates its request"."""
    if reference.provision is None:
        return
    here = [one for one in asked if one.provision == reference.provision]
    effect = EFFECTS.get(reference.effect)
    if effect is None:
        here = [one for one in here if one.reiterated]
        if not here:  # "reiterates its concern": nothing is asked for again
            return
        effect = Effect.REITERATES
    meant = _meant(reference.paragraphs, before)
    where = f"paragraph {reference.paragraphs} of {earlier}" if reference.paragraphs else earlier
    says = f"Paragraph {reference.provision} of {later} {effect} {where}."
    for target in meant:
        source, likeness = _closest(target, here)
        judged = _judge(effect, reference, meant, likeness, says)
        if judged:
            yield Lineage(source.id if source else f"{later}:{reference.provision}", target.id, effect, *judged)


def _judge(
    effect: Effect, reference: Reference, meant: Sequence[Proposal], likeness: "Likeness | None", says: str
) -> tuple[Confidence, str] | None:
    """How sure a link is, and why; ``None`` where nothing but the resolution's name speaks for it."""
    if reference.paragraphs and len(meant) == 1:
        return Confidence.CERTAIN, f"{says} It asks for one thing there."
    if likeness and likeness.alike:
        return Confidence.LIKELY, f"{says} {likeness.working}"
    if reference.paragraphs:
        return Confidence.POSSIBLE, f"{says} It asks for {len(meant)} things there."
    if effect in {Effect.SUPERSEDES, Effect.ENDS}:
        return Confidence.POSSIBLE, f"{says} No paragraph is named: the whole may be meant."
    return None


def _by_words(asked: Sequence[Proposal], earlier: str, before: Sequence[Proposal], linked: set[str]) -> Iterator[Lineage]:
    """What is "reiterated" without saying from where, held against a resolution that the text speaks of elsewhere."""
    for one in asked:
        if not one.reiterated or one.id in linked:
            continue
        target, likeness = _closest(one, before)
        if target and likeness and likeness.alike:
            why = f"Paragraph {one.provision} reiterates a request, and {earlier} is recalled. {likeness.working}"
            yield Lineage(one.id, target.id, Effect.REITERATES, Confidence.POSSIBLE, why)


def _meant(paragraphs: str | None, before: Sequence[Proposal]) -> list[Proposal]:
    if paragraphs is None:
        return list(before)
    wanted = numbers(paragraphs)
    return [one for one in before if one.provision in wanted or one.provision.partition("(")[0] in wanted]


def numbers(paragraphs: str) -> frozenset[str]:
    """The paragraphs' numbers in ``paragraphs`` as printed: ``9 and 12``, ``3 to 5``, ``1 (a), 2``. A range holds all between."""
    found: list[str] = []
    for first, _, last in re.findall(r"(\d{1,4}(?:\s*\([a-z]\))?)(?:\s*(–|-|to)\s*(\d{1,4}))?", paragraphs):
        start = re.sub(r"\s+", "", first)
        if last and start.isdecimal() and int(start) <= int(last) <= int(start) + 500:
            found += map(str, range(int(start), int(last) + 1))
        else:
            found += [start, last] if last else [start]
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two requests are, from 0 to 1, and by which words."""

    share: float
    working: str

    @property
    def alike(self) -> bool:
        return self.share >= ALIKE


def _closest(one: Proposal, others: Sequence[Proposal]) -> tuple[Proposal | None, Likeness | None]:
    if not others:
        return None, None
    judged = [(likeness(one, other), other) for other in others]
    best, other = max(judged, key=lambda pair: (pair[0].share, pair[1].id))
    return other, best


def likeness(one: Proposal, other: Proposal) -> Likeness:
    """How alike two requests are: by the words of what is to be done, where they are laid on the same addressee."""
    shared = sorted({_folded(name) for name in one.addressees} & {_folded(name) for name in other.addressees})
    some, others = _words(one), _words(other)
    common = some & others
    if not shared or not common:
        return Likeness(0.0, "")
    share = 2 * len(common) / (len(some) + len(others))
    return Likeness(share, f"Both ask the same addressee for much the same: {', '.join(sorted(common)[:6])}.")


_SMALL = frozenset(
    re.findall(
        r"\w+",
        "a an the of on in to for and or by with at from as its their his her which that this these be is are was were it all any such "
        "also into within under upon through between among",
    )
)
"""Words that say nothing of what is asked for."""


def _words(one: Proposal) -> set[str]:
    text = " ".join(one.actions).casefold()
    return {word for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text) if word not in _SMALL}


def _folded(name: str) -> str:
    return re.sub(r"^the\s+", "", " ".join(name.split()).casefold())
