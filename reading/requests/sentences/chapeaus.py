"""Chapeaus and their items: "Requests the Secretary-General: (a) To report ...; (b) To convene ...".

A chapeau is open where its act still waits for what is asked ("Requests the Secretary-General:", "Decides that:"); each item then
holds an obligation with the chapeau's act and addressees. It is closed where its act is complete ("to take measures, including:");
its items then only go on with it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from domain.force import Force
from reading.lexicon import BASE_VERBS
from reading.requests.proposals import Inherited, Paragraph, propose
from reading.requests.sentences.acts import Act
from reading.requests.sentences.clauses import clause
from reading.requests.sentences.complements import frames
from reading.requests.sentences.frames import Frame, Mode
from reading.requests.sentences.phrases import Phrase, Sentence
from reading.requests.sentences.predicates import predicates
from reading.requests.sentences.statutes import command_behind

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
    means: bool = False  # "by:": its items say how, and ask for nothing of their own

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
    proposal = propose(paragraph, last)
    own = tuple(e for e in proposal.evidence if e.field in ("verb", "addressees"))
    names, self_addressed = proposal.addressees, proposal.self_addressed
    if not names and last.inherited and parent is not None and parent.inherited is not None:
        names, self_addressed = parent.inherited.names, parent.inherited.self_addressed  # "(a) To adopt measures: (i) To prevent"
    if waiting and last.act.force is Force.DECIDE and not names and not re.search(r"\bthat\b\W*$", text):
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
    return Chapeau(last, handed, waiting, wanting, _MEANS.search(text) is not None)


def _lacks_object(text: str, frame: Frame) -> bool:
    """ "to advance from the Fund:": the verb is followed by no object of its own, so that each item is one."""
    if not frame.predicates or not frame.addressees or frame.mode is Mode.NOMINAL or not text.rstrip().endswith(":"):
        return False
    last = frame.predicates[-1].text
    if _BY_DOING.search(last) or _BARE_VERB.fullmatch(last) or _FOLLOWING.search(last):
        return True
    return (
        bool(re.match(r"[a-z-]+(?: and [a-z-]+)? (?:from|in|into|to|within|as part of) ", last))
        and not _ENUMERATING.search(last)
        and len(last.split()) < 16
    )


# to support them by providing: each item is what is provided
_BY_DOING = re.compile(r"\bby (?P<doing>[a-z]+ing)\W*$")
# to consider: | to ensure that: | to continue to: - a verb whose object each item is
_BARE_VERB = re.compile(
    r"(?:continue to |further |also )*(?:consider|ensure|promote|include|address|develop|support|provide|facilitate|strengthen|enhance|"
    r"undertake|pursue|avoid|prohibit|prevent|guarantee|continue|prepare|submit|present|organize|convene|hold|conduct|establish|adopt|take|"
    r"report on|focus on|inter alia)"
    r"(?: (?:that|the following))?(?:,? (?:inter alia|in particular|as appropriate),?)?\W*"
)
# to take the following measures: each item is one of them
# to take appropriate measures by, inter alia: likewise, for nothing but the items says what they are
_FOLLOWING = re.compile(
    r"^(?:take|adopt|implement|undertake|carry out|perform)\b.{0,40}\bthe following (?:[a-z]+ ){0,2}"
    r"(?:measures|steps|actions?|tasks|functions|activities)\W*$"
    r"|^(?:take|adopt|undertake)(?: (?:all|any|the|further|additional|concrete|urgent|immediate|effective|appropriate|necessary|practical|"
    r"relevant|requisite|feasible|possible|and|or)| [a-z]+ly,?)* (?:measures|steps|action) (?:by|through)(?:,? inter alia,?)?\W*$"
)
# including by: | through, inter alia:
_MEANS = re.compile(r"\b(?:by|through)(?:,? inter alia,?)?\W*$")
# including | the following | on: the items belong to something named before
_ENUMERATING = re.compile(
    r"\b(?:including|following|follows|inter alia|such as|on|of|with|for|by|through|regarding|namely)\W*$|"
    r"\b(?:following|including)\b"
)


def _bare_end(text: str, frame: Frame) -> bool:
    """Whether nothing stands after the act but "to:", "that:" or "the following:"."""
    rest = text[frame.act.end :].strip()
    return len(rest) < 24 and bool(_OPEN_END.fullmatch(rest))


def item_frames(sentence: Sentence, acts: Sequence[Act], parent: Chapeau) -> list[Frame]:
    """The frames of an item below a chapeau: of its own act if it has one at its head, otherwise of the chapeau's act, with the item
    as what is asked."""
    if parent.means and acts and acts[0].start == 0 and acts[0].rule == "act.participle":
        return []  # "including by: (a) Inviting the Special Rapporteur to visit"
    if acts and acts[0].start == 0 and acts[0].rule != "act.plural" and not _LEAD.match(sentence.text):
        return frames(sentence, acts)
    if parent.inherited is None:
        return []
    frame = parent.inherited.frame
    lead = _LEAD.match(sentence.text)
    if not parent.open and not (lead and lead["to"]):
        return _object_item(sentence, frame) if parent.wants_object else frames(sentence, acts)
    first = sentence.index(lead.end()) if lead else 0
    limit = len(sentence.words)
    while limit > first and sentence.low(limit - 1) in (";", ".", ",", "and", "or", ":"):
        limit -= 1
    if first >= limit:
        return []
    scope = sentence.phrase(0, limit)
    act = replace(frame.act, start=0, end=0, complement_end=len(sentence.text))  # its own words stand in the chapeau
    if (lead and lead["that"]) or (frame.mode is Mode.CLAUSE and frame.modal is None):
        made = clause(sentence, act, first, limit, scope)
        return [replace(made, addressees=made.addressees or frame.addressees, inherited=True)]
    mode = Mode.SELF if act.force is Force.DECIDE and not frame.addressees and lead else Mode.INFINITIVE
    return [Frame(act, mode, (), predicates(sentence, first, limit), scope, sure=frame.act.sure, inherited=True)]


def _object_item(sentence: Sentence, frame: Frame) -> list[Frame]:
    """An item that is the object of its chapeau's verb: "(a) Such sums as may be necessary"."""
    end, behind = command_behind(sentence)
    whole = sentence.phrase(0, sentence.index(end))
    asked = _asked(frame.predicates[-1].text, whole.text)
    return [
        Frame(
            replace(frame.act, start=0, end=0, complement_end=len(sentence.text)),
            Mode.INFINITIVE,
            frame.addressees,
            (Phrase(asked, whole.start, whole.end),),
            whole,
            sure=False,
            inherited=True,
        ),
        *behind,
    ]


