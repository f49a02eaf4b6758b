"""To whom something is handed over: "submit to X", "his report to X", "be presented to X"."""

import re
from itertools import pairwise
from typing import NamedTuple

from reading.lexicon import table, words
from reading.requests.parties.actors import is_actor
from reading.requests.sentences.phrases import ASIDE_OPENERS, Phrase, Sentence
from reading.requests.terms.earlier_reports import is_minded, is_there_already
from reading.requests.terms.others import contributed_to, others_report
from reading.requests.terms.provided import PROVIDING, each_at_its_time
from reading.requests.terms.receivers import TOLD_OF, office, organ_list
from reading.requests.terms.relations import belongs_to_a_noun, is_said_when, is_spoken_of, joined_to
from reading.requests.terms.slots import Slot

_GRAMMAR = table("grammar")["recipients"]
GOVERNING = words(_GRAMMAR["governing"])
"""The verbs that hand something over and govern a "to" at any distance."""
# The words behind which another clause begins, whose "to" they do not govern.
_OTHER_CLAUSE = words(_GRAMMAR["other_clause"])
# to report, shall report: behind these the word is the verb and no noun
_REPORT_VERB_AFTER = words(_GRAMMAR["before_report_verb"])
# be submitted | to the Assembly
_PASSED_ON = words(_GRAMMAR["passed_on"])
# Nouns whose "to" is not a handing over: "support to the Committee".
_NOT_HANDED = words(_GRAMMAR["not_handed"])
_HANDING = words(table("slots")["recipients"]["handing"])
# "submit to the Committee" hands something over beyond doubt; "give to", "refer to" and the like may not
_HANDING_RIGHT_BEFORE = _HANDING - words("make give refer prepare return supply") | {"revert"}
_TO_AN_OFFICE = words("submit report present transmit submitting presenting transmitting submission")
# submit written contributions | to the Secretariat: words and no money
_SUBMITTING = frozenset({"submit", "submitting", "transmit"})
# provide a written response | to the Committee
_ANSWERING = _SUBMITTING | {"provide", "give", "send", "present", "prepare"}
# the verbs that hand over even what goes to somebody without being handed over
_HANDS_IT = {"contribution": _SUBMITTING, "contributions": _SUBMITTING, "response": _ANSWERING, "respond": _ANSWERING}
# The thing handed over, right before "to": "a report to", "recommendations thereon to".
_HANDED = re.compile(
    r"\b(?:reports?|recommendations?|proposals?|updates?|information|briefings?|summary|comments|results|"
    r"findings|views|suggestions|observations|assessment|back|thereon|annually|presentation|submission|transmission|statement|plan|"
    r"decision|orally|known|note|documentation|it|them)$"
)
# report back to the Council | present it to the Assembly
_BETWEEN = words("back thereon regularly annually directly orally periodically it them and")
_FAR = 70  # words between a verb of handing and its "to" at most
# send its comments to the Bureau, but: send delegations to the Conference
_SENDING = frozenset({"send", "give", "supply", "deliver", "return"})
_SENT = words(
    "copy copies letter letters message messages presentation account replies reply response responses questionnaire material invitation"
)
# provide to the Agency any assistance it may require: no thing to be read
_MEANS_GIVEN = words(
    "assistance support resources services funds funding facilities staff access help cooperation protection financing"
)
# proposals to address the conflicts | measures to improve the situation: what a thing handed over is meant for
_PURPOSED = frozenset(
    {"proposals", "proposal", "recommendations", "options", "plan", "strategy", "measures", "steps", "roadmap", "views"}
)
_CUTTING = words("of in on for at by with between from through and or ,")


def handed_to(sentence: Sentence, i: int, first: int, limit: int) -> Slot | None:
    """Who stands behind the "to" at word ``i``, if something is handed over to them in the words from ``first`` on."""
    if sentence.low(i + 1) == "back" and sentence.low(i - 1) == "back":
        return None  # "held back to back with the session of the Commission"
    names = _to_whom(sentence, i, first, limit)
    if not names or _only_told_of(sentence, i, first) or _to_the_attention_too(sentence, i, first):
        return None
    way = _way(sentence, i, first)
    if way is None or _means_are_given(sentence, i, names, limit) or not _is_theirs(sentence, way, i, first, names):
        return None
    each = each_at_its_time(sentence, names, limit)
    sure = way.sure and len(each) == len(names) and (way.passively or not _goes_on(sentence, names, limit))
    return Slot(each, way.rule, sure)


