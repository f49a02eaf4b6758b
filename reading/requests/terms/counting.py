"""How many of a thing are asked for: "two briefings", "an oral and a written report", "reports, namely a report on A and a report on B"."""

import re

from domain.instrument import Deliverable, DeliverableKind
from reading.lexicon import SMALL_NUMBERS, table
from reading.requests.terms.asked import COUNTS, GATHERED, Asked
from reading.requests.terms.things import Thing

_DOUBTFUL = frozenset(table("slots")["deliverables"]["doubtful"])
_MASS = frozenset({"analysis", "assessment", "evaluation", "review"})
_CARRYING_OUT = frozenset({"conduct", "undertake", "carry"})
_ONE_IN_S = frozenset(
    {"analysis", "congress", "synthesis", "synopsis", "atlas", "round of informal consultations", "round of consultations"}
)


_ORDINAL = r"(?:first|second|third|[a-z-]+(?:th|first|second|third))"
_NUMBERED = re.compile(rf"{_ORDINAL} and {_ORDINAL} (?=[a-z ]{{0,40}}$)")


def how_many(thing: Thing) -> int | None:
    """How many are asked for; ``None`` for a plural without a number."""
    if thing.version:
        return COUNTS.get(thing.det, 1)  # "a series of three workshops", "an updated version of the report"
    if thing.kind in GATHERED and thing.noun.endswith("s") and _NUMBERED.match(thing.mods):
        return 2  # "convene the fourth and fifth sessions"
    return _count(thing.det, thing.mods, thing.noun, thing.kind) or _listed_behind(thing.text[thing.end :], thing.noun)


def _count(det: str, mods: str, noun: str, kind: DeliverableKind) -> int | None:
    """How many; ``None`` for a plural without a number, which is nothing countable (recommendations and updates are one)."""
    number = COUNTS.get(det) or next((COUNTS[w] for w in mods.casefold().split() if w in COUNTS and w not in ("a", "an")), None)
    if noun.endswith("s") and noun not in _ONE_IN_S and det not in ("a", "an", "one"):
        if number and number > 1:
            return number
        return 1 if kind in (DeliverableKind.RECOMMENDATIONS, DeliverableKind.UPDATE) else None
    if kind is DeliverableKind.OTHER and det in ("", "further", "additional", "regular") and (noun in _MASS or noun in _DOUBTFUL):
        return None  # "provide policy analysis and support"
    return number or 1


def _listed_behind(rest: str, noun: str) -> int | None:
    """ "reports, namely a report on A and a report on B": a plural whose members are named is as many as they are."""
    named = re.search(r"\b(?:namely|as follows|i\.e\.)", rest) if noun.endswith("s") else None
    one = re.escape(noun.removesuffix("s"))
    return len(re.findall(rf"\ban? (?:[\w-]+ ){{0,3}}{one}\b", rest[named.end() :])) or None if named else None


# an oral and | a written report
_PAIR = re.compile(
    r"^[a-z]+ an? (?:oral|written|verbal|first|second|third|fourth|fifth|interim|initial|preliminary|mid-?term|annual|biennial|national|"
    r"regional|global|subregional|progress|narrative|financial|technical|public|short|summary|comprehensive|detailed|general|"
    r"consolidated) and$"
)
# one organizational and | three substantive sessions
_AND_SO_MANY = re.compile(r"(?:^[a-z]+|,) (an?|one|two|three|four) [a-z-]+ and$")
# a midterm update to the Committee and | a final report to the Council: either may be meant
_ANOTHER = re.compile(
    r"(?:,|,? and|,? or) (?:by [^,;]{3,40} |no later than [^,;]{3,40} )?(?:an?|one|two|three|four) (?:[\w-]+ ){0,3}"
    r"(?:report|update|briefing|"
    r"meeting|conference|plan|strategy|study|summary|assessment|review|proposal|framework|mechanism|workshop|seminar|handbook|list|"
    r"programme|survey|analysis|note|paper|guide|manual|database|recommendations|proposals|dialogue|event|session|hearing|website|"
    r"task force|committee|group|panel|segment|exhibition)s?\b"
)


def counted(thing: Thing, count: int) -> Asked:
    """The thing with its number, and with the further ones that are named beside it: "an oral and a written report"."""
    pair = count == 1 and thing.det in ("a", "an") and thing.before.endswith(" and") and _PAIR.search(thing.before) is not None
    listed = thing.kind in GATHERED or thing.noun == "reports"  # "three interim reports and one final report"
    if listed and thing.noun.endswith("s") and (before := _AND_SO_MANY.search(thing.before)):
        count += COUNTS[before[1]]
    if pair or listed or (count == 1 and not thing.noun.endswith("s")):
        count += pair + _further(thing.text[thing.end :], thing.noun)
    # "conduct a review of conditions": done or handed in
    done = thing.noun in _MASS and not _CARRYING_OUT.isdisjoint(thing.verbs)
    plain = thing.det in COUNTS and thing.noun not in _DOUBTFUL and not pair and not done
    sure = plain and _ANOTHER.search(thing.text, thing.end) is None
    return Asked(Deliverable(thing.kind, count), thing.start, thing.end, "deliverable.object", sure)


# a report, using one of the forms, including a nil report; a meeting, consisting of an opening meeting: kinds or parts of it
_KINDS_OF_IT = re.compile(
    r"\b(?:including|such as|using|inter alia|for example|whether|consist(?:s|ing)? of|comprising|"
    r"composed of|comprised of|made up of|featuring)\b"
    r"|, with\b"
)


# a session in New York and another in Geneva, a meeting followed by a second one
_ANOTHER_ONE = re.compile(
    r",? and another (?:(?:one|report|meeting|session|briefing|update) )?(?:in|at|on|for|to|by)\b"
    r"|, followed by a second (?:one|meeting|session)\b"
)


_SO_MANY = "one|" + "|".join(SMALL_NUMBERS)


def _further(rest: str, noun: str) -> int:
    """ "an interim report by 1 December, a final report by 1 May": each further one with an article of its own counts."""
    own = _KINDS_OF_IT.split(rest, maxsplit=1)[0]
    one = re.escape(noun)
    another = 1 if _ANOTHER_ONE.search(own) else 0
    # three regional meetings and | one global meeting
    # | an organizational meeting and | three substantive sessions
    same = "(?:meeting|session)" if noun.removesuffix("s") in ("meeting", "session") else one.removesuffix("s")
    others = re.findall(
        rf"(?:,|,? and) (?:up to |at least )?({_SO_MANY}) (?:(?!(?:of|in|for|to|at)\b)[\w-]+ ){{1,3}}{same}s?\b", own
    )
    if others or noun.endswith("s"):
        return sum(COUNTS[number] for number in others) + another
    dated = (
        rf"(?:,|,? and),? (?:by|no later than|not later than|before|at|in|during) [^,;]{{3,60}}?,? an? (?:[\w-]+ ){{0,3}}{one}\b"
    )
    return len(re.findall(rf"(?:,|,? and) an? (?:(?:[\w-]+,? ){{1,3}}{one}\b|{one} (?:on|to)\b)|{dated}", own)) + another
