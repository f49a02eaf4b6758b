"""Who receives what is asked for: the organs to which it is submitted, reported or presented."""

import re
from itertools import pairwise

from reading.lexicon import ACTOR_HEADS, table, words
from reading.requests.parties.actors import is_actor, is_receiver
from reading.requests.parties.lists import split
from reading.requests.parties.runs import inside_name
from reading.requests.sentences.phrases import Phrase, Sentence, is_adverb
from reading.requests.terms.considered import CONSIDERING, FOR_ITS, considered_by, to_be_considered_by
from reading.requests.terms.others import contributed_to, others_report, told_by_those_asked
from reading.requests.terms.receivers import TOLD_OF, is_acronym, office, organ_follows, organ_list
from reading.requests.terms.slots import Slot

_SLOTS = table("slots")
_HANDING = words(_SLOTS["recipients"]["handing"])
_TELLING = words(_SLOTS["recipients"]["telling"])
# submit written contributions | to the Secretariat: words and no money
_SUBMITTING = frozenset({"submit", "submitting", "transmit"})
_PROVIDING = frozenset({"provide", "furnish", "present", "supply"})
# The thing handed over, right before "to": "a report to", "recommendations thereon to".
_HANDED = re.compile(
    r"\b(?:reports?|recommendations?|proposals?|updates?|information|briefings?|summary|comments|results|"
    r"findings|views|assessment|back|thereon|annually|presentation|submission|transmission|statement|plan|"
    r"decision|orally|known|note|documentation|it|them)$"
)
# Nouns whose "to" is not a handing over: "support to the Committee".
_NOT_HANDED = words(table("grammar")["recipients"]["not_handed"])
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
# deposit those declarations with the Security Council
_DEPOSITING = frozenset({"deposit", "lodge", "file", "depositing", "register"})
_PASSED_ON = words(table("grammar")["recipients"]["passed_on"])
# Who governs "to": the verbs that hand something over, at any distance, and the words behind which another clause begins.
_GOVERNING = words(table("grammar")["recipients"]["governing"])
_OTHER_CLAUSE = words(table("grammar")["recipients"]["other_clause"])
_REPORT_VERB_AFTER = words(table("grammar")["recipients"]["before_report_verb"])


def recipients(sentence: Sentence, start: int, end: int) -> list[Slot]:
    """Organs that receive what is asked for: "submit to X", "report to X", "his report to X", "brief X", "for consideration by X"."""
    first, limit = sentence.index(start), sentence.index(end)
    found = []
    for i in range(first, limit):
        low = sentence.low(i)
        if low == "to" and sentence.verb_after_to(i, limit) is None:
            slot = _handed_to(sentence, i, first, limit)
        elif low == "with":
            slot = _deposited_with(sentence, i, first, limit)
        elif low in _TELLING or (low == "briefing" and sentence.low(i - 1) == "continue"):
            slot = _told(sentence, i, limit)
        elif low in _PROVIDING:
            slot = _provided_with(sentence, i, limit)
        elif low == "considered":
            slot = to_be_considered_by(sentence, i, first, limit, _GOVERNING)
        elif low in CONSIDERING:
            slot = considered_by(sentence, i, limit)
        elif low == "before":
            slot = _laid_before(sentence, i, first, limit)
        else:
            continue
        if slot is not None:
            found.append(slot)
    found = [_meant_by_it(sentence, slot) for slot in found]
    if len(found) > 1:  # "submit to the Council a report for its consideration": the Council's
        found = [slot for slot in found if slot.rule != FOR_ITS] or found[:1]
    return told_by_those_asked(sentence, start, end, found) if found else found


def _laid_before(sentence: Sentence, i: int, first: int, limit: int) -> Slot | None:
    """ "lay before the General Assembly a report"."""
    if sentence.low(i + 1) not in ("the", "it") or not {sentence.low(j) for j in range(max(first, i - 7), i)} & {
        "lay",
        "place",
        "table",
    }:
        return None
    names = organ_list(sentence, i + 1, limit)
    return Slot(names, "recipients.laid-before", sure=False) if names else None


