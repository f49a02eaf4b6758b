"""Links between obligations at the terminal, out of two documents as they are read."""

from pathlib import Path
from typing import cast

import pytest

from config import load
from engine.intake.watch import Watch
from engine.obligations import Obligations
from schema.engine import make_engine, writing
from tests.cli.conftest import Servanda

OLD = """69/239. South-South cooperation

The General Assembly,

1. Requests the Secretary-General to submit a comprehensive report on the state of South-South
cooperation to the General Assembly at its ninety-second session;

2. Requests the Administrator of the United Nations Development Programme to establish a
more formalized inter-agency mechanism by 1 May 2037;
"""
NEW = """71/244. South-South cooperation

The General Assembly,

Recalling its resolution 69/239 of 19 December 2014,

1. Recalls paragraph 2 of its resolution 69/239, and reiterates its request to the Administrator of the United
Nations Development Programme to establish a more formalized and strengthened inter-agency mechanism by 1 May 2038;
"""


@pytest.fixture
def documents(tmp_path: Path) -> dict[str, tuple[str, ...]]:
    """The command that registers each."""
    made = {}
    for symbol, text, adopted in (("A/RES/69/239", OLD, "2014-12-19"), ("A/RES/71/244", NEW, "2016-12-21")):
        path = tmp_path / (symbol.replace("/", "-") + ".txt")
        path.write_text(text)
        made[symbol] = ("register", str(path), "--symbol", symbol, "--body", "General Assembly", "--adopted", adopted)
    return made


@pytest.mark.parametrize("order", [("A/RES/69/239", "A/RES/71/244"), ("A/RES/71/244", "A/RES/69/239")])
def test_links_are_proposed_in_whichever_order_texts_are_registered(
    servanda: Servanda, documents: dict[str, tuple[str, ...]], order: tuple[str, str]
) -> None:
    assert servanda("lineage", "list").code == 3  # no ledger yet
    for symbol in order:
        assert servanda(*documents[symbol]).code == 0
    [found] = servanda("lineage", "list", "--json").json
    assert (found["later"], found["effect"], found["earlier"], found["confidence"], found["state"]) == (
        "A/RES/71/244:1", "reiterates", "A/RES/69/239:2", "certain", "proposed",
    )  # fmt: skip
    said = servanda("lineage", "show", "1")
    assert "A/RES/71/244:1 reiterates A/RES/69/239:2" in said.out
    assert "establish a more formalized inter-agency mechanism by 1 May 2037" in said.out
    assert "formalized and strengthened" in said.out
    assert "servanda lineage confirm 1" in said.out


def test_it_is_confirmed_and_both_sides_say_it(servanda: Servanda, documents: dict[str, tuple[str, ...]]) -> None:
    for command in documents.values():
        servanda(*command)
    for _ in range(3):
        said = servanda("lineage", "confirm", "1")
        assert said.code == 0
        assert "A/RES/71/244:1 reiterates A/RES/69/239:2 is done." in said.out
    assert servanda("lineage", "list").err == "No link waits.\n"
    for one, relation, other in (
        ("A/RES/69/239:2", "reiterated by", "A/RES/71/244:1"),
        ("A/RES/71/244:1", "reiterates", "A/RES/69/239:2"),
    ):
        [stands] = servanda("show", one, "--json").json["obligation"]["relations"]
        assert (stands["relation"], stands["other"]) == (relation, other)
    assert servanda("verify", "--ledger-only").code == 0


def test_what_cannot_be_done_is_said(servanda: Servanda, documents: dict[str, tuple[str, ...]]) -> None:
    for command in documents.values():
        servanda(*command)
    assert servanda("lineage", "show", "7").code == 3
    assert servanda("lineage", "reject", "1", "--reason", " ").code == 2
    said = servanda("lineage", "confirm", "1", "--effect", "reiterates", "--due", "2039-01-01")
    assert (said.code, "only an amendment changes" in said.err) == (4, True)
    said = servanda("lineage", "confirm", "1", "--effect", "supersedes")
    assert said.code == 10  # the earlier one is still a proposal
    assert "refused" in said.out
    assert servanda("lineage", "reject", "1", "--reason", "no", "--json").json == {"number": 1, "state": "rejected"}
    assert servanda("lineage", "list").out == ""
    assert len(servanda("lineage", "list", "--all", "--json").json) == 1


def forget_references() -> None:
    """The database as an instrument left it that was registered before references were kept."""
    with writing(make_engine(load().database)) as connection:
        connection.exec_driver_sql("DELETE FROM instrument_references")


@pytest.mark.parametrize("order", [("A/RES/69/239", "A/RES/71/244"), ("A/RES/71/244", "A/RES/69/239")])
@pytest.mark.parametrize("by", ["a person", "the running instance"])
async def test_what_an_earlier_version_registered_is_read_again(
    servanda: Servanda, documents: dict[str, tuple[str, ...]], order: tuple[str, str], by: str
) -> None:
    first, second = order
    servanda(*documents[first])
    forget_references()
    servanda(*documents[second])
    if first == "A/RES/71/244":
        assert servanda("lineage", "list", "--json").json == []
    for _ in range(2):
        if by == "a person":
            said = servanda("lineage", "reread", "--json").json
            assert sorted(said["read"]) == sorted(order)
        else:
            engine, none = make_engine(load().database), cast("Obligations", None)
            await Watch(load(), engine, none).look()
    [found] = servanda("lineage", "list", "--json").json
    assert (found["later"], found["effect"], found["earlier"]) == ("A/RES/71/244:1", "reiterates", "A/RES/69/239:2")
    assert servanda("lineage", "reread", "71/244", "--json").json == {"read": ["A/RES/71/244"], "changed": [], "proposed": 0}


def test_only_what_is_registered_is_read_again(servanda: Servanda, documents: dict[str, tuple[str, ...]]) -> None:
    servanda(*documents["A/RES/69/239"])
    said = servanda("lineage", "reread", "A/RES/99/1")
    assert (said.code, "A/RES/69/239" in said.err) == (3, True)
