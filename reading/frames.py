"""From an act to who is asked and what for: the grammar of what follows a mandating verb.

requests <addressees> [, aside,] to <predicate>          infinitive
requests that <subject> [shall] <predicate>              clause
decides to <predicate>                                   the organ binds itself
encourages <thing>                                       nominal: nobody in particular is asked
"""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from domain.force import Force
from reading.actors import is_actor, split
from reading.acts import Act
from reading.lexicon import ACTOR_HEADS, BASE_VERBS
from reading.phrases import ASIDE_OPENERS, NAMING_OPENERS, Phrase, Sentence


class Mode(StrEnum):
    INFINITIVE = "infinitive"
    CLAUSE = "clause"
    SELF = "self"
    NOMINAL = "nominal"
    ADDRESSEE = "addressee"  # names somebody and stops: what is asked stands with the next act, or in the items below


@dataclass(frozen=True, slots=True)
class Frame:
    """One act with its slots: ``addressees`` as printed, ``predicates`` one a thing to be done, ``scope`` all that the act governs."""

    act: Act
    mode: Mode
    addressees: tuple[Phrase, ...]
    predicates: tuple[Phrase, ...]
    scope: Phrase
    passive: bool = False
    modal: str | None = None
    sure: bool = True
    verb_at: int | None = None  # of a clause: where its verb stands; what stands before belongs to its subject


_MODALS = frozenset("shall should will must would may can".split())
_LIST_GO_ON = frozenset("and or as".split())
# Verbs whose object goes on to do something itself: "assist States and the Secretariat to give".
_LENDING = frozenset(
    "enable allow assist help encourage invite request urge permit empower require call support ask lead equip incentivize".split()
)
# "the Secretary-General is authorized to"
_ENTITLED = frozenset("authorized authorised requested invited required instructed directed obliged mandated urged".split())
_PARTICIPLES = frozenset(
    "held made kept given taken drawn sent brought put set undertaken built begun done found paid met shown written borne withdrawn sought".split()
)
_IRREGULAR = {"held": "hold", "made": "make", "kept": "keep", "given": "give", "taken": "take", "drawn": "draw", "sent": "send",
              "brought": "bring", "undertaken": "undertake", "built": "build", "begun": "begin", "done": "do", "paid": "pay",
              "met": "meet", "shown": "show", "written": "write", "withdrawn": "withdraw", "sought": "seek"}  # fmt: skip


def frames(sentence: Sentence, acts: list[Act]) -> list[Frame]:
    """The frames of all mandating acts of a paragraph, in order. Acts that share a predicate each get it; "invites and encourages" is one."""
    found: list[Frame] = []
    pending: list[Act | Frame] = []
    for position, act in enumerate(acts):
        if not act.mandating:
            pending.clear()
            continue
        joined = position + 1 < len(acts) and acts[position + 1].mandating and _joined(sentence, act, acts[position + 1])
        if joined and not sentence.text[act.end : act.complement_end].strip(" ,"):
            pending.append(act)  # "invites and encourages X to": the first act counts
            continue
        if joined and (frame := _addressee_only(sentence, act)) is not None:
            pending.append(frame)
            continue
        read = complement(sentence, act)
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
            elif isinstance(earlier, Act) and read:
                verb = sentence.text[earlier.start : earlier.end]
                read[0] = replace(read[0], act=replace(earlier, verb=verb, complement_end=act.complement_end))
        pending.clear()
        found.extend(read)
    return found


def _joined(sentence: Sentence, act: Act, following: Act) -> bool:
    link = sentence.quiet[act.complement_end : following.start]
    return bool(re.search(r"\band\b", link)) or sentence.quiet[act.end : following.start].strip() in ("and", ",", "and also")


