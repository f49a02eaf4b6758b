"""Who receives what is asked for: the organs to which it is submitted, reported or presented."""

import re
from itertools import pairwise

from reading.lexicon import table, words
from reading.requests.parties.actors import UNNAMED_ORGANS, is_actor, is_receiver
from reading.requests.parties.lists import split
from reading.requests.sentences.phrases import Phrase, Sentence, is_adverb
from reading.requests.terms.others import contributed_to, handed_for_its, others_report, told_by_those_asked
from reading.requests.terms.slots import Slot, inside_name

_SLOTS = table("slots")
_HANDING = words(_SLOTS["recipients"]["handing"])
_TELLING = words(_SLOTS["recipients"]["telling"])
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
# Words after which a name goes on with "the": "Director General of the Agency".
_CARRYING = frozenset({"of", "for", "on", "and", "or", "to", "in", "at", "with", "from", "through"})
# deposit those declarations with the Security Council
_DEPOSITING = frozenset({"deposit", "lodge", "file", "depositing", "register"})
_STOPS = words(table("grammar")["recipients"]["stops"])
_PASSED_ON = words(table("grammar")["recipients"]["passed_on"])
# Who governs "to": the verbs that hand something over, at any distance, and the words behind which another clause begins.
_GOVERNING = words(table("grammar")["recipients"]["governing"])
_OTHER_CLAUSE = words(table("grammar")["recipients"]["other_clause"])
_REPORT_VERB_AFTER = words(table("grammar")["recipients"]["before_report_verb"])
_TOLD_OF = words(table("grammar")["recipients"]["told_of"])


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
        elif low in _TELLING:
            slot = _told(sentence, i, limit)
        elif low in _PROVIDING:
            slot = _provided_with(sentence, i, limit)
        elif low == "consideration" or low == "approval" or low == "attention":
            slot = _considered_by(sentence, i, limit)
        elif low == "before":
            slot = _laid_before(sentence, i, first, limit)
        else:
            continue
        if slot is not None:
            found.append(slot)
    if len(found) > 1:  # "submit to the Council a report for its consideration": the Council's
        found = [slot for slot in found if slot.rule != _FOR_ITS] or found[:1]
    return told_by_those_asked(sentence, start, end, found) if found else found


_FOR_ITS = "recipients.for-its-consideration"


def _laid_before(sentence: Sentence, i: int, first: int, limit: int) -> Slot | None:
    """ "lay before the General Assembly a report"."""
    if sentence.low(i + 1) not in ("the", "it") or not {sentence.low(j) for j in range(max(first, i - 7), i)} & {"lay", "place"}:
        return None
    names = _organ_list(sentence, i + 1, limit)
    return Slot(names, "recipients.laid-before", sure=False) if names else None


def _provided_with(sentence: Sentence, i: int, limit: int) -> Slot | None:
    """ "provide the Committee with a report": who is provided with something to be read."""
    stop = next((k for k in range(i + 1, min(i + 25, limit)) if sentence.low(k) == "with"), None)
    if sentence.low(i + 1) == "the" and (names := _provided_aside(sentence, i + 1, limit)):
        return Slot(names, "recipients.provided-with", sure=False)
    if stop is None or stop <= i + 1 or not {sentence.low(k) for k in range(stop, min(stop + 9, limit))} & _TOLD_OF:
        return None
    pronoun = stop == i + 2 and sentence.low(i + 1) in ("him", "her")  # "provide him with all the necessary information"
    names = (sentence.phrase(i + 1, stop),) if pronoun else _organ_list(sentence, i + 1, stop)
    return Slot(names, "recipients.provided-with", sure=False) if names else None


_ASIDE = frozenset({"through", "at", "for", "during", "within", "before", "by", "in", "no", "not", "prior", "as", "on"})


def _provided_aside(sentence: Sentence, i: int, limit: int) -> tuple[Phrase, ...]:
    """ "provide the Commission, through its secretariat, views on": the thing stands behind an aside, without "with"."""
    comma = next((k for k in range(i + 1, min(i + 16, limit)) if sentence.low(k) == ","), limit)
    if comma + 2 >= limit or sentence.low(comma + 1) not in _ASIDE:
        return ()
    closing = [k for k in range(comma + 1, min(comma + 30, limit)) if sentence.low(k) == ","]
    if not any({sentence.low(k + 1), sentence.low(k + 2), sentence.low(k + 3)} & _TOLD_OF for k in closing if k + 3 < limit):
        return ()
    names = _organ_list(sentence, i, comma)
    return names if names and names[-1].end == sentence.words[comma - 1].end else ()


def _deposited_with(sentence: Sentence, i: int, first: int, limit: int) -> Slot | None:
    """ "deposit those declarations with the Security Council"."""
    for j in range(i - 1, max(first - 1, i - 12), -1):
        if sentence.low(j) in (",", ";", "of") or (sentence.low(j) == "in" and sentence.low(j - 1) != "contained"):
            return None
        if sentence.low(j) in _DEPOSITING or (
            sentence.low(j) in ("share", "sharing") and {sentence.low(k) for k in range(j, i)} & _TOLD_OF
        ):
            names = _organ_list(sentence, i + 1, limit)
            return Slot(names, "recipients.deposited-with", sure=False) if names else None
    return None


