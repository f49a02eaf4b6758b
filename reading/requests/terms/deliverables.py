"""What countable thing is asked for: a report, two briefings, a mechanism."""

import re
from dataclasses import replace

from domain.instrument import DeliverableKind
from reading.requests.terms import additions, reports
from reading.requests.terms.asked import COUNTS, NOUNS, Asked, unsure
from reading.requests.terms.heads import head, plain
from reading.requests.terms.objects import object_of


def asked(predicate: str, aside: str = "") -> Asked | None:
    """The deliverable of one thing to be done, from its verb on. ``aside`` is what stands between the addressee and the verb."""
    text = plain(predicate)
    if (submission := reports.submission(text)) is not None:
        return submission
    verb_at, verbs = head(text)
    if not verbs:
        return None
    if (told := reports.reported(text, verb_at, verbs) or _told_by_verb(text, verb_at, verbs[0])) is not None:
        return told
    if verbs[0] == "conclude" and " effort" in text[:verb_at]:
        return None  # "make every effort to conclude a convention": the effort is asked for
    if verbs[0] in _ENTRUSTING:
        return _entrusted(text, verb_at)
    if "include" in verbs and additions.into_a_report(text):
        return None
    if verbs[0] == "include":
        return additions.update_included(text, verb_at, aside) or reports.told_in_a_report(text, verb_at, included=True)
    found = object_of(text, verb_at, verbs)
    return _without_object(text, verb_at) if found is None else _with_object(found, text, verb_at, aside)


# consider making a declaration, consider developing a programme; but: consider convening a meeting, submitting a report
_CONSIDERED = re.compile(
    r"(?:[a-z]+ly )?consider (?:[a-z]+ly |further )?(?:making|developing|adopting|elaborating|formulating)\b"
)


def _with_object(found: Asked, text: str, verb_at: int, aside: str) -> Asked | None:
    """What the verb's object comes to, seeing what is said around it."""
    if found.deliverable.kind in (DeliverableKind.OTHER, DeliverableKind.PLAN) and _CONSIDERED.match(text):
        return None
    kept = additions.beside_its_report(found, text, verb_at, aside)
    if kept is not found:
        return kept
    if found.deliverable.kind is DeliverableKind.OTHER and (report := reports.and_report(text)) is not None:
        return report
    if found.sure and (joined := _JOINED.search(text, found.end)) and asked(text[joined.start("verb") :]):
        return replace(found, sure=False)  # "hold three sessions and submit a report": either may be meant
    return found


def _without_object(text: str, verb_at: int) -> Asked | None:
    """What is asked for by a verb that has no countable thing for its object, in words that follow."""
    if reports.by_somebody_else(text, verb_at):
        return None
    joined = _JOINED.search(text, verb_at)
    if joined and reports.is_what_for(text, joined.start()):
        joined = None
    return (
        reports.with_a_view_to_reporting(text, verb_at)
        or _aim_of_briefing(text, verb_at)
        or reports.and_report(text)
        or _hastened(text, verb_at)
        or _further_on(joined, "verb", "deliverable.joined-verb")
        or _by_holding(_BY_HOLDING.search(text, verb_at) if " by " in text else None)
        or reports.told_in_a_report(text, verb_at)
    )


# participate in the consultations for the purpose of | briefing Member States
_AIM_OF_BRIEFING = re.compile(
    r"\b(?:(?:with a view to|for the purpose of|with the aim of) (?P<doing>briefing)|in order to (?P<verb>brief)) (?=the |"
    r"its |it\b|Member|States|deleg)"
)


def _aim_of_briefing(text: str, verb_at: int) -> Asked | None:
    aim = _AIM_OF_BRIEFING.search(text, verb_at) if " brief" in text else None
    return (
        unsure(DeliverableKind.BRIEFING, aim.span("doing" if aim["doing"] else "verb"), "deliverable.aim-of-briefing")
        if aim
        else None
    )


