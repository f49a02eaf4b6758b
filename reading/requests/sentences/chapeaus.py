"""Chapeaus and their items: "Requests the Secretary-General: (a) To report ...; (b) To convene ...".

A chapeau is open where its act still waits for what is asked ("Requests the Secretary-General:", "Decides that:"); each item then
holds an obligation with the chapeau's act and addressees. Where its act is complete and its items say by what it is to be done ("to
protect journalists, including by: (a) Training judges"), it holds an obligation and each item another. Otherwise it is closed ("on the
following:"); its items then only go on with it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from domain.force import Force
from reading.lexicon import BASE_VERBS, table, words
from reading.requests.parties.naming import aside_close, opens_aside
from reading.requests.proposals import Inherited, Paragraph, propose
from reading.requests.sentences.acts import Act, decided_act, link_start
from reading.requests.sentences.clauses import clause, predicated
from reading.requests.sentences.complements import frames
from reading.requests.sentences.decisions import STATES
from reading.requests.sentences.frames import Frame, Mode
from reading.requests.sentences.nominals import acting_in
from reading.requests.sentences.phrases import ASIDE_OPENERS, Phrase, Sentence
from reading.requests.sentences.predicates import predicates
from reading.requests.sentences.statutes import command_behind, commands

_OPEN_END = re.compile(
    r"(?:\bto|\bthat|\bto,? inter alia|\bthe following|\bas follows|\bby)?,?\s*(?:inter alia,?|in particular,?)?\s*[:—–-]?\s*$"
)
_LEAD = re.compile(r"^(?:and |or |also |further |, )*(?:(?P<to>to)|(?P<that>that))\b,?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Chapeau:
    """A provision with items: the frame that is handed down, what is inherited of it, and whether it is open."""

    frame: Frame | None
    inherited: Inherited | None
    open: bool
    wants_object: bool = False
    means: bool = False  # "by:", "through:": its items say what is to be done to that end
    others: tuple[Inherited, ...] = ()  # "urges A and encourages B to": what the acts hand down that share what is asked

    @property
    def decides(self) -> bool:
        """Whether its act is a decision, so that its items are decided."""
        return self.frame is not None and self.frame.act.force is Force.DECIDE


def open_chapeau(paragraph: Paragraph, found: list[Frame], acts: Sequence[Act], parent: Chapeau | None) -> Chapeau | None:
    """The chapeau that a provision with items is, from its last act; a chapeau within an open chapeau hands down what it inherited."""
    text = paragraph.sentence.text.rstrip()
    if not found:
        if parent is not None and parent.open and not acts:
            return parent
        return Chapeau(None, None, False)
    last = found[-1]
    if acts and acts[-1].start > last.act.start:
        return Chapeau(None, None, False)
    waiting = (
        last.mode is Mode.ADDRESSEE or not last.predicates or (last.mode in (Mode.NOMINAL, Mode.CLAUSE) and _bare_end(text, last))
    )
    if re.search(r"\bthat\W*$", text) and waiting:
        last = replace(last, mode=Mode.CLAUSE, predicates=())
    if not waiting and _for_ends(text, last):
        last, waiting = replace(last, predicates=()), True
    proposal = propose(paragraph, last, _asked_before(paragraph, found))
    own = tuple(e for e in proposal.evidence if e.field in ("verb", "addressees"))
    names, self_addressed = proposal.addressees, proposal.self_addressed
    if not names and last.inherited and parent is not None and parent.inherited is not None:
        names, self_addressed = parent.inherited.names, parent.inherited.self_addressed  # "(a) To adopt measures: (i) To prevent"
    silent = last.mode is Mode.CLAUSE and (last.modal is not None or re.search(r"\bthat\b\W*$", text) is not None)
    if waiting and last.act.force is Force.DECIDE and not names and not silent:
        body = paragraph.setting.instrument.body
        names, self_addressed = ((body,) if body else ()), True
    verb = parent.inherited.verb if parent and parent.inherited and last.inherited else proposal.verb
    wanting = not waiting and _lacks_object(text, last)
    above = parent.inherited if parent is not None and last.inherited else None
    due, rhythm = (proposal.due, proposal.recurrence) if proposal.due or above is None else (above.due, above.recurrence)
    receivers = proposal.recipients if wanting else ()
    asides = tuple(
        e for e in (*proposal.evidence, *(above.asides if above else ())) if e.field in ("due", "recurrence", "recipients")
    )
    handed = Inherited(last, verb, names, self_addressed, own, due, rhythm, receivers, asides)
    means = bool(last.predicates) and not last.passive and _says_by_what(text, last.predicates[-1].text)
    others = tuple(_handed(paragraph, handed, frame) for frame in found[:-1] if _shares(frame, last))
    return Chapeau(last, handed, waiting, wanting, means and not wanting, others)


# take effective measures, including legislative measures, to: - each item is a measure
_MEASURES = re.compile(
    r"^(?:continue to |further |also )*(?:take|adopt|undertake|pursue|make|intensify|strengthen|redouble|increase|implement|enact|step up)"
    r"\b[^;:]*\b(?:measures|steps|actions?|efforts|work|polic(?:y|ies)|legislation|laws)\b"
)
_TO_END = re.compile(r"\bto(?:,? (?:inter alia|in particular),?)?:$")


def _for_ends(text: str, frame: Frame) -> bool:
    """ "to take all necessary measures to:": what the measures are for is what is asked, item by item."""
    if not frame.predicates or frame.mode is Mode.NOMINAL or frame.passive or not _TO_END.search(text):
        return False
    last = frame.predicates[-1].text
    return _MEASURES.match(last) is not None and len(last) < _SHORT


_SHORT = 200  # characters


def _says_by_what(text: str, last: str) -> bool:
    """Whether the items say by what a thing that is asked for is to be done."""
    return (_MEANS.search(text) or _MEANS_IF_DOING.search(text) or _CARRIED_OUT.match(last)) is not None


def _asked_before(paragraph: Paragraph, found: list[Frame]) -> tuple[str, ...]:
    """Whom the acts before the last name, for an act that points back to them ("and invites them:")."""
    earlier: tuple[str, ...] = ()
    for frame in found[:-1]:
        earlier = propose(paragraph, frame, earlier).addressees or earlier
    return earlier


def _shares(frame: Frame, last: Frame) -> bool:
    """Whether two acts lie on what is asked together: "urges Member States and encourages stakeholders to"."""
    return frame.act.start != last.act.start and frame.mode is last.mode and frame.scope.end == last.scope.end


def _handed(paragraph: Paragraph, shared: Inherited, frame: Frame) -> Inherited:
    """What a chapeau's frame hands down by itself, where it shares what is asked with another's."""
    made = propose(paragraph, frame)
    own = tuple(e for e in made.evidence if e.field in ("verb", "addressees"))
    return replace(shared, frame=frame, verb=made.verb, names=made.addressees, self_addressed=made.self_addressed, evidence=own)


def _lacks_object(text: str, frame: Frame) -> bool:
    """ "to advance from the Fund:": the verb is followed by no object of its own, so that each item is one."""
    if frame.predicates and frame.mode is Mode.NOMINAL and text.rstrip().endswith(":"):
        last = frame.predicates[-1].text
        if frame.addressees:
            return _FOLLOWING_OF.fullmatch(last) is not None or _STEPS_OF.match(last) is not None
        return _THE_FOLLOWING.fullmatch(last) is not None
    if not frame.predicates or frame.mode is Mode.NOMINAL or not text.rstrip().endswith(":"):
        return False
    last = frame.predicates[-1].text
    if _WHOSE.search(last):
        return True
    if not frame.addressees and not frame.inherited:
        return (frame.mode is Mode.SELF or frame.passive) and _follows(last)
    if _BY_DOING.search(last) or _BARE_VERB.fullmatch(last) or _follows(last) or _verbs_alone(last):
        return True
    return bool(_PLACED.match(last)) and not _ENUMERATING.search(last) and len(last.split()) < 16


# advance from the Fund: | but: continue to seek suitable means and, in particular:
_PLACED = re.compile(
    r"(?!(?:continue|begin|seek|strive|work|proceed) to )[a-z-]+(?: and [a-z-]+)? (?:from|in|into|to|within|as part of) "
)
# assess the impact of policies on women’s: | protect the: - words that wait for their noun
_WHOSE = re.compile(r"\b(?:[\w-]+[’']s|[\w-]+s[’']|the|its|their|his|her|all) ?:?$")
# what items can be that are to be done
_CARRIED = words(table("grammar")["chapeaus"]["carried"])
# , in accordance with national circumstances | to improve its methods: a limit or an end between what is to follow and the colon
_LIMIT = (
    r"(?:,? (?:in|on|as|where|when|within|with|without|at|by|no|not|subject|taking|consistent|inter|under|before|during|through|to|for|so|"
    r"if|and)"
    r"\b[^:;]{0,240})?"
)
# to support them by providing: each item is what is provided
_BY_DOING = re.compile(r"\bby (?P<doing>[a-z]+ing)\W*$")
# to consider: | to ensure that: | to continue to: - a verb whose object each item is
_BARE_VERB = re.compile(
    r"(?:continue to |further |also )*(?:submit|present|provide|prepare|issue|organize|convene|hold) (?:annually|biennially|quarterly|"
    r"regularly|periodically|every [\w ]{3,20})"
    r"(?:, (?:beginning|starting|from)[^:;]{3,80})?\W*|"
    r"(?:continue to |further |also )*(?:consider|ensure|promote|include|address|develop|support|provide|facilitate|strengthen|enhance|"
    r"undertake|pursue|avoid|prohibit|prevent|guarantee|continue|prepare|submit|present|organize|convene|hold|conduct|establish|adopt|take|"
    r"report on|focus on|inter alia)"
    r"(?: (?:that|the following))?(?:,? (?:inter alia|in particular|as appropriate),?)?\W*"
)
# to advise, support, and assist, in coordination with the Government:
_VERBS_ALONE = re.compile(
    r"(?:(?:further|also|continue to|[a-z]+ly) )*(?P<verbs>[a-z-]+(?:, [a-z-]+)*,? and [a-z-]+)"
    r"(?:, (?:in|through|with|as|where|by|within|at|upon)\b[^:;]{2,80})?\W*"
)


def _verbs_alone(last: str) -> str | None:
    """Several verbs that have no object of their own, and nothing else; ``None`` where there is more, or one that is none."""
    match = _VERBS_ALONE.fullmatch(last)
    if match is None or not all(verb in BASE_VERBS for verb in re.split(r",? and |, ", match["verbs"])):
        return None
    return match["verbs"]


# to take the following measures: | to consider implementing, where appropriate, the following five recommendations, within existing
# resources: - each item is one of them; nothing but the items says what they are
# to take appropriate measures by, inter alia: likewise
_FOLLOWING = re.compile(
    rf"^(?P<chain>[a-z]+(?:[ ,]+[a-z-]+){{0,12}}?),? the following (?:[a-z-]+,? ){{0,4}}(?:{'|'.join(_CARRIED)})\b"
    rf"(?: and (?:[a-z]+ )?(?:{'|'.join(_CARRIED)})\b)?{_LIMIT}\W*$"
    r"|^(?:take|adopt|undertake)(?: (?:all|any|the|further|additional|concrete|urgent|immediate|effective|appropriate|necessary|practical|"
    r"relevant|requisite|feasible|possible|and|or)| [a-z]+ly,?)* (?:measures|steps|action) (?:by|through)(?:,? inter alia,?)?\W*$"
)
# the following actions by Member States
_FOLLOWING_OF = re.compile(
    rf"the following (?:[a-z-]+,? ){{0,4}}(?:{'|'.join(_CARRIED)}) (?:to be taken |on the part )?(?:by|of) [^;]{{3,160}}"
)
# the following actions, as appropriate: nothing but the items says what they are, nor who is to take them
_THE_FOLLOWING = re.compile(
    rf"the following(?: (?:[a-z-]+,? ){{0,4}}(?:{'|'.join(_CARRIED)}))?(?: (?:to be (?:taken|implemented)|for [a-z]+))?{_LIMIT}\W*"
)
# practical steps, as agreed, to be taken by all States, that would lead to disarmament: each item is one of them
_STEPS_OF = re.compile(
    rf"(?:[a-z-]+,? (?:and )?){{0,4}}(?:{'|'.join(_CARRIED)})\b[^:;]*? to be (?:taken|carried out|implemented|undertaken|pursued) "
    r"(?:by|on the part of) (?![^:;]*\b(?:including|such as)\W*$)"
)
_CARRYING = re.compile(
    r"\b(?:tak|adopt|implement|undertak|carry|carri|perform|execut|pursu|complet|initiat|apply|appli|accept|follow|fulfil|discharg|"
    r"consider|accomplish|achiev|attain|realiz|(?:work|strive|act) towards|meet|address)[a-z]*\b"
)
# including by: | through, inter alia: | by, as appropriate:
_MEANS = re.compile(
    r"\b(?:by|through)(?:,? (?:inter alia|in particular|as appropriate|where appropriate|for example|the following),?)*\W*$"
)
# including the following: items that say what is to be done ("(a) Adopting laws"), where they do
_MEANS_IF_DOING = re.compile(r"\bincluding,? (?:inter alia,? )?(?:the following|as follows)\W*$")
# to carry out the programme in 2025, including the following activities, to be financed from the budget: each of them is carried out too
_CARRIED_OUT = re.compile(
    rf"^(?:carry out|undertake|implement|conduct|execute|perform|pursue) [^;:]*?\bincluding,? (?:inter alia,? )?the following "
    rf"(?:[a-z-]+,? ){{0,4}}(?:{'|'.join(_CARRIED)})\b{_LIMIT}\W*$"
)
# including | the following | on: the items belong to something named before
_ENUMERATING = re.compile(
    r"\b(?:including|following|follows|inter alia|such as|on|of|with|for|by|through|regarding|namely)\W*$|"
    r"\b(?:following|including)\b"
)


def _follows(last: str) -> bool:
    """Whether a thing asked for is only what the items are: "consider taking the following actions"."""
    if _FOLLOWING_OF.fullmatch(last) or _THE_FOLLOWING.fullmatch(last):
        return True
    if _CARRIED_OUT.match(last):
        return False  # "implement the plan, including the following measures": more than the items
    match = _FOLLOWING.match(last)
    return match is not None and (match["chain"] is None or _CARRYING.search(match["chain"]) is not None)


# Decides, at its seventy-fifth session:
_BETWEEN = re.compile(r"^(?:, (?:at|in|during|for|within|on|as|with|to this|to that|inter)\b[^,:;]{2,80})+(?=:$|, to:$|, that:$)")


def _bare_end(text: str, frame: Frame) -> bool:
    """Whether nothing stands after the act but "to:", "that:" or "the following:"."""
    rest = _BETWEEN.sub("", text[frame.act.end :].strip())
    return len(rest) < 24 and bool(_OPEN_END.fullmatch(rest))


def item_frames(sentence: Sentence, acts: Sequence[Act], parent: Chapeau) -> list[Frame]:
    """The frames of an item below a chapeau: of its own act if it has one at its head, otherwise of the chapeau's act, with the item
    as what is asked."""
    # "including by: (a) Inviting the Special Rapporteur to visit": what is to be done, and no act
    doing = (parent.means or parent.wants_object) and acts and acts[0].rule == "act.participle"
    if acts and acts[0].start == 0 and acts[0].rule != "act.plural" and not _LEAD.match(sentence.text) and not doing:
        return frames(sentence, acts)
    if parent.inherited is None:
        return []
    frame, end, behind = parent.inherited.frame, len(sentence.text), list[Frame]()
    if (parent.open or parent.wants_object) and acts and acts[0].start and (behind := _acts_behind(sentence, acts)):
        end = link_start(sentence.quiet, behind[0].act.start)
    return [*_asked_in(sentence, acts, parent, frame, end), *behind]


def _acts_behind(sentence: Sentence, acts: Sequence[Act]) -> list[Frame]:
    """ "(a) To share information with the Agency, and invites Member States to": the frames of acts that follow in an item."""
    own = [act for act in acts if act.mandating and act.rule in ("act.verb", "act.call", "act.repeated")]
    found = frames(sentence, acts) if own and own[0].start > _FEW else []
    return found if found and all(frame.addressees for frame in found) else []


_FEW = 12  # characters: an item says something before another act follows in it


def _asked_in(sentence: Sentence, acts: Sequence[Act], parent: Chapeau, frame: Frame, end: int) -> list[Frame]:
    """The frames of the chapeau's act in an item, which is asked for as far as ``end``."""
    if parent.means:
        if _MEANS_IF_DOING.search(frame.scope.text) and not _DOING.match(sentence.text):
            return frames(sentence, acts)
        return _object_item(sentence, frame, end)
    lead = _LEAD.match(sentence.text) or _behind_aside(sentence)
    if not parent.open and not (lead and lead["to"]):
        if parent.wants_object and not frame.addressees and (said := commands(sentence, decided=True)):
            return [replace(each, inherited=True) for each in said]  # "the following actions: (a) Governments should"
        return _object_item(sentence, frame, end) if parent.wants_object else frames(sentence, acts)
    first = sentence.index(lead.end()) if lead else 0
    limit = sentence.index(end)
    while limit > first and sentence.low(limit - 1) in (";", ".", ",", "and", "or", ":"):
        limit -= 1
    if first >= limit:
        return []
    first = first if lead else _past_opener(sentence, first, limit)
    scope = sentence.phrase(0, limit)
    if (decided := _decided(sentence, frame, first)) is not None:
        return frames(sentence, [decided])
    act = replace(frame.act, start=0, end=0, complement_end=len(sentence.text))  # its own words stand in the chapeau
    if frame.mode is Mode.CLAUSE and frame.modal is not None and (under := _under_modal(sentence, frame, act, first, limit)):
        return [under]
    if (lead and lead["that"]) or (frame.mode is Mode.CLAUSE and frame.modal is None):
        made = clause(sentence, act, first, limit, scope)
        return [replace(made, addressees=made.addressees or frame.addressees, inherited=True)]
    if act.calls_for and not lead:  # "Calls for: (a) The withdrawal of X from Y"
        names, plain = acting_in(sentence, first, limit)
        return [Frame(act, Mode.NOMINAL, names, (scope,), scope, sure=plain and frame.act.sure, inherited=True)]
    mode = Mode.SELF if act.force is Force.DECIDE and not frame.addressees and lead else Mode.INFINITIVE
    return [Frame(act, mode, (), predicates(sentence, first, limit), scope, sure=frame.act.sure, inherited=True)]


