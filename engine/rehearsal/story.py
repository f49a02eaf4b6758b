"""A rehearsal told: every reminder, overdue notice, escalation and step with its date, out of the ledger and nothing else."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from domain import events as e
from domain.folding import evolve
from domain.obligation import Obligation
from schema.ledger import Ledger
from wire.records import unstore


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of the story. ``at`` is UTC; ``day`` is the day in the obligation's zone. ``kind`` groups lines for tables and pictures."""

    at: datetime
    day: date
    obligation: str
    kind: str
    text: str
    actor: str


def tell(ledger: Ledger, obligations: Iterable[str]) -> list[Moment]:
    """The story of ``obligations`` in the order of time. Being proposed is not told: it happened to all of them at once."""
    moments = [moment for one in obligations for moment in _of_one(ledger, one)]
    return sorted(moments, key=lambda moment: (moment.at, moment.obligation))


def _of_one(ledger: Ledger, obligation: str) -> Iterator[Moment]:
    state: Obligation | None = None
    for row in ledger.history(obligation):
        stamped = unstore(row)
        state = evolve(state, stamped, obligation)
        told = sentence(stamped.event)
        if told:
            kind, text = told
            day = stamped.effective_at.astimezone(ZoneInfo(state.terms.zone)).date()
            yield Moment(stamped.effective_at, day, obligation, kind, text, stamped.actor)


def sentence(event: e.Event) -> tuple[str, str] | None:
    """The kind and the words of an event, for people; ``None`` for what only the machinery needs."""
    match event:
        case e.Confirmed(corrected=corrected):
            return "confirmed", "confirmed" + (f", with {', '.join(corrected)} given by the coordinator" if corrected else "")
        case e.Rejected(reason=reason):
            return "rejected", f"rejected: {reason}"
        case e.Activated(skipped=skipped) if skipped:
            return "skipped", f"reminders skipped, already past: {', '.join(map(str, skipped))} days before"
        case e.Assigned(assignee=who):
            return "assigned", f"assigned to {who}"
        case e.Accepted():
            return "accepted", "accepted"
        case e.Declined(reason=reason):
            return "declined", f"declined: {reason}"
        case e.ProgressReported(note=note):
            return "progress", f"progress: {note}"
        case e.Submitted(units=units, note=note):
            return "submitted", f"submitted ({units}): {note}"
        case e.Approved(delivered=delivered, required=required):
            return "approved", f"approved, {delivered} of {required}"
        case e.Returned(reason=reason):
            return "returned", f"returned: {reason}"
        case e.Discharged(days_late=late):
            return "discharged", "DISCHARGED in time" if not late else f"DISCHARGED, {late} days late"
        case e.DueDateChanged(old=old, new=new, reason=reason):
            before, after = _day(old.latest if old else None), _day(new.latest)
            return "re-dated", f"due day {before} -> {after}: {reason}"
        case e.Waived(reason=reason):
            return "waived", f"waived: {reason}"
        case e.Reopened(reason=reason):
            return "reopened", f"reopened: {reason}"
        case e.Commented(text=text):
            return "comment", text
        case e.Reminded(days=days, due=due):
            return "reminder", f"reminder: due today ({_day(due)})" if days == 0 else f"reminder: {_count(days)} to {_day(due)}"
        case e.BecameOverdue(due=due):
            return "overdue", f"OVERDUE since {_day(due)}"
        case e.OverdueNoticed(days=days):
            return "overdue notice", f"still overdue after {_count(days)}"
        case e.Escalated(level=level, days=days):
            return "escalation", f"ESCALATED to level {level} after {_count(days)}"
        case e.ReviewReminded(days=days):
            return "review", f"waiting for approval for {_count(days)}"
    return None


def _count(days: int) -> str:
    return f"{days} day{'' if days == 1 else 's'}"


def _day(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else "none"
