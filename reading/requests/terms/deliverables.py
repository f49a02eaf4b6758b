"""What countable thing is asked for: a report, two briefings, a mechanism."""

import re
from dataclasses import replace

from domain.instrument import Deliverable, DeliverableKind
from reading.requests.terms.objects import COUNTS, NOUNS, Asked, base_form, object_of

# transmit the report to the Conference: one that was asked for before
_PASSED = re.compile(
    r"(?:also |further )*(?:transmit|forward|circulate|share|send|convey|submit|present|provide) (?:the|that|this|the said) reports?\b"
)
# Verbs that only say how the next verb is done.
_LIGHT = re.compile(
    r"^(?:(?:[a-z]+ly|further|also|together|jointly|once again) )*"
    r"(?:(?:continue|maintain|resume|follow) (?:with )?(?:its|his|her|their|the) (?:[a-z]+ )?practice of|"
    r"(?:continue(?: with)?|strive|seek|intensify|step up|redouble|increase|strengthen|accelerate|enhance|pursue|expedite|resume)"
    r"(?: and \w+)? (?:its|his|her|their) efforts? to|(?:continue|strive|seek|endeavour|work|proceed|begin|start|resume|consider)"
    r"(?: to| with)?|(?:undertake|be prepared|make (?:every|all) efforts?) to) (?:(?:[a-z]+ly|further|also) )*(?=\w)",
    re.IGNORECASE,
)
_ADVERBS = re.compile(
    r"^(?:(?:(?!(?:sup|ap|re|com|multi)p?ly\b)[a-z]+ly|further|also|together|jointly|once again|in turn|inter alia)(?: and [a-z]+ly)?,? )+",
    re.IGNORECASE,
)
# A report that is only added to, and not asked for: "include in his report".
_IN_REPORT = re.compile(
    r"\bin (?:his|her|its|their|the)(?: (?:next|annual|final|forthcoming|comprehensive|regular|periodic|subsequent))* reports?\b",
    re.IGNORECASE,
)


# come up with a plan | bring forward proposals: to produce them
_PHRASAL = re.compile(r"^(?:come up with|work out|bring forward|hand over|hand in)\b")
_SIZED = re.compile(
    r"\b(?P<group>(?:group|panel|committee|team) of )(?P<size>(?:up to )?(?:\d+|two|three|four|five|six|seven|eight|nine|ten|[a-z]+teen|"
    r"twenty(?:-[a-z]+)?) )(?=(?:[a-z-]+ )?experts\b)"
)
_OR_MORE = re.compile(r"\b(?P<least>one|two|three|four)(?: or (?:two|three|four|five|more)| \(or more\))\b(?= [a-z])")
_BLANKED = re.compile(r"[“\"] +[”\"]")
"""What is left of a title in quotation marks: the “ ” website."""


_ADDED = frozenset({DeliverableKind.OTHER, DeliverableKind.UPDATE, DeliverableKind.PLAN})


