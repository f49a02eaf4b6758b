"""The things to be done: what follows an infinitive, split where "and to", "as well as to" or a bare verb behind "and" begins another."""

import re

from reading.lexicon import BASE_VERBS, table, words
from reading.requests.sentences.phrases import ASIDE_OPENERS, Phrase, Sentence, is_adverb


def predicates(sentence: Sentence, verb: int, limit: int) -> tuple[Phrase, ...]:
    """The things to be done, one phrase each, from the verb on: infinitives joined by "and to" are several, and so are bare verbs behind
    "and" where nothing stands before that they could go on with."""
    marks = sentence.infinitives(verb, limit)
    joined = [
        (t, v)
        for t, v in marks
        if (
            sentence.low(t - 1) in ("and", "or", "also", "further")
            and _joins(sentence, t)
            and not _enabled(sentence, marks, t, verb)
        )
        or (sentence.low(t - 1) == "as" and sentence.low(t - 2) == "well" and _new_thing(sentence, v))
        or _past_aside(sentence, t, verb)
    ]
    last = joined[-1][0] if joined else -1
    # "the Meeting, to be held in Geneva, and to participate": what is yet to be held is none of the things to be done
    listed = [
        (t, v)
        for t, v in marks
        if sentence.low(t - 1) in (",", ";") and t < last and sentence.low(v) != "be" and not _hangs_on(sentence, t, verb)
    ]
    cuts = sorted({*joined, *listed})
    again = _shall_again(sentence, verb, limit)
    cuts = sorted({*cuts, *_bare(sentence, verb, limit, marks, [*cuts, *again]), *_lettered(sentence, verb, limit), *again})
    phrases, begin = [], verb
    for to, after in cuts:
        stop = _past_aside(sentence, to, verb) or to
        while stop > begin + 1 and sentence.low(stop - 1) in ("and", "or", "also", "further", ",", ";", "well", "as"):
            stop -= 1
        if _waits(sentence, begin, stop):
            continue  # "organize, no later than April 2027, and to preside over two meetings"
        phrases.append(sentence.phrase(begin, stop))
        begin = after
    phrases.append(sentence.phrase(begin, limit))
    return tuple(phrases)


def _enabled(sentence: Sentence, marks: list[tuple[int, int]], to: int, verb: int) -> bool:
    """ "the assistance necessary to enable the Envoy to discharge her mandate | and to report": what the other is enabled to do."""
    if sentence.low(to - 2) == ",":
        return False
    inner = [(t, v) for t, v in marks if t < to]
    enabling = next((k for k, (t, v) in enumerate(inner) if t > verb and sentence.low(v) in ("enable", "allow", "permit")), None)
    if enabling is None or enabling + 1 >= len(inner):
        return False
    between = range(inner[enabling][0], to)
    return all(sentence.low(k) not in (",", ";") for k in between) and any(sentence.low(k) in ("her", "his") for k in between)


def _shall_again(sentence: Sentence, verb: int, limit: int) -> list[tuple[int, int]]:
    """ "shall meet for five days and shall also report": where a further thing begins behind the modal said once more."""
    found = []
    for k in range(verb + 2, limit - 1):
        if sentence.low(k) in ("shall", "should", "will") and sentence.low(k - 1) == "and":
            at = k + 1
            while at < limit and (sentence.low(at) in ("also", "further", "then") or is_adverb(sentence.low(at))):
                at += 1
            if at < limit and sentence.low(at) in BASE_VERBS - {"be", "have"}:
                found.append((k, at))
    return found


def _lettered(sentence: Sentence, verb: int, limit: int) -> list[tuple[int, int]]:
    """Where letters within the sentence begin further things: "to (a) assist X; and (b) assist Y"."""
    begun = [(i, sentence.verb_after_to(i, limit) or i) for i in sentence.items if verb < i < limit]
    return [(i, at) for i, at in begun if sentence.is_base_verb(at, limit)]


def _past_aside(sentence: Sentence, to: int, verb: int) -> int | None:
    """ "remain engaged and, in collaboration with X, to scale up": the index of the comma behind "and"; ``None`` where none stands."""
    if sentence.low(to - 2) in ("this", "that") and sentence.low(to - 4) in ("and", ",") and sentence.low(to - 3) in ("in", "to"):
        return to - 3 if sentence.low(to - 4) == "and" else None  # "and in this regard to ensure"
    if sentence.low(to - 1) != ",":
        return None
    opened = next((k for k in range(to - 2, max(verb, to - 30), -1) if sentence.low(k) in (",", ";")), None)
    return opened if opened is not None and sentence.low(opened) == "," and sentence.low(opened - 1) in ("and", "or") else None


# take steps, within existing resources, to update | recognize the right of women, regardless of their status, to have access
_HELD_OPEN = words(
    "right rights ability steps measures efforts action need opportunity opportunities capacity obligation freedom"
)


def _hangs_on(sentence: Sentence, to: int, verb: int) -> bool:
    """Whether an infinitive behind an aside goes on with a noun before it: "steps, within existing resources, to update"."""
    opened = next((k for k in range(to - 2, max(verb, to - 20), -1) if sentence.low(k) == ","), None)
    if opened is None or sentence.low(opened + 1) not in ASIDE_OPENERS | {"regardless", "irrespective"}:
        return False
    begin = next((k for k in range(opened - 1, verb, -1) if sentence.low(k) in (",", ";", "to")), verb)
    held = next((k for k in range(opened - 1, begin, -1) if sentence.low(k) in _HELD_OPEN), None)
    return (
        held is not None
        and (held == opened - 1 or sentence.low(held + 1) == "of")
        and sentence.verb_after_to(held + 1, to) is None
    )


