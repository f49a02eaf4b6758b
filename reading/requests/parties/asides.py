"""Asides among the addressees of an act: what opens and closes one, and whether the list of names goes on behind it.

Urges Governments, in accordance with national law, and other stakeholders, as appropriate, to: the names go on
Urges all stakeholders, including Governments and the private sector, to:                      members of the group, no names of their own
"""

import re

from reading.lexicon import ACTOR_HEADS, table, words
from reading.requests.parties.members import behind_members, names_one, outer_list
from reading.requests.sentences.phrases import ASIDE_OPENERS, NAMING_OPENERS, Sentence, item_end


def aside_close(sentence: Sentence, i: int, limit: int) -> int | None:
    """For an aside that begins at word ``i``: the index after the comma that closes it."""
    if sentence.low(i) == "to" and sentence.verb_after_to(i, limit) is not None:
        return None
    for k in range(i, limit):
        if sentence.low(k) == ",":
            after = sentence.low(k + 1)
            if after in ("and", "or") and k - i < 3:
                continue
            return k + 1
    return None


# should the need arise | each within its area | no later than 30 June
_ASIDES_OF_TWO = frozenset(
    {("should", "the"), ("should", "it"), ("should", "they"), ("should", "he"), ("should", "she"), ("should", "such"), ("should", "this"),
     ("no", "later"), ("not", "later"),
     ("either", "individually"), ("either", "directly"), ("either", "alone"), ("either", "through"), ("either", "by"),
     ("each", "within"), ("each", "in"), ("each", "according"), ("each", "acting")}
)  # fmt: skip


# every | year, every | two years, twice | a year
_ROUNDS = words(
    "year month quarter session biennium two three four five six second third fourth fifth other half a per time summer autumn"
)


def opens_aside(sentence: Sentence, i: int) -> bool:
    """Whether an aside begins at word ``i``: ", as appropriate", ", including", ", acting in accordance with"."""
    low = sentence.low(i)
    if low == "particularly" and sentence.words[i].text[0].isupper():
        return False  # "Drought and/or Desertification, Particularly in Africa": the end of a title
    if low.endswith("ly") and (sentence.low(i + 1) == "," or _PARTICIPLE.fullmatch(sentence.low(i + 1))):
        return True  # "fully recognizing the need for action"
    if low in _ROLES and sentence.words[i].text[0].isupper() and sentence.low(i + 1) in ("of", "pro"):
        return True  # "the Secretary-General, President pro tempore of the Committee, to"
    if low == "as":
        return sentence.low(i + 1) != "well"
    if low in ("every", "each", "twice") and sentence.low(i + 1) in _ROUNDS:
        return True  # "the Secretary-General, every two years, to report"
    if (low, sentence.low(i + 1)) in _ASIDES_OF_TWO or (low == "effective" and _FROM_ON.match(sentence.low(i + 1))):
        return True
    if low in ("and", "or"):
        return _and_in_particular(sentence, i) or (low == "or" and sentence.low(i + 1) in ("his", "her", "their", "any"))
    if low in ("the", "a") and sentence.low(i + 1) == "occupying":
        return True
    word = sentence.words[i] if i < len(sentence.words) else None
    if word is None:
        return False
    if low.endswith("ed") and sentence.low(i + 1) in ("by", "in", "with", "on", "at", "under", "through", "to"):
        return True
    return low in ASIDE_OPENERS or (
        low.endswith("ing") and len(low) > 5 and word.text[0].islower() and low not in ACTOR_HEADS and low not in _DESCRIBING
    )


_PARTICIPLE = re.compile(r"[a-z]{4,}ing")
# effective | 1 July 2021, effective | from the eighty-first session
_FROM_ON = re.compile(r"\d|from|as|on|immediately|upon|in|with|at|january|april|july|october|september")
_ROLES = frozenset({"president", "chair", "chairperson", "coordinator", "facilitator", "convener", "depositary"})
# , shipping companies | , developing countries: kinds of names, no participles
_DESCRIBING = words(table("grammar")["naming"]["describing"])


def _and_in_particular(sentence: Sentence, i: int) -> bool:
    """ "relevant stakeholders, and in particular the organizers": the same as without "and"."""
    after = sentence.low(i + 1)
    return sentence.low(i) == "and" and (
        after in ("especially", "notably", "particularly", "namely") or (after == "in" and sentence.low(i + 2) == "particular")
    )


def names_members(sentence: Sentence, i: int) -> bool:
    """Whether an aside goes on naming: ", including", ", in particular", ", and in particular"."""
    i += _and_in_particular(sentence, i)
    return sentence.low(i) in NAMING_OPENERS or (sentence.low(i) == "in" and sentence.low(i + 1) == "particular")


# urges States, in particular donors, and | upon | the Fund: the preposition of the act, said again
AGAIN = frozenset({"to", "on", "upon"})


