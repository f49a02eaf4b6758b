"""Which organs are named as receivers: the list of names behind "to", "with" or "by"."""

import re

from reading.lexicon import ACTOR_HEADS, KIN_HEADS, table, words
from reading.requests.parties.actors import UNNAMED_ORGANS, is_actor, is_receiver
from reading.requests.parties.lists import split
from reading.requests.parties.names import names
from reading.requests.parties.runs import inside_name
from reading.requests.sentences.phrases import Phrase, Sentence, is_adverb

# Words after which a name goes on with "the": "Director General of the Agency".
_CARRYING = frozenset({"of", "for", "on", "and", "or", "to", "in", "at", "with", "from", "through"})
_STOPS = words(table("grammar")["recipients"]["stops"])
TOLD_OF = words(table("grammar")["recipients"]["told_of"])
"""What is handed over to be read or heard: a report, views, information."""


# officers of several bodies, said as one
_OFFICERS_OF = re.compile(
    r"(?:the )?(?:Presidents|Chairs|Secretaries-General|Chairpersons|Executive Secretaries|Bureaux) of the [^,;]+ and the "
)


def organ_list(sentence: Sentence, i: int, limit: int) -> tuple[Phrase, ...]:
    """The receivers whose list begins at word ``i``: "the Security Council, the Economic and Social Council and its committees"."""
    if (pointed := pointed_to(sentence, i, limit)) is not None:
        return pointed
    i += sentence.low(i) in ("both", "each", "every", "either")
    i += sentence.low(i) == "of" and sentence.low(i - 1) in ("each", "both", "either")  # "to each of | the Executive Boards"
    if sentence.low(i) == "it" and i < limit and sentence.low(i + 1) not in _JOINED:
        return (sentence.phrase(i, i + 1),)  # "submit to it | all relevant information"
    if (unnamed := _unnamed(sentence, i, limit)) is not None:
        return (unnamed, *_further(sentence, sentence.index(unnamed.end), limit))
    if i < limit and (session := _SESSION_OF.match(sentence.quiet, sentence.words[i].start)):
        return organ_list(sentence, sentence.index(session.end()), limit)
    stop = _list_end(sentence, i, limit)
    onward: tuple[Phrase, ...] = ()
    if stop + 1 < limit and sentence.low(stop) in ("and", "or") and sentence.low(stop + 1) == ",":
        onward = _behind_aside(sentence, stop + 1, limit)  # "to the Assembly and, as appropriate, | the Security Council"
    elif stop < limit:
        onward = joined_by(sentence, sentence.words[stop - 1].end if stop else 0, limit)
    while stop > i and sentence.low(stop - 1) in ("and", "or"):
        stop -= 1
    if stop <= i:
        return ()
    whole = sentence.phrase(i, stop)
    if _OFFICERS_OF.match(whole.text):
        return (whole,)  # "to the Presidents of the Security Council and the Economic and Social Council"
    return (*(p for p in split(whole) if _receives(_JOINING.sub("", p.text))), *onward)


# to the Assembly | as well as | the Council, to the Assembly|, and as appropriate | the Council
_JOINED_BY = re.compile(r",? (?:as well as|and/or|and as (?:appropriate|necessary|applicable)) (?=the [A-Z])")


def joined_by(sentence: Sentence, behind: int, limit: int) -> tuple[Phrase, ...]:
    """The receivers that a list goes on with behind ``behind`` by another joint than "and"."""
    joint = _JOINED_BY.match(sentence.quiet, behind)
    return organ_list(sentence, sentence.index(joint.end()), limit) if joint else ()


# inform | those bodies, report to | both organs: the last two that were named
_THOSE = re.compile(r"(?:those|these|both) (?:of )?(?:two )?(?:bodies|organs|committees|councils|commissions)\b")


def pointed_to(sentence: Sentence, i: int, limit: int) -> tuple[Phrase, ...] | None:
    """The organs named before that "those bodies", "both organs" at word ``i`` stand for; ``None`` where nothing points back."""
    if i >= limit or not _THOSE.match(sentence.quiet, sentence.words[i].start):
        return None
    lists = (organ_list(sentence, j, i) for j in range(i - 1, max(-1, i - _BACK), -1) if sentence.low(j) == "the")
    return next((names for names in lists if len(names) > 1), None)


_BACK = 60  # words


# report to | the next session of | the Commission, to | each regular session of | the Assembly
_SESSION_OF = re.compile(r"(?:(?:the|each|every) )?(?:[a-z-]+ ){0,3}session of (?=the [A-Z])")
_JOINED = frozenset({"and", "or", ",", "as"})
_JOINING = re.compile(r"^(?:,|and|as well as|\s)+")


