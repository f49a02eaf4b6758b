"""What people get and when: the desk of a real database, on a clock that a test turns."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from domain import commands as c
from domain.notices import NoticeKind
from domain.parties import Holding, Position
from engine.outgoing.desk import DatabaseDesk
from notify.channels import Form, Message
from notify.digest import FULL
from schema import messages, outbox, party_store, preferences
from schema.engine import writing
from schema.preferences import Preference
from schema.tables import events
from tests.notify.instance import EARLY, Instance, instance, terms
from tests.outbox import notices_of

DUE = date(2029, 6, 8)
NINE = datetime(2029, 6, 1, 9, 0, 1, tzinfo=UTC)
MIDNIGHT = datetime(2029, 6, 9, 0, 0, 1, tzinfo=UTC)
ONE, TWO = "A/RES/71/244:1", "A/RES/71/244:2"


@pytest.fixture
def here(migrated_url: str) -> Iterator[Instance]:
    made = instance(migrated_url)
    for person in ("anna", "bert", "chief", "boss"):
        made.person(person)
    yield made
    made.engine.dispose()


def subjects(found: list[Message], person: str) -> list[str]:
    return [message.subject for message in found if message.person == person]


JUNE = date(2029, 6, 1)


def on(hour: int, day: date = JUNE) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def test_what_cannot_wait_is_told_at_once_and_the_rest_once_a_day(here: Instance) -> None:
    here.assigned(ONE, "anna", DUE)
    here.assigned(TWO, "anna", DUE)
    [first] = here.write(EARLY + timedelta(seconds=1))
    assert (first.person, first.form) == ("anna", Form.IMMEDIATE)
    assert "2 matters that cannot wait" in first.subject and ONE in first.text and TWO in first.text
    here.tick(ONE, NINE)
    here.tick(TWO, NINE)
    assert here.write(on(9)) == []
    [digest] = here.write(on(10))
    assert (digest.key, digest.form) == ("digest:anna:2029-06-01", Form.DIGEST)
    assert digest.text.count("It is due on 8 June 2029, in 7 days.") == 2
    assert {part.kind for part in digest.parts} == {NoticeKind.REMINDER} and len(digest.parts) == 2
    assert here.write(on(11)) == []


def test_each_matter_has_what_since_when_whose_turn_its_words_and_where_to_look(here: Instance) -> None:
    here.assigned(ONE, "anna", DUE)
    [message] = here.write(EARLY)
    for needed in (
        "What",
        ONE,
        "Since",
        "1 January 2029",
        "Turn",
        "anna",
        "By when",
        "paragraph's own words",
        f"servanda show {ONE}",
    ):
        assert needed in message.text


def test_one_message_on_one_matter_is_the_notice_itself(here: Instance) -> None:
    here.assigned(ONE, "anna", DUE)
    [message] = here.write(EARLY)
    assert message.key == f"{ONE}#4>anna" and message.subject.startswith(f"[Servanda] {ONE} is assigned to you")


def test_who_was_just_written_to_gets_the_next_matters_together(here: Instance) -> None:
    here.assigned(ONE, "anna", DUE)
    assert len(here.write(EARLY)) == 1
    for number in range(2, 30):
        here.assigned(f"A/RES/71/244:{number}", "anna", DUE, EARLY)
        assert here.write(EARLY + timedelta(minutes=1)) == []
    [together] = here.write(EARLY + timedelta(minutes=11))
    assert "28 matters that cannot wait" in together.subject and len(together.parts) == 28


def test_while_it_is_overdue_there_is_a_line_every_day_for_whose_turn_it_is(here: Instance) -> None:
    here.assigned(ONE, "anna", DUE)
    here.write(EARLY)
    here.tick(ONE, NINE)
    here.tick(ONE, MIDNIGHT)
    found = here.write(MIDNIGHT)
    assert len(subjects(found, "anna")) == len(subjects(found, "chief")) == 1
    for day in (9, 10, 11, 12):
        [digest] = here.write(on(10, date(2029, 6, day)))
        days = f"{day - 8} day{'s' if day > 9 else ''} ago, and it is your turn."
        assert digest.person == "anna" and days in digest.text
        assert here.write(on(11, date(2029, 6, day))) == []
    here.step(ONE, c.Submit(), on(12, date(2029, 6, 12)), "anna")
    tomorrow = here.write(on(10, date(2029, 6, 13)))
    assert [message.person for message in tomorrow] == ["chief"]  # whose turn it is now
    here.step(ONE, c.Approve(), on(12, date(2029, 6, 13)))
    after = here.write(on(10, date(2029, 6, 14)))
    assert [(message.person, *(part.kind for part in message.parts)) for message in after] == [("anna", NoticeKind.DISCHARGED)]
    assert "overdue" not in after[0].text  # and the chief, who approved it, need not be told of it
    assert here.write(on(10, date(2029, 6, 15))) == []


def test_an_escalation_is_told_once_a_level(here: Instance) -> None:
    here.assigned(ONE, "anna", DUE)
    day = DUE
    kinds: list[NoticeKind] = []
    while day < DUE + timedelta(days=70):
        day += timedelta(days=1)
        now = datetime(day.year, day.month, day.day, 9, 0, 1, tzinfo=UTC)
        here.tick(ONE, now)
        kinds += [part.kind for message in here.write(now) if message.person == "boss" for part in message.parts]
    assert kinds == [NoticeKind.ESCALATION]  # level 2 is for whoever fills that role


def test_nobody_is_reminded_of_what_was_done_meanwhile(here: Instance) -> None:
    here.assigned(ONE, "anna", DUE)
    here.write(EARLY)
    here.tick(ONE, NINE)
    here.step(ONE, c.Submit(), NINE + timedelta(minutes=5), "anna")
    here.step(ONE, c.Approve(), NINE + timedelta(minutes=6))
    assert here.write(NINE + timedelta(minutes=7)) == []
    digests = {message.person: {part.kind for part in message.parts} for message in here.write(on(10))}
    assert digests == {"anna": {NoticeKind.DISCHARGED}}
    [row] = [row for row in notices_of(here.engine) if row.kind is NoticeKind.REMINDER]
    assert row.placed_at and outbox.backlog(here.engine).unsent == 0


def test_what_was_given_to_others_reminds_the_others(here: Instance) -> None:
    here.assigned(ONE, "anna", DUE)
    here.write(EARLY)
    here.tick(ONE, NINE)
    here.step(ONE, c.Assign("bert"), NINE + timedelta(minutes=5))
    told = here.write(NINE + timedelta(minutes=6))
    assert sorted(message.person for message in told) == ["anna", "bert"]
    assert here.write(on(10)) == []


def test_who_does_not_work_is_not_told_until_they_do(here: Instance) -> None:
    here.person("night", "Asia/Tokyo", hours="09:00-17:00", weekend="Sat Sun", quiet="20:00-07:00")
    friday = datetime(2029, 6, 1, 13, tzinfo=UTC)  # ten in the evening in Tokyo
    here.assigned(ONE, "night", DUE, friday)
    assert here.write(friday) == []
    [message] = here.write(datetime(2029, 6, 1, 22, tzinfo=UTC))
    assert message.form is Form.IMMEDIATE
    overdue = datetime(2029, 6, 9, 0, 0, 1, tzinfo=UTC)  # a Saturday
    here.tick(ONE, overdue)
    found = [message for hours in range(0, 48, 3) for message in here.write(overdue + timedelta(hours=hours))]
    assert subjects(found, "night") == []
    monday = here.write(datetime(2029, 6, 11, 0, tzinfo=UTC))  # nine in the morning
    assert [message.form for message in monday] == [Form.IMMEDIATE]


def test_two_roles_of_one_person_are_one_message(migrated_url: str) -> None:
    here = instance(migrated_url, roles={"@coordinator": "chief", "@level-1": "chief"})
    here.person("chief")
    here.assigned(ONE, "chief", DUE)
    here.write(EARLY)
    now = datetime(2029, 6, 22, 9, 0, 1, tzinfo=UTC)
    here.tick(ONE, now)
    [message] = [each for each in here.write(now) if each.form is Form.IMMEDIATE]
    assert len(message.parts) >= 2
    here.engine.dispose()


def test_a_role_that_nobody_fills_is_told_so(migrated_url: str) -> None:
    here = instance(migrated_url, roles={})
    here.assigned(ONE, "anna", DUE)
    here.tick(ONE, MIDNIGHT)
    found = {message.person: message for message in here.write(MIDNIGHT)}
    assert "SERVANDA_COORDINATOR" in found["@coordinator"].text
    assert "servanda people add anna" in " ".join(found["anna"].text.split())
    here.engine.dispose()


def test_preferences_change_what_is_told_when_and_in_which_language(here: Instance) -> None:
    kinds = {"assigned": "off", "overdue": "digest"}
    preferences.put(here.engine, Preference("anna", "ru", 6, ("email",), kinds), EARLY)
    here.assigned(ONE, "anna", DUE)
    assert here.write(EARLY) == []
    here.tick(ONE, MIDNIGHT)
    assert subjects(here.write(MIDNIGHT), "anna") == []
    [digest] = here.write(on(6, date(2029, 6, 9)))
    assert digest.language == "ru" and "просрочено 1" in digest.subject and "servanda notices prefer anna" in digest.text
    preferences.put(here.engine, Preference("anna", "ru", 20, (), kinds), on(7, date(2029, 6, 9)))
    assert here.write(on(8, date(2029, 6, 9))) == here.write(on(21, date(2029, 6, 9))) == []  # its day has had its digest
    assert here.write(on(6, date(2029, 6, 10))) == []
    assert len(here.write(on(20, date(2029, 6, 10)))) == 1


def test_what_is_due_tomorrow_is_told_today_whatever_its_reminders(here: Instance) -> None:
    here.assigned(ONE, "anna", DUE)
    here.write(EARLY)
    here.tick(ONE, NINE)
    here.write(on(10))
    [digest] = here.write(on(10, date(2029, 6, 7)))
    assert "Due today or tomorrow" in digest.text and "It is due on 8 June 2029, tomorrow." in digest.text and digest.parts == ()
    [digest] = here.write(on(10, DUE))
    assert "It is due on 8 June 2029, today." in digest.text


def test_many_matters_are_told_briefly_and_none_is_lost(here: Instance) -> None:
    for number in range(70):
        here.assigned(f"A/RES/71/244:{number + 1}", "anna", DUE)
    [message] = here.write(EARLY)
    assert len(message.parts) == 70 and "70 matters" in message.subject
    for number in range(70):
        assert f"A/RES/71/244:{number + 1}" in message.text
    brief = [line for line in message.text.splitlines() if line.startswith("- A/RES/71/244:") and line.endswith(": assigned")]
    assert message.text.count("Who acts") == FULL and len(brief) == 70 - FULL


def test_an_event_that_cannot_be_read_holds_up_nothing_else(here: Instance) -> None:
    here.assigned(ONE, "anna", DUE)
    here.assigned(TWO, "anna", DUE)
    with writing(here.engine) as connection:
        for guard in ("events_refuse_update",):
            connection.exec_driver_sql(
                f"DROP TRIGGER {guard}" + (" ON events" if here.engine.dialect.name == "postgresql" else "")
            )
        connection.execute(events.update().where(events.c.stream == ONE).values(kind="FromTheFuture"))
    [message] = here.write(EARLY)
    assert [part.obligation for part in message.parts] == [TWO]
    stands = outbox.backlog(here.engine)
    assert stands.unsent == 1
    assert here.desk.write(EARLY + timedelta(minutes=1)) == 0


def test_nothing_is_written_twice_however_many_desks_there_are(here: Instance) -> None:
    for number in range(30):
        here.person(f"p{number}")
        here.assigned(f"A/RES/71/244:{number + 1}", f"p{number}", DUE)
        here.tick(f"A/RES/71/244:{number + 1}", NINE)

    def work(desk: DatabaseDesk) -> None:
        for moment in (NINE, NINE + timedelta(minutes=1), on(10), on(10) + timedelta(minutes=1)):
            desk.write(moment)

    threads = [threading.Thread(target=work, args=[Instance(here.engine).desk]) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = here.send(on(11))
    carried = [part.notice for message in found for part in message.parts]
    assert len(carried) == len(set(carried)) == 60  # every assignment and every reminder
    assert len({(message.person, message.form) for message in found}) == len(found) == 60


def test_words_of_sent_messages_are_let_go_after_some_days(here: Instance) -> None:
    here.assigned(ONE, "anna", DUE)
    [message] = here.write(EARLY)
    assert messages.resend(here.engine, message.key, EARLY) == [message.key]
    assert [each.key for each in here.send(EARLY)] == [message.key]
    here.desk.write(EARLY + timedelta(days=8))
    with pytest.raises(LookupError, match="kept for 7 days"):
        messages.resend(here.engine, message.key, EARLY)
    assert messages.resend(here.engine, "nothing", EARLY) == []


def test_of_hundreds_that_wait_for_approval_the_reviewer_reads_how_many_once_a_day(here: Instance) -> None:
    for command in (c.Propose(terms(DUE)), c.Confirm(), c.FanOut("all", tuple(c.Member(f"M{n}", f"m{n}") for n in range(120)))):
        here.step(ONE, command, EARLY)
    for number in range(100):
        here.step(ONE, c.Submit(assignment=number + 1), EARLY + timedelta(minutes=number), f"m{number}")
    here.write(EARLY + timedelta(hours=2))
    [digest] = [message for message in here.write(on(10, date(2029, 1, 1))) if message.person == "chief"]
    assert digest.text.count("100 submissions wait for approval, the longest since 1 January 2029.") == 1
    assert "has submitted what was asked for" not in digest.text
    for number in range(100):  # every alarm of theirs, as it would have come
        here.tick(ONE, EARLY + timedelta(days=7, minutes=number, seconds=1))
    here.write(on(3, date(2029, 1, 8)))
    here.step(ONE, c.Approve(assignment=1), on(9, date(2029, 1, 8)), "chief")
    [again] = [message for message in here.write(on(10, date(2029, 1, 8))) if message.person == "chief"]
    assert "99 submissions wait for approval" in again.text and len(again.parts) == 1
    for number in range(2, 101):
        here.step(ONE, c.Approve(assignment=number), on(11, date(2029, 1, 8)), "chief")
    for late in range(8, 16):
        here.tick(ONE, on(1, date(2029, 1, late)))
        assert not [message for message in here.write(on(10, date(2029, 1, late))) if "for approval" in message.text]


def test_one_that_waits_while_others_are_at_it_is_told_to_whoever_approves(here: Instance) -> None:
    for command in (c.Propose(terms(DUE)), c.Confirm(), c.Assign("anna"), c.Assign("bert", also=True)):
        here.step(ONE, command, EARLY)
    here.step(ONE, c.Submit(), EARLY, "anna")
    here.write(EARLY)
    [digest] = [message for message in here.write(on(10, date(2029, 1, 1))) if message.person == "chief"]
    assert "anna has submitted 1 of 2" in digest.text


def test_nobody_is_told_what_they_did_themselves_for_a_position_that_they_hold(here: Instance) -> None:
    holdings = tuple(Holding("desk", person, jointly=True) for person in ("anna", "bert"))
    party_store.change(here.engine, lambda known: replace(known, positions={"desk": Position("desk", "Desk")}, holdings=holdings))
    for command in (c.Propose(terms(DUE)), c.Confirm()):
        here.step(ONE, command, EARLY)
    here.step(ONE, c.Assign("desk"), EARLY, "anna")
    assert [message.person for message in here.write(EARLY + timedelta(hours=1))] == ["bert"], "anna laid it on her own desk"
    here.step(ONE, c.Waive("not needed"), EARLY + timedelta(hours=2), "bert")
    assert [message.person for message in here.write(EARLY + timedelta(hours=3))] == ["anna"]