# continue its work and submit a report
_JOINED = re.compile(
    r"[a,](?:(?<=\ba)nd (?:that (?:it|they|he|she) (?:shall |should )?|shall (?:also )?)?(?:to )?(?:then )?|(?<=,) (?=[a-z]+ an? ))"
    r"(?P<verb>submit|present|prepare|provide|transmit|convene|hold|organize|issue|"
    r"publish|establish|report)\b(?= )"
)
# give attention to the observance, by holding the forum
_BY_HOLDING = re.compile(
    r"(?:, by (?P<doing>holding|convening|organizing|hosting|establishing|issuing|preparing|submitting) (?=an?\b|the\b|two\b)"
    r"| by (?P<producing>producing|preparing|issuing|submitting|publishing) (?=an?\b|two\b))"
)


def _by_holding(match: re.Match[str] | None) -> Asked | None:
    """ "give attention to the observance, by holding the forum", "summarize the discussions by producing a report"."""
    return _further_on(match, "doing" if match and match["doing"] else "producing", "deliverable.by-holding")


def _further_on(match: re.Match[str] | None, verb: str, rule: str) -> Asked | None:
    """What is asked for by the second verb that a pattern found, in its group ``verb``."""
    found = asked(match.string[match.start(verb) :]) if match else None
    return _moved(found, match.start(verb), rule) if match and found else None


def _moved(found: Asked, by: int, rule: str) -> Asked:
    """What was found in a text that opens ``by`` characters further on, as a ``rule`` that is not sure of it."""
    return Asked(found.deliverable, found.start + by, found.end + by, rule, sure=False)


# What the verb alone tells -------------------------------------------------------------------------------------------

# update the Council | report: what is made new, and nobody who is told
_ITS_PAPER = "report|website|resolution|database|list"
# update it on the progress made | update the Council regularly; but "update the Guidelines on"
_UPDATED = re.compile(
    # continue updating the Peacebuilding Commission | update, within existing modalities, the Commission
    r"updat(?:e|ing)(?:, [^,;]{3,60},)? (?:the |its )(?:[A-Z][\w’-]* ){1,4}(?:Council|Committee|Assembly|Commission|Board)\b"
    rf"(?! (?:[A-Z]|{_ITS_PAPER}))|"
    r"update, [^,;]{3,60}, (?:it|the (?:Council|Committee|Assembly|Commission|Board))\b|"
    r"update (?:on|about) (?=the|its|progress|developments)|"
    rf"update (?!(?:the |its )?(?:[A-Z][\w-]* )*(?:{_ITS_PAPER}|Guid\w+|Manual|Handbook|Strategy|Plan|Compendium|Inventory|Register|Rules|"
    r"Framework|Database|Catalogue|Roadmap|Directory|List)\b)(?:it,? (?:on|of|about)|(?:the |its )?[A-Z][\w ]*,? (?:on|of|about|regularly|"
    r"annually))\b"
)
# update it, by 15 April, on the steps taken | update the Council in writing every 45 days
_KEPT_ABREAST = re.compile(
    # a list that is updated annually is no update: "it" is told something
    r"update (?!it\b(?![^;]{0,90}?\b(?:on|about|regarding|concerning|thereon)\b))(?:it|(?:the |its |all )?(?:[A-Z][\w’-]* (?:(?:of|on|"
    r"for) (?:the )?)?)*?(?:Council|Committee|Assembly|"
    r"Commission|Board|Conference|"
    rf"Parties|States|Governments|Bureau|Secretariat|Congress|[A-Z]{{4,}}))\b(?! (?:{_ITS_PAPER})\b)"
    r"(?! (?:and|or) [a-z]+ (?:its|the)\b)[^;]{0,80}?"
    r"\b(?:on|of|about|regarding|concerning|thereon|every|regularly|periodically|annually|quarterly|monthly)\b"
)
# continue | briefing the Working Group
_GOING_ON_BRIEFING = re.compile(r"briefing (?:the|its|it|Member States|States)\b")
# approve its programme of work
_OWN_PLAN = re.compile(
    r"(?:approve|adopt|agree (?:up)?on|finalize)(?: and (?:[a-z]+ly )?[a-z]+)?"
    r"(?:,? (?:at|during|by|in|without|as|before|no later than) [^,;]{3,60}?,?)? (?:its|their|an?) "
    r"(?:[\w-]+,? ){0,5}?(?P<plan>programme of work|"
    r"work programme|workplan|"
    r"work plan|plan of action|action plan|strategic plan|road ?map|(?:national|regional|global|strategic) (?:plan|strategy)|strategy|"
    r"implementation plan)\b"
)
# convene a midterm review of the Decade: those who review it meet
_REVIEW_CONVENED = re.compile(
    r"conven(?:e|ing)(?:, [^,;]{3,90},| to [^,;]{3,40})? an? (?:[\w-]+ ){0,4}?(?P<review>review|assessment|appraisal|stocktake|"
    r"stocktaking)\b"
    r"(?! (?:meeting|conference|session|panel|committee))(?P<named>[^;]{0,80}? known as [^;,]*\b(?:Conference|Summit|Congress)\b)?"
)
# call the attention of the Council to the matter with concrete recommendations
_DRAWING = frozenset({"call", "draw", "bring", "approach", "return", "revert", "come"})
_WITH_ADVICE = re.compile(
    r"(?:call|draw|bring|revert|approach|return) [^,;]{3,160}?,? (?:together )?with (?:[\w-]+ ){0,2}?"
    r"(?P<advice>recommendations)\b|(?:revert|return|come back) [^,;]{3,120}?,? with an? (?:[\w-]+ ){0,3}?"
    r"(?P<proposal>proposal|plan|report|strategy)\b"
)