def _provided_with(sentence: Sentence, i: int, limit: int) -> Slot | None:
    """ "provide the Committee with a report": who is provided with something to be read."""
    stop = next(
        (k for k in range(i + 1, min(i + 40, limit)) if sentence.low(k) == "with" and sentence.low(k + 1) not in _OF_NAMES), None
    )
    if sentence.low(i + 1) == "the" and (names := _provided_aside(sentence, i + 1, limit)):
        return Slot(names, "recipients.provided-with", sure=False)
    if stop is None or stop <= i + 1 or not {sentence.low(k) for k in range(stop, min(stop + 9, limit))} & TOLD_OF:
        return None
    pronoun = stop == i + 2 and sentence.low(i + 1) in ("him", "her")  # "provide him with all the necessary information"
    if stop == i + 2 and sentence.low(i + 1) == "it" and (served := _served_before(sentence, i)):
        return Slot(served, "recipients.provided-with", sure=False)
    names = (sentence.phrase(i + 1, stop),) if pronoun else organ_list(sentence, i + 1, stop)
    return Slot(names, "recipients.provided-with", sure=False) if names else None


# continue their cooperation with the Committee and | provide it with progress reports: the Committee
_SERVED = re.compile(
    r"(?:\b(?:cooperat\w+|collaborat\w+|coordinat\w+|liais\w+|consult\w*|work(?:ing)?|engage\w*) "
    r"(?:[a-z]+ly )?with (?=the [A-Z])|\b(?:grant|give|afford|assist|support|(?:assistance|support|services|facilities) to) "
    r"(?=the [A-Z]))(?P<organ>[^,;]{3,100}?)"
    r"(?: (?:in|on|for|at|by|under|access|full|all|the necessary|unhindered) ?[^;]*|,[^;]*)? and (?:to )?(?:[a-z]+ly )?$"
)


def _meant_by_it(sentence: Sentence, slot: Slot) -> Slot:
    """ "consult with the Committee and report to it quarterly": the Committee, where no session says that it is the adopting organ."""
    only = slot.names[0]
    if len(slot.names) > 1 or only.text != "it" or slot.rule == FOR_ITS or _AT_ITS_SESSION.match(sentence.quiet, only.end):
        return slot
    at = sentence.index(only.start)
    verb = next((j for j in range(at - 1, max(at - 4, -1), -1) if sentence.low(j) in _GOVERNING), at)
    served = _served_before(sentence, verb)
    return Slot(served, slot.rule, sure=False) if served else slot


_AT_ITS_SESSION = re.compile(r",? (?:at|during|by|for|in) (?:the |its )[^,;]{0,40}session\b")


def _served_before(sentence: Sentence, i: int) -> tuple[Phrase, ...]:
    """The organ that "it" stands for, where those asked are to work with it and the verb at word ``i`` goes on with the same."""
    before = _SERVED.search(sentence.quiet, max(0, sentence.words[i].start - 400), sentence.words[i].start)
    return organ_list(sentence, sentence.index(before.start("organ")), sentence.index(before.end("organ"))) if before else ()


# the Special Committee on the Situation with regard to the Implementation of ...: a "with" of the name itself
_OF_NAMES = frozenset({"regard", "respect", "disabilities"})
_ASIDE = frozenset({"through", "at", "for", "during", "within", "before", "by", "in", "no", "not", "prior", "as", "on"})


def _provided_aside(sentence: Sentence, i: int, limit: int) -> tuple[Phrase, ...]:
    """ "provide the Commission, through its secretariat, views on": the thing stands behind an aside, without "with"."""
    comma = next((k for k in range(i + 1, min(i + 16, limit)) if sentence.low(k) == ","), limit)
    if comma + 2 >= limit or sentence.low(comma + 1) not in _ASIDE:
        return ()
    closing = [k for k in range(comma + 1, min(comma + 30, limit)) if sentence.low(k) == ","]
    if not any({sentence.low(k + 1), sentence.low(k + 2), sentence.low(k + 3)} & TOLD_OF for k in closing if k + 3 < limit):
        return ()
    names = organ_list(sentence, i, comma)
    return names if names and names[-1].end == sentence.words[comma - 1].end else ()