def asked(predicate: str, aside: str = "") -> Asked | None:
    """The deliverable of one thing to be done, from its verb on. ``aside`` is what stands between the addressee and the verb."""
    text = _BLANKED.sub(lambda quoted: " " * len(quoted[0]), predicate.replace(" up to ", "       "))
    text = text[:1].lower() + text[1:]  # an item behind "to:" opens in a capital
    if text.startswith(("place before ", "lay before ", "put before ")):  # handed to it, in as many letters
        text = (
            text.replace("place before ", "circulate to ", 1)
            .replace("lay before ", "present to ", 1)
            .replace("put before ", "present to ", 1)
        )
    text = _PHRASAL.sub(lambda said: "produce".ljust(len(said[0])), text)
    if " experts" in text:  # "a group of 25 governmental experts": a group of governmental experts
        text = _SIZED.sub(lambda said: " " * len(said["size"]) + said["group"], text)
    if " or " in text:  # "one or two dedicated meetings": one at the least
        text = _OR_MORE.sub(lambda said: said["least"].ljust(len(said[0])), text)
    for least in (" a minimum of ", " a total of "):
        text = text.replace(least, " " * len(least))
    if ("ion of a" in text or "that a" in text) and (taken := _SUBMISSION.match(text)):
        at = taken.span("report" if taken["report"] else "ensured")
        return Asked(Deliverable(DeliverableKind.REPORT), *at, "deliverable.submission", sure=False)
    opener = _LIMIT_FIRST.match(text)
    verb_at = opener.end() if opener else 0
    for pattern in (_ADVERBS, _LIGHT, _ADVERBS):
        if match := pattern.match(text[verb_at:]):
            verb_at += match.end()
    verbs = _head_verbs(text[verb_at:])
    if not verbs:
        return None
    base = [base_form(v) for v in verbs]
    if base[0] in ("keep", "inform") and (number := _SO_MANY_REPORTS.search(text, verb_at)):
        many = Deliverable(DeliverableKind.REPORT, COUNTS[number["n"]])  # "keep it informed, including through three reports"
        return Asked(many, *number.span("n"), "deliverable.so-many-reports", sure=False)
    if "report" in base[:2] and not _REPORTED.match(text, verb_at):
        twice = _TIMES.match(text, verb_at)
        count = 1 if twice is None else 2 if twice["n"] is None else COUNTS[twice["n"]]
        if number := _SO_MANY_REPORTS.search(text, verb_at):
            count = COUNTS[number["n"]]
        return Asked(Deliverable(DeliverableKind.REPORT, count), verb_at, verb_at + 6, "deliverable.verb-report")
    if base[0] == "recommend" or (base[0] == "update" and (_UPDATED.match(text, verb_at) or _KEPT_ABREAST.match(text, verb_at))):
        kind = DeliverableKind.RECOMMENDATIONS if base[0] == "recommend" else DeliverableKind.UPDATE
        return Asked(Deliverable(kind), verb_at, verb_at + len(base[0]), f"deliverable.verb-{base[0]}", sure=False)
    if "brief" in base[:1] or (verb_at and _GOING_ON_BRIEFING.match(text, verb_at)):
        return Asked(Deliverable(DeliverableKind.BRIEFING), verb_at, verb_at + 5, "deliverable.verb-brief", sure=False)
    if base[0] in _ENTRUSTING:
        return _entrusted(text, verb_at)
    if base[0] in ("approve", "adopt", "agree", "finalize") and (plan := _OWN_PLAN.match(text, verb_at)):
        return Asked(Deliverable(DeliverableKind.PLAN), *plan.span("plan"), "deliverable.own-plan", sure=False)
    if base[0] in _DRAWING and (advice := _WITH_ADVICE.search(text, verb_at)):
        return Asked(
            Deliverable(DeliverableKind.RECOMMENDATIONS), *advice.span("advice"), "deliverable.with-recommendations", sure=False
        )
    if base[0] == "convene" and (review := _REVIEW_CONVENED.match(text, verb_at)):
        return Asked(Deliverable(DeliverableKind.CONFERENCE), *review.span("review"), "deliverable.review-convened", sure=False)
    if base[0] == "include":
        return _own_update(text, verb_at)
    if "include" in base and _IN_ANY_REPORT.search(text):
        return None  # "prepare and include in its report a timeline"
    found = object_of(text, verb_at, base)
    if found is not None and found.deliverable.kind in _ADDED and _IN_NEXT_REPORT.match(text, verb_at):
        return None
    if found is None and " and to report" in text and _ENABLED.search(text, verb_at):
        return None
    if found is None and (aim := _AIM_OF_REPORTING.search(text, verb_at)):
        return Asked(Deliverable(DeliverableKind.REPORT), *aim.span("doing"), "deliverable.with-a-view-to-reporting", sure=False)
    if (found is None or found.deliverable.kind is DeliverableKind.OTHER) and (
        also := _AND_REPORT.search(text) if "report" in text else None
    ):
        number = _SO_MANY_REPORTS.search(text, also.end())
        many = Deliverable(DeliverableKind.REPORT, COUNTS[number["n"]] if number else 1)
        return Asked(many, also.start("verb"), also.end(), "deliverable.and-report", sure=False)
    if found is None and (joined := _JOINED.search(text, verb_at)):  # "continue its work and submit a report"
        later = asked(text[joined.start("verb") :])
        if later is not None:
            start, end = later.start + joined.start("verb"), later.end + joined.start("verb")
            return Asked(later.deliverable, start, end, "deliverable.joined-verb", sure=False)
    if found is not None and found.sure and (joined := _JOINED.search(text, found.end)) and asked(text[joined.start("verb") :]):
        found = replace(found, sure=False)  # "hold three sessions and submit a report": either may be meant
    if found is not None and found.deliverable.kind is DeliverableKind.UPDATE and _IN_REPORT.search(aside):
        return Asked(Deliverable(DeliverableKind.REPORT), found.start, found.end, "deliverable.update-in-report")
    if found is not None and found.deliverable.kind is DeliverableKind.UPDATE and _WITHIN_REPORT.search(text):
        return None
    if found is None and (means := _BY_HOLDING.search(text, verb_at)):  # "give attention to the observance, by holding the forum"
        held = asked(text[means.start("doing") :])
        if held is not None:
            start, end = held.start + means.start("doing"), held.end + means.start("doing")
            return Asked(held.deliverable, start, end, "deliverable.by-holding", sure=False)
    told = found is None and ("report" in text or "note" in text)
    if told and (in_report := _TOLD_IN_REPORT.search(text, verb_at)):
        named = next(one for one in ("form", "report", "written") if in_report[one])
        kind = DeliverableKind(NOUNS[in_report[named]])
        return Asked(Deliverable(kind), *in_report.span(named), "deliverable.told-in-a-report", sure=False)
    return found


