"""Full names as a text prints them: where one begins, and where it ends for good, past the small words inside it."""

import re
from collections.abc import Iterator
from functools import cache

from reading.lexicon import bodies

# United Nations Office for South-South Cooperation | Special Committee on Peacekeeping Operations
NAME = re.compile(  # at its first letter, looking back from there: a search for one of a few characters is quick
    r"[A-ZÀ-Ý](?<!\w.)[\w’\-]*(?:\s+(?:of the|on the|for the|of|on|for|and)(?=\s+[A-ZÀ-Ý])(?!\s+(?:The|In)\b)|"
    r"\s+[A-ZÀ-Ý][\w’\-]*|,(?=\s+[A-Z][a-z]+,?\s+(?:[A-Z][a-z]+\s+)?and\s+[A-Z]))*(?:\s+[A-ZÀ-Ý][\w’\-]*)?"
)
# its Technical Subcommittee | and Legal Subcommittee: two names under one article
_BODY = r"(?:(?:Sub)?[Cc]ommittee|Commission|Board|Council|Court|Tribunal|Assembly|Conference|Secretariat|Bureau|Authority|Agency|Office)"
JOINED = re.compile(rf"\b{_BODY}(?P<joint> and )(?=(?:[A-Z][\w-]+ ){{0,4}}{_BODY}\b)")
# What a name goes on behind: Crimes | against Humanity, the Situation | with regard to the Implementation, the Convention | to Combat
# Desertification, Countries Experiencing Drought | and/or Desertification, Bacteriological | (Biological) and Toxin Weapons
_GOES_ON = re.compile(
    r"\s+(?:against(?=\s+(?:Torture|Women|Humanity|Corruption|Rac|Transnational|Terroris|Drug|Child|Discriminat|Doping|Traffic|Apartheid"
    r"|Illicit|Crime|Slavery|Sex|Genocide|Violence|Journalists|Persons|Poverty|Hunger|Desertification))"
    r"|with regard to the|and/or|\([A-Z][a-z]+al\) and|to(?=\s+(?:Combat|Investigate|Eliminate|Prevent|Suppress|Study|Ban|Assist|"
    r"Support|Review|Fight|Protect)\b)"
    r"|(?:(?<=\bElaboration )|(?<=\bNegotiation )|(?<=\bPreparation ))of an?|to Elaborate an?"
    r"|(?:(?<=\bRight )|(?<=\bRights ))to|(?:(?<=\bEnforced )|(?<=\bInhuman )|(?<=\bSummary )|(?<=\bTreatment )|(?<=\bSexual ))or"
    r"|in the(?=\s+Event\b)|with the(?=\s+Host\s+Country\b)|in(?=\s+(?:Those|Endangered|Persons|Small|Time|Armed|Civil|Conflict)\b)"
    r"|with(?=\s+Disabilities\b)|(?<=\bCountering )the)\s+(?=[A-ZÀ-Ý])"
)
# the Conference of the Parties | to the Convention; Other Cruel | , Inhuman or Degrading Treatment
_OF_PARTIES = re.compile(r"\s+to\s+the\s+(?=[A-Z])")
_CRUEL = re.compile(r"(?<=\bCruel),\s+(?=Inhuman\b)")
# Asia | and the Pacific; Drought and Desertification | , Particularly in Africa; the United Nations Office | at Geneva
_ENDS_IN = re.compile(
    r"(?:(?<=\bAsia)|(?<=\bAmerica)|(?<=\bAfrica))\s+and\s+the\s+(?:Pacific|Caribbean|Sahel)\b|,\s+Particularly\s+in\s+Africa\b"
    r"|(?<=\bUnited Nations Office)\s+at\s+(?:Geneva|Vienna|Nairobi)\b"
)
# the Group | of 77 and China, of Friends
_NUMBERED = re.compile(r"(?<=\bGroup)\s+of\s+\d+(?:\s+and\s+China)?")
# Committee on Security Questions | in Central Africa: the region is part of the name
_REGION = re.compile(
    r"\s+in\s+(?:(?:the )?(?:Central|West|Western|East|Eastern|North|Northern|South|Southern|South-East|Latin)\s+)?"
    r"(?:Africa|Asia|America|Europe)(?:\s+and\s+the\s+(?:Caribbean|Pacific))?\b"
)
_OF_REGION = re.compile(
    r"(?:Centre|Committee|Commission|Conference|Council|Network|Forum|Group|Envoy|Representative)\b.* (?:on|for) "
)
# the United Nations Interim Force | in Lebanon
_FIELD = re.compile(
    r"(?:United Nations|African Union)\b.* (?:Mission|Force|Operation|"
    r"(?:Integrated|Political|Peacebuilding|Support) Office)(?: for (?:the )?[A-Z]\w+)?$"
)
_COUNTRY = re.compile(r"\s+in\s+(?=(?:the\s+)?[A-ZÀ-Ý])(?:the\s+)?")


# behind a space, the first letters of the words that the patterns above begin with
_GOES_ON_WITH = "awi(to"


def names(text: str, start: int = 0) -> Iterator[tuple[int, int]]:
    """The places of the full names of a text, in their order."""
    for match in NAME.finditer(text, start):
        begin, end = match.span()
        yield begin, whole_end(text, begin, end)


def whole_end(text: str, start: int, end: int) -> int:
    """Where the name that the words ``[start, end)`` begin ends: "Conference on Prevention of Crimes | against Humanity"."""
    if not text.startswith((" ", ",", "\n"), end):
        return end
    after = text[end + 1 : end + 2]
    if text[end] == " " and after not in _GOES_ON_WITH and not after.isspace():
        return end
    further = _CRUEL.match(text, end) if text[end] == "," else _GOES_ON.match(text, end)
    if further is None and text.startswith(("Conference", "Meeting", "Assembly"), start) and text.endswith("arties", start, end):
        further = _OF_PARTIES.match(text, end)
    if further:
        goes_on = NAME.match(text, further.end())
        return whole_end(text, start, goes_on.end()) if goes_on else end
    if text.endswith("Group", 0, end) and (numbered := _NUMBERED.match(text, end)):
        return numbered.end()
    if not text.find(" ", start, end) > 0:
        return end
    if tail := _ENDS_IN.match(text, end):
        return tail.end()
    if text.startswith("in", end + 1):
        return _place_end(text, end, " ".join(text[start:end].split()))
    return end


def _place_end(text: str, end: int, name: str) -> int:
    """Where a name ends that a region or a country belongs to: no known office, which works in many of them."""
    if _OF_REGION.search(name) and name.casefold() not in _known() and (region := _REGION.match(text, end)):
        return region.end()
    if _FIELD.match(name) and (country := _COUNTRY.match(text, end)):
        place = NAME.match(text, country.end())
        return place.end() if place else end
    return end


@cache
def _known() -> frozenset[str]:
    return frozenset(name.casefold() for entry in bodies() for name in (entry.name, *entry.former))
