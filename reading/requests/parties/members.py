"""Where an aside that names members ends by its sense: at those who are no kind of the group before "including".

Organizations of the United Nations system, including A, | the private sector and civil society: the list itself goes on
States, the Office, civil society, including foundations, | individuals and other stakeholders: likewise, for it has had no "and" yet
States and civil society, including foundations, individuals and other stakeholders:            it has: they are members still
the private sector and civil society, including foundations, | individuals and other stakeholders: behind two sectors they are others
"""

import re

from reading.lexicon import KIN_HEADS, act_words, words
from reading.requests.parties.actors import is_actor
from reading.requests.sentences.frames import bare
from reading.requests.sentences.phrases import ASIDE_OPENERS, NAMING_OPENERS, Sentence, item_end

_ORGANIZATIONS = words(
    "organizations institutions agencies banks bodies entities funds programmes system commissions organs nations"
)
_STATES = words("states governments countries")
_OTHERS = r"other (?:(?:relevant|interested|concerned|key) )*(?:stakeholders|actors|partners)\b"
_PRIVATE = r"private sector|businesses\b|business (?:sector|communit)|industry\b|individuals\b"
_BEFORE = r"(?:(?:the|all|other|relevant|interested) )*"
# what is no organization, what is no civil society, what is no State
_NO_ORGANIZATION = re.compile(
    rf"{_OTHERS}|{_BEFORE}(?:{_PRIVATE}|civil society|non-governmental|academi|(?:the )?media\b|donors?\b|Governments|Member States|"
    r"States\b|trade unions|parliament|local (?:authorities|communities)|scientific|research|foundations|philanthrop|youth|women)"
)
_NO_AGENCY = re.compile(rf"{_NO_ORGANIZATION.pattern}|{_BEFORE}United Nations (?:bodies|entities|organs|funds|programmes)")
_NO_SYSTEM = re.compile(
    rf"{_NO_ORGANIZATION.pattern}|(?:(?:other|relevant) )+(?:international|regional)\b|"
    rf"{_BEFORE}intergovernmental\b"
)
_NO_SOCIETY = re.compile(
    rf"{_OTHERS}|{_BEFORE}(?:{_PRIVATE}|Governments|Member States|States\b|intergovernmental|international (?:and|or|organi|financial)|"
    r"international, |regional (?:and|organi)|United Nations|specialized agencies|donors?\b)"
)
_NO_STATE = re.compile(
    rf"{_OTHERS}|{_BEFORE}(?:{_PRIVATE}|civil society|non-governmental|academi|(?:the )?media\b|intergovernmental|international (?:and|or|"
    r"organi|financial)|international, |regional (?:and|organi)|United Nations|organizations|entities of the|specialized agencies|"
    r"donors?\b|trade unions)"
)
_NO_AGREEMENT = re.compile(
    rf"{_OTHERS}|{_BEFORE}(?:{_PRIVATE}|civil society|non-governmental|academi|Governments|Member States|States\b|organizations|"
    r"(?:intergovernmental|international|regional|United Nations) (?:organi|entit|bodies|agenc|financial)|specialized agencies)"
)
_SOCIETY = re.compile(
    r"\b(?:civil society(?: organizations)?|non-governmental organizations|(?:women|youth)[’']?s? organizations), $"
)
_HOW = frozenset(
    {"through", "by", "via", "in", "on", "for", "under", "at", "with", "within", "from", "when", "as", "those", "to"}
)


def outer_list(sentence: Sentence, opened: int, k: int, limit: int) -> int | None:
    """Where the comma at word ``k``, in an aside that names members from word ``opened`` on, leads back to the list
    itself: the first word of one who is no kind of that group; ``None`` where it names a further member."""
    others = _no_kind_of(sentence, opened)
    those_members = (sentence.low(opened + 1), sentence.low(opened + 2)) == ("those", "members")
    if others is None or (sentence.low(opened + 1) in _HOW and not those_members):
        return None
    begin = k + 1
    if begin >= limit or others.match(sentence.quiet, sentence.words[begin].start) is None:
        return None
    stop, _ = item_end(sentence, begin, limit)
    if stop <= begin or not is_actor(bare(_AND_THEIR.sub("", sentence.phrase(begin, stop).text))):
        return None
    if any(not sentence.governed(t) for t, _ in sentence.infinitives(opened, k)) or _members_again(sentence, begin, limit):
        return None
    at = sentence.words[opened].start
    two_sectors = others is _NO_SOCIETY and sentence.quiet.endswith(_TWO_SECTORS, 0, at)
    others_end = two_sectors and _AND_OTHERS.match(sentence.quiet, sentence.words[begin].start) is not None
    return begin if others_end or not _has_had_its_and(sentence, opened) or _has_members(sentence, stop, limit) else None


