"""The acts of one paragraph together: those that are laid on somebody in common, and those that share what is asked."""

import re
from collections.abc import Sequence
from dataclasses import replace

from reading.requests.acts.act import Act
from reading.requests.sentences.complements import complement
from reading.requests.sentences.frames import Frame, Mode
from reading.requests.sentences.phrases import Phrase, Sentence


def frames(sentence: Sentence, acts: Sequence[Act]) -> list[Frame]:
    """The frames of all mandating acts of a paragraph, in order.

    Acts that share a predicate each get it; "invites and encourages X to" is one."""
    found: list[Frame] = []
    waiting: list[Act | Frame] = []
    for position, act in enumerate(acts):
        following = acts[position + 1] if position + 1 < len(acts) else None
        if not act.mandating:
            waiting.clear()
            continue
        if following is not None and _paired(sentence, act, following):
            # "encourages and supports men and boys to": what follows the second verb is for both
            both = replace(act, end=following.end, complement_end=following.complement_end)
            found.extend(replace(frame, act=act) for frame in complement(sentence, both))
            continue
        if following is not None and _joined(sentence, act, following) and (waits := _waiting(sentence, act)) is not None:
            waiting.append(waits)
            continue
        found.extend(_shared(sentence, waiting, act, complement(sentence, act)))
        waiting.clear()
    return found


def _paired(sentence: Sentence, act: Act, following: Act) -> bool:
    """Whether a verb that asks nothing is joined to an act that asks: "encourages | and supports | men and boys to"."""
    return not following.mandating and sentence.quiet[act.end : following.start].strip() == "and"


_AND = re.compile(r"\band\b")
# encourages Member States and, where appropriate, invites the private sector to
_AND_LIMITED = re.compile(r"\band, (?:where|as|when|if) [a-z]+, $")


def _joined(sentence: Sentence, act: Act, following: Act) -> bool:
    """Whether the act that comes next is joined to one, and asks too: "calls upon States | and encourages | others to"."""
    link = sentence.quiet[act.complement_end : following.start]
    between = sentence.quiet[act.end : following.start]
    return following.mandating and (
        _AND.search(link) is not None or between.strip() in ("and", ",", "and also") or _AND_LIMITED.search(between) is not None
    )


def _waiting(sentence: Sentence, act: Act) -> Act | Frame | None:
    """An act that waits for what the next one governs: itself where it names nobody ("invites | and encourages X to"), its frame where it
    names somebody but asks nothing yet ("calls upon States | and encourages others to"). In "calls upon parties to submit and encourages
    them to make" something is asked, so it is no such case."""
    if not sentence.text[act.end : act.complement_end].strip(" ,"):
        return act
    read = complement(sentence, act)
    return read[0] if len(read) == 1 and read[0].mode is Mode.ADDRESSEE else None


def _shared(sentence: Sentence, waiting: Sequence[Act | Frame], act: Act, read: Sequence[Frame]) -> list[Frame]:
    """The frames of an act, behind those of the acts that waited for it: each of these is asked the same."""
    first, *others = read
    sharing = []
    for earlier in waiting:
        if isinstance(earlier, Frame):
            start, end = earlier.scope.start, first.scope.end
            scope = Phrase(sentence.text[start:end], start, end)
            sharing.append(replace(earlier, mode=first.mode, predicates=first.predicates, scope=scope))
    if counted := next((earlier for earlier in waiting if isinstance(earlier, Act)), None):
        # "urges, calls upon and invites": the first act counts
        verb = sentence.text[counted.start : counted.end]
        first = replace(first, act=replace(counted, verb=verb, complement_end=act.complement_end))
    return [*sharing, first, *others]