# shall meet in New York for two sessions | shall meet in 2025 and 2026 for at least three sessions per year
_MEETING = re.compile(
    r"(?:meet|convene) (?:in \d{4}(?:, \d{4})*,? and \d{4} |[^;,]{0,60}? )?"
    r"(?:for|in) (?:at least |up to |no more than |a total of )?(?P<n>an?|one|two|three|four|"
    r"five|six|seven|eight) "
    r"(?:(?!of\b|in\b)[\w-]+ ){0,3}?(?P<sessions>sessions?)\b"
)
# meet for its first session
_MEETING_SESSION = re.compile(r"meet (?:[^;,]{0,60}? )?for (?:its|their|the) (?:[\w-]+ ){1,3}?(?P<session>session)\b")
# mark the anniversary | at a half-day, high-level plenary meeting, | with an exhibit
_MARKED_AT = re.compile(
    r"(?:mark|commemorate|observe|celebrate) [^;]{3,240}? (?:at|with|in|by (?:holding|convening|organizing)) (?:an?|"
    r"one) (?:[\w-]+,? ){0,5}?"
    r"(?P<noun>meeting|event|session|ceremony|exhibit|exhibition|conference|forum|symposium|seminar)\b"
)
# meet informally at least once a year
_MEET_ONCE = re.compile(
    r"meet (?:[^;,]{0,40}? )?(?P<once>at least once) (?:(?:a|per|every|in every|in each) |each )(?:\w+ )?year\b"
)
# devote, at its next session, | one plenary meeting to the matter
_DEVOTED = re.compile(
    r"(?:devote|dedicate|allocate|reserve|set aside)(?:, [^;]{3,90}?,)? (?P<n>an?|one|two|three|four|five|six) "
    r"(?:(?!(?:to|of|for|in|on|at|from|day|days|week|hour|part)\b)[\w-]+,? ){0,4}?"
    r"(?P<noun>meeting|session|segment|event|dialogue|debate|discussion|round table|panel discussion)s?\b"
)
# adopt a concise and action-oriented political declaration | adopt action-oriented recommendations
_TEXT_AGREED = re.compile(
    r"(?:approve|adopt|agree (?:up)?on)(?: by consensus)?(?:,? (?:at|during|by|"
    r"in) [^,;]{3,90}?,?)?(?: (?P<a>an?))? (?:[\w-]+,? (?:and )?){0,5}?(?:(?P<other>declaration|outcome document)|"
    r"(?P<advice>recommendations))\b"
)
# lay the report before the Assembly
_LAID = re.compile(r"(?:lay|place|put) (?:the|an?|his|her|its|their) (?:[\w-]+ ){0,3}?(?P<report>report)\b[^;]{0,60}? before\b")
# invite the Office to give a briefing to the Council | invite the Envoy to brief it
_INVITED_TO_BRIEF = re.compile(
    r"invite [^,;]{3,160}? to (?:[a-z]+ly )?"
    r"(?:(?:give|deliver|provide|present|hold) (?:it (?:with )?)?an? (?:[\w-]+ ){0,2}?(?P<briefing>briefing)\b"
    r"|(?P<verb>brief) (?=the |it\b|its |Member|States))"
)
# present its latest reporting to the Assembly
_REPORTING = re.compile(
    r"(?:present|submit|provide)(?:, [^,;]{3,90},)? (?:its|his|her|"
    r"their) (?:[\w-]+ ){0,2}?(?P<reporting>reporting)\b(?! [a-z]+s?\b(?<!to)(?<!on)(?<!at))"
)


