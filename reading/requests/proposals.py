"""From frames to proposals: every slot filled, named, and with its evidence."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from domain.force import Force
from domain.instrument import Deliverable, DeliverableKind, Due, Evidence, Proposal
from reading.requests.paragraph import Paragraph, plain, resolve
from reading.requests.parties.lists import one_by_one
from reading.requests.parties.pronouns import ONLY_GENERAL, PLURAL
from reading.requests.parties.short_forms import Resolved
from reading.requests.sentences.decisions import lasting
from reading.requests.sentences.frames import Frame, Mode
from reading.requests.sentences.phrases import Phrase, Sentence
from reading.requests.several import stand_for_several
from reading.requests.terms import alongside, deliverables, recurrence, slots
from reading.requests.terms.actions import action, opening
from reading.requests.terms.asked import Asked
from reading.requests.terms.deadlines import choose
from reading.requests.terms.recipients import recipients


def propose(paragraph: Paragraph, frame: Frame, earlier: tuple[str, ...] = (), inherited: "Inherited | None" = None) -> Proposal:
    """One frame as a proposal. ``earlier`` are the addressees of the act before, for pronouns; ``inherited`` is a chapeau's act."""
    act, scope = frame.act, frame.scope
    evidence = _act_evidence(paragraph, frame, inherited)
    names, self_addressed = _addressees(paragraph, frame, earlier, evidence, inherited)
    if evidence[0].field == "obligation" and not all(e.sure for e in evidence if e.field == "addressees"):
        evidence[0] = replace(evidence[0], sure=False)  # an act on somebody in doubt is itself in doubt
    deliverable, asked_in = _deliverable(paragraph, frame, evidence)
    receivers = _recipients(paragraph, frame, evidence)
    rhythm = _rhythm(paragraph, frame)
    due, found_rhythm = _due(paragraph, frame, asked_in, evidence)
    if rhythm is not None:
        sure = rhythm.sure and frame.sure and asked_in is not None and asked_in.start <= rhythm.start < asked_in.end
        evidence.append(paragraph.evidence("recurrence", rhythm.start, rhythm.end, rhythm.rule, sure))
    rhythm_word = rhythm.rhythm if rhythm else found_rhythm
    if inherited is not None:
        due, rhythm_word = inherited.timing(due, rhythm_word, evidence)
        receivers = receivers or inherited.receivers(evidence)
    actions = tuple(a for p in frame.predicates if (a := action(paragraph.sentence, p)))
    return Proposal(
        id="",
        provision=paragraph.provision.number or "",
        verb=inherited.verb if inherited else " ".join(act.verb.split()),
        force=(inherited.frame.act if inherited else act).force or Force.REQUEST,
        addressees=names,
        actions=actions,
        span=evidence[0].span,
        deliverable=deliverable,
        recipients=receivers,
        consulted=_names(paragraph, slots.consulted(paragraph.sentence, scope.start, scope.end), "consulted", evidence),
        supported_by=_names(paragraph, slots.supported_by(paragraph.sentence, scope.start, scope.end), "supported_by", evidence),
        qualifiers=_qualifiers(paragraph, frame, evidence),
        reiterated=act.reiterated,
        self_addressed=self_addressed,
        due=due,
        recurrence=rhythm_word,
        continuing=due is None
        and (deliverable is None or rhythm_word is not None)
        and (frame.mode is Mode.NOMINAL or lasting(actions)),
        note=None if names else "no addressee is named: an addressee must be given before it can be activated",
        evidence=tuple(evidence),
    )


_THAT = len("that the ")


def _rhythm(paragraph: Paragraph, frame: Frame) -> recurrence.Recurring | None:
    """How often the thing is asked for. Of a passive it stands behind the verb or with the subject: "that regular meetings be held"."""
    quiet, end = paragraph.sentence.quiet, _object_shared(paragraph.sentence, frame)
    if not frame.passive or not frame.verb_at:
        doing = frame.predicates[0].start if frame.mode is Mode.INFINITIVE and frame.predicates else 0
        told = recurrence.recurring(quiet, frame.verb_at or frame.scope.start, end, doing)
        if (
            told is None
            and frame.mode is Mode.CLAUSE
            and frame.addressees
            and frame.addressees[0].start > frame.scope.start + _THAT
        ):
            return recurrence.recurring(
                quiet, frame.scope.start, frame.addressees[0].start
            )  # "that, every two years, the Committee"
        return told
    begin = frame.scope.start + 5 * quiet.startswith("that ", frame.scope.start)
    behind = paragraph.sentence.words[paragraph.sentence.index(frame.verb_at)].end
    return recurrence.recurring(quiet, behind, end) or recurrence.recurring(quiet, begin, behind)


