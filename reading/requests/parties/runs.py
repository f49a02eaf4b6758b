"""Lists of names in running text, which no infinitive ends: "in consultation with A, B and C | on the matter"."""

import re

from reading.due.words import MONTHS
from reading.lexicon import ACTOR_HEADS, act_words, table, words
from reading.requests.parties.actors import is_actor
from reading.requests.parties.lists import protected, split
from reading.requests.sentences.phrases import ASIDE_OPENERS, Phrase, Sentence

_MOST = 9  # names looked at ahead
_LEADING = re.compile(r"^(?:and|,|\s|as well as)+")
_BREAKS = words(table("grammar")["runs"]["breaks"])
_ITEM_ENDS = frozenset({",", ";", ":", "to", "in", "on", "at", "with", "by", "through", "for", "as", "that", "which"})
# in consultation with A, as well as | with | B
_SAID_AGAIN = frozenset({"with", "among", "of", "from", "by"})
_ACTING = frozenset(verb.split()[0] for verb in act_words()) - {"calls", "requests", "demands", "notes"} | {"asks", "invites"}
_DESCRIBING = re.compile(r"(?:al|ic|an|ary|ive|ous|ed|local|donor|public|private|civil)$")
_FITTING = words("appropriate applicable relevant necessary needed possible required")
# the assistance of A and | the support | of B: another's slot
_HELP = words("support assistance help cooperation participation involvement consent")
# persons | with disabilities | at risk; organizations involved | in mine action
_WITH_WHOM = words(
    "disabilities albinism hiv expertise experience responsibility observer consultative special specific mandates influence"
)
_DOING = words("involved engaged active working interested participating operating")


_ASIDES = words("through including within where especially particularly")
_FAR = 16  # words


def name_list(sentence: Sentence, first: int, limit: int) -> tuple[Phrase, ...]:
    """The names of a list that begins at word ``first``: it ends with the item after its "and", or where no name goes on."""
    return tuple(
        name
        for begin, end in _stretches(sentence, first, limit)
        if end > begin
        for name in split(sentence.phrase(begin, end))
        if is_actor(_LEADING.sub("", name.text))
    )


def _stretches(sentence: Sentence, first: int, limit: int) -> list[tuple[int, int]]:
    """The stretches of words that a list of names takes: one, or more where an aside or a preposition said again stands between."""
    found: list[tuple[int, int]] = []
    begin = begun = j = first
    had_and = tail = False
    while j < limit:
        low = sentence.low(j)
        if low in (";", ":") or (low == "to" and sentence.verb_after_to(j, limit) is not None):
            break
        if low == "," and j + 1 < limit and sentence.words[j + 1].text == "Particularly":
            j += 3  # "Desertification, Particularly in | Africa"
            continue
        if low in (",", "and") and (end := _known_end(sentence, j, limit)) is not None:
            j = end
            continue
        if low in ("and", "or"):
            if (
                sentence.low(j + 1) in _SAID_AGAIN
                and sentence.low(j + 1) == sentence.low(first - 1)
                and _names_at(sentence, j + 2, limit)
            ):
                found.append((begin, j))
                begin = begun = j = j + 2
                had_and = True
                continue
            if (kinds := _KINDS.match(sentence.quiet, sentence.words[j].end)) and sentence.index(kinds.end()) <= limit:
                had_and, j = True, sentence.index(kinds.end())
                continue
            if not _joins(sentence, first, j, limit, had_and=had_and):
                break
            had_and = True
        elif low == ",":
            if sentence.low(j + 1) == "as" and sentence.low(j + 2) == "well":
                again = sentence.low(j + 4) in _SAID_AGAIN
                found.append((begin, j))
                begin = begun = j = j + 4 + again
                had_and = tail = True  # "as well as A and B, C and D": the tail of a list may be one of its own
                continue
            if (close := _past_limit(sentence, j, limit)) is not None:
                found.append((begin, j))
                had_and = had_and or sentence.low(close - 1) == "and"
                begin = begun = j = close
                continue
            step = _past_comma(sentence, begun, j, limit, had_and=had_and, tail=tail)
            if step is None:
                break
            begun, j = step
            continue
        elif j > first and _ends(sentence, j):
            break
        j += 1
    return [*found, (begin, j)]