def _addressee_only(sentence: Sentence, act: Act) -> Frame | None:
    """ "calls upon States | and encourages others to ...": an addressee with nothing asked yet. "parties to submit and encourages them to make"
    has something asked, so it is no such case."""
    read = complement(sentence, act)
    return read[0] if len(read) == 1 and read[0].mode is Mode.ADDRESSEE else None


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
    i = _skip_prelude(sentence, first, limit)
    if (
        i < limit
        and sentence.low(i) in ("upon", "on", "to")
        and (act.reiterated or act.force in (Force.APPEAL, Force.RECOMMEND, Force.CALL))
        and sentence.verb_after_to(i, limit) is None
    ):
        i = _skip_prelude(sentence, i + 1, limit)
    elif i < limit and sentence.low(i) == "for" and (act.reiterated or act.force is Force.APPEAL):
        i += 1
    if i >= limit:
        return [Frame(act, Mode.NOMINAL, (), (scope,), scope, sure=False)]
    if sentence.low(i) == "that" and not _demonstrative(sentence, i, limit):
        return [clause(sentence, act, i + 1, limit, scope)]
    start = i + 1 if sentence.low(i) == "not" else i
    verb = sentence.verb_after_to(start, limit)
    if verb is not None:
        mode = Mode.SELF if act.force is Force.DECIDE else Mode.NOMINAL
        return [Frame(act, mode, (), predicates(sentence, verb, limit), scope)]
    return _named(sentence, act, i, limit, scope)


def _demonstrative(sentence: Sentence, i: int, limit: int) -> bool:
    """ "encourages that Division to provide": a pointing "that", before a single noun that goes straight on to its infinitive."""
    return any(sentence.verb_after_to(j, limit) is not None for j in (i + 2, i + 3)) and sentence.low(i + 1) not in (
        "the",
        "all",
        "any",
        "a",
    )


def _skip_prelude(sentence: Sentence, i: int, limit: int) -> int:
    """Past asides that stand between the verb and what it governs: ", in this regard," "inter alia," "once again"."""
    while i < limit:
        low = sentence.low(i)
        if low == ",":
            close = _aside_close(sentence, i + 1, limit)
            if close is None:
                return i + 1
            i = close
        elif low in ("inter", "in") and sentence.low(i + 1) in ("alia", "this", "that", "particular"):
            i += 2 if sentence.low(i + 1) in ("alia", "particular") else 3
            if sentence.low(i) == ",":
                i += 1
        elif low in ("also", "again", "therefore", "further", "both", "once"):
            i += 1
        else:
            break
    return i


def _aside_close(sentence: Sentence, i: int, limit: int) -> int | None:
    """For an aside that begins at word ``i``: the index after the comma that closes it."""
    if sentence.low(i) == "to" and sentence.verb_after_to(i, limit) is not None:
        return None
    for k in range(i, limit):
        if sentence.low(k) == ",":
            after = sentence.low(k + 1)
            if after in ("and", "or") and k - i < 3:
                continue
            return k + 1
    return None


def _named(sentence: Sentence, act: Act, i: int, limit: int, scope: Phrase) -> list[Frame]:
    """requests <addressees> [, aside,] to <predicate>"""
    segments, verb, sure = _addressee_segments(sentence, i, limit)
    phrases = [part for first, last in segments if last > first for part in split(sentence.phrase(first, last))]
    phrases = [p for p in phrases if p.text.strip(" ,")]
    actors = [p for p in phrases if is_actor(bare(p.text))]
    whole = sentence.phrase(i, limit)
    if verb is None:
        beneficiary = _appealed(sentence, act, i, limit)
        if beneficiary is not None:
            return [Frame(act, Mode.INFINITIVE, beneficiary[0], (beneficiary[1],), scope, sure=False)]
        if phrases and is_actor(bare(phrases[0].text)) and not act.calls_for and len(actors) == len(phrases):
            return [Frame(act, Mode.ADDRESSEE, tuple(actors), (), scope, sure=False)]
        unlinked = clause(sentence, act, i, limit, scope)
        if unlinked.addressees and unlinked.predicates and unlinked.modal is None and not unlinked.passive:
            return [replace(unlinked, sure=False)]  # "requests the Secretary-General provide", without its "that" or "to"
        return [Frame(act, Mode.NOMINAL, _parties(sentence, i, limit), (whole,), scope)]
    if not phrases or not is_actor(bare(phrases[0].text)):
        return [Frame(act, Mode.NOMINAL, _parties(sentence, i, limit), (whole,), scope, sure=bool(phrases))]
    read = Frame(
        act, Mode.INFINITIVE, tuple(actors), predicates(sentence, verb, limit), scope, sure=sure and len(actors) == len(phrases)
    )
    return _with_silent(sentence, read, verb, limit)


