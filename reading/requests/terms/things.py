"""Whether a noun behind a verb is a thing that is asked for: "develop a database"; but "further develop the database": it is there."""

import re
from dataclasses import dataclass

from domain.instrument import DeliverableKind
from reading.lexicon import table, words
from reading.requests.terms.asked import COUNTS, DEFINITE, GATHERED, NOUNS

VERSION = re.compile(
    r"\b(?:an? (?:first |zero |initial )?draft|(?:updated|revised|new|draft|second|first|final|shorter|advance|"
    r"preliminary|consolidated|abridged) (?:version|"
    r"edition|draft)s?|set|series|list) of(?: the)?\s*$"
)
"""What makes a new thing of the one behind it: "an updated version of the report"."""
_HOLDING = frozenset({"hold", "organize", "organise", "host", "schedule", "arrange"})
# convene a high-level panel during its session, but: of eminent persons
_PANEL_AS_EVENT = re.compile(
    r"\s+(?:discussions?|during|at (?:its|the|each)|on the (?:theme|occasion|margins)|in (?:the margins|conjunction)|in \d{4})\b"
)


@dataclass(frozen=True, slots=True)
class Thing:
    """A noun that may be what is asked for, with the words by which that is judged. ``before`` runs from the verb to it; ``version``
    says that a version of it is asked for."""

    text: str
    verb_at: int
    verbs: list[str]
    start: int
    end: int
    det: str
    mods: str
    printed: str
    noun: str
    kind: DeliverableKind
    before: str
    version: bool


def thing_at(text: str, verb_at: int, verbs: list[str], match: re.Match[str]) -> Thing:
    """The noun that ``match`` found behind the head verbs (in base form) at ``verb_at``, with its kind."""
    noun = " ".join(match["noun"].casefold().split())
    kind = DeliverableKind(NOUNS.get(noun) or NOUNS[noun[:-1]])  # "studies" is listed, "papers" goes with "paper"
    if kind is DeliverableKind.MECHANISM and noun.endswith("panel") and _as_event(text, match.end(), verbs):
        kind = DeliverableKind.MEETING
    version = VERSION.search(text, verb_at, match.start())
    if version and "," in (match["mods"] or "") and version[0].startswith(("series", "list", "set")):
        version = None  # "the series of podcasts, e-learning tools": a list goes on behind the series
    return Thing(
        text, verb_at, verbs, match.start(), match.end(), (match["det"] or "").casefold(), match["mods"] or "", match["noun"], noun,
        kind, text[verb_at : match.start()].rstrip(), version is not None,
    )  # fmt: skip


def _as_event(text: str, end: int, verbs: list[str]) -> bool:
    """Whether a panel is held rather than set up: "hold a high-level panel on the theme", "a high-level panel discussion"."""
    return not _HOLDING.isdisjoint(verbs) or ("convene" in verbs and _PANEL_AS_EVENT.match(text, end) is not None)


# Nouns that are printed like the base form of a verb.
_ALSO_VERBS = words(
    "update plan review survey list report study audit document index outline note guide register catalogue map debate"
)
_DESCRIBED = re.compile(r"\b(?!and |[a-z]+ly )[a-z-]+ $")


def is_a_verb(thing: Thing) -> bool:
    """ "maintain and update the website", "develop, plan and implement programmes"."""
    return thing.noun in _ALSO_VERBS and not thing.det and _as_verb(thing.before, thing.mods)


def _as_verb(before: str, mods: str) -> bool:
    """Whether a word that is a noun and a verb stands as a verb, behind the head verb or another one: "maintain and | update"."""
    joined = " " not in before or before.endswith((",", " and", " or"))
    return joined and _DESCRIBED.search(mods) is None


# updates to the terms of reference, but: an update to the report
_AMENDED = re.compile(
    r" (?:to|of) (?:the|its|their|his|these|those|any) "
    r"(?!council|committee|commission|membership|board|(?:[a-z]+ ){0,2}report\b)[a-z]"
)


def is_amended(thing: Thing) -> bool:
    """ "make updates to the guidelines available": the guidelines as amended; but "prepare updates to the paper" asks for these."""
    return (
        thing.verbs[0] != "prepare" and thing.kind is DeliverableKind.UPDATE and _AMENDED.match(thing.text, thing.end) is not None
    )


_PASSING = frozenset({"publish", "share", "circulate", "transmit", "carry", "disseminate", "forward"})


def exists(thing: Thing) -> bool:
    """ "publish the recommendations", "transmit the final document": they exist already."""
    given = thing.det in ("the", "these", "those") and thing.verbs[0] in _PASSING
    return given and (thing.noun.endswith("s") or thing.kind is DeliverableKind.OTHER)


# the report form, the committee room: the noun only tells what kind of thing
_COMPOUND = re.compile(
    r"\s+(?:report|paper|document|officer|system|room|services?|committee|process|cooperation|and control|form|frameworks?|periods?|"
    r"cycles?|teams?|groups?|board|functions?|capacity|tools?|data|standards?|processes|budgets?|reports|capabilities|mechanisms?|"
    r"members?|missions?|space|area|countries|facilities|needs|notes?|packages?|materials?|conferences?|secretariat|venue|"
    r"(?<=list )of (?:recommendations|proposals)|"
    r"centre|hall|rooms?|records?|participants|outcomes?|agenda|documentation|proceedings|environments?)\b",
    re.IGNORECASE,
)
_PROVIDING = frozenset({"provide", "furnish", "supply", "equip"})
_MAKING_SO = frozenset({"make", "render", "keep"})
_RESULTING = re.compile(r"\s+(?:more|less|easier|simpler|clearer|shorter|better)\b")


