"""The opening words of a thing to be done, and the names that hold more than one word of their own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading.pipeline import read
from reading.requests.parties.actors import short_name
from reading.requests.parties.lists import one_by_one, split
from reading.requests.parties.short_forms import ShortForms
from reading.requests.sentences.phrases import Phrase, Sentence
from reading.requests.sentences.predicates import predicates
from reading.requests.terms import deliverables, recurrence
from reading.requests.terms.actions import action, opening
from reading.requests.terms.recipients import recipients


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("do so, in the context of the Agenda, taking into account the outcome", "do so"),
        ("submit, in a timely manner, his next report", "submit his next report"),
        ("submit to the Assembly at its next session, within existing resources, a full report", "submit a full report"),
        (
            "present, as part of his report, in consultation with all States, a proposal on ways to act",
            "present a proposal on ways to act",
        ),
        ("take action, in accordance with the law, to remove obstacles", "take action to remove obstacles"),
        ("apply and, where needed, reinforce the rules", "apply and reinforce the rules"),
        (
            "address legal, administrative, social and cultural barriers",
            "address legal, administrative, social and cultural barriers",
        ),
        ("cooperate, directly or through bodies, in taking measures", "cooperate"),
        (
            "transmit the present resolution to the governing bodies of the appropriate agencies and institutions of the Organization "
            "so that they may act",
            "transmit the present resolution to the governing bodies of the appropriate agencies and institutions",
        ),
    ],
)
def test_an_action_is_verb_and_object(text: str, expected: str) -> None:
    assert opening(text) == expected


def test_an_action_keeps_the_adverb_of_its_verb() -> None:
    sentence = Sentence("requests the Office to effectively provide the secretariat")
    (thing,) = predicates(sentence, sentence.index(sentence.text.index("provide")), len(sentence.words))
    assert action(sentence, thing) == "effectively provide the secretariat"


def test_a_long_action_does_not_end_within_a_noun_phrase() -> None:
    long = "promote policy coherence and coordination and the enhancement of the data and statistical capacities of Member States and all"
    assert opening(long).endswith("capacities")


@given(
    st.lists(
        st.sampled_from(
            [
                "submit",
                "a",
                "report,",
                "in",
                "to",
                "and",
                "the",
                "of",
                "its",
                "session,",
                "as",
                "appropriate,",
                "that",
                "or",
                "by",
            ]
        ),
        min_size=1,
    )
)
def test_an_action_is_never_longer_than_sixteen_words(said: list[str]) -> None:
    assert len(opening(" ".join(said)).split()) <= 16


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "the Office for Partnerships and the South-South and Triangular Cooperation Task Team of the Group",
            ["Office for Partnerships", "South-South and Triangular Cooperation Task Team of the Group"],
        ),
        (
            "the International Maritime Organization, the Food and Agriculture Organization of the United Nations",
            ["International Maritime Organization", "Food and Agriculture Organization of the United Nations"],
        ),
        ("the Assembly and the Economic and Social Council", ["Assembly", "Economic and Social Council"]),
        ("donor agencies and international financial institutions", ["donor agencies", "international financial institutions"]),
        ("relevant agencies, funds and programmes", ["relevant agencies, funds and programmes"]),
        (
            "competent organizations and bodies that have not yet done so",
            ["competent organizations and bodies that have not yet done so"],
        ),
    ],
)
def test_lists_of_names(text: str, expected: list[str]) -> None:
    assert [short_name(p.text) for p in split(Phrase(text, 0, len(text)))] == expected


def test_one_office_held_for_several_bodies() -> None:
    assert one_by_one(["Directors of the Standardization Bureau", "Radiocommunication Bureau"]) == [
        "Director of the Standardization Bureau",
        "Director of the Radiocommunication Bureau",
    ]
    assert one_by_one(["members of the Commission", "Secretary-General"]) == ["members of the Commission", "Secretary-General"]


def test_what_a_text_defines_in_brackets_goes_before_what_it_mentioned_last() -> None:
    texts = [
        "the Commission on the Limits of the Shelf (the Commission) and the Legal and Technical Commission met",
        "the Commission",
    ]
    assert ShortForms(texts, None, None).resolve("the Commission", 1, 0).name == "Commission on the Limits of the Shelf"


def test_short_forms_inside_names_that_were_mentioned() -> None:
    texts = ["the Commissioner-General of the Relief and Works Agency for Refugees and the Advisory Commission of the Agency"]
    found = ShortForms(texts, None, None)
    assert found.resolve("the Agency", 0, 90).name == "Relief and Works Agency for Refugees"


def test_those_countries_are_the_ones_addressed_before() -> None:
    found = ShortForms(["Also invites those countries"], None, None)
    found.addressed.append("all countries of the region")
    resolved = found.resolve("those countries", 0, 13)
    assert (resolved.name, resolved.sure) == ("all countries of the region", False)


def test_parties_to_the_convention_that_the_paragraph_named() -> None:
    text = (
        "accession to the International Convention for the Suppression of Acts, and encourages States parties to the Convention"
    )
    found = ShortForms([text], None, None).resolve("States parties to the Convention", 0, text.rindex("States"))
    assert found.name == "States parties to the International Convention for the Suppression of Acts"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("to submit to the Implementation Support Unit requests for cooperation", ["Implementation Support Unit"]),
        ("to deposit those declarations with the Security Council", ["Security Council"]),
        ("to transmit to the Director General of the Agency the records of the session", ["Director General of the Agency"]),
        ("to take decisions on any recommendations to the Conference of the Parties", []),
    ],
)
def test_receivers(text: str, expected: list[str]) -> None:
    assert [short_name(p.text) for slot in recipients(Sentence(text), 0, len(text)) for p in slot.names] == expected


@pytest.mark.parametrize(
    ("predicate", "asked"),
    [
        ("report at least twice during a cycle", ("report", 2)),
        ("develop a framework and report periodically, through the Board, to the Assembly", ("report", 1)),
        ("conclude a Host Country Agreement", ("other", 1)),
        ("track and report resource allocations", None),
        ("publish the recommendations and the commentary", None),
        ("make reductions pending elimination as agreed in the documents of the 2010 Review Conferences", None),
        ("provide such services as may be required for the implementation of the decisions and recommendations", None),
        ("provide policy analysis and support", None),
    ],
)
def test_what_is_asked_for(predicate: str, asked: tuple[str, int] | None) -> None:
    found = deliverables.asked(predicate)
    assert (found and (found.deliverable.kind.value, found.deliverable.count)) == asked


@pytest.mark.parametrize(
    ("text", "rhythm"),
    [
        ("to pay an annual subscription", "annual"),
        ("to include, in the annual reporting to the Assembly, assessments", "annual"),
        ("to report at least twice, at appropriate intervals", "periodic"),
        ("to provide, at least biannually, information", "periodic"),
        ("to conduct regular, comprehensive impact assessments", "periodic"),
    ],
)
def test_further_rhythms(text: str, rhythm: str) -> None:
    found = recurrence.recurring(text, 0, len(text))
    assert found is not None and found.rhythm == rhythm


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("strengthen the work, as well as to report thereon", ["strengthen the work", "report thereon"]),
        ("continue his efforts, and report thereon to the Assembly", ["continue his efforts", "report thereon to the Assembly"]),
        (
            "provide assistance, as appropriate, and facilitate dialogue among States",
            ["provide assistance, as appropriate", "facilitate dialogue among States"],
        ),
        (
            "respect the ceasefire, refrain from provocations and resume talks",
            ["respect the ceasefire", "refrain from provocations", "resume talks"],
        ),
        ("collect views, and prepare, on that basis, a report", ["collect views", "prepare, on that basis, a report"]),
        # what stays together: a shared object, a purpose, another's clause, nouns
        ("use and leverage such events", ["use and leverage such events"]),
        ("cooperate with and assist the Rapporteur", ["cooperate with and assist the Rapporteur"]),
        ("strengthen existing and build new partnerships", ["strengthen existing and build new partnerships"]),
        (
            "convene a conference to identify needs and mobilize resources",
            ["convene a conference to identify needs and mobilize resources"],
        ),
        ("adopt laws that protect children and promote peace", ["adopt laws that protect children and promote peace"]),
        ("ensure access to services and support for victims", ["ensure access to services and support for victims"]),
        ("examine the accounts and reports of the Fund", ["examine the accounts and reports of the Fund"]),
        ("submit a plan, and be ready to explain it", ["submit a plan, and be ready to explain it"]),
    ],
)
def test_a_bare_verb_behind_and_begins_another_thing(text: str, expected: list[str]) -> None:
    sentence = Sentence(f"requests the Office to {text}")
    assert [p.text for p in predicates(sentence, 4, len(sentence.words))] == expected


@pytest.mark.parametrize("adverb", ["further", "better", "fully"])
def test_adverbs_stay_with_their_verb(adverb: str) -> None:
    sentence = Sentence(f"requests the Office to {adverb} strengthen it")
    (thing,) = predicates(sentence, 5, len(sentence.words))
    assert action(sentence, thing) == f"{adverb} strengthen it"


def test_a_verb_right_behind_its_aside_is_no_fault() -> None:
    """Where nothing stands between the verb of one thing and the "and" of the next there is no object to look at."""
    text = (
        "A/RES/75/999\n\nThe General Assembly,\n\n1. Calls upon Member States to consider acceding to, and for States parties, in "
        "accordance with their obligations, to fully and effectively implement the Protocol.\n"
    )
    assert [proposal.addressees[0] for proposal in read(text.encode(), "text.md").proposals] == ["Member States"]
