"""Which decisions bind somebody to a later act, and which are done when they are taken."""

import re
from dataclasses import replace

from domain.force import Force
from reading.lexicon import BASE_VERBS, BINDING, SELF_EFFECTIVE, table, words
from reading.requests.parties.actors import is_actor
from reading.requests.sentences.frames import Frame, Mode
from reading.requests.sentences.phrases import Phrase, Sentence
from reading.requests.sentences.predicates import predicates

_FIRST_VERB = re.compile(r"^(?:(?:not|also|further|once again|therefore|[a-z]+ly),? )*(?P<verb>[a-z-]+)")
# "shall be held", "be included", "shall be reviewed": somebody has yet to do it.
LATER_PASSIVE = words(table("grammar")["decisions"]["later_passive"])
# to establish a mechanism ... no later than 2026 | to elect the members at its seventy-seventh session: what has a limit is yet to be done
_LATER = re.compile(
    r"^[^;]{0,200}\b(?:no|not) later than\b|"
    r"^(?:(?:to )?[a-z-]+(?: and [a-z-]+)?, |[^,;]{0,120}\b)(?:at|as from|as of|starting (?:at|from)|beginning (?:at|from|"
    r"with)) its (?:next|[a-z]+(?:-[a-z]+)?(?: and [a-z]+(?:-[a-z]+)?)?) sessions?\b"
)
# advance discussions | launch negotiations: what goes on after the decision
_ONGOING = re.compile(
    r"(?:advance|open|launch) (?:(?:further|its|the|their|new|intergovernmental|[a-z]+al) )*"
    r"(?:discussions?|negotiations?|work|efforts|consultations?|dialogue|preparations|deliberations)\b"
)
_GATHERING = r"\b(?:meeting|session|summit|conference|event)\b"
# to adopt by consensus, at the high-level meeting on 21 September 2020, a declaration | to commemorate, on 26 June 2020, the signing: a
# day or a meeting that stands right behind the verb, or that of an outcome not there yet, is one to come, as is one that
# somebody is | to invite to the
_YET_TO_COME = re.compile(
    r"invite to the |(?:adopt|approve|endorse|commemorate|celebrate|elect|appoint|issue|launch|open)(?: and [a-z]+)?(?: by consensus)?,? "
    rf"(?:(?:on|in) [^,;]{{0,30}}?(?:19|20)\d\d\b|(?:at|during) (?:the|an?|its) [^,;]{{0,300}}?{_GATHERING})"
    rf"|(?:adopt|approve|endorse) an? [^;]{{0,300}}?\bat (?:the|its) [^,;]{{0,300}}?{_GATHERING}"
    r"|(?:adopt|approve|elect|appoint) (?:(?!\b(?:by|made|contained|reached|adopted|taken)\b)[^;]){0,300}?\bat its (?:first|next|last|"
    r"final|opening|closing|resumed|organizational) "
    rf"|(?:commemorate|celebrate) [^;]{{0,300}}?\b(?:at|with|by|through) (?:a|the|holding|convening) [^;]{{0,300}}?{_GATHERING}"
    r"|(?:launch|open) [^;]{0,300}?\b(?:(?:to be|be) (?:completed|concluded)|conclud(?:e|ing)|for signature)\b[^;]{0,300}?(?:19|20)\d\d\b"
)
_EVENTS = frozenset(["open", "commence", "begin", "start", "convene", "meet", "take"])
_CARRIED_OVER = re.compile(r"\bcarried (?:over|forward)\b")  # of a balance: nobody does it later
_CONTINUED = re.compile(
    r"\b(?:shall|should|will) continue to (?:be (?:held|convened|organized|issued|published|updated)|take place)\b"
)
_DEEDS = frozenset({"enter", "apply", "cover", "take", "run", "focus", "end", "cease"})  # of somebody who can act
# reaffirms the decision to create levels of discount: taken and done before, by whomever; "its decision" may be yet to be carried out
_OF_OLD = re.compile(r"\bthe (?:[a-z]+ )?decisions?$", re.IGNORECASE)
_DONE_THEN = frozenset(
    {"create", "establish", "set", "introduce", "adopt", "fix", "abolish", "replace", "use", "apply", "provide"}
)
STATES = words(table("grammar")["decisions"]["states"])
# reaffirms its decision | that reports shall be issued: what holds already
_REAFFIRMED = re.compile(r"\breaffirms (?:its|the) (?:[a-z]+ )?decisions?\b", re.IGNORECASE)
# shall take effect upon adoption | shall form part of the Region: nothing is left to be done
_BY_ITSELF = re.compile(r"(?:take effect|(?:enter|come) into (?:force|effect|operation)|form (?:an integral )?part)\b")
# shall be headed by a Special Representative | shall be composed of 15 members, appointed by
_MADE_UP = re.compile(r"(?:head|lead|led|compos|compris|constitut|govern|guid)[a-z]*\b")
_LASTING = words(table("grammar")["decisions"]["lasting"])