_TWO_SECTORS = ("private sector and civil society, ", "civil society and the private sector, ")
# the private sector and civil society, including non-governmental organizations, | individuals and other relevant stakeholders
_AND_OTHERS = re.compile(rf"individuals and {_OTHERS}")


# relevant international organizations | and their programmes
_AND_THEIR = re.compile(r" and (?:their|its) [a-z ]{3,40}$")


def _has_had_its_and(sentence: Sentence, opened: int) -> bool:
    """Whether the list of which the group before the "including" at word ``opened`` is a name has had its last "and"."""
    first = next((k for k in range(opened - 2, max(-1, opened - _FAR), -1) if sentence.low(k) in (",", ";")), None)
    begin = opened - _FAR if first is None else first + 1
    acts = any(sentence.low(k) in act_words() for k in (begin + 1, begin + 2))  # ", and | reiterates | the invitation to"
    if first is not None and ((sentence.low(begin) == "and" and not acts) or sentence.low(begin + 1) == "well"):
        return True
    joints = [k for k in range(max(begin, 0) + 1, opened - 1) if sentence.low(k) == "and"]
    return any(
        not (sentence.low(k - 1) in KIN_HEADS and sentence.low(k + 1) in KIN_HEADS) and _of_two(sentence, k) for k in joints
    )


def _of_two(sentence: Sentence, k: int) -> bool:
    """Whether the "and" at word ``k`` joins two names, and no adjectives: "international | and | regional organizations"."""
    return is_actor(bare(sentence.phrase(max(0, k - 3), k).text)) and sentence.low(k - 1) not in ("international", "regional")


_FAR = 30  # words


def _has_members(sentence: Sentence, stop: int, limit: int) -> bool:
    """ "individuals and other stakeholders, | including academia": who has members of their own is no member."""
    return stop + 1 < limit and sentence.low(stop) == "," and sentence.low(stop + 1) in NAMING_OPENERS


def _no_kind_of(sentence: Sentence, opened: int) -> re.Pattern[str] | None:
    """What names those who are no kind of the group before the "including" at word ``opened``; ``None`` where that may hold anybody."""
    before = sentence.quiet[max(0, sentence.words[opened].start - 50) : sentence.words[opened].start]
    if _SOCIETY.search(before):
        return _NO_SOCIETY
    noun = sentence.low(_before_limit(sentence, opened) - 2)
    if noun == "system" or (noun in _ORGANIZATIONS and sentence.low(_before_limit(sentence, opened) - 3) == "nations"):
        return _NO_SYSTEM
    if noun in _ORGANIZATIONS:
        agencies = noun == "agencies" and sentence.low(_before_limit(sentence, opened) - 3) == "specialized"
        return _NO_AGENCY if agencies else _NO_ORGANIZATION
    if noun in ("agreements", "conventions", "treaties"):
        return _NO_AGREEMENT
    return _NO_STATE if noun in _STATES else None


def _before_limit(sentence: Sentence, opened: int) -> int:
    """Where the limit opens that stands between a group and its members: "bodies of the system, | within their mandates, including"."""
    first = next((k + 1 for k in range(opened - 2, max(0, opened - 8), -1) if sentence.low(k) == ","), opened)
    return first if sentence.low(first) in ("within", "as", "where") else opened


# UNICEF | the World Bank
_PROPER = re.compile(r"(?:and )?(?:the )?(?!Member |States|Governments|United Nations (?:system|agenc|entit))[A-Z]")


