"""Where the addressees of an act stand: the stretches of words between its verb and its infinitive, past the asides."""

import re

from reading.lexicon import ACTOR_HEADS, table, words
from reading.requests.parties.actors import is_actor
from reading.requests.sentences.frames import bare
from reading.requests.sentences.phrases import ASIDE_OPENERS, NAMING_OPENERS, Sentence, is_adverb


def skip_prelude(sentence: Sentence, i: int, limit: int) -> int:
    """Past asides that stand between the verb and what it governs: ", in this regard," "inter alia," "once again"."""
    aside = False
    while i < limit:
        low = sentence.low(i)
        if low == "," or (aside and low in ("so", "with", "taking", "bearing") and opens_aside(sentence, i)):
            close = aside_close(sentence, i + (low == ","), limit)
            if close is None:
                return i + (low == ",")
            i, aside = close, True
        elif low in ("inter", "in") and sentence.low(i + 1) in ("alia", "this", "that", "particular"):
            i += 2 if sentence.low(i + 1) in ("alia", "particular") else 3
            if sentence.low(i) == ",":
                i += 1
        elif low in ("also", "again", "therefore", "further", "both", "once"):
            if low == "both" and sentence.verb_after_to(i + 1, limit) is not None:
                break  # "urges both | to continue"
            i += 1
        else:
            break
    return i


def aside_close(sentence: Sentence, i: int, limit: int) -> int | None:
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


def addressee_segments(sentence: Sentence, i: int, limit: int) -> tuple[list[tuple[int, int]], int | None, bool]:
    """The stretches of words that name addressees, the verb of what they are asked (``None`` if there is none), and whether it is plain."""
    segments: list[tuple[int, int]] = []
    begin, j, sure = i, i, True
    while j < limit:
        low = sentence.low(j)
        if (
            low in _WHEN
            and j > begin
            and sentence.low(j + 1) not in _MANDATED
            and (doing := _while_doing(sentence, j, limit)) is not None
        ):
            return [*segments, (begin, j)], doing, sure and not sentence.low(j + 1).endswith("ing")
        if low == "in" and j > begin and (close := _together_end(sentence, j, limit)) is not None:
            segments.append((begin, j))
            begin = j = close
            low = sentence.low(j)
        if low == "to":
            verb = sentence.verb_after_to(j, limit)
            theirs = verb is not None and _of_their_clause(sentence, begin, j)
            if verb is not None and not (
                (theirs or sentence.governed(j)) and _later_infinitive(sentence, j + 1, limit, hanging=theirs)
            ):
                return [*segments, (begin, _before_adverbs(sentence, begin, j))], verb, sure
        elif low in (";", ":"):
            break
        elif low == "–" and (close := next((k for k in range(j + 1, limit) if sentence.low(k) == low), None)) is not None:
            segments.append((begin, j))  # "all stakeholders – Governments and businesses – to act"
            begin = j = close + 1
            continue
        if (
            low in _AGAIN
            and j > begin + 1
            and low == sentence.low(i - 1)
            and (joint := _said_again(sentence, begin, j, limit)) is not None
        ):
            segments.append((begin, joint))
            begin = j = j + 1
            continue
        if low == ",":
            after = sentence.low(j + 1)
            if after == "to" and (verb := sentence.verb_after_to(j + 1, limit)) is not None:
                held = _yet_to_be(sentence, verb, limit)
                return [*segments, (begin, j)], held or verb, sure and held is None
            if j > begin and sentence.low(j - 1) in ("and", "or") and (close := aside_close(sentence, j + 1, limit)) is not None:
                segments.append((begin, j - 1))  # "and, as appropriate, others"
                begin = j = close
                continue
            if opens_aside(sentence, j + 1):
                segments.append((begin, j))
                resumed, verb = _past_aside(sentence, j + 1, limit)
                if verb is not None:
                    nested = [k for k in range(j + 1, verb) if sentence.low(k) == "including"]
                    return segments, verb, sure and len(nested) < 2  # "A, including B, C, including D, to": C may be another
                if resumed is None:
                    loose = next((v for t, v in sentence.infinitives(j + 1, limit) if not sentence.governed(t)), None)
                    return segments, loose, False
                sure = sure and not (sentence.low(resumed - 1) == "," and _names_members(sentence, j + 1))
                begin = j = resumed
                continue
        j += 1
    segments.append((begin, j))
    return segments, None, sure


_AGAIN = frozenset({"to", "on", "upon"})


