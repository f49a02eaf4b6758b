"""The report on an instrument's implementation, compiled from what is on record: paragraph by paragraph, what was asked and done. Pure.

Nothing is judged or embellished here. What was done is what the ledger holds; what it does not hold is said to be open.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from domain.assignment import Assignment
from domain.deeds import Name, day, days, deed, evidence_of, impersonal
from domain.events import (
    Activated,
    BecameOverdue,
    Confirmed,
    Discharged,
    Rejected,
    SeriesEnded,
    Stamped,
    Superseded,
    Suspended,
    Waived,
)
from domain.folding import fold
from domain.instrument import Due, ProvisionKind
from domain.obligation import Obligation, Progress, Status
from domain.projection import project
from domain.rollup import Standing, roll_up
from domain.terms import Terms

SHOWN = frozenset(
    {ProvisionKind.OPERATIVE, ProvisionKind.CHAPEAU, ProvisionKind.ITEM, ProvisionKind.ANNEX, ProvisionKind.UNREADABLE}
)
"""Kinds of paragraphs that the report goes through; headings go with what stands under them."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph as registered. ``no_obligation`` is the reason why nothing is asked for in it, if reading gave one."""

    kind: ProvisionKind
    number: str | None
    text: str
    part: int = 1
    heading: str | None = None
    no_obligation: str | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """The instrument itself."""

    symbol: str
    title: str | None
    body: str | None
    session: int | None
    adopted: date | None
    zone: str


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that was done. ``on`` is when it was so, a day in the obligation's zone; ``recorded`` is given where that was another.

    ``who`` is empty where time itself did it; ``sentence`` means that ``what`` reads without them.
    """

    on: date
    who: str
    what: str
    evidence: tuple[str, ...] = ()
    recorded: date | None = None
    sentence: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing asked of one group of addressees, and what became of it. ``standing`` says how it stands and since when.

    ``holders`` are those who answer for it, each with for whom, how theirs stands and who passed it on to them; ``plans`` are its
    milestones and consultations, in words.
    """

    id: str
    terms: Terms
    status: Status
    progress: Progress
    due: Due | None
    deadline: date | None
    holders: tuple[str, ...]
    delivered: int
    required: int
    days_late: int | None
    standing: str
    plans: tuple[str, ...] = ()
    deeds: tuple[Deed, ...] = ()

    @property
    def closed(self) -> bool:
        return self.progress in (Progress.COMPLETED, Progress.NO_LONGER_APPLICABLE)


@dataclass(frozen=True, slots=True)
class Section:
    """One paragraph with what it asks. ``unasked`` says why it asks for nothing, where it does not."""

    paragraph: Paragraph
    asked: tuple[Asked, ...] = ()
    unasked: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """The compiled draft. ``as_of`` is a day in the instrument's zone: all that was recorded by its end, up to ``position``, whose
    hash is ``head``. ``own`` are the requests for this very report, the likeliest first."""

    head: Head
    as_of: date
    position: int
    hash: str
    standing: Standing
    own: tuple[Asked, ...]
    sections: tuple[Section, ...]
    preamble: int

    @property
    def open(self) -> tuple[Asked, ...]:
        """What is still to be done, in the text's order."""
        return tuple(a for s in self.sections for a in s.asked if not a.closed and a.status is not Status.PROPOSED)


def compile_report(
    head: Head,
    paragraphs: Sequence[Paragraph],
    lives: Mapping[str, Sequence[Stamped]],
    as_of: date,
    position: int,
    ledger_head: str,
    name: Name = str,
) -> Report:
    """The report on ``head`` from ``paragraphs`` in the text's order and the ``lives`` of its obligations, each up to ``as_of``.

    Raises :class:`~domain.errors.DomainError` where a life cannot be folded.
    """
    states = {one: fold(one, life) for one, life in lives.items() if life}
    asked = [_asked(states[one], lives[one], as_of, name) for one in sorted(states, key=natural)]
    by_number: dict[str, list[Asked]] = {}
    for each in asked:
        by_number.setdefault(each.terms.provision, []).append(each)
    shown = [paragraph for paragraph in paragraphs if paragraph.kind in SHOWN]
    sections = tuple(_section(paragraph, by_number.pop(paragraph.number or "", ())) for paragraph in shown)
    # What hangs on no paragraph that is on file is not left out: it comes at the end.
    stray = tuple(
        Section(Paragraph(ProvisionKind.UNREADABLE, number, "The words of this paragraph are not on file."), tuple(rest))
        for number, rest in by_number.items()
    )
    standing = roll_up(head.symbol, (project(state) for state in states.values()), as_of)
    words = {paragraph.number: paragraph.text for paragraph in paragraphs if paragraph.number}
    preamble = sum(1 for paragraph in paragraphs if paragraph.kind is ProvisionKind.PREAMBULAR)
    own = own_report(asked, words)
    return Report(head, as_of, position, ledger_head, standing, own, sections + stray, preamble)


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """A sort key under which numbers in ``text`` count as numbers."""
    parts = re.findall(r"\d+|\D+", text)
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts)


_ITSELF = re.compile(
    r"\b(?:implement\w*|follow[- ]?up|compliance|progress|measures|action)\b[^.;]{0,160}?"
    r"\b(?:the present|this)\s+(?:resolution|decision)\b",
    re.IGNORECASE,
)
_REPORTING = re.compile(r"\breport|\bupdate\b|\binform", re.IGNORECASE)


