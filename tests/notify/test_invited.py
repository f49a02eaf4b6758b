"""Who is told of a meeting gets the invitation with it: sent to a real mail server, read back by a library that is not ours."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from ical.event import Event

from domain import commands as c
from domain.instrument import Due
from notify.channels import Form, Message
from notify.chat import Chat
from notify.email import Email, address, build
from notify.sender import Post, send_waiting
from notify.transports import LocalFolder, Smtp
from schema import messages, preferences
from schema.preferences import Preference
from tests.channels.reading_back import by_others
from tests.notify.instance import Instance, instance, terms
from tests.notify.mail_server import Post as MailServer
from tests.notify.mail_server import running

FROM = "servanda@example.org"
DAY, LATER = date(2029, 6, 8), date(2029, 6, 20)
ONE = "A/RES/71/244:1"
NOON = datetime(2029, 1, 2, 12, tzinfo=UTC)
Seen = list[tuple[str, Event]]


@pytest.fixture
def here(migrated_url: str) -> Iterator[Instance]:
    made = instance(migrated_url)
    for person in ("anna", "bert", "chief"):
        made.person(person)
        preferences.put(made.engine, Preference(person, None, None, (), {"re-dated": "immediate"}), NOON)
    yield made
    made.engine.dispose()


def asked(here: Instance, name: str = ONE, due: Due | None = None, deliverable: str = "briefing", required: int = 1) -> None:
    due = due or Due("on 8 June 2029", DAY, DAY, working="given")
    here.step(name, c.Propose(replace(terms(DAY), due=due, deliverable=deliverable, required=required)), NOON)
    here.step(name, c.Confirm(accept_past_due=True), NOON)


def invited(raw: bytes) -> Seen:
    """Each method with its event, as the parts that mail programs act on have it."""
    mail = message_from_bytes(raw, policy=policy.default)
    found: Seen = []
    for part in mail.walk():
        if part.get_content_type() == "text/calendar":
            content = part.get_payload(decode=True)
            assert isinstance(content, bytes)
            [event] = by_others(content).events
            assert f"METHOD:{part.get_param('method')}\r\n".encode() in content
            found.append((str(part.get_param("method")), event))
    return found


def mailed(message: Message) -> EmailMessage:
    return build(message, FROM, address("", f"{message.person}@example.org"))


def told(here: Instance, now: datetime) -> dict[str, Seen]:
    return {each.person: invited(mailed(each).as_bytes()) for each in here.write(now)}


def short(seen: Seen) -> list[tuple[str, int | None, date]]:
    return [(method, event.sequence, event.dtstart) for method, event in seen]


async def test_an_invitation_arrives_with_the_mail_and_is_the_same_when_sent_again(here: Instance, tmp_path: object) -> None:
    asked(here)
    here.step(ONE, c.Assign("anna"), NOON)
    server = MailServer()
    with running(server) as url:
        post = Post({"email": Email(Smtp(url, timeout=5), FROM), "chat": Chat()}, Email(LocalFolder(tmp_path), FROM))  # type: ignore[arg-type]
        await send_waiting(here.desk, post, lambda: NOON)
        here.step(ONE, c.ChangeDueDate(LATER, "moved"), NOON + timedelta(seconds=1))  # what was written stays as it was
        assert messages.resend(here.engine, f"{ONE}#4>anna", NOON)
        await send_waiting(here.desk, post, lambda: NOON + timedelta(seconds=2))
        await send_waiting(here.desk, post, lambda: NOON + timedelta(minutes=20))
        here.step(ONE, c.Waive("overtaken"), NOON + timedelta(hours=1))
        await send_waiting(here.desk, post, lambda: NOON + timedelta(hours=1))
    first, again, moved, off = server.taken
    assert first == again
    [(method, event)] = invited(first)
    assert (method, event.dtstart, event.sequence) == ("REQUEST", DAY, 0)
    assert str(event.organizer.uri) == f"mailto:{FROM}"  # type: ignore[union-attr]
    assert [str(each.uri) for each in event.attendees] == ["mailto:anna@example.org"]
    assert short(invited(moved)) == [("REQUEST", 1, LATER)] and short(invited(off)) == [("CANCEL", 2, LATER)]
    assert {each.uid for raw in server.taken for _, each in invited(raw)} == {event.uid}
    kinds = [part.get_content_type() for part in message_from_bytes(first).walk()]
    assert kinds[:2] == ["multipart/mixed", "multipart/alternative"] and kinds[-1] == "application/ics"
    assert message_from_bytes(first)["Content-Language"] == "en"


def test_whoever_gives_it_up_is_let_off_and_can_be_invited_again(here: Instance) -> None:
    asked(here)
    here.step(ONE, c.Assign("anna"), NOON)
    [(_, first)] = told(here, NOON)["anna"]
    hour = NOON + timedelta(hours=1)
    here.step(ONE, c.Assign("bert"), hour)
    seen = told(here, hour)
    assert short(seen["bert"]) == [("REQUEST", 1, DAY)] and short(seen["anna"]) == [("CANCEL", 1, DAY)]
    [(_, let_off)] = seen["anna"]
    assert let_off.uid == first.uid and let_off.dtstamp > first.dtstamp
    assert let_off.status is None, "with a STATUS it would be cancelled for everybody (RFC 5546, section 3.2.5)"
    here.step(ONE, c.Assign("anna"), hour + timedelta(hours=1))
    assert short(told(here, hour + timedelta(hours=1))["anna"]) == [("REQUEST", 2, DAY)]


def test_what_waited_says_the_latest(here: Instance) -> None:
    asked(here)
    here.step(ONE, c.Assign("anna"), NOON)
    here.step(ONE, c.Waive("overtaken"), NOON + timedelta(seconds=1))
    assert [method for method, _ in told(here, NOON + timedelta(minutes=1))["anna"]] == ["CANCEL"]


def test_reopened_it_takes_place_after_all(here: Instance) -> None:
    asked(here)
    here.step(ONE, c.Assign("anna"), NOON)
    told(here, NOON)
    here.step(ONE, c.Waive("overtaken"), NOON + timedelta(hours=1))
    told(here, NOON + timedelta(hours=1))
    here.step(ONE, c.Reopen("after all"), NOON + timedelta(hours=2))
    found = told(here, NOON + timedelta(hours=2))
    assert [method for method, _ in found["anna"]] == ["REQUEST"]


def test_several_meetings_in_one_message_are_a_file_each(here: Instance) -> None:
    asked(here, required=2, due=Due("by June 2029", latest=LATER, working="given"))
    here.step(ONE, c.ScheduleUnit(1, DAY, "the first"), NOON)
    here.step(ONE, c.ScheduleUnit(2, LATER, "the second"), NOON)
    here.step(ONE, c.Assign("anna"), NOON)
    [message] = here.write(NOON)
    mail = mailed(message)
    assert [event.dtstart for _, event in invited(mail.as_bytes())] == [DAY, LATER]
    assert mail.as_bytes() == mailed(message).as_bytes()
    read = message_from_bytes(mail.as_bytes(), policy=policy.default)
    assert [each.get_filename() for each in read.iter_attachments()] == ["invite-1.ics", "invite-2.ics"]
    assert read.get_body(("plain",)).get_content().split() == message.text.split()  # type: ignore[union-attr]
    here.step(ONE, c.ScheduleUnit(2, None, "not after all"), NOON + timedelta(hours=1))
    later = told(here, NOON + timedelta(hours=1))["anna"]
    assert sorted(method for method, _ in later) == ["CANCEL", "REQUEST"]


@pytest.mark.parametrize("how", ["report", "term", "past"])
def test_where_there_is_no_meeting_to_come_to_nobody_is_invited(here: Instance, how: str) -> None:
    gone = date(2029, 1, 1)
    due = {"term": Due("by June 2029", latest=DAY, working="given"), "past": Due("on 1 January", gone, gone, working="given")}
    asked(here, due=due.get(how), deliverable="report" if how == "report" else "briefing")
    here.step(ONE, c.Assign("anna"), NOON)
    [message] = [each for each in here.write(NOON) if each.person == "anna"]
    assert message.form is Form.IMMEDIATE and not message.meetings and invited(mailed(message).as_bytes()) == []


def test_digests_carry_none_nor_what_tells_a_role(here: Instance) -> None:
    preferences.put(here.engine, Preference("anna", None, None, (), {"assigned": "digest"}), NOON)
    asked(here)
    here.step(ONE, c.Assign("anna"), NOON)
    here.step(ONE, c.Accept(), NOON, "anna")
    here.step(ONE, c.Delegate("bert", "yours"), NOON, "anna")
    found = here.write(NOON)
    assert {each.person: len(each.meetings) for each in found} == {"bert": 1, "chief": 0}
    [digest] = [each for each in here.write(NOON + timedelta(days=1)) if each.person == "anna"]
    assert digest.form is Form.DIGEST and digest.parts and digest.meetings == ()


@pytest.mark.parametrize("how", ["decline", "hand back"])
def test_whoever_gives_it_up_themselves_is_let_off_too(here: Instance, how: str) -> None:
    asked(here)
    here.step(ONE, c.Assign("anna"), NOON)
    [(_, first)] = told(here, NOON)["anna"]
    hour = NOON + timedelta(hours=1)
    if how == "hand back":
        here.step(ONE, c.Accept(), hour, "anna")
    here.step(ONE, c.Decline("on leave") if how == "decline" else c.HandBack("on leave"), hour, "anna")
    found = {each.person: each for each in here.write(hour)}
    assert set(found) == {"anna", "chief"}
    [(method, let_off)] = invited(mailed(found["anna"]).as_bytes())
    assert (method, let_off.uid, let_off.sequence, let_off.status) == ("CANCEL", first.uid, 1, None)
    assert "takes place without you" in found["anna"].subject
    assert found["chief"].meetings == ()
    here.step(ONE, c.Assign("anna"), hour + timedelta(hours=1))
    assert short(told(here, hour + timedelta(hours=1))["anna"]) == [("REQUEST", 2, DAY)]


def test_all_who_hold_the_position_that_gives_it_up_are_let_off(here: Instance) -> None:
    from domain.parties import Days, Holding, Position
    from schema import party_store

    def joint(known: party_store.Parties) -> party_store.Parties:
        held = tuple(Holding("desk", one, Days(), jointly=True) for one in ("anna", "bert"))
        return replace(known, positions={"desk": Position("desk", "Desk")}, holdings=held)

    party_store.change(here.engine, joint)
    asked(here)
    here.step(ONE, c.Assign("desk"), NOON)
    assert {who: [method for method, _ in seen] for who, seen in told(here, NOON).items()} == {
        "anna": ["REQUEST"],
        "bert": ["REQUEST"],
    }
    hour = NOON + timedelta(hours=1)
    here.step(ONE, c.Decline("not ours"), hour, "anna", ("desk",))
    assert {who: [method for method, _ in seen] for who, seen in told(here, hour).items()} == {
        "anna": ["CANCEL"],
        "bert": ["CANCEL"],
        "chief": [],
    }


@pytest.mark.parametrize("deliverable", ["report", "briefing"])
def test_who_was_invited_to_nothing_is_not_told_what_they_did(here: Instance, deliverable: str) -> None:
    asked(here, due=Due("by June 2029", latest=DAY, working="given"), deliverable=deliverable)
    here.step(ONE, c.Assign("anna"), NOON)
    here.write(NOON)
    here.step(ONE, c.Decline("on leave"), NOON + timedelta(hours=1), "anna")
    assert [each.person for each in here.write(NOON + timedelta(hours=1))] == ["chief"]
