"""The countable thing that a verb has for its object: "prepare, in consultation with all States, | a report"."""

import re
from functools import cache

from reading.lexicon import BASE_VERBS, table, words
from reading.lexicon.either import either
from reading.requests.sentences.phrases import verb_of
from reading.requests.terms import things
from reading.requests.terms.actions import FAR_OBJECT
from reading.requests.terms.asked import COUNTS, DEFINITE, NAME_WORD, NOUNS, Asked
from reading.requests.terms.counting import counted, how_many

_VERBS = table("slots")["deliverables"]["verbs"]
_PRODUCING = words(_VERBS["producing"])
_GATHERING = words(_VERBS["gathering"])
_ASKING = _PRODUCING | _GATHERING
# of, under: a noun behind one of these is governed by it
_GOVERNING = words(table("grammar")["deliverables"]["governing"])


# no word of these describes the thing, or begins with one: an object ends there, or is another's
_NO_MODIFIERS = words(
    """to of in on for by with from at and or that which as into under a an the its his her their containing including months years weeks
    days one two three four five six seven eight nine ten"""
)


@cache
def _noun() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?<=^)|(?<=[\s,]))(?:(?P<det>a|an|the|these|those|one|two|three|four|five|six|seven|eight|nine|"
        r"ten|its|his|her|their|any|each|such|regular|further|additional|annual)\s+)?"
        rf"(?P<mods>(?:(?!(?:{either(_NO_MODIFIERS)}|\d+)(?![\w-]))[\w’'\-–/]+,?\s+(?:(?:and|or)\s+(?!(?:an?|the|two|three|its|his|her|"
        rf"their)\s)[\w-]+\s+(?=[\w-]+\b))?){{0,7}}?)(?P<noun>{either(NOUNS)}s?)\b(?!-)"
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
    # establish a record, | taking into account the recommendations; but: prepare, taking into account the views, a report
    # submit comments, | bearing in mind the recommendations
    r"including|(?:taking (?:[a-z]+ )?into (?:[a-z]+ )?(?:account|consideration)|bearing (?:[a-z]+ )?in mind)"
    r"(?![^;]*, (?:an?|the|two|three|his|her|its) ))\b"
)


# develop options, for consideration by their governing bodies, | to establish a strategy: what they are for
_FOR_WHAT = re.compile(r"\b(?:options|ways|modalities|possibilities)(?:, [^,;]{3,90},)? $")


def _object_end(text: str, begin: int, naming: bool) -> int:
    """Where the object of the head verb ends at the latest: at the next infinitive, relative clause or purpose."""
    for match in _CUT.finditer(text, begin):
        if naming and match["verb"]:
            return match.start()  # "appoint an expert to prepare a study": the expert's
        if match["verb"] and _FOR_WHAT.search(text, begin, match.start()):
            return match.start()
        if match["verb"] is None or (match["verb"] in BASE_VERBS and match["verb"] != "be" and match["verb"] not in _ASKING):
            return match.start()
    return len(text)


# verbs that hand something over only with their particle
_PARTICLES = {
    "put": re.compile(r"put(?:ting)? (?:forward|forth|together|up|in place|out)\b"),
    "carry": re.compile(r"carry(?:ing)? (?:[^,;]{3,90}? )?(?:out|through)\b"),
}
_NAMING = frozenset({"appoint", "designate", "nominate", "assign"})


def object_of(text: str, verb_at: int, verbs: list[str]) -> Asked | None:
    """The thing that the head verbs (in base form) have for their object."""
    if (particles := _PARTICLES.get(verbs[0])) and not particles.match(text, verb_at):
        return None  # "put an end to the violations"
    producing, gathering = (
        not _PRODUCING.isdisjoint(verbs) or text.startswith("arrange for ", verb_at),
        not _GATHERING.isdisjoint(verbs),
    )
    if not (producing or gathering):
        return None
    passed, listed = 0, 0
    begin = _object_begin(text, verb_at)
    end = _object_end(text, begin, not _NAMING.isdisjoint(verbs))
    for match in _noun().finditer(text, begin, end):
        before = text[verb_at : match.start()].rstrip()
        if (passed and _tied(text[passed : match.start()], match["det"])) or not (
            _is_object(before, match) and _is_the_result(text, before, verbs)
        ):
            passed = match.end()
            continue
        if listed and not _listed_with(text[listed : match.start()], match["det"]):
            return None
        thing = things.thing_at(text, verb_at, verbs, match)
        if things.is_a_verb(thing) or things.is_amended(thing):
            continue
        if things.exists(thing):
            return None
        if things.tells_something_else(thing) or things.is_there_already(thing) or things.is_of_another_kind(thing, gathering):
            continue
        if things.is_talk(thing) or (gathering and not producing and not things.is_held(thing)):
            return None
        count = how_many(thing)
        if count is not None:
            return counted(thing, count)
        if thing.det in DEFINITE or "all " in thing.mods:
            return None
        listed = match.end()  # "present proposals, options and recommendations", "prepare guidelines and a handbook"
    return None


_FIRST_WORD = re.compile(r"[\w-]*")
# provide to the Secretary-General | periodic updates
_RECEIVER = re.compile(
    r"(?: and [a-z]+)?(?: [a-z]+ly)? to (?:the )?(?:[A-Z][\w’'-]*,?(?: (?:and|of|on|for|in|at|de)(?: the)?(?= [A-Z]))? )+(?=[a-z])"
)


# submit to the Assembly, as appropriate, | recommendations; hold, within existing resources, | regular meetings
@cache
def _far_plural() -> re.Pattern[str]:
    return re.compile(
        rf"[a-z-]+(?: (?:and|or) [a-z-]+)?(?: to (?:the )?{NAME_WORD}(?: {NAME_WORD})*)?, "
        r"(?:(?:in|as|by|at|on|within|no|through|upon|during|for|under|before|without|after|with|where|when|if|based)\b[^,;]{1,160}"
        r"(?:, (?:in|as|by|at|on|within|through|during|for|under|with)\b[^,;]{1,100})?), "
        rf"(?=(?:(?!and\b|or\b|to\b|an?\b|the\b|of\b)[a-z-]+ ){{0,3}}{either(NOUNS)}s\b)"
    )


def _object_begin(text: str, verb_at: int) -> int:
    """Where the object may begin: behind the verb, behind what is put in between, behind a receiver."""
    if (far := FAR_OBJECT.match(text[verb_at:])) is not None:
        return verb_at + far.end()  # "prepare, with a view to informing the debate, an analysis"
    if (far_plural := _far_plural().match(text, verb_at)) is not None:
        return far_plural.end()
    verb = _FIRST_WORD.match(text, verb_at)
    begin = verb.end() if verb else verb_at
    handed = _RECEIVER.match(text, begin)
    return handed.end() if handed else begin  # "provide to the Secretary-General | periodic updates"


_OWN = frozenset({"its", "his", "her", "their"})
_TIED = frozenset({" ", " and ", " or ", ", ", ", and "})


def _tied(between: str, det: str | None) -> bool:
    """Whether a noun is tied to one that is no object, and so is none either: "in his overview | report", "with the programme and |
    the strategy"; but "at its next session | her annual report" begins anew."""
    begun = between in (" ", ", ") and (det or "").casefold() in _OWN  # "as from its next session, | its annual report"
    return between in _TIED and (det or "").casefold() not in COUNTS and not begun and not (between == " " and det)


def _is_the_result(text: str, before: str, verbs: list[str]) -> bool:
    """Of what is merged only the outcome is asked for: "merge the two reports into | one"."""
    merged = verbs[0] in ("merge", "combine") or (verbs[0] == "consolidate" and " into a " in text)
    return not merged or before.endswith(" into")


_ANOTHER_PHRASE = re.compile(r"\b(?:to|of|on|in|by|for|with|that|which|from|at|as)\b")


def _listed_with(between: str, det: str | None) -> bool:
    """Whether a noun goes on with a list that opens with a plural: "proposals, options and | recommendations", "guidelines on it and
    | a handbook"."""
    if (det or "").casefold() in COUNTS:
        return between.rstrip().endswith((",", " and", "and"))
    return _ANOTHER_PHRASE.search(between) is None


_LAST_WORD = re.compile(r"([\w-]+),?$")
_LAST_BUT_ARTICLE = re.compile(r"([\w-]+),?(?: (?:the|these|those|its|their))?$")
# provide the Committee with a report | an updated version of the report: prepositions that the thing asked for may stand behind
_WITH = re.compile(
    r"^(?:provide|furnish|present|supply|providing)\b(?!,(?: [a-z]+ly)? with$)(?!.* (?:along|together) with$).* with$|^(?:consolidate|"
    r"compile|merge|combine|integrate|bring)\b.* into$"
    r"|^(?:compile|consolidate|summarize) (?:[\w-]+ ){1,6}in$|^arrange for$|^convene(?: again)? for$"
)
# the views contained in | the report
_REFERRED = re.compile(r"\b(?:contained in|referred to|set out|submitted|entitled|pursuant|related)\b[^,]*$")
# arrange for the attendance at the Conference and | the first session of the Committee
_ATTENDED = re.compile(r"\b(?:attendance|participation|presence|representation) (?:at|in)\b")


def _is_object(before: str, match: re.Match[str]) -> bool:
    """Whether a noun can be the object of the head verb: nothing that governs it stands between. ``before`` begins with the verb."""
    last = (_LAST_BUT_ARTICLE if match["det"] in COUNTS else _LAST_WORD).search(before)
    word = last[1].casefold() if last else ""
    if (word.endswith("ing") and " " in before and not _TWO_VERBS.fullmatch(before)) or (
        word.isdigit() and match["det"] is None and not before.endswith(",")
    ):
        return False  # "the implementation of the 1540 programme"
    if _within_other(before, word, match) or (_REFERRED.search(before) and not _WITH.match(before)) or _ATTENDED.search(before):
        return False
    return word not in _GOVERNING or bool(things.VERSION.search(before)) or bool(_WITH.match(before))


# establishing or strengthening | a mechanism
_TWO_VERBS = re.compile(r"[a-z]+ing (?:and|or) [a-z]+ing")
_INNER_PREPOSITION = re.compile(r" (?:of|in|for|by|with|from|through|under|as|at|during|pursuant to)\b")


def _within_other(before: str, word: str, match: re.Match[str]) -> bool:
    """Whether the noun belongs to something else: joined to a noun under a preposition ("the implementation of the decisions and
    recommendations"), or part of a name ("Review Conferences")."""
    inner = match["det"] is None and _INNER_PREPOSITION.search(before) is not None
    if inner and word in ("and", "or"):
        return True
    following = match.string[match.end() :].lstrip()[:1]
    return match["noun"][0].isupper() and following.isupper()
