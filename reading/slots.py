"""What stands around the thing asked for: who is consulted, who supports, who receives, and within which limits."""

import re
from dataclasses import dataclass
from functools import cache

from reading.actors import is_actor, is_organ, split
from reading.lexicon import ACTOR_HEADS, table, words
from reading.phrases import ASIDE_OPENERS, Phrase, Sentence

_SLOTS = table("slots")
_TOGETHER = "|".join(_SLOTS["together"]["nouns"].split())
# in close consultation and coordination with | after consultation with | in full cooperation with
_CONSULTED = re.compile(
    rf"\b(?:in|after|following|through|upon|consulting in)\s+(?:(?:close|closer|full|fuller|appropriate|direct|active|further|continuous|continued|regular|strong|enhanced|prior|due|and|its|their|his)\s+)*"
    rf"(?:{_TOGETHER})(?:,? (?:and|or|,) (?:in )?(?:close |full )?(?:{_TOGETHER}))*,?(?: as appropriate,| where appropriate,| inter alia,)?\s+(?:with|among)\s+",
    re.IGNORECASE,
)
_SUPPORTED = re.compile(
    rf"\b(?:supported by |assisted by |with (?:the )?(?:(?:full|active|continued|technical|financial|substantive|additional|international|necessary|appropriate) )*(?:{'|'.join(_SLOTS['support']['nouns'].split())})"
    rf"(?: and (?:{'|'.join(_SLOTS['support']['nouns'].split())}|cooperation))? (?:of|from|by) )",
    re.IGNORECASE,
)
_HANDING = words(_SLOTS["recipients"]["handing"])
_TELLING = words(_SLOTS["recipients"]["telling"])
# The thing handed over, right before "to": "a report to", "recommendations thereon to".
_HANDED = re.compile(
    r"\b(?:reports?|recommendations?|proposals?|updates?|information|briefings?|summary|comments|results|findings|views|assessment|back|thereon|annually|statement|plan|decision|orally|note|documentation|it|them)$"
)
# Nouns whose "to" is not a handing over: "support to the Committee".
_NOT_HANDED = frozenset(
    "support assistance access accession contribution contributions attention commitment services service regard addition relation pursuant response respect due "
    "subject according prior owing related relating members parties adherence thanks attached close closer contribute contributes appreciation resources relevant accountable available election "
    "elected belong belongs appointed admission candidate candidates relevance available cooperation respond advisory secretariat similar next as".split()
)
_STOPS = frozenset(
    "at on in no by through for within before after during a an not under with as from including that which who when where while which pursuant an its their his her prior until upon every each annually one two three and/or containing covering describing reporting outlining summarizing updates information".split()
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
    j, had_and = first, False
    while j < limit:
        low = sentence.low(j)
        if low in (";", ":") or (low == "to" and sentence.verb_after_to(j, limit) is not None):
            break
        if low in ("and", "or"):
            if had_and and not sentence.low(j + 1) == "other":
                stop = _next_break(sentence, j + 1, limit)
                if not is_actor(sentence.phrase(j + 1, stop).text if stop > j + 1 else ""):
                    break
            if sentence.low(j + 1) == "to" and sentence.verb_after_to(j + 1, limit) is not None:
                break
            had_and = True
        elif low == ",":
            after = sentence.low(j + 1)
            if after == "as" and sentence.low(j + 2) == "well":
                j += 4
                had_and = True
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
                had_and
                or after in ASIDE_OPENERS
                or after.endswith("ing")
                and after not in ACTOR_HEADS
                or not is_actor(item)
                or sentence.low(j + 1) in ("a", "an")
            ):
                break
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
            and not _inside_name(sentence, j)
        ):
            break
        j += 1
    return tuple(p for p in split(sentence.phrase(first, j)) if is_actor(re.sub(r"^(?:and|,|\s|as well as)+", "", p.text))) if j > first else ()


def _inside_name(sentence: Sentence, j: int) -> bool:
    """Whether a preposition stands inside a proper name: "Conference on Trade and Development", "United Nations Office at Geneva"."""
    if j + 1 >= len(sentence.words):
        return False
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


# --- recipients ------------------------------------------------------------------------------------------------------------------


