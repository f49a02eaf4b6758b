"""A reading held against an annotation, by the guide in ``evaluation/README.md``.

An obligation found matches an annotated one when provision and force agree and the addressees overlap; names are compared without
case, articles, "the United Nations" and punctuation, and one may contain the other. ``optional`` annotations count neither way.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

FIELDS = ("addressees", "due", "deliverable", "recipients", "recurrence")
Obligation = dict[str, Any]

_PUNCTUATION = re.compile(r"[^\w\s]")
_IDLE = re.compile(r"\b(?:the|a|an|its|his|her|of the united nations|united nations|all|other|relevant)\b")


@dataclass
class Tally:
    """Counts over one document, a folder, or all: they add up."""

    matched: int = 0
    invented: int = 0
    missed: int = 0
    shares: dict[str, list[int]] = field(default_factory=lambda: {name: [0, 0] for name in FIELDS})
    sure: dict[str, list[int]] = field(default_factory=lambda: {name: [0, 0] for name in ("obligation", *FIELDS)})
    marked: dict[str, list[int]] = field(default_factory=lambda: {name: [0, 0] for name in ("obligation", *FIELDS)})
    covered: int = 0
    provisions: int = 0
    documents: int = 0
    misses: list[str] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        """Add another tally's counts to this one; misses are kept apart."""
        self.matched += other.matched
        self.invented += other.invented
        self.missed += other.missed
        self.covered += other.covered
        self.provisions += other.provisions
        self.documents += other.documents
        for mine, its in ((self.shares, other.shares), (self.sure, other.sure), (self.marked, other.marked)):
            for name, (good, all_) in its.items():
                mine[name][0] += good
                mine[name][1] += all_

    @property
    def precision(self) -> float:
        return _share(self.matched, self.matched + self.invented)

    @property
    def recall(self) -> float:
        return _share(self.matched, self.matched + self.missed)

    @property
    def f1(self) -> float:
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def bare_name(text: str) -> str:
    """A name for comparison: without case, articles, punctuation and words that don't tell bodies apart."""
    return " ".join(_IDLE.sub(" ", _PUNCTUATION.sub(" ", text.casefold())).split())


def same_name(one: str, other: str) -> bool:
    """Whether two names count as the same: equal, or one contained in the other."""
    a, b = bare_name(one), bare_name(other)
    return a == b or (bool(a) and bool(b) and (a in b or b in a))


def same_names(some: list[str], others: list[str]) -> bool:
    """Whether every name of each list has its like in the other."""
    return all(any(same_name(x, y) for y in others) for x in some) and all(any(same_name(x, y) for x in some) for y in others)


def _overlap(some: list[str], others: list[str]) -> bool:
    return (not some and not others) or any(same_name(x, y) for x in some for y in others)


def _words(obligation: Obligation) -> set[str]:
    return set(re.findall(r"\w+", " ".join(obligation.get("actions", [])).casefold()))


def _same_provision(annotated: Obligation, found: Obligation) -> bool:
    """Sections whose numbers restart are told apart by ``section`` in the annotation and by a prefix in the reading."""
    number = str(found["provision"])
    return annotated["provision"] == number or ("section" in annotated and number.rpartition("/")[2] == annotated["provision"])


def pairs(
    annotated: list[Obligation], found: list[Obligation]
) -> tuple[list[tuple[Obligation, Obligation | None]], list[Obligation]]:
    """Each annotated obligation with at most one found, and those found that match none.

    Those that count choose before those that are ``optional``: what may be listed or not takes nothing away from them.
    """
    free, matched = list(found), []
    for gold in sorted(annotated, key=lambda gold: bool(gold.get("optional"))):
        near = [
            f
            for f in free
            if _same_provision(gold, f)
            and f["force"] == gold["force"]
            and _overlap(gold.get("addressees", []), f.get("addressees", []))
        ]
        best = max(near, key=lambda f: _likeness(gold, f)) if near else None
        if best is not None:
            free.remove(best)
        matched.append((gold, best))
    return matched, free


