"""Who is told in somebody's place is told why, in their language; whoever was meant is not."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from domain import commands as c
from domain.notices import NoticeKind
from domain.parties import Absence, Days, Holding, Position, Role, Standing, Told
from notify.languages import LANGUAGES, catalogue
from notify.render import render
from notify.wording import say_why
from schema import party_store
from schema.party_store import Parties
from tests.notify.conftest import lived
from tests.notify.instance import EARLY, Instance, instance
from tests.notify.test_messages import _golden, reader

ONE, TWO = "A/RES/71/244:1", "A/RES/71/244:2"
DUE = date(2029, 6, 8)
LAST = date(2029, 6, 30)
WHY = {
    Standing.DEPUTY: "You are told because you stand in.",
    Standing.BODY_COORDINATOR: "You are told because you coordinate the body concerned and no deputy is there.",
    Standing.COORDINATOR: "You are told because you coordinate and nobody stands in.",
}
AWAY = "anna is away until 30 June 2029."


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_in_every_language(language: str) -> None:
    speaks = catalogue(language)
    missing: tuple[tuple[str | None, date | None], ...] = (("anna", LAST), ("anna", None), (None, None))
    said = [speaks.text(say_why(Told("bert", each, "desk", *who), speaks)) for each in WHY for who in missing]
    said.append(speaks.text(say_why(Told("anna", Standing.ABSENT, "desk", "anna", LAST), speaks)))
    notice, matter = next((n, m) for n, m in lived() if n.kind is NoticeKind.ASSIGNED)
    made = render(notice, matter, reader(language=language), told=Told("carla", Standing.DEPUTY, "desk", "anna", LAST))
    _golden(f"standing_in.{language}.txt", "\n".join(said) + f"\n\n{made.text}")
    assert speaks.html(say_why(Told("carla", Standing.DEPUTY, "desk", "anna", LAST), speaks)) in made.html


def test_whoever_was_meant_is_told_no_reason() -> None:
    for standing in (Standing.SELF, Standing.HOLDER, Standing.UNKNOWN):
        assert say_why(Told("bert", standing, "desk"), catalogue("en")) == ()
    assert say_why(None, catalogue("en")) == ()


@pytest.fixture
def here(migrated_url: str) -> Iterator[Instance]:
    made = instance(migrated_url)
    for person in ("anna", "bert", "chief", "dora"):
        made.person(person)
    yield made
    made.engine.dispose()


def anna_is_away(here: Instance, **given: object) -> None:
    absence = Absence("anna", Days(date(2028, 12, 1), LAST), "an illness that is nobody's business")
    party_store.change(here.engine, lambda known: replace(known, absences=(absence,), **given))  # type: ignore[arg-type]


def flat(text: str) -> str:
    return " ".join(text.split())


def test_a_deputy_is_told_why_at_once_and_in_the_digest(here: Instance) -> None:
    anna_is_away(here, deputies={"anna": ("bert",)})
    here.assigned(ONE, "anna", DUE, accepted=False)
    here.assigned(TWO, "bert", DUE, accepted=False)
    [together] = here.write(EARLY)  # one of them is bert's own
    assert together.person == "bert" and flat(together.text).count(f"{AWAY} {WHY[Standing.DEPUTY]}") == 1
    assert "illness" not in together.text
    [digest] = [each for each in here.write(datetime(2029, 6, 7, 10, tzinfo=UTC)) if each.person == "bert"]
    assert flat(digest.text).count(f"tomorrow. {AWAY} {WHY[Standing.DEPUTY]}") == 1 and TWO in digest.text
    assert WHY[Standing.DEPUTY] in digest.html


def test_one_matter_says_why_in_the_readers_language(here: Instance) -> None:
    here.person("bert", language="ru")
    anna_is_away(here, deputies={"anna": ("bert",)})
    here.assigned(ONE, "anna", DUE, accepted=False)
    [message] = here.write(EARLY)
    assert message.language == "ru" and "в порядке замещения" in flat(message.text)


def test_who_coordinates_the_body_is_told_that_no_deputy_is_there(here: Instance) -> None:
    positions = {"desk": Position("desk", "Desk", "Board"), "head": Position("head", "Head", "Board", role=Role.COORDINATOR)}
    anna_is_away(here, positions=positions, holdings=(Holding("desk", "anna"), Holding("head", "dora")))
    here.assigned(ONE, "desk", DUE, accepted=False)
    [message] = here.write(EARLY)
    assert message.person == "dora" and f"{AWAY} {WHY[Standing.BODY_COORDINATOR]}" in flat(message.text)


def test_the_last_resort_is_told_that_nobody_stands_in(here: Instance) -> None:
    anna_is_away(here)
    here.assigned(ONE, "anna", DUE, accepted=False)
    assert here.write(EARLY) == []  # the chief has done it, and need not be told of it
    here.step(ONE, c.Assign("bert"), EARLY + timedelta(hours=1), "dora")
    found = {each.person: flat(each.text) for each in here.write(EARLY + timedelta(hours=1))}
    assert f"{AWAY} {WHY[Standing.COORDINATOR]}" in found["chief"] and "You are told" not in found["bert"]


def test_a_position_that_nobody_holds_and_one_that_somebody_does(here: Instance) -> None:
    def filled(known: Parties) -> Parties:
        desk, post = Position("desk", "Desk"), Position("post", "Post")
        return replace(
            known, positions={"desk": desk, "post": post}, holdings=(Holding("post", "dora"),), deputies={"desk": ("bert",)}
        )

    party_store.change(here.engine, filled)
    here.assigned(ONE, "desk", DUE, accepted=False)
    here.assigned(TWO, "post", DUE, accepted=False)
    found = {each.person: flat(each.text) for each in here.write(EARLY + timedelta(seconds=1))}
    assert f"Nobody holds the position desk. {WHY[Standing.DEPUTY]}" in found["bert"]
    assert "You are told" not in found["dora"]
