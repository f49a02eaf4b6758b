"""Lists of names: where one ends and the next begins, and what belongs to several of them at once."""

import re
from functools import cache
from itertools import islice

from reading.lexicon import ACTOR_HEADS, INERT_HEADS, KIN_HEADS, OFFICER_HEADS, bodies, table
from reading.requests.parties.actors import (
    ARTICLE,
    DOERS,
    NO_DOERS,
    PREPOSITION,
    PROPER,
    SPECIAL_PROCEDURES,
    STAND_IN,
    core_words,
    cut,
    head,
    heads_a_clause,
    is_actor,
    known_names,
)
from reading.requests.sentences.phrases import Phrase

_AND = re.compile(
    r",?\s+(?:and|as well as|and also|or|together with)\s+(?:also\s+|to\s+(?=the\b|all\b))?|;\s*|,\s+(?:inter alia,\s+)?"
)


@cache
def protected() -> re.Pattern[str]:
    """Names that hold an "and" or a comma: they are taken whole when a list is split."""
    names = [n for body in bodies() for n in (body.name, *body.former) if " and " in n or "," in n]
    names += table("grammar")["lists"]["states"]
    return re.compile("|".join(re.escape(n) for n in sorted(names, key=len, reverse=True)))


@cache
def _spelt() -> frozenset[str]:
    """The names of the register as a shielded one reads here: with a space for each comma."""
    return frozenset(name.replace(",", " ") for name in known_names()) | frozenset(known_names())


def split(phrase: Phrase) -> list[Phrase]:
    """The single names of a list: ``Member States and other relevant stakeholders`` gives two.

    A list splits where its left part is a whole name and its right part has a head that can act. Nouns of one family under one
    "of" ("funds, programmes and specialized agencies of the United Nations system") stay together.
    """
    text = phrase.text
    shield = protected().sub(lambda m: re.sub(r"[ ,]", "_", m[0]), text) if " and " in text else text
    cuts, begin = [], 0
    for match in _AND.finditer(shield):
        left, right = shield[begin : match.start()], shield[match.end() :]
        if _splits(left, right, match[0]):
            cuts.append((begin, match.start()))
            begin = match.end()
    cuts.append((begin, len(text)))
    if (
        1 < len(cuts) < 4
        and "," not in text[cuts[-2][1] : cuts[-1][0]]
        and _LIMITS_ALL.match(text, cuts[-1][0])
        and not any(_OWN_LIMIT.search(text, *cut) for cut in cuts[:-1])
    ):
        cuts = [(0, len(text))]
    return [Phrase(text[a:b], phrase.start + a, phrase.start + b) for a, b in cuts if text[a:b].strip()]


# States and other stakeholders | that have not yet contributed, donors and funds | in a position to do so: the limit is that of them all
_LIMITS_ALL = re.compile(
    r"(?!the |all |those |any |its )[^,]*s\b[^,]* (?:(?:that|which|who) "
    r"(?:(?:have|has|do|did) not (?:yet |already |so far )?|are not (?:yet|already) )[a-z]+"
    r"|not (?:yet|currently|already|so far) [a-z]+ing\b|(?:that are |who are )?(?:not )?(?:yet )?in a position to (?:do so|contribute)$)"
)
# the Secretary-General and donors in a position to do so: no limit of his; nor has a group two
_OWN_LIMIT = re.compile(r" (?:that|which|who|in a position) |^\s*the |, (?:the|all) |^[^,]*[^s,]$")

_MEMBERS = re.compile(r"s,? (?:such as|including) ")
# No name that comes next is longer, or holds more commas: beyond it nothing is looked at, so that long lists cost what they are long.
_FAR, _COMMAS = 500, 12


