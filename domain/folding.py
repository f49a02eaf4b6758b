"""How each event changes an obligation: ``evolve`` folds what happened, and never judges it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from domain import events as e
from domain.assignment import Assignment, Delivery, handed_in_at
from domain.assignment import Submission as Waiting
from domain.errors import DomainError, UnknownEvent
from domain.obligation import Obligation, rolled_up
from domain.plans import Consultation, Extension, Milestone, Relation, Series, Suspension, days_between, stood
from domain.series import occurrence_of
from domain.status import RUNNING, Status


def fold(obligation_id: str, history: Iterable[e.Stamped]) -> Obligation:
    """The state after all of ``history``, which begins with :class:`~domain.events.Proposed` and has no gap.

    Raises :class:`DomainError` for a gap or an empty history, :class:`UnknownEvent` for an event this code does not know.
    """
    state: Obligation | None = None
    for stamped in history:
        state = evolve(state, stamped, obligation_id)
    if state is None:
        raise DomainError(f"Obligation {obligation_id} has no events: there is nothing to fold.")
    return state


def evolve(state: Obligation | None, stamped: e.Stamped, obligation_id: str = "") -> Obligation:
    """The state after one more event. ``state`` is ``None`` before the first."""
    expected = state.seq + 1 if state else 1
    if stamped.seq != expected:
        raise DomainError(
            f"Event {stamped.seq} of {obligation_id or (state and state.id)} came where {expected} was expected: there is a gap."
        )
    if state is None:
        if not isinstance(stamped.event, e.Proposed):
            raise DomainError(f"The first event of an obligation is a proposal, not {type(stamped.event).__name__}.")
        return Obligation(obligation_id, 1, Status.PROPOSED, stamped.event.terms, due=stamped.event.terms.due)
    for room in (_whole, _assignments, _time, _plans):
        if (after := room(state, stamped)) is not None:
            return replace(after, seq=stamped.seq)
    raise UnknownEvent(f"No rule folds {type(stamped.event).__name__} into an obligation that is {state.status}.")


def _whole(state: Obligation, stamped: e.Stamped) -> Obligation | None:
    """What concerns the obligation as such: its terms, its ends, its relations."""
    match stamped.event:
        case e.Confirmed(terms=terms):
            return replace(state, terms=terms, due=terms.due)
        case e.Rejected():
            return replace(state, status=Status.REJECTED)
        case e.Reconsidered():
            return replace(state, status=Status.PROPOSED)
        case e.Activated(watched=watched):
            began = stamped.recorded_at if state.terms.review_months else None
            return replace(state, status=Status.UNASSIGNED, watched=watched, activated_at=began)
        case e.Discharged():
            return _closed(state, Status.DISCHARGED)
        case e.Waived():
            return _closed(state, Status.WAIVED)
        case e.Superseded():
            return _closed(state, Status.SUPERSEDED)
        case e.SeriesEnded():
            return _closed(state, Status.LAPSED)
        case e.Amended():
            return _amended(state, stamped.event, stamped.recorded_at)
        case e.Reopened(due=due, watched=watched):
            return replace(_begun_again(state), due=due, watched=watched, ahead=(), overdue=False, level=0)
        case e.Linked(relation=relation, other=other, note=note):
            return replace(state, relations=(*state.relations, Relation(relation, other, note)))
        case e.EvidenceAttached(evidence=evidence):
            return replace(state, evidence=(*state.evidence, *evidence))
        case e.Commented():
            return state
    return None


def _assignments(state: Obligation, stamped: e.Stamped) -> Obligation | None:
    """What concerns one assignment; where the whole stands follows."""
    match stamped.event:
        case e.Assigned(assignee=party, assignment=number, addressee=addressee):
            held = _of(state, number)
            laid = replace(held, party=party, status=Status.ASSIGNED, addressee=addressee or held.addressee, chain=(),
                           submission=None, snoozed_until=None)  # fmt: skip
            return _with(state, laid)
        case e.FannedOut(members=members, first=first):
            return _standing(replace(state, assignments=(*state.assignments, *_fanned(members, first))))
        case e.Accepted(assignment=number):
            return _with(state, replace(_of(state, number), status=Status.ACCEPTED))
        case e.Declined(assignment=number, back_to=back) | e.HandedBack(assignment=number, back_to=back):
            return _with(state, _given_back(_of(state, number), back))
        case e.Delegated(assignment=number, by=by, to=to):
            held = _of(state, number)
            chain = (*held.chain, by)
            return _with(state, replace(held, party=to, status=Status.ASSIGNED, chain=chain, snoozed_until=None))
        case e.Withdrawn(assignment=number):
            return _with(state, replace(_of(state, number), status=Status.WAIVED, submission=None))
        case e.ProgressReported(assignment=number, percent=percent):
            held = _of(state, number)
            return _with(
                state, replace(held, status=Status.IN_PROGRESS, percent=percent if percent is not None else held.percent)
            )
        case e.Submitted(assignment=number, units=units, note=note, evidence=evidence):
            known = stamped.recorded_at
            waiting = Waiting(stamped.actor, units, stamped.effective_at, known, known, note, evidence)
            return _with(state, replace(_of(state, number), status=Status.SUBMITTED, submission=waiting))
        case e.Approved(assignment=number, delivered=delivered, required=required):
            return _with(state, _approved(_of(state, number), stamped, delivered, required))
        case e.Returned(assignment=number):
            return _with(state, replace(_of(state, number), status=Status.IN_PROGRESS, submission=None))
        case e.Snoozed(assignment=number, until=until):
            return _with(state, replace(_of(state, number), snoozed_until=until))
        case e.SnoozeEnded(assignments=numbers):
            for number in numbers:
                state = _with(state, replace(_of(state, number), snoozed_until=None))
            return state
    return None


def _time(state: Obligation, stamped: e.Stamped) -> Obligation | None:
    """What moves days, and what time itself has said."""
    match stamped.event:
        case e.DueDateChanged(new=due, watched=watched):
            dated = replace(state, due=due, watched=watched)
            same = dated.deadline == state.deadline and watched == state.watched  # the ladder stays as it stands
            return dated if same else replace(dated, ahead=(), overdue=False, level=0)
        case e.ExtensionAsked(due=day, reason=reason):
            return replace(state, extension=Extension(day, reason, stamped.actor, stamped.recorded_at))
        case e.ExtensionAnswered():
            return replace(state, extension=None)
        case e.UnitScheduled(unit=unit, due=day):
            days = [*state.unit_dues, *[None] * (unit - len(state.unit_dues))]
            days[unit - 1] = day
            return replace(state, unit_dues=tuple(days) if any(days) else ())
        case e.UnitCalled(watched=watched):
            return replace(state, watched=watched, ahead=(), overdue=False, level=0)
        case e.Suspended(reason=reason, until=until):
            return replace(state, status=Status.SUSPENDED, suspension=Suspension(stamped.recorded_at, reason, until))
        case e.Resumed():
            return _resumed(state, stamped.event, stamped.recorded_at)
        case e.Reminded(watched=watched) | e.OverdueNoticed(watched=watched):
            return replace(state, watched=watched, ahead=())
        case e.BecameOverdue(watched=watched):
            return replace(state, watched=watched, ahead=(), overdue=True)
        case e.Escalated(watched=watched, level=level):
            return replace(state, watched=watched, ahead=(), level=level)
        case e.ReviewReminded(watched=watched, assignments=numbers) if state.waiting:
            held = (_reviewed(each, watched) if each.number in numbers or not numbers else each for each in state.assignments)
            return replace(state, assignments=tuple(held))
        case e.ReviewCalled(number=number):
            return replace(state, reviewed=number)
    return None


def _plans(state: Obligation, stamped: e.Stamped) -> Obligation | None:
    """Milestones, consultations, series."""
    match stamped.event:
        case e.MilestoneSet(milestone=number, name=name, due=due, rule=rule, watched=watched):
            return _planned(state, Milestone(number, name, due, rule, watched or stamped.recorded_at))
        case e.MilestoneReached(milestone=number, by_then=by):
            return _planned(state, replace(state.milestones[number - 1], reached_at=stamped.effective_at, reached_by=by))
        case e.MilestoneDropped(milestone=number):
            return _planned(state, replace(state.milestones[number - 1], dropped=True))
        case e.MilestoneReminded(milestone=number, watched=watched):
            return _planned(state, replace(state.milestones[number - 1], watched=watched))
        case e.MilestoneMissed(milestone=number, watched=watched):
            return _planned(state, replace(state.milestones[number - 1], watched=watched, missed=True))
        case e.Consulted(consultation=number, party=party, question=question, answer_by=by):
            asked = Consultation(number, party, question, stamped.effective_at, by)
            return replace(state, consultations=(*state.consultations, asked))
        case e.Answered(consultation=number, answer=answer):
            answered = replace(state.consultations[number - 1], answered_at=stamped.effective_at, answer=answer)
            return _consulted(state, answered)
        case e.AnswerPutOff(consultation=number, answer_by=by):
            return _consulted(state, replace(state.consultations[number - 1], answer_by=by))
        case e.ConsultationOverdue(consultation=number):
            return _consulted(state, replace(state.consultations[number - 1], overdue=True))
        case e.SeriesBegan(anchor=anchor, recurrence=recurrence, ends_on=on, ends_after=after, body=body):
            return replace(state, status=Status.RECURRING, series=Series(anchor, recurrence, on, after, body=body))
        case e.OccurrenceOpened(number=number, id=name, due=due) if state.series and due.latest:
            opened = (*state.series.occurrences, occurrence_of(number, name, due, due.latest))
            return replace(state, series=replace(state.series, occurrences=opened, awaited=None))
        case e.OccurrenceAwaited(number=number) if state.series:
            return replace(state, series=replace(state.series, awaited=number))
    return None


def _of(state: Obligation, number: int) -> Assignment:
    """The assignment of that number, or the one that is just coming into being."""
    if number <= len(state.assignments):
        return state.assignments[number - 1]
    return Assignment(number)


def _with(state: Obligation, held: Assignment) -> Obligation:
    """``state`` with ``held`` in its place."""
    return _standing(replace(state, assignments=state.roll.with_one(held)))


def _standing(state: Obligation) -> Obligation:
    """Where the whole stands after a change in an assignment; a series and a suspended one stay what they are."""
    if state.status not in RUNNING:
        return state
    status = rolled_up(state)
    return state if status is state.status else replace(state, status=status)


def _fanned(members: tuple[e.Member, ...], first: int) -> Iterable[Assignment]:
    for number, member in enumerate(members, first):
        yield Assignment(number, member.party, Status.ASSIGNED if member.party else Status.UNASSIGNED, member.addressee)


def _given_back(held: Assignment, to: str | None) -> Assignment:
    """Back with whoever had delegated it, who has accepted it before; else with nobody."""
    if to is None:
        return replace(held, party=None, status=Status.UNASSIGNED, chain=(), snoozed_until=None)
    return replace(held, party=to, status=Status.ASSIGNED, chain=held.chain[: held.chain.index(to)], snoozed_until=None)


def _approved(held: Assignment, stamped: e.Stamped, delivered: int, required: int) -> Assignment:
    waiting = held.submission
    done = Status.DISCHARGED if delivered >= required else Status.IN_PROGRESS
    after = replace(held, status=done, delivered=delivered, delivered_at=handed_in_at(held), submission=None)
    if waiting is None:
        return after
    kept = Delivery(waiting.units, waiting.by, waiting.effective_at, stamped.actor, stamped.recorded_at, waiting.evidence)
    return replace(after, deliveries=(*held.deliveries, kept))


def _reviewed(held: Assignment, watched: datetime) -> Assignment:
    return replace(held, submission=replace(held.submission, watched=watched)) if held.submission else held


def _planned(state: Obligation, milestone: Milestone) -> Obligation:
    kept = list(state.milestones)
    kept[milestone.number - 1 : milestone.number] = [milestone]
    return replace(state, milestones=tuple(kept))


def _consulted(state: Obligation, consultation: Consultation) -> Obligation:
    kept = list(state.consultations)
    kept[consultation.number - 1] = consultation
    return replace(state, consultations=tuple(kept))


def _resumed(state: Obligation, event: e.Resumed, now: datetime) -> Obligation:
    """The clock goes on: what the days were given back to is in the event, so that no fold ever reckons them another way.

    Whoever must approve, and the next review, wait as much longer.
    """
    assert state.suspension is not None  # SUSPENDED always holds one
    since, until = stood(state.suspension, state.terms.zone, now)
    held = tuple(
        _reviewed(each, each.submission.watched + (until - since)) if each.submission else each for each in state.assignments
    )
    back = replace(state, suspension=None, due=event.due, unit_dues=event.unit_dues, status=Status.UNASSIGNED, assignments=held)
    if event.watched is not None:
        back = replace(back, watched=event.watched, ahead=event.ahead)
    if back.activated_at is not None:
        days = timedelta(days=days_between(since, until, state.terms.zone))
        back = replace(back, activated_at=event.began or back.activated_at + days)
    return _standing(back)


def _amended(state: Obligation, event: e.Amended, now: datetime) -> Obligation:
    """Other terms. Whoever had done all and has now more to do is at it again; units that are asked for no more have no day."""
    required = event.terms.required
    held = state.assignments
    if required != state.terms.required:
        held = tuple(_asked_more(each, required) for each in held)
    units = state.unit_dues[:required] if required > 1 else ()
    amended = replace(state, terms=event.terms, due=event.due, assignments=held, unit_dues=units if any(units) else ())
    if state.suspension and "due" in event.corrected:
        amended = replace(amended, suspension=replace(state.suspension, dated=now))
    if event.watched is not None:
        amended = replace(amended, watched=event.watched, ahead=(), overdue=False, level=0)
    return _standing(amended)


def _asked_more(held: Assignment, required: int) -> Assignment:
    more = held.status is Status.DISCHARGED and held.delivered < required
    return replace(held, status=Status.IN_PROGRESS) if more else held


def _closed(state: Obligation, status: Status) -> Obligation:
    """Closed: nothing waits any more, neither a submission nor an extension nor the end of a pause."""
    held = tuple(replace(each, submission=None) if each.submission else each for each in state.assignments)
    return replace(state, status=status, assignments=held, overdue=False, suspension=None, extension=None)


def _begun_again(state: Obligation) -> Obligation:
    """What is reopened goes back to whoever held it. What was delivered in full is asked for anew; a part stands."""
    held = tuple(_asked_anew(each, state.terms.required) for each in state.assignments)
    back = replace(state, assignments=held, status=Status.RECURRING if state.series else Status.UNASSIGNED)
    return _standing(back)


def _asked_anew(held: Assignment, required: int) -> Assignment:
    if held.status is Status.WAIVED:
        return held
    status = Status.ASSIGNED if held.party else Status.UNASSIGNED
    back = replace(held, status=status, submission=None, snoozed_until=None)
    if held.delivered < required:
        return back
    return replace(back, delivered=0, delivered_at=None, percent=None, deliveries=())
