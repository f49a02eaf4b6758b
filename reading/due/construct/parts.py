"""What stands among the parts of one of the grammar's rules: its terminals, and the values that its inner rules came to."""

from typing import Any

from lark import Token as Terminal
from lark import Tree

from domain.time.phrases import Time


def token(parts: Any, kind: str) -> str | None:
    """The first terminal of a kind, as printed; ``None`` if there is none."""
    return next((str(part) for part in parts if isinstance(part, Terminal) and part.type == kind), None)


def maybe_time(parts: Any) -> Time | None:
    """The last time among the parts, if there is one: "during 2018" has its year, "during" another word has none."""
    return next((part for part in reversed(parts) if isinstance(part, Time)), None)


def time_of(parts: Any) -> Time:
    """The last time among the parts. Raises ValueError where there is none, so that the expression is none either."""
    time = maybe_time(parts)
    if time is None:
        raise ValueError("no time is named")
    return time


def body_of(parts: Any) -> str | None:
    """The body of "... of the Commission"; ``None`` where the rule names none."""
    return next((str(part.children[0]) for part in parts if isinstance(part, Tree) and part.data == "body"), None)
