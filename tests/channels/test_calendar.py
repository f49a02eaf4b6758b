"""Calendars read back by an independent implementation, whatever stands in the words."""

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from domain import commands as c
from domain.instrument import Due, SessionRef
from domain.time.sessions import SessionCalendar, SessionRow
from notify.feeds.calendar import calendar, one_line, text
from notify.feeds.entries import Entry, Standing, of_obligation, of_session, uid
from reading.calendars import shipped
from tests.channels.reading_back import by_others, check, unescape
from tests.ledger.lives import Life
from wire.records import Append, unstore

LEDGER = uuid.UUID("5e54a9da-0000-4000-8000-000000000000")
SESSION = SessionRef("General Assembly", 72)
ZERO = datetime(2017, 3, 1, tzinfo=UTC)


def entry(summary: str = "x", description: str = "y", **more: object) -> Entry:
    values = {"uid": str(uuid.uuid5(LEDGER, summary)), "first": date(2018, 5, 1), "last": date(2018, 5, 1), "category": "Due"}
    return Entry(**values | {"summary": summary, "description": description, "modified": ZERO} | more)  # type: ignore[arg-type]


AWKWARD = ';,\\:"\r\n\t \x00\x07\x1b\x7f\x85\u2028\u2029é中文العربية\u200d👩\u200f\ufeffBEGIN:VEVENT'
HOSTILE = st.text() | st.text(AWKWARD).map(lambda found: found * 3)


def read_back(summary: str, description: str, title: str) -> None:
    given_entry = entry(summary, description)
    content = calendar(title, [given_entry])
    [event] = check(content)
    assert unescape(event["SUMMARY"][0][1]) == one_line(summary)
    assert unescape(event["DESCRIPTION"][0][1]) == text(description)
    [seen] = by_others(content).events
    assert (seen.summary or "") == one_line(summary) and (seen.description or "") == text(description)
    assert (seen.uid, seen.dtstart, seen.dtend) == (given_entry.uid, date(2018, 5, 1), date(2018, 5, 2))


@given(HOSTILE, HOSTILE, HOSTILE)
@example("请" * 80, "وثيقة; a\\nb, c\\\\" * 40, "a\r\nBEGIN:VEVENT\r\nUID:x\r\nEND:VEVENT")
@example("a" * 66 + "é" * 40, "\n\n \n", "")
@example("\\", ",", ";")
@example("A\\Nato\\n", "x\\N\\\\n;", "\\N")  # a backslash before a letter is a backslash
@example("x\r\nDTSTART:19700101", "\u2028END:VCALENDAR", "\x85")
def test_any_words_are_read_back_as_they_were(summary: str, description: str, title: str) -> None:
    read_back(summary, description, title)


