"""From a reading to a duty: propose, confirm, reject."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from domain import commands as c
from domain import events as e
from domain.errors import Refused
from domain.ladder import LIGHT
from domain.milestones import by_rule
from domain.obligation import Obligation
from domain.rules.common import countable, given, reason, skipped, watched_from
from domain.series import due_of, is_series, occurrence_id
from domain.terms import Terms
from domain.time.zones import end_of_day


def propose(terms: Terms) -> list[e.Event]:
    """The first event of all."""
    countable(terms.required)
    if (terms.review_months is not None and terms.review_months < 1) or (terms.quorum is not None and terms.quorum < 1):
        raise Refused("A review comes after one month at least, and one assignment at least must be done before the whole is.")
    try:
        ZoneInfo(terms.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise Refused(f"There is no time zone {terms.zone!r}. Give an IANA name, such as America/New_York.") from error
    return [e.Proposed(terms)]


def confirm(state: Obligation, command: c.Confirm, _: c.Envelope, now: datetime) -> list[e.Event]:
    terms, corrected = _corrected(state, command)
    if not terms.addressees:
        raise Refused(f"{state.id} names no addressee. Confirm it with one: who is to act?")
    deadline = replace(state, due=terms.due).deadline
    if deadline and end_of_day(deadline, terms.zone) <= now and not command.accept_past_due:
        raise Refused(
            f"{state.id} was due on {deadline:%d %B %Y}, which is past. Give it a new day, or say that it is to be followed as overdue."
        )
    confirmed = e.Confirmed(terms, corrected, command.note)
    if deadline and not command.once and is_series(terms, deadline):
        return [confirmed, *_series(replace(state, terms=terms, due=terms.due), command, deadline)]
    if command.ends_on or command.ends_after:
        raise Refused(f"{state.id} is no series: it recurs by no rule that is known, or its first day is not known.")
    watched = watched_from(terms, deadline, now)
    return [confirmed, e.Activated(watched, skipped(terms, deadline, now)), *_milestones(terms)]


def _corrected(state: Obligation, command: c.Confirm) -> tuple[Terms, tuple[str, ...]]:
    """The terms that are confirmed, and which of their fields differ from what stood there."""
    terms = new = replace(state.terms, due=state.due)  # a session may have moved it since it was read
    if command.addressees is not None:
        new = replace(new, addressees=tuple(name.strip() for name in command.addressees if name.strip()))
    if command.required is not None:
        countable(command.required)
        new = replace(new, required=command.required)
    if command.rebound is not None:
        if state.due is None or state.due.session is None or command.rebound.session != state.due.session:
            raise Refused(f"{state.id} is bound to no such session as it was to be confirmed with. Look at it again.")
        new = replace(new, due=command.rebound)
    if command.due is not None:
        new = replace(new, due=given(command.due, terms.due, "given on confirmation"))
    if command.quorum is not None:
        if command.quorum < 1:
            raise Refused(f"One assignment at least must be done before the whole is, not {command.quorum}.")
        new = replace(new, quorum=command.quorum)
    if command.lightly:
        ladder = replace(LIGHT, hour=terms.ladder.hour, weekend=terms.ladder.weekend, holidays=terms.ladder.holidays)
        new = replace(new, lightly=True, ladder=ladder)
    fields = ("addressees", "required", "due", "quorum", "lightly")
    return new, tuple(name for name in fields if getattr(new, name) != getattr(terms, name))


def _milestones(terms: Terms) -> Iterator[e.Event]:
    for number, planned in enumerate(by_rule(terms, terms.due), start=1):
        yield e.MilestoneSet(number, planned.name, planned.due, planned.rule)


def _series(state: Obligation, command: c.Confirm, anchor: date) -> Iterator[e.Event]:
    if command.ends_after is not None and command.ends_after < 1:
        raise Refused(f"A series has one occurrence at least, not {command.ends_after}.")
    if command.ends_on is not None and command.ends_on < anchor:
        raise Refused(f"The series would end on {command.ends_on:%d %B %Y}, before its first day, {anchor:%d %B %Y}.")
    due = state.due
    assert due is not None  # a series has a first day
    body = due.session.body if due.session else None
    yield e.SeriesBegan(anchor, state.terms.recurrence or "", command.ends_on, command.ends_after, body)
    yield e.OccurrenceOpened(1, occurrence_id(state.id, 1), due if due.latest == anchor else due_of(state, 1, anchor))


def reject(_: Obligation, command: c.Reject, __: c.Envelope, ___: datetime) -> list[e.Event]:
    return [e.Rejected(reason(command.reason, "reject a proposal"))]