# immediately and without preconditions the Government
_LEADING = re.compile(r"^(?:(?:,|and|or|as well as|also|both|between|among|inter alia|once again|immediately|urgently|in turn|without [a-z]+|[a-z]{4,}ly)(?:\s+|(?<=,)))+(?=[\w(])|^[\s,]+")


def bare(text: str) -> str:
    return _LEADING.sub("", text).strip()


def _addressee_segments(sentence: Sentence, i: int, limit: int) -> tuple[list[tuple[int, int]], int | None, bool]:
    """The stretches of words that name addressees, the verb of what they are asked (``None`` if there is none), and whether it is plain."""
    segments: list[tuple[int, int]] = []
    begin, j, sure = i, i, True
    while j < limit:
        low = sentence.low(j)
        if low == "to":
            verb = sentence.verb_after_to(j, limit)
            if verb is not None and not (sentence.governed(j) and _later_infinitive(sentence, j + 1, limit)):
                return [*segments, (begin, j)], verb, sure
        elif low in (";", ":"):
            break
        elif low == ",":
            after = sentence.low(j + 1)
            if after == "to" and (verb := sentence.verb_after_to(j + 1, limit)) is not None:
                return [*segments, (begin, j)], verb, sure
            if j > begin and sentence.low(j - 1) in ("and", "or") and (close := _aside_close(sentence, j + 1, limit)) is not None:
                segments.append((begin, j - 1))  # "and, as appropriate, others"
                begin = j = close
                continue
            if _opens_aside(sentence, j + 1):
                segments.append((begin, j))
                resumed, verb = _past_aside(sentence, j + 1, limit)
                if verb is not None:
                    return segments, verb, sure
                if resumed is None:
                    loose = next((v for t, v in sentence.infinitives(j + 1, limit) if not sentence.governed(t)), None)
                    return segments, loose, False
                begin = j = resumed
                continue
        j += 1
    segments.append((begin, j))
    return segments, None, sure


def _later_infinitive(sentence: Sentence, i: int, limit: int) -> bool:
    return any(True for _ in sentence.infinitives(i, min(limit, i + 60)))


def _opens_aside(sentence: Sentence, i: int) -> bool:
    low = sentence.low(i)
    if low.endswith("ly") and sentence.low(i + 1) == ",":
        return True
    if low == "as":
        return sentence.low(i + 1) != "well"
    if low in ("and", "or"):
        return False
    if low in ("the", "a") and sentence.low(i + 1) == "occupying":
        return True
    word = sentence.words[i] if i < len(sentence.words) else None
    if word is None:
        return False
    if low.endswith("ed") and sentence.low(i + 1) in ("by", "in", "with", "on", "at", "under", "through", "to"):
        return True
    return low in ASIDE_OPENERS or (
        low.endswith("ing")
        and len(low) > 5
        and word.text[0].islower()
        and low not in ACTOR_HEADS
        and low
        not in (
            "remaining",
            "participating",
            "contributing",
            "developing",
            "administering",
            "implementing",
            "existing",
            "neighbouring",
            "governing",
            "host",
            "donor",
        )
    )


def _past_aside(sentence: Sentence, i: int, limit: int) -> tuple[int | None, int | None]:
    """From an aside's first word: where the list of addressees goes on, or the verb of the infinitive that ends it."""
    naming = sentence.low(i) in NAMING_OPENERS or (sentence.low(i) == "in" and sentence.low(i + 1) == "particular")
    short = _is_limit(sentence, i, limit)
    for k in range(i, limit):
        low = sentence.low(k)
        if low == ";":
            return None, None
        if low != ",":
            continue
        verb = sentence.verb_after_to(k + 1, limit)
        if verb is not None:
            return None, verb
        after = sentence.low(k + 1)
        if short:
            stop, _ = _item_end(sentence, k + 1, limit)
            if stop > k + 1 and after not in ASIDE_OPENERS and is_actor(bare(sentence.phrase(k + 1, stop).text)):
                return k + 1, None
            short = False
        if after == "and" or (after == "as" and sentence.low(k + 2) == "well"):
            resume = k + 2 if after == "and" else k + 4
            stop, ended = _item_end(sentence, resume, limit)
            if (
                stop > resume
                and (naming or ended)
                and is_actor(bare(sentence.phrase(resume, stop).text))
                and sentence.low(resume) not in ASIDE_OPENERS
            ):
                return resume, None
    return None, None


