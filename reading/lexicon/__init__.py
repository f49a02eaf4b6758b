"""The word lists of ``reading/lexicon/*.toml``, read once, in the forms that the readers look things up in."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from domain.force import Force

_FOLDER = Path(__file__).parent


@cache
def table(name: str) -> dict[str, Any]:
    """One word list, parsed. ``name`` is the file's name without ``.toml``; an unknown one raises ``FileNotFoundError``."""
    with (_FOLDER / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def words(text: str) -> frozenset[str]:
    """The set of the words of a list that the TOML keeps as one block of text."""
    return frozenset(text.split())


SMALL_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
"""The numbers that things asked for are counted with."""


@dataclass(frozen=True, slots=True)
class Body:
    """A named organ, office or officer: its full name, the forms that the same text shortens it to, what kind it is."""

    name: str
    kind: str
    short: tuple[str, ...] = ()
    former: tuple[str, ...] = ()


@cache
def bodies() -> tuple[Body, ...]:
    """The register of bodies, longest name first, so that the first that fits is the most exact."""
    entries = [
        Body(entry["name"], entry["kind"], tuple(entry.get("short", ())), tuple(entry.get("former", ())))
        for entry in table("bodies")["body"]
    ]
    return tuple(sorted(entries, key=lambda body: -len(body.name)))


@dataclass(frozen=True, slots=True)
class ActWord:
    """One verb by which an organ acts: its force if it mandates, otherwise why it lays no obligation."""

    force: Force | None
    reason: str | None = None


@cache
def act_words() -> dict[str, ActWord]:
    """Verb in the third person singular (``calls upon``) to what it does."""
    acts = table("acts")
    found = {verb: ActWord(Force(force)) for verb, force in acts["mandating"].items()}
    for group in ("speaking", "effective"):
        found |= {verb: ActWord(None, reason) for verb, reason in acts[group].items()}
    return found


@cache
def repeated_nouns() -> dict[str, Force]:
    """``request`` in "reiterates its request" to its force."""
    return {noun: Force(force) for noun, force in table("acts")["repeating"]["nouns"].items()}


BASE_VERBS = words(table("verbs")["base"])
GOVERNORS = words(table("verbs")["governors"])
_HEADS = table("actors")["heads"]
ORGAN_HEADS = words(_HEADS["organs"])
OFFICER_HEADS = words(_HEADS["officers"])
ACTOR_HEADS = frozenset().union(*(words(group) for group in _HEADS.values()))
INERT_HEADS = words(table("actors")["inert"]["words"])
KIN_HEADS = words(table("actors")["kin"]["words"])
SELF_EFFECTIVE = frozenset(table("acts")["deciding"]["self_effective"])
BINDING = frozenset(table("acts")["deciding"]["binding"])