_HANDED_IN = frozenset({"provided", "submitted", "transmitted", "furnished", "supplied", "communicated", "presented"})
_THEIR_OWN = frozenset({"reports", "replies", "submissions"})
# provide specific details thereon, in particular on paragraph 10, in | the information provided | to the Secretary-General
_DETAILS_IN_IT = re.compile(
    r"\b(?:provide|include|give|specify|set out|report|indicate)\b[^;]*\bin (?:the|their|any) information (?:provided|submitted|"
    r"transmitted|furnished|supplied|communicated) $"
)


def _details_in_it(sentence: Sentence, i: int) -> bool:
    """Whether details are to be given in what goes to those behind the "to" at word ``i``: "in their reports submitted | to the Board"."""
    if sentence.low(i - 2) in _THEIR_OWN:
        return (sentence.low(i - 4), sentence.low(i - 3)) == ("in", "their")
    at = sentence.words[i].start
    return _DETAILS_IN_IT.search(sentence.quiet, max(0, at - 200), at) is not None


def _to_the_attention_too(sentence: Sentence, i: int, first: int) -> bool:
    """ "bring the proposals to the attention of States and | to | the Committee": to its attention, too, and handed over to neither."""
    if sentence.low(i - 1) not in ("and", "or"):
        return False
    before = next((j for j in range(i - 2, max(first, i - _LONGEST_ASIDE), -1) if sentence.low(j) in ("to", ";")), None)
    return before is not None and sentence.low(before + 2) == "attention" and sentence.low(before + 3) == "of"


class _Way(NamedTuple):
    """How a "to" hands something over: by which rule, whether beyond doubt, and the word of the verb that governs it from far."""

    rule: str
    sure: bool = False
    governor: int | None = None
    passively: bool = False


def _way(sentence: Sentence, i: int, first: int) -> _Way | None:
    """How something is handed over by the "to" at word ``i``, to whomever it names; ``None`` where nothing is."""
    before = sentence.low(i - 1)
    if before in _HANDED_IN and _details_in_it(sentence, i):
        return _Way("recipients.in-what-is-handed-to")
    if before in _PASSED_ON and not _headway(sentence, i - 1):
        return _passively(sentence, i, first)
    if before == "available":
        return _Way("recipients.made-available-to") if _made_available(sentence, i, first) else None
    if _is_no_handing(sentence, i, first):
        return None
    if before == "report" and is_there_already(sentence, i) and _handing_before(sentence, i, first) is None:
        return None
    if before in _HANDING_RIGHT_BEFORE and i - 1 >= first:
        return _Way("recipients.handed-to", sure=True)
    if before in ("it", "them") and sentence.low(i - 2) not in _HANDING and _handing_before(sentence, i, first) is None:
        return None  # "apply it to the Mission"
    if before in _BETWEEN or _HANDED.search(before):
        return None if _spoken_of(sentence, i, first) else _Way("recipients.handed-thing-to", sure=True)
    if before == "," and _HANDED.search(sentence.low(_before_aside(sentence, i, first))):
        return _Way("recipients.handed-thing-to")  # "recommendations, at its second session, to the Assembly"
    governor = _handing_before(sentence, i, first)
    return None if governor is None else _Way("recipients.handed-to-later", governor=governor)


# the Assembly is given no support or access that a report would be about
_OWN = frozenset({"it", "the General Assembly", "the Assembly"})


