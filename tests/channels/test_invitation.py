"""Invitations that mail programs act on: read back from the message by independent parsers."""

import uuid
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from email import message_from_bytes, policy
from email.headerregistry import Address
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import commands as c
from domain.instrument import Due
from notify.email import one_line as header
from notify.feeds.calendar import one_line
from notify.feeds.invitation import Meeting, Method, attach, invitation, meetings_of
from notify.service_mail import build
from tests.channels.reading_back import by_others, check, components, unescape
from tests.channels.test_calendar import HOSTILE
from tests.ledger.lives import Life, terms
from wire.records import Append, unstore

LEDGER = uuid.UUID("5e54a9da-0000-4000-8000-000000000000")
CHAIR = Address("The Chair", "chair", "example.org")
ANN = Address('Ánn; "the" Chief, 中', "ann", "example.org")
DAY = Due("on 5 May 2018", date(2018, 5, 5), date(2018, 5, 5))
STAMP = datetime(2018, 1, 2, 3, 4, 5, tzinfo=UTC)


def meetings(appends: Iterable[Append], life: Life) -> list[Meeting]:
    return meetings_of(LEDGER, life.stream, [unstore(row) for each in appends for row in each.events])


def briefing(due: Due) -> tuple[Life, list[Append]]:
    life = Life()
    wanted = replace(terms(deliverable="briefing", required=1, actions=("brief the Assembly",)), due=due)
    return life, [life.ask(c.Propose(wanted)), life.ask(c.Confirm(), start=True), life.ask(c.Assign("bob"))]


def message() -> EmailMessage:
    made = build("A briefing", "Please come.\n", "key", STAMP, "servanda@example.org", ANN)
    made.add_alternative("<p>Please come.</p>", subtype="html")
    return made


def test_a_term_is_no_day_to_meet_on() -> None:
    life, done = briefing(Due("by May 2018", latest=date(2018, 5, 31)))
    assert meetings(done, life) == []
    life, done = briefing(Due("in May 2018", date(2018, 5, 1), date(2018, 5, 31)))
    assert meetings(done, life) == []


def test_a_meeting_is_invited_to_and_taken_back_under_one_uid() -> None:
    life, done = briefing(DAY)
    [first] = meetings(done, life)
    assert (first.day, first.sequence, first.method) == (date(2018, 5, 5), 0, Method.REQUEST)
    assert first.summary == "Briefing: brief the Assembly (A/RES/71/244:14)"
    done.append(life.comment("nothing that concerns it"))
    assert meetings(done, life) == [first]
    done.append(life.ask(c.Waive("overtaken")))
    [off] = meetings(done, life)
    assert (off.uid, off.day, off.sequence, off.method) == (first.uid, first.day, 1, Method.CANCEL) and off.stamp > first.stamp
    done.append(life.ask(c.Reopen("after all")))
    [on] = meetings(done, life)
    assert (on.uid, on.sequence, on.method) == (first.uid, 2, Method.REQUEST)


def test_a_meeting_whose_day_is_changed_has_moved_and_a_changed_term_is_still_a_term() -> None:
    life, done = briefing(DAY)
    [first] = meetings(done, life)
    for sequence, day in enumerate((date(2018, 5, 20), date(2018, 6, 3)), start=1):
        done.append(life.ask(c.ChangeDueDate(day, "the room is taken")))
        [moved] = meetings(done, life)
        assert (moved.uid, moved.day, moved.sequence, moved.cancelled) == (first.uid, day, sequence, False)
    life, done = briefing(Due("by May 2018", latest=date(2018, 5, 31)))
    done.append(life.ask(c.ChangeDueDate(date(2018, 6, 3), "more time")))
    assert meetings(done, life) == []


def test_what_was_held_is_not_cancelled() -> None:
    life, done = briefing(DAY)
    done += [life.ask(c.Submit(units=1), "bob"), life.ask(c.Approve())]
    [held] = meetings(done, life)
    assert held.sequence == 0 and not held.cancelled


def test_a_request_holds_what_itip_demands_and_the_message_what_imip_demands() -> None:
    life, done = briefing(DAY)
    [found] = meetings(done, life)
    content = invitation(found, CHAIR, [ANN, Address("", "bob", "example.org")])
    [event] = check(content)
    assert components(content)[0]["METHOD"] == [("METHOD", "REQUEST")]
    assert event["DTSTART"] == [("DTSTART;VALUE=DATE", "20180505")] and event["DTEND"] == [("DTEND;VALUE=DATE", "20180506")]
    assert event["ORGANIZER"][0][1] == "mailto:chair@example.org" and len(event["ATTENDEE"]) == 2
    assert [value for _, value in event["ATTENDEE"]] == ["mailto:ann@example.org", "mailto:bob@example.org"]
    assert all("RSVP=TRUE" in head and "PARTSTAT=NEEDS-ACTION" in head for head, _ in event["ATTENDEE"])
    [seen] = by_others(content).events
    assert (seen.uid, seen.sequence) == (found.uid, 0) and seen.dtstart == date(2018, 5, 5)
    assert seen.organizer and str(seen.organizer.uri) == "mailto:chair@example.org"
    letter = message()
    attach(letter, content, Method.REQUEST)
    read = message_from_bytes(letter.as_bytes(), policy=policy.default)
    assert [part.get_content_type() for part in read.walk()] == [
        *("multipart/mixed", "multipart/alternative", "text/plain", "text/html", "text/calendar", "application/ics")
    ]
    part = next(each for each in read.walk() if each.get_content_type() == "text/calendar")
    assert part.get_param("method") == "REQUEST" and part.get_param("charset") == "utf-8", "RFC 6047, section 2.4"
    assert part.get_payload(decode=True) == content == next(read.iter_attachments()).get_content()
    assert read["Subject"] == "[Servanda] A briefing" and read["Message-ID"] == letter["Message-ID"]


def test_a_cancellation_and_a_whole_day() -> None:
    life, done = briefing(DAY)
    done.append(life.ask(c.Waive("overtaken")))
    [off] = meetings(done, life)
    content = invitation(off, CHAIR, [ANN])
    [event] = check(content)
    assert components(content)[0]["METHOD"] == [("METHOD", "CANCEL")] and event["STATUS"][0][1] == "CANCELLED"
    assert event["DTSTART"] == [("DTSTART;VALUE=DATE", "20180505")] and event["SEQUENCE"][0][1] == "1"
    letter = message()
    attach(letter, content, off.method)
    part = next(each for each in letter.walk() if each.get_content_type() == "text/calendar")
    assert part.get_param("method") == "CANCEL"


def test_without_anybody_there_is_no_invitation() -> None:
    life, done = briefing(DAY)
    with pytest.raises(ValueError, match="somebody"):
        invitation(meetings(done, life)[0], CHAIR, [])


@given(HOSTILE, st.text(max_size=60))
def test_any_words_and_names_are_read_back(summary: str, name: str) -> None:
    meeting = Meeting("u", date(2018, 5, 5), summary, summary, 3, STAMP)
    who = Address(header(name), "ann", "example.org")
    content = invitation(meeting, CHAIR, [who])
    [event] = check(content)
    assert unescape(event["SUMMARY"][0][1]) == one_line(summary) and len(event["ATTENDEE"]) == 1
    [seen] = by_others(content).events
    assert seen.summary == one_line(summary)
    assert [str(each.uri) for each in seen.attendees] == ["mailto:ann@example.org"]
    letter = message()
    attach(letter, content, meeting.method)
    read = message_from_bytes(letter.as_bytes(), policy=policy.default)
    assert next(read.iter_attachments()).get_content() == content
