"""The flat picture of an obligation that lists and searches read. Always equal to the fold of its events: ``servanda verify`` checks it."""

from dataclasses import dataclass
from datetime import date, datetime

from domain.added import added
from domain.life import next_alarm
from domain.obligation import Obligation


@dataclass(frozen=True, slots=True)
class Projection:
    """One row per obligation. Instants are UTC; days are days in ``zone``.

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
        due_earliest=due.earliest if due else None,
        due_latest=state.deadline or (due.latest if due else None),
        unresolved=due.reason if due and not due.resolved else None,
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