def _said_again(sentence: Sentence, begin: int, j: int, limit: int) -> int | None:
    """ "upon States, as well as | upon | civil society", "to donors and | to | the agencies": where the act's own preposition is said once
    more, the word behind which the name before it ends."""
    stop, _ = item_end(sentence, j + 1, limit)
    if stop <= j + 1 or not is_actor(bare(sentence.phrase(j + 1, stop).text)):
        return None
    if sentence.low(j - 1) == "as" and sentence.low(j - 2) == "well":
        joint = j - 3
    elif sentence.low(j - 1) == "and":
        joint = j - 1
    else:
        return None
    joint -= sentence.low(joint - 1) == ","
    return joint if joint > begin else None


# the Secretary-General when doing so | the Committee if necessary | States upon request
_MANDATED = frozenset({"countering"})  # the Special Rapporteur on human rights while countering terrorism: the mandate's name
_WHEN = frozenset({"when", "while", "in", "if", "upon", "where", "whenever", "wherever", "before", "after"})


_TOGETHER = frozenset({"cooperation", "collaboration", "consultation", "coordination", "partnership", "conjunction", "concert"})


def _together_end(sentence: Sentence, j: int, limit: int) -> int | None:
    """ "Governments | in cooperation with A and B, to": where what says with whom ends, at a comma or at the infinitive."""
    noun = next((k for k in range(j + 1, min(j + 4, limit)) if sentence.low(k) in _TOGETHER), None)
    if noun is None or sentence.low(noun + 1) != "with":
        return None
    for k in range(noun + 2, limit):
        low = sentence.low(k)
        if low == ",":
            return k
        if low in (";", ":"):
            return None
        if low == "to" and sentence.verb_after_to(k, limit) is not None and not sentence.governed(k):
            return k
    return None


def _while_doing(sentence: Sentence, j: int, limit: int) -> int | None:
    """For an aside that no comma closes off ("the Secretary-General when doing so to provide"): the verb of the infinitive behind it."""
    after = sentence.low(j + 1 + (sentence.low(j + 1) in ("next", "again") or is_adverb(sentence.low(j + 1))))
    so = sentence.low(j) == "in" and (after == "doing" or (after == "so" and sentence.low(j + 2) == "doing"))
    doing = sentence.low(j) not in ("in", "upon") and after.endswith("ing") and after not in ACTOR_HEADS
    if not (so or doing or after in ("necessary", "appropriate", "possible", "needed", "required", "requested", "request")):
        return None
    for k in range(j + 1, min(limit, j + 14)):
        if sentence.low(k) in (",", ";", ":"):
            return None
        if (verb := sentence.verb_after_to(k, limit)) is not None:
            return verb
    return None


def _before_adverbs(sentence: Sentence, begin: int, j: int) -> int:
    """ "the Institutes significantly to increase", "them once again to continue": the adverb belongs to the verb."""
    while j - 1 > begin and (is_adverb(sentence.low(j - 1)) or sentence.low(j - 1) in _ONCE_MORE):
        j -= 1
    return j


_ONCE_MORE = frozenset({"once", "again", "more", "further", "also", "therefore", "jointly", "each", "both", "either", "neither"})


def _later_infinitive(sentence: Sentence, i: int, limit: int, hanging: bool = False) -> bool:
    """Whether another infinitive follows that is not merely joined to this one, nor ``hanging`` on a noun of its own: "in a position to
    do so | to contribute", but not "measures to take the steps necessary | to repeal"."""
    following = next((t for t, _ in sentence.infinitives(i, min(limit, i + 60)) if hanging or not sentence.governed(t)), None)
    return following is not None and sentence.low(following - 1) not in ("and", "or")


# States that have pledged | to contribute: words of somebody's own clause that an infinitive goes on with
_OF_OWN_WILL = frozenset(
    str.split("""pledged claiming claimed agreed decided undertaken undertook promised wish wishing intend intending seek seeking chosen
    elected failed refused able unable willing ready required entitled obliged authorized expected planning plan committed declared
    continue continues""")
)


def _of_their_clause(sentence: Sentence, begin: int, j: int) -> bool:
    """Whether the infinitive at word ``j`` belongs to a clause that says which addressees are meant."""
    return sentence.low(j - 1) in _OF_OWN_WILL and any(sentence.low(k) in ("that", "which", "who") for k in range(begin, j))


def _yet_to_be(sentence: Sentence, verb: int, limit: int) -> int | None:
    """ "the working group, to be established at its next session, to consider": the verb behind what is yet to become of it."""
    if sentence.low(verb) != "be":
        return None
    comma = next((k for k in range(verb + 1, min(limit, verb + 30)) if sentence.low(k) in (",", ";")), None)
    return sentence.verb_after_to(comma + 1, limit) if comma is not None else None


# should the need arise | each within its area | no later than 30 June
_ASIDES_OF_TWO = frozenset(
    {
        ("should", "the"),
        ("should", "it"),
        ("should", "they"),
        ("each", "within"),
        ("each", "in"),
        ("each", "according"),
        ("each", "acting"),
        ("no", "later"),
        ("not", "later"),
    }
)


