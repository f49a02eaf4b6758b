"""Whether a mark between two names parts them: "donors | and the Fund" names two, "research | and development agencies" one.

The cases are tried in their order, and the first that fits decides; what none decides are names that can act on either side, and there the
head nouns tell.
"""

import re
from collections.abc import Callable

from reading.lexicon import INERT_HEADS, KIN_HEADS
from reading.requests.parties.actors import (
    PROPER,
    RUN_BY_MANY,
    STAND_IN,
    acts_by_head,
    core_words,
    cut,
    ends_as_name,
    head,
    is_actor,
)
from reading.requests.parties.joined_names import (
    NAMED,
    a_group_follows_a_state,
    a_named_one_follows,
    another_begins,
    breaks_off_a_name,
    is_an_adjective,
    is_inter_agency,
    one_state_follows,
    stands_in_a_mandate,
    stands_in_the_name_of_a_body,
)
from reading.requests.parties.joints import Joint


def parts(joint: Joint) -> bool:
    """Whether a mark parts two names; not where nothing stands before or behind it."""
    if not joint.left or not joint.right:
        return False
    for case, apart in _CASES:
        if case(joint):
            return apart
    return _parts_who_act(joint)


# stakeholders such as academia | and the private sector
_MEMBERS = re.compile(r"s,? (?:such as|including) ")


def _goes_on_with_members(joint: Joint) -> bool:
    """ "stakeholders such as academia | and the private sector": their members."""
    return "or" not in joint.mark and not joint.mark.startswith(", and") and _MEMBERS.search(joint.left) is not None


def _within_and_beyond(joint: Joint) -> bool:
    """ "partners from within | and beyond the sector"."""
    return joint.left.endswith((" from within", " within", " inside")) and joint.right.startswith(("beyond ", "outside "))


def _offers_a_stand_in(joint: Joint) -> bool:
    """ "the Secretary-General | or his designate", "his | or her representative": one office."""
    return "or" in joint.mark.split() and (STAND_IN.match(joint.right) is not None or joint.left.endswith((" his", " her")))


def _joins_prepositions(joint: Joint) -> bool:
    """ "organizations of | and for persons with disabilities"."""
    return joint.mark in ("and", "or") and joint.left.endswith((" of", " for", " by", " with"))


# the United Nations system | and its entities
_ITS_ENTITIES = re.compile(
    r"its (?:(?:various|relevant|specialized|respective) )?(?:entities|agencies|organizations|bodies|funds)\b"
)


def _and_their_programmes(joint: Joint) -> bool:
    """ "international organizations | and their programmes": what is run by them, or the system's own, and nobody beside them."""
    if joint.left.endswith("United Nations system") and joint.mark == "and" and _ITS_ENTITIES.match(joint.right):
        return True
    return joint.mark == "and" and joint.right.startswith(("their programmes", "their respective programmes"))


def _behind_their_programmes(joint: Joint) -> bool:
    """ "international organizations and their programmes | and other relevant processes"."""
    ended = joint.left.endswith(("and their programmes", "and their respective programmes"))
    return ended and joint.right.startswith(("other ", "the ", "all "))


# the Initiative | and international financial institutions
CALLED_BY_ITS_NOUN = re.compile(r"the (?:Initiative|Process|Dialogue|Facility|Compact)")


def _is_called_by_its_noun(joint: Joint) -> bool:
    """ "the Initiative | and international financial institutions": a body that goes by the noun of its name, beside others."""
    return joint.mark == "and" and joint.right[:1].islower() and CALLED_BY_ITS_NOUN.fullmatch(joint.left) is not None


# the Secretaries-General of the United Nations | and the Organization of Islamic Cooperation
_OFFICERS_OF = re.compile(r"(?:the )?(?:Secretaries-General|Presidents|Bureaux) of the (?:relevant )?[A-Z][^;]*")


def _names_officers_of_both(joint: Joint) -> bool:
    """ "the Presidents of the Assembly | and the Council"."""
    return (
        joint.mark in ("and", ",") and joint.right.startswith(("the ", "its ")) and _OFFICERS_OF.fullmatch(joint.left) is not None
    )


# all concerned individuals and institutions | principals or key officials of the members | parties and non-parties to the Protocol
_SHARE_A_WORD = re.compile(
    r"(?:and )?(?:all|other|those) (?:concerned|interested|involved|responsible) [a-z-]+s and [a-z]+s"
    r"|(?:the )?[a-z]+s or [a-z]+ [a-z]+s of the [^,]*"
    r"|(?:all |the |other )*(?:members|[Pp]arties) and (?:cooperating |non-cooperating )?(?:participants|(?:contracting )?non-members|"
    r"non-[Pp]arties|participating States|entities) (?:of|in|to) [^,]*"
)


