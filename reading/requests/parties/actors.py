"""Who can act: telling a noun phrase that names an addressee from one that names a thing, splitting lists of them, naming them shortly."""

import re
from functools import cache, lru_cache

from reading.lexicon import ACTOR_HEADS, INERT_HEADS, OFFICER_HEADS, ORGAN_HEADS, bodies, table, words

_KEPT = 16384  # names whose reading is kept: the same ones come again and again
# in | of | for | with respect to: what follows does not hold the head noun
PREPOSITION = re.compile(
    r"(?<![Rr]ule)\s(?:of|in|into|on|for|with|within|from|at|under|by|to|hosting|having|facing|during|without|seeking|aiming|led|that|which|who|whose|"
    r"whom|where|as|contributing to|dealing|taking|wishing|providing|already|not|outside|among|against|through|across|throughout|between|"
    r"emanating|including|such|acting|using|other than|outside|belonging)\b"
    # all the parties to the Treaty | other parties to armed conflict
    r"|(?<!\ball)(?<!\bthe)(?<!\bother)(?<!\brelevant)\s(?:party|parties to)\b"
    # other concerned organizations: before the noun, it cuts nothing off
    r"|(?<!\bother)(?<!\ball)(?<!\ball the)(?<!\brelevant)(?<!\binterested)(?<!\bnewly)(?<!\brecently)"
    r"\s(?:concerned|responsible|involved|participating|operating|"
    r"working(?! groups?\b| part(?:y|ies)\b)|"
    r"affected|engaged|mandated|established|represented|referred|mentioned|listed|designated|present|able|competent|contained|expressed"
    r"|active(?= (?:in|at|on)\b|$))\b"
)
# Director General of the Agency: as printed with a hyphen elsewhere
_GENERAL = re.compile(r"\b(Director|Inspector|Secretary|Attorney|Commissioner)\s+General\b(?! (?:Assembly|Conference|Council))")
ARTICLE = re.compile(r"^(?:the|a|an|its|their|his|her|our)\s+", re.IGNORECASE)
_LEADING = re.compile(
    r"^(?:(?:also|once again|again|further|both|either|inter alia|in particular|therefore|including|as well as|and|,)\s+)+",
    re.IGNORECASE,
)
# A role or members named behind the name: "X, as Chair of Y", "X, in particular Z".
_TRAILING = re.compile(
    r"\s*,?\s*\b(?:(?<=[a-z], )the administering Power|as (?:the )?(?:Chair|chair|President|Secretary|Coordinator|coordinator|lead|"
    r"focal point|depositary|custodian|convener|the convener|its capacity|part|host|well)"
    r"|that (?:they|it|he|she)|in (?:his|her|its|their) (?:capacity|capacities|"
    r"(?:[a-z-]+ )*(?:programmes|efforts|activities|work|policies))"
    r"|without (?:further |any )?delay|without preconditions|in accordance with|in line with|consistent with|in (?:close |"
    r"full )?(?:cooperation|collaboration|consultation|coordination)|as appropriate|as a matter of|"
    r"upon request|in particular|in this (?:respect|regard|context|connection)|to (?:this|that) end|"
    r"including|such as|inter alia|especially|notably|namely|particularly|"
    r"as a whole|at the (?:[a-z-]+ )?stages?|subsequent to|"
    r"with other|at (?:its|the) [\w-]+(?: [\w-]+)? session|"
    r"as (?:he|she|it|they) (?:do|does|carr|prepar|consider|implement)|on (?:behalf of|receipt of|the basis of|a priority basis)|"
    r"(?<!engaged )(?<!interested )(?<!involved )(?<!participating )(?<!experienced )"
    r"in (?:implementing|considering|preparing|developing|planning|reviewing|discharging|exercising|elaborating|performing|"
    r"fulfilling|conducting|pursuing|designing|carrying out) (?:the|its|their|his|her|this|that|these|such|any)\b|"
    r"(?:following|upon) (?:its|the|their|receipt|completion|adoption)\b|"
    r"by (?:[\w-]+ ){0,3}(?:19|20)\d\d$|where|when|through|within (?:their|its|existing|available)|at all levels|"
    r"during (?:the|its|their)|(?:expressed|contained|made|set out) in|"
    r"(?<!referred to )(?<!mentioned )(?<!established )(?<!invited )(?<!listed )(?<!named )"
    r"in (?:(?:its|their) (?:previous |earlier )?(?:resolutions?|decisions?)|(?:paragraphs?|sections?|resolutions?)(?= [\dIVX])))\b.*$",
    re.DOTALL,
)
PROPER = re.compile(r"^[A-ZÀ-Ý]")
# the Secretary-General or his designate: one office, whoever fills it
STAND_IN = re.compile(
    r"(?:his|her|their|its|his or her|her or his) (?:(?:duly|designated|authorized|appointed|own|personal|special) )*"
    r"(?:representatives?|designates?|designees?|deputy|deputies|nominees?|alternates?|delegates?|substitutes?)\b"
)
_OR_STAND_IN = re.compile(rf",? or {STAND_IN.pattern}$")
# co-sponsors, publishers, economists: nouns of doers, known by their endings
DOERS = re.compile(r"(?:[^aeiou]ors|[^u]ers|ists|ants|ees|eurs|ians)$")
NO_DOERS = words(table("grammar")["actors"]["no_doers"])


