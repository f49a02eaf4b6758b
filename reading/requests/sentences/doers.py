"""Who could be asked among the nouns that no word list knows: "the junta" and "commercial banking systems", but no report and no effort."""

import re

from reading.lexicon import GOVERNORS, INERT_HEADS, table, words
from reading.requests.parties.actors import cut, head, is_actor
from reading.requests.parties.lists import split
from reading.requests.sentences.frames import bare
from reading.requests.sentences.phrases import Phrase

# what is done, had or used: a purpose follows it
_PURSUED = words(table("grammar")["complements"]["pursued"])
_DEED = re.compile(r"(?:[st]ions|ments|ances|ences|ings|ities|isms|ships|als|cies|ures|ages|ases|ics|ysis|yses|ness)$")
# the text, the cessation of | the ceasefire, likewise of one thing
_ONE_DEED = re.compile(r"(?:[st]ion|ment|[ae]nce|ing|ity|ism|ship|al|cy|ure|age|ness|ed|ly|ive|fire|ade)$")
_THINGS = words(table("grammar")["clauses"]["things"])
# such a group | this list: what has been named before goes by that name
_POINTING = re.compile(r"(?:its|their|his|her|our|such|any|this|these|that|those|no|other) ")


def is_doer_of_many(name: str) -> bool:
    """Whether a plural could be asked: "commercial banks", but no "efforts" and no "strategies", which a purpose follows."""
    noun = head(name)
    return (
        noun.endswith("s")
        and noun.replace("-", "").isalpha()
        and not _is_thing(noun)
        and _DEED.search(noun) is None
        and not re.match(r"(?:its|their|his|an?|such|any|this) ", name)
    )


def could_act(name: str) -> bool:
    """Whether a noun phrase before a bare verb ("that the Syrian regime desist") could name who is to act."""
    if is_actor(name):
        return True
    noun = head(name)
    return (
        noun.replace("-", "").isalpha()
        and not _is_thing(noun)
        and noun not in _THINGS
        and noun.removesuffix("s") not in _THINGS
        and f"{noun}s" not in _PURSUED
        and _DEED.search(noun) is None
        and _ONE_DEED.search(noun) is None
        and not _POINTING.match(name)
    )


# the Taliban, | the Network (HQN) | and all affiliates, the regime and | ISIL (also known as Da’esh)
_JOINT = re.compile(r",? (?:and|as well as) (?=(?:the|all|other|those|any) |[A-Z]{2,}\b)|, (?=(?:the|all|other) )")


def doers(phrase: Phrase) -> tuple[Phrase, ...]:
    """The names of a list before a bare verb, whether a word list knows them or not; none where the first could not act."""
    found: list[Phrase] = []
    for name in split(phrase):
        begin = 0
        for mark in _JOINT.finditer(name.text):
            left, right = name.text[begin : mark.start()], name.text[mark.end() :]
            if cut(left) == left and could_act(bare(left)) and could_act(bare(right)):
                found.append(Phrase(left, name.start + begin, name.start + mark.start()))
                begin = mark.end()
        found.append(Phrase(name.text[begin:], name.start + begin, name.end))
    return tuple(name for name in found if could_act(bare(name.text))) if could_act(bare(found[0].text)) else ()


def _is_thing(noun: str) -> bool:
    return any(each in INERT_HEADS or each in _PURSUED for each in (noun, noun[:-1])) or noun in GOVERNORS
