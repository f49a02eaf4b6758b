"""Joints that a name in capitals decides: it goes on behind the mark ("Trade | and Development Board"), or another one begins there."""

import re

from reading.lexicon import ACTOR_HEADS
from reading.requests.parties.actors import acts_by_head, cut, is_actor, known_names
from reading.requests.parties.joints import Joint

# regional and international | partners
_ADJECTIVES = re.compile(r"(?:[a-z-]+(?:al|ic|an|ary),? (?:and )?)+(?=[a-z])")


# other United Nations | and non-United Nations funding mechanisms
_OTHER_UNITED_NATIONS = re.compile(r"(?:the )?(?:(?:all|other|relevant|concerned|appropriate|both|various) )+United Nations")


def is_an_adjective(joint: Joint) -> bool:
    """ "United Nations, | regional and international partners": without "the" it is one of the adjectives; so it is in "all relevant
    United Nations | and regional bodies", for there is but one."""
    if joint.mark in ("and", "or") and _OTHER_UNITED_NATIONS.fullmatch(joint.left) is not None:
        return True
    return joint.left == "United Nations" and joint.mark == "," and _ADJECTIVES.match(joint.right) is not None


# the Group of Scientific | and Technical Experts
_BREAKS_OFF = re.compile(
    r"\b(?:Group|Panel|Team|Committee|Board|Network|Conference|Meeting|Body|Commission|Forum|Council|Union|Association|Office|Assembly|"
    r"Roster|College|Bureau|Working Party) (?:of|on|for) (?:the )?(?:[A-Z][\w-]*,? )*[A-Z][\w-]*"
    r"(?:al|ic|ive|ary|ous|ent|ior|ed|ern|ean|ian|can)$"
)
_PERSONS = re.compile(r"other States\b|(?!Member States|States [Pp]arties|Governments)(?:[A-Z][\w-]*,? (?:and )?)*[A-Z][\w-]*s\b")


def breaks_off_a_name(joint: Joint) -> bool:
    """ "the Group of Scientific | and Technical Experts": a name that breaks off in an adjective."""
    return joint.mark == "and" and _BREAKS_OFF.search(joint.left) is not None and _PERSONS.match(joint.right) is not None


def is_inter_agency(joint: Joint) -> bool:
    """ "the Inter-Agency | and Expert Group on Indicators"."""
    return joint.left.endswith(("nter-Agency", "nter-agency"))


# the United States of Arcadia | other groups | all Member States: an article, "other" or "all" begins another name
_ANOTHER = re.compile(r"the [A-ZÀ-Ý]|other [a-z]|all (?:the |other |[A-Z][a-z]+ )?[a-z]")
_A_STATE = re.compile(r"\b(?:United States of America|Russian Federation)$")
# the Republic | and Ruritania
NAMED = re.compile(r"(?:and )?(?:the )?[A-ZÀ-Ý]")


_OTHERS = re.compile(r"others(?: in a position| concerned|$)")


def another_begins(joint: Joint) -> bool:
    """ "the Republic of Ruritania, | the United States of Arcadia", "the Taliban | and other groups"."""
    if joint.left_acts and _OTHERS.match(joint.right):
        return True  # "non-governmental organizations | and others in a position to contribute"
    return (
        _ANOTHER.match(joint.right) is not None
        and (joint.mark == "," or not joint.left_acts or _A_STATE.search(joint.left) is not None)
        and NAMED.match(joint.left) is not None
        and is_actor(joint.right)
    )


# Ruritania | behind: the Liberation Organization, and no "Committee on the Situation"
_ONE_STATE = re.compile(r"[A-ZÀ-Ý][\w’-]+(?: [A-ZÀ-Ý][\w’-]+)?")
_NO_FIELD = re.compile(r"(?:the )?(?:[A-Z][\w’-]* )*[A-Z][\w’-]*")


def one_state_follows(joint: Joint) -> bool:
    """ "the Liberation Organization | and Ruritania"."""
    return (
        _ONE_STATE.fullmatch(joint.right) is not None
        and (joint.registered or _NO_FIELD.fullmatch(joint.left) is not None)
        and joint.left_acts
        and is_actor(joint.right)
    )