# calls upon them to submit | and encourages them to make publicly available | their annual reports
_AND_ANOTHER_ACT = re.compile(
    r",? and (?:[a-z]+ly |also |further )*[a-z]+s (?:them|those [A-Z]?[a-z ]{3,80}?) to (?:make |do |the )?"
)

# their annual reports |, and welcomes the efforts of
_ACT_AFTER = re.compile(r"[,;] and (?:[a-z]+ly |also |further )*[a-z]+s (?=the |that |its |their |with |all |upon |[A-Z])")


def _object_shared(sentence: Sentence, frame: Frame) -> int:
    """Where the words about the thing to be done end: of a bare verb, behind the object that it shares with the act after it."""
    end = frame.scope.end
    if frame.mode is Mode.INFINITIVE and frame.predicates and " " not in frame.predicates[-1].text.strip(" ,"):
        shared = _AND_ANOTHER_ACT.match(sentence.quiet, len(sentence.quiet[:end].rstrip(" ,")))
        following = _ACT_AFTER.search(sentence.quiet, shared.end()) if shared else None
        return following.start() if following else len(sentence.quiet) if shared else end
    return end


@dataclass(frozen=True, slots=True)
class Inherited:
    """What a chapeau hands down to its items: the act as printed and those whom it names; its time, its rhythm and its receivers to
    those items that have none of their own, never beyond doubt."""

    frame: Frame
    verb: str
    names: tuple[str, ...]
    self_addressed: bool
    evidence: tuple[Evidence, ...]
    due: Due | None = None
    recurrence: str | None = None
    recipients: tuple[str, ...] = ()
    asides: tuple[Evidence, ...] = ()

    def timing(self, due: Due | None, recurrence: str | None, evidence: list[Evidence]) -> tuple[Due | None, str | None]:
        """An item's own due and rhythm, or the chapeau's, with the evidence for what it takes over. A day in the chapeau goes before
        a time that names none ("promptly") in the item."""
        if due is not None and due.optional and not due.resolved and self.due is not None and self.due.resolved:
            evidence[:], due = [e for e in evidence if e.field != "due"], None
        evidence.extend(self._taken("due", due is None and self.due is not None))
        evidence.extend(self._taken("recurrence", recurrence is None and due is None and self.recurrence is not None))
        return due or self.due, recurrence or (self.recurrence if due is None else None)

    def receivers(self, evidence: list[Evidence]) -> tuple[str, ...]:
        """The chapeau's receivers, with the evidence for them."""
        evidence.extend(self._taken("recipients", bool(self.recipients)))
        return self.recipients

    def _taken(self, name: str, taken: bool) -> list[Evidence]:
        return [replace(e, rule=f"{e.rule}.of-the-chapeau", sure=False) for e in self.asides if taken and e.field == name]


def _act_evidence(paragraph: Paragraph, frame: Frame, inherited: Inherited | None) -> list[Evidence]:
    if inherited is not None:
        whole = paragraph.evidence("verb", 0, len(paragraph.sentence.text), "act.chapeau")
        return [whole, *inherited.evidence]
    act = frame.act
    return [
        paragraph.evidence("obligation", act.start, frame.scope.end, f"frame.{frame.mode}", act.sure and frame.sure),
        paragraph.evidence("verb", act.start, act.end, act.rule, act.sure),
        *[
            paragraph.evidence("actions", p.start, p.start + len(opening(p.text)), f"actions.{frame.mode}", frame.sure)
            for p in frame.predicates
        ],
    ]