def _behind_aside(sentence: Sentence) -> re.Match[str] | None:
    """ "(a) Within existing resources, | to organize two seminars": where the item leads in behind an aside."""
    if not opens_aside(sentence, 0):
        return None
    close = aside_close(sentence, 0, len(sentence.words))
    if close is None or sentence.verb_after_to(close, len(sentence.words)) is None:
        return None
    return _LEAD_LATER.match(sentence.text, 0, sentence.words[close].end + 1)


_LEAD_LATER = re.compile(r"^.*\b(?:(?P<to>to)|(?P<that>that)) ", re.IGNORECASE | re.DOTALL)


def _past_opener(sentence: Sentence, first: int, limit: int) -> int:
    """The verb of an item that opens with a limit or a time: "(a) Within existing resources, to organize two seminars"."""
    if (
        sentence.low(first) not in ASIDE_OPENERS
        or sentence.is_base_verb(first, limit)
        or not sentence.words[first].text[0].isupper()
    ):
        return first
    for k in range(first + 1, min(limit - 1, first + 60)):
        if sentence.low(k) in (";", ":"):
            break
        if sentence.low(k) == "," and (verb := sentence.verb_after_to(k + 1, limit)) is not None:
            return verb
        if sentence.low(k) == "," and sentence.low(k + 1) in BASE_VERBS and sentence.low(k + 2) in _GOVERNED:
            return k + 1
    return first