def own_report(asked: Sequence[Asked], words: Mapping[str, str]) -> tuple[Asked, ...]:
    """Those of ``asked`` that ask for a report on the implementation of the instrument itself, the likeliest first.

    ``words`` are the paragraphs' own, by number. A report counts whose action, or else whose paragraph, speaks of "the implementation
    of the present resolution". Before the rest come those whose own action says so, those of the Secretary-General, and what is
    still open; a series, whose occurrences are reports of their own, comes after them.
    """
    found = []
    for each in asked:
        actions = " ".join(each.terms.actions)
        reports = each.terms.deliverable in {"report", "update"} or _REPORTING.search(actions)
        if each.status is Status.REJECTED or not reports:
            continue
        said = bool(_ITSELF.search(actions))
        if said or _ITSELF.search(words.get(each.terms.provision, "")):
            chief = any("secretary-general" in who.casefold() for who in each.terms.addressees)
            later = each.closed or each.status is Status.RECURRING
            found.append(((not said, not chief, later, natural(each.id)), each))
    return tuple(each for _, each in sorted(found, key=lambda pair: pair[0]))


def _section(paragraph: Paragraph, asked: Sequence[Asked]) -> Section:
    if asked:
        return Section(paragraph, tuple(asked))
    if paragraph.kind is ProvisionKind.CHAPEAU:
        return Section(paragraph, unasked=paragraph.no_obligation or "Its items say what is asked for.")
    return Section(paragraph, unasked=paragraph.no_obligation or "Nothing was read out of it that is asked of anybody.")


def _asked(state: Obligation, life: Sequence[Stamped], as_of: date, name: Name) -> Asked:
    zone = ZoneInfo(state.terms.zone)
    return Asked(
        id=state.id,
        terms=state.terms,
        status=state.status,
        progress=state.progress,
        due=state.due,
        deadline=state.deadline,
        holders=tuple(_holder(held, name) for held in state.counted if held.party or held.addressee),
        delivered=state.delivered,
        required=state.required,
        days_late=next((s.event.days_late for s in reversed(life) if isinstance(s.event, Discharged)), None),
        standing=_standing(state, life, as_of, zone),
        plans=tuple(_plans(state, zone, name)),
        deeds=tuple(made for stamped in life if (made := _deed(stamped, zone, name))),
    )


def _holder(held: Assignment, name: Name) -> str:
    who = name(held.party) if held.party else "nobody yet"
    by = f", passed on by {' and '.join(map(name, held.chain))}" if held.chain else ""
    return f"{who}, for {held.addressee}: {held.status.value}{by}" if held.addressee else f"{who}{by}"


def _plans(state: Obligation, zone: ZoneInfo, name: Name) -> Iterator[str]:
    for step in state.milestones:
        if step.dropped:
            continue
        on = "by" if step.reached_by else "on"
        reached = f"reached {on} {day(step.reached_at.astimezone(zone).date())}" if step.reached_at else ""
        yield f"{step.name}: {reached or ('missed' if step.missed else 'ahead')}, planned for {day(step.due)}"
    for asked in state.consultations:
        answered = f"answered on {day(asked.answered_at.astimezone(zone).date())}" if asked.answered_at else ""
        waiting = f"no answer yet{f', wanted by {day(asked.answer_by)}' if asked.answer_by else ''}"
        yield f"consultation of {name(asked.party)} on {day(asked.asked_at.astimezone(zone).date())}: {answered or waiting}"


def _deed(stamped: Stamped, zone: ZoneInfo, name: Name) -> Deed | None:
    what = deed(stamped, name)
    if what is None:
        return None
    on, recorded = (instant.astimezone(zone).date() for instant in (stamped.effective_at, stamped.recorded_at))
    who = "" if stamped.actor == "servanda" else name(stamped.actor)
    return Deed(on, who, what, evidence_of(stamped), recorded if recorded != on else None, impersonal(stamped))


def _standing(state: Obligation, life: Sequence[Stamped], as_of: date, zone: ZoneInfo) -> str:
    """How it stands and since when, in words."""

    def since(*kinds: type) -> date | None:
        instants = [s.effective_at for s in life if isinstance(s.event, kinds)]
        return instants[-1].astimezone(zone).date() if instants else None

    match state.status:
        case Status.PROPOSED:
            return "read, and not yet confirmed as a duty by anybody"
        case Status.REJECTED:
            return f"put aside as no duty on {day(since(Rejected))}"
        case Status.DISCHARGED:
            return f"completed on {day(since(Discharged))}"
        case Status.WAIVED:
            return f"no longer applicable since {day(since(Waived))}"
        case Status.SUPERSEDED:
            by = next(s.event.by for s in reversed(life) if isinstance(s.event, Superseded))
            return f"superseded by {by} on {day(since(Superseded))}"
        case Status.LAPSED:
            return f"a series that ended on {day(since(SeriesEnded))}"
        case Status.RECURRING if state.series:
            return f"recurring ({state.series.recurrence}), {len(state.series.occurrences)} opened so far; each stands below"
    parts = [f"{state.progress.value}, followed since {day(since(Activated, Confirmed))}"]
    if state.overdue and state.deadline:
        after = days((as_of - state.deadline).days)
        parts = [f"overdue since {day(since(BecameOverdue) or state.deadline)} ({after} after the due day)"]
    if state.suspension:
        until = f" until {day(state.suspension.until)}" if state.suspension.until else ""
        parts.append(f"suspended since {day(since(Suspended))}{until}: {state.suspension.reason}")
    if state.submission:
        parts.append(f"handed in on {day(state.submission.effective_at.astimezone(zone).date())} and waiting for approval")
    if state.required > 1:
        parts.append(f"{state.delivered} of {state.required} delivered")
    return "; ".join(parts)
