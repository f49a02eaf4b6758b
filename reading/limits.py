"""Which of a paragraph's time expressions is the limit of which duty.

A time is a limit where it hangs on the thing to be done ("to submit by May 2017 a report") or on the addressee's aside ("in his
report to the Committee at its twentieth session, to provide"). Inside the thing ("the goal of ending hunger by 2030"), in a relative
clause or in what a document is called it is none.
"""

import re
from dataclasses import dataclass

from reading.due import FoundDue
from reading.frames import Frame, Mode
from reading.phrases import Sentence

# which will be held in | that were adopted at | established at | as reaffirmed in
_IN_CLAUSE = re.compile(
    r"\b(?:which|who|whose|where|when|since|as (?:adopted|requested|decided|reaffirmed|contained|set out|agreed)|(?:adopted|held|requested|decided|agreed|established|endorsed|made|presented|submitted|contained|scheduled|planned|taken|expressed|concluded|issued|discussed|considered|launched|reached|entitled|to be held|to take place|convened|organized))\b[^,;]*$"
)


@dataclass(frozen=True, slots=True)
class Limit:
    """The time expression chosen, by which rule, and whether it is beyond doubt."""

    found: FoundDue
    rule: str
    sure: bool


def choose(sentence: Sentence, frame: Frame, times: list[FoundDue]) -> Limit | None:
    """The limit of one frame's duty among the paragraph's times, or ``None``."""
    within = [t for t in times if frame.act.end <= t.start and t.end <= frame.scope.end and t.due is not None]
    candidates = [t for t in within if t.aside is None and not _in_clause(sentence, frame, t)]
    named = _agenda(sentence, frame, times)
    if named is not None:
        return named
    firm = [t for t in candidates if t.due and not t.due.optional]
    resolved = [t for t in firm if t.due and t.due.resolved]
    for group, rule in ((resolved, "due.resolved"), (firm, "due.unresolved"), (candidates, "due.vague")):
        if group:
            return Limit(group[0], rule, sure=len(group) == 1 and rule == "due.resolved" and frame.mode is not Mode.NOMINAL)
    return None


def _in_clause(sentence: Sentence, frame: Frame, time: FoundDue) -> bool:
    return bool(_IN_CLAUSE.search(sentence.quiet[frame.act.end : time.start]))


def _agenda(sentence: Sentence, frame: Frame, times: list[FoundDue]) -> Limit | None:
    """"include in the provisional agenda of its seventy-second session": the session is the limit."""
    if frame.mode is not Mode.SELF:
        return None
    for time in times:
        if time.due is not None and frame.act.end <= time.start < frame.scope.end:
            before = sentence.quiet[frame.act.end : time.start]
            if re.search(r"\bagendas?(?: of the(?: \w+){0,2})? (?:of|for)? ?$", before) or re.search(r"\bagendas?\s*$", before):
                return Limit(time, "due.agenda", sure=time.due.resolved)
    return None
