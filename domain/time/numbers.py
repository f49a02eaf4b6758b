"""English number words as resolutions print them: ``seventy-second``, ``one hundred and third``, ``103rd``, ``twelve``.

Only whole words count: a general word-to-number library reads "seventy-third" as 70, and a session number that is wrong by three
is worse than none.
"""

import re
from dataclasses import dataclass
from functools import cache

_UNITS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
    "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_IRREGULAR = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
_HYPHEN = r"[-\u2010\u2011\u2012\u2013\ufffe\u00ad\ufffd]"


def cardinal(number: int) -> str:
    """``number`` in words, from 1 to 999: ``cardinal(103) == "one hundred and three"``. Raises ValueError outside."""
    if not 1 <= number <= 999:
        raise ValueError(f"number words are known from 1 to 999, not {number}")
    hundreds, rest = divmod(number, 100)
    words = [f"{_UNITS[hundreds - 1]} hundred"] if hundreds else []
    if rest:
        words.append(_below_hundred(rest))
    return " and ".join(words)


def _below_hundred(number: int) -> str:
    if number < 20:
        return _UNITS[number - 1]
    tens, units = divmod(number, 10)
    return _TENS[tens - 2] + (f"-{_UNITS[units - 1]}" if units else "")


def ordinal(number: int) -> str:
    """``number`` as an ordinal in words, from 1 to 999: ``ordinal(72) == "seventy-second"``."""
    words = cardinal(number)
    head, last = re.match(r"(.*?)(\w+)$", words).groups()  # type: ignore[union-attr]
    return head + _last_to_ordinal(last)


def _last_to_ordinal(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    return word[:-1] + "ieth" if word.endswith("y") else word + "th"


@dataclass(frozen=True, slots=True)
class Number:
    """A number read at a place in a text: its value, whether it is an ordinal, and where it ends."""

    value: int
    ordinal: bool
    end: int


@cache
def _values() -> dict[str, tuple[int, bool]]:
    """Every spelling from 1 to 199 and the round hundreds, without hyphens and spaces, to its value."""
    table: dict[str, tuple[int, bool]] = {}
    for number in range(1, 1000):
        for form, is_ordinal in ((cardinal(number), False), (ordinal(number), True)):
            table[_squeeze(form)] = (number, is_ordinal)
            if form.startswith("one hundred"):
                table[_squeeze(form.removeprefix("one "))] = (number, is_ordinal)
            table.setdefault(_squeeze(form.replace("hundred and ", "hundred ")), (number, is_ordinal))
    return table


def _squeeze(words: str) -> str:
    return re.sub(r"[^a-z]", "", words.lower())


NUMBER_WORDS = frozenset((*_UNITS, *_TENS, *(_last_to_ordinal(word) for word in (*_UNITS, *_TENS)), "hundred", "hundredth"))
"""Every word that a number in words can begin with or hold."""


@cache
def _pattern() -> re.Pattern[str]:
    word = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
    join = rf"(?:\s*{_HYPHEN}\s*|\s+and\s+|\s+)"
    return re.compile(
        rf"(?P<digits>\d{{1,3}})\s?(?P<suffix>st|nd|rd|th)\b|(?P<words>\b(?:{word})(?:{join}(?:{word}))*)(?![A-Za-z])", re.I
    )


def read_number(text: str, at: int = 0) -> Number | None:
    """The longest number in words, or ordinal in digits (``103rd``), that starts at ``text[at]``; ``None`` if none does.

    Plain digits are not read here. "twenty-first and twenty-second" gives 21: what follows is a number of its own.
    """
    match = _pattern().match(text, at)
    if not match:
        return None
    if match["digits"]:
        value, suffix = int(match["digits"]), match["suffix"].lower()
        return Number(value, True, match.end()) if value and suffix == _suffix(value) else None
    return _longest(text, at, match.end())


def _longest(text: str, start: int, end: int) -> Number | None:
    ends = [m.end() for m in re.finditer(r"[A-Za-z]+", text[start:end])]
    for stop in reversed(ends):
        part = text[start : start + stop]
        found = _values().get(_squeeze(part))
        if found and _well_joined(part):
            return Number(*found, start + stop)
    return None


def _well_joined(part: str) -> bool:
    """ "and" belongs only after "hundred": "twenty and one" is a list. A space may stand for the hyphen, as scans have it."""
    return not re.search(r"(?<!hundred)\s+and\b", part, re.I)


def _suffix(value: int) -> str:
    if value % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
