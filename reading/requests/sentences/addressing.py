"""requests <addressees> [, aside,] to <predicate>: who stands behind an act's verb, and whether they are asked or a thing is called for."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from domain.force import Force
from reading.lexicon import ACTOR_HEADS, BASE_VERBS, GOVERNORS, words
from reading.requests.acts.act import Act
from reading.requests.parties.actors import head, is_actor
from reading.requests.parties.lists import split
from reading.requests.parties.naming import addressee_segments
from reading.requests.parties.runs import inside_name
from reading.requests.sentences.bare_verbs import is_bare_verb
from reading.requests.sentences.clauses import clause, is_participle, predicated
from reading.requests.sentences.doers import could_act, is_doer_of_many
from reading.requests.sentences.frames import Frame, Mode, bare
from reading.requests.sentences.nominals import acting_in, is_possessed, shared_doing
from reading.requests.sentences.others_asked import others_asked
from reading.requests.sentences.phrases import Phrase, Sentence, verb_of
from reading.requests.sentences.predicates import predicates

# them in the meantime | it in particular
_PRONOUN = re.compile(r"(?:them|it|him|her)(?= (?:in|at|to|also|once|further|as) )")


def _pronoun(phrase: Phrase) -> Phrase:
    """A pronoun without what is put behind it: "calls upon them | in the meantime | to refrain"."""
    match = _PRONOUN.match(phrase.text)
    return phrase if match is None else Phrase(match[0], phrase.start, phrase.start + match.end())


def addressed(sentence: Sentence, act: Act, i: int, limit: int, scope: Phrase) -> list[Frame]:
    """What an act governs whose words ``[i, limit)`` begin with no "that" and no "to": somebody who is asked, or a thing."""
    if act.calls_for and (joint := _and_for(sentence, i, limit)) is not None:
        end = sentence.words[joint - 1].end
        first = addressed(sentence, act, i, joint, Phrase(sentence.text[scope.start : end], scope.start, end))
        rest = addressed(sentence, act, joint + 2, limit, sentence.phrase(joint + 2, limit))
        return [*first, *(replace(frame, sure=False) for frame in rest)]
    segments, verb, sure = addressee_segments(sentence, i, limit)
    phrases = [part for first, last in segments if last > first for part in split(sentence.phrase(first, last))]
    phrases = [_pronoun(p) for p in phrases if p.text.strip(" ,") and not _tail_of_title(sentence, p)]
    actors = [p for p in phrases if is_actor(bare(p.text))]
    begins_acting = bool(phrases) and is_actor(bare(phrases[0].text)) and not _doing_something(sentence, i)
    if act.calls_for and verb is not None and begins_acting and _undergoes(sentence, verb):
        return [predicated(sentence, act, phrases[0], verb, limit, scope, None)]
    if (appealed := _appealed(sentence, act, i, limit, verb)) is not None:
        names, what_for = appealed
        return [Frame(act, Mode.NOMINAL, names, (what_for,), scope, sure=False)]
    if verb is None:
        return [_without_infinitive(sentence, act, i, limit, scope, phrases)]
    if phrases and not begins_acting and act.rule == "act.call" and not act.calls_for:
        # nobody calls upon a thing: "calls upon international cooperation to assist"
        return [Frame(act, Mode.INFINITIVE, tuple(phrases), predicates(sentence, verb, limit), scope, sure=False)]
    doing = _names_a_doing(sentence, act, i, limit, verb)
    if not doing and phrases and segments[0][0] == i and sentence.low(verb) != "be" and _can_be_asked(act, bare(phrases[0].text)):
        return [Frame(act, Mode.INFINITIVE, _unknown(phrases), predicates(sentence, verb, limit), scope, sure=False)]
    if doing or not begins_acting:
        nominal = _nominal(sentence, act, i, limit, scope)
        return [_unlinked(sentence, act, i, limit, scope) or replace(nominal, sure=nominal.sure and bool(phrases))]
    plain = sure and len(actors) == len(phrases)
    listed = (one for p in phrases for one in ((p,) if p in actors else _apart(p)))
    named = tuple(p for p in listed if p in actors or _can_be_asked(act, bare(p.text)))  # "shops" among the others of a list
    read = Frame(act, Mode.INFINITIVE, named, predicates(sentence, verb, limit), scope, sure=plain)
    return _with_silent(sentence, read, verb, limit)


# calls for increased support | and for | donors | to contribute
_AND_FOR = re.compile(r",? (?P<and>and) for (?P<who>[^,;:]{3,80}?),?(?: (?:also|fully|urgently))? to (?=[a-z])")


def _and_for(sentence: Sentence, i: int, limit: int) -> int | None:
    """The "and" of "calls for a thing and for somebody to do another", where it stands in the words ``[i, limit)``."""
    end = sentence.words[limit - 1].end if limit > i else 0
    if sentence.quiet.find(" and for ", sentence.words[i].start if end else 0, end) < 0:
        return None
    match = _AND_FOR.search(sentence.quiet, sentence.words[i].end, end)
    if match is None or not all(is_actor(bare(name.text)) for name in split(Phrase(match["who"], *match.span("who")))):
        return None
    joint = sentence.index(match.start("and"))
    verb = sentence.verb_after_to(sentence.index(match.end() - 3), limit)
    return joint if verb is not None and joint > i else None


def _without_infinitive(sentence: Sentence, act: Act, i: int, limit: int, scope: Phrase, phrases: Sequence[Phrase]) -> Frame:
    """Behind an act's verb no infinitive stands: a clause without its "that", somebody of whom nothing is asked yet, or a thing."""
    if (unlinked := _unlinked(sentence, act, i, limit, scope)) is not None:
        return unlinked
    waits = sentence.text.rstrip().endswith(":")
    if not waits and is_possessed(sentence.phrase(i, limit).text):
        return _nominal(sentence, act, i, limit, scope)  # "encourages the Secretary-General’s good offices"
    if not waits and phrases and _MORE_OF_IT.match(phrases[0].text):
        return _nominal(sentence, act, i, limit, scope)
    if phrases and not act.calls_for and all(is_actor(bare(phrase.text)) for phrase in phrases):
        return Frame(act, Mode.ADDRESSEE, tuple(phrases), (), scope, sure=False)
    return _nominal(sentence, act, i, limit, scope)


