"""From an act to who is asked and what for: the grammar of what follows a mandating verb.

requests <addressees> [, aside,] to <predicate>          infinitive
requests that <subject> [shall] <predicate>              clause
decides to <predicate>                                   the organ binds itself
encourages <thing>                                       nominal: nobody in particular is asked
"""

import re
from dataclasses import replace

from domain.force import Force
from reading.lexicon import ACTOR_HEADS, BASE_VERBS, words
from reading.requests.acts.act import Act
from reading.requests.parties.actors import is_actor
from reading.requests.parties.lists import split
from reading.requests.parties.naming import skip_prelude
from reading.requests.sentences.addressing import addressed
from reading.requests.sentences.charges import entrusted
from reading.requests.sentences.clauses import clause
from reading.requests.sentences.frames import Frame, Mode, bare
from reading.requests.sentences.phrases import Phrase, Sentence
from reading.requests.sentences.predicates import predicates
from reading.requests.sentences.recommendations import recommended

_ACT_NOUNS = words("appeal call encouragement invitation plea recommendation request")


def complement(sentence: Sentence, act: Act) -> list[Frame]:
    """Read what one act governs. Usually one frame; several where the act is silently laid on others too, or governs several clauses."""
    first, limit = sentence.index(act.end), _end(sentence, act)
    if first >= limit:
        return [Frame(act, Mode.ADDRESSEE, (), (), Phrase("", act.end, act.end))]
    scope = sentence.phrase(first, limit)
    if act.reiterated and (said_before := _made_to(sentence, act, limit, scope)) is not None:
        return [said_before]
    i = _past_preposition(sentence, act, skip_prelude(sentence, first, limit), limit)
    if i >= limit:
        return [Frame(act, Mode.NOMINAL, (), (scope,), scope, sure=False)]
    if sentence.low(i) == "that" and not _demonstrative(sentence, i, limit):
        return _behind_that(sentence, act, i + 1, limit, scope)
    if (efforts := _efforts(sentence, act, i, limit)) is not None:
        names, at = efforts
        return [Frame(act, Mode.INFINITIVE, names, predicates(sentence, at, limit), scope, sure=False)]
    if (charged := entrusted(sentence, act, i, limit, scope)) is not None:
        return [charged]
    if (advised := recommended(sentence, act, i, limit, scope)) is not None:
        return [advised]
    verb = sentence.verb_after_to(i + 1 if sentence.low(i) == "not" else i, limit)
    if verb is not None:
        if act.force is Force.DECIDE:
            return _decided(sentence, act, verb, limit, scope)
        return [Frame(act, Mode.NOMINAL, (), predicates(sentence, verb, limit), scope)]
    return addressed(sentence, act, i, limit, scope)


def _decided(sentence: Sentence, act: Act, verb: int, limit: int, scope: Phrase) -> list[Frame]:
    """What the organ decides to do; and behind ", and that", what it decides that somebody else is to do: "decides to convene a meeting,
    and that the Office will provide support"."""
    whole = Frame(act, Mode.SELF, (), predicates(sentence, verb, limit), scope)
    joints = [j for j in range(verb + 1, limit - 1) if sentence.low(j) == "that"]
    if len(joints) != 1 or (sentence.low(joints[0] - 1), sentence.low(joints[0] - 2)) != ("and", ","):
        return [whole]
    begin, stop = joints[0] + 1, joints[0] - 2
    theirs = clause(sentence, act, begin, limit, sentence.phrase(begin, limit))
    if not theirs.addressees or theirs.modal is None or theirs.passive:
        return [whole]
    ours = sentence.phrase(sentence.index(scope.start), stop)
    return [replace(whole, predicates=predicates(sentence, verb, stop), scope=ours), replace(theirs, sure=False)]


def _end(sentence: Sentence, act: Act) -> int:
    """Where what an act governs ends, without the marks and the "to" that only lead on: "Calls upon the two leaders | urgently to:"."""
    first, limit = sentence.index(act.end), sentence.index(act.complement_end)
    while limit > first and sentence.low(limit - 1) in (",", ";", ".", "and", ":", "—", "–"):
        limit -= 1
    if limit - 1 > first and sentence.low(limit - 1) == "to":
        limit -= 1
        while limit - 1 > first and sentence.low(limit - 1).endswith("ly"):
            limit -= 1
    return limit


# reiterates its request, | made to the Secretary-General in its resolution 71/207, | to continue
_MADE_TO = re.compile(
    r",? (?:made|addressed|extended) to (?P<whom>[^,;]{3,120}?),? in (?:its|paragraphs?) [^,;]{3,100},(?: [^;]{3,200}?,)? to (?=[a-z])"
)