_GOVERNED = words(table("grammar")["predicates"]["governed"])


def _decided(sentence: Sentence, frame: Frame, first: int) -> Act | None:
    """ "Decides: (a) To request the Secretary-General to report": the act that is decided, which is the item's own."""
    if frame.act.force is not Force.DECIDE or frame.addressees or frame.mode is Mode.CLAUSE:
        return None
    act = decided_act(sentence.text, sentence.words[first].start)
    return act and replace(act, verb=f"{frame.act.verb} to {act.verb[:1].lower()}{act.verb[1:]}")


# that | the high-level meeting | shall
_SUBJECT_OF = re.compile(r"\bthat,? (?P<subject>[^:;]+?),? (?:shall|should|will|must)\b")


def _under_modal(sentence: Sentence, frame: Frame, act: Act, first: int, limit: int) -> Frame | None:
    """An item below "Decides that the meeting shall:" that says what is to become of it ("(a) Be held in New York"), or what it consists
    of; below a subject that nobody can ask, any item."""
    said = _SUBJECT_OF.search(frame.scope.text) or _SUBJECT_OF.search(f"that {frame.scope.text}")
    if said is None or (sentence.low(first) not in STATES and frame.addressees):
        return None
    subject = Phrase(said["subject"], sentence.words[first].start, sentence.words[first].end)
    made = predicated(sentence, act, subject, first, limit, sentence.phrase(0, limit), frame.modal)
    own = tuple(replace(name, start=subject.start, end=subject.end) for name in frame.addressees)
    return replace(made, addressees=made.addressees or (own if not made.passive else ()), inherited=True, sure=False)


