"""Reports that are asked for otherwise than as the object of a verb: "report to the Council", "with a view to reporting thereon"."""

import re

from domain.instrument import Deliverable, DeliverableKind
from reading.requests.terms.asked import COUNTS, NAME_WORD, NOUNS, Asked, unsure

# consider positively ... the submission of a midterm report | expedite the issuance of his report
_SUBMISSION = re.compile(
    r"(?:(?:consider|contemplate|envisage|expedite|ensure|accelerate|arrange for)(?: [a-z]+ly)?\b[^;]{0,120}?\bthe "
    r"(?:timely |prompt |early )?(?:submission|presentation|preparation|issuance|publication) of an?"
    r"|(?:expedite|ensure|accelerate|arrange for) the (?:timely |prompt |early )?(?:submission|presentation|preparation|issuance|"
    r"completion|publication) of (?:the|his|her|its|their)) (?:[\w-]+ ){0,3}?(?P<report>report)\b"
    # ensure that the final report is made available | arrange for the report to be issued
    r"|(?:ensure|see to it|make sure|make certain) that (?:an?|the|his|her|its|their) (?:[\w-]+ ){0,3}?(?P<ensured>report)\b[^;,]{0,90}? "
    r"(?:is|be) (?:[a-z]+ly )?(?:submitted|presented|prepared|issued|transmitted|made available|published|completed|finalized|circulated)\b"
    r"|arrange for (?:an?|the|his|her|its|their) (?:[\w-]+ ){0,3}?(?P<arranged>report)\b[^;,]{0,60}? to be "
    r"(?:submitted|presented|prepared|issued|transmitted|made available|published)\b"
    # ensure that the Office submits a report | that the Mission reports on its activities
    r"|(?:ensure|see to it|make sure|make certain) that [^,;]{3,60}? (?:submits?|presents?|prepares?|provides?|"
    r"issues?) (?:an?|the|its|his|her) "
    r"(?:[\w-]+ ){0,3}?(?P<somebodys>report)\b(?! (?:on|of) the)"
    r"|(?:ensure|see to it|make sure|make certain) that the (?:[\w-]+ )*?[A-Z][\w-]* (?P<tells>reports) (?=on\b|to\b|"
    r"back\b|regularly\b|annually\b)"
)
_SUBMITTING = (
    "ensure ",
    "consider ",
    "contemplate ",
    "envisage ",
    "expedite ",
    "accelerate ",
    "arrange for ",
    "see to it ",
    "make sure ",
    "make certain ",
)


def submission(text: str) -> Asked | None:
    """ "ensure the timely submission of a report", "ensure that a report is submitted"."""
    taken = _SUBMISSION.match(text) if "report" in text and text.startswith(_SUBMITTING) else None
    if taken is None:
        return None
    named = next(one for one in ("report", "ensured", "arranged", "somebodys", "tells") if taken[one])
    return unsure(DeliverableKind.REPORT, taken.span(named), "deliverable.submission")


