"""Whose calendar holds what, and the files that a running instance keeps."""

import os
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

import config
from domain import commands as c
from domain.instrument import Due, SessionRef
from domain.terms import Terms
from domain.time.sessions import SessionRow
from engine.outgoing.feeds import make
from engine.outgoing.publishing import Publisher, folder, path
from schema import feeds, people, sessions
from schema.engine import Engine
from schema.feeds import FeedKind
from schema.ledger import Ledger
from schema.people import Person
from tests.channels.conftest import HandClock, live
from tests.channels.reading_back import by_others, check, unescape
from tests.cli.conftest import Servanda, data, registered, servanda  # noqa: F401 - fixtures
from tests.ledger.lives import Life, terms

AT = datetime(2026, 5, 4, 9, tzinfo=UTC)
COMMITTEE = "High-level Committee on South-South Cooperation"


def summaries(content: bytes) -> list[str]:
    return [unescape(event["SUMMARY"][0][1]) for event in check(content)]


@pytest.fixture
def three(engine: Engine) -> list[Life]:
    """Three duties: bob's for the Secretary-General, ann's for member states, and one that hangs on a session of the committee."""
    ledger = Ledger(engine)
    at_session = Due("at its twentieth session", date(2021, 6, 1), date(2021, 6, 4), session=SessionRef(COMMITTEE, 20))
    lives = [
        live(ledger, "A/1:1", "1", instrument="A/1"),
        live(ledger, "A/1:2", "2", instrument="A/1", addressees=("Member States",)),
    ]
    third = Life("A/2:1")
    ledger.append(third.ask(c.Propose(at(at_session)), "reader"))
    ledger.append(third.ask(c.Confirm(), start=True))
    ledger.append(lives[1].ask(c.Assign("ann")))
    ledger.append(Life("A/1:9").propose(provision="9", instrument="A/1"))
    return [*lives, third]


def at(due: Due) -> Terms:
    return replace(terms("1", instrument="A/2", addressees=("Member States",)), due=due)


def test_whose_calendar_holds_what(three: list[Life], engine: Engine) -> None:
    assert summaries(make(engine, FeedKind.PERSON, "bob", AT).content) == [
        "Seventy-second session of the General Assembly",
        "Due: submit a report (A/1:1)",
    ]
    assert [each for each in summaries(make(engine, FeedKind.INSTRUMENT, "A/1", AT).content) if "Due" in each] == [
        "Due: submit a report (A/1:1)",
        "Due: submit a report (A/1:2)",
    ]
    body = summaries(make(engine, FeedKind.BODY, COMMITTEE.upper(), AT).content)
    assert "Due: submit a report (A/2:1)" in body and f"Twentieth session of the {COMMITTEE}" in body
    assert not any("A/1" in each for each in body)
    assert (
        len([each for each in summaries(make(engine, FeedKind.BODY, "the secretary-general", AT).content) if "Due" in each]) == 1
    )
    assert make(engine, FeedKind.PERSON, "nobody", AT).entries == 0


def test_one_uid_is_one_thing_in_every_calendar(three: list[Life], engine: Engine) -> None:
    by_person = {event["UID"][0][1] for event in check(make(engine, FeedKind.PERSON, "bob", AT).content)}
    by_instrument = {event["UID"][0][1] for event in check(make(engine, FeedKind.INSTRUMENT, "A/1", AT).content)}
    assert by_person < by_instrument


def test_equal_states_give_equal_bytes(three: list[Life], engine: Engine) -> None:
    first = make(engine, FeedKind.INSTRUMENT, "A/1", AT)
    assert make(engine, FeedKind.INSTRUMENT, "A/1", AT + timedelta(days=400)).content == first.content
    Ledger(engine).append(three[0].comment("nothing that shows"))
    assert make(engine, FeedKind.INSTRUMENT, "A/1", AT).content == first.content


def test_what_was_closed_long_ago_may_be_left_out(three: list[Life], engine: Engine) -> None:
    Ledger(engine).append(three[0].ask(c.Waive("overtaken")))
    assert make(engine, FeedKind.INSTRUMENT, "A/1", AT, date(2018, 5, 1)).streams == {"A/1:1", "A/1:2"}
    assert make(engine, FeedKind.INSTRUMENT, "A/1", AT, date(2018, 5, 2)).streams == {"A/1:2"}


def test_a_moved_session_moves_in_the_calendar(three: list[Life], engine: Engine) -> None:
    before = by_others(make(engine, FeedKind.BODY, COMMITTEE, AT).content)
    sessions.put(engine, SessionRow(COMMITTEE, 20, date(2022, 3, 1), date(2022, 3, 4), date(2021, 9, 1), source="a letter"))
    after = by_others(make(engine, FeedKind.BODY, COMMITTEE, AT).content)
    name = f"Twentieth session of the {COMMITTEE}"
    [old], [new] = ([event for event in each.events if event.summary == name] for each in (before, after))
    assert old.uid == new.uid and new.dtstart == date(2022, 3, 1) and (new.sequence or 0) > (old.sequence or 0)


