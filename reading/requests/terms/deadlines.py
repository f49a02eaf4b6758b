"""Which of a paragraph's time expressions is the limit of which duty.

A time is a limit where it hangs on the thing to be done ("to submit by May 2017 a report") or on the addressee's aside ("in his
report to the Committee at its twentieth session, to provide"). Inside the thing ("the goal of ending hunger by 2030"), in a relative
clause or in what a document is called it is none.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from domain.time.phrases import Bound, Delay, Range, Relation, Vague, Year
from reading.due import FoundDue
from reading.due.asides import OVER
from reading.due.find import session_in
from reading.lexicon import BINDING, table, words
from reading.requests.sentences.frames import Frame, Mode
from reading.requests.sentences.phrases import Phrase, Sentence
from reading.requests.terms.belonging import of_something_else

_DATED = words(table("grammar")["deadlines"]["dated"])
_SESSION = timedelta(days=400)  # a session that is under way at the adoption began at most a year and some weeks before


@dataclass(frozen=True, slots=True)
class Deadline:
    """The time expression chosen, by which rule, and whether it is beyond doubt."""

    found: FoundDue
    rule: str
    sure: bool


def choose(
    sentence: Sentence, frame: Frame, times: list[FoundDue], adopted: date | None, asked_in: Phrase | None = None
) -> Deadline | None:
    """The limit of one frame's duty among the paragraph's times, or ``None``.

    ``asked_in`` is the one of the things to be done that yields the deliverable: of vague times one within it goes before the others; of
    two that are firm the first is the limit.
    """
    named = _agenda(sentence, frame, times)
    if named is not None:
        return named
    within = [t for t in times if frame.act.end <= t.start and t.end <= frame.scope.end and t.due is not None]
    candidates = [t for t in within if _may_limit(sentence, frame, t, adopted)]
    if frame.verb_at is not None and (behind := [t for t in candidates if t.start >= frame.verb_at]):
        dated = [t for t in candidates if t.start < frame.verb_at and t.due and t.due.resolved]
        candidates = [t for t in behind if not _met_for(sentence, t)] or dated or behind
    firm = [t for t in candidates if t.due and not t.due.optional]
    for group in (firm, candidates):
        if group:
            of_deliverable = [t for t in group if _of_deliverable(sentence, t, asked_in)]
            among = of_deliverable if of_deliverable and group is not firm else group
            first = next((t for t in among if not _under_way(t, adopted) or _right_behind(frame, t)), among[0])
            first = _tighter(sentence, within, _no_later_than(sentence, among, _starting(among, first)))
            resolved = first.due is not None and first.due.resolved
            rule = "due.vague" if group is not firm else "due.resolved" if resolved else "due.unresolved"
            sure = rule == "due.resolved" and len(firm) == 1 and _beyond_doubt(sentence, frame, first, adopted)
            return Deadline(first, rule, sure and (first in of_deliverable or _binding(frame, first)))
    return None


def _met_for(sentence: Sentence, time: FoundDue) -> bool:
    """Whether a time of which no day is known is only what is met for: "in 2019, the Board shall meet | for its first session"."""
    return sentence.text.startswith("for ", time.start) and time.due is not None and not time.due.resolved


def _starting(among: list[FoundDue], first: FoundDue) -> FoundDue:
    """Of "for a period of three years, beginning in 2022" the start: what is asked for is due then for the first time."""
    behind = next((t for t in among if first.end < t.start <= first.end + 2), None)
    if behind is None or not isinstance(first.phrase, Delay) or not isinstance(behind.phrase, Bound):
        return first
    return behind if behind.phrase.relation is Relation.FROM else first


# well before the Conference, | and no later than | 1 March: the day limits it, wherever the Conference is
_AT_THE_LATEST = re.compile(
    r",? ?(?:(?:and|but|or),? )?(?:(?:preferably|if possible|in any (?:case|event)|at any rate|at the latest),? )?$"
)


def _no_later_than(sentence: Sentence, among: list[FoundDue], first: FoundDue) -> FoundDue:
    """Of an event without days and a limit that stands right behind it the limit."""
    behind = next((t for t in among if t.start > first.end), None)
    if behind is not None and _told_of(sentence, first) and _is_limit(behind) and behind.start <= first.end + 2:
        return behind
    if behind is None or first.due is None or first.due.resolved or behind.due is None or not behind.due.resolved:
        return first
    if _of_its_session(sentence, first, behind):
        return behind
    event = isinstance(first.phrase, Vague)
    return behind if event and _is_limit(behind) and _AT_THE_LATEST.match(sentence.quiet[first.end : behind.start]) else first


def _is_limit(time: FoundDue) -> bool:
    """Whether a time says by when: "no later than 1 March", "before the Conference"."""
    return isinstance(time.phrase, Bound) and time.phrase.relation in (Relation.BY, Relation.BEFORE)


# report on expenditure | during the period from July to December 2021 | no later than 31 January 2022: the years that are told of
_REPORTING = re.compile(r"\b(?:report|information|data|statistics|update|account)s? (?:[a-z]+ )?on [^,;]*$")


def _told_of(sentence: Sentence, time: FoundDue) -> bool:
    """Whether a period is that of what is reported on."""
    period = isinstance(time.phrase, Bound) and isinstance(time.phrase.time, Range | Year) and not _is_limit(time)
    return period and _REPORTING.search(sentence.quiet, max(0, time.start - 160), time.start) is not None


def _of_its_session(sentence: Sentence, first: FoundDue, behind: FoundDue) -> bool:
    """ "at the first meeting | of its seventy-sixth session": a meeting without days lies in the session that is named with it."""
    named = behind.start <= first.end + 1 and sentence.text.startswith("of ", behind.start)
    return named and isinstance(first.phrase, Bound) and session_in(behind.phrase) is not None


# at its seventy-sixth session|, a dialogue, to be held at Headquarters | on 22 April 2022
_HELD_ON = re.compile(
    r",? (?:an?|one|the) (?:[\w-]+ ){0,4}(?:meetings?|dialogue|debate|event|hearing|forum|session|discussion|conference|commemoration)\b"
    r"(?:(?! to (?!the |its )[a-z]+ |\b(?:held|on the|outcome)\b)[^;.])*?"
    r"(?:,? to (?:be (?:held|convened)|take place)(?: (?:in|at) [A-Z][^,;]{2,60})?)?,? $"
)


def _tighter(sentence: Sentence, times: list[FoundDue], first: FoundDue) -> FoundDue:
    """Of "at its seventy-sixth session, a one-day meeting, to be held on 22 April 2022" the day."""
    behind = next((t for t in times if t.start > first.end and t.aside is None), None)
    if behind is None or session_in(first.phrase) is None or not isinstance(behind.phrase, Bound) or session_in(behind.phrase):
        return first
    whole, part = first.due, behind.due
    if whole is None or part is None or not (whole.earliest and whole.latest and part.earliest and part.latest):
        return first
    lies_in = whole.earliest <= part.earliest and part.latest <= whole.latest
    return behind if lies_in and _HELD_ON.fullmatch(sentence.quiet[first.end : behind.start]) else first


def _may_limit(sentence: Sentence, frame: Frame, time: FoundDue, adopted: date | None) -> bool:
    """Whether a time may be the limit of the frame's duty: not that of another duty, of something else, or over."""
    if time.aside is not None and not (time.aside == OVER and _printed_limit(sentence, frame, time)):
        return False
    if _of_the_one_before(sentence, frame, time) or of_something_else(sentence, frame, time, adopted):
        return False
    if _past(time, adopted) and not _printed_limit(sentence, frame, time):
        return False
    if _lasts(sentence, frame, time) or _TREATED.match(sentence.text, time.start):
        return False
    return not any(p.start <= time.start < p.end and _OFFICER_OF.match(p.text) for p in frame.addressees)


