"""Who receives what is asked for: the organs to which it is submitted, reported or presented."""

import re
from dataclasses import replace

from reading.requests.sentences.phrases import Phrase, Sentence
from reading.requests.terms.considered import CONSIDERING, FOR_ITS, considered_by, to_be_considered_by
from reading.requests.terms.handed import GOVERNING, handed_to
from reading.requests.terms.others import told_by_those_asked
from reading.requests.terms.provided import PROVIDING, provided_with, served_before
from reading.requests.terms.receivers import TOLD_OF, office, organ_list
from reading.requests.terms.slots import Slot
from reading.requests.terms.told import INFORMED, TELLING, informed, told

_GOING_ON = frozenset({"briefing", "updating", "informing", "notifying"})  # continue | consider | briefing the Council
# the words at which a receiver can be named: all the others are passed over at one look
_BEGINNING = (
    TELLING | INFORMED | PROVIDING | CONSIDERING | _GOING_ON | {"providing", "to", "with", "keeping", "considered", "before"}
)


def recipients(sentence: Sentence, start: int, end: int) -> list[Slot]:
    """Organs that receive what is asked for: "submit to X", "report to X", "his report to X", "brief X", "for consideration by X"."""
    if ";" in sentence.quiet[start:end] and (others := _ANOTHERS_DUTY.search(sentence.quiet, start, end)):
        end = others.start()
    first, limit = sentence.index(start), sentence.index(end)
    found = []
    for i in range(first, limit):
        low = sentence.low(i)
        if low not in _BEGINNING:
            continue
        if low == "to" and sentence.verb_after_to(i, limit) is None:
            slot = handed_to(sentence, i, first, limit)
        elif low == "with":
            slot = _left_with(sentence, i, first, limit)
        elif low in TELLING or low == "keeping" or (low in _GOING_ON and sentence.low(i - 1) in ("consider", "continue")):
            slot = told(sentence, i, limit)
        elif low in INFORMED:
            slot = informed(sentence, i)
        elif low in PROVIDING or (low == "providing" and sentence.low(i - 1) in ("consider", "continue")):
            slot = provided_with(sentence, i, limit)
        elif low == "considered":
            slot = to_be_considered_by(sentence, i, first, limit)
        elif low in CONSIDERING:
            slot = considered_by(sentence, i, limit)
        elif low == "before":
            slot = _laid_before(sentence, i, first, limit)
        else:
            continue
        if slot is not None:
            found.append(slot)
    found = [meant for slot in found if (meant := _meant_by_it(sentence, slot, first)) is not None]
    found = [slot for k, slot in enumerate(found) if not (k and _said_again(sentence, found[k - 1], slot))]
    if len(found) > 1:  # "submit to the Council a report for its consideration": the Council's
        found = [slot for slot in found if slot.rule != FOR_ITS] or found[:1]
    if not found and (whose := _AT_THE_SESSION.search(sentence.quiet, start, end)) is not None:
        organ = Phrase(whose["organ"], whose.start("organ"), whose.end("organ"))
        found = [Slot((organ,), "recipients.at-its-session", sure=False)]
    return told_by_those_asked(sentence, start, end, found) if found else found


# report thereon no later than at the main part of the seventy-third session of | the General Assembly: who is in session is told
_AT_THE_SESSION = re.compile(
    r"(?:(?<=to )|(?<=and )|(?<=ly ))(?:report\b|(?:submit|present|prepare|provide) (?:an?|his|her|its|their|the|two|one) "
    r"(?:[\w-]+ ){0,6}?(?:report|update|briefing|reports)\b)[^;]*?"
    r"\b(?:at|during|for) the (?:(?:main|first|second|resumed) part of (?:the|its) )?"
    r"(?:[a-z]+(?:-[a-z]+)? ){1,3}session of the (?P<organ>(?:General )?Assembly)\b"
)

# the Forum shall meet annually | ; the Chair shall submit a report
_ANOTHERS_DUTY = re.compile(r"; (?:and )?(?:the|each|its|this|such) [^,;:]{3,80}? (?:shall|will|should) (?!be\b)")
_AT_ITS_SESSION = re.compile(r",? (?:at|during|by|for|in) (?:the |its )[^,;]{0,40}session\b")