def _is_limit(sentence: Sentence, i: int, limit: int) -> bool:
    """ ", as appropriate," between two names of a list."""
    return (
        sentence.low(i) in ("as", "where", "when", "if")
        and sentence.low(i + 1) in ("appropriate", "relevant", "applicable", "necessary", "possible")
        and sentence.low(i + 2) == ","
    )


def _item_end(sentence: Sentence, i: int, limit: int) -> tuple[int, bool]:
    """Where one name of a list ends, and whether an infinitive ends it."""
    for j in range(i, limit):
        if sentence.low(j) == "to" and sentence.verb_after_to(j, limit) is not None:
            return j, True
        if sentence.low(j) in (",", ";", ":"):
            return j, False
    return limit, False


def _appealed(sentence: Sentence, act: Act, i: int, limit: int) -> tuple[tuple[Phrase, ...], Phrase] | None:
    """ "appeals to donors for contributions": who is asked stands before "for"."""
    if act.force is not Force.APPEAL:
        return None
    mark = next((j for j in range(i + 1, limit) if sentence.low(j) == "for"), None)
    if mark is None or mark + 1 >= limit:
        return None
    names = tuple(p for p in split(sentence.phrase(i, mark)) if is_actor(bare(p.text)))
    return (names, sentence.phrase(mark + 1, limit)) if names else None


# coordination and collaboration between | discussions among | contributions by
_SHARED_DOING = re.compile(
    r"^(?:[\w-]+,? (?:and )?){0,7}?(?:coordination|collaboration|cooperation|dialogue|dialogues|interaction|consultations?|discussions?|partnerships?|exchanges?|engagement|synergies|coherence)\b(?:[^,;]{0,60}?)? (?:between|among|amongst) "
    r"|^(?:[\w-]+,? (?:and )?){1,6}?(?:on the part of|by) (?=(?:the|all|those|other|relevant|each)?\s*[\w-])"
)


def _parties(sentence: Sentence, i: int, limit: int) -> tuple[Phrase, ...]:
    """ "encourages coordination between X and Y": those between whom it is to be are those who are to act."""
    if i >= limit:
        return ()
    start = sentence.words[i].start
    match = _SHARED_DOING.match(sentence.quiet[start : sentence.words[limit - 1].end])
    if match is None:
        return ()
    first = sentence.index(start + match.end())
    stop = next(
        (
            j
            for j in range(first, limit)
            if sentence.low(j)
            in (",", ";", "to", "in", "on", "at", "with", "for", "throughout", "through", "as", "within", "aimed")
        ),
        limit,
    )
    return tuple(p for p in split(sentence.phrase(first, stop)) if is_actor(bare(p.text))) if stop > first else ()


def _with_silent(sentence: Sentence, frame: Frame, verb: int, limit: int) -> list[Frame]:
    """ "requests A to do x, and B to do y": the act, printed once, lies on two addressees with different things to do."""
    if any(sentence.low(j) in _LENDING for j in range(verb, limit)):
        return [frame]
    for to, second in sentence.infinitives(verb, limit):
        comma = next((k for k in range(to - 1, max(verb, to - 12), -1) if sentence.low(k) in (",", ";")), None)
        if comma is None or sentence.low(comma + 1) != "and" or to - comma < 3 or sentence.governed(to):
            continue
        name = sentence.phrase(comma + 2, to)
        if not name.text.startswith(("the ", "all ")) or not is_actor(name.text) or "," in name.text:
            continue
        cut = replace(
            frame,
            predicates=predicates(sentence, verb, comma),
            scope=Phrase(sentence.text[frame.scope.start : name.start], frame.scope.start, name.start),
        )
        own = Phrase(sentence.text[name.start : frame.scope.end], name.start, frame.scope.end)
        other = replace(
            frame, addressees=tuple(split(name)), predicates=predicates(sentence, second, limit), scope=own, sure=False
        )
        return [cut, other]
    return [frame]