def binds(frame: Frame) -> bool:
    """Whether a decision's frame is an obligation; frames of other forces always are."""
    if frame.act.force is not Force.DECIDE or not frame.predicates:
        return True
    if frame.mode is Mode.CLAUSE and (
        _BY_ITSELF.match(frame.predicates[0].text) or (frame.passive and _MADE_UP.match(frame.predicates[0].text))
    ):
        return False
    match = _FIRST_VERB.match(frame.predicates[0].text)
    verb = match["verb"] if match else ""
    if frame.mode is Mode.SELF:
        if frame.act.reiterated and verb in _DONE_THEN and _OF_OLD.search(frame.act.verb):
            return False
        if _ONGOING.match(frame.predicates[0].text) or (frame.act.reiterated and frame.act.verb.casefold().startswith("renews ")):
            return True
        if verb in _RESOLVED and frame.act.verb.casefold().endswith("resolves"):
            return True
        if verb in BINDING or verb not in SELF_EFFECTIVE or _LATER.search(frame.scope.text):
            return True
        return _YET_TO_COME.match(frame.predicates[0].text) is not None
    if frame.mode is Mode.CLAUSE:
        if frame.act.reiterated and _REAFFIRMED.search(frame.act.verb):
            return False
        if frame.passive:
            later = verb in LATER_PASSIVE and _CARRIED_OVER.search(frame.scope.text) is None
            return later or bool(frame.addressees)  # "shall be appointed by the Secretary-General"
        if not frame.addressees:
            return verb in _EVENTS or (verb == "continue" and _CONTINUED.search(frame.scope.text) is not None)
        return verb not in STATES or verb in _DEEDS
    return frame.mode is not Mode.NOMINAL


# resolves | to strengthen cooperation: a course that is taken, where "decides to strengthen the Office" does it
_RESOLVED = frozenset({"strengthen", "bridge", "promote", "advance", "increase", "reduce", "abide"})


def what_is_left_to_do(frame: Frame) -> Frame | None:
    """ "Decides to extend the mandate and to review it at its session": the first is done when it is decided, the rest is yet to be done.
    ``None`` where nothing is left."""
    if frame.mode is not Mode.SELF or frame.passive:
        return None
    left = next((i for i, p in enumerate(frame.predicates) if i and p.text.split(" ", 1)[0] in _REVIEWING), None)
    if left is None:
        return None
    return replace(frame, predicates=frame.predicates[left:], verb_at=frame.predicates[left].start, sure=False)


_REVIEWING = words(
    "review consider continue convene hold evaluate examine reconsider revisit resume conduct keep revert undertake assess"
)


def own_deeds(sentence: Sentence, frame: Frame) -> tuple[Frame, ...]:
    """ "Decides that the Mechanism shall operate for four years, and to review its work": what stands behind "to" is not under "shall", and
    the organ's own; the frame without it, and a frame of its own for it."""
    if (
        frame.act.force is not Force.DECIDE
        or frame.mode is not Mode.CLAUSE
        or frame.modal is None
        or frame.passive
        or frame.inherited
    ):
        return (frame,)
    own = [p for p in frame.predicates[1:] if p.text.split(" ", 1)[0] in _REVIEWING and _OWN.search(sentence.quiet[: p.start])]
    if not own:
        return (frame,)
    begin = own[0].start
    kept = tuple(p for p in frame.predicates if p.start < begin)
    whole = Phrase(sentence.text[frame.scope.start : begin], frame.scope.start, begin)
    theirs = replace(frame, predicates=kept, scope=whole)
    rest = tuple(p for p in frame.predicates if p.start >= begin)
    ours = replace(frame, mode=Mode.SELF, addressees=(), predicates=rest, modal=None, sure=False, verb_at=begin)
    return (theirs, ours) if binds(theirs) else (ours,)


_OWN = re.compile(r", and to (?:[a-z]+ly )?$")


# an open-ended working group, open to all States, | which shall meet
_SET_UP = re.compile(
    r"^(?:establish|create|set up|constitute|appoint) (?:an? |the )?(?P<name>[^,;:]{3,100}?)"
    r"(?=,| (?:to|with|for|under|consisting|comprising|composed|open|which|that|as)\b)"
)
_SHALL = re.compile(
    r"(?:,| and)? (?:which|that|who) (?:shall|should|will) (?:(?:also|then|[a-z]+ly|in turn),? )*(?=(?P<verb>[a-z-]+)\b)"
)