def _addressees(
    paragraph: Paragraph, frame: Frame, earlier: tuple[str, ...], evidence: list[Evidence], inherited: Inherited | None
) -> tuple[tuple[str, ...], bool]:
    held = frame.passive and frame.modal is not None  # "(a) Shall be held in June": done to what the chapeau names
    if inherited is not None and not frame.addressees and not held:
        return inherited.names, inherited.self_addressed
    if frame.mode is Mode.SELF:
        body = paragraph.setting.instrument.body
        evidence.append(
            paragraph.evidence("addressees", frame.act.start, frame.act.end, "addressee.the-organ-itself", body is not None)
        )
        return ((body,) if body else ()), True
    names: list[str] = []
    for phrase in frame.addressees:
        if (several := stand_for_several(paragraph, phrase, frame.act.start, earlier)) is not None:
            names.extend(name for name in several.names if name not in names)
            evidence.append(paragraph.evidence("addressees", phrase.start, phrase.end, several.rule, sure=False))
            continue
        resolved = resolve(paragraph, phrase, earlier)
        if resolved.name.casefold() in PLURAL or resolved.name in ("it", "itself"):
            evidence.append(paragraph.evidence("addressees", phrase.start, phrase.end, "name.pronoun-open", sure=False))
            continue
        if ONLY_GENERAL.fullmatch(resolved.name):
            resolved = replace(resolved, sure=False)  # "the organizations": whichever they are
        if resolved.name and resolved.name not in names:
            names.append(resolved.name)
        evidence.append(paragraph.evidence("addressees", phrase.start, phrase.end, resolved.rule, resolved.sure and frame.sure))
    if not frame.addressees and earlier and _same_call(paragraph, frame):
        names = list(earlier)
        evidence.append(
            paragraph.evidence("addressees", frame.act.start, frame.act.end, "addressee.of-the-act-before", sure=False)
        )
    elif not frame.addressees:
        evidence.append(paragraph.evidence("addressees", frame.act.start, frame.act.end, "addressee.none-named", sure=False))
    names = one_by_one(names)
    own = tuple(names) == (paragraph.setting.instrument.body,)
    return tuple(names), frame.act.force is Force.DECIDE and own


def _same_call(paragraph: Paragraph, frame: Frame) -> bool:
    """ "calls upon all States parties to ..., and reiterates its call to make use of": an earlier act come again names nobody anew."""
    return frame.act.reiterated and any(paragraph.sentence.text[: p.start].rstrip().endswith(" to") for p in frame.predicates[:1])


def _deliverable(paragraph: Paragraph, frame: Frame, evidence: list[Evidence]) -> tuple[Deliverable | None, Phrase | None]:
    """What countable thing is asked for, and in which of the things to be done.

    A review, an evaluation or a study with a report on it is that report.
    """
    if frame.mode is Mode.NOMINAL:
        lowered = ((p.text[:1].lower() + p.text[1:], p) for p in frame.predicates)  # "(c) A report of the Board"
        named = next(((one, p) for text, p in lowered if (one := deliverables.nominal(text)) is not None), None)
        if named is None:
            return None, None
        at = named[1].start + named[0].start
        evidence.append(paragraph.evidence("deliverable", at, named[1].start + named[0].end, named[0].rule, sure=False))
        return named[0].deliverable, named[1]
    aside = paragraph.sentence.text[frame.act.end : frame.predicates[0].start] if frame.predicates else ""
    found: list[tuple[Asked, Phrase]] = []
    for predicate in frame.predicates:
        printed = paragraph.sentence.text[predicate.start : predicate.end] == predicate.text
        if printed and paragraph.sentence.text.endswith(" not to ", 0, predicate.start):
            continue  # "decides not to convene the meeting"
        quiet = paragraph.sentence.quiet[predicate.start : predicate.end] if printed else predicate.text
        asked = deliverables.asked(quiet, aside) or deliverables.titled(predicate.text)
        if asked is not None:
            found.append((asked, predicate))
    if not found:
        return None, None
    reported = [one for one in found if one[0].deliverable.kind is DeliverableKind.REPORT]
    lesser = found[0][0].deliverable.kind is DeliverableKind.OTHER or found[0][0].rule == "deliverable.verb-update"
    lesser = lesser or alongside.only_updates(found[0][0], found[0][1].text)
    lesser = lesser or (bool(reported) and "report thereon" in reported[0][1].text and alongside.reviews(found[0][1].text))
    if not reported and alongside.conducts(found[0][1].text):  # "conduct an assessment and present the recommendations"
        reported = [one for one in found[1:] if one[0].deliverable.kind is DeliverableKind.RECOMMENDATIONS]
    asked, predicate = reported[0] if reported and lesser else found[0]
    start, end = predicate.start + asked.start, predicate.start + asked.end
    sure = asked.sure and frame.sure and len(found) == 1  # of two things asked for, either may be meant
    evidence.append(paragraph.evidence("deliverable", start, end, asked.rule, sure))
    if (
        asked.deliverable.kind is DeliverableKind.MEETING
        and (meetings := alongside.numbered_meetings(p.text for _, p in found)) > 1
    ):
        return replace(asked.deliverable, count=meetings), predicate
    if sessions := alongside.an_organizational_one_beside([one for one, _ in found], [p.text for _, p in found]):
        return replace(asked.deliverable, count=sessions), predicate
    return _together(paragraph, asked.deliverable, reported), predicate