def predicates(sentence: Sentence, verb: int, limit: int) -> tuple[Phrase, ...]:
    """The things to be done, one phrase each, from the verb on: infinitives joined by "and to" are several."""
    marks = sentence.infinitives(verb, limit)
    joined = [(t, v) for t, v in marks if sentence.low(t - 1) in ("and", "or", "also", "further") and _joins(sentence, t)]
    last = joined[-1][0] if joined else -1
    listed = [(t, v) for t, v in marks if sentence.low(t - 1) in (",", ";") and t < last]
    cuts = sorted({*joined, *listed})
    phrases, begin = [], verb
    for to, after in cuts:
        stop = to
        while stop > begin + 1 and sentence.low(stop - 1) in ("and", "or", "also", "further", ",", ";", "well", "as"):
            stop -= 1
        phrases.append(sentence.phrase(begin, stop))
        begin = after
    phrases.append(sentence.phrase(begin, limit))
    return tuple(phrases)


def _joins(sentence: Sentence, to: int) -> bool:
    k = to - 1
    while sentence.low(k) in ("also", "further"):
        k -= 1
    return sentence.low(k) in ("and", "or", ",", ";", "as")


# --- clauses: "that X do", "that X shall do", "that Y be done" ---------------------------------------------------------------------


def clause(sentence: Sentence, act: Act, i: int, limit: int, scope: Phrase) -> Frame:
    i = _skip_prelude(sentence, i, limit)
    if i >= limit:
        return Frame(act, Mode.NOMINAL, (), (scope,), scope, sure=False)
    if (_opens_aside(sentence, i) or sentence.low(i) == "should") and (close := _aside_close(sentence, i, limit)) is not None:
        i = close
    mark = _finite(sentence, i, limit)
    if mark is None or mark <= i:
        return Frame(act, Mode.CLAUSE, (), (sentence.phrase(min(i, limit - 1), limit),), scope, sure=False)
    until = mark
    while until > i + 1 and (
        sentence.low(until - 1).endswith("ly") or (sentence.low(until - 1) == "and" and sentence.low(until - 2).endswith("ly"))
    ):
        until -= 1
    subject = sentence.phrase(i, until)
    modal = sentence.low(mark) if sentence.low(mark) in _MODALS else None
    verb = mark + 1 if modal else mark
    while verb < limit and (
        sentence.low(verb) in ("not", "also", "further", "only", "then")
        or (sentence.low(verb).endswith("ly") and sentence.low(verb) not in BASE_VERBS)
    ):
        verb += 1
    if verb < limit and sentence.low(verb) == ",":
        verb = _aside_close(sentence, verb + 1, limit) or verb + 1
    if sentence.low(mark) in ("is", "are"):
        verb = sentence.verb_after_to(mark + 2, limit) or limit
    if verb >= limit:  # "that the Panel will:"
        return Frame(act, Mode.CLAUSE, _subject_names(sentence, i, until), (), scope, modal=modal, sure=False)
    if sentence.low(verb) == "be":
        return _passive(sentence, act, subject, verb + 1, limit, scope, modal)
    names = _subject_names(sentence, i, until)
    if names:
        return Frame(
            act,
            Mode.CLAUSE,
            names,
            clause_predicates(sentence, verb, limit),
            scope,
            modal=modal,
            verb_at=sentence.words[verb].start,
        )
    whole = Phrase(f"{sentence.low(verb)} {subject.text}", subject.start, sentence.words[verb].end)
    return Frame(act, Mode.CLAUSE, (), (whole,), scope, modal=modal, verb_at=sentence.words[verb].start)


def _subject_names(sentence: Sentence, i: int, mark: int) -> tuple[Phrase, ...]:
    comma = next((j for j in range(i, mark) if sentence.low(j) == "," and _opens_aside(sentence, j + 1)), mark)
    parts = split(sentence.phrase(i, comma))
    return tuple(p for p in parts if is_actor(bare(p.text))) if is_actor(bare(parts[0].text)) else ()


def clause_predicates(sentence: Sentence, verb: int, limit: int) -> tuple[Phrase, ...]:
    return predicates(sentence, verb, limit)


