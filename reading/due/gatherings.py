"""Conferences and meetings whose days the text itself prints, and where it speaks of them: "Decides to hold the Fifteenth Congress in
Vienna from 25 to 30 April 2026" in one paragraph, "prior to the commencement of the Congress" in another."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from domain.time.numbers import read_number
from domain.time.phrases import Bound, Day, Delay, Duration, Event, Phrase, Range, Relation, Time
from reading.due.certainty import OF_THIS_TEXT
from reading.due.signs import holds_one
from reading.due.values import PrintedGathering
from reading.due.words import MONTH_NAMES, MONTHS

_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,\s+)?"
_NOUN = r"(?:[Cc]onference|[Cc]ongress|[Ss]ummit|[Ff]orum|[Mm]eeting)"
_NOT_ITS_OWN = r"(?!(?:which|who|where|session|sessions|meets?|report|preparatory|preceded|following|before|after|prior|and)\b)"
# the ninth Biennial Meeting of States | to be held in Vienna, | from 1 to 5 June 2026
_PRINTED = re.compile(
    rf"\b(?:the|an?|its)\s+(?P<name>(?:(?!(?:of|for|to|in|on|at|and|report)\b)[\w’-]+\s+){{0,7}}?(?P<noun>{_NOUN}))\b"
    rf"(?P<matter>\s+(?:of|on|to|for)\s+(?:(?:{_NOT_ITS_OWN}[\w’-]++(?:,(?=\s[A-Z]))?|and(?=\s[A-Z]))\s+){{0,36}}?"
    rf"{_NOT_ITS_OWN}[\w’-]++)??"
    r"(?:,?\s+(?:shall|will|should|to)\s+(?:be\s+held|be\s+convened|take\s+place))?"
    r"(?:,?\s+(?:in|at)\s+(?:[A-Z][\w’.-]*+,?\s?(?:of\s+|and\s+|the\s+){0,2}){1,8})?,?\s*"
    rf"(?:\bfrom\s+{_WEEKDAY}(?P<first>\d{{1,2}})(?:\s+(?P<month>{MONTH_NAMES}))?,?\s+to\s+|"
    rf"\bon\s+(?:{_WEEKDAY}(?P<first_of>\d{{1,2}})(?:\s+(?P<month_of>{MONTH_NAMES}))?,?\s+and\s+)?){_WEEKDAY}(?P<last>\d{{1,2}})\s+(?P<last_month>{MONTH_NAMES})\s+(?P<year>\d{{4}})"
)
_MENTIONED = re.compile(
    r"\b(?:(?:(?:at\s+least|(?:no|not)\s+later\s+than|within)\s+)?(?P<count>[a-z]+(?:-[a-z]+)?|\d{1,3})\s+"
    r"(?P<unit>day|week|month|year)s?\s+(?=before|prior|in\s+advance|ahead|after|following)"
    r"|(?<!days )(?<!weeks )(?<!months )(?<!years )(?<!hours ))"
    r"(?:(?P<how>at|during|by(?=\s+the\s+(?:commence|open|begin|start|end|clos|concl))|(?:no|not)\s+later\s+than|before|prior\s+to|"
    r"in\s+advance\s+of|ahead\s+of|in\s+time\s+for|after|following)"
    r"|(?P<receiver>to))\s+(?:the\s+(?P<part>commencement|opening|beginning|start|holding|convening|conclusion|end|close|closure)\s+of\s+)?"
    rf"the\s+(?P<which>(?:(?!(?:of|for|to|in|on|at|and)\b)[\w’-]+\s+){{0,6}}?)(?P<noun>{_NOUN})\b(?!-)"
    rf"(?:\s+of\s+(?:the\s+)?[A-Z][\w’-]*)?(?:\s+(?P<time>in\s+(?P<year>\d{{4}}))\b)?"
)
_BEFORE = ("before", "prior", "ahead", "in")
_STARTS = ("commencement", "opening", "beginning", "start")
_ENDS = ("conclusion", "end", "close", "closure")
_NO_NAME = frozenset({"said", "above-mentioned", "forthcoming", "upcoming", "present"})


@dataclass(frozen=True, slots=True)
class Gathering:
    """One gathering: its noun in small letters, the other words of its name with and without what it is about, its first and last day,
    and where these are printed."""

    noun: str
    words: frozenset[str]
    name: frozenset[str]
    first: Day
    last: Day
    paragraph: str


def printed(texts: Sequence[tuple[str, str | None]], adopted: date | None) -> tuple[Gathering, ...]:
    """The gatherings to come whose days the ``texts`` (each with its paragraph number) print."""
    found: dict[tuple[str, Day], Gathering] = {}
    for text, paragraph in texts:
        if not (paragraph and (" from " in text or " on " in text) and holds_one(text, _NOUNS) and holds_one(text, _MONTHS)):
            continue
        for match in _PRINTED.finditer(text):
            year, last_month = int(match["year"]), MONTHS.index(match["last_month"].casefold()) + 1
            last = Day(int(match["last"]), last_month, year)
            first = Day(
                int(match["first"] or match["first_of"] or last.day),
                MONTHS.index((match["month"] or match["month_of"] or match["last_month"]).casefold()) + 1,
                year,
            )
            if adopted is None or (year, last_month, last.day) >= (adopted.year, adopted.month, adopted.day):
                noun, words = match["noun"].casefold(), _words(f"{match['name']} {match['matter'] or ''}")
                found.setdefault((noun, first), Gathering(noun, words - {noun}, _words(match["name"]), first, last, paragraph))
    return tuple(found.values())


_MONTHS = MONTH_NAMES.split("|")
_NOUNS = ("onference", "ongress", "ummit", "orum", "eeting")


def _words(text: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in text.split() if len(word) > 3) - _NO_NAME


def mentions(
    text: str, gatherings: Sequence[Gathering], named: Callable[[str, int], str] | None
) -> Iterator[tuple[int, int, Phrase]]:
    """Times that hang on one of the ``gatherings``. ``named`` gives the name that a short form at an offset stands for."""
    for match in _MENTIONED.finditer(text) if gatherings and holds_one(text, _NOUNS) else ():
        meant = _meant(match, gatherings, named)
        if meant is None or (match["receiver"] and not match["time"]):
            continue
        relation = Relation.WITHIN if match["receiver"] else _relation(match["how"].split()[0], match["part"])
        days = _part(meant, match["part"], relation)
        called = f"the {' '.join(match['which'].split())} {match['noun']}".replace("  ", " ")
        event = PrintedGathering(f"{called} (paragraph {meant.paragraph} {OF_THIS_TEXT})", days)
        if match["unit"]:
            if (counted := _counted(match, relation, event)) is not None:
                yield match.start(), match.end(), counted
            continue
        yield match.start("time") if match["receiver"] else match.start(), match.end(), Bound(relation, event)


def _part(gathering: Gathering, part: str | None, relation: Relation) -> Time:
    """ "at the opening of the Conference" is its first day, "at the end" its last."""
    if part in _ENDS and relation is Relation.WITHIN:
        return gathering.last
    if part in _STARTS and relation in (Relation.WITHIN, Relation.BY):
        return gathering.first
    return Range(gathering.first, gathering.last)


def _counted(match: re.Match[str], relation: Relation, event: Event) -> Delay | None:
    """ "no later than three months before the Conference"."""
    count = cardinal(match["count"])
    if count is None:
        return None
    return Delay(Duration(count, f"{match['unit']}s"), event, Relation.BEFORE if relation is Relation.BEFORE else Relation.BY)


def cardinal(printed: str) -> int | None:
    """How many "three", "3" or "a" are; ``None`` for any other word."""
    if printed.isdigit():
        return int(printed)
    if printed in ("a", "an"):
        return 1
    number = read_number(printed)
    return number.value if number and not number.ordinal else None


def _meant(match: re.Match[str], gatherings: Sequence[Gathering], named: Callable[[str, int], str] | None) -> Gathering | None:
    """The one gathering that can be meant, or ``None``."""
    noun, which = match["noun"].casefold(), _words(match["which"])
    fitting = [
        one
        for one in gatherings
        if one.noun == noun and which <= one.name and (not match["year"] or int(match["year"]) == one.last.year)
    ]
    if len(fitting) != 1:
        return None
    if not which and match["noun"][0].isupper() and named:
        full = _words(named(match["noun"], match.start("noun"))) - {noun}
        if not (full <= fitting[0].words or fitting[0].words <= full):
            return None
    return fitting[0]


# make available at the Conference, for adoption | at the Conference: what is done there; being represented there is not done by a day
_DONE_THERE = re.compile(
    r"\b(?:present|submi|launch|adopt|consider|report|announc|deliver|introduc|distribut|circulat|available|convene|organiz|agree|decid|elect"
    r"|review|display|brief|conven|hold)[^.;,]{0,140}$"
)


_ATTENDED = re.compile(r"\b(?:participat\w+|attend\w*|represent\w+)\b[^.;,]{0,60}$")


def taken_part_in(text: str, start: int, phrase: Phrase) -> bool:
    """Whether a gathering at ``start`` is rather where something is than when it is due: "to be represented at the Conference"."""
    event = phrase.time if isinstance(phrase, Bound) and phrase.relation is Relation.WITHIN else None
    if not isinstance(event, PrintedGathering) or text.startswith("in ", start):
        return False
    before = text[max(0, start - 150) : start]
    return _DONE_THERE.search(before) is None or _ATTENDED.search(before) is not None


def _relation(how: str, part: str | None) -> Relation:
    if how in _BEFORE:
        return Relation.BY if part in _ENDS else Relation.BEFORE
    if how in ("by", "no", "not"):
        return Relation.BY
    return Relation.AFTER if how in ("after", "following") else Relation.WITHIN