def _meant_by_it(sentence: Sentence, slot: Slot, first: int) -> Slot | None:
    """ "consult with the Committee and report to it quarterly": the Committee, where no session says that it is the adopting organ."""
    only = slot.names[0]
    if only.text != "it":
        return slot
    council = sentence.quiet.find(_COUNCIL, 0, only.start)
    if council >= 0 and _AT_ITS_YEAR.match(sentence.quiet, only.end):
        return Slot((Phrase(_COUNCIL, council, council + len(_COUNCIL)),), slot.rule, sure=False)
    if len(slot.names) > 1 or slot.rule == FOR_ITS or _AT_ITS_SESSION.match(sentence.quiet, only.end):
        return slot
    at = sentence.index(only.start)
    verb = next((j for j in range(at - 1, max(at - _FAR, first, 0), -1) if _its_verb(sentence, j)), at)
    served = served_before(sentence, verb)
    if not served and slot.sure and _ANOTHER.search(sentence.quiet, sentence.words[first].start, sentence.words[verb].start):
        return replace(slot, sure=False)
    if not served and _GOVERNMENT.search(sentence.quiet, max(0, sentence.words[verb].start - 200), sentence.words[verb].start):
        return None  # "to consult the Government and to keep it informed": no organ
    if not served and _FOUNDED.search(sentence.quiet, max(0, sentence.words[verb].start - 300), sentence.words[verb].start):
        return None  # "to establish a panel and to provide it with information": the panel, or the Assembly
    return Slot(served, slot.rule, sure=False) if served else slot


# invite the Economic and Social Council to consider it, and report to it | at its 2021 session: the Council's, told by their years
_COUNCIL = "Economic and Social Council"
_AT_ITS_YEAR = re.compile(
    r"[^,;]{0,60},? (?:at|during|for|in) its (?:(?:[a-z]+ )?(?:19|20)\d\d |[a-z]+ session (?:of|in) (?:19|20)\d\d)"
)
_FAR = 20  # words from a verb of handing to its "it" at most


def _its_verb(sentence: Sentence, j: int) -> bool:
    """Whether the verb of a second thing to be done stands at word ``j``: "consult the Council and | report", "and to | present"."""
    before = sentence.low(j - 1)
    return sentence.low(j) in _ITS_VERBS and (before in ("and", "to", "or") or before.endswith("ly"))


# invite | the Commission | and report to it: the one or the other
_ANOTHER = re.compile(
    r"(?<!that )\bthe (?!General Assembly\b)(?:[A-Z][\w-]+ (?:(?:of|for|on|and) (?:the )?(?=[A-Z]))?)*(?:Council|Commission|"
    r"Committee|Board|Conference|Authority|Tribunal|Court|Forum|Assembly|Agency|Subcommittee|Group|Bureau)\b[^;]* "
    r"and (?:to )?(?:[a-z]+ly )?$"
)


def _said_again(sentence: Sentence, before: Slot, slot: Slot) -> bool:
    """ "furnish the Council with information and report annually to | it": the one organ just named, where no session says otherwise."""
    it, organ = slot.names[0], before.names[0]
    if it.text != "it" or len(slot.names) + len(before.names) > 2 or organ.text == "it":
        return False
    between = sentence.quiet[organ.end : it.start]
    return ";" not in between and len(between) < 120 and _AT_ITS_SESSION.match(sentence.quiet, it.end) is None


_ITS_VERBS = GOVERNING | TELLING | {"make", "revert", "provide"}
_GOVERNMENT = re.compile(
    r"\b(?:with|consult|assist|support|advise) the (?:host |transitional |interim )?Government\b[^;]* and (?:to )?$"
)
_FOUNDED = re.compile(
    r"\b(?:establish|create|set up|appoint|convene|reconvene|constitute) (?:an?|the|its) (?:[\w-]+ ){0,5}(?:board|committee|"
    r"panel|group|commission|council|task force|body|mechanism|Conference|Committee|Group|Panel)\b[^;]* and (?:to )?(?:[a-z]+ly )?$"
)
_LAYING = frozenset({"lay", "place", "table"})


