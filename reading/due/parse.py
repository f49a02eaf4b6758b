"""One time expression: from terminals to a phrase of ``domain.time.phrases``, by the grammar beside this file."""

from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from lark import Lark
from lark import Token as Terminal
from lark.exceptions import UnexpectedInput
from lark.lexer import Lexer

from domain.time.phrases import Day, Phrase
from reading.due.construct import Phrases
from reading.due.values import BARE
from reading.lexicon import words

Key = tuple[tuple[str, str], ...]
"""The terminals of a stretch of text, type and value: what the parse depends on, and nothing else."""

LONGEST = 32
"""How many terminals an expression can take at most."""


class _NoLexer(Lexer):
    """The terminals are made beforehand, and fed one by one."""

    def __init__(self, lexer_conf: Any) -> None:
        pass

    def lex(self, lexer_state: Any, parser_state: Any) -> Iterator[Terminal]:
        return iter(())


@cache
def _parser() -> Lark:
    grammar = (files("reading") / "due" / "grammar.lark").read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr", lexer=_NoLexer, transformer=Phrases(), maybe_placeholders=False)


@lru_cache(maxsize=16384)
def longest(key: Key) -> tuple[int, Phrase] | None:
    """The longest expression that begins at the first terminal: how many terminals it takes, and what it says."""
    parser = _parser().parse_interactive("")
    best: tuple[int, Phrase] | None = None
    try:
        for taken, (kind, value) in enumerate(key[:LONGEST], start=1):
            parser.feed_token(Terminal(kind, value))
            if kind in _CLOSING and (phrase := _finished(parser)) is not None:
                best = taken, phrase
    except (UnexpectedInput, ValueError):
        pass
    return best


_CLOSING = words("""
    CARD YEAR MONTH SESSION BODY EVENTNOUN LATEST EARLIEST THEREAFTER RPAR UNIT YEARWORD TIME ADOPTION RESOLUTION PERIOD
    REC_ADV BASIS INTERVALS
""")
"""The terminals that an expression can end with: only after these is it tried whether it is one."""


def _finished(parser: Any) -> Phrase | None:
    try:
        phrase = parser.copy(deepcopy_values=False).feed_eof()
    except (UnexpectedInput, ValueError):
        return None
    return phrase if isinstance(phrase, Phrase) and not _has_bare_day(phrase) else None


def _has_bare_day(value: Any) -> bool:
    if isinstance(value, Day):
        return value.month == BARE
    fields = getattr(type(value), "__dataclass_fields__", {})
    return any(_has_bare_day(getattr(value, name)) for name in fields)
