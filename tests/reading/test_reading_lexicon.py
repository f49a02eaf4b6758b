"""The word lists hold together."""

from domain.force import Force
from reading import lexicon
from reading.requests.parties.actors import is_actor, is_organ, known_names


def test_every_body_can_be_addressed_under_each_of_its_names() -> None:
    for body in lexicon.bodies():
        assert all(is_actor(f"the {name}") for name in (body.name, *body.former)), body.name


def test_organs_receive_and_others_do_not() -> None:
    assert all(is_organ(body.name) for body in lexicon.bodies() if body.kind == "organ")
    assert not is_organ("Member States")
    assert not is_organ("the United Nations Development Programme")


def test_no_name_stands_twice() -> None:
    names = [body.name for body in lexicon.bodies()]
    assert len(names) == len(set(names))
    assert {body.kind for body in lexicon.bodies()} == {"organ", "office", "officer"}
    assert known_names()["general assembly"] == "organ"


def test_every_force_has_a_verb() -> None:
    assert {word.force for word in lexicon.act_words().values()} - {None} == set(Force)


def test_acts_without_force_have_their_reason() -> None:
    assert all(word.force or word.reason for word in lexicon.act_words().values())


def test_decisions_are_binding_or_effective_not_both() -> None:
    assert lexicon.BINDING - lexicon.SELF_EFFECTIVE
    assert lexicon.SELF_EFFECTIVE - lexicon.BINDING


def test_verbs_are_base_forms() -> None:
    assert all(
        (verb == verb.casefold() and not verb.endswith("ing")) or verb == "bring"
        for verb in lexicon.BASE_VERBS - {"bring"}
        if verb not in {"ring", "swing"}
    )
    assert {"submit", "report", "convene", "continue", "fight"} <= lexicon.BASE_VERBS


def test_documents_never_act() -> None:
    for thing in (
        "the Paris Agreement",
        "the Convention",
        "the 2030 Agenda for Sustainable Development",
        "further contributions",
        "efforts",
    ):
        assert not is_actor(thing), thing