def _splits(left: str, right: str, mark: str) -> bool:
    left, right = left.replace("_", " ").strip(), right[:_FAR].replace("_", " ").strip()
    if not left or not right:
        return False
    if "or" not in mark and not mark.startswith(", and") and _MEMBERS.search(left):
        return False  # "stakeholders such as academia | and the private sector": their members
    if left.endswith((" from within", " within", " inside")) and right.startswith(("beyond ", "outside ")):
        return False  # "partners from within and beyond the sector"
    if "or" in mark.split() and (STAND_IN.match(right) or left.endswith((" his", " her"))):
        return False
    if left == "United Nations" and mark.strip() == "," and _ADJECTIVES.match(right):
        return False  # "United Nations, regional and international partners": without "the" it is one of the adjectives
    if mark.strip() == "and" and _BREAKS_OFF.search(left) and _PERSONS.match(right):
        return False
    if mark.strip() in ("and", "or") and left.endswith((" of", " for", " by", " with")):
        return False  # "organizations of | and for persons with disabilities"
    if left.endswith(("nter-Agency", "nter-agency")):
        return False  # "Inter-Agency | and Expert Group on Indicators"
    if _SHARE_A_WORD.fullmatch(f"{left}{mark}{right}"):
        return False
    if left.endswith("special procedures") and _MECHANISMS.match(right):
        return False
    if right.startswith("of ") and mark.strip() != ",":
        return False  # "the members of the Committee and of the Board"
    if (
        _THE_OTHER.match(right)
        and (mark.strip() == "," or not _acts_by_head(left) or _A_STATE.search(left))
        and _NAMED.match(left)
        and is_actor(right)
    ):
        return True
    known = ARTICLE.sub("", left).casefold() in _spelt()
    if _ONE_STATE.fullmatch(right) and (known or _NO_FIELD.fullmatch(left)) and _acts_by_head(left) and is_actor(right):
        return True
    next_item = _next_name(right)
    if (known or cut(left) == left) and _THE_NAMED.match(right) and _acts_by_head(left) and is_actor(next_item):
        return True
    if mark.strip() in ("and", "or") and _within_mandate(left, right, next_item):
        return False
    if mark.strip() == "and" and " of " in left and (_PAPERS.match(right) or _within_inner(left, right, next_item)):
        return False
    if mark.strip() == "," and _ONE_OF_A_LIST.fullmatch(left) and _ONE_OF_A_LIST.fullmatch(next_item):
        return not _kin(head(_LAST_OF_LIST.sub("", right)))
    left_last = left.split()[-1].casefold()
    if not is_actor(right) or not (is_actor(left) or RUN_BY_MANY.search(left) or _unknown_beside(left, right, mark)):
        return False
    if not is_actor(left):
        return True
    if _OF_ITS_OWN.search(left) and mark.strip() in ("and", ",") and _OF_THE_SYSTEM.match(right):
        return True
    if _kin(left_last) and _kin(head(right)) and not re.match(r"(?:the|all|other)\b", right) and not re.search(r"\bof\b", left):
        if mark.strip() == "," and not re.search(r"\b(?:and|or)\b", right):
            return _acts_by_head(
                next_item
            )  # "intergovernmental bodies, organizations of the system": a list, broken off by an aside
        return not _one_family(right, next_item)
    if _HEADS_OF.search(left) and _OF_THE_SYSTEM.match(right):
        return False  # "the executive heads of the specialized agencies and other organizations of the United Nations system"
    if _kin(left_last) and _kin(next_item.casefold()):
        return False  # "United Nations agencies, funds and programmes", "international organizations or institutions"
    if _BODIES_OF_KIN.search(left) and _kin(head(next_item)) and not re.match(r"(?:the|all|other)\b", right):
        return False  # "the governing bodies of the funds, programmes and specialized agencies"
    if not _acts_by_head(left):
        return _listed_proper(left, next_item)
    return _ends_as_name(left) and _acts_by_head(next_item)