def _likeness(gold: Obligation, found: Obligation) -> tuple[int, bool]:
    return len(_words(gold) & _words(found)), same_names(gold.get("addressees", []), found.get("addressees", []))


def value(name: str, obligation: Obligation) -> Any:
    """One field in the form in which it is compared; ``None`` where it has no value."""
    held = obligation.get(name)
    if name == "due":
        if not held:
            return None
        days = (held.get("earliest"), held.get("latest"))
        return "unresolved" if held.get("unresolved") or days == (None, None) else days
    if name == "deliverable":
        return (held["kind"], held.get("count", 1)) if held else None
    return held or None


def agrees(name: str, gold: Obligation, found: Obligation) -> bool:
    """Whether one field of a matched pair agrees."""
    if name in ("addressees", "recipients"):
        return same_names(gold.get(name) or [], found.get(name) or [])
    return bool(value(name, gold) == value(name, found))


def compare(annotation: dict[str, Any], reading: dict[str, Any]) -> Tally:
    """Hold one reading (as printed in JSON) against one annotation; paragraphs that it names as ``not_annotated`` count neither way."""
    tally = Tally(documents=1)
    left_out = [{"provision": number} for number in annotation.get("not_annotated", [])]
    read = [f for f in reading["obligations"] if not any(_same_provision(each, f) for each in left_out)]
    matched, free = pairs(annotation["obligations"], read)
    excused: list[Obligation] = []
    for gold, found in matched:
        if gold.get("optional"):
            if found is None:
                excused.append(gold)
            continue
        if found is None:
            tally.missed += 1
            tally.misses.append(f"{gold['provision']} MISSED {gold['verb']} {gold.get('addressees')}: {gold.get('actions')}")
            continue
        tally.matched += 1
        _count_sure(tally, "obligation", found, True)
        tally.misses.extend(f"{gold['provision']} {text}" for text in _fields(tally, gold, found))
    for found in free:
        # What may be listed or not may also be read under another act or addressee: each excuses one.
        excuse = next((gold for gold in excused if _same_provision(gold, found)), None)
        if excuse is not None:
            excused.remove(excuse)
            continue
        tally.invented += 1
        _count_sure(tally, "obligation", found, False)
        tally.misses.append(
            f"{found['provision']} INVENTED {found.get('verb')} {found.get('addressees')}: {found.get('actions')}"
        )
    _coverage(tally, reading)
    return tally


def _fields(tally: Tally, gold: Obligation, found: Obligation) -> Iterator[str]:
    for name in FIELDS:
        if name == "due" and (
            (gold.get("due") or {}).get("optional") or (not gold.get("due") and (found.get("due") or {}).get("optional"))
        ):
            continue
        if value(name, gold) is None and value(name, found) is None:
            continue
        good = agrees(name, gold, found)
        tally.shares[name][1] += 1
        tally.shares[name][0] += good
        _count_sure(tally, name, found, good)
        if not good:
            yield f"{name}: annotated {gold.get(name)} read {found.get(name)} [{found.get('verb')} {found.get('actions')}]"


def _count_sure(tally: Tally, name: str, found: Obligation, good: bool) -> None:
    """Calibration: of the values marked sure, how many are right; and how many of all values are marked sure."""
    held = [e for e in found.get("evidence", []) if e["field"] == name]
    if not held:
        return
    sure = all(e["sure"] for e in held)
    tally.marked[name][1] += 1
    tally.marked[name][0] += sure
    if sure:
        tally.sure[name][1] += 1
        tally.sure[name][0] += good


def _coverage(tally: Tally, reading: dict[str, Any]) -> None:
    operative = [p for p in reading["provisions"] if p["kind"] in ("operative", "chapeau", "item", "unreadable")]
    tally.provisions = len(operative)
    tally.covered = sum(1 for p in operative if p.get("obligations") or p.get("no_obligation") or p["kind"] == "unreadable")
