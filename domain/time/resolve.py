"""From a phrase to days, with the working in a sentence; or to no days, with the reason and what would give them.

Nothing is guessed. What is used is what was known on the day the text was adopted, unless another day of knowledge is given.
The readings of months, halves, "before" and "by" are those of the annotation guide (``evaluation/README.md``).
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from domain.instrument import Due, SessionRef
from domain.time import assembly, periods
from domain.time.periods import Found, Missing
from domain.time.phrases import (
    Anniversary,
    Bound,
    Day,
    Delay,
    Event,
    Month,
    Part,
    Phrase,
    Portion,
    Range,
    Recurring,
    Relation,
    Session,
    Slice,
    Time,
    Vague,
    Which,
    Year,
)
from domain.time.recurrence import plus_months
from domain.time.sessions import MAIN, RESUMED, SessionCalendar, Standing, say
from domain.time.sessions import name as session_name
from domain.time.working import WorkingCalendar

_DAY = timedelta(days=1)
_EMPTY = SessionCalendar()


@dataclass(frozen=True)
class Context:
    """What a phrase is read against.

    ``body`` and ``session`` are the adopting body and its session. ``its`` is the body that a phrase's "its" or a nameless session
    belongs to: ``None`` for the adopting body, ``""`` for another one that can't be told. ``as_known_on`` overrides the adoption
    day as the day of knowledge. ``that`` is the session last spoken of.
    """

    adopted: date | None = None
    body: str | None = None
    session: int | None = None
    calendar: SessionCalendar = _EMPTY
    its: str | None = None
    as_known_on: date | None = None
    that: SessionRef | None = None
    working_days: WorkingCalendar | None = None

    @property
    def knowledge(self) -> date | None:
        """The day whose knowledge counts: the one given, the adoption, or the opening of the adopting session."""
        if self.as_known_on or self.adopted:
            return self.as_known_on or self.adopted
        days = self.calendar.days(self.body, self.session) if self.body and self.session else None
        return days.opening if days else None


def resolve(phrase: Phrase, context: Context, expression: str = "") -> Due:
    """The phrase's days (inclusive), or the reason why it has none. ``expression`` is the phrase as printed."""
    if isinstance(phrase, Vague):
        reason = f"“{expression or phrase.words}” names no day, and no calendar will: give a date, or leave it without one."
        return Due(expression, reason=reason, optional=not phrase.event)
    if isinstance(phrase, Recurring):
        if phrase.start is None:
            return Due(expression, reason="It recurs, and no first day is named: give the date of the first occasion.")
        return resolve(phrase.start, context, expression)
    try:
        found = _bound(phrase, context) if isinstance(phrase, Bound) else _delay(phrase, context)
    except (ValueError, OverflowError) as impossible:
        found = Missing(f"“{expression}” names a day that no calendar has ({impossible}): give a date.")
    if isinstance(found, Missing):
        return Due(
            expression, reason=found.reason, session=found.session, session_relation=found.relation, optional=found.optional
        )
    return Due(
        expression,
        found.first,
        found.last,
        f"{found.working[0].upper()}{found.working[1:]}.",
        None,
        found.session,
        found.optional,
        found.relation,
    )


def rebind(due: Due, calendar: SessionCalendar, as_known_on: date | None = None) -> Due:
    """The same due, bound to the same session, with the days that the calendar now gives it; unresolved if it gives none.

    Raises ValueError for a due that is bound to no session.
    """
    if due.session is None:
        raise ValueError(f"“{due.expression}” is bound to no session, so no calendar moves it: change its date instead.")
    relation, _, part = (due.session_relation or "within").partition(":")
    portion = Portion(part) if part in tuple(Portion) else None
    time: Time = Session(due.session.body, (due.session.number,), part="" if portion else part)
    phrase = Bound(Relation(relation), Part(portion, time) if portion else time)
    moved = resolve(phrase, Context(calendar=calendar, as_known_on=as_known_on or date.max), due.expression)
    return replace(moved, optional=due.optional)


# Relations -----------------------------------------------------------------------------------------------------------


_BESIDE = (Relation.BEFORE, Relation.AFTER)


