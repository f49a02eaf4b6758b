"""Whoever coordinates is told, once, in their digest, that something waits for their decision."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from config import Settings
from domain import commands as c
from domain.lineage import Effect, Lineage
from domain.matching import Confidence
from engine.intake.taking import Inbox
from notify.channels import Message
from schema import inbox as entries
from schema import lineage
from schema.inbox import State
from tests.inbox.conftest import ISSUED, cloud, sent
from tests.notify.instance import Instance, instance

ONE, TWO = "A/RES/71/244:1", "A/RES/71/244:2"
DUE = date(2029, 6, 8)
START = datetime(2029, 3, 1, tzinfo=UTC)


@pytest.fixture
def here(migrated_url: str) -> Iterator[Instance]:
    made = instance(migrated_url)
    made.person("chief")
    made.person("anna")
    yield made
    made.engine.dispose()


@pytest.fixture
def box(here: Instance) -> Inbox:
    """With two proposals of which nobody need be told anything."""
    from tests.notify.instance import terms

    for one in (ONE, TWO):
        here.step(one, c.Propose(terms(DUE)), START)
    return Inbox(here.engine, Settings())


def comes(box: Inbox, *obligations: str, name: str = "1", at: datetime = START) -> int:
    data = ISSUED | {"responds_to": list(obligations)}
    [receipt] = box.take(sent(cloud("document.issued", data, name)), "folder:a.json", at)
    return receipt.number


def link(here: Instance, earlier: str, later: str = "A/RES/72/1:3", effect: Effect = Effect.AMENDS) -> None:
    found = Lineage(later, earlier, effect, Confidence.CERTAIN, "Paragraph 3 says so.")
    lineage.propose(here.engine, [found], START)


def morning(here: Instance, day: int) -> list[Message]:
    """What is written up to ten o'clock of that day of March."""
    here.write(datetime(2029, 3, day, 9, tzinfo=UTC))
    return here.write(datetime(2029, 3, day, 10, tzinfo=UTC))


def test_who_coordinates_is_told_once_of_each_even_if_never_told_anything_before(here: Instance, box: Inbox) -> None:
    comes(box, ONE)
    link(here, TWO)
    [message] = morning(here, 1)
    assert (message.person, message.key) == ("chief", "digest:chief:2029-03-01")
    assert "2 matters" in message.subject
    for words in ("== Waits for your decision ==", f"A/72/297, {ISSUED['title']} may", ONE, "servanda inbox show 1"):
        assert " ".join(words.split()) in " ".join(message.text.split())
    assert "seems to change what" in message.html
    assert "servanda lineage show 1" in message.html
    assert morning(here, 2) == []
    comes(box, TWO, name="2")
    [later] = morning(here, 3)
    assert "servanda inbox show 2" in later.text
    assert "servanda inbox show 1" not in later.text, "nobody is told twice"
    assert morning(here, 4) == []


def test_what_is_decided_before_the_digest_is_not_told(here: Instance, box: Inbox) -> None:
    number = comes(box, ONE)
    here.write(START + timedelta(hours=1))
    box.dismiss(number, "chief", START + timedelta(hours=2), "not ours")
    assert morning(here, 1) == []


def test_what_is_refused_or_concerns_another_one_is_told_again(here: Instance, box: Inbox) -> None:
    number = comes(box, ONE)
    assert len(morning(here, 1)) == 1
    at = datetime(2029, 3, 1, 12, tzinfo=UTC)
    box.confirm(number, "chief", at)
    entries.decide_match(here.engine, number, [ONE], State.PROPOSED, "chief", at, "It is still a proposal.")
    [again] = morning(here, 2)
    assert f"servanda inbox show {number}" in again.text
    assert morning(here, 3) == []


def test_without_a_coordinator_it_is_told_to_the_role_and_nobody_else(migrated_url: str) -> None:
    here = instance(migrated_url, roles={})
    here.person("anna")
    link(here, ONE, effect=Effect.ENDS)
    [message] = morning(here, 1)
    assert message.person == "@coordinator"
    here.engine.dispose()


def test_more_than_anybody_reads_is_counted(here: Instance) -> None:
    for number in range(70):
        link(here, f"A/RES/70/1:{number}")
    [message] = morning(here, 1)
    assert message.text.count("servanda lineage show") == 60
    assert "And 10 more: servanda status" in message.text
    assert morning(here, 2) == []


def test_it_comes_with_whatever_else_the_day_brings_and_only_to_whom_it_is_for(here: Instance, box: Inbox) -> None:
    here.assigned("A/RES/71/244:3", "anna", date(2029, 3, 2), START)
    comes(box, ONE)
    here.write(START + timedelta(minutes=30))
    told = {message.person: message.text for message in morning(here, 1)}
    assert "Waits for your decision" in told["chief"]
    assert "Waits for your decision" not in told.get("anna", "")