# the Republic of Ruritania, | the United States of Arcadia: an article begins another proper name; the Taliban | and other groups
_MECHANISMS = re.compile(r"(?:other )?(?:relevant )?(?:human rights )?mechanisms of ")
_THE_OTHER = re.compile(r"the [A-ZÀ-Ý]|other [a-z]|all (?:the |other |[A-Z][a-z]+ )?[a-z]")
# its Bureau | and the Pool of Experts, de facto authorities | , the Taliban: where no "of" or "on" stands before it
_THE_NAMED = re.compile(r"the [A-ZÀ-Ý]")
# the Liberation Organization | and Ruritania
_ONE_STATE = re.compile(r"[A-ZÀ-Ý][\w’-]+(?: [A-ZÀ-Ý][\w’-]+)?")
_NO_FIELD = re.compile(r"(?:the )?(?:[A-Z][\w’-]* )*[A-Z][\w’-]*")
_A_STATE = re.compile(r"\b(?:United States of America|Russian Federation)$")
_NAMED = re.compile(r"(?:and )?(?:the )?[A-ZÀ-Ý]")
# all concerned individuals and institutions | principals or key officials of the members: one adjective, or one "of", for both
_SHARE_A_WORD = re.compile(
    r"(?:and )?(?:all|other|those) (?:concerned|interested|involved|responsible) [a-z-]+s and [a-z]+s"
    r"|(?:the )?[a-z]+s or [a-z]+ [a-z]+s of the [^,]*"
    r"|(?:all |the |other )*(?:members|[Pp]arties) and (?:cooperating |non-cooperating )?(?:participants|(?:contracting )?non-members|"
    r"non-[Pp]arties|participating States|entities) (?:of|in|to) [^,]*"
)
# public-private partnerships | and civil society: who acts, beside others who do
RUN_BY_MANY = re.compile(r"\b(?:public-private|multi-stakeholder) partnerships$")
# organizations, institutions | and individuals: where no noun of the same family ends the list, each is one of it
_ONE_OF_A_LIST = re.compile(r"(?:and |the )?(?:organizations|institutions|associations|bodies|entities|foundations|agencies)")
_LAST_OF_LIST = re.compile(r"^.*?(?: and | or |, )")
# intergovernmental bodies | and organizations of the United Nations system
_OF_ITS_OWN = re.compile(
    r"\b(?:(?:inter|non-)?governmental|international|national|subregional|regional) "
    r"(?:bodies|organizations|institutions|agencies|entities)$"
)
_OF_THE_SYSTEM = re.compile(
    r"(?:other |relevant )*(?:organizations|entities|bodies|agencies) of the United Nations(?: system)?(?:,| and |$)"
)
# the Special Rapporteur on the independence of judges | and lawyers
_MANDATE_OF = re.compile(r"\b(?:Rapporteur|Expert|Representative|Adviser|Working Group)\b.* on [^A-Z,]* [a-z-]+$")
_MANDATE_GOES_ON = re.compile(r"(?!the |all |other (?!business)|relevant |its |interested |donor)[a-z]")
# the secretariats of the conventions | and action plans, and regional bodies: what belongs to those named before
_PAPERS = re.compile(
    r"(?:[a-z-]+ ){0,2}(?:plans|protocols|agreements|treaties|conventions|programmes of action|strategies)(?: and |, )"
)
# the Platform on Biodiversity | and Ecosystem Services: one body; a second would have an article
_FIELD_OF = re.compile(r"\b[A-Z].* (?:on|for) (?:the )?(?:[A-Z][\w-]*,? (?:and |of |of the )?)*[A-Z][\w-]*$")
_FIELD_GOES_ON = re.compile(r"(?!Member|States|Governments|Part(?:y|ies)\b|United Nations|Heads)(?:[A-Z][a-z]+ [A-Z]|Head of )")
# the Forum on Migration | and Development, and the Secretary-General
_ONE_FIELD = re.compile(r"[A-Z][\w’-]*(?: [A-Z][\w’-]*)*(?=,| and | or |$)")


def _within_mandate(left: str, right: str, next_item: str) -> bool:
    """Whether an "and" stands inside what a body or a person is for: "on the independence of judges | and lawyers"."""
    if " on " not in left and " for " not in left:
        return False
    if _MANDATE_OF.search(left):
        return _MANDATE_GOES_ON.match(right) is not None
    if _FIELD_OF.search(left) and right.startswith(
        ("the Least Developed Countr", "Landlocked Developing", "Small Island Developing")
    ):
        return True
    if _FIELD_OF.search(left) and (first := _ONE_FIELD.match(right)) and not _acts_by_head(first[0]):
        return True
    return (
        _FIELD_OF.search(left) is not None
        and _FIELD_GOES_ON.match(right) is not None
        and next_item.casefold() not in known_names()
        and left.split()[-1].casefold() not in ACTOR_HEADS
    )