def past_aside(sentence: Sentence, i: int, limit: int) -> tuple[int | None, int | None]:
    """From an aside's first word: where the list of addressees goes on, or the verb of the infinitive that ends it."""
    naming, role = names_members(sentence, i), _is_role(sentence, i)
    short, limited = _is_limit(sentence, i) and not _says_with_whom(sentence, i, limit), False
    for k in range(i, limit):
        low = sentence.low(k)
        if low == ";":
            return None, None
        if low != ",":
            continue
        if (verb := sentence.verb_after_to(k + 1, limit)) is not None:
            return None, verb
        if short:
            if _is_limit(sentence, k + 1):
                continue  # ", as appropriate, within their mandates, others"
            if sentence.low(k + 1) == "including":
                return past_aside(sentence, k + 1, limit)  # "bodies of the system, within their mandates, | including"
            if names_one(sentence, k + 1, item_end(sentence, k + 1, limit)[0]):
                return k + 1, None
            short, limited = False, True
        resumed = outer_list(sentence, i, k, limit) if naming else None
        if resumed is None:
            resumed = _behind_and(sentence, k, limit, goes_on=naming or limited or _has_one_too(sentence, i, k, limit))
        if resumed is None and naming:
            resumed = behind_members(sentence, i, k, limit)
        if resumed is None and role and _names_a_body(sentence, k + 1, limit):
            return k + 1, None
        if resumed is not None:
            return resumed, None
        limited = False
    return None, None


def _is_role(sentence: Sentence, i: int) -> bool:
    """ "the Commission, | as the central policymaking body of the system |, the Board and": what somebody is, and no name of another."""
    return sentence.low(i) == "as" and sentence.low(i + 1) in ("the", "a", "an", "its") and not _is_limit(sentence, i)


def _names_a_body(sentence: Sentence, i: int, limit: int) -> bool:
    """Whether the words from ``i`` on name a body: "the World Health Organization"."""
    stop, _ = item_end(sentence, i, limit)
    capital = sentence.low(i) == "the" and i + 1 < limit and sentence.words[i + 1].text[0].isupper()
    return capital and names_one(sentence, i, stop)


def _has_one_too(sentence: Sentence, i: int, comma: int, limit: int) -> bool:
    """ "Governments, at all levels, and entities, | within their mandates, to act": where the next name, the last, has an aside of its own,
    the first one names nobody."""
    if sentence.low(i) == "with" or _says_with_whom(sentence, i, limit) or any(sentence.low(j) == "," for j in range(i, comma)):
        return False
    stop = next((j for j in range(comma + 2, limit) if sentence.low(j) == ","), limit)
    if sentence.low(comma + 1) != "and" or stop + 1 >= limit or not opens_aside(sentence, stop + 1):
        return False
    close = next((j for j in range(stop + 1, limit) if sentence.low(j) == ","), limit)
    return sentence.verb_after_to(close + 1, limit) is not None


def _says_with_whom(sentence: Sentence, i: int, limit: int) -> bool:
    """ "within existing resources and in consultation with | A, B and C, to": names of a list that is no more that of the addressees."""
    comma = next((k for k in range(i, limit) if sentence.low(k) == ","), limit)
    return any(sentence.low(k) == "with" and sentence.low(k - 1) in _TOGETHER for k in range(i, comma))


_TOGETHER = frozenset({"consultation", "cooperation", "coordination", "collaboration", "partnership"})


def _behind_and(sentence: Sentence, comma: int, limit: int, *, goes_on: bool) -> int | None:
    """ "Governments, at all levels, and | relevant entities": the name behind the "and" that follows a comma, where the list ``goes_on``
    there anyway or that name is its last."""
    if sentence.low(comma + 1) == "and":
        resume = comma + 2
    elif sentence.low(comma + 1) == "as" and sentence.low(comma + 2) == "well":
        resume = comma + 4
    else:
        return None
    resume = _past_limit(sentence, resume, limit)
    resume += sentence.low(resume) in AGAIN and sentence.verb_after_to(resume, limit) is None
    stop, ended = item_end(sentence, resume, limit)
    while sentence.low(stop) == "," and stop - resume < 4 and _ADJECTIVE.search(sentence.low(stop - 1)):
        stop, ended = item_end(sentence, stop + 1, limit)  # "international, regional and subregional organizations"
    if not (goes_on or ended or _ends_chapeau(sentence, stop, limit)):
        return None
    return resume if names_one(sentence, resume, stop) else None


_ADJECTIVE = re.compile(r"(?:national|regional|local|bilateral|governmental|public|private|academic|financial)$")


def _ends_chapeau(sentence: Sentence, stop: int, limit: int) -> bool:
    """ "Urges Governments, at all levels, and relevant entities, within their mandates:": with the last name the chapeau ends."""
    if not sentence.text.rstrip().endswith(":"):
        return False
    return stop >= limit or (_is_limit(sentence, stop + 1) and all(sentence.low(k) != "," for k in range(stop + 1, limit)))


def _past_limit(sentence: Sentence, i: int, limit: int) -> int:
    """Past a limit that stands before the next name: "and, | where applicable, | other stakeholders"."""
    if sentence.low(i) == "," and _is_limit(sentence, i + 1):
        return aside_close(sentence, i + 1, limit) or i
    return i


def _is_limit(sentence: Sentence, i: int) -> bool:
    """ ", as appropriate," or ", within their respective mandates," between two names of a list."""
    if sentence.low(i) == "within" and sentence.low(i + 1) in ("their", "its", "existing", "available"):
        return True
    if (sentence.low(i), sentence.low(i + 1), sentence.low(i + 2)) == ("in", "accordance", "with"):
        return sentence.low(i + 3) in ("their", "its", "national", "domestic", "applicable", "relevant", "international")
    if sentence.low(i) == "where" and sentence.low(i + 1) in ("they", "it", "existing", "established", "available"):
        return "," in (sentence.low(i + 2), sentence.low(i + 3))
    return (
        sentence.low(i) in ("as", "where", "when", "if")
        and sentence.low(i + 1) in ("appropriate", "relevant", "applicable", "necessary", "possible")
        and sentence.low(i + 2) == ","
    )
