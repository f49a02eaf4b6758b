"""Paragraphs with items: which of them ask, whom, and for what."""

from datetime import date
from pathlib import Path

from domain.instrument import Instrument, Proposal
from reading.pipeline import read

_TEXT = Path(__file__).parent / "data" / "chapeaus.txt"
_GIVEN = Instrument("A/RES/75/999", "A matter", "General Assembly", 75, None, date(2020, 12, 18))
_READING = read(_TEXT.read_bytes(), _TEXT.name, given=_GIVEN)


def asked(number: str) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Of a paragraph and its items: whom each asks, and the first thing that it asks for."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for one in _READING.proposals:
        if one.provision == number or one.provision.startswith(f"{number}("):
            found.setdefault(one.provision, []).append((one.addressees, one.actions[0].casefold()))
    return found


def only(number: str) -> Proposal:
    (found,) = (one for one in _READING.proposals if one.provision == number)
    return found


def test_items_within_items_have_the_addressees_of_the_chapeau() -> None:
    found = asked("1")
    assert found["1(a)(i)"] == [(("States",), "prevent violence")]
    assert found["1(c)"] == [(("States",), "take steps")]


def test_a_verb_without_object_has_each_item_for_its_object() -> None:
    assert asked("3") == {
        "3(a)": [(("States",), "consider establishing national mechanisms")],
        "3(b)": [(("States",), "consider making contributions to the fund")],
    }
    assert asked("13")["13(b)"] == [(("Governments",), "ensure that services are provided to victims")]


def test_the_following_measures_are_the_items() -> None:
    assert asked("2") == {
        "2(a)": [(("Member States", "regional organizations"), "ratify the convention")],
        "2(b)": [(("Member States", "regional organizations"), "enact legislation")],
    }


def test_measures_that_only_the_items_name_are_the_items() -> None:
    assert asked("17") == {
        "17(a)": [(("States",), "review any legislation that discriminates")],
        "17(b)": [(("States",), "criminalize torture")],
    }


def test_a_clause_may_wait_for_its_verb() -> None:
    assert asked("11")["11(b)"] == [(("States",), "publish statistics annually")]


def test_what_is_submitted_may_stand_in_the_items() -> None:
    report = only("14(a)")
    assert report.deliverable is not None
    assert (report.deliverable.kind, report.recipients) == ("report", ("General Assembly",))
    assert report.due is not None and report.due.latest == date(2023, 9, 4)


def test_what_is_provided_is_asked_for_and_so_is_that_by_which_something_is_done() -> None:
    assert asked("15")["15(a)"] == [(("donors",), "provide assistance for national programmes")]
    assert asked("16") == {
        "16": [(("Government",), "ensure accountability")],
        "16(a)": [(("Government",), "establish a commission")],
        "16(b)": [(("Government",), "invite the special rapporteur to visit the country")],
    }
    assert asked("6")["6(a)"] == [(("all States",), "ensure access to justice")]
    assert asked("20") == {
        "20": [(("Secretary-General",), "support developing countries")],
        "20(a)": [(("Secretary-General",), "capacity-building")],
        "20(b)": [(("Secretary-General",), "training of officials")],
    }


def test_the_following_actions_may_have_a_limit_behind_them_and_more_verbs_before() -> None:
    assert asked("18") == {
        "18(a)": [(("Member States",), "appoint a focal point")],
        "18(b)": [(("Member States",), "encourage the integration of prevention in existing programmes")],
        "18(c)": [(("Member States",), "share data")],
    }
    assert asked("19")["19(b)"] == [(("General Assembly",), "publish its programme in advance")]


def test_items_hang_on_every_act_that_shares_what_is_asked() -> None:
    assert asked("21")["21(a)"] == [(("Member States",), "adopt laws"), (("other stakeholders",), "adopt laws")]


def test_whom_the_chapeau_points_back_to_is_asked_in_its_items() -> None:
    assert asked("22")["22(a)"] == [(("Fund",), "train judges")]


def test_acts_of_items_are_their_own() -> None:
    assert asked("5") == {
        "5(a)": [(("States",), "respect it")],
        "5(b)": [(("Secretary-General",), "report on it")],
    }


def test_every_item_ends_as_something() -> None:
    for provision in _READING.provisions:
        if provision.number:
            held = any(one.provision == provision.number for one in _READING.proposals)
            assert held or _READING.no_obligation.get(provision.number)


def test_objectives_to_be_accomplished_are_what_is_asked_for() -> None:
    assert asked("23") == {
        "23(a)": [(("Group of Experts",), "identify the risks")],
        "23(b)": [(("Group of Experts",), "appraise what is known")],
    }


