"""Who is provided with something to be read: "provide the Committee with a report", "provide it with updates"."""

import re

from reading.lexicon import words
from reading.requests.sentences.phrases import Phrase, Sentence
from reading.requests.terms.receivers import TOLD_OF, organ_list
from reading.requests.terms.slots import Slot

PROVIDING = frozenset({"provide", "furnish", "present", "supply"})
# the Special Committee on the Situation with regard to the Implementation of ...: a "with" of the name itself
_OF_NAMES = frozenset({"regard", "respect", "disabilities"})


def provided_with(sentence: Sentence, i: int, limit: int) -> Slot | None:
    """ "provide the Committee with a report": who is provided with something to be read."""
    if sentence.low(i + 1) == "," and (behind := _behind_aside(sentence, i + 1, limit)) is not None:
        i = behind  # "provide, in consultation with the Panel, | the Assembly with a report"
    stop = next(
        (k for k in range(i + 1, min(i + 40, limit)) if sentence.low(k) == "with" and sentence.low(k + 1) not in _OF_NAMES), None
    )
    if sentence.low(i + 1) == "the" and (names := _provided_aside(sentence, i + 1, limit)):
        return Slot(names, "recipients.provided-with", sure=False)
    if stop is None or stop <= i + 1 or not _is_told_of(sentence, stop, min(stop + 9, limit)):
        return None
    pronoun = stop == i + 2 and sentence.low(i + 1) in ("him", "her")  # "provide him with all the necessary information"
    aside = sentence.low(i + 2) == "," and sentence.low(stop - 1) == ","
    if (stop == i + 2 or aside) and sentence.low(i + 1) == "it" and (served := served_before(sentence, i)):
        return Slot(served, "recipients.provided-with", sure=False)
    names = (sentence.phrase(i + 1, stop),) if pronoun else each_in_time(sentence, organ_list(sentence, i + 1, stop), stop)
    return Slot(names, "recipients.provided-with", sure=False) if names else None


def _behind_aside(sentence: Sentence, comma: int, limit: int) -> int | None:
    """The comma that closes the aside opened at word ``comma``, where an organ follows: "provide, on a regular basis, | the Council"."""
    closing = next((k for k in range(comma + 2, min(comma + 14, limit)) if sentence.low(k) == ","), None)
    return closing if closing is not None and sentence.low(comma + 1) in _ASIDE and sentence.low(closing + 1) == "the" else None


# provide the Committee with | inputs | a breakdown of costs | clarifications
_GIVEN = TOLD_OF | words(
    "input inputs breakdown accounts figures response responses reply replies answer answers clarification clarifications explanation "
    "explanations evidence names nominations"
)


def _is_told_of(sentence: Sentence, i: int, limit: int) -> bool:
    """Whether what stands from word ``i`` on is to be read or heard: no staff | to report, no | briefing room."""
    stop = next((k for k in range(i, limit) if sentence.low(k) == "to"), limit)
    return any(sentence.low(k) in _GIVEN and sentence.low(k + 1) not in _ROOMS for k in range(i, stop))


_ROOMS = frozenset({"room", "rooms", "services", "facilities", "system", "systems"})
# provide the Assembly, | at its seventy-sixth session, and | the Council, at its session in 2021, with
_IN_TIME = re.compile(r",? (?:at|during|by|before|in|no later than) [^,;]{3,70},? and (?=the [A-Z])")


def each_in_time(sentence: Sentence, names: tuple[Phrase, ...], limit: int) -> tuple[Phrase, ...]:
    """The receivers ``names``, and those behind the time of the first, who have one of their own."""
    time = _IN_TIME.match(sentence.quiet, names[-1].end) if names else None
    return (*names, *organ_list(sentence, sentence.index(time.end()), limit)) if time else names


