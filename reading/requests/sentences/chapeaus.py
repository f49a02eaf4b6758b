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
from reading.lexicon import BASE_VERBS
from reading.requests.acts.act import Act
from reading.requests.acts.links import link_start
from reading.requests.acts.openings import decided_act
from reading.requests.paragraph import Paragraph
from reading.requests.parties.actors import is_actor
from reading.requests.parties.asides import aside_close, opens_aside
from reading.requests.parties.lists import split
from reading.requests.proposals import Inherited, propose
from reading.requests.sentences.clauses import MODALS, clause, predicated
from reading.requests.sentences.complements import complement
from reading.requests.sentences.decisions import STATES, mandated, set_up_with_tasks
from reading.requests.sentences.frames import Frame, Mode, bare
from reading.requests.sentences.joined_acts import frames
from reading.requests.sentences.nominals import acting_in
from reading.requests.sentences.open_ends import (
    MEANS_IF_DOING,
    THE_FOLLOWING_TO,
    asked,
    for_ends,
    goes_on,
    lacks_object,
    says_by_what,
    towards,
)
from reading.requests.sentences.phrases import ASIDE_OPENERS, Phrase, Sentence
from reading.requests.sentences.predicates import GOVERNED, predicates
from reading.requests.sentences.statutes import command_behind, commands