# Heads of State | or Government
_HEADS_OF_STATE = re.compile(r"(?:the )?[Hh]eads of State")
# North-South, | South-South and triangular cooperation partners
_BETWEEN_REGIONS = re.compile(r"(?:the )?(?:North|South|East|West)-(?:North|South|East|West)")
# both the public | and the private sectors
_ONE_OF_TWO = re.compile(r"(?:both )?(?:the )?[a-z-]+(?<!s)")
_SECTORS = re.compile(r"(?:the )?[a-z-]+ sectors\b")
# France, | the administering Power
_ADMINISTERING = re.compile(r"(?:the )?(?:Government of )?(?:the )?(?:France|New Zealand|United (?:Kingdom|States)\b[\w ]*)")
# development banks in the public | and private sectors
_IN_SECTORS = re.compile(r"(?:public|private|formal|informal) sectors\b")


def _shares_a_word(joint: Joint) -> bool:
    """ "all concerned individuals | and institutions": one adjective, or one "of", for both."""
    if _BETWEEN_REGIONS.fullmatch(joint.left) or (joint.mark == "or" and _HEADS_OF_STATE.fullmatch(joint.left)):
        return True  # "Heads of State | or Government"
    if joint.mark == "," and joint.right.startswith("the administering Power") and _ADMINISTERING.fullmatch(joint.left):
        return True
    if joint.mark == "and" and _ONE_OF_TWO.fullmatch(joint.left) and _SECTORS.match(joint.right):
        return True
    if joint.left.endswith((" public", " private", "formal")) and joint.mark in ("and", "or") and _IN_SECTORS.match(joint.right):
        return True
    return _SHARE_A_WORD.fullmatch(joint.whole) is not None


_MECHANISMS = re.compile(r"(?:other )?(?:relevant )?(?:human rights )?mechanisms of ")


def _names_procedures_and_mechanisms(joint: Joint) -> bool:
    """ "the special procedures | and other mechanisms of the Council": all of them are the Council's."""
    return joint.left.endswith("special procedures") and _MECHANISMS.match(joint.right) is not None


def _says_of_again(joint: Joint) -> bool:
    """ "the members of the Committee | and of the Board"."""
    return joint.right.startswith("of ") and joint.mark != ","


# the secretariats of the conventions | and action plans
_PAPERS = re.compile(
    r"(?:[a-z-]+ ){0,2}(?:plans|protocols|agreements|treaties|conventions|programmes of action|strategies)(?: and |, )"
)


def _goes_on_with_papers(joint: Joint) -> bool:
    """ "the secretariats of the conventions | and action plans, and regional bodies": what belongs to those named before."""
    return joint.mark == "and" and " of " in joint.left and _PAPERS.match(joint.right) is not None


# organizations, institutions | and individuals
_KIND = re.compile(r"(?:and |the )?(?:organizations|institutions|associations|bodies|entities|foundations|agencies)")
_LAST_OF_LIST = re.compile(r"^.*?(?: and | or |, )")


def _lists_kinds(joint: Joint) -> bool:
    """ "organizations, | institutions and individuals": where no noun of the same family ends the list, each is one of it."""
    return joint.mark == "," and _KIND.fullmatch(joint.left) is not None and _KIND.fullmatch(joint.next_name) is not None


def _lists_kinds_of_one_family(joint: Joint) -> bool:
    """ "organizations, | institutions and agencies of the system"."""
    return _lists_kinds(joint) and _kin(head(_LAST_OF_LIST.sub("", joint.right)))


_OTHERS = re.compile(r"(?:all|other|those) (?=[A-Za-z])")
_ABSTRACT = re.compile(r"(?:[st]ions|ments|ances|ences|ings|ities|isms|ships|als|cies|ures|ages|ics)$")


def _unknown_beside_others(joint: Joint) -> bool:
    """ "local champions | and all Governments": a plural that the word list doesn't know, beside others that it knows."""
    noun = joint.left.split()[-1].casefold()
    return (
        joint.mark in ("and", "as well as")
        and _OTHERS.match(joint.right) is not None
        and noun.endswith("s")
        and noun not in INERT_HEADS
        and _ABSTRACT.search(noun) is None
        and len(joint.left.split()) < 5
        and cut(joint.left) == joint.left
    )


def _joins_what_does_not_act(joint: Joint) -> bool:
    """ "research | and development", "the Committee | and its work": not both can act."""
    if not is_actor(joint.right) and not (RUN_BY_MANY.search(joint.next_name) and acts_by_head(joint.left)):
        return True
    return not (is_actor(joint.left) or RUN_BY_MANY.search(joint.left) or _unknown_beside_others(joint))


def _acts_only_beside_others(joint: Joint) -> bool:
    """ "public-private partnerships | and civil society": by itself the first would not act; it does beside others who do."""
    return not is_actor(joint.left)


_OF_ITS_OWN = re.compile(
    r"\b(?:(?:inter|non-)?governmental|international|national|subregional|regional) "
    r"(?:bodies|organizations|institutions|agencies|entities)$"
)
_OF_THE_SYSTEM = re.compile(
    r"(?:other |relevant )*(?:organizations|entities|bodies|agencies) of the United Nations(?: system)?(?:,| and |$)"
)


def _only_the_second_is_of_the_system(joint: Joint) -> bool:
    """ "intergovernmental bodies | and organizations of the United Nations system"."""
    return (
        joint.mark in ("and", ",")
        and _OF_ITS_OWN.search(joint.left) is not None
        and _OF_THE_SYSTEM.match(joint.right) is not None
    )


