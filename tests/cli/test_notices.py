"""`servanda notices` as it is typed: who was told what, sending again, preferences."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from schema import messages
from schema.engine import make_engine
from schema.preferences import Preference, of
from tests.cli.conftest import Servanda
from tests.notify.instance import Instance


def place_notice(data: Path) -> str:
    """A notice in the outbox, as if its event had just been recorded, made a message; its key."""
    here = Instance(make_engine(f"sqlite:///{data / 'servanda.db'}"))
    now = datetime.now(UTC) - timedelta(minutes=30)
    here.assigned("X/1:1", "anna", (now + timedelta(days=90)).date(), now, accepted=False)
    here.desk.write(datetime.now(UTC))
    return "X/1:1#4>anna"


@pytest.fixture
def one(registered: Servanda, data: Path) -> str:
    hours = ("--hours", "00:00-24:00", "--weekend", "none")
    assert registered("people", "add", "anna", "--name", "Anna", "--email", "anna@example.org", *hours).code == 0
    return place_notice(data)


def test_what_waits_is_listed_and_then_as_sent(servanda: Servanda, data: Path, one: str) -> None:
    [row] = servanda("notices", "list", "--json").json
    assert (row["notice"], row["person"], row["standing"], row["message"]) == (one, "anna", "waiting", one)
    engine = make_engine(f"sqlite:///{data / 'servanda.db'}")
    messages.mark_sent(engine, one, datetime.now(UTC), "email", "<1@servanda>")
    said = servanda("notices")
    assert said.code == 0 and "sent" in said.out and "anna" in said.out
    assert servanda("notices", "list", "--standing", "waiting", "--json").json == []
    assert len(servanda("notices", "list", "--person", "anna", "--obligation", "X/1:1", "--standing", "sent", "--json").json) == 1
    engine.dispose()


def test_what_fails_says_why_and_can_be_sent_again(servanda: Servanda, data: Path, one: str) -> None:
    engine = make_engine(f"sqlite:///{data / 'servanda.db'}")
    [claimed] = messages.claim(engine, datetime.now(UTC))
    messages.mark_failed(engine, claimed.key, 1, datetime.now(UTC), "The mail server rejects the message: 550 no such mailbox.")
    [row] = servanda("notices", "list", "--standing", "failing", "--json").json
    assert "550" in row["error"]
    assert "1 failing" in servanda("status").out
    assert servanda("notices", "resend", one, "--json").json == {"resent": [one]}
    assert servanda("notices", "list", "--standing", "failing", "--json").json == []
    assert [each.key for each in messages.claim(engine, datetime.now(UTC))] == [one]
    said = servanda("notices", "resend", "nothing")
    assert said.code == 3 and "servanda notices list" in said.err
    engine.dispose()


def test_preferences_are_shown_and_changed_one_by_one(servanda: Servanda, data: Path, one: str) -> None:
    assert servanda("notices", "prefer", "anna", "--json").json["hour"] == 10
    said = servanda(
        "notices", "prefer", "anna", "--language", "ar", "--hour", "7", "--kind", "reminder=off", "--kind", "overdue=digest"
    )
    assert said.code == 0 and "7:00" in said.out and "reminder" in said.out
    changed = servanda(*("notices", "prefer", "anna", "--channel", "chat", "--channel", "email"), "--json").json
    assert changed["preferences"]["channels"] == ["chat", "email"]
    assert servanda("notices", "prefer", "anna", "--channel", "pigeon").code == 2
    assert changed["kinds"]["reminder"] == "off" and changed["kinds"]["overdue"] == "digest"
    engine = make_engine(f"sqlite:///{data / 'servanda.db'}")
    kept = of(engine, ["anna"])["anna"]
    expected = {"reminder": "off", "overdue": "digest"}
    assert kept == Preference("anna", "ar", 7, ("chat", "email"), expected)
    assert servanda("notices", "prefer", "anna", "--kind", "reminder=default", "--json").json["kinds"]["reminder"] == "digest"
    engine.dispose()


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (("anna", "--kind", "overdue=off"), "cannot be switched off"),
        (("anna", "--kind", "nonsense=off"), "Kinds are"),
        (("anna", "--hour", "24"), "24"),
        (("anna", "--language", "pt"), "pt"),
        (("nobody",), "servanda people list"),
    ],
)
def test_what_cannot_be_preferred_is_refused(servanda: Servanda, one: str, asked: tuple[str, ...], why: str) -> None:
    said = servanda("notices", "prefer", *asked)
    assert said.code in {2, 3} and why in said.err


def test_who_is_erased_leaves_no_preferences_and_no_words(servanda: Servanda, data: Path, one: str) -> None:
    servanda("notices", "prefer", "anna", "--hour", "7")
    engine = make_engine(f"sqlite:///{data / 'servanda.db'}")
    messages.mark_sent(engine, one, datetime.now(UTC), "email", "<1@servanda>")
    assert servanda("people", "erase", "anna").code == 0
    assert of(engine, ["anna"]) == {}
    assert servanda("notices", "resend", one).code == 3
    engine.dispose()
