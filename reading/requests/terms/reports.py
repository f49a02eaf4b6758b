"""Reports that are asked for otherwise than as the object of a verb: "report to the Council", "with a view to reporting thereon"."""

import re

from domain.instrument import Deliverable, DeliverableKind
from reading.requests.terms.asked import COUNTS, NOUNS, Asked, unsure

# consider positively ... the submission of a midterm report
_SUBMISSION = re.compile(
    r"(?:consider|contemplate|envisage|expedite|ensure|accelerate)(?: [a-z]+ly)?\b[^;]{0,120}?\bthe (?:timely |prompt |early )?"
    r"(?:submission|presentation|preparation) of an? (?:[\w-]+ ){0,3}?(?P<report>report)\b"
    r"|ensure that an? (?:[\w-]+ ){0,3}?(?P<ensured>report)\b[^;,]{0,90}? (?:is|be) (?:submitted|presented|prepared|issued|transmitted)\b"
)


def submission(text: str) -> Asked | None:
    """ "ensure the timely submission of a report", "ensure that a report is submitted"."""
    taken = _SUBMISSION.match(text) if "ion of a" in text or "that a" in text else None
    if taken is None:
        return None
    return unsure(DeliverableKind.REPORT, taken.span("report" if taken["report"] else "ensured"), "deliverable.submission")


# report on progress, including through no fewer than three written reports
_SO_MANY_REPORTS = re.compile(r"\b(?:through|in) [^,;]{0,40}?(?P<n>two|three|four|five|six) (?:[a-z-]+ ){0,2}reports\b")
# track and report resource allocations: what is reported stands right behind the verb
_REPORTED = re.compile(
    r"(?:[a-z-]+,? (?:and|or) )?report (?!(?:on|to|thereon|back|in|by|at|every|each|its|their|his|her|the|this|these|any|all|and|"
    r"about|upon|within|through|no|not|as|once|twice|when|orally|also|further|information|progress|findings|before|prior|during|after|"
    r"under|with|for|from|until|via|regarding|concerning|whenever|where|if|without|again|following|pursuant|more|both|either|prior|throughout|between|accordingly|[a-z-]+ly)\b)[a-z]"
)
# report twice | report at least three times
_TIMES = re.compile(r"(?:[a-z-]+,? (?:and|or) )?report (?:at least )?(?:twice|(?P<n>two|three|four|five|six) times)\b")


def reported(text: str, verb_at: int, verbs: list[str]) -> Asked | None:
    """ "report to the Council", as often as it says; "keep it informed, including through three reports"."""
    if verbs[0] in ("keep", "inform") and (number := _SO_MANY_REPORTS.search(text, verb_at)):
        return unsure(DeliverableKind.REPORT, number.span("n"), "deliverable.so-many-reports", COUNTS[number["n"]])
    if "report" not in verbs[:2] or _REPORTED.match(text, verb_at):
        return None
    twice = _TIMES.match(text, verb_at)
    count = 1 if twice is None else 2 if twice["n"] is None else COUNTS[twice["n"]]
    if number := _SO_MANY_REPORTS.search(text, verb_at):
        count = COUNTS[number["n"]]
    return Asked(Deliverable(DeliverableKind.REPORT, count), verb_at, verb_at + 6, "deliverable.verb-report")


# the assistance necessary to enable the Envoy to discharge her mandate and to report: it is she who reports
_ENABLED = re.compile(r"[a-z] to (?:enable|allow|permit) [^;,]*\b(?:her|his) [^;,]* and to report\b")


def by_somebody_else(text: str, verb_at: int) -> bool:
    """Whether the "and to report" behind the verb says what somebody else is enabled to do."""
    return " and to report" in text and _ENABLED.search(text, verb_at) is not None


# continue its work, with a view to reporting to the Commission
_AIM_OF_REPORTING = re.compile(
    r"\bwith a view to (?:[a-z]+ly )?(?:[a-z]+ing and )?(?P<doing>reporting (?:[a-z]+ly )?(?:to|on|thereon|back)|"
    r"(?:submitting|presenting) (?:an?|its|his|her|their) (?:[\w-]+ ){0,3}report)\b"
)


def with_a_view_to_reporting(text: str, verb_at: int) -> Asked | None:
    """ "continue its work, with a view to reporting to the Commission"."""
    aim = _AIM_OF_REPORTING.search(text, verb_at)
    return unsure(DeliverableKind.REPORT, aim.span("doing"), "deliverable.with-a-view-to-reporting") if aim else None


# develop a framework ... and report periodically to the Assembly
_AND_REPORT = re.compile(
    r"\band (?:to |shall )?(?:then |also )?(?P<verb>report)(?= (?:[a-z]+ly )?(?:on|to|back|thereon|through|in|at)\b| [a-z]+ly,)"
)


def and_report(text: str) -> Asked | None:
    """ "develop a framework and report periodically to the Assembly"."""
    also = _AND_REPORT.search(text) if "report" in text else None
    if also is None:
        return None
    number = _SO_MANY_REPORTS.search(text, also.end())
    return unsure(
        DeliverableKind.REPORT, (also.start("verb"), also.end()), "deliverable.and-report", COUNTS[number["n"]] if number else 1
    )


# summarize the views in a report to be submitted to the Assembly
_TOLD_IN_REPORT = re.compile(
    r"\bin (?:the form of an? (?:[\w-]+ ){0,3}?|an? (?:separate|comprehensive|single|consolidated|stand-alone|dedicated|special|detailed|"
    r"written|final|joint) (?:[\w-]+ ){0,2}?)(?P<form>report)\b|\b(?:in|as) an? (?:[\w-]+ ){0,3}?(?P<report>report),? "
    r"(?:to be (?:submitted|presented|transmitted)|for (?:submission|"
    r"consideration|transmission)|to the )"
    r"|(?:inform|notify) [^;]{3,200}?,? in (?:an?|one) (?:[\w-]+ ){0,2}?(?P<written>report|note)\b"
    r"(?= ?(?:,|;|\.|by\b|no later\b|before\b|$))"
)


def told_in_a_report(text: str, verb_at: int) -> Asked | None:
    """ "summarize the views in a report to be submitted to the Assembly", "inform the Committee in a note"."""
    told = _TOLD_IN_REPORT.search(text, verb_at) if "report" in text or "note" in text else None
    if told is None:
        return None
    named = next(one for one in ("form", "report", "written") if told[one])
    return unsure(DeliverableKind(NOUNS[told[named]]), told.span(named), "deliverable.told-in-a-report")