def tells_something_else(thing: Thing) -> bool:
    """Whether the noun tells no thing at all, but a sort, a receiver, a result or a name."""
    det, kind = thing.det, thing.kind
    if kind is not DeliverableKind.REPORT and _COMPOUND.match(thing.text, thing.end):
        return True  # "the committee room"
    if det in DEFINITE and not _PROVIDING.isdisjoint(thing.verbs) and thing.text.startswith(" with ", thing.end):
        return True  # "provide the programme with resources": it is the receiver
    if _RESULTING.match(thing.text, thing.end) and not _MAKING_SO.isdisjoint(thing.verbs):
        return True  # "make recommendations more actionable"
    if kind in (*GATHERED, DeliverableKind.REPORT) or det in COUNTS or thing.version:
        return False
    return thing.printed[0].isupper()  # "the United Nations Environment Programme", "the Relationship Agreement"


_MAKING = frozenset({"prepare", "compile", "draft", "develop", "produce", "elaborate", "draw", "create", "consolidate"})
# present the revised guidelines: a new thing, though "the" stands before it
_RENEWED = re.compile(r"\b(?:revised|updated|amended|draft)\b", re.IGNORECASE)
_LOOKING_AFTER = frozenset({"maintain", "update"})
_FINISHING = frozenset({"finalize", "finalise", "complete", "conclude"})
_BETTERING = frozenset({"expand", "enhance", "strengthen", "improve", "upgrade", "extend", "consolidate"})


def is_there_already(thing: Thing) -> bool:
    """Whether no new thing is asked for: "complete the review", "publish their statements", "develop and expand the website"."""
    if thing.det not in DEFINITE:
        return not thing.det and thing.kind is DeliverableKind.UPDATE and not _FINISHING.isdisjoint(thing.verbs)
    if thing.kind is DeliverableKind.OTHER and (thing.mods.startswith("own ") or not _LOOKING_AFTER.isdisjoint(thing.verbs)):
        return True  # "develop, maintain and update the website"; "adopt their own national policy": each has one of its own
    if thing.verbs[0] == "keep":
        return True  # "keep the plan under review"
    if thing.kind is DeliverableKind.UPDATE and not _FINISHING.isdisjoint(thing.verbs):
        return True  # "finalize the update of the standards": of what is there
    renewed = thing.version or _RENEWED.search(thing.mods) is not None
    if thing.kind is DeliverableKind.OTHER and _MAKING.isdisjoint(thing.verbs) and not renewed:
        return True
    if thing.kind is DeliverableKind.MECHANISM and "convene" in thing.verbs:
        return True  # "convene the preparatory committee for a session": it has been set up
    return thing.kind not in (*GATHERED, DeliverableKind.REPORT) and _bettered(thing.text, thing.verb_at, thing.verbs)


def _bettered(text: str, verb_at: int, verbs: list[str]) -> bool:
    """Whether what is there already is only to be made better: "develop and expand the website", "further develop the database"."""
    return (
        not _BETTERING.isdisjoint(verbs)
        or text.startswith(("further ", "continue to further "), 0, verb_at)
        or (verbs[0] in ("develop", "build", "elaborate") and text.startswith("continue ", 0, verb_at))
    )


_SYSTEM = re.compile(
    r"\b(?:registration|information|monitoring|management|tracking|reporting|warning|online|electronic|web-based|filing|alert|alerts|"
    r"evaluation|data|database|accounting|digital|web|notification|certification|verification|archiving)\b",
    re.IGNORECASE,
)
_AGAIN = re.compile(r"\b(?:annual|biennial|regular|periodic|quarterly|recurring)\b", re.IGNORECASE)
_SETTING_UP = words(table("grammar")["deliverables"]["setting_up"])


def is_of_another_kind(thing: Thing, gathering: bool) -> bool:
    """Whether the verbs do not ask for a thing of that kind: nobody submits a meeting, or sets up a system of trade by a report."""
    if thing.noun in ("system", "platform") and not _SYSTEM.search(thing.mods):
        return True  # "develop a multilateral trading system": nothing that one hands over or sets up
    if thing.kind is DeliverableKind.MECHANISM and _SETTING_UP.isdisjoint(thing.verbs):
        return True  # "provide the Committee with a report"
    if thing.kind not in GATHERED or gathering or thing.kind is DeliverableKind.BRIEFING:
        return False
    # "establish an annual dialogue": one that is held again and again may be set up
    again = _AGAIN.search(f"{thing.det} {thing.mods}") is not None and (thing.noun != "dialogue" or "interactive" in thing.mods)
    return _SETTING_UP.isdisjoint(thing.verbs) or not again


def is_talk(thing: Thing) -> bool:
    """ "hold regular, inclusive dialogue": talk, and no meeting that could be counted."""
    return thing.noun == "dialogue" and thing.det in ("", "regular", "further")


_STAGED = frozenset(
    {"exhibit", "exhibition", "ceremony", "commemoration", "training course", "refresher course", "orientation course"}
)
"""What is held and is no meeting."""


def is_held(thing: Thing) -> bool:
    """Whether a thing is one that is held or set up, as by "convene"."""
    return thing.kind in (*GATHERED, DeliverableKind.MECHANISM) or thing.noun in _STAGED