def _deposited_with(sentence: Sentence, i: int, first: int, limit: int) -> Slot | None:
    """ "deposit those declarations with the Security Council"."""
    for j in range(i - 1, max(first - 1, i - 12), -1):
        if sentence.low(j) in (",", ";", "of") or (sentence.low(j) == "in" and sentence.low(j - 1) != "contained"):
            return None
        if (sentence.low(j) in _DEPOSITING and not (sentence.low(j) == "register" and j == i - 1)) or (
            sentence.low(j) in ("share", "sharing")
            and {sentence.low(k) for k in range(j, i if j < i - 1 else min(i + 12, limit))}
            & TOLD_OF  # "share with the Board its report"
        ):
            names = organ_list(sentence, i + 1, limit)
            return Slot(names, "recipients.deposited-with", sure=False) if names else None
    return None


def _handed_to(sentence: Sentence, i: int, first: int, limit: int) -> Slot | None:
    names = organ_list(sentence, i + 1, limit)
    if not names and sentence.low(i + 1) == "the" and (assemblies := office(sentence, i + 1, limit)):
        names = assemblies if assemblies[0].text == "World Health Assembly" else ()
    if not names and sentence.low(_before_aside(sentence, i, first)) in (
        "submit",
        "report",
        "transmit",
        "submitting",
        "submission",
    ):
        names = office(sentence, i + 1, limit)
    if not names:
        return None
    for j in range(i - 1, max(first - 1, i - 14), -1):
        if sentence.low(j) in (",", ";"):
            break
        if sentence.verb_after_to(j, i) is not None:
            break
        if sentence.low(j) in ("which", "who"):
            if sentence.low(j) == "who" or not _to_be_handed(sentence, j, i):
                return None
            break
    before = sentence.low(i - 1)
    if before in _PASSED_ON:
        passive = i - 4 if sentence.low(i - 2) in ("and", "or") else i - 2  # "are issued and submitted"
        if sentence.low(passive) in ("is", "are") and "ensure" in {sentence.low(j) for j in range(first, i)}:
            return Slot(names, "recipients.ensured", sure=False)  # "ensure that the report is submitted to the Assembly"
        if sentence.low(i - 2) in ("and", "or") and "be" in {sentence.low(j) for j in range(max(first, i - 12), i)}:
            return Slot(
                names, "recipients.passive", sure=False
            )  # "be prepared by the Secretariat and presented | to the Assembly"
        return Slot(names, "recipients.passive") if sentence.low(i - 2) == "be" and not others_report(sentence, i) else None
    if before == "available":
        return Slot(names, "recipients.made-available-to", sure=False) if _made_available(sentence, i, first) else None
    if before in _NOT_HANDED and not _names_a_thing(sentence, i - 1):
        said = (
            {sentence.low(j) for j in range(max(first, i - 5), i - 1)} if before in ("contribution", "contributions") else set()
        )
        if said.isdisjoint(_SUBMITTING):
            return None
    if before in ("to", "the") or contributed_to(sentence, i):
        return None
    whole = not _goes_on(sentence, names, limit)
    behind = sentence.index(names[-1].end)
    if before in ("provide", "supply", "give") and _MEANS_GIVEN & {
        sentence.low(k) for k in range(behind, min(behind + 5, limit))
    }:
        return None
    if before in _HANDING and i - 1 >= first and before not in ("make", "give", "refer", "prepare", "return", "supply"):
        return Slot(names, "recipients.handed-to", whole)
    if before in ("it", "them") and sentence.low(i - 2) not in _HANDING and not _handing_before(sentence, i, first):
        return None  # "apply it to the Mission"
    if before in (
        "back",
        "thereon",
        "regularly",
        "annually",
        "directly",
        "orally",
        "periodically",
        "it",
        "them",
        "and",
    ) or _HANDED.search(before):
        if (
            before.startswith("recommendation")
            and "on" in (sentence.low(i - 2), sentence.low(i - 3))
            and not _handing_before(sentence, i, first)
        ):
            return None  # "take decisions on any recommendations to the Conference"
        if (
            before in ("it", "them")
            and sentence.low(i - 2) not in _HANDING | _TELLING
            and not _handing_before(sentence, i, first)
        ):
            return None  # "calls on him to apply it to the Mission"
        if before == "report" and sentence.low(i - 2) in ("the", "that", "this") and not _handing_before(sentence, i, first):
            return None
        return Slot(names, "recipients.handed-thing-to", whole)
    if before == "," and _HANDED.search(sentence.low(_before_aside(sentence, i, first))):
        return Slot(
            names, "recipients.handed-thing-to", sure=False
        )  # "recommendations thereon, at its second session, to the Assembly"
    verb = _handing_before(sentence, i, first)
    return Slot(names, "recipients.handed-to-later", sure=False) if verb else None


