"""What a confirmed event does: the commands that it comes to, put to the obligations under ids made from the event's own."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from domain.commands import Attach, Command, Comment, Envelope, ReachMilestone, ReportProgress
from domain.errors import DomainError, Refused
from domain.instrument import SessionRef
from domain.milestones import CONSIDERATION, ISSUANCE, SUBMISSION
from domain.obligation import RUNNING, Obligation, Status
from domain.outside import DocumentIssued, MeetingHeld, OutsideEvent, SessionMoved
from domain.status import TAKEN
from domain.time.sessions import SessionRow
from domain.time.zones import start_of_day
from engine.errors import NotFound
from engine.intake.cloud_events import of_stored
from engine.obligations import Obligations
from engine.sessions import Bound, bound_to, calendar_of, rebinding, so_since
from schema import inbox as table
from schema import parties, sessions
from schema.engine import Engine
from schema.inbox import Entry, Matched, State
from schema.ledger import Ledger

AT_ONCE = 32
"""Obligations re-dated at the same time when a session moves."""


@dataclass(frozen=True, slots=True)
class Done:
    """What came of one obligation: the last event that followed, or why none did."""

    obligation: str
    seq: int | None = None
    refused: str = ""


async def carry_out(engine: Engine, obligations: Obligations, number: int, now: datetime) -> list[Done]:
    """Carry out all that is confirmed of entry ``number``. Cut off and asked again, nothing is done twice.

    What an obligation refuses is put before a person again, with the refusal. Raises :class:`~engine.errors.EngineDown` where the
    engine is away: the rest then stays confirmed, and is carried out when this is asked again.
    """
    entry = table.get(engine, number)
    if entry is None:
        raise NotFound(f"There is no entry {number} in the inbox.")
    event = of_stored(entry.whole)
    if isinstance(event.data, SessionMoved):
        return await _move(engine, obligations, entry, event.data, now) if entry.state is State.CONFIRMED else []
    confirmed = [match for match in entry.matches if match.state is State.CONFIRMED]
    return [await _one(engine, obligations, entry, event, match) for match in confirmed]


def step_id(entry: Entry, obligation: str, step: str) -> str:
    """The command id under which ``step`` of ``entry`` goes to ``obligation``: always the same, and no other event's."""
    key = sha256(f"{entry.source}\n{entry.id}".encode()).hexdigest()[:24]
    return f"inbox:{key}:{step}:{obligation}"


async def _one(engine: Engine, obligations: Obligations, entry: Entry, event: OutsideEvent, match: Matched) -> Done:
    assert match.decided_by is not None and match.decided_at is not None  # it is confirmed
    by, at = match.decided_by, match.decided_at
    seq = None
    try:
        state = Ledger(engine).state(match.obligation)
        if state is None:
            raise Refused(f"There is no obligation {match.obligation} any more.")
        if state.status is Status.PROPOSED:
            raise Refused(f"{match.obligation} is still a proposal: confirm it first, then this.")
        for step, command in commands(state, event):
            on = _effective(event, state.terms.zone, at)
            hats = tuple(told.party for told in parties.hats(engine, by, at))
            envelope = Envelope(step_id(entry, match.obligation, step), by, command, on, hats)
            seq = (await obligations.carry_out(match.obligation, envelope)).last or seq
    except DomainError as error:
        table.decide_match(engine, entry.number, [match.obligation], State.PROPOSED, by, at, str(error))
        return Done(match.obligation, refused=str(error))
    table.decide_match(engine, entry.number, [match.obligation], State.DONE, by, at)
    return Done(match.obligation, seq)