def recipients(sentence: Sentence, start: int, end: int, head_verbs: frozenset[str]) -> list[Slot]:
    """Organs that receive what is asked for: "submit to X", "report to X", "his report to X", "brief X", "for consideration by X"."""
    first, limit = sentence.index(start), sentence.index(end)
    found = []
    for i in range(first, limit):
        low = sentence.low(i)
        if low == "to" and sentence.verb_after_to(i, limit) is None:
            slot = _handed_to(sentence, i, first, limit)
        elif low in _TELLING:
            slot = _told(sentence, i, limit)
        elif low == "consideration" or low == "approval" or low == "attention":
            slot = _considered_by(sentence, i, limit)
        else:
            continue
        if slot is not None:
            found.append(slot)
    return found


def _organ_list(sentence: Sentence, i: int, limit: int) -> tuple[Phrase, ...]:
    stop = i
    while stop < limit:
        low = sentence.low(stop)
        if low in (",", ";", ":", "(", ")", "to"):
            if low == "," and _organ_follows(sentence, stop, limit):
                stop += 1
                continue
            break
        if low == "serving" and sentence.low(stop + 1) == "as":  # the meeting of the Parties to the Paris Agreement
            stop = next((k + 1 for k in range(stop, min(stop + 14, limit)) if sentence.words[k].text in ("Protocol", "Agreement")), stop)
            break
        if stop > i and ((low in _STOPS and not _inside_name(sentence, stop)) or (low.endswith(("ing", "ed")) and sentence.words[stop].text[0].islower() and low != "united")):
            break
        stop += 1
    while stop > i and sentence.low(stop - 1) in ("and", "or"):
        stop -= 1
    if stop <= i:
        return ()
    return tuple(p for p in split(sentence.phrase(i, stop)) if is_organ(re.sub(r"^(?:,|and|as well as|\s)+", "", p.text)))


def _organ_follows(sentence: Sentence, comma: int, limit: int) -> bool:
    """ ", the Security Council and the Economic and Social Council": a list of organs goes on after the comma."""
    stop = next(
        (j for j in range(comma + 1, min(comma + 16, limit)) if sentence.low(j) in (",", "and", ";", "at", "in", "on")), limit
    )
    return (
        sentence.low(comma + 1) == "the"
        and stop < limit
        and sentence.low(stop) in ("and", ",")
        and is_organ(sentence.phrase(comma + 1, stop).text)
    )


def _handed_to(sentence: Sentence, i: int, first: int, limit: int) -> Slot | None:
    names = _organ_list(sentence, i + 1, limit)
    if not names:
        return None
    for j in range(i - 1, max(first - 1, i - 14), -1):
        if sentence.low(j) in (",", ";"):
            break
        if sentence.low(j) in ("which", "who"):
            return None
    before = sentence.low(i - 1)
    if (
        before
        in ("provided", "submitted", "presented", "transmitted", "forwarded", "reported", "circulated", "communicated", "made")
        and sentence.low(i - 2) == "be"
    ):
        return Slot(names, "recipients.passive")
    if before in _NOT_HANDED or before == "to" or before == "the":
        return None
    if before in _HANDING and i - 1 >= first and before not in ("make", "give", "refer", "prepare", "return", "supply"):
        return Slot(names, "recipients.handed-to")
    if before in (
        "back",
        "thereon",
        "regularly",
        "annually",
        "directly",
        "orally",
        "periodically",
        "it",
        "them",
        "and",
    ) or _HANDED.search(before):
        if before == "report" and sentence.low(i - 2) in ("the", "that", "this") and not _handing_before(sentence, i, first):
            return None
        return Slot(names, "recipients.handed-thing-to")
    verb = _handing_before(sentence, i, first)
    return Slot(names, "recipients.handed-to-later", sure=False) if verb else None


