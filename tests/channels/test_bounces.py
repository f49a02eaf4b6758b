"""Mail that came back: read from mail servers' reports, believed about our own messages only, and mended by a person."""

import mailbox
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import config
from engine.outgoing.bounces import Taken, Verdict, mend, sources, take
from engine.outgoing.ways import post
from notify.bounces import LARGEST, NoReport, read
from notify.email import message_id
from notify.sender import send_waiting
from schema import bounces, chat, messages, people
from schema.engine import Engine
from schema.notice_list import Wanted, tellings
from schema.people import Person
from tests.channels.receiver import Program, listening
from tests.channels.reports import plain_reply, report, with_whole_message
from tests.channels.sent import sent_to
from tests.cli.conftest import Servanda, data, servanda  # noqa: F401 - fixtures
from tests.notify.instance import EARLY, instance
from tests.notify.mail_server import Post as MailServer
from tests.notify.mail_server import running

AT = datetime(2026, 5, 4, 9, tzinfo=UTC)
ABOUT = "<0123456789abcdef0123456789abcdef@servanda>"


def test_a_report_as_postfix_writes_it() -> None:
    [found] = read(report(ABOUT))
    assert (found.message_id, found.addresses, found.failed, found.permanent) == (ABOUT, ("ann@example.org",), True, True)
    assert found.status == "5.1.1" and "User unknown" in found.reason and "@" not in found.reason


@pytest.mark.parametrize("returned", ["text/rfc822-headers", "message/rfc822", "message/global-headers", "message/global"])
def test_the_message_is_known_by_its_returned_headers(returned: str) -> None:
    assert read(report(ABOUT, returned=returned))[0].message_id == ABOUT


def test_a_report_with_the_whole_message() -> None:
    [found] = read(with_whole_message(ABOUT))
    assert (found.message_id, found.permanent, found.status) == (ABOUT, True, "5.7.1")


@pytest.mark.parametrize(
    ("action", "status", "diagnostic", "expected"),
    [
        ("failed", "5.2.2", "552 5.2.2 mailbox full", (True, True)),
        ("failed", "4.4.7", "451 4.4.7 message expired", (True, False)),
        ("FAILED", "", "550 no such user", (True, True)),
        ("failed", "nonsense", "550-5.1.1 no such user", (True, True)),
        ("failed", "", "", (True, False)),
        ("delayed", "4.4.1", "connection timed out", (False, False)),
        ("delivered", "2.0.0", "250 ok", (False, False)),
        ("relayed", "2.0.0", "", (False, False)),
        ("", "5.1.1", "", (True, True)),
    ],
)
def test_what_is_lasting_and_what_may_pass(action: str, status: str, diagnostic: str, expected: tuple[bool, bool]) -> None:
    [found] = read(report(ABOUT, action=action, status=status, diagnostic=diagnostic))
    assert (found.failed, found.permanent) == expected


@pytest.mark.parametrize(
    "content",
    [
        b"", b"\x00\xff" * 100, b"Subject: x\r\n\r\nwords", plain_reply(ABOUT), b"x" * (LARGEST + 1),
        report(ABOUT).replace(b"Message-ID: " + ABOUT.encode(), b"X: y"), report(ABOUT, final="nobody"),
        b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(3000)),
        report(ABOUT).replace(b"boundary=", b"bound="), report(ABOUT)[:700],
    ],
)  # fmt: skip
def test_what_is_no_report(content: bytes) -> None:
    with pytest.raises(NoReport):
        read(content)


@given(st.binary() | st.lists(st.sampled_from(report(ABOUT).split(b"\r\n")), max_size=60).map(b"\r\n".join))
def test_any_bytes_are_a_report_or_refused(content: bytes) -> None:
    try:
        found = read(content)
    except NoReport:
        return
    assert found and all("@" in address for each in found for address in each.addresses)


def verdicts(taken: list[Taken]) -> list[tuple[Verdict, str | None, bool]]:
    return [(each.verdict, each.person, each.repeated) for each in taken]


