"""Who is told something: "brief the Council", "inform it", "keep the Assembly informed"."""

import re

from reading.lexicon import ACTOR_HEADS, table, words
from reading.requests.parties.actors import is_receiver
from reading.requests.parties.lists import split
from reading.requests.parties.runs import inside_name
from reading.requests.sentences.phrases import Phrase, Sentence, is_adverb
from reading.requests.terms.provided import each_in_time
from reading.requests.terms.receivers import is_acronym, is_experts, joined_by, organ_follows, pointed_to, tells_of, told_on
from reading.requests.terms.slots import Slot

TELLING = words(table("slots")["recipients"]["telling"])
# Where the name of who is told ends: "brief the Council | on", "keep the Assembly | informed".
_TOLD_ENDS = words(
    """, on of about informed apprised updated abreast by as at every regularly in orally that with annually within
    fully through and periodically when duly no quarterly monthly regarding under actively seized currently
    closely continuously twice without prior before upon once should after during for between whether if how until concerning following
    immediately to thereof thereon hereof accordingly"""
)
_BEFORE_TELLING = words("to so and , shall should will regularly or continue consider orally further also that")
_HOW_TOLD = words("accordingly duly regularly orally periodically annually fully promptly monthly quarterly")
# requests that the Bureau | keep the Committee informed
_SUBJECT = re.compile(r"\bthat the (?:[A-Z][\w’'-]* (?:(?:of|for|on|and) (?:the )?(?=[A-Z]))?)+$")


def told(sentence: Sentence, i: int, limit: int) -> Slot | None:
    """Who is told by the verb at word ``i``: "to brief the Council", "keep the Assembly and its Committees informed"."""
    if not _is_to_tell(sentence, i) and not _keeping(sentence, i):
        return None
    begin = _behind_adverbs(sentence, i, limit)
    if (pointed := pointed_to(sentence, begin, limit)) is not None:
        return Slot(pointed, "recipients.told", sure=False)
    if begin >= limit or (sentence.words[begin].text[0].islower() and sentence.low(begin) not in _MAY_BEGIN):
        return None
    stop = next((k for k in range(begin, limit) if _ends_at(sentence, begin, k, limit)), limit)
    if stop <= begin or not _is_telling(sentence, i, begin, stop, limit):
        return None
    named = [_before_aside(name) for name in split(sentence.phrase(begin, stop))]
    names = tuple(p for p in named if _can_be_told(p.text))
    if not names:
        return None
    each = each_in_time(sentence, names, limit)
    each = (*each, *joined_by(sentence, each[-1].end, limit))
    return Slot(each, "recipients.told", sure=sentence.low(i) != "keeping" and len(each) == len(names))


_MAY_BEGIN = frozenset({"the", "its", "it", "all", "him", "her"})
# inform the Office of the contact details
_OFFICE = re.compile(r"the (?:[A-Z][\w-]+ )*(?:Office|Secretariat|Department|Unit|Organization)")


def _can_be_told(name: str) -> bool:
    if is_receiver(name) or is_acronym(name) or is_experts(name) or name in ("him", "her"):
        return name.casefold() != "its"
    return _OFFICE.fullmatch(name) is not None


INFORMED = frozenset({"informed", "apprised", "briefed", "notified"})
# ensure that | the Assembly | is kept regularly | informed
_WHO_IS = re.compile(
    r"\b(?:that|and) (?P<who>the [A-Z](?:(?! (?:is|are|be|that) )[^,;]){2,90}) (?:is|are|be|should be|shall be) (?:kept )?"
    r"(?:[a-z]+ly (?:and [a-z]+ly )?)?$"
)


def informed(sentence: Sentence, i: int) -> Slot | None:
    """Who is to be told by the participle at word ``i``: "ensure that the Assembly is kept | informed"."""
    at = sentence.words[i].start
    who = _WHO_IS.search(sentence.quiet, max(0, at - 140), at)
    if who is None:
        return None
    names = split(Phrase(who["who"], who.start("who"), who.end("who")))
    told_of = tuple(name for name in names if _can_be_told(name.text))
    return Slot(told_of, "recipients.kept-informed", sure=False) if told_of else None


# in | order | to inform the Council, which will | serve | to inform the meeting, a | study | to inform the Commission
_FOR_A_PURPOSE = words(
    "order as serve serves used intended meant study studies assessment analysis paper papers document documents survey publication "
    "evaluation data evidence research outcomes basis input inputs"
)


def _is_to_tell(sentence: Sentence, i: int) -> bool:
    """Whether the word at ``i`` is the verb of a thing to be done, and no purpose ("in order to inform the Council") and no noun."""
    before = sentence.low(i - 1) or "to"  # an item begins with its verb: "(e) Inform the Council"
    if before == "to" and sentence.low(i - 2) in _FOR_A_PURPOSE:
        return False
    if before in _BEFORE_TELLING or before.endswith("ly"):
        return True
    at = sentence.words[i].start
    if _SUBJECT.search(sentence.quiet, max(0, at - 120), at):
        return True
    return before in ACTOR_HEADS and sentence.low(i + 1) in ("the", "it")  # "requests the parties | update the Council"


def _keeping(sentence: Sentence, i: int) -> bool:
    """ "continue its work, while | keeping | the Assembly informed": done beside what is asked for."""
    return sentence.low(i) == "keeping" and sentence.low(i - 1) in (",", "while", "and", "whilst", "also", "by", "thereby")


_WITH_ASIDE = frozenset({"brief", "inform", "notify", "apprise", "advise", "alert", "update"})