def _unnamed(sentence: Sentence, i: int, limit: int) -> Phrase | None:
    """An organ that has no name of its own, at word ``i``: "its Bureau", "the group of governmental experts"."""
    named = i + (sentence.low(i) in ("the", "their", "its"))
    if named >= limit:
        return None
    at = sentence.words[named].start
    organ = UNNAMED_ORGANS.match(sentence.quiet, at)
    if organ is None and sentence.low(i) == "the":
        organ = _EXPERTS.match(sentence.quiet, at)
    return Phrase(organ[0], organ.start(), organ.end()) if organ else None


def _further(sentence: Sentence, after: int, limit: int) -> tuple[Phrase, ...]:
    """The receivers that a list goes on with at word ``after``: "its Bureau | and the Commission"."""
    further = sentence.low(after) == "and" and sentence.low(after + 1) == "the" and after + 2 < limit
    if after < limit and sentence.low(after) == "," and organ_follows(sentence, after, limit):
        further, after = True, after + (sentence.low(after + 1) == "and")
    return organ_list(sentence, after + 1, limit) if further else ()


def _list_end(sentence: Sentence, i: int, limit: int) -> int:
    """The word before which a list of names that begins at word ``i`` ends."""
    stop = i
    while stop < limit:
        if sentence.low(stop) == "," and (goes_on := _name_end(sentence, i, stop, limit)) is not None:
            stop = goes_on
            continue
        if sentence.low(stop) == "," and organ_follows(sentence, stop, limit):
            stop += 1
            continue
        if sentence.low(stop) == "serving" and sentence.low(stop + 1) == "as":
            return _end_of_meeting(sentence, stop, limit)
        if _parts(sentence, i, stop, limit) or _opens_something_else(sentence, i, stop, limit):
            break
        stop += 1
    return stop


def _name_end(sentence: Sentence, i: int, comma: int, limit: int) -> int | None:
    """Where a name ends inside which the comma stands: "the Committee on Economic, | Social and Cultural Rights"."""
    if sentence.low(comma - 1) in ACTOR_HEADS or not sentence.words[comma - 1].text[0].isupper() or comma + 1 >= limit:
        return None
    if not sentence.words[comma + 1].text[0].isupper():
        return None
    first = i + (sentence.low(i) in ("the", "its"))
    at = sentence.words[comma].start
    found = next(((a, b) for a, b in names(sentence.quiet, sentence.words[first].start) if b > at), None)
    return sentence.index(found[1]) if found is not None and found[0] < at else None


def _end_of_meeting(sentence: Sentence, serving: int, limit: int) -> int:
    """ "the Conference of the Parties | serving as the meeting of the Parties to the Paris Agreement": the whole is one name."""
    closing = (k + 1 for k in range(serving, min(serving + 14, limit)) if sentence.words[k].text in ("Protocol", "Agreement"))
    return next(closing, serving)


def _parts(sentence: Sentence, i: int, stop: int, limit: int) -> bool:
    """Whether the mark or the conjunction at word ``stop`` parts the list from what is no name."""
    low, following = sentence.low(stop), sentence.low(stop + 1)
    if sentence.low(stop - 1) in KIN_HEADS and low in ("and", ",") and sentence.low(stop - 2) in ("the", ",", "its"):
        kin = stop + 1 + (sentence.low(stop + 1) in ("specialized", "related"))
        if sentence.low(kin) in KIN_HEADS:
            return False  # "the Executive Boards of the funds | and programmes"
    if low in (",", ";", ":", "(", ")", "to"):
        return True
    if low in ("and", "or") and stop > i and following not in ("the", "its", "to"):
        return not (stop + 1 < limit and sentence.words[stop + 1].text[0].isupper())
    if low == "and" and following == "the" and sentence.low(stop + 2) == "membership":
        return True
    return low == "under" and following in ("article", "chapter")


def _opens_something_else(sentence: Sentence, i: int, stop: int, limit: int) -> bool:
    """Whether the word at ``stop`` opens what is handed over, or by whom: "to the Council | periodic updates"."""
    low, first = sentence.low(stop), stop == i
    if low in ("by", "progress"):
        return True  # "to the General Assembly | by the Secretary-General", "to the Council | progress on the matter"
    if first:
        return False
    before = sentence.words[stop - 1].text
    if low in ("any", "all") and before.casefold() in ACTOR_HEADS:
        return True  # "to the Committee and its experts | any information"
    if low == "of" and before[0].isupper() and tells_of(sentence, stop, limit):
        return True  # "give an account to the Assembly | of the results"
    if low == "on" and told_on(sentence, stop):
        return True
    if low == "the" and before[-1].isalpha() and sentence.low(stop - 1) not in _CARRYING:
        return True
    if low.isdigit() and len(low) == 4:
        return True  # "to the Forum | 2019"
    if sentence.low(stop + 1) in _UNITS and not sentence.words[stop].text[0].isupper():
        return True  # "to the Fifth Committee | six weeks before the session"
    if before[0].isupper() and (is_adverb(low) or _thing_follows(sentence, stop, limit)):
        return True  # "to the Council | periodic written updates"
    if not sentence.words[stop].text[0].islower() or (low == "specialized" and sentence.low(stop + 1) == "agencies"):
        return False
    stops = low in _STOPS and not (low == "its" and sentence.low(stop - 1) == "and") and not inside_name(sentence, stop)
    return stops or low in TOLD_OF or (low.endswith(("ing", "ed")) and low not in ("united", "governing"))


