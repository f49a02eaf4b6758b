"""Acts: where they stand, which force they have, and what only looks like one."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.force import Force
from reading.lexicon import act_words
from reading.requests.acts.find import find_acts
from reading.requests.acts.openings import decided_act


def _mandating(text: str) -> list[tuple[str, Force | None]]:
    return [(act.verb, act.force) for act in find_acts(text) if act.mandating]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Requests the Secretary-General to report", [("Requests", Force.REQUEST)]),
        ("Also strongly urges all States to comply", [("Also strongly urges", Force.URGE)]),
        ("REQUESTS the Director-General:", [("REQUESTS", Force.REQUEST)]),
        ("Calls once again upon the parties to cease", [("Calls once again upon", Force.CALL)]),
        ("Calls, in this context, for dialogue", [("Calls, in this context, for", Force.CALL)]),
        ("Renews its earlier invitation to donors to contribute", [("Renews its earlier invitation", Force.INVITE)]),
        ("Authorizes the Secretary-General to enter into commitments", [("Authorizes", Force.DECIDE)]),
        ("Instructs the secretariat to prepare a note", [("Instructs", Force.REQUEST)]),
        ("Request the Government of Egypt to convey its gratitude", [("Request", Force.REQUEST)]),
        (
            "Welcomes the report, and in this regard requests the Office to go on, calls upon States to assist, and invites donors to give",
            [("requests", Force.REQUEST), ("calls upon", Force.CALL), ("invites", Force.INVITE)],
        ),
        ("Acknowledges the need to act, while also urging all States to act", [("urging", Force.URGE)]),
        ("Optimize health funds, and in this regard call upon donors to review them", [("call upon", Force.CALL)]),
        ("The City Council hereby directs the City Manager to prepare a plan", [("hereby directs", Force.REQUEST)]),
    ],
)
def test_acts_are_found_with_their_force(text: str, expected: list[tuple[str, Force]]) -> None:
    assert _mandating(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Takes note of the resolution, in which it requests the Secretary-General to report",
        "Recalls the programme that supports and encourages small enterprises",
        "Notes the comments, suggestions and requests of Member States",
        "Deplores the taxes, extra fees and charges, which affect operations",
        "Welcomes the decision entitled “Requests the Secretary-General to act”",
        "Recalls the previously made calls for the delisting of the Territory",
        "Reaffirms the request of the Human Rights Council that the Office report",
        "Notes that the Director-General of the World Pier Organization, in her report, invites Member States to contribute",
    ],
)
def test_verbs_of_others_and_nouns_are_no_acts(text: str) -> None:
    assert _mandating(text) == []


def test_a_repeated_act_says_so() -> None:
    (act,) = find_acts("Reiterates its request to the Secretary-General to report")
    assert act.reiterated


def test_complements_end_where_the_next_act_begins() -> None:
    text = "Requests the Office to report, and in this regard welcomes its efforts"
    first, second = find_acts(text)
    assert text[first.end : first.complement_end] == " the Office to report"
    assert second.reason == "it welcomes"


@pytest.mark.parametrize("verb", sorted(act_words()))
def test_every_act_of_the_lexicon_is_found_at_the_head_of_a_paragraph(verb: str) -> None:
    text = f"{verb[0].upper()}{verb[1:]} the matter"
    found = find_acts(text)
    assert found and found[0].start == 0
    assert found[0].force == act_words()[verb].force


_WORDS = st.sampled_from(
    [
        "Requests",
        "requests",
        "and",
        ",",
        ";",
        "to",
        "the",
        "Secretary-General",
        "Member",
        "States",
        "that",
        "which",
        "report",
        "calls",
        "upon",
        "for",
        "in",
        "this",
        "regard",
        "by",
        "May",
        "2017",
        "encourages",
        "(a)",
        "“",
        "”",
        "its",
        "Committee",
        "submit",
        "urges",
        "shall",
        "be",
        "held",
        "decides",
        "not",
        "as",
        "appropriate",
        "including",
    ]
)


@given(st.lists(_WORDS, max_size=40))
def test_acts_lie_in_order_and_inside_the_text(words: list[str]) -> None:
    text = " ".join(words)
    acts = find_acts(text)
    assert all(0 <= act.start < act.end <= act.complement_end <= len(text) for act in acts)
    assert all(before.end <= after.start for before, after in itertools.pairwise(acts))


@pytest.mark.parametrize(
    "link", ["to that end", "for this reason", "in the meantime", "by the same token", "with that understanding"]
)
def test_no_connective_makes_an_act_of_what_somebody_else_does(link: str) -> None:
    assert _mandating(f"Welcomes the work of the body which, {link}, requests the parties to act.") == []
    assert _mandating(f"Welcomes a programme that supports and, {link}, encourages the parties to act.") == []


@pytest.mark.parametrize(
    "text", ["Inv\u0131te all States to act", "\u0130nvited the Council to act", "We inv\u0130te all States to act"]
)
def test_a_turkish_i_is_an_i(text: str) -> None:
    """Where case is ignored, a pattern takes it for one, and the verb was then looked for in a list that has no such word."""
    assert [force for _, force in _mandating(text)] == [Force.INVITE]


def test_a_turkish_i_in_an_item_of_a_decision_is_an_i() -> None:
    act = decided_act("\u0130nvite the Council to act", 0)
    assert act is not None and (act.force, act.verb) == (Force.INVITE, "\u0130nvite")


@pytest.mark.timeout(5)
def test_a_chain_that_hangs_on_nothing_keeps_nobody_waiting() -> None:
    """Where the spaces and commas between its words could belong to either, eighteen of them took longer than anybody would wait."""
    assert _mandating(f"Welcomes it, {'also, ' * 18}end requests the parties to act.") == []
