"""Whom a paragraph named before a pronoun: several for "them" ("the work of A and B, and invites them to"), a body or a State for "it"."""

import re
from collections.abc import Sequence

from reading.lexicon import OFFICER_HEADS
from reading.requests.parties.actors import head, is_actor, is_organ
from reading.requests.parties.lists import split
from reading.requests.parties.members import outer_list
from reading.requests.parties.names import names as names_in
from reading.requests.parties.runs import inside_name, name_list
from reading.requests.sentences.phrases import ASIDE_OPENERS, Phrase, Sentence

PLURAL = frozenset({"them", "they", "themselves", "both"})
# nouns that any body goes by
_GENERAL = (
    r"(?:entities|organi[sz]ations|bodies|institutions|secretariats|committees|commissions|councils|offices|agencies|mechanisms|centres|"
    r"departments|divisions|programmes|funds|units|panels|boards|missions|universities|groups)"
)
# those stakeholders | the above-mentioned entities
BACK_TO_A_LIST = re.compile(
    r"(?:those|these|(?:the )?(?:above|afore|before)-?mentioned) (?:entities|organi[sz]ations|stakeholders|actors|partners|bodies|"
    r"institutions"
    r"|(?P<one>organi[sz]ations|mechanisms|agencies|entities|bodies|institutions|offices|organs|funds|groups) and "
    r"(?!(?P=one))(?:other )?(?:organi[sz]ations|mechanisms|agencies|entities|bodies|institutions|offices|organs|programmes|partners|"
    r"networks|groups|stakeholders|actors))"
)
# the two organizations | both secretariats | the entities: a general noun alone, for those whom the sentence before names
ONLY_GENERAL = re.compile(
    rf"(?:the (?:said )?)?(?:(?P<number>two|both|three|four|five|six) )?(?:the |of the )?(?P<noun>{_GENERAL})"
)
# the two subregional organizations
_COUNTED = re.compile(rf"(?:the )?(?P<number>two|both|three|four|five|six) (?:(?:of )?the )?(?:[a-z]+al )?(?P<noun>{_GENERAL})")
_COUNTS = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_BEFORE_NAMES = frozenset({"of", "by", "from", "to", "with", "for", "between", "among"})
_FAR = 60  # words back at most


def is_one(name: str) -> bool:
    """Whether a name is that of one officer or organ, whom no "them" means."""
    noun = head(name)
    return noun in _ONE_OFFICE or (noun in OFFICER_HEADS and not noun.endswith("s")) or is_organ(name)


_ONE_OFFICE = frozenset({"secretariat", "office", "programme", "fund", "department", "mission", "agency", "centre", "institute"})


_NAMING = frozenset({"including", "namely", "notably", "particularly", "especially"})


def listed_before(sentence: Sentence, offset: int) -> tuple[Phrase, ...]:
    """The names of the last list, or the last name of several, before a character offset of the paragraph; none where there is none.

    Members named by "including" are passed over: the group is meant.
    """
    listed = _listed(sentence, sentence.index(offset), aside=False) or _listed(sentence, sentence.index(offset), aside=True)
    return tuple(name for each in listed for name in _both(each))


def _both(name: Phrase) -> tuple[Phrase, ...]:
    """ "the coordination of | the Unit with the Board |": the one and the other, where both can act."""
    one, between, other = name.text.partition(" with the ")
    if not between or not is_actor(one) or not is_actor(other):
        return (name,)
    return Phrase(one, name.start, name.start + len(one)), Phrase(other, name.end - len(other), name.end)


def _listed(sentence: Sentence, limit: int, *, aside: bool) -> tuple[Phrase, ...]:
    """The last list before a word; those that only an aside names (", in support of developing countries,") count where ``aside`` says."""
    j = limit
    further: tuple[Phrase, ...] = ()
    while (j := j - 1) > max(-1, limit - _FAR) and sentence.low(j) != ";":
        if sentence.low(j) not in _NAMING_VERBS and (
            sentence.low(j) not in _BEFORE_NAMES
            or inside_name(sentence, j)
            or sentence.low(j - 1) in _OFFICERS
            or sentence.verb_after_to(j, limit) is not None
        ):
            continue
        if not aside and (comma := _aside_of(sentence, j, limit)) is not None:
            limit = j = comma
            continue
        opened = next((k for k in range(j, max(-1, j - 30), -1) if sentence.low(k) in _NAMING or sentence.low(k) == ";"), None)
        if opened is not None and sentence.low(opened) in _NAMING and not _closed(sentence, opened, j):
            further = _beside_members(sentence, opened, limit)
            limit = j = opened
            continue
        begin = j + 1 + (sentence.low(j + 1) in _GERUNDS)
        names = tuple(n for n in name_list(sentence, begin, limit) if ONLY_GENERAL.fullmatch(n.text) is None)
        if len(names) == 1 and sentence.low(j - 1) == "and" and sentence.low(j) in ("of", "by", "to"):
            names = (*_same_again(sentence, j), *names)  # "the efforts of A | and of | B"
        if names and sentence.low(j - 1) == "as" and sentence.low(j - 2) == "well":
            names = (*_listed(sentence, j - 3, aside=aside), *names)  # "between A and B, as well as | with | C"
        names = (*names, *further)
        if len(names) > 1 or (names and _SEVERAL.search(names[0].text)):
            return names
    return ()