# a commission of inquiry, | with the mandate: | with the following tasks: | whose mandate shall be to:
_WITH_TASKS = re.compile(
    r"^(?:establish|create|set up|constitute|appoint|deploy|dispatch)(?:, for [^,;:]{3,60},)? (?:an? |the )?(?P<name>[^,;:]{3,100}?)"
    r"(?=,| (?:to|with|which|that|whose|for|composed|consisting|comprising|under)\b),? (?:[^:;]{0,160}? )?"
    r"(?:with (?:the|a) (?:following )?(?:mandate|tasks?|functions|terms of reference)(?: to)?|"
    r"whose (?:mandate|tasks|functions) (?:shall be|will be|are|is)"
    r"(?: to| the following)?|(?:to|which shall|which will|that shall) (?:perform|carry out|undertake|discharge) the following "
    r"(?:tasks|functions|activities|duties))\W*$"
)


# a fact-finding mission, to be appointed by the President, | to: - what the mission is to do stands in the items
_TO_DO = re.compile(
    r"^(?:establish|create|set up|constitute|appoint|deploy|dispatch)(?:, for [^,;:]{3,60},)? (?:an? |the )?(?P<name>[^,;:]{3,100}?)"
    r"(?=,|$| (?:to|with|which|that|whose|for|composed|consisting|comprising|under)\b)[^:;]{0,200}$"
)
_TO_COLON = re.compile(r"\b(?:to|(?:which|that|who) (?:shall|will|should)):\s*$")


def set_up_with_tasks(sentence: Sentence, frame: Frame) -> Frame | None:
    """ "Decides to establish a commission of inquiry, with the mandate:": the items are what the commission is to do; ``None`` where the
    organ does not set a body up, or names no tasks."""
    only = frame.predicates[0].text if frame.mode is Mode.SELF and len(frame.predicates) == 1 else ""
    made = _WITH_TASKS.match(only) or (_TO_DO.match(only) if _TO_COLON.search(sentence.text) else None)
    if made is None or not is_actor(made["name"]):
        return None
    begin = frame.predicates[0].start
    name = sentence.phrase(sentence.index(begin + made.start("name")), sentence.index(begin + made.end("name")))
    return replace(frame, mode=Mode.CLAUSE, addressees=(name,), predicates=(), modal="shall", sure=False)


# establish an open-ended working group | extend the mandate of the Special Rapporteur, | for a period of three years
_WHOSE_MANDATE = re.compile(
    r"(?:(?:establish|create|set up|constitute|appoint|convene|reconvene)|(?:extend|renew|prolong)(?:, for [^,;:]{3,60},)? the mandate of) "
    r"(?:an? |the )?(?P<name>[^,;:]{3,120}?)(?=,|:|$| (?:to|with|for|until|under|in|at|as|open|consisting|comprising|composed)\b)"
)
_MEETS_ONLY = re.compile(r"(?:[\w-]+ )*(?:meeting|conference|summit|forum|event|session|debate|dialogue)s?\b")


def mandated(frame: Frame) -> str | None:
    """Whose mandate the items of an organ's own decision hold, where it sets a body up or extends its mandate: "Decides to establish a
    working group: (a) To take stock of progress"."""
    if frame.mode is not Mode.SELF or frame.act.force is not Force.DECIDE or not frame.predicates:
        return None
    made = _WHOSE_MANDATE.match(frame.predicates[-1].text)
    if made is None or not is_actor(made["name"]) or _MEETS_ONLY.match(made["name"]):
        return None
    return made["name"]


# a forum that will serve as a mechanism for consultation: what it is, and no duty
_OF_WHAT_KIND = STATES | words("be have serve act function operate consist")


def duty_of_what_is_set_up(sentence: Sentence, frame: Frame) -> Frame | None:
    """ "Decides to establish a working group, which shall report to the Assembly": the decision is done when it is taken, and the group
    has a duty. ``None`` where it says of no body what it shall do."""
    made = _SET_UP.match(frame.predicates[0].text) if frame.predicates else None
    if made is None or not is_actor(made["name"]):
        return None
    begin = frame.predicates[0].start
    shall = _SHALL.search(sentence.quiet, begin + made.end("name"), frame.scope.end)
    if shall is None or shall["verb"] not in BASE_VERBS or shall["verb"] in _OF_WHAT_KIND:
        return None
    name = sentence.phrase(sentence.index(begin + made.start("name")), sentence.index(begin + made.end("name")))
    asked = predicates(sentence, sentence.index(shall.start("verb")), sentence.index(frame.scope.end))
    at = shall.start("verb")
    act = replace(frame.act, end=at)  # what it governs begins behind "which shall"
    return replace(frame, act=act, mode=Mode.CLAUSE, addressees=(name,), predicates=asked, modal="shall", sure=False, verb_at=at)


def lasting(actions: tuple[str, ...]) -> bool:
    """Whether a duty with no end goes on: "continue to", "promote", and whatever asks for a course of conduct."""
    return any(action.split()[0].casefold() in _LASTING for action in actions if action)
