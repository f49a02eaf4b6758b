"""Times of a case that may come, of work that is only spoken of, of what somebody shall be able to do, of who somebody is: no dues."""

import re

from domain.time.phrases import Bound, Relation, Session, Vague, Year
from reading.due import FoundDue
from reading.due.signs import holds_one

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
# pending a decision of the Assembly | at its session: what is waited for
_PENDING = re.compile(r"\bpending (?:the|an?|its|their|any|further|such) [^,;]*$")
# welcoming the holding of the conference | in 2022, mindful of the review | in 2025: what is known, and asked of nobody
_WELCOMED = re.compile(
    r"(?:, |\b(?:and|while) )(?:noting|welcoming|taking note of|mindful of|recalling|looking forward to|acknowledging|recognizing|"
    r"appreciating|bearing in mind|in the light of|in view of) (?:(?!, (?:to|that|the|an?|its|their|and (?:to|that)) )[^;])*$"
    r"|\b(?:in (?:the )?light of|in view of|mindful of) (?:the|its|their) [^,;]*$"
)
_WELCOMING = (
    "noting ", "welcoming ", "note of ", "mindful of ", "recalling ", "forward to ", "edging ", "nizing ", "iating ", "in mind ",
    "light of ", "view of ",
)  # fmt: skip
# the items to be discussed | at the Congress; consultations on the resolution to be negotiated | at the session: when that is
_TO_BE_TREATED = re.compile(
    r"(?:\b(?:items|topics|themes?|issues|questions|matters|subjects|elements)|"
    r"\b(?:(?:preparations?|(?<!in the )preparation of|drafting of|elaboration of|negotiation of|"
    r"discussions? (?:of|on)|consultations? on|briefings? (?:on|for)|comments on|"
    r"views on|inputs? (?:on|to|for)|follow up on|follow-up to|for) (?:the|its|their|an?) )(?:[\w-]+ ){0,4}"
    r"(?:reports?|resolutions?|documents?|declarations?|drafts?|conventions?|agreements?|texts?|decisions?))"
    r"(?: of the [^,;]{3,60})? to be (?:[a-z]+ly )?(?:discussed|addressed|considered|taken up|examined|debated|negotiated|adopted|"
    r"submitted|presented|issued)(?: (?:by|to) [^,;]{3,80})?,? (?:(?:at|during|in) (?:the |its )?(?:[a-z-]+ ){0,4}(?:[A-Z][\w-]+ )*)?$"
)
# the second International Year of Cooperatives | in 2025: when that is
_PROCLAIMED = re.compile(
    r"\b(?:International|World|European|African) (?:Years?|Decades?|Weeks?) (?:of|for|on|against|to) [A-Z][^,;]{2,80}? $"
)
_KEEPING = re.compile(r"\b(?:observ|celebrat|commemorat|mark|proclaim|declare|designat|launch)[a-z]*\b[^;]*$")
# support the Committee in preparing its report | at its session; the means necessary for the Panel to report | by June: its own time
_OTHERS = re.compile(
    r"\b(?:assist|support|help)\w* [^,;]{2,90}? in (?:preparing|drafting|submitting|finalizing|the preparation of) [^,;]*$"
    r"|\b(?:necessary|required|needed|essential|sufficient) for (?:the |its |all |it |them |[A-Z])(?:(?! to )[^,;]){0,80} to [^,;]*$"
    r"|\bto (?:allow|enable|permit) (?:the |its |all |it |them |[A-Z])(?:(?! to )[^,;]){0,80} to (?:report|submit|present|transmit)\b"
    r"[^,;]*$"
)
_HELPING = (
    "assist", "support", "help", "necessary", "required", "needed", "essential", "sufficient", "allow", "enable", "permit",
)  # fmt: skip
# all restrictions, including restricting officials | during the session: what was done then, and shall end
_WHAT_SHALL_END = re.compile(
    r"\b(?:restrictions|limitations|violations|impediments|obstacles|denials?|sanctions|practices|acts)\b[^;]{0,90}?,? including "
    r"(?:[a-z]+ing|the denial of|those) [^,;]*$"
)
# on the basis of the views to be submitted | by 1 May, to prepare: when others are to have done something
_TO_BE_HAD = re.compile(
    r"\b(?:on the basis of|based on|in (?:the )?light of|taking into account|considering|drawing (?:up)?on) [^,;]{3,90}? to be "
    r"(?:received|submitted|provided|made|collected|gathered|sent|expressed)\b[^,;]*$"
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
    if holds_one(before, _HELPING) and _OTHERS.search(before):
        return True
    if isinstance(phrase, Bound):
        if _of_what_is_known(phrase, before):
            return True
        if holds_one(before, _CASES) and _IN_CASE.search(before):
            return True
        if "so that " in before and not isinstance(phrase.time, Session) and _SO_THAT.search(before):
            return True
        if " to be " in before and _TO_BE_HAD.search(before):
            return True
        within = phrase.relation is Relation.WITHIN
        if within and " including " in before and _WHAT_SHALL_END.search(before):
            return True
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


def _of_what_is_known(phrase: Bound, before: str) -> bool:
    """Whether a time is that of something waited for, welcomed, proclaimed, or dealt with elsewhere."""
    if "pending " in before and _PENDING.search(before):
        return True
    if phrase.relation is not Relation.WITHIN:
        return False
    if " to be " in before and _TO_BE_TREATED.search(before):
        return True
    if not isinstance(phrase.time, Session) and holds_one(before, _WELCOMING) and _WELCOMED.search(before):
        return True
    return isinstance(phrase.time, Year) and _PROCLAIMED.search(before) is not None and _KEEPING.search(before) is None
