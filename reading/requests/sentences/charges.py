"""What somebody is charged with: "entrusts the Office with monitoring the matter", "shall be tasked with examining", "the mandate of the
Mission shall include the following tasks:"."""

import re

from reading.requests.acts.act import Act
from reading.requests.parties.actors import is_actor
from reading.requests.parties.lists import split
from reading.requests.sentences.frames import Frame, Mode, bare
from reading.requests.sentences.phrases import Phrase, Sentence, verb_of
from reading.requests.sentences.predicates import predicates

# shall be | tasked with examining | mandated to examine: its subject is to do it
_CHARGED = frozenset({"tasked", "charged", "entrusted", "mandated", "required", "directed", "instructed", "obliged"})


def charged_with(sentence: Sentence, j: int, limit: int) -> int | None:
    """The verb of what somebody is charged with, who stands as the subject of a passive."""
    if j + 2 >= limit:
        return None
    if sentence.low(j) == "responsible":  # "shall be responsible for submitting a report", "for the preparation of a summary"
        return j + 2 if sentence.low(j + 1) == "for" else None
    if sentence.low(j) not in _CHARGED:
        return None
    doing = sentence.low(j + 1) == "with" and (sentence.low(j + 2).endswith("ing") or sentence.low(j + 2) == "the")
    return j + 2 if doing else sentence.verb_after_to(j + 1, limit)


_TASKS = r"(?:mandate|tasks|functions|responsibilities|priorities|objectives|duties|terms of reference)"
# the mandate of the Mission | the Mission’s strategic priorities
_WHOSE_TASKS = re.compile(
    rf"(?:the )?(?:[a-z-]+ ){{0,3}}{_TASKS} of (?P<of>[^,;]+)|(?P<whose>[^,;]+?)[’'](?:s )?(?: ?[a-z-]+ ){{0,3}}{_TASKS}"
)
_ARE = frozenset({"be", "include", "comprise", "cover", "encompass", "contain"})
_THE_FOLLOWING = re.compile(rf"have the following (?:[a-z-]+,? ){{0,3}}{_TASKS}\b")
# shall have the task of effecting economies
_HAVE_TASK = re.compile(r"have the (?:[a-z]+ )?(?:task|duty|responsibility|mandate|function) (?:of (?=[a-z]+ing\b)|to (?=[a-z]))")


def has_tasks(sentence: Sentence, subject: Phrase, verb: int, limit: int) -> tuple[tuple[Phrase, ...], tuple[Phrase, ...]] | None:
    """Who has a task by a clause, and what: "the Council shall have the task of effecting economies"; in a chapeau "the mandate of the
    Mission shall include the following:", "the Committee shall have the following functions:", whose items say what."""
    low = sentence.low(verb)
    if low not in _ARE and low != "have":
        return None
    begin, text = sentence.words[verb].start, sentence.text.rstrip()
    open_end = text.endswith(":") and sentence.words[limit - 1].end >= len(text) - len(" to:")
    whose, asked = subject, tuple[Phrase, ...]()
    if low == "have":
        open_end = open_end and _THE_FOLLOWING.match(sentence.text, begin) is not None
        if task := _HAVE_TASK.match(sentence.text, begin):
            asked = tuple(_done(each) for each in predicates(sentence, sentence.index(task.end()), limit))
    elif tasks := _WHOSE_TASKS.fullmatch(subject.text):
        start, end = tasks.span("of" if tasks["of"] else "whose")
        whose = Phrase(subject.text[start:end], subject.start + start, subject.start + end)
        doing = sentence.verb_after_to(verb + 1, limit)  # "the mandate of the Rapporteur shall be to gather information"
        asked = predicates(sentence, doing, limit) if doing is not None else ()
    else:
        return None
    if not asked and open_end:
        asked = (Phrase("perform the following tasks", begin, begin + len(low)),)
    names = tuple(split(whose))
    return (names, asked) if asked and all(is_actor(bare(name.text)) for name in names) else None


def _done(thing: Phrase) -> Phrase:
    """ "effecting economies" as it is asked for: "effect economies"."""
    first, space, rest = thing.text.partition(" ")
    return Phrase(f"{verb_of(first)}{space}{rest}", thing.start, thing.end)


_ENTRUSTING = ("entrusts", "tasks", "charges", "mandates", "entrust", "task", "charge", "mandate")
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
