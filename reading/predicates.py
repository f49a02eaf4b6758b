"""The things to be done: what follows an infinitive, split where "and to" begins another."""

from reading.phrases import Phrase, Sentence


def predicates(sentence: Sentence, verb: int, limit: int) -> tuple[Phrase, ...]:
    """The things to be done, one phrase each, from the verb on: infinitives joined by "and to" are several."""
    marks = sentence.infinitives(verb, limit)
    joined = [(t, v) for t, v in marks if sentence.low(t - 1) in ("and", "or", "also", "further") and _joins(sentence, t)]
    last = joined[-1][0] if joined else -1
    listed = [(t, v) for t, v in marks if sentence.low(t - 1) in (",", ";") and t < last]
    cuts = sorted({*joined, *listed})
    phrases, begin = [], verb
    for to, after in cuts:
        stop = to
        while stop > begin + 1 and sentence.low(stop - 1) in ("and", "or", "also", "further", ",", ";", "well", "as"):
            stop -= 1
        phrases.append(sentence.phrase(begin, stop))
        begin = after
    phrases.append(sentence.phrase(begin, limit))
    return tuple(phrases)


def _joins(sentence: Sentence, to: int) -> bool:
    k = to - 1
    while sentence.low(k) in ("also", "further"):
        k -= 1
    return sentence.low(k) in ("and", "or", ",", ";", "as")
