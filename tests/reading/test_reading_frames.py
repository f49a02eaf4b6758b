"""Who is asked and what for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading.requests.acts.find import find_acts
from reading.requests.parties.actors import short_name
from reading.requests.sentences.decisions import binds
from reading.requests.sentences.frames import Frame, Mode
from reading.requests.sentences.joined_acts import frames
from reading.requests.sentences.phrases import Sentence


def _read(text: str) -> list[Frame]:
    sentence = Sentence(text)
    return frames(sentence, find_acts(text))


def _names(frame: Frame) -> list[str]:
    return [short_name(p.text) for p in frame.addressees]


@pytest.mark.parametrize(
    ("text", "names", "action"),
    [
        ("Requests the Secretary-General to report", ["Secretary-General"], "report"),
        (
            "Requests, in this regard, the Administrator, as Chair of the Group, to organize briefings",
            ["Administrator"],
            "organize briefings",
        ),
        (
            "Calls upon Member States and other relevant stakeholders to act",
            ["Member States", "other relevant stakeholders"],
            "act",
        ),
        ("Invites all countries in a position to do so to contribute", ["all countries in a position to do so"], "contribute"),
        (
            "Requests the Group, including its Task Team, and the country teams, in consultation with Governments, to continue the mapping",
            ["Group", "country teams"],
            "continue the mapping",
        ),
        (
            "Calls upon Governments and, as appropriate, regional organizations to combine forces",
            ["Governments", "regional organizations"],
            "combine forces",
        ),
        (
            "Requests the relevant agencies, funds and programmes of the United Nations system to assist",
            ["relevant agencies, funds and programmes of the United Nations system"],
            "assist",
        ),
        ("Urges India, Israel and Pakistan to accede", ["India", "Israel", "Pakistan"], "accede"),
        (
            "Encourages States conducting activities in outer space to inform the Conference",
            ["States conducting activities in outer space"],
            "inform the Conference",
        ),
        (
            "Requests the Department of Economic and Social Affairs to assist",
            ["Department of Economic and Social Affairs"],
            "assist",
        ),
        (
            "Calls upon that Organization, States bordering straits and user States to cooperate",
            ["that Organization", "States bordering straits", "user States"],
            "cooperate",
        ),
        (
            "Requests that the Secretary-General continue to publish the series",
            ["Secretary-General"],
            "continue to publish the series",
        ),
        ("Decides that the Panel of Experts should provide a report", ["Panel of Experts"], "provide a report"),
        ("Demands that Israel immediately and completely cease all activities", ["Israel"], "cease all activities"),
        ("Recommends relevant bodies take steps", ["relevant bodies"], "take steps"),
        (
            "Encourages coordination between the Commission and the Board",
            ["Commission", "Board"],
            "coordination between the Commission and the Board",
        ),
        (
            "Appeals to trade unions and the media to disseminate information",
            ["trade unions", "media"],
            "disseminate information",
        ),
    ],
)
def test_addressees_and_action(text: str, names: list[str], action: str) -> None:
    (frame,) = _read(text)
    assert _names(frame) == names
    assert frame.predicates[0].text == action


@pytest.mark.parametrize(
    "text",
    [
        "Encourages further contributions to the trust fund",
        "Invites the replication of this approach",
        "Calls for efforts to strengthen cooperation",
        "Requests that updates be provided to the Commission",
    ],
)
def test_things_name_nobody(text: str) -> None:
    (frame,) = _read(text)
    assert frame.addressees == ()


def test_infinitives_joined_by_and_to_are_actions_of_one() -> None:
    (frame,) = _read("Requests the Committee to consider the matter, to seek views and to report to the Council")
    assert [p.text for p in frame.predicates] == ["consider the matter", "seek views", "report to the Council"]


def test_a_second_addressee_after_and_has_an_obligation_of_its_own() -> None:
    first, second = _read(
        "Requests special rapporteurs to submit their reports in time, and the Secretariat to give due consideration to them"
    )
    assert (_names(first), _names(second)) == (["special rapporteurs"], ["Secretariat"])


def test_two_acts_share_what_is_asked() -> None:
    first, second = _read("Calls upon States and encourages stakeholders, where applicable, to protect them")
    assert (_names(first), _names(second)) == (["States"], ["stakeholders"])
    assert first.predicates[0].text == second.predicates[0].text == "protect them"


def test_invites_and_encourages_is_one_act() -> None:
    (frame,) = _read("Invites and encourages donors to contribute")
    assert frame.act.verb == "Invites"


@pytest.mark.parametrize(
    ("text", "binding"),
    [
        ("Decides to convene a conference", True),
        ("Decides to remain seized of the matter", True),
        ("Decides to proclaim 11 June the International Day of Play", False),
        ("Decides to appropriate the amount of 5 million dollars", False),
        ("Decides that the next session shall be held at Geneva", True),
        ("Decides that the increase shall be added to the credits", False),
        ("Decides that the Panel will report", True),
    ],
)
def test_decisions_that_bind_and_that_take_effect(text: str, binding: bool) -> None:
    (frame,) = _read(text)
    assert binds(frame) is binding


_WORDS = st.sampled_from(
    [
        "Requests",
        "requests",
        "Decides",
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
        "as",
        "appropriate",
        "by",
        "be",
        "shall",
        "encourages",
        "it",
        "him",
        "(",
        ")",
        ":",
        "its",
        "Committee",
        "submit",
        "urges",
        "not",
        "including",
        "should",
        "between",
    ]
)


@given(st.lists(_WORDS, min_size=1, max_size=30))
def test_any_words_are_read_without_fail(words: list[str]) -> None:
    text = " ".join(words)
    for frame in _read(text):
        assert frame.mode in Mode
        assert all(0 <= p.start <= p.end <= len(text) for p in (*frame.addressees, *frame.predicates))


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (
            "Requests the Committee to examine the matter, the Council to review it and the Secretary-General to report",
            [["the Committee"], ["the Council"], ["the Secretary-General"]],
        ),
        (
            "Urges all States outside the Convention to join it, and all States parties that are in a position to do so to help them",
            [["all States outside the Convention"], ["all States parties that are in a position to do so"]],
        ),
        (
            "Requests the Secretary-General to submit a report, and the Council, at its session in 2022, to consider it",
            [["the Secretary-General"], ["the Council"]],
        ),
        ("Requests the Department to increase its coverage and the Office to assist it", [["the Department"], ["the Office"]]),
        ("Urges the parties to cooperate with the Envoy and the Council to end the conflict", [["the parties"]]),
        ("Requests the Chair to grant access to all bodies, including A, B and relevant agencies to review it", [["the Chair"]]),
    ],
)
def test_an_act_printed_once_may_lie_on_several(text: str, asked: list[list[str]]) -> None:
    assert [[name.text for name in frame.addressees] for frame in _read(text)] == asked


def test_clauses_of_a_decision_bind_those_whom_each_names() -> None:
    read = _read(
        "Decides that the dialogue will be held in May, that it will consist of two round tables and that the President will prepare "
        "a summary, and that the Secretary-General shall publish it"
    )
    assert [_names(frame) for frame in read] == [[], ["President"], ["Secretary-General"]]
    (one,) = _read("Decides that the Committee shall meet in May and that it shall report to the Assembly")
    assert _names(one) == ["Committee"]
    ours, theirs = _read("Decides to convene a meeting in May, and that the Office will submit a report to the Committee")
    assert (_names(ours), _names(theirs)) == ([], ["Office"])
    assert [p.text for p in ours.predicates] == ["convene a meeting in May"]


def test_what_a_participle_asks_beside_an_act_is_asked_too() -> None:
    (one,) = _read("Acknowledges the progress made, while also urging all States to act")
    assert (one.act.verb, _names(one)) == ("urging", ["all States"])
    (one,) = _read(
        "Encourages States to strengthen their laws, while encouraging the participation of women, and to report to the Board"
    )
    assert [p.text.split()[0] for p in one.predicates] == ["strengthen", "report"]


def test_a_meeting_to_be_held_is_held_by_who_decides_it() -> None:
    (own,) = _read("Decides that the high-level meeting shall be held in May")
    assert own.mode is Mode.SELF and [p.text for p in own.predicates] == ["hold the high-level meeting in May"]
    (of_others,) = _read("Decides that the next session of the Commission shall be held in May")
    assert of_others.mode is Mode.CLAUSE and of_others.passive