def _organ_list(sentence: Sentence, i: int, limit: int) -> tuple[Phrase, ...]:
    i += sentence.low(i) == "both"
    named = i + (sentence.low(i) in ("the", "their", "its"))
    if named < limit and (
        unnamed := UNNAMED_ORGANS.match(sentence.quiet, sentence.words[named].start)
        or (_EXPERTS.match(sentence.quiet, sentence.words[named].start) if sentence.low(i) == "the" else None)
    ):
        one = Phrase(unnamed[0], unnamed.start(), unnamed.end())
        after = sentence.index(one.end)
        further = sentence.low(after) == "and" and sentence.low(after + 1) == "the" and after + 2 < limit
        return (one, *(_organ_list(sentence, after + 1, limit) if further else ()))
    stop = i
    while stop < limit:
        low = sentence.low(stop)
        if low in (",", ";", ":", "(", ")", "to"):
            if low == "," and _organ_follows(sentence, stop, limit):
                stop += 1
                continue
            break
        if (
            low in ("and", "or")
            and stop > i
            and sentence.low(stop + 1) not in ("the", "its", "to")
            and not (stop + 1 < limit and sentence.words[stop + 1].text[0].isupper())
        ):
            break
        if low == "serving" and sentence.low(stop + 1) == "as":  # the meeting of the Parties to the Paris Agreement
            stop = next(
                (k + 1 for k in range(stop, min(stop + 14, limit)) if sentence.words[k].text in ("Protocol", "Agreement")), stop
            )
            break
        if low == "the" and stop > i and sentence.words[stop - 1].text[-1].isalpha() and sentence.low(stop - 1) not in _CARRYING:
            break
        if stop > i and (
            (low in _STOPS and sentence.words[stop].text[0].islower() and not inside_name(sentence, stop))
            or (low in _TOLD_OF and sentence.words[stop].text[0].islower())
            or (low.endswith(("ing", "ed")) and sentence.words[stop].text[0].islower() and low not in ("united", "governing"))
        ):
            break
        stop += 1
    while stop > i and sentence.low(stop - 1) in ("and", "or"):
        stop -= 1
    if stop <= i:
        return ()
    return tuple(p for p in split(sentence.phrase(i, stop)) if is_receiver(re.sub(r"^(?:,|and|as well as|\s)+", "", p.text)))


# the group of governmental experts | the open-ended working group: printed small, and yet organs
_EXPERTS = re.compile(
    r"(?:group|panel|committee|team) of (?:[a-z]+ )?experts\b|(?:(?:open-ended|ad hoc|inter-agency|informal|joint) )*(?:working|"
    r"expert|advisory) group\b"
    r"|high-level political forum on [a-z]+ development\b"
)
_NAMED_OFFICE = re.compile(
    r"the (?:[A-Z][\w’-]* (?:(?:of|for|on) (?:the )?(?=[A-Z]))?)*"
    r"(?:Unit|Office|Department|Division|Agency|Organization|Secretariat|Register)\b"
    r"|the relevant (?:bodies|committees|organs|councils|commissions)\b"
    r"|the (?:authority|authorities|organ|body|institution|entity) (?:that|which) (?:has )?[a-z]+ (?:the |an? )?[\w-]+(?: or "
    r"(?:the )?[\w-]+)?"
)


_ASSEMBLIES = re.compile(r"the (?:[A-Z][\w-]+(?:, (?:and )?| and )){1,6}[A-Z][\w-]+ (?P<name>World Health Assemblies)\b")


def _office(sentence: Sentence, i: int, limit: int) -> tuple[Phrase, ...]:
    """The named office to which a thing is submitted or reported by those very words: "submit to the Implementation Support Unit"."""
    if i >= limit:
        return ()
    match = _ASSEMBLIES.match(sentence.text, sentence.words[i].start)
    if match is not None:  # the Sixty-eighth and Seventy-first World Health Assemblies
        return (Phrase("World Health Assembly", match.start("name"), match.end("name")),)
    match = _NAMED_OFFICE.match(sentence.text, sentence.words[i].start)
    return (Phrase(match[0], match.start(), match.end()),) if match else ()


def _organ_follows(sentence: Sentence, comma: int, limit: int) -> bool:
    """ ", the Security Council and the Economic and Social Council": a list of organs goes on after the comma."""
    stop = next(
        (j for j in range(comma + 1, min(comma + 16, limit)) if sentence.low(j) in (",", "and", ";", "at", "in", "on")), limit
    )
    return (
        sentence.low(comma + 1) == "the"
        and stop < limit
        and sentence.low(stop) in ("and", ",")
        and is_receiver(sentence.phrase(comma + 1, stop).text)
    )