def _before_aside(sentence: Sentence, i: int, first: int) -> int:
    """The word before the "to" at word ``i``, or before the aside that ends there: "report, in the interest of all, | to the authority"."""
    if sentence.low(i - 1) != ",":
        return i - 1
    return next((j - 1 for j in range(i - 2, max(first, i - 25), -1) if sentence.low(j) == ","), i - 1)


def _to_be_handed(sentence: Sentence, j: int, i: int) -> bool:
    """ "their views, which the Chair shall convey to the group": a relative clause that says what is yet to be handed over."""
    said = [sentence.low(k) for k in range(j, i)]
    return any(modal in ("shall", "should") and verb in _HANDING for modal, verb in pairwise(said))


def _goes_on(sentence: Sentence, names: tuple[Phrase, ...], limit: int) -> bool:
    """Whether a list of receivers may go on behind the comma with names that aren't known to receive: "to the Board, Directors and"."""
    comma = sentence.index(names[-1].end)
    if comma + 2 >= limit or sentence.low(comma) != ",":
        return False
    stop = next((k for k in range(comma + 1, limit) if sentence.low(k) in (",", ";", "and", "or")), limit)
    return stop > comma + 1 and sentence.words[comma + 1].text[0].isupper() and is_actor(sentence.phrase(comma + 1, stop).text)


def _handing_before(sentence: Sentence, i: int, first: int) -> bool:
    """Whether a verb of handing governs the "to" at word ``i``: no other verb or clause opens in between."""
    for j in range(i - 1, max(first - 1, i - _FAR), -1):
        low = sentence.low(j)
        if low in _PASSED_ON and sentence.low(j - 1) == "be" and sentence.low(j + 1) == "by":
            return True  # "be presented by the Secretary-General | to the Council"
        if low in _OTHER_CLAUSE:
            return False
        if low in ("report", "reports") and sentence.low(j + 1) in ("from", "by") and _is_noun(sentence, j):
            return True  # "requests a report from the Secretary-General | to the Council"
        if low in ("submission", "presentation") and sentence.low(j + 1) in ("of", ",", "by"):
            return True  # "the submission, by June, of a report | to the Council"
        if low in _GOVERNING and not (low == "report" and _is_noun(sentence, j)):
            return True
        if low in _PROVIDING and {sentence.low(k) for k in range(j + 1, i)} & TOLD_OF:
            return True
        if low in ("to", "by") and j < i - 1 and (verb := sentence.verb_after_to(j, i)) is not None:
            aim = {sentence.low(k) for k in range(verb, i)}
            if sentence.low(j - 1) in _PURPOSED and i - verb < 7 and aim.isdisjoint(_HANDING | _CUTTING):
                continue  # "present his proposals to address the conflicts | to the Assembly"
            said = {sentence.low(k) for k in range(verb + 1, i)}
            return sentence.low(verb) in _HANDING and not (sentence.low(verb) in _SENDING and said.isdisjoint(TOLD_OF | _SENT))
    return False


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
    if sentence.low(j) in ("regard", "respect", "connection"):
        return before in ("this", "that")
    return sentence.low(j) in ("subject", "matter") and before in ("the", "this", "that", "same")


def _made_available(sentence: Sentence, i: int, first: int) -> bool:
    """ "make the report available to X", "make available to X the results": papers are handed over, not means."""
    said = {sentence.low(j) for j in range(max(first, i - 14), min(i + 14, len(sentence.words)))}
    return "make" in said and bool(said & TOLD_OF)


# Where the name of who is told ends: "brief the Council | on", "keep the Assembly | informed".
_TOLD_ENDS = words(
    """, on of about informed apprised updated abreast by as at every regularly in orally that with annually within
    fully through and periodically when duly no quarterly monthly regarding under actively seized currently
    closely continuously twice without prior before upon once should after during for between whether if how until concerning following
    immediately to"""
)


