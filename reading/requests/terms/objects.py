"""The countable thing that a verb has for its object: "prepare, in consultation with all States, | a report"."""

import re
from dataclasses import dataclass
from functools import cache

from domain.instrument import Deliverable, DeliverableKind
from reading.lexicon import BASE_VERBS, SMALL_NUMBERS, table, words
from reading.requests.sentences.phrases import verb_of
from reading.requests.terms.actions import FAR_OBJECT

_LISTS = table("slots")["deliverables"]
NOUNS: dict[str, str] = _LISTS["nouns"]
"""The kind that each head noun stands for."""
COUNTS = {"a": 1, "an": 1, "one": 1} | SMALL_NUMBERS
_PRODUCING = words(_LISTS["verbs"]["producing"])
_GATHERING = words(_LISTS["verbs"]["gathering"])
_ASKING = _PRODUCING | _GATHERING
_DOUBTFUL = frozenset(_LISTS["doubtful"])
_GATHERED = frozenset({DeliverableKind.MEETING, DeliverableKind.CONFERENCE, DeliverableKind.BRIEFING})
_MASS = frozenset({"analysis", "assessment", "evaluation", "review"})
_GOVERNING = words(table("grammar")["deliverables"]["governing"])
_PASSING = frozenset({"publish", "share", "circulate", "transmit", "carry", "disseminate", "forward"})


@dataclass(frozen=True, slots=True)
class Asked:
    """A deliverable and where it stands in the text it was looked for in."""

    deliverable: Deliverable
    start: int
    end: int
    rule: str
    sure: bool = True


def unsure(kind: DeliverableKind, span: tuple[int, int], rule: str, count: int = 1) -> Asked:
    """What a rule finds that may well be wrong, to be looked at."""
    return Asked(Deliverable(kind, count), *span, rule, sure=False)


@cache
def _noun() -> re.Pattern[str]:
    nouns = "|".join(sorted(NOUNS, key=len, reverse=True))
    return re.compile(
        r"(?:(?<=^)|(?<=[\s,]))(?:(?P<det>a|an|the|these|those|one|two|three|four|five|six|seven|eight|nine|"
        r"ten|its|his|her|their|any|each|such|regular|further|additional|annual)\s+)?"
        rf"(?P<mods>(?:(?!(?:to|of|in|on|for|by|with|from|at|and|that|which|as|into|under|a|an|the|its|his|her|"
        rf"their|containing|including|months|years|weeks|days|one|two|three|four|five|six|seven|eight|nine|ten|"
        rf"\d+)(?![\w-]))[\w’'\-–/]+,?\s+(?:and\s+(?!(?:an?|the|two|three|its|his|her|their)\s)[\w-]+\s+(?=[\w-]+\s))?){{0,7}}?)(?P<noun>(?:{nouns})s?)\b(?!-)"
        r"(?!\s(?:policy\s)?(?:dialogue|forum|debate|workshop|seminar|meeting|briefing|conference)s?\b)",
        re.IGNORECASE,
    )


def base_form(verb: str) -> str:
    """The verb of a gerund that asks for a deliverable: preparing -> prepare; any other word as it is."""
    return verb_of(verb, _ASKING)


# to facilitate | which | aimed at: what comes after it is no object of the verb
_CUT = re.compile(
    r"\bto (?:(?:further|better|[a-z]+ly) )?(?P<verb>[a-z-]+)|\b(?:which|who|"
    r"that(?! (?:session|meeting|period|year|purpose|end|effect|regard|respect|context)\b)|aimed|with a view|in order|"
    r"including)\b"
)


def _object_end(text: str, verb_at: int, naming: bool) -> int:
    """Where the object of the head verb ends at the latest: at the next infinitive, relative clause or purpose."""
    for match in _CUT.finditer(text, verb_at):
        if naming and match["verb"]:
            return match.start()  # "appoint an expert to prepare a study": the expert's
        if match["verb"] is None or (
            match["verb"] in BASE_VERBS
            and match["verb"] != "be"
            and match["verb"] not in _PRODUCING
            and match["verb"] not in _GATHERING
        ):
            return match.start()
    return len(text)