def _made_to(sentence: Sentence, act: Act, limit: int, scope: Phrase) -> Frame | None:
    """What is asked again of whom it was asked before; ``None`` where the act does not say to whom it was made."""
    made = _MADE_TO.match(sentence.quiet, act.end, sentence.words[limit - 1].end)
    verb = sentence.verb_after_to(sentence.index(made.end()) - 1, limit) if made else None
    if made is None or verb is None:
        return None
    names = tuple(split(Phrase(sentence.text[slice(*made.span("whom"))], *made.span("whom"))))
    return Frame(act, Mode.INFINITIVE, names, predicates(sentence, verb, limit), scope, sure=False)


def _past_preposition(sentence: Sentence, act: Act, i: int, limit: int) -> int:
    """Past the words by which a noun or "appeals" is joined to who is asked: "reiterates its call | upon | States"."""
    low = sentence.low(i)
    if act.reiterated and low == "and" and sentence.low(i + 1) in _ACT_NOUNS and sentence.low(i + 2) in ("to", "that", "for"):
        i += 2  # "reiterates its invitation | and encouragement | to"
        low = sentence.low(i)
    if i >= limit:
        return i
    if (
        (low in ("upon", "on", "to") or (low == "of" and act.reiterated))
        and (act.reiterated or act.force in (Force.APPEAL, Force.RECOMMEND, Force.CALL))
        and (sentence.verb_after_to(i, limit) is None or (act.force is Force.APPEAL and not act.reiterated))
    ):
        return skip_prelude(sentence, i + 1, limit)
    if low == "on" and act.force is Force.DEMAND:
        return i + 1  # "insists on the withdrawal of"
    return i + (low == "for" and (act.reiterated or act.force is Force.APPEAL))


# urges that those responsible are prosecuted, and to strengthen cooperation: a clause of its own, and no name
_STATED = re.compile(r"\b(?:is|are|be) [a-z]+(?:ed|en|ne)(?:,| and|$)")


def _behind_that(sentence: Sentence, act: Act, i: int, limit: int, scope: Phrase) -> list[Frame]:
    """What stands behind "that": clauses, or in a text that mixes the two an infinitive: "urges that Member States to share"."""
    made, *further = _clauses(sentence, act, i, limit, scope)
    if act.force is Force.DECIDE and sentence.low(i) == "it" and made.mode is Mode.CLAUSE and not made.passive:
        made = replace(made, mode=Mode.SELF, addressees=(), modal=None, sure=False)  # "decides that it will consider the matter"
    if made.modal is None and not made.passive and not made.addressees and i < limit:
        named = addressed(sentence, act, i, limit, scope)
        if named[0].mode is Mode.INFINITIVE and not any(_STATED.search(name.text) for name in named[0].addressees):
            return [replace(frame, sure=False) for frame in named]
    return [made, *further]


def _clauses(sentence: Sentence, act: Act, i: int, limit: int, scope: Phrase) -> list[Frame]:
    """ "decides that A shall manage the account, and that the resources shall be administered by B": each clause that names whom it
    binds is a duty of its own; one that names nobody, or the same, goes on with the one before."""
    whole = [clause(sentence, act, i, limit, scope)]
    stretches = _stretches(sentence, i, limit)
    if len(stretches) < 2:
        return whole
    parts = [clause(sentence, act, begin, stop, sentence.phrase(begin, stop)) for begin, stop in stretches if begin < stop]
    several = len(parts) > 2 and any(part.modal is None for part in parts)
    if len(parts) < len(stretches) or (several and not all(part.addressees and not part.passive for part in parts)):
        return whole
    first, *others = parts
    until = sentence.words[stretches[0][1] - 1].end
    made = [replace(first, scope=Phrase(sentence.text[scope.start : until], scope.start, until))]
    for part in others:
        if _binds_others(act, made[-1], part):
            made.append(replace(part, sure=False))
        else:
            made[-1] = _going_on(sentence, made[-1], part)
    gathered = len(made[0].predicates) > len(whole[0].predicates)
    return made if len(made) > 1 or gathered else whole


def _stretches(sentence: Sentence, i: int, limit: int) -> list[tuple[int, int]]:
    """The words of each clause that the act's "that" opens, up to the last that an "and" joins: "that A, | and that B"."""
    joints: list[int] = []
    for j in range(i + 1, limit - 1):
        if sentence.low(j) == "that":
            if sentence.low(j - 1) not in ("and", ","):
                break  # "that the Secretary-General ensure that ... and that": the clauses may be those of the thing asked for
            joints.append(j)
    while joints and sentence.low(joints[-1] - 1) != "and":
        joints.pop()
    if not joints:
        return _under_shall(sentence, i, limit)
    ends = [j - 2 if sentence.low(j - 2) == "," and sentence.low(j - 1) == "and" else j - 1 for j in joints]
    return [*zip([i, *(j + 1 for j in joints)], [*ends, limit], strict=True)]


_FURTHER_CLAUSE = frozenset({"that", "which", "who", "where", "if", "unless", "when", "until", "provided", "whose", ";", "to"})