# the President of the Trade | and Development Board: the name of the body goes on
_OF_INNER = re.compile(r"(?:\b(?!Gov)[A-Z][\w-]+|members|secretariat|bureau) of the (?:[A-Z][\w-]+ )*[A-Z][\w-]+$")


def _within_inner(left: str, right: str, next_item: str) -> bool:
    return (
        _OF_INNER.search(left) is not None
        and left.split()[-1].casefold() not in ACTOR_HEADS
        and _FIELD_GOES_ON.match(right) is not None
        and next_item.casefold() not in known_names()
    )


# the Group of Scientific | and Technical Experts: a name that breaks off in an adjective
_BREAKS_OFF = re.compile(
    r"\b(?:Group|Panel|Team|Committee|Board|Network|Conference|Meeting|Body|Commission|Forum|Council|Union|Association|Office|Assembly|"
    r"Roster|College|Bureau|Working Party) (?:of|on|for) (?:the )?(?:[A-Z][\w-]*,? )*[A-Z][\w-]*"
    r"(?:al|ic|ive|ary|ous|ent|ior|ed|ern|ean|ian|can)$"
)
_PERSONS = re.compile(r"other States\b|(?!Member States|States [Pp]arties|Governments)(?:[A-Z][\w-]*,? (?:and )?)*[A-Z][\w-]*s\b")
_ADJECTIVES = re.compile(r"(?:[a-z-]+(?:al|ic|an|ary),? (?:and )?)+(?=[a-z])")
_OTHERS = re.compile(r"(?:all|other|those) (?=[A-Za-z])")
_ABSTRACT = re.compile(r"(?:[st]ions|ments|ances|ences|ings|ities|isms|ships|als|cies|ures|ages|ics)$")


def _unknown_beside(left: str, right: str, mark: str) -> bool:
    """ "local champions | and all Governments": a plural that the word list doesn't know, beside others that it knows."""
    noun = left.split()[-1].casefold()
    return (
        mark.strip() in ("and", "as well as")
        and _OTHERS.match(right) is not None
        and noun.endswith("s")
        and noun not in INERT_HEADS
        and _ABSTRACT.search(noun) is None
        and len(left.split()) < 5
        and cut(left) == left
    )


_BODIES_OF_KIN = re.compile(
    r"\b(?:bodies|organs|heads|secretariats|members|boards|representatives|directors) of (?:(?:the|all|its|relevant|United Nations) )*"
    r"(?:(?:specialized |related )?(?:funds|agencies|programmes|organizations|entities),? ?(?:and )?)+$"
)
_HEADS_OF = re.compile(
    r"\b(?:heads|bodies|secretariats|boards) of the (?:relevant )?(?:specialized agencies|funds and programmes)$"
)
_BETWEEN = re.compile(r",? (?:and|or) |, ")


def _one_family(right: str, next_item: str) -> bool:
    """ "funds, programmes and specialized agencies of the system" share one "of" or one adjective; "donor agencies and international
    financial institutions" are two groups, and so are "institutions, academia and associations of judges"."""
    shared = re.search(r"\b(?:of|within) ", right)
    return (
        (shared is not None and all(_kin(head(name)) for name in _BETWEEN.split(right[: shared.start()].strip())))
        or (len(core_words(next_item)) < 2 and _kin(head(next_item)))
        or right.startswith("specialized agencies")
    )


def _next_name(right: str) -> str:
    """The first name of what comes after a comma or "and": "other international and regional organizations" is one."""
    for match in islice(re.finditer(r",| and | as well as | or ", right), _COMMAS):
        first = right[: match.start()]
        if is_actor(first) or _kin(first.casefold()):
            return _whole_name(first, match[0], right[match.end() :])
    return right