def _handing_before(sentence: Sentence, i: int, first: int) -> bool:
    """Whether a verb of handing governs the "to" at word ``i``: no other verb or aside opens in between."""
    for j in range(i - 1, max(first - 1, i - 45), -1):
        low = sentence.low(j)
        if low in (";", "which", "that", "who", "contained", "submitted", "presented", "made", "adopted", "entitled"):
            return False
        if low in (
            "submit",
            "report",
            "present",
            "transmit",
            "convey",
            "forward",
            "deliver",
            "circulate",
            "communicate",
            "submitting",
            "presenting",
            "recommend",
            "propose",
            "reporting",
            "submitted",
        ):
            return (
                sentence.low(j - 1) not in ("the", "a", "an", "his", "its", "their", "of", "this", "that", "annual", "final")
                or low != "report"
            )
        if (
            low in ("to", "by")
            and j < i - 1
            and sentence.verb_after_to(j, i) is not None
            and sentence.low(sentence.verb_after_to(j, i) or 0) not in _HANDING
        ):
            return False
    return False


def _told(sentence: Sentence, i: int, limit: int) -> Slot | None:
    before = sentence.low(i - 1)
    if before == "to" and sentence.low(i - 2) in ("order", "as"):
        return None
    if not (
        before
        in ("to", "and", ",", "shall", "should", "will", "regularly", "or", "continue", "orally", "further", "also", "that")
        or before.endswith("ly")
    ):
        return None
    j = i + 1
    while sentence.low(j) in ("regularly", "orally", "periodically", "annually", "fully", "promptly"):
        j += 1
    if sentence.words[j].text[0].islower() and sentence.low(j) not in ("the", "its", "it") if j < limit else True:
        return None
    stop = next(
        (
            k
            for k in range(j, limit)
            if sentence.low(k)
            in (
                "on",
                "of",
                "about",
                ",",
                "informed",
                "apprised",
                "updated",
                "abreast",
                "by",
                "as",
                "at",
                "every",
                "regularly",
                "in",
                "orally",
                "that",
                "with",
                "annually",
                "within",
                "fully",
                "through",
                "and",
                "periodically",
                "when",
                "duly",
                "no",
                "quarterly",
                "monthly",
                "regarding",
                "under",
                "actively",
                "seized",
                "currently",
                "when",
                "closely",
                "continuously",
            )
            and not _inside_name(sentence, k)
            and not (sentence.low(k) == "and" and sentence.low(k + 1) in ("the",) and is_organ(sentence.phrase(j, k).text))
        ),
        limit,
    )
    if stop <= j:
        return None
    if sentence.low(i) == "keep" and sentence.low(stop) not in (
        "informed",
        "apprised",
        "updated",
        "abreast",
        "regularly",
        "fully",
        "duly",
        "continuously",
        "closely",
        "currently",
        "periodically",
        "actively",
    ):
        return None
    names = tuple(p for p in split(sentence.phrase(j, stop)) if is_organ(p.text) and p.text.casefold() != "its")
    return Slot(names, "recipients.told") if names else None


def _considered_by(sentence: Sentence, i: int, limit: int) -> Slot | None:
    """ "for consideration and adoption by the Conference of the Parties", "for the consideration of the Assembly"."""
    if "for" not in (sentence.low(i - 1), sentence.low(i - 2)):
        return None
    j = i + 1
    while sentence.low(j) in (
        "and",
        "approval",
        "adoption",
        "action",
        "decision",
        "endorsement",
        "appropriate",
        "further",
        "guidance",
        "possible",
        ",",
        "review",
    ):
        j += 1
    if sentence.low(j) not in ("by", "of"):
        return None
    names = _organ_list(sentence, j + 1, limit)
    return Slot(names, "recipients.for-consideration-by", sure=False) if names else None


# --- qualifiers ------------------------------------------------------------------------------------------------------------------


@cache
def _qualifier() -> re.Pattern[str]:
    return re.compile(
        "|".join(rf"\b{p}" if p[0] != "(" else rf"(?<!\w){p}" for p in _SLOTS["qualifiers"]["patterns"]), re.IGNORECASE
    )


def qualifiers(sentence: Sentence, start: int, end: int) -> list[Phrase]:
    """Limits on the duty, as printed, each once."""
    found: dict[str, Phrase] = {}
    for match in _qualifier().finditer(sentence.quiet, start, end):
        text = sentence.text[match.start() : match.end()].strip()
        found.setdefault(
            " ".join(text.casefold().split()), Phrase(" ".join(text.split()), match.start(), match.start() + len(text))
        )
    return list(found.values())
