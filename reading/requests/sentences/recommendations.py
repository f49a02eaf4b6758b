"""What is recommended to somebody, who is named behind "to": "recommends to the Council that it review the matter"."""

import re
from dataclasses import replace

from domain.force import Force
from reading.requests.acts.act import Act
from reading.requests.parties.actors import is_actor
from reading.requests.parties.lists import split
from reading.requests.sentences.clauses import clause
from reading.requests.sentences.frames import Frame, Mode, bare
from reading.requests.sentences.phrases import Phrase, Sentence


def recommended(sentence: Sentence, act: Act, i: int, limit: int, scope: Phrase) -> Frame | None:
    """The frame of "recommends to X that it", "recommends to X the adoption of", "recommends the guidelines to X for implementation";
    ``None`` for any other form, which is read as every act's. ``i`` is the word behind the act's own "to", where it has one."""
    if act.reiterated and act.force is not Force.RECOMMEND and sentence.low(i - 1) == "to":
        return _to_the_council_that_it(sentence, act, i, limit, scope)  # "reiterates its request to the Chair that he report"
    if act.force is not Force.RECOMMEND:
        return None
    if sentence.low(i - 1) == "to":
        return _to_the_council_that_it(sentence, act, i, limit, scope) or _to_somebody_a_thing(sentence, act, i, limit, scope)
    return _a_thing_to_somebody(sentence, act, i, limit, scope)


# the guidelines | to all Member States | for implementation
_RECOMMENDED_TO = re.compile(
    r"[^,;]{3,200}? to (?P<who>(?:all|the|its|other|interested|relevant)?\b[^,;]{3,100}?),? for (?:their |its )?(?:[a-z]+ )?"
    r"(?:implementation|use|consideration|adoption|application|information|guidance|approval|ratification|endorsement)\b"
)

# the following actions | to Governments:
_FOLLOWING_TO = re.compile(r"(?P<what>the following(?: [a-z-]+){0,4}) to (?P<who>[^,;:]{3,100}?),?(?: for [a-z ]{3,40})?")


def _a_thing_to_somebody(sentence: Sentence, act: Act, i: int, limit: int, scope: Phrase) -> Frame | None:
    """ "recommends the guidelines to all Member States for implementation": they are to implement them."""
    match = _RECOMMENDED_TO.match(sentence.quiet, sentence.words[i].start, sentence.words[limit - 1].end)
    following = None if match else _FOLLOWING_TO.fullmatch(sentence.quiet, sentence.words[i].start, sentence.words[limit - 1].end)
    match = match or following
    names = tuple(split(Phrase(match["who"], *match.span("who")))) if match else ()
    if not names or not all(is_actor(bare(name.text)) for name in names):
        return None
    end = sentence.index(following.end("what")) if following else limit
    return Frame(act, Mode.NOMINAL, names, (sentence.phrase(i, end),), scope, sure=False)


_OPEN = frozenset({"of", "and", "or", "for", "on", "in", "at", "by", "with", "to", "from", "as"})


def _to_somebody_a_thing(sentence: Sentence, act: Act, i: int, limit: int, scope: Phrase) -> Frame | None:
    """ "recommends to Member States the adoption of laws": who is named behind "to" is to do the thing that follows."""
    mark = next((j for j in range(i + 2, min(i + 24, limit)) if sentence.low(j) in ("the", ",", "that", "to")), limit)
    if (
        mark >= limit
        or sentence.low(mark) != "the"
        or not sentence.words[mark - 1].text[-1].isalpha()
        or sentence.low(mark - 1) in _OPEN
    ):
        return None
    names = tuple(split(sentence.phrase(i, mark)))
    if not all(is_actor(bare(name.text)) for name in names):
        return None
    return Frame(act, Mode.NOMINAL, names, (sentence.phrase(mark, limit),), scope, sure=False)


def _to_the_council_that_it(sentence: Sentence, act: Act, i: int, limit: int, scope: Phrase) -> Frame | None:
    """ "recommends to the Council that it review the matter": who is named behind "to" is "it"."""
    that = next((j for j in range(i + 1, min(i + 16, limit)) if sentence.low(j) in ("that", ",", "to")), None)
    if that is None or sentence.low(that) != "that" or that + 1 >= limit:
        return None
    names = tuple(split(sentence.phrase(i, that)))
    made = clause(sentence, act, that + 1, limit, scope)
    if sentence.low(that + 1) not in ("it", "they", "he", "she") and not (made.passive and not made.addressees):
        return None  # "recommends to the General Committee that the item be allocated": it is to see to that
    if not made.predicates or not all(is_actor(bare(name.text)) for name in names):
        return None
    return replace(made, addressees=names, sure=False)
