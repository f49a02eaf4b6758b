"""Clauses: "that X do", "that X shall do", "that Y be done"."""

import re
from dataclasses import replace

from domain.force import Force
from reading.lexicon import BASE_VERBS, table, words
from reading.requests.acts.act import Act
from reading.requests.parties.actors import is_actor
from reading.requests.parties.asides import aside_close, opens_aside
from reading.requests.parties.lists import split
from reading.requests.parties.naming import skip_prelude
from reading.requests.parties.runs import inside_name, name_list
from reading.requests.sentences.bare_verbs import GATHERING, OBJECTS, OUTCOMES, before_adverbs, is_bare_verb, is_plain_verb
from reading.requests.sentences.charges import charged_with, has_tasks
from reading.requests.sentences.decisions import LATER_PASSIVE
from reading.requests.sentences.doers import doers
from reading.requests.sentences.frames import Frame, Mode, bare
from reading.requests.sentences.names_in_things import is_of_a_thing
from reading.requests.sentences.phrases import Phrase, Sentence, item_end
from reading.requests.sentences.predicates import predicates

# considered by Member States | in the General Assembly
_PLACING = frozenset(["in", "at", "under", "during", "through", "within", "by", "before", "no", "on", "with"])
MODALS = frozenset(["shall", "should", "will", "must", "would", "may", "can"])
# "the Secretary-General is authorized to"
_ENTITLED = words(table("grammar")["clauses"]["entitled"])
# of whom it is said, it is they who act; those who are invited or urged are so by somebody else
_EMPOWERED = frozenset({"authorised", "authorized", "directed", "empowered", "instructed", "mandated", "requested", "required"})
_PARTICIPLES = words(table("grammar")["clauses"]["participles"])
_IRREGULAR = {"borne": "bear",
              "held": "hold", "made": "make", "kept": "keep", "given": "give", "taken": "take", "drawn": "draw", "sent": "send",
              "brought": "bring", "undertaken": "undertake", "built": "build", "begun": "begin", "done": "do", "paid": "pay",
              "met": "meet", "shown": "show", "written": "write", "withdrawn": "withdraw", "sought": "seek"}  # fmt: skip


# no later than 2022 | the Board should
_AT_FIRST = re.compile(
    r"(?:(?:no|not) later than|by|in|from|at|during|as (?:of|from)|(?:beginning|starting) (?:in|from|at|with)) "
    r"(?:[^,;]{0,30}?\d|[^,;]{0,30}?sessions?) (?=the [A-Z])"
    # every five years | the Conference shall; each year, in September, | the President shall
    r"|(?:every|each) (?:[a-z]+ )?(?:years?|months?)(?:, [^,;]{3,40},)? (?=the [A-Z])"
)
_TIMES = words("no not by in from at during as beginning starting every each")


def clause(sentence: Sentence, act: Act, i: int, limit: int, scope: Phrase) -> Frame:
    """What the words ``[i, limit)`` behind an act's "that" say: who is to do it, where somebody is named, and what."""
    before, i = i, _past_asides(sentence, i, limit)
    if i >= limit:
        return Frame(act, Mode.NOMINAL, (), (scope,), scope, sure=False)
    if sentence.low(i) in _TIMES and (time := _AT_FIRST.match(sentence.quiet, sentence.words[i].start)):
        i = sentence.index(time.end())
    mark = _finite(sentence, i, limit, asks=act.force is not Force.DECIDE)
    if mark is None and sentence.text.rstrip().endswith(":") and (waiting := _subject_that_waits(sentence, act, i, limit)):
        return Frame(act, Mode.ADDRESSEE, waiting, (), scope)  # "Recommends that States: (a) Collect data"
    if mark is None or mark <= i:
        return Frame(act, Mode.CLAUSE, (), (sentence.phrase(min(i, limit - 1), limit),), scope, sure=False)
    until = before_adverbs(sentence, i, mark)
    i = _past_list_in_aside(sentence, before, i, until)
    modal = sentence.low(mark) if sentence.low(mark) in MODALS else None
    verb = _verb_at(sentence, mark, limit)
    if verb >= limit:  # "that the Panel will:"
        return Frame(act, Mode.CLAUSE, _subject_names(sentence, i, until), (), scope, modal=modal, sure=False)
    if (charged := _charged(sentence, act, (i, until), verb, limit, scope, modal)) is not None:
        return charged
    if sentence.low(verb) == "be":
        power = _is_to(sentence, verb, limit) if sentence.low(verb + 1) in _EMPOWERED else None
        if not power:
            return _passive(sentence, act, sentence.phrase(i, until), verb + 1, limit, scope, modal)
        verb = power  # "shall be empowered to | accept contributions"
    return _active(sentence, act, (i, until), verb, limit, scope, modal)