# Myanmar | , Member States; but: African, | regional and subregional organizations
_NO_STATE = re.compile(r"(?:ian|[ei]can|ean|ese|ish|eli|aqi|al|ic|ly|ed|ing)$")
_GROUP = re.compile(r"Member States|(?:States|Governments)\b|[a-z]")


_OTHER_GROUP = re.compile(r"(?:the )?(?:all|other|neighbouring|relevant|interested|regional) |Member States")


def a_group_follows_a_state(joint: Joint) -> bool:
    """ "Ruritania, | neighbouring States | and relevant organizations", "Ruritania | and other States"."""
    return (
        (joint.mark == "," or (joint.mark == "and" and _OTHER_GROUP.match(joint.right) is not None))
        and _ONE_STATE.fullmatch(joint.left) is not None
        and not joint.left_acts
        and _NO_STATE.search(joint.left) is None
        and _GROUP.match(joint.right) is not None
        and acts_by_head(joint.next_name)
    )


_THE_NAMED = re.compile(r"the [A-ZÀ-Ý]")


def a_named_one_follows(joint: Joint) -> bool:
    """ "its Bureau | and the Pool of Experts", "de facto authorities, | the Taliban": where no "of" or "on" stands before it."""
    return (
        _THE_NAMED.match(joint.right) is not None
        and (joint.registered or cut(joint.left) == joint.left)
        and joint.left_acts
        and is_actor(joint.next_name)
    )


# the Special Rapporteur on the independence of judges | and lawyers
_MANDATE_OF = re.compile(r"\b(?:Rapporteur|Expert|Representative|Adviser|Working Group)\b.* on [^A-Z,]* [a-z-]+$")
_MANDATE_GOES_ON = re.compile(r"(?!the |all |other (?!business)|relevant |its |interested |donor)[a-z]")
# the Platform on Biodiversity | and Ecosystem Services: one body; a second would have an article
_FIELD_OF = re.compile(r"\b[A-Z].* (?:on|for) (?:the )?(?:[A-Z][\w-]*,? (?:and |of |of the )?)*[A-Z][\w-]*$")
_FIELD_GOES_ON = re.compile(r"(?!Member|States|Governments|Part(?:y|ies)\b|United Nations|Heads)(?:[A-Z][a-z]+ [A-Z]|Head of )")
# the High Representative for | the Least Developed Countries, Landlocked Developing Countries and Small Island Developing States
_COUNTRIES = ("the Least Developed Countr", "Landlocked Developing", "Small Island Developing")
# the Forum on Migration | and Development, and the Secretary-General
_ONE_FIELD = re.compile(r"[A-Z][\w’-]*(?: [A-Z][\w’-]*)*(?=,| and | or |$)")


def stands_in_a_mandate(joint: Joint) -> bool:
    """ "the Special Rapporteur on the independence of judges | and lawyers": inside what a body or a person is for."""
    left, right = joint.left, joint.right
    if joint.mark not in ("and", "or") or (" on " not in left and " for " not in left):
        return False
    if _MANDATE_OF.search(left):
        return _MANDATE_GOES_ON.match(right) is not None
    if not _FIELD_OF.search(left):
        return False
    if right.startswith(_COUNTRIES) or ((field := _ONE_FIELD.match(right)) and not acts_by_head(field[0])):
        return True
    return _goes_on_in_capitals(joint)


# the President of the Trade | and Development Board
_OF_INNER = re.compile(r"(?:\b(?!Gov)[A-Z][\w-]+|members|secretariat|bureau) of the (?:[A-Z][\w-]+ )*[A-Z][\w-]+$")


def stands_in_the_name_of_a_body(joint: Joint) -> bool:
    """ "the President of the Trade | and Development Board": the name of the body goes on."""
    return joint.mark == "and" and _OF_INNER.search(joint.left) is not None and _goes_on_in_capitals(joint)


def _goes_on_in_capitals(joint: Joint) -> bool:
    """Whether a name in capitals that breaks off before its head noun goes on, and no other of the register follows."""
    return (
        joint.left.split()[-1].casefold() not in ACTOR_HEADS
        and _FIELD_GOES_ON.match(joint.right) is not None
        and joint.next_name.casefold() not in known_names()
    )
