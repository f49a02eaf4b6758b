"""Who is asked, in the phrasings of other sessions: one paragraph each, its acts with those whom they ask, and whether that is sure."""

from datetime import date

import pytest

from domain.instrument import Instrument, Proposal
from reading.pipeline import read
from reading.requests.parties.actors import short_name
from reading.requests.parties.mentions import Mentions

_GIVEN = Instrument("A/RES/64/999", "A matter", "General Assembly", 64, None, date(2009, 12, 18))


def obligations(text: str) -> list[Proposal]:
    """What one paragraph asks for, as the first of a resolution."""
    whole = (
        f"The General Assembly,\n\nRecalling its resolution 63/1,\n\n1. {text}\n\n2. Decides to remain seized of the matter.\n"
    )
    return [p for p in read(whole.encode(), "resolution.txt", given=_GIVEN).proposals if p.provision == "1"]


def is_sure(proposal: Proposal) -> bool:
    return all(e.sure for e in proposal.evidence if e.field == "obligation")


_ASKED = {
    # names that no word list holds, before an infinitive
    "Encourages retail payment systems to serve all customers.": ["retail payment systems"],
    "Invites future hosts of the Games and other Member States to support the Truce.": ["future hosts of the Games", "other Member States"],
    "Urges village champions and all Governments to plant trees.": ["village champions", "all Governments"],
    "Encourages national strategies to address hunger.": [],
    "Encourages further steps to improve safety.": [],
    "Calls for the early start of the mechanism established by the Council and steps to secure its work.": [],
    "Calls for the early adoption of the plan and measures to secure its funding.": [],
    "Encourages the use of new tools to support growth.": [],
    "Encourages investments to support growth.": [],
    "Encourages bus operators, village shops, start-ups and other local services to accept cash.": [
        "bus operators", "village shops", "start-ups", "other local services",
    ],
    "Encourages sports to be used for peace.": [],
    "Encourages dialogues to promote peace.": [],
    # whose endeavours and activities are encouraged
    "Encourages the continuing endeavours of the Office for Lighthouses in this field.": ["Office for Lighthouses"],
    "Encourages the activities undertaken by the Institute and the Centre for Tides.": ["Institute", "Centre for Tides"],
    "Encourages the initiatives of villages in this field.": [],
    # asides that no comma closes off
    "Requests the Secretary-General when doing so to inform Member States.": ["Secretary-General"],
    "Requests the Executive Director while preparing the budget to consult the Board.": ["Executive Director"],
    "Requests the Committee if necessary to extend its meetings.": ["Committee"],
    "Urges Governments in cooperation with the Agency and other organizations, upon request, to collect data.": ["Governments"],
    "Invites the Director when next reporting to the Assembly to include information on results.": ["Director"],
    "Invites States parties in implementing the Convention to take account of the guidelines.": ["States parties"],
    "Requests the Secretary-General on receipt of the views to prepare a summary.": ["Secretary-General"],
    "Requests the Secretary-General within existing resources to prepare a summary.": ["Secretary-General"],
    # what is decided is another act
    "Decides to recommend that the Sixth Committee establish a working group.": ["Sixth Committee"],
    "Decides to request the Secretary-General to prepare a study.": ["Secretary-General"],
    "Recommends to the Economic and Social Council that it review the matter.": ["Economic and Social Council"],
    # one name with "and" in it
    "Requests the Group of Scientific and Technical Experts to meet.": ["Group of Scientific and Technical Experts"],
    "Requests the Committee on Economic and Social Affairs and Member States to meet.": [
        "Committee on Economic and Social Affairs", "Member States",
    ],
    # a list that goes on behind the one member named
    "Urges international organizations, including the United Nations, the private sector, trade unions and other stakeholders to act.": [
        "international organizations", "private sector", "trade unions", "other stakeholders",
    ],
    "Urges all stakeholders, including Governments, the private sector and civil society, to act.": ["all stakeholders"],
    # between whom it is to be
    "Encourages cooperation in the field between the Agency, the African Union and regional organizations aimed at peace.": [
        "Agency", "African Union", "regional organizations",
    ],
    "Requests the Special Rapporteur on the situation of human rights in Ruritania to report.": [
        "Special Rapporteur on the situation of human rights in Ruritania"
    ],
    # "them"
    "Recalls the appeals to all Member States to continue their support, and encourages them to unearmark, or softly earmark, it.": [
        "all Member States"
    ],
    "Recalls its resolution, and encourages them to fundraise.": [],
    "Stresses the role of the private sector and other partners, as well as local communities and farmers, women and youth, in this "
    "work, and invites them to take part in it.": [
        "private sector", "other partners", "local communities", "farmers", "women", "youth",
    ],
    # an earlier invitation come again
    "Reiterates the invitation to the other environmental agreements, including those on waste, to take part in the work.": [
        "other environmental agreements"
    ],
    # what an act is about stands before it
    "Reaffirms the role of the Office, and with regard to the Repertoire calls upon the Secretary-General to complete it.": [
        "Secretary-General"
    ],
    "Notes the progress made, and as regards the pension scheme urges the Board to act.": ["Board"],
    # who acts in what is called for
    "Calls for the continued focus of the Audit Division on risks.": ["Audit Division"],
    "Calls for transformative actions from all relevant stakeholders and adequate means of implementation.": ["all relevant stakeholders"],
    "Calls for more support for small islands, including from the United Nations system.": ["United Nations system"],
    "Calls for the increased participation of youth, youth-led organizations and other relevant stakeholders in the work.": [
        "youth", "youth-led organizations", "other relevant stakeholders",
    ],
    "Calls for the full participation of women in the work.": [],
    "Encourages the full implementation of the Convention.": [],
    "Invites increased cooperation between the Independent Commission on Human Rights of the Organization of Islamic Cooperation and "
    "the Office of the United Nations High Commissioner for Human Rights.": [
        "Independent Commission on Human Rights of the Organization of Islamic Cooperation",
        "Office of the United Nations High Commissioner for Human Rights",
    ],
    # general nouns for those whom the sentence names
    "Notes the cooperation between the African Union and the League of Arab States, which goes well, and calls upon the two "
    "organizations to expand it.": ["African Union", "League of Arab States"],
    "Notes the mandates of the Ethics Office, the Office of Internal Oversight Services and the Independent Audit Advisory Committee, and "
    "invites the entities to avoid duplication.": [
        "Ethics Office", "Office of Internal Oversight Services", "Independent Audit Advisory Committee",
    ],
    "Welcomes the work done, and invites both secretariats to continue it.": ["secretariats"],
    # lists with asides
    "Encourages Member States, the entities of the United Nations system, including its peacekeeping missions, political missions and "
    "observer missions, sports federations, athletes, the media and the private sector to use the framework.": [
        "Member States", "entities of the United Nations system", "sports federations", "athletes", "media", "private sector",
    ],
}  # fmt: skip


