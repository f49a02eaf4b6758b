"""Where an aside that names members ends by its sense: at those who are no kind of the group before "including".

Organizations of the United Nations system, including A, | the private sector and civil society: the list itself goes on
States, the Office, civil society, including foundations, | individuals and other stakeholders: likewise, for it has had no "and" yet
States and civil society, including foundations, individuals and other stakeholders:            it has: they are members still
"""

import re

from reading.lexicon import KIN_HEADS, words
from reading.requests.parties.actors import is_actor
from reading.requests.sentences.frames import bare
from reading.requests.sentences.phrases import NAMING_OPENERS, Sentence, item_end

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
_NO_SYSTEM = re.compile(rf"{_NO_ORGANIZATION.pattern}|(?:(?:other|relevant) )+(?:international|regional|intergovernmental)\b")
_NO_SOCIETY = re.compile(
    rf"{_OTHERS}|{_BEFORE}(?:{_PRIVATE}|Governments|Member States|States\b|intergovernmental|international (?:and|or|organi|financial)|"
    r"international, |regional (?:and|organi)|United Nations|specialized agencies|donors?\b)"
)
_NO_STATE = re.compile(
    rf"{_OTHERS}|{_BEFORE}(?:{_PRIVATE}|civil society|non-governmental|academi|(?:the )?media\b|intergovernmental|international (?:and|or|"
    r"organi|financial)|international, |regional (?:and|organi)|United Nations|organizations|specialized agencies|donors?\b|trade unions)"
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
    if others is None or sentence.low(opened + 1) in _HOW:
        return None
    begin = k + 1
    if begin >= limit or others.match(sentence.quiet, sentence.words[begin].start) is None:
        return None
    stop, _ = item_end(sentence, begin, limit)
    if stop <= begin or not is_actor(bare(sentence.phrase(begin, stop).text)):
        return None
    if any(not sentence.governed(t) for t, _ in sentence.infinitives(opened, k)) or _members_again(sentence, begin, limit):
        return None
    return begin if not _has_had_its_and(sentence, opened) or _has_members(sentence, stop, limit) else None


def _has_had_its_and(sentence: Sentence, opened: int) -> bool:
    """Whether the list of which the group before the "including" at word ``opened`` is a name has had its last "and"."""
    first = next((k for k in range(opened - 2, max(-1, opened - _FAR), -1) if sentence.low(k) in (",", ";")), None)
    begin = opened - _FAR if first is None else first + 1
    if first is not None and (sentence.low(begin) == "and" or sentence.low(begin + 1) == "well"):
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
    if noun == "system":
        return _NO_SYSTEM
    if noun in _ORGANIZATIONS:
        return _NO_ORGANIZATION
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
