"""A joint of a list: a comma, an "and" or an "or", with what stands before it since the list was parted last, and all that comes behind."""

import re
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import islice

from reading.lexicon import KIN_HEADS
from reading.requests.parties.actors import ARTICLE, acts_by_head, is_actor, known_names

# No name that comes next is longer, or holds more commas: beyond it nothing is looked at, so that long lists cost what they are long.
_FAR, _COMMAS = 500, 12


@dataclass(frozen=True)
class Joint:
    """A place where a list may be parted: ``mark`` without its spaces, ``whole`` all of it as printed."""

    left: str
    mark: str
    right: str
    whole: str

    @classmethod
    def at(cls, left: str, mark: str, right: str) -> "Joint":
        """The joint at a mark of a list in which each space and comma of a name that is taken whole is printed as "_"."""
        left, right = left.replace("_", " ").strip(), right[:_FAR].replace("_", " ").strip()
        return cls(left, mark.strip(), right, f"{left}{mark}{right}")

    @cached_property
    def left_acts(self) -> bool:
        """Whether what stands before it acts by its head noun."""
        return acts_by_head(self.left)

    @cached_property
    def registered(self) -> bool:
        """Whether what stands before it is a name of the register."""
        return ARTICLE.sub("", self.left).casefold() in _spelt()

    @cached_property
    def next_name(self) -> str:
        """The first name of what comes behind it."""
        return _next_name(self.right)


@cache
def _spelt() -> frozenset[str]:
    """The names of the register as a shielded one reads here: with a space for each comma."""
    return frozenset(name.replace(",", " ") for name in known_names()) | frozenset(known_names())


_NEXT_MARK = re.compile(r",| and | as well as | or ")
_DETERMINED_NAME = re.compile(r"(?:the|its) ")
_CAPITALS = re.compile(r"(?:[A-Z][\w’-]*(?: of the| of)? ?)+")


def _next_name(right: str) -> str:
    """The first name of what comes after a comma or "and": "other international and regional organizations" is one."""
    for match in islice(_NEXT_MARK.finditer(right), _COMMAS):
        first = right[: match.start()]
        if is_actor(first) or first.casefold() in KIN_HEADS:
            return _whole_name(first, match[0], right[match.end() :])
    return right


def _whole_name(first: str, mark: str, rest: str) -> str:
    """ "the South-South | and Triangular Cooperation Task Team": capitalised adjectives before one head noun are one name with it."""
    if mark != " and " or acts_by_head(first) or not _DETERMINED_NAME.match(first):
        return first
    goes_on = _CAPITALS.match(rest)
    return f"{first} and {goes_on[0].strip()}" if goes_on and acts_by_head(goes_on[0].strip()) else first