def _told_by_verb(text: str, verb_at: int, verb: str) -> Asked | None:
    """What is asked for by the ``verb`` (in base form) itself: "brief the Council", "update it on", "recommend measures"."""
    if verb == "recommend" or (verb == "update" and (_UPDATED.match(text, verb_at) or _KEPT_ABREAST.match(text, verb_at))):
        kind = DeliverableKind.RECOMMENDATIONS if verb == "recommend" else DeliverableKind.UPDATE
        return unsure(kind, (verb_at, verb_at + len(verb)), f"deliverable.verb-{verb}")
    if verb_at and text.startswith("updating ", verb_at) and _UPDATED.match(text, verb_at):
        return unsure(DeliverableKind.UPDATE, (verb_at, verb_at + len("updating")), "deliverable.verb-update")
    if verb == "brief" or (verb_at and _GOING_ON_BRIEFING.match(text, verb_at)):
        return unsure(DeliverableKind.BRIEFING, (verb_at, verb_at + len("brief")), "deliverable.verb-brief")
    if verb in ("approve", "adopt", "agree", "finalize") and (plan := _OWN_PLAN.match(text, verb_at)):
        return unsure(DeliverableKind.PLAN, plan.span("plan"), "deliverable.own-plan")
    if verb in _DRAWING and (advice := _WITH_ADVICE.search(text, verb_at)):
        named = "advice" if advice["advice"] else "proposal"
        kind = DeliverableKind(NOUNS["recommendation" if advice["advice"] else advice["proposal"]])
        return unsure(kind, advice.span(named), "deliverable.with-recommendations")
    if verb in ("devote", "dedicate", "allocate", "reserve", "set") and (devoted := _DEVOTED.match(text, verb_at)):
        return unsure(DeliverableKind.MEETING, devoted.span("noun"), "deliverable.devoted", COUNTS[devoted["n"]])
    if verb in ("meet", "convene") and (sessions := _MEETING.match(text, verb_at)):
        return unsure(DeliverableKind.MEETING, sessions.span("sessions"), "deliverable.sessions", COUNTS[sessions["n"]])
    if verb == "meet" and (session := _MEETING_SESSION.match(text, verb_at)):
        return unsure(DeliverableKind.MEETING, session.span("session"), "deliverable.sessions")
    if verb == "meet" and (once := _MEET_ONCE.match(text, verb_at)):
        return unsure(DeliverableKind.MEETING, once.span("once"), "deliverable.meet-once")
    if verb in ("mark", "commemorate", "observe", "celebrate") and (marked := _MARKED_AT.match(text, verb_at)):
        return unsure(DeliverableKind(NOUNS[marked["noun"]]), marked.span("noun"), "deliverable.marked-at")
    if verb == "invite" and (briefing := _INVITED_TO_BRIEF.match(text, verb_at)):
        named = "briefing" if briefing["briefing"] else "verb"
        return unsure(DeliverableKind.BRIEFING, briefing.span(named), "deliverable.invited-to-brief")
    if verb in ("lay", "place", "put") and (laid := _LAID.match(text, verb_at)):
        return unsure(DeliverableKind.REPORT, laid.span("report"), "deliverable.laid-before")
    if verb in ("present", "submit", "provide") and (reporting := _REPORTING.match(text, verb_at)):
        return unsure(DeliverableKind.REPORT, reporting.span("reporting"), "deliverable.reporting")
    if verb in ("approve", "adopt", "agree") and (agreed := _TEXT_AGREED.match(text, verb_at)):
        return _agreed(agreed)
    if verb == "convene" and (review := _REVIEW_CONVENED.match(text, verb_at)):
        kind = DeliverableKind.CONFERENCE if review["named"] else DeliverableKind.MEETING
        return unsure(kind, review.span("review"), "deliverable.review-convened")
    return None