def _past_asides(sentence: Sentence, i: int, limit: int) -> int:
    """Past what stands before the subject: "that, throughout the cycle, including before elections, | the Office continue"."""
    i = skip_prelude(sentence, i + (sentence.low(i) == ":"), limit)  # "requests that: (a) the Secretary-General submit"
    while i < limit and (_aside(sentence, i) or sentence.low(i) == "should"):
        close = aside_close(sentence, i, limit)
        if close is None:
            break
        i = close
    return i


def _past_list_in_aside(sentence: Sentence, begin: int, i: int, until: int) -> int:
    """ "that, initially with respect to 2018, 2019 and 2020, | the conference shall": the subject, where an aside before it holds a list
    whose first comma seemed to close it."""
    if i == begin or is_actor(bare(sentence.phrase(i, until).text)):
        return i
    comma = next((j for j in range(until - 1, i, -1) if sentence.low(j) == ","), i)
    return comma + 1 if comma > i and sentence.low(comma + 1) in OBJECTS and comma + 2 < until else i


def _verb_at(sentence: Sentence, mark: int, limit: int) -> int:
    """The verb behind a clause's modal, or at its bare verb; ``limit`` or more where there is none."""
    if sentence.low(mark) in ("is", "are"):
        return _is_to(sentence, mark, limit) or limit
    verb = mark + (sentence.low(mark) in MODALS)
    while verb < limit and (
        sentence.low(verb) in ("not", "also", "further", "only", "then", "henceforth", "hereafter", "thereafter", "again")
        or (sentence.low(verb).endswith("ly") and sentence.low(verb) not in BASE_VERBS)
    ):
        verb += 1
    if verb < limit and sentence.low(verb) == ",":
        # "shall, in 2019 and 2020:": what is to be done stands in the items
        verb = aside_close(sentence, verb + 1, limit) or (limit if sentence.text.rstrip().endswith(":") else verb + 1)
    return verb


def _charged(
    sentence: Sentence, act: Act, subject: tuple[int, int], verb: int, limit: int, scope: Phrase, modal: str | None
) -> Frame | None:
    """ "that the Committee shall have the following tasks", "shall be charged with": whoever is given tasks is to do them."""
    if (tasked := has_tasks(sentence, sentence.phrase(*subject), verb, limit)) is not None:
        at = sentence.words[verb].start
        return Frame(act, Mode.CLAUSE, *tasked, scope, modal=modal, sure=False, verb_at=at)
    if sentence.low(verb) == "be" and (charge := charged_with(sentence, verb + 1, limit)) is not None:
        whom = _subject_names(sentence, *subject)
        return Frame(act, Mode.CLAUSE, whom, predicates(sentence, charge, limit), scope, modal=modal, sure=False)
    return None