@pytest.fixture
def about(engine: Engine) -> str:
    """The Message-ID of a notice that went out to ann."""
    people.put(engine, Person("ann", "Ann", "Ann@example.org"))
    return sent_to(engine, "ann", "one", AT)


def test_a_dead_address_is_not_tried_again_until_it_is_mended(engine: Engine, about: str) -> None:
    assert bounces.undeliverable(engine, ["Ann@example.org"]) == {}
    assert verdicts(take(engine, "x", report(about), AT)) == [(Verdict.PERMANENT, "ann", False)]
    assert verdicts(take(engine, "x", report(about), AT)) == [(Verdict.PERMANENT, "ann", True)]
    [(address, found)] = bounces.undeliverable(engine, ["ANN@example.org", "bob@example.org"]).items()
    assert address == "ANN@example.org" and found.status == "5.1.1" and "User unknown" in found.reason
    assert [each.message_id for each in bounces.all_of_them(engine)] == [about]
    assert not messages.claim(engine, AT)
    assert mend(engine, "ann", "ann@EXAMPLE.org", AT) == (1, 0) and mend(engine, "ann", "ann@example.org", AT) == (0, 0)
    assert bounces.undeliverable(engine, ["ann@example.org"]) == {} and bounces.all_of_them(engine) == []
    assert verdicts(take(engine, "x", report(about), AT)) == [(Verdict.PERMANENT, "ann", True)], "the old report once more"
    assert bounces.undeliverable(engine, ["ann@example.org"]) == {}
    assert [each.key for each in messages.claim(engine, AT)] == ["one"], "it is sent again"
    messages.mark_sent(engine, "one", AT, "email", about)
    later = report(about, date="Mon, 4 May 2026 10:00:00 +0100")
    assert verdicts(take(engine, "x", later.replace(b"10:00:00 +0100", b"10:00:01 +0100"), AT)) == [
        (Verdict.PERMANENT, "ann", False)
    ]
    assert list(bounces.undeliverable(engine, ["ann@example.org"])) == ["ann@example.org"], "and comes back again"


async def test_what_is_written_meanwhile_waits_for_the_address_and_goes_another_way_where_there_is_one(
    migrated_url: str, tmp_path: Path
) -> None:
    here = instance(migrated_url)
    here.person("anna")
    people.put(here.engine, Person("chief", "Chief", "chief@example.org"))
    about = sent_to(here.engine, "anna", "one", EARLY)
    assert take(here.engine, "x", report(about, final="anna@example.org"), EARLY)[0].verdict is Verdict.PERMANENT
    here.assigned("A/RES/71/244:1", "anna", date(2029, 6, 8))
    server, at = MailServer(), EARLY + timedelta(hours=1)
    with running(server) as url:
        settings = config.Settings(data=tmp_path, smtp_url=url, mail_from="servanda@example.org")

        async def send() -> None:
            await send_waiting(here.desk, post(settings), lambda: at)

        await send()
        assert server.taken == [] and not (tmp_path / "outbox").exists()
        [failing] = [row for row in tellings(here.engine, Wanted(person="anna"), 10) if row.error]
        assert "has come back" in failing.error and "servanda bounces --mended anna" in failing.error  # type: ignore[operator]
        assert mend(here.engine, "anna", "anna@example.org", at) == (1, 0)
        await send()
        assert len(server.taken) == 2, "what had come back, and what has waited"
        async with listening(Program()) as program:
            late = report(about, final="anna@example.org", date="Mon, 1 Jan 2029 01:30:00 +0000")
            assert take(here.engine, "x", late, at)[0].repeated is False
            chat.put(here.engine, "anna", f"json://localhost:{program.port}/room")
            here.assigned("A/RES/71/244:2", "anna", date(2029, 6, 8))
            at += timedelta(hours=1)
            await send()
            assert len(program.got) == 1 and len(server.taken) == 2
    here.engine.dispose()