def _joins(sentence: Sentence, to: int) -> bool:
    k = to - 1
    while sentence.low(k) in ("also", "further"):
        k -= 1
    return sentence.low(k) in ("and", "or", ",", ";", "as")


def _new_thing(sentence: Sentence, verb: int) -> bool:
    """ "as well as to report thereon": something is done, and not only somebody is named."""
    return sentence.low(verb) != "be"


_VERBS = BASE_VERBS - {"be"}
_WORDS = table("grammar")["predicates"]
# words that are nouns or adjectives as well: verbs only where what they govern follows right away
AMBIGUOUS = words(_WORDS["ambiguous"])
# nouns as well, but then a preposition follows: "and increase efficiency", but "and increase in efficiency"
_RATHER_VERBS = words(_WORDS["rather_verbs"])
_PREPOSITIONS = frozenset(
    {"in", "for", "by", "as", "to", "with", "among", "between", "at", "on", "from", "through", "towards", "within"}
)
GOVERNED = words(_WORDS["governed"])
# behind one of these a bare verb goes on with another clause or purpose: "measures that protect and promote"
_OTHER_CLAUSE = words(_WORDS["other_clause"])
_SHARING = _PREPOSITIONS | {"of", "up", "out", "down", "about", "into", "upon", "against"}
_ADJECTIVAL = ("ing", "al", "ive", "ic", "ed", "new", "ary", "ant", "ent")


def _bare(
    sentence: Sentence, verb: int, limit: int, marks: list[tuple[int, int]], cuts: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Where bare verbs begin further things: "to strengthen X, develop Y and promote Z". A list counts from its "and" backwards."""
    found: list[tuple[int, int]] = []
    joined = dict(cuts)
    waiting: list[tuple[int, int]] = []
    begin = verb
    inner = {to for to, _ in marks if to not in joined}
    clean = True
    for k in range(verb + 1, limit - 1):
        low = sentence.low(k)
        if k in joined:
            found += waiting  # "to take A, develop B and to promote C"
            begin, waiting, clean = joined[k], [], True
        elif low in _OTHER_CLAUSE or k in inner or low in (";", ":"):
            clean, waiting = False, []
        elif low in ("and", ",") and not (low == "," and sentence.low(k + 1) == "and"):
            comma = low == "and" and sentence.low(k - 1) == ","
            at = _verb_at(sentence, k + 1, limit, comma)
            if at is None or not (clean or (comma and _thereon(sentence, at))) or not _whole(sentence, begin, k):
                continue
            waiting.append((k + 1, at))
            if low == "and":
                found += waiting
                begin, waiting, clean = at, [], True
    return found


def _thereon(sentence: Sentence, at: int) -> bool:
    return sentence.low(at) in ("report", "submit", "present", "inform") and sentence.low(at + 1) in (
        "thereon", "back", "to", "a", "an", "its", "his", "their", "it", "on",
    )  # fmt: skip


_NUMERAL = re.compile(r"[IVXLC]+|\d+|[A-Z]")


def _verb_at(sentence: Sentence, k: int, limit: int, comma: bool) -> int | None:
    """The index of the bare verb that begins at word ``k``, adverbs before it or not."""
    at = k
    while at < limit and (sentence.low(at) in ("further", "also", "to", "better") or is_adverb(sentence.low(at))):
        if sentence.low(at) == "to":
            return None
        at += 1
    if at + 1 >= limit or sentence.words[at].text[0].isupper() or sentence.low(at) not in _VERBS:
        return None
    low, after = sentence.low(at), sentence.low(at + 1)
    if _NUMERAL.fullmatch(sentence.words[at + 1].text):
        return None  # "article 9 and annex II"
    if after in GOVERNED:
        return at
    if low == "report":
        return at if after in ("thereon", "back") or (comma and after in ("to", "on", "annually", "regularly")) else None
    if after == "and" and low not in AMBIGUOUS and _verb_at(sentence, at + 2, limit, comma) == at + 2:
        return at  # "and respect and protect the wounded"
    if low in AMBIGUOUS or after in ("of", "and", "or", "is", "are"):
        return None
    if low in _RATHER_VERBS and after in _PREPOSITIONS:
        return None
    return at if after.isalpha() or (comma and after == ",") else None


def _whole(sentence: Sentence, begin: int, stop: int) -> bool:
    """Whether a thing to be done has its object before "and": not "use and leverage", not "strengthen existing and build new"."""
    while stop > begin and sentence.low(stop - 1) in (",", "and"):
        stop -= 1
    if _waits(sentence, begin, stop):
        return False  # "organize, no later than April 2027, and preside over"
    said = [sentence.low(k) for k in range(begin, stop)]
    if not said:
        return False  # "to, as appropriate, and in accordance with"
    things = [low for low in said if low not in BASE_VERBS and not is_adverb(low) and low not in (",", "and", "or", "to", "not")]
    shared = said[-1] in _SHARING or (len(said) <= 2 and said[-1].endswith(_ADJECTIVAL))
    return bool(things) and not shared  # "participate in and cooperate with the work"


_NEVER_ALONE = words("organize organise convene host hold prepare develop establish arrange conduct compile")


def _waits(sentence: Sentence, begin: int, stop: int) -> bool:
    """Whether only an aside stands behind a verb that needs an object, so that the object is still to come."""
    if sentence.low(begin) not in _NEVER_ALONE or sentence.low(begin + 1) != ",":
        return False
    opened = (k + 1 for k in range(begin + 1, stop) if sentence.low(k) == ",")
    return all(sentence.low(k) in ASIDE_OPENERS or sentence.low(k) in ("no", "by", "before", "during") for k in opened)
