"""How a thing to be done stands to the others of its paragraph: one only leads to the next, only hands it on, or adds to it."""

import re
from collections.abc import Iterable

from domain.instrument import DeliverableKind
from reading.requests.terms.asked import Asked

# review and make recommendations on the elements of the methodology, and to report thereon: what it finds is told in the report
_REVIEWS = re.compile(
    r"^(?:review|examine|study|assess|evaluate|consider),?(?: [a-z]+,)* and (?:to )?(?:make|formulate|propose) "
)
_CONDUCTS = re.compile(r"^(?:[a-z]+ly )?(?:conduct|undertake|carry out|perform|organize)\b")
# transmit the report to the Conference: one that was asked for before
_PASSED = re.compile(
    r"(?:also |further )*(?:transmit|forward|circulate|share|send|convey|submit|present|provide) (?:the|that|this|the said) reports?\b"
)


def reviews(predicate: str) -> bool:
    """Whether recommendations are only what a review comes to."""
    return _REVIEWS.match(predicate) is not None


def conducts(predicate: str) -> bool:
    """Whether a thing is only done, and what comes of it handed over: "conduct an assessment"; but "present an analysis"."""
    return _CONDUCTS.match(predicate) is not None


# convene the thirty-sixth Meeting of States Parties | and to | convene the thirty-seventh Meeting
_NUMBERED_MEETING = re.compile(
    r"(?:convene|hold|organize) the (?P<which>(?:[a-z]+-)?(?:first|second|third|[a-z]+th)) "
    r"(?:[a-z]+ ){0,2}?(?:[Mm]eeting|[Ss]ession|[Cc]onference)\b"
)


def numbered_meetings(predicates: Iterable[str]) -> int:
    """How many meetings are to be convened that are told apart by their numbers."""
    return len({match["which"] for text in predicates if (match := _NUMBERED_MEETING.match(text))})


def an_organizational_one_beside(sessions: list[Asked], predicates: list[str]) -> int:
    """How many sessions are to be held by two things to be done, of which one is the organizational session: "hold its organizational
    session for two days, and meet for two sessions of five days"; 0 where it is otherwise."""
    organizing = [" organizational session" in text[: one.end + 1] for one, text in zip(sessions, predicates, strict=True)]
    held = all("session" in text[one.start : one.end] for one, text in zip(sessions, predicates, strict=True))
    return sum(one.deliverable.count for one in sessions) if held and sorted(organizing) == [False, True] else 0


def only_updates(asked: Asked, predicate: str) -> bool:
    """Whether updates are asked for without saying how many: beside a report it is the report that is counted."""
    asked_for = asked.deliverable
    return asked_for.kind is DeliverableKind.UPDATE and asked_for.count == 1 and predicate[: asked.end].endswith("updates")


def passes_on(predicate: str) -> bool:
    """Whether a thing to be done only hands on a report that has been asked for: "and also to transmit the report to the Conference"."""
    return _PASSED.match(predicate) is not None