def test_another_address_is_tried(engine: Engine, about: str) -> None:
    take(engine, "x", report(about), AT)
    assert bounces.undeliverable(engine, ["ann.new@example.org"]) == {}


def test_a_report_about_what_was_never_sent_is_not_believed(engine: Engine, about: str) -> None:
    people.put(engine, Person("bob", "Bob", "bob@example.org"))
    [taken] = take(engine, "x", report(message_id("something else")), AT)
    assert taken.verdict is Verdict.UNKNOWN and bounces.all_of_them(engine) == []
    [taken] = take(engine, "x", report(about, final="bob@example.org"), AT)
    assert taken.person == "ann" and bounces.undeliverable(engine, ["bob@example.org", "ann@example.org"]) == {}
    assert [each.address for each in bounces.all_of_them(engine)] == [""], "another's address is not kept"


def test_mail_that_is_forwarded_came_back_from_elsewhere(engine: Engine, about: str) -> None:
    take(engine, "x", report(about, final="ann@home.example.net", original="ann@example.org"), AT)
    assert list(bounces.undeliverable(engine, ["ann@example.org"])) == ["ann@example.org"]


def test_what_passes_is_not_recorded_and_what_may_pass_blocks_nothing(engine: Engine, about: str) -> None:
    assert verdicts(take(engine, "x", report(about, action="delayed", status="4.4.1"), AT)) == [(Verdict.PASSING, "ann", False)]
    assert bounces.all_of_them(engine) == []
    taken = take(engine, "x", report(about, status="4.4.7", diagnostic="451 4.4.7 expired"), AT)
    assert verdicts(taken) == [(Verdict.TEMPORARY, "ann", False)] and bounces.undeliverable(engine, ["ann@example.org"]) == {}
    take(engine, "x", report(about), AT)
    assert list(bounces.undeliverable(engine, ["ann@example.org"])) == ["ann@example.org"], "the worse news counts"


def test_it_is_erased_with_the_person(engine: Engine, about: str) -> None:
    take(engine, "x", report(about), AT)
    people.erase(engine, "ann")
    assert bounces.all_of_them(engine) == []


def test_files_folders_and_mailboxes(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "1.eml").write_bytes(report(ABOUT))
    box = mailbox.mbox(tmp_path / "box")
    for content in (report(ABOUT), plain_reply(ABOUT)):
        box.add(mailbox.mboxMessage(content))
    box.close()
    found = list(sources(tmp_path))
    assert [source.removeprefix(str(tmp_path)) for source, _ in found] == ["/box, message 1", "/box, message 2", "/new/1.eml"]
    assert [len(read(content)) for _, content in (found[0], found[2])] == [1, 1]


def test_the_verb(servanda: Servanda, data: Path, tmp_path: Path) -> None:  # noqa: F811
    from schema.engine import make_engine

    assert servanda("people", "add", "ann", "--name", "Ann", "--email", "ann@example.org").code == 0
    engine = make_engine(f"sqlite:///{data / 'servanda.db'}")
    about = sent_to(engine, "ann", "one", AT)
    engine.dispose()
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "good").write_bytes(report(about))
    (reports / "bad").write_bytes(plain_reply(about))
    said = servanda("bounces", reports / "good", "--json")
    assert said.code == 0 and said.json[0]["verdict"] == "permanent" and said.json[0]["person"] == "ann"
    said = servanda("bounces", reports)
    assert said.code == 10 and "permanent (known)" in said.out and "unreadable" in said.out
    assert servanda("bounces", tmp_path / "nothing").code == 3
    listed = servanda("bounces", "--json").json
    assert [(each["person"], each["bounce"]["permanent"]) for each in listed] == [("ann", True)]
    assert "not tried again" in servanda("bounces").out
    assert servanda("bounces", "--mended", "bob").code == 3 and servanda("bounces", "--mended", "ann", tmp_path).code == 2
    assert servanda("bounces", "--mended", "ann", "--json").json == {"person": "ann", "sent_again": 1, "words_gone": 0}
    assert servanda("bounces", "--json").json == []
