"""Which organs receive what is handed over for them to consider: "to be considered by X", "for consideration and adoption by X"."""

import re

from reading.lexicon import words
from reading.requests.parties.actors import is_receiver
from reading.requests.sentences.phrases import Phrase, Sentence
from reading.requests.terms.handed import GOVERNING
from reading.requests.terms.others import handed_for_its
from reading.requests.terms.receivers import TOLD_OF, office, organ_list
from reading.requests.terms.slots import Slot

_HANDED_ONLY = frozenset({"review", "action", "examination"})
_BY_ONLY = frozenset({"adoption", "discussion", "endorsement", "decision"}) | _HANDED_ONLY
CONSIDERING = frozenset({"consideration", "approval", "attention", "information"}) | _BY_ONLY
"""What a thing is handed over for; for the later ones only "by" somebody: "for adoption by the Conference", not "for discussion of"."""
FOR_ITS = "recipients.for-its-consideration"


# so that it can | be considered by the Assembly
_SO_THAT = re.compile(r"\bso that (?:it|they) (?:can|may|could|might|will)\b[^,;]* be $")


def to_be_considered_by(sentence: Sentence, i: int, first: int, limit: int) -> Slot | None:
    """ "submit a report, to be considered by the Second Committee": what is handed over, and so received by it."""
    if (sentence.low(i - 1), sentence.low(i + 1)) != ("be", "by"):
        return None
    behind = sentence.words[i].start
    if sentence.low(i - 2) != "to" and not _SO_THAT.search(sentence.quiet, max(0, behind - 160), behind):
        return None
    said = {sentence.low(j) for j in range(max(first, i - (20 if sentence.low(i - 2) == "to" else 60)), i)}
    if said.isdisjoint(GOVERNING) or said.isdisjoint(TOLD_OF):
        return None
    names = organ_list(sentence, i + 2, limit)
    return Slot(names, "recipients.to-be-considered-by", sure=False) if names else None


# for consideration | and possible adoption | by the Conference
_JOINED_WITH = words("and approval adoption action decision endorsement appropriate further guidance possible , review")
# to take it into account while developing a plan | for the consideration of the Assembly
_BY_THE_WAY = re.compile(r"\b(?:while [a-z]+ing|as (?:a|the) basis for)\b[^,;]*$")


# the review of complaints submitted by vendors | for the consideration of the Board
_HANDED_BY_OTHERS = re.compile(r"(?<!be )(?<!is )(?<!are )\b(?:submitted|lodged|made|filed) by [^,;]{3,50} for (?:the )?$")


# submit, for | the Assembly’s | consideration, a plan
_WHOSE = re.compile(r"\bfor the (?P<who>[A-Z][\w-]*(?: [A-Z][\w-]*){0,3})[’']s $")


# submit a report | for review by the Board; but no procedure for review by the Court
_HANDED = re.compile(
    r"\b(?:submit|present|transmit|report|forward|refer|provide|prepare)\b[^;]*\b(?:reports?|proposals?|recommendations|plans?|strategy|"
    r"options|drafts?|results|findings|information|summary|analysis|outcome|document|note|study|assessment|them|it)\b[^;]*? for $"
)
# for consideration by the Committee | and approval by | the Assembly
_AND_BY = re.compile(
    r"(?: (?:at|in|during) [^,;]{3,60})?,? and (?:for )?(?:possible |subsequent |further )?"
    r"(?:adoption|approval|endorsement|decision|action|consideration|review) by (?=the [A-Z])"
)


def considered_by(sentence: Sentence, i: int, limit: int) -> Slot | None:
    """ "for consideration and adoption by the Conference of the Parties", "for the consideration of the Assembly"."""
    if sentence.low(i - 1).endswith(("’s", "'s")):
        whose = _WHOSE.search(sentence.quiet, 0, sentence.words[i].start)
        named = Phrase(whose["who"], whose.start("who"), whose.end("who")) if whose else None
        return Slot((named,), "recipients.for-consideration-by", sure=False) if named and is_receiver(named.text) else None
    if "for" not in (sentence.low(i - 1), sentence.low(i - 2)) and not (
        sentence.low(i - 1) == "its"
        and (sentence.low(i - 3), sentence.low(i - 2)) == ("view", "to")
        and sentence.low(i + 1) == "by"
    ):
        return None
    j = i + 1
    while sentence.low(j) in _JOINED_WITH:
        j += 1
    if sentence.low(i - 1) == "its" and sentence.low(j) not in ("by", "of") and handed_for_its(sentence, i):
        its = sentence.words[i - 1]
        return Slot((Phrase("it", its.start, its.end),), FOR_ITS, sure=False)
    if sentence.low(j) not in ("by", "of") or (sentence.low(j) == "of" and sentence.low(i) in _BY_ONLY):
        return None
    if _HANDED_BY_OTHERS.search(sentence.quiet, max(0, sentence.words[i].start - 80), sentence.words[i].start):
        return None
    if _BY_THE_WAY.search(sentence.quiet[max(0, sentence.words[i].start - 300) : sentence.words[i].start]):
        return None
    at = sentence.words[i].start
    if sentence.low(i) in _HANDED_ONLY and not _HANDED.search(sentence.quiet, max(0, at - 200), at):
        return None
    names = organ_list(sentence, j + 1, limit) or office(sentence, j + 1, limit)
    if names and (further := _AND_BY.match(sentence.quiet, names[-1].end)) is not None:
        names = (*names, *organ_list(sentence, sentence.index(further.end()), limit))
    return Slot(names, "recipients.for-consideration-by", sure=False) if names else None
