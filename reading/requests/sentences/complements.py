"""From an act to who is asked and what for: the grammar of what follows a mandating verb.

requests <addressees> [, aside,] to <predicate>          infinitive
requests that <subject> [shall] <predicate>              clause
decides to <predicate>                                   the organ binds itself
encourages <thing>                                       nominal: nobody in particular is asked
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from domain.force import Force
from reading.lexicon import ACTOR_HEADS, BASE_VERBS, GOVERNORS, INERT_HEADS, table, words
from reading.requests.acts.act import Act
from reading.requests.parties.actors import head, is_actor
from reading.requests.parties.lists import split
from reading.requests.parties.naming import addressee_segments, skip_prelude
from reading.requests.parties.runs import inside_name
from reading.requests.sentences.charges import entrusted
from reading.requests.sentences.clauses import clause, is_bare_verb, is_participle, predicated
from reading.requests.sentences.frames import Frame, Mode, bare
from reading.requests.sentences.nominals import SHARED_DOING, acting_in, is_possessed
from reading.requests.sentences.others_asked import others_asked
from reading.requests.sentences.phrases import Phrase, Sentence
from reading.requests.sentences.predicates import predicates
from reading.requests.sentences.recommendations import recommended


def frames(sentence: Sentence, acts: Sequence[Act]) -> list[Frame]:
    """The frames of all mandating acts of a paragraph, in order.

    Acts that share a predicate each get it; "invites and encourages X to" is one."""
    found: list[Frame] = []
    pending: list[Act | Frame] = []
    for position, act in enumerate(acts):
        if not act.mandating:
            pending.clear()
            continue
        joined = position + 1 < len(acts) and acts[position + 1].mandating and _joined(sentence, act, acts[position + 1])
        if _paired(
            sentence, acts, position
        ):  # "encourages and supports men and boys to": what follows the second verb is for both
            shared = complement(
                sentence, replace(act, end=acts[position + 1].end, complement_end=acts[position + 1].complement_end)
            )
            found.extend(replace(frame, act=act) for frame in shared)
            continue
        if joined and not sentence.text[act.end : act.complement_end].strip(" ,"):
            pending.append(act)  # "invites and encourages X to": the first act counts
            continue
        if joined and (frame := _addressee_only(sentence, act)) is not None:
            pending.append(frame)
            continue
        read = complement(sentence, act)
        first = next((earlier for earlier in pending if isinstance(earlier, Act)), None)
        for earlier in pending:
            if isinstance(earlier, Frame) and read:
                found.append(
                    replace(
                        earlier,
                        mode=read[0].mode,
                        predicates=read[0].predicates,
                        scope=Phrase(
                            sentence.text[earlier.scope.start : read[0].scope.end], earlier.scope.start, read[0].scope.end
                        ),
                    )
                )
            elif earlier is first and read:  # "urges, calls upon and invites": the first act counts
                verb = sentence.text[first.start : first.end]
                read[0] = replace(read[0], act=replace(first, verb=verb, complement_end=act.complement_end))
        pending.clear()
        found.extend(read)
    return found


def _paired(sentence: Sentence, acts: Sequence[Act], position: int) -> bool:
    following = acts[position + 1] if position + 1 < len(acts) else None
    return (
        following is not None
        and not following.mandating
        and sentence.quiet[acts[position].end : following.start].strip() == "and"
    )


# encourages Member States and, where appropriate, invites the private sector to
_AND_LIMITED = re.compile(r"\band, (?:where|as|when|if) [a-z]+, $")


def _joined(sentence: Sentence, act: Act, following: Act) -> bool:
    link = sentence.quiet[act.complement_end : following.start]
    between = sentence.quiet[act.end : following.start]
    return bool(re.search(r"\band\b", link)) or between.strip() in ("and", ",", "and also") or bool(_AND_LIMITED.search(between))


def _addressee_only(sentence: Sentence, act: Act) -> Frame | None:
    """An addressee with nothing asked yet: "calls upon States | and encourages others to ...". In "calls upon parties to submit and
    encourages them to make" something is asked, so it is no such case."""
    read = complement(sentence, act)
    return read[0] if len(read) == 1 and read[0].mode is Mode.ADDRESSEE else None


