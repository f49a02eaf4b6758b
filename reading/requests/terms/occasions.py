"""Times of a gathering, a year or a round that is named: when it is held, and not when what is asked for is due."""

import re

from domain.time.phrases import Bound, Day, Event, Month, Range, Relation, Session, Year
from reading.due import FoundDue
from reading.due.signs import holds_one

# including at the first meeting of high-level officials | in December: the month of an occasion that is named
_FOR_EXAMPLE = re.compile(
    r"\b(?:including|such as|in particular|especially|notably|inter alia),? (?:at |in |during |on |for |through )?(?:the|those|its|their) "
    r"(?:(?:(?! to )[^,;])* )?(?:meetings?|[Cc]onferences?|[Ss]ummit|[Ff]orum|[Cc]ongress|sessions?|segment|workshops?|events?|dialogues?|"
    r"consultations?)\b[^,;]*$"
)
# the Conference of the Parties, in Bali, Indonesia, | in 2007: the year belongs to what was or will be at that place
_AT_A_PLACE = re.compile(
    r"\b(?:[Mm]eetings?|[Cc]onferences?|[Ss]ummit|[Ff]orum|[Cc]ongress|sessions?|[Pp]arties|[Aa]ssembly|[Pp]rotocol|[Dd]evelopment|"
    r"Effectiveness)"
    r"(?: on [^,;]{3,90})?,? in [A-Z][\w’.-]*(?: [A-Z][\w’.-]*){0,3}(?:, [A-Z][\w’.-]*(?: [A-Z][\w’.-]*){0,3})?,? $"
)
# the necessary arrangements for the holding of the Conference | in 2022: when it is held, not when it is arranged
_ARRANGED = re.compile(
    r"\b(?:arrangements|preparations?|preparatory [a-z]+|servic(?:es|ing)|facilities|support|assistance)(?: to the [A-Z][^,;]{2,60}?)? "
    r"(?:for|of|to) (?:the |its )?"
    r"(?:[a-z-]+ ){0,3}?(?:holding|convening|organization|hosting|celebration|observance|[Mm]eetings?|[Cc]onference|[Ss]ummit|"
    r"[Ff]orum|[Cc]ongress|sessions?)\b[^,;]*(?:, of (?:[a-z-]+ ){1,3}(?:days|weeks), )?$"
)
# the records of the debate on the report | at the seventy-fourth session: which debate it was
_DEBATED = re.compile(
    r"\b(?:records?|summar(?:y|ies)) of the (?:debates?|discussions?|deliberations)\b(?:(?! (?:to|for) )[^,;])*$"
)
# the modalities for the high-level meeting, during the general debate | of the eightieth session: when the meeting is held
_ARRANGED_DURING = re.compile(
    r"\b(?:arrangements|modalities|preparations?|format|themes?|organization) (?:for|of) the (?:[a-z-]+ ){0,4}"
    r"(?:meeting|event|summit|dialogue),? (?:during|at|on the margins of) the (?:[a-z-]+ )?(?:general debate|high-level week|segment) $"
)
# all documents relating to the consideration of this item by the Assembly | at its session
_CONSIDERED_THEN = re.compile(
    r"\b(?:relating|related|relevant|pertaining) to (?:the|its|their) (?:consideration|discussion|examination) of [^,;]*$"
)
# the significance of marking this day | in 2026, the importance of the anniversary | in 2022
_IMPORTANCE = re.compile(r"\b(?:importance|significance|relevance) of [^,;]*$")
# the Goals under review | during the forum of 2018; not "to keep under review | during its session"
_KEPT = re.compile(r"\b(?:keep|kept|remain|remains|place|bring|put|retain|maintain)\b[^,;]*$")
_UNDER_REVIEW = (" under review ", " under consideration ", " under discussion ")
_AMONG_OTHERS = re.compile(r"\b(?:including|such as|in particular|especially|notably|inter alia),? $")
# the declaration to be adopted at the high-level meeting | in September; an agreement for the Conference | in 2022
_OF_THE_MEETING = re.compile(
    r"\b(?:to be (?:adopted|considered|discussed|endorsed|launched|opened|agreed) (?:at|during|by)|for|towards) the (?:[A-Za-z-]+ ){0,5}"
    r"(?:[Mm]eetings?|[Cc]onference|[Ss]ummit|[Ff]orum|[Cc]ongress|event|dialogue)(?: (?:on|of) [^,;]{3,90})?,? $"
)
# a summary of the discussions of the meeting | in May: which meeting it was
_SUMMED_UP = re.compile(
    r"\b(?:summar(?:y|ies)|(?:summary|verbatim) records?|proceedings|minutes|outcomes?|results?|findings) (?:[a-z]+ )?(?:of|on|"
    r"from) (?:the |its )?"
    r"(?:[a-z-]+ ){0,5}(?:(?:of|at|during) the (?:[a-z-]+ ){0,3})?(?:meetings?|[Cc]onference|[Ss]ummit|[Ff]orum|[Cc]ongress|"
    r"events?|dialogues?|workshops?|debates?|segment|review|elections?|census)"
    r"(?: (?:held|to be (?:held|conducted|undertaken|carried out)))? $"
)
_SUMS = ("summar", "verbatim", "proceedings", "minutes", "outcome", "result", "findings")
# recommendations from its first cycle, in 2010, and its fourth cycle, | in 2025: which cycle it was
_NUMBERED_ROUND = re.compile(
    r"\b(?:first|second|third|fourth|fifth|sixth|seventh|last|previous|current) (?:[a-z]+ )?"
    r"(?:cycles?|rounds?|phases?|editions?|reviews?), $"
)
_HELD_BY_THEM = re.compile(
    r"\b(?:conven|"
    r"hold|held|host(?! countr)|organiz|meet\b|schedul|conduct|launch|commenc|participat|attend|represented|take place|present|submit)"
)


def _its_own(time: FoundDue) -> bool:
    """Whether a session is "its": that of whoever is told, and not one that is only spoken of."""
    return time.due is not None and " its " in f" {time.due.expression} "


def of_an_occasion(time: FoundDue, before: str) -> bool:
    """ "including at the first meeting of officials in December 2021", "the session of the Parties, in Bali, Indonesia, in 2007"."""
    phrase = time.phrase
    if not isinstance(phrase, Bound) or phrase.relation is not Relation.WITHIN:
        return False
    if " to the " in before and _CONSIDERED_THEN.search(before):
        return True
    if "ance of " in before and not isinstance(phrase.time, Session) and _IMPORTANCE.search(before):
        return True
    if before.endswith(("debate ", "week ", "segment ")) and _ARRANGED_DURING.search(before):
        return True
    if before.endswith(_UNDER_REVIEW) and not _KEPT.search(before):
        return True
    if _AMONG_OTHERS.search(before) and not isinstance(phrase.time, Session):
        return True
    if isinstance(phrase.time, Session) and " of the d" in before and not _its_own(time) and _DEBATED.search(before):
        return True
    if not isinstance(phrase.time, Day | Month | Year | Range | Event):
        return False
    if holds_one(before, _SUMS) and _SUMMED_UP.search(before):
        return True
    if before.endswith(", ") and _NUMBERED_ROUND.search(before):
        return True
    if _FOR_EXAMPLE.search(before) or _ARRANGED.search(before):
        return True
    if _HELD_BY_THEM.search(before):
        return False
    return _AT_A_PLACE.search(before) is not None or _OF_THE_MEETING.search(before) is not None
