"""One phrase among the addressees that stands for several names: "them", "those organizations", "the two organizations"."""

import re
from typing import NamedTuple

from reading.lexicon import KIN_HEADS, words
from reading.requests.paragraph import Paragraph, plain, resolve
from reading.requests.parties.actors import ALL_OF_THEM, head
from reading.requests.parties.pronouns import BACK_TO_A_LIST, PLURAL, addressed_before, is_one, listed_before, meant_by
from reading.requests.sentences.phrases import Phrase, Sentence


class Several(NamedTuple):
    """The names that a phrase stands for, and the rule by which they were found."""

    names: tuple[str, ...]
    rule: str


def stand_for_several(paragraph: Paragraph, phrase: Phrase, act_at: int, earlier: tuple[str, ...]) -> Several | None:
    """Whom a phrase among the addressees of the act at a character offset stands for, if it is several; ``earlier`` are those whom the
    act before asked."""
    name = ALL_OF_THEM.sub("", plain(phrase.text))
    if name.casefold() in PLURAL and (meant := _all_of_them(paragraph, phrase, earlier)):
        return Several(meant, "name.pronoun-of-several")
    if _THOSE_BODIES.fullmatch(name) and len(bodies := tuple(one for one in earlier if head(one) in _BODIES)) > 1:
        return Several(bodies, "name.those-addressed")
    if two := _TWO_SECTORS.fullmatch(name):
        return Several((f"{two['one']} sector", f"{two['other']} sector"), "name.two-sectors")
    if BACK_TO_A_LIST.fullmatch(name) and len(listed := listed_before(paragraph.sentence, phrase.start)) > 1:
        return Several(_full(paragraph, listed), "name.those-listed")
    counted = f"both {name}" if paragraph.sentence.text.endswith("both ", 0, phrase.start) else name
    if named := _general(paragraph, counted, act_at):
        return Several(_full(paragraph, named), "name.those-listed")
    if known := addressed_before(counted, paragraph.setting.short_forms.addressed, earlier):
        return Several(known, "name.those-addressed")
    return None


def _full(paragraph: Paragraph, phrases: tuple[Phrase, ...]) -> tuple[str, ...]:
    return tuple(resolve(paragraph, one).name for one in phrases)


# both the public and | the | private sectors, where "the public and private sectors" is one name
_TWO_SECTORS = re.compile(r"(?:both )?(?:the )?(?P<one>public|private) and the (?P<other>public|private) sectors")
# invites the United Nations system and other organizations to contribute, and invites | those organizations | to report
_THOSE_BODIES = re.compile(r"(?:those|these) (?:organi[sz]ations|entities|bodies|institutions)")
_BODIES = KIN_HEADS | words("system organizations institutions entities bodies agencies banks organization bank fund union")


def _all_of_them(paragraph: Paragraph, phrase: Phrase, earlier: tuple[str, ...]) -> tuple[str, ...]:
    """Whom "them" stands for where it is several: those addressed just before, else the list named last in the paragraph; one officer or
    organ is no "them": "requests the Secretary-General to transmit it to the commissions, and invites them to"."""
    if earlier and not (len(earlier) == 1 and is_one(earlier[0])):
        return earlier
    listed = tuple(resolve(paragraph, name).name for name in listed_before(paragraph.sentence, phrase.start))
    if earlier and not listed and (group := resolve(paragraph, phrase).name).casefold() not in PLURAL:
        return (group,)  # "requests the Secretary-General to consult Member States, and encourages them to"
    return listed or earlier


def _general(paragraph: Paragraph, phrase: str, offset: int) -> tuple[Phrase, ...]:
    """Those that "the two organizations" stands for: named before in the paragraph, or else in the title of the text."""
    title = paragraph.setting.instrument.title or ""
    titled = "etween " in title and phrase.endswith(("organizations", "entities", "bodies", "institutions"))
    return meant_by(paragraph.sentence, phrase, offset) or (meant_by(Sentence(title), phrase, len(title)) if titled else ())