def _known_end(sentence: Sentence, j: int, limit: int) -> int | None:
    """Where a name of the register ends inside which the comma or "and" at word ``j`` stands: "Strategy, | Policy and Compliance"."""
    if j == 0 or j + 1 >= limit or not (sentence.words[j - 1].text[0].isupper() and sentence.words[j + 1].text[0].isupper()):
        return None
    at = sentence.words[j].start
    for known in protected().finditer(sentence.quiet, max(0, at - _LONGEST), sentence.words[limit - 1].end):
        if known.start() < at < known.end():
            return sentence.index(known.end())
        if known.start() > at:
            break
    return None


# agencies and | intergovernmental, regional and non-governmental organizations
_KINDS = re.compile(
    r" (?:other |relevant )*(?:[a-z-]+(?:al|ic|an|ary), )+(?:[a-z-]+(?:al|ic|an|ary),? )?and [a-z-]+(?:al|ic|an|ary) "
    r"(?:organi[sz]ations|institutions|bodies|agencies|entities|actors|partners|stakeholders|mechanisms)\b"
)
_LONGEST = 200  # characters of a name before its comma


def _joins(sentence: Sentence, first: int, j: int, limit: int, *, had_and: bool) -> bool:
    """Whether the "and" at a word joins another name to the list."""
    if sentence.low(j + 1) in _ACTING:
        return False  # "those that received the envoy | and asks them to"
    helped = j + 1 + (sentence.low(j + 1) == "the")
    if sentence.low(helped) in _HELP and sentence.words[helped].text.islower():
        return False
    if had_and and sentence.low(j + 1) != "other":
        stop = _next_break(sentence, j + 1, limit)
        whole = next((k for k in range(stop, limit) if sentence.low(k) in _ITEM_ENDS), limit)  # "academic | and other bodies"
        if not any(end > j + 1 and is_actor(sentence.phrase(j + 1, end).text) for end in (stop, whole)):
            return False
    if not had_and and j > first and sentence.low(j) == "and" and _is_list_end(sentence, first, j):
        return False
    return not (sentence.low(j + 1) == "to" and sentence.verb_after_to(j + 1, limit) is not None)


def _past_comma(sentence: Sentence, begun: int, j: int, limit: int, *, had_and: bool, tail: bool) -> tuple[int, int] | None:
    """Where the item behind a comma begins, and the word to go on with; ``None`` where the comma ends the list."""
    after = sentence.low(j + 1)
    if j > begun and not had_and and _adjectives(sentence, begun, j) and not is_actor(sentence.phrase(begun, j).text):
        return begun, j + 1  # "international, | regional and subregional organizations"
    if after == "and":
        stop = _next_break(sentence, j + 2, limit)
        plain = stop > j + 2 and is_actor(sentence.phrase(j + 2, stop).text) and sentence.low(j + 2) not in ASIDE_OPENERS
        return (j + 1, j + 1) if plain and not had_and else None
    stop = _next_break(sentence, j + 1, limit)
    if had_and and not (tail and sentence.low(stop) == "and") and not _goes_on(sentence, j, limit):
        return None
    if after in ASIDE_OPENERS or (after.endswith("ing") and after not in ACTOR_HEADS) or after in ("a", "an"):
        return None
    if stop <= j + 1 or not (is_actor(sentence.phrase(j + 1, stop).text) or _goes_on(sentence, j, limit)):
        return None
    return j + 1, j + 1


def _past_limit(sentence: Sentence, comma: int, limit: int) -> int | None:
    """ "Member States, as appropriate, | and others", "persons with disabilities, through their organizations, | and others": where a list
    goes on behind a limit of its names."""
    if sentence.low(comma + 1) in _ASIDES:
        close = next((k for k in range(comma + 2, min(limit, comma + _FAR)) if sentence.low(k) in (",", ";")), comma)
        if (
            sentence.low(close) == ","
            and sentence.low(close + 1) == "and"
            and close > comma
            and _names_at(sentence, close + 2, limit)
        ):
            return close + 2
    if (
        sentence.low(comma + 1) not in ("as", "where", "if")
        or sentence.low(comma + 2) not in _FITTING
        or sentence.low(comma + 3) != ","
    ):
        return None
    begin = comma + 4 + (sentence.low(comma + 4) == "and")
    return begin if _names_at(sentence, begin, limit) else None


