"""The names that stand in a thing called for: where a list of them ends, behind "by", "from" or "between"."""

import re

from reading.lexicon import ACTOR_HEADS, INERT_HEADS, words
from reading.requests.parties.actors import RUN_BY_MANY, head, is_actor
from reading.requests.parties.asides import names_members
from reading.requests.parties.lists import split
from reading.requests.parties.members import names_one
from reading.requests.parties.naming import addressee_segments
from reading.requests.parties.partings import CALLED_BY_ITS_NOUN
from reading.requests.parties.runs import inside_name
from reading.requests.sentences.frames import bare
from reading.requests.sentences.phrases import ASIDE_OPENERS, Phrase, Sentence, item_end

# what ends one name
_STOPS = words(", ; to in on at with for throughout through as within aimed against towards toward")
# parties to the Convention | Permanent Representatives to the United Nations
_TO_WHOM = words(
    "parties party representative representatives mission missions adviser advisers envoy envoys observers signatories"
)
_WHOSE_THINGS = words("all its their any such his her every")


def ends_names(sentence: Sentence, j: int, first: int, limit: int, opening: str) -> bool:
    """Whether word ``j`` ends the names behind "by" or "between", with which the opening of the thing called for ends."""
    low = sentence.low(j)
    if _in_phrase(sentence, j):
        return False
    if low in ("to", "with") and sentence.low(j - 1) not in _TO_WHOM:
        return True  # "assistance by Member States | to the Palestinian people"
    if low == "on" and _of_a_mandate(sentence, j, first):
        return False
    if low in _STOPS:
        return not (low.isalpha() and inside_name(sentence, j))
    if low != "of" or j == first:
        return False
    if (sentence.words[j - 1].text == "States" and sentence.low(j + 1) != "the") or sentence.low(j + 1) in _WHOSE_THINGS:
        return True
    if sentence.low(j + 1).endswith("ing") and sentence.low(j - 1) in ACTOR_HEADS:
        return True
    return opening.endswith("by ") and " of " not in opening and _of_the_deed(sentence, j, limit)


_MANDATED = words("rapporteur expert representative envoy adviser")


def _of_a_mandate(sentence: Sentence, j: int, first: int) -> bool:
    """ "the Special Rapporteur of the Council | on minority issues": the mandate is part of the name."""
    for k in range(j - 1, max(first, j - 9) - 1, -1):
        if sentence.low(k) in ("and", ","):
            return False
        if sentence.low(k) in _MANDATED:
            return True
    return False


def _in_phrase(sentence: Sentence, j: int) -> bool:
    """ "countries of origin | , transit and destination", "States | in a position | to do so": words that end no name."""
    low = sentence.low(j)
    if low == ",":
        return (sentence.low(j - 1) == "origin" and sentence.low(j + 1) == "transit") or _lists_a_mandate(sentence, j)
    if low == "to" and sentence.low(j - 1) == "parties" and sentence.low(j + 1) in ("the", "this", "that"):
        return sentence.words[j + 2].text[0].isupper() if j + 2 < len(sentence.words) else False  # "to the Convention"
    if low == "in" and sentence.low(j - 1) == "trafficking":
        return True  # "trafficking | in persons"
    if low == "in":
        return (sentence.low(j + 1) == "a" and sentence.low(j + 2) == "position") or sentence.low(j - 1) in ("active", "engaged")
    if low == "against":
        return sentence.low(j - 1) in ("struggle", "fight")
    return low == "to" and sentence.low(j - 1) == "position" and sentence.low(j + 1) == "do"


# the Special Rapporteur on the sale | , sexual exploitation and | sexual abuse of children
_MANDATE_ON = re.compile(r", [a-z-]+(?: [a-z-]+)? and [a-z-]+ [a-z-]+ of [a-z]+")


def _lists_a_mandate(sentence: Sentence, j: int) -> bool:
    """Whether what a mandate is for goes on behind the comma at word ``j``: nobody is named there."""
    if _MANDATE_ON.match(sentence.quiet, sentence.words[j].start) is None or not _of_a_mandate(sentence, j, 0):
        return False
    return not names_one(sentence, j + 1, item_end(sentence, j + 1, len(sentence.words))[0])