def test_words_that_wait_for_their_noun_have_each_item_for_it() -> None:
    assert asked("24") == {
        "24(a)": [(("Governments",), "assess the impact of their policies on women’s social protection")],
        "24(b)": [(("Governments",), "assess the impact of their policies on women’s unpaid work")],
    }


def test_letters_within_a_sentence_begin_items_where_verbs_follow_them() -> None:
    assert asked("25") == {
        "25(a)": [(("Member States",), "assist villages in building piers")],
        "25(b)": [(("Member States",), "report thereon to the general assembly")],
    }
    assert asked("26") == {"26": [(("States",), "act")]}


def test_a_sentence_with_another_act_behind_its_letters_stays_whole() -> None:
    found = asked("27")
    assert found == {"27": [(("Member States",), "build piers"), (("Secretary-General",), "count the piers")]}
    first = next(one for one in _READING.proposals if one.provision == "27")
    assert first.actions == ("build piers", "paint them")


def test_activities_that_a_thing_to_be_carried_out_includes_are_carried_out_too() -> None:
    text = (
        "The General Assembly,\n\n"
        "1. Authorizes the Secretary-General to carry out the programme in 2021, including the following activities to be financed "
        "from the regular budget:\n\n(a) The Lighthouse Fellowship;\n\n(b) The dissemination of charts;\n\n"
        "2. Requests the Director to implement the plan, including the following measures, within existing resources:\n\n"
        "(a) Training of keepers;\n\n(b) Surveys of the coast;\n\n"
        "3. Requests the Director to report on the plan, including the following activities:\n\n(a) Training of keepers;\n\n(b) Surveys.\n"
    )
    found = {one.provision: one for one in read(text.encode(), "resolution.txt", given=_GIVEN).proposals}
    assert list(found) == ["1", "1(a)", "1(b)", "2", "2(a)", "2(b)", "3"]
    assert found["1(a)"].actions == ("carry out the Lighthouse Fellowship",)
    assert found["1(b)"].addressees == ("Secretary-General",)
    assert found["1(b)"].due is not None and found["1(b)"].due.latest == date(2021, 12, 31)
    assert found["2(b)"].actions == ("implement surveys of the coast",)


def test_an_item_may_open_with_a_limit_before_its_verb() -> None:
    both = ("Governments", "relevant entities of the United Nations system")
    assert asked("28") == {"28(a)": [(both, "build piers")], "28(b)": [(both, "restore the piers")]}


def test_items_below_shall_say_what_becomes_of_their_subject() -> None:
    assert asked("29") == {
        "29(a)": [((), "hold the high-level meeting in new york on 22 september 2021")],
        "29(c)": [(("high-level meeting",), "adopt a declaration")],
    }
    held = only("29(a)").due
    assert held is not None and held.earliest == held.latest == date(2021, 9, 22)


def test_an_act_may_be_decided_in_an_item() -> None:
    found = {one.provision: (one.force, one.addressees) for one in _READING.proposals if one.provision.startswith("30(")}
    assert found == {
        "30(a)": ("request", ("Secretary-General",)),
        "30(b)": ("call", ("Member States",)),
        "30(c)": ("decide", ("General Assembly",)),
    }


def test_recommended_actions_may_name_who_is_to_take_them() -> None:
    assert asked("31") == {
        "31(a)": [(("Governments",), "count their piers")],
        "31(b)": [(("Secretariat",), "publish the count")],
        "31(c)": [((), "restore the piers")],
    }
    assert {one.force for one in _READING.proposals if one.provision.startswith("31(")} == {"recommend"}


def test_measures_to_an_end_are_the_items() -> None:
    assert asked("32") == {
        "32(a)": [(("all States",), "protect piers")],
        "32(b)": [(("all States",), "prevent their decay")],
    }


def test_steps_to_be_taken_by_somebody_are_the_items() -> None:
    found = asked("33")
    assert set(found) == {"33(a)", "33(b)"} and found["33(a)"] == [(("all coastal States",), "further efforts to paint them")]


def test_a_chapeau_may_ask_for_something_and_its_items_for_more() -> None:
    assert asked("34") == {
        "34": [(("Government",), "respect its obligations")],
        "34(a)": [(("Government",), "release all detainees")],
        "34(b)": [(("Government",), "allow access to the piers")],
    }


def test_items_that_say_what_a_report_is_to_hold_ask_for_nothing_themselves() -> None:
    assert set(asked("35")) == {"35"}
    assert only("35").deliverable is not None


def test_what_is_decided_on_is_done_by_the_organ_itself() -> None:
    assert asked("36")["36(b)"] == [(("General Assembly",), "consider the matter at its seventy-sixth session")]


def test_the_mandate_of_somebody_may_stand_in_the_items() -> None:
    whom = ("Special Rapporteur on Piers",)
    assert asked("37") == {"37(a)": [(whom, "gather information")], "37(b)": [(whom, "report to the council")]}