def _active(
    sentence: Sentence, act: Act, subject: tuple[int, int], verb: int, limit: int, scope: Phrase, modal: str | None
) -> Frame:
    """What the subject of a clause does: somebody who is asked, a gathering with its outcome, or a thing that "continues"."""
    named, names = sentence.phrase(*subject), _subject_names(sentence, *subject)
    at, low = sentence.words[verb].start, sentence.low(verb)
    if act.force is Force.DECIDE and low == "take" and sentence.low(verb + 1) == "place" and _OWN_GATHERING.fullmatch(named.text):
        # "that the high-level meeting will take place in May": who decides is to hold it
        whole = Phrase(
            f"hold {bare(named.text)}{sentence.text[sentence.words[verb + 1].end : scope.end]}", named.start, scope.end
        )
        return Frame(act, Mode.SELF, (), (whole,), scope, modal=modal, sure=False, verb_at=at)
    if not names and low in OUTCOMES and GATHERING.fullmatch(bare(named.text)):
        names = (named,)
    perhaps = act.force is not Force.DECIDE and (not names or " and " in named.text)
    unknown = _unknown_names(sentence, *subject) if perhaps and is_plain_verb(sentence, subject[0], verb, limit) else ()
    if names and len(names) >= len(unknown):
        return Frame(act, Mode.CLAUSE, names, predicates(sentence, verb, limit), scope, modal=modal, verb_at=at)
    if unknown:
        return Frame(act, Mode.CLAUSE, unknown, predicates(sentence, verb, limit), scope, modal=modal, sure=False, verb_at=at)
    whole = Phrase(f"{low} {named.text}", named.start, sentence.words[verb].end)
    if (low, sentence.low(verb + 1)) in _WITHOUT_OBJECT:
        whole = sentence.phrase(verb, limit)
    if low == "continue" and (givers := _givers(sentence, act, named)):
        return Frame(act, Mode.CLAUSE, givers, (whole,), scope, modal=modal, sure=False, verb_at=at)
    return Frame(act, Mode.CLAUSE, (), (whole,), scope, modal=modal, verb_at=at)


def predicated(sentence: Sentence, act: Act, subject: Phrase, verb: int, limit: int, scope: Phrase, modal: str | None) -> Frame:
    """What is said of a subject that stands elsewhere, from its verb on: "(a) Be held in New York; (b) Adopt a declaration"."""
    if sentence.low(verb) == "be" and verb + 1 < limit:
        made = _passive(sentence, act, subject, verb + 1, limit, scope, modal)
        return replace(made, predicates=tuple(replace(p, start=scope.start, end=scope.end) for p in made.predicates))
    gathers = sentence.low(verb) in OUTCOMES and GATHERING.fullmatch(bare(subject.text))
    asked = predicates(sentence, verb, limit)
    return Frame(act, Mode.CLAUSE, (subject,) if gathers else (), asked, scope, modal=modal, verb_at=sentence.words[verb].start)


# take place | take effect: the event is what the clause says, and its subject no object
_WITHOUT_OBJECT = frozenset({("take", "place"), ("take", "effect"), ("enter", "into"), ("come", "into"), ("form", "part")})
# such assistance | these consultations
_SUCH = re.compile(r"(?:such|this|that|these|those|the said) (?:[a-z]+ )?(?P<what>[a-z]+)")


def _givers(sentence: Sentence, act: Act, subject: Phrase) -> tuple[Phrase, ...]:
    """ "the assistance provided by A, and requests that such assistance continue": those who gave it before are to go on."""
    such = _SUCH.fullmatch(subject.text)
    if such is None:
        return ()
    given = rf"\b{such['what']} (?:provided|given|rendered|extended|offered|undertaken|carried out|made|held|conducted)\b[^,;]{{0,80}}? by "
    before = list(re.finditer(given, sentence.quiet[: act.start]))
    return name_list(sentence, sentence.index(before[-1].end()), sentence.index(act.start)) if before else ()


def _is_to(sentence: Sentence, j: int, limit: int) -> int | None:
    """The verb of what somebody is to do: "is hereby authorized to | execute", "is to | hold one meeting"."""
    k = j + 1 + (sentence.low(j + 1) == "hereby")
    if sentence.low(k) in _ENTITLED:
        return sentence.verb_after_to(k + 1, limit)
    return sentence.verb_after_to(k, limit)