def opens_aside(sentence: Sentence, i: int) -> bool:
    low = sentence.low(i)
    if low == "particularly" and sentence.words[i].text[0].isupper():
        return False  # "Drought and/or Desertification, Particularly in Africa": the end of a title
    if low.endswith("ly") and sentence.low(i + 1) == ",":
        return True
    if low == "as":
        return sentence.low(i + 1) != "well"
    if (low, sentence.low(i + 1)) in _ASIDES_OF_TWO:
        return True
    if low in ("and", "or"):
        return _and_in_particular(sentence, i) or (low == "or" and sentence.low(i + 1) in ("his", "her", "their", "any"))
    if low in ("the", "a") and sentence.low(i + 1) == "occupying":
        return True
    word = sentence.words[i] if i < len(sentence.words) else None
    if word is None:
        return False
    if low.endswith("ed") and sentence.low(i + 1) in ("by", "in", "with", "on", "at", "under", "through", "to"):
        return True
    return low in ASIDE_OPENERS or (
        low.endswith("ing") and len(low) > 5 and word.text[0].islower() and low not in ACTOR_HEADS and low not in _DESCRIBING
    )


# , shipping companies | , developing countries: kinds of names, no participles
_DESCRIBING = words(table("grammar")["naming"]["describing"])


def _and_in_particular(sentence: Sentence, i: int) -> bool:
    """ "relevant stakeholders, and in particular the organizers": the same as without "and"."""
    after = sentence.low(i + 1)
    return sentence.low(i) == "and" and (
        after in ("especially", "notably", "particularly", "namely") or (after == "in" and sentence.low(i + 2) == "particular")
    )


def _names_members(sentence: Sentence, i: int) -> bool:
    """Whether an aside goes on naming: ", including", ", in particular", ", and in particular"."""
    i += _and_in_particular(sentence, i)
    return sentence.low(i) in NAMING_OPENERS or (sentence.low(i) == "in" and sentence.low(i + 1) == "particular")


def _past_aside(sentence: Sentence, i: int, limit: int) -> tuple[int | None, int | None]:
    """From an aside's first word: where the list of addressees goes on, or the verb of the infinitive that ends it."""
    naming = _names_members(sentence, i)
    short, limited = _is_limit(sentence, i, limit), False
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
        if short and _is_limit(sentence, k + 1, limit):
            continue  # ", as appropriate, within their mandates, others"
        if short:
            stop, _ = item_end(sentence, k + 1, limit)
            if stop > k + 1 and after not in ASIDE_OPENERS and is_actor(bare(sentence.phrase(k + 1, stop).text)):
                return k + 1, None
            short, limited = False, True
        if after == "and" or (after == "as" and sentence.low(k + 2) == "well"):
            resume = _past_limit(sentence, k + 2 if after == "and" else k + 4, limit)
            resume += sentence.low(resume) in _AGAIN and sentence.verb_after_to(resume, limit) is None
            stop, ended = item_end(sentence, resume, limit)
            ended = ended or _ends_chapeau(sentence, stop, limit)
            if (
                stop > resume
                and (naming or ended or limited)
                and is_actor(bare(sentence.phrase(resume, stop).text))
                and sentence.low(resume) not in ASIDE_OPENERS
            ):
                return resume, None
        if naming and (_list_resumes(sentence, i, k, limit) or _others_follow(sentence, i, k, limit)):
            return k + 1, None
        if naming and (others := _of_no_system(sentence, i, k)) is not None:
            return others, None
        limited = False
    return None, None


def _ends_chapeau(sentence: Sentence, stop: int, limit: int) -> bool:
    """ "Urges Governments, at all levels, and relevant entities, within their mandates:": with the last name the chapeau ends."""
    if not sentence.text.rstrip().endswith(":"):
        return False
    return stop >= limit or (_is_limit(sentence, stop + 1, limit) and all(sentence.low(k) != "," for k in range(stop + 1, limit)))


def _past_limit(sentence: Sentence, i: int, limit: int) -> int:
    """Past a limit that stands before the next name: "and, | where applicable, | other stakeholders"."""
    if sentence.low(i) == "," and _is_limit(sentence, i + 1, limit):
        return aside_close(sentence, i + 1, limit) or i
    return i


_OF_ALL_KINDS = frozenset({"actors", "stakeholders", "partners", "participants", "others"})


def _others_follow(sentence: Sentence, opened: int, comma: int, limit: int) -> bool:
    """ "organizations of the system, including the Office, | other international organizations": others than the group, not than its
    member."""
    if sentence.low(opened - 2) in _OF_ALL_KINDS:
        return False  # "all actors, including Governments, | other organizations and civil society"
    stop, _ = item_end(sentence, comma + 1, limit)
    return sentence.low(comma + 1) == "other" and is_actor(bare(sentence.phrase(comma + 1, stop).text))


