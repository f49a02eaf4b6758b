"""From what was read to a duty: who confirms what, with which corrections, and what is refused."""

from dataclasses import replace
from datetime import UTC, date, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain import commands as c
from domain import events as e
from domain.errors import Refused
from domain.instrument import Due
from domain.life import next_alarm
from domain.obligation import Progress, Status
from tests.domain.lives import AT_SESSION, DUE, Life, confirmed, kinds, terms, utc


def test_a_proposal_is_no_duty_and_time_says_nothing_about_it() -> None:
    life = Life()
    assert life.obligation.status is Status.PROPOSED
    assert next_alarm(life.obligation) is None
    assert life.tick(utc("2027-01-01 00:00")) == []


def test_nothing_can_be_asked_of_what_was_never_proposed() -> None:
    life = Life()
    life.state = None
    with pytest.raises(Refused, match="no such obligation"):
        life.ask(c.Confirm())


def test_it_is_proposed_once() -> None:
    with pytest.raises(Refused, match="proposed before"):
        Life().ask(c.Propose(terms()))


@pytest.mark.parametrize("required", [0, -1, 10**9])
def test_what_could_never_be_delivered_in_full_is_not_proposed(required: int) -> None:
    with pytest.raises(Refused, match="From one unit"):
        Life(terms(required=required))


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "../etc/passwd", "America"])
def test_an_unknown_zone_is_not_proposed(zone: str) -> None:
    with pytest.raises(Refused, match="IANA name"):
        Life(terms(zone=zone))


def test_confirming_as_read_corrects_nothing_and_starts_the_watch() -> None:
    life = Life()
    events = life.ask(c.Confirm(note="agreed with legal"))
    assert events == [e.Confirmed(terms(), (), "agreed with legal"), e.Activated(life.now, ())]
    assert life.obligation.status is Status.UNASSIGNED
    assert next_alarm(life.obligation) == utc("2017-03-02 14:00")  # 90 days before, nine o'clock in New York


def test_what_a_person_corrects_is_named_and_counts_from_then_on() -> None:
    life = Life(terms(AT_SESSION))
    [given, _] = life.ask(c.Confirm(due=date(2018, 1, 31), addressees=(" UNDP ", " "), required=2))
    assert isinstance(given, e.Confirmed)
    assert given.corrected == ("addressees", "required", "due")
    state = life.obligation
    assert (state.terms.addressees, state.terms.required, state.deadline) == (("UNDP",), 2, date(2018, 1, 31))
    assert state.due
    assert state.due.session is None, "a person's day moves with no session"
    assert state.due.expression == "at its twentieth session", "the document's own words stay"


def test_what_is_corrected_to_the_same_is_no_correction() -> None:
    life = Life(terms(required=2))
    [given, _] = life.ask(c.Confirm(addressees=("Secretary-General",), required=2))
    assert isinstance(given, e.Confirmed)
    assert given.corrected == ()


@pytest.mark.parametrize("given", [None, (), (" ",)])
def test_somebody_must_be_to_act(given: tuple[str, ...] | None) -> None:
    life = Life(terms(addressees=()))
    with pytest.raises(Refused, match="names no addressee"):
        life.ask(c.Confirm(addressees=given))
    assert kinds(life.ask(c.Confirm(addressees=("UNDP",)))) == ["Confirmed", "Activated"]


@pytest.mark.parametrize("required", [0, -3, 10**9])
def test_units_are_counted_from_one(required: int) -> None:
    with pytest.raises(Refused, match="From one unit"):
        Life().ask(c.Confirm(required=required))


def test_a_past_due_day_is_refused_and_nothing_has_happened() -> None:
    life = Life(terms(date(2016, 12, 31)))
    before = life.obligation
    with pytest.raises(Refused, match=r"was due on 31 December 2016, which is past\. Give it a new day, or say"):
        life.ask(c.Confirm())
    assert life.obligation is before
    assert kinds(life.ask(c.Confirm(due=DUE))) == ["Confirmed", "Activated"]


def test_a_past_due_day_that_is_accepted_is_overdue_at_the_first_tick_and_the_skipped_are_said_once() -> None:
    life = Life(terms(date(2016, 12, 24)))
    [_, activated] = life.ask(c.Confirm(accept_past_due=True))
    assert isinstance(activated, e.Activated)
    assert activated.skipped == (90, 30, 14, 7, 1, 0)
    alarm = next_alarm(life.obligation)
    assert alarm is not None
    assert alarm <= life.now, "the tick is due at once"
    [overdue] = life.tick()
    assert overdue == e.BecameOverdue(date(2016, 12, 24), utc("2016-12-31 14:00"), missed=()), (
        "it stands for the notice of 7 days"
    )
    assert life.obligation.progress is Progress.OVERDUE
    assert [when for when, _ in life.wait(days=30)] == ["2017-01-07 14:00", "2017-01-23 14:00"]  # 14 and 30 days after


