"""Full names as a register would hold them: cut out of a text, with the mandate of an envoy, and what they are called for short."""

import re
from functools import cache, lru_cache

from reading.lexicon import bodies, table, words
from reading.requests.parties.actors import is_actor, without_note
from reading.requests.parties.names import names

# Special Rapporteur | on minority issues
_ENVOY = re.compile(r"(?:Rapporteur|Expert|Adviser|Representative|Envoy|Advocate|Working Group)\b")
_MANDATE = re.compile(
    r"\s+on (?!(?:progress|developments|its|their|his|her|how|or|steps|measures|whether|this|that|these|such)\b)"  # on what is told
    r"(?P<on>(?:the )?[a-z][\w’-]*(?: (?!(?<!right )(?<!rights )to\b(?! (?:safe|the)\b)|in\b(?! persons\b)|and the\b|"
    r"for\b|with\b(?! disabilities\b)|at\b|that\b|which\b|is\b|"
    r"has\b|by\b(?! older\b)|submitted\b|presented\b|prepared\b|appointed\b|as\b(?! an? (?:means|component)\b))[\w’-]+){0,14})"
)
# Special Rapporteur on the situation of human rights | in the Democratic People’s Republic of Korea
_COUNTRY = re.compile(
    r" in (?:the )?(?:[Oo]ccupied )?[A-Z][\w’-]*(?: (?:of (?:the )?)?[A-Z][\w’-]*)*(?: territor(?:y|ies) occupied since 1967)?"
)
# Special Rapporteur on extrajudicial | , summary or arbitrary | executions; on forms of racism | , racial discrimination and intolerance
_MANDATE_LIST = re.compile(
    r"(?:,\s+(?!and\b|or\b|who|which|in\b|on\b|to\b|as\b|with|at\b|by\b|for\b)[a-z][\w’-]*(?:\s+(?!and\b|or\b)[a-z][\w’-]*){0,3}){1,4},?"
    r"\s+(?:and|or)\s+(?:[a-z][\w’-]*\s+)?[a-z][\w’-]*(?:\s+of\s+[a-z][\w’-]*)?|,\s+(?:its|their)\s+causes\s+and\s+consequences"
    r"|,\s+(?:especially|including|in\s+particular)\s+women\s+and\s+(?:children|girls)"
)
# ... on the enjoyment of: where a mandate is cut, it isn't cut there
_FUNCTION_END = re.compile(r"(?: (?:of|on|the|and|to|their|all|a))+$")
_LIST_MARK = re.compile(r",\s+(?:and\s+|or\s+)?|\s+(?:and|or)\s+")
LONGEST_NAME = 250  # characters


def full_name(text: str, start: int, end: int) -> str | None:
    """The full name that stands at a place of a text, as a register would hold it; ``None`` for one word, which is no full name."""
    name = well_cut(" ".join(text[start:end].split()))
    if name.endswith("’s") or text.startswith(("'s ", "’s "), end):
        name = _OF_ANOTHERS.sub("", name)
    if " of the " in name:
        name = _OF_A_TEXT.sub("", name)
    longer, envoy = _longer().get(name, ()), _is_envoy(name)
    if " " not in name and not longer and not envoy:
        return None
    if longer:
        low = text[start : start + LONGEST_NAME].casefold()
        name = next((full for full in longer if full.casefold() in low), name)
        envoy = _is_envoy(name)
    return f"{name}{_mandate(text, end)}" if envoy else name


@lru_cache(maxsize=16384)
def is_only_a_word(word: str) -> bool:
    """Whether a capital word by itself is no full name, as most are none."""
    name = well_cut(" ".join(word.split()))
    return " " not in name and name not in _longer() and not _is_envoy(name)


@lru_cache(maxsize=16384)
def _is_envoy(name: str) -> bool:
    return _ENVOY.search(name) is not None


_BEHIND_ORGAN = (
    r"(?:(?<=Assembly)|(?<=Council)|(?<=Committee)|(?<=Conference)|(?<=Commission)|(?<=Congress)|(?<=Board)|(?<=Facility))"
)
# inform the Conference | of the Agency’s findings
_OF_ANOTHERS = re.compile(_BEHIND_ORGAN + r" of the [A-Z][\w-]*(?: [A-Z][\w-]*)* ?(?:[’']s)?$")
# the adoption by the Committee | of the Fairhaven Declaration on the Reform of the Council
_OF_A_TEXT = re.compile(
    _BEHIND_ORGAN + r" of the (?:[A-Z][\w-]* ){1,6}?(?:Declaration|Statement|Plan of Action|Action Plan|Road ?[Mm]ap|"
    r"(?<=Framework )Fund)\b.*$"
)