def _beside_a_pronoun(joint: Joint) -> bool:
    """ "encourages it | and its partners"."""
    return (
        joint.left in ("it", "them", "him", "her", "both it", "both them")
        and joint.mark in ("and", "as well as")
        and is_actor(joint.right)
    )


_TOGETHER, _APART = False, True
# In their order: the first that fits decides.
_CASES: tuple[tuple[Callable[[Joint], bool], bool], ...] = (
    (_goes_on_with_members, _TOGETHER),
    (_within_and_beyond, _TOGETHER),
    (_offers_a_stand_in, _TOGETHER),
    (_beside_a_pronoun, _APART),
    (is_an_adjective, _TOGETHER),
    (breaks_off_a_name, _TOGETHER),
    (_joins_prepositions, _TOGETHER),
    (_and_their_programmes, _TOGETHER),
    (_behind_their_programmes, _APART),
    (is_inter_agency, _TOGETHER),
    (_shares_a_word, _TOGETHER),
    (_names_procedures_and_mechanisms, _TOGETHER),
    (_says_of_again, _TOGETHER),
    (_names_officers_of_both, _TOGETHER),
    (_is_called_by_its_noun, _APART),
    (another_begins, _APART),
    (one_state_follows, _APART),
    (a_group_follows_a_state, _APART),
    (a_named_one_follows, _APART),
    (stands_in_a_mandate, _TOGETHER),
    (_goes_on_with_papers, _TOGETHER),
    (stands_in_the_name_of_a_body, _TOGETHER),
    (_lists_kinds_of_one_family, _TOGETHER),
    (_lists_kinds, _APART),
    (_joins_what_does_not_act, _TOGETHER),
    (_acts_only_beside_others, _APART),
    (_only_the_second_is_of_the_system, _APART),
)

_DETERMINED = re.compile(r"(?:the|all|other)\b")
_OF = re.compile(r"\bof\b")
_AND_OR = re.compile(r"\b(?:and|or)\b")


def _parts_who_act(joint: Joint) -> bool:
    """Whether a joint between two that can act parts them: nouns of one family ("funds and programmes") may share a word or an "of"."""
    left, right = joint.left, joint.right
    kin = _kin(left.split()[-1].casefold())
    if kin and _kin(head(right)) and not _DETERMINED.match(right) and not _OF.search(left):
        if joint.mark == "," and not _AND_OR.search(right):
            # "intergovernmental bodies, | organizations of the system": a list, broken off by an aside
            return acts_by_head(joint.next_name)
        return not _one_family(right, joint.next_name)
    if kin and _kin(joint.next_name.casefold()):
        return False  # "United Nations agencies, | funds and programmes", "international organizations | or institutions"
    if _belongs_to_the_same(joint):
        return False
    if not joint.left_acts:
        return _listed_proper(left, joint.next_name)
    return ends_as_name(left) and acts_by_head(joint.next_name)


_HEADS_OF = re.compile(
    r"\b(?:heads|bodies|secretariats|boards) of the (?:relevant )?(?:specialized agencies|funds and programmes)$"
)
_BODIES_OF_KIN = re.compile(
    r"\b(?:bodies|organs|[Hh]eads|secretariats|members|[Bb]oards|[Bb]ureaux|representatives|[Dd]irectors) of "
    r"(?:(?:the|all|its|relevant|United Nations) )*"
    r"(?:(?:specialized |related )?(?:funds|agencies|programmes|organizations|entities),? ?(?:and )?)+$"
)


def _belongs_to_the_same(joint: Joint) -> bool:
    """ "the executive heads of the specialized agencies | and other organizations of the United Nations system", "the governing bodies of
    the funds, | programmes and specialized agencies": the heads and bodies of the second, too."""
    if _HEADS_OF.search(joint.left) and _OF_THE_SYSTEM.match(joint.right):
        return True
    return _BODIES_OF_KIN.search(joint.left) is not None and _kin(head(joint.next_name)) and not _DETERMINED.match(joint.right)


_SHARED = re.compile(r"\b(?:of|within) ")
_BETWEEN = re.compile(r",? (?:and|or) |, ")


def _one_family(right: str, next_name: str) -> bool:
    """ "funds, programmes and specialized agencies of the system" share one "of" or one adjective; "donor agencies and international
    financial institutions" are two groups, and so are "institutions, academia and associations of judges"."""
    shared = _SHARED.search(right)
    return (
        (shared is not None and all(_kin(head(name)) for name in _BETWEEN.split(right[: shared.start()].strip())))
        or (len(core_words(next_name)) < 2 and _kin(head(next_name)))
        or right.startswith("specialized agencies")
    )


def _listed_proper(left: str, next_name: str) -> bool:
    """ "India, Israel and Pakistan": proper names of one kind; "Coordination and Resource Group" is one name."""
    return NAMED.match(left) is not None and PROPER.match(next_name) is not None and not acts_by_head(next_name)


def _kin(word: str) -> bool:
    return word in KIN_HEADS