def _aside(sentence: Sentence, i: int) -> bool:
    """Whether an aside stands before the subject; "that such assistance continue" has none."""
    return opens_aside(sentence, i) and (sentence.low(i) != "such" or sentence.low(i + 1) == "as")


_OF_YEAR = re.compile(r"(?<=forum|nment|rence|eting) (?:for|in|of) (?:19|20)\d\d\b")


def _subject_names(sentence: Sentence, i: int, mark: int) -> tuple[Phrase, ...]:
    comma = next((j for j in range(i, mark) if sentence.low(j) == "," and opens_aside(sentence, j + 1)), mark)
    if year := _OF_YEAR.search(sentence.quiet, sentence.words[i].start, sentence.words[comma - 1].end):
        comma = sentence.index(year.start() + 1)  # "the high-level political forum | for 2021 under the auspices of the Council"
    parts = [*split(sentence.phrase(i, comma)), *_behind_time(sentence, comma, mark)]
    return tuple(p for p in parts if is_actor(bare(p.text))) if is_actor(bare(parts[0].text)) else ()


def _behind_time(sentence: Sentence, comma: int, mark: int) -> list[Phrase]:
    """ "the Second Committee, at its next session, and | the Council | consider": the names of a subject behind a time or a limit."""
    if sentence.low(comma + 1) not in ("at", "during", "as", "where", "within") and not _LIMITS.match(
        sentence.quiet, sentence.words[min(comma, len(sentence.words) - 1)].start
    ):
        return []
    close = next((k for k in range(comma + 1, mark) if sentence.low(k) == ","), mark)
    return split(sentence.phrase(close + 2, mark)) if close + 2 < mark and sentence.low(close + 1) == "and" else []


# Israel, | the occupying Power, | and all parties; States, | in accordance with their laws, | and regional organizations
_LIMITS = re.compile(
    r", (?:the occupying|in accordance with|consistent with|in line with|with the (?:[a-z]+ )?(?:support|assistance) of) "
)


def _subject_that_waits(sentence: Sentence, act: Act, i: int, limit: int) -> tuple[Phrase, ...]:
    """The subject of a clause whose verb stands in the items: "Recommends that States:", "Decides that the high-level meeting:"."""
    whole = sentence.phrase(i, limit)
    gathers = act.force is Force.DECIDE and GATHERING.fullmatch(whole.text) is not None
    return _subject_names(sentence, i, limit) or ((whole,) if gathers else ())


def _unknown_names(sentence: Sentence, i: int, mark: int) -> tuple[Phrase, ...]:
    """Who acts by a clause where the word lists don't know the first of them: "that the junta and all armed groups release"."""
    end = next((j for j in range(i, mark) if sentence.low(j) == "," and opens_aside(sentence, j + 1)), mark)
    return doers(sentence.phrase(i, end))


def _finite(sentence: Sentence, i: int, limit: int, asks: bool) -> int | None:
    """The index of the clause's modal, of its "be", or of its bare verb ("that the Secretary-General continue"); where an act ``asks``,
    that may stand behind somebody whom no word list knows."""
    bare = None
    past = i
    for j in range(i + 1, limit):
        low = sentence.low(j)
        if low in ("which", "who", "whose") and sentence.low(j - 1) == "," and (closed := aside_close(sentence, j, limit)):
            past = closed  # "the entity, which will act as the secretariat, will be appointed"
        if j < past:
            continue
        if low in MODALS:
            return bare if bare is not None else j
        if low in ("is", "are") and _is_to(sentence, j, limit) is not None and (bare is None or sentence.low(j + 1) != "to"):
            return j
        if low == "be" and sentence.low(j - 1) not in ("to", "not"):
            return bare if bare is not None else j
        if bare is None and (low in BASE_VERBS or _third_person(sentence, j)):
            verb = is_bare_verb(sentence, i, j, limit) or (asks and is_plain_verb(sentence, i, j, limit))
            bare = j if verb else None
    return bare


def _third_person(sentence: Sentence, j: int) -> bool:
    """ "that the BIPM supports": some bodies print the verb of the clause in the third person; only straight after a capital."""
    low = sentence.low(j)
    return low.endswith("s") and low[:-1] in BASE_VERBS and sentence.words[j - 1].text.isupper()