@pytest.mark.soak
@settings(max_examples=10_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(HOSTILE, HOSTILE, HOSTILE)
def test_ten_thousand_hostile_calendars(summary: str, description: str, title: str) -> None:
    read_back(summary, description, title)


def test_a_calendar_without_anything_in_it_is_still_one() -> None:
    content = calendar("nothing", [])
    assert check(content) == [] and by_others(content).events == []


def entries(life: Life, appends: list[Append]) -> list[Entry]:
    return of_obligation(LEDGER, life.stream, [unstore(row) for each in appends for row in each.events])


def test_a_due_day_is_a_whole_day_with_alarms_at_the_ladders_hour() -> None:
    life = Life()
    done = [life.propose(), life.ask(c.Confirm(), start=True), life.ask(c.Assign("bob"))]
    [due] = entries(life, done)
    content = calendar("x", [due])
    [event] = check(content)
    assert event["DTSTART"] == [("DTSTART;VALUE=DATE", "20180501")] and event["DTEND"] == [("DTEND;VALUE=DATE", "20180502")]
    assert event["STATUS"][0][1] == "CONFIRMED" and event["TRANSP"][0][1] == "TRANSPARENT"
    triggers = [alarm["TRIGGER"][0][1] for alarm in event["parts"]]
    assert triggers == ["-P13DT15H", "-P6DT15H", "-PT15H", "PT9H"]
    [seen] = by_others(content).events
    starts = [datetime(2018, 5, 1) + alarm.trigger for alarm in seen.alarm]  # type: ignore[operator]  # noqa: DTZ001
    assert starts == [datetime(2018, 4, 17, 9), datetime(2018, 4, 24, 9), datetime(2018, 4, 30, 9), datetime(2018, 5, 1, 9)]  # noqa: DTZ001
    assert seen.summary == "Due: submit a report (A/RES/71/244:14)" and "Focal point: bob" in (seen.description or "")


def test_sequence_and_last_modified_grow_when_a_due_day_moves_and_the_uid_stays() -> None:
    life = Life()
    done = [life.propose(), life.ask(c.Confirm(), start=True)]
    seen = [entries(life, done)]
    for command in (
        c.Assign("bob"),
        c.ChangeDueDate(date(2018, 6, 1), "later"),
        c.ChangeDueDate(date(2018, 5, 15), "sooner"),
        c.Comment("nothing that shows"),
        c.Waive("overtaken"),
        c.Reopen("after all"),
    ):
        done.append(life.ask(command))
        seen.append(entries(life, done))
    assert all(len(each) == 1 for each in seen)
    line = [each[0] for each in seen]
    assert {each.uid for each in line} == {uid(LEDGER, "due", life.stream)}
    assert [each.sequence for each in line] == [0, 0, 1, 2, 2, 3, 4]
    assert [each.first.isoformat() for each in line] == ["2018-05-01"] * 2 + ["2018-06-01"] + ["2018-05-15"] * 4
    assert [each.standing for each in line] == [*[Standing.CONFIRMED] * 5, Standing.CANCELLED, Standing.CONFIRMED]
    modified = [each.modified for each in line]
    assert modified == sorted(modified) and modified[3] == modified[4], "what does not show changes nothing"
    assert len(set(modified)) == 6
    assert not line[5].alarms and b"VALARM" not in calendar("x", [line[5]])
    assert line[5].summary.startswith("Waived: ")


def test_what_was_done_stays_on_its_day_without_an_alarm() -> None:
    life = Life()
    [due] = entries(life, life.whole())
    assert due.summary.startswith("Discharged: ") and due.standing is Standing.CONFIRMED and not due.alarms


def test_a_mere_proposal_is_no_duty_and_a_day_that_goes_is_cancelled() -> None:
    life = Life()
    done = [life.propose()]
    assert entries(life, done) == []
    done.append(life.ask(c.Confirm(), start=True))
    [due] = entries(life, done)
    put_off = c.RebindSession(SESSION, Due("at its session", reason="put off", session=SESSION), "a letter")
    done.append(life.ask(put_off))
    [gone] = entries(life, done)
    assert (gone.uid, gone.first, gone.standing) == (due.uid, due.first, Standing.CANCELLED) and gone.sequence == due.sequence + 1


def test_equal_states_give_equal_bytes_and_two_ledgers_share_no_uid() -> None:
    life = Life()
    done = life.whole()
    assert calendar("x", entries(life, done)) == calendar("x", reversed(entries(life, done)))
    other = of_obligation(uuid.uuid4(), life.stream, [unstore(row) for each in done for row in each.events])
    assert {each.uid for each in other}.isdisjoint(each.uid for each in entries(life, done))


def test_nobody_is_named_but_by_id() -> None:
    life = Life()
    done = [life.propose(), life.ask(c.Confirm(), start=True), life.ask(c.Assign("bob", "call Bob Example at +41 22 917"))]
    content = calendar("x", entries(life, done))
    assert b"Example" not in content and b"917" not in content and b"Focal point: bob" in content


BODY = "High-level Committee on South-South Cooperation"


def test_a_session_that_is_put_off_and_held_later() -> None:
    known = shipped()
    first = of_session(
        LEDGER, SessionCalendar(tuple(r for r in known.rows if r.known_since <= date(2017, 12, 31)), known.bodies), BODY, 20
    )
    whole = of_session(LEDGER, known, BODY, 20)
    assert whole and whole.first == date(2021, 6, 1) and whole.summary == f"Twentieth session of the {BODY}"
    if first:
        assert first.uid == whole.uid and first.sequence < whole.sequence and first.modified < whole.modified
    put_off = of_session(LEDGER, known.moved(BODY, 20, None, None, date(2022, 1, 1), "a letter"), BODY, 20)
    assert put_off and put_off.standing is Standing.CANCELLED and put_off.sequence == whole.sequence + 1
    [event] = check(calendar("x", [whole]))
    assert event["DTSTART"][0][1] == "20210601"


def test_sessions_that_are_known_by_rule_or_not_at_all() -> None:
    assembly = of_session(LEDGER, shipped(), "General Assembly", 120)
    assert assembly and assembly.sequence == 0 and (assembly.last - assembly.first) > timedelta(days=300)
    assert of_session(LEDGER, SessionCalendar(), "Nobody", 3) is None
    undated = SessionCalendar((SessionRow("X", 1, None, None, date(2020, 1, 1), source="s"),))
    assert of_session(LEDGER, undated, "X", 1) is None


@given(st.lists(st.dates(date(2018, 1, 1), date(2100, 1, 1)), min_size=1, max_size=6))
def test_however_often_it_is_moved_the_last_word_has_the_highest_sequence(days: list[date]) -> None:
    life = Life()
    done = [life.propose(due=days[0]), life.ask(c.Confirm(), start=True)]
    last = entries(life, done)[0].sequence
    for day in days[1:]:
        before = entries(life, done)[0]
        if day == before.first:
            continue
        done.append(life.ask(c.ChangeDueDate(day, "moved")))
        [now] = entries(life, done)
        assert now.sequence == last + 1 and now.first == day and now.modified > before.modified
        last = now.sequence