# requests that the Bureau | keep the Committee informed
_SUBJECT = re.compile(r"\bthat the (?:[A-Z][\w’'-]* (?:(?:of|for|on|and) (?:the )?(?=[A-Z]))?)+$")


def _told(sentence: Sentence, i: int, limit: int) -> Slot | None:
    before = sentence.low(i - 1) or "to"  # an item begins with its verb: "(e) Inform the Council"
    if before == "to" and sentence.low(i - 2) in ("order", "as"):
        return None
    if not (
        before
        in ("to", "and", ",", "shall", "should", "will", "regularly", "or", "continue", "orally", "further", "also", "that")
        or before.endswith("ly")
        or _SUBJECT.search(sentence.quiet, max(0, sentence.words[i].start - 120), sentence.words[i].start)
        or (before in ACTOR_HEADS and sentence.low(i + 1) in ("the", "it"))  # "requests the parties | update the Council"
    ):
        return None
    j = i + 1
    while sentence.low(j) in ("regularly", "orally", "periodically", "annually", "fully", "promptly"):
        j += 1
    if sentence.low(j) == "," and sentence.low(i) == "brief":  # "brief, on an annual basis, | the Committee"
        j = next((k + 1 for k in range(j + 2, min(j + 12, limit)) if sentence.low(k) == "," and sentence.low(k + 1) == "the"), j)
    if sentence.words[j].text[0].islower() and sentence.low(j) not in ("the", "its", "it", "all") if j < limit else True:
        return None
    stop = next(
        (
            k
            for k in range(j, limit)
            if (sentence.low(k) in _TOLD_ENDS or is_adverb(sentence.low(k)))
            and (sentence.low(k) in ("should", "prior") or not inside_name(sentence, k))
            and not (sentence.low(k) == "and" and _told_too(sentence, j, k, limit))
            and not (sentence.low(k) == "," and organ_follows(sentence, k, limit))
        ),
        limit,
    )
    if stop <= j:
        return None
    if sentence.low(j) == "it" and stop < limit and sentence.low(stop) == "without":
        return None  # "that the consular post is told, and inform it without delay"
    if sentence.low(j) == "it" and sentence.low(i) in ("update", "keep") and not _updated_on(sentence, i, stop, limit):
        return None  # "maintain a roster and update it regularly"
    if sentence.low(i) == "keep" and not _kept(sentence, stop, limit):
        return None
    named = split(sentence.phrase(j, stop))
    names = tuple(p for p in named if (is_receiver(p.text) or is_acronym(p.text)) and p.text.casefold() != "its")
    return Slot(names, "recipients.told") if names else None


_KEPT = frozenset({"informed", "apprised", "updated", "abreast"})


def _kept(sentence: Sentence, k: int, limit: int) -> bool:
    """Whether "informed" stands at word ``k``, behind its adverbs: "keep the Assembly | promptly and regularly informed"."""
    while k < limit and (is_adverb(sentence.low(k)) or sentence.low(k) in ("and", "actively", "closely", "currently")):
        k += 1
    return sentence.low(k) in _KEPT


def _told_too(sentence: Sentence, j: int, k: int, limit: int) -> bool:
    """Whether the "and" at word ``k`` goes on with another who is told: "brief the Committee and | its Legal Subcommittee"."""
    following = k + 2 if sentence.low(k + 1) in ("its", "the") else k + 1
    named = following < limit and (sentence.low(k + 1) == "the" or sentence.words[following].text[0].isupper())
    return named and is_receiver(re.sub(r"^.* and (?:its )?", "", sentence.phrase(j, k).text))


def _updated_on(sentence: Sentence, i: int, stop: int, limit: int) -> bool:
    """Whether "update it", "keep it updated" tell the organ of something, and no roster is kept up to date."""
    said = {sentence.low(k) for k in range(stop, min(stop + 8, limit))}
    told = {"on", "about", "of", "regarding", "concerning"}
    return bool(said & told) or (sentence.low(i) == "keep" and bool(said & {"informed", "apprised", "abreast"}))