def _together(paragraph: Paragraph, one: Deliverable, reported: list[tuple[Asked, Phrase]]) -> Deliverable:
    """ "to provide an oral report to A and to report to B": as many reports as are handed over, each to somebody else."""
    if one.kind is not DeliverableKind.REPORT or len(reported) < 2:
        return one
    handed = [
        (asked.deliverable.count, {name.text for slot in recipients(paragraph.sentence, p.start, p.end) for name in slot.names})
        for asked, p in reported
        if not alongside.passes_on(p.text)
    ]
    apart = [
        count
        for i, (count, names) in enumerate(handed)
        if names and "it" not in names and all(names != before for _, before in handed[:i])
    ]
    return Deliverable(one.kind, sum(apart)) if len(apart) > 1 else one


def _of_chapeaus_verb(frame: Frame) -> list[slots.Slot]:
    """The receivers of what is handed over by a verb that stands in the chapeau: "to submit: (a) A report to the General Assembly"."""
    found = []
    for predicate in frame.predicates if frame.inherited else ():
        for slot in recipients(Sentence(predicate.text), 0, len(predicate.text)):
            names = tuple(Phrase(name.text, predicate.start, predicate.end) for name in slot.names)
            found.append(slots.Slot(names, slot.rule, sure=False))
    return found


def _recipients(paragraph: Paragraph, frame: Frame, evidence: list[Evidence]) -> tuple[str, ...]:
    body = paragraph.setting.instrument.body
    names: list[str] = []
    # "requests A to submit a report to X, and B to submit one to Y": of the second, what stands behind its own addressees
    start = max(frame.act.end, _addressed_until(frame)) if frame.mode is Mode.INFINITIVE else frame.act.end
    for slot in recipients(paragraph.sentence, start, frame.scope.end) or _of_chapeaus_verb(frame):
        for phrase in slot.names:
            printed = plain(phrase.text)
            resolved = (
                Resolved(body or "it", "name.own-organ", body is not None)
                if printed.casefold() in ("it", "itself")
                else resolve(paragraph, phrase)
            )
            if resolved.name not in names:
                names.append(resolved.name)
                evidence.append(
                    paragraph.evidence("recipients", phrase.start, phrase.end, slot.rule, slot.sure and resolved.sure)
                )
    return tuple(names)


def _addressed_until(frame: Frame) -> int:
    """Where those named before the first thing to be done end: "its request to A and to B | to report to C"; none receives anything."""
    doing = frame.predicates[0].start if frame.predicates else frame.scope.end
    return max((name.end for name in frame.addressees if name.end <= doing), default=frame.act.end)


def _names(paragraph: Paragraph, found: Iterable[slots.Slot], name: str, evidence: list[Evidence]) -> tuple[str, ...]:
    names: list[str] = []
    for slot in found:
        for phrase in slot.names:
            resolved = resolve(paragraph, phrase)
            if resolved.name and resolved.name not in names:
                names.append(resolved.name)
                evidence.append(paragraph.evidence(name, phrase.start, phrase.end, slot.rule, slot.sure and resolved.sure))
    return tuple(names)


def _qualifiers(paragraph: Paragraph, frame: Frame, evidence: list[Evidence]) -> tuple[str, ...]:
    found = slots.qualifiers(paragraph.sentence, frame.act.end, frame.scope.end)
    evidence.extend(paragraph.evidence("qualifiers", p.start, p.end, "qualifier") for p in found)
    return tuple(p.text for p in found)


def _due(paragraph: Paragraph, frame: Frame, asked_in: Phrase | None, evidence: list[Evidence]) -> tuple[Due | None, str | None]:
    chosen = choose(paragraph.sentence, frame, paragraph.times, paragraph.setting.instrument.adopted, asked_in)
    if chosen is None or chosen.found.due is None:
        return None, chosen.found.recurrence if chosen else None
    evidence.append(paragraph.evidence("due", chosen.found.start, chosen.found.end, chosen.rule, chosen.sure))
    return chosen.found.due, chosen.found.recurrence