# report on progress, including through no fewer than three written reports
_SO_MANY_REPORTS = re.compile(r"\b(?:through|in) [^,;]{0,40}?(?P<n>two|three|four|five|six) (?:[a-z-]+ ){0,2}reports\b")
# track and report resource allocations: what is reported stands right behind the verb
_REPORTED = re.compile(
    r"(?:[a-z-]+,? (?:and|or) )?report (?!(?:on|to|thereon|back|in|by|at|every|each|its|their|his|her|the|this|these|any|all|and|"
    r"about|upon|within|through|no|not|as|once|twice|when|orally|also|further|information|progress|findings|before|prior|during|after|"
    r"under|with|for|from|until|via|ahead|well|soon|shortly|immediately|over|together|jointly|using|against|whether|how|what|that|such|one|"
    r"two|three|four|six|nine|twelve|\d+|thereafter|instead|along|across|among|around|based|including|respectively|"
    r"regarding|concerning|whenever|where|if|without|again|following|pursuant|more|both|either|prior|throughout|between|"
    r"accordingly|[a-z-]+ly)\b)[a-z]"
)
# report to the Organization | required catch data: so is what stands behind the receiver
_REPORTED_TO = re.compile(
    rf"(?:[a-z-]+,? (?:and|or)(?:, [^,;]{{3,30}},)? )?report to (?:the )?(?:{NAME_WORD} )+"
    r"(?:(?:any|all|the|their|its|required|relevant|suspected|alleged|annual) ){0,2}(?:[a-z-]+ (?:and [a-z-]+ )?)?"
    r"(?:data|statistics|cases|incidents|catch(?:es)?|instances)\b"
)
# report | all seizures: it may be these that are told, or a report on them
_REPORTED_THING = re.compile(r"(?:[a-z-]+,? (?:and|or) )?report (?:all|any|its|their|his|her|the|these|such) ")
# continue | reporting annually to the Assembly
_GOING_ON_REPORTING = re.compile(r"reporting (?:[a-z]+ly )?(?:to (?=the |it\b|its |[A-Z])|(?:on|thereon|back|every|at)\b)")
# report twice | report at least three times
_TIMES = re.compile(
    r"(?:[a-z-]+,? (?:and|or) )?report (?:at least )?(?:twice|(?P<n>two|three|four|five|six) times)\b(?! (?:a|per|each|every) year)"
)


def reported(text: str, verb_at: int, verbs: list[str]) -> Asked | None:
    """ "report to the Council", as often as it says; "keep it informed, including through three reports"."""
    if verbs[0] in ("keep", "inform") and (number := _SO_MANY_REPORTS.search(text, verb_at)):
        return unsure(DeliverableKind.REPORT, number.span("n"), "deliverable.so-many-reports", COUNTS[number["n"]])
    if verb_at and _GOING_ON_REPORTING.match(text, verb_at):
        return unsure(DeliverableKind.REPORT, (verb_at, verb_at + len("reporting")), "deliverable.going-on-reporting")
    if "report" not in verbs[:2] or _REPORTED.match(text, verb_at) or _REPORTED_TO.match(text, verb_at):
        return None
    twice = _TIMES.match(text, verb_at)
    count = 1 if twice is None else 2 if twice["n"] is None else COUNTS[twice["n"]]
    if number := _SO_MANY_REPORTS.search(text, verb_at):
        count = COUNTS[number["n"]]
    sure = _REPORTED_THING.match(text, verb_at) is None
    return Asked(Deliverable(DeliverableKind.REPORT, count), verb_at, verb_at + 6, "deliverable.verb-report", sure)


# the assistance necessary to enable the Envoy to discharge her mandate and to report: it is she who reports
_ENABLED = re.compile(r"[a-z] to (?:enable|allow|permit) [^;,]*\b(?:her|his) [^;,]* and to report\b")


def by_somebody_else(text: str, verb_at: int) -> bool:
    """Whether the "and to report" behind the verb says what somebody else is enabled to do."""
    return " and to report" in text and _ENABLED.search(text, verb_at) is not None


# continue its work, with a view to reporting to the Commission
_AIM_OF_REPORTING = re.compile(
    r"\b(?:with a view to|for the purpose of) (?:[a-z]+ly )?(?:[a-z]+ing and )?(?P<doing>reporting (?:[a-z]+ly )?(?:to|on|thereon|back|"
    r"at)\b|"
    r"(?:submitting|presenting) (?:an?|its|his|her|their) (?:[\w-]+ ){0,3}report)\b"
)


def with_a_view_to_reporting(text: str, verb_at: int) -> Asked | None:
    """ "continue its work, with a view to reporting to the Commission"."""
    aim = _AIM_OF_REPORTING.search(text, verb_at) if "with a view to " in text or "for the purpose of " in text else None
    return unsure(DeliverableKind.REPORT, aim.span("doing"), "deliverable.with-a-view-to-reporting") if aim else None