# to the Council at its fiftieth session and | the Assembly | at its seventy-seventh session
_AT_ITS_OWN_TIME = re.compile(
    r",? (?:(?:at|during|by|before|in|no later than|prior to) (?:its |the |early |mid-|late )?(?:[\w-]+ ){0,4}?"
    r"(?:(?:sessions?|meetings?|segment)(?: (?:in|of) "
    r"(?:[A-Z][a-z]+ )?\d{4})?|(?:19|20)\d\d)|annually|biennially|each year|every (?:[a-z]+ )?years?|orally|in writing),? "
    r"and (?:(?:annually|biennially|subsequently|thereafter),? )?(?=the [A-Z])"
)
# to the Conference prior to its 2025 session, | the Commission and the Committee
_BEFORE_TWO_MORE = re.compile(
    r" (?:at|during|before|in|prior to) its (?:[\w-]+ ){0,3}session, (?=the [A-Z][^,;]{3,80} and the [A-Z])"
)


def each_at_its_time(sentence: Sentence, names: tuple[Phrase, ...], limit: int) -> tuple[Phrase, ...]:
    """The receivers ``names``, and those who share their "to" behind the time at which the first are to have it."""
    time = _AT_ITS_OWN_TIME.match(sentence.quiet, names[-1].end) if names else None
    two_more = _BEFORE_TWO_MORE.match(sentence.quiet, names[-1].end) if names and time is None else None
    time = time or two_more
    if time is None or time.end() >= sentence.words[limit - 1].end:
        return names
    further = organ_list(sentence, sentence.index(time.end()), limit)
    if two_more:
        further = each_at_its_time(sentence, further, limit)
    if two_more and len(further) == 1:
        return names  # "prior to its 2025 session, the Secretariat and the Chair to prepare"
    if (
        not further
        or further[0].text.split()[-2:] == names[-1].text.split()[-2:]
        or sentence.text.startswith((" to ", "’"), further[-1].end)
    ):
        return names  # "and the Executive Director | to prepare", "and the Council’s"; the same organ in another year
    return (*names, *further)


# provide the Commission, | through its secretariat, | views on the matter
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
    return each_in_time(sentence, names, limit) if names and names[-1].end == sentence.words[comma - 1].end else ()


# continue their cooperation with the Committee and | provide it with progress reports: the Committee
_SERVED = re.compile(
    r"(?:\b(?:participat\w+ in|attend|appear before|address|visit|(?:meetings?|sessions?|work|deliberations|bureau) of) "
    r"(?=the [A-Z])|\b(?:cooperat\w+|collaborat\w+|coordinat\w+|liais\w+|consult\w*|work(?:ing)?|engage\w*|interact\w+|dialogue|contacts) "
    r"(?:[a-z]+ly )?with (?=the [A-Z])|\b(?:(?:convene|reconvene|service)(?: (?:in|on|from) [^,;]{3,40}?)?|grant|give|"
    r"afford|assist|support|consult|provide|supply|furnish|(?:assistance|support|services|facilities) to|attention of) "
    r"(?=the [A-Z]))(?P<organ>[^,;]{3,100}?)"
    r"(?: (?:in|on|for|at|by|under|with|access|full|all|the necessary|unhindered) ?[^;]*|,[^;]*)? and (?:to )?(?:[a-z]+ly )?$"
)


def served_before(sentence: Sentence, i: int) -> tuple[Phrase, ...]:
    """The organ that "it" stands for, where those asked are to work with it and the verb at word ``i`` goes on with the same."""
    before = _SERVED.search(sentence.quiet, max(0, sentence.words[i].start - 400), sentence.words[i].start)
    if before is None:
        return ()
    organs = organ_list(sentence, sentence.index(before.start("organ")), sentence.index(before.end("organ")))
    served = _BODY.match(sentence.quiet, before.start("organ"))
    return organs or ((Phrase(served["name"], served.start("name"), served.end("name")),) if served else ())


# support | the Expert Mechanism | and provide it with updates: no organ, and yet what "it" stands for
_BODY = re.compile(
    r"the (?P<name>(?:[A-Z][\w-]+ (?:(?:of|on|for|and) (?:the )?(?=[A-Z]))?)*(?:Mechanism|Platform|Network|Office|"
    r"Centre|Institute|Mission|Unit|Meeting|Parties)\b(?: (?:of|on|for) "
    r"(?:the )?[A-Z][\w-]+(?: (?:(?:of|on|for|and|to) (?:the )?)?[A-Z][\w-]+)*)?)"
)