_OPEN_END = re.compile(
    r"(?:\bto|\bthat|\bto,? inter alia|\bthe following|\bas follows|\bby)?,?\s*(?:inter alia,?|in particular,?)?\s*[:—–-]?\s*$"
)
_LEAD = re.compile(r"^(?:and |or |also |further |[a-z]{4,}ly |not |, )*(?:(?P<to>to)|(?P<that>that))\b,?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Chapeau:
    """A provision with items: the frame that is handed down, what is inherited of it, and whether it is open."""

    frame: Frame | None
    inherited: Inherited | None
    open: bool
    wants_object: bool = False
    means: bool = False  # "by:", "through:": its items say what is to be done to that end
    goes_on: bool = False  # "and in particular to:": it asks for something itself, and each item for more
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
    last, waiting = _as_items_take_it_up(paragraph.sentence, text, last)
    proposal = propose(paragraph, last, _asked_before(paragraph, found))
    own = tuple(e for e in proposal.evidence if e.field in ("verb", "addressees"))
    names, self_addressed = proposal.addressees, proposal.self_addressed
    if not names and last.inherited and parent is not None and parent.inherited is not None:
        names, self_addressed = parent.inherited.names, parent.inherited.self_addressed  # "(a) To adopt measures: (i) To prevent"
    wanting = not waiting and lacks_object(text, last)
    silent = last.mode is Mode.CLAUSE and (last.modal is not None or _ENDS_IN_THAT.search(text) is not None)
    own_deed = waiting or (wanting and last.mode is Mode.NOMINAL)  # "Decides on the following: (a) To meet annually"
    if own_deed and last.act.force is Force.DECIDE and not names and not silent:
        body = paragraph.setting.instrument.body
        names, self_addressed = ((body,) if body else ()), True
    verb = parent.inherited.verb if parent and parent.inherited and last.inherited else proposal.verb
    above = parent.inherited if parent is not None and last.inherited else None
    due, rhythm = (proposal.due, proposal.recurrence) if proposal.due or above is None else (above.due, above.recurrence)
    receivers = proposal.recipients if wanting else ()
    asides = tuple(
        e for e in (*proposal.evidence, *(above.asides if above else ())) if e.field in ("due", "recurrence", "recipients")
    )
    handed = Inherited(last, verb, names, self_addressed, own, due, rhythm, receivers, asides)
    means = bool(last.predicates) and not last.passive and says_by_what(text, last.predicates[-1].text)
    others = tuple(_handed(paragraph, handed, frame) for frame in found[:-1] if _shares(frame, last))
    more = not waiting and not wanting and goes_on(text, last)
    return Chapeau(last, handed, waiting, wanting, means and not wanting, more, others)


# Decides that: | Requests that
_ENDS_IN_THAT = re.compile(r"\bthat\W*$")


def _as_items_take_it_up(sentence: Sentence, text: str, last: Frame) -> tuple[Frame, bool]:
    """The last frame of a chapeau as its items go on with it, and whether what is asked stands in them only."""
    waiting = (
        last.mode is Mode.ADDRESSEE or not last.predicates or (last.mode in (Mode.NOMINAL, Mode.CLAUSE) and _bare_end(text, last))
    )
    if (tasked := set_up_with_tasks(sentence, last)) is not None:
        last, waiting = tasked, True
    if waiting and _ENDS_IN_THAT.search(text):
        last = replace(last, mode=Mode.CLAUSE, predicates=())
    if not waiting and last.mode is Mode.INFINITIVE and len(last.addressees) == 1 and text.endswith(":"):
        whom, asked_for = last.addressees[0], last.predicates[-1]
        if len(last.predicates) == 1 and THE_FOLLOWING_TO.match(said := f"{bare(whom.text)} to {asked_for.text}"):
            last = replace(last, mode=Mode.NOMINAL, addressees=(), predicates=(replace(asked_for, text=said),))
    if not waiting and last.mode is Mode.INFINITIVE and towards(text, (thing := last.predicates[-1]).text):
        last = replace(last, predicates=(*last.predicates[:-1], replace(thing, text=f"{thing.text} to")))
    elif not waiting and for_ends(text, last):
        last, waiting = replace(last, predicates=()), True
    return last, waiting


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
    opens = acts and (acts[0].start == 0 or sentence.text[: acts[0].start] == "And ")  # "(c) And invites other States to"
    if opens and acts[0].rule != "act.plural" and not _LEAD.match(sentence.text) and not doing:
        return frames(sentence, acts)
    if parent.inherited is None:
        return []
    frame, end, behind = parent.inherited.frame, len(sentence.text), list[Frame]()
    if (
        (parent.open or parent.wants_object or parent.means)
        and acts
        and acts[0].start
        and (behind := _acts_behind(sentence, acts))
    ):
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
        if MEANS_IF_DOING.search(frame.scope.text) and not _DOING.match(sentence.text):
            return frames(sentence, acts)
        return _object_item(sentence, frame, end)
    lead = _LEAD.match(sentence.text) or _behind_aside(sentence)
    if lead and lead["to"] and _TO_SOMEBODY.match(sentence.text):
        lead = None
    if not parent.open and not parent.goes_on and not (lead and lead["to"]):
        if parent.wants_object and not frame.addressees and (said := commands(sentence, decided=True)):
            return [replace(each, inherited=True) for each in said]  # "the following actions: (a) Governments should"
        own_act = replace(frame.act, start=0, end=0, complement_end=len(sentence.text))
        if parent.wants_object and not frame.addressees and (own := _own_addressees(sentence, frame, own_act, 0)):
            return own  # "Encourages the following: (a) Nuclear-weapon States to set out"
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
    if sentence.low(first) in MODALS and frame.modal is None and (under := _with_modal(sentence, frame, act, first, limit)):
        return [under]
    if not lead and frame.mode is not Mode.CLAUSE and (own := _own_addressees(sentence, frame, act, first)):
        return own
    if frame.mode is Mode.CLAUSE and frame.modal is not None and (under := _under_modal(sentence, frame, act, first, limit)):
        return [under]
    if (lead and lead["that"]) or (frame.mode is Mode.CLAUSE and frame.modal is None):
        made = clause(sentence, act, first, limit, scope)
        return [replace(made, addressees=made.addressees or frame.addressees, inherited=True)]
    if act.calls_for and not lead:  # "Calls for: (a) The withdrawal of X from Y"
        names, plain = acting_in(sentence, first, limit)
        return [Frame(act, Mode.NOMINAL, names, (scope,), scope, sure=plain and frame.act.sure, inherited=True)]
    if lead and lead["to"] and (whose := mandated(frame)) is not None:  # "Decides to establish a committee: (a) To report"
        body = Phrase(whose, scope.start, scope.end)
        return [Frame(act, Mode.CLAUSE, (body,), predicates(sentence, first, limit), scope, sure=False, inherited=True)]
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


# (a) To the Council: no infinitive
_TO_SOMEBODY = re.compile(r"To (?:the|its|all|each|their) ")


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
        if sentence.low(k) == "," and sentence.low(k + 1) in BASE_VERBS and sentence.low(k + 2) in GOVERNED:
            return k + 1
    return first


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
    return _said_of(frame, subject, predicated(sentence, act, subject, first, limit, sentence.phrase(0, limit), frame.modal))


# Decides that | the conference:
_SUBJECT_BEFORE = re.compile(r"\bthat,? (?P<subject>[^:;]{3,160}?)\W*$")


def _with_modal(sentence: Sentence, frame: Frame, act: Act, first: int, limit: int) -> Frame | None:
    """An item that opens with "shall" below "Decides that the conference:": what is to become of it, or what it is to do."""
    said = _SUBJECT_BEFORE.search(frame.scope.text)
    if said is None or first + 1 >= limit:
        return None
    subject = Phrase(said["subject"], sentence.words[first].start, sentence.words[first].end)
    modal = sentence.low(first)
    return _said_of(frame, subject, predicated(sentence, act, subject, first + 1, limit, sentence.phrase(0, limit), modal))


def _said_of(frame: Frame, subject: Phrase, made: Frame) -> Frame:
    """What an item says of its chapeau's ``subject``, laid on whom the chapeau names where the item names nobody."""
    own = () if made.passive else tuple(replace(name, start=subject.start, end=subject.end) for name in frame.addressees)
    return replace(made, addressees=made.addressees or own, inherited=True, sure=False)


_SHOULD = re.compile(r"^[A-Z][^,;:]{2,120} (?:should|shall|must) ")
# (a) The Secretary-General to report | (b) Upon Member States to | (c) Those States that
_OWN_NAME = re.compile(r"(?:[Uu]pon |[Oo]n )?(?:(?:The|All|Those|Other|Its|Each|Relevant|Interested|the|all) |[A-Z])")


def _own_addressees(sentence: Sentence, frame: Frame, act: Act, first: int) -> list[Frame]:
    """ "Calls upon: (a) The Secretary-General to report; (b) Member States to contribute": items that name those whom the act lies on."""
    if not frame.addressees and _SHOULD.search(sentence.quiet) and (said := commands(sentence, decided=True)):
        return [replace(each, inherited=True) for each in said]  # "Recommends the following: (a) Member States should"
    decides = act.force is Force.DECIDE and not act.verb.casefold().endswith(("authorizes", "authorises"))
    if decides or (frame.addressees and frame.mode is not Mode.ADDRESSEE):
        return []
    opens = _OWN_NAME.match(sentence.text, sentence.words[first].start)
    if opens is None or (sentence.low(first) in BASE_VERBS and not sentence.low(first).endswith("s")):
        return []
    found = complement(sentence, act)
    plain = all(f.mode is Mode.INFINITIVE and f.addressees and f.predicates for f in found)
    named = plain and all(is_actor(bare(name.text)) for f in found for name in f.addressees)
    return [replace(f, addressees=tuple(_lowered(name) for name in f.addressees), inherited=True) for f in found] if named else []


# All donors | Developing countries: general nouns, of which only the item makes a capital
_CAPITAL = re.compile(
    r"(?:All|Those|Other|Each|Every|Any|Its|Relevant|Interested|Concerned) |"
    r"(?!(?:States|Heads|Governments|Parties|Members|Ministers)\b)[A-Z][a-z-]+ (?=[a-z])"
)


def _lowered(name: Phrase) -> Phrase:
    return replace(name, text=name.text[:1].lower() + name.text[1:]) if _CAPITAL.match(name.text) else name


_DOING = re.compile(r"(?:[A-Z][a-z]+ly )?[A-Z]?[a-z-]+ing\b(?! of\b)")


def _named_item(sentence: Sentence, frame: Frame, end: int) -> Frame | None:
    """An item that names who is asked: "invites the following to participate: (a) Member States"."""
    asked_for = frame.predicates[-1]
    following = THE_FOLLOWING_TO.match(asked_for.text)
    if following is None or frame.addressees:
        return None
    whole = sentence.phrase(0, sentence.index(end))
    names = tuple(_lowered(name) for name in split(replace(whole, text=whole.text.rstrip(" ;.,"))))
    if not names or not all(is_actor(bare(name.text)) for name in names):
        return None
    act = replace(frame.act, start=0, end=0, complement_end=len(sentence.text))
    done = Phrase(asked_for.text[following.end() :].rstrip(" :"), whole.start, whole.end)
    return Frame(act, Mode.INFINITIVE, names, (done,), whole, sure=False, inherited=True)


def _object_item(sentence: Sentence, frame: Frame, stop: int) -> list[Frame]:
    """An item that is the object of its chapeau's verb: "(a) Such sums as may be necessary"; as far as ``stop``."""
    end, behind = command_behind(sentence)
    end = min(end, stop)
    if (named := _named_item(sentence, frame, end)) is not None:
        return [named, *behind]
    lead = _LEAD.match(sentence.text)
    whole = sentence.phrase(sentence.index(lead.end()) if lead and lead["to"] else 0, sentence.index(end))
    first, *further = _things(sentence, whole)
    thing = asked(frame.predicates[-1].text, first.text)
    return [
        Frame(
            replace(frame.act, start=0, end=0, complement_end=len(sentence.text)),
            Mode.INFINITIVE,
            (),
            (Phrase(thing, first.start, first.end), *further),
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