def _beside_members(sentence: Sentence, opened: int, limit: int) -> tuple[Phrase, ...]:
    """The names by which a list goes on behind the members of one: "civil society, including foundations, | industry and | States"."""
    commas = (k for k in range(opened + 1, limit) if sentence.low(k) == ",")
    outer = next((begin for k in commas if (begin := outer_list(sentence, opened, k, limit)) is not None), None)
    return () if outer is None else name_list(sentence, outer, limit)


# the importance of | engaging | women and youth
_GERUNDS = frozenset(
    {"engaging", "involving", "including", "supporting", "empowering", "mobilizing", "consulting", "encouraging"}
)
# the Secretaries-General | of the United Nations and the League
_OFFICERS = frozenset(
    {"secretaries-general", "presidents", "bureaux", "officials", "secretariats", "members", "heads", "representatives"}
)
_NAMING_VERBS = frozenset({"commends", "thanks", "congratulates", "condemns", "applauds", "honours", "salutes"})


def _aside_of(sentence: Sentence, j: int, limit: int) -> int | None:
    """The comma that opens the aside in which word ``j`` stands, where another closes it before ``limit``."""
    opened = next((k for k in range(j, max(0, j - 20), -1) if sentence.low(k) in (",", ";")), None)
    if opened is None or sentence.low(opened) == ";" or sentence.low(opened + 1) not in ASIDE_OPENERS - {"as", "also", "further"}:
        return None
    return opened if any(sentence.low(k) == "," for k in range(j, limit)) else None


def _same_again(sentence: Sentence, j: int) -> tuple[Phrase, ...]:
    """The names behind the same preposition said before: "of A | and of B"."""
    before = next((k for k in range(j - 2, max(-1, j - 25), -1) if sentence.low(k) in (sentence.low(j), ";")), None)
    if before is None or sentence.low(before) == ";":
        return ()
    return name_list(sentence, before + 1, j - 1)


# the agreement | between A and B, and urges the parties to
_AGREED = re.compile(r"\b(?:agreement|arrangement|memorandum of understanding|partnership framework) between ")
_PARTIES = re.compile(r"(?:the|both|the two) parties")


def meant_by(sentence: Sentence, phrase: str, offset: int) -> tuple[Phrase, ...]:
    """The names that a general noun alone stands for, which the same sentence gave before: as many as it counts, at least two; none
    where they are not just so many."""
    if _PARTIES.fullmatch(phrase) and _AGREED.search(sentence.quiet, 0, offset):
        parties = named_before(sentence, offset)
        return parties if len(parties) == 2 else ()
    match = _COUNTED.fullmatch(phrase) or ONLY_GENERAL.fullmatch(phrase)
    if match is None or not (match["number"] or phrase.startswith("the ")):
        return ()
    listed = [name for name in named_before(sentence, offset) if ONLY_GENERAL.fullmatch(name.text) is None]
    if not listed and match["number"] in ("both", "two"):
        listed = _bodies_before(sentence, offset)
    wanted = _COUNTS.get(match["number"] or "", len(listed))
    return tuple(listed) if len(listed) == wanted > 1 else ()


_ORGANIZATION = re.compile(
    r"United Nations$|\b(?:Organi[sz]ation|Union|Agency|Programme|Fund|Bank|Community|Council|League|Commonwealth)\b"
)


def _bodies_before(sentence: Sentence, offset: int) -> list[Phrase]:
    """The bodies that a paragraph names apart: "the steps of the Union to engage with the United Nations, and encourages both
    organizations"."""
    found: dict[str, Phrase] = {}
    for start, end in names_in(sentence.quiet):
        if end <= offset and _ORGANIZATION.search(sentence.quiet, start, end) and is_actor(sentence.quiet[start:end]):
            found.setdefault(sentence.text[start:end], Phrase(sentence.text[start:end], start, end))
    return list(found.values())


def addressed_before(phrase: str, addressed: Sequence[str], earlier: Sequence[str]) -> tuple[str, ...]:
    """Those addressed by the act before, or ``addressed`` earlier in the text, that "the two organizations" stands for: just as many as it
    counts, and in the text of that kind; else none."""
    match = _COUNTED.fullmatch(phrase)
    if match is None:
        return ()
    if len(earlier) == _COUNTS[match["number"]]:
        return tuple(earlier)
    kind = f"{match['noun'].removesuffix('s')} of "
    fitting = [name for name in dict.fromkeys(addressed) if name.casefold().startswith(kind)]
    return tuple(fitting) if len(fitting) == _COUNTS[match["number"]] else ()