# organizations of the United Nations system, including A, B | and other relevant international organizations
_NO_SYSTEM = re.compile(
    r"and other (?:relevant )?(?:international|regional|multilateral|intergovernmental|non-governmental|civil society|"
    r"private|donor|bilateral)[a-z, -]*$"
)


def _of_no_system(sentence: Sentence, opened: int, comma: int) -> int | None:
    """Where others than organizations of the United Nations system stand last among the members that "including" names: the word they
    begin at."""
    if (sentence.low(opened - 2), sentence.low(opened - 3)) != ("system", "nations"):
        return None
    last = next((k for k in range(comma - 1, opened, -1) if sentence.low(k) == "and" and sentence.low(k + 1) == "other"), None)
    if last is None or _NO_SYSTEM.fullmatch(sentence.quiet, sentence.words[last].start, sentence.words[comma - 1].end) is None:
        return None
    return last + 1 if _names_one(sentence, last + 1, comma) else None


def _list_resumes(sentence: Sentence, opened: int, comma: int, limit: int) -> bool:
    """ "X, including A, B and C, | D, E and F to": the aside's own list has had its last "and", and another list goes on to the verb."""
    last = next((k for k in range(comma - 1, opened, -1) if sentence.low(k) == ","), opened)
    alone = last == opened and _one_member(sentence, opened, comma)
    if not (alone or any(sentence.low(k) == "and" for k in range(last, comma))) or sentence.low(comma + 1) in ("and", "as", "or"):
        return False
    item, ended = item_end(sentence, comma + 1, limit)
    if sentence.words[comma + 1 + (sentence.low(comma + 1) in ("the", "all"))].text[0].isupper():
        return False  # the name may be another of the aside's
    if ended and alone:
        return _names_one(sentence, comma + 1, item)
    if ended or not _names_one(sentence, comma + 1, item):
        return False
    j = item
    while j < limit and sentence.low(j) == ",":  # every name up to the verb
        begin = j + 1 + (sentence.low(j + 1) == "and")
        j, ended = item_end(sentence, begin, limit)
        if sentence.low(begin) in NAMING_OPENERS:
            if ended:
                return False  # the members of the last one may go on to the verb
            continue
        if not _names_one(sentence, begin, j):
            return False
        if ended:
            return True
    return False


# no members of international organizations
_OF_OTHER_KIND = re.compile(
    r"(?:the |all |other |relevant )*(?:private sector|civil society|non-governmental|academi|media|business|industry|donor|"
    r"Governments|Member States|States|trade unions|parliament|local (?:authorities|communities)|scientific|"
    r"research|foundations|philanthrop|youth|women)"
)


def _one_member(sentence: Sentence, opened: int, comma: int) -> bool:
    """ "international organizations, including the United Nations, | the private sector": one proper name among organizations, and what
    comes next is of another kind."""
    name = opened + 1 + (sentence.low(opened + 1) in ("the", "all"))
    if name >= comma or not sentence.words[name].text[0].isupper():
        return False
    if sentence.low(opened - 2) not in (
        "organizations",
        "institutions",
        "agencies",
        "banks",
        "bodies",
        "entities",
        "funds",
        "programmes",
    ):
        return False
    return _OF_OTHER_KIND.match(sentence.quiet, sentence.words[comma + 1].start) is not None


def _names_one(sentence: Sentence, i: int, stop: int) -> bool:
    return stop > i and sentence.low(i) not in ASIDE_OPENERS and is_actor(bare(sentence.phrase(i, stop).text))


def _is_limit(sentence: Sentence, i: int, limit: int) -> bool:
    """ ", as appropriate," or ", within their respective mandates," between two names of a list."""
    if sentence.low(i) == "within" and sentence.low(i + 1) in ("their", "its", "existing", "available"):
        return True
    if sentence.low(i) == "where" and sentence.low(i + 1) in ("they", "it", "existing", "established", "available"):
        return "," in (sentence.low(i + 2), sentence.low(i + 3))
    return (
        sentence.low(i) in ("as", "where", "when", "if")
        and sentence.low(i + 1) in ("appropriate", "relevant", "applicable", "necessary", "possible")
        and sentence.low(i + 2) == ","
    )


def item_end(sentence: Sentence, i: int, limit: int) -> tuple[int, bool]:
    """Where one name of a list ends, and whether an infinitive ends it."""
    for j in range(i, limit):
        if sentence.low(j) == "to" and sentence.verb_after_to(j, limit) is not None:
            return j, True
        if sentence.low(j) in (",", ";", ":"):
            return j, False
    return limit, False
