"""The word list of time expressions, read once from ``reading/lexicon/time-words.toml``."""

import tomllib
from importlib.resources import files

_LEXICON = tomllib.loads((files("reading") / "lexicon" / "time-words.toml").read_text(encoding="utf-8"))

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip
MONTH_NAMES = "|".join(month.title() for month in MONTHS)
"""The months as they are printed, for a pattern."""

_ADVERBS = {word: recurrence for recurrence, words in _LEXICON["adverbs"].items() for word in words}
_ADJECTIVES = {word: recurrence for recurrence, words in _LEXICON["adjectives"].items() for word in words}

RECURRENCE: dict[str, str] = {**_ADVERBS, **_ADJECTIVES}
"""The recurrence that an adverb or adjective stands for, in the words of the annotation guide."""

ADVERBS = frozenset(_ADVERBS)

TERMINALS: dict[str, str] = {
    **{word: word.upper() for word in _LEXICON["plain"].split()},
    **{word: terminal for terminal, words in _LEXICON["words"].items() for word in words},
    **dict.fromkeys(MONTHS, "MONTH"),
    **dict.fromkeys(_ADVERBS, "REC_ADV"),
    **dict.fromkeys(_ADJECTIVES, "REC_ADJ"),
}
"""The terminal that each word makes. A word that isn't here ends an expression."""
