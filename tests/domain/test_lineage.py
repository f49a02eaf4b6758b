"""What a later provision does to an earlier obligation, as far as its words say so."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.force import Force
from domain.instrument import Proposal, Reference, Span
from domain.lineage import Effect, likeness, lineages, numbers

OLD, NEW = "A/RES/69/239", "A/RES/71/244"


def asked(symbol: str, provision: str, action: str, number: int = 0, **changes: object) -> Proposal:
    name = f"{symbol}:{provision}" + (f"/{number}" if number else "")
    plain = Proposal(name, provision, "requests", Force.REQUEST, ("Administrator of the Programme",), (action,), Span(0, 1))
    return replace(plain, **changes)  # type: ignore[arg-type]


def reference(provision: str | None, effect: str, paragraphs: str | None = None) -> Reference:
    return Reference(OLD, "resolution", effect, provision, Span(0, 1), paragraphs)


MECHANISM = asked(OLD, "17", "establish a more formalized inter-agency mechanism")
REPORT = asked(OLD, "20", "submit a comprehensive report on the state of cooperation")
AGAIN = asked(NEW, "13", "establish a more formalized and strengthened inter-agency mechanism", 1, reiterated=True)


def found(
    *references: Reference, now: tuple[Proposal, ...] = (AGAIN,), before: tuple[Proposal, ...] = (MECHANISM, REPORT)
) -> list[tuple[str, str, str, str]]:
    made = lineages(NEW, now, references, OLD, before)
    return [(one.later, one.earlier, one.effect.value, one.confidence.value) for one in made]


def test_recalled_and_reiterated_in_one_paragraph() -> None:
    assert found(reference("13", "recalls", "17")) == [(AGAIN.id, MECHANISM.id, "reiterates", "certain")]
    [link] = lineages(NEW, [AGAIN], [reference("13", "recalls", "17")], OLD, [MECHANISM, REPORT])
    assert link.working == "Paragraph 13 of A/RES/71/244 reiterates paragraph 17 of A/RES/69/239. It asks for one thing there."


@pytest.mark.parametrize(
    ("effect", "comes_to"),
    [
        ("amends", "amends"),
        ("extends", "amends"),
        ("renews", "amends"),
        ("supersedes", "supersedes"),
        ("revokes", "ends"),
        ("terminates", "ends"),
    ],
)
def test_what_is_changed_is_changed_whether_or_not_something_is_asked_there(effect: str, comes_to: str) -> None:
    assert found(reference("5", effect, "17"), now=()) == [(f"{NEW}:5", MECHANISM.id, comes_to, "certain")]
    there = asked(NEW, "5", "establish an inter-agency mechanism")
    assert found(reference("5", effect, "17"), now=(there,)) == [(there.id, MECHANISM.id, comes_to, "certain")]


@pytest.mark.parametrize("effect", ["recalls", "follows", "cites", "takes note", "reaffirms", "reiterates"])
def test_what_is_only_named_is_no_link(effect: str) -> None:
    once = replace(AGAIN, reiterated=False)
    assert found(reference("13", effect, "17"), now=(once,)) == []
    assert found(reference(None, effect, "17"), now=(once,)) == []


def test_several_requests_in_the_paragraph_are_told_apart_by_their_words() -> None:
    two = asked(OLD, "17", "invite contributions from donors", 2)
    one = replace(MECHANISM, id=f"{OLD}:17/1")
    assert found(reference("13", "recalls", "17"), before=(one, two)) == [
        (AGAIN.id, one.id, "reiterates", "likely"),
        (AGAIN.id, two.id, "reiterates", "possible"),
    ]


def test_without_a_paragraph_words_must_speak_for_it_unless_the_whole_is_ended() -> None:
    assert found(reference("13", "recalls")) == [(AGAIN.id, MECHANISM.id, "reiterates", "likely")]
    assert found(reference("5", "amends"), now=()) == []
    assert found(reference("5", "supersedes"), now=()) == [
        (f"{NEW}:5", MECHANISM.id, "supersedes", "possible"),
        (f"{NEW}:5", REPORT.id, "supersedes", "possible"),
    ]


def test_a_request_reiterated_without_a_source_is_looked_for_where_the_preamble_points() -> None:
    assert found(reference(None, "recalls")) == [(AGAIN.id, MECHANISM.id, "reiterates", "possible")]
    assert found() == []  # nothing points there
    other = replace(AGAIN, addressees=("Member States",))
    assert found(reference(None, "recalls"), now=(other,)) == []


def test_the_first_of_two_effects_on_one_obligation_stands() -> None:
    there = asked(NEW, "5", "establish an inter-agency mechanism")
    both = (reference("5", "supersedes", "17"), reference("5", "amends", "17"))
    assert found(*both, now=(there,)) == [(there.id, MECHANISM.id, "supersedes", "certain")]


@pytest.mark.parametrize(
    ("printed", "held"),
    [
        ("17", {"17"}),
        ("9 and 12", {"9", "12"}),
        ("3 to 5", {"3", "4", "5"}),
        ("5–7 and 9", {"5", "6", "7", "9"}),
        ("1 (a), 2", {"1(a)", "2"}),
        ("9 to 5", {"9", "5"}),
        ("1 to 9999", {"1", "9999"}),
        ("", set()),
    ],
)
def test_numbers_of_paragraphs_as_printed(printed: str, held: set[str]) -> None:
    assert numbers(printed) == held


def test_a_paragraph_holds_its_items() -> None:
    item = asked(OLD, "17(a)", "establish a mechanism")
    assert found(reference("13", "recalls", "17"), before=(item,)) == [(AGAIN.id, item.id, "reiterates", "certain")]
    assert found(reference("13", "recalls", "1"), before=(item,)) == []


@given(st.text(), st.text())
def test_no_words_upset_it(one: str, other: str) -> None:
    numbers(one)
    alike = likeness(asked(OLD, "1", one), asked(NEW, "1", other))
    assert 0 <= alike.share <= 1
    assert Effect("ends")
