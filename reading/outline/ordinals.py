"""Ordinal numbers in words, as sessions are numbered: ``seventy-eighth``, ``one hundred and fifty-fourth``."""

import re

_UNITS = {
    word: i + 1
    for i, word in enumerate(
        str.split("""first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
    sixteenth seventeenth eighteenth nineteenth""")
    )
}
_TENS = {
    word: (i + 2) * 10 for i, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"])
}
_TENTHS = {word[:-1] + "ieth": value for word, value in _TENS.items()}
_HUNDRED = re.compile(r"(?:one[ -]|(two)[ -])?hundred(?:th|(?: and |[ -])(.+))")


def ordinal_value(words: str) -> int | None:
    """The number of an ordinal in words or digits; None where ``words`` are none.

    >>> ordinal_value("Seventy-eighth"), ordinal_value("one hundred and fifty-fourth"), ordinal_value("134th"), ordinal_value("next")
    (78, 154, 134, None)
    """
    text = words.strip().lower().replace("‑", "-")
    if match := re.fullmatch(r"(\d+)(?:st|nd|rd|th)", text):
        return int(match[1])
    if match := _HUNDRED.fullmatch(text):
        rest = ordinal_value(match[2]) if match[2] else 0
        return None if rest is None else (200 if match[1] else 100) + rest
    if text in _UNITS or text in _TENTHS:
        return _UNITS.get(text) or _TENTHS.get(text)
    tens, _, unit = text.partition("-")
    if tens in _TENS and _UNITS.get(unit, 10) < 10:
        return _TENS[tens] + _UNITS[unit]
    return None