def _is_theirs(sentence: Sentence, way: _Way, i: int, first: int, names: tuple[Phrase, ...]) -> bool:
    """Whether the "to" at word ``i`` names receivers of its own, and is neither that of a noun nor says again one that hands nothing."""
    if (again := joined_to(sentence, i, first)) is not None:
        first_way = _way(sentence, again, first)  # "provide support to the Committee and | to the Council"
        if first_way is None or first_way.governor is None:
            return first_way is not None
        return not belongs_to_a_noun(sentence, first_way.governor, again)
    said_when = names[0].text in _OWN or is_said_when(sentence, sentence.index(names[-1].end))
    if way.governor is None:
        return said_when or not is_spoken_of(sentence, i)
    if way.governor + 1 < i and sentence.low(way.governor + 1) == "to" and sentence.low(i - 1) not in _JOINING:
        # report to the Assembly on the costs of missions | to the region
        return sentence.verb_after_to(way.governor + 1, i) is not None
    return said_when or not belongs_to_a_noun(sentence, way.governor, i)


_JOINING = frozenset({"and", "or", ",", "also", "as"})


def _to_whom(sentence: Sentence, i: int, first: int, limit: int) -> tuple[Phrase, ...]:
    """The receivers named behind the "to": organs; an office too, where the very verb says that it is handed something."""
    if names := organ_list(sentence, i + 1, limit):
        return names
    named = office(sentence, i + 1, limit) if sentence.low(i + 1) == "the" else ()
    if named and named[0].text == "World Health Assembly":
        return named
    return office(sentence, i + 1, limit) if sentence.low(_before_aside(sentence, i, first)) in _TO_AN_OFFICE else ()


def _only_told_of(sentence: Sentence, i: int, first: int) -> bool:
    """Whether the "to" stands in a relative clause about a thing: "the report, which was submitted | to the Assembly"."""
    for j in range(i - 1, max(first - 1, i - 14), -1):
        if sentence.low(j) in (",", ";"):
            return False
        if sentence.verb_after_to(j, i) is not None and sentence.low(j - 1) not in _IS:
            return False
        if sentence.low(j) == "that" and sentence.low(j + 1) in _IS and "the" in (sentence.low(j - 2), sentence.low(j - 3)):
            return True  # "the summary that is to be submitted | to the Conference"
        if sentence.low(j) in ("which", "who"):
            return sentence.low(j) == "who" or not _to_be_handed(sentence, j, i)
    return False


_IS = frozenset({"is", "are", "was", "were", "has", "have"})


def _passively(sentence: Sentence, i: int, first: int) -> _Way | None:
    """ "the report shall be submitted | to the Assembly", "ensure that the report is submitted | to the Assembly"."""
    joined = sentence.low(i - 2) in ("and", "or")  # "are issued and submitted"
    if sentence.low(i - 4 if joined else i - 2) in ("is", "are") and _ENSURING & {sentence.low(j) for j in range(first, i)}:
        return _Way("recipients.ensured")
    if joined and "be" in {sentence.low(j) for j in range(max(first, i - 12), i)}:
        return _Way("recipients.passive")  # "be prepared by the Secretariat and presented | to the Assembly"
    if sentence.low(i - 2) != "be" or others_report(sentence, i):
        return None
    return _Way("recipients.passive", sure=True, passively=True)


# ensure that | make sure that | see to it that
_ENSURING = frozenset({"ensure", "sure", "see"})


def _is_no_handing(sentence: Sentence, i: int, first: int) -> bool:
    """Whether the word before the "to" belongs to it otherwise: "support to the Committee", "contributions to the fund"."""
    before = sentence.low(i - 1)
    if before in _NOT_HANDED and not _names_a_thing(sentence, i - 1):
        said = {sentence.low(j) for j in range(max(first, i - 5), i - 1)}
        if said.isdisjoint(_HANDS_IT.get(before, ())):
            return True
    return before in ("to", "the", "refer") or contributed_to(sentence, i)  # "refer | to the Committee": speak of it


def _means_are_given(sentence: Sentence, i: int, names: tuple[Phrase, ...], limit: int) -> bool:
    """ "provide to the Agency | any assistance it may require"."""
    if sentence.low(i - 1) not in ("provide", "supply", "give"):
        return False
    behind = sentence.index(names[-1].end)
    return bool(_MEANS_GIVEN & {sentence.low(k) for k in range(behind, min(behind + 5, limit))})


