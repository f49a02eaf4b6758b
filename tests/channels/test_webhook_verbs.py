"""`servanda webhooks` as typed."""

import asyncio
from pathlib import Path

import pytest

from tests.channels.receiver import Program, listening
from tests.cli.conftest import Servanda, data, registered, servanda  # noqa: F401 - fixtures


def test_a_subscription_from_first_to_last(registered: Servanda, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    url = "https://example.org/hooks/very-secret-path?token=hush"
    said = registered("webhooks", "add", url, "--kind", "Discharged", "--kind", "due-date-changed", "--instrument", "71/244")
    assert said.code == 0 and "whsec_" in said.out and "hush" not in said.out + said.err
    listed = registered("webhooks", "list", "--json")
    assert "hush" not in listed.out and "whsec_" not in listed.out
    [hook] = listed.json
    assert (hook["host"], hook["instrument"], hook["behind"]) == ("example.org", "A/RES/71/244", 0)
    assert hook["kinds"] == ["discharged", "due-date-changed"] and hook["created_by"] == "coord"
    assert "nothing delivered yet" in registered("webhooks", "list").out
    rotated = registered("webhooks", "rotate", hook["id"], "--json").json
    assert rotated["secret"].startswith("whsec_") and rotated["secret"] not in said.out
    assert registered("webhooks", "enable", hook["id"]).code == 0
    assert registered("webhooks", "remove", hook["id"]).code == 0
    for verb in ("test", "rotate", "enable", "remove"):
        assert registered("webhooks", verb, hook["id"]).code == 3
    assert registered("webhooks", "list", "--json").json == []


def test_what_is_refused(registered: Servanda, tmp_path: Path) -> None:  # noqa: F811
    assert "without encryption" in registered("webhooks", "add", "http://example.org/").err
    said = registered("webhooks", "add", "https://example.org/", "--kind", "exploded")
    assert said.code == 2 and "due-date-changed" in said.err
    secret = tmp_path / "secret"
    secret.write_text("hunter2")
    said = registered("webhooks", "add", "https://example.org/", "--secret-file", secret)
    assert said.code == 2 and "hunter2" not in said.err
    assert registered("webhooks", "add", "https://example.org/", "--instrument", "99/1").code == 3
    assert registered("webhooks", "list", "--json").json == []


def test_a_ping_says_what_was_answered(registered: Servanda, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    monkeypatch.setenv("SERVANDA_WEBHOOK_HOSTS", "localhost")

    async def tried(answer: int) -> tuple[int, str, int]:
        async with listening(Program(answers=[answer])) as program:
            hook = registered("webhooks", "add", program.url, "--json").json["id"]
            said = await asyncio.to_thread(registered, "webhooks", "test", hook)
            return said.code, said.out + said.err, len(program.got)

    assert asyncio.run(tried(200))[0::2] == (0, 1)
    code, words, count = asyncio.run(tried(500))
    assert (code, count) == (10, 1) and "answered 500" in words and "s3cret" not in words


def test_settings_that_are_no_numbers(servanda: Servanda, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    monkeypatch.setenv("SERVANDA_WEBHOOK_GIVE_UP_DAYS", "soon")
    assert "whole number" in servanda("doctor").out