_TIED = frozenset({" ", " and ", " or ", ", ", ", and "})
# verbs that hand something over only with their particle
_PARTICLES = {
    "put": re.compile(r"put(?:ting)? (?:forward|forth|together|up|in place|out)\b"),
    "carry": re.compile(r"carry(?:ing)? (?:out|through)\b"),
}
_NAMING = frozenset({"appoint", "designate", "nominate", "assign"})
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
    r"|^(?:compile|consolidate|summarize) (?:[\w-]+ ){1,6}in$|^arrange for$|^convene(?: again)? for$"
)
_VERSION = re.compile(
    r"\b(?:(?:updated|revised|new|draft|second|first|final|shorter) (?:version|edition|draft)s?|set|series) of(?: the)?\s*$"
)
_REFERRED = re.compile(r"\b(?:contained in|referred to|set out|submitted|entitled|pursuant|related)\b[^,]*$")
# the report form, the committee room: the noun only tells what kind of thing
_COMPOUND = re.compile(
    r"\s+(?:report|paper|document|officer|system|room|services?|committee|process|cooperation|and control|form|frameworks?|periods?|"
    r"cycles?|teams?|groups?|board|functions?|capacity|tools?|data|standards?|processes|budgets?|reports|capabilities|mechanisms?|"
    r"members?|missions?|space|area|countries|facilities|needs|notes?|packages?|materials?|conferences?|secretariat|venue|"
    r"centre|hall|rooms?|participants|outcomes?|agenda|documentation|proceedings)\b",
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
# Nouns that are printed like the base form of a verb.
_ALSO_VERBS = words(
    "update plan review survey list report study audit document index outline note guide register catalogue map debate"
)
_DESCRIBED = re.compile(r"\b(?!and |[a-z]+ly )[a-z-]+ $")
# updates to the terms of reference
_AMENDED = re.compile(r" (?:to|of) (?:the|its|their|his|these|those|any) (?!council|committee|commission|membership|board)[a-z]")
# provide to the Secretary-General | periodic updates
_RECEIVER = re.compile(
    r"(?: and [a-z]+)?(?: [a-z]+ly)? to (?:the )?(?:[A-Z][\w’'-]*,?(?: (?:and|of|on|for|in|at|de)(?: the)?(?= [A-Z]))? )+(?=[a-z])"
)
_SETTING_UP = words(table("grammar")["deliverables"]["setting_up"])


def object_of(text: str, verb_at: int, verbs: list[str]) -> Asked | None:
    """The thing that the head verbs (in base form) have for their object."""
    if (particles := _PARTICLES.get(verbs[0])) and not particles.match(text, verb_at):
        return None  # "put an end to the violations"
    producing = any(v in _PRODUCING for v in verbs)
    gathering = any(v in _GATHERING for v in verbs)
    if not (producing or gathering):
        return None
    behind = re.compile(r"[\w-]*").match(text, verb_at)
    begin = behind.end() if behind else verb_at
    if (far := FAR_OBJECT.match(text[verb_at:])) is not None:
        begin = verb_at + far.end()  # "prepare, with a view to informing the debate, an analysis"
    elif (handed := _RECEIVER.match(text, begin)) is not None:
        begin = handed.end()  # "provide to the Secretary-General | periodic updates"
    passed, listed = 0, 0
    for match in _noun().finditer(text, begin, _object_end(text, begin, not _NAMING.isdisjoint(verbs))):
        before = text[verb_at : match.start()].rstrip()
        between = text[passed : match.start()] if passed else ""
        tied = between in _TIED and (match["det"] or "").casefold() not in COUNTS
        if passed and tied and not (between == " " and match["det"]):  # "at its next session | her annual report" begins anew
            passed = (
                match.end()
            )  # "in his overview | report", "with the programme and | the strategy": no more an object than the first
            continue
        if not _is_object(before, match) or (
            (verbs[0] in ("merge", "combine") or (verbs[0] == "consolidate" and " into a " in text))
            and not before.endswith(" into")
        ):
            passed = match.end()
            continue
        if listed and not _listed_with(text[listed : match.start()], match["det"]):
            return None
        noun, det = " ".join(match["noun"].casefold().split()), (match["det"] or "").casefold()
        kind = DeliverableKind(NOUNS.get(noun) or NOUNS[noun[:-1]])  # "two studies" is listed, "two papers" is not
        if noun in _ALSO_VERBS and not det and _as_verb(before, match["mods"] or ""):
            continue  # "maintain and update the website", "develop, plan and implement programmes"
        if kind is DeliverableKind.UPDATE and _AMENDED.match(text, match.end()):
            continue  # "make updates to the guidelines available": the guidelines as amended
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
        if kind is DeliverableKind.MECHANISM and det in _DEFINITE and "convene" in verbs:
            continue  # "convene the preparatory committee for a session": it has been set up
        if kind is DeliverableKind.MECHANISM and _SETTING_UP.isdisjoint(verbs):
            continue  # "provide the Committee with a report"
        if kind not in (*_GATHERED, DeliverableKind.REPORT) and match["noun"][0].isupper() and det not in COUNTS and not version:
            continue  # "the United Nations Environment Programme", "in accordance with the Relationship Agreement"
        if kind in _GATHERED and not gathering and kind is not DeliverableKind.BRIEFING:
            continue
        if noun == "dialogue" and det in ("", "regular", "further"):
            return None  # "hold regular, inclusive dialogue": talk, and no meeting that could be counted
        if gathering and not producing and kind not in (*_GATHERED, DeliverableKind.MECHANISM) and noun not in _STAGED:
            return None
        count = 1 if version else _count(det, match["mods"] or "", noun, kind) or _listed_behind(text[match.end() :], noun)
        if count is None and (det in _DEFINITE or "all " in (match["mods"] or "")):
            return None
        if count is None:
            listed = match.end()
            continue  # "present proposals, options and recommendations", "prepare guidelines and a handbook"
        pair = count == 1 and det in ("a", "an") and before.endswith(" and") and _PAIR.search(before) is not None
        if pair or kind in _GATHERED or (count == 1 and not noun.endswith("s")):
            count += pair + _further(text[match.end() :], noun)
        return Asked(
            Deliverable(kind, count),
            match.start(),
            match.end(),
            "deliverable.object",
            det in COUNTS and noun not in _DOUBTFUL and not pair and _ANOTHER.search(text, match.end()) is None,
        )
    return None


def _as_verb(before: str, mods: str) -> bool:
    """Whether a word that is a noun and a verb stands as a verb, behind the head verb or another one: "maintain and | update"."""
    joined = " " not in before or before.endswith((",", " and", " or"))
    return joined and _DESCRIBED.search(mods) is None


def _listed_with(between: str, det: str | None) -> bool:
    """Whether a noun goes on with a list that opens with a plural: "proposals, options and | recommendations", "guidelines on it and
    | a handbook"."""
    if (det or "").casefold() in COUNTS:
        return between.rstrip().endswith((",", " and", "and"))
    return re.search(r"\b(?:to|of|on|in|by|for|with|that|which|from|at|as)\b", between) is None


def _bettered(text: str, verb_at: int, verbs: list[str]) -> bool:
    """Whether what is there already is only to be made better: "develop and expand the website", "further develop the database"."""
    return (
        not _BETTERING.isdisjoint(verbs)
        or text.startswith(("further ", "continue to further "), 0, verb_at)
        or (verbs[0] in ("develop", "build", "elaborate") and text.startswith("continue ", 0, verb_at))
    )


def _as_event(text: str, end: int, verbs: list[str]) -> bool:
    """Whether a panel is held rather than set up: "hold a high-level panel on the theme", "a high-level panel discussion"."""
    return not _HOLDING.isdisjoint(verbs) or ("convene" in verbs and _PANEL_AS_EVENT.match(text, end) is not None)


def _is_object(before: str, match: re.Match[str]) -> bool:
    """Whether a noun can be the object of the head verb: nothing that governs it stands between. ``before`` begins with the verb."""
    last = re.search(r"([\w-]+),?(?: (?:the|these|those|its|their))?$" if match["det"] in COUNTS else r"([\w-]+),?$", before)
    word = last[1].casefold() if last else ""
    if (word.endswith("ing") and " " in before) or (word.isdigit() and match["det"] is None):
        return False  # "the implementation of the 1540 programme"
    if _within_other(before, word, match) or (_REFERRED.search(before) and not _WITH.match(before)) or _ATTENDED.search(before):
        return False
    return word not in _GOVERNING or bool(_VERSION.search(before)) or bool(_WITH.match(before))


# arrange for the attendance at the Conference and | the first session of the Committee
_ATTENDED = re.compile(r"\b(?:attendance|participation|presence|representation) (?:at|in)\b")
_INNER_PREPOSITION = re.compile(r" (?:of|in|for|by|with|from|through|under|as|at|during|pursuant to)\b")


_NAME_END = re.compile(r" (?:of|by|for|in) the (?:[A-Z][\w-]* )*[A-Z][\w-]*$")


def _within_other(before: str, word: str, match: re.Match[str]) -> bool:
    """Whether the noun belongs to something else: joined to a noun under a preposition ("the implementation of the decisions and
    recommendations"), or part of a name ("Review Conferences")."""
    inner = match["det"] is None and _INNER_PREPOSITION.search(before) is not None
    if inner and (word in ("and", "or") or _NAME_END.search(before)):
        return True  # "the implementation of the Expert Group | work programme"
    following = match.string[match.end() :].lstrip()[:1]
    return match["noun"][0].isupper() and following.isupper()


# a midterm update to the Committee and | a final report to the Council: either may be meant
_ANOTHER = re.compile(
    r"(?:,|,? and|,? or) (?:by [^,;]{3,40} |no later than [^,;]{3,40} )?(?:an?|one|two|three|four) (?:[\w-]+ ){0,3}"
    r"(?:report|update|briefing|"
    r"meeting|conference|plan|strategy|study|summary|assessment|review|proposal|framework|mechanism|workshop|seminar|handbook|list|"
    r"programme|survey|analysis|note|paper|guide|manual|database|recommendations|proposals|dialogue|event|session)s?\b"
)
# a report, using one of the forms, including a nil report: kinds of it, and no further one
_KINDS_OF_IT = re.compile(r"\b(?:including|such as|using|inter alia|for example|whether)\b")


# an oral and | a written report
_PAIR = re.compile(
    r"^[a-z]+ an? (?:oral|written|verbal|first|second|third|fourth|fifth|interim|initial|preliminary|mid-?term|annual|biennial|national|"
    r"regional|global|subregional|progress|narrative|financial|technical|public|short|summary) and$"
)


def _further(rest: str, noun: str) -> int:
    """ "an interim report by 1 December, a final report by 1 May": each further one with an article of its own counts."""
    own = _KINDS_OF_IT.split(rest, maxsplit=1)[0]
    one = re.escape(noun)
    # three regional meetings and | one global meeting
    others = re.findall(rf"(?:,|,? and) (one|two|three) (?:[\w-]+ ){{1,3}}{one.removesuffix('s')}s?\b", own)
    if others or noun.endswith("s"):
        return sum(COUNTS[number] for number in others)
    dated = (
        rf"(?:,|,? and),? (?:by|no later than|not later than|before|at|in|during) [^,;]{{3,60}}?,? an? (?:[\w-]+ ){{0,3}}{one}\b"
    )
    return len(re.findall(rf"(?:,|,? and) an? (?:(?:[\w-]+ ){{1,3}}{one}\b|{one} on\b)|{dated}", own))


def _listed_behind(rest: str, noun: str) -> int | None:
    """ "reports, namely a report on A and a report on B": a plural whose members are named is as many as they are."""
    named = re.search(r"\b(?:namely|as follows|i\.e\.)", rest) if noun.endswith("s") else None
    one = re.escape(noun.removesuffix("s"))
    return len(re.findall(rf"\ban? (?:[\w-]+ ){{0,3}}{one}\b", rest[named.end() :])) or None if named else None


_ONE_IN_S = frozenset(
    {"analysis", "congress", "synthesis", "synopsis", "atlas", "round of informal consultations", "round of consultations"}
)


def _count(det: str, mods: str, noun: str, kind: DeliverableKind) -> int | None:
    """How many; ``None`` for a plural without a number, which is nothing countable (recommendations and updates are one)."""
    number = COUNTS.get(det) or next((COUNTS[w] for w in mods.casefold().split() if w in COUNTS and w not in ("a", "an")), None)
    if noun.endswith("s") and noun not in _ONE_IN_S and det not in ("a", "an", "one"):
        if number and number > 1:
            return number
        return 1 if kind in (DeliverableKind.RECOMMENDATIONS, DeliverableKind.UPDATE) else None
    if kind is DeliverableKind.OTHER and det in ("", "further", "additional", "regular") and (noun in _MASS or noun in _DOUBTFUL):
        return None  # "provide policy analysis and support"
    return number or 1
