"""Time expressions in a paragraph: where they stand, what they say, and the days they come to.

``find_dues`` gives those that can be a duty's limit; ``find_times`` gives all, each with the reason why it may be none.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from domain.instrument import Due, SessionRef
from domain.time import assembly
from domain.time.numbers import ordinal
from domain.time.phrases import (
    Anniversary,
    Bound,
    Day,
    Delay,
    Event,
    Month,
    Phrase,
    Range,
    Recurring,
    Relation,
    Session,
    Vague,
    Year,
)
from domain.time.resolve import Context, resolve
from domain.time.sessions import SessionCalendar
from domain.time.working import WorkingCalendar
from reading.due import around, asides, gatherings, its
from reading.due.certainty import in_doubt
from reading.due.events import on_events
from reading.due.found import FoundDue
from reading.due.gatherings import Gathering
from reading.due.narrowing import confirmed, narrowed, of_one_year
from reading.due.parse import LONGEST, Key, longest
from reading.due.pointing import pointing_back
from reading.due.signs import word_starts
from reading.due.tokens import Token, cut
from reading.due.vague import vague
from reading.lexicon import words

_EMPTY = SessionCalendar()


@dataclass(frozen=True)
class DueContext:
    """What is known of the text that the paragraph stands in. ``its_body`` says whose "its" is: a body, or a function from an
    offset in the paragraph to one; where it answers ``None`` the body is looked for in the paragraph itself. ``as_known_on``
    overrides the adoption day as the day whose knowledge counts. ``symbol`` is the document's, and tells its body for certain.
    ``named`` gives the name that a short form at an offset stands for ("the Commission"), ``gatherings`` the conferences and meetings
    whose days the text prints."""

    adopted: date | None = None
    body: str | None = None
    session: int | None = None
    its_body: Callable[[int], str | None] | str | None = None
    calendar: SessionCalendar = _EMPTY
    as_known_on: date | None = None
    working_days: WorkingCalendar | None = None
    symbol: str | None = None
    named: Callable[[str, int], str] | None = None
    gatherings: tuple[Gathering, ...] = ()


def find_dues(text: str, context: DueContext) -> list[FoundDue]:
    """The expressions of ``text`` (a repaired paragraph) that can be the limit of a duty, in the order in which they stand."""
    return [found for found in find_times(text, context) if found.aside is None]


def find_times(text: str, context: DueContext) -> list[FoundDue]:
    """Every time expression of ``text``, in order, without overlaps; those that are no limits have their ``aside``."""
    body = context.calendar.home(context.body, context.symbol)
    session = context.session or _assemblys(body, context)
    if body != context.body or session != context.session:  # of most paragraphs they stand in the context as they are
        context = replace(context, body=body, session=session)
    found: list[FoundDue] = []
    that: SessionRef | None = None
    places = list(_merged(sorted(_phrases(text, context), key=lambda place: (place[0], -place[1]))))
    for start, end, phrase in of_one_year(text, places):
        one = _found(text, start, end, phrase, context, that)
        if found and found[-1].aside and text[found[-1].end : start].strip() == "and" and text[start].isdigit():
            one = replace(one, aside=found[-1].aside)  # "budgets for 2020-2021 and | 2022-2023": what holds of the first
        that = (one.due.session if one.due else None) or that
        found.append(one)
    found = confirmed(narrowed(text, found))
    pointing = list(pointing_back(text, found))
    return sorted([*found, *pointing], key=lambda one: one.start) if pointing else found


# A/RES/79/252 | A/79/L.5: the session stands in the symbol
_NUMBERED = re.compile(r"A/(?:RES/|DEC/)?(\d{2})/")


def _assemblys(body: str | None, context: DueContext) -> int | None:
    """The General Assembly's session that a text of its own is of, where its head prints none: by its symbol, or by its day."""
    if body != assembly.NAME:
        return None
    if (numbered := _NUMBERED.match(context.symbol or "")) is not None:
        return int(numbered[1])
    return assembly.session_on(context.adopted) if context.adopted else None