@pytest.mark.parametrize("text", _ASKED, ids=lambda text: text[:60])
def test_who_is_asked_is_named(text: str) -> None:
    (one,) = obligations(text)
    assert list(one.addressees) == _ASKED[text]


_THEM = {
    "Requests the Secretary-General to circulate the report to all the competent bodies of the United Nations, and urges them to act.": [
        "all the competent bodies of the United Nations"
    ],
    "Requests the Secretary-General to inform the specialized agencies of the decision, and calls upon them to implement it.": [
        "specialized agencies"
    ],
    "Requests the Secretary-General to consult Member States, and encourages them to take part.": ["Member States"],
    "Urges all States and the Office to take part, and encourages them to report.": ["all States", "Office"],
}


@pytest.mark.parametrize("text", _THEM, ids=lambda text: text[:60])
def test_one_officer_is_no_them(text: str) -> None:
    _, second = obligations(text)
    assert list(second.addressees) == _THEM[text]


_IN_DOUBT = (
    "payment systems",
    "village champions",
    "appeals to all",
    "earlier invitation",
    "the entities to",
    "secretariats",
    "Calls for",
)


@pytest.mark.parametrize("text", [t for t in _ASKED if any(sign in t for sign in _IN_DOUBT)], ids=lambda text: text[:60])
def test_whom_only_the_grammar_or_what_stands_before_gives_is_not_sure(text: str) -> None:
    (one,) = obligations(text)
    assert not is_sure(one)


def test_and_in_particular_reads_like_in_particular() -> None:
    (one,) = obligations("Encourages relevant stakeholders, and in particular the organizers of events, to use such events.")
    assert one.addressees == ("relevant stakeholders",)
    assert is_sure(one)


def test_their_collaboration_is_of_those_addressed_before() -> None:
    first, second = obligations("Calls upon the Fund and the Bank to share data, and encourages their ongoing collaboration.")
    assert first.addressees == second.addressees == ("Fund", "Bank")


def test_an_act_come_again_is_reiterated() -> None:
    (one,) = obligations("Once again urges States to pay.")
    first, second = obligations("Urges States to pay, and calls again upon the Bank to lend.")
    assert (one.reiterated, first.reiterated, second.reiterated) == (True, False, True)
    (behind,) = obligations("Also urges, once again, all States to pay.")
    assert behind.reiterated


def test_a_pronoun_without_anybody_before_stays_open() -> None:
    (one,) = obligations("Recalls its resolution, and encourages them to fundraise.")
    assert one.actions == ("fundraise",)
    assert one.note is not None