def _passive(sentence: Sentence, act: Act, subject: Phrase, j: int, limit: int, scope: Phrase, modal: str | None) -> Frame:
    """ "that updates be provided to the Commission by the Secretariat": nobody is named unless "by" names them."""
    while j < limit and sentence.low(j).endswith("ly"):
        j += 1
    participle = sentence.low(j)
    if not is_participle(participle):
        names = _of_what_kind(sentence, act, subject, j)
        whole = Phrase(
            f"be {sentence.text[sentence.words[j].start : scope.end] if j < limit else ''}".strip(), subject.start, scope.end
        )
        if names and (told := _REPORTING_BY.match(subject.text)):
            whole = replace(whole, text=f"report{subject.text[told.end() :]} {whole.text.removeprefix('be ')}")
        return Frame(act, Mode.CLAUSE, names, (whole,), scope, modal=modal, passive=not names, sure=False)
    begin, end, agent = _agent(sentence, j, limit) or (j, j, ())
    timed = agent and _ONLY_A_TIME.fullmatch(sentence.quiet, sentence.words[j].end, sentence.words[begin].start)
    if begin > j + 3 and act.force is Force.DECIDE and base_form(participle) not in LATER_PASSIVE and not timed:
        agent = ()  # "shall be financed from the contributions that are made by States": far off, it may be said of something else
    if not agent and act.force is Force.DECIDE and participle in _OWN_BUSINESS and _OWN_SESSION.search(scope.text):
        own = Phrase(f"{base_form(participle)} {bare(subject.text)}", subject.start, scope.end)
        return Frame(act, Mode.SELF, (), (own,), scope, sure=False, verb_at=sentence.words[j].start)
    # "be managed by the Office as a pool": managed as a pool
    rest = sentence.text[sentence.words[j].end : sentence.words[begin].start if agent else scope.end].rstrip()
    rest += sentence.text[sentence.words[end].end : scope.end] if agent else ""
    whole = Phrase(f"{base_form(participle)} {bare(subject.text)}{rest}", subject.start, scope.end)
    if not agent and act.force is Force.DECIDE and participle in _HELD and _OWN_GATHERING.fullmatch(subject.text):
        # "decides that the high-level meeting shall be held in May": who decides is to hold it
        return Frame(act, Mode.SELF, (), (whole,), scope, modal=modal, sure=False, verb_at=sentence.words[j].start)
    near = begin <= j + 3
    return Frame(act, Mode.CLAUSE, agent, (whole,), scope, passive=True, modal=modal, sure=near, verb_at=sentence.words[j].start)


# will be decided | by July 2021 | by the President
_ONLY_A_TIME = re.compile(
    r",? (?:by|before|in|(?:no|not) later than) (?:the end of )?(?:\d\d? )?(?:[A-Z][a-z]+ )?(?:19|20)\d\d,? "
)
_REPORTING_BY = re.compile(r"(?:the )?(?:[a-z]+ ){0,2}reporting by (?P<who>.{3,120}?)(?= (?:to|on|regarding|concerning)\b|$)")


def _of_what_kind(sentence: Sentence, act: Act, subject: Phrase, j: int) -> tuple[Phrase, ...]:
    """Who is to be what stands at word ``j``: "recommends that Governments be inclusive"; who reports where the reporting is to be so."""
    if reporting := _REPORTING_BY.match(subject.text):
        start, end = reporting.span("who")
        return tuple(split(Phrase(reporting["who"], subject.start + start, subject.start + end)))
    if act.force is Force.DECIDE or sentence.low(j) in _PLACING | {"a", "an", "the", "of", "part"}:
        return ()
    if subject.text.casefold() in ("it", "they"):
        return ()  # "requests that they be shorter": reports
    return _subject_names(sentence, sentence.index(subject.start), sentence.index(subject.end))


