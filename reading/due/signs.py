"""Which of many patterns are worth trying on a text. Each pattern has signs, one of which its match must hold; each sign begins a word
somewhere. So the words' first letters, taken once, tell at once which signs can't be there, and few are looked for one by one."""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import lru_cache

Group = tuple[tuple[str, ...], tuple[re.Pattern[str], ...]]
"""Patterns with the signs without one of which they aren't looked for."""

LETTERS = 4
"""How many first letters of a word are taken."""

_STARTS = re.compile(rf"([a-z]{{1,{LETTERS}}})[a-z]*")
_RUNS = re.compile(r"(?<![a-z])[a-z]+")


@lru_cache(maxsize=16)  # a paragraph is asked for its times and for each of its duties, one after the other
def word_starts(text: str) -> frozenset[str]:
    """The first letters of every word of ``text``, in small letters."""
    return frozenset(_STARTS.findall(text.lower()))


def holds_one(text: str, signs: Iterable[str]) -> bool:
    """Whether one of the ``signs`` stands in ``text``."""
    return any(map(text.__contains__, signs))


class Sieve:
    """Groups of patterns, found by the first letters of the words of a text. Raises ValueError for a sign that holds no word's start."""

    def __init__(self, groups: Sequence[Group]) -> None:
        self._groups = tuple(groups)
        self._by_start: dict[str, list[int]] = {}
        for place, (signs, _) in enumerate(groups):
            for start in {_start(sign) for sign in signs}:
                self._by_start.setdefault(start, []).append(place)
        self._starts = frozenset(self._by_start)

    def patterns(self, text: str, starts: Set[str]) -> Iterator[re.Pattern[str]]:
        """The patterns that may match ``text``, whose ``starts`` are its ``word_starts``, in the order in which they were given."""
        places = {place for start in self._starts & starts for place in self._by_start[start]}
        for place in sorted(places):
            signs, patterns = self._groups[place]
            for sign in signs:
                if sign in text:
                    yield from patterns
                    break


def _start(sign: str) -> str:
    """The first letters of the longest word that begins in ``sign``; one of fewer letters stands whole there."""
    longest = max(_RUNS.findall(sign.lower()), key=len, default="")
    if not longest:
        raise ValueError(f"no word begins in the sign {sign!r}")
    return longest[:LETTERS]