def commands(state: Obligation, event: OutsideEvent) -> Iterator[tuple[str, Command]]:
    """What ``event`` asks of the obligation, each step with its name. A step keeps its name whatever it comes to: asked again
    when the obligation stands elsewhere, it is the same step."""
    match event.data:
        case DocumentIssued() as issued:
            said = _sentence(issued.symbol, issued.title, "was issued", issued.issued, issued.url)
            yield "issued", Attach((issued.url,), said) if issued.url and state.is_open else Comment(said)
            if reached := _reached(state, SUBMISSION, _before(issued), by_then=True):
                yield "submission", reached
            if reached := _reached(state, ISSUANCE, said, by_then=issued.issued is None):
                yield "issuance", reached
        case MeetingHeld() as meeting:
            said = _sentence(f"The {meeting.body}", meeting.title, "met", meeting.held, meeting.url)
            taken = [held for held in state.assignments if held.status in TAKEN]
            progress = ReportProgress(said) if len(taken) == 1 and state.status in RUNNING else Comment(said)
            yield "held", _reached(state, CONSIDERATION, said) or progress
            if meeting.url and state.is_open:
                yield "record", Attach((meeting.url,), said)


def _reached(state: Obligation, name: str, note: str, by_then: bool = False) -> ReachMilestone | None:
    """The step that reaches the milestone ``name``, where one is ahead and time counts; ``by_then`` where the day is the latest it
    can have been."""
    ahead = next((one for one in state.milestones if one.name == name and one.ahead), None)
    return ReachMilestone(ahead.number, note, by_then) if ahead and state.status in RUNNING else None


def _before(issued: DocumentIssued) -> str:
    """What follows from a document's being out about the day on which it was submitted: that it came before, and nothing else."""
    when = f"issued on {issued.issued.day} {issued.issued:%B %Y}" if issued.issued else "issued"
    return f"{issued.symbol} was {when}, hence submitted by then; on which day is not known."


def _sentence(what: str, title: str, did: str, day: date | None, url: str) -> str:
    on = f" on {day.day} {day:%B %Y}" if day else ""
    return f"{what}{f' ({title})' if title else ''} {did}{on}{f': {url}' if url else '.'}"


def _effective(event: OutsideEvent, zone: str, decided: datetime) -> datetime | None:
    """When it happened, by the event's own instant or else the beginning of its day; ``None`` where that is not over yet."""
    found = event.time
    if event.day and (found is None or found.date() != event.day):
        found = start_of_day(event.day, zone)
    return found if found and found <= decided else None


async def _move(engine: Engine, obligations: Obligations, entry: Entry, moved: SessionMoved, now: datetime) -> list[Done]:
    """Enter the session's days, and give all that is bound to it, proposals too, its new due time."""
    assert entry.decided_by is not None and entry.decided_at is not None  # it is confirmed
    by, at = entry.decided_by, entry.decided_at
    row = session_row(engine, entry, moved)
    sessions.put(engine, row)
    session, source = SessionRef(row.body, row.number), step_id(entry, "", "moved").rstrip(":")
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(bound: Bound) -> Done:
        envelope = rebinding(bound, session, row.source, by, source, so_since(row, bound.state.terms.zone, now))
        async with gate:
            try:
                return Done(bound.state.id, (await obligations.carry_out(bound.state.id, envelope)).last)
            except DomainError as error:
                return Done(bound.state.id, refused=str(error))

    moves = [bound for bound in bound_to(engine, session, now.date()) if bound.moves]
    answers = await asyncio.gather(*map(one, moves), return_exceptions=True)  # all are heard out before one that failed is told
    done = [_or_raise(answer) for answer in answers]
    refused = " ".join(f"{each.obligation}: {each.refused}" for each in done if each.refused)
    table.decide(engine, entry.number, State.PROPOSED if refused else State.DONE, by, at, refused)
    return done


def _or_raise(answer: Done | BaseException) -> Done:
    if isinstance(answer, BaseException):
        raise answer
    return answer


def session_row(engine: Engine, entry: Entry, moved: SessionMoved) -> SessionRow:
    """What the calendar is given."""
    name = calendar_of(engine).canonical(moved.body) or moved.body.strip()
    known = moved.known_since or (entry.happened_at or entry.received_at).date()
    closes = moved.closes or moved.opens
    return SessionRow(
        name, moved.session, moved.opens, closes, known, "", moved.expected, False, moved.source, "given", moved.note
    )
