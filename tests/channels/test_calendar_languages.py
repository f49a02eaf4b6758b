"""Calendars in six languages: the same things under the same names, and nobody's words translated or turned round."""

import re
import uuid
from datetime import UTC, date, datetime

import pytest

from domain import commands as c
from engine.outgoing.feeds import make
from notify.feeds.calendar import calendar, one_line, text
from notify.feeds.entries import Entry, of_obligation
from notify.feeds.words import words
from notify.languages import LANGUAGES
from schema import people
from schema.engine import Engine
from schema.feeds import FeedKind
from schema.ledger import Ledger
from schema.people import Person
from tests.channels.conftest import live
from tests.channels.reading_back import by_others, check
from tests.channels.test_entries import AT_SESSION, begun
from tests.cli.conftest import Servanda, data, registered, servanda  # noqa: F401 - fixtures
from wire.records import unstore

LEDGER = uuid.UUID("5e54a9da-0000-4000-8000-000000000000")
PLACE = re.compile(r"\{(\w+)\}")


def forms(phrase: str | dict[str, str]) -> dict[str, str]:
    return {"": phrase} if isinstance(phrase, str) else phrase


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_catalogue_says_the_same(language: str) -> None:
    english, here = words("en"), words(language)
    assert here.phrases.keys() == english.phrases.keys()
    for key, phrase in here.phrases.items():
        wanted = {name for form in forms(english.phrases[key]).values() for name in PLACE.findall(form)}
        for form in forms(phrase).values():
            assert set(PLACE.findall(form)) == wanted and "{" not in PLACE.sub("", form), key
        if isinstance(phrase, dict):
            assert set(phrase) == {*here.locale.plural_form.tags, "other"}, key
        elif language in ("ar", "ru", "zh"):
            assert not re.search("[A-Za-z]", PLACE.sub("", phrase)), key
    assert words(f"{language}-XX").tag == language and words("tlh").tag == "en"


def lived(language: str) -> list[Entry]:
    life, done = begun(due=AT_SESSION, deliverable="report", required=2)
    members = tuple(c.Member(f"office-{number}", f"Office {number}") for number in range(9))
    done += [life.ask(c.ScheduleUnit(1, date(2018, 2, 1), "agreed")), life.ask(c.FanOut("the offices", members))]
    done += [life.ask(c.ReachMilestone(1)), life.ask(c.Suspend("a strike"))]
    history = [unstore(row) for each in done for row in each.events]
    return of_obligation(LEDGER, life.stream, history, words(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_things_under_the_same_names(language: str) -> None:
    english, here = lived("en"), lived(language)
    assert [(e.uid, e.first, e.sequence, e.modified, e.standing) for e in english] == [
        (e.uid, e.first, e.sequence, e.modified, e.standing) for e in here
    ]
    content = calendar("x", here)
    assert len(check(content)) == len(here) >= 4
    for event, entry in zip(
        sorted(by_others(content).events, key=lambda e: e.uid or ""), sorted(here, key=lambda e: e.uid), strict=True
    ):
        assert event.summary == one_line(entry.summary) and event.description == text(entry.description)
        assert "submit a report" in entry.summary and "A/RES/71/244:14" in entry.summary, "what comes from documents stays"
    if language != "en":
        assert {e.summary for e in english}.isdisjoint(e.summary for e in here)


def test_foreign_words_are_kept_apart_where_the_script_runs_the_other_way() -> None:
    for entry in lived("ar"):
        assert "\u2068A/RES/71/244:14\u2069" in entry.summary and "\u2068submit a report\u2069" in entry.summary


def test_a_persons_calendar_speaks_their_language(engine: Engine) -> None:
    live(Ledger(engine))
    people.put(engine, Person("bob", "Bob", language="fr-CA"))
    at = datetime(2026, 1, 1, tzinfo=UTC)
    assert b"SUMMARY:\xc3\x89ch\xc3\xa9ance : submit a report" in make(engine, FeedKind.PERSON, "bob", at).content
    assert b"SUMMARY:Due: submit a report" in make(engine, FeedKind.INSTRUMENT, "A/RES/71/244", at).content
    assert "SUMMARY:到期：".encode() in make(engine, FeedKind.PERSON, "bob", at, language="zh").content


def test_the_verb_takes_a_language(registered: Servanda) -> None:  # noqa: F811
    said = registered("feed", "--body", "High-level Committee on South-South Cooperation", "--language", "ru")
    assert said.code == 0 and "CATEGORIES:Сессия" in said.out
