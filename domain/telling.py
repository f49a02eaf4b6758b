"""Events in words, for people: one sentence each, in the past tense.

Of reminders and escalations an event knows the rung of the ladder, and not how many days it really was: after an outage, or where days
off move a rung, these differ. The sentence names the rung as one; when it was reached is when it is recorded.
"""

from datetime import date

from domain import events as e


def sentence(event: e.Event) -> tuple[str, str] | None:
    """The kind and the words of an event, for people; ``None`` for what only the machinery needs."""
    return _step(event) or _time(event) or _plan(event)


def _step(event: e.Event) -> tuple[str, str] | None:
    match event:
        case e.Confirmed(corrected=corrected):
            return "confirmed", "confirmed" + (f", with {', '.join(corrected)} given by the coordinator" if corrected else "")
        case e.Rejected(reason=reason):
            return "rejected", f"rejected: {reason}"
        case e.Activated(skipped=skipped) if skipped:
            return "skipped", f"reminders skipped, already past: {', '.join(map(str, skipped))} days before"
        case e.Assigned(assignee=who, addressee=addressee, assignment=number):
            return "assigned", f"assigned to {who}" + (f" for {addressee}" if addressee else "") + _which(number)
        case e.FannedOut(collective=collective, members=members):
            return "assigned", f"laid on {len(members)} members of {collective}"
        case e.Accepted(assignment=number):
            return "accepted", f"accepted{_which(number)}"
        case e.Declined(reason=reason, assignment=number):
            return "declined", f"declined{_which(number)}: {reason}"
        case e.Delegated(by=by, to=to, note=note, assignment=number):
            return "delegated", f"delegated by {by} to {to}{_which(number)}" + _because(note)
        case e.HandedBack(by=by, back_to=back, reason=reason, assignment=number):
            return "handed back", f"handed back by {by} to {back or 'the coordinator'}{_which(number)}: {reason}"
        case e.Withdrawn(party=party, reason=reason, assignment=number):
            return "withdrawn", f"assignment {number}{f' ({party})' if party else ''} withdrawn: {reason}"
        case e.ProgressReported(note=note, percent=percent, assignment=number):
            return "progress", f"progress{f' {percent} %' if percent is not None else ''}{_which(number)}: {note}"
        case e.Submitted(units=units, note=note, assignment=number):
            return "submitted", f"submitted ({units}){_which(number)}: {note}"
        case e.EvidenceAttached(evidence=evidence, note=note):
            return "evidence", f"evidence put on file: {', '.join(evidence)}" + _because(note)
        case e.Approved(delivered=delivered, required=required, assignment=number):
            return "approved", f"approved{_which(number)}, {delivered} of {required}"
        case e.Returned(reason=reason, assignment=number):
            return "returned", f"returned{_which(number)}: {reason}"
        case e.Discharged(days_late=late):
            return "discharged", "DISCHARGED in time" if not late else f"DISCHARGED, {late} days late"
        case e.DueDateChanged(old=old, new=new, reason=reason):
            before, after = _day(old.latest if old else None), _day(new.latest)
            return "re-dated", f"due day {before} -> {after}: {reason}"
        case e.ExtensionAsked(due=due, reason=reason):
            return "extension", f"an extension to {_day(due)} asked for: {reason}"
        case e.ExtensionAnswered(due=due, granted=granted, reason=reason):
            return "extension", f"extension to {_day(due)} {'granted' if granted else 'refused'}" + _because(reason)
        case e.UnitScheduled(unit=unit, due=due, reason=reason):
            return (
                "re-dated",
                f"unit {unit} is due on {_day(due)}: {reason}" if due else f"unit {unit} is due with the whole: {reason}",
            )
        case e.Suspended(reason=reason, until=until):
            return "suspended", f"SUSPENDED{f' until {_day(until)}' if until else ''}: {reason}"
        case e.Resumed(days=days, due=due, note=note):
            back = f", {_count(days)} given back, due {_day(due.latest if due else None)}" if days else ""
            return "resumed", f"resumed{back}" + _because(note)
        case e.Snoozed(until=until, reason=reason, assignment=number):
            return "snoozed", f"no reminders before {_day(until)}{_which(number)}: {reason}"
        case e.Superseded(by=by, reason=reason):
            return "superseded", f"SUPERSEDED by {by}: {reason}"
        case e.Amended(by=by, corrected=corrected, reason=reason):
            return "amended", f"amended by {by} ({', '.join(corrected)}): {reason}"
        case e.Linked(relation=relation, other=other):
            return "linked", f"{relation} {other}"
        case e.Reconsidered(reason=reason):
            return "reopened", f"a proposal again: {reason}"
        case e.Waived(reason=reason):
            return "waived", f"waived: {reason}"
        case e.Reopened(reason=reason):
            return "reopened", f"reopened: {reason}"
        case e.Commented(text=text):
            return "comment", text
    return None


