"""Who can act: telling a noun phrase that names an addressee from one that names a thing, splitting lists of them, naming them shortly."""

import re
from functools import cache, lru_cache
from itertools import islice

from reading.lexicon import ACTOR_HEADS, INERT_HEADS, KIN_HEADS, OFFICER_HEADS, ORGAN_HEADS, bodies, table, words
from reading.requests.sentences.phrases import Phrase

_KEPT = 16384  # names whose reading is kept: the same ones come again and again
# in | of | for | with respect to: what follows does not hold the head noun
_PREPOSITION = re.compile(
    r"(?<![Rr]ule)\s(?:of|in|on|for|with|within|from|at|under|by|to|hosting|having|facing|during|without|seeking|aiming|led|that|which|who|whose|"
    r"whom|where|as|contributing to|dealing|taking|wishing|providing|already|not|among|against|through|across|throughout|between|"
    r"emanating|including|such|acting|using|other than)\b"
    # all the parties to the Treaty | other parties to armed conflict
    r"|(?<!\ball)(?<!\bthe)(?<!\bother)(?<!\brelevant)\s(?:party|parties to)\b"
    # other concerned organizations: before the noun, it cuts nothing off
    r"|(?<!\bother)(?<!\ball)(?<!\brelevant)(?<!\binterested)\s(?:concerned|responsible|involved|participating|operating|"
    r"working(?! groups?\b| part(?:y|ies)\b)|"
    r"affected|engaged|mandated|established|represented|referred|mentioned|listed|designated|present|able|competent)\b"
)
# Director General of the Agency: as printed with a hyphen elsewhere
_GENERAL = re.compile(r"\b(Director|Inspector|Secretary|Attorney|Commissioner)\s+General\b(?! (?:Assembly|Conference|Council))")
_ARTICLE = re.compile(r"^(?:the|a|an|its|their|his|her|our)\s+", re.IGNORECASE)
_LEADING = re.compile(
    r"^(?:(?:also|once again|again|further|both|inter alia|in particular|therefore|including|as well as|and|,)\s+)+",
    re.IGNORECASE,
)
# A role or members named behind the name: "X, as Chair of Y", "X, in particular Z".
_TRAILING = re.compile(
    r"\s*,?\s*\b(?:as (?:the )?(?:Chair|chair|President|Secretary|Coordinator|coordinator|lead|"
    r"focal point|depositary|custodian|convener|the convener|its capacity|part|host|well)"
    r"|in (?:his|her|its|their) capacit|in accordance with|in line with|consistent with|in (?:close |"
    r"full )?(?:cooperation|collaboration|consultation|coordination)|as appropriate|as a matter of|"
    r"upon request|in particular|in this (?:respect|regard|context|connection)|to (?:this|that) end|"
    r"including|such as|inter alia|especially|notably|namely|particularly|"
    r"with other|at (?:its|the) [\w-]+(?: [\w-]+)? session|"
    r"as (?:he|she|it|they) (?:do|does|carr|prepar|consider|implement)|on (?:behalf of|receipt of|the basis of|a priority basis)|"
    r"in (?:implementing|considering|preparing|developing|planning|reviewing|discharging|exercising|elaborating|performing|"
    r"fulfilling|conducting|pursuing|designing|carrying out) (?:the|its|their|his|her|this|that|these|such|any)\b|"
    r"(?:following|upon) (?:its|the|their|receipt|completion|adoption)\b|"
    r"where|when|through|within (?:their|its|existing|available)|at all levels|during the|(?:expressed|contained|made|set out) in)\b.*$",
    re.DOTALL,
)
_AND = re.compile(
    r",?\s+(?:and|as well as|and also|or|together with)\s+(?:also\s+|to\s+(?=the\b|all\b))?|;\s*|,\s+(?:inter alia,\s+)?"
)
_PROPER = re.compile(r"^[A-ZÀ-Ý]")
# the Secretary-General or his designate: one office, whoever fills it
_STAND_IN = re.compile(
    r"(?:his|her|their|its|his or her|her or his) (?:(?:duly|designated|authorized|appointed|own|personal|special) )*"
    r"(?:representatives?|designates?|designees?|deputy|deputies|nominees?|alternates?|delegates?|substitutes?)\b"
)
_OR_STAND_IN = re.compile(rf",? or {_STAND_IN.pattern}$")
# co-sponsors, publishers, economists: nouns of doers, known by their endings
_DOERS = re.compile(r"(?:[^aeiou]ors|[^u]ers|ists|ants|ees|eurs|ians)$")
_NO_DOERS = words(table("grammar")["actors"]["no_doers"])


