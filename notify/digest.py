"""What stands in a message that gathers several matters: a person's digest, or what could not wait and came together. Pure.

What is overdue or due is read off the obligations as they stand; only what is new comes from notices. One obligation is one item,
whatever was noticed about it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from domain import events as e
from domain.events import Stamped
from domain.notices import Notice, NoticeKind
from domain.obligation import RUNNING, WORKING, Obligation
from domain.parties import Told
from domain.time.zones import end_of_day
from notify.languages import Catalogue, Foreign, Words
from notify.outbox import Matter
from notify.wording import days_since, phrase_key, said, say_by_when, say_in_days, say_turn, say_waiting, say_why

FULL = 60
"""Obligations that one message tells in full, with their words; the others have one line each. And decisions that have a line."""

BRIEF = 2_000
"""Obligations that have a line; beyond that their number is told."""

AHEAD = timedelta(days=1)
"""How far ahead a digest looks on its own: nobody learns of a due day only when it is over."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Something that was proposed and waits for a person's decision, and ``command`` shows it.

    ``kind`` is ``inbox``, where ``about`` is what has happened outside and ``concerned`` the obligations that it may concern; or what
    the later obligation ``about`` seems to do to the only one ``concerned`` (``amends``). ``what`` and ``stands`` tell it, as it is now,
    from every other one.
    """

    what: str
    stands: str
    kind: str
    command: str
    about: str
    concerned: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plate:
    """What stands before one person: obligations with their due days, the most pressing first, new notices, oldest first, and what
    waits for their decision.

    ``told`` is why it is they who are told of an obligation, where they stand in for somebody.
    """

    overdue: tuple[tuple[str, date], ...] = ()
    due: tuple[tuple[str, date], ...] = ()
    news: tuple[Notice, ...] = ()
    told: Mapping[str, Told] = field(default_factory=dict)
    decisions: tuple[Decision, ...] = ()

    @property
    def empty(self) -> bool:
        return not (self.overdue or self.due or self.news or self.decisions)

    @property
    def obligations(self) -> list[str]:
        """Each obligation once, in the order in which it is told."""
        return list(dict.fromkeys([*(one for one, _ in self.overdue + self.due), *(notice.obligation for notice in self.news)]))


@dataclass(frozen=True, slots=True)
class About:
    """An obligation as it stands, its words, and the matters of its notices by their event's seq.

    ``history`` is there where it asks for a meeting, for the invitation.
    """

    obligation: Obligation
    words: str
    title: str | None
    matters: Mapping[int, Matter]
    history: tuple[Stamped, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One obligation told in full."""

    obligation: Obligation
    title: str | None
    lines: tuple[Words, ...]
    since: Words
    turn: Words
    by_when: Words
    words: str
    why: Words = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Items under one heading."""

    heading: Words
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Gathered:
    """A whole message's matters, ready for a template. ``further`` are one-line items, ``more`` is how many are only counted.

    ``decisions`` are a line each, and ``undecided`` is how many of those are only counted.
    """

    sections: tuple[Section, ...]
    further: tuple[Words, ...]
    more: int
    decisions: tuple[Words, ...] = ()
    undecided: int = 0


_REMINDING = frozenset({NoticeKind.REMINDER, NoticeKind.OVERDUE, NoticeKind.ESCALATION})

_FOR_APPROVAL = frozenset({NoticeKind.SUBMITTED, NoticeKind.REVIEW})


def still_holds(notice: Notice, event: e.Event, state: Obligation) -> bool:
    """Whether what ``notice`` reminds of is still so, as the obligation stands now. What merely tells of an event always holds.

    A reminder that waited for a digest or for working hours is not sent about what was done, put off, or given to others meanwhile.
    """
    if notice.kind in _FOR_APPROVAL:
        return state.status in RUNNING and _waits(event, state)
    if notice.kind not in _REMINDING:
        return True
    theirs = notice.recipient.startswith("@") or notice.recipient in _held(state)
    if not theirs or state.status not in WORKING or state.deadline != getattr(event, "due", state.deadline):
        return False
    return notice.kind is NoticeKind.REMINDER or state.overdue


def _waits(event: e.Event, state: Obligation) -> bool:
    """Whether what was handed in, or reminded of, waits for approval still; of several parties', whatever the others have done."""
    number = getattr(event, "assignment", None)
    return bool(state.waiting) if number is None else any(held.number == number for held in state.waiting)


