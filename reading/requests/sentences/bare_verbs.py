"""Which word is the verb of a clause that prints it bare: "that the Board | continue", "that the junta immediately | release"."""

import re

from reading.lexicon import ACTOR_HEADS, words
from reading.requests.parties.actors import is_actor
from reading.requests.parties.asides import opens_aside
from reading.requests.parties.lists import split
from reading.requests.sentences.doers import could_act
from reading.requests.sentences.frames import bare
from reading.requests.sentences.phrases import Sentence, is_adverb
from reading.requests.sentences.predicates import AMBIGUOUS

_GENITIVES = ("’s", "'s", "’", "'")
OBJECTS = frozenset({"the", "its", "their", "a", "an", "all", "every", "any", "that"})
# behind one of these stands no verb of a clause
_LEADING_ON = words(
    "to the of and or a an in for its their his her on with by into under upon from all any every each that than as between among against "
    "towards at through such this these no more most other"
)
_EVENTS = words("commence begin start end close conclude continue take remain focus include contain cease stop resume cover")


def is_plain_verb(sentence: Sentence, i: int, j: int, limit: int) -> bool:
    """Whether a word that a clause's subject may end before is its verb beyond doubt, whoever the subject is: "that the junta | release
    all", "that the Taliban immediately | desist from", "that all parties not | hinder access"."""
    at = before_adverbs(sentence, i, j)
    low, after = sentence.low(j), sentence.low(j + 1) if j + 1 < limit else ""
    if (
        at <= i
        or after == "not"
        or after in ("", ",", ";", ":", "of", "be", "is", "are", "or")
        or not sentence.words[j].text.islower()
    ):
        return False
    if low in _EVENTS and after not in OBJECTS and after != "to" and not is_actor(bare(sentence.phrase(i, at).text)):
        return False  # "that all attacks cease immediately"
    if low == "take" and after in ("place", "effect"):
        return False
    if (
        low in AMBIGUOUS
        and not (after in OBJECTS and (at < j or sentence.low(j - 1).endswith("s")))
        and sentence.low(j - 1) != "not"
    ):
        return False
    last = sentence.low(at - 1)
    if last == ",":
        aside = next((k for k in range(i + 1, at - 1) if sentence.low(k) == "," and opens_aside(sentence, k + 1)), None)
        return aside is not None and could_act(bare(sentence.phrase(i, aside).text))
    if last in _LEADING_ON or last.endswith(_GENITIVES):
        return False
    return could_act(bare(split(sentence.phrase(i, at))[0].text))


def before_adverbs(sentence: Sentence, i: int, j: int) -> int:
    """Where the words before a verb end: "the parties | immediately and unconditionally not"."""
    while j > i + 1 and (
        is_adverb(sentence.low(j - 1))
        or sentence.low(j - 1) in ("not", "also", "further", "neither")
        or (sentence.low(j - 1) == "and" and is_adverb(sentence.low(j - 2)))
    ):
        j -= 1
    return j


def is_bare_verb(sentence: Sentence, i: int, j: int, limit: int) -> bool:
    before, after = sentence.low(j - 1), sentence.low(j + 1) if j + 1 < limit else ""
    if (
        before
        in ("to", "the", "of", "and", "a", "in", "for", "its", "their", "on", "with", "by", "into", "under", "upon", "from")
        or sentence.words[j].text[0].isupper()
        or before.endswith(_GENITIVES)
    ):
        return False  # "the Secretary-General’s report be submitted": what somebody has
    if before in ("it", "he", "she", "they"):
        return True
    at = j - 1
    while at > i and is_adverb(sentence.low(at)):
        at -= 1  # "all parties, in particular the authorities, immediately | cease"
    if sentence.low(at) == ",":
        aside = next((k for k in range(i + 1, at) if sentence.low(k) == "," and opens_aside(sentence, k + 1)), None)
        if aside is not None and after in OBJECTS:
            return is_actor(bare(sentence.phrase(i, aside).text))  # "States, in their efforts to do so, ensure the"
        return is_actor(bare(sentence.phrase(i, at).text)) and after not in ("of", "and")
    end = j
    while end > i + 1 and (
        is_adverb(sentence.low(end - 1)) or (sentence.low(end - 1) == "and" and is_adverb(sentence.low(end - 2)))
    ):
        end -= 1
    before = sentence.low(end - 1)
    # "recommends that countries promote", but not "that concerns"
    if end <= i + 1 and not sentence.words[i].text[0].isupper() and not (before.endswith("s") and before in ACTOR_HEADS):
        return False
    subject = sentence.phrase(i, max(end, i + 1)).text
    if sentence.low(j) in OUTCOMES and after in OBJECTS and GATHERING.fullmatch(bare(subject)):
        return True
    if not is_actor(bare(subject)):
        goes_on = sentence.low(j) == "continue" and after in ("", ",")  # "that such assistance continue"
        return goes_on or (_event(sentence, j) and after in ("on", "at", "to", "no", "in", "with"))
    return (
        before in ACTOR_HEADS
        or before in ("concerned", "involved")  # "the States concerned | report annually"
        or sentence.words[end - 1].text[0].isupper()
        or after in ("the", "its", "their", "to", "a", "an", "all", "every", "any", "no")
    )


# that the high-level meeting shall approve a declaration: a gathering does nothing but that
OUTCOMES = frozenset({"approve", "adopt"})
GATHERING = re.compile(r"(?:the |its |this )?(?:[\w-]+ ){0,5}(?:meeting|conference|summit|forum|congress|session)", re.IGNORECASE)


def _event(sentence: Sentence, j: int) -> bool:
    """Verbs of events that begin and end by themselves: "that the debate commence on 21 October"."""
    return sentence.low(j) in (
        "commence",
        "begin",
        "start",
        "end",
        "close",
        "conclude",
        "continue",
        "take",
        "remain",
        "focus",
        "include",
    )