def _beyond_doubt(sentence: Sentence, frame: Frame, time: FoundDue, adopted: date | None) -> bool:
    """Whether a time that is the only firm one is also beyond doubt the frame's limit, on days that are beyond doubt."""
    return not (
        time.in_doubt
        or _several(time)
        or _far(time, adopted)
        or _past(time, adopted)
        or " their " in f" {time.due.expression if time.due else ''} "
    ) and _limits(sentence, frame, time)


# requests A to report by 1 May, | and B to prepare a study: what B is to do has its own time; but "requests, by 1 May, A to .. and B to .."
_ASKED_TO = re.compile(r"\bto [a-z]+ ")


def _of_the_one_before(sentence: Sentence, frame: Frame, time: FoundDue) -> bool:
    before = time.start < frame.scope.start
    return before and _ASKED_TO.search(sentence.quiet, frame.act.end, time.start) is not None


# the President of the Assembly at its seventieth session: the time tells who is meant; but "the Commission at its sixtieth session"
_OFFICER_OF = re.compile(
    r"(?:the )?(?:\w+ )?(?:presidents?|chair\w*|co-\w+|vice-\w+|bureaux?|rapporteurs?|members?|states|parties|delegations|participants|"
    r"facilitators?|representatives?)\b",
    re.IGNORECASE,
)
# for consideration and adoption by the Conference at its session: when it is received, not when it is asked for
_RECEIVED = re.compile(r"\bfor (?:[a-z]+ )?(?:consideration|adoption|approval|decision|action)\b[^,;]*$")


def _of_deliverable(sentence: Sentence, time: FoundDue, asked_in: Phrase | None) -> bool:
    return (
        asked_in is not None
        and asked_in.start <= time.start < asked_in.end
        and _RECEIVED.search(sentence.quiet[asked_in.start : time.start]) is None
    )


# by 1 May | no later than | at its eightieth session: what can hardly be anything but a limit
_LIMIT = re.compile(
    r"(?:by|before|no later than|not later than|prior to|at (?:its|the|their|his)\b.*\bsessions?|to the)\b", re.IGNORECASE
)


# a report on the biennium 2018-2019 | on the period from July 2018: what it is about
_TREATED = re.compile(r"on the (?:period|biennium|triennium|quadrennium|years?)\b", re.IGNORECASE)