def _bound(phrase: Bound, context: Context) -> Found | Missing:
    period = _beside(phrase.time, context, phrase.relation) if phrase.relation in _BESIDE else _period(phrase.time, context)
    if isinstance(period, Missing):
        period = _within_its_year(phrase, context) or period
    if isinstance(period, Missing):
        part = f":{_session_part(phrase.time)}" if _session_part(phrase.time) else ""
        return replace(period, relation=f"{phrase.relation}{part}" if period.session else None)
    if isinstance(phrase.time, Part) and phrase.time.portion is Portion.END and phrase.relation is Relation.BEFORE:
        return replace(_related(Relation.BY, period), relation=_relation_name(phrase, period))
    if isinstance(phrase.time, Part) and phrase.time.portion is Portion.MIDDLE and phrase.relation is Relation.BY:
        period = periods.half(period)
    if isinstance(phrase.time, Part) and phrase.time.portion is Portion.END and phrase.relation is Relation.WITHIN:
        return replace(_related(Relation.BY, period), relation=_relation_name(phrase, period))
    return replace(_related(phrase.relation, period), relation=_relation_name(phrase, period))


def _beside(time: Time, context: Context, relation: str) -> Found | Missing:
    """The period of a time that something comes before or after, or is counted from. Of what only a year, a part of it or a month is
    printed, as in "before the next session of the Committee, to be held in 2021", it isn't known where in it: no day follows."""
    if _only_framed(time) and isinstance(time, Session):
        return _sessions(replace(time, printed=None), context)
    if _only_framed(time) and isinstance(time, Event):
        which = {Year: "year", Month: "month"}.get(type(time.printed), "part of a year")
        return Missing(f"Of “{time.name}” only the {which} is printed, so “{relation}” it gives no day: give a date.")
    return _period(time, context)


def _only_framed(time: Time) -> bool:
    """Whether of a session or an event only the year, a part of it or the month is printed in which it lies."""
    return isinstance(time, Session | Event) and isinstance(time.printed, Year | Month | Slice)


def _relation_name(phrase: Bound, period: Found) -> str | None:
    part = _session_part(phrase.time)
    return (f"{phrase.relation}:{part}" if part else str(phrase.relation)) if period.session else None


def _session_part(time: Time) -> str:
    if isinstance(time, Part):
        return str(time.portion)
    return time.part if isinstance(time, Session) else ""


def _related(relation: Relation, period: Found) -> Found:
    first, last, working = period.first, period.last, period.working
    assert first and last
    if relation is Relation.BY:
        return replace(period, first=None, working=f"{working}; by then, that is by the end of {say(last)}")
    if relation is Relation.BEFORE:
        return replace(period, first=None, last=first - _DAY, working=f"{working}; before it, that is by {say(first - _DAY)}")
    if relation is Relation.AFTER:
        return replace(period, first=last + _DAY, last=None, working=f"{working}; after it, that is from {say(last + _DAY)}")
    if relation is Relation.FROM and first == last:
        return replace(period, last=None, working=f"{working}; from that day on")
    return period


# Periods -------------------------------------------------------------------------------------------------------------


def _period(time: Time, context: Context) -> Found | Missing:
    if isinstance(time, Day | Month | Year | Slice):
        return periods.of(time, context.adopted)
    if isinstance(time, Part):
        return _part(time, context)
    if isinstance(time, Range):
        return _range(time, context)
    if isinstance(time, Session):
        return _sessions(time, context)
    if isinstance(time, Anniversary):
        return periods.anniversary(time)
    return _event(time, context)


def _event(event: Event, context: Context) -> Found | Missing:
    if event.printed is None:
        return Missing(f"“{event.name}” is an event whose day is neither printed nor in a calendar: give a date.")
    found = _period(event.printed, context)
    return replace(found, working=f"{event.name}: by the printed time, {found.working}") if isinstance(found, Found) else found


def _range(span: Range, context: Context) -> Found | Missing:
    last = _period(span.last, context)
    if isinstance(last, Missing):
        return last
    assert last.last
    first = _period(periods.with_year(span.first, last.last.year), context)
    if isinstance(first, Missing):
        return first
    if first.first and last.last < first.first:
        first = _period(periods.with_year(span.first, last.last.year - 1), context)
    if isinstance(first, Missing) or first.first is None or last.last < first.first:
        return Missing("The range ends before it begins: give the dates.")
    return Found(first.first, last.last, f"from {say(first.first)} to {say(last.last)}", first.session or last.session)


def _part(part: Part, context: Context) -> Found | Missing:
    whole = _beside(part.of, context, f"the {part.portion} of")
    if isinstance(whole, Missing):
        return whole
    assert whole.first and whole.last
    if part.portion is Portion.END:
        return replace(whole, first=whole.last, working=f"{whole.working}; its end is {say(whole.last)}")
    if isinstance(part.of, Session) and part.portion is Portion.BEGINNING:
        return replace(whole, last=whole.first, working=f"{whole.working}; its beginning is {say(whole.first)}")
    return periods.portion(part.portion, whole)


