"""What countable thing is asked for: a report, two briefings, a mechanism."""

import re
from dataclasses import dataclass
from functools import cache

from domain.instrument import Deliverable, DeliverableKind
from reading.lexicon import BASE_VERBS, SMALL_NUMBERS, table, words
from reading.requests.terms.actions import FAR_OBJECT

_LISTS = table("slots")["deliverables"]
_PRODUCING = words(_LISTS["verbs"]["producing"])
_GATHERING = words(_LISTS["verbs"]["gathering"])
_DOUBTFUL = frozenset(_LISTS["doubtful"])
_GATHERED = frozenset({DeliverableKind.MEETING, DeliverableKind.CONFERENCE, DeliverableKind.BRIEFING})
_MASS = frozenset({"analysis", "assessment", "evaluation", "review"})
_GOVERNING = words(table("grammar")["deliverables"]["governing"])
_PASSING = frozenset({"publish", "share", "circulate", "transmit", "carry", "disseminate", "forward"})
_COUNTS = {"a": 1, "an": 1, "one": 1} | SMALL_NUMBERS
# transmit the report to the Conference: one that was asked for before
_PASSED = re.compile(
    r"(?:also |further )*(?:transmit|forward|circulate|share|send|convey|submit|present) (?:the|that|this|the said) reports?\b"
)
# Verbs that only say how the next verb is done.
_LIGHT = re.compile(
    r"^(?:(?:[a-z]+ly|further|also|together|jointly|once again) )*"
    r"(?:(?:continue|maintain|resume|follow) (?:its|his|her|their|the) (?:[a-z]+ )?practice of|"
    r"(?:continue(?: with)?|strive|seek|intensify|step up|redouble|increase|strengthen|accelerate|enhance|pursue|expedite|resume)"
    r"(?: and \w+)? (?:its|his|her|their) efforts? to|(?:continue|strive|seek|endeavour|work|proceed|begin|start|resume|consider)"
    r"(?: to| with)?|(?:undertake|be prepared|make (?:every|all) efforts?) to) (?:(?:[a-z]+ly|further|also) )*(?=\w)",
    re.IGNORECASE,
)
_ADVERBS = re.compile(
    r"^(?:(?:[a-z]+ly|further|also|together|jointly|once again|in turn|inter alia)(?: and [a-z]+ly)?,? )+", re.IGNORECASE
)
# A report that is only added to, and not asked for: "include in his report".
_IN_REPORT = re.compile(
    r"\bin (?:his|her|its|their|the)(?: (?:next|annual|final|forthcoming|comprehensive|regular|periodic|subsequent))* reports?\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A deliverable and where it stands in the text it was looked for in."""

    deliverable: Deliverable
    start: int
    end: int
    rule: str
    sure: bool = True


@cache
def _noun() -> re.Pattern[str]:
    nouns = "|".join(sorted(_LISTS["nouns"], key=len, reverse=True))
    return re.compile(
        r"(?:(?<=^)|(?<=[\s,]))(?:(?P<det>a|an|the|these|those|one|two|three|four|five|six|seven|eight|nine|"
        r"ten|its|his|her|their|any|each|such|regular|further|additional|annual)\s+)?"
        rf"(?P<mods>(?:(?!(?:to|of|in|on|for|by|with|from|at|and|that|which|as|into|under|a|an|the|its|his|her|"
        rf"their|containing|including|one|two|three|four|five|six|seven|eight|nine|ten|"
        rf"\d+)(?![\w-]))[\w’'\-–/]+,?\s+(?:and\s+[\w-]+\s+(?=[\w-]+\s))?){{0,7}}?)(?P<noun>{nouns})\b(?!-)",
        re.IGNORECASE,
    )


_BLANKED = re.compile(r"[“\"] +[”\"]")
"""What is left of a title in quotation marks: the “ ” website."""


def asked(predicate: str, aside: str = "") -> Asked | None:
    """The deliverable of one thing to be done, from its verb on. ``aside`` is what stands between the addressee and the verb."""
    text = _BLANKED.sub(lambda quoted: " " * len(quoted[0]), predicate.replace(" up to ", "       "))
    text = text[:1].lower() + text[1:]  # an item behind "to:" opens in a capital
    if " a minimum of " in text:
        text = text.replace(" a minimum of ", " " * 14)
    if "ion of a" in text and (taken := _SUBMISSION.match(text)):
        return Asked(Deliverable(DeliverableKind.REPORT), *taken.span("report"), "deliverable.submission", sure=False)
    verb_at = 0
    for pattern in (_ADVERBS, _LIGHT, _ADVERBS):
        if match := pattern.match(text[verb_at:]):
            verb_at += match.end()
    verbs = _head_verbs(text[verb_at:])
    if not verbs:
        return None
    base = [_ungerund(v) for v in verbs]
    if "report" in base[:2] and not _REPORTED.match(text, verb_at):
        twice = _TIMES.match(text, verb_at)
        count = 1 if twice is None else 2 if twice["n"] is None else _COUNTS[twice["n"]]
        return Asked(Deliverable(DeliverableKind.REPORT, count), verb_at, verb_at + 6, "deliverable.verb-report")
    if base[0] == "recommend" or (
        base[0] == "update" and re.match(r"update (?:the |its )?[A-Z][\w ]* (?:on|of|about|regularly|annually)\b", text[verb_at:])
    ):
        kind = DeliverableKind.RECOMMENDATIONS if base[0] == "recommend" else DeliverableKind.UPDATE
        return Asked(Deliverable(kind), verb_at, verb_at + len(base[0]), f"deliverable.verb-{base[0]}", sure=False)
    if "brief" in base[:1]:
        return Asked(Deliverable(DeliverableKind.BRIEFING), verb_at, verb_at + 5, "deliverable.verb-brief", sure=False)
    if base[0] in _ENTRUSTING:
        return _entrusted(text, verb_at)
    if base[0] in ("approve", "adopt", "agree", "finalize") and (plan := _OWN_PLAN.match(text, verb_at)):
        return Asked(Deliverable(DeliverableKind.PLAN), *plan.span("plan"), "deliverable.own-plan", sure=False)
    if base[0] in _DRAWING and (advice := _WITH_ADVICE.search(text, verb_at)):
        return Asked(
            Deliverable(DeliverableKind.RECOMMENDATIONS), *advice.span("advice"), "deliverable.with-recommendations", sure=False
        )
    if base[0] == "include":
        return _own_update(text, verb_at)
    found = _object(text, verb_at, base)
    if found is None and _ENABLED.search(text, verb_at):
        return None
    if found is None and (aim := _AIM_OF_REPORTING.search(text, verb_at)):
        return Asked(Deliverable(DeliverableKind.REPORT), *aim.span("doing"), "deliverable.with-a-view-to-reporting", sure=False)
    if (found is None or found.deliverable.kind is DeliverableKind.OTHER) and (also := _AND_REPORT.search(text)):
        return Asked(Deliverable(DeliverableKind.REPORT), also.start("verb"), also.end(), "deliverable.and-report", sure=False)
    if found is None and (joined := _JOINED.search(text, verb_at)):  # "continue its work and submit a report"
        later = asked(text[joined.start("verb") :])
        if later is not None:
            start, end = later.start + joined.start("verb"), later.end + joined.start("verb")
            return Asked(later.deliverable, start, end, "deliverable.joined-verb", sure=False)
    if found is not None and found.deliverable.kind is DeliverableKind.UPDATE and _IN_REPORT.search(aside):
        return Asked(Deliverable(DeliverableKind.REPORT), found.start, found.end, "deliverable.update-in-report")
    if found is not None and found.deliverable.kind is DeliverableKind.UPDATE and _WITHIN_REPORT.search(text, found.end):
        return None
    return found


# provide an update within the annual report: only added to it
_WITHIN_REPORT = re.compile(
    r"\b(?:within|as (?:a )?(?:part|section|chapter|component) of) (?:the|his|her|its|their) (?:[\w-]+ ){0,4}?reports?\b",
    re.IGNORECASE,
)


# track and report resource allocations: what is reported stands right behind the verb
_REPORTED = re.compile(
    r"(?:[a-z-]+,? (?:and|or) )?report (?!(?:on|to|thereon|back|in|by|at|every|each|its|their|his|her|the|this|these|any|all|and|"
    r"about|upon|within|through|no|not|as|once|twice|when|orally|also|further|information|progress|findings|before|prior|during|after|"
    r"under|with|for|from|until|via|regarding|concerning|[a-z-]+ly)\b)[a-z]"
)
# consider positively ... the submission of a midterm report
_SUBMISSION = re.compile(
    r"(?:consider|contemplate|envisage|expedite|ensure|accelerate)(?: [a-z]+ly)?\b[^;]{0,120}?\bthe (?:timely |prompt |early )?"
    r"(?:submission|presentation|preparation) of an? (?:[\w-]+ ){0,3}?(?P<report>report)\b"
)
# approve its programme of work
_OWN_PLAN = re.compile(
    r"(?:approve|adopt|agree (?:up)?on|finalize) (?:its|their|a|an) (?:[\w-]+ ){0,2}?(?P<plan>programme of work|work programme|workplan|"
    r"work plan|plan of action|action plan|strategic plan)\b"
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
    r"\band (?:to )?(?:then )?(?P<verb>report)(?= (?:[a-z]+ly )?(?:on|to|back|thereon|through|in|at)\b| [a-z]+ly,)"
)
_JOINED = re.compile(
    r"(?:\band (?:that (?:it|they|he|she) (?:shall |should )?)?(?:to )?(?:then )?|, (?=[a-z]+ an? ))"
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
    r"\bwith a view to (?:[a-z]+ly )?(?P<doing>reporting (?:[a-z]+ly )?(?:to|on|thereon|back)|"
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
    kind = DeliverableKind(_LISTS["nouns"][match["noun"].casefold()])
    return Asked(Deliverable(kind), match.start("noun"), match.end("noun"), "deliverable.titled", sure=False)


# the elaboration of a plan | the convening of a conference: the thing of a verb that is printed as a noun
_NOMINAL = re.compile(
    r"\b(?P<doing>elaboration|development|preparation|formulation|establishment|creation|convening|holding|organization|drafting|"
    r"publication|issuance|completion) of (?=an?\b)"
)
_VERBS = {
    "elaboration": "elaborate", "development": "develop", "preparation": "prepare", "formulation": "formulate",
    "establishment": "establish", "creation": "create", "convening": "convene", "holding": "hold", "organization": "organize",
    "drafting": "draft", "publication": "publish", "issuance": "issue", "completion": "complete",
}  # fmt: skip


def nominal(text: str) -> Asked | None:
    """The deliverable of a thing that is called for by its name: "calls for the elaboration of a response plan"."""
    match = _NOMINAL.search(text)
    if match is None or re.search(r"[,;]| to ", text[: match.start()]):
        return None
    verb = _VERBS[match["doing"]]
    found = asked(f"{verb} {text[match.end() :]}")
    if found is None:
        return None
    shift = match.end() - len(verb) - 1
    return Asked(found.deliverable, found.start + shift, found.end + shift, "deliverable.nominal", sure=False)


def passes_on(predicate: str) -> bool:
    """Whether a thing to be done only hands on a report that has been asked for: "and also to transmit the report to the Conference"."""
    return _PASSED.match(predicate) is not None


def _head_verbs(text: str) -> list[str]:
    """prepare and submit -> [prepare, submit]; convene -> [convene]"""
    match = re.match(
        r"(?P<first>[a-z-]+)(?:(?:, (?P<third>[a-z-]+))? (?:and|or) (?:to )?(?:[a-z]+ly )?(?P<second>[a-z-]+))?", text
    )
    return [v for v in (match["first"], match["second"], match["third"]) if v] if match else []


def _ungerund(verb: str) -> str:
    if not verb.endswith("ing"):
        return verb
    stem = verb[:-3]
    return next((s for s in (stem, stem + "e", stem[:-1]) if s in _PRODUCING or s in _GATHERING), verb)


# to facilitate | which | aimed at: what comes after it is no object of the verb
_CUT = re.compile(
    r"\bto (?:(?:further|better|[a-z]+ly) )?(?P<verb>[a-z-]+)|\b(?:which|that|who|aimed|with a view|in order|"
    r"including)\b"
)


def _object_end(text: str, verb_at: int) -> int:
    """Where the object of the head verb ends at the latest: at the next infinitive, relative clause or purpose."""
    for match in _CUT.finditer(text, verb_at):
        if match["verb"] is None or (
            match["verb"] in BASE_VERBS
            and match["verb"] != "be"
            and match["verb"] not in _PRODUCING
            and match["verb"] not in _GATHERING
        ):
            return match.start()
    return len(text)


# provide the Committee with a report | an updated version of the report: prepositions that the thing asked for may stand behind
_DEFINITE = frozenset({"the", "these", "those", "its", "his", "her", "their", "any", "each", "such"})
_MAKING = frozenset({"prepare", "compile", "draft", "develop", "produce", "elaborate", "draw", "create", "consolidate"})
# present the revised guidelines: a new thing, though "the" stands before it
_RENEWED = re.compile(r"\b(?:revised|updated|amended|draft)\b", re.IGNORECASE)
_SYSTEM = re.compile(
    r"\b(?:registration|information|monitoring|management|tracking|reporting|warning|online|electronic|web-based|filing|alert|alerts|"
    r"evaluation|data|database|accounting|digital|web|notification|certification|verification|archiving)\b",
    re.IGNORECASE,
)
_WITH = re.compile(
    r"^(?:provide|furnish|present|supply|providing)\b(?!, with$).* with$|^(?:consolidate|compile|merge|combine|integrate|bring)\b.* into$"
)
_VERSION = re.compile(
    r"\b(?:(?:updated|revised|new|draft|second|first|final|shorter) (?:version|edition|draft)s?|set|series) of(?: the)?\s*$"
)
_REFERRED = re.compile(r"\b(?:contained in|referred to|set out|submitted|entitled|pursuant|related)\b[^,]*$")
# the report form, the committee room: the noun only tells what kind of thing
_COMPOUND = re.compile(
    r"\s+(?:report|paper|document|officer|system|room|services?|committee|process|cooperation|and control|form|frameworks?|periods?|"
    r"cycles?|teams?|groups?|board|functions?|capacity|tools?|data|standards?|processes|budgets?|reports|capabilities|mechanisms?|"
    r"members?|space|area|countries|facilities|needs|notes?|packages?|materials?|conferences?)\b",
    re.IGNORECASE,
)
_PROVIDING = frozenset({"provide", "furnish", "supply", "equip"})
_BETTERING = frozenset({"expand", "enhance", "strengthen", "improve", "upgrade", "extend", "consolidate"})
_MAKING_SO = frozenset({"make", "render", "keep"})
_RESULTING = re.compile(r"\s+(?:more|less|easier|simpler|clearer|shorter|better)\b")
_STAGED = frozenset({"exhibit", "exhibition", "ceremony", "training course"})
"""What is held and is no meeting."""
_HOLDING = frozenset({"hold", "organize", "organise", "host", "schedule", "arrange"})
# convene a high-level panel during its session, but: of eminent persons
_PANEL_AS_EVENT = re.compile(
    r"\s+(?:discussions?|during|at (?:its|the|each)|on the (?:theme|occasion|margins)|in (?:the margins|conjunction)|in \d{4})\b"
)
_SETTING_UP = words(table("grammar")["deliverables"]["setting_up"])


def _object(text: str, verb_at: int, verbs: list[str]) -> Asked | None:
    """The thing that the head verbs (in base form) have for their object."""
    producing = any(v in _PRODUCING for v in verbs)
    gathering = any(v in _GATHERING for v in verbs)
    if not (producing or gathering):
        return None
    behind = re.compile(r"[\w-]*").match(text, verb_at)
    begin = behind.end() if behind else verb_at
    if (far := FAR_OBJECT.match(text[verb_at:])) is not None:
        begin = verb_at + far.end()  # "prepare, with a view to informing the debate, an analysis"
    for match in _noun().finditer(text, begin, _object_end(text, begin)):
        if not _is_object(text[verb_at : match.start()].rstrip(), match):
            continue
        noun, det = " ".join(match["noun"].casefold().split()), (match["det"] or "").casefold()
        kind = DeliverableKind(_LISTS["nouns"][noun])
        if det in ("the", "these", "those") and verbs[0] in _PASSING and (noun.endswith("s") or kind is DeliverableKind.OTHER):
            return None  # "publish the recommendations", "transmit the final document": they exist already
        if kind is not DeliverableKind.REPORT and _COMPOUND.match(text, match.end()):
            continue
        if det in _DEFINITE and not _PROVIDING.isdisjoint(verbs) and text.startswith(" with ", match.end()):
            continue  # "provide the programme with resources": it is the receiver
        version = _VERSION.search(text, verb_at, match.start()) is not None
        renewed = version or _RENEWED.search(match["mods"] or "") is not None
        if kind is DeliverableKind.MECHANISM and noun.endswith("panel") and _as_event(text, match.end(), verbs):
            kind = DeliverableKind.MEETING
        if kind is DeliverableKind.OTHER and det in _DEFINITE and _MAKING.isdisjoint(verbs) and not renewed:
            continue  # "complete the review", "publish their statements": no new thing is asked for
        if det in _DEFINITE and kind not in _GATHERED and kind is not DeliverableKind.REPORT and _bettered(text, verb_at, verbs):
            continue  # "develop and expand the website": it is there already
        if _RESULTING.match(text, match.end()) and not _MAKING_SO.isdisjoint(verbs):
            continue  # "make recommendations more actionable"
        if noun in ("system", "platform") and not _SYSTEM.search(match["mods"] or ""):
            continue  # "develop a multilateral trading system": nothing that one hands over or sets up
        if kind is DeliverableKind.MECHANISM and _SETTING_UP.isdisjoint(verbs):
            continue  # "provide the Committee with a report"
        if kind not in (*_GATHERED, DeliverableKind.REPORT) and match["noun"][0].isupper() and det not in _COUNTS:
            continue  # "the United Nations Environment Programme", "in accordance with the Relationship Agreement"
        if kind in _GATHERED and not gathering and kind is not DeliverableKind.BRIEFING:
            continue
        if noun == "dialogue" and det in ("", "regular", "further"):
            return None  # "hold regular, inclusive dialogue": talk, and no meeting that could be counted
        if gathering and not producing and kind not in (*_GATHERED, DeliverableKind.MECHANISM) and noun not in _STAGED:
            return None
        count = 1 if version else _count(det, match["mods"] or "", noun, kind) or _listed_behind(text[match.end() :], noun)
        if count is None:
            return None
        if count == 1 and not noun.endswith("s"):
            count += _further(text[match.end() :], noun)
        return Asked(
            Deliverable(kind, count), match.start(), match.end(), "deliverable.object", det in _COUNTS and noun not in _DOUBTFUL
        )
    return None


def _bettered(text: str, verb_at: int, verbs: list[str]) -> bool:
    """Whether what is there already is only to be made better: "develop and expand the website", "further develop the database"."""
    return not _BETTERING.isdisjoint(verbs) or text.startswith(("further ", "continue to further "), 0, verb_at)


def _as_event(text: str, end: int, verbs: list[str]) -> bool:
    """Whether a panel is held rather than set up: "hold a high-level panel on the theme", "a high-level panel discussion"."""
    return not _HOLDING.isdisjoint(verbs) or ("convene" in verbs and _PANEL_AS_EVENT.match(text, end) is not None)


def _is_object(before: str, match: re.Match[str]) -> bool:
    """Whether a noun can be the object of the head verb: nothing that governs it stands between. ``before`` begins with the verb."""
    last = re.search(r"([\w-]+),?$", before)
    word = last[1].casefold() if last else ""
    if word.endswith("ing") and " " in before:
        return False
    if _within_other(before, word, match) or _REFERRED.search(before):
        return False
    return word not in _GOVERNING or bool(_VERSION.search(before)) or bool(_WITH.match(before))


_INNER_PREPOSITION = re.compile(r" (?:of|in|for|by|with|from|through|under|as|at|during|pursuant to)\b")


def _within_other(before: str, word: str, match: re.Match[str]) -> bool:
    """Whether the noun belongs to something else: joined to a noun under a preposition ("the implementation of the decisions and
    recommendations"), or part of a name ("Review Conferences")."""
    if match["det"] is None and word in ("and", "or") and _INNER_PREPOSITION.search(before):
        return True
    following = match.string[match.end() :].lstrip()[:1]
    return match["noun"][0].isupper() and following.isupper()


# a report, using one of the forms, including a nil report: kinds of it, and no further one
_KINDS_OF_IT = re.compile(r"\b(?:including|such as|using|inter alia|for example|whether)\b")


def _further(rest: str, noun: str) -> int:
    """ "an interim report by 1 December, a final report by 1 May": each further one with an article of its own counts."""
    own = _KINDS_OF_IT.split(rest, maxsplit=1)[0]
    return len(re.findall(rf"(?:,|,? and) an? (?:[\w-]+ ){{1,3}}{re.escape(noun)}\b", own))


def _listed_behind(rest: str, noun: str) -> int | None:
    """ "reports, namely a report on A and a report on B": a plural whose members are named is as many as they are."""
    named = re.search(r"\b(?:namely|as follows|i\.e\.)", rest) if noun.endswith("s") else None
    one = re.escape(noun.removesuffix("s"))
    return len(re.findall(rf"\ban? (?:[\w-]+ ){{0,3}}{one}\b", rest[named.end() :])) or None if named else None


def _count(det: str, mods: str, noun: str, kind: DeliverableKind) -> int | None:
    """How many; ``None`` for a plural without a number, which is nothing countable (recommendations and updates are one)."""
    number = _COUNTS.get(det) or next(
        (_COUNTS[w] for w in mods.casefold().split() if w in _COUNTS and w not in ("a", "an")), None
    )
    if noun.endswith("s") and noun not in ("analysis", "congress") and det not in ("a", "an"):
        if number and number > 1:
            return number
        return 1 if kind in (DeliverableKind.RECOMMENDATIONS, DeliverableKind.UPDATE) else None
    if kind is DeliverableKind.OTHER and not det and (noun in _MASS or noun in _DOUBTFUL):
        return None  # "provide policy analysis and support"
    return number or 1