_ACT_NOUNS = words("appeal call encouragement invitation plea recommendation request")


def complement(sentence: Sentence, act: Act) -> list[Frame]:
    """Read what one act governs. Usually one frame; two where the act is silently laid on a second addressee."""
    first, limit = sentence.index(act.end), sentence.index(act.complement_end)
    while limit > first and sentence.low(limit - 1) in (",", ";", ".", "and", ":", "—", "–"):
        limit -= 1
    if limit - 1 > first and sentence.low(limit - 1) == "to":  # "Calls upon the two leaders urgently to:"
        limit -= 1
        while limit - 1 > first and sentence.low(limit - 1).endswith("ly"):
            limit -= 1
    if first >= limit:
        return [Frame(act, Mode.ADDRESSEE, (), (), Phrase("", act.end, act.end))]
    scope = sentence.phrase(first, limit)
    i = skip_prelude(sentence, first, limit)
    if (
        act.reiterated
        and sentence.low(i) == "and"
        and sentence.low(i + 1) in _ACT_NOUNS
        and sentence.low(i + 2) in ("to", "that", "for")
    ):
        i += 2  # "reiterates its invitation | and encouragement | to"
    if (
        i < limit
        and sentence.low(i) in (("upon", "on", "to", "of") if act.reiterated else ("upon", "on", "to"))
        and (act.reiterated or act.force in (Force.APPEAL, Force.RECOMMEND, Force.CALL))
        and (sentence.verb_after_to(i, limit) is None or (act.force is Force.APPEAL and not act.reiterated))
    ):
        i = skip_prelude(sentence, i + 1, limit)
    elif i < limit and sentence.low(i) == "for" and (act.reiterated or act.force is Force.APPEAL):
        i += 1
    if i >= limit:
        return [Frame(act, Mode.NOMINAL, (), (scope,), scope, sure=False)]
    if sentence.low(i) == "that" and not _demonstrative(sentence, i, limit):
        made, *further = _clauses(sentence, act, i + 1, limit, scope)
        if made.modal is None and not made.passive and not made.addressees and i + 1 < limit:
            named = _named(sentence, act, i + 1, limit, scope)  # "urges that Member States to share"
            if named[0].mode is Mode.INFINITIVE and not any(_STATED.search(name.text) for name in named[0].addressees):
                return [replace(frame, sure=False) for frame in named]
        return [made, *further]
    if (efforts := _efforts(sentence, act, i, limit)) is not None:
        names, at = efforts
        return [Frame(act, Mode.INFINITIVE, names, predicates(sentence, at, limit), scope, sure=False)]
    if (charged := entrusted(sentence, act, i, limit, scope)) is not None:
        return [charged]
    if (advised := recommended(sentence, act, i, limit, scope)) is not None:
        return [advised]
    start = i + 1 if sentence.low(i) == "not" else i
    verb = sentence.verb_after_to(start, limit)
    if verb is not None:
        mode = Mode.SELF if act.force is Force.DECIDE else Mode.NOMINAL
        return [Frame(act, mode, (), predicates(sentence, verb, limit), scope)]
    return _named(sentence, act, i, limit, scope)


# urges that those responsible are prosecuted, and to strengthen cooperation: a clause of its own, and no name
_STATED = re.compile(r"\b(?:is|are|be) [a-z]+(?:ed|en|ne)(?:,| and|$)")


