"""What stands around the thing asked for: who is consulted, who supports, and within which limits."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from reading.due.signs import Sieve, holds_one
from reading.lexicon import table
from reading.requests.parties.runs import name_list
from reading.requests.sentences.phrases import Phrase, Sentence

_SLOTS = table("slots")
_TOGETHER = "|".join(_SLOTS["together"]["nouns"].split())
# in close consultation and coordination with | after consultation with | in full cooperation with
_CONSULTED = re.compile(
    rf"\b(?:in|after|following|through|upon|consulting in)\s+(?:(?:close|closer|full|fuller|appropriate|"
    rf"direct|active|further|continuous|continued|regular|strong|enhanced|prior|due|and|its|their|his)\s+)*"
    rf"(?:{_TOGETHER})(?:,? (?:and|or|,) (?:in )?(?:close |full )?(?:{_TOGETHER}))*,?(?: as appropriate,|"
    rf" where appropriate,| inter alia,)?\s+(?:with|among)(?:\s+|(?=, and ))"
    rf"(?:,? ?and with the (?:(?:active|full|meaningful) )?(?:participation|involvement|support|assistance|cooperation) of,? "
    rf"|,? ?and (?:on the basis of|based on|taking into account) (?:the )?(?:feedback|inputs?|information|contributions?|views|comments|"
    rf"advice|guidance|proposals) (?:received )?(?:from|of|by),? )?"
    rf"|\b(?:after|by) consulting (?:with )?(?!on\b|about\b)"
    rf"|\bwith (?:the )?(?:(?:full|active|close|continued) )*cooperation (?:of|from) (?!the international community)",
    re.IGNORECASE,
)
_CONSULTED_SIGNS = tuple(_SLOTS["together"]["nouns"].split())
_HELP = "|".join(_SLOTS["support"]["nouns"].split())
_SUPPORTED = re.compile(
    rf"\b(?:(?<=, )supported by |(?<=, )assisted by |with (?:the )?(?:(?:full|active|continued|technical|financial|"
    rf"substantive|additional|international|necessary|appropriate)(?:,? and|,)? )*(?:{_HELP})"
    rf"(?: and (?:(?:meaningful|active|full|close) )?(?:{_HELP}|cooperation|involvement|participation))?"
    rf"(?:, (?:as|where|if) [a-z]+,)? (?:of|from|by),? (?:(?:as|where|if) (?:appropriate|relevant|applicable|necessary|required), )?)",
    re.IGNORECASE,
)
_SUPPORTED_SIGNS = (*_SLOTS["support"]["nouns"].split(), "supported by ", "assisted by ")


@dataclass(frozen=True, slots=True)
class Slot:
    """The names that fill one slot, as printed, and the rule that found them."""

    names: tuple[Phrase, ...]
    rule: str
    sure: bool = True


def consulted(sentence: Sentence, start: int, end: int) -> list[Slot]:
    """ "in consultation with X and Y" within ``[start, end)``."""
    return _with(sentence, _CONSULTED, _CONSULTED_SIGNS, start, end, "consulted.in-consultation-with")


def supported_by(sentence: Sentence, start: int, end: int) -> list[Slot]:
    """ "with the support of X" within ``[start, end)``."""
    return _with(sentence, _SUPPORTED, _SUPPORTED_SIGNS, start, end, "supported-by.with-the-support-of")


def _with(sentence: Sentence, pattern: re.Pattern[str], signs: tuple[str, ...], start: int, end: int, rule: str) -> list[Slot]:
    """The slots that ``pattern`` opens; it is not tried where none of the words that it can't go without is printed."""
    within = sentence.quiet[start:end].casefold()
    found: list[Slot] = []
    if not holds_one(within, signs):
        return found
    for match in pattern.finditer(sentence.quiet, start, end):
        names = name_list(sentence, sentence.index(match.end()), sentence.index(end))
        if names:
            found.append(Slot(names, rule, sure=len(names) < 4))
    return found


@cache
def _qualifiers() -> Sieve:
    """The patterns of limits, each with its long words, one of which it never goes without: most are not even tried."""
    return Sieve([(tuple(_SIGN.findall(printed)), (re.compile(printed),)) for printed in _SLOTS["qualifiers"]["patterns"]])


# the long words of a pattern
_SIGN = re.compile(r"[a-z]{6,}(?!\?)|case-by-case")


def _at_words(pattern: re.Pattern[str], low: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where ``pattern`` fits at the beginning of a word. It is no part of the pattern that a word begins there, nor that letters may be
    large: a search for plain letters takes a tenth of the time."""
    while match := pattern.search(low, start, end):
        begin, start = match.span()
        if begin and (low[begin - 1].isalnum() or low[begin - 1] == "_"):
            start = begin + 1
        else:
            yield begin, start


def qualifiers(sentence: Sentence, start: int, end: int) -> list[Phrase]:
    """Limits on the duty, as printed, each once."""
    low = sentence.quiet.replace("İ", "I").lower()  # letter for letter, so that places hold
    tried = _qualifiers().patterns(low[start:end], sentence.starts)
    places = [place for pattern in tried for place in _at_words(pattern, low, start, end)]
    found: dict[str, Phrase] = {}
    reached = start
    for first, last in sorted(places, key=lambda place: (place[0], -place[1])):
        if first < reached:
            continue
        reached = last
        text = sentence.text[first:last].strip()
        found.setdefault(" ".join(text.casefold().split()), Phrase(" ".join(text.split()), first, first + len(text)))
    return list(found.values())