def _whole_name(first: str, mark: str, rest: str) -> str:
    """ "the South-South | and Triangular Cooperation Task Team": capitalised adjectives before one head noun are one name with it."""
    if mark != " and " or _acts_by_head(first) or not re.match(r"(?:the|its) ", first):
        return first
    goes_on = re.match(r"(?:[A-Z][\w’-]*(?: of the| of)? ?)+", rest)
    return f"{first} and {goes_on[0].strip()}" if goes_on and _acts_by_head(goes_on[0].strip()) else first


# the parties | and all those with influence on them
_THOSE = re.compile(
    r"(?:all )?(?:those (?:with|in|that|who|which|concerned|involved|responsible)\b|others(?: concerned| involved)?$)"
)


def _acts_by_head(text: str) -> bool:
    """Whether a name acts by its head noun or stands in the register, not only because it is a proper name."""
    if _THOSE.match(text):
        return True
    if SPECIAL_PROCEDURES.search(text) or heads_a_clause(ARTICLE.sub("", text)):
        return True
    noun = head(text)
    if (last := ARTICLE.sub("", text).split()[-1:]) and last[0].isupper() and len(last[0]) > 2 and last[0].isalpha():
        return True  # an acronym
    return (
        noun in ACTOR_HEADS
        or re.split(r"[-–]", noun)[-1] in ACTOR_HEADS
        or bool(DOERS.search(noun) and noun not in NO_DOERS)
        or ARTICLE.sub("", text).casefold() in known_names()
    )


def _listed_proper(left: str, next_item: str) -> bool:
    """ "India, Israel and Pakistan": proper names of one kind; "Coordination and Resource Group" is one name."""
    return bool(_NAMED.match(left)) and bool(PROPER.match(next_item)) and not _acts_by_head(next_item)


def _kin(word: str) -> bool:
    return word in KIN_HEADS


def _ends_as_name(left: str) -> bool:
    """Whether the text so far is a whole name: it does not break off in an adjective ("regional and subregional organizations")."""
    last = left.split()[-1]
    low = last.casefold().rstrip(")")
    if low in ACTOR_HEADS or re.split(r"[-–’'/]", low)[-1] in ACTOR_HEADS or (DOERS.search(low) and low not in NO_DOERS):
        return True
    if heads_a_clause(left) or SPECIAL_PROCEDURES.search(left):
        return True
    if left.endswith(")") or PROPER.match(last):
        return True
    return bool(PREPOSITION.search(" " + left)) and not re.search(
        r"(?:al|ic|ive|ous|ary|(?<!concern)(?<!involv)(?<!affect)ed|ble)$", low
    )


# Directors of the A | and the B: one office, held for several bodies
_SHARED = re.compile(
    r"^(?P<role>(?:Executive )?(?:Directors|Chairs|Presidents|Secretaries|Coordinators)|Executive Boards|members|secretariats|bureaux) "
    r"of (?P<the>the )?(?P<body>[A-Z].*)$"
)
_ONE_ROLE = {"Directors": "Director", "Chairs": "Chair", "Presidents": "President", "Secretaries": "Secretary", "Boards": "Board",
             "Coordinators": "Coordinator", "secretariats": "secretariat", "bureaux": "bureau"}  # fmt: skip


def one_by_one(names: list[str]) -> list[str]:
    """ "the Directors of the A and the B" names the Director of the A and the Director of the B; "the members of the A and the B"
    likewise; the secretariats of two bodies are two."""
    match = _SHARED.match(names[0]) if len(names) > 1 else None
    if match is None or not all(_is_body(name) for name in names[1:]):
        return names
    role = re.sub(r"\w+$", lambda m: _ONE_ROLE.get(m[0], m[0]), match["role"])
    return [f"{role} of {match['the'] or ''}{body}" for body in (match["body"], *names[1:])]


def _is_body(name: str) -> bool:
    noun = head(name)
    if re.fullmatch(r"[A-Z]{2,}(?:-[A-Z][a-z]+)?", name):
        return True
    return name[:1].isupper() and noun in ACTOR_HEADS and noun not in OFFICER_HEADS and not noun.endswith("s")