def _names_at(sentence: Sentence, begin: int, limit: int) -> bool:
    stop = next((k for k in range(begin, limit) if sentence.low(k) in _ITEM_ENDS and not _within(sentence, k)), limit)
    return stop > begin and sentence.low(begin) not in ASIDE_OPENERS and is_actor(sentence.phrase(begin, stop).text)


def _ends(sentence: Sentence, j: int) -> bool:
    low = sentence.low(j)
    if low not in _BREAKS or inside_name(sentence, j):
        return False
    if low == "with":
        return sentence.low(j + 1) not in _WITH_WHOM
    if low == "in":
        return sentence.low(j - 1) not in _DOING
    return not (low == "at" and sentence.low(j + 1) == "risk")


def _is_list_end(sentence: Sentence, first: int, j: int) -> bool:
    """Whether the "and" at word ``j`` joins no further name: "with the Commission and open to the participation of all"."""
    after = sentence.low(j + 1)
    return after in ("open", "based", "in", "on", "with", "by", "through", "taking", "without") and is_actor(
        sentence.phrase(first, j).text
    )


def _adjectives(sentence: Sentence, begun: int, j: int) -> bool:
    """Whether the words of an item so far only describe what a later one names: "relevant international", "national"."""
    return _DESCRIBING.search(sentence.low(j - 1)) is not None and all(sentence.words[k].text.islower() for k in range(begun, j))


def _goes_on(sentence: Sentence, comma: int, limit: int) -> bool:
    """Whether a list that has had an "and" ("offices and agencies") goes on to one of its own: "A and B, C, D and E"."""
    for _ in range(_MOST):
        begin = comma + 1 + (last := sentence.low(comma + 1) == "and")
        stop = next((k for k in range(begin, limit) if sentence.low(k) in _ITEM_ENDS and not _within(sentence, k)), limit)
        if stop <= begin or sentence.low(begin) in ASIDE_OPENERS:
            return False
        if not all(is_actor(name.text) for name in split(sentence.phrase(begin, stop))):
            return False
        if last or any(sentence.low(k) == "and" for k in range(begin, stop)):
            return True
        if sentence.low(stop) != ",":
            return False
        comma = stop
    return False


def _within(sentence: Sentence, k: int) -> bool:
    return sentence.low(k) not in (",", ";", ":") and inside_name(sentence, k)


_NEVER_INSIDE = words("throughout each every through via during before after should if when whether while once unless until")


def inside_name(sentence: Sentence, j: int) -> bool:
    """Whether a preposition stands inside a proper name: "Conference on Trade and Development", "United Nations Office at Geneva"."""
    if j + 1 >= len(sentence.words) or sentence.low(j) in _NEVER_INSIDE:
        return False
    if (regard := j + (sentence.low(j) == "with") - (sentence.low(j) == "to")) != j and sentence.low(regard) == "regard":
        # on the Situation | with regard to the | Implementation
        last = min(regard + 3, len(sentence.words) - 1)
        return sentence.words[regard - 2].text[0].isupper() and sentence.words[last].text[0].isupper()
    after = sentence.words[j + 1]
    if sentence.low(j) in ("in", "from", "between") and after.low in MONTHS:
        return False  # "for consideration by the Executive Board | in January"
    name_goes_on = after.text[0].isupper() or (
        after.low == "the" and j + 2 < len(sentence.words) and sentence.words[j + 2].text[0].isupper()
    )
    return sentence.words[j - 1].text[0].isupper() and name_goes_on


def _next_break(sentence: Sentence, i: int, limit: int) -> int:
    for j in range(i, limit):
        if sentence.low(j) in (",", ";", ":", "and", "to", "in", "on", "at", "with", "through"):
            return j
    return limit
