"""The things to be done: what follows an infinitive, split where "and to" begins another."""

from reading.requests.sentences.phrases import Phrase, Sentence


def predicates(sentence: Sentence, verb: int, limit: int) -> tuple[Phrase, ...]:
    """The things to be done, one phrase each, from the verb on: infinitives joined by "and to" are several."""
    marks = sentence.infinitives(verb, limit)
    joined = [
        (t, v)
        for t, v in marks
        if (sentence.low(t - 1) in ("and", "or", "also", "further") and _joins(sentence, t)) or _past_aside(sentence, t, verb)
    ]
    last = joined[-1][0] if joined else -1
    # "the Meeting, to be held in Geneva, and to participate": what is yet to be held is none of the things to be done
    listed = [(t, v) for t, v in marks if sentence.low(t - 1) in (",", ";") and t < last and sentence.low(v) != "be"]
    cuts = sorted({*joined, *listed})
    phrases, begin = [], verb
    for to, after in cuts:
        stop = _past_aside(sentence, to, verb) or to
        while stop > begin + 1 and sentence.low(stop - 1) in ("and", "or", "also", "further", ",", ";", "well", "as"):
            stop -= 1
        phrases.append(sentence.phrase(begin, stop))
        begin = after
    phrases.append(sentence.phrase(begin, limit))
    return tuple(phrases)


def _past_aside(sentence: Sentence, to: int, verb: int) -> int | None:
    """ "remain engaged and, in collaboration with X, to scale up": the index of the comma behind "and"; ``None`` where none stands."""
    if sentence.low(to - 1) != ",":
        return None
    opened = next((k for k in range(to - 2, max(verb, to - 30), -1) if sentence.low(k) in (",", ";")), None)
    return opened if opened is not None and sentence.low(opened) == "," and sentence.low(opened - 1) in ("and", "or") else None


def _joins(sentence: Sentence, to: int) -> bool:
    k = to - 1
    while sentence.low(k) in ("also", "further"):
        k -= 1
    return sentence.low(k) in ("and", "or", ",", ";", "as")