def _under_shall(sentence: Sentence, i: int, limit: int) -> list[tuple[int, int]]:
    """ "that A shall do x, B shall do y | and C shall do z": the words of each clause that has its own "shall", up to the last that an
    "and" joins; one stretch where there is no second."""
    first = next((j for j in range(i, limit) if sentence.low(j) in ("shall", "should", "will")), None)
    if first is None or all(sentence.low(j) != sentence.low(first) for j in range(first + 1, limit)):
        return [(i, limit)]
    if sentence.low(first + 1) == "be" or any(sentence.low(j) in _FURTHER_CLAUSE for j in range(i, first)):
        return [(i, limit)]
    joints: list[int] = []
    for j in range(first + 1, limit):
        if sentence.low(j) in _FURTHER_CLAUSE and (sentence.low(j) != "to" or sentence.verb_after_to(j, limit) is not None):
            break
        if sentence.low(j) != sentence.low(first):
            continue
        joint = next((k for k in range(j - 2, first + 1, -1) if sentence.low(k) in (",", "and")), None)
        if (
            joint is None
            or not is_actor(bare(sentence.phrase(joint + 1, j).text))
            or sentence.low(joint + 1) not in ("the", "its")
        ):
            break
        joints.append(joint)
    while joints and sentence.low(joints[-1]) != "and":
        joints.pop()
    ends = [k - 1 if sentence.low(k) == "and" and sentence.low(k - 1) == "," else k for k in joints]
    return [*zip([i, *(k + 1 for k in joints)], [*ends, limit], strict=True)]


_BACK = frozenset({"it", "they", "he", "she"})


def _binds_others(act: Act, before: Frame, part: Frame) -> bool:
    """Whether a clause binds others than the one before it, so that it is a duty of its own."""
    names, known = _names(part), _names(before)
    if not names or names == known or names & _BACK or part.mode is not Mode.CLAUSE or not part.predicates:
        return False
    decided = act.force is Force.DECIDE and (before.passive or (part.modal is not None and not part.passive))
    return bool(known) or decided


def _going_on(sentence: Sentence, before: Frame, part: Frame) -> Frame:
    """A clause with the one behind it that binds nobody else: "be reviewed, | and that a report be submitted"."""
    names, known = _names(part), _names(before)
    nobody = not names and not known and part.passive and before.passive
    goes_on = part.predicates if nobody or names & _BACK or names & known else ()
    start, end = before.scope.start, part.scope.end
    scope = Phrase(sentence.text[start:end], start, end)
    return replace(before, scope=scope, predicates=(*before.predicates, *goes_on), sure=before.sure and not nobody)


def _names(frame: Frame) -> set[str]:
    return {bare(name.text) for name in frame.addressees}


# the Agency’s efforts to contribute | the efforts of the Agency to contribute
_EFFORTS = re.compile(
    r"(?:(?P<whose>(?:the )?[A-Z][\w-]*(?:(?: (?:of|for|on))?(?: the)? [A-Z0-9][\w-]*){0,6})"
    r"[’'](?:s )?(?: ?[a-z]+){0,3} ?(?:efforts|initiatives?)"
    r"|(?:the )?(?:[a-z]+ ){0,3}(?:efforts|initiatives?|endeavours|intention|decision|offer|readiness) of (?P<of>[^,;]{3,160}?)) (?=to )"
)


def _efforts(sentence: Sentence, act: Act, i: int, limit: int) -> tuple[tuple[Phrase, ...], int] | None:
    """ "encourages X’s efforts to do": X is to do it."""
    if act.force is not Force.ENCOURAGE or i >= limit:
        return None
    match = _EFFORTS.match(sentence.quiet, sentence.words[i].start, sentence.words[limit - 1].end)
    verb = sentence.verb_after_to(sentence.index(match.end()), limit) if match else None
    if match is None or verb is None:
        return None
    start, end = match.span("whose" if match["whose"] else "of")
    names = tuple(split(Phrase(sentence.text[start:end], start, end)))
    return (names, verb) if all(is_actor(bare(name.text)) for name in names) else None


_PLURAL = words("states parties governments countries donors stakeholders organizations members partners institutions")


def _demonstrative(sentence: Sentence, i: int, limit: int) -> bool:
    """ "encourages that Division to provide": a pointing "that", before a single noun that goes straight on to its infinitive."""
    if sentence.low(i + 1) in ("the", "all", "any", "a") or sentence.low(i + 1).endswith("ies") or sentence.low(i + 1) in _PLURAL:
        return False
    if sentence.low(i - 1) in ("upon", "on") or (sentence.low(i + 2) == "," and sentence.low(i + 1) in ACTOR_HEADS):
        return True
    return any(sentence.verb_after_to(j, limit) is not None and sentence.low(j - 1) not in BASE_VERBS for j in (i + 2, i + 3))
