"""Lists of names: where one ends and the next begins, and what belongs to several of them at once."""

import re
from functools import cache

from reading.lexicon import ACTOR_HEADS, OFFICER_HEADS, bodies, table
from reading.lexicon.either import either
from reading.requests.parties.actors import head
from reading.requests.parties.joints import Joint
from reading.requests.parties.partings import parts
from reading.requests.sentences.phrases import Phrase

# donors, | as well as | the Fund; | States, inter alia,
_AND = re.compile(
    r",?\s+(?:and|as well as|and also|or|together with)\s+(?:also\s+|to\s+(?=the\b|all\b))?|;\s*|,\s+(?:inter alia,\s+)?"
)


@cache
def protected() -> re.Pattern[str]:
    """Names that hold an "and" or a comma: they are taken whole when a list is split."""
    names = [n for body in bodies() for n in (body.name, *body.former) if " and " in n or "," in n]
    names += table("grammar")["lists"]["states"]
    return re.compile(either(names))


def split(phrase: Phrase) -> list[Phrase]:
    """The single names of a list: ``Member States and other relevant stakeholders`` gives two.

    A list splits where its left part is a whole name and its right part has a head that can act. Nouns of one family under one
    "of" ("funds, programmes and specialized agencies of the United Nations system") stay together.
    """
    text = phrase.text
    shield = protected().sub(lambda m: re.sub(r"[ ,]", "_", m[0]), text) if " and " in text else text
    cuts, begin = [], 0
    for match in _AND.finditer(shield):
        if parts(Joint.at(shield[begin : match.start()], match[0], shield[match.end() :])):
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
    r"(?!the |all |those |any |its |others )[^,]*s\b[^,]* (?:(?:that|which|who) "
    r"(?:(?:have|has|do|did) not (?:yet |already |so far )?|are not (?:yet|already) )[a-z]+"
    r"|not (?:yet|currently|already|so far) [a-z]+ing\b|(?:that are |who are )?(?:not )?(?:yet )?in a position to (?:do so|contribute)$)"
)
# the Secretary-General and donors in a position to do so: no limit of his; nor has a group two
_OWN_LIMIT = re.compile(r" (?:that|which|who|in a position) |^\s*the |, (?:the|all) |^[^,]*[^s,]$")


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
    if match["role"] == "Chairs":  # who sit together: one name for them
        return [f"{', the '.join(names[:-1])} and the {names[-1]}"]
    role = re.sub(r"\w+$", lambda m: _ONE_ROLE.get(m[0], m[0]), match["role"])
    return [f"{role} of {match['the'] or ''}{body}" for body in (match["body"], *names[1:])]


# UNICEF | UN-Women
_ACRONYM = re.compile(r"[A-Z]{2,}(?:-[A-Z][a-z]+)?")


def _is_body(name: str) -> bool:
    noun = head(name)
    if _ACRONYM.fullmatch(name):
        return True
    return name[:1].isupper() and noun in ACTOR_HEADS and noun not in OFFICER_HEADS and not noun.endswith("s")