@lru_cache(maxsize=_KEPT)
def head(text: str) -> str:
    """The head noun of a noun phrase, casefolded: ``relevant organizations of the United Nations system`` -> ``organizations``."""
    core = _cut(_ARTICLE.sub("", text.strip()))
    if " General" in core:
        core = _GENERAL.sub(r"\g<1>-General", core)
    core = re.sub(r"\([^)]*\)?", " ", core).strip(" ,;")
    return core.split()[-1].casefold().strip("’'") if core.split() else ""


@cache
def known_names() -> dict[str, str]:
    """Full names and former names of the register, casefolded, to the kind of body."""
    names: dict[str, str] = {}
    for body in bodies():
        for name in (body.name, *body.former, *body.short):
            names.setdefault(name.casefold(), body.kind)
    return names


@cache
def _protected() -> re.Pattern[str]:
    """Names that hold an "and" or a comma: they are taken whole when a list is split."""
    names = [n for body in bodies() for n in (body.name, *body.former) if " and " in n or "," in n]
    return re.compile("|".join(re.escape(n) for n in sorted(names, key=len, reverse=True)))


# improved international debt mechanisms: what is to be had, not who is to act
_MEANS = frozenset(
    {"mechanism", "mechanisms", "network", "networks", "partnership", "partnerships", "services", "platform", "platforms"}
)
_BETTERED = re.compile(
    r"(?:improved|enhanced|strengthened|increased|greater|better|more|new|additional|effective|renewed|further|adequate|innovative|"
    r"stronger|robust|inclusive|appropriate|comprehensive)\b"
)
# the Kimberley Process | the Informal Consultative Process: bodies by name, where "process" alone is none
_PROCESS = re.compile(r"\b[A-Z][\w-]+ (?:Process|Initiative|Compact|Dialogue|Facility)$")


_SPECIAL_PROCEDURES = re.compile(r"\bspecial procedures(?: of the|$)")


@lru_cache(maxsize=_KEPT)
def is_actor(text: str) -> bool:
    """Whether a noun phrase names somebody who can be asked to do something."""
    bare = _ARTICLE.sub("", text.strip())
    if " or " in bare:
        bare = _OR_STAND_IN.sub("", bare)
    if bare.casefold() in known_names() or bare.casefold() in (
        "it",
        "him",
        "her",
        "them",
        "he",
        "she",
        "they",
        "those",
        "others",
        "all",
    ):
        return True
    noun = head(bare)
    if _PROCESS.search(_cut(bare)):
        return True
    if noun == "meeting" and bare.islower() and not re.match(r"meeting of", bare):
        return False  # an event: it is held, and does nothing
    if (
        noun in ("programme", "programmes", "network", "networks", "system", "systems")
        and bare.islower()
        and not re.search(r"\b(?:funds|agencies|development system)\b", bare)
    ):
        return False
    if _SPECIAL_PROCEDURES.search(bare):
        return True
    if noun in _MEANS and _BETTERED.match(bare):
        return False
    parts = re.split(r"[-–’'/]", noun)
    if noun in ACTOR_HEADS or parts[-1] in ACTOR_HEADS or (parts[0] in ACTOR_HEADS and len(parts) > 1):
        return noun not in INERT_HEADS
    if _heads_a_clause(bare):
        return True
    if noun in INERT_HEADS or not noun:
        return False
    if _DOERS.search(noun) and noun not in _NO_DOERS:
        return True
    if re.match(r"(?:all )?(?:those|others)\b", bare):
        return True
    last = _core_words(bare)
    return bool(last) and bool(_PROPER.match(last[-1])) and not last[-1].isdigit()


def _heads_a_clause(bare: str) -> bool:
    """Whether an acting word stands before a participle or a second noun: "States conducting activities", "bodies and processes"."""
    listed = bare.split()[:12] or [""]
    for word, following in zip(listed, [*listed[1:], ""], strict=True):
        low = word.casefold().rstrip(",")
        if low in _BREAKING:
            return False
        if (
            (low in ACTOR_HEADS or (_DOERS.search(low) and low not in _NO_DOERS))
            and low not in INERT_HEADS
            and low != "nations"
            and (low.endswith("s") or low in _ONE)
            and (word.endswith(",") or _CLAUSE_WORD.fullmatch(following))
        ):
            return True
    return False