def _spoken_of(sentence: Sentence, i: int, first: int) -> bool:
    """Whether a thing that could be handed over is only spoken of: "take decisions on any recommendations to the Conference",
    "the recommendations in reports to the Council"."""
    before = sentence.low(i - 1)
    recommended = before.startswith("recommendation") and "on" in (sentence.low(i - 2), sentence.low(i - 3))
    known = before == "reports" and (is_there_already(sentence, i) or is_minded(sentence, i))
    return (recommended or known) and _handing_before(sentence, i, first) is None


def _before_aside(sentence: Sentence, i: int, first: int) -> int:
    """The word before the "to" at word ``i``, or before the aside that ends there: "report, in the interest of all, | to the authority"."""
    if sentence.low(i - 1) != ",":
        return i - 1
    return next((j - 1 for j in range(i - 2, max(first, i - 25), -1) if sentence.low(j) == ","), i - 1)


def _to_be_handed(sentence: Sentence, j: int, i: int) -> bool:
    """ "their views, which the Chair shall convey to the group": a relative clause that says what is yet to be handed over."""
    said = [sentence.low(k) for k in range(j, i)]
    if sentence.low(j - 1) == "of" and sentence.low(i - 2) == "be" and not {"shall", "should", "are"}.isdisjoint(said):
        return True  # "a review, the results of which should be submitted | to the Assembly"
    return any(modal in ("shall", "should") and verb in _HANDING for modal, verb in pairwise(said))


def _goes_on(sentence: Sentence, names: tuple[Phrase, ...], limit: int) -> bool:
    """Whether a list of receivers may go on behind the comma with names that aren't known to receive: "to the Board, Directors and"."""
    comma = sentence.index(names[-1].end)
    if comma + 2 >= limit or sentence.low(comma) != ",":
        return False
    stop = next((k for k in range(comma + 1, limit) if sentence.low(k) in (",", ";", "and", "or")), limit)
    return stop > comma + 1 and sentence.words[comma + 1].text[0].isupper() and is_actor(sentence.phrase(comma + 1, stop).text)


_CONTAINED_IN = re.compile(
    r"contained (?:therein|herein|in (?:the (?:present resolution|Charter)|its resolutions?|paragraphs?)\b)"
)


def _handing_before(sentence: Sentence, i: int, first: int) -> int | None:
    """The verb of handing that governs the "to" at word ``i``: nothing else opens in between, but an aside that ends there."""
    for j in range(_aside_before(sentence, i, first) - 1, max(first - 1, i - _FAR), -1):
        low = sentence.low(j)
        if low in _PASSED_ON and sentence.low(j - 1) == "be" and (sentence.low(j + 1) == "by" or _in_time(sentence, j, i)):
            return j  # "be presented by the Secretary-General | to the Council", "be submitted in 2022 | to the Assembly"
        if low == "contained" and _CONTAINED_IN.match(sentence.quiet, sentence.words[j].start):
            continue  # "a report on the provisions contained in the present resolution | to the Assembly"
        if low in _OTHER_CLAUSE and not _headway(sentence, j):
            return None
        if low in ("report", "reports") and sentence.low(j + 1) in ("from", "by") and _is_noun(sentence, j):
            return j  # "requests a report from the Secretary-General | to the Council"
        if low in ("report", "reports") and sentence.low(j + 1) in ("on", "regarding") and _in_own_report(sentence, j):
            return j  # "include information in his report on the matter | to the Council"
        if low in ("submission", "presentation") and sentence.low(j + 1) in ("of", ",", "by"):
            return j  # "the submission, by June, of a report | to the Council"
        if low in GOVERNING and not (low == "report" and _is_noun(sentence, j)):
            return j
        if low in PROVIDING and {sentence.low(k) for k in range(j + 1, i)} & TOLD_OF:
            return j
        if low in ("to", "by") and j < i - 1 and (verb := sentence.verb_after_to(j, i)) is not None:
            aim = {sentence.low(k) for k in range(verb, i)}
            if sentence.low(j - 1) in _PURPOSED and i - verb < 7 and aim.isdisjoint(_HANDING | _CUTTING):
                continue  # "present his proposals to address the conflicts | to the Assembly"
            said = {sentence.low(k) for k in range(verb + 1, i)}
            handed = sentence.low(verb) in _HANDING and not (sentence.low(verb) in _SENDING and said.isdisjoint(TOLD_OF | _SENT))
            return verb if handed else None
    return None


