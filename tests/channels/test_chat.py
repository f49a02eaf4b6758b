"""Chat through Apprise, against a real server; its addresses are secrets wherever one might look."""

import io
import json
import logging
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import config
import log
from notify.channels import Form, Message
from notify.chat import Chat, check, scheme
from notify.errors import NotDelivered, Rejected, Unreachable, Unwritable
from schema import chat, people
from schema.engine import Engine
from schema.people import Person
from tests.channels.receiver import Program, listening
from tests.cli.conftest import Servanda, data, servanda  # noqa: F401 - fixtures

SECRETS = ("hunter2", "s3cret-path", "s3cret-query")


def address(program: Program, port: int | None = None) -> str:
    return f"json://user:hunter2@localhost:{port or program.port}/s3cret-path?+X-Key=s3cret-query"


def message(subject: str = "[Servanda] A notice", text: str = "Words.\n") -> Message:
    return Message("key", "ann", Form.IMMEDIATE, "en", subject, text, "<p>Words.</p>", datetime(2026, 1, 1, tzinfo=UTC))


async def test_a_message_arrives_with_its_words() -> None:
    words = "第14段 \\n <b>; العربية & 'x' " + "long " * 2000
    async with listening(Program()) as program:
        first = await Chat().send(message(text=words), address(program))
        assert first == await Chat().send(message(text=words), address(program)), "its id is made of the key"
    assert program.got[0].path.startswith("/s3cret-path") and program.got[0].headers["X-Key"] == "s3cret-query"
    body = json.loads(program.got[0].body)
    assert body["title"] == "[Servanda] A notice" and body["message"].split() == words.split()


@pytest.mark.parametrize(
    ("answer", "kind", "says"),
    [(500, Unreachable, "500"), (404, Rejected, "404"), (401, Rejected, "401"), (429, Unreachable, "429"), (302, Unreachable, "302"),
     (-1, Unreachable, "could not be reached")],
)  # fmt: skip
async def test_what_is_not_taken_is_said_and_tried_again(answer: int, kind: type[NotDelivered], says: str) -> None:
    async with listening(Program(answers=[answer], extra={"Location": "/elsewhere"})) as program:
        with pytest.raises(kind, match=says) as failed:
            await Chat().send(message(), address(program))
        assert type(failed.value) is kind and not any(each in str(failed.value) for each in SECRETS)
        assert len(program.got) == 1, "no redirect is followed, and the outbox does the retrying"


async def test_a_silent_service_does_not_hold_us_up() -> None:
    async with listening(Program(silent=True)) as program:
        with pytest.raises(Unreachable):
            await Chat().send(message(), address(program) + "&rto=0.3")


async def test_nobody_finds_the_address_in_a_log(capfd: pytest.CaptureFixture[str]) -> None:
    kept = (root := logging.getLogger()).handlers[:], root.level
    out = io.StringIO()
    try:
        log.configure(config.Settings(log_level="debug"), out)
        async with listening(Program(answers=[200, 500, -1])) as program:
            for _ in range(3):
                try:
                    await Chat().send(message(), address(program))
                except NotDelivered:
                    continue
        with pytest.raises(Unreachable):
            await Chat().send(message(), address(program, port=9))
    finally:
        root.handlers[:], level = kept
        root.setLevel(level)
    said = capfd.readouterr()
    assert [
        line for text in (out.getvalue(), said.out, said.err) for line in text.splitlines() if any(s in line for s in SECRETS)
    ] == []


@pytest.mark.parametrize(
    "given",
    [
        "",
        "x",
        "http://example.org/hook",
        "json://a,json://b",
        "gnome://",
        "syslog://",
        "dbus://",
        "nosuch://hunter2@x",
        "json://a\nb",
    ],
)
def test_what_is_no_address(given: str) -> None:
    with pytest.raises(Unwritable) as refused:
        check(given)
    assert "hunter2" not in str(refused.value)


@given(st.text())
def test_any_text_is_an_address_or_refused(text: str) -> None:
    assert len(scheme(text)) <= 30
    try:
        check("json://" + text)
    except Unwritable as error:
        assert not text.strip() or text not in str(error) or len(text) < 8


async def test_words_of_a_document_ring_nobody(engine: Engine) -> None:
    async with listening(Program()) as program:
        await Chat().send(message("@everyone <!channel>", "@here, @all and ann@example.org <@U123> a < b"), address(program))
    body = json.loads(program.got[0].body)
    assert body["title"] == "@\u200beveryone <\u200b!channel>"
    assert body["message"] == "@\u200bhere, @\u200ball and ann@example.org <\u200b@U123> a < b"


def test_addresses_are_kept_and_erased_with_the_person(engine: Engine) -> None:
    people.put(engine, Person("ann", "Ann"))
    chat.put(engine, "ann", "json://one")
    chat.put(engine, "ann", "json://two")
    chat.put(engine, "@coordinator", "json://three")
    assert chat.of(engine, ["ann", "bob", "@coordinator"]) == {"ann": "json://two", "@coordinator": "json://three"}
    people.erase(engine, "ann")
    assert chat.everybody(engine) == {"@coordinator": "json://three"}
    assert chat.remove(engine, "@coordinator") and not chat.remove(engine, "@coordinator")


def test_the_verbs_never_show_an_address(servanda: Servanda, tmp_path: Path) -> None:  # noqa: F811
    file = tmp_path / "address"
    file.write_text("json://user:hunter2@localhost:9/s3cret-path\n")
    assert servanda("chat", "set", "ann", "--from", file).code == 3
    assert servanda("people", "add", "ann", "--name", "Ann").code == 0
    said = [servanda("chat", "set", "ann", "--from", file), servanda("chat", "set", "@coordinator", "--from", file, "--json")]
    said += [servanda("chat", "list"), servanda("chat", "list", "--json"), servanda("chat", "test", "ann")]
    assert [each.code for each in said] == [0, 0, 0, 0, 10]
    assert not any(secret in each.out + each.err for each in said for secret in SECRETS)
    assert said[3].json == [{"party": "@coordinator", "service": "json"}, {"party": "ann", "service": "json"}]
    file.write_text("nonsense hunter2")
    wrong = servanda("chat", "set", "ann", "--from", file)
    assert wrong.code == 2 and "hunter2" not in wrong.err
    assert servanda("chat", "remove", "ann").code == 0
    assert servanda("chat", "remove", "ann").code == servanda("chat", "test", "ann").code == 3