def test_published_files_follow_and_go(three: list[Life], engine: Engine, tmp_path: Path, clock: HandClock) -> None:
    settings = config.Settings(data=tmp_path)
    publisher = Publisher(engine, settings, clock, lambda: 0.0)
    assert publisher.round() == 0 and not folder(settings).exists()
    bobs, anns = (feeds.publish(engine, FeedKind.PERSON, who, clock(), "coord") for who in ("bob", "ann"))
    assert bobs.token != anns.token and len(bobs.token) == 43
    assert publisher.round() == 2 and publisher.round() == 0
    assert folder(settings).stat().st_mode & 0o077 == 0 and path(settings, bobs).stat().st_mode & 0o077 == 0
    assert summaries(path(settings, bobs).read_bytes())[-1] == "Due: submit a report (A/1:1)"
    ledger = Ledger(engine)
    ledger.append(three[0].comment("nothing that shows"))
    assert publisher.round() == 0
    ledger.append(three[0].ask(c.ChangeDueDate(date(2019, 1, 1), "later")))
    assert publisher.round() == 1
    ledger.append(three[0].ask(c.Assign("ann")))
    assert publisher.round() == 2, "it leaves one calendar and comes into another"
    assert len(summaries(path(settings, anns).read_bytes())) == 2 and "Due" not in "".join(
        summaries(path(settings, bobs).read_bytes())
    )
    assert feeds.revoke(engine, bobs.token, clock()) and not feeds.revoke(engine, bobs.token, clock())
    (folder(settings) / "readme.txt").write_text("not ours")
    publisher.round()
    assert {each.name for each in folder(settings).iterdir()} == {f"{anns.token}.ics", "readme.txt"}
    assert Publisher(engine, settings, clock, lambda: 0.0).round() == 1, "a new process writes what it finds, and the same"
    path(settings, anns).unlink()
    assert publisher.round(anew=True) == 1


def test_one_that_takes_long_is_left_alone_for_a_while_and_not_forgotten(
    three: list[Life], engine: Engine, tmp_path: Path, clock: HandClock
) -> None:
    ticks = count(0.0, 3.0)  # every look at the clock costs three seconds
    publisher = Publisher(engine, config.Settings(data=tmp_path), clock, lambda: next(ticks))
    feeds.publish(engine, FeedKind.PERSON, "bob", clock(), "coord")
    assert publisher.round() == 1
    Ledger(engine).append(three[0].ask(c.ChangeDueDate(date(2019, 1, 1), "later")))
    rounds = [publisher.round() for _ in range(40)]
    assert sum(rounds) == 1 and rounds.index(1) > 10


def test_one_that_cannot_be_made_holds_up_no_other(three: list[Life], engine: Engine, tmp_path: Path, clock: HandClock) -> None:
    settings = config.Settings(data=tmp_path)
    publisher = Publisher(engine, settings, clock, lambda: 0.0)
    first, second = (feeds.publish(engine, FeedKind.PERSON, who, clock(), "coord") for who in ("bob", "ann"))
    (folder(settings) / f"{first.token}.{os.getpid()}.new").mkdir(parents=True)  # in the way
    assert publisher.round() == 1 and path(settings, second).is_file() and not path(settings, first).exists()
    (folder(settings) / f"{first.token}.{os.getpid()}.new").rmdir()
    assert publisher.round() == 1 and path(settings, first).is_file()


def test_the_year_turns_and_old_things_leave(three: list[Life], engine: Engine, tmp_path: Path, clock: HandClock) -> None:
    Ledger(engine).append(three[0].ask(c.ChangeDueDate(date(2026, 3, 1), "later")))
    Ledger(engine).append(three[0].ask(c.Waive("overtaken")))
    settings = config.Settings(data=tmp_path)
    publisher = Publisher(engine, settings, clock, lambda: 0.0)
    feed = feeds.publish(engine, FeedKind.PERSON, "bob", clock(), "coord")
    publisher.round()
    assert "Waived" in "".join(summaries(path(settings, feed).read_bytes()))
    clock.pass_by(days=700)
    assert publisher.round() == 1 and summaries(path(settings, feed).read_bytes()) == []


def test_an_erased_persons_calendars_are_revoked(engine: Engine, clock: HandClock) -> None:
    people.put(engine, Person("bob", "Bob"))
    feeds.publish(engine, FeedKind.PERSON, "bob", clock(), "coord")
    kept = feeds.publish(engine, FeedKind.BODY, "bob", clock(), "coord")
    people.erase(engine, "bob")
    assert [each.token for each in feeds.published(engine)] == [kept.token]


def test_the_verbs(registered: Servanda, tmp_path: Path) -> None:  # noqa: F811
    printed = registered("feed", "--instrument", "71/244")
    assert printed.code == 0 and printed.out.startswith("BEGIN:VCALENDAR")
    file = tmp_path / "x.ics"
    said = registered("feed", "--body", "the " + COMMITTEE.lower(), "-o", file, "--json")
    assert said.json == {"kind": "body", "subject": COMMITTEE, "entries": said.json["entries"], "file": str(file)}
    assert said.json["entries"] == len(check(file.read_bytes())) >= 1
    as_json = registered("feed", "--instrument", "71/244", "--json").json
    assert by_others(as_json["calendar"].encode()).events == [] and as_json["entries"] == 0
    assert registered("feed").code == registered("feed", "--person", "a", "--body", "b").code == 2
    assert registered("feed", "--person", "stranger").code == 3
    assert registered("feed", "--body", "Board of Nothing").code == 3
    assert registered("people", "add", "bob", "--name", "Bob").code == 0
    made = registered("feeds", "publish", "--person", "bob", "--json").json
    assert registered("feeds", "list", "--json").json[0]["token"] == made["token"] and made["file"].endswith(
        made["token"] + ".ics"
    )
    assert "person" in registered("feeds", "list").out
    assert registered("feeds", "revoke", "nothing").code == registered("feeds", "revoke", "").code == 3
    assert registered("feeds", "revoke", made["token"][:8]).code == 0
    assert registered("feeds", "list", "--json").json == []
    assert registered("feeds", "list", "--all", "--json").json[0]["revoked_at"]