_UNITS = frozenset({"days", "weeks", "months", "years", "hours"})
_TOLD_ENDS = frozenset({",", ";", ":", "and", "or", "in", "on", "at", "by", "for", "to", "with", "of", "within", "under"})


def tells_of(sentence: Sentence, i: int, limit: int) -> bool:
    """Whether the "of" at word ``i``, behind an organ, says what it is told of: "inform the Conference | of the Agency's findings"; no
    part of its name, as in "the Board of the fund", "the Committee of the whole"."""
    stop = next((k for k in range(i + 2, limit) if sentence.low(k) in _TOLD_ENDS or sentence.low(k) in _TOLD_THINGS), limit)
    if stop <= i + 1 or sentence.low(stop - 1) == "whole" or sentence.words[stop - 1].text[0].isupper():
        return False
    if sentence.low(i - 1) in _CHAIRING and sentence.low(stop - 1) in _CHAIRED:
        return False  # "to the Coordinator | of the informal consultations"
    return sentence.low(i + 1) in _TOLD_THINGS and not is_actor(sentence.phrase(i + 1, stop).text)


# to the Working Group | on progress, to the Special Rapporteur | on their work: what is told, and no part of the name
_TOLD_ON = words("progress developments its their his her how or steps measures whether")


def told_on(sentence: Sentence, i: int) -> bool:
    """Whether the "on" at word ``i``, behind a name that could go on with it, says what is told."""
    return sentence.low(i + 1) in _TOLD_ON


_CHAIRING = words(
    "chair co-chair chairs co-chairs coordinator coordinators facilitator co-facilitators facilitators convener moderator president bureau"
)
_CHAIRED = words(
    "consultations negotiations process meeting conference talks deliberations segment forum session dialogue discussions plenary"
)
_TOLD_THINGS = frozenset({"the", "its", "their", "his", "her", "any", "all", "this", "that"})


def _of_the_name(sentence: Sentence, j: int) -> bool:
    """ "the Economic | and Social Council", "the Commission | on the Limits of the Continental Shelf"."""
    if sentence.low(j) == "and":
        return sentence.words[j + 1].text[0].isupper() if j + 1 < len(sentence.words) else False
    return sentence.low(j) == "on" and inside_name(sentence, j)


_ASIDE = re.compile(
    r", (?:(?:as|if|where|when|whenever|wherever) [a-z ]{4,20}|for (?:its )?(?:information|consideration)|in due course|"
    r"subsequently|through (?:it|them|him|her)|thereafter), "
    r"(?:to )?(?=the [A-Z])"
)


def _behind_aside(sentence: Sentence, comma: int, limit: int) -> tuple[Phrase, ...]:
    """The receivers that a list goes on with behind "and, as appropriate,"."""
    aside = _ASIDE.match(sentence.quiet, sentence.words[comma].start)
    return organ_list(sentence, sentence.index(aside.end()), limit) if aside else ()


# the CTED | CWG-WSIS&SDG | the 12th CGPM: a body under the letters of its name; but no treaty, disease or goal
_ACRONYM = re.compile(
    r"(?:the )?(?:\d+(?:st|nd|rd|th) )?(?!(?:NPT|CTBT|COVID|AIDS|HIV|SDG|MDG|LDC|LLDC|SIDS|NGO|GDP|ODA|ICT|DDR|SSR|HRDDP|CPA)\b)"
    r"[A-Z]{3,}(?:[-&][A-Z]{2,})*"
)


def is_acronym(text: str) -> bool:
    """Whether a name is a body's, printed as letters only."""
    return _ACRONYM.fullmatch(text.strip()) is not None


# the Eminent Person, beside those who are known to receive
_PERSON = re.compile(
    r"(?:the )?(?:[A-Z][\w-]+ )+(?:Person|Facilitator|Mediator|Ombudsperson|Advocate|Mission(?: of the Secretary-General)?)"
)