def test_due_today_is_not_past_until_the_day_has_ended_where_the_addressee_is() -> None:
    last_moment = utc("2017-06-01 03:59") + timedelta(seconds=59)  # 31 May, 23:59:59 in New York
    life = confirmed(now=last_moment)
    assert life.history[-1].event == e.Activated(last_moment, (90, 30, 14, 7, 1, 0))
    assert next_alarm(life.obligation) == utc("2017-06-01 04:00")
    with pytest.raises(Refused, match="which is past"):
        confirmed(now=utc("2017-06-01 04:00"))


def test_due_today_before_the_hour_is_still_reminded_today() -> None:
    life = confirmed(now=utc("2017-05-31 12:59"))
    assert life.history[-1].event == e.Activated(life.now, (90, 30, 14, 7, 1))
    assert [(when, type(event)) for when, event in life.wait(days=1)] == [
        ("2017-05-31 13:00", e.Reminded),
        ("2017-06-01 04:00", e.BecameOverdue),
    ]


def test_a_day_that_the_text_only_suggests_is_no_deadline_until_a_person_gives_one() -> None:
    suggested = Due("in marking the fortieth anniversary", latest=date(2016, 12, 24), optional=True)
    life = confirmed(terms(suggested))
    assert (life.obligation.deadline, next_alarm(life.obligation)) == (None, None)
    assert life.tick(utc("2030-01-01 00:00")) == []
    life.now = utc("2017-01-02 12:00")
    life.ask(c.ChangeDueDate(DUE, "fixed with the office"))
    assert life.obligation.deadline == DUE
    given = confirmed(terms(suggested), due=DUE)
    assert given.obligation.deadline == DUE


@pytest.mark.parametrize("due", [None, Due("in due course"), Due("from 2017 on", earliest=date(2017, 1, 1))])
def test_without_a_last_day_there_is_no_alarm(due: Due | None) -> None:
    life = confirmed(terms(due))
    assert next_alarm(life.obligation) is None
    assert life.tick(utc("2030-01-01 00:00")) == []


@pytest.mark.parametrize("day", [date.max, date.min])
def test_a_day_that_no_calendar_holds_is_refused(day: date) -> None:
    with pytest.raises(Refused, match="beyond what a calendar can hold"):
        Life().ask(c.Confirm(due=day, accept_past_due=True))


def test_a_proposal_is_rejected_with_a_reason_and_can_still_be_spoken_of() -> None:
    life = Life()
    with pytest.raises(Refused, match="takes a reason"):
        life.ask(c.Reject("  "))
    assert life.ask(c.Reject(" says nothing new ")) == [e.Rejected("says nothing new")]
    assert life.obligation.progress is Progress.NO_LONGER_APPLICABLE
    assert life.ask(c.Comment("see the debate")) == [e.Commented("see the debate")]
    with pytest.raises(Refused, match=r"it is rejected\. Legal now: reopen, comment\."):
        life.ask(c.Confirm())


def test_what_is_confirmed_is_not_confirmed_again() -> None:
    with pytest.raises(Refused, match=r"it is unassigned\. Legal now: assign, change-due, waive, comment\."):
        confirmed().ask(c.Confirm())


def test_two_times_stand_on_every_event_both_in_utc() -> None:
    life = confirmed()
    said = utc("2016-12-30 23:00").astimezone(ZoneInfo("Asia/Tokyo"))
    life.ask(c.Comment("said at the meeting"), on=said)
    stamped = life.history[-1]
    assert (stamped.recorded_at, stamped.effective_at) == (life.now, utc("2016-12-30 23:00"))
    assert stamped.effective_at.tzinfo is UTC


def test_nothing_has_happened_in_the_future_or_at_no_instant() -> None:
    life = confirmed()
    with pytest.raises(Refused, match="in the future"):
        life.ask(c.Comment("x"), on=life.now + timedelta(microseconds=1))
    with pytest.raises(Refused, match="without its zone"):
        life.ask(c.Comment("x"), on=life.now.replace(tzinfo=None))
    assert kinds(life.ask(c.Comment("x"), on=life.now)) == ["Commented"]


@pytest.mark.parametrize("nobody", ["", " ", "bob "])
def test_every_step_is_somebodys(nobody: str) -> None:
    with pytest.raises(Refused, match="names nobody"):
        confirmed().ask(c.Comment("x"), by=nobody)


def test_confirming_takes_the_terms_of_the_proposal_and_no_others() -> None:
    life = Life(replace(terms(), recurrence="yearly", continuing=True))
    life.ask(c.Confirm())
    assert life.obligation.terms == replace(terms(), recurrence="yearly", continuing=True)
