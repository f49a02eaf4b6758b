"""Many words as one pattern that is quick: written as the tree of their letters, so that a word that is none of them is left at the first
letter that tells, and not tried against each."""

import re
from collections.abc import Iterable
from typing import Any

_Tree = dict[str, Any]
_END = ""


def either(phrases: Iterable[str]) -> str:
    """A pattern for any of the phrases; where several fit, the longest is tried first, as if all stood side by side by their length.

    >>> either(["call", "calls", "call upon"]), re.fullmatch(either(["calls", "call upon"]), "call")
    ('(?:call(?:\\\\ upon|s)?)', None)
    """
    root: _Tree = {}
    for phrase in phrases:
        node = root
        for letter in phrase:
            node = node.setdefault(letter, {})
        node[_END] = {}
    return f"(?:{_written(root)})"


def _written(node: _Tree) -> str:
    """The ways on from a node."""
    ways = []
    for letter, below in sorted(node.items()):
        if letter == _END:
            continue
        run = re.escape(letter)
        while len(below) == 1 and _END not in below:  # a stretch in which the words do not part
            ((letter, below),) = below.items()
            run += re.escape(letter)
        rest = _written(below)
        ways.append(run + rest)
    if not ways:
        return ""
    if _END in node:
        return f"(?:{'|'.join(ways)})?"
    return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"


_GROUP = re.compile(r"\(\?:([a-z |]+)\)(\??)|([a-z])\?")


def spelled_out(pattern: str) -> list[str]:
    """Every phrase that a pattern of plain words stands for. It holds no more than words, groups of words one of which stands there, and a
    ``?`` behind a group or a letter that may be missing. Raises ValueError for any other.

    >>> spelled_out("for (?:this|that) reasons?")
    ['for this reason', 'for this reasons', 'for that reason', 'for that reasons']
    """
    part = _GROUP.search(pattern)
    if part is None:
        if not re.fullmatch(r"[a-z ]+", pattern):
            raise ValueError(f"{pattern!r} holds more than words and groups of words")
        return [pattern]
    ways = part[1].split("|") if part[1] else [part[3]]
    missing = [""] if part[2] or part[3] else []
    before, behind = pattern[: part.start()], pattern[part.end() :]
    return [phrase for way in [*missing, *ways] for phrase in spelled_out(f"{before}{way}{behind}")]