def _laid_before(sentence: Sentence, i: int, first: int, limit: int) -> Slot | None:
    """ "lay before the General Assembly a report"."""
    if sentence.low(i + 1) not in ("the", "it") or _LAYING.isdisjoint({sentence.low(j) for j in range(max(first, i - 7), i)}):
        return None
    names = organ_list(sentence, i + 1, limit)
    return Slot(names, "recipients.laid-before", sure=False) if names else None


def _left_with(sentence: Sentence, i: int, first: int, limit: int) -> Slot | None:
    """ "deposit those declarations with the Security Council", "share with the Board its report", "address and engage in a dialogue with
    the Assembly"."""
    begun, at = sentence.words[first].start, sentence.words[i].start
    if sentence.low(i - 1) == "dialogue" and _ADDRESSED.search(sentence.quiet, begun, at):
        names = organ_list(sentence, i + 1, limit)
        return Slot(names, "recipients.dialogue", sure=False) if names else None
    whom = i + 1 + (sentence.low(i + 1) == ",")
    if sentence.low(whom) == "the" and _BOTH_WITH.search(sentence.quiet, max(begun, at - 200), at):
        names = organ_list(sentence, whom, limit) or office(sentence, whom, limit)
        return Slot(names, "recipients.told-and-worked-with", sure=False) if names else None
    for j in range(i - 1, max(first - 1, i - 12), -1):
        low = sentence.low(j)
        if low in (",", ";", "of") or (low == "in" and sentence.low(j - 1) != "contained"):
            return None
        deposited = low in ("deposit", "depositing")
        if deposited or (low in ("share", "sharing") and sentence.low(j - 1) != "by" and _shared(sentence, j, i, limit)):
            names = tuple(_without_object(name) for name in organ_list(sentence, i + 1, limit))
            return Slot(names, "recipients.left-with", sure=False) if names else None
    return None


# deposit with the Secretary-General | charts or lists
_BEFORE_OBJECT = re.compile(r"(?:the )?[A-Z][a-z]+-General(?= (?!of\b)[a-z])")


def _without_object(name: Phrase) -> Phrase:
    """A receiver without the thing handed over that stands right behind it."""
    only = _BEFORE_OBJECT.match(name.text)
    return Phrase(only[0], name.start, name.start + only.end()) if only else name


# inform, and to cooperate fully | with the Office, report to and engage in an interactive dialogue | with the Assembly
_BOTH_WITH = re.compile(
    r"(?:\b(?:inform|brief|notify|update|apprise)|\b(?:report|submit|present)\b[^;]{0,90}? to),? and,? (?:to )?(?:[a-z]+ly )?"
    r"(?:consult|cooperate|collaborate|coordinate|engage|liaise|work|(?:engage|participate) in (?:an? )?(?:[a-z]+ ){0,2}dialogues?|"
    r"hold (?:an? )?(?:[a-z]+ ){0,2}dialogues?)(?: [a-z]+)? $"
)
# present an oral report and to engage in an interactive dialogue | with the Assembly: it is told in the dialogue
_ADDRESSED = re.compile(
    r"\b(?:address(?= (?:and|the (?:General )?Assembly)\b)|present|submit|brief)\b[^;]*? "
    r"(?:engage|participate) in (?:an? )?(?:[a-z]+ ){0,2}dialogue $"
)


def _shared(sentence: Sentence, j: int, i: int, limit: int) -> bool:
    """Whether what is shared is to be read; it stands between "share" at word ``j`` and "with" at ``i``, or behind."""
    # "share with the Commission, as the policymaking body, | information"
    aside = any((sentence.low(k), sentence.low(k + 1)) == (",", "as") for k in range(i, min(i + 12, limit)))
    end = i if j < i - 1 else min(i + (50 if aside else 12), limit)
    return not TOLD_OF.isdisjoint({sentence.low(k) for k in range(j, end)})