_DETERMINING = words("the all any its their his her those these such each every this that")
_OBJECT_ENDS = words("of , ; : and or in on at with for to by made reached set that which under from")
# parties | of the region | of the United Nations system: of these a name says where it belongs
_WHERE = words(
    "region regions subregion subregions area areas basin continent origin transit destination system systems family goodwill concern"
)


def _of_the_deed(sentence: Sentence, j: int, limit: int) -> bool:
    """ "the funding by donors | of the Agency’s programmes": what is done, and no part of the name, as "parties of the region" is."""
    at = j + 1
    if sentence.low(at) in ("a", "an"):
        return True  # "the convening by the Chair | of a meeting"
    while at < limit and sentence.low(at) in _DETERMINING:
        at += 1
    stop = next((k for k in range(at, limit) if sentence.low(k) in _OBJECT_ENDS), limit)
    if at >= limit or stop <= at:
        return False
    if (word := sentence.words[at].text)[0].isupper():  # "the ratification by States | of the Convention"
        noun = head(sentence.phrase(at, stop).text)
        return "’" in word or "'" in word or noun in INERT_HEADS or noun == "register"
    return sentence.low(stop - 1) not in _WHERE and not is_actor(sentence.phrase(at, stop).text)


def is_of_a_thing(sentence: Sentence, j: int) -> bool:
    """Whether the "of" at word ``j`` says of what something is done, in small letters: "taken by all organizations | of the needs"."""
    limit = len(sentence.words)
    return j + 2 < limit and sentence.words[j + 2].text.islower() and _of_the_deed(sentence, j, limit)


# what ends a list of names that stands in a thing called for
_AFTER_NAMES = words(
    "in on at with for to throughout through as within aimed against under towards while including during where that which from by before"
)


def plainly_named(sentence: Sentence, first: int, limit: int) -> tuple[Phrase, ...]:
    """The names that begin at a word, cut where no name goes on: "from all stakeholders | and adequate means"; none where one of them
    isn't known to act."""
    stop = first
    while stop < limit:
        low = sentence.low(stop)
        if low == ";" or (low in _AFTER_NAMES and stop > first and not _is_of_a_name(sentence, stop)):
            break
        if low == "," and not _in_phrase(sentence, stop) and not _name_goes_on(sentence, stop + 1, limit):
            break
        stop += 1
    names = split(sentence.phrase(first, stop)) if stop > first else []
    if names:
        left, mark, right = names[-1].text.partition(" and ")
        if mark and is_actor(bare(left)) and not is_actor(bare(right)):
            names[-1] = Phrase(left, names[-1].start, names[-1].start + len(left))
    return tuple(names) if all(is_somebody(name.text) for name in names) else ()


def is_somebody(text: str) -> bool:
    """Whether a name behind "by" or "between" is that of somebody: there, partnerships are who acts."""
    if (left := text.partition(" and ")[0]) != text and head(left) in INERT_HEADS and not is_actor(bare(left)):
        return False  # "between the 2030 Agenda and the Programme of Action"
    return is_actor(bare(text)) or RUN_BY_MANY.search(text) is not None or CALLED_BY_ITS_NOUN.fullmatch(text) is not None


def _is_of_a_name(sentence: Sentence, i: int) -> bool:
    """Whether a word that could stand behind a name is one of the name's own, or of "as well as"."""
    if sentence.low(i) == "on" and _of_a_mandate(sentence, i, max(0, i - 9)):
        return True
    return _within_name(sentence, i) or _as_well(sentence, i) or _in_phrase(sentence, i) or _seated(sentence, i)


def _within_name(sentence: Sentence, i: int) -> bool:
    """ "parties to the Convention", "Office at Geneva"; but "from the Secretary-General | to the Council | by June"."""
    low = sentence.low(i)
    if low in ("with", "from", "by") or (low == "to" and sentence.low(i - 1) not in _TO_WHOM):
        return False
    return inside_name(sentence, i)


def named_and_again(sentence: Sentence, first: int, limit: int) -> tuple[Phrase, ...]:
    """The names that begin at a word, and those behind the same preposition said again: "from States, and | from individuals"."""
    names = plainly_named(sentence, first, limit)
    after = sentence.index(names[-1].end) if names else limit
    at = after + (sentence.low(after) == ",")
    if at + 2 < limit and sentence.low(at) == "and" and sentence.low(at + 1) == sentence.low(first - 1):
        return (*names, *plainly_named(sentence, at + 2, limit))
    return names