def _agreed(match: re.Match[str]) -> Asked | None:
    """A text that is to be agreed on: one declaration, or recommendations."""
    if match["advice"]:
        return None if match["a"] else unsure(DeliverableKind.RECOMMENDATIONS, match.span("advice"), "deliverable.text-agreed")
    return unsure(DeliverableKind.OTHER, match.span("other"), "deliverable.text-agreed") if match["a"] else None


# What somebody is entrusted with -------------------------------------------------------------------------------------

_ENTRUSTING = frozenset({"entrust", "task", "charge", "mandate"})
# entrust the Office with monitoring the matter, as well as with reporting thereon
_WITH_REPORTING = re.compile(
    r"\b(?:with|and|to) (?:[a-z]+ly )?(?P<doing>report(?:ing)?)\b(?= (?:on|thereon|to|back|regularly|annually)\b|[,;.]|$)"
)
# entrust the Office with conducting an audit and submitting its findings and recommendations
_WITH_ADVISING = re.compile(
    r"\band (?:submitting|presenting) (?:(?:its|their|his|her) )?(?:(?:findings|conclusions) and )?(?P<advice>recommendations)\b"
)
# entrust the Board with the preparation of a study
_WITH_THE_THING = re.compile(
    r"\b(?:with|to) (?:the )?(?=(?:elaboration|development|preparation|formulation|establishment|drafting|organization|conduct|"
    r"production) of an? )"
)
# task the Office with preparing a study
_WITH_DOING = re.compile(r"\b(?:with|to) (?:the task of )?(?P<doing>[a-z]+),? ")


def _entrusted(text: str, verb_at: int) -> Asked | None:
    """What somebody is entrusted with: "task the Office with preparing a study", "mandate the Board to report annually"."""
    if reporting := _WITH_REPORTING.search(text, verb_at):
        return unsure(DeliverableKind.REPORT, reporting.span("doing"), "deliverable.entrusted")
    if advice := _WITH_ADVISING.search(text, verb_at):
        return unsure(DeliverableKind.RECOMMENDATIONS, advice.span("advice"), "deliverable.entrusted")
    if named := _WITH_THE_THING.search(text, verb_at):
        found = nominal(text[named.end() :])
        return _moved(found, named.end(), "deliverable.entrusted") if found else None
    return _further_on(_WITH_DOING.search(text, verb_at), "doing", "deliverable.entrusted")


# Things that are named without a verb --------------------------------------------------------------------------------

_TITLED = re.compile(
    r"^(?:convene|hold|organize)\b[^“\"]{0,60}[“\"][^”\"]*\b(?P<noun>Summit|Conference|Congress|Forum|Dialogue|Meeting)\b"
)


def titled(predicate: str) -> Asked | None:
    """ "convene the “World Social Summit”": what is convened stands only in quotation marks."""
    match = _TITLED.match(predicate)
    if match is None:
        return None
    return unsure(DeliverableKind(NOUNS[match["noun"].casefold()]), match.span("noun"), "deliverable.titled")