# Sessions ------------------------------------------------------------------------------------------------------------


def _sessions(session: Session, context: Context) -> Found | Missing:
    """One session's days; of several ("at its seventy-sixth and seventy-seventh sessions") those of the first, for the duty falls due
    there for the first time. The others stand in the working."""
    numbers, body = _identify(session, context)
    if isinstance(body, Missing):
        return _printed(session, context, None) or body
    found = [_one(body, number, session, context) for number in numbers]
    at = next((i for i, one in enumerate(found) if not _over(one, context)), 0)
    first = found[at]
    if isinstance(first, Missing):
        return _printed(session, context, first.session) or first
    if following := " and the ".join(session_name(number) for number in numbers[at + 1 :]):
        first = replace(first, working=f"{first.working}; it is the first of several, and at the {following} it falls due again")
    return _narrowed(first, session, context)


def _over(found: Found | Missing, context: Context) -> bool:
    return isinstance(found, Found) and found.last is not None and context.adopted is not None and found.last < context.adopted


_SHORT = timedelta(days=21)
"""A session shorter than that has no part that its month could leave."""


def _narrowed(whole: Found, session: Session, context: Context) -> Found:
    """ "at its eighty-second session, in 2027": the part of the session that the printed time leaves. Where the two have no day in
    common, the Assembly's session stands, for it goes by rule; of another body the text knew better than the calendar."""
    printed = _period(_in_its_year(session.printed, whole), context) if session.printed is not None else None
    if not isinstance(printed, Found) or not (whole.first and whole.last and printed.first and printed.last):
        return whole
    first, last = max(whole.first, printed.first), min(whole.last, printed.last)
    if first > last and whole.session is not None and whole.session.body != assembly.NAME:
        otherwise = f"{whole.working}; but the words of this text say otherwise: {printed.working}"
        return replace(whole, first=printed.first, last=printed.last, working=otherwise)
    if isinstance(session.printed, Month) and whole.last - whole.first < _SHORT:
        return (
            whole  # "its twenty-eighth session (November 2023)", from 30 November to 12 December: the month says which, not when
        )
    if first > last or (first, last) == (whole.first, whole.last):
        return whole
    return replace(whole, first=first, last=last, working=f"{whole.working}; the printed time leaves {say(first)} to {say(last)}")


def _in_its_year(printed: Time, whole: Found) -> Time:
    """ "during its eighty-second session, on 16 March": of the session's years the one in which the day lies within it."""
    if not isinstance(printed, Day | Month) or printed.year is not None or not (whole.first and whole.last):
        return printed
    for year in range(whole.first.year, whole.last.year + 1):
        found = periods.of(dated := replace(printed, year=year), None)
        if isinstance(found, Found) and found.first and found.last and whole.first <= found.last and found.first <= whole.last:
            return dated
    return printed


def _printed(session: Session, context: Context, bound: SessionRef | None) -> Found | None:
    if session.printed is None:
        return None
    found = _period(session.printed, context)
    if not isinstance(found, Found):
        return None
    return replace(found, working=f"the session's days are in no calendar; by the printed time, {found.working}", session=bound)


def _within_its_year(phrase: Bound, context: Context) -> Found | None:
    """A session that is called by its year and is in no calendar lies in that year; when it begins and ends there is open. Where a
    calendar says that its days are not fixed, they stay open: such a session may run over the turn of the year."""
    session = phrase.time
    if not isinstance(session, Session) or len(session.numbers) != 1 or session.numbers[0] < assembly.FIRST_YEAR:
        return None
    if phrase.relation not in (Relation.WITHIN, Relation.BY):
        return None
    year, (_, body) = session.numbers[0], _identify(session, context)
    if isinstance(body, str) and context.calendar.standing(body, year, date.max, session.part) != Standing(None):
        return None
    ref, whose = (SessionRef(body, year), f"of the {body}") if isinstance(body, str) else (None, "spoken of")
    working = f"no calendar holds the {year} session {whose}; its frame is the year {year}"
    return Found(date(year, 1, 1), date(year, 12, 31), working, ref)