def _finite(sentence: Sentence, i: int, limit: int) -> int | None:
    """The index of the clause's modal, of its "be", or of its bare verb ("that the Secretary-General continue")."""
    bare = None
    for j in range(i + 1, limit):
        low = sentence.low(j)
        if low in _MODALS:
            return bare if bare is not None else j
        if low in ("is", "are") and sentence.low(j + 1) in _ENTITLED and sentence.verb_after_to(j + 2, limit) is not None:
            return j
        if low == "be" and sentence.low(j - 1) not in ("to", "not"):
            return bare if bare is not None else j
        if bare is None and (low in BASE_VERBS or _third_person(sentence, j)) and _bare_verb(sentence, i, j, limit):
            bare = j
    return bare


def _third_person(sentence: Sentence, j: int) -> bool:
    """"that the BIPM supports": some bodies print the verb of the clause in the third person; only straight after a capital."""
    low = sentence.low(j)
    return low.endswith("s") and low[:-1] in BASE_VERBS and sentence.words[j - 1].text.isupper()


def _bare_verb(sentence: Sentence, i: int, j: int, limit: int) -> bool:
    before, after = sentence.low(j - 1), sentence.low(j + 1) if j + 1 < limit else ""
    if (
        before in ("to", "the", "of", "and", "a", "in", "for", "its", "their", "on", "with", "by")
        or sentence.words[j].text[0].isupper()
    ):
        return False
    if before in ("it", "he", "she", "they"):
        return True
    if before == ",":
        return is_actor(bare(sentence.phrase(i, j - 1).text)) and after not in ("of", "and")
    end = j
    while end > i + 1 and (
        sentence.low(end - 1).endswith("ly") or (sentence.low(end - 1) == "and" and sentence.low(end - 2).endswith("ly"))
    ):
        end -= 1
    before = sentence.low(end - 1)
    if end <= i + 1 and not sentence.words[i].text[0].isupper():
        return False
    subject = sentence.phrase(i, max(end, i + 1)).text
    if not is_actor(bare(subject)):
        return low_event(sentence, j) and after in ("on", "at", "to", "no", "in", "with")
    return (
        before in ACTOR_HEADS
        or sentence.words[end - 1].text[0].isupper()
        or after in ("the", "its", "their", "to", "a", "an", "all", "every", "any", "no")
    )


def low_event(sentence: Sentence, j: int) -> bool:
    """Verbs of events that begin and end by themselves: "that the debate commence on 21 October"."""
    return sentence.low(j) in (
        "commence",
        "begin",
        "start",
        "end",
        "close",
        "conclude",
        "continue",
        "take",
        "remain",
        "focus",
        "include",
    )


def _passive(sentence: Sentence, act: Act, subject: Phrase, j: int, limit: int, scope: Phrase, modal: str | None) -> Frame:
    """ "that updates be provided to the Commission by the Secretariat": nobody is named unless "by" names them."""
    while j < limit and sentence.low(j).endswith("ly"):
        j += 1
    participle = sentence.low(j)
    if not (participle.endswith("ed") or participle in _PARTICIPLES):
        names = ()
        whole = Phrase(
            f"be {sentence.text[sentence.words[j].start : scope.end] if j < limit else ''}".strip(), subject.start, scope.end
        )
        return Frame(act, Mode.CLAUSE, names, (whole,), scope, modal=modal, passive=True, sure=False)
    agent: tuple[Phrase, ...] = ()
    for k in range(j + 1, min(limit, j + 4)):
        if sentence.low(k) == "by":
            stop, _ = _item_end(sentence, k + 1, limit)
            agent = tuple(p for p in split(sentence.phrase(k + 1, stop)) if is_actor(bare(p.text))) if stop > k + 1 else ()
            break
    rest = sentence.text[sentence.words[j].end : scope.end]
    whole = Phrase(f"{base_form(participle)} {bare(subject.text)}{rest}", subject.start, scope.end)
    return Frame(act, Mode.CLAUSE, agent, (whole,), scope, passive=True, modal=modal, verb_at=sentence.words[j].start)


def base_form(participle: str) -> str:
    """provided -> provide, held -> hold, submitted -> submit; what fits none is given back."""
    if participle in _IRREGULAR:
        return _IRREGULAR[participle]
    for candidate in (participle[:-1], participle[:-2], participle[:-3], participle[:-3] + "y"):
        if candidate in BASE_VERBS:
            return candidate
    return participle
