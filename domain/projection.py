"""The flat picture of an obligation that lists and searches read. Always equal to the fold of its events: ``servanda verify`` checks it."""

from dataclasses import dataclass
from datetime import date, datetime

from domain.added import added
from domain.life import next_alarm
from domain.obligation import Obligation, Status
from domain.series import upcoming


@dataclass(frozen=True, slots=True)
class Projection:
    """One row per obligation. Instants are UTC; days are days in ``zone``.

    Of a series, ``due_latest`` is the day of the occurrence that is opened next, ``None`` while nobody can say; once it is closed, the
    last one's. Which of its occurrences are still open they alone know: lists ask them first (:mod:`schema.queries`).

    ``required`` and ``delivered`` count units where one party answers for all, otherwise assignments. ``series`` and ``occurrence``
    say of which series this is one occurrence; ``milestone_due`` is the day of the next milestone.
    """

    id: str
    seq: int
    instrument: str
    provision: str
    status: str
    progress: str
    force: str
    addressees: tuple[str, ...]
    assignee: str | None
    due_expression: str | None
    due_earliest: date | None
    due_latest: date | None
    unresolved: str | None
    session_body: str | None
    session_number: int | None
    zone: str
    required: int
    delivered: int
    overdue: bool
    level: int
    next_alarm: datetime | None
    parties: tuple[str, ...] = added(())
    series: str | None = added(None)
    occurrence: int | None = added(None)
    milestone_due: date | None = added(None)


def project(state: Obligation) -> Projection:
    """The row for ``state``."""
    due = state.due
    session = due.session if due else None
    return Projection(
        id=state.id,
        seq=state.seq,
        instrument=state.terms.instrument,
        provision=state.terms.provision,
        status=state.status.value,
        progress=state.progress.value,
        force=state.terms.force.value,
        addressees=state.terms.addressees,
        assignee=state.assignee,
        due_expression=due.expression if due else None,
        due_earliest=due.earliest if due and not state.series else None,
        due_latest=_last_day(state),
        unresolved=_unresolved(state),
        session_body=session.body if session else None,
        session_number=session.number if session else None,
        zone=state.terms.zone,
        required=state.required,
        delivered=state.delivered,
        overdue=state.overdue,
        level=state.level,
        next_alarm=next_alarm(state),
        parties=state.parties,
        series=state.terms.series,
        occurrence=state.terms.occurrence,
        milestone_due=min((m.due for m in state.milestones if m.due and m.ahead), default=None),
    )


def _last_day(state: Obligation) -> date | None:
    if state.series is None:
        return state.deadline or (state.due.latest if state.due else None)
    if state.status is Status.RECURRING:
        return upcoming(state.series)
    return state.series.last.due if state.series.last else None


def _unresolved(state: Obligation) -> str | None:
    if state.series and state.series.awaited is not None and state.is_open:
        return f"occurrence {state.series.awaited} has come round, and no calendar gives its day yet"
    return state.due.reason if state.due and not state.due.resolved else None
