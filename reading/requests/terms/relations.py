"""A "to" that belongs to a noun of what is reported on, and hands nothing over: "on the access of civil society | to the Commission"."""

from reading.lexicon import table, words
from reading.requests.parties.actors import is_actor
from reading.requests.sentences.phrases import Sentence

_GRAMMAR = table("grammar")["recipients"]
# accession of States to, referral of cases to, support given by the Office to: nouns and participles that go on with a "to"
_GO_ON_WITH_TO = words(_GRAMMAR["go_on_with_to"])
# report | on the contributions of the Institute
_TOPIC = frozenset({"on", "about", "regarding", "concerning", "of", "including"})
# to the Council | at its next session, by June 2021: said of what is handed over
_WHEN = frozenset({"at", "by", "before", "during", "annually", "biennially", "no", "not", "every"})


def belongs_to_a_noun(sentence: Sentence, governor: int, i: int) -> bool:
    """Whether the "to" at word ``i``, which the verb at word ``governor`` would hand something by, goes on with a noun in between:
    "report on | threats | to the Court", "an assessment of the value | added | by the Office to the Organization"."""
    topic = next((j for j in range(governor + 1, i) if sentence.low(j) in _TOPIC), None)
    if topic is None:
        return False
    for j in range(i - 1, topic, -1):
        low = sentence.low(j)
        if low in ("to", ",", ";") or (low == "and" and _another_thing(sentence, j + 1)):
            return False  # "on the access of women | to justice | to the Commission"
        if low in _GO_ON_WITH_TO:
            return True
    return False


def _another_thing(sentence: Sentence, i: int) -> bool:
    """ "the allocation of means and | results | to the Council": no other body by which, or to which, the same is done."""
    return sentence.words[i].text.islower() and sentence.low(i) not in ("the", "its", "their", "other", "by")


_WHOSE = frozenset({"his", "her", "its", "their"})
_THINGS = frozenset({"recommendation", "recommendations", "report", "reports", "proposals", "suggestions", "advice"})
_SPEAKING = frozenset({"after", "following", "concerning", "regarding", "on", "upon", "about", "from", "of", "containing"})
# the submission | of its report to the Council
_HANDING = frozenset({"submission", "presentation", "transmission", "preparation", "issuance", "circulation", "part"})


def is_spoken_of(sentence: Sentence, i: int) -> bool:
    """Whether the "to" at word ``i`` goes on with somebody's own papers that are only spoken of: "the implementation of | his
    recommendations | to the Council", "the observations made after | their reports | to the Committee"."""
    if sentence.low(i - 1) not in _THINGS or sentence.low(i - 2) not in _WHOSE or sentence.low(i - 3) not in _SPEAKING:
        return False
    return sentence.low(i - 3) != "of" or sentence.low(i - 4) not in _HANDING


def is_said_when(sentence: Sentence, behind: int) -> bool:
    """Whether what follows a name says when: "on the support given by the Office to the Council | at its next session"."""
    return sentence.low(behind + (sentence.low(behind) == ",")) in _WHEN


def joined_to(sentence: Sentence, i: int, first: int) -> int | None:
    """The "to" that the one at word ``i`` only says again: "support | to | the Committee and | to the Council"."""
    if sentence.low(i - 1) in ("thereafter", "subsequently") and sentence.low(i - 2) == "and":
        i -= 1  # "to the Board, and thereafter | to the Council"
    if sentence.low(i - 1) not in ("and", "or", "as", "also"):
        return None
    joint = i - 3 if sentence.low(i - 1) == "as" else i - 1
    before = next((j for j in range(joint - 1, max(first - 1, i - _FAR), -1) if sentence.low(j) in ("to", ";")), None)
    if before is None or before + 1 >= joint or sentence.low(before) == ";" or sentence.verb_after_to(before, i) is not None:
        return None
    proper = sentence.words[joint - 1].text[0].isupper()  # "the follow-up to the World Summit and | to the Conference"
    return before if proper or is_actor(sentence.phrase(before + 1, joint).text.strip(" ,")) else None


_FAR = 30  # words
