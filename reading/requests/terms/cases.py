"""Times of a case that may come, of work that is only spoken of, of what somebody shall be able to do, of who somebody is: no dues."""

import re

from domain.time.phrases import Bound, Relation, Session, Vague, Year
from reading.due import FoundDue

# submit proposals should the Mission close | before June; in the event of its extension | until 2023: when the case would come
_IN_CASE = re.compile(
    r"(?<!that )\b(?:should (?:the|its|their|any|such|no|these|those|this|that|it|they) |in the event (?:of|that)\b|in case\b|"
    r"for the (?:possibility|case|eventuality) (?:that|of)\b|on the assumption that\b|unless\b|"
    r"regarding the (?:[a-z]+ )?arrangements $)[^,;]*$"
)
_CASES = (
    "should ",
    "in the event ",
    "in case",
    "possibility ",
    "the case ",
    "eventuality ",
    "assumption ",
    "unless ",
    "arrangements ",
)
# so that it can continue its work | after 2021; but "so that the Assembly can consider it by then"
_SO_THAT = re.compile(
    r"\bso that (?:it|they|he|she|the|its|their|all|every|no) (?:[^,;]*? )?(?:can|could|may|might|will|would|is able to|are able to) "
    r"(?!(?:be )?(?:[a-z]+ly )?(?:consider|tak|review|adopt|decid|discuss|examin|act|complet|finaliz|submi|present|report|issu|publish|"
    r"conclud))[^,;]*$"
)
# in relation to the work of the Assembly | in 2026, and to express views during its session: when that work is
_IN_RELATION = re.compile(
    r"\b(?:in (?:relation|connection|response) (?:to|with)|with (?:regard|respect|reference) to|relating to) (?:the|its|their) "
    r"(?:[a-z]+ ){0,2}(?:work|deliberations|activities|discussions|proceedings|operations) of [^,;]*$"
)
# how posts can be filled | expeditiously, the capacity to respond | without delay: what is told of or wanted, not how soon it is done
_ABLE = re.compile(
    r"\b(?:(?:ability|capacity|capacities|capabilit(?:y|ies)|readiness|preparedness|authority)(?: of [^,;]{3,60}?)? to|"
    r"(?:report|information|briefing) (?:[a-z]+ )?on (?:how\b|(?:the )?(?:actions|measures|steps|ways) (?:[a-z]+ ){0,2}to\b))[^,;]*$"
)
_HASTY = ("ly", "delay", "manner", "fashion", "way")
_AS_PRIORITY = re.compile(r"\b(?:identify|list|designate|recognize|establish|set|name|define|select|declare|include)\b[^,;]*$")
# the statements delivered | at the high-level meeting; the vision of the President of the Assembly | at its session: which ones, or who
_SAID_THERE = re.compile(
    r"\b(?:statements?|interventions?|speeches|remarks|messages?) (?:[a-z]+ )?(?:made|delivered|given|presented)\b(?: by [^,;]{3,60}?)?,? "
    r"(?:(?:at|during|in) the (?:[a-z-]+ ){1,4})?$"
)
_OFFICER = re.compile(
    r"\b(?:of|by|with|under) the (?:Presidents?|Chairs?|Chairpersons?|Co-Chairs?|Bureau|Vice-[A-Z][a-z]+|Rapporteurs?) of the "
    r"(?:[A-Z][\w-]* (?:(?:of|on|for|and|the) )*(?=[A-Z]))*[A-Z][\w-]* $"
)


def of_a_case(time: FoundDue, before: str) -> bool:
    """Whether a time is that of a case that may come, of work spoken of, or of what somebody shall be able to do."""
    phrase, printed = time.phrase, time.due.expression if time.due else ""
    if isinstance(phrase, Bound):
        if any(sign in before for sign in _CASES) and _IN_CASE.search(before):
            return True
        if "so that " in before and not isinstance(phrase.time, Session) and _SO_THAT.search(before):
            return True
        within = phrase.relation is Relation.WITHIN
        if within and isinstance(phrase.time, Year) and _IN_RELATION.search(before):
            return True
        if within and _SAID_THERE.search(before):
            return True
        return isinstance(phrase.time, Session) and " its " in printed and _OFFICER.search(before) is not None
    if not isinstance(phrase, Vague) or phrase.event:
        return False
    return (phrase.words.endswith(_HASTY) and _ABLE.search(before) is not None) or (
        phrase.words.endswith("priority") and _AS_PRIORITY.search(before) is not None
    )