_ONE = words(table("grammar")["actors"]["one"])
_BREAKING = words(table("grammar")["actors"]["breaking"])
_CLAUSE_WORD = re.compile(r"[a-z]+(?:ing|ed|ly)|without|and|or|which|that|during|not|neither|as|able|present")


def _core_words(text: str) -> list[str]:
    return re.sub(r"\([^)]*\)?", " ", _cut(text)).split()


def _cut(text: str) -> str:
    """A noun phrase up to its first preposition or relative clause; its first word is never one ("operating entities")."""
    cut = _PREPOSITION.search(text)
    return text[: cut.start()] if cut else text


def is_organ(text: str) -> bool:
    """Whether a name is that of an organ that can receive a submission."""
    bare = _ARTICLE.sub("", text.strip()).casefold()
    if known_names().get(bare) == "organ" or bare == "it" or re.fullmatch(r"(?:the )?[A-Z]{3,6}", text.strip()):
        return True
    return head(text) in ORGAN_HEADS and any(w[:1].isupper() for w in text.split())


# governing and legislative organs | relevant intergovernmental bodies: organs that no name is given for
UNNAMED_ORGANS = re.compile(
    r"(?:(?:relevant|appropriate|respective|competent) )*(?:(?:governing|legislative|intergovernmental|executive|functional|treaty|"
    r"monitoring|supervisory|oversight|subsidiary|deliberative|policymaking|human rights|and|or|regional),? )+"
    r"(?:bod(?:y|ies)|organs?|committees?|commissions?|boards?|councils?)\b"
)


def is_receiver(text: str) -> bool:
    """Whether a name is that of somebody to whom a thing can be submitted or reported: an organ, an officer, an office; no group of
    States and no public."""
    if is_organ(text):
        return True
    bare = _ARTICLE.sub("", text.strip())
    noun = head(bare)
    if known_names().get(bare.casefold()) in ("officer", "office") or noun == "secretariat":
        return True
    if re.match(
        r"(?:Director|Secretary|Inspector)[ -]General\b|(?:[A-Z][\w-]+ )*(?:Working|Advisory|Expert|Steering|Contact|Coordination) "
        r"(?:Group|Panel)\b",
        bare,
    ):
        return True
    if noun in ORGAN_HEADS and (re.match(r"(?:next|forthcoming|following|subsequent) ", bare) or UNNAMED_ORGANS.match(bare)):
        return True
    return (
        noun in OFFICER_HEADS
        and noun not in ("members", "member", "experts", "leaders", "heads")
        and _PROPER.match(bare) is not None
    )


def split(phrase: Phrase) -> list[Phrase]:
    """The single names of a list: ``Member States and other relevant stakeholders`` gives two.

    A list splits where its left part is a whole name and its right part has a head that can act. Nouns of one family under one
    "of" ("funds, programmes and specialized agencies of the United Nations system") stay together.
    """
    text = phrase.text
    shield = _protected().sub(lambda m: re.sub(r"[ ,]", "_", m[0]), text) if " and " in text else text
    cuts, begin = [], 0
    for match in _AND.finditer(shield):
        left, right = shield[begin : match.start()], shield[match.end() :]
        if _splits(left, right, match[0]):
            cuts.append((begin, match.start()))
            begin = match.end()
    cuts.append((begin, len(text)))
    if 1 < len(cuts) < 4 and _LIMITS_ALL.match(text, cuts[-1][0]) and not any(_OWN_LIMIT.search(text, *cut) for cut in cuts[:-1]):
        cuts = [(0, len(text))]
    return [Phrase(text[a:b], phrase.start + a, phrase.start + b) for a, b in cuts if text[a:b].strip()]


# States and other stakeholders | that have not yet contributed, donors and funds | in a position to do so: the limit is that of them all
_LIMITS_ALL = re.compile(
    r"(?!the |all |those |any |its )[^,]*s\b[^,]* (?:(?:that|which|who) (?:have|has|do|are|did) not (?:yet |already |so far )?[a-z]+"
    r"|not (?:yet|currently|already|so far) [a-z]+ing\b|(?:that are |who are )?(?:not )?(?:yet )?in a position to (?:do so|contribute)$)"
)
# the Secretary-General and donors in a position to do so: no limit of his; nor has a group two
_OWN_LIMIT = re.compile(r" (?:that|which|who|in a position) |^\s*the |, (?:the|all) |^[^,]*[^s,]$")

# No name that comes next is longer, or holds more commas: beyond it nothing is looked at, so that long lists cost what they are long.
_FAR, _COMMAS = 500, 12