_DOING = re.compile(r"(?:[A-Z][a-z]+ly )?[A-Z]?[a-z-]+ing\b(?! of\b)")


def _object_item(sentence: Sentence, frame: Frame, stop: int) -> list[Frame]:
    """An item that is the object of its chapeau's verb: "(a) Such sums as may be necessary"; as far as ``stop``."""
    end, behind = command_behind(sentence)
    end = min(end, stop)
    lead = _LEAD.match(sentence.text)
    whole = sentence.phrase(sentence.index(lead.end()) if lead and lead["to"] else 0, sentence.index(end))
    first, *further = _things(sentence, whole)
    asked = _asked(frame.predicates[-1].text, first.text)
    return [
        Frame(
            replace(frame.act, start=0, end=0, complement_end=len(sentence.text)),
            Mode.INFINITIVE,
            (),
            (Phrase(asked, first.start, first.end), *further),
            whole,
            sure=False,
            inherited=True,
        ),
        *behind,
    ]


def _things(sentence: Sentence, whole: Phrase) -> tuple[Phrase, ...]:
    """An item in one piece, or where its own verbs ask, one phrase each: "Enact laws, and consider establishing a register"."""
    first = sentence.index(whole.start)
    own_verb = sentence.low(first) in BASE_VERBS and sentence.words[first].text[0].isupper()
    return predicates(sentence, first, sentence.index(whole.end)) if own_verb else (whole,)