@lru_cache(maxsize=_KEPT)
def head(text: str) -> str:
    """The head noun of a noun phrase, casefolded: ``relevant organizations of the United Nations system`` -> ``organizations``."""
    if text.endswith(" secretariat") and " between " not in text and " among " not in text:
        return "secretariat"  # the Convention on Climate Change secretariat
    core = cut(ARTICLE.sub("", _ENTIRETY.sub("", text.strip())))
    if " General" in core:
        core = _GENERAL.sub(r"\g<1>-General", core)
    core = re.sub(r"\([^)]*\)?", " ", core).strip(" ,;")
    noun = core.split()[-1].casefold().strip("’'") if core.split() else ""
    return without_note(noun) if noun[-1:].isdigit() else noun


# the Committee3 | Member States4: the number of a footnote that stuck to its word, but: G20, CO2
_NOTE_NUMBER = re.compile(r"(?<=[a-zß-ÿ]{3})\d{1,3}(?![\w.\-–/’'])")


def without_note(name: str) -> str:
    """A name without the number of a footnote that stuck to it: "the Committee3"."""
    return _NOTE_NUMBER.sub("", name)


@cache
def known_names() -> dict[str, str]:
    """Full names and former names of the register, casefolded, to the kind of body."""
    names: dict[str, str] = {}
    for body in bodies():
        for name in (body.name, *body.former, *body.short):
            names.setdefault(name.casefold(), body.kind)
    return names


# improved international debt mechanisms: what is to be had, not who is to act
_MEANS = frozenset(
    {"mechanism", "mechanisms", "network", "networks", "partnership", "partnerships", "services", "platform", "platforms"}
)
_BETTERED = re.compile(
    r"(?:improved|continued|ongoing|close|closer|deeper|wider|broader|enhanced|strengthened|increased|greater|better|more|new|additional|effective|renewed|further|adequate|innovative|"
    r"stronger|robust|inclusive|appropriate|comprehensive)\b"
)
# the Kimberley Process | the Informal Consultative Process: bodies by name, where "process" alone is none
_PROCESS = re.compile(r"\b[A-Z][\w-]+ (?:Process|Initiative|Compact|Dialogue|Facility|Collaboration)$")


# the Durban Declaration and | Programme of Action: what is carried out
_PLANS = re.compile(r"^(?:[A-Z][\w-]* )*(?:Programmes?|Plans?) of (?:Action|Work)\b")
# the organization of a side event: its holding, and nobody
_HOLDING = re.compile(r"organization (?:of (?:an? )?[a-z]|by )")
SPECIAL_PROCEDURES = re.compile(r"\bspecial procedures(?: of the|$)")


# those making contributions to the Fund | all those taking part: persons, by what they do
_THOSE_DOING = re.compile(
    r"(?:all )?those (?:[a-z]+ly )?(?!being\b|having\b|concerning\b|relating\b|regarding\b)[a-z]{3,}ing [a-z]"
)


# the Non-Aligned Movement, but: the free movement of goods
_BY_NAME_ONLY = words("programme programmes network networks system systems movement market branch")
# the funds, agencies and | programmes of the United Nations development system
_RUN_BY_BODIES = re.compile(r"\b(?:funds|agencies|development system)\b")
# pronouns, and what stands for one
_WHOEVER = words("it him her them he she they those both others all") | {"all concerned", "all involved", "law enforcement"}
_THOSE_OR_OTHERS = re.compile(r"(?:all )?(?:those|others)\b")


