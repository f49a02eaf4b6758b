"""Whom "them" stands for, where several are named: "the work of A, B and C, and invites them to"."""

import re

from reading.requests.sentences.phrases import Phrase, Sentence
from reading.requests.terms.slots import name_list

PLURAL = frozenset({"them", "they", "themselves"})
# the above-mentioned entities | those stakeholders
BACK_TO_A_LIST = re.compile(
    r"(?:those|these|(?:the )?(?:above|afore|before)-?mentioned) (?:entities|stakeholders|actors|partners|bodies|institutions)"
)
_BEFORE_NAMES = frozenset({"of", "by", "from", "to", "with", "for", "between", "among"})
_FAR = 60  # words back at most


_NAMING = frozenset({"including", "namely", "notably", "particularly", "especially"})


def listed_before(sentence: Sentence, offset: int) -> tuple[Phrase, ...]:
    """The names of the last list, or the last name of several, before a character offset of the paragraph; none where there is none.

    Members named by "including" are passed over: the group is meant.
    """
    limit = sentence.index(offset)
    j = limit
    while (j := j - 1) > max(-1, limit - _FAR) and sentence.low(j) != ";":
        if sentence.low(j) not in _BEFORE_NAMES or sentence.verb_after_to(j, limit) is not None:
            continue
        opened = next((k for k in range(j, max(-1, j - 30), -1) if sentence.low(k) in _NAMING or sentence.low(k) == ";"), None)
        if opened is not None and sentence.low(opened) in _NAMING and not _closed(sentence, opened, j):
            limit = j = opened
            continue
        names = name_list(sentence, j + 1, limit)
        if len(names) > 1 or (names and _SEVERAL.search(names[0].text)):
            return names
    return ()


# relevant partners | the States members of the Integration System: one name for several
_SEVERAL = re.compile(
    r"^(?:(?:the|all|other|relevant|those|both) )*(?:[\w-]+ ){0,3}?(?:States|countries|Governments|[Pp]arties|organizations|agencies|"
    r"bodies|entities|institutions|donors|partners|stakeholders|members|commissions|offices|programmes|missions)\b"
)


def _closed(sentence: Sentence, opened: int, j: int) -> bool:
    """Whether what "including" opens has ended before word ``j``: at a comma behind which no name of the list goes on."""
    return any(sentence.low(k) == "," and sentence.low(k + 1) in ("as", "in", "to", "for", "which") for k in range(opened, j))