def is_experts(name: str) -> bool:
    """Whether a name printed in small letters is that of an organ: "the open-ended working group"."""
    return _EXPERTS.fullmatch(name.removeprefix("the ")) is not None


def _receives(name: str) -> bool:
    return is_receiver(name) or is_acronym(name) or _PERSON.fullmatch(name) is not None


_BEFORE_THINGS = words("copies all any additional further relevant new detailed complete full timely updated written")


def _thing_follows(sentence: Sentence, i: int, limit: int) -> bool:
    """Whether the thing handed over opens at word ``i``, without an article: "to the Secretary-General | periodic written updates"."""
    if sentence.words[i].text[0].isupper() or sentence.low(i) in _CARRYING or not sentence.words[i].text[0].isalpha():
        return False
    if sentence.low(i) in _BEFORE_THINGS:
        return True
    for k in range(i, min(i + 4, limit)):
        low = sentence.low(k)
        if low == "progress" or (low in TOLD_OF and low not in ("resolution", "statement", "statistics")):
            return True
        if (low in _CARRYING and low not in ("and", "or")) or (low in _STOPS and k > i) or not low[0].isalpha():
            return False
    return False


# the group of governmental experts | the open-ended working group: printed small, and yet organs
_EXPERTS = re.compile(
    r"(?:group|panel|committee|team) of (?:[a-z]+ )?experts\b|(?:(?:open-ended|ad hoc|inter-agency|informal|joint) )*(?:working|"
    r"expert|advisory) group\b|(?:ad hoc|steering) committee\b|intergovernmental negotiating (?:committee|body)\b"
    r"|(?:plenipotentiary|review|intergovernmental|preparatory) (?:conference|committee)\b"
    r"|high-level political forum on [a-z]+ development\b"
    r"|(?:open-ended )?informal consultative process\b|plenary\b(?! (?:of|sessions?|meetings?|[a-z]+ing)\b)"
    r"|forum on [a-z ]{3,40} follow-up\b|universal periodic review(?: mechanism)?(?: of the Human Rights Council)?\b"
    r"|(?:annual )?(?:high-level|humanitarian affairs|operational activities for development|coordination|integration|management|"
    r"coordination and management|ministerial) segment of the Economic and Social Council\b"
)
_NAMED_OFFICE = re.compile(
    r"the (?:[A-Z][\w’-]* (?:(?:of|for|on|and) (?:the )?(?=[A-Z]))?)*"
    r"(?:Unit|Office|Department|Division|Agency|Organization|Secretariat)\b(?: of the United Nations\b)?"
    r"|the United Nations(?= (?:by|on|in|at|no|within|[a-z]+ly|and the)\b| ?[,;.]|$)"
    r"|the relevant (?:bodies|committees|organs|councils|commissions)\b"
    r"|the (?:authority|authorities|organ|body|institution|entity) (?:that|which) (?:has )?[a-z]+ (?:the |an? )?[\w-]+(?: or "
    r"(?:the )?[\w-]+)?"
)


_ASSEMBLIES = re.compile(r"the (?:[A-Z][\w-]+(?:, (?:and )?| and )){1,6}[A-Z][\w-]+ (?P<name>World Health Assemblies)\b")


def office(sentence: Sentence, i: int, limit: int) -> tuple[Phrase, ...]:
    """The named office to which a thing is submitted or reported by those very words: "submit to the Implementation Support Unit"."""
    if i >= limit:
        return ()
    match = _ASSEMBLIES.match(sentence.text, sentence.words[i].start)
    if match is not None:  # the Sixty-eighth and Seventy-first World Health Assemblies
        return (Phrase("World Health Assembly", match.start("name"), match.end("name")),)
    match = _NAMED_OFFICE.match(sentence.text, sentence.words[i].start)
    return (Phrase(match[0], match.start(), match.end()),) if match else ()


_BEHIND_ORGAN = frozenset({",", "and", "or", ";", "at", "in", "on", "a", "an", "for", "by"})


def organ_follows(sentence: Sentence, comma: int, limit: int) -> bool:
    """ ", the Security Council and the Economic and Social Council": a list of organs goes on after the comma."""
    begin = comma + 1 + (sentence.low(comma + 1) == "and")  # ", and the Economic and Social Council"
    if sentence.low(begin) != "the":
        return False
    stop = next(
        (j for j in range(begin, min(begin + 16, limit)) if sentence.low(j) in _BEHIND_ORGAN and not _of_the_name(sentence, j)),
        limit,
    )
    if begin > comma + 1:
        return is_receiver(sentence.phrase(begin, stop).text)
    return stop < limit and sentence.low(stop) in ("and", "or", ",") and is_receiver(sentence.phrase(begin, stop).text)