@lru_cache(maxsize=_KEPT)
def is_actor(text: str) -> bool:
    """Whether a noun phrase names somebody who can be asked to do something."""
    bare = ARTICLE.sub("", _ENTIRETY.sub("", text.strip()))
    if " or " in bare:
        bare = _OR_STAND_IN.sub("", bare)
    if (low := bare.casefold()) in known_names() or low in _WHOEVER:
        return True
    if _PLANS.search(bare) or _HOLDING.match(bare):
        return False
    if _THOSE_DOING.match(bare):
        return True
    noun = head(bare)
    if _PROCESS.search(cut(bare)):
        return True
    if noun == "meeting" and bare.islower() and not bare.startswith("meeting of"):
        return False  # an event: it is held, and does nothing
    if noun in _BY_NAME_ONLY and bare.islower() and not _RUN_BY_BODIES.search(bare):
        return False
    if SPECIAL_PROCEDURES.search(bare):
        return True
    if noun in _MEANS and _BETTERED.match(bare):
        return False
    parts = _COMPOUND.split(noun)
    if noun in ACTOR_HEADS or parts[-1] in ACTOR_HEADS or (parts[0] in ACTOR_HEADS and len(parts) > 1):
        return noun not in INERT_HEADS
    if heads_a_clause(bare):
        return True
    if noun in INERT_HEADS or not noun:
        return False
    if DOERS.search(noun) and noun not in NO_DOERS:
        return True
    if _THOSE_OR_OTHERS.match(bare):
        return True
    last = core_words(bare)
    return bool(last) and bool(PROPER.match(last[-1].removeprefix("d’"))) and not last[-1].isdigit()


def heads_a_clause(bare: str) -> bool:
    """Whether an acting word stands before a participle or a second noun: "States conducting activities", "bodies and processes"."""
    listed = bare.split()[:12] or [""]
    for word, following in zip(listed, [*listed[1:], ""], strict=True):
        low = word.casefold().rstrip(",")
        if low in _BREAKING:
            return False
        if (
            (low in ACTOR_HEADS or (DOERS.search(low) and low not in NO_DOERS))
            and low not in INERT_HEADS
            and low != "nations"
            and (low.endswith("s") or low in _ONE or (following in _SET_UP and low not in _HELD))
            and (word.endswith(",") or _CLAUSE_WORD.fullmatch(following))
        ):
            return True
    return False


_ONE = words(table("grammar")["actors"]["one"])
# the working group | convened by the Secretary-General, the expert | appointed by the President
_HELD = words("meeting conference summit forum session congress")  # which are convened, and act by nobody's appointment
_SET_UP = words("appointed elected convened created chaired nominated designated constituted headed facilitated")
_BREAKING = words(table("grammar")["actors"]["breaking"])
_CLAUSE_WORD = re.compile(r"[a-z]+(?:ing|ed|ly)|without|and|or|which|that|during|not|neither|as|able|present")


# public-private partnerships | and civil society: who acts, beside others who do
RUN_BY_MANY = re.compile(r"\b(?:public-private|multi-stakeholder) partnerships$")
# the parties | and all those with influence on them
_THOSE = re.compile(
    r"(?:all )?(?:those (?:with|in|that|who|which|concerned|involved|responsible)\b|others(?: concerned| involved)?$)"
)


_HYPHEN, _COMPOUND = re.compile(r"[-–]"), re.compile(r"[-–’'/]")


def acts_by_head(text: str) -> bool:
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
        or _HYPHEN.split(noun)[-1] in ACTOR_HEADS
        or noun.removesuffix("-elect") in OFFICER_HEADS
        or bool(DOERS.search(noun) and noun not in NO_DOERS)
        or ARTICLE.sub("", text).casefold() in known_names()
    )


# regional | affected, but: all concerned
_ADJECTIVE = re.compile(r"(?:al|ic|ive|ous|ary|(?<!concern)(?<!involv)(?<!affect)ed|ble)$")


def ends_as_name(left: str) -> bool:
    """Whether the text so far is a whole name: it does not break off in an adjective ("regional and subregional organizations")."""
    last = left.split()[-1]
    low = last.casefold().rstrip(")")
    if low in ACTOR_HEADS or _COMPOUND.split(low)[-1] in ACTOR_HEADS or (DOERS.search(low) and low not in NO_DOERS):
        return True
    if heads_a_clause(left) or SPECIAL_PROCEDURES.search(left):
        return True
    if left.endswith(")") or PROPER.match(last):
        return True
    return bool(PREPOSITION.search(" " + left)) and not _ADJECTIVE.search(low)