def _members_again(sentence: Sentence, i: int, limit: int) -> bool:
    """Whether a proper name comes later, which may be a member still: "including A, civil society organizations, | B | and C"."""
    while i < limit:
        stop, ended = item_end(sentence, i, limit)
        begin = stop + 1
        if ended or stop >= limit or sentence.low(stop) != "," or sentence.low(begin) in NAMING_OPENERS:
            return False
        if begin < limit and _PROPER.match(sentence.quiet, sentence.words[begin].start):
            return True
        i = begin
    return False


def behind_members(sentence: Sentence, opened: int, comma: int, limit: int) -> int | None:
    """Where an aside that names members ends at a comma without an "and", or its last "and" already joins others: their first word."""
    if _list_resumes(sentence, opened, comma, limit) or _others_follow(sentence, opened, comma, limit):
        return comma + 1
    return _of_no_system(sentence, opened, comma)


# all actors | , including Governments, other organizations: of every kind already
_OF_ALL_KINDS = frozenset({"actors", "stakeholders", "partners", "participants", "others"})


def _others_follow(sentence: Sentence, opened: int, comma: int, limit: int) -> bool:
    """ "organizations of the system, including the Office, | other international organizations": others than the group, not than its
    member."""
    if sentence.low(opened - 2) in _OF_ALL_KINDS:
        return False  # "all actors, including Governments, | other organizations and civil society"
    stop, _ = item_end(sentence, comma + 1, limit)
    return sentence.low(comma + 1) == "other" and is_actor(bare(sentence.phrase(comma + 1, stop).text))


# organizations of the United Nations system, including A, B | and other relevant international organizations
_OTHERS_THAN_OF_THE_SYSTEM = re.compile(
    r"and other (?:relevant )?(?:international|regional|multilateral|intergovernmental|non-governmental|civil society|"
    r"private|donor|bilateral)[a-z, -]*$"
)


def _of_no_system(sentence: Sentence, opened: int, comma: int) -> int | None:
    """Where others than organizations of the United Nations system stand last among the members that "including" names: the word they
    begin at."""
    if (sentence.low(opened - 2), sentence.low(opened - 3)) != ("system", "nations"):
        return None
    last = next((k for k in range(comma - 1, opened, -1) if sentence.low(k) == "and" and sentence.low(k + 1) == "other"), None)
    if last is None:
        return None
    begin, end = sentence.words[last].start, sentence.words[comma - 1].end
    if _OTHERS_THAN_OF_THE_SYSTEM.fullmatch(sentence.quiet, begin, end) is None:
        return None
    return last + 1 if names_one(sentence, last + 1, comma) else None


def _list_resumes(sentence: Sentence, opened: int, comma: int, limit: int) -> bool:
    """ "X, including A, B and C, | D, E and F to": the aside's own list has had its last "and", and another list goes on to the verb."""
    last = next((k for k in range(comma - 1, opened, -1) if sentence.low(k) == ","), opened)
    if not any(sentence.low(k) == "and" for k in range(last, comma)) or sentence.low(comma + 1) in ("and", "as", "or"):
        return False
    item, ended = item_end(sentence, comma + 1, limit)
    if sentence.words[comma + 1 + (sentence.low(comma + 1) in ("the", "all"))].text[0].isupper():
        return False  # the name may be another of the aside's
    if ended or not names_one(sentence, comma + 1, item):
        return False
    j = item
    while j < limit and sentence.low(j) == ",":  # every name up to the verb
        begin = j + 1 + (sentence.low(j + 1) == "and")
        j, ended = item_end(sentence, begin, limit)
        if sentence.low(begin) in NAMING_OPENERS:
            if ended:
                return False  # the members of the last one may go on to the verb
            continue
        if not names_one(sentence, begin, j):
            return False
        if ended:
            return True
    return False


def names_one(sentence: Sentence, i: int, stop: int) -> bool:
    """Whether the words ``[i, stop)`` name somebody who can act, and open no aside."""
    return stop > i and sentence.low(i) not in ASIDE_OPENERS and is_actor(bare(sentence.phrase(i, stop).text))