def test_items_may_name_those_whom_the_act_lies_on() -> None:
    assert asked("38") == {
        "38(a)": [(("Secretary-General",), "report on the piers")],
        "38(b)": [(("all donors",), "contribute")],
    }


def test_items_may_say_what_shall_become_of_what_the_chapeau_names() -> None:
    assert asked("39") == {
        "39(a)": [(("General Assembly",), "hold the conference in june 2022")],
        "39(b)": [(("conference",), "submit its report to the general assembly")],
    }
    assert only("39(a)").due is not None


def test_items_may_say_who_should_do_what_is_recommended() -> None:
    assert asked("40") == {
        "40(a)": [(("Member States",), "collect data")],
        "40(b)": [(("Secretariat",), "keep a register of piers")],
    }


def test_items_that_name_members_of_a_group_ask_those() -> None:
    assert [whom for (whom, _), *_ in asked("41").values()] == [("World Bank",), ("Port Authority",)]


def test_what_a_verb_waits_for_stands_in_the_items() -> None:
    assert asked("42")["42(b)"] == [(("harbour authorities",), "provide information on illegal moorings")]
    assert asked("43")["43(a)"] == [(("Secretary-General",), "direct all departments to include a summary")]
    assert [whom for (whom, _), *_ in asked("44").values()] == [("Port Authority", "World Bank")] * 2


def test_items_of_what_is_encouraged_may_name_several() -> None:
    assert asked("45") == {
        "45(a)": [(("Coastal States",), "paint their piers"), (("all States",), "lend their boats")],
        "45(b)": [(("all donors",), "contribute")],
    }


def test_what_is_recommended_to_somebody_may_stand_in_the_items() -> None:
    assert asked("46") == {
        "46(a)": [(("Member States",), "adopt laws on piers")],
        "46(b)": [(("Member States",), "keep registers")],
    }


def test_agenda_items_and_ends_belong_to_the_chapeau() -> None:
    assert set(asked("47")) == {"47"} and set(asked("48")) == {"48"}


def test_a_chapeau_may_end_with_a_preposition_or_a_bare_verb() -> None:
    assert asked("49")["49(b)"] == [(("donors",), "contribute to the tide fund")]
    assert asked("53")["53(a)"] == [(("all parties",), "end all blockades")]


def test_the_following_may_be_what_is_done() -> None:
    assert asked("50") == {
        "50(a)": [(("coastal States",), "paint their piers")],
        "50(b)": [(("coastal States",), "cooperate with the port authority")],
    }


def test_what_the_organ_itself_holds_may_stand_in_the_items() -> None:
    assert set(asked("52")) == {"52(a)", "52(b)"}
    assert only("52(b)").deliverable is not None and only("52(b)").due is not None


def test_a_gathering_may_wait_for_its_verb() -> None:
    assert asked("51") == {
        "51(a)": [(("General Assembly",), "hold the high-level meeting in 2022")],
        "51(b)": [(("high-level meeting",), "adopt a declaration")],
    }


def test_a_body_is_set_up_to_do_what_the_items_say() -> None:
    whom = ("open-ended working group",)
    assert asked("54") == {"54(a)": [(whom, "consider the paint")], "54(b)": [(whom, "report to the council")]}


def test_items_may_name_who_is_asked_for_the_same() -> None:
    assert asked("55") == {
        "55(a)": [(("World Bank",), "join the pier programme by 2022")],
        "55(b)": [(("Port Authority",), "join the pier programme by 2022")],
    }


def test_what_a_body_consists_of_is_no_duty() -> None:
    assert asked("56") == {}


def test_measures_by_which_something_is_done_are_asked_beside_it() -> None:
    whom = ("Governments",)
    assert asked("57") == {
        "57": [(whom, "protect those who work on piers")],
        "57(a)": [(whom, "adopt laws")],
        "57(b)": [(whom, "provide care")],
    }


def test_a_body_has_the_items_of_its_mandate_where_it_is_set_up_or_kept() -> None:
    whom = ("Special Rapporteur on piers",)
    assert asked("58") == {
        "58(a)": [(whom, "study the paint")],
        "58(b)": [(whom, "report annually to the human rights council")],
    }
    assert asked("59") == {"59(a)": [(("open-ended working group",), "take stock of the piers")]}


def test_an_arrangement_may_name_who_decides_on_it_behind_by() -> None:
    assert {label: [who for who, _ in told] for label, told in asked("60").items()} == {
        "60(a)": [("President of the General Assembly",)]
    }


def test_what_is_done_by_considering_something_is_asked_for_too() -> None:
    assert {label: told[0][1] for label, told in asked("61").items()} == {
        "61": "reduce the number of dialogues",
        "61(a)": "consider establishing a ceiling for them",
        "61(b)": "consider presenting the road map to the committee",
    }