_UPDATED = re.compile(
    r"update (?:on|about) (?=the|its|progress|developments)|"
    r"update (?!(?:the |its )?(?:[A-Z][\w-]* )*(?:Guid\w+|Manual|Handbook|Strategy|Plan|Compendium|Inventory|Register|Rules|Framework|"
    r"Database|Catalogue|Roadmap|Directory|List)\b)(?:it|(?:the |its )?[A-Z][\w ]*),? (?:on|of|about|regularly|annually)\b"
)
# update it, by 15 April, on the steps taken | update the Council in writing every 45 days
_KEPT_ABREAST = re.compile(
    r"update (?:it|(?:the |its |all )?(?:[A-Z][\w’-]* (?:(?:of|on|for) (?:the )?)?)*?(?:Council|Committee|Assembly|"
    r"Commission|Board|Conference|"
    r"Parties|States|Governments|Bureau|Secretariat|Congress|[A-Z]{4,}))\b(?! (?:and|or) [a-z]+ (?:its|the)\b)[^;]{0,80}?"
    r"\b(?:on|of|about|regarding|concerning|thereon|every|regularly|periodically|annually|quarterly|monthly)\b"
)
# continue | briefing the Working Group
_GOING_ON_BRIEFING = re.compile(r"briefing (?:the|its|it|Member States|States) ")
# submit in his next overview report an analysis: a report that comes anyway
_IN_NEXT_REPORT = re.compile(
    r"[a-z]+ in (?:his|her|its|their|the) (?:next|future|forthcoming|following|subsequent|upcoming) (?:[\w-]+ ){0,3}?"
    r"(?:reports?|budget proposals?|submissions?)\b"
)
_BY_HOLDING = re.compile(
    r", by (?P<doing>holding|convening|organizing|hosting|establishing|issuing|preparing|submitting) (?=an?\b|the\b|two\b)"
)
# (a) Within existing resources, to | organize two seminars
_LIMIT_FIRST = re.compile(
    r"(?:within|in|at|on|as|with|through|by|upon|subject|where|under|following|drawing|building|no later)\b[^;]{3,160}?, to (?=[a-z])"
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


# provide an update within the annual report: only added to it
_WITHIN_REPORT = re.compile(
    r"(?<!including )\b(?:within|as (?:a )?(?:part|section|chapter|component) of) (?:the|his|her|its|their) (?:[\w-]+ ){0,4}?reports?\b",
    re.IGNORECASE,
)


# track and report resource allocations: what is reported stands right behind the verb
_REPORTED = re.compile(
    r"(?:[a-z-]+,? (?:and|or) )?report (?!(?:on|to|thereon|back|in|by|at|every|each|its|their|his|her|the|this|these|any|all|and|"
    r"about|upon|within|through|no|not|as|once|twice|when|orally|also|further|information|progress|findings|before|prior|during|after|"
    r"under|with|for|from|until|via|regarding|concerning|whenever|where|if|without|again|following|pursuant|more|both|either|prior|throughout|between|accordingly|[a-z-]+ly)\b)[a-z]"
)
# consider positively ... the submission of a midterm report
_SUBMISSION = re.compile(
    r"(?:consider|contemplate|envisage|expedite|ensure|accelerate)(?: [a-z]+ly)?\b[^;]{0,120}?\bthe (?:timely |prompt |early )?"
    r"(?:submission|presentation|preparation) of an? (?:[\w-]+ ){0,3}?(?P<report>report)\b"
    r"|ensure that an? (?:[\w-]+ ){0,3}?(?P<ensured>report)\b[^;,]{0,90}? (?:is|be) (?:submitted|presented|prepared|issued|transmitted)\b"
)
# approve its programme of work
_OWN_PLAN = re.compile(
    r"(?:approve|adopt|agree (?:up)?on|finalize)(?: and (?:[a-z]+ly )?[a-z]+)? (?:its|their|a|an) "
    r"(?:[\w-]+ ){0,2}?(?P<plan>programme of work|"
    r"work programme|workplan|"
    r"work plan|plan of action|action plan|strategic plan|road ?map|(?:national|regional|global|strategic) (?:plan|strategy)|strategy|"
    r"implementation plan)\b"
)
# convene a midterm review of the Decade: those who review it meet
_REVIEW_CONVENED = re.compile(
    r"conven(?:e|ing) an? (?:[\w-]+ ){0,4}?(?P<review>review)\b(?! (?:meeting|conference|session|panel|committee))"
)
# call the attention of the Council to the matter with concrete recommendations
_DRAWING = frozenset({"call", "draw", "bring", "approach", "return", "revert"})
_WITH_ADVICE = re.compile(
    r"(?:call|draw|bring|revert|approach|return) [^,;]{3,160}?,? (?:together )?with (?:[\w-]+ ){0,2}?"
    r"(?P<advice>recommendations|proposals)\b"
)
# the assistance necessary to enable the Envoy to discharge her mandate and to report: it is she who reports
_ENABLED = re.compile(r"[a-z] to (?:enable|allow|permit) [^;,]*\b(?:her|his) [^;,]* and to report\b")
# develop a framework ... and report periodically to the Assembly
_AND_REPORT = re.compile(
    r"\band (?:to |shall )?(?:then |also )?(?P<verb>report)(?= (?:[a-z]+ly )?(?:on|to|back|thereon|through|in|at)\b| [a-z]+ly,)"
)
# report on progress, including through no fewer than three written reports
_SO_MANY_REPORTS = re.compile(r"\b(?:through|in) [^,;]{0,40}?(?P<n>two|three|four|five|six) (?:[a-z-]+ ){0,2}reports\b")
_JOINED = re.compile(
    r"(?:\band (?:that (?:it|they|he|she) (?:shall |should )?|shall (?:also )?)?(?:to )?(?:then )?|, (?=[a-z]+ an? ))"
    r"(?P<verb>submit|present|prepare|provide|transmit|convene|hold|organize|issue|"
    r"publish|establish|report)\b(?= )"
)
_TIMES = re.compile(r"(?:[a-z-]+,? (?:and|or) )?report (?:at least )?(?:twice|(?P<n>two|three|four|five|six) times)\b")


# entrust the Office with monitoring the matter, as well as with reporting thereon
_ENTRUSTING = frozenset({"entrust", "task", "charge", "mandate"})
_WITH_REPORTING = re.compile(
    r"\b(?:with|and|to) (?:[a-z]+ly )?(?P<doing>report(?:ing)?)\b(?= (?:on|thereon|to|back|regularly|annually)\b|[,;.]|$)"
)
# entrust the Board with the preparation of a study
_WITH_THE_THING = re.compile(
    r"\b(?:with|to) (?:the )?(?=(?:elaboration|development|preparation|formulation|establishment|drafting|organization) of an? )"
)
_WITH_DOING = re.compile(r"\b(?:with|to) (?P<doing>[a-z]+) ")


def _entrusted(text: str, verb_at: int) -> Asked | None:
    """What somebody is entrusted with: "task the Office with preparing a study", "mandate the Board to report annually"."""
    if reporting := _WITH_REPORTING.search(text, verb_at):
        return Asked(Deliverable(DeliverableKind.REPORT), *reporting.span("doing"), "deliverable.entrusted", sure=False)
    if named := _WITH_THE_THING.search(text, verb_at):
        found = nominal(text[named.end() :])
        return (
            Asked(found.deliverable, found.start + named.end(), found.end + named.end(), "deliverable.entrusted", sure=False)
            if found
            else None
        )
    doing = _WITH_DOING.search(text, verb_at)
    found = asked(text[doing.start("doing") :]) if doing else None
    if found is None or doing is None:
        return None
    shift = doing.start("doing")
    return Asked(found.deliverable, found.start + shift, found.end + shift, "deliverable.entrusted", sure=False)


# continue its work, with a view to reporting to the Commission
_AIM_OF_REPORTING = re.compile(
    r"\bwith a view to (?:[a-z]+ly )?(?:[a-z]+ing and )?(?P<doing>reporting (?:[a-z]+ly )?(?:to|on|thereon|back)|"
    r"(?:submitting|presenting) (?:an?|its|his|her|their) (?:[\w-]+ ){0,3}report)\b"
)
_UPDATE_INCLUDED = re.compile(r"include,? (?:in [^,;]{3,80} )?(?:an?|regular) (?:[\w-]+ ){0,3}?(?P<update>update)\b")
_IN_ANY_REPORT = re.compile(r"\bin (?:[\w’'-]+ ){0,5}?(?:reports?|reporting|report of)\b")


def _own_update(text: str, verb_at: int) -> Asked | None:
    """ "include an update in the context of the next budget submission" is one; what is only added to a report is none."""
    match = _UPDATE_INCLUDED.match(text, verb_at)
    if match is None or _IN_ANY_REPORT.search(text):
        return None
    return Asked(Deliverable(DeliverableKind.UPDATE), *match.span("update"), "deliverable.update-included", sure=False)


_TITLED = re.compile(
    r"^(?:convene|hold|organize)\b[^“\"]{0,60}[“\"][^”\"]*\b(?P<noun>Summit|Conference|Congress|Forum|Dialogue|Meeting)\b"
)


def titled(predicate: str) -> Asked | None:
    """ "convene the “World Social Summit”": what is convened stands only in quotation marks."""
    match = _TITLED.match(predicate)
    if match is None:
        return None
    kind = DeliverableKind(NOUNS[match["noun"].casefold()])
    return Asked(Deliverable(kind), match.start("noun"), match.end("noun"), "deliverable.titled", sure=False)


# the elaboration of a plan | the convening of a conference: the thing of a verb that is printed as a noun
_NOMINAL = re.compile(
    r"\b(?P<doing>elaboration|development|preparation|formulation|establishment|creation|convening|holding|organization|drafting|"
    r"publication|issuance|completion|submission|presentation|conduct|hosting|compilation|production|launch|launching|setting-up)"
    # the convening, as soon as possible, | of; the preparation by the Secretariat | of
    r"(?:, [^,;]{3,90}(?:, [a-z][^,;]{3,60})?,| by the [A-Z][^,;]{3,60}?)? of (?=an?\b|two\b|three\b)"
)
# calls for a report by the Secretary-General
_NAMED = re.compile(
    r"^(?:for )?(?:an?|one|(?P<several>two|three|four)) (?!(?:for|of|to|in|on|by|from|with)\b)"
    r"(?:(?!(?:for|of|to|in|on|by|from|with)\b)[\w-]+ ){0,4}?"
    r"(?:report|conference|summit|meeting|study|plan of action|action plan|update|briefing)(?(several)s)\b"
)
_VERBS = {
    "elaboration": "elaborate", "development": "develop", "preparation": "prepare", "formulation": "formulate",
    "establishment": "establish", "creation": "create", "convening": "convene", "holding": "hold", "organization": "organize",
    "drafting": "draft", "publication": "publish", "issuance": "issue", "completion": "complete",
    "submission": "submit", "presentation": "present", "conduct": "conduct", "hosting": "host", "compilation": "compile",
    "production": "produce", "launch": "launch", "launching": "launch", "setting-up": "establish",
}  # fmt: skip


def nominal(text: str) -> Asked | None:
    """The deliverable of a thing that is called for by its name: "calls for the elaboration of a response plan"."""
    if named := _NAMED.match(text):
        found = asked("prepare " + text.removeprefix("for ")) or asked("convene " + text.removeprefix("for "))
        return Asked(found.deliverable, 0, named.end(), "deliverable.nominal", sure=False) if found else None
    match = _NOMINAL.search(text)
    if match is None or re.search(r"[,;]| to ", text[: match.start()]):
        return None
    verb = _VERBS[match["doing"]]
    found = asked(f"{verb} {text[match.end() :]}")
    if found is None:
        return None
    shift = match.end() - len(verb) - 1
    return Asked(found.deliverable, found.start + shift, found.end + shift, "deliverable.nominal", sure=False)


# review and make recommendations on the elements of the methodology, and to report thereon: what it finds is told in the report
_REVIEWS = re.compile(
    r"^(?:review|examine|study|assess|evaluate|consider),?(?: [a-z]+,)* and (?:to )?(?:make|formulate|propose) "
)


def reviews(predicate: str) -> bool:
    """Whether recommendations are only what a review comes to."""
    return _REVIEWS.match(predicate) is not None


_CONDUCTS = re.compile(r"^(?:[a-z]+ly )?(?:conduct|undertake|carry out|perform|organize)\b")


def conducts(predicate: str) -> bool:
    """Whether a thing is only done, and what comes of it handed over: "conduct an assessment"; but "present an analysis"."""
    return _CONDUCTS.match(predicate) is not None


def passes_on(predicate: str) -> bool:
    """Whether a thing to be done only hands on a report that has been asked for: "and also to transmit the report to the Conference"."""
    return _PASSED.match(predicate) is not None


def _head_verbs(text: str) -> list[str]:
    """prepare and submit -> [prepare, submit]; convene -> [convene]"""
    match = re.match(
        r"(?P<first>[a-z-]+)(?:(?:, (?P<third>[a-z-]+))? (?:and|or) (?:to )?(?:[a-z]+ly )?(?P<second>[a-z-]+))?", text
    )
    return [v for v in (match["first"], match["second"], match["third"]) if v] if match else []