def _splits(left: str, right: str, mark: str) -> bool:
    left, right = left.replace("_", " ").strip(), right[:_FAR].replace("_", " ").strip()
    if not left or not right:
        return False
    if "or" in mark.split() and (_STAND_IN.match(right) or left.endswith((" his", " her"))):
        return False
    if left == "United Nations" and mark.strip() == "," and _ADJECTIVES.match(right):
        return False  # "United Nations, regional and international partners": without "the" it is one of the adjectives
    if mark.strip() == "and" and _BREAKS_OFF.search(left) and _PERSONS.match(right):
        return False
    if _SHARE_A_WORD.fullmatch(f"{left}{mark}{right}"):
        return False
    next_item = _next_name(right)
    if mark.strip() == "and" and _within_mandate(left, right, next_item):
        return False
    if mark.strip() == "," and _ONE_OF_A_LIST.fullmatch(left) and _ONE_OF_A_LIST.fullmatch(next_item):
        return not _kin(head(_LAST_OF_LIST.sub("", right)))
    left_last = left.split()[-1].casefold()
    if not is_actor(right) or not (is_actor(left) or _unknown_beside(left, right, mark)):
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
    if _kin(left_last) and _kin(next_item.casefold()):
        return False  # "United Nations agencies, funds and programmes", "international organizations or institutions"
    if _BODIES_OF_KIN.search(left) and _kin(head(next_item)) and not re.match(r"(?:the|all|other)\b", right):
        return False  # "the governing bodies of the funds, programmes and specialized agencies"
    if not _acts_by_head(left):
        return _listed_proper(left, next_item)
    return _ends_as_name(left) and _acts_by_head(next_item)


# all concerned individuals and institutions | principals or key officials of the members: one adjective, or one "of", for both
_SHARE_A_WORD = re.compile(
    r"(?:and )?(?:all|other|those) (?:concerned|interested|involved|responsible) [a-z-]+s and [a-z]+s|(?:the )?[a-z]+s or [a-z]+ [a-z]+s of the [^,]*"
)
# organizations, institutions | and individuals: where no noun of the same family ends the list, each is one of it
_ONE_OF_A_LIST = re.compile(r"(?:and |the )?(?:organizations|institutions|associations|bodies|entities|foundations|agencies)")
_LAST_OF_LIST = re.compile(r"^.*?(?: and | or |, )")
# intergovernmental bodies | and organizations of the United Nations system
_OF_ITS_OWN = re.compile(
    r"\b(?:(?:inter|non-)?governmental|international|national|subregional|regional) (?:bodies|organizations|institutions|agencies|entities)$"
)
_OF_THE_SYSTEM = re.compile(r"(?:other |relevant )*(?:organizations|entities|bodies|agencies) of the United Nations(?: system)?(?:,| and |$)")
# the Special Rapporteur on the independence of judges | and lawyers
_MANDATE_OF = re.compile(r"\b(?:Rapporteur|Expert|Representative|Adviser|Working Group)\b.* on [^A-Z,]* [a-z-]+$")
_MANDATE_GOES_ON = re.compile(r"(?!the |all |other (?!business)|relevant |its |interested |donor)[a-z]")
# the Platform on Biodiversity | and Ecosystem Services: one body; a second would have an article
_FIELD_OF = re.compile(r"\b[A-Z].* (?:on|for) (?:the )?(?:[A-Z][\w-]*,? (?:and |of |of the )?)*[A-Z][\w-]*$")
_FIELD_GOES_ON = re.compile(r"(?!Member|States|Governments|Part(?:y|ies)\b|United Nations|Heads)[A-Z][a-z]+ [A-Z]")


def _within_mandate(left: str, right: str, next_item: str) -> bool:
    """Whether an "and" stands inside what a body or a person is for: "on the independence of judges | and lawyers"."""
    if " on " not in left and " for " not in left:
        return False
    if _MANDATE_OF.search(left):
        return _MANDATE_GOES_ON.match(right) is not None
    return (
        _FIELD_OF.search(left) is not None
        and _FIELD_GOES_ON.match(right) is not None
        and next_item.casefold() not in known_names()
        and not left.split()[-1].casefold() in ACTOR_HEADS
    )


