"""Whose session "its" is, as far as the paragraph itself tells."""

import re
from dataclasses import replace

from domain.time import assembly
from domain.time.phrases import Session, Which
from domain.time.sessions import SessionCalendar
from reading.lexicon import act_words

NAME = r"[A-Z][\w’'-]*(?:\s+(?:(?:of|on|for|the|and|to|in|against|with|serving|as|meeting)\s+)*[A-Z][\w’'-]*)*"
_JUST_BEFORE = re.compile(rf"(?:^|[^\w’'-])(?:the\s+)?({NAME})\s*(?:,?\s*\([^()]*\))?,?\s*(?:meeting\s+)?$")
_HOLDERS = re.compile(
    rf"\b(?:{NAME}\s+)?(?:Assembly|Council|Committee|Commission|Board|Conference|Parties|Body|Forum|Congress|Authority|Group|Panel)\b"
    rf"(?:\s+(?:of|on|for|to)\s+(?:the\s+)?{NAME})?"
)
# to the Commission, | for its consideration | at its next session
_RECEIVED = re.compile(
    r",?\s+for\s+(?:(?:its|their|further|possible)\s+)*(?:consideration|approval|review|action|adoption|decision|endorsement)"
    r"(?:\s+and\s+\w+)?$"
)
# Requests the Committee, | invites the Commission to: whose the next "its" is, unless somebody else is named behind
_ADDRESSED = re.compile(
    rf"\b(?:(?i:requests?|invites?|encourages?|urges?|authorizes?|instructs?|directs?|decides that|recommends that)|[Cc]alls? (?:up)?on)\s+"
    rf"the\s+({NAME})(?=,|\s+(?:to|shall|should|will)\b)"
)
_TO_IT = re.compile(r"\b(?:to|before|inform|brief) it,?$")
# to the Assembly | through the Council | at its session: the Assembly's
_THROUGH = re.compile(rf",?\s+(?:through|via)\s+(?:the\s+)?{NAME},?$")
_RESPECTIVELY = re.compile(r"\s*,?\s*respectively\b")
_REACH = 12
"""How many sessions ahead of the adopting one "its" session may plausibly be. Further off, and it is another body's."""
_LONGEST_NAME = 24
"""How many words of a name count."""
_BACK, _NEAR = 500, 220
"""How many characters back a body may be named at all, and how many a name just before may take."""


def body(
    text: str, at: int, session: Session, home: str | None, home_session: int | None, calendar: SessionCalendar
) -> str | None:
    """The body named just before ("to the High-level Committee on South-South Cooperation at its twentieth session"); else, where
    the number can't be one of the adopting body's sessions to come, the last body named; else ``None``: the adopting
    body. ``""`` where it is another body's and the paragraph doesn't say whose."""
    head = _THROUGH.sub("", _RECEIVED.sub("", text[max(0, at - _BACK) : at].rstrip()))
    named = _JUST_BEFORE.search(head[-_NEAR:])
    name = _without_act(named[1]) if named else ""
    if name and (_HOLDERS.search(name) or calendar.canonical(name, home)):
        return _known(name, home, calendar)
    if session.which is Which.NEXT:
        return _addressed(head, home, calendar)
    if session.which is not Which.NUMBERED or _plausible(session, home, home_session, calendar):
        return None
    held = [_without_act(found[0]) for found in _HOLDERS.finditer(head)]
    return next((_known(name, home, calendar) for name in reversed(held) if not _is(name, home, calendar)), "")


def _without_act(name: str) -> str:
    """ "Requests the Committee on Contributions" -> "Committee on Contributions"."""
    first, _, rest = name.partition(" ")
    return rest.removeprefix("the ") if first.casefold() in act_words() else name


def _addressed(head: str, home: str | None, calendar: SessionCalendar) -> str | None:
    """The body that is asked, where "its next session" can only be its own: "Requests the Committee to consider, at its next session"."""
    if _TO_IT.search(head):
        return None
    asked = [found[1] for found in _ADDRESSED.finditer(head)]
    name = _without_act(asked[-1]) if asked else ""
    return _known(name, home, calendar) if name and _HOLDERS.search(name) else None


def first_of(text: str, at: int, end: int, session: Session, home: str | None, calendar: SessionCalendar) -> Session:
    """Of "to the General Assembly and the Human Rights Council at their eightieth and sixty-first sessions, respectively" the first
    body's own session; any other session as it is."""
    if len(session.numbers) < 2 or session.body or not _RESPECTIVELY.match(text, end):
        return session
    named = [found[0] for found in _HOLDERS.finditer(text[max(0, at - _BACK) : at])]
    held = [name for several in named for name in re.split(r"\s+and\s+(?:the\s+)?", several)][-len(session.numbers) :]
    if len(held) < len(session.numbers):
        return session
    return replace(session, body=_known(held[0], home, calendar), numbers=session.numbers[:1])


def _known(name: str, home: str | None, calendar: SessionCalendar) -> str:
    """The canonical name; of a name that only ends in one ("Reports of the Human Rights Council"), its end."""
    words = name.split()[-_LONGEST_NAME:]
    for start in range(len(words)):
        if found := calendar.canonical(" ".join(words[start:]), home):
            return found
    return name


def _is(name: str, home: str | None, calendar: SessionCalendar) -> bool:
    return home is not None and _known(name, home, calendar) == (calendar.canonical(home, home) or home)


def _plausible(session: Session, home: str | None, home_session: int | None, calendar: SessionCalendar) -> bool:
    if session.numbers and session.numbers[0] >= assembly.FIRST_YEAR and home == assembly.NAME:
        return False  # "its 2022 session": the Assembly calls none by its year
    if home is None or home_session is None or not session.numbers:
        return True
    return home_session - 1 <= session.numbers[0] <= home_session + _REACH
