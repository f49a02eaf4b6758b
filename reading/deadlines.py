"""Which of a paragraph's time expressions is the limit of which duty.

A time is a limit where it hangs on the thing to be done ("to submit by May 2017 a report") or on the addressee's aside ("in his
report to the Committee at its twentieth session, to provide"). Inside the thing ("the goal of ending hunger by 2030"), in a relative
clause or in what a document is called it is none.
"""

import re
from dataclasses import dataclass
from datetime import date

from reading.due import FoundDue
from reading.frames import Frame, Mode
from reading.phrases import Sentence

# which will be held in | that were adopted at | established at | as reaffirmed in
_IN_CLAUSE = re.compile(
    r"\b(?:which|who|whose|where|when|since|as (?:adopted|requested|decided|reaffirmed|contained|set out|"
    r"agreed)|(?:adopted|held|requested|decided|agreed|established|endorsed|made|presented|submitted|"
    r"contained|scheduled|planned|taken|expressed|concluded|issued|discussed|considered|launched|reached|"
    r"entitled|to be held|to take place|convened|organized))\b[^,;]*$"
)


# in order to ensure ... in 2022-2023: the time of the purpose, not of the duty
_PURPOSE = re.compile(
    r"\b(?:in order to|so as to|with a view to|aimed at|with the aim of|for the purpose of|"
    r"that (?:[a-z]+ly )?(?:began|took place|[a-z]+ed))\b[^,;]*$"
)


# bearing in mind that by 2050 ...: the time of what is known, not of the duty
_KNOWN = re.compile(
    r"\b(?:bearing in mind|mindful of|noting|recogni[sz]ing|recalling|acknowledging|reaffirming|stressing|emphasizing|"
    r"considering|given) that\b(?:(?!, to )[^;])*$"
)


@dataclass(frozen=True, slots=True)
class Deadline:
    """The time expression chosen, by which rule, and whether it is beyond doubt."""

    found: FoundDue
    rule: str
    sure: bool


def choose(sentence: Sentence, frame: Frame, times: list[FoundDue], adopted: date | None) -> Deadline | None:
    """The limit of one frame's duty among the paragraph's times, or ``None``."""
    within = [t for t in times if frame.act.end <= t.start and t.end <= frame.scope.end and t.due is not None]
    candidates = [t for t in within if t.aside is None and not _in_clause(sentence, frame, t) and not _past(t, adopted)]
    if frame.verb_at is not None and any(t.start >= frame.verb_at for t in candidates):
        candidates = [t for t in candidates if t.start >= frame.verb_at]
    named = _agenda(sentence, frame, times)
    if named is not None:
        return named
    firm = [t for t in candidates if t.due and not t.due.optional]
    resolved = [t for t in firm if t.due and t.due.resolved]
    for group, rule in ((resolved, "due.resolved"), (firm, "due.unresolved"), (candidates, "due.vague")):
        if group:
            return Deadline(group[0], rule, sure=len(group) == 1 and rule == "due.resolved" and frame.mode is not Mode.NOMINAL)
    return None


def _in_clause(sentence: Sentence, frame: Frame, time: FoundDue) -> bool:
    before = sentence.quiet[frame.act.end : time.start]
    return bool(_IN_CLAUSE.search(before)) or bool(_PURPOSE.search(before)) or bool(_KNOWN.search(before))


def _past(time: FoundDue, adopted: date | None) -> bool:
    """A day before the adoption limits no duty."""
    latest = time.due.latest if time.due else None
    return adopted is not None and latest is not None and latest < adopted


def _agenda(sentence: Sentence, frame: Frame, times: list[FoundDue]) -> Deadline | None:
    """ "include in the provisional agenda of its seventy-second session": the session is the limit."""
    if frame.mode is not Mode.SELF:
        return None
    for time in times:
        if time.due is not None and frame.act.end <= time.start < frame.scope.end:
            before = sentence.quiet[frame.act.end : time.start]
            if re.search(r"\bagendas?(?: of the(?: \w+){0,2})? (?:of|for)? ?$", before) or re.search(r"\bagendas?\s*$", before):
                return Deadline(time, "due.agenda", sure=time.due.resolved)
    return None