def _carries(chapeau: str) -> bool:
    """Whether each item is a thing to be carried out, alone or with others."""
    return _follows(chapeau) or _CARRIED_OUT.match(chapeau) is not None


def _asked(chapeau: str, item: str) -> str:
    """What an item asks for, verb first: "take measures by: (a) Reviewing its laws" -> "review its laws"."""
    first, space, rest = item.partition(" ")
    doing = _MEANS.search(chapeau) or _MEANS_IF_DOING.search(chapeau) or _carries(chapeau)
    if doing and not _BY_DOING.search(chapeau) and first.endswith("ing") and not rest.startswith(("of ", "and ")):
        return f"{_base(first.casefold())}{space}{rest}"
    return f"{_opening_verb(chapeau, item)}{_running(item)}"


def _opening_verb(chapeau: str, item: str) -> str:
    """The verb that an item hangs on, with the space behind it; none where the item has its own ("the following measures: (a) Ratify")
    or says by what something is done."""
    if doing := _BY_DOING.search(chapeau):
        return f"{_base(doing['doing'])} "
    if _MEANS.search(chapeau) or (_carries(chapeau) and item.split()[0].casefold() in BASE_VERBS):
        return ""
    if _WHOSE.search(chapeau):
        return f"{chapeau} "
    if _BARE_VERB.fullmatch(chapeau):
        said = re.sub(r",? (?:inter alia|in particular|as appropriate|the following),?", "", chapeau).strip(" :,")
        return f"{said} "
    if verbs := _verbs_alone(chapeau):
        return f"{verbs} "
    if chapeau.startswith("the ") or _STEPS_OF.match(chapeau):
        return ""
    return "carry out " if chapeau.startswith("carry out ") else f"{chapeau.split()[0]} "


def _running(item: str) -> str:
    """The opening of an item as it stands in running text: "Assistance to" -> "assistance to"; names and acronyms stay."""
    first, _, rest = item.partition(" ")
    plain = first[:1].isupper() and not any(letter.isupper() for letter in first[1:])
    return item if not plain or (rest[:1].isupper() and first not in ("The", "A", "An")) else item[:1].lower() + item[1:]


def _base(gerund: str) -> str:
    """providing -> provide, submitting -> submit; what fits none is given back."""
    stem = gerund[:-3]
    return next((verb for verb in (stem, f"{stem}e", stem[:-1]) if verb in BASE_VERBS), gerund)
