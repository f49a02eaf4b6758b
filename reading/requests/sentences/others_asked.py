"""Who else is asked by an act that is printed once: "requests A to do x, B to do y and C to do z"."""

import re
from typing import NamedTuple

from domain.force import Force
from reading.lexicon import ACTOR_HEADS, INERT_HEADS, table, words
from reading.requests.acts.act import Act
from reading.requests.parties.actors import is_actor
from reading.requests.parties.asides import opens_aside
from reading.requests.sentences.phrases import Phrase, Sentence

# Verbs whose object goes on to do something itself: "assist States and the Secretariat to give".
_LENDING = words(table("grammar")["complements"]["lending"])
# behind one of these a name goes on: "to work with A and B to improve"
_BESIDE = words("with between among by from help assist enable support encourage invite allow ask request call urge for of")
_TAKING_MORE = words("with by of for to from between among in on at both and")
# "access to all mechanisms, including A, B and C to monitor": the name may be the last of a list
_LISTING = words("including namely notably")
# to convene a meeting | and the President to appoint
_HELD = words("meeting meetings conference seminar session forum consultations")
_FAR = 26  # words that a name with its limits may take
# the Secretary-General | all States parties that are in a position to do so | other States
_OPENS_NAME = re.compile(
    r"(?:(?:the|all|other|those(?= [A-Z]| [a-z]+s\b)|relevant|donor|developed|developing|interested|concerned) "
    r"|Member States\b|States\b|[Pp]arties\b|"
    r"Governments\b|[Cc]ountries\b|donors\b|stakeholders\b)"
)
# those that have done so
_THOSE = re.compile(r"those (?:that|which|who|in a position) ")


class Asked(NamedTuple):
    """Somebody else who is asked: the word at which what was asked before ends, who it is, and the verb of what is asked."""

    joint: int
    name: Phrase
    verb: int


def others_asked(sentence: Sentence, act: Act, verb: int, limit: int) -> list[Asked]:
    """Those whom an act is silently laid on besides the first, in order; ``verb`` is what the first is asked.

    A comma alone joins only where "and" joins another behind it.
    """
    found: list[Asked] = []
    waiting: list[Asked] = []
    for to, second in sentence.infinitives(verb, limit):
        if sentence.governed(to):
            continue
        one, joined = _behind_comma(sentence, act, verb, to, second)
        if one is None and (apart := _behind_and(sentence, act, verb, to, second)) is not None:
            one, joined = apart, True
        if one is None:
            continue
        waiting.append(one)
        if joined:
            found += waiting
            waiting = []
    return found


def _behind_comma(sentence: Sentence, act: Act, verb: int, to: int, second: int) -> tuple[Asked | None, bool]:
    """ ", and the Secretariat to give", ", and the Council, at its next session, to consider", ", the Committee to examine"."""
    for comma in range(to - 1, max(verb, to - _FAR), -1):
        if sentence.low(comma) == ";":
            return None, False
        if sentence.low(comma) != ",":
            continue
        again = _called_again(sentence, act, comma, to)
        joined = again is not None or sentence.low(comma + 1) == "and"
        first = comma + 1 + (sentence.low(comma + 1) == "and")
        stop = next((k for k in range(first, to) if sentence.low(k) == ","), to)
        if stop < to and not (joined and opens_aside(sentence, stop + 1) and sentence.low(to - 1) == ","):
            continue
        if stop - first < 1:
            continue
        if sentence.infinitives(first, stop) and not any(sentence.governed(t) for t, _ in sentence.infinitives(first, stop)):
            return None, False  # ", the Council to review it and the Secretary-General to report": the name stands behind "and"
        name = again or sentence.phrase(first, stop)
        if not again and any(sentence.low(k) in _LENDING for k in range(verb, comma)):
            return None, False
        listing = next((k for k in range(comma - 1, verb, -1) if sentence.low(k) in _LISTING), None)
        closed = (
            listing is not None and any(sentence.low(k) == "and" for k in range(listing, comma)) and sentence.low(first) == "all"
        )
        if (
            not again and listing is not None and not (joined and closed)
        ):  # "including A and B, and all States to": the list is whole
            return None, False
        if (again and is_actor(name.text)) or _names_somebody(name.text, joined):
            return Asked(comma, name, second), joined
        if stop == to:
            return None, False
    return None, False


def _names_somebody(name: str, joined: bool) -> bool:
    if _THOSE.match(name) or name == "others":
        return joined
    return _OPENS_NAME.match(name) is not None and " and to " not in name and is_actor(name)


_JOINING = ((3, ("as", "well", "as")), (1, ("and",)))


def _called_again(sentence: Sentence, act: Act, comma: int, to: int) -> Phrase | None:
    """ "calls on A to act, as well as on B to follow": who stands behind the act's own preposition, said once more."""
    joint = next((n for n, words in _JOINING if all(sentence.low(comma + 1 + k) == word for k, word in enumerate(words))), 0)
    mark = comma + 1 + joint
    asked = act.force in (Force.CALL, Force.APPEAL) and sentence.low(mark) in ("on", "upon", "to", "for")
    if asked and sentence.verb_after_to(mark, to) is not None:
        return None  # "as well as | to support existing schools to enable them to include": what the first is asked, too
    phrase = sentence.phrase(mark + 1, to) if joint and asked and to - mark > 1 else None
    return None if phrase is None or "," in phrase.text else phrase


def _behind_and(sentence: Sentence, act: Act, verb: int, to: int, second: int) -> Asked | None:
    """ "encourages A to implement the Agreement and B to accede to it": B is asked too, where what stands before "and" is a thing that
    B could not go on with ("to work with A and B to improve")."""
    joint = next((k for k in range(to - 1, verb + 1, -1) if sentence.low(k) in ("and", ",", ";")), None)
    if joint is None or sentence.low(joint) != "and" or to - joint < 2:
        return None
    again = act.force in (Force.CALL, Force.APPEAL) and sentence.low(joint + 1) in ("on", "upon", "to", "for") and to - joint > 2
    name = sentence.phrase(joint + 1 + again, to)  # "and to the public to help"
    if not _names_somebody(name.text, joined=True):
        return None
    thing = sentence.words[joint - 1]
    if (
        (thing.low in ACTOR_HEADS and thing.low not in _HELD)
        or thing.low in _TAKING_MORE
        or (thing.low.endswith("ly") and not again)
    ):
        return None
    if thing.text[0].isupper() and thing.low not in INERT_HEADS:
        return None
    dated = {k for k in range(verb, joint) if sentence.low(k) in ("by", "from") and sentence.words[k + 1].text[0].isdigit()}
    if any((sentence.low(k) in _BESIDE and k not in dated) or sentence.low(k) in _LENDING for k in range(verb, joint)):
        return None
    return Asked(joint, name, second)
