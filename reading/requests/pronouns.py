"""Whom "them" stands for, where several are named: "the work of A, B and C, and invites them to"."""

from reading.requests.phrases import Phrase, Sentence
from reading.requests.slots import name_list

PLURAL = frozenset({"them", "they", "themselves"})
_BEFORE_NAMES = frozenset({"of", "by", "from", "to", "with", "for", "between", "among"})
_FAR = 60  # words back at most


def listed_before(sentence: Sentence, offset: int) -> tuple[Phrase, ...]:
    """The names of the last list of at least two before a character offset of the paragraph; none where there is none."""
    limit = sentence.index(offset)
    for j in range(limit - 1, max(-1, limit - _FAR), -1):
        if sentence.low(j) == ";":
            break
        if sentence.low(j) in _BEFORE_NAMES and sentence.verb_after_to(j, limit) is None:
            names = name_list(sentence, j + 1, limit)
            if len(names) > 1:
                return names
    return ()
