"""What somebody is charged with: "entrusts the Office with monitoring the matter", "shall be tasked with examining"."""

from reading.requests.parties.actors import is_actor
from reading.requests.parties.lists import split
from reading.requests.sentences.acts import Act
from reading.requests.sentences.frames import Frame, Mode, bare
from reading.requests.sentences.phrases import Phrase, Sentence
from reading.requests.sentences.predicates import predicates

# shall be | tasked with examining | mandated to examine: its subject is to do it
_CHARGED = frozenset({"tasked", "charged", "entrusted", "mandated", "required", "directed", "instructed", "obliged"})


def charged_with(sentence: Sentence, j: int, limit: int) -> int | None:
    """The verb of what somebody is charged with, who stands as the subject of a passive."""
    if sentence.low(j) not in _CHARGED or j + 2 >= limit:
        return None
    doing = sentence.low(j + 1) == "with" and sentence.low(j + 2).endswith("ing")
    return j + 2 if doing else sentence.verb_after_to(j + 1, limit)


_ENTRUSTING = ("entrusts", "tasks", "charges", "mandates")
# with the task of preparing | with the preparation of
_THE_TASK = frozenset({"task", "responsibility", "function", "mandate", "role", "duty"})


def entrusted(sentence: Sentence, act: Act, i: int, limit: int, scope: Phrase) -> Frame | None:
    """ "entrusts the Commission with examining the question", "with the task of preparing a report", "with the preparation of a draft":
    who stands before "with", and what behind it. ``None`` for any other act, or form."""
    if not act.verb.casefold().endswith(_ENTRUSTING):
        return None
    mark = next((j for j in range(i + 1, min(i + 30, limit)) if sentence.low(j) == "with"), None)
    if mark is None or mark + 1 >= limit:
        return None
    names = tuple(split(sentence.phrase(i, mark)))
    if not all(is_actor(bare(name.text)) for name in names):
        return None
    doing = mark + 1
    if sentence.low(doing) == "the" and sentence.low(doing + 1) in _THE_TASK and sentence.low(doing + 2) == "of":
        doing += 3
    if doing < limit and sentence.low(doing).endswith("ing"):
        return Frame(act, Mode.INFINITIVE, names, predicates(sentence, doing, limit), scope, sure=False)
    return Frame(act, Mode.NOMINAL, names, (sentence.phrase(mark + 1, limit),), scope, sure=False)