def test_a_short_form_stays_with_the_name_it_has_all_through_a_text() -> None:
    """ "the Committee" is the Committee on Tides, though a paragraph before named another in passing; named in the same one, it is that."""
    text = (
        "The General Assembly,\n\n"
        "1. Endorses the report of the Committee on Tides;\n\n"
        "2. Urges States to apply for membership of the Committee on Tides;\n\n"
        "3. Notes the guidelines of the Inter-Agency Lighthouse Committee;\n\n"
        "4. Requests the Committee to report thereon;\n\n"
        "5. Notes the work of the Joint Harbour Committee, and requests the Committee to continue it.\n"
    )
    asked = {p.provision: p for p in read(text.encode(), "resolution.txt", given=_GIVEN).proposals}
    assert asked["4"].addressees == ("Committee on Tides",)
    assert not all(e.sure for e in asked["4"].evidence if e.field == "addressees")
    assert asked["5"].addressees == ("Joint Harbour Committee",)


def test_the_body_of_the_title_is_not_outnumbered() -> None:
    """A short form stays with the body that the title names, however often the text names another whose very head it is."""
    texts = [
        "Recalls the Committee on Rivers, the report of the Committee on Rivers and the Chair of the Committee on Rivers;",
        "Notes the Joint Harbour Committee;",
        "Requests the Committee to report.",
    ]
    at = len(texts[0]) + len(texts[1]) + 2 + texts[2].index("Committee")
    named = Mentions(texts, "Report of the Joint Harbour Committee")
    untitled = Mentions(texts)
    assert named.of_the_whole_text("Committee", "Joint Harbour Committee", at) == "Joint Harbour Committee"
    assert untitled.of_the_whole_text("Committee", "Joint Harbour Committee", at) == "Committee on Rivers"


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("the Treaty on the Limitation of Offensive Arms (New START Treaty)", "Treaty on the Limitation of Offensive Arms"),
        ("Iran (Islamic Republic of)", "Iran (Islamic Republic of)"),
        ("the Government of Venezuela (Bolivarian Republic of)", "Government of Venezuela (Bolivarian Republic of)"),
    ],
)
def test_what_a_thing_is_called_for_short_is_no_part_of_its_name_but_what_a_state_is_is(printed: str, name: str) -> None:
    assert short_name(printed) == name


def test_both_secretariats_are_those_addressed_before() -> None:
    text = (
        "The General Assembly,\n\n"
        "1. Requests the secretariats of the United Nations and the League of Harbours to follow up on the matter;\n\n"
        "2. Calls upon both secretariats to deepen their cooperation;\n\n"
        "3. Calls upon the three secretariats to meet.\n"
    )
    asked = {p.provision: p for p in read(text.encode(), "resolution.txt", given=_GIVEN).proposals}
    assert (
        asked["1"].addressees
        == asked["2"].addressees
        == ("secretariat of the United Nations", "secretariat of the League of Harbours")
    )
    assert not all(e.sure for e in asked["2"].evidence if e.field == "addressees")
    assert asked["3"].addressees == ("three secretariats",)


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        (
            "Calls on the Agency to begin the talks, as well as on the coastal States to declare a pause.",
            "Agency",
            "coastal States",
        ),
        ("Calls upon Member States to ratify it, and upon the donor countries to fund it.", "Member States", "donor countries"),
        ("Appeals to Member States to ratify it, as well as to donors to fund it.", "Member States", "donors"),
    ],
)
def test_an_act_whose_preposition_comes_again_lies_on_another(text: str, first: str, second: str) -> None:
    asked = obligations(text)
    assert [p.addressees for p in asked] == [(first,), (second,)]
    assert not is_sure(asked[1])


def test_a_preposition_of_what_is_to_be_done_asks_nobody_else() -> None:
    assert len(obligations("Calls upon Member States to work with partners, as well as with donors, to fund it.")) == 1
    assert len(obligations("Calls upon Member States to act on the report, and on the basis of it to fund the work.")) == 1


def test_the_end_of_a_title_is_nobody() -> None:
    (asked,) = obligations(
        "Urges all States that have not yet ratified the Harbour Convention, 1973 (No. 138), and the Worst Storms Convention, "
        "1999 (No. 182), of the Organization for Harbours to consider doing so."
    )
    assert asked.addressees == ("all States that have not yet ratified the Harbour Convention and the Worst Storms Convention",)


def test_a_decision_of_old_that_is_reaffirmed_asks_for_nothing_more() -> None:
    assert obligations("Reaffirms the decision to create levels of discount for all members.") == []
    assert len(obligations("Reaffirms the decision to hold the conference in 2010.")) == 1