def named_before(sentence: Sentence, offset: int) -> tuple[Phrase, ...]:
    """The names of the last list before a character offset that holds several bodies by their names: "cooperation between A and B"."""
    limit = sentence.index(offset)
    while limit > 0 and sentence.low(limit - 1) in (",", ";", "and"):
        limit -= 1
    for j in range(limit - 1, max(-1, limit - 2 * _FAR), -1):
        if sentence.low(j) == ";":
            break
        inside = inside_name(sentence, j) and sentence.low(j) != "between"  # a title: "Cooperation | between | A and B"
        if sentence.low(j) in _BEFORE_NAMES and not inside and sentence.verb_after_to(j, limit) is None:
            names = split(sentence.phrase(j + 1, _end_of_names(sentence, j + 1, limit)))
            if len(names) > 1 and all(_BODY.match(name.text) for name in names):
                return tuple(names)
    return ()


def _end_of_names(sentence: Sentence, first: int, limit: int) -> int:
    """Where a list of names ends at the latest: before an aside, a verb's clause, or a preposition that is no part of a name."""
    for k in range(first + 1, limit):
        low = sentence.low(k)
        if low == ";" or (low == "," and (sentence.low(k + 1) in ASIDE_OPENERS or k + 1 >= limit)):
            return k
        if low in _AFTER_NAMES and not inside_name(sentence, k):
            return k
    return max(first + 1, limit)


_AFTER_NAMES = frozenset(
    {"in", "on", "at", "with", "to", "towards", "through", "as", "which", "that", "is", "are", "has", "have"}
)
_BODY = re.compile(r"(?:and |the )*[A-Z]")


# relevant partners | the States members of the Integration System: one name for several
_SEVERAL = re.compile(
    r"^(?:(?:the|all|other|relevant|those|both) )*(?:[\w’'-]+ ){0,3}?(?:States|countries|Governments|[Pp]arties|organizations|agencies|"
    r"bodies|entities|institutions|donors|partners|stakeholders|members|commissions|Committees|offices|programmes|missions|officials|representatives|"
    r"leaders|experts|delegations|Secretaries-General)\b"
)


def _closed(sentence: Sentence, opened: int, j: int) -> bool:
    """Whether what "including" opens has ended before word ``j``: at a comma behind which no name of the list goes on."""
    return any(sentence.low(k) == "," and sentence.low(k + 1) in ("as", "in", "to", "for", "which") for k in range(opened, j))


# the need for | the Committee | to consider the matter; establish | a working group
_BODY_BEFORE = re.compile(
    r"\b[Tt]he (?P<short>(?:[A-Z][\w-]+ ){0,2}(?:Commission|Committee|Council|Board|Conference|Office|Authority|Agency|Tribunal|Court|"
    r"Mechanism|Forum|Programme|Fund|Mission|Panel|Group|Institute|Division|Department|Centre|Unit|Team|Platform|Network|University|"
    r"Secretariat|Subcommittee|Task Force)(?: secretariat)?)\b(?! (?:of|on|for)\b)"
    r"|\b(?:establish|set up|create|convene|reconvene|appoint|constitute) (?:an?|the) (?P<made>(?:(?!and\b)[a-z-]+ ){0,3}?"
    r"(?:working group|task force|expert group|committee|panel|commission|advisory group|team|board)(?: of (?:[a-z]+ )?experts)?)\b"
)


def last_body(before: str) -> tuple[int, int] | None:
    """The place of the short form of a body that a text names last, or of the body that it sets up; ``None`` where there is none."""
    places = [body.span("short" if body["short"] else "made") for body in _BODY_BEFORE.finditer(before)]
    return places[-1] if places else None


# Condemns | Ruritania | for its raids; its appreciation to | the host Government: whom "it" stands for where no body was named
_STATE = re.compile(
    r"\b(?:[Cc]ondemns|[Cc]ommends|[Cc]ongratulates|[Tt]hanks|[Uu]rges|[Ii]nvites|[Rr]equests|[Ww]elcomes|to|upon|with|by|of|on)\s+(?:the\s+)?"
    r"(?P<name>administering Power|"
    r"(?:(?:host |transitional |interim )?Government(?: of (?:the )?)?)?(?:[A-ZÀ-Ý][\w’-]+(?: (?:and |of (?:the )?)?(?=[A-Z]))?)*)"
)
_DATED = re.compile(r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b")


def last_state(before: str) -> str | None:
    """The State or Government that a paragraph named last: "appreciation to | Ruritania"."""
    named = [
        name
        for match in _STATE.finditer(before)
        if (name := match["name"].removesuffix("’s").strip()) and _plain_state(before, match.start(), name)
    ]
    return next((name for name in reversed(named) if is_actor(name)), None)


def _plain_state(before: str, at: int, name: str) -> bool:
    """No month, and no part of a title: "Treaty | on the Non-Proliferation"."""
    return _DATED.search(name) is None and not before[:at].rstrip().rpartition(" ")[2][:1].isupper()