def _mandate(text: str, at: int) -> str:
    """What a Special Rapporteur or an envoy is for, where it stands at an offset: " on minority issues"; else nothing."""
    mandate = _MANDATE.match(text, at)
    if mandate is None:
        return ""
    on = _FUNCTION_END.sub("", " ".join(mandate["on"].split()))
    listed = _MANDATE_LIST.match(text, mandate.end())
    if listed is not None and not any(is_actor(item) for item in _LIST_MARK.split(listed[0]) if item):
        on = f"{on}{' '.join(listed[0].split())}"
    place = _COUNTRY.match(text, mandate.end()) if on.endswith(("human rights", "human rights situation")) else None
    return f" on {on}{place[0] if place else ''}"


# Peacebuilding Commission | Steering Committee: no participle that opens a recital
_NAMED_FOR = words(
    """Standing Peacebuilding Peacekeeping Steering Working Monitoring Negotiating Drafting Coordinating Governing Organizing
    Banking Housing Training Funding Planning Engineering Broadcasting Accounting"""
)
_FEDERATION = "Russian Federation"
_OWN_PREPOSITION = re.compile(r"^(?:on|for|of)(?: the)? ")
_OPENING_VERBS = words(table("grammar")["mentions"]["opening_verbs"])
_FIRST_WORD = re.compile(r"^(?:The|In|On|For|By|And|Also|Of|With|From|To|At|Its|His)\s+")
_FOR_STATES = re.compile(r" for (?:Member )?States?\b.*$")
_PARTICIPLE = re.compile(r"[A-Z][a-z]+ing")


@lru_cache(maxsize=16384)
def well_cut(name: str) -> str:
    """Without the sentence's first word and without what another name adds behind "and": a name as a register would hold it."""
    name = _FOR_STATES.sub("", _FIRST_WORD.sub("", name))
    if name.startswith(_FEDERATION):
        return _FEDERATION  # by the | Russian Federation | of the Strait: a country, with the noun of a body
    listed = name.split()
    if len(listed) > 1 and _PARTICIPLE.fullmatch(listed[0]) and listed[0] not in _NAMED_FOR:
        name = " ".join(listed[1:])
    if len(listed) > 1 and listed[0].endswith("s") and listed[0][0].isupper() and listed[0].casefold() in _OPENING_VERBS:
        name = _OWN_PREPOSITION.sub("", " ".join(listed[1:]))  # "Calls on the Agency"
    return without_note(name.strip(" ,"))


# Committee | on the Peaceful Uses of Outer Space
_BEHIND_CORE = re.compile(r"\s(?:of|on|for|to|in|at|with|against)\s")


def core(name: str) -> str:
    """A name up to its first preposition: that of the Committee on the Peaceful Uses of Outer Space is "Committee"."""
    return _BEHIND_CORE.split(name)[0]


def shortens(short: str, name: str) -> bool:
    """Whether a name's core is, or ends in, a short form: "High Commissioner" in "United Nations High Commissioner for Refugees"."""
    whole = core(name)
    return whole == short or whole.endswith(" " + short)


@cache
def _longer() -> dict[str, tuple[str, ...]]:
    """Names of the register whose beginning the pattern of names takes for the whole: the beginning to the names."""
    found: dict[str, tuple[str, ...]] = {}
    for entry in bodies():
        end = next((end for _, end in names(entry.name)), len(entry.name))
        if end < len(entry.name):
            found[entry.name[:end]] = (*found.get(entry.name[:end], ()), entry.name)
    return found


@cache
def by_short_form() -> dict[str, tuple[str, ...]]:
    """The names of the register by each of their short forms, in small letters."""
    found: dict[str, tuple[str, ...]] = {}
    for entry in bodies():
        for short in entry.short:
            found[short.casefold()] = (*found.get(short.casefold(), ()), entry.name)
    return found


def is_full_name(name: str) -> bool:
    """Whether the register holds just this name, be it a former one, in whatever letters."""
    return name.casefold() in _full_names()


@cache
def _full_names() -> frozenset[str]:
    return frozenset(name.casefold() for entry in bodies() for name in (entry.name, *entry.former))