def _handed_to(sentence: Sentence, i: int, first: int, limit: int) -> Slot | None:
    names = _organ_list(sentence, i + 1, limit)
    if not names and sentence.low(i + 1) == "the" and (assemblies := _office(sentence, i + 1, limit)):
        names = assemblies if assemblies[0].text == "World Health Assembly" else ()
    if not names and sentence.low(_before_aside(sentence, i, first)) in (
        "submit",
        "report",
        "transmit",
        "submitting",
        "submission",
    ):
        names = _office(sentence, i + 1, limit)
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
        return Slot(names, "recipients.passive") if sentence.low(i - 2) == "be" and not others_report(sentence, i) else None
    if before == "available":
        return Slot(names, "recipients.made-available-to", sure=False) if _made_available(sentence, i, first) else None
    if before in _NOT_HANDED and not _names_a_thing(sentence, i - 1):
        return None
    if before in ("to", "the"):
        return None
    whole = not _goes_on(sentence, names, limit)
    if before in _HANDING and i - 1 >= first and before not in ("make", "give", "refer", "prepare", "return", "supply"):
        return Slot(names, "recipients.handed-to", whole)
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
        if before == "reports" and contributed_to(sentence, i) and not _handing_before(sentence, i, first):
            return None
        if before == "report" and sentence.low(i - 2) in ("the", "that", "this") and not _handing_before(sentence, i, first):
            return None
        return Slot(names, "recipients.handed-thing-to", whole)
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
        if low in _OTHER_CLAUSE:
            return False
        if low in _GOVERNING and not (low == "report" and _is_noun(sentence, j)):
            return True
        if low in _PROVIDING and {sentence.low(k) for k in range(j + 1, i)} & _TOLD_OF:
            return True
        if low in ("to", "by") and j < i - 1 and (verb := sentence.verb_after_to(j, i)) is not None:
            return sentence.low(verb) in _HANDING
    return False


def _is_noun(sentence: Sentence, j: int) -> bool:
    """Whether the "report" at word ``j`` is the thing and not the verb: "a report", "his next annual report"."""
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
    return "make" in said and bool(said & _TOLD_OF)


# Where the name of who is told ends: "brief the Council | on", "keep the Assembly | informed".
_TOLD_ENDS = words(
    """, on of about informed apprised updated abreast by as at every regularly in orally that with annually within
    fully through and periodically when duly no quarterly monthly regarding under actively seized currently
    closely continuously"""
)


def _told(sentence: Sentence, i: int, limit: int) -> Slot | None:
    before = sentence.low(i - 1)
    if before == "to" and sentence.low(i - 2) in ("order", "as"):
        return None
    if not (
        before
        in ("to", "and", ",", "shall", "should", "will", "regularly", "or", "continue", "orally", "further", "also", "that")
        or before.endswith("ly")
    ):
        return None
    j = i + 1
    while sentence.low(j) in ("regularly", "orally", "periodically", "annually", "fully", "promptly"):
        j += 1
    if sentence.words[j].text[0].islower() and sentence.low(j) not in ("the", "its", "it") if j < limit else True:
        return None
    stop = next(
        (
            k
            for k in range(j, limit)
            if (sentence.low(k) in _TOLD_ENDS or is_adverb(sentence.low(k)))
            and not inside_name(sentence, k)
            and not (sentence.low(k) == "and" and _told_too(sentence, j, k, limit))
        ),
        limit,
    )
    if stop <= j:
        return None
    if sentence.low(j) == "it" and sentence.low(i) in ("update", "keep") and not _updated_on(sentence, i, stop, limit):
        return None  # "maintain a roster and update it regularly"
    if sentence.low(i) == "keep" and not _kept(sentence, stop, limit):
        return None
    names = tuple(p for p in split(sentence.phrase(j, stop)) if is_receiver(p.text) and p.text.casefold() != "its")
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
    said = {sentence.low(k) for k in range(stop, min(stop + 4, limit))}
    told = {"on", "about", "of", "regarding", "concerning"}
    return bool(said & told) or (sentence.low(i) == "keep" and bool(said & {"informed", "apprised", "abreast"}))


def _considered_by(sentence: Sentence, i: int, limit: int) -> Slot | None:
    """ "for consideration and adoption by the Conference of the Parties", "for the consideration of the Assembly"."""
    if "for" not in (sentence.low(i - 1), sentence.low(i - 2)):
        return None
    j = i + 1
    while sentence.low(j) in (
        "and",
        "approval",
        "adoption",
        "action",
        "decision",
        "endorsement",
        "appropriate",
        "further",
        "guidance",
        "possible",
        ",",
        "review",
    ):
        j += 1
    if sentence.low(i - 1) == "its" and sentence.low(j) not in ("by", "of") and handed_for_its(sentence, i):
        its = sentence.words[i - 1]
        return Slot((Phrase("it", its.start, its.end),), _FOR_ITS, sure=False)
    if sentence.low(j) not in ("by", "of"):
        return None
    if re.search(r"\bwhile [a-z]+ing\b[^,;]*$", sentence.quiet[max(0, sentence.words[i].start - 300) : sentence.words[i].start]):
        return None  # "to take it into account while developing a plan for the consideration of the Assembly"
    names = _organ_list(sentence, j + 1, limit) or _office(sentence, j + 1, limit)
    return Slot(names, "recipients.for-consideration-by", sure=False) if names else None