def _identify(session: Session, context: Context) -> tuple[tuple[int, ...], str | Missing]:
    """The numbers and the canonical (or printed) name of the body whose sessions they are."""
    if session.which is Which.THAT and not session.body:
        that = context.that
        if that is None:
            return (), Missing("“That session” points to a session that isn't named here: give a date.")
        return (that.number,), that.body
    if session.body is None and context.its == "":
        which = f"The {session_name(session.numbers[0])} spoken of" if session.numbers else "The session spoken of"
        return (), Missing(f"{which} is not the adopting body's, and whose it is can't be told from the text: give a date.")
    printed = session.body or context.its or context.body
    if printed is None:
        return (), Missing("Whose session this is isn't said, and the adopting body isn't known: give the body, or a date.")
    body = context.calendar.canonical(printed, context.body) or printed
    if session.which is Which.NUMBERED:
        return session.numbers, body
    own = context.body and context.calendar.canonical(context.body, context.body) == body
    if session.which is Which.CURRENT or session.which is Which.THAT:
        number = context.session if own else None
    elif own and context.session:
        number = context.session + 1
    else:
        number = context.calendar.next_after(body, context.adopted, context.knowledge) if context.adopted else None
    if number is None:
        return (), Missing(f"Which session of the {body} is meant can't be told from the text and the calendar: give a date.")
    return (number,), body


def _one(body: str, number: int, session: Session, context: Context) -> Found | Missing:
    ref = SessionRef(body, number)
    knowledge = context.knowledge
    standing = context.calendar.standing(body, number, knowledge or date.min, session.part)
    if knowledge is None and body != assembly.NAME and standing.days is None:
        return Missing(
            f"What was known of the {session_name(number)} of the {body} can't be told, because the adoption day isn't given: "
            f"give it, or a date.",
            ref,
        )
    if standing.days is None:
        return Missing(_not_fixed(ref, session, standing, knowledge), ref)
    days = standing.days
    return Found(days.opening, days.closing, days.working, ref)


def _not_fixed(ref: SessionRef, session: Session, standing: Standing, knowledge: date | None) -> str:
    name = f"The {_part_name(session.part)}{session_name(ref.number)} of the {ref.body}"
    give = f'Give its days with `servanda sessions add "{ref.body}" {ref.number} OPENING CLOSING`, or give the obligation a date.'
    expected = f"; it was expected in {standing.undated.expected}" if standing.undated and standing.undated.expected else ""
    if standing.later and knowledge:
        later = standing.later
        then = f"{say(later.opening)} to {say(later.closing)}" if later.opening and later.closing else later.expected
        held = "it was held from" if later.held and later.dated else "it was set for"
        return (
            f"{name} had no days yet on {say(knowledge)}{expected}. Known since {say(later.known_since)}: {held} {then}. {give}"
        )
    if standing.undated:
        return f"{name} has no days yet{expected.replace('it was expected', 'it is expected')}. {give}"
    return f"No calendar holds the {session_name(ref.number)} of the {ref.body}. {give}"


def _part_name(part: str) -> str:
    if not part:
        return ""
    return f"{part} part of the " if part in (MAIN, RESUMED) else f"{part} of the "


# Delays --------------------------------------------------------------------------------------------------------------


def _delay(delay: Delay, context: Context) -> Found | Missing:
    start, counted = context.adopted, "the adoption"
    if delay.after is not None:
        side = "before" if delay.relation is Relation.BEFORE else "from"
        anchor = _beside(delay.after, context, f"{delay.duration.count} {delay.duration.unit} {side}")
        if isinstance(anchor, Missing):
            return anchor
        start, counted = anchor.last, anchor.working
        if delay.relation is Relation.BEFORE:
            start = anchor.first
    if start is None:
        return Missing("It is counted from the adoption, whose day isn't known: give the day of adoption, or a date.")
    step = delay.duration.count * (-1 if delay.relation is Relation.BEFORE else 1)
    end = _stepped(start, step, delay.duration.unit, context)
    if isinstance(end, Missing):
        return end
    unit = delay.duration.unit if delay.duration.count != 1 else delay.duration.unit.removesuffix("s")
    side = "before" if step < 0 else "after"
    working = (
        f"{delay.duration.count} {unit} {side} {counted} ({say(start)}): {say(end)}"
        if delay.after is None
        else (f"{counted}; {delay.duration.count} {unit} {side} {say(start)}: {say(end)}")
    )
    if delay.relation is Relation.AFTER:
        return Found(end, None, working)
    return Found(None, end, working)


def _stepped(start: date, count: int, unit: str, context: Context) -> date | Missing:
    if unit == "working days":
        if context.working_days is None:
            return Missing("It counts working days, and no working calendar is given: name one, or give a date.")
        try:
            return context.working_days.plus(start, count)
        except LookupError as unknown:
            return Missing(str(unknown.args[0]))
    if unit in ("days", "weeks"):
        return start + timedelta(days=count * (7 if unit == "weeks" else 1))
    return plus_months(start, count * (12 if unit == "years" else 1))