# urges | longer-term and more flexible funding mechanisms for them: what there is to be more of, and nobody
_MORE_OF_IT = re.compile(
    r"(?:(?:longer|greater|better|stronger|closer|higher|broader|wider|deeper|larger)(?:-term)?|more (?!than\b)[a-z]+|increased|enhanced|"
    r"improved|strengthened|expanded|additional|sustained|predictable)\b"
)


def _doing_something(sentence: Sentence, i: int) -> bool:
    """ "recommends | assisting developing countries", "encourages | supporting the parties": what is to be done, and by nobody named."""
    gerund, after = sentence.low(i), sentence.low(i + 1)
    return gerund.endswith("ing") and (after in _OBJECT or after.endswith("ing")) and verb_of(gerund) in BASE_VERBS


_OBJECT = words("the all its their these those such least developing")
# calls for the entry into operation of the mechanism established by the Council and steps | to secure its functioning
_AND_STEPS = re.compile(r" and (?:[a-z]+ )?(?:steps|measures|action|actions|efforts) to (?:[a-z]+ly )?$")


def _names_a_doing(sentence: Sentence, act: Act, i: int, limit: int, verb: int) -> bool:
    """ "close collaboration between X and Y", "calls for the Council's support and steps to": an infinitive follows it, but nobody's."""
    start = sentence.words[i].start
    shared = shared_doing(sentence.quiet[start : sentence.words[limit - 1].end])
    if shared is not None and " to " not in shared[0] and " by " not in shared[0]:
        return True
    return act.calls_for and _AND_STEPS.search(sentence.quiet, start, sentence.words[verb].start) is not None