# the consideration of the item shall be continued during its seventy-sixth session: what only the organ itself can do
_OWN_BUSINESS = frozenset(
    {"continued", "considered", "resumed", "included", "inscribed", "reviewed", "examined", "discussed", "placed"}
)
_HELD = frozenset({"held", "convened", "organized", "organised", "webcast"})
# the high-level meeting of the General Assembly on the matter | the informal exchanges; but not: the session of the Commission
_OWN_GATHERING = re.compile(
    r"(?!(?:the |its )?next )(?:[\w-]+,? ){0,7}(?:meetings?|special session|conference|summit|event|exchanges|dialogues?|debate|hearings?|"
    r"review|consultations)"
    r"(?: (?:of the (?:General )?Assembly|on|to|for|entitled|devoted|referred|mentioned)\b[^;]*)?"
)
_OWN_SESSION = re.compile(r"\b(?:at|during|of|in|for) its (?:[a-z-]+ ){1,3}session\b")
# by the Permanent Representative to the United Nations: where "to" goes on with the name
_WITH_TO = words(
    "parties party representative representatives mission missions adviser advisers envoy envoys signatories observer observers"
)


def _agent(sentence: Sentence, j: int, limit: int) -> tuple[int, int, tuple[Phrase, ...]] | None:
    """By whom something is done that the participle at word ``j`` says: the words from "by" to the last of the names, and the names. What
    another participle says is done by somebody else ("to the countries affected by it") counts for nothing."""
    for k in range(j + 1, limit):
        low = sentence.low(k)
        if low in ("which", "that", "who", "unless", ";") or (low == "to" and sentence.verb_after_to(k, limit) is not None):
            return None
        if low != "by" or k + 1 >= limit or (k > j + 1 and is_participle(sentence.low(k - 1))):
            continue
        if k > j + 3 and _OF_ANOTHER_DEED.search(sentence.quiet, sentence.words[j].end, sentence.words[k].start):
            continue
        stop, _ = item_end(sentence, k + 1, limit)
        stop = next((m for m in range(k + 2, stop) if _ends_agent(sentence, m)), stop)
        names = tuple(p for p in split(sentence.phrase(k + 1, stop)) if is_actor(bare(p.text))) if stop > k + 1 else ()
        if names and (k <= j + 3 or len(names) == len(split(sentence.phrase(k + 1, stop)))):
            return k, stop - 1, names
    return None


# be held after | the consideration | by the Committee of the item: who considers it doesn't hold it
_OF_ANOTHER_DEED = re.compile(
    r"\b(?:after|following|upon|before|pending|until|prior to|subsequent to|on) (?:the|its|their|his|her|such) "
    r"(?:[a-z-]+ )?[a-z-]+(?:ion|al|ance|ence|ment|ing|view|ture|pt|se)(?: (?:and|or) [a-z]+)?(?: thereof)? $"
)


def _ends_agent(sentence: Sentence, m: int) -> bool:
    low = sentence.low(m)
    if low == "of" and sentence.low(m - 1).endswith("s") and is_of_a_thing(sentence, m):
        return True  # "that due account be taken by all organizations | of the needs of small States"
    if low == "and" and is_participle(sentence.low(m + 1)) and sentence.low(m + 2) in _PLACING | {"to", "by"}:
        return True  # "be prepared by the Office | and submitted to the Committee"
    if low in ("with", "by", "to"):
        return low != "to" or sentence.low(m - 1) not in _WITH_TO
    return low in _PLACING and not inside_name(sentence, m)


def is_participle(low: str) -> bool:
    """Whether a casefolded word is the participle of a passive: "submitted", "held"."""
    return low.endswith("ed") or low in _PARTICIPLES


def base_form(participle: str) -> str:
    """provided -> provide, held -> hold, submitted -> submit; what fits none is given back."""
    if participle in _IRREGULAR:
        return _IRREGULAR[participle]
    for candidate in (participle[:-1], participle[:-2], participle[:-3], participle[:-3] + "y"):
        if candidate in BASE_VERBS:
            return candidate
    return participle