def _behind_adverbs(sentence: Sentence, i: int, limit: int) -> int:
    """Where the name of who is told may begin: "inform regularly | the Council", "brief, on an annual basis, | the Committee"."""
    j = i + 1
    while sentence.low(j) in _HOW_TOLD:
        j += 1
    if sentence.low(j) == "," and sentence.low(i) in _WITH_ASIDE:
        return next(
            (k + 1 for k in range(j + 2, min(j + 12, limit)) if sentence.low(k) == "," and sentence.low(k + 1) == "the"), j
        )
    return j


def _ends_at(sentence: Sentence, begin: int, k: int, limit: int) -> bool:
    """Whether the names that begin at word ``begin`` end before word ``k``."""
    low = sentence.low(k)
    return (
        (low in _TOLD_ENDS or is_adverb(low) or _ends_behind_name(sentence, begin, k))
        and (
            low in ("should", "prior", "that", "and/or")
            or (low == "on" and told_on(sentence, k))
            or not inside_name(sentence, k)
            or (low == "of" and tells_of(sentence, k, limit))
        )
        and not (low == "and" and _AS_FITTING.match(sentence.quiet, sentence.words[k].start))
        and not (low in (",", "as") and _within_fitting(sentence, k))
        and not (low == "and" and _told_too(sentence, begin, k, limit))
        and not (low == "," and organ_follows(sentence, k, limit))
    )


# brief the Council | each year | two times a year | highlighting the risks: behind a name that is printed large
_BEHIND_NAME = words(
    "each two three four next this later again both either and/or throughout over towards ahead along alongside since around not"
)


def _ends_behind_name(sentence: Sentence, begin: int, k: int) -> bool:
    if k <= begin + 1 or not sentence.words[k - 1].text[0].isupper():
        return False
    word = sentence.words[k].text
    return word in _BEHIND_NAME or (word.islower() and word.endswith("ing") and word not in ("serving", "meeting"))


# keep the Executive Board and, | as appropriate, | the Health Assembly informed
_AS_FITTING = re.compile(r"and, (?:as|where|when) (?:appropriate|applicable|relevant|necessary), the [A-Z]")


_FITTING = re.compile(r" and, (?:as|where|when) [a-z]+$")


def _before_aside(name: Phrase) -> Phrase:
    aside = _FITTING.search(name.text)
    return Phrase(name.text[: aside.start()], name.start, name.start + aside.start()) if aside else name


def _within_fitting(sentence: Sentence, k: int) -> bool:
    """Whether a comma stands in "and, as appropriate, the Health Assembly"."""
    joint = next((j for j in range(k - 1, max(k - 5, -1), -1) if sentence.low(j) == "and"), None)
    return joint is not None and _AS_FITTING.match(sentence.quiet, sentence.words[joint].start) is not None


def _is_telling(sentence: Sentence, i: int, begin: int, stop: int, limit: int) -> bool:
    """Whether the verb at word ``i`` tells those named behind it something, seeing how the sentence goes on at ``stop``."""
    verb, it = sentence.low(i), sentence.low(begin) == "it"
    if (
        verb == "inform"
        and (stop >= limit or sentence.low(stop) == "," or sentence.low(stop - 1) == "forum")
        and _held_to(sentence, i)
    ):
        return False
    if it and stop < limit and sentence.low(stop) == "without":
        return False  # "that the consular post is told, and inform it without delay"
    if it and verb in ("update", "keep") and not _updated_on(sentence, i, stop, limit):
        return False  # "maintain a roster and update it regularly"
    return verb not in ("keep", "keeping") or _kept(sentence, stop, limit)


# convene a one-day debate, | to inform | the forum, which will review the matter
_HELD = re.compile(r"\b(?:convene|hold|organize|host),? (?:[a-z][^;]{3,80}?, )?an? [^;]*, to $")


def _held_to(sentence: Sentence, i: int) -> bool:
    """Whether a meeting is held to inform somebody's work, who is told nothing by those asked."""
    at = sentence.words[i].start
    return sentence.low(i - 2) == "," and _HELD.search(sentence.quiet, max(0, at - 260), at) is not None


_KEPT = frozenset({"informed", "apprised", "updated", "abreast"})


def _kept(sentence: Sentence, k: int, limit: int) -> bool:
    """Whether "informed" stands at word ``k``, behind its adverbs: "keep the Assembly | promptly and regularly informed"."""
    while k < limit and (is_adverb(sentence.low(k)) or sentence.low(k) in ("and", "actively", "closely", "currently")):
        k += 1
    return sentence.low(k) in _KEPT


_NAMED_BEFORE = re.compile(r"^.* and (?:its )?")


def _told_too(sentence: Sentence, j: int, k: int, limit: int) -> bool:
    """Whether the "and" at word ``k`` goes on with another who is told: "brief the Committee and | its Legal Subcommittee"."""
    following = k + 2 if sentence.low(k + 1) in ("its", "the") else k + 1
    named = following < limit and (sentence.low(k + 1) == "the" or sentence.words[following].text[0].isupper())
    return named and is_receiver(_NAMED_BEFORE.sub("", sentence.phrase(j, k).text))


def _updated_on(sentence: Sentence, i: int, stop: int, limit: int) -> bool:
    """Whether "update it", "keep it updated" tell the organ of something, and no roster is kept up to date."""
    said = {sentence.low(k) for k in range(stop, min(stop + 8, limit))}
    told = {"on", "about", "of", "regarding", "concerning"}
    return bool(said & told) or (sentence.low(i) == "keep" and bool(said & {"informed", "apprised", "abreast"}))