def _headway(sentence: Sentence, j: int) -> bool:
    """ "report on progress | made | to the Assembly": it is told to the Assembly, and not made to it."""
    return sentence.low(j) == "made" and sentence.low(j - 1) in ("progress", "efforts", "advances", "headway")


# be submitted | at its seventy-seventh session | in 2022 | every two years | no later than June | to the Assembly
_IN_TIME = re.compile(
    r",? (?:(?:at|during|before|in|within|by|on|every|each|no later than|not later than|prior to|for) [^,;:]{2,60}|quarterly|biennially|"
    r"as soon as possible|orally|in writing),? "
)


def _in_time(sentence: Sentence, j: int, i: int) -> bool:
    """Whether nothing but a time stands between the participle at word ``j`` and the "to" at word ``i``."""
    if sentence.words[i].start - sentence.words[j].end > _LONGEST_TIME or not {sentence.low(k) for k in range(j, i)} & _TIMES:
        return False
    return _IN_TIME.fullmatch(sentence.quiet, sentence.words[j].end, sentence.words[i].start) is not None


_LONGEST_TIME = 64  # letters
_TIMES = words(
    "session sessions year years month months week weeks days basis quarter biennium possible writing orally quarterly biennially meeting "
    "january february march april june july august september october november december"
) | {str(year) for year in range(1990, 2061)}


_LONGEST_ASIDE = 40  # words


def _aside_before(sentence: Sentence, i: int, first: int) -> int:
    """The comma that opens the aside which ends right before word ``i``: "report, including on ways to improve it, | to the Assembly"."""
    if sentence.low(i - 1) != ",":
        return i
    opened = next((j for j in range(i - 2, max(first, i - _LONGEST_ASIDE), -1) if sentence.low(j) == ","), None)
    return opened if opened is not None and sentence.low(opened + 1) in ASIDE_OPENERS else i


# cooperate with the Rapporteur in her report: hers, not theirs
_OF_ANOTHER = words("cooperate cooperation collaborate assist assistance support engage referred contained")


def _in_own_report(sentence: Sentence, j: int) -> bool:
    """Whether the report at word ``j`` is one that those asked make, and put something into: "in | his next annual report"."""
    whose = next((k for k in range(j - 1, max(j - 5, 0), -1) if sentence.low(k) in ("his", "her", "its", "their")), None)
    if whose is None or sentence.low(whose - 1) != "in":
        return False
    return _OF_ANOTHER.isdisjoint({sentence.low(k) for k in range(max(0, whose - 9), whose)})


def _is_noun(sentence: Sentence, j: int) -> bool:
    """Whether the "report" at word ``j`` is the thing and not the verb: "a report", "his next annual report"."""
    if j == 0 or sentence.low(j - 1) in ("", ")", ":"):
        return False  # an item begins with its verb: "(b) Report every two years to the Committee"
    return sentence.low(j - 1) not in _REPORT_VERB_AFTER and not sentence.low(j - 1).endswith("ly")


def _names_a_thing(sentence: Sentence, j: int) -> bool:
    """ "a report on the subject | to the Assembly", "as well as | to the Council": no "subject to", no "as to"."""
    before = sentence.low(j - 1)
    if sentence.low(j) == "as":
        return before == "well"
    if sentence.low(j) == "secretariat":
        return before == "the" and sentence.low(j - 2) in ("of", "by")  # "a report of the Secretariat | to the Assembly"
    if sentence.low(j) in ("regard", "respect", "connection"):
        return before in ("this", "that")
    return sentence.low(j) in ("subject", "matter") and before in ("the", "this", "that", "same")


def _made_available(sentence: Sentence, i: int, first: int) -> bool:
    """ "make the report available to X", "make available to X the results": papers are handed over, not means."""
    named_before = sentence.low(i - 3) == "make" and sentence.low(i - 2) in ("it", "them")
    begin = max(first, i - (_MADE_BEFORE if named_before else 14))
    said = {sentence.low(j) for j in range(begin, min(i + 14, len(sentence.words)))}
    return "make" in said and bool(said & TOLD_OF)


_MADE_BEFORE = 40  # words: collect contributions, including specific recommendations on ..., and make them | available