def _under_way(time: FoundDue, adopted: date | None) -> bool:
    """ "report on the implementation during 2020-2021 at its session": years that ran already are what is told of, if there is another
    time."""
    phrase = time.phrase
    years = isinstance(phrase, Bound) and phrase.relation is Relation.WITHIN and isinstance(phrase.time, Year | Range)
    return years and adopted is not None and time.due is not None and (time.due.earliest or adopted) < adopted


def _right_behind(frame: Frame, time: FoundDue) -> bool:
    """ "to communicate in 2025 their contributions, in 2030 new ones": nothing but the verb stands before the time."""
    return any(p.start < time.start < p.end and " " not in p.text[: time.start - p.start].strip() for p in frame.predicates)


def _far(time: FoundDue, adopted: date | None) -> bool:
    """ "by 2030", years ahead: it may be the year of a goal, in whatever words."""
    year = time.phrase.time.year if isinstance(time.phrase, Bound) and isinstance(time.phrase.time, Year) else None
    return year is not None and adopted is not None and year > adopted.year + _GOALS_AHEAD


_GOALS_AHEAD = 4


def _several(time: FoundDue) -> bool:
    """ "at its seventy-fourth and seventy-sixth sessions": due at each of them."""
    session = session_in(time.phrase)
    return session is not None and len(session.numbers) > 1


def _binding(frame: Frame, time: FoundDue) -> bool:
    """Whether a time stands in a thing that is done once and by a day: "to continue its consideration at its session", "to inform"."""
    within = next((p for p in frame.predicates if p.start <= time.start < p.end), None)
    verb = within.text.split(" ", 1)[0].casefold() if within else ""
    return verb in (BINDING if frame.mode is Mode.SELF else _DATED)


def _limits(sentence: Sentence, frame: Frame, time: FoundDue) -> bool:
    """Whether a time is beyond doubt the limit of the duty: by its own words, and not in the thing asked for by nobody."""
    return frame.mode is not Mode.NOMINAL and _LIMIT.match(sentence.text, time.start) is not None


# for five working days | for up to three weeks: how long something takes
_LASTING = re.compile(
    r"for (?:a (?:further |total )?period of |up to |not more than )?(?:[\w-]+ ){1,3}(?:days?|weeks?)", re.IGNORECASE
)
# posts vacant | for 24 months | or longer
_OR_LONGER = re.compile(r" or (?:longer|more)\b")
_VACANT = re.compile(r"\b(?:vacant|outstanding|pending|unpaid|encumbered|detained) for $")
_GOES_ON_MEETING = ("continue to meet ", "continue to hold ", "continue to convene ", "continue meeting ")
_PROLONGING = frozenset({"extend", "renew", "prolong", "authorize", "maintain", "suspend", "continue"})


def _lasts(sentence: Sentence, frame: Frame, time: FoundDue) -> bool:
    """Whether a time says how long a meeting lasts: only what is prolonged is limited by that."""
    if _OR_LONGER.match(sentence.text, time.end) or _VACANT.search(sentence.text, max(0, time.start - 20), time.start + 4):
        return True
    if not _LASTING.fullmatch(sentence.text[time.start : time.end]):
        return False
    return not any(p.text.split(" ", 1)[0] in _PROLONGING and not p.text.startswith(_GOES_ON_MEETING) for p in frame.predicates)


def _past(time: FoundDue, adopted: date | None) -> bool:
    """A day before the adoption limits no duty; nor does a period that was under way long before ("in 2015-2019")."""
    earliest, latest = (time.due.earliest, time.due.latest) if time.due else (None, None)
    if adopted is None or latest is None:
        return False
    return latest < adopted or (earliest is not None and adopted - earliest > _SESSION)


# urges parties to update their contributions | by 2020: said again later, it is still the due that the text prints
_BY = re.compile(r"(?:by|no later than|not later than|before) ", re.IGNORECASE)

_BEHIND_THE_OPENING = re.compile(r"[,;]|\b(?:of|for|to) [a-z]+ing\b")


def _printed_limit(sentence: Sentence, frame: Frame, time: FoundDue) -> bool:
    """Whether a day that is past all the same is printed as the limit of a thing to be done: behind "by", in its opening words."""
    if _BY.match(sentence.text, time.start) is None or frame.mode is Mode.NOMINAL:
        return False
    return any(
        p.start <= time.start < p.end and not _BEHIND_THE_OPENING.search(sentence.quiet[p.start : time.start].removesuffix(", "))
        for p in frame.predicates
    )


_AGENDA = re.compile(r"\bagendas?(?:(?: of the(?: \w+){0,2})? (?:of|for)? ?|\s*)$")


def _agenda(sentence: Sentence, frame: Frame, times: list[FoundDue]) -> Deadline | None:
    """ "include in the provisional agenda of its seventy-second session": the session is the limit."""
    if frame.mode is not Mode.SELF:
        return None
    for time in times:
        if time.due is not None and frame.act.end <= time.start < frame.scope.end:
            before = sentence.quiet[frame.act.end : time.start]
            if _AGENDA.search(before):
                return Deadline(time, "due.agenda", sure=time.due.resolved)
    return None