# the elaboration of a plan | the convening of a conference: the thing of a verb that is printed as a noun
_NOMINAL = re.compile(
    r"\b(?P<doing>elaboration|development|preparation|formulation|establishment|creation|convening|holding|organization|drafting|"
    r"publication|issuance|completion|submission|presentation|conduct|hosting|compilation|production|launch|launching|setting-up|"
    r"carrying out|scheduling|adoption|finalization|conclusion)"
    # the convening, as soon as possible, | of; the preparation by the Secretariat | of
    # the convening in 2024 | of; the establishment within the Secretariat | of
    r"(?:, [^,;]{3,90}(?:, [a-z][^,;]{3,60})?,| by the [A-Z][^,;]{3,60}?| (?:in|within|at|by|before|during|on|without) [^,;]{3,60}?)? of "
    r"(?=an?\b|two\b|three\b|four\b|"
    r"the (?:next|first|second|third|fifth|[a-z]+th) )"
)
# calls for a report by the Secretary-General
_NAMED = re.compile(
    r"^(?:for )?(?:an?|one|(?P<several>two|three|four)) (?!(?:for|of|to|in|on|by|from|with)\b)"
    r"(?:(?!(?:for|of|to|in|on|by|from|with)\b)[\w-]+ ){0,4}?"
    r"(?:report|conference|summit|meeting|study|plan of action|action plan|update|briefing|strategy|road ?map|workshop|seminar|survey|"
    r"evaluation|audit|assessment)(?(several)s)\b"
)
_VERBS = {
    "elaboration": "elaborate", "development": "develop", "preparation": "prepare", "formulation": "formulate",
    "establishment": "establish", "creation": "create", "convening": "convene", "holding": "hold", "organization": "organize",
    "drafting": "draft", "publication": "publish", "issuance": "issue", "completion": "complete",
    "submission": "submit", "presentation": "present", "conduct": "conduct", "hosting": "host", "compilation": "compile",
    "production": "produce", "launch": "launch", "launching": "launch", "setting-up": "establish",
    "carrying out": "conduct", "scheduling": "schedule", "adoption": "adopt", "finalization": "finalize", "conclusion": "conclude",
}  # fmt: skip
# the convening of meetings, as well as of consultations, and the | establishment of a mechanism
_NAMED_BESIDE = re.compile(
    r"^(?:the )?(?:(?:regular|early|timely) )?(?:convening|holding|organization|preparation|development|elaboration|establishment) of "
    r"(?!.*\bto (?!the\b|an?\b)[a-z]+ ).*,? and the (?:[a-z]+ )?$"
)
_NOT_NAMED_FIRST = re.compile(r"[,;]| to ")


def nominal(text: str) -> Asked | None:
    """The deliverable of a thing that is called for by its name: "calls for the elaboration of a response plan"."""
    if named := _NAMED.match(text):
        thing = text.removeprefix("for ")
        found = asked(f"prepare {thing}") or asked(f"convene {thing}")
        return replace(found, start=0, end=named.end(), rule="deliverable.nominal", sure=False) if found else None
    for match in _NOMINAL.finditer(text):
        if _NOT_NAMED_FIRST.search(text, 0, match.start()) and not _NAMED_BESIDE.search(text, 0, match.start()):
            return None
        verb = _VERBS[match["doing"]]
        if found := asked(f"{verb} {text[match.end() :]}"):
            return _moved(found, match.end() - len(verb) - 1, "deliverable.nominal")
    return None


# expedite the completion of | the plan, conclude the preparation of | the strategy
_HASTENED = re.compile(
    r"(?:expedite|accelerate|hasten|finalize|conclude|complete|pursue) (?:and [a-z]+ )?(?:the|its|their|his|her) (?:[a-z]+ )?"
    r"(?P<doing>completion|finalization|preparation|development|elaboration|drafting|formulation|production) of (?=an?\b|the\b|"
    r"its\b|their\b)"
    r"|(?:ensure|arrange for|secure) the (?:[a-z]+ )?(?P<ensured>preparation|development|elaboration|establishment|drafting|formulation|"
    r"conduct|convening|creation) of (?=an?\b)"
)


def _hastened(text: str, verb_at: int) -> Asked | None:
    """ "expedite the completion of a plan": what is completed is asked for."""
    match = _HASTENED.match(text, verb_at)
    if match is None:
        return None
    verb = _VERBS[match["doing"] or match["ensured"]]
    found = asked(f"{verb} {text[match.end() :]}")
    return _moved(found, match.end() - len(verb) - 1, "deliverable.hastened") if found else None