def _held(state: Obligation) -> set[str]:
    """All who hold it, or have passed it on and still answer for it."""
    return {*state.parties, *(party for held in state.live for party in held.answerable if party)}


def gather(plate: Plate, about: Mapping[str, About], now: datetime, zone: str, speaks: Catalogue) -> Gathered:
    """The matters of ``plate`` for a reader in ``zone``. ``about`` holds at least the first :data:`FULL` of its obligations."""
    order = plate.obligations
    overdue, due = dict(plate.overdue), dict(plate.due)
    news: dict[str, list[Notice]] = {}
    for notice in plate.news:
        news.setdefault(notice.obligation, []).append(notice)
    full = [one for one in order[:FULL] if one in about]
    told = {
        one: replace(
            _item(about[one], overdue.get(one), due.get(one), news.get(one, []), now, zone, speaks),
            why=say_why(plate.told.get(one), speaks),
        )
        for one in full
    }
    headed = (
        ("overdue", [told[one] for one in full if one in overdue]),
        ("due", [told[one] for one in full if one in due and one not in overdue]),
        ("news", [told[one] for one in full if one not in overdue and one not in due]),
    )
    sections = tuple(Section(speaks.say(f"digest.{name}"), tuple(items)) for name, items in headed if items)
    rest = [one for one in order if one not in told]
    lines = tuple(_line(one, overdue.get(one) or due.get(one), news.get(one, []), speaks) for one in rest[:BRIEF])
    asked = tuple(_decision(one, speaks) for one in plate.decisions[:FULL])
    return Gathered(sections, lines, max(0, len(rest) - BRIEF), asked, max(0, len(plate.decisions) - FULL))


def _decision(one: Decision, speaks: Catalogue) -> Words:
    concerned = speaks.enumerated((Foreign(each, "en"),) for each in one.concerned)
    key = one.kind if concerned else f"{one.kind}_alone"
    command = Foreign(one.command, "en")
    return speaks.say(f"decide.{key}", about=Foreign(one.about, "en"), which=concerned, command=command)


def _item(
    about: About, overdue: date | None, due: date | None, news: list[Notice], now: datetime, zone: str, speaks: Catalogue
) -> Item:
    state = about.obligation
    matters = [(notice, about.matters[notice.seq]) for notice in news]
    lines: list[Words] = []
    since = matters[0][1].event.effective_at if matters else None
    if overdue:
        since = end_of_day(overdue, state.terms.zone)
        lines.append(speaks.say("digest.overdue_line", days_since(overdue, now, state), day=speaks.day(overdue)))
    elif due:
        lines.append(speaks.say("digest.due_line", day=speaks.day(due), when=say_in_days(-days_since(due, now, state), speaks)))
    lines += _news(matters, state, bool(overdue), bool(due), now, zone, speaks)
    return Item(
        state, about.title, tuple(lines), speaks.instant(since, zone) if since else (), say_turn(state, speaks), say_by_when(state, speaks),
        about.words.strip(),
    )  # fmt: skip


def _news(
    matters: list[tuple[Notice, Matter]], state: Obligation, overdue: bool, due: bool, now: datetime, zone: str, speaks: Catalogue
) -> Iterator[Words]:
    """A line for each notice, but for what the standing already says; of all that waits for approval one, with how many they are."""
    several = len(state.waiting) > 1
    if several and any(notice.kind in _FOR_APPROVAL for notice, _ in matters):
        yield say_waiting(state, speaks)
    for notice, matter in matters:
        event = matter.event.event
        if several and notice.kind in _FOR_APPROVAL:
            continue
        if overdue and isinstance(event, e.BecameOverdue | e.OverdueNoticed):
            continue
        if isinstance(event, e.Reminded):
            if not due and not overdue:
                ahead = say_in_days(max(0, -days_since(event.due, now, state)), speaks)
                yield speaks.say("digest.due_line", day=speaks.day(event.due), when=ahead)
            continue
        _, opening = said(notice, matter, speaks)
        yield speaks.sentences([opening, speaks.say("digest.told_at", when=speaks.instant(matter.event.effective_at, zone))])


def _line(obligation: str, day: date | None, news: list[Notice], speaks: Catalogue) -> Words:
    kinds = [speaks.say(f"kind.{phrase_key(kind)}") for kind in dict.fromkeys(notice.kind for notice in news)]
    facts = speaks.enumerated([*([(speaks.day(day),)] if day else []), *kinds])
    return (Foreign(obligation, "en"), ": ", *facts) if facts else (Foreign(obligation, "en"),)