def _asked(chapeau: str, item: str) -> str:
    """What an item asks for, verb first: "take measures by: (a) Reviewing its laws" -> "review its laws"."""
    first, space, rest = item.partition(" ")
    if _FOLLOWING.search(chapeau) and first.endswith("ing"):
        return f"{_base(first.casefold())}{space}{rest}"
    return f"{_opening_verb(chapeau, item)}{_running(item)}"


def _opening_verb(chapeau: str, item: str) -> str:
    """The verb that an item hangs on, with the space behind it; none where the item has its own ("the following measures: (a) Ratify")."""
    if doing := _BY_DOING.search(chapeau):
        return f"{_base(doing['doing'])} "
    if _FOLLOWING.search(chapeau) and item.split()[0].casefold() in BASE_VERBS:
        return ""
    if _BARE_VERB.fullmatch(chapeau):
        said = re.sub(r",? (?:inter alia|in particular|as appropriate|the following),?", "", chapeau).strip(" :,")
        return f"{said} "
    return f"{chapeau.split()[0]} "


def _running(item: str) -> str:
    """The opening of an item as it stands in running text: "Assistance to" -> "assistance to"; names and acronyms stay."""
    first, _, rest = item.partition(" ")
    return item if not first.istitle() or rest[:1].isupper() else item[:1].lower() + item[1:]


def _base(gerund: str) -> str:
    """providing -> provide, submitting -> submit; what fits none is given back."""
    stem = gerund[:-3]
    return next((verb for verb in (stem, f"{stem}e", stem[:-1]) if verb in BASE_VERBS), gerund)