# develop a framework ... and report periodically to the Assembly
_AND_REPORT = re.compile(
    r"\band(?: subsequently| thereafter|, (?:if|where|when|as) [a-z]+,)? (?:to |shall )?(?:then |also |thereafter |"
    r"subsequently )?(?P<verb>report)(?= (?:[a-z]+ly )?(?:on|to|back|thereon|through|in|at)\b| [a-z]+ly,)"
)


# leverage the expertise of the Office to track | and report on the impact: what the expertise is for
_WHAT_FOR = re.compile(
    r"\b(?:capabilit(?:y|ies)|capacit(?:y|ies)|ability|tools|systems?|mechanisms?|frameworks?|instruments)(?: of [^,;]{3,40})? "
    r"to (?:[a-z]+ly )?[a-z]+ $"
)


def is_what_for(text: str, at: int) -> bool:
    """Whether what is joined to the verb before ``at`` says what something is for: "strengthen its capacity to monitor | and report"."""
    return " to " in text[:at] and _WHAT_FOR.search(text, 0, at) is not None


def and_report(text: str) -> Asked | None:
    """ "develop a framework and report periodically to the Assembly"."""
    also = _AND_REPORT.search(text) if "report" in text else None
    if also is None or _REPORTED_TO.match(text, also.start("verb")) or is_what_for(text, also.start()):
        return None
    number = _SO_MANY_REPORTS.search(text, also.end())
    return unsure(
        DeliverableKind.REPORT, (also.start("verb"), also.end()), "deliverable.and-report", COUNTS[number["n"]] if number else 1
    )


# summarize the views in a report to be submitted to the Assembly
_TOLD_IN_REPORT = re.compile(
    r"\bin (?:the form of an? (?!annex\b)(?:[\w-]+ ){0,3}?|an? (?:separate|comprehensive|single|consolidated|stand-alone|dedicated|"
    r"special|detailed|"
    r"written|final|joint) (?:[\w-]+ ){0,2}?)(?P<form>report)\b|\b(?:in|as) an? (?:[\w-]+ ){0,3}?(?P<report>report),? "
    r"(?:(?:of|by) the [A-Z][\w-]+,? )?(?:to be (?:submitted|presented|transmitted)|for (?:the )?(?:submission|"
    r"consideration|transmission)|to the )"
    # inform the Assembly by means of an oral report | present his findings in a report | set out in a report the options
    r"|\b(?:by means of|by way of|through|via) an? (?:(?:annual|oral|written|biennial|comprehensive|single|joint|separate|short|brief|"
    r"special|dedicated|progress|interim|final|consolidated|regular|public|detailed) ){1,3}(?P<means>report)\b"
    r"|(?:present|summari[sz]e|set out|reflect|outline|describe|document|record)\b(?: [^;]{3,160}?)? in (?:an?|one) "
    r"(?:[\w-]+ ){0,3}?(?P<vehicle>report)\b"
    # submit this analysis in a flagship report
    r"|(?:submit|publish|provide|communicate) (?:this|these|those|the|its|their|them|it)\b[^;]{0,120}? in (?:an?|one) "
    r"(?:[\w-]+ ){0,3}?(?P<handed>report)\b"
    r"|(?:inform|notify) [^;]{3,200}?,? in (?:an?|one) (?:[\w-]+ ){0,2}?(?P<written>report|note)\b"
    r"(?= ?(?:,|;|\.|by\b|no later\b|before\b|$))"
)


def told_in_a_report(text: str, verb_at: int, included: bool = False) -> Asked | None:
    """ "summarize the views in a report to be submitted to the Assembly", "inform the Committee in a note"; what is only ``included`` asks
    for a report of its own where that is said: "in a separate report"."""
    told = _TOLD_IN_REPORT.search(text, verb_at) if "report" in text or "note" in text else None
    if told is None or (included and not told["form"]):
        return None
    named = next(one for one in ("form", "report", "means", "vehicle", "handed", "written") if told[one])
    return unsure(DeliverableKind(NOUNS[told[named]]), told.span(named), "deliverable.told-in-a-report")