Place = tuple[int, int, Phrase]


def _phrases(text: str, context: DueContext) -> Iterator[Place]:
    known = list(gatherings.mentions(text, context.gatherings, context.named))
    yield from known
    for tokens in cut(text, context.calendar):
        for start, end, phrase in _parsed(tokens):
            whole = around.hung_on_event(text, start, phrase, context.adopted)
            yield (whole[0], end, whole[1]) if whole else (start, end, phrase)
    begun, starts = {start for start, _, _ in known}, word_starts(text)
    yield from (place for place in (*on_events(text, starts), *vague(text, starts)) if place[0] not in begun)
    yield from around.year_after_adoption(text, context.adopted)
    yield from asides.adjectives(text)
    yield from asides.anniversaries(text)


def _parsed(tokens: list[Token]) -> Iterator[Place]:
    at = 0
    keys = tuple((token.type, token.value) for token in tokens)
    while at < len(tokens):
        best = longest(_head(keys, at)) if tokens[at].type in _OPENING else None
        if best is None:
            at += 1
            continue
        taken, phrase = best
        yield tokens[_behind_its_length(keys, at, taken, phrase)].start, tokens[at + taken - 1].end, phrase
        opening, at = keys[at], at + taken
        while more := _another(keys, at, opening, phrase):
            yield tokens[at + 1].start, tokens[at + more[0]].end, more[1]
            at += 1 + more[0]


def _behind_its_length(keys: Key, at: int, taken: int, phrase: Phrase) -> int:
    """Of "for three weeks | from 25 January to 12 February 2027" the second part carries the time: where it begins."""
    if keys[at][0] != "FOR" or not (isinstance(phrase, Bound) and isinstance(phrase.time, Range)):
        return at
    kinds = [kind for kind, _ in keys[at : at + taken]]
    begun = next((i for i, kind in enumerate(kinds) if kind in ("FROM", "STARTING", "BEGINNING")), 0)
    return at + begun if "UNIT" in kinds[:begun] else at


def _another(keys: Key, at: int, opening: tuple[str, str], phrase: Phrase) -> tuple[int, Phrase] | None:
    """A second time that hangs on the same preposition: "by 4 July 2024 and 3 January 2025". How many terminals it takes."""
    if (
        at >= len(keys)
        or keys[at][0] != "AND"
        or not isinstance(phrase, Bound)
        or not isinstance(phrase.time, Day | Range | Session)
    ):
        return None
    rest = _head(keys, at + 1)
    best = longest(rest if rest and rest[0] == opening else (opening, *rest))
    if best is None or not isinstance(best[1], Bound) or type(best[1].time) is not type(phrase.time):
        return None
    return best[0] - (rest[0] != opening), best[1]


def _head(keys: Key, at: int) -> Key:
    end, last = at, min(len(keys), at + LONGEST)
    while end < last and keys[end][0] != "OTHER":
        end += 1
    return keys[at:end]


_OPENING = words("""
    BY NOT_BEFORE NO NOT UNTIL UP BEFORE PRIOR IN AHEAD AT ON DURING THROUGHOUT OF TO WITHIN FOR FROM EFFECTIVE STARTING BEGINNING AS
    WITH AFTER FOLLOWING ENDING CARD A EVERY ONCE TWICE BETWEEN EARLY LATE TOWARDS REC_ADV
""")
"""The terminals that an expression can begin with."""


def _merged(places: list[Place]) -> Iterator[Place]:
    """Without overlaps, the first one staying."""
    end = -1
    for place in places:
        if place[0] >= end:
            yield place
            end = place[1]


