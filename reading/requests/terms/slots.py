"""What stands around the thing asked for: who is consulted, who supports, and within which limits."""

import re
from dataclasses import dataclass
from functools import cache

from reading.lexicon import ACTOR_HEADS, act_words, table
from reading.requests.parties.actors import is_actor
from reading.requests.parties.lists import split
from reading.requests.sentences.phrases import ASIDE_OPENERS, Phrase, Sentence

_SLOTS = table("slots")
_TOGETHER = "|".join(_SLOTS["together"]["nouns"].split())
# in close consultation and coordination with | after consultation with | in full cooperation with
_CONSULTED = re.compile(
    rf"\b(?:in|after|following|through|upon|consulting in)\s+(?:(?:close|closer|full|fuller|appropriate|"
    rf"direct|active|further|continuous|continued|regular|strong|enhanced|prior|due|and|its|their|his)\s+)*"
    rf"(?:{_TOGETHER})(?:,? (?:and|or|,) (?:in )?(?:close |full )?(?:{_TOGETHER}))*,?(?: as appropriate,|"
    rf" where appropriate,| inter alia,)?\s+(?:with|among)\s+",
    re.IGNORECASE,
)
_HELP = "|".join(_SLOTS["support"]["nouns"].split())
_SUPPORTED = re.compile(
    rf"\b(?:(?<=, )supported by |(?<=, )assisted by |with (?:the )?(?:(?:full|active|continued|technical|financial|"
    rf"substantive|additional|international|necessary|appropriate) )*(?:{_HELP})"
    rf"(?: and (?:{_HELP}|cooperation))? (?:of|from|by) )",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Slot:
    """The names that fill one slot, as printed, and the rule that found them."""

    names: tuple[Phrase, ...]
    rule: str
    sure: bool = True


def consulted(sentence: Sentence, start: int, end: int) -> list[Slot]:
    """ "in consultation with X and Y" within ``[start, end)``."""
    return _with(sentence, _CONSULTED, start, end, "consulted.in-consultation-with")


def supported_by(sentence: Sentence, start: int, end: int) -> list[Slot]:
    """ "with the support of X" within ``[start, end)``."""
    return _with(sentence, _SUPPORTED, start, end, "supported-by.with-the-support-of")


def _with(sentence: Sentence, pattern: re.Pattern[str], start: int, end: int, rule: str) -> list[Slot]:
    found = []
    for match in pattern.finditer(sentence.quiet, start, end):
        names = name_list(sentence, sentence.index(match.end()), sentence.index(end))
        if names:
            found.append(Slot(names, rule, sure=len(names) < 4))
    return found


def name_list(sentence: Sentence, first: int, limit: int) -> tuple[Phrase, ...]:
    """The names of a list that begins at word ``first``: it ends with the item after its "and", or where no name goes on."""
    j, begun, had_and, tail = first, first, False, False
    while j < limit:
        low = sentence.low(j)
        if low in (";", ":") or (low == "to" and sentence.verb_after_to(j, limit) is not None):
            break
        if low in ("and", "or"):
            if sentence.low(j + 1) in _ACTING:
                break  # "those that received the envoy | and asks them to"
            if had_and and sentence.low(j + 1) != "other":
                stop = _next_break(sentence, j + 1, limit)
                whole = next(
                    (k for k in range(stop, limit) if sentence.low(k) in _ITEM_ENDS), limit
                )  # "academic | and other bodies"
                if not any(end > j + 1 and is_actor(sentence.phrase(j + 1, end).text) for end in (stop, whole)):
                    break
            if not had_and and j > first and low == "and" and _is_list_end(sentence, first, j, limit):
                break
            if sentence.low(j + 1) == "to" and sentence.verb_after_to(j + 1, limit) is not None:
                break
            had_and = True
        elif low == ",":
            after = sentence.low(j + 1)
            if not is_actor(sentence.phrase(begun, j).text) and j > begun and not had_and and _adjectives(sentence, begun, j):
                j += 1  # "international, | regional and subregional organizations"
                continue
            if after == "as" and sentence.low(j + 2) == "well":
                j += 4 + (sentence.low(j + 4) in _SAID_AGAIN)
                begun = j
                had_and = tail = True  # "as well as A and B, C and D": the tail of a list may be one of its own
                continue
            if after == "and":
                stop = _next_break(sentence, j + 2, limit)
                if (
                    had_and
                    or stop <= j + 2
                    or not is_actor(sentence.phrase(j + 2, stop).text)
                    or sentence.low(j + 2) in ASIDE_OPENERS
                ):
                    break
                j += 1
                continue
            stop = _next_break(sentence, j + 1, limit)
            item = sentence.phrase(j + 1, stop).text if stop > j + 1 else ""
            if (
                (had_and and not (tail and sentence.low(stop) == "and") and not _goes_on(sentence, j, limit))
                or after in ASIDE_OPENERS
                or (after.endswith("ing") and after not in ACTOR_HEADS)
                or not is_actor(item)
                or sentence.low(j + 1) in ("a", "an")
            ):
                break
            begun = j + 1
        elif (
            low
            in (
                "on",
                "in",
                "with",
                "at",
                "by",
                "through",
                "within",
                "as",
                "when",
                "while",
                "where",
                "for",
                "under",
                "towards",
                "including",
                "regarding",
                "concerning",
                "aimed",
                "using",
                "before",
                "during",
            )
            and j > first
            and not inside_name(sentence, j)
        ):
            break
        j += 1
    return (
        tuple(p for p in split(sentence.phrase(first, j)) if is_actor(re.sub(r"^(?:and|,|\s|as well as)+", "", p.text)))
        if j > first
        else ()
    )


_ACTING = frozenset(verb.split()[0] for verb in act_words()) - {"calls", "requests", "demands", "notes"} | {"asks", "invites"}


def _is_list_end(sentence: Sentence, first: int, j: int, limit: int) -> bool:
    """Whether the "and" at word ``j`` joins no further name: "with the Commission and open to the participation of all"."""
    after = sentence.low(j + 1)
    return after in ("open", "based", "in", "on", "with", "by", "through", "taking", "without") and is_actor(
        sentence.phrase(first, j).text
    )


_SAID_AGAIN = frozenset({"with", "among", "of", "from", "by"})


def _adjectives(sentence: Sentence, begun: int, j: int) -> bool:
    """Whether the words of an item so far only describe what a later one names: "relevant international", "national"."""
    return all(sentence.words[k].text.islower() for k in range(begun, j)) and _DESCRIBING.search(sentence.low(j - 1)) is not None


_DESCRIBING = re.compile(r"(?:al|ic|an|ary|ive|ous|ed|local|donor|public|private|civil)$")
_MOST = 9  # names looked at ahead


def _goes_on(sentence: Sentence, comma: int, limit: int) -> bool:
    """Whether a list that has had an "and" ("offices and agencies") goes on to one of its own: "A and B, C, D and E"."""
    for _ in range(_MOST):
        begin = comma + 1 + (last := sentence.low(comma + 1) == "and")
        stop = next((k for k in range(begin, limit) if sentence.low(k) in _ITEM_ENDS and not _within(sentence, k)), limit)
        if stop <= begin or sentence.low(begin) in ASIDE_OPENERS:
            return False
        names = split(sentence.phrase(begin, stop))
        if not all(is_actor(name.text) for name in names):
            return False
        if last or len(names) > 1:
            return True
        if sentence.low(stop) != ",":
            return False
        comma = stop
    return False


_ITEM_ENDS = frozenset({",", ";", ":", "to", "in", "on", "at", "with", "by", "through", "for", "as", "that", "which"})


def _within(sentence: Sentence, k: int) -> bool:
    return sentence.low(k) not in (",", ";", ":") and inside_name(sentence, k)


_NEVER_INSIDE = frozenset({"through", "via", "during", "before", "after"})


def inside_name(sentence: Sentence, j: int) -> bool:
    """Whether a preposition stands inside a proper name: "Conference on Trade and Development", "United Nations Office at Geneva"."""
    if j + 1 >= len(sentence.words) or sentence.low(j) in _NEVER_INSIDE:
        return False
    if sentence.low(j) in ("with", "regard") and sentence.low(j - (sentence.low(j) == "regard") + 1) == "regard":
        at = j - (sentence.low(j) == "regard")  # on the Situation | with regard to the | Implementation
        return sentence.words[at - 1].text[0].isupper() and sentence.words[min(at + 4, len(sentence.words) - 1)].text[0].isupper()
    after = sentence.words[j + 1]
    name_goes_on = after.text[0].isupper() or (
        after.low == "the" and j + 2 < len(sentence.words) and sentence.words[j + 2].text[0].isupper()
    )
    return sentence.words[j - 1].text[0].isupper() and name_goes_on


def _next_break(sentence: Sentence, i: int, limit: int) -> int:
    for j in range(i, limit):
        if sentence.low(j) in (",", ";", ":", "and", "to", "in", "on", "at", "with", "through"):
            return j
    return limit


@cache
def _qualifiers() -> tuple[tuple[str, tuple[re.Pattern[str], ...]], ...]:
    """The words one of which a pattern never goes without, each with its patterns: most are not even tried."""
    by_sign: dict[str, list[re.Pattern[str]]] = {}
    for printed in _SLOTS["qualifiers"]["patterns"]:
        pattern = re.compile(rf"\b{printed}", re.IGNORECASE)
        for sign in sorted({sign[1:] for sign in _SIGN.findall(printed)}):
            by_sign.setdefault(sign, []).append(pattern)
    return tuple((sign, tuple(patterns)) for sign, patterns in by_sign.items())


# the long words of a pattern, without the first letter, which may be printed large
_SIGN = re.compile(r"[a-z]{6,}(?!\?)|case-by-case")


def qualifiers(sentence: Sentence, start: int, end: int) -> list[Phrase]:
    """Limits on the duty, as printed, each once."""
    within = sentence.quiet[start:end]
    tried = dict.fromkeys(pattern for sign, patterns in _qualifiers() if sign in within for pattern in patterns)
    places = [match.span() for pattern in tried for match in pattern.finditer(sentence.quiet, start, end)]
    found: dict[str, Phrase] = {}
    reached = start
    for first, last in sorted(places, key=lambda place: (place[0], -place[1])):
        if first < reached:
            continue
        reached = last
        text = sentence.text[first:last].strip()
        found.setdefault(" ".join(text.casefold().split()), Phrase(" ".join(text.split()), first, first + len(text)))
    return list(found.values())