# the Group of Scientific | and Technical Experts: a name that breaks off in an adjective
_BREAKS_OFF = re.compile(
    r"\b(?:Group|Panel|Team|Committee|Board|Network|Conference|Meeting|Body|Commission|Forum|Council|Union|Association|Office|Assembly|"
    r"Roster|College|Bureau|Working Party) (?:of|on|for) (?:the )?(?:[A-Z][\w-]*,? )*[A-Z][\w-]*"
    r"(?:al|ic|ive|ary|ous|ent|ior|ed|ern|ean|ian)$"
)
_PERSONS = re.compile(r"(?!Member States|States [Pp]arties|Governments)(?:[A-Z][\w-]*,? (?:and )?)*[A-Z][\w-]*s\b")
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
        and _cut(left) == left
    )


_BODIES_OF_KIN = re.compile(
    r"\b(?:bodies|organs|heads|secretariats|members|boards|representatives|directors) of (?:(?:the|all|its|relevant|United Nations) )*"
    r"(?:(?:specialized |related )?(?:funds|agencies|programmes|organizations|entities),? ?(?:and )?)+$"
)
_BETWEEN = re.compile(r",? (?:and|or) |, ")


def _one_family(right: str, next_item: str) -> bool:
    """ "funds, programmes and specialized agencies of the system" share one "of" or one adjective; "donor agencies and international
    financial institutions" are two groups, and so are "institutions, academia and associations of judges"."""
    shared = re.search(r"\b(?:of|within) ", right)
    return (
        (shared is not None and all(_kin(head(name)) for name in _BETWEEN.split(right[: shared.start()].strip())))
        or (len(_core_words(next_item)) < 2 and _kin(head(next_item)))
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


def _acts_by_head(text: str) -> bool:
    """Whether a name acts by its head noun or stands in the register, not only because it is a proper name."""
    if _SPECIAL_PROCEDURES.search(text) or _heads_a_clause(_ARTICLE.sub("", text)):
        return True
    noun = head(text)
    if (last := _ARTICLE.sub("", text).split()[-1:]) and last[0].isupper() and len(last[0]) > 2 and last[0].isalpha():
        return True  # an acronym
    return (
        noun in ACTOR_HEADS
        or re.split(r"[-–]", noun)[-1] in ACTOR_HEADS
        or bool(_DOERS.search(noun) and noun not in _NO_DOERS)
        or _ARTICLE.sub("", text).casefold() in known_names()
    )


def _listed_proper(left: str, next_item: str) -> bool:
    """ "India, Israel and Pakistan": proper names of one kind; "Coordination and Resource Group" is one name."""
    return bool(_PROPER.match(left)) and bool(_PROPER.match(next_item)) and not _acts_by_head(next_item)


def _kin(word: str) -> bool:
    return word in KIN_HEADS


def _ends_as_name(left: str) -> bool:
    """Whether the text so far is a whole name: it does not break off in an adjective ("regional and subregional organizations")."""
    last = left.split()[-1]
    low = last.casefold().rstrip(")")
    if low in ACTOR_HEADS or re.split(r"[-–’'/]", low)[-1] in ACTOR_HEADS or (_DOERS.search(low) and low not in _NO_DOERS):
        return True
    if _heads_a_clause(left):
        return True
    if left.endswith(")") or _PROPER.match(last):
        return True
    return bool(_PREPOSITION.search(" " + left)) and not re.search(r"(?:al|ic|ive|ous|ary|ed|ble)$", low)


# other donors, bilateral and multilateral
_POSTPOSED = re.compile(
    r",? (?:both )?(?:bilateral|public|national|governmental|local) and (?:multilateral|private|international|non-governmental|foreign)$"
)
# _ad hoc_ Working Group: the marks of slanted letters are no part of a name
_EMPHASIS = re.compile(r"(?<!\w)_([^_]+)_(?!\w)")


# States parties to the Minimum Age Convention, 1973 (No. 138), and the Convention on the matter, 1999 (No. 182)
_NUMBERED = re.compile(r",? (?:19|20)\d\d \(No\. \d+\),?")


@lru_cache(maxsize=_KEPT)
def short_name(text: str) -> str:
    """The shortest noun phrase that names an addressee: without article, role, "in particular" or "including"."""
    name = _LEADING.sub("", _EMPHASIS.sub(r"\g<1>", " ".join(text.split())))
    name = _POSTPOSED.sub("", _TRAILING.sub("", name))
    if "(No. " in name:
        name = _NUMBERED.sub("", name)
    name = re.sub(r"[\s,]+(?:also|in turn|to|and|or|not|neither|urgently|immediately)$", "", name.strip(" ,;"))
    return _ARTICLE.sub("", name).strip(" ,;")
