"""Provisions without an act of the organ, whose own sentences command: "The City Manager shall prepare ...", "... is directed to ...".

City councils, financial regulations and annexes legislate so. A passive that names nobody ("shall be published") lays a duty on nobody.
"""

import re
from dataclasses import replace

from domain.force import Force
from reading.requests.acts.act import Act
from reading.requests.sentences.clauses import clause
from reading.requests.sentences.frames import Frame, Mode
from reading.requests.sentences.phrases import Sentence

# shall | must | will | is hereby directed to
_COMMAND = re.compile(
    r"\b(?:shall|must|(?<!political )(?<!strong )(?<!free )(?<!good )(?<!our )(?<!their )(?<!its )will)\b"
    r"|\b(?:is|are) (?:hereby )?(?P<entitled>authorized|directed|instructed|requested|ordered|urged|encouraged|invited) to\b"
)
# what is decided in items: "Decides on the following arrangements: (a) The President should invite"
_DECIDED = re.compile(_COMMAND.pattern.replace("shall|must", "shall|should|must", 1))
_FORCES = {
    "directed": Force.REQUEST,
    "instructed": Force.REQUEST,
    "ordered": Force.REQUEST,
    "requested": Force.REQUEST,
    "urged": Force.URGE,
    "encouraged": Force.ENCOURAGE,
    "invited": Force.INVITE,
}
# That | Be it resolved that | Be it further resolved by the City Council that
_OPENING = re.compile(
    r"^(?:(?:now,? therefore,? )?be it (?:further |also )?resolved(?: by [^,]{3,80}?)?,? )?that,? ", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"(?<=[a-z\d)][.;]) (?=[A-Z])")


def commands(sentence: Sentence, decided: bool = False) -> list[Frame]:
    """The frames of a provision's commanding sentences whose subject can act, in order.

    In what is ``decided``, an item of a decision, "should" commands too.
    """
    found = []
    begin = 0
    for stop in [*(m.start() for m in _SENTENCE_END.finditer(sentence.quiet)), len(sentence.text)]:
        match = (_DECIDED if decided else _COMMAND).search(sentence.quiet, begin, stop)
        if match is not None and (frame := _command(sentence, begin, stop, match, decided)) is not None:
            found.append(frame)
        begin = stop + 1
    return found


_THEN = re.compile(r"; (?=the [A-Z][\w-]+(?: [\w-]+){0,6}? (?:shall|must)\b)")


def command_behind(sentence: Sentence) -> tuple[int, list[Frame]]:
    """The command that follows an item behind a semicolon ("(b) Such sums as ...; the Secretary-General shall ..."), and where the item
    itself ends."""
    then = _THEN.search(sentence.quiet)
    match = _COMMAND.search(sentence.quiet, then.end()) if then else None
    frame = _command(sentence, then.end(), len(sentence.text), match, decided=False) if then and match else None
    return (then.start(), [frame]) if then and frame else (len(sentence.text), [])


def _command(sentence: Sentence, begin: int, stop: int, match: re.Match[str], decided: bool) -> Frame | None:
    """One sentence's frame; of a passive whose agent is named ("will be decided by the President") only in what is ``decided``."""
    opening = _OPENING.match(sentence.quiet[begin:stop])
    first, limit = sentence.index(begin + (opening.end() if opening else 0)), sentence.index(stop)
    while limit > first and sentence.low(limit - 1) in (".", ";", ","):
        limit -= 1
    if first >= limit:
        return None
    act = Act(
        match[0],
        match.start(),
        match.end(),
        stop,
        _FORCES.get(match["entitled"] or "", Force.DECIDE),
        rule="act.command",
        sure=False,
    )
    frame = clause(sentence, act, first, limit, sentence.phrase(first, limit))
    if frame.mode is not Mode.CLAUSE or not frame.addressees or not frame.predicates or (frame.passive and not decided):
        return None
    if [name.text for name in frame.addressees] == ["We"]:
        return replace(frame, mode=Mode.SELF, addressees=(), modal=None, sure=False)  # "We will meet again in 2023"
    return replace(frame, sure=False)