def core_words(text: str) -> list[str]:
    return re.sub(r"\([^)]*\)?", " ", cut(text)).split()


def cut(text: str) -> str:
    """A noun phrase up to its first preposition or relative clause; its first word is never one ("operating entities")."""
    found = PREPOSITION.search(text)
    return text[: found.start()] if found else text


def is_organ(text: str) -> bool:
    """Whether a name is that of an organ that can receive a submission."""
    bare = ARTICLE.sub("", text.strip()).casefold()
    if known_names().get(bare) == "organ" or bare == "it" or re.fullmatch(r"(?:the )?[A-Z]{3,6}", text.strip()):
        return True
    return head(text) in ORGAN_HEADS and any(w[:1].isupper() for w in text.split())


# governing and legislative organs | relevant intergovernmental bodies: organs that no name is given for
UNNAMED_ORGANS = re.compile(
    r"(?:(?:relevant|appropriate|respective|competent|international|United Nations) )*(?:(?:governing|legislative|intergovernmental|"
    r"executive|functional|treaty|monitoring|supervisory|oversight|subsidiary|deliberative|policymaking|human rights|and|or|regional),? )+"
    r"(?:bod(?:y|ies)|organs?|committees?|commissions?|boards?|councils?)\b"
    r"|(?:next )?plenipotentiary conference\b"
    r"|(?:relevant|appropriate|respective|competent) (?:main )?(?:committees|commissions|councils|boards)\b"
)


def is_receiver(text: str) -> bool:
    """Whether a name is that of somebody to whom a thing can be submitted or reported: an organ, an officer, an office; no group of
    States and no public."""
    if is_organ(text):
        return True
    bare = ARTICLE.sub("", text.strip())
    noun = head(bare)
    if known_names().get(bare.casefold()) in ("officer", "office") or "secretariat" in (noun, bare.rsplit(" ", 1)[-1]):
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
        and PROPER.match(bare) is not None
    )


# other donors, bilateral and multilateral
_POSTPOSED = re.compile(
    r",? (?:both )?(?:bilateral|public|national|governmental|local) and (?:multilateral|private|international|non-governmental|foreign)$"
)
# all of | them
ALL_OF_THEM = re.compile(r"^(?:all|each|every one|any|either|both) of (?=them$)")
# the entirety of | the United Nations system, each of | the Main Committees
_ENTIRETY = re.compile(
    r"^(?:(?:the )?(?:entirety|whole)|each|every one|each and every one|any|either|both) of (?=(?:the|its|their|these|those) )"
    rf"|{ALL_OF_THEM.pattern}"
)
# _ad hoc_ Working Group: the marks of slanted letters are no part of a name
_EMPHASIS = re.compile(r"(?<!\w)_([^_]+)_(?!\w)")


# States parties to the Minimum Age Convention, 1973 (No. 138), and the Convention on the matter, 1999 (No. 182)
_NUMBERED = re.compile(r",? (?:19|20)\d\d \(No\. \d+\),?")


# the Treaty on the Limitation of Offensive Arms | (New START Treaty): what it is called for short is no part of its name; but
# "Iran (Islamic Republic of)" is one
_SHORT_FORM = re.compile(r" \([A-Z][^()0-9 ]* [^()0-9]{2,60}(?<! of)\)$")


@lru_cache(maxsize=_KEPT)
def short_name(text: str) -> str:
    """The shortest noun phrase that names an addressee: without article, role, "in particular" or "including"."""
    name = _LEADING.sub("", _EMPHASIS.sub(r"\g<1>", " ".join(text.split())))
    name = _ENTIRETY.sub("", _POSTPOSED.sub("", _TRAILING.sub("", name)))
    if "(" in name:
        name = _SHORT_FORM.sub("", _NUMBERED.sub("", name))
    name = re.sub(
        r"[\s,]+(?:also|in turn|to|and|or|(?<! are )(?<! is )(?<! do )not|neither|urgently|immediately|individually|"
        r"collectively|jointly|alike)$",
        "",
        name.strip(" ,;"),
    )
    return _THOSE_WHICH.sub("", ARTICLE.sub("", name).strip(" ,;"))


# those | States that have not yet done so
_THOSE_WHICH = re.compile(
    r"^those (?=(?!that|which|who|whose|with|of|in|not)[\w-]+(?: [\w-]+){0,3}? "
    r"(?:that|which|who|whose|members of|[Pp]arties to|in a position)\b)"
)