def _clauses(sentence: Sentence, act: Act, i: int, limit: int, scope: Phrase) -> list[Frame]:
    """ "decides that A shall manage the account, and that the resources shall be administered by B": each clause that names whom it
    binds is a duty of its own; one that names nobody, or the same, goes on with the one before."""
    whole = [clause(sentence, act, i, limit, scope)]
    joints: list[int] = []
    for j in range(i + 1, limit - 1):
        if sentence.low(j) == "that":
            if sentence.low(j - 1) not in ("and", ","):
                break  # "that the Secretary-General ensure that ... and that": the clauses may be those of the thing asked for
            joints.append(j)
    while joints and sentence.low(joints[-1] - 1) != "and":
        joints.pop()
    if not joints:
        return whole
    ends = [j - 2 if sentence.low(j - 2) == "," and sentence.low(j - 1) == "and" else j - 1 for j in joints]
    stretches = [*zip([i, *(j + 1 for j in joints)], [*ends, limit], strict=True)]
    parts = [clause(sentence, act, begin, stop, sentence.phrase(begin, stop)) for begin, stop in stretches if begin < stop]
    if len(parts) < len(stretches) or (len(joints) > 1 and any(part.modal is None for part in parts)):
        return whole
    first, *others = parts
    until = sentence.words[ends[0] - 1].end
    made = [replace(first, scope=Phrase(sentence.text[scope.start : until], scope.start, until))]
    for part in others:
        names, before = {bare(name.text) for name in part.addressees}, made[-1]
        known = {bare(name.text) for name in before.addressees}
        effective = not known and act.force is Force.DECIDE and part.modal is not None and not part.passive
        if (
            names - known == names
            and names
            and not names & _BACK
            and part.mode is Mode.CLAUSE
            and part.predicates
            and (known or effective or (before.passive and act.force is Force.DECIDE))
        ):
            made.append(replace(part, sure=False))
            continue
        end = part.scope.end
        nobody = not names and not known and part.passive and before.passive  # "be reviewed, and that a report be submitted"
        goes_on = part.predicates if nobody or names & _BACK or names & known else ()
        own = Phrase(sentence.text[before.scope.start : end], before.scope.start, end)
        made[-1] = replace(before, scope=own, predicates=(*before.predicates, *goes_on), sure=before.sure and not nobody)
    gathered = whole[0].passive and not whole[0].addressees and len(made[0].predicates) > len(first.predicates)
    return made if len(made) > 1 or gathered else whole


_BACK = frozenset({"it", "they", "he", "she"})
_CLOSE = 100  # characters
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


# them in the meantime | it in particular
_PRONOUN = re.compile(r"(?:them|it|him|her)(?= (?:in|at|to|also|once|further|as) )")


def _pronoun(phrase: Phrase) -> Phrase:
    """A pronoun without what is put behind it: "calls upon them | in the meantime | to refrain"."""
    match = _PRONOUN.match(phrase.text)
    return phrase if match is None else Phrase(match[0], phrase.start, phrase.start + match.end())


