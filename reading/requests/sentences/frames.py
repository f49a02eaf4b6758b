"""What an act is read into: who is asked, what for, and in which form of words."""

import re
from dataclasses import dataclass
from enum import StrEnum

from reading.requests.acts.act import Act
from reading.requests.sentences.phrases import Phrase


class Mode(StrEnum):
    INFINITIVE = "infinitive"
    CLAUSE = "clause"
    SELF = "self"
    NOMINAL = "nominal"
    ADDRESSEE = "addressee"  # names somebody and stops: what is asked stands with the next act, or in the items below


@dataclass(frozen=True, slots=True)
class Frame:
    """One act with its slots: ``addressees`` as printed, ``predicates`` one a thing to be done, ``scope`` all that the act governs."""

    act: Act
    mode: Mode
    addressees: tuple[Phrase, ...]
    predicates: tuple[Phrase, ...]
    scope: Phrase
    passive: bool = False
    modal: str | None = None
    sure: bool = True
    inherited: bool = False  # the act is a chapeau's, and stands in another provision
    verb_at: int | None = None  # of a clause: where its verb stands; what stands before belongs to its subject


# immediately and without preconditions the Government
_LEADING = re.compile(
    r"^(?:(?:,|and|or|as well as|also|both|between|among|inter alia|once again|immediately|urgently|"
    r"in turn|without [a-z]+|[a-z]{4,}ly)(?:\s+|(?<=,)))+(?=[\w(])|^[\s,]+"
)


def bare(text: str) -> str:
    if text[:1].isupper() or text.startswith("the "):  # as most names are printed
        return text.strip()
    return _LEADING.sub("", text).strip()