def _found(text: str, start: int, end: int, phrase: Phrase, context: DueContext, that: SessionRef | None) -> FoundDue:
    expression = " ".join(text[start:end].split())
    recurrence = phrase.recurrence if isinstance(phrase, Recurring) else None
    if isinstance(phrase, Recurring) and phrase.start is None:
        return FoundDue(start, end, phrase, None, recurrence, asides.of_recurrence(text, start, end))
    if isinstance(phrase, Delay) and phrase.after is None and (event := asides.counted_from(text, start, end, expression)):
        phrase = replace(phrase, after=Event(event))
    if isinstance(phrase, Bound) and isinstance(phrase.time, Day | Month) and asides.extended(text, start):
        phrase = replace(phrase, relation=Relation.BY)
    if isinstance(phrase, Bound) and isinstance(phrase.time, Day | Month) and _OF_ANOTHER_YEAR.match(text, end):
        phrase = Vague(expression, event=True)
    if (still := _anniversarys_own_year(phrase, context.adopted)) is not None:
        phrase = Bound(Relation.WITHIN, still)
    if isinstance(phrase, Bound) and isinstance(phrase.time, Session):
        phrase = replace(phrase, time=its.first_of(text, start, end, phrase.time, context.body, context.calendar))
    read = Context(
        context.adopted, context.body, context.session, context.calendar, _its(text, start, phrase, context), context.as_known_on,
        that, context.working_days,
    )  # fmt: skip
    due = _without_part(resolve(phrase, read, expression), phrase)
    if still is not None or _NEARLY.search(text, max(0, start - 8), start + 7) or gatherings.taken_part_in(text, start, phrase):
        due = replace(due, optional=True)
    aside = asides.of_time(text, start, end, phrase, due, read)
    return FoundDue(start, end, phrase, due, recurrence, aside, in_doubt(due.working))


def _anniversarys_own_year(phrase: Phrase, adopted: date | None) -> Year | None:
    """ "the seventy-fifth anniversary of the United Nations in 2020", adopted in 2019: the year in which it falls, for what has an
    anniversary was there before; and so where it would fall far ahead: "the fortieth anniversary of the Group in 2018"."""
    time = phrase.time if isinstance(phrase, Bound) else None
    if not isinstance(time, Anniversary) or time.year is None or adopted is None:
        return None
    before = time.year < adopted.year and time.year + time.number <= adopted.year + _ANNIVERSARIES_AHEAD
    return None if before else Year(time.year)


_ANNIVERSARIES_AHEAD = 10


# by 15 June | of the year preceding the budget period
_OF_ANOTHER_YEAR = re.compile(
    r"\s+of\s+the\s+(?:(?:following|next|subsequent|preceding|previous)\s+(?:calendar\s+)?year|year\s+(?:preceding|before|following|after|prior))\b"
)
# on or around 13 September: the day is only about the right one
_NEARLY = re.compile(r"\baround\b")


def _without_part(due: Due, phrase: Phrase) -> Due:
    """A due in one part of a session that no calendar divides: the reason says that it is the part whose days aren't known."""
    session = session_in(phrase)
    if due.session is None or due.resolved or session is None or not session.part.partition(" ")[2]:
        return due
    whole = f"the {ordinal(due.session.number)} session of the {due.session.body}"
    return replace(due, reason=f"No calendar holds the {session.part} of {whole}. Give the obligation a date.")


def _its(text: str, start: int, phrase: Phrase, context: DueContext) -> str | None:
    """Whose session it is, where the phrase doesn't say."""
    session = session_in(phrase)
    if session is None or session.body:
        return None
    given = context.its_body(start) if callable(context.its_body) else context.its_body
    owner = given if given is not None else its.body(text, start, session, context.body, context.session, context.calendar)
    if owner and context.named and not context.calendar.canonical(owner, context.body) and not context.calendar.numbers(owner):
        return context.named(owner, start)
    return owner


def session_in(phrase: object) -> Session | None:
    """The session that a phrase speaks of, or ``None``."""
    if isinstance(phrase, Session):
        return phrase
    if isinstance(phrase, Recurring):
        return session_in(phrase.start)
    if isinstance(phrase, Bound):
        return session_in(phrase.time)
    if isinstance(phrase, Delay):
        return session_in(phrase.after)
    return session_in(getattr(phrase, "of", None)) if hasattr(phrase, "of") else None