def _named(sentence: Sentence, act: Act, i: int, limit: int, scope: Phrase) -> list[Frame]:
    """requests <addressees> [, aside,] to <predicate>"""
    segments, verb, sure = addressee_segments(sentence, i, limit)
    phrases = [part for first, last in segments if last > first for part in split(sentence.phrase(first, last))]
    phrases = [_pronoun(p) for p in phrases if p.text.strip(" ,") and not _tail_of_title(sentence, p)]
    actors = [p for p in phrases if is_actor(bare(p.text))]
    whole = sentence.phrase(i, limit)
    if act.calls_for and verb is not None and actors and actors[0] is phrases[0] and _undergoes(sentence, verb):
        return [predicated(sentence, act, phrases[0], verb, limit, scope, None)]
    if verb is None or act.force is Force.APPEAL or act.verb.casefold().endswith("asks"):
        beneficiary = _appealed(sentence, act, i, limit, verb)
        if beneficiary is not None:
            return [Frame(act, Mode.INFINITIVE, beneficiary[0], (beneficiary[1],), scope, sure=False)]
    if verb is None:
        if (unlinked := _unlinked(sentence, act, i, limit, scope)) is not None:
            return [unlinked]
        if is_possessed(whole.text) and not sentence.text.rstrip().endswith(":"):
            return [_nominal(sentence, act, i, limit, scope)]  # "encourages the Secretary-General’s good offices"
        if phrases and is_actor(bare(phrases[0].text)) and not act.calls_for and len(actors) == len(phrases):
            return [Frame(act, Mode.ADDRESSEE, tuple(actors), (), scope, sure=False)]
        return [_nominal(sentence, act, i, limit, scope)]
    if phrases and not is_actor(bare(phrases[0].text)) and act.rule == "act.call" and not act.calls_for:
        # nobody calls upon a thing: "calls upon international cooperation to assist"
        return [Frame(act, Mode.INFINITIVE, tuple(phrases), predicates(sentence, verb, limit), scope, sure=False)]
    shared = SHARED_DOING.match(sentence.quiet[sentence.words[i].start : whole.end])
    doing = shared is not None and " to " not in shared[0] and " by " not in shared[0]  # "close collaboration between X and Y"
    doing = doing or (
        act.calls_for and _AND_STEPS.search(sentence.quiet, sentence.words[i].start, sentence.words[verb].start) is not None
    )
    if not doing and phrases and segments[0][0] == i and sentence.low(verb) != "be" and _can_be_asked(act, bare(phrases[0].text)):
        return [Frame(act, Mode.INFINITIVE, _unknown(phrases), predicates(sentence, verb, limit), scope, sure=False)]
    if not phrases or not is_actor(bare(phrases[0].text)) or doing:
        nominal = _nominal(sentence, act, i, limit, scope)
        return [_unlinked(sentence, act, i, limit, scope) or replace(nominal, sure=nominal.sure and bool(phrases))]
    plain = sure and len(actors) == len(phrases)
    listed = (one for p in phrases for one in ((p,) if p in actors else _apart(p)))
    named = tuple(p for p in listed if p in actors or _can_be_asked(act, bare(p.text)))  # "shops" among the others of a list
    read = Frame(act, Mode.INFINITIVE, named, predicates(sentence, verb, limit), scope, sure=plain)
    return _with_silent(sentence, read, verb, limit)


def _undergoes(sentence: Sentence, verb: int) -> bool:
    """ "calls for those responsible to be brought to justice": something is to be done to them, and not by them."""
    return sentence.low(verb) == "be" and is_participle(sentence.low(verb + 1))


# calls for the entry into operation of the mechanism established by the Council and steps | to secure its functioning
_AND_STEPS = re.compile(r" and (?:[a-z]+ )?(?:steps|measures|action|actions|efforts) to (?:[a-z]+ly )?$")


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
    noun = head(name)
    if _ONE_SYSTEM.match(name):
        return True
    if act.reiterated and noun.endswith("s") and noun not in GOVERNORS:
        return True  # "reiterates the invitation to the other agreements to participate": whom it was made to
    return (
        noun.endswith("s")
        and noun.replace("-", "").isalpha()
        and noun not in INERT_HEADS
        and noun[:-1] not in INERT_HEADS
        and noun not in GOVERNORS
        and noun not in _PURSUED
        and noun[:-1] not in _PURSUED
        and _DEED.search(noun) is None
        and not re.match(r"(?:its|their|his|an?|such|any|this) ", name)
    )


# the system of administration of justice | the programme: asked to do something, it is those who run it
_ONE_SYSTEM = re.compile(
    r"the (?:(?:internal|formal|informal|global|regional|national|joint|international|resident coordinator|[A-Z][\w-]*) )*"
    r"(?:system|programme|network)(?: of (?!the following)[^,;]{3,60})?$"
)
# what is done, had or used: a purpose follows it
_PURSUED = words(table("grammar")["complements"]["pursued"])
_DEED = re.compile(r"(?:[st]ions|ments|ances|ences|ings|ities|isms|ships|als|cies|ures|ages|ases|ics|ysis|yses|ness)$")


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


def _nominal(sentence: Sentence, act: Act, i: int, limit: int, scope: Phrase) -> Frame:
    """A thing that is called for, with those who are to act in it; sure where they stand close behind its opening."""
    whole, (names, plain) = sentence.phrase(i, limit), acting_in(sentence, i, limit)
    sure = plain and (not names or 0 < names[0].start - whole.start < _CLOSE)
    return Frame(act, Mode.NOMINAL, names, (whole,), scope, sure=sure)


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
    if act.force is not Force.APPEAL and not act.verb.casefold().endswith("asks"):
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