_SEATED = words("structure presence office centre mission branch bureau secretariat headquarters")


def _seated(sentence: Sentence, i: int) -> bool:
    """ "the field-based structure | in Seoul": the seat belongs to the name."""
    return (
        sentence.low(i) in ("in", "at")
        and sentence.low(i - 1) in _SEATED
        and sentence.low(i + 1) != ""
        and sentence.words[i + 1].text[0].isupper()
    )


def _as_well(sentence: Sentence, i: int) -> bool:
    return sentence.low(i) == "as" and "well" in (sentence.low(i + 1), sentence.low(i - 1))


def _name_goes_on(sentence: Sentence, i: int, limit: int) -> bool:
    """Whether another name of a list follows a comma."""
    i += 3 if _as_well(sentence, i) else sentence.low(i) == "and"
    stop, _ = item_end(sentence, i, limit)
    return names_one(sentence, i, stop)


_HOW = words("in by through on for with under at towards")
_SHORT = 6  # words of a limit between two names


def named_among(sentence: Sentence, first: int, limit: int) -> tuple[Phrase, ...]:
    """ "cooperation among A, including B, relevant C, including D, and other E": A, C and E. Behind "including" a proper name is a member
    of those just named; a general noun without article goes on with the list itself."""
    stretches: list[tuple[int, int]] = []
    j, within = first, False
    while j < limit:
        stop, _ = item_end(sentence, j, limit)
        while stop < limit and sentence.low(stop) == "," and _lists_a_mandate(sentence, stop):
            stop, _ = item_end(sentence, stop + 1, limit)
        begin = j + (3 if _as_well(sentence, j) else sentence.low(j) == "and")
        if begin >= stop or sentence.low(j) == ";":
            break
        naming = names_members(sentence, begin)
        if naming and sentence.low(begin + 1 + (sentence.low(begin) == "in")) in _HOW:
            break  # "in particular | in the protection of refugees, asylum seekers and"
        if not naming and sentence.low(begin) in ASIDE_OPENERS:
            if sentence.low(begin) != "within" or stop - begin > _SHORT:
                break
            j = stop + 1  # ", within their respective mandates,"
            continue
        stops = (k for k in range(begin + 1, stop) if sentence.low(k) in _STOPS and not _in_phrase(sentence, k))
        end = next((k for k in stops if not inside_name(sentence, k)), stop)
        name = sentence.phrase(begin, end)
        if not naming and not is_actor(bare(name.text)):
            break
        if naming or (within and (sentence.low(begin) == "the" or name.text[0].isupper())):
            within = True
        else:
            if stretches and stretches[-1][1] == j - 1:  # funds, programmes and agencies: one name
                begin, _ = stretches.pop()
            stretches.append((begin, end))
            within = False
        if end < stop and not naming:
            break
        j = stop + 1
    found = [name for begin, end in stretches for name in split(sentence.phrase(begin, end))]
    return tuple(found) if all(is_actor(bare(name.text)) for name in found) else ()


# by the Facility, as the mechanism of the Convention, | in conjunction with | the agencies, as well as other entities
_WITH_OTHERS = re.compile(
    r", in (?:close )?(?:conjunction|cooperation|collaboration|coordination|consultation|partnership) with "
)


def named_up_to_infinitive(sentence: Sentence, first: int, limit: int) -> tuple[Phrase, ...]:
    """ "efforts by A, B and C, as well as D, to assist": all of them, if each can act."""
    segments, verb, _ = addressee_segments(sentence, first, limit)
    listed = [part for begin, end in segments if end > begin for part in split(sentence.phrase(begin, end))]
    beside = _WITH_OTHERS.search(sentence.quiet, sentence.words[first].start)
    listed = [p for p in listed if p.text.strip(" ,") and (beside is None or p.start < beside.start())]
    if verb is None or (sentence.low(verb) == "do" and sentence.low(verb - 2) == "position"):
        return ()
    return tuple(listed) if all(is_actor(bare(p.text)) for p in listed) else ()