def _time(event: e.Event) -> tuple[str, str] | None:
    match event:
        case e.Reminded(days=0, due=due):
            return "reminder", f"reminder on the day itself, {_day(due)}"
        case e.Reminded(days=days, due=due):
            return "reminder", f"reminder: the rung {_count(days)} before {_day(due)}"
        case e.BecameOverdue(due=due):
            return "overdue", f"OVERDUE since {_day(due)}"
        case e.OverdueNoticed(days=days, due=due):
            return "overdue notice", f"still overdue: the rung {_count(days)} after {_day(due)}"
        case e.Escalated(level=level, days=days, due=due):
            return "escalation", f"ESCALATED to level {level}: the rung {_count(days)} after {_day(due)}"
        case e.ReviewReminded(days=days):
            return "review", f"waiting for approval for {_count(days)}"
        case e.ReviewCalled(number=number):
            return "review due", f"it goes on without a day: review {number}"
        case e.SnoozeEnded():
            return "snoozed", "reminders come again"
        case e.UnitCalled(due=due):
            return "re-dated", f"the next unit is due on {_day(due)}"
    return None


def _plan(event: e.Event) -> tuple[str, str] | None:
    match event:
        case e.MilestoneSet(milestone=number, name=name, due=due, rule=rule, reason=reason):
            when = _day(due) if due else "no day yet"
            return "milestone", f"milestone {number}, {name}: {when}" + _because(reason or rule)
        case e.MilestoneReached(milestone=number, note=note, by_then=by):
            return "milestone", f"milestone {number} reached{' by then, on a day that is not known' if by else ''}" + _because(
                note
            )
        case e.MilestoneDropped(milestone=number, reason=reason):
            return "milestone", f"milestone {number} dropped: {reason}"
        case e.MilestoneReminded(milestone=number, days=days, due=due):
            return "milestone", f"milestone {number}: the rung {_count(days)} before {_day(due)}"
        case e.MilestoneMissed(milestone=number, due=due):
            return "milestone", f"milestone {number} MISSED on {_day(due)}"
        case e.Consulted(consultation=number, party=party, question=question):
            return "consultation", f"consultation {number}: {party} asked: {question}"
        case e.Answered(consultation=number, answer=answer):
            return "consultation", f"consultation {number} answered: {answer}"
        case e.AnswerPutOff(consultation=number, answer_by=by, reason=reason):
            return "consultation", f"consultation {number}: an answer is wanted by {_day(by)}: {reason}"
        case e.ConsultationOverdue(consultation=number, answer_by=by):
            return "consultation", f"consultation {number} unanswered since {_day(by)}"
        case e.SeriesBegan(anchor=anchor, recurrence=recurrence, ends_on=on, ends_after=after, body=body):
            end = f", until {_day(on)}" if on else f", {after} times" if after else ""
            sessions = f" with the sessions of the {body}" if body else ""
            return "series", f"recurs: {recurrence}{sessions} from {_day(anchor)}{end}"
        case e.OccurrenceOpened(number=number, id=name, due=due):
            return "occurrence", f"occurrence {number} opened as {name}, due {_day(due.latest)}"
        case e.OccurrenceAwaited(number=number):
            return "occurrence", f"occurrence {number} has come round, and no rule gives its day: open it"
        case e.SeriesEnded(reason=reason):
            return "series", f"the series has ended: {reason}"
    return None


def _which(number: int) -> str:
    """Named only where it is not the first: most obligations have one assignment."""
    return f" (assignment {number})" if number > 1 else ""


def _because(note: str) -> str:
    return f": {note}" if note else ""


def _count(days: int) -> str:
    return f"{days} day{'' if days == 1 else 's'}"


def _day(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else "none"