def _undergoes(sentence: Sentence, verb: int) -> bool:
    """ "calls for those responsible to be brought to justice": something is to be done to them, and not by them."""
    return sentence.low(verb) == "be" and is_participle(sentence.low(verb + 1))


def _tail_of_title(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase only ends a title before it: "the Protocol, 1999 (No. 182), | of the Organization"."""
    return phrase.text.startswith("of ") and sentence.text[: phrase.start].endswith("), ")


# future hosts of the Games | and other Member States
_AND_OTHERS = re.compile(r" (?:and|as well as) (?=(?:other|all|the|relevant) )")


def _can_be_asked(act: Act, name: str) -> bool:
    """ "encourages commercial banking systems to serve all": whom an act that takes a person lies on, though the word list doesn't know
    them; things that a purpose follows are none ("efforts to combat", "strategies to address")."""
    if act.calls_for or act.force in (Force.DECIDE, Force.DEMAND) or is_actor(name):
        return False
    if _ONE_SYSTEM.match(name) or _MANAGEMENT.fullmatch(name) or _SESSION_OF.match(name):
        return True
    noun = head(name)
    if act.reiterated and noun.endswith("s") and noun not in GOVERNORS:
        return True  # "reiterates the invitation to the other agreements to participate": whom it was made to
    if act.force is not Force.ENCOURAGE and (_BY_NAME.match(name) or (name.startswith("the ") and could_act(name))):
        return True  # "urges the junta to": nobody urges a thing
    return is_doer_of_many(name)


# the system of administration of justice | the programme: asked to do something, it is those who run it
_ONE_SYSTEM = re.compile(
    r"the (?:(?:internal|formal|informal|global|regional|national|joint|international|resident coordinator|[A-Z][\w-]*) )*"
    r"(?:system|programme|network)(?: of (?!the following)[^,;]{3,60})?$"
)
# the top management | of the Organization: those who manage it
_MANAGEMENT = re.compile(r"(?:the )?(?:top|senior|executive|programme) management(?: (?:of|in) [^,;]{3,60})?")
# the sixth session of the Global Platform | the annual meeting of chairs: asked to do something, it is those who meet
_SESSION_OF = re.compile(
    r"the (?:[a-z-]+(?:th|first|second|third)|next|forthcoming|upcoming|annual|resumed|ministerial|current|present) (?:[a-z-]+ )?"
    r"(?:session|meeting)s? of (?!the (?:present|matter|item)\b)[A-Za-z]"
)
# the Early Warnings for All initiative | the process
_BY_NAME = re.compile(r"the (?:[A-Z][^,;]{2,60} )?(?:initiative|process|project|coalition|compact|facility)$")


def _apart(phrase: Phrase) -> list[Phrase]:
    """What no word list knows, at its commas: "village shops, start-ups"."""
    bounds = [0, *(mark.end() for mark in re.finditer(", ", phrase.text)), len(phrase.text) + 2]
    return [Phrase(phrase.text[a : b - 2], phrase.start + a, phrase.start + b - 2) for a, b in pairwise(bounds)]


def _unknown(phrases: Sequence[Phrase]) -> tuple[Phrase, ...]:
    """The names of a list whose first the word list doesn't know: cut where others are named that it knows."""
    first = phrases[0]
    found = [*phrases[1:]]
    for mark in _AND_OTHERS.finditer(first.text):
        if is_actor(bare(first.text[mark.end() :])):
            rest = Phrase(first.text[mark.end() :], first.start + mark.end(), first.end)
            return (Phrase(first.text[: mark.start()], first.start, first.start + mark.start()), *split(rest), *found)
    return (first, *found)


_CLOSE = 100  # characters from the opening of a thing to who acts in it


def _nominal(sentence: Sentence, act: Act, i: int, limit: int, scope: Phrase) -> Frame:
    """A thing that is called for, with those who are to act in it; sure where they stand close behind its opening."""
    whole, (names, plain) = sentence.phrase(i, limit), acting_in(sentence, i, limit)
    if not names and (included := _including_that(sentence, act, whole, limit, scope)) is not None:
        return included
    sure = plain and (not names or 0 < names[0].start - whole.start < _CLOSE)
    return Frame(act, Mode.NOMINAL, names, (whole,), scope, sure=sure)


# urges full compliance with the obligations, | including that | the parties abandon their programmes
_INCLUDING_THAT = ", including that "


def _including_that(sentence: Sentence, act: Act, whole: Phrase, limit: int, scope: Phrase) -> Frame | None:
    """A thing that is called for together with what somebody is to do for it, who is asked for both; ``None`` where nobody is named."""
    at = sentence.quiet.find(_INCLUDING_THAT, whole.start, whole.end)
    if at < 0:
        return None
    made = clause(sentence, act, sentence.index(at + len(_INCLUDING_THAT)), limit, scope)
    if not made.addressees or not made.predicates or made.passive or made.modal is not None:
        return None  # "including that the parties shall not": what the obligations say already
    thing = Phrase(sentence.text[whole.start : at], whole.start, at)
    return replace(made, mode=Mode.NOMINAL, predicates=(thing, *made.predicates), sure=False)


def _unlinked(sentence: Sentence, act: Act, i: int, limit: int, scope: Phrase) -> Frame | None:
    """ "requests the Secretary-General provide": a clause without its "that"."""
    mark = next(
        (j for j in range(i + 1, min(i + 8, limit)) if sentence.low(j) in BASE_VERBS and is_bare_verb(sentence, i, j, limit)),
        None,
    )
    if (
        mark is None
        or sentence.low(mark - 1) not in ACTOR_HEADS
        or any(sentence.low(j) in ("to", ",", "of", "for", "that") for j in range(i, mark))
    ):
        return None
    made = clause(sentence, act, i, limit, scope)
    return replace(made, sure=False) if made.addressees and made.predicates and made.modal is None and not made.passive else None


def _appealed(sentence: Sentence, act: Act, i: int, limit: int, verb: int | None) -> tuple[tuple[Phrase, ...], Phrase] | None:
    """ "appeals to donors for contributions", "asks the Secretary-General for a report": who is asked stands before "for"; where an
    infinitive follows, it is a purpose only behind a name that stands there in full ("for contributions to enable it")."""
    invited = act.force is Force.INVITE and sentence.low(i) == "them" and sentence.low(i + 1) == "for"
    if act.force is not Force.APPEAL and not act.verb.casefold().endswith("asks") and not invited:
        return None
    mark = next((j for j in range(i + 1, verb or limit) if sentence.low(j) == "for" and not inside_name(sentence, j)), None)
    if mark is None or mark + 1 >= limit or sentence.low(mark - 1) in _TAKING_FOR:
        return None
    names = tuple(p for p in split(sentence.phrase(i, mark)) if verb is None or is_actor(bare(p.text)))
    if verb is not None and (sentence.governed(mark) or len(names) != len(split(sentence.phrase(i, mark)))):
        return None
    names = tuple(p for p in names if is_actor(bare(p.text)))
    return (names, sentence.phrase(mark + 1, limit)) if names else None


_TAKING_FOR = words("responsible competent accountable mandated")


def _with_silent(sentence: Sentence, frame: Frame, verb: int, limit: int) -> list[Frame]:
    """ "requests A to do x, and B to do y": the act, printed once, lies on several with different things to do."""
    asked = others_asked(sentence, frame.act, verb, limit)
    if not asked:
        return [frame]
    scope = frame.scope
    ends = [*(one.joint for one in asked), limit]
    cut = Phrase(sentence.text[scope.start : sentence.words[ends[0] - 1].end], scope.start, sentence.words[ends[0] - 1].end)
    made = [replace(frame, predicates=predicates(sentence, verb, ends[0]), scope=cut)]
    for one, end in zip(asked, ends[1:], strict=True):
        until = scope.end if end == limit else sentence.words[end - 1].end
        own = Phrase(sentence.text[one.name.start : until], one.name.start, until)
        named = tuple(split(one.name))
        made.append(replace(frame, addressees=named, predicates=predicates(sentence, one.verb, end), scope=own, sure=False))
    return made
